//! What the interpreter needs before it runs code: the constants that instructions name, and the callables that
//! specialised calls recognise.

use crate::prelude::*;

/// Fills the interpreter's tables. The builtins must be there.
pub fn init_interpreter() -> PyResult<()> {
    // SAFETY: attached; the interpreter's fields are its own.
    unsafe {
        let interp = base::tstate::interp();
        let builtins: &Dict = Dict::from_raw((*interp).builtins.cast());
        let builtin = |name: &str| -> PyResult<*mut PyObject> {
            let name = Str::from_str(name)?;
            Ok(match builtins.get(&name)? {
                Some(v) => v.into_ptr(),
                None => core::ptr::null_mut(),
            })
        };
        let constants = [
            builtin("AssertionError")?,
            builtin("NotImplementedError")?,
            builtin("tuple")?,
            builtin("all")?,
            builtin("any")?,
        ];
        for (slot, value) in (*interp).common_consts.iter_mut().zip(constants) {
            *slot = value;
        }
        let cache = &raw mut (*interp).callable_cache;
        (*cache).len = builtin("len")?;
        (*cache).isinstance = builtin("isinstance")?;
        let method = |ty: &Type, name: &Str| {
            ty.lookup(name)
                .map_or(core::ptr::null_mut(), |m| m.into_ptr())
        };
        (*cache).list_append = method(&objects::list::PyList_Type, id!(append));
        (*cache).object__getattribute__ =
            method(&objects::object::PyBaseObject_Type, id!(__getattribute__));
    }
    Ok(())
}
