//! `anext(iterator, default)`: the awaitable whose result is the default where the iterator ends.
//!
//! It wraps what `__anext__` gave. Each step asks that for its iterator anew, and turns StopAsyncIteration into the
//! StopIteration that returns the default.

use core::ffi::{c_int, c_void};

use layout::*;
use objects::clinic::*;
use objects::exceptions::types;
use objects::slots;

use super::object::{Generator, PyCoro_Type};
use crate::prelude::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct AnextObject {
    ob_base: PyObject,
    wrapped: *mut PyObject,
    default: *mut PyObject,
}

base::object_view!(
    /// `anext_awaitable`.
    pub AnextAwaitable, AnextObject, "anext_awaitable", |o| o.is_exactly(_PyAnextAwaitable_Type.raw())
);

/// `PyAnextAwaitable_New`.
pub fn anext_awaitable(awaitable: &Object, default: &Object) -> PyResult {
    let new = objects::alloc::gc_new::<AnextAwaitable>(&_PyAnextAwaitable_Type)?;
    // SAFETY: fresh.
    unsafe {
        (*new.raw()).wrapped = awaitable.to_ref().into_ptr();
        (*new.raw()).default = default.to_ref().into_ptr();
    }
    objects::gc::track(&new);
    Ok(new.upcast())
}

impl AnextAwaitable {
    fn iterator(&self) -> PyResult {
        // SAFETY: the object owns what it wraps.
        let wrapped = unsafe { Object::from_ptr((*self.raw()).wrapped) };
        let iterator = super::awaitable_iter(wrapped)?;
        match iterator.downcast::<Generator>() {
            // A coroutine is no iterator itself.
            Some(coroutine) if coroutine.is_exactly(PyCoro_Type.raw()) => {
                super::awaitable::coroutine_await(coroutine)
            }
            _ => Ok(iterator),
        }
    }

    /// The end of the asynchronous iterator is the default's return.
    fn at_end(&self, raised: Raised) -> Raised {
        if !objects::exceptions::matches(&types::StopAsyncIteration) {
            return raised;
        }
        raised.clear();
        // SAFETY: the object owns its default.
        let default = unsafe { Object::from_ptr((*self.raw()).default) };
        objects::exceptions::stop_iteration(Some(default))
    }

    fn forward(&self, method: &Str, args: &[&Object]) -> PyResult {
        let iterator = self.iterator()?;
        iterator
            .call_method(method, args)
            .map_err(|raised| self.at_end(raised))
    }
}

#[pymethods]
impl AnextAwaitable {
    /// Sends a value into the wrapped iterator.
    #[method("send(arg, /)", nosig)]
    fn send(&self, arg: &Object) -> PyResult {
        self.forward(id!(send), &[arg])
    }
    /// Raises an exception in the wrapped iterator.
    #[method("throw(*args)", nosig)]
    fn throw(&self, args: &[&Object]) -> PyResult {
        self.forward(id!(throw), args)
    }
    /// Raises GeneratorExit in the wrapped iterator.
    #[method("close(*args)", nosig)]
    fn close(&self, args: &[&Object]) -> PyResult {
        self.forward(id!(close), args)
    }
}

extern "C" fn dealloc(this: *mut AnextAwaitable) {
    // SAFETY: the last reference is gone.
    unsafe {
        let o = AnextAwaitable::from_raw(this.cast());
        objects::gc::untrack(o);
        let AnextObject {
            wrapped, default, ..
        } = *o.raw();
        drop(Ref::<Object>::from_owned_opt(wrapped));
        drop(Ref::<Object>::from_owned_opt(default));
        objects::alloc::gc_free(this.cast());
    }
}

extern "C" fn traverse(this: &AnextAwaitable, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector calls it on live objects.
    unsafe {
        match visit((*this.raw()).wrapped, arg) {
            0 => visit((*this.raw()).default, arg),
            stop => stop,
        }
    }
}

extern "C" fn next(this: &AnextAwaitable) -> NextResult {
    let step = || -> PyResult<Option<Ref>> {
        let iterator = this.iterator()?;
        // A StopIteration with the item in it stays as it is.
        objects::abstract_::next_raw(&iterator).map_err(|raised| this.at_end(raised))
    };
    NextResult::from(step())
}

static ASYNC: slots::Table<PyAsyncMethods> = slots::Table::new(super::asyncgen::SELF_AWAIT);

pub static _PyAnextAwaitable_Type: Type = Type::new(PyTypeObject {
    tp_name: c"anext_awaitable".as_ptr(),
    tp_basicsize: size_of::<AnextObject>() as isize,
    tp_dealloc: slots::dealloc(dealloc),
    tp_as_async: ASYNC.ptr(),
    tp_flags: Py_TPFLAGS_DEFAULT as core::ffi::c_ulong | Py_TPFLAGS_HAVE_GC as core::ffi::c_ulong,
    tp_traverse: slots::traverse(traverse),
    tp_iter: slots::SELF_ITER,
    tp_iternext: slots::next(next),
    tp_methods: AnextAwaitable::METHODS,
    ..Type::EMPTY
});
