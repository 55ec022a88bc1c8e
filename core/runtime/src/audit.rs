//! Audit events (PEP 578): hooks of the embedder and of `sys.addaudithook`.

use base::{mem::_PyRuntime, tstate};
use objects::prelude::*;

/// Is anybody listening? When not, raising an event costs two loads.
#[inline]
pub fn active() -> bool {
    // SAFETY: static word; the interpreter state is live while attached.
    unsafe {
        !_PyRuntime.audit_hooks.head.is_null() || {
            let t = tstate::current_or_null();
            !t.is_null() && !(*(*t).interp).audit_hooks.is_null()
        }
    }
}

/// Raises an event; the arguments are made only if somebody listens. An exception of a hook aborts what is audited.
pub fn audit(event: &str, args: impl FnOnce() -> PyResult<Ref<Tuple>>) -> PyResult<()> {
    if !active() {
        return Ok(());
    }
    audit_tuple(event, &*args()?)
}

/// Raises an event with the arguments at hand.
pub fn audit_tuple(event: &str, args: &Tuple) -> PyResult<()> {
    // SAFETY: hooks of the embedder are only ever prepended, and live for good.
    unsafe {
        let mut hook = _PyRuntime.audit_hooks.head;
        if !hook.is_null() {
            let name = std::ffi::CString::new(event).unwrap_or_default();
            while !hook.is_null() {
                if let Some(f) = (*hook).hookCFunction
                    && f(name.as_ptr(), args.as_ptr(), (*hook).userData) < 0
                {
                    return Err(Raised::ASSUMED);
                }
                hook = (*hook).next;
            }
        }
        let Some(hooks) = Ref::<Object>::from_borrowed_opt((*tstate::interp()).audit_hooks) else {
            return Ok(());
        };
        let name = Str::from_str(event)?;
        let it = hooks.iter()?;
        while let Some(f) = it.next()? {
            f.call(&[&name, args])?;
        }
    }
    Ok(())
}

/// `sys.addaudithook`: an earlier hook may veto by raising RuntimeError, which is swallowed.
pub fn add_hook(hook: &Object) -> PyResult<()> {
    if let Err(raised) = audit_tuple("sys.addaudithook", Tuple::empty()) {
        return objects::exceptions::clear_if(&objects::exceptions::types::RuntimeError, raised);
    }
    // SAFETY: attached; the interpreter owns the list.
    unsafe {
        let slot = &raw mut (*tstate::interp()).audit_hooks;
        if (*slot).is_null() {
            *slot = List::new()?.into_ptr();
        }
        let list = Object::from_ptr(*slot).downcast_unchecked::<List>();
        list.push(hook)
    }
}
