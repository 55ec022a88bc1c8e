//! `audit.h` and `cpython/audit.h`: audit events.

use core::ffi::{c_char, c_void};

use layout::{_Py_AuditHookEntry, Py_AuditHookFunction};
use objects::prelude::*;
use runtime::audit;

use crate::support::*;
use crate::variadic::{VaList, variadic};

unsafe extern "C" fn audit_event(
    event: *const c_char,
    format: *const c_char,
    va: *mut VaList,
) -> Status {
    if !audit::active() {
        return Status(0);
    }
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            let args = if format.is_null() || *format == 0 {
                Tuple::empty().to_ref()
            } else {
                let v = crate::modsupport::build_value(format, va)?;
                match v.downcast_into::<Tuple>() {
                    Ok(t) => t,
                    Err(v) => Tuple::from_vec(vec![v])?,
                }
            };
            audit::audit_tuple(&lossy(event).unwrap_or_default(), &args)
        }
    })
}

variadic! {
    /// Raises an audit event with arguments by a `Py_BuildValue` format. 0, or -1 when a hook raised.
    fn PySys_Audit(event: *const c_char, format: *const c_char, ...) -> Status = audit_event;
}
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PySys_AuditTuple(event: *const c_char, args: Option<&Object>) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            let args = match args {
                None => Tuple::empty(),
                Some(a) => match a.downcast::<Tuple>() {
                    Some(t) => t,
                    None => {
                        return Err(raise!(
                            TypeError,
                            "args must be tuple, got {}",
                            objects::repr::full_name(a.class())
                        ));
                    }
                },
            };
            if audit::active() {
                audit::audit_tuple(&lossy(event).unwrap_or_default(), args)
            } else {
                Ok(())
            }
        }
    })
}

/// Adds a hook for the whole process, also before initialisation. -1 with an exception if an earlier hook refuses.
///
/// # Safety
/// C contract; attached.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn PySys_AddAuditHook(
    hook: Py_AuditHookFunction,
    data: *mut c_void,
) -> Status {
    run(|| {
        // SAFETY: the caller's contract.
        unsafe {
            let attached = !base::tstate::current_or_null().is_null();
            if attached
                && audit::active()
                && let Err(raised) = audit::audit_tuple("sys.addaudithook", Tuple::empty())
            {
                return objects::exceptions::clear_if(
                    &objects::exceptions::types::RuntimeError,
                    raised,
                );
            }
            let entry = base::mem::alloc(base::mem::Domain::Raw, size_of::<_Py_AuditHookEntry>())
                .cast::<_Py_AuditHookEntry>();
            if entry.is_null() {
                return if attached {
                    Err(objects::exceptions::no_memory())
                } else {
                    Err(Raised::ASSUMED)
                };
            }
            entry.write(_Py_AuditHookEntry {
                next: core::ptr::null_mut(),
                hookCFunction: Some(hook),
                userData: data,
            });
            // Hooks are called in the order of their coming.
            let mut at = &raw mut base::mem::_PyRuntime.audit_hooks.head;
            while !(*at).is_null() {
                at = &raw mut (**at).next;
            }
            *at = entry;
            Ok(())
        }
    })
}
