//! Interpreter frames: access, the thread's data stack that they lie on, and their end.
//!
//! A frame's locals, cells and value stack follow its header in `localsplus`. The slots below `stackpointer` are exactly the
//! live ones whenever other code may run.

use core::ffi::c_char;

use base::mem::arena;
use layout::*;

use crate::prelude::*;

/// The code object of a frame.
///
/// # Safety
/// The frame is complete (not an entry frame).
#[inline(always)]
pub unsafe fn code_of(frame: Frame) -> *mut PyCodeObject {
    // SAFETY: f_executable holds a code object.
    unsafe { ((*frame).f_executable.bits & !(Py_TAG_REFCNT as usize)) as *mut PyCodeObject }
}

/// The function of a frame.
///
/// # Safety
/// The frame is complete.
#[inline(always)]
pub unsafe fn function_of(frame: Frame) -> *mut PyFunctionObject {
    // SAFETY: f_funcobj holds a function.
    unsafe { ((*frame).f_funcobj.bits & !(Py_TAG_REFCNT as usize)) as *mut PyFunctionObject }
}

/// The slot of a local variable.
///
/// # Safety
/// `i` is below the number of slots.
#[inline(always)]
pub unsafe fn local(frame: Frame, i: usize) -> *mut StackRef {
    // SAFETY: within the frame, says the caller.
    unsafe { (&raw mut (*frame).localsplus).cast::<StackRef>().add(i) }
}

/// A constant, borrowed from the code object.
///
/// # Safety
/// `i` is an index of `co_consts`.
#[inline(always)]
pub unsafe fn constant(frame: Frame, i: usize) -> *mut PyObject {
    // SAFETY: the compiler's indices are in range.
    unsafe { tuple_item((*code_of(frame)).co_consts, i) }
}

/// A name, borrowed from the code object.
///
/// # Safety
/// `i` is an index of `co_names`.
#[inline(always)]
pub unsafe fn name_at<'a>(frame: Frame, i: usize) -> &'a Str {
    // SAFETY: the compiler's indices are in range and names are strings.
    unsafe { Str::from_raw(tuple_item((*code_of(frame)).co_names, i).cast()) }
}

/// # Safety
/// `tuple` is a tuple of more than `i` items.
#[inline(always)]
pub unsafe fn tuple_item(tuple: *mut PyObject, i: usize) -> *mut PyObject {
    // SAFETY: as the caller says.
    unsafe {
        *(&raw mut (*tuple.cast::<PyTupleObject>()).ob_item)
            .cast::<*mut PyObject>()
            .add(i)
    }
}

/// The first code unit of a code object.
///
/// # Safety
/// `code` is live.
#[inline(always)]
pub unsafe fn code_start(code: *mut PyCodeObject) -> Ip {
    // SAFETY: the bytecode is the object's tail.
    unsafe { (&raw mut (*code).co_code_adaptive).cast() }
}

/// The first code unit of what a frame runs.
///
/// # Safety
/// The frame is complete.
#[inline(always)]
pub unsafe fn bytecode(frame: Frame) -> Ip {
    // SAFETY: thread-local bytecode is not made yet in the free-threaded build: index 0 is the object's own.
    unsafe { code_start(code_of(frame)) }
}

/// The index of the present instruction, in units.
///
/// # Safety
/// The frame is complete.
#[inline]
pub unsafe fn last_instruction(frame: Frame) -> isize {
    // SAFETY: both point into the same code.
    unsafe { (*frame).instr_ptr.offset_from(bytecode(frame)) }
}

/// Is the frame not yet past its prologue (or no Python frame at all)?
///
/// # Safety
/// A live frame.
pub unsafe fn is_incomplete(frame: Frame) -> bool {
    // SAFETY: live.
    unsafe {
        let owner = (*frame).owner as u32;
        owner >= FRAME_OWNED_BY_INTERPRETER
            || (owner != FRAME_OWNED_BY_GENERATOR
                && (*frame).instr_ptr
                    < bytecode(frame).offset((*code_of(frame))._co_firsttraceable as isize))
    }
}

/// The first complete frame at or below `frame`; NULL if there is none.
///
/// # Safety
/// `frame` is NULL or live.
pub unsafe fn first_complete(mut frame: Frame) -> Frame {
    // SAFETY: the chain is live.
    unsafe {
        while !frame.is_null() && is_incomplete(frame) {
            frame = (*frame).previous;
        }
        frame
    }
}

/// The frame that the current thread runs (`_PyEval_GetFrame`), or NULL.
#[inline]
pub fn current() -> Frame {
    // SAFETY: attached.
    unsafe { first_complete((*base::tstate::current()).current_frame) }
}

/// Fills a new frame's header; takes over the references to `function` and `locals`.
///
/// # Safety
/// `frame` has room for `code`; slots below `first_null` are filled by the caller.
#[inline(always)]
pub unsafe fn initialize(
    frame: Frame,
    function: StackRef,
    locals: *mut PyObject,
    code: *mut PyCodeObject,
    first_null: usize,
    previous: Frame,
) {
    // SAFETY: the caller provides the memory.
    unsafe {
        let f = function.ptr().cast::<PyFunctionObject>();
        (*frame).previous = previous;
        (*frame).f_funcobj = _PyStackRef {
            bits: function.into_bits(),
        };
        (*frame).f_executable = _PyStackRef {
            bits: StackRef::from_object(Object::from_ptr(code.cast())).into_bits(),
        };
        (*frame).f_builtins = (*f).func_builtins;
        (*frame).f_globals = (*f).func_globals;
        (*frame).f_locals = locals;
        (*frame).stackpointer = local(frame, (*code).co_nlocalsplus as usize).cast();
        (*frame).frame_obj = core::ptr::null_mut();
        (*frame).instr_ptr = code_start(code);
        #[cfg(feature = "free-threaded")]
        {
            (*frame).tlbc_index = 0;
        }
        (*frame).return_offset = 0;
        (*frame).owner = FRAME_OWNED_BY_THREAD as c_char;
        (*frame).visited = 0;
        for i in first_null..(*code).co_nlocalsplus as usize {
            local(frame, i).write(StackRef::NULL);
        }
    }
}

/// Room for `slots` words on the thread's data stack; NULL if there is no memory (no exception set).
///
/// # Safety
/// `ts` is the current thread state.
#[inline(always)]
pub unsafe fn push_space(ts: Ts, slots: usize) -> Frame {
    // SAFETY: top and limit bound the present chunk.
    unsafe {
        if has_space(ts, slots) {
            let frame = (*ts).datastack_top;
            (*ts).datastack_top = frame.add(slots);
            frame.cast()
        } else {
            push_chunk(ts, slots)
        }
    }
}

/// Is there room in the present chunk?
///
/// # Safety
/// `ts` is the current thread state.
#[inline(always)]
pub unsafe fn has_space(ts: Ts, slots: usize) -> bool {
    // SAFETY: both are NULL, or bound one chunk.
    unsafe {
        !(*ts).datastack_top.is_null()
            && (slots as isize) < (*ts).datastack_limit.offset_from((*ts).datastack_top)
    }
}

const MINIMUM_OVERHEAD: usize = 1000;

#[cold]
unsafe fn push_chunk(ts: Ts, slots: usize) -> Frame {
    // SAFETY: chunks are linked and sized by their header.
    unsafe {
        let mut size = _PY_DATA_STACK_CHUNK_SIZE as usize;
        let needed = slots
            .saturating_add(MINIMUM_OVERHEAD)
            .saturating_mul(size_of::<*mut PyObject>());
        while size < needed {
            let Some(twice) = size.checked_mul(2) else {
                return core::ptr::null_mut();
            };
            size = twice;
        }
        let cached = (*ts).datastack_cached_chunk;
        let chunk: *mut _PyStackChunk = if !cached.is_null() && (*cached).size >= size {
            (*ts).datastack_cached_chunk = core::ptr::null_mut();
            (*cached).previous = (*ts).datastack_chunk;
            (*cached).top = 0;
            cached
        } else {
            let new = arena::alloc(size).cast::<_PyStackChunk>();
            if new.is_null() {
                return core::ptr::null_mut();
            }
            (*new).previous = (*ts).datastack_chunk;
            (*new).size = size;
            (*new).top = 0;
            new
        };
        let data = (&raw mut (*chunk).data).cast::<*mut PyObject>();
        if !(*ts).datastack_chunk.is_null() {
            let old = (*ts).datastack_chunk;
            (*old).top = (*ts)
                .datastack_top
                .offset_from((&raw mut (*old).data).cast()) as usize;
        }
        (*ts).datastack_chunk = chunk;
        (*ts).datastack_limit = chunk.cast::<u8>().add((*chunk).size).cast();
        // The first chunk's first word stays free, so that an address there is never a chunk's start.
        let start = data.add(usize::from((*chunk).previous.is_null()));
        (*ts).datastack_top = start.add(slots);
        start.cast()
    }
}

/// Gives a frame's space back (`_PyThreadState_PopFrame`).
///
/// # Safety
/// `frame` is the topmost on the data stack.
#[inline(always)]
pub unsafe fn pop_space(ts: Ts, frame: Frame) {
    // SAFETY: as the caller says.
    unsafe {
        let base = frame.cast::<*mut PyObject>();
        let chunk = (*ts).datastack_chunk;
        if base == (&raw mut (*chunk).data).cast() {
            pop_chunk(ts);
        } else {
            (*ts).datastack_top = base;
        }
    }
}

#[cold]
unsafe fn pop_chunk(ts: Ts) {
    // SAFETY: the first word of a later chunk was reached: the chunk is empty.
    unsafe {
        let chunk = (*ts).datastack_chunk;
        let previous = (*chunk).previous;
        (*ts).datastack_top = (&raw mut (*previous).data)
            .cast::<*mut PyObject>()
            .add((*previous).top);
        (*ts).datastack_chunk = previous;
        let cached = (*ts).datastack_cached_chunk;
        if cached.is_null() {
            (*ts).datastack_cached_chunk = chunk;
        } else if (*cached).size <= (*chunk).size {
            arena::free(cached.cast(), (*cached).size);
            (*ts).datastack_cached_chunk = chunk;
        } else {
            arena::free(chunk.cast(), (*chunk).size);
        }
        (*ts).datastack_limit = previous.cast::<u8>().add((*previous).size).cast();
    }
}

/// Moves a frame (into a generator); every slot then holds its own count.
///
/// # Safety
/// `to` has room; `from` is forgotten afterwards.
pub unsafe fn copy(from: Frame, to: Frame) {
    // SAFETY: as the caller says.
    unsafe {
        let owned = |r: _PyStackRef| _PyStackRef {
            bits: StackRef::from_bits(r.bits).heap_safe().into_bits(),
        };
        (*to).f_executable = owned((*from).f_executable);
        (*to).previous = core::ptr::null_mut();
        (*to).f_funcobj = owned((*from).f_funcobj);
        (*to).f_globals = (*from).f_globals;
        (*to).f_builtins = (*from).f_builtins;
        (*to).f_locals = (*from).f_locals;
        (*to).frame_obj = (*from).frame_obj;
        (*to).instr_ptr = (*from).instr_ptr;
        #[cfg(feature = "free-threaded")]
        {
            (*to).tlbc_index = (*from).tlbc_index;
        }
        let used = (*from)
            .stackpointer
            .cast::<StackRef>()
            .offset_from(local(from, 0)) as usize;
        (*to).stackpointer = local(to, used).cast();
        (*to).visited = 0;
        for i in 0..used {
            local(to, i).write(local(from, i).read().heap_safe());
        }
    }
}

/// Releases all locals and the value stack (`_PyFrame_ClearLocals`).
///
/// # Safety
/// The frame does not run.
pub unsafe fn clear_locals(frame: Frame) {
    // SAFETY: slots below the stack pointer are live; they are hidden before any is released.
    unsafe {
        let end = (*frame).stackpointer.cast::<StackRef>();
        let start = local(frame, 0);
        (*frame).stackpointer = start.cast();
        let mut at = end;
        while at > start {
            at = at.sub(1);
            at.read().close();
        }
        let locals = core::mem::replace(&mut (*frame).f_locals, core::ptr::null_mut());
        drop(Ref::<Object>::from_owned_opt(locals));
    }
}

/// Releases everything but the code object; a frame object that outlives the frame takes the frame over
/// (`_PyFrame_ClearExceptCode`).
///
/// # Safety
/// The frame does not run and is unlinked.
#[inline(always)]
pub unsafe fn clear_except_code(frame: Frame) {
    // SAFETY: as the caller says.
    unsafe {
        if !(*frame).frame_obj.is_null() && crate::frameobject::take_over(frame) {
            return;
        }
        clear_locals(frame);
        StackRef::from_bits((*frame).f_funcobj.bits).close();
    }
}

/// Ends a frame of the data stack: clears it and gives its space back.
///
/// # Safety
/// The frame is the topmost on the data stack and unlinked.
#[inline(always)]
unsafe fn clear_thread_frame(ts: Ts, frame: Frame) {
    // SAFETY: as the caller says.
    unsafe {
        clear_except_code(frame);
        StackRef::from_bits((*frame).f_executable.bits).close();
        pop_space(ts, frame);
    }
}

/// Ends any frame (`_PyEval_FrameClearAndPop`).
///
/// # Safety
/// The frame is unlinked from the thread state.
#[inline(always)]
pub unsafe fn clear_and_pop(ts: Ts, frame: Frame) {
    // SAFETY: as the caller says.
    unsafe {
        if (*frame).owner as u32 == FRAME_OWNED_BY_THREAD {
            clear_thread_frame(ts, frame);
        } else {
            crate::genobject::clear_frame(ts, frame);
        }
    }
}

/// The collector's walk over a frame (`_PyFrame_Traverse`).
///
/// # Safety
/// The frame is live; its stack pointer is exact.
pub unsafe fn traverse(
    frame: Frame,
    visit: visitproc,
    arg: *mut core::ffi::c_void,
) -> core::ffi::c_int {
    // SAFETY: slots below the stack pointer are live.
    unsafe {
        let one = |o: *mut PyObject| if o.is_null() { 0 } else { visit(o, arg) };
        let slot = |bits: usize| {
            let s = StackRef::from_bits(bits);
            let answer = if s.is_null() || !s.owns_count() {
                0
            } else {
                visit(s.ptr(), arg)
            };
            let _owner_keeps_it = s.into_bits();
            answer
        };
        for r in [one((*frame).frame_obj.cast()), one((*frame).f_locals)] {
            if r != 0 {
                return r;
            }
        }
        for bits in [(*frame).f_funcobj.bits, (*frame).f_executable.bits] {
            let r = slot(bits);
            if r != 0 {
                return r;
            }
        }
        let mut at = local(frame, 0);
        while at < (*frame).stackpointer.cast() {
            let r = slot((*at).bits());
            if r != 0 {
                return r;
            }
            at = at.add(1);
        }
        0
    }
}

/// `RETURN_VALUE`: ends the frame; its caller goes on with the value.
///
/// # Safety
/// A running frame of a Python function.
#[inline(always)]
pub unsafe fn leave(ts: Ts, frame: Frame, value: StackRef) -> Switch {
    // SAFETY: as the caller says; the frame is unlinked before it is cleared.
    unsafe {
        let value = value.heap_safe();
        (*ts).py_recursion_remaining += 1;
        let caller = (*frame).previous;
        (*ts).current_frame = caller;
        clear_and_pop(ts, frame);
        Switch {
            frame: caller,
            offset: (*caller).return_offset as usize,
            value,
        }
    }
}

/// Does the running frame's evaluation stack own a reference to the object (`PyUnstable_Object_IsUniqueReferencedTemporary`)?
///
/// # Safety
/// `o` is live.
pub unsafe fn is_temporary(o: *mut layout::PyObject) -> bool {
    // SAFETY: the stack of a frame that runs lies between its locals and its stack pointer.
    unsafe {
        let frame = current();
        if frame.is_null() || (*frame).stackpointer.is_null() {
            return false;
        }
        let code = code_of(frame);
        let base = local(frame, (*code).co_nlocalsplus as usize);
        let mut at = (*frame).stackpointer.cast::<StackRef>();
        while at > base {
            at = at.sub(1);
            // A reference without tag bits owns a count.
            if *at.cast::<usize>() == o as usize {
                return true;
            }
        }
        false
    }
}
