//! Stacks written to a descriptor from a process that may be broken (`_Py_DumpTraceback`): no allocation, no lock, no Python
//! code, only `write(2)`. What is read may be damaged, so pointers are checked as far as that is cheap.

use core::ffi::c_int;

use base::mem::_PyRuntime;
use layout::*;

const MAX_TEXT: usize = 500;
const MAX_FRAMES: usize = 100;
const MAX_THREADS: usize = 100;

/// A descriptor to write to.
#[derive(Clone, Copy)]
pub struct Out(pub c_int);

impl Out {
    pub fn put(self, text: &str) {
        self.bytes(text.as_bytes());
    }

    pub fn bytes(self, mut text: &[u8]) {
        while !text.is_empty() {
            // SAFETY: the slice's length is given.
            let n = unsafe { libc::write(self.0, text.as_ptr().cast(), text.len()) };
            match n {
                n if n > 0 => text = text.get(n as usize..).unwrap_or(&[]),
                // SAFETY: the thread's own word.
                -1 if unsafe { *libc::__errno_location() } == libc::EINTR => {}
                _ => return,
            }
        }
    }

    pub fn decimal(self, mut n: u64) {
        let mut digits = [0u8; 20];
        let mut at = digits.len();
        loop {
            at -= 1;
            digits[at] = b'0' + (n % 10) as u8;
            n /= 10;
            if n == 0 {
                break;
            }
        }
        self.bytes(&digits[at..]);
    }

    /// At least `width` hexadecimal digits.
    pub fn hex(self, n: u64, width: usize) {
        let mut digits = [b'0'; 16];
        let mut at = digits.len();
        let mut rest = n;
        while rest != 0 && at > 0 {
            at -= 1;
            digits[at] = b"0123456789abcdef"[(rest & 15) as usize];
            rest >>= 4;
        }
        self.bytes(&digits[at.min(16 - width.min(16))..]);
    }

    /// A str's characters: ASCII as it is, the rest escaped.
    ///
    /// # Safety
    /// NULL, or a pointer to what looks like an object.
    pub unsafe fn text(self, o: *mut PyObject) {
        // SAFETY: the type is checked before the layout is relied on; three widths lie behind the header.
        unsafe {
            if o.is_null() || (*o).ob_type != objects::unicode::PyUnicode_Type.as_mut_ptr() {
                self.put("???");
                return;
            }
            let s = base::Object::from_ptr(o).downcast_unchecked::<objects::Str>();
            let n = s.len();
            for i in 0..n.min(MAX_TEXT) {
                match s.char_at(i) {
                    c @ 0x20..=0x7e => self.bytes(&[c as u8]),
                    c @ 0..=0xff => {
                        self.put("\\x");
                        self.hex(c.into(), 2);
                    }
                    c @ 0..=0xffff => {
                        self.put("\\u");
                        self.hex(c.into(), 4);
                    }
                    c => {
                        self.put("\\U");
                        self.hex(c.into(), 8);
                    }
                }
            }
            if n > MAX_TEXT {
                self.put("...");
            }
        }
    }
}

/// Could this be the address of an object?
fn plausible<T>(p: *const T) -> bool {
    let a = p as usize;
    a > 4096 && a.is_multiple_of(align_of::<usize>()) && a != usize::MAX
}

unsafe fn frame_line(out: Out, frame: *mut _PyInterpreterFrame) {
    // SAFETY: a frame with code, says the caller.
    unsafe {
        let code = ((*frame).f_executable.bits & !3) as *mut PyCodeObject;
        out.put("  File ");
        match (*code).co_filename {
            name if plausible(name) => {
                out.put("\"");
                out.text(name);
                out.put("\"");
            }
            _ => out.put("???"),
        }
        let line = objects::traceback::lines::line_at(
            code,
            eval::frame::last_instruction(frame) as c_int * 2,
        );
        out.put(", line ");
        match u64::try_from(line) {
            Ok(line) => out.decimal(line),
            Err(_) => out.put("???"),
        }
        out.put(" in ");
        match (*code).co_name {
            name if plausible(name) => out.text(name),
            _ => out.put("???"),
        }
        out.put("\n");
    }
}

/// The frames of a thread, the running one first.
///
/// # Safety
/// `tstate` is a thread state; other threads may run meanwhile, as a dump takes things as they are.
pub unsafe fn frames(out: Out, tstate: *mut PyThreadState) {
    // SAFETY: says the caller; pointers are looked at before they are followed.
    unsafe {
        let mut frame = (*tstate).current_frame;
        if !plausible(frame) {
            out.put("  <no Python frame>\n");
            return;
        }
        let mut n = 0;
        while plausible(frame) {
            if (*frame).owner as u32 != FRAME_OWNED_BY_INTERPRETER as u32 {
                let code = ((*frame).f_executable.bits & !3) as *mut PyObject;
                if !plausible(code) || (*code).ob_type != objects::code::PyCode_Type.as_mut_ptr() {
                    break;
                }
                if n == MAX_FRAMES {
                    out.put("  ...\n");
                    break;
                }
                frame_line(out, frame);
                n += 1;
            }
            let previous = (*frame).previous;
            if previous == frame {
                break;
            }
            frame = previous;
        }
        if n == 0 {
            out.put("  <no Python frame>\n");
        }
    }
}

/// `Stack (most recent call first):` and the frames (`_Py_DumpTraceback`).
///
/// # Safety
/// As `frames`.
pub unsafe fn stack(out: Out, tstate: *mut PyThreadState) {
    out.put("Stack (most recent call first):\n");
    // SAFETY: says the caller.
    unsafe { frames(out, tstate) }
}

/// `Thread 0x... [name] (most recent call first):`.
///
/// # Safety
/// As `frames`.
pub unsafe fn thread_header(out: Out, tstate: *mut PyThreadState, current: bool) {
    // SAFETY: says the caller.
    unsafe {
        out.put(if current {
            "Current thread 0x"
        } else {
            "Thread 0x"
        });
        out.hex((*tstate).thread_id, 16);
        let mut name = [0u8; 100];
        let r = libc::pthread_getname_np(
            (*tstate).thread_id as libc::pthread_t,
            name.as_mut_ptr().cast(),
            name.len(),
        );
        let end = name.iter().position(|&b| b == 0).unwrap_or(0);
        if r == 0 && end > 0 {
            out.put(" [");
            out.bytes(&name[..end]);
            out.put("]");
        }
        out.put(" (most recent call first):\n");
    }
}

/// The stacks of all threads of an interpreter (`_Py_DumpTracebackThreads`). `current` is the one that is marked.
///
/// # Safety
/// As `frames`.
pub unsafe fn threads(out: Out, interp: *mut PyInterpreterState, current: *mut PyThreadState) {
    // SAFETY: the list is walked without its lock: the process may be in any state.
    unsafe {
        let interp = if interp.is_null() {
            _PyRuntime.interpreters.main
        } else {
            interp
        };
        if interp.is_null() {
            return;
        }
        let mut t = (*interp).threads.head;
        let mut n = 0;
        while plausible(t) {
            if n > 0 {
                out.put("\n");
            }
            if n >= MAX_THREADS {
                out.put("...\n");
                break;
            }
            thread_header(out, t, t == current);
            frames(out, t);
            n += 1;
            t = (*t).next;
        }
    }
}

unsafe extern "C" {
    fn backtrace(buffer: *mut *mut core::ffi::c_void, size: c_int) -> c_int;
}

/// The native stack (`_Py_DumpStack`).
pub fn native_stack(out: Out) {
    out.put("Current thread's C stack trace (most recent call first):\n");
    let mut addresses = [core::ptr::null_mut(); 32];
    // SAFETY: the array's length is given; the loader is asked about addresses.
    unsafe {
        let n = backtrace(addresses.as_mut_ptr(), addresses.len() as c_int).max(0) as usize;
        for &address in &addresses[..n.min(addresses.len())] {
            let mut info: libc::Dl_info = core::mem::zeroed();
            let known = libc::dladdr(address, &mut info) != 0;
            if !known || info.dli_fname.is_null() {
                out.put("  <unknown> [0x");
                out.hex(address as u64, 1);
                out.put("]\n");
                continue;
            }
            out.put("  Binary file \"");
            out.bytes(core::ffi::CStr::from_ptr(info.dli_fname).to_bytes());
            out.put("\"");
            if !info.dli_sname.is_null() {
                out.put(", at ");
                out.bytes(core::ffi::CStr::from_ptr(info.dli_sname).to_bytes());
                out.put("+0x");
                out.hex(
                    (address as usize).wrapping_sub(info.dli_saddr as usize) as u64,
                    1,
                );
            } else if !info.dli_fbase.is_null() {
                out.put(", at +0x");
                out.hex(
                    (address as usize).wrapping_sub(info.dli_fbase as usize) as u64,
                    1,
                );
            }
            out.put(" [0x");
            out.hex(address as u64, 1);
            out.put("]\n");
        }
        if n == addresses.len() {
            out.put("  <truncated rest of calls>\n");
        }
    }
}

/// The extension modules that are no part of the standard library, by their names in `sys.modules`; nothing if there are none.
///
/// # Safety
/// A live interpreter.
pub unsafe fn extension_modules(out: Out, interp: *mut PyInterpreterState) {
    use objects::prelude::*;
    use objects::unicode::PyUnicode_Type;
    // SAFETY: the dicts are the interpreter's; nothing is changed, and names are compared without running code.
    unsafe {
        if interp.is_null() {
            return;
        }
        let modules = Object::from_ptr_opt((*interp).imports.modules);
        let Some(modules) = modules.and_then(|m| m.downcast::<Dict>()) else {
            return;
        };
        let is_str = |o: *mut PyObject| (*o).ob_type == PyUnicode_Type.as_mut_ptr();
        let mut standard = None;
        if let Some(sys) =
            Object::from_ptr_opt((*interp).sysdict).and_then(|d| d.downcast::<Dict>())
        {
            let mut position = 0;
            while let Some((key, value, _)) = sys.next_raw(&mut position) {
                if is_str(key) && Str::from_raw(key.cast()).eq_literal("stdlib_module_names") {
                    let value = Object::from_ptr(value);
                    standard = value
                        .downcast::<FrozenSet>()
                        .and_then(|_| value.downcast::<objects::AnySet>());
                    break;
                }
            }
        }
        let is_standard = |name: &Str| {
            let Some(names) = standard else { return false };
            let mut position = 0;
            while let Some((item, _)) = names.next_raw(&mut position) {
                if is_str(item) && Str::from_raw(item.cast()).cmp_str(name).is_eq() {
                    return true;
                }
            }
            false
        };
        let mut count = 0u64;
        let mut position = 0;
        while let Some((key, value, _)) = modules.next_raw(&mut position) {
            let Some(module) = Object::from_ptr(value).downcast::<Module>() else {
                continue;
            };
            let def = module.def();
            if def.is_null() || (*def).m_methods.is_null() || !is_str(key) {
                continue;
            }
            if is_standard(Str::from_raw(key.cast())) {
                continue;
            }
            out.put(if count == 0 {
                "\nExtension modules: "
            } else {
                ", "
            });
            out.text(key);
            count += 1;
        }
        if count > 0 {
            out.put(" (total: ");
            out.decimal(count);
            out.put(")\n");
        }
    }
}

base::define_upcall!("libpython_dump_stacks" fn dump_stacks() {
    let out = Out(2);
    let t = base::tstate::current_or_null();
    // SAFETY: the process ends after this.
    unsafe {
        if t.is_null() {
            out.put("\n");
            threads(out, core::ptr::null_mut(), crate::pystate::gilstate_get());
            return;
        }
        // an exception that is on its way says more than where everybody is
        let told = base::error::take_current().is_some_and(|exception| {
            objects::exceptions::print::native(&exception);
            objects::exceptions::traceback_of(&exception).is_some()
        });
        if !told {
            out.put("\n");
            threads(out, (*t).interp, t);
        }
        extension_modules(out, (*t).interp);
    }
});
