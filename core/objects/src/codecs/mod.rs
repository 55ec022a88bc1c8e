//! The codec registry and error handlers.

pub mod errors;

use base::{Object, PyResult, Ref};

pub fn encode(object: &Object, encoding: &str, errors: Option<&str>) -> PyResult {
    todo!()
}
pub fn decode(object: &Object, encoding: &str, errors: Option<&str>) -> PyResult {
    todo!()
}
pub fn lookup(encoding: &str) -> PyResult<Ref<crate::Tuple>> {
    todo!()
}
pub fn lookup_error(name: &str) -> PyResult {
    todo!()
}
