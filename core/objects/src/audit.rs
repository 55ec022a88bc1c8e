//! Audit events (PEP 578): hooks of the embedder and of `sys.addaudithook`.

use base::{mem::_PyRuntime, tstate};

use crate::clinic::IntoReturn;
use crate::prelude::*;

/// Raises an event with arguments, each anything that a function may return to Python. They are made only if somebody listens: when
/// nobody does, an event costs two loads.
#[macro_export]
macro_rules! audit {
    ($event:expr $(, $arg:expr)* $(,)?) => {
        $crate::audit::audit($event, || {
            $crate::Tuple::from_array([$($crate::audit::argument($arg)?),*])
        })
    };
}

/// An argument of an event.
pub fn argument(value: impl IntoReturn) -> PyResult {
    value.into_return()
}

/// Is anybody listening?
#[inline]
pub fn active() -> bool {
    // SAFETY: static word; the interpreter state is live while attached.
    unsafe {
        let t = tstate::current_or_null();
        !t.is_null()
            && (!_PyRuntime.audit_hooks.head.is_null() || !(*(*t).interp).audit_hooks.is_null())
    }
}

/// Raises an event; the arguments are made only if somebody listens. An exception of a hook aborts what is audited.
#[inline]
pub fn audit(event: &str, args: impl FnOnce() -> PyResult<Ref<Tuple>>) -> PyResult<()> {
    if !active() {
        return Ok(());
    }
    told(event, args)
}

#[cold]
fn told(event: &str, args: impl FnOnce() -> PyResult<Ref<Tuple>>) -> PyResult<()> {
    // The exception that is under way outlives the hooks, unless one raises.
    let pending = base::error::take_current();
    let args = args()?;
    audit_tuple(event, &args)?;
    drop(args);
    base::error::restore(pending);
    Ok(())
}

/// Raises an event with the arguments at hand.
pub fn audit_tuple(event: &str, args: &Tuple) -> PyResult<()> {
    // SAFETY: hooks of the embedder are only ever appended, and live until the runtime ends.
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
            call_hook(&f, &name, args)?;
        }
    }
    Ok(())
}

/// Calls a hook. It is not traced, unless it says so by `__cantrace__`.
fn call_hook(hook: &Object, event: &Str, args: &Tuple) -> PyResult<()> {
    let traced = match hook.get_attr_opt(id!(__cantrace__))? {
        Some(o) => o.is_true()?,
        None => false,
    };
    let hidden = i32::from(!traced);
    // SAFETY: attached; the word is put back whatever happens.
    unsafe {
        let t = tstate::current();
        (*t).tracing += hidden;
        let result = hook.call(&[event, args]);
        (*t).tracing -= hidden;
        result.map(drop)
    }
}

/// `sys.addaudithook`: an earlier hook may veto by raising an Exception, which is swallowed.
pub fn add_hook(hook: &Object) -> PyResult<()> {
    if let Err(raised) = audit!("sys.addaudithook") {
        return crate::exceptions::clear_if(&crate::exceptions::types::Exception, raised);
    }
    // SAFETY: attached; the interpreter owns the list, which programs do not see.
    unsafe {
        let slot = &raw mut (*tstate::interp()).audit_hooks;
        if (*slot).is_null() {
            let list = List::new()?;
            crate::gc::untrack(&list);
            *slot = list.into_ptr();
        }
        let list = Object::from_ptr(*slot).downcast_unchecked::<List>();
        list.push(hook)
    }
}

/// The end of the embedder's hooks, told to them last of all; they cannot prevent it.
pub fn clear_hooks() {
    if let Err(raised) = audit!("cpython._PySys_ClearAuditHooks") {
        raised.clear();
    }
    // SAFETY: the process's last interpreter ends, attached; entries are raw blocks of the list's.
    unsafe {
        let head = &raw mut _PyRuntime.audit_hooks.head;
        let mut hook = head.replace(core::ptr::null_mut());
        while !hook.is_null() {
            let next = (*hook).next;
            base::mem::free(base::mem::Domain::Raw, hook.cast());
            hook = next;
        }
    }
}
