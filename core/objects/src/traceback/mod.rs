//! Tracebacks: the frames that an exception passed on its way up, each with the instruction it was at.
//!
//! The line number is worked out from the code's table when somebody asks (`tb_lineno` is -1 until then, in the struct).
//! Invariant: the chain of `tb_next` has no loop; assignment checks.

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use base::{Object, PyResult, Raised, Ref, object_view};
use layout::*;

use crate::clinic::*;
use crate::exceptions::{BaseExc, chain_exceptions, replace};
use crate::prelude::*;

pub mod frames;
pub mod lines;
pub mod print;

object_view!(
    /// `traceback`.
    pub Traceback, PyTracebackObject, "traceback", |o| o.is_exactly(PyTraceBack_Type.raw())
);

impl Traceback {
    pub fn check_instance(o: &Object) -> bool {
        o.is_exactly(PyTraceBack_Type.raw())
    }

    /// A traceback entry; `lineno` -1 leaves the line to be worked out from `lasti` (an offset in bytes).
    ///
    /// # Safety
    /// `frame` is a live frame object.
    pub unsafe fn create(
        next: Option<Ref<Traceback>>,
        frame: *mut PyFrameObject,
        lasti: c_int,
        lineno: c_int,
    ) -> PyResult<Ref<Traceback>> {
        let tb = crate::alloc::gc_new::<Traceback>(&PyTraceBack_Type)?;
        // SAFETY: fresh; the frame is live, says the caller.
        unsafe {
            let raw = tb.raw();
            (*raw).tb_next = next.map_or(core::ptr::null_mut(), Ref::into_ptr).cast();
            (*raw).tb_frame = Object::from_ptr(frame.cast()).to_ref().into_ptr().cast();
            (*raw).tb_lasti = lasti;
            (*raw).tb_lineno = lineno;
        }
        crate::gc::track(&tb);
        Ok(tb)
    }

    pub fn next(&self) -> Option<Ref<Traceback>> {
        // SAFETY: the field owns a traceback or is NULL.
        unsafe { Ref::from_borrowed_opt((*self.raw()).tb_next) }
    }

    /// The frame object.
    pub fn frame(&self) -> Ref {
        // SAFETY: the field owns a frame; NULL only after the collector cleared a dead traceback.
        unsafe { Ref::from_borrowed_opt((*self.raw()).tb_frame) }.unwrap_or_else(none_ref)
    }

    /// The line in the source, 0 if the code has none there (`None` for Python).
    pub fn line(&self) -> c_int {
        // SAFETY: a traceback's frame is live and has code.
        unsafe {
            let raw = self.raw();
            if (*raw).tb_lineno == -1 {
                if (*raw).tb_frame.is_null() {
                    return -1;
                }
                return lines::line_at(frame_code((*raw).tb_frame), (*raw).tb_lasti);
            }
            (*raw).tb_lineno
        }
    }
}

/// The code that a frame object runs.
///
/// # Safety
/// `frame` is live.
pub unsafe fn frame_code(frame: *mut PyFrameObject) -> *mut PyCodeObject {
    // SAFETY: a frame object's interpreter frame is valid as long as it; its executable is code, or None for shims.
    unsafe { ((*(*frame).f_frame).f_executable.bits & !3) as *mut PyCodeObject }
}

/// The byte offset of the instruction that an interpreter frame is at (`_PyInterpreterFrame_LASTI` in bytes).
///
/// # Safety
/// `frame` is live and runs code.
pub unsafe fn frame_lasti(frame: *mut _PyInterpreterFrame) -> c_int {
    // SAFETY: the instruction pointer lies within the code's bytecode.
    unsafe {
        let code = ((*frame).f_executable.bits & !3) as *mut PyCodeObject;
        let first = bytecode(frame, code);
        ((*frame).instr_ptr as isize - first as isize) as c_int
    }
}

#[cfg(not(feature = "free-threaded"))]
unsafe fn bytecode(_frame: *mut _PyInterpreterFrame, code: *mut PyCodeObject) -> *const u8 {
    // SAFETY: live code.
    unsafe { (&raw const (*code).co_code_adaptive).cast() }
}

#[cfg(feature = "free-threaded")]
unsafe fn bytecode(frame: *mut _PyInterpreterFrame, code: *mut PyCodeObject) -> *const u8 {
    // SAFETY: live code; the frame's copy of the bytecode exists as long as its thread.
    unsafe {
        let copies = (*code).co_tlbc;
        if copies.is_null() {
            return (&raw const (*code).co_code_adaptive).cast();
        }
        (&raw const (*copies).entries)
            .cast::<*const u8>()
            .offset((*frame).tlbc_index as isize)
            .read()
    }
}

/// `PyTraceBack_Here`: the current exception passed through `frame`.
///
/// # Safety
/// `frame` is a live frame object; an exception is set.
pub unsafe fn here(frame: *mut PyFrameObject) -> PyResult<()> {
    let Some(exception) = base::error::take_current() else {
        return Ok(());
    };
    let Some(e) = exception.downcast::<BaseExc>() else {
        base::error::restore(Some(exception));
        return Ok(());
    };
    let next = e
        .traceback()
        .and_then(|tb| tb.downcast_into::<Traceback>().ok());
    // SAFETY: the caller vouches for the frame.
    match unsafe { Traceback::create(next, frame, frame_lasti((*frame).f_frame), -1) } {
        Ok(tb) => {
            e.set_traceback(Some(tb.upcast()));
            base::error::restore(Some(exception));
            Ok(())
        }
        Err(raised) => {
            chain_exceptions(Some(exception));
            Err(raised)
        }
    }
}

/// What [`trim`] is told about an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trim {
    /// It stays.
    Keep,
    /// It stays unless a later entry of its run drops the run.
    Hold,
    /// It goes, with those of its run before it.
    DropChunk,
    /// The same, for callers that drop all of them.
    Drop,
}

/// Takes entries out of an exception's traceback by file name and function name. A run is a stretch of entries that are not
/// `Keep`.
pub fn trim(
    exception: &Object,
    traceback: &Object,
    mut verdict: impl FnMut(&Str, &Str) -> Trim,
) -> PyResult<()> {
    let (Some(e), Some(first)) = (
        exception.downcast::<BaseExc>(),
        traceback.downcast::<Traceback>(),
    ) else {
        return Ok(());
    };
    let mut kept: Vec<Ref<Traceback>> = Vec::new();
    let mut run_start = None;
    let mut cursor = Some(first.to_ref());
    while let Some(tb) = cursor {
        cursor = tb.next();
        // SAFETY: a traceback's frame is live and has code, whose names are strings.
        let answer = unsafe {
            let code = frame_code((*tb.raw()).tb_frame);
            verdict(
                Str::from_raw((*code).co_filename.cast()),
                Str::from_raw((*code).co_name.cast()),
            )
        };
        if answer == Trim::Keep {
            run_start = None;
            kept.push(tb);
            continue;
        }
        let start = *run_start.get_or_insert(kept.len());
        if answer == Trim::Hold {
            kept.push(tb);
        } else {
            kept.truncate(start);
        }
    }
    let mut next: Option<Ref<Traceback>> = None;
    for tb in kept.into_iter().rev() {
        // SAFETY: layout. The chain gets shorter, never a loop.
        unsafe {
            replace(
                (&raw mut (*tb.raw()).tb_next).cast(),
                next.take().map(Ref::upcast),
            )
        };
        next = Some(tb);
    }
    e.set_traceback(next.map(Ref::upcast));
    Ok(())
}

fn type_error_next(o: &Object) -> Raised {
    raise!(
        TypeError,
        "expected traceback object or None, got '{}'",
        o.class().tp_name()
    )
}

fn next_from(o: &Object) -> PyResult<Option<Ref<Traceback>>> {
    if is_none(o) {
        return Ok(None);
    }
    match o.downcast::<Traceback>() {
        Some(tb) => Ok(Some(tb.to_ref())),
        None => Err(type_error_next(o)),
    }
}

unsafe extern "C" {
    /// The type is `eval`'s, which stands above; only its address is taken here.
    static PyFrame_Type: Type;
}

#[pymethods]
impl Traceback {
    /// An entry of a traceback.
    #[new("traceback(tb_next, tb_frame, tb_lasti, tb_lineno)")]
    fn new(
        _cls: &Type,
        tb_next: &Object,
        tb_frame: &Object,
        tb_lasti: i32,
        tb_lineno: i32,
    ) -> PyResult {
        // SAFETY: a static type.
        if !tb_frame.is_exactly(unsafe { PyFrame_Type.raw() }) {
            return Err(raise!(
                TypeError,
                "traceback() argument 'tb_frame' must be frame, not {}",
                tb_frame.class().tp_name()
            ));
        }
        let next = next_from(tb_next)?;
        // SAFETY: a frame, as checked.
        let tb = unsafe { Traceback::create(next, tb_frame.as_ptr().cast(), tb_lasti, tb_lineno)? };
        Ok(tb.upcast())
    }

    #[method("__dir__()")]
    fn dir(&self) -> PyResult<Ref<List>> {
        let names = ["tb_frame", "tb_next", "tb_lasti", "tb_lineno"];
        let list = List::new()?;
        for name in names {
            list.push(&*Str::from_str(name)?)?;
        }
        Ok(list)
    }

    #[getter("tb_next")]
    fn get_next(&self) -> PyResult {
        Ok(self.next().map_or_else(none_ref, Ref::upcast))
    }

    #[setter("tb_next")]
    fn set_next(&self, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else {
            return Err(raise!(TypeError, "can't delete tb_next attribute"));
        };
        let next = next_from(value)?;
        let mut cursor = next.clone();
        while let Some(tb) = cursor {
            if tb.is(self) {
                return Err(raise!(ValueError, "traceback loop detected"));
            }
            cursor = tb.next();
        }
        // SAFETY: layout; the field owns what it holds.
        unsafe {
            replace(
                (&raw mut (*self.raw()).tb_next).cast(),
                next.map(Ref::upcast),
            );
        }
        Ok(())
    }

    #[getter("tb_lineno")]
    fn get_lineno(&self) -> PyResult {
        match self.line() {
            -1 => Ok(none_ref()),
            n => Ok(Long::from_i64(i64::from(n))?.upcast()),
        }
    }
}

unsafe extern "C" fn dealloc(op: *mut PyObject) {
    // SAFETY: dead; layout. Long chains unwind through `_Py_Dealloc`'s depth limit.
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
    let tb = op.cast::<PyTracebackObject>();
    // SAFETY: layout.
    let (next, frame) = unsafe { ((*tb).tb_next, (*tb).tb_frame) };
    crate::visit_field!(visit, arg, next, frame);
    0
}

unsafe extern "C" fn clear(op: *mut PyObject) -> c_int {
    let tb = op.cast::<PyTracebackObject>();
    // SAFETY: layout.
    unsafe {
        replace((&raw mut (*tb).tb_next).cast(), None);
        replace((&raw mut (*tb).tb_frame).cast(), None);
    }
    0
}

static MEMBERS: crate::slots::Table<[PyMemberDef; 3]> = crate::slots::Table::new([
    crate::slots::member(
        c"tb_frame",
        _Py_T_OBJECT,
        offset_of!(PyTracebackObject, tb_frame),
        Py_READONLY | Py_AUDIT_READ,
    ),
    crate::slots::member(
        c"tb_lasti",
        Py_T_INT,
        offset_of!(PyTracebackObject, tb_lasti),
        Py_READONLY,
    ),
    crate::slots::MEMBERS_END,
]);

#[unsafe(no_mangle)]
pub static PyTraceBack_Type: Type = Type::new(PyTypeObject {
    tp_name: c"traceback".as_ptr(),
    tp_basicsize: size_of::<PyTracebackObject>() as isize,
    tp_dealloc: Some(dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DEFAULT as u64,
    tp_doc: Traceback::DOC,
    tp_traverse: Some(traverse),
    tp_clear: Some(clear),
    tp_methods: Traceback::METHODS,
    tp_members: MEMBERS.first(),
    tp_getset: Traceback::GETSET,
    tp_new: Some(Traceback::NEW),
    ..Type::EMPTY
});
