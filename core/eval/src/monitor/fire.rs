//! Reporting events to tools.

use layout::*;

use super::events::{
    BRANCH, BRANCH_LEFT, BRANCH_RIGHT, C_RAISE, C_RETURN, CALL, EXCEPTION_HANDLED, INSTRUCTION,
    LINE, LOCAL_EVENTS, NAMES, PY_THROW, PY_UNWIND, RAISE, RERAISE,
};
use super::instrument::{disable, hidden_by_line, line_started, tools_at};
use super::legacy;
use crate::frame as frames;
use crate::generated::metadata::op;
use crate::prelude::*;

/// A static plain object.
macro_rules! plain_object {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        pub static mut $name: PyObject =
            base::refcount::static_header(objects::object::PyBaseObject_Type.as_mut_ptr());
    };
}

plain_object!(
    /// A callback's answer: do not report this here again.
    _PyInstrumentation_DISABLE
);
plain_object!(
    /// An argument that was not given.
    _PyInstrumentation_MISSING
);

/// `DISABLE`.
pub fn disable_object() -> &'static Object {
    // SAFETY: static.
    unsafe { Object::from_ptr(&raw mut _PyInstrumentation_DISABLE) }
}

/// `MISSING`.
pub fn missing() -> &'static Object {
    // SAFETY: static.
    unsafe { Object::from_ptr(&raw mut _PyInstrumentation_MISSING) }
}

/// The tool and event for whose callbacks the last arguments are.
const TRACE: u32 = PY_MONITORING_SYS_TRACE_ID as u32;
const PROFILE: u32 = PY_MONITORING_SYS_PROFILE_ID as u32;

/// Calls one tool's callback: did it answer DISABLE?
unsafe fn call_tool(
    ts: Ts,
    frame: Frame,
    tool: u32,
    event: usize,
    args: &[&Object],
) -> PyResult<bool> {
    // SAFETY: attached; the frame runs.
    unsafe {
        if (*ts).tracing != 0 {
            return Ok(false);
        }
        if tool == TRACE {
            return legacy::trace(ts, frame, event, args).map(|()| false);
        }
        if tool == PROFILE {
            return legacy::profile(ts, frame, event, args).map(|()| false);
        }
        let callback = (*(*ts).interp).monitoring_callables[tool as usize][event];
        let Some(callback) = Ref::<Object>::from_borrowed_opt(callback) else {
            return Ok(false);
        };
        (*ts).tracing += 1;
        let what = core::mem::replace(&mut (*ts).what_event, event as core::ffi::c_int);
        let answer = callback.call(args);
        (*ts).what_event = what;
        (*ts).tracing -= 1;
        Ok(answer?.is(disable_object()))
    }
}

/// Reports an event to some tools. `args` begins with the code object.
unsafe fn report(
    ts: Ts,
    frame: Frame,
    i: usize,
    event: usize,
    mut tools: u8,
    args: &[&Object],
) -> PyResult<()> {
    // SAFETY: as the caller's.
    unsafe {
        while tools != 0 {
            let tool = 7 - tools.leading_zeros();
            tools &= !(1 << tool);
            if call_tool(ts, frame, tool, event, args)? {
                if event < LOCAL_EVENTS {
                    disable(code_of(frame), i, event, tool);
                    disable_other_side(code_of(frame), event, tool, args);
                } else {
                    let slot = &raw mut (*(*ts).interp).monitoring_callables[tool as usize][event];
                    drop(Ref::<Object>::from_owned_opt(
                        slot.replace(core::ptr::null_mut()),
                    ));
                    return Err(raise!(
                        ValueError,
                        "Cannot disable {} events. Callback removed.",
                        NAMES[event]
                    ));
                }
            }
        }
        Ok(())
    }
}

/// A callback that was registered for both sides of branches answered DISABLE: the other side is silent too.
unsafe fn disable_other_side(code: *mut PyCodeObject, event: usize, tool: u32, args: &[&Object]) {
    // SAFETY: attached; `code` is live.
    unsafe {
        let callbacks = (*base::tstate::interp()).monitoring_callables[tool as usize];
        if !matches!(event, BRANCH_LEFT | BRANCH_RIGHT)
            || callbacks[BRANCH].is_null()
            || callbacks[BRANCH] != callbacks[event]
        {
            return;
        }
        let from = args
            .get(1)
            .and_then(|o| o.downcast::<Long>())
            .and_then(Long::to_i64);
        let Some(branch) = Code::from_raw(code)
            .instructions()
            .find(|u| from == Some(2 * u.at as i64))
        else {
            return;
        };
        let (left, right) = if branch.opcode == op::FOR_ITER {
            (branch.at, branch.next + branch.oparg + 1)
        } else if compiler::opcode::is_conditional_jump(branch.opcode.into()) {
            (branch.next, branch.at)
        } else {
            return;
        };
        let (site, other) = if event == BRANCH_LEFT {
            (right, BRANCH_RIGHT)
        } else {
            (left, BRANCH_LEFT)
        };
        if site < (*code).ob_base.ob_size as usize {
            disable(code, site, other, tool);
        }
    }
}

unsafe fn index_of(frame: Frame, ip: Ip) -> usize {
    // SAFETY: `ip` is in the frame's code.
    unsafe { ip.offset_from(frames::bytecode(frame)) as usize }
}

/// An event of the instruction at `ip`: (code, offset, extra...).
///
/// # Safety
/// A running frame.
pub unsafe fn event(ts: Ts, frame: Frame, ip: Ip, event: usize, extra: &[&Object]) -> PyResult<()> {
    // SAFETY: as the caller says.
    unsafe {
        let i = index_of(frame, ip);
        if (*ts).tracing != 0 {
            return Ok(());
        }
        let tools = tools_at(code_of(frame), i, event);
        if tools == 0 {
            return Ok(());
        }
        report_at(ts, frame, i, event, tools, extra)
    }
}

unsafe fn report_at(
    ts: Ts,
    frame: Frame,
    i: usize,
    event: usize,
    tools: u8,
    extra: &[&Object],
) -> PyResult<()> {
    // SAFETY: as the caller's.
    unsafe {
        let code = Object::from_ptr(code_of(frame).cast()).to_ref();
        let offset = Long::from_usize(2 * i)?;
        let mut args: Vec<&Object> = vec![&code, &offset];
        args.extend_from_slice(extra);
        report(ts, frame, i, event, tools, &args)
    }
}

/// A jump or branch from `from` to `to`.
///
/// # Safety
/// A running frame.
pub unsafe fn jump(ts: Ts, frame: Frame, from: Ip, at: Ip, to: Ip, kind: usize) -> PyResult<()> {
    // SAFETY: as the caller says.
    unsafe {
        if (*ts).tracing != 0 {
            return Ok(());
        }
        let tools = tools_at(code_of(frame), index_of(frame, at), kind);
        if tools == 0 {
            return Ok(());
        }
        let target = Long::from_usize(2 * index_of(frame, to))?;
        let code = Object::from_ptr(code_of(frame).cast()).to_ref();
        let offset = Long::from_usize(2 * index_of(frame, from))?;
        report(
            ts,
            frame,
            index_of(frame, at),
            kind,
            tools,
            &[&code, &offset, &target],
        )
    }
}

/// Has a callback moved the frame away from the instruction that reported?
///
/// # Safety
/// A running frame.
#[inline]
pub unsafe fn traced(frame: Frame, ip: Ip) -> Traced {
    // SAFETY: as the caller says.
    if unsafe { (*frame).instr_ptr } == ip {
        Traced::Stays
    } else {
        Traced::Moved
    }
}

/// `INSTRUMENTED_NOT_TAKEN`: the branch before it was not taken.
///
/// # Safety
/// A running frame.
pub unsafe fn not_taken(ts: Ts, frame: Frame, ip: Ip, next: Ip) -> PyResult<()> {
    // SAFETY: as the caller says; the marker is never the first instruction.
    unsafe {
        let code = Code::from_raw(code_of(frame));
        let i = index_of(frame, ip);
        let branch = i.checked_sub(2).map_or(0, |b| code.general_opcode(b));
        let back = if compiler::opcode::is_conditional_jump(branch.into()) {
            2
        } else {
            1
        };
        jump(ts, frame, ip.sub(back), ip, next, BRANCH_LEFT)
    }
}

/// `INSTRUMENTED_POP_ITER`: the `FOR_ITER` that leads here found its iterator exhausted.
///
/// # Safety
/// A running frame.
pub unsafe fn loop_ended(ts: Ts, frame: Frame, ip: Ip, next: Ip) -> PyResult<()> {
    // SAFETY: as the caller says.
    unsafe {
        if (*ts).tracing != 0 {
            return Ok(());
        }
        let code = Code::from_raw(code_of(frame));
        let here = index_of(frame, ip);
        let from = code
            .instructions()
            .find(|u| {
                // The loop's end is an END_FOR, which the jump passes over.
                u.opcode == op::FOR_ITER && u.next + u.oparg + 1 == here
            })
            .map_or(here, |u| u.at);
        let from = frames::bytecode(frame).add(from);
        jump(ts, frame, from, ip, next, BRANCH_RIGHT)
    }
}

/// An event about the exception that is set, which stays set (unless a callback raises another).
unsafe fn exception_event(ts: Ts, frame: Frame, event: usize) -> PyResult<()> {
    // SAFETY: attached; the frame runs.
    unsafe {
        let tools = (*(*ts).interp).monitors.tools[event];
        if tools == 0 || (*ts).tracing != 0 || frames::is_incomplete(frame) {
            return Ok(());
        }
        let Some(exception) = base::error::take_current() else {
            return Ok(());
        };
        // The reference counts the caches in: the place is the instruction's last unit.
        let first = index_of(frame, (*frame).instr_ptr);
        let general = Code::from_raw(code_of(frame)).general_opcode(first);
        let i = first + compiler::opcode::CACHES[general as usize] as usize;
        let result = report_at(ts, frame, i, event, tools, &[&exception]);
        match result {
            Ok(()) => {
                let _set = Raised::set(exception);
                Ok(())
            }
            Err(e) => Err(e),
        }
    }
}

/// Does any tool want to hear of exceptions that are raised?
#[inline]
pub fn watches_raise(ts: Ts) -> bool {
    // SAFETY: attached; the interpreter lives as long as its threads.
    unsafe { (*(*ts).interp).monitors.tools[RAISE] != 0 }
}

/// An exception is raised in the frame (also the StopIteration that ends a loop).
///
/// # Safety
/// A running frame.
#[inline]
pub unsafe fn raise(ts: Ts, frame: Frame, _ip: Ip) {
    // SAFETY: as the caller says. An error in a callback takes the exception's place.
    unsafe { if exception_event(ts, frame, RAISE).is_err() {} }
}

/// An exception is thrown into a generator.
///
/// # Safety
/// A frame about to run.
pub unsafe fn throw(ts: Ts, frame: Frame) {
    // SAFETY: as the caller says.
    unsafe { if exception_event(ts, frame, PY_THROW).is_err() {} }
}

/// A frame is left by an exception.
///
/// # Safety
/// A running frame.
pub unsafe fn unwind(ts: Ts, frame: Frame) {
    // SAFETY: as the caller says.
    unsafe { if exception_event(ts, frame, PY_UNWIND).is_err() {} }
}

/// Does a tool hear of frames that exceptions leave?
pub fn unwinding_is_watched() -> bool {
    // SAFETY: attached.
    unsafe { (*base::tstate::interp()).monitors.tools[PY_UNWIND] != 0 }
}

/// An exception goes on from a handler.
///
/// # Safety
/// A running frame.
pub unsafe fn reraise(ts: Ts, frame: Frame) {
    // SAFETY: as the caller says.
    unsafe { if exception_event(ts, frame, RERAISE).is_err() {} }
}

/// An exception reached its handler, on whose stack it lies now.
///
/// # Safety
/// A running frame.
pub unsafe fn handled(ts: Ts, frame: Frame, ip: Ip) -> PyResult<()> {
    // SAFETY: as the caller says.
    unsafe {
        let tools = (*(*ts).interp).monitors.tools[EXCEPTION_HANDLED];
        if tools == 0 || (*ts).tracing != 0 {
            return Ok(());
        }
        let exception = (*(*frame).stackpointer.cast::<StackRef>().sub(1))
            .as_object()
            .to_ref();
        let i = index_of(frame, ip);
        report_at(ts, frame, i, EXCEPTION_HANDLED, tools, &[&exception])
    }
}

/// The end of a native call that was reported by `CALL`.
///
/// # Safety
/// A running frame.
pub unsafe fn native_returned(
    ts: Ts,
    frame: Frame,
    callable: &Object,
    first: &Object,
    result: PyResult,
) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let i = index_of(frame, (*frame).instr_ptr);
        let tools = tools_at(code_of(frame), i, CALL);
        if tools == 0 || (*ts).tracing != 0 {
            return result;
        }
        match result {
            Ok(value) => {
                report_at(ts, frame, i, C_RETURN, tools, &[callable, first])?;
                Ok(value)
            }
            Err(raised) => {
                let exception = raised.take();
                report_at(ts, frame, i, C_RAISE, tools, &[callable, first])?;
                base::error::restore(exception);
                Err(Raised::ASSUMED)
            }
        }
    }
}

/// `INSTRUMENTED_LINE`: reports the line unless the last instruction was on it; then what it hides runs.
///
/// # Safety
/// A running frame; `prev` is where it was.
pub unsafe fn line(ts: Ts, frame: Frame, ip: Ip, prev: Ip, oparg: usize) -> PyResult<Again> {
    // SAFETY: as the caller says.
    unsafe {
        let code = code_of(frame);
        let i = index_of(frame, ip);
        let number = line_started(code, i);
        let hidden = |opcode: u8| {
            let general = compiler::opcode::DEOPT[opcode as usize];
            if compiler::opcode::CACHES[general as usize] > 0 {
                // What is hidden must not specialise: it would overwrite this instruction.
                (*ip.add(1)).cache |= 1 << BACKOFF_BITS;
            }
            Again { opcode, oparg, ip }
        };
        if (*ts).tracing == 0 {
            let tools = tools_at(code, i, LINE);
            let before = objects::traceback::lines::line_at(
                code,
                prev.offset_from(frames::bytecode(frame)) as core::ffi::c_int * 2,
            );
            let at_start = matches!(
                (*prev).op.code,
                op::RESUME | op::RESUME_CHECK | op::INSTRUMENTED_RESUME
            );
            if tools != 0 && (before != number || at_start) {
                let line = Long::from_i64(i64::from(number))?;
                let owner = Object::from_ptr(code.cast()).to_ref();
                report(ts, frame, i, LINE, tools, &[&owner, &line])?;
                if let Traced::Moved = traced(frame, ip) {
                    let to = (*frame).instr_ptr;
                    let unit = (*to).op;
                    return Ok(Again {
                        opcode: unit.code,
                        oparg: unit.arg as usize,
                        ip: to,
                    });
                }
            }
        }
        Ok(hidden(hidden_by_line(code, i)))
    }
}

/// `INSTRUMENTED_INSTRUCTION`: reports, then what it hides runs.
///
/// # Safety
/// A running frame.
pub unsafe fn instruction(ts: Ts, frame: Frame, ip: Ip, oparg: usize) -> PyResult<Again> {
    // SAFETY: as the caller says.
    unsafe {
        let code = code_of(frame);
        let i = index_of(frame, ip);
        event(ts, frame, ip, INSTRUCTION, &[])?;
        let opcode = *(*(*code)._co_monitoring).per_instruction_opcodes.add(i);
        let general = compiler::opcode::DEOPT[opcode as usize];
        if compiler::opcode::CACHES[general as usize] > 0 {
            (*ip.add(1)).cache |= 1 << BACKOFF_BITS;
        }
        Ok(Again { opcode, oparg, ip })
    }
}

/// A number that changes with what the tools want globally.
pub fn global_version() -> u64 {
    // SAFETY: attached.
    unsafe { (*base::tstate::interp()).ceval.instrumentation_version as u64 }
}

/// The tools that want an event everywhere.
pub fn global_tools(event: usize) -> u8 {
    // SAFETY: attached.
    let tools = unsafe { &(*base::tstate::interp()).monitors.tools };
    tools.get(event).copied().unwrap_or(0)
}

/// A callback for branches in either direction hears of places only that are watched in the code itself: elsewhere the other direction may
/// have had it disabled.
fn is_spent_branch(ts: Ts, event: usize, tool: u32, args: &[&Object]) -> bool {
    if !matches!(event, BRANCH_LEFT | BRANCH_RIGHT) {
        return false;
    }
    // SAFETY: attached; tables of plain pointers.
    let either = unsafe {
        let callbacks = &(*(*ts).interp).monitoring_callables[tool as usize];
        (*ts).tracing == 0 && !callbacks[BRANCH].is_null() && callbacks[BRANCH] == callbacks[event]
    };
    if !either {
        return false;
    }
    let [code, offset, ..] = args else {
        return false;
    };
    let (Some(code), Some(offset)) = (code.downcast::<Code>(), offset.downcast::<Long>()) else {
        return true;
    };
    let Some(at) = offset.to_i64().and_then(|n| usize::try_from(n / 2).ok()) else {
        return true;
    };
    // SAFETY: within the code.
    at >= code.unit_count()
        || unsafe { (*code.first_unit().add(at)).op.code } < MIN_INSTRUMENTED_OPCODE as u8
}

/// An event of code that is not Python's, for the tools in `active`: those that are still active afterwards.
pub fn fire_foreign(active: u8, event: usize, args: &[&Object]) -> PyResult<u8> {
    let ts = base::tstate::current();
    let (mut active, mut tools) = (active, active);
    // SAFETY: attached; the frame, which only the legacy tools ask about, is the running one.
    unsafe {
        let frame = frames::current();
        while tools != 0 {
            let tool = 7 - tools.leading_zeros();
            tools &= !(1 << tool);
            if frame.is_null() && (tool == TRACE || tool == PROFILE) {
                continue;
            }
            if is_spent_branch(ts, event, tool, args) {
                active &= !(1 << tool);
                continue;
            }
            if call_tool(ts, frame, tool, event, args)? {
                if event >= LOCAL_EVENTS {
                    let slot = &raw mut (*(*ts).interp).monitoring_callables[tool as usize][event];
                    drop(Ref::<Object>::from_owned_opt(
                        slot.replace(core::ptr::null_mut()),
                    ));
                    return Err(raise!(
                        ValueError,
                        "Cannot disable {} events. Callback removed.",
                        NAMES[event]
                    ));
                }
                active &= !(1 << tool);
            }
        }
    }
    Ok(active)
}
