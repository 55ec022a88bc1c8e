//! A line from the terminal, as `PyOS_Readline` reads it: by the function that `readline` has put into
//! `PyOS_ReadlineFunctionPointer`, else from the C library's stream. One thread at a time, detached while it waits.

use core::ffi::{CStr, c_char, c_int};
use core::ptr::null_mut;

use base::lock::Mutex;
use base::mem::{self, Domain};
use base::tstate;
use layout::PyThreadState;
use objects::prelude::*;

use crate::pystate::{self, allow_threads};
use crate::signals;

type Readline =
    unsafe extern "C" fn(*mut libc::FILE, *mut libc::FILE, *const c_char) -> *mut c_char;

/// What reads a line from a terminal; `readline` replaces it.
#[unsafe(no_mangle)]
pub static mut PyOS_ReadlineFunctionPointer: Option<Readline> = None;

/// Why programs import this pointer: what waits for input calls it now and then.
#[unsafe(no_mangle)]
pub static mut PyOS_InputHook: Option<unsafe extern "C" fn() -> c_int> = None;

/// The thread state for which `PyOS_Readline` reads: `readline` attaches it to run signal handlers.
#[unsafe(no_mangle)]
pub static mut _PyOS_ReadlineTState: *mut PyThreadState = null_mut();

unsafe extern "C" {
    #[link_name = "stdin"]
    static mut c_stdin: *mut libc::FILE;
    #[link_name = "stdout"]
    static mut c_stdout: *mut libc::FILE;
}

static LOCK: Mutex = Mutex::new();

/// A line in memory of `PyMem_Malloc`, with its end; empty at the end of input.
pub struct Line(*mut c_char);

impl Line {
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: a C string that this value owns.
        unsafe { CStr::from_ptr(self.0).to_bytes() }
    }

    pub fn into_raw(self) -> *mut c_char {
        core::mem::ManuallyDrop::new(self).0
    }

    /// A copy of the text.
    fn new(text: &[u8]) -> PyResult<Line> {
        let out = mem::alloc(Domain::Mem, text.len() + 1).cast::<u8>();
        if out.is_null() {
            return Err(objects::exceptions::no_memory());
        }
        // SAFETY: there is room for the text and its terminator.
        unsafe {
            core::ptr::copy_nonoverlapping(text.as_ptr(), out, text.len());
            out.add(text.len()).write(0);
        }
        Ok(Line(out.cast()))
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        // SAFETY: owned, of this domain.
        unsafe { mem::free(Domain::Mem, self.0.cast()) };
    }
}

/// Reads from the process's own terminal.
pub fn read_standard(prompt: &CStr) -> PyResult<Option<Line>> {
    // SAFETY: the C library's streams; attached.
    unsafe { read(c_stdin, c_stdout, prompt.as_ptr()) }
}

/// None: interrupted, perhaps without an exception.
///
/// # Safety
/// Open streams, a C string or NULL; attached.
pub unsafe fn read(
    input: *mut libc::FILE,
    output: *mut libc::FILE,
    prompt: *const c_char,
) -> PyResult<Option<Line>> {
    // SAFETY: the caller's contract; the words are only written under the lock, or attached.
    unsafe {
        let this = tstate::current();
        if _PyOS_ReadlineTState == this {
            return Err(raise!(RuntimeError, "can't re-enter readline"));
        }
        let main = pystate::is_main(tstate::interp());
        let guard = allow_threads(|| LOCK.lock());
        _PyOS_ReadlineTState = this;
        // An interactive interpreter may well be without a terminal.
        let terminal =
            libc::isatty(libc::fileno(input)) != 0 && libc::isatty(libc::fileno(output)) != 0;
        let line = match PyOS_ReadlineFunctionPointer {
            Some(function) if terminal && main => {
                let raw = allow_threads(|| function(input, output, prompt));
                match raw.is_null() {
                    true => Ok(None),
                    false => {
                        let line = Line::new(CStr::from_ptr(raw).to_bytes());
                        mem::free(Domain::Raw, raw.cast());
                        line.map(Some)
                    }
                }
            }
            _ => read_stream(input, prompt, main),
        };
        _PyOS_ReadlineTState = null_mut();
        drop(guard);
        line
    }
}

/// The same from the C library's stream. The prompt goes to stderr.
///
/// # Safety
/// As `read`.
unsafe fn read_stream(
    input: *mut libc::FILE,
    prompt: *const c_char,
    main: bool,
) -> PyResult<Option<Line>> {
    // SAFETY: the caller's contract; the C library allocates the line, and it is freed once copied.
    unsafe {
        libc::fflush(c_stdout);
        if !prompt.is_null() {
            let text = CStr::from_ptr(prompt).to_bytes();
            libc::write(2, text.as_ptr().cast(), text.len());
        }
        loop {
            let (mut text, mut room) = (null_mut::<c_char>(), 0);
            let (p, r) = (&raw mut text, &raw mut room);
            let hook = PyOS_InputHook.filter(|_| main);
            let (n, error) = allow_threads(|| {
                if let Some(hook) = hook {
                    hook();
                }
                *libc::__errno_location() = 0;
                let n = libc::getline(p, r, input);
                let error = *libc::__errno_location();
                if n < 0 {
                    libc::clearerr(input);
                }
                (n, error)
            });
            let line = match usize::try_from(n) {
                Ok(n) => Some(Line::new(core::slice::from_raw_parts(text.cast(), n))),
                Err(_) if error == libc::EINTR => None,
                Err(_) => Some(Line::new(b"")),
            };
            libc::free(text.cast());
            match line {
                Some(line) => return line.map(Some),
                None => signals::check()?,
            }
        }
    }
}
