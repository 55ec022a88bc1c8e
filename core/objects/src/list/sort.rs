//! `list.sort`.
use super::List;
use base::{Object, PyResult};
pub fn sort(_l: &List, _key: Option<&Object>, _reverse: bool) -> PyResult<()> {
    todo!()
}
