//! `contextvars.ContextVar`.
//!
//! In the default build a variable remembers the value it gave last, with the thread and the context version for which
//! it holds: a hit needs no look into the map. The cached pointer is borrowed; the context that holds the value cannot change
//! without the version.

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use base::{Hash, Object, PyResult, Ref, object_view};
use layout::*;

use super::{Context, Token};
use crate::clinic::*;
use crate::prelude::*;

object_view!(
    /// `contextvars.ContextVar`.
    pub ContextVar, PyContextVar, "ContextVar", |o| o.is_exactly(PyContextVar_Type.raw())
);

#[cfg(not(feature = "free-threaded"))]
mod cache {
    use super::*;

    pub fn get(var: &ContextVar) -> Option<Ref> {
        // SAFETY: attached. While thread and version agree, the current context's map holds the value.
        unsafe {
            let (v, ts) = (var.raw(), base::tstate::current());
            if !(*v).var_cached.is_null()
                && (*v).var_cached_tsid == (*ts).id
                && (*v).var_cached_tsver == (*ts).context_ver
            {
                return Ref::from_borrowed_opt((*v).var_cached);
            }
        }
        None
    }

    pub fn forget(var: &ContextVar) {
        // SAFETY: attached; layout.
        unsafe { (*var.raw()).var_cached = core::ptr::null_mut() };
    }

    pub fn put(var: &ContextVar, value: &Object) {
        // SAFETY: attached; layout.
        unsafe {
            let (v, ts) = (var.raw(), base::tstate::current());
            (*v).var_cached = value.as_ptr();
            (*v).var_cached_tsid = (*ts).id;
            (*v).var_cached_tsver = (*ts).context_ver;
        }
    }
}

#[cfg(feature = "free-threaded")]
mod cache {
    use super::*;

    pub fn get(_var: &ContextVar) -> Option<Ref> {
        None
    }

    pub fn forget(_var: &ContextVar) {}

    pub fn put(_var: &ContextVar, _value: &Object) {}
}

impl ContextVar {
    /// `PyContextVar_New`.
    pub fn create(name: &Str, default: Option<&Object>) -> PyResult<Ref<ContextVar>> {
        let name_hash = name.hash()?;
        let var = crate::alloc::gc_new::<ContextVar>(&PyContextVar_Type)?;
        // SAFETY: fresh.
        unsafe {
            let raw = var.raw();
            let header = (*raw).ob_base;
            raw.write(zeroed());
            (*raw).ob_base = header;
            (*raw).var_name = name.to_ref().into_ptr();
            (*raw).var_default = default.map_or(core::ptr::null_mut(), |d| d.to_ref().into_ptr());
            // Mixed with the address, so that variables of one name do not collide.
            let address = (raw as usize).rotate_right(4) as isize;
            let h = address ^ name_hash;
            (*raw).var_hash = if h == -1 { -2 } else { h };
        }
        crate::gc::track(&var);
        Ok(var)
    }

    fn default_value(&self) -> Option<Ref> {
        // SAFETY: the field owns a reference or is NULL.
        unsafe { Ref::from_borrowed_opt((*self.raw()).var_default) }
    }

    /// The value in the current context; None if it is not set there (no default taken).
    pub fn lookup(&self) -> PyResult<Option<Ref>> {
        // SAFETY: attached.
        if unsafe { (*base::tstate::current()).context.is_null() } {
            return Ok(None);
        }
        if let Some(v) = cache::get(self) {
            return Ok(Some(v));
        }
        let found = Context::current()?.vars().find(self)?;
        if let Some(v) = &found {
            cache::put(self, v);
        }
        Ok(found)
    }

    /// `PyContextVar_Get`: the value, else `default`, else the variable's own default.
    pub fn get_or(&self, default: Option<&Object>) -> PyResult<Option<Ref>> {
        if let Some(v) = self.lookup()? {
            return Ok(Some(v));
        }
        Ok(default.map(Object::to_ref).or_else(|| self.default_value()))
    }

    /// `PyContextVar_Set`.
    pub fn set_value(&self, value: &Object) -> PyResult<Ref<Token>> {
        let context = Context::current()?;
        let old = match cache::get(self) {
            Some(value) => Some(value),
            None => context.vars().find(self)?,
        };
        let token = Token::create(&context, self, old)?;
        self.store(&context, value)?;
        Ok(token)
    }

    fn store(&self, context: &Context, value: &Object) -> PyResult<()> {
        cache::forget(self);
        context.set_vars(context.vars().assoc(self, value)?);
        cache::put(self, value);
        Ok(())
    }

    /// `PyContextVar_Reset`: back to what it was before the `set` that gave the token.
    pub fn reset_to(&self, token: &Token) -> PyResult<()> {
        if token.is_used() {
            return Err(raise!(
                RuntimeError,
                "{} has already been used once",
                token.repr()?.to_string_lossy()
            ));
        }
        if !token.var().is(self) {
            return Err(raise!(
                ValueError,
                "{} was created by a different ContextVar",
                token.repr()?.to_string_lossy()
            ));
        }
        let context = Context::current()?;
        if !token.context().is(&context) {
            return Err(raise!(
                ValueError,
                "{} was created in a different Context",
                token.repr()?.to_string_lossy()
            ));
        }
        token.mark_used();
        match token.old() {
            Some(old) => self.store(&context, &old),
            None => {
                cache::forget(self);
                match context.vars().without(self)? {
                    Some(vars) => {
                        context.set_vars(vars);
                        Ok(())
                    }
                    None => Err(crate::exceptions::raise_object(
                        &crate::exceptions::types::LookupError,
                        self,
                    )),
                }
            }
        }
    }
}

#[pymethods]
impl ContextVar {
    #[new("ContextVar(name, /, *, default)", varargs, nosig)]
    fn new(_cls: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let &[name] = args.as_slice() else {
            return Err(raise!(
                TypeError,
                "ContextVar() takes exactly 1 positional argument ({} given)",
                args.len()
            ));
        };
        let mut default = None;
        if let Some(kwargs) = kwargs {
            let mut position = 0;
            while let Some((key, value)) = kwargs.next_entry(&mut position) {
                if key
                    .downcast::<Str>()
                    .is_some_and(|k| k.eq_literal("default"))
                {
                    default = Some(value);
                } else {
                    return Err(raise!(
                        TypeError,
                        "ContextVar() got an unexpected keyword argument '{}'",
                        key.str()?.to_string_lossy()
                    ));
                }
            }
        }
        let Some(name) = name.downcast::<Str>() else {
            return Err(raise!(TypeError, "context variable name must be a str"));
        };
        Ok(ContextVar::create(name, default.as_deref())?.upcast())
    }

    /// The value in the current context, else the default given here, else the variable's.
    #[method("get(default=<unrepresentable>, /)")]
    fn get(&self, default: Option<&Object>) -> PyResult {
        match self.get_or(default)? {
            Some(v) => Ok(v),
            None => Err(crate::exceptions::raise_object(
                &crate::exceptions::types::LookupError,
                self,
            )),
        }
    }

    /// Sets the value in the current context; the token takes it back.
    #[method("set(value, /)")]
    fn set(&self, value: &Object) -> PyResult<Ref<Token>> {
        self.set_value(value)
    }

    /// Restores what was there before the set() that gave the token.
    #[method("reset(token, /)")]
    fn reset(&self, token: &Object) -> PyResult<()> {
        match token.downcast::<Token>() {
            Some(t) => self.reset_to(t),
            None => Err(raise!(
                TypeError,
                "expected an instance of Token, got {}",
                token.repr()?.to_string_lossy()
            )),
        }
    }

    /// Variables are generic over their value's type.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        Ok(crate::genericalias::GenericAlias::new(cls, object)?.upcast())
    }
}

extern "C" fn repr(this: &ContextVar) -> PyResult {
    // SAFETY: the name is set for good.
    let name = unsafe { Object::from_ptr((*this.raw()).var_name) }.repr()?;
    let text = |s: &str| Str::from_str(s);
    let mut parts = vec![text("<ContextVar name=")?, name];
    if let Some(default) = this.default_value() {
        parts.push(text(" default=")?);
        parts.push(default.repr()?);
    }
    parts.push(text(&format!(" at {:p}>", this.as_ptr()))?);
    let parts: Vec<&Str> = parts.iter().map(|p| &**p).collect();
    Ok(Str::empty().join(&parts)?.upcast())
}

extern "C" fn hash(this: &ContextVar) -> Hash {
    // SAFETY: layout.
    Hash(unsafe { (*this.raw()).var_hash })
}

unsafe extern "C" fn clear(op: *mut PyObject) -> c_int {
    let raw = op.cast::<PyContextVar>();
    // SAFETY: layout.
    unsafe {
        #[cfg(not(feature = "free-threaded"))]
        {
            (*raw).var_cached = core::ptr::null_mut();
        }
        crate::clear_field!((*raw).var_default);
    }
    0
}

unsafe extern "C" fn dealloc(op: *mut PyObject) {
    // SAFETY: dead; layout. The name stays until the end, for the repr.
    unsafe {
        crate::gc::untrack_ptr(op);
        clear(op);
        crate::clear_field!((*op.cast::<PyContextVar>()).var_name);
        crate::alloc::gc_free(op);
    }
}

unsafe extern "C" fn traverse(
    op: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut c_void,
) -> c_int {
    let Some(visit) = visit else { return 0 };
    let raw = op.cast::<PyContextVar>();
    // SAFETY: layout.
    let (name, default) = unsafe { ((*raw).var_name, (*raw).var_default) };
    crate::visit_field!(visit, arg, name, default);
    0
}

static MEMBERS: crate::slots::Table<[PyMemberDef; 2]> = crate::slots::Table::new([
    crate::slots::member(
        c"name",
        _Py_T_OBJECT,
        offset_of!(PyContextVar, var_name),
        Py_READONLY,
    ),
    crate::slots::MEMBERS_END,
]);

#[unsafe(no_mangle)]
pub static PyContextVar_Type: Type = Type::new(PyTypeObject {
    tp_name: c"_contextvars.ContextVar".as_ptr(),
    tp_basicsize: size_of::<PyContextVar>() as isize,
    tp_dealloc: Some(dealloc),
    tp_repr: crate::slots::repr(repr),
    tp_hash: crate::slots::hash(hash),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: Some(traverse),
    tp_clear: Some(clear),
    tp_methods: ContextVar::METHODS,
    tp_members: MEMBERS.first(),
    tp_new: Some(ContextVar::NEW),
    ..Type::EMPTY
});
