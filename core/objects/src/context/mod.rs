//! Context variables (PEP 567): contexts, which map variables to values, and the thread's current one.
//!
//! A context's values are an immutable map; setting a variable replaces the map, so that copying a context is copying a
//! pointer. Invariant: a context is entered at most once at a time; `ctx_prev` is the one to come back to.

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use base::{Length, Object, PyResult, Ref, Status, object_view};
use layout::*;

use crate::clinic::*;
use crate::exceptions::replace;
use crate::prelude::*;

pub mod hamt;
pub mod hamt_iter;
pub mod token;
pub mod var;

pub use hamt::Hamt;
pub use token::{PyContextToken_Type, Token, token_missing};
pub use var::{ContextVar, PyContextVar_Type};

object_view!(
    /// `contextvars.Context`.
    pub Context, PyContext, "Context", |o| o.is_exactly(PyContext_Type.raw())
);

/// Context events for watchers; the only one there is.
const SWITCHED: c_int = 1;

impl Context {
    pub fn empty() -> PyResult<Ref<Context>> {
        Context::with_vars(Hamt::empty()?)
    }

    fn with_vars(vars: Ref<Hamt>) -> PyResult<Ref<Context>> {
        let c = crate::alloc::gc_new::<Context>(&PyContext_Type)?;
        // SAFETY: fresh.
        unsafe {
            let raw = c.raw();
            (*raw).ctx_prev = core::ptr::null_mut();
            (*raw).ctx_vars = vars.into_ptr().cast();
            (*raw).ctx_weakreflist = core::ptr::null_mut();
            (*raw).ctx_entered = 0;
        }
        crate::gc::track(&c);
        Ok(c)
    }

    pub fn vars(&self) -> Ref<Hamt> {
        // SAFETY: never NULL while the context lives.
        unsafe { Hamt::from_raw((*self.raw()).ctx_vars) }.to_ref()
    }

    fn set_vars(&self, vars: Ref<Hamt>) {
        // SAFETY: the field owns a map.
        unsafe {
            replace(
                (&raw mut (*self.raw()).ctx_vars).cast(),
                Some(vars.upcast()),
            )
        }
    }

    /// `PyContext_Copy`.
    pub fn copied(&self) -> PyResult<Ref<Context>> {
        Context::with_vars(self.vars())
    }

    /// The thread's current context, made if there is none yet.
    pub fn current() -> PyResult<Ref<Context>> {
        // SAFETY: attached; the thread state owns the context.
        unsafe {
            let ts = base::tstate::current();
            if (*ts).context.is_null() {
                (*ts).context = Context::empty()?.into_ptr();
            }
            Ok(Context::from_raw((*ts).context.cast()).to_ref())
        }
    }

    /// `PyContext_CopyCurrent`.
    pub fn copy_current() -> PyResult<Ref<Context>> {
        Context::current()?.copied()
    }

    /// `PyContext_Enter`.
    pub fn enter(&self) -> PyResult<()> {
        // SAFETY: attached; layout.
        unsafe {
            let raw = self.raw();
            if (*raw).ctx_entered != 0 {
                return Err(raise!(
                    RuntimeError,
                    "cannot enter context: {} is already entered",
                    self.repr()?.to_string_lossy()
                ));
            }
            let ts = base::tstate::current();
            (*raw).ctx_prev = (*ts).context.cast(); // its count moves along
            (*raw).ctx_entered = 1;
            (*ts).context = (**self).to_ref().into_ptr();
            (*ts).context_ver = (*ts).context_ver.wrapping_add(1);
            switched(ts);
        }
        Ok(())
    }

    /// `PyContext_Exit`.
    pub fn exit(&self) -> PyResult<()> {
        // SAFETY: attached; layout.
        unsafe {
            let raw = self.raw();
            if (*raw).ctx_entered == 0 {
                return Err(raise!(
                    RuntimeError,
                    "cannot exit context: {} has not been entered",
                    self.repr()?.to_string_lossy()
                ));
            }
            let ts = base::tstate::current();
            if (*ts).context != self.as_ptr() {
                return Err(raise!(
                    RuntimeError,
                    "cannot exit context: thread state references a different context object"
                ));
            }
            let slot = &raw mut (*raw).ctx_prev;
            let previous = slot.replace(core::ptr::null_mut());
            (*raw).ctx_entered = 0;
            let own = Ref::<Object>::from_owned_opt((*ts).context);
            (*ts).context = previous.cast();
            (*ts).context_ver = (*ts).context_ver.wrapping_add(1);
            switched(ts);
            drop(own);
        }
        Ok(())
    }
}

/// Tells the watchers (`PyContext_AddWatcher`).
unsafe fn switched(ts: *mut PyThreadState) {
    // SAFETY: attached; watchers are C functions that the interpreter keeps.
    unsafe {
        let interp = (*ts).interp;
        let mut active = (*interp).active_context_watchers;
        let mut i = 0;
        while active != 0 {
            if active & 1 != 0
                && let Some(watcher) = (*interp).context_watchers[i]
            {
                let context = Object::from_ptr_opt((*ts).context)
                    .unwrap_or(none())
                    .to_ref();
                if watcher(SWITCHED as _, context.as_object_ptr()) < 0 {
                    crate::exceptions::write_unraisable(
                        format_args!(
                            "Exception ignored in Py_CONTEXT_SWITCHED watcher callback for"
                        ),
                        Some(&context),
                    );
                }
            }
            i += 1;
            active >>= 1;
        }
    }
}

fn variable(key: &Object) -> PyResult<&ContextVar> {
    match key.downcast::<ContextVar>() {
        Some(v) => Ok(v),
        None => Err(raise!(
            TypeError,
            "a ContextVar key was expected, got {}",
            key.repr()?.to_string_lossy()
        )),
    }
}

#[pymethods]
impl Context {
    #[new("Context()", varargs, nosig)]
    fn new(_cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        if !args.is_empty() || kwargs.is_some_and(|k| !k.is_empty()) {
            return Err(raise!(TypeError, "Context() does not accept any arguments"));
        }
        Ok(Context::empty()?.upcast())
    }

    /// The variable's value in this context, or the default.
    #[method("get(key, default=None, /)")]
    fn get(&self, key: &Object, default: Option<&Object>) -> PyResult {
        let found = self.vars().find(variable(key)?)?;
        Ok(found.unwrap_or_else(|| default.unwrap_or(none()).to_ref()))
    }

    /// Variables and values.
    #[method("items()")]
    fn items(&self) -> PyResult {
        self.vars().items()
    }

    /// The variables.
    #[method("keys()")]
    fn keys(&self) -> PyResult {
        self.vars().keys()
    }

    /// The values.
    #[method("values()")]
    fn values(&self) -> PyResult {
        self.vars().values()
    }

    /// A copy with the same values.
    #[method("copy()")]
    fn copy(&self) -> PyResult<Ref<Context>> {
        self.copied()
    }

    /// Calls a function within this context.
    #[method(raw, "run")]
    fn run(&self, args: &[&Object], kwnames: Option<&Tuple>) -> PyResult {
        let Some(&callable) = args.first() else {
            return Err(raise!(
                TypeError,
                "run() missing 1 required positional argument"
            ));
        };
        // SAFETY: a raw function's keyword values follow its positional arguments in memory.
        let rest = unsafe {
            core::slice::from_raw_parts(
                args.as_ptr().add(1),
                args.len() - 1 + kwnames.map_or(0, Tuple::len),
            )
        };
        self.enter()?;
        let result = callable.call_kw(rest, kwnames);
        self.exit()?;
        result
    }
}

extern "C" fn length(this: &Context) -> Length {
    Ok::<usize, base::Raised>(this.vars().len()).into()
}

extern "C" fn subscript(this: &Context, key: &Object) -> PyResult {
    match this.vars().find(variable(key)?)? {
        Some(v) => Ok(v),
        None => Err(crate::exceptions::key_error(key)),
    }
}

extern "C" fn contains(this: &Context, key: &Object) -> Status {
    variable(key)
        .and_then(|v| this.vars().find(v))
        .map(|v| v.is_some())
        .into()
}

extern "C" fn iter(this: &Context) -> PyResult {
    this.vars().iter()
}

extern "C" fn richcompare(this: &Context, other: &Object, op: c_int) -> PyResult {
    let want = match op {
        2 => true,
        3 => false,
        _ => return not_implemented_result(),
    };
    match other.downcast::<Context>() {
        Some(other) => Ok(py_bool(this.vars().eq_map(&other.vars())? == want)
            .to_ref()
            .upcast()),
        None => not_implemented_result(),
    }
}

unsafe extern "C" fn dealloc(op: *mut PyObject) {
    // SAFETY: dead; layout.
    unsafe {
        crate::gc::untrack_ptr(op);
        let raw = op.cast::<PyContext>();
        if !(*raw).ctx_weakreflist.is_null() {
            crate::weakref::clear_weakrefs(op);
        }
        clear(op);
        crate::alloc::gc_free(op);
    }
}

unsafe extern "C" fn traverse(
    op: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut c_void,
) -> c_int {
    let Some(visit) = visit else { return 0 };
    let raw = op.cast::<PyContext>();
    // SAFETY: layout.
    let (prev, vars) = unsafe { ((*raw).ctx_prev, (*raw).ctx_vars) };
    crate::visit_field!(visit, arg, prev, vars);
    0
}

unsafe extern "C" fn clear(op: *mut PyObject) -> c_int {
    let raw = op.cast::<PyContext>();
    // SAFETY: layout. A context that still lives keeps a map, an empty one, for `vars` relies on it.
    unsafe {
        replace((&raw mut (*raw).ctx_prev).cast(), None);
        if base::refcount::count(op) == 0 {
            replace((&raw mut (*raw).ctx_vars).cast(), None);
        } else if let Ok(empty) = Hamt::empty().map_err(base::Raised::clear) {
            replace((&raw mut (*raw).ctx_vars).cast(), Some(empty.upcast()));
        }
    }
    0
}

static mut AS_SEQUENCE: PySequenceMethods = PySequenceMethods {
    sq_contains: crate::slots::contains(contains),
    // SAFETY: all-zero is "no such slot".
    ..unsafe { zeroed() }
};

static mut AS_MAPPING: PyMappingMethods = PyMappingMethods {
    mp_length: crate::slots::length(length),
    mp_subscript: crate::slots::binary(subscript),
    mp_ass_subscript: None,
};

#[unsafe(no_mangle)]
pub static PyContext_Type: Type = Type::new(PyTypeObject {
    tp_name: c"_contextvars.Context".as_ptr(),
    tp_basicsize: size_of::<PyContext>() as isize,
    tp_dealloc: Some(dealloc),
    tp_as_sequence: &raw mut AS_SEQUENCE,
    tp_as_mapping: &raw mut AS_MAPPING,
    tp_hash: crate::slots::HASH_NOT_IMPLEMENTED,
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: Some(traverse),
    tp_clear: Some(clear),
    tp_richcompare: crate::slots::richcompare(richcompare),
    tp_weaklistoffset: offset_of!(PyContext, ctx_weakreflist) as isize,
    tp_iter: crate::slots::iter(iter),
    tp_methods: Context::METHODS,
    tp_new: Some(Context::NEW),
    ..Type::EMPTY
});
