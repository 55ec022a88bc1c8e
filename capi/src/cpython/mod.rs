//! The CPython-only tier: the headers under `cpython/`, which the limited API does not have.

pub mod r#abstract;
pub mod modsupport;
pub mod objimpl;
pub mod pyerrors;
pub mod pymem;
pub mod unicodeobject;
