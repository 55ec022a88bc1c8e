//! `sys.stdin`, `sys.stdout`, `sys.stderr`: text streams over the process' descriptors.

use base::tstate;
use objects::exceptions;
use objects::prelude::*;

use crate::config::wide;
use crate::stdprinter::StdPrinter;
use crate::{import, sys};

/// A binary file of code to be run; the hook of `PyFile_SetOpenCodeHook` opens it.
pub fn open_code(path: &Str) -> PyResult {
    // SAFETY: static words; the hook takes a path, and gives a new reference.
    unsafe {
        if let Some(hook) = base::mem::_PyRuntime.open_code_hook {
            let data = base::mem::_PyRuntime.open_code_userdata;
            return Ref::from_c(hook(path.as_ptr(), data));
        }
    }
    import::import_attr("_io", interned!("open"))?.call(&[path, &*Str::from_str("rb")?])
}

fn is_open(fd: i32) -> bool {
    // SAFETY: asks only.
    unsafe { libc::fcntl(fd, libc::F_GETFD) >= 0 }
}

/// The streams before `io` can be imported: early errors go to the descriptor, through a stderr that only writes. The order shows at the end, when
/// names go in turn: what a dying stdout says about itself finds no stderr any more, as in the reference.
pub fn init_fallback() -> PyResult<()> {
    for name in [
        "stderr",
        "__stderr__",
        "__stdin__",
        "stdin",
        "__stdout__",
        "stdout",
    ] {
        sys::set(name, none())?;
    }
    let writer = StdPrinter::new(2)?;
    sys::set("stderr", &writer)?;
    sys::set("__stderr__", &writer)
}

/// The name that a codec has itself.
unsafe fn codec_name(slot: *mut *mut libc::wchar_t) -> PyResult<()> {
    // SAFETY: the slot owns its string, says the caller.
    unsafe {
        let info = objects::codecs::lookup(&wide::to_string(*slot))?;
        let name = info.get_attr(id!(name))?;
        let Some(name) = name.downcast::<Str>() else {
            return Err(raise!(TypeError, "codec name must be a string"));
        };
        wide::set_str(slot, &name.to_string_lossy());
    }
    Ok(())
}

/// The codec of file names: its name, and what `Str` needs to use it.
pub fn init_fs_encoding(c: &mut layout::PyConfig) -> PyResult<()> {
    // SAFETY: attached; the interpreter owns its words.
    unsafe {
        codec_name(&raw mut c.filesystem_encoding)?;
        let encoding = wide::to_string(c.filesystem_encoding);
        let errors = wide::to_string(c.filesystem_errors);
        let codec = &raw mut (*tstate::interp()).unicode.fs_codec;
        let raw = |text: &str| {
            std::ffi::CString::new(text).map_or(core::ptr::null_mut(), |t| libc::strdup(t.as_ptr()))
        };
        libc::free((*codec).encoding.cast());
        libc::free((*codec).errors.cast());
        (*codec).utf8 = i32::from(encoding == "utf-8");
        (*codec).encoding = raw(&encoding);
        (*codec).errors = raw(&errors);
        (*codec).error_handler = match errors.as_str() {
            "strict" => layout::_Py_ERROR_STRICT,
            "surrogateescape" => layout::_Py_ERROR_SURROGATEESCAPE,
            "surrogatepass" => layout::_Py_ERROR_SURROGATEPASS,
            _ => layout::_Py_ERROR_UNKNOWN,
        };
    }
    Ok(())
}

/// Frees what `init_fs_encoding` made.
pub fn fini_fs_encoding() {
    // SAFETY: attached; the interpreter owns its words.
    unsafe {
        let codec = &raw mut (*tstate::interp()).unicode.fs_codec;
        libc::free((*codec).encoding.cast());
        libc::free((*codec).errors.cast());
        *codec = layout::zeroed();
    }
}

/// The codec of the standard streams has the name that it gives itself.
pub fn init_encoding(c: &mut layout::PyConfig) -> PyResult<()> {
    // SAFETY: the configuration owns its strings.
    unsafe { codec_name(&raw mut c.stdio_encoding) }
}

/// Makes the three streams.
pub fn init() -> PyResult<()> {
    let io = import::import("_io")?;
    // SAFETY: attached.
    let c = unsafe { &(*tstate::interp()).config };
    // SAFETY: configuration strings are terminated.
    let (encoding, errors) = unsafe {
        (
            wide::to_string(c.stdio_encoding),
            wide::to_string(c.stdio_errors),
        )
    };
    for (fd, name, errors) in [
        (0, "stdin", errors.as_str()),
        (1, "stdout", &errors),
        (2, "stderr", "backslashreplace"),
    ] {
        let stream = if is_open(fd) {
            make(&io, fd, name, &encoding, errors, c.buffered_stdio != 0)?
        } else {
            none_ref()
        };
        sys::set(&format!("__{name}__"), &stream)?;
        sys::set(name, &stream)?;
    }
    let open = io.get_attr(id!(open))?;
    crate::builtins::dict().set(id!(open), &open)
}

fn make(
    io: &Object,
    fd: i32,
    name: &str,
    encoding: &str,
    errors: &str,
    buffered: bool,
) -> PyResult {
    let write = fd != 0;
    let mode = Str::from_str(if write { "wb" } else { "rb" })?;
    let buffering = Long::from_i64(if !buffered && write { 0 } else { -1 })?;
    let fd_object = Long::from_i64(fd.into())?;
    let open = io.get_attr(id!(open))?;
    let raw_or_buffer = open.call(&[
        &fd_object,
        &mode,
        &buffering,
        none(),
        none(),
        none(),
        py_bool(false),
    ])?;
    let raw = if buffered || !write {
        raw_or_buffer.get_attr(interned!("raw"))?
    } else {
        raw_or_buffer.clone()
    };
    raw.set_attr(id!(name), &*Str::from_str(&format!("<{name}>"))?)?;
    let tty = raw.call_method(id!(isatty), &[])?.is_true()?;
    let line_buffering = buffered && (tty || fd == 2);
    let wrapper = io.get_attr(id!(TextIOWrapper))?;
    let stream = wrapper.call(&[
        &raw_or_buffer,
        &*Str::from_str(encoding)?,
        &*Str::from_str(errors)?,
        interned!("\n"),
        py_bool(line_buffering),
        py_bool(!buffered),
    ])?;
    stream.set_attr(id!(mode), interned_mode(write))?;
    Ok(stream)
}

fn interned_mode(write: bool) -> &'static Str {
    if write {
        interned!("w")
    } else {
        interned!("r")
    }
}

/// Flushes stderr and stdout after a program's step, come what may of it; an exception that is set stays.
pub fn flush_quietly() {
    let kept = base::error::take_current();
    for name in ["stderr", "stdout"] {
        if let Ok(Some(stream)) = sys::get(name)
            && !is_none(&stream)
            && let Err(raised) = stream.call_method(id!(flush), &[])
        {
            raised.clear();
        }
    }
    base::error::restore(kept);
}

/// Flushes stdout and stderr. An error of stdout is reported and makes the exit status 120.
pub fn flush() -> PyResult<()> {
    let mut failed = false;
    for name in ["stdout", "stderr"] {
        let Ok(Some(stream)) = sys::get(name) else {
            continue;
        };
        if is_none(&stream) || is_closed(&stream) {
            continue;
        }
        if let Err(raised) = stream.call_method(id!(flush), &[]) {
            if name == "stdout" {
                let _set = raised;
                exceptions::write_unraisable(
                    format_args!("Exception ignored while flushing sys.stdout"),
                    None,
                );
                failed = true;
            } else {
                raised.clear();
            }
        }
    }
    if failed { Err(Raised::ASSUMED) } else { Ok(()) }
}

fn is_closed(stream: &Object) -> bool {
    match stream.get_attr_opt(id!(closed)) {
        Ok(Some(c)) => c.is_true().unwrap_or_else(|r| {
            r.clear();
            false
        }),
        Ok(None) => false,
        Err(raised) => {
            raised.clear();
            false
        }
    }
}
