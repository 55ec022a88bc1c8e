//! File descriptors from objects (`PyObject_AsFileDescriptor`).

use core::ffi::c_int;

use crate::exceptions::types;
use crate::prelude::*;

/// An int, or what the object's `fileno()` gives: never negative.
pub fn file_descriptor(o: &Object) -> PyResult<c_int> {
    let fd = match o.downcast::<Long>() {
        Some(n) => {
            if o.downcast::<Bool>().is_some() {
                crate::warnings::warn(
                    &types::RuntimeWarning,
                    format_args!("bool is used as a file descriptor"),
                    1,
                )?;
            }
            n.as_i32()?
        }
        None => {
            let Some(method) = o.get_attr_opt(id!(fileno))? else {
                return Err(raise!(
                    TypeError,
                    "argument must be an int, or have a fileno() method."
                ));
            };
            let fd = method.call(&[])?;
            match fd.downcast::<Long>() {
                Some(n) => n.as_i32()?,
                None => return Err(raise!(TypeError, "fileno() returned a non-integer")),
            }
        }
    };
    if fd < 0 {
        return Err(raise!(
            ValueError,
            "file descriptor cannot be a negative integer ({})",
            fd
        ));
    }
    Ok(fd)
}
