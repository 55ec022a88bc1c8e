//! The types, their making and their end.

use core::ffi::{c_char, c_int, c_void};

use layout::*;
use objects::slots;

use super::instructions::generator_of;
use crate::frame as frames;
use crate::prelude::*;

base::object_view!(
    /// A generator, and by layout a coroutine or an asynchronous generator.
    pub Generator, PyGenObject, "generator", |o| is_any(o)
);

fn is_any(o: &Object) -> bool {
    o.is_exactly(PyGen_Type.raw())
        || o.is_exactly(PyCoro_Type.raw())
        || o.is_exactly(PyAsyncGen_Type.raw())
}

impl Generator {
    /// The state, as `FRAME_*`.
    #[inline(always)]
    pub fn state(&self) -> i32 {
        // SAFETY: live.
        unsafe { (*self.raw()).gi_frame_state as i32 }
    }

    #[inline(always)]
    pub(super) fn set_state(&self, state: i32) {
        // SAFETY: live.
        unsafe { (*self.raw()).gi_frame_state = state as i8 }
    }

    #[inline(always)]
    pub fn frame(&self) -> Frame {
        // SAFETY: live.
        unsafe { &raw mut (*self.raw()).gi_iframe }
    }

    /// The code it runs (also when it is over).
    pub fn code<'a>(&self) -> &'a Code {
        // SAFETY: the frame keeps its code to the end.
        unsafe { Code::from_raw(code_of(self.frame())) }
    }

    pub(super) fn is_finished(&self) -> bool {
        self.state() >= FRAME_COMPLETED
    }

    pub(super) fn is_suspended(&self) -> bool {
        matches!(self.state(), FRAME_SUSPENDED | FRAME_SUSPENDED_YIELD_FROM)
    }

    pub(super) fn is_async(&self) -> bool {
        self.is_exactly(PyAsyncGen_Type.raw())
    }

    pub(super) fn is_coroutine(&self) -> bool {
        self.is_exactly(PyCoro_Type.raw())
    }

    /// "generator", "coroutine" or "async generator".
    pub(super) fn kind(&self) -> &'static str {
        if self.is_coroutine() {
            "coroutine"
        } else if self.is_async() {
            "async generator"
        } else {
            "generator"
        }
    }
}

/// A generator of the kind that the frame's code says, whose frame is still empty. Not tracked.
///
/// # Safety
/// A running frame of a Python function.
pub(super) unsafe fn allocate(frame: Frame) -> PyResult<*mut PyGenObject> {
    // SAFETY: as the caller says.
    unsafe { allocate_for(function_of(frame), (*frame).previous) }
}

/// As `allocate`, of a function that was called from the frame `caller`.
///
/// # Safety
/// A live function; `caller` is a frame of this thread or NULL.
pub unsafe fn allocate_for(
    function: *mut PyFunctionObject,
    caller: Frame,
) -> PyResult<*mut PyGenObject> {
    // SAFETY: as the caller says.
    unsafe {
        let code = (*function).func_code.cast::<PyCodeObject>();
        let flags = (*code).co_flags;
        let ty = if flags & CO_COROUTINE != 0 {
            &PyCoro_Type
        } else if flags & CO_ASYNC_GENERATOR != 0 {
            &PyAsyncGen_Type
        } else {
            &PyGen_Type
        };
        let slots = (*code).co_nlocalsplus as usize + (*code).co_stacksize as usize;
        let object = objects::alloc::gc_new_var::<Generator>(ty, slots)?;
        let g = object.into_ptr().cast::<PyGenObject>();
        (*g).gi_weakreflist = core::ptr::null_mut();
        (*g).gi_name = Object::from_ptr((*function).func_name).to_ref().into_ptr();
        (*g).gi_qualname = Object::from_ptr((*function).func_qualname)
            .to_ref()
            .into_ptr();
        (*g).gi_exc_state.exc_value = core::ptr::null_mut();
        (*g).gi_exc_state.previous_item = core::ptr::null_mut();
        (*g).gi_origin_or_finalizer = core::ptr::null_mut();
        (*g).gi_hooks_inited = 0;
        (*g).gi_closed = 0;
        (*g).gi_running_async = 0;
        (*g).gi_frame_state = FRAME_CLEARED as i8;
        // The deallocator drops it, should nobody put a frame there.
        (*g).gi_iframe.f_executable = _PyStackRef {
            bits: StackRef::NULL.into_bits(),
        };
        if ty.is(&PyCoro_Type) {
            let depth = (*base::tstate::current()).coroutine_origin_tracking_depth;
            if depth > 0 {
                match super::attributes::origin(depth as usize, caller) {
                    Ok(o) => (*g).gi_origin_or_finalizer = o.into_ptr(),
                    Err(e) => {
                        drop(Ref::<Object>::from_raw_owned(g));
                        return Err(e);
                    }
                }
            }
        }
        Ok(g)
    }
}

/// Makes a generator (or coroutine) from a frame object that owns its frame (`PyGen_NewWithQualName`).
///
/// # Safety
/// `frame` is a frame object's own frame that never ran.
pub unsafe fn from_frame_object(
    frame: *mut PyFrameObject,
    ty: &Type,
    name: Option<&Object>,
    qualname: Option<&Object>,
) -> PyResult {
    // SAFETY: as the caller says: the frame moves into the generator.
    unsafe {
        let inner = (*frame).f_frame;
        let code = code_of(inner);
        let slots = (*code).co_nlocalsplus as usize + (*code).co_stacksize as usize;
        let object = objects::alloc::gc_new_var::<Generator>(ty, slots)?;
        let g = object.into_ptr().cast::<PyGenObject>();
        (*g).gi_weakreflist = core::ptr::null_mut();
        (*g).gi_exc_state.exc_value = core::ptr::null_mut();
        (*g).gi_exc_state.previous_item = core::ptr::null_mut();
        (*g).gi_origin_or_finalizer = core::ptr::null_mut();
        (*g).gi_hooks_inited = 0;
        (*g).gi_closed = 0;
        (*g).gi_running_async = 0;
        let or = |o: Option<&Object>, default: *mut PyObject| {
            o.map_or_else(|| Object::from_ptr(default).to_ref(), |o| o.to_ref())
                .into_ptr()
        };
        (*g).gi_name = or(name, (*code).co_name);
        (*g).gi_qualname = or(qualname, (*code).co_qualname);
        let own = &raw mut (*g).gi_iframe;
        frames::copy(inner, own);
        (*own).owner = FRAME_OWNED_BY_GENERATOR as c_char;
        (*own).frame_obj = frame;
        (*g).gi_frame_state = FRAME_CREATED as i8;
        (*frame).f_frame = own;
        objects::gc::track(Object::from_ptr(g.cast()));
        Ok(Ref::from_raw_owned(g))
    }
}

extern "C" fn traverse(this: &Generator, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector calls it on live objects.
    unsafe {
        let g = this.raw();
        for o in [
            (*g).gi_name,
            (*g).gi_qualname,
            (*g).gi_exc_state.exc_value,
            (*g).gi_origin_or_finalizer,
        ] {
            if !o.is_null() {
                let r = visit(o, arg);
                if r != 0 {
                    return r;
                }
            }
        }
        if this.state() < FRAME_CLEARED {
            return frames::traverse(this.frame(), visit, arg);
        }
        let executable = StackRef::from_bits((*g).gi_iframe.f_executable.bits);
        let answer = if executable.owns_count() && !executable.is_null() {
            visit(executable.ptr(), arg)
        } else {
            0
        };
        let _owner_keeps_it = executable.into_bits();
        answer
    }
}

/// What must run before a suspended generator may die: `close()`, or the hooks' finalizer.
extern "C" fn finalize(this: &Generator) {
    if this.is_finished() {
        return;
    }
    // SAFETY: live.
    unsafe {
        let g = this.raw();
        if this.is_async() {
            let finalizer = (*g).gi_origin_or_finalizer;
            if !finalizer.is_null() && (*g).gi_closed == 0 {
                let saved = base::error::take_current();
                let finalizer = Object::from_ptr(finalizer).to_ref();
                if let Err(raised) = finalizer.call(&[this]) {
                    report(raised, this, "calling finalizer for");
                }
                base::error::restore(saved);
                return;
            }
        }
        let saved = base::error::take_current();
        if this.is_coroutine() && this.state() == FRAME_CREATED {
            super::attributes::warn_never_awaited(this);
        } else if let Err(raised) = super::send::close(this) {
            report(raised, this, "closing");
        }
        base::error::restore(saved);
    }
}

fn report(raised: Raised, this: &Generator, what: &str) {
    let _set = raised;
    objects::exceptions::write_unraisable(
        format_args!("Exception ignored while {what} {}", this.kind()),
        Some(this),
    );
}

extern "C" fn dealloc(this: *mut Generator) {
    // SAFETY: the last reference is gone; finalisers may bring the object back.
    unsafe {
        let o = Generator::from_raw(this.cast());
        objects::gc::untrack(o);
        if !(*o.raw()).gi_weakreflist.is_null() {
            objects::weakref::clear_weakrefs(o.as_ptr());
        }
        objects::gc::track(o);
        if finalize_from_dealloc(o) {
            return; // resurrected
        }
        objects::gc::untrack(o);
        let g = o.raw();
        let take = |field: *mut *mut PyObject| {
            drop(Ref::<Object>::from_owned_opt(
                field.replace(core::ptr::null_mut()),
            ));
        };
        if o.is_async() || o.is_coroutine() {
            take(&raw mut (*g).gi_origin_or_finalizer);
        }
        let frame = o.frame();
        if o.state() != FRAME_CLEARED {
            o.set_state(FRAME_CLEARED);
            (*frame).previous = core::ptr::null_mut();
            frames::clear_except_code(frame);
        }
        StackRef::from_bits((*frame).f_executable.bits).close();
        take(&raw mut (*g).gi_exc_state.exc_value);
        take(&raw mut (*g).gi_name);
        take(&raw mut (*g).gi_qualname);
        objects::alloc::gc_free(g.cast());
    }
}

/// Calls the finalizer of an object whose last reference is gone, once in its life: true if that brought it back
/// (`PyObject_CallFinalizerFromDealloc`).
///
/// # Safety
/// The count is zero; the object is tracked.
pub(super) unsafe fn finalize_from_dealloc(o: &Object) -> bool {
    // SAFETY: as the caller says; the count is made one meanwhile.
    unsafe {
        let op = o.as_ptr();
        base::refcount::set_count(op, 1);
        if !objects::gc::is_finalized(op) {
            objects::gc::set_finalized(op);
            if let Some(f) = (*(*op).ob_type).tp_finalize {
                f(op);
            }
        }
        let left = base::refcount::count(op) - 1;
        if left > 0 {
            // The deallocator's own reference goes; the others stay.
            base::refcount::decref(op);
            return true;
        }
        base::refcount::set_count(op, 0);
        false
    }
}

extern "C" fn repr(this: &Generator) -> PyResult {
    // SAFETY: live; the name is a str.
    let name = unsafe { Str::from_raw((*this.raw()).gi_qualname.cast()).to_ref() };
    let kind = if this.is_async() {
        "async_generator"
    } else {
        this.kind()
    };
    Ok(Str::format(format_args!(
        "<{kind} object {} at {:p}>",
        name.to_string_lossy(),
        this.raw()
    ))?
    .upcast())
}

/// The sending slot that `_PyGen` types share.
pub(super) type SendFn =
    unsafe extern "C" fn(*mut PyObject, *mut PyObject, *mut *mut PyObject) -> PySendResult;

const BASE: PyTypeObject = PyTypeObject {
    tp_basicsize: core::mem::offset_of!(PyGenObject, gi_iframe.localsplus) as isize,
    tp_itemsize: size_of::<*mut PyObject>() as isize,
    tp_dealloc: slots::dealloc(dealloc),
    tp_repr: slots::repr(repr),
    tp_flags: Py_TPFLAGS_DEFAULT as core::ffi::c_ulong | Py_TPFLAGS_HAVE_GC as core::ffi::c_ulong,
    tp_traverse: slots::traverse(traverse),
    tp_weaklistoffset: core::mem::offset_of!(PyGenObject, gi_weakreflist) as isize,
    tp_finalize: slots::finalize(finalize),
    ..Type::EMPTY
};

/// What a type without awaiting has.
pub(super) const NO_ASYNC: PyAsyncMethods = PyAsyncMethods {
    am_await: None,
    am_aiter: None,
    am_anext: None,
    am_send: None,
};

static GENERATOR_ASYNC: slots::Table<PyAsyncMethods> = slots::Table::new(PyAsyncMethods {
    am_send: Some(super::send::am_send as SendFn),
    ..NO_ASYNC
});

static COROUTINE_ASYNC: slots::Table<PyAsyncMethods> = slots::Table::new(PyAsyncMethods {
    am_await: slots::unary(super::awaitable::coroutine_await),
    am_send: Some(super::send::am_send as SendFn),
    ..NO_ASYNC
});

static ASYNC_GENERATOR_ASYNC: slots::Table<PyAsyncMethods> = slots::Table::new(PyAsyncMethods {
    am_aiter: slots::unary(super::asyncgen::aiter),
    am_anext: slots::unary(super::asyncgen::anext),
    am_send: Some(super::send::am_send as SendFn),
    ..NO_ASYNC
});

#[unsafe(no_mangle)]
pub static PyGen_Type: Type = Type::new(PyTypeObject {
    tp_name: c"generator".as_ptr(),
    tp_as_async: GENERATOR_ASYNC.ptr(),
    tp_iter: slots::SELF_ITER,
    tp_iternext: slots::next(super::send::next),
    tp_methods: super::attributes::GENERATOR_METHODS,
    tp_members: super::attributes::GENERATOR_MEMBERS.first(),
    tp_getset: super::attributes::GENERATOR_GETSET,
    ..BASE
});

#[unsafe(no_mangle)]
pub static PyCoro_Type: Type = Type::new(PyTypeObject {
    tp_name: c"coroutine".as_ptr(),
    tp_as_async: COROUTINE_ASYNC.ptr(),
    tp_methods: super::attributes::COROUTINE_METHODS,
    tp_members: super::attributes::COROUTINE_MEMBERS.first(),
    tp_getset: super::attributes::COROUTINE_GETSET,
    ..BASE
});

#[unsafe(no_mangle)]
pub static PyAsyncGen_Type: Type = Type::new(PyTypeObject {
    tp_name: c"async_generator".as_ptr(),
    tp_as_async: ASYNC_GENERATOR_ASYNC.ptr(),
    tp_methods: super::attributes::ASYNC_GENERATOR_METHODS,
    tp_members: super::attributes::ASYNC_GENERATOR_MEMBERS.first(),
    tp_getset: super::attributes::ASYNC_GENERATOR_GETSET,
    ..BASE
});

/// The generator of a frame that one owns, else None.
///
/// # Safety
/// A live frame.
pub unsafe fn owner_of<'a>(frame: Frame) -> Option<&'a Generator> {
    // SAFETY: as the caller says.
    unsafe {
        ((*frame).owner as u32 == FRAME_OWNED_BY_GENERATOR)
            .then(|| Generator::from_raw(generator_of(frame)))
    }
}

/// `frame.clear()` of a generator that never ran.
pub fn finalize_new(this: &Generator) {
    finalize(this);
}
