//! The CPython-only tier: the headers under `cpython/`, which the limited API does not have.

pub mod r#abstract;
pub mod bytesobject;
pub mod cellobject;
pub mod classobject;
pub mod complexobject;
pub mod dictobject;
pub mod floatobject;
pub mod listobject;
pub mod longintrepr;
pub mod longobject;
pub mod modsupport;
pub mod object;
pub mod objimpl;
pub mod odictobject;
pub mod picklebufobject;
pub mod pyerrors;
pub mod pymem;
pub mod tupleobject;
pub mod unicodeobject;
