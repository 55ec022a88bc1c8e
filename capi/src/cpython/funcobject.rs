//! `cpython/funcobject.h`: Python functions.

use core::ffi::c_int;

use layout::{PyFunction_WatchCallback, vectorcallfunc};
use objects::prelude::*;

use crate::support::*;

fn function(o: Option<&Object>) -> PyResult<&Function> {
    arg(o)
}

/// A field, borrowed; NULL where it is unset.
macro_rules! field {
    ($o:expr, $name:ident) => {
        value(core::ptr::null_mut(), || {
            let f = function($o)?;
            // SAFETY: live.
            Ok(unsafe { (*f.raw()).$name })
        })
    };
}

/// Sets an attribute whose value is of a type or None.
fn set<T: Subtype>(
    o: Option<&Object>,
    name: &Str,
    value: Option<&Object>,
    wrong: &str,
) -> PyResult<()> {
    let f = function(o)?;
    match value {
        Some(v) if is_none(v) || T::check(v) => f.set_attr(name, v),
        _ => Err(raise!(SystemError, "{wrong}")),
    }
}
#[unsafe(no_mangle)]
pub extern "C" fn PyFunction_New(code: Option<&Object>, globals: Option<&Object>) -> PyResult {
    up(Function::new(arg(code)?, some(globals)?, None))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFunction_NewWithQualName(
    code: Option<&Object>,
    globals: Option<&Object>,
    qualname: Option<&Object>,
) -> PyResult {
    up(Function::new(
        arg(code)?,
        some(globals)?,
        qualname.and_then(|q| q.downcast::<Str>()),
    ))
}

/// Borrowed, as all that follow; NULL where unset.
#[unsafe(no_mangle)]
pub extern "C" fn PyFunction_GetCode(f: Option<&Object>) -> Borrowed {
    field!(f, func_code)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFunction_GetGlobals(f: Option<&Object>) -> Borrowed {
    field!(f, func_globals)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFunction_GetModule(f: Option<&Object>) -> Borrowed {
    field!(f, func_module)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFunction_GetDefaults(f: Option<&Object>) -> Borrowed {
    field!(f, func_defaults)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFunction_GetKwDefaults(f: Option<&Object>) -> Borrowed {
    field!(f, func_kwdefaults)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFunction_GetClosure(f: Option<&Object>) -> Borrowed {
    field!(f, func_closure)
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFunction_GetAnnotations(f: Option<&Object>) -> Borrowed {
    let annotations = function(f).and_then(|f| {
        // SAFETY: attached; the fields hold objects or NULL.
        let none =
            unsafe { (*f.raw()).func_annotations.is_null() && (*f.raw()).func_annotate.is_null() };
        if none {
            return Ok(Some(none_ref()));
        }
        f.get_attr(id!(__annotations__)).map(Some)
    });
    match annotations {
        Ok(v) => lend(v),
        Err(_) => core::ptr::null_mut(),
    }
}

/// A tuple or None.
#[unsafe(no_mangle)]
pub extern "C" fn PyFunction_SetDefaults(f: Option<&Object>, defaults: Option<&Object>) -> Status {
    run(|| {
        set::<Tuple>(
            f,
            interned!("__defaults__"),
            defaults,
            "non-tuple default args",
        )
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFunction_SetKwDefaults(
    f: Option<&Object>,
    defaults: Option<&Object>,
) -> Status {
    run(|| {
        set::<Dict>(
            f,
            interned!("__kwdefaults__"),
            defaults,
            "non-dict keyword only default args",
        )
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFunction_SetAnnotations(
    f: Option<&Object>,
    annotations: Option<&Object>,
) -> Status {
    run(|| set::<Dict>(f, id!(__annotations__), annotations, "non-dict annotations"))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFunction_SetClosure(f: Option<&Object>, closure: Option<&Object>) -> Status {
    run(|| {
        let f = function(f)?;
        let closure = closure.filter(|c| !is_none(c));
        if let Some(c) = closure
            && c.downcast::<Tuple>().is_none()
        {
            return Err(raise!(
                SystemError,
                "expected tuple for closure, got '{:.100}'",
                c.class().tp_name()
            ));
        }
        f.set_version(0);
        // SAFETY: the slot owns its reference.
        unsafe {
            let new = closure.map_or(core::ptr::null_mut(), |c| c.to_ref().into_ptr());
            let old = core::mem::replace(&mut (*f.raw()).func_closure, new);
            drop(Ref::<Object>::from_owned_opt(old));
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFunction_SetVectorcall(f: &Function, vectorcall: vectorcallfunc) {
    f.set_version(0);
    // SAFETY: live.
    unsafe { (*f.raw()).vectorcall = Some(vectorcall) };
}

#[unsafe(no_mangle)]
pub extern "C" fn PyClassMethod_New(callable: Option<&Object>) -> PyResult {
    up(objects::function::class_method(some(callable)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyStaticMethod_New(callable: Option<&Object>) -> PyResult {
    up(objects::function::static_method(some(callable)?))
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFunction_AddWatcher(callback: PyFunction_WatchCallback) -> c_int {
    value(-1, || {
        // SAFETY: attached.
        let interp = unsafe { &mut *base::tstate::interp() };
        for (i, slot) in interp.func_watchers.iter_mut().enumerate() {
            if slot.is_none() {
                *slot = Some(callback);
                interp.active_func_watchers |= 1 << i;
                return Ok(i as c_int);
            }
        }
        Err(raise!(RuntimeError, "no more func watcher IDs available"))
    })
}

#[unsafe(no_mangle)]
pub extern "C" fn PyFunction_ClearWatcher(id: c_int) -> Status {
    run(|| {
        // SAFETY: attached.
        let interp = unsafe { &mut *base::tstate::interp() };
        let Some(slot) = usize::try_from(id)
            .ok()
            .and_then(|i| interp.func_watchers.get_mut(i))
        else {
            return Err(raise!(ValueError, "invalid func watcher ID {id}"));
        };
        if slot.take().is_none() {
            return Err(raise!(ValueError, "no func watcher set for ID {id}"));
        }
        interp.active_func_watchers &= !(1 << id);
        Ok(())
    })
}
