//! `contextvars.Token`: what `ContextVar.set` gives, to take the setting back; a context manager that does so.

#![allow(non_upper_case_globals)] // types have their C names

use core::ffi::{c_int, c_void};

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use super::{Context, ContextVar};
use crate::clinic::*;
use crate::exceptions::replace;
use crate::prelude::*;

object_view!(
    /// `contextvars.Token`.
    pub Token, PyContextToken, "Token", |o| o.is_exactly(PyContextToken_Type.raw())
);

impl Token {
    pub(super) fn create(
        context: &Context,
        var: &ContextVar,
        old: Option<Ref>,
    ) -> PyResult<Ref<Token>> {
        let t = crate::alloc::gc_new::<Token>(&PyContextToken_Type)?;
        // SAFETY: fresh.
        unsafe {
            let raw = t.raw();
            (*raw).tok_ctx = context.to_ref().into_ptr().cast();
            (*raw).tok_var = var.to_ref().into_ptr().cast();
            (*raw).tok_oldval = old.map_or(core::ptr::null_mut(), Ref::into_ptr);
            (*raw).tok_used = 0;
        }
        crate::gc::track(&t);
        Ok(t)
    }

    pub(super) fn is_used(&self) -> bool {
        // SAFETY: layout.
        unsafe { (*self.raw()).tok_used != 0 }
    }

    pub(super) fn mark_used(&self) {
        // SAFETY: layout.
        unsafe { (*self.raw()).tok_used = 1 }
    }

    pub(super) fn var(&self) -> Ref {
        // SAFETY: set for good; NULL only in a dead token that the collector cleared.
        unsafe { Ref::from_borrowed_opt((*self.raw()).tok_var) }.unwrap_or_else(none_ref)
    }

    pub(super) fn context(&self) -> Ref {
        // SAFETY: as above.
        unsafe { Ref::from_borrowed_opt((*self.raw()).tok_ctx) }.unwrap_or_else(none_ref)
    }

    pub(super) fn old(&self) -> Option<Ref> {
        // SAFETY: the field owns a reference or is NULL.
        unsafe { Ref::from_borrowed_opt((*self.raw()).tok_oldval) }
    }
}

#[pymethods]
impl Token {
    #[new("Token()", varargs, nosig)]
    fn new(_cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let _ = (args, kwargs);
        Err(raise!(
            RuntimeError,
            "Tokens can only be created by ContextVars"
        ))
    }

    /// Tokens are generic over the value's type.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        Ok(crate::genericalias::GenericAlias::new(cls, object)?.upcast())
    }

    /// Enters a block after which the variable is reset.
    #[method("__enter__()")]
    fn enter(&self) -> PyResult<Ref<Token>> {
        Ok(self.to_ref())
    }

    /// Resets the variable.
    #[method("__exit__(type, val, tb, /)")]
    fn exit(&self, r#type: &Object, val: &Object, tb: &Object) -> PyResult<()> {
        let _ = (r#type, val, tb);
        match self.var().downcast::<ContextVar>() {
            Some(v) => v.reset_to(self),
            None => Ok(()),
        }
    }

    #[getter("var")]
    fn get_var(&self) -> PyResult {
        Ok(self.var())
    }

    #[getter("old_value")]
    fn old_value(&self) -> PyResult {
        Ok(self.old().unwrap_or_else(|| token_missing().to_ref()))
    }
}

extern "C" fn repr(this: &Token) -> PyResult {
    let used = if this.is_used() { " used" } else { "" };
    let text = |s: &str| Str::from_str(s);
    Ok(Str::empty()
        .join(&[
            &*text(&format!("<Token{used} var="))?,
            &*this.var().repr()?,
            &*text(&format!(" at {:p}>", this.as_ptr()))?,
        ])?
        .upcast())
}

unsafe extern "C" fn clear(op: *mut PyObject) -> c_int {
    let raw = op.cast::<PyContextToken>();
    // SAFETY: layout.
    unsafe {
        replace((&raw mut (*raw).tok_ctx).cast(), None);
        replace((&raw mut (*raw).tok_var).cast(), None);
        replace(&raw mut (*raw).tok_oldval, None);
    }
    0
}

unsafe extern "C" fn dealloc(op: *mut PyObject) {
    // SAFETY: dead; layout.
    unsafe {
        crate::gc::untrack_ptr(op);
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
    let raw = op.cast::<PyContextToken>();
    // SAFETY: layout.
    let (a, b, c) = unsafe { ((*raw).tok_ctx, (*raw).tok_var, (*raw).tok_oldval) };
    crate::visit_field!(visit, arg, a, b, c);
    0
}

#[unsafe(no_mangle)]
pub static PyContextToken_Type: Type = Type::new(PyTypeObject {
    tp_name: c"_contextvars.Token".as_ptr(),
    tp_basicsize: size_of::<PyContextToken>() as isize,
    tp_dealloc: Some(dealloc),
    tp_repr: crate::slots::repr(repr),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: Some(traverse),
    tp_clear: Some(clear),
    tp_hash: crate::slots::HASH_NOT_IMPLEMENTED,
    tp_methods: Token::METHODS,
    tp_getset: Token::GETSET,
    tp_new: Some(Token::NEW),
    ..Type::EMPTY
});

/// `Token.MISSING`.
pub fn token_missing() -> &'static Object {
    // SAFETY: static.
    unsafe { Object::from_ptr((&raw mut MISSING).cast()) }
}

static mut MISSING: _PyContextTokenMissing = _PyContextTokenMissing {
    ob_base: base::refcount::static_header(_PyContextTokenMissing_Type.as_mut_ptr()),
};

extern "C" fn missing_repr(_this: &Object) -> PyResult {
    Ok(Str::from_str("<Token.MISSING>")?.upcast())
}

unsafe extern "C" fn missing_dealloc(op: *mut PyObject) {
    // SAFETY: static memory: only a wrong count gets here.
    unsafe { base::refcount::set_immortal(op) };
}

pub static _PyContextTokenMissing_Type: Type = Type::new(PyTypeObject {
    tp_name: c"Token.MISSING".as_ptr(),
    tp_basicsize: size_of::<_PyContextTokenMissing>() as isize,
    tp_dealloc: Some(missing_dealloc),
    tp_repr: crate::slots::repr(missing_repr),
    ..Type::EMPTY
});

/// Puts `Token.MISSING` into the type (`_PyContext_Init`). The type is ready by then.
pub fn init() -> PyResult<()> {
    PyContextToken_Type
        .dict()
        .set(interned!("MISSING"), token_missing())
}
