//! Writing stacks from where nothing is safe: signal handlers, a watchdog thread without the GIL, a broken process.
//!
//! Nothing here allocates, locks, or follows a pointer that it has not looked at; what is written goes straight to a file
//! descriptor.

use core::ffi::{CStr, c_int, c_void};

use layout::*;
use objects::traceback::frames::Running;
pub use runtime::dump::Out;

const MAX_FRAMES: usize = 100;
const MAX_THREADS: usize = 100;
const MAX_TEXT: usize = 500;
const MAX_C_FRAMES: usize = 32;

/// A str, with escapes for what is not printable ASCII.
unsafe fn string(out: Out, o: *mut PyObject) {
    // SAFETY: the caller has seen that it is a str.
    let s = unsafe { objects::Object::from_ptr(o).downcast_unchecked::<objects::Str>() };
    for i in 0..s.len().min(MAX_TEXT) {
        match s.char_at(i) {
            c @ 0x20..0x7f => out.bytes(&[c as u8]),
            c @ 0..=0xff => {
                out.put("\\x");
                out.hex(c.into(), 2);
            }
            c @ 0x100..=0xffff => {
                out.put("\\u");
                out.hex(c.into(), 4);
            }
            c => {
                out.put("\\U");
                out.hex(c.into(), 8);
            }
        }
    }
    if s.len() > MAX_TEXT {
        out.put("...");
    }
}

/// Whether a pointer can be anything: memory that was freed is filled with patterns by the debugging allocator.
fn plausible<T>(p: *mut T) -> bool {
    let address = p as usize;
    address > 0xfff
        && address.is_multiple_of(8)
        && !matches!(address as u32, 0xdddd_dddd | 0xcdcd_cdcd)
}

unsafe fn is_str(o: *mut PyObject) -> bool {
    // SAFETY: a field of a code object.
    unsafe {
        plausible(o)
            && plausible((*o).ob_type)
            && (*(*o).ob_type).tp_flags & Py_TPFLAGS_UNICODE_SUBCLASS != 0
    }
}

unsafe fn frame(out: Out, running: Running) {
    // SAFETY: a running frame has code.
    unsafe {
        let code = ((*running.as_ptr()).f_executable.bits & !3) as *mut PyCodeObject;
        out.put("  File ");
        if plausible(code) && is_str((*code).co_filename) {
            out.put("\"");
            string(out, (*code).co_filename);
            out.put("\"");
        } else {
            out.put("???");
        }
        out.put(", line ");
        match u64::try_from(running.line()) {
            Ok(line) if plausible(code) => out.decimal(line),
            _ => out.put("???"),
        }
        out.put(" in ");
        if plausible(code) && is_str((*code).co_name) {
            string(out, (*code).co_name);
        } else {
            out.put("???");
        }
        out.put("\n");
    }
}

/// The Python stack of a thread.
///
/// # Safety
/// `thread` is a thread state.
pub unsafe fn stack(out: Out, thread: *mut PyThreadState, header: bool) {
    if header {
        out.put("Stack (most recent call first):\n");
    }
    // SAFETY: the caller vouches; frames are linked up to the outermost.
    let mut at = unsafe { Running::of_thread(thread) };
    if at.is_none() {
        out.put("  <no Python frame>\n");
        return;
    }
    let mut depth = 0;
    while let Some(running) = at {
        if depth == MAX_FRAMES {
            out.put("  ...\n");
            return;
        }
        if !plausible(running.as_ptr()) {
            return;
        }
        // SAFETY: a frame of the thread.
        unsafe { frame(out, running) };
        at = running.back();
        depth += 1;
    }
}

unsafe fn thread_header(out: Out, thread: *mut PyThreadState, current: bool) {
    // SAFETY: a thread state of the list.
    unsafe {
        let id = (*thread).thread_id;
        out.put(if current {
            "Current thread 0x"
        } else {
            "Thread 0x"
        });
        out.hex(id, 16);
        let mut name = [0u8; 64];
        if id != 0
            && libc::pthread_getname_np(id as libc::pthread_t, name.as_mut_ptr().cast(), name.len())
                == 0
            && name[0] != 0
        {
            let length = name.iter().position(|b| *b == 0).unwrap_or(0);
            out.put(" [");
            out.bytes(&name[..length]);
            out.put("]");
        }
        out.put(" (most recent call first):\n");
    }
}

/// The Python stacks of all threads of an interpreter.
///
/// # Safety
/// `interp` is an interpreter; its list of threads may be changing.
pub unsafe fn all_threads(out: Out, interp: *mut PyInterpreterState, current: *mut PyThreadState) {
    // SAFETY: the caller vouches.
    unsafe {
        let mut thread = (*interp).threads.head;
        let mut n = 0;
        while plausible(thread) {
            if n > 0 {
                out.put("\n");
            }
            if n >= MAX_THREADS {
                out.put("...\n");
                return;
            }
            thread_header(out, thread, thread == current);
            if thread == current && (*interp).gc.collecting != 0 {
                out.put("  Garbage-collecting\n");
            }
            stack(out, thread, false);
            thread = (*thread).next;
            n += 1;
        }
    }
}

// SAFETY: the C library's, as its header declares it.
unsafe extern "C" {
    fn backtrace(buffer: *mut *mut c_void, size: c_int) -> c_int;
}

/// The C stack of the calling thread.
pub fn c_stack(out: Out) {
    out.put("Current thread's C stack trace (most recent call first):\n");
    let mut frames = [core::ptr::null_mut(); MAX_C_FRAMES];
    // SAFETY: the buffer has that many entries.
    let n = unsafe { backtrace(frames.as_mut_ptr(), MAX_C_FRAMES as c_int) };
    let n = usize::try_from(n).unwrap_or(0).min(MAX_C_FRAMES);
    if n == 0 {
        out.put("  <cannot get C stack on this system>\n");
    }
    for address in &frames[..n] {
        c_frame(out, *address);
    }
    if n == MAX_C_FRAMES {
        out.put("  <truncated rest of calls>\n");
    }
}

fn c_frame(out: Out, address: *mut c_void) {
    // SAFETY: all-zero is valid; the call fills it in.
    let mut info: libc::Dl_info = unsafe { core::mem::zeroed() };
    // SAFETY: any address may be asked about; the names are C strings that live with their object.
    unsafe {
        let found = libc::dladdr(address, &mut info) != 0;
        out.put("  Binary file ");
        if found && !info.dli_fname.is_null() && *info.dli_fname != 0 {
            out.put("\"");
            out.bytes(CStr::from_ptr(info.dli_fname).to_bytes());
            out.put("\"");
        } else {
            out.put("<unknown>");
        }
        let base = match (info.dli_sname.is_null(), info.dli_saddr.is_null()) {
            (false, false) => Some((CStr::from_ptr(info.dli_sname).to_bytes(), info.dli_saddr)),
            _ if found && !info.dli_fbase.is_null() => Some((&b""[..], info.dli_fbase)),
            _ => None,
        };
        if let Some((name, from)) = base {
            let (a, b) = (address as usize, from as usize);
            out.put(", at ");
            out.bytes(name);
            out.put(if a >= b { "+0x" } else { "-0x" });
            out.hex(a.abs_diff(b) as u64, 1);
        }
        out.put(" [0x");
        out.hex(address as u64, 1);
        out.put("]\n");
    }
}
