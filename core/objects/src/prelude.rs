//! What nearly every file of the runtime needs: `use objects::prelude::*;`

pub use base::{
    Hash, Length, NextResult, Object, PyResult, Raised, Ref, Status, Stolen, Subtype,
    critical_section, object_view,
};

pub use crate::abstract_::{CompareOp, Protocol};
pub use crate::grow::{Grow, gathered, vec_for};
pub use crate::object::{is_none, none, none_ref, not_implemented, not_implemented_result};
pub use crate::type_::ObjectClass;
pub use crate::{
    Bool, Buffer, ByteArray, Bytes, Cell, Code, Complex, Dict, Float, FrozenSet, Function, List,
    Long, Method, Module, Set, Slice, Str, Tuple, Type, WeakRef, id, interned, py_bool, raise,
};
