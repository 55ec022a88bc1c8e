//! The type `frame`.

use core::ffi::{c_char, c_int, c_void};
use core::mem::offset_of;

use layout::*;
use objects::clinic::*;
use objects::slots;
use objects::unicode::Writer;

use crate::frame as frames;
use crate::prelude::*;

base::object_view!(
    /// `frame`.
    pub FrameObject, PyFrameObject, "frame", |o| o.is_exactly(PyFrame_Type.raw())
);

impl FrameObject {
    /// The frame itself, wherever it lies.
    pub fn frame(&self) -> Frame {
        // SAFETY: live.
        unsafe { (*self.raw()).f_frame }
    }

    /// The code that it runs.
    pub fn code<'a>(&self) -> &'a Code {
        // SAFETY: a frame object's frame is complete.
        unsafe { Code::from_raw(code_of(self.frame())) }
    }

    /// The next outer frame.
    pub fn back(&self) -> Option<Ref<FrameObject>> {
        // SAFETY: live; the chain of frames is the thread's.
        unsafe {
            let f = self.raw();
            if !(*f).f_back.is_null() {
                return Ref::from_borrowed_opt((*f).f_back);
            }
            let previous = frames::first_complete((*(*f).f_frame).previous);
            if previous.is_null() {
                return None;
            }
            Ref::from_borrowed_opt(object_of(previous))
        }
    }

    fn owns_frame(&self) -> bool {
        // SAFETY: live.
        unsafe { (*(*self.raw()).f_frame).owner as u32 == FRAME_OWNED_BY_FRAME_OBJECT }
    }
}

unsafe fn allocate(code: *mut PyCodeObject) -> PyResult<*mut PyFrameObject> {
    // SAFETY: fresh.
    unsafe {
        let slots = (*code).co_nlocalsplus as usize + (*code).co_stacksize as usize;
        let f = objects::alloc::gc_new_var::<FrameObject>(&PyFrame_Type, slots)?
            .into_ptr()
            .cast::<PyFrameObject>();
        (*f).f_back = core::ptr::null_mut();
        (*f).f_frame = core::ptr::null_mut();
        (*f).f_trace = core::ptr::null_mut();
        (*f).f_lineno = 0;
        (*f).f_trace_lines = 1;
        (*f).f_trace_opcodes = 0;
        (*f).f_extra_locals = core::ptr::null_mut();
        (*f).f_locals_cache = core::ptr::null_mut();
        (*f).f_overwritten_fast_locals = core::ptr::null_mut();
        Ok(f)
    }
}

/// The frame's object, made if need be; borrowed. NULL if there is no memory (no exception is set).
///
/// # Safety
/// A complete frame.
pub unsafe fn object_of(frame: Frame) -> *mut PyFrameObject {
    // SAFETY: as the caller says.
    unsafe {
        if !(*frame).frame_obj.is_null() {
            return (*frame).frame_obj;
        }
        if (*frame).owner == FRAME_OWNED_BY_FRAME_OBJECT as c_char {
            // A frame that has ended lies in its object.
            let data = core::mem::offset_of!(PyFrameObject, _f_frame_data);
            return frame.byte_sub(data).cast();
        }
        let saved = base::error::take_current();
        let made = allocate(code_of(frame));
        let f = match made {
            Ok(f) => f,
            Err(raised) => {
                raised.clear();
                base::error::restore(saved);
                return core::ptr::null_mut();
            }
        };
        base::error::restore(saved);
        if !(*frame).frame_obj.is_null() {
            // The allocation ran code that made it meanwhile.
            (*f).f_frame = (&raw mut (*f)._f_frame_data).cast();
            (*(*f).f_frame).owner = FRAME_OWNED_BY_CSTACK as c_char;
            drop(Ref::<Object>::from_raw_owned(f));
            return (*frame).frame_obj;
        }
        (*f).f_frame = frame;
        (*frame).frame_obj = f;
        f
    }
}

/// A frame ends: its object takes the contents over if it is still wanted, else goes.
///
/// # Safety
/// The frame has an object and does not run.
pub unsafe fn take_over(frame: Frame) -> bool {
    // SAFETY: as the caller says.
    unsafe {
        let f = (*frame).frame_obj;
        (*frame).frame_obj = core::ptr::null_mut();
        let object = Ref::<Object>::from_raw_owned(f);
        if object.refcount() == 1 {
            return false;
        }
        let own = (&raw mut (*f)._f_frame_data).cast::<_PyInterpreterFrame>();
        let outer = frames::first_complete((*frame).previous);
        frames::copy(frame, own);
        (*frame).f_executable = _PyStackRef {
            bits: {
                let kept = StackRef::from_bits((*own).f_executable.bits);
                let copy = kept.dup();
                let _owner_keeps_it = kept.into_bits();
                copy.into_bits()
            },
        };
        (*own).return_offset = 0;
        (*own).owner = FRAME_OWNED_BY_FRAME_OBJECT as c_char;
        (*f).f_frame = own;
        if frames::is_incomplete(own) {
            // A generator that never ran: as if its first RESUME had.
            (*own).instr_ptr =
                frames::bytecode(own).offset((*code_of(own))._co_firsttraceable as isize + 1);
        }
        if !outer.is_null() {
            let back = object_of(outer);
            if !back.is_null() {
                (*f).f_back = Object::from_ptr(back.cast()).to_ref().into_ptr().cast();
            }
        }
        objects::gc::track(&object);
        true
    }
}

fn clear_field(slot: *mut *mut PyObject) {
    // SAFETY: a field that owns a reference or is NULL.
    unsafe {
        drop(Ref::<Object>::from_owned_opt(
            slot.replace(core::ptr::null_mut()),
        ))
    };
}

fn clear_extras(f: *mut PyFrameObject) {
    // SAFETY: live.
    unsafe {
        clear_field((&raw mut (*f).f_back).cast());
        clear_field(&raw mut (*f).f_trace);
        clear_field(&raw mut (*f).f_extra_locals);
        clear_field(&raw mut (*f).f_locals_cache);
        clear_field(&raw mut (*f).f_overwritten_fast_locals);
    }
}

extern "C" fn dealloc(this: *mut FrameObject) {
    // SAFETY: the last reference is gone.
    unsafe {
        let o = FrameObject::from_raw(this.cast());
        objects::gc::untrack(o);
        let f = o.raw();
        let own = (&raw mut (*f)._f_frame_data).cast::<_PyInterpreterFrame>();
        let mut executable = StackRef::NULL;
        if (*f).f_frame == own && (*own).owner as u32 == FRAME_OWNED_BY_FRAME_OBJECT {
            executable = StackRef::from_bits((*own).f_executable.bits);
            frames::clear_locals(own);
            StackRef::from_bits((*own).f_funcobj.bits).close();
        }
        clear_extras(f);
        executable.close();
        objects::alloc::gc_free(f.cast());
    }
}

extern "C" fn traverse(this: &FrameObject, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector calls it on live objects.
    unsafe {
        let f = this.raw();
        for o in [
            (*f).f_back.cast(),
            (*f).f_trace,
            (*f).f_extra_locals,
            (*f).f_locals_cache,
            (*f).f_overwritten_fast_locals,
        ] {
            let o: *mut PyObject = o;
            if !o.is_null() {
                let r = visit(o, arg);
                if r != 0 {
                    return r;
                }
            }
        }
        if this.owns_frame() {
            return frames::traverse((*f).f_frame, visit, arg);
        }
        0
    }
}

extern "C" fn tp_clear(this: &FrameObject) -> c_int {
    // SAFETY: the collector calls it on garbage only.
    unsafe {
        let f = this.raw();
        clear_field(&raw mut (*f).f_trace);
        clear_field(&raw mut (*f).f_extra_locals);
        clear_field(&raw mut (*f).f_locals_cache);
        clear_field(&raw mut (*f).f_overwritten_fast_locals);
        if this.owns_frame() {
            let frame = (*f).f_frame;
            let mut at = (*frame).stackpointer.cast::<StackRef>();
            let start = local(frame, 0);
            (*frame).stackpointer = start.cast();
            while at > start {
                at = at.sub(1);
                at.replace(StackRef::NULL).close();
            }
            clear_field(&raw mut (*frame).f_locals);
        }
    }
    0
}

extern "C" fn repr(this: &FrameObject) -> PyResult {
    // SAFETY: live.
    let (file, name) = unsafe {
        let code = this.code().raw();
        (
            Object::from_ptr((*code).co_filename).repr()?,
            Str::from_raw((*code).co_name.cast()).to_ref(),
        )
    };
    let mut out = Writer::new();
    out.push_text(&format!("<frame at {:p}, file ", this.raw()))?;
    out.push_str(&file)?;
    out.push_text(&format!(", line {}, code ", current_line(this)))?;
    out.push_str(&name)?;
    out.push_ascii(b">")?;
    Ok(out.finish()?.upcast())
}

/// The line (`PyFrame_GetLineNumber`): a trace function may have set it.
pub fn current_line(this: &FrameObject) -> c_int {
    // SAFETY: live.
    unsafe {
        let f = this.raw();
        if (*f).f_lineno > 0 {
            return (*f).f_lineno;
        }
        super::line_of((*f).f_frame)
    }
}

fn cannot_delete(name: &str) -> Raised {
    raise!(
        AttributeError,
        "attribute '{}' of 'frame' objects cannot be deleted",
        name
    )
}

#[pymethods]
impl FrameObject {
    /// Clears the locals, so that what they hold may go.
    #[method("clear()")]
    fn clear(&self) -> PyResult<()> {
        // SAFETY: live.
        unsafe {
            let f = self.raw();
            let frame = (*f).f_frame;
            match (*frame).owner as u32 {
                FRAME_OWNED_BY_GENERATOR => {
                    let Some(g) = crate::genobject::owner_of(frame) else {
                        return Ok(());
                    };
                    if g.state() == FRAME_EXECUTING {
                        return Err(raise!(RuntimeError, "cannot clear an executing frame"));
                    }
                    if matches!(g.state(), FRAME_SUSPENDED | FRAME_SUSPENDED_YIELD_FROM) {
                        return Err(raise!(RuntimeError, "cannot clear a suspended frame"));
                    }
                    crate::genobject::finalize_new(g);
                }
                FRAME_OWNED_BY_FRAME_OBJECT => {
                    tp_clear(self);
                }
                _ => return Err(raise!(RuntimeError, "cannot clear an executing frame")),
            }
        }
        Ok(())
    }

    /// The size in memory.
    #[method("__sizeof__()")]
    fn sizeof(&self) -> PyResult<usize> {
        // SAFETY: live.
        unsafe {
            let code = self.code().raw();
            let slots = (*code).co_nlocalsplus as usize + (*code).co_stacksize as usize;
            Ok(BASIC_SIZE + slots * size_of::<*mut PyObject>())
        }
    }

    /// The next outer frame, or None.
    #[getter("f_back")]
    fn f_back(&self) -> PyResult {
        Ok(self.back().map_or_else(none_ref, Ref::upcast))
    }

    /// The local variables: a write-through proxy for functions, the namespace itself otherwise.
    #[getter("f_locals")]
    fn f_locals(&self) -> PyResult {
        // SAFETY: live.
        unsafe { super::locals_of((*self.raw()).f_frame) }
    }

    /// The line that the frame is at, or None.
    #[getter("f_lineno")]
    fn f_lineno(&self) -> PyResult {
        let line = current_line(self);
        if line < 0 {
            return Ok(none_ref());
        }
        Ok(Long::from_i64(i64::from(line))?.upcast())
    }
    #[setter("f_lineno")]
    fn set_f_lineno(&self, value: Option<&Object>) -> PyResult<()> {
        match value {
            Some(line) => super::jump::set_line(self, line),
            None => Err(cannot_delete("f_lineno")),
        }
    }

    /// The trace function of this frame, or None.
    #[getter("f_trace")]
    fn f_trace(&self) -> PyResult {
        // SAFETY: live.
        Ok(unsafe { Ref::from_borrowed_opt((*self.raw()).f_trace) }.unwrap_or_else(none_ref))
    }
    #[setter("f_trace")]
    fn set_f_trace(&self, value: Option<&Object>) -> PyResult<()> {
        // SAFETY: live; the old function is released last.
        unsafe {
            let new = value
                .filter(|v| !objects::is_none(v))
                .map_or(core::ptr::null_mut(), |v| v.to_ref().into_ptr());
            let slot = &raw mut (*self.raw()).f_trace;
            if *slot == new {
                drop(Ref::<Object>::from_owned_opt(new));
                return Ok(());
            }
            drop(Ref::<Object>::from_owned_opt(slot.replace(new)));
            if !new.is_null() && (*self.raw()).f_trace_opcodes != 0 {
                return crate::monitor::set_opcode_trace(self.code(), true);
            }
        }
        Ok(())
    }

    /// The offset of the last instruction that ran, -1 before the first.
    #[getter("f_lasti")]
    fn f_lasti(&self) -> PyResult<i64> {
        // SAFETY: a frame object's frame is complete.
        let unit = unsafe { frames::last_instruction(self.frame()) };
        Ok(if unit < 0 { -1 } else { unit as i64 * 2 })
    }

    /// The globals that the frame sees.
    #[getter("f_globals")]
    fn f_globals(&self) -> PyResult {
        // SAFETY: live.
        Ok(unsafe { Ref::from_borrowed_opt((*self.frame()).f_globals) }.unwrap_or_else(none_ref))
    }

    /// The builtins that the frame sees.
    #[getter("f_builtins")]
    fn f_builtins(&self) -> PyResult {
        // SAFETY: live.
        Ok(unsafe { Ref::from_borrowed_opt((*self.frame()).f_builtins) }.unwrap_or_else(none_ref))
    }

    /// The code that the frame runs.
    #[getter("f_code")]
    fn f_code(&self) -> PyResult {
        objects::audit!("object.__getattr__", self, "f_code")?;
        Ok(self.code().to_ref().upcast())
    }

    /// Does the frame report every instruction to its trace function?
    #[getter("f_trace_opcodes")]
    fn f_trace_opcodes(&self) -> PyResult<bool> {
        // SAFETY: live.
        Ok(unsafe { (*self.raw()).f_trace_opcodes != 0 })
    }
    #[setter("f_trace_opcodes")]
    fn set_f_trace_opcodes(&self, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else {
            return Err(cannot_delete("f_trace_opcodes"));
        };
        if !value.is_exactly(objects::bool_::PyBool_Type.raw()) {
            return Err(raise!(TypeError, "attribute value type must be bool"));
        }
        let on = value.is(py_bool(true));
        // SAFETY: live.
        let traced = unsafe {
            (*self.raw()).f_trace_opcodes = on as c_char;
            !(*self.raw()).f_trace.is_null()
        };
        if on && !traced {
            return Ok(());
        }
        crate::monitor::set_opcode_trace(self.code(), on)
    }

    /// The generator that owns the frame, or None.
    #[getter("f_generator")]
    fn f_generator(&self) -> PyResult {
        // SAFETY: live.
        Ok(unsafe { crate::genobject::owner_of(self.frame()) }
            .map_or_else(none_ref, |g| g.to_ref().upcast()))
    }
}

static MEMBERS: slots::Table<[PyMemberDef; 2]> = slots::Table::new([
    slots::member(
        c"f_trace_lines",
        Py_T_BOOL,
        offset_of!(PyFrameObject, f_trace_lines),
        0,
    ),
    slots::MEMBERS_END,
]);

const BASIC_SIZE: usize =
    offset_of!(PyFrameObject, _f_frame_data) + offset_of!(_PyInterpreterFrame, localsplus);

#[unsafe(no_mangle)]
pub static PyFrame_Type: Type = Type::new(PyTypeObject {
    tp_name: c"frame".as_ptr(),
    tp_basicsize: BASIC_SIZE as isize,
    tp_itemsize: size_of::<*mut PyObject>() as isize,
    tp_dealloc: slots::dealloc(dealloc),
    tp_repr: slots::repr(repr),
    tp_flags: Py_TPFLAGS_DEFAULT as core::ffi::c_ulong | Py_TPFLAGS_HAVE_GC as core::ffi::c_ulong,
    tp_traverse: slots::traverse(traverse),
    tp_clear: slots::clear(tp_clear),
    tp_methods: FrameObject::METHODS,
    tp_members: MEMBERS.first(),
    tp_getset: FrameObject::GETSET,
    ..Type::EMPTY
});

/// A frame object that owns a new frame of `code` (`PyFrame_New`).
pub fn new_frame_object(
    code: &Code,
    globals: &Object,
    locals: Option<&Object>,
) -> PyResult<Ref<FrameObject>> {
    let function = Function::new(code, globals, None)?;
    // SAFETY: fresh; the frame lies within the object.
    unsafe {
        let f = allocate(code.raw())?;
        let own = (&raw mut (*f)._f_frame_data).cast::<_PyInterpreterFrame>();
        let locals = locals.map_or(core::ptr::null_mut(), |l| l.to_ref().into_ptr());
        frames::initialize(
            own,
            StackRef::from_ref(function),
            locals,
            code.raw(),
            0,
            core::ptr::null_mut(),
        );
        (*own).owner = FRAME_OWNED_BY_FRAME_OBJECT as c_char;
        (*own).instr_ptr =
            frames::bytecode(own).offset((*code.raw())._co_firsttraceable as isize + 1);
        (*f).f_frame = own;
        let object = Ref::<FrameObject>::from_raw_owned(f);
        objects::gc::track(&object);
        Ok(object)
    }
}

base::define_upcall! { "libpython_frame_object"
    fn frame_object_upcall(frame: *mut _PyInterpreterFrame) -> *mut PyFrameObject {
        // SAFETY: complete and running, says the caller.
        unsafe { object_of(frame) }
    }
}
