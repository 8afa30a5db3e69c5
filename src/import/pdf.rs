//! stub
use super::Refusal;
pub(super) fn text(_bytes: &[u8]) -> Result<String, Refusal> { Err(Refusal::NoTextLayer) }
