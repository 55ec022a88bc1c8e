//! Setting `f_lineno`: a debugger's jump to another line of the same frame.
//!
//! A jump is allowed where the value stack at the target is a part of the stack here, of the same kinds: values that are
//! not wanted there are popped, but none can be made. What lies on the stack at each instruction is found by following the code
//! from its start.

use core::ffi::c_int;

use compiler::opcode;
use layout::*;
use objects::code::Instruction;
use objects::exceptions::types;

use super::object::FrameObject;
use crate::generated::metadata::op;
use crate::monitor::events;
use crate::prelude::*;

/// What lies in a slot of the value stack, as far as jumps care.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Iterator = 1,
    /// An exception being handled, or what was handled before.
    Except = 2,
    Object = 3,
    Null = 4,
    /// Where a handler's re-raise says that it comes from.
    Lasti = 5,
}

impl Kind {
    fn serves_as(self, wanted: Kind) -> bool {
        match wanted {
            Kind::Object => self != Kind::Null,
            Kind::Null => true,
            _ => self == wanted,
        }
    }
}

/// The kinds on the stack, three bits each, the top lowest: a deeper stack is a greater number.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
struct Stack(i64);

const BITS: u32 = 3;
const MAX_DEPTH: u32 = 63 / BITS;

impl Stack {
    /// Not reached.
    const UNKNOWN: Stack = Stack(-2);
    /// Too deep for the model.
    const OVERFLOWED: Stack = Stack(-1);
    const EMPTY: Stack = Stack(0);

    fn push(self, kind: Kind) -> Stack {
        if self.0 < 0 || self.0 >= 1 << ((MAX_DEPTH - 1) * BITS) {
            return Stack::OVERFLOWED;
        }
        Stack(self.0 << BITS | kind as i64)
    }

    fn pop(self) -> Stack {
        Stack(self.0 >> BITS)
    }

    /// The kind of the `n`th slot from the top, counted from 1.
    fn peek(self, n: usize) -> Kind {
        let shift = BITS * (n.clamp(1, MAX_DEPTH as usize) as u32 - 1);
        match self.0 >> shift & 7 {
            1 => Kind::Iterator,
            2 => Kind::Except,
            4 => Kind::Null,
            5 => Kind::Lasti,
            _ => Kind::Object,
        }
    }

    fn swap(self, n: usize) -> Stack {
        let (top, other) = (self.peek(1) as i64, self.peek(n) as i64);
        let shift = BITS * (n.clamp(1, MAX_DEPTH as usize) as u32 - 1);
        Stack(((self.0 & !(7 << shift) | top << shift) & !7) | other)
    }

    fn cut_to(mut self, depth: u32) -> Stack {
        if depth == 0 {
            return Stack::EMPTY;
        }
        let deepest = 7i64.checked_shl((depth - 1) * BITS).unwrap_or(i64::MAX);
        while self.0 > deepest {
            self = self.pop();
        }
        self
    }

    /// Does a part of this stack serve as `wanted`?
    fn serves_as(mut self, mut wanted: Stack) -> bool {
        if self.0 < 0 || wanted.0 < 0 {
            return false;
        }
        while self > wanted {
            self = self.pop();
        }
        while self.0 != 0 {
            if wanted.0 == 0 || !self.peek(1).serves_as(wanted.peek(1)) {
                return false;
            }
            self = self.pop();
            wanted = wanted.pop();
        }
        wanted.0 == 0
    }

    /// Why nothing can jump to where this stack is.
    fn objection(self) -> &'static str {
        match self {
            Stack::OVERFLOWED => "stack is too deep to analyze",
            Stack::UNKNOWN => "can't jump into an exception handler, or code may be unreachable",
            _ => match self.peek(1) {
                Kind::Except => "can't jump into an 'except' block as there's no exception",
                Kind::Lasti => "can't jump into a re-raising block as there's no location",
                Kind::Object | Kind::Null => "incompatible stacks",
                Kind::Iterator => "can't jump into the body of a for loop",
            },
        }
    }
}

/// The stack after an instruction, if the next one can be reached from it; and where it may jump to, with the stack there.
fn step(i: &Instruction, stack: Stack) -> (Option<Stack>, Option<(usize, Stack)>) {
    match i.opcode {
        op::POP_JUMP_IF_FALSE
        | op::POP_JUMP_IF_TRUE
        | op::POP_JUMP_IF_NONE
        | op::POP_JUMP_IF_NOT_NONE => {
            let after = stack.pop();
            (Some(after), Some((i.next + i.oparg, after)))
        }
        op::SEND => (Some(stack), Some((i.next + i.oparg, stack))),
        op::JUMP_FORWARD => (None, Some((i.next + i.oparg, stack))),
        op::JUMP_BACKWARD | op::JUMP_BACKWARD_NO_INTERRUPT => {
            (None, Some((i.next.saturating_sub(i.oparg), stack)))
        }
        op::GET_ITER | op::GET_AITER => (Some(stack.pop().push(Kind::Iterator)), None),
        op::FOR_ITER => {
            let after = stack.push(Kind::Object);
            (Some(after), Some((i.next + i.oparg, after)))
        }
        op::END_ASYNC_FOR => (Some(stack.pop().pop()), None),
        op::PUSH_EXC_INFO => (Some(stack.push(Kind::Except)), None),
        op::POP_EXCEPT => (Some(stack.pop()), None),
        op::RETURN_VALUE | op::RAISE_VARARGS | op::RERAISE => (None, None),
        op::PUSH_NULL => (Some(stack.push(Kind::Null)), None),
        op::LOAD_GLOBAL if i.oparg & 1 != 0 => {
            (Some(stack.push(Kind::Object).push(Kind::Null)), None)
        }
        op::LOAD_ATTR if i.oparg & 1 != 0 => {
            (Some(stack.pop().push(Kind::Object).push(Kind::Null)), None)
        }
        op::LOAD_ATTR => (Some(stack), None),
        op::SWAP => (Some(stack.swap(i.oparg)), None),
        op::COPY => (Some(stack.push(stack.peek(i.oparg))), None),
        _ => {
            let effect = opcode::stack_effect(i.opcode.into(), i.oparg as i32, false).unwrap_or(0);
            let mut after = stack;
            for _ in effect..0 {
                after = after.pop();
            }
            for _ in 0..effect {
                after = after.push(Kind::Object);
            }
            (Some(after), None)
        }
    }
}

/// The stack before each unit that begins an instruction.
fn stacks(code: &Code) -> PyResult<Vec<Stack>> {
    let n = code.unit_count();
    let mut found = Vec::new();
    if found.try_reserve_exact(n + 1).is_err() {
        return Err(objects::exceptions::no_memory());
    }
    found.resize(n + 1, Stack::UNKNOWN);
    found[0] = Stack::EMPTY;
    let mut again = true;
    while again {
        again = false;
        let mut start = 0;
        for i in code.instructions() {
            let stack = found[start];
            // Prefixes belong to the instruction; so does a jump to its opcode.
            found[start..=i.at].fill(stack);
            start = i.next;
            if stack == Stack::UNKNOWN {
                continue;
            }
            let (after, target) = step(&i, stack);
            if let Some(after) = after {
                found[i.next.min(n)] = after;
            }
            if let Some((to, there)) = target
                && to < n
            {
                again |= found[to] == Stack::UNKNOWN && to < i.at;
                found[to] = there;
            }
        }
        // SAFETY: a live code object's table.
        let table = unsafe { objects::code::bytes_of((*code.raw()).co_exceptiontable) };
        for e in compiler::code::exception_entries_of(table) {
            let (from, handler) = (e.start as usize / 2, e.target as usize / 2);
            if from < n
                && handler < n
                && found[from] != Stack::UNKNOWN
                && found[handler] == Stack::UNKNOWN
            {
                again = true;
                let mut stack = found[from].cut_to(e.depth as u32);
                if e.lasti {
                    stack = stack.push(Kind::Lasti);
                }
                found[handler] = stack.push(Kind::Except);
            }
        }
    }
    Ok(found)
}

/// The line that each unit starts, -1 for none.
fn line_starts(code: &Code) -> Vec<c_int> {
    let mut starts = vec![-1; code.unit_count()];
    let mut last = -1;
    for run in code.runs() {
        if run.lineno != last
            && run.lineno != -1
            && let Some(slot) = starts.get_mut(run.start as usize / 2)
        {
            *slot = run.lineno;
            last = run.lineno;
        }
    }
    starts
}

/// Only some events of a trace function let it jump.
fn check_event() -> PyResult<()> {
    // SAFETY: attached.
    let event = unsafe { (*base::tstate::current()).what_event };
    let Ok(event) = usize::try_from(event) else {
        return Err(raise!(
            ValueError,
            "f_lineno can only be set in a trace function"
        ));
    };
    let objection = match event {
        events::PY_RESUME
        | events::JUMP
        | events::BRANCH
        | events::BRANCH_LEFT
        | events::BRANCH_RIGHT
        | events::LINE
        | events::PY_YIELD => return Ok(()),
        events::PY_START => "can't jump from the 'call' trace event of a new frame",
        events::CALL | events::C_RETURN => "can't jump during a call",
        events::PY_RETURN
        | events::PY_UNWIND
        | events::PY_THROW
        | events::RAISE
        | events::C_RAISE
        | events::INSTRUCTION
        | events::EXCEPTION_HANDLED => "can only jump from a 'line' trace event",
        _ => return Err(raise!(SystemError, "unexpected event type")),
    };
    Err(raise!(ValueError, "{}", objection))
}

/// Sets the line that a frame goes on with.
pub(super) fn set_line(this: &FrameObject, value: &Object) -> PyResult<()> {
    let Some(line) = value
        .downcast::<Long>()
        .filter(|l| l.is_exactly(objects::long::PyLong_Type.raw()))
    else {
        return Err(raise!(ValueError, "lineno must be an integer"));
    };
    check_event()?;
    let Some(line) = line.to_i64().and_then(|l| c_int::try_from(l).ok()) else {
        return Err(raise!(ValueError, "lineno out of range"));
    };
    let code = this.code();
    // SAFETY: live.
    if line < unsafe { (*code.raw()).co_firstlineno } {
        return Err(raise!(
            ValueError,
            "line {} comes before the current code block",
            line
        ));
    }
    let lines = line_starts(code);
    let Some(line_there) = lines.iter().copied().filter(|l| *l >= line).min() else {
        return Err(raise!(
            ValueError,
            "line {} comes after the current code block",
            line
        ));
    };
    let stacks = stacks(code)?;
    let frame = this.frame();
    // SAFETY: a frame object's frame is complete; it is the thread's own, or suspended.
    unsafe {
        let at = crate::frame::last_instruction(frame).max(0) as usize;
        let here = stacks.get(at).copied().unwrap_or(Stack::UNKNOWN);
        let (target, there) = choose(&lines, &stacks, line_there, here)?;
        bind_unbound(frame)?;
        let suspended = (*frame).owner as u32 == FRAME_OWNED_BY_GENERATOR
            && crate::genobject::owner_of(frame)
                .is_some_and(|g| matches!(g.state(), FRAME_SUSPENDED | FRAME_SUSPENDED_YIELD_FROM));
        // What a suspended generator yielded is off its stack already.
        pop_to(frame, if suspended { here.pop() } else { here }, there);
        (*this.raw()).f_lineno = 0;
        (*frame).instr_ptr = crate::frame::bytecode(frame).add(target);
    }
    Ok(())
}

/// The instruction to go on with: of those that start the line, the one that keeps most of the stack.
fn choose(lines: &[c_int], stacks: &[Stack], line: c_int, here: Stack) -> PyResult<(usize, Stack)> {
    let mut best: Option<(usize, Stack)> = None;
    let mut objection = "cannot find bytecode for specified line";
    let mut explained = false;
    for (i, there) in stacks.iter().enumerate().take(lines.len()) {
        if lines[i] != line {
            continue;
        }
        if here.serves_as(*there) {
            if best.is_none_or(|(_, b)| *there > b) {
                best = Some((i, *there));
            }
        } else if best.is_none() && !explained {
            match here {
                Stack::OVERFLOWED => objection = "stack to deep to analyze",
                Stack::UNKNOWN => objection = "can't jump from unreachable code",
                _ => {
                    objection = there.objection();
                    explained = true;
                }
            }
        }
    }
    best.ok_or_else(|| raise!(ValueError, "{}", objection))
}

/// The compiler may have proven that a variable is bound where the jump leads: bind those that are not, to None.
unsafe fn bind_unbound(frame: Frame) -> PyResult<()> {
    // SAFETY: the caller's frame; warnings may run code, so the slots are read anew afterwards.
    unsafe {
        let n = (*code_of(frame)).co_nlocalsplus as usize;
        let unbound = (0..n).filter(|&i| (*local(frame, i)).is_null()).count();
        if unbound == 0 {
            return Ok(());
        }
        objects::warnings::warn(
            &types::RuntimeWarning,
            format_args!(
                "assigning None to {} unbound local{}",
                unbound,
                if unbound == 1 { "" } else { "s" }
            ),
            0,
        )?;
        for i in 0..n {
            if (*local(frame, i)).is_null() {
                local(frame, i).write(StackRef::from_immortal(none()));
            }
        }
    }
    Ok(())
}

/// Pops what the target has no use for; leaving a handler restores the exception that was handled outside it.
unsafe fn pop_to(frame: Frame, mut here: Stack, there: Stack) {
    // SAFETY: the model agrees with the frame's stack.
    unsafe {
        while here > there {
            let sp = (*frame).stackpointer.cast::<StackRef>().sub(1);
            (*frame).stackpointer = sp.cast();
            let top = sp.read();
            if here.peek(1) == Kind::Except {
                let handled = top.into_ref();
                let new = if objects::is_none(&handled) {
                    core::ptr::null_mut()
                } else {
                    handled.into_ptr()
                };
                let slot = &raw mut (*(*base::tstate::current()).exc_info).exc_value;
                drop(Ref::<Object>::from_owned_opt(slot.replace(new)));
            } else {
                top.close();
            }
            here = here.pop();
        }
    }
}
