//! `sys.settrace` and `sys.setprofile`: two tools that turn events into the calls that they have made since 1.x.

use core::ffi::c_int;

use layout::*;

use super::events::{
    BRANCH, BRANCH_LEFT, BRANCH_RIGHT, C_RAISE, C_RETURN, CALL, INSTRUCTION, JUMP, LINE,
    LOCAL_EVENTS, PY_RESUME, PY_RETURN, PY_START, PY_THROW, PY_UNWIND, PY_YIELD, RAISE,
    STOP_ITERATION,
};
use super::instrument::tools_changed;

use crate::prelude::*;

/// Calls a trace or profile function, with the thread marked as tracing.
unsafe fn call(
    ts: Ts,
    frame: Frame,
    function: Option<Py_tracefunc>,
    object: *mut PyObject,
    event: usize,
    what: c_int,
    arg: *mut PyObject,
) -> PyResult<()> {
    // SAFETY: attached; the frame runs and its object is kept alive meanwhile.
    unsafe {
        let Some(function) = function else {
            return Ok(());
        };
        let f = crate::frameobject::object_of(frame);
        if f.is_null() {
            return Err(objects::exceptions::no_memory());
        }
        let _alive = Object::from_ptr(f.cast()).to_ref();
        if (*f).f_trace_opcodes != 0 && what != PyTrace_LINE && what != PyTrace_OPCODE {
            set_opcode_trace(Code::from_raw(code_of(frame)), true)?;
        }
        (*ts).tracing += 1;
        let before = core::mem::replace(&mut (*ts).what_event, event as c_int);
        let failed = function(object, f, what, arg) != 0;
        (*ts).what_event = before;
        (*ts).tracing -= 1;
        (*f).f_lineno = 0;
        if failed {
            return Err(Raised::ASSUMED);
        }
        Ok(())
    }
}

/// Switches the reports of single instructions to `sys.settrace` on or off, in one code object.
pub fn set_opcode_trace(code: &Code, on: bool) -> PyResult<()> {
    let tool = PY_MONITORING_SYS_TRACE_ID as usize;
    // SAFETY: live.
    unsafe {
        let before = local_events_of(code.raw(), tool);
        let after = if on {
            before | 1 << INSTRUCTION
        } else {
            before & !(1 << INSTRUCTION)
        };
        if before == after {
            return Ok(());
        }
        set_local_events(code.raw(), tool, after)
    }
}

fn none_ptr() -> *mut PyObject {
    none().as_ptr()
}

/// An event for `sys.settrace`.
///
/// # Safety
/// A running frame.
pub(super) unsafe fn trace(ts: Ts, frame: Frame, event: usize, args: &[&Object]) -> PyResult<()> {
    // SAFETY: as the caller says.
    unsafe {
        let (function, object) = ((*ts).c_tracefunc, (*ts).c_traceobj);
        if function.is_none() {
            return Ok(());
        }
        let extra = args.get(2).map_or(none_ptr(), |o| o.as_ptr());
        match event {
            PY_START | PY_RESUME | PY_THROW => {
                call(ts, frame, function, object, event, PyTrace_CALL, none_ptr())
            }
            PY_RETURN | PY_YIELD => call(ts, frame, function, object, event, PyTrace_RETURN, extra),
            PY_UNWIND => call(
                ts,
                frame,
                function,
                object,
                event,
                PyTrace_RETURN,
                core::ptr::null_mut(),
            ),
            LINE => {
                let number = args[1]
                    .downcast::<Long>()
                    .and_then(|l| l.to_i64())
                    .unwrap_or(0);
                line(ts, frame, number as c_int)
            }
            RAISE | STOP_ITERATION => {
                let Some(exception) = args.get(2) else {
                    return Ok(());
                };
                if !crate::handlers::is_exception(exception) {
                    return Ok(());
                }
                let traceback = exception.get_attr(interned!("__traceback__"))?;
                let class: &Object = exception.class();
                let triple = Tuple::from_slice(&[class, exception, &traceback])?;
                call(
                    ts,
                    frame,
                    function,
                    object,
                    event,
                    PyTrace_EXCEPTION,
                    triple.as_ptr(),
                )
            }
            JUMP => {
                // A jump back within one line is a new visit to the line.
                let offset = |o: &Object| {
                    o.downcast::<Long>().and_then(|l| l.to_i64()).unwrap_or(0) as c_int
                };
                let (from, to) = (offset(args[1]), offset(args[2]));
                if to >= from {
                    return Ok(());
                }
                let code = code_of(frame);
                let to_line = objects::traceback::lines::line_at(code, to);
                if to_line < 0 || to_line != objects::traceback::lines::line_at(code, from) {
                    return Ok(());
                }
                line(ts, frame, to_line)
            }
            INSTRUCTION => {
                let f = crate::frameobject::object_of(frame);
                if f.is_null() {
                    return Err(objects::exceptions::no_memory());
                }
                if (*f).f_trace_opcodes == 0 {
                    return set_opcode_trace(Code::from_raw(code_of(frame)), false);
                }
                call(
                    ts,
                    frame,
                    function,
                    object,
                    event,
                    PyTrace_OPCODE,
                    none_ptr(),
                )
            }
            _ => Ok(()),
        }
    }
}

unsafe fn line(ts: Ts, frame: Frame, number: c_int) -> PyResult<()> {
    // SAFETY: as the caller's.
    unsafe {
        let f = crate::frameobject::object_of(frame);
        if f.is_null() || (*f).f_trace_lines == 0 {
            return Ok(());
        }
        (*f).f_lineno = number;
        call(
            ts,
            frame,
            (*ts).c_tracefunc,
            (*ts).c_traceobj,
            LINE,
            PyTrace_LINE,
            none_ptr(),
        )
    }
}

/// An event for `sys.setprofile`.
///
/// # Safety
/// A running frame.
pub(super) unsafe fn profile(ts: Ts, frame: Frame, event: usize, args: &[&Object]) -> PyResult<()> {
    // SAFETY: as the caller says.
    unsafe {
        let (function, object) = ((*ts).c_profilefunc, (*ts).c_profileobj);
        if function.is_none() {
            return Ok(());
        }
        let extra = args.get(2).map_or(none_ptr(), |o| o.as_ptr());
        let (what, arg) = match event {
            PY_START | PY_RESUME | PY_THROW => (PyTrace_CALL, none_ptr()),
            PY_RETURN | PY_YIELD => (PyTrace_RETURN, extra),
            PY_UNWIND => (PyTrace_RETURN, core::ptr::null_mut()),
            CALL | C_RETURN | C_RAISE => {
                let what = match event {
                    CALL => PyTrace_C_CALL,
                    C_RETURN => PyTrace_C_RETURN,
                    _ => PyTrace_C_EXCEPTION,
                };
                let callable = args[2];
                if callable.is_exactly(objects::cfunction::PyCFunction_Type.raw()) {
                    (what, extra)
                } else if callable.class().tp_name() == "method_descriptor" {
                    let self_ = args[3];
                    if self_.is(super::missing()) {
                        return Ok(());
                    }
                    // As a bound built-in method, which is what profilers know.
                    let Some(get) = (*callable.type_ptr()).tp_descr_get else {
                        return Ok(());
                    };
                    let bound: Ref = Ref::from_c(get(
                        callable.as_ptr(),
                        self_.as_ptr(),
                        self_.class().as_ptr(),
                    ))?;
                    return call(
                        ts,
                        frame,
                        function,
                        object,
                        event,
                        what,
                        bound.as_object_ptr(),
                    );
                } else {
                    return Ok(());
                }
            }
            _ => return Ok(()),
        };
        call(ts, frame, function, object, event, what, arg)
    }
}

/// Switches a tool's events, for everything.
pub fn set_events(tool: usize, events: u32) -> PyResult<()> {
    let mut events = events;
    if events & (1 << BRANCH) != 0 {
        events |= (1 << BRANCH_LEFT) | (1 << BRANCH_RIGHT);
    }
    // SAFETY: attached.
    unsafe {
        let tools = &raw mut (*base::tstate::interp()).monitors.tools;
        let mut changed = false;
        for e in 0.._PY_MONITORING_UNGROUPED_EVENTS as usize {
            let slot = tools.cast::<u8>().add(e);
            let new = (*slot & !(1 << tool)) | (((events >> e & 1) as u8) << tool);
            changed |= new != *slot;
            *slot = new;
        }
        if changed {
            tools_changed()?;
        }
    }
    Ok(())
}

/// The events that a tool has switched on, for everything.
pub fn events_of(tool: usize) -> u32 {
    // SAFETY: attached.
    unsafe {
        let tools = &raw const (*base::tstate::interp()).monitors.tools;
        (0.._PY_MONITORING_UNGROUPED_EVENTS as usize)
            .map(|e| u32::from(*tools.cast::<u8>().add(e) >> tool & 1) << e)
            .sum()
    }
}

/// Switches a tool's events in one code object.
///
/// # Safety
/// `code` is live.
pub unsafe fn set_local_events(code: *mut PyCodeObject, tool: usize, events: u32) -> PyResult<()> {
    // SAFETY: as the caller says.
    unsafe {
        let m = super::instrument::data(code)?;
        let mut changed = false;
        for (e, slot) in (*m).local_monitors.tools.iter_mut().enumerate() {
            let new = (*slot & !(1 << tool)) | (((events >> e & 1) as u8) << tool);
            changed |= new != *slot;
            *slot = new;
        }
        if changed {
            tools_changed()?;
        }
    }
    Ok(())
}

/// The events that a tool has switched on in one code object.
///
/// # Safety
/// `code` is live.
pub unsafe fn local_events_of(code: *mut PyCodeObject, tool: usize) -> u32 {
    // SAFETY: as the caller says.
    unsafe {
        let m = (*code)._co_monitoring;
        if m.is_null() {
            return 0;
        }
        let tools = (*m).local_monitors.tools;
        (0..LOCAL_EVENTS)
            .map(|e| u32::from(tools[e] >> tool & 1) << e)
            .sum()
    }
}

const TRACE_EVENTS: u32 = (1 << PY_START)
    | (1 << PY_RESUME)
    | (1 << PY_RETURN)
    | (1 << PY_YIELD)
    | (1 << RAISE)
    | (1 << LINE)
    | (1 << JUMP)
    | (1 << PY_UNWIND)
    | (1 << PY_THROW)
    | (1 << STOP_ITERATION);
const PROFILE_EVENTS: u32 = (1 << PY_START)
    | (1 << PY_RESUME)
    | (1 << PY_RETURN)
    | (1 << PY_YIELD)
    | (1 << CALL)
    | (1 << PY_UNWIND)
    | (1 << PY_THROW);

/// Which of the two legacy tools.
#[derive(Clone, Copy)]
enum Hook {
    Trace,
    Profile,
}

impl Hook {
    /// A thread's function and object, and the interpreter's count of threads that have one.
    unsafe fn fields(
        self,
        ts: Ts,
    ) -> (
        *mut Option<Py_tracefunc>,
        *mut *mut PyObject,
        *mut Py_ssize_t,
    ) {
        // SAFETY: a live thread of a live interpreter.
        unsafe {
            let interp = (*ts).interp;
            match self {
                Hook::Trace => (
                    &raw mut (*ts).c_tracefunc,
                    &raw mut (*ts).c_traceobj,
                    &raw mut (*interp).sys_tracing_threads,
                ),
                Hook::Profile => (
                    &raw mut (*ts).c_profilefunc,
                    &raw mut (*ts).c_profileobj,
                    &raw mut (*interp).sys_profiling_threads,
                ),
            }
        }
    }

    /// Gives threads a function, or takes theirs away.
    unsafe fn set(
        self,
        threads: &[Ts],
        function: Option<Py_tracefunc>,
        object: Option<&Object>,
    ) -> PyResult<()> {
        // SAFETY: live threads, which the GIL keeps from running; the old objects are released last.
        unsafe {
            let mut old = Vec::new();
            let mut watched = false;
            for &ts in threads {
                let (func, obj, count) = self.fields(ts);
                *count += isize::from(function.is_some()) - isize::from((*func).is_some());
                *func = function;
                let new = object.map_or(core::ptr::null_mut(), |o| o.to_ref().into_ptr());
                old.extend(Ref::<Object>::from_owned_opt(obj.replace(new)));
                watched = *count > 0;
            }
            let (tool, events) = match self {
                Hook::Trace => (PY_MONITORING_SYS_TRACE_ID, TRACE_EVENTS),
                Hook::Profile => (PY_MONITORING_SYS_PROFILE_ID, PROFILE_EVENTS),
            };
            let result = set_events(tool as usize, if watched { events } else { 0 });
            drop(old);
            result
        }
    }
}

/// `PyEval_SetTrace` for the current thread.
pub fn set_trace(function: Option<Py_tracefunc>, object: Option<&Object>) -> PyResult<()> {
    // SAFETY: attached.
    unsafe { Hook::Trace.set(&[base::tstate::current()], function, object) }
}

/// `PyEval_SetProfile` for the current thread.
pub fn set_profile(function: Option<Py_tracefunc>, object: Option<&Object>) -> PyResult<()> {
    // SAFETY: attached.
    unsafe { Hook::Profile.set(&[base::tstate::current()], function, object) }
}

/// What Python trace functions are told.
const WHAT: [&str; 8] = [
    "call",
    "exception",
    "line",
    "return",
    "c_call",
    "c_exception",
    "c_return",
    "opcode",
];

unsafe fn call_python(
    callback: &Object,
    frame: *mut PyFrameObject,
    what: c_int,
    arg: *mut PyObject,
) -> PyResult {
    // SAFETY: live objects; `arg` may be NULL.
    unsafe {
        let name = Str::intern_static(WHAT[(what as usize).min(7)]);
        let arg = Object::from_ptr_opt(arg).unwrap_or(none());
        callback.call(&[Object::from_ptr(frame.cast()), name, arg])
    }
}

unsafe extern "C" fn trace_trampoline(
    function: *mut PyObject,
    frame: *mut PyFrameObject,
    what: c_int,
    arg: *mut PyObject,
) -> c_int {
    // SAFETY: the loop passes live objects.
    unsafe {
        let callback = if what == PyTrace_CALL {
            function
        } else {
            (*frame).f_trace
        };
        let Some(callback) = Ref::<Object>::from_borrowed_opt(callback) else {
            return 0;
        };
        let set_local = |value: Option<Ref>| {
            let new = value.map_or(core::ptr::null_mut(), Ref::into_ptr);
            let old = core::mem::replace(&mut (*frame).f_trace, new);
            drop(Ref::<Object>::from_owned_opt(old));
        };
        match call_python(&callback, frame, what, arg) {
            Ok(answer) => {
                if !objects::is_none(&answer) {
                    set_local(Some(answer));
                }
                0
            }
            Err(raised) => {
                let exception = raised.take();
                if let Err(e) = set_trace(None, None) {
                    e.clear();
                }
                set_local(None);
                base::error::restore(exception);
                -1
            }
        }
    }
}

unsafe extern "C" fn profile_trampoline(
    function: *mut PyObject,
    frame: *mut PyFrameObject,
    what: c_int,
    arg: *mut PyObject,
) -> c_int {
    // SAFETY: the loop passes live objects.
    unsafe {
        let callback = Object::from_ptr(function).to_ref();
        match call_python(&callback, frame, what, arg) {
            Ok(_) => 0,
            Err(raised) => {
                let exception = raised.take();
                if let Err(e) = set_profile(None, None) {
                    e.clear();
                }
                base::error::restore(exception);
                -1
            }
        }
    }
}

/// `sys.settrace(function)`.
pub fn sys_settrace(function: &Object) -> PyResult<()> {
    if objects::is_none(function) {
        set_trace(None, None)
    } else {
        set_trace(Some(trace_trampoline), Some(function))
    }
}

/// `sys.setprofile(function)`.
pub fn sys_setprofile(function: &Object) -> PyResult<()> {
    if objects::is_none(function) {
        set_profile(None, None)
    } else {
        set_profile(Some(profile_trampoline), Some(function))
    }
}

/// `sys._settraceallthreads(function)`, for these threads.
///
/// # Safety
/// All are threads of this interpreter.
pub unsafe fn sys_settrace_in(threads: &[Ts], function: &Object) -> PyResult<()> {
    // SAFETY: as the caller says.
    unsafe {
        if objects::is_none(function) {
            Hook::Trace.set(threads, None, None)
        } else {
            Hook::Trace.set(threads, Some(trace_trampoline), Some(function))
        }
    }
}

/// `sys._setprofileallthreads(function)`, for these threads.
///
/// # Safety
/// All are threads of this interpreter.
pub unsafe fn sys_setprofile_in(threads: &[Ts], function: &Object) -> PyResult<()> {
    // SAFETY: as the caller says.
    unsafe {
        if objects::is_none(function) {
            Hook::Profile.set(threads, None, None)
        } else {
            Hook::Profile.set(threads, Some(profile_trampoline), Some(function))
        }
    }
}

/// `sys.gettrace()`.
pub fn sys_gettrace() -> Ref {
    // SAFETY: attached.
    unsafe { Ref::from_borrowed_opt((*base::tstate::current()).c_traceobj) }
        .unwrap_or_else(none_ref)
}

/// `sys.getprofile()`.
pub fn sys_getprofile() -> Ref {
    // SAFETY: attached.
    unsafe { Ref::from_borrowed_opt((*base::tstate::current()).c_profileobj) }
        .unwrap_or_else(none_ref)
}
