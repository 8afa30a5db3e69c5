//! Hosts for the tests of deployments: a small server of files and a small bucket, on this machine.
//!
//! They know what curl asks of them and no more, note what was done in which order, and refuse what the
//! real ones refuse. Nothing here knows what a site is.
#![allow(clippy::disallowed_methods, reason = "tests serve a temporary folder")]
#![allow(clippy::missing_panics_doc, reason = "a harness fails by panicking")]

pub(crate) mod bucket;
pub(crate) mod ftp;
