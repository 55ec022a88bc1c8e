//! `__await__`: the wrapper that makes a coroutine an iterator, and what may be awaited.

use core::ffi::{c_int, c_void};

use layout::*;
use objects::clinic::*;
use objects::slots;

use super::object::{Generator, PyCoro_Type, PyGen_Type};
use super::send;
use crate::prelude::*;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct CoroWrapperObject {
    ob_base: PyObject,
    coroutine: *mut PyObject,
}

base::object_view!(
    /// `coroutine_wrapper`.
    pub CoroWrapper, CoroWrapperObject, "coroutine_wrapper", |o| o.is_exactly(_PyCoroWrapper_Type.raw())
);

impl CoroWrapper {
    fn coroutine(&self) -> &Generator {
        // SAFETY: the wrapper owns its coroutine.
        unsafe { Generator::from_raw((*self.raw()).coroutine.cast()) }
    }
}

pub(super) extern "C" fn coroutine_await(this: &Generator) -> PyResult {
    let wrapper = objects::alloc::gc_new::<CoroWrapper>(&_PyCoroWrapper_Type)?;
    // SAFETY: fresh.
    unsafe { (*wrapper.raw()).coroutine = this.to_ref().into_ptr() };
    objects::gc::track(&wrapper);
    Ok(wrapper.upcast())
}

extern "C" fn dealloc(this: *mut CoroWrapper) {
    // SAFETY: the last reference is gone.
    unsafe {
        let o = CoroWrapper::from_raw(this.cast());
        objects::gc::untrack(o);
        drop(Ref::<Object>::from_owned_opt((*o.raw()).coroutine));
        objects::alloc::gc_free(this.cast());
    }
}

extern "C" fn traverse(this: &CoroWrapper, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector calls it on live objects.
    unsafe { visit((*this.raw()).coroutine, arg) }
}

extern "C" fn next(this: &CoroWrapper) -> NextResult {
    send::next(this.coroutine())
}

#[pymethods]
impl CoroWrapper {
    /// Resumes the coroutine with a value.
    #[method("send(value, /)", nosig)]
    fn send(&self, value: &Object) -> PyResult {
        send::send(self.coroutine(), value)
    }
    /// Raises an exception where the coroutine stands.
    #[method("throw(typ, val=<unrepresentable>, tb=<unrepresentable>, /)", nosig)]
    fn throw(&self, typ: &Object, val: Option<&Object>, tb: Option<&Object>) -> PyResult {
        send::throw(self.coroutine(), true, typ, val, tb)
    }
    /// Raises GeneratorExit where the coroutine stands.
    #[method("close()", nosig)]
    fn close(&self) -> PyResult {
        send::close(self.coroutine())
    }
}

pub static _PyCoroWrapper_Type: Type = Type::new(PyTypeObject {
    tp_name: c"coroutine_wrapper".as_ptr(),
    tp_basicsize: size_of::<CoroWrapperObject>() as isize,
    tp_dealloc: slots::dealloc(dealloc),
    tp_flags: Py_TPFLAGS_DEFAULT as core::ffi::c_ulong | Py_TPFLAGS_HAVE_GC as core::ffi::c_ulong,
    tp_traverse: slots::traverse(traverse),
    tp_iter: slots::SELF_ITER,
    tp_iternext: slots::next(next),
    tp_methods: CoroWrapper::METHODS,
    ..Type::EMPTY
});

/// The iterator that `await x` runs (`_PyCoro_GetAwaitableIter`).
pub fn awaitable_iter(o: &Object) -> PyResult {
    if o.is_exactly(PyCoro_Type.raw()) {
        return Ok(o.to_ref());
    }
    if o.is_exactly(PyGen_Type.raw())
        && let Some(g) = o.downcast::<Generator>()
    {
        // SAFETY: live.
        if unsafe { (*g.code().raw()).co_flags } & CO_ITERABLE_COROUTINE != 0 {
            return Ok(o.to_ref());
        }
    }
    let class = o.class();
    // SAFETY: live types; slots follow the C conventions.
    unsafe {
        let methods = (*class.raw()).tp_as_async;
        if !methods.is_null()
            && let Some(get) = (*methods).am_await
        {
            let result: Ref = Ref::from_c(get(o.as_ptr()))?;
            let coroutine = result.is_exactly(PyCoro_Type.raw())
                || (result.is_exactly(PyGen_Type.raw())
                    && result
                        .downcast::<Generator>()
                        .is_some_and(|g| (*g.code().raw()).co_flags & CO_ITERABLE_COROUTINE != 0));
            if coroutine {
                return Err(raise!(TypeError, "__await__() returned a coroutine"));
            }
            if !objects::abstract_::is_iterator(&result) {
                return Err(raise!(
                    TypeError,
                    "__await__() returned non-iterator of type '{}'",
                    result.class().name()
                ));
            }
            return Ok(result);
        }
    }
    Err(raise!(
        TypeError,
        "'{}' object can't be awaited",
        class.tp_name()
    ))
}
