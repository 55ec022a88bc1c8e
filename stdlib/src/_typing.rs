//! `_typing`: the native half of `typing`.

use objects::clinic::*;
use objects::prelude::*;
use objects::typevar::alias::_PyTypeAlias_Type;
use objects::typevar::no_default::no_default;
use objects::union_::_PyUnion_Type;

use crate::module;

#[pyfunction("_idfunc(x, /)")]
fn _idfunc(x: &Object) -> &Object {
    x
}

fn exec(module: &Module) -> PyResult<()> {
    // SAFETY: attached; the interpreter owns the types from start-up on.
    unsafe {
        let c = &(*base::tstate::interp()).cached_objects;
        for (name, ty) in [
            ("TypeVar", c.typevar_type),
            ("TypeVarTuple", c.typevartuple_type),
            ("ParamSpec", c.paramspec_type),
            ("ParamSpecArgs", c.paramspecargs_type),
            ("ParamSpecKwargs", c.paramspeckwargs_type),
            ("Generic", c.generic_type),
        ] {
            if ty.is_null() {
                return Err(raise!(
                    SystemError,
                    "the types of _typing are not initialised"
                ));
            }
            module.add(name, Object::from_ptr(ty.cast()))?;
        }
    }
    module.add("TypeAliasType", &_PyTypeAlias_Type)?;
    module.add("Union", &_PyUnion_Type)?;
    module.add("NoDefault", no_default())
}

module!(
    c"_typing",
    c"The native half of typing.",
    methods = method_table![_idfunc],
    exec = exec
);
