//! The evaluation loop, `_PyEval_EvalFrameDefault`.
//!
//! The dispatch proper is generated (`generated/cases.rs`); here are what its arms use, how frames are entered and left
//! within one call of the function, and what happens to an exception. Instruction, stack and frame pointers travel as
//! separate variables, and every arm fetches the next code unit itself: both matter for speed.

use core::ffi::{c_char, c_int};

use layout::*;

use crate::generated::metadata::op;
use crate::prelude::*;
use crate::{bytecodes, errors, frame as frames, handlers, monitor};

/// What a frame entered from C code returns to.
static TRAMPOLINE: Trampoline = Trampoline([
    unit(op::NOP, 0),
    unit(op::INTERPRETER_EXIT, 0), // reached on return
    unit(op::NOP, 0),
    unit(op::INTERPRETER_EXIT, 0), // reached on yield
    unit(op::RESUME, RESUME_OPARG_DEPTH1_MASK as u8),
]);

struct Trampoline([_Py_CODEUNIT; 5]);
// SAFETY: never written.
unsafe impl Sync for Trampoline {}

const fn unit(code: u8, arg: u8) -> _Py_CODEUNIT {
    _Py_CODEUNIT {
        op: _Py_CODEUNIT_op { code, arg },
    }
}

/// The frame of the native caller: its stack has room for the result.
#[repr(C)]
#[derive(Clone, Copy)]
struct EntryFrame {
    frame: _PyInterpreterFrame,
    stack: [_PyStackRef; 1],
}

/// Why the dispatch was left.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pause {
    /// Run `frame` from its instruction pointer.
    Start,
    /// An exception was raised at the frame's instruction pointer.
    Error,
    /// An exception goes on unwinding.
    Unwind,
}

/// Closes `n` values from the top, each hidden before it is released.
#[inline(never)]
unsafe fn pop_many(frame: Frame, mut sp: *mut StackRef, n: usize) -> *mut StackRef {
    for _ in 0..n {
        // SAFETY: the stack holds that many.
        unsafe {
            sp = sp.sub(1);
            (*frame).stackpointer = sp.cast();
            sp.read().close();
        }
    }
    sp
}

/// Runs a frame until it returns or raises. With `throwflag` an exception is set, and is raised where the frame stands.
///
/// # Safety
/// `ts` is the current thread state; `frame` is complete and not linked yet.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn _PyEval_EvalFrameDefault(
    ts: Ts,
    mut frame: Frame,
    throwflag: c_int,
) -> *mut PyObject {
    // SAFETY: see `bytecodes`: the compiler's stack discipline and the frame's invariants.
    unsafe {
        if base::tstate::stack_exhausted() && errors::native_recursion(ts) {
            frames::clear_and_pop(ts, frame);
            return core::ptr::null_mut();
        }
        let mut entry: EntryFrame = layout::zeroed();
        entry.frame.f_executable = _PyStackRef {
            bits: StackRef::from_immortal(none()).into_bits(),
        };
        entry.frame.f_funcobj = _PyStackRef {
            bits: StackRef::NULL.into_bits(),
        };
        entry.frame.instr_ptr = TRAMPOLINE.0.as_ptr().cast_mut().add(1);
        entry.frame.stackpointer = (&raw mut entry.frame.localsplus).cast();
        entry.frame.owner = FRAME_OWNED_BY_INTERPRETER as c_char;
        entry.frame.previous = (*ts).current_frame;
        (*frame).previous = &raw mut entry.frame;
        (*ts).current_frame = frame;

        let mut ip: Ip = (*frame).instr_ptr;
        let mut sp: *mut StackRef;
        let mut opcode: u8;
        let mut oparg: usize;
        let mut pause = Pause::Start;
        if throwflag != 0 {
            (*ts).py_recursion_remaining -= 1;
            if (*ts).py_recursion_remaining < 0 && errors::recursion(ts) {
                pause = Pause::Unwind;
            } else {
                // A suspended frame stands after its yield, and it is the yield that raises.
                ip = ip.sub(1);
                monitor::throw(ts, frame);
                pause = Pause::Error;
            }
        }

        'run: loop {
            match pause {
                Pause::Start => {
                    (*ts).py_recursion_remaining -= 1;
                    if (*ts).py_recursion_remaining < 0 && errors::recursion(ts) {
                        match handlers::leave_with_exception(ts, frame) {
                            Some(caller) => {
                                frame = caller;
                                ip = (*frame).instr_ptr;
                                pause = Pause::Error;
                                continue 'run;
                            }
                            None => return core::ptr::null_mut(),
                        }
                    }
                    sp = (*frame).stackpointer.cast();
                    ip = (*frame).instr_ptr;
                }
                Pause::Error | Pause::Unwind => {
                    match handlers::unwind(ts, frame, ip, pause == Pause::Error) {
                        handlers::Outcome::Handler(target) => {
                            sp = (*frame).stackpointer.cast();
                            ip = target;
                        }
                        handlers::Outcome::Caller(caller) => {
                            frame = caller;
                            ip = (*frame).instr_ptr;
                            pause = Pause::Error;
                            continue 'run;
                        }
                        handlers::Outcome::Leave => return core::ptr::null_mut(),
                    }
                }
            }
            let word = (*ip).cache;
            opcode = word as u8;
            oparg = (word >> 8) as usize;

            // Goes on at `ip`.
            macro_rules! fetch {
                () => {{
                    let word = (*ip).cache;
                    opcode = word as u8;
                    oparg = (word >> 8) as usize;
                    continue;
                }};
            }
            macro_rules! next {
                ($units:expr) => {{
                    ip = ip.add($units);
                    fetch!()
                }};
            }
            macro_rules! goto {
                ($target:expr) => {{
                    ip = $target;
                    fetch!()
                }};
            }
            macro_rules! deopt {
                ($general:expr) => {{
                    opcode = $general;
                    continue;
                }};
            }
            macro_rules! redispatch {
                () => {{
                    opcode = (*ip).op.code;
                    continue;
                }};
            }
            // Goes on where a tracer has moved the frame to.
            macro_rules! moved {
                () => {{
                    sp = (*frame).stackpointer.cast();
                    ip = (*frame).instr_ptr;
                    fetch!()
                }};
            }
            macro_rules! again {
                ($answer:expr) => {{
                    let answer = $answer;
                    opcode = answer.opcode;
                    oparg = answer.oparg;
                    ip = answer.ip;
                    continue;
                }};
            }
            macro_rules! error {
                () => {{
                    (*frame).stackpointer = sp.cast();
                    pause = Pause::Error;
                    continue 'run;
                }};
            }
            macro_rules! unwind {
                () => {{
                    (*frame).stackpointer = sp.cast();
                    pause = Pause::Unwind;
                    continue 'run;
                }};
            }
            macro_rules! jump {
                ($answer:expr, $units:expr) => {{
                    match $answer {
                        Jump::Next => next!($units),
                        Jump::To(target) => goto!(target),
                        Jump::Push(value) => {
                            sp.write(value);
                            sp = sp.add(1);
                            next!($units)
                        }
                        Jump::PushTo(target, value) => {
                            sp.write(value);
                            sp = sp.add(1);
                            goto!(target)
                        }
                    }
                }};
            }
            // Runs a callee's frame in this same loop.
            macro_rules! enter {
                ($callee:expr, $return_offset:expr) => {{
                    (*frame).stackpointer = sp.cast();
                    (*frame).return_offset = $return_offset as u16;
                    frame = $callee;
                    (*ts).current_frame = frame;
                    if (*ts).py_recursion_remaining <= 1 {
                        pause = Pause::Start;
                        continue 'run;
                    }
                    (*ts).py_recursion_remaining -= 1;
                    sp = (*frame).stackpointer.cast();
                    ip = (*frame).instr_ptr;
                    fetch!()
                }};
            }
            macro_rules! switch {
                ($answer:expr) => {{
                    let answer = $answer;
                    frame = answer.frame;
                    sp = (*frame).stackpointer.cast();
                    ip = (*frame).instr_ptr.add(answer.offset);
                    sp.write(answer.value);
                    sp = sp.add(1);
                    fetch!()
                }};
            }
            macro_rules! unknown {
                () => {{
                    (*frame).instr_ptr = ip;
                    let _error = errors::unknown_opcode(opcode);
                    error!()
                }};
            }

            loop {
                include!("generated/cases.rs")
            }
        }
    }
}

/// Runs a frame by the interpreter's evaluator (`_PyEval_EvalFrame`): a foreign one if there is one.
///
/// # Safety
/// As [`_PyEval_EvalFrameDefault`].
pub unsafe fn eval_frame(ts: Ts, frame: Frame, throwflag: bool) -> *mut PyObject {
    // SAFETY: as the caller says.
    unsafe {
        match (*(*ts).interp).eval_frame {
            None => _PyEval_EvalFrameDefault(ts, frame, c_int::from(throwflag)),
            Some(foreign) => foreign(ts, frame, c_int::from(throwflag)),
        }
    }
}

/// Is a foreign evaluator installed (PEP 523)? Then frames are not entered in the same loop.
///
/// # Safety
/// `ts` is the current thread state.
#[inline(always)]
pub unsafe fn is_pep523(ts: Ts) -> bool {
    // SAFETY: live.
    unsafe { (*(*ts).interp).eval_frame.is_some() }
}
