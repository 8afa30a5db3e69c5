//! Other machines: links are looked at there, and files are sent there.
//!
//! The well-known program curl does the talking, so that no encryption of our own has to be kept safe:
//! the system renews it with its other programs. It is started with a fixed argument and told what to do
//! on its standard input; nothing goes through a shell, and no secret stands in a list of arguments.
#![expect(clippy::disallowed_methods, reason = "edge: starts curl, keeps answers on the disk")]

pub mod address;
pub mod curl;
pub mod kept;
pub mod links;
