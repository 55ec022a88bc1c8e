//! What asynchronous generators hand out: `asend()` and `athrow()` awaitables, and the wrapper that tells a yielded value
//! from one that is passed on from an `await`.

use core::ffi::{c_int, c_void};

use layout::*;
use objects::clinic::*;
use objects::exceptions::{self, types};
use objects::slots;

use super::object::{Generator, NO_ASYNC};
use super::send;
use crate::prelude::*;

// The wrapped value.

#[repr(C)]
#[derive(Clone, Copy)]
pub struct WrappedValueObject {
    ob_base: PyObject,
    value: *mut PyObject,
}

base::object_view!(
    /// `async_generator_wrapped_value`.
    pub WrappedValue, WrappedValueObject, "async_generator_wrapped_value",
    |o| o.is_exactly(_PyAsyncGenWrappedValue_Type.raw())
);

/// A value that an asynchronous generator yields.
pub fn wrap_value(value: &Object) -> PyResult {
    let w = objects::alloc::gc_new::<WrappedValue>(&_PyAsyncGenWrappedValue_Type)?;
    // SAFETY: fresh.
    unsafe { (*w.raw()).value = value.to_ref().into_ptr() };
    objects::gc::track(&w);
    Ok(w.upcast())
}

extern "C" fn wrapped_dealloc(this: *mut WrappedValue) {
    // SAFETY: the last reference is gone.
    unsafe {
        let o = WrappedValue::from_raw(this.cast());
        objects::gc::untrack(o);
        drop(Ref::<Object>::from_owned_opt((*o.raw()).value));
        objects::alloc::gc_free(this.cast());
    }
}

extern "C" fn wrapped_traverse(this: &WrappedValue, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector calls it on live objects.
    unsafe { visit((*this.raw()).value, arg) }
}

pub static _PyAsyncGenWrappedValue_Type: Type = Type::new(PyTypeObject {
    tp_name: c"async_generator_wrapped_value".as_ptr(),
    tp_basicsize: size_of::<WrappedValueObject>() as isize,
    tp_dealloc: slots::dealloc(wrapped_dealloc),
    tp_flags: Py_TPFLAGS_DEFAULT as core::ffi::c_ulong | Py_TPFLAGS_HAVE_GC as core::ffi::c_ulong,
    tp_traverse: slots::traverse(wrapped_traverse),
    ..Type::EMPTY
});

// The generator's side.

/// Tells the event loop's hooks of the generator, the first time it is used.
fn init_hooks(this: &Generator) -> PyResult<()> {
    // SAFETY: live; attached.
    unsafe {
        let g = this.raw();
        if (*g).gi_hooks_inited != 0 {
            return Ok(());
        }
        (*g).gi_hooks_inited = 1;
        let ts = base::tstate::current();
        if let Some(f) = Object::from_ptr_opt((*ts).async_gen_finalizer) {
            (*g).gi_origin_or_finalizer = f.to_ref().into_ptr();
        }
        if let Some(first) = Object::from_ptr_opt((*ts).async_gen_firstiter) {
            first.to_ref().call(&[this])?;
        }
    }
    Ok(())
}

pub(super) extern "C" fn aiter(this: &Generator) -> PyResult {
    Ok(this.to_ref().upcast())
}

pub(super) extern "C" fn anext(this: &Generator) -> PyResult {
    asend(this, None)
}

/// What an awaitable's step came to, as who calls `__next__` sees it: a value to pass on, or StopIteration with a yielded value,
/// or an error.
fn unwrap(this: &Generator, result: PyResult<send::Sent>) -> PyResult {
    match unwrap_sent(this, result)? {
        send::Sent::Yield(v) => Ok(v),
        send::Sent::Return(v) => Err(exceptions::stop_iteration(Some(&v))),
    }
}

/// As [`unwrap`], where a yielded value, which ends the step, is what it returns.
fn unwrap_sent(this: &Generator, result: PyResult<send::Sent>) -> PyResult<send::Sent> {
    // SAFETY: live.
    unsafe {
        let g = this.raw();
        let result = match result {
            Ok(send::Sent::Yield(v)) => Ok(v),
            Ok(send::Sent::Return(_)) => Err(exceptions::raise_none(&types::StopAsyncIteration)),
            Err(e) => Err(e),
        };
        match result {
            Err(raised) => {
                if exceptions::matches(&types::StopAsyncIteration)
                    || exceptions::matches(&types::GeneratorExit)
                {
                    (*g).gi_closed = 1;
                }
                (*g).gi_running_async = 0;
                Err(raised)
            }
            Ok(v) => {
                if let Some(w) = v.downcast::<WrappedValue>() {
                    let value = Object::from_ptr((*w.raw()).value).to_ref();
                    (*g).gi_running_async = 0;
                    return Ok(send::Sent::Return(value));
                }
                Ok(send::Sent::Yield(v))
            }
        }
    }
}

fn thrown(result: PyResult) -> PyResult<send::Sent> {
    result.map(send::Sent::Yield)
}

#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(C)]
enum State {
    Init,
    Iter,
    Closed,
}

/// Both awaitables: the generator, two operands, and how far it is.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct StepObject {
    ob_base: PyObject,
    generator: *mut PyObject,
    /// The value to send; or a tuple of what to throw.
    operand: *mut PyObject,
    state: State,
}

base::object_view!(
    /// `async_generator_asend`.
    pub Asend, StepObject, "async_generator_asend", |o| o.is_exactly(_PyAsyncGenASend_Type.raw())
);
base::object_view!(
    /// `async_generator_athrow`; without an operand it is `aclose()`'s.
    pub Athrow, StepObject, "async_generator_athrow", |o| o.is_exactly(_PyAsyncGenAThrow_Type.raw())
);

unsafe fn fill(step: *mut StepObject, this: &Generator, operand: Option<Ref>) {
    // SAFETY: fresh.
    unsafe {
        (*step).generator = this.to_ref().into_ptr();
        (*step).operand = operand.map_or(core::ptr::null_mut(), Ref::into_ptr);
        (*step).state = State::Init;
    }
}

/// `asend(value)`, `__anext__()`.
pub(super) fn asend(this: &Generator, value: Option<&Object>) -> PyResult {
    init_hooks(this)?;
    let step = objects::alloc::gc_new::<Asend>(&_PyAsyncGenASend_Type)?;
    // SAFETY: fresh.
    unsafe { fill(step.raw(), this, value.map(|v| v.to_ref())) };
    objects::gc::track(&step);
    Ok(step.upcast())
}

/// `athrow(...)`, `aclose()`.
pub(super) fn athrow(
    this: &Generator,
    what: Option<(&Object, Option<&Object>, Option<&Object>)>,
) -> PyResult {
    init_hooks(this)?;
    let operand = match what {
        Some((kind, value, traceback)) => {
            let mut items = vec![kind];
            items.extend(value);
            items.extend(traceback);
            Some(Tuple::from_slice(&items)?.upcast())
        }
        None => None,
    };
    let step = objects::alloc::gc_new::<Athrow>(&_PyAsyncGenAThrow_Type)?;
    // SAFETY: fresh.
    unsafe { fill(step.raw(), this, operand) };
    objects::gc::track(&step);
    Ok(step.upcast())
}

extern "C" fn step_dealloc(this: *mut Asend) {
    // SAFETY: the last reference is gone; both types share the struct.
    unsafe {
        let o = Object::from_ptr(this.cast());
        if super::object::finalize_from_dealloc(o) {
            return;
        }
        objects::gc::untrack(o);
        let s = this.cast::<StepObject>();
        drop(Ref::<Object>::from_owned_opt((*s).generator));
        drop(Ref::<Object>::from_owned_opt((*s).operand));
        objects::alloc::gc_free(this.cast());
    }
}

extern "C" fn step_traverse(this: &Asend, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector calls it on live objects.
    unsafe {
        let s = this.raw();
        for o in [(*s).generator, (*s).operand] {
            if !o.is_null() {
                let r = visit(o, arg);
                if r != 0 {
                    return r;
                }
            }
        }
    }
    0
}

fn warn_unawaited(step: &Object, generator: *mut PyObject, method: &str) {
    let saved = base::error::take_current();
    // SAFETY: the step owns its generator.
    let name =
        unsafe { Str::from_raw((*generator.cast::<PyGenObject>()).gi_qualname.cast()).to_ref() };
    if let Err(raised) = objects::warnings::warn(
        &types::RuntimeWarning,
        format_args!(
            "coroutine method '{method}' of '{}' was never awaited",
            name.to_string_lossy()
        ),
        1,
    ) {
        let _set = raised;
        exceptions::write_unraisable(
            format_args!("Exception ignored while finalizing coroutine method"),
            Some(step),
        );
    }
    base::error::restore(saved);
}

extern "C" fn asend_finalize(this: &Asend) {
    // SAFETY: live.
    unsafe {
        if (*this.raw()).state == State::Init {
            warn_unawaited(this, (*this.raw()).generator, "asend");
        }
    }
}

extern "C" fn athrow_finalize(this: &Athrow) {
    // SAFETY: live.
    unsafe {
        let s = this.raw();
        if (*s).state == State::Init {
            let method = if (*s).operand.is_null() {
                "aclose"
            } else {
                "athrow"
            };
            warn_unawaited(this, (*s).generator, method);
        }
    }
}

/// Begins: nothing else may be running the generator.
unsafe fn begin(s: *mut StepObject, name: &str) -> PyResult<()> {
    // SAFETY: live.
    unsafe {
        let g = (*s).generator.cast::<PyGenObject>();
        if (*g).gi_running_async != 0 {
            (*s).state = State::Closed;
            return Err(raise!(
                RuntimeError,
                "{}(): asynchronous generator is already running",
                name
            ));
        }
        (*s).state = State::Iter;
        (*g).gi_running_async = 1;
    }
    Ok(())
}

unsafe fn generator<'a>(s: *mut StepObject) -> &'a Generator {
    // SAFETY: the step owns its generator.
    unsafe { Generator::from_raw((*s).generator.cast()) }
}

fn asend_step(this: &Asend, value: Option<&Object>) -> PyResult {
    match asend_sent(this, value)? {
        send::Sent::Yield(v) => Ok(v),
        send::Sent::Return(v) => Err(exceptions::stop_iteration(Some(&v))),
    }
}

/// As its `__next__`, but a value that the generator yields is returned, and no StopIteration made that carries it.
pub(super) fn asend_sent(this: &Asend, value: Option<&Object>) -> PyResult<send::Sent> {
    let _alive = this.to_ref();
    // SAFETY: live.
    unsafe {
        let s = this.raw();
        if (*s).state == State::Closed {
            return Err(raise!(
                RuntimeError,
                "cannot reuse already awaited __anext__()/asend()"
            ));
        }
        let mut value = value;
        if (*s).state == State::Init {
            begin(s, "anext")?;
            if value.is_none_or(objects::is_none) {
                value = Object::from_ptr_opt((*s).operand).or(value);
            }
        }
        let g = generator(s);
        (*g.raw()).gi_running_async = 1;
        let result = unwrap_sent(g, send::resume(g, value, false, false));
        if !matches!(result, Ok(send::Sent::Yield(_))) {
            (*s).state = State::Closed;
        }
        result
    }
}

extern "C" fn asend_next(this: &Asend) -> NextResult {
    NextResult::from(asend_step(this, None).map(Some))
}

const IGNORED: &str = "coroutine ignored GeneratorExit";

/// `close()` of either: GeneratorExit thrown in must end it.
fn close(state: State, throw: impl FnOnce() -> PyResult) -> PyResult {
    if state == State::Closed {
        return Ok(none_ref());
    }
    match throw() {
        Ok(_) => Err(raise!(RuntimeError, "{}", IGNORED)),
        Err(raised) => {
            if exceptions::matches(&types::StopIteration)
                || exceptions::matches(&types::StopAsyncIteration)
                || exceptions::matches(&types::GeneratorExit)
            {
                raised.clear();
                return Ok(none_ref());
            }
            Err(raised)
        }
    }
}

#[pymethods]
impl Asend {
    /// Resumes the generator.
    #[method("send(value, /)", nosig)]
    fn send(&self, value: &Object) -> PyResult {
        asend_step(self, Some(value))
    }
    /// Raises an exception where the generator stands.
    #[method("throw(typ, val=<unrepresentable>, tb=<unrepresentable>, /)", nosig)]
    fn throw(&self, typ: &Object, val: Option<&Object>, tb: Option<&Object>) -> PyResult {
        let _alive = self.to_ref();
        // SAFETY: live.
        unsafe {
            let s = self.raw();
            if (*s).state == State::Closed {
                return Err(raise!(
                    RuntimeError,
                    "cannot reuse already awaited __anext__()/asend()"
                ));
            }
            if (*s).state == State::Init {
                begin(s, "anext")?;
            }
            let g = generator(s);
            ending(s, unwrap(g, thrown(send::throw(g, true, typ, val, tb))))
        }
    }
    /// Raises GeneratorExit where the generator stands.
    #[method("close()", nosig)]
    fn close(&self) -> PyResult {
        // SAFETY: live.
        let state = unsafe { (*self.raw()).state };
        close(state, || self.throw(&types::GeneratorExit, None, None))
    }
}

/// How an `athrow()` or `aclose()` ends with an exception.
unsafe fn athrow_error(s: *mut StepObject, raised: Raised) -> Raised {
    // SAFETY: live.
    unsafe {
        (*generator(s).raw()).gi_running_async = 0;
        (*s).state = State::Closed;
        if (*s).operand.is_null()
            && (exceptions::matches(&types::StopAsyncIteration)
                || exceptions::matches(&types::GeneratorExit))
        {
            // `aclose()` of a generator that ends is a success.
            raised.clear();
            return exceptions::raise_none(&types::StopIteration);
        }
        raised
    }
}

/// What a step of `aclose()` comes to: the generator must not yield a value of its own.
unsafe fn closing(s: *mut StepObject, result: PyResult) -> PyResult {
    // SAFETY: live.
    unsafe {
        match result {
            Ok(v) if v.downcast::<WrappedValue>().is_some() => {
                (*generator(s).raw()).gi_running_async = 0;
                (*s).state = State::Closed;
                Err(raise!(
                    RuntimeError,
                    "async generator ignored GeneratorExit"
                ))
            }
            Ok(v) => Ok(v),
            Err(raised) => Err(athrow_error(s, raised)),
        }
    }
}

/// A step's result; an exception is its end.
unsafe fn ending(s: *mut StepObject, result: PyResult) -> PyResult {
    if result.is_err() {
        // SAFETY: live.
        unsafe { (*s).state = State::Closed };
    }
    result
}

/// [`begin`] for `athrow()` and, without an exception, `aclose()`.
unsafe fn begin_throw(s: *mut StepObject) -> PyResult<()> {
    // SAFETY: live.
    unsafe {
        let closes = (*s).operand.is_null();
        begin(s, if closes { "aclose" } else { "athrow" })
    }
}

fn reused() -> Raised {
    raise!(
        RuntimeError,
        "cannot reuse already awaited aclose()/athrow()"
    )
}

fn athrow_step(this: &Athrow, value: Option<&Object>) -> PyResult {
    let _alive = this.to_ref();
    // SAFETY: live.
    unsafe {
        let s = this.raw();
        let g = generator(s);
        if (*s).state == State::Closed {
            return Err(reused());
        }
        if g.is_finished() {
            (*s).state = State::Closed;
            return Err(exceptions::raise_none(&types::StopIteration));
        }
        if (*s).state == State::Init {
            if (*g.raw()).gi_running_async == 0 {
                if (*g.raw()).gi_closed != 0 {
                    (*s).state = State::Closed;
                    return Err(exceptions::raise_none(&types::StopAsyncIteration));
                }
                if value.is_some_and(|v| !objects::is_none(v)) {
                    return Err(raise!(
                        RuntimeError,
                        "can't send non-None value to a just-started coroutine"
                    ));
                }
            }
            begin_throw(s)?;
            return athrow_begin(s, g);
        }
        let result = send::resume(g, value, false, false);
        if !(*s).operand.is_null() {
            return ending(s, unwrap(g, result));
        }
        closing(s, result.and_then(|sent| send::finish(g, sent)))
    }
}

unsafe fn athrow_begin(s: *mut StepObject, g: &Generator) -> PyResult {
    // SAFETY: live.
    unsafe {
        match Ref::<Tuple>::from_borrowed_opt((*s).operand) {
            None => {
                (*g.raw()).gi_closed = 1;
                closing(s, send::throw(g, false, &types::GeneratorExit, None, None))
            }
            Some(what) => {
                let items = what.as_slice();
                let result = send::throw(
                    g,
                    false,
                    items[0],
                    items.get(1).copied(),
                    items.get(2).copied(),
                );
                unwrap(g, thrown(result)).map_err(|raised| athrow_error(s, raised))
            }
        }
    }
}

extern "C" fn athrow_next(this: &Athrow) -> NextResult {
    NextResult::from(athrow_step(this, Some(none())).map(Some))
}

#[pymethods]
impl Athrow {
    /// Resumes the generator.
    #[method("send(value, /)", nosig)]
    fn send(&self, value: &Object) -> PyResult {
        athrow_step(self, Some(value))
    }
    /// Raises an exception where the generator stands.
    #[method("throw(typ, val=<unrepresentable>, tb=<unrepresentable>, /)", nosig)]
    fn throw(&self, typ: &Object, val: Option<&Object>, tb: Option<&Object>) -> PyResult {
        let _alive = self.to_ref();
        // SAFETY: live.
        unsafe {
            let s = self.raw();
            if (*s).state == State::Closed {
                return Err(reused());
            }
            if (*s).state == State::Init {
                begin_throw(s)?;
            }
            let g = generator(s);
            let result = send::throw(g, true, typ, val, tb);
            if !(*s).operand.is_null() {
                return ending(s, unwrap(g, thrown(result)));
            }
            closing(s, result)
        }
    }
    /// Raises GeneratorExit where the generator stands.
    #[method("close()", nosig)]
    fn close(&self) -> PyResult {
        // SAFETY: live.
        let state = unsafe { (*self.raw()).state };
        close(state, || self.throw(&types::GeneratorExit, None, None))
    }
}

/// The methods of an iterator that is awaited by iterating over it.
pub(super) const SELF_AWAIT: PyAsyncMethods = PyAsyncMethods {
    am_await: slots::SELF_ITER,
    ..NO_ASYNC
};

static STEP_ASYNC: slots::Table<PyAsyncMethods> = slots::Table::new(SELF_AWAIT);

#[unsafe(no_mangle)]
pub static _PyAsyncGenASend_Type: Type = Type::new(PyTypeObject {
    tp_name: c"async_generator_asend".as_ptr(),
    tp_basicsize: size_of::<StepObject>() as isize,
    tp_dealloc: slots::dealloc(step_dealloc),
    tp_as_async: STEP_ASYNC.ptr(),
    tp_flags: Py_TPFLAGS_DEFAULT as core::ffi::c_ulong | Py_TPFLAGS_HAVE_GC as core::ffi::c_ulong,
    tp_traverse: slots::traverse(step_traverse),
    tp_iter: slots::SELF_ITER,
    tp_iternext: slots::next(asend_next),
    tp_methods: Asend::METHODS,
    tp_finalize: slots::finalize(asend_finalize),
    ..Type::EMPTY
});

pub static _PyAsyncGenAThrow_Type: Type = Type::new(PyTypeObject {
    tp_name: c"async_generator_athrow".as_ptr(),
    tp_basicsize: size_of::<StepObject>() as isize,
    tp_dealloc: slots::dealloc(step_dealloc),
    tp_as_async: STEP_ASYNC.ptr(),
    tp_flags: Py_TPFLAGS_DEFAULT as core::ffi::c_ulong | Py_TPFLAGS_HAVE_GC as core::ffi::c_ulong,
    tp_traverse: slots::traverse(step_traverse),
    tp_iter: slots::SELF_ITER,
    tp_iternext: slots::next(athrow_next),
    tp_methods: Athrow::METHODS,
    tp_finalize: slots::finalize(athrow_finalize),
    ..Type::EMPTY
});
