//! The gates: what must hold before a single byte is made.
//!
//! Each gate is pure, reads what it is given and returns findings; none knows an output, and none
//! knows another gate.

pub mod privacy;
