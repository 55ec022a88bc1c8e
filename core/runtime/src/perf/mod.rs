//! Python functions under their own names in `perf` (`-X perf`, `sys.activate_stack_trampoline`).
//!
//! Each code object is entered through a piece of machine code of its own, whose address `map` or `jitdump` names: it calls the evaluator and
//! nothing else. The pieces are copies of one function. Their memory stays as long as the process, since frames below may return through
//! it; the code object knows its piece by a pointer in its extra data.

mod jitdump;
pub mod map;

use core::ffi::{c_int, c_void};
use std::fs::File;
use std::os::unix::fs::OpenOptionsExt;
use std::sync::{Mutex, PoisonError};

use base::mem::_PyRuntime;
use base::tstate;
use layout::*;
use objects::prelude::*;

type Trampoline = unsafe extern "C" fn(
    *mut PyThreadState,
    *mut _PyInterpreterFrame,
    c_int,
    _PyFrameEvalFunction,
) -> *mut PyObject;

/// What the pieces are copies of: calls its last argument with the others, keeping the frame pointer.
#[cfg(target_arch = "x86_64")]
const TEMPLATE: [u8; 8] = [
    0x55, // push rbp
    0x48, 0x89, 0xe5, // mov rbp, rsp
    0xff, 0xd1, // call rcx
    0x5d, // pop rbp
    0xc3, // ret
];
#[cfg(target_arch = "aarch64")]
const TEMPLATE: [u8; 20] = [
    0xfd, 0x7b, 0xbf, 0xa9, // stp x29, x30, [sp, -16]!
    0xfd, 0x03, 0x00, 0x91, // mov x29, sp
    0x60, 0x00, 0x3f, 0xd6, // blr x3
    0xfd, 0x7b, 0xc1, 0xa8, // ldp x29, x30, [sp], 16
    0xc0, 0x03, 0x5f, 0xd6, // ret
];

/// The template, for C code.
#[unsafe(no_mangle)]
#[unsafe(link_section = ".rodata.python_trampoline")]
pub static _Py_trampoline_func_start: [u8; TEMPLATE.len()] = TEMPLATE;

/// Where the template ends: its address says so.
#[unsafe(no_mangle)]
#[unsafe(link_section = ".rodata.python_trampoline")]
pub static _Py_trampoline_func_end: u8 = 0;

/// Where the pieces are written down.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Backend {
    Map,
    JitDump,
}

struct State {
    backend: Option<Backend>,
    /// The place in code objects; a new one after a fork, where all names are to be written again.
    index: isize,
    /// Pieces that are left of the last block of memory.
    next: usize,
    left: usize,
    persist_after_fork: bool,
}

static STATE: Mutex<State> = Mutex::new(State {
    backend: None,
    index: -1,
    next: 0,
    left: 0,
    persist_after_fork: false,
});

fn state() -> std::sync::MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file of ours in `/tmp`, which others may write to as well: never through a link.
fn create(path: &str) -> Option<File> {
    std::fs::OpenOptions::new()
        .append(true)
        .read(true)
        .create(true)
        .custom_flags(libc::O_NOFOLLOW)
        .mode(0o600)
        .open(path)
        .ok()
}

const BLOCK: usize = 64 << 10;
const ALIGNMENT: usize = 32;

impl State {
    /// A new piece; NULL if there is no memory that may be executed.
    fn piece(&mut self) -> *mut u8 {
        let code = &TEMPLATE;
        let size = code.len().next_multiple_of(ALIGNMENT);
        if self.left == 0 {
            // SAFETY: a new mapping, written before it is made executable.
            let block = unsafe {
                let block = libc::mmap(
                    core::ptr::null_mut(),
                    BLOCK,
                    libc::PROT_READ | libc::PROT_WRITE,
                    libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
                    -1,
                    0,
                );
                if block == libc::MAP_FAILED {
                    return core::ptr::null_mut();
                }
                for i in 0..BLOCK / size {
                    core::ptr::copy_nonoverlapping(
                        code.as_ptr(),
                        block.cast::<u8>().add(i * size),
                        code.len(),
                    );
                }
                if libc::mprotect(block, BLOCK, libc::PROT_READ | libc::PROT_EXEC) != 0 {
                    libc::munmap(block, BLOCK);
                    return core::ptr::null_mut();
                }
                block
            };
            (self.next, self.left) = (block.expose_provenance(), BLOCK / size);
        }
        let piece = self.next;
        self.next += size;
        self.left -= 1;
        core::ptr::with_exposed_provenance_mut(piece)
    }
}

/// `py::QUALNAME:FILE`.
fn entry(code: &Code) -> Vec<u8> {
    let mut text = b"py::".to_vec();
    // SAFETY: fields of a live code object.
    let parts = unsafe { [(*code.raw()).co_qualname, (*code.raw()).co_filename] };
    for (i, part) in parts.into_iter().enumerate() {
        if i == 1 {
            text.push(b':');
        }
        // SAFETY: as above.
        if let Some(s) = unsafe { Object::from_ptr(part) }.downcast::<Str>() {
            text.extend_from_slice(s.to_string_lossy().as_bytes());
        }
    }
    text
}

/// The piece of a code object, made and written down if it has none; NULL if it cannot be made.
fn piece_of(code: &Code) -> *mut c_void {
    let mut state = state();
    let Some(backend) = state.backend else {
        return core::ptr::null_mut();
    };
    let known = code.extra(state.index);
    if !known.is_null() {
        return known;
    }
    let piece = state.piece();
    if piece.is_null() {
        return core::ptr::null_mut();
    }
    let name = entry(code);
    match backend {
        Backend::Map => {
            map::write(piece.addr(), TEMPLATE.len(), &name);
        }
        Backend::JitDump => jitdump::write(piece.addr(), &TEMPLATE, &name),
    }
    match code.set_extra(state.index, piece.cast()) {
        Ok(()) => piece.cast(),
        Err(raised) => {
            raised.clear();
            core::ptr::null_mut()
        }
    }
}

unsafe extern "C" fn evaluator(
    ts: *mut PyThreadState,
    frame: *mut _PyInterpreterFrame,
    throwing: c_int,
) -> *mut PyObject {
    // SAFETY: called as an evaluator is; a piece takes what the evaluator takes, and the evaluator.
    unsafe {
        let default = eval::interpreter::_PyEval_EvalFrameDefault as _PyFrameEvalFunction;
        let piece = piece_of(Code::from_raw(eval::frame::code_of(frame)));
        if piece.is_null() {
            return default(ts, frame, throwing);
        }
        let piece: Trampoline = core::mem::transmute(piece);
        piece(ts, frame, throwing, default)
    }
}

fn is_ours(f: Option<_PyFrameEvalFunction>) -> bool {
    f.is_some_and(|f| core::ptr::fn_addr_eq(f, evaluator as _PyFrameEvalFunction))
}

/// Are functions entered through pieces of their own?
pub fn active() -> bool {
    // SAFETY: attached.
    is_ours(unsafe { (*tstate::interp()).eval_frame })
}

/// Makes a piece for a code object before it runs (`PyUnstable_PerfTrampoline_CompileCode`).
pub fn compile(code: &Code) {
    piece_of(code);
}

/// Switches the trampolines on.
pub fn start(backend: Backend) -> PyResult<()> {
    // SAFETY: attached.
    let hook = unsafe { &raw mut (*tstate::interp()).eval_frame };
    // SAFETY: as above.
    let present = unsafe { *hook };
    if present.is_some() && !is_ours(present) {
        return Err(raise!(
            RuntimeError,
            "Trampoline cannot be initialized as a custom eval frame is already present"
        ));
    }
    let mut state = state();
    if state.backend == Some(backend) && present.is_some() {
        return Ok(());
    }
    close(state.backend.take());
    let opened = match backend {
        Backend::Map => map::open(),
        Backend::JitDump => jitdump::open(),
    };
    if !opened {
        return Err(raise!(
            ValueError,
            "can't activate perf {}trampoline",
            if backend == Backend::JitDump {
                "jit "
            } else {
                ""
            }
        ));
    }
    state.index = objects::code::extra::request_index(None)
        .ok_or_else(|| raise!(RuntimeError, "no place left in code objects"))?;
    state.backend = Some(backend);
    // SAFETY: attached; `_PyRuntime` tells tools outside that names are there.
    unsafe {
        *hook = Some(evaluator);
        let perf = &raw mut _PyRuntime.ceval.perf;
        (*perf).status = PERF_STATUS_OK;
        (*perf).perf_trampoline_type = if backend == Backend::Map { 1 } else { 2 };
    }
    Ok(())
}

fn close(backend: Option<Backend>) {
    match backend {
        Some(Backend::Map) => map::close(),
        Some(Backend::JitDump) => jitdump::close(),
        None => {}
    }
}

/// Switches the trampolines off. Frames that run stay where they are.
pub fn stop() {
    // SAFETY: attached.
    unsafe {
        let hook = &raw mut (*tstate::interp()).eval_frame;
        if is_ours(*hook) {
            *hook = None;
        }
        let perf = &raw mut _PyRuntime.ceval.perf;
        (*perf).status = PERF_STATUS_NO_INIT;
        (*perf).perf_trampoline_type = 0;
    }
    close(state().backend.take());
}

/// Whether children of a fork go on with what their parent has written down.
pub fn set_persist_after_fork(persist: bool) {
    state().persist_after_fork = persist;
}

/// In the child of a fork: it has a file of its own, with the parent's names or with none. False if the parent's cannot be had.
pub fn after_fork_child() -> bool {
    let (backend, persist) = {
        let state = state();
        (state.backend, state.persist_after_fork)
    };
    let Some(backend) = backend else {
        return true;
    };
    if persist {
        if backend != Backend::Map {
            return false;
        }
        map::close();
        // SAFETY: no pointers.
        let parent = unsafe { libc::getppid() };
        return map::append(std::path::Path::new(&format!("/tmp/perf-{parent}.map")));
    }
    let was_active = active();
    stop();
    if was_active && let Err(raised) = start(backend) {
        raised.clear();
    }
    true
}
