//! `stderrprinter`: a file object that only writes to a descriptor, for errors before `io` can be imported (`PyFile_NewStdPrinter`).

use core::ffi::c_int;

use clinic::pymethods;
use layout::*;
use objects::clinic::*;
use objects::exceptions::os_error;
use objects::prelude::*;
use objects::slots;

#[repr(C)]
pub struct PyStdPrinter_Object {
    pub ob_base: PyObject,
    pub fd: c_int,
}

object_view!(
    /// `stderrprinter`.
    pub StdPrinter, PyStdPrinter_Object, "stderrprinter",
    |o| o.is_exactly(PyStdPrinter_Type.raw())
);

#[unsafe(no_mangle)]
pub static PyStdPrinter_Type: Type = Type::new(PyTypeObject {
    tp_name: c"stderrprinter".as_ptr(),
    tp_basicsize: size_of::<PyStdPrinter_Object>() as isize,
    tp_repr: slots::repr(repr),
    tp_flags: Py_TPFLAGS_DEFAULT as _,
    tp_getattro: slots::GENERIC_GETATTR,
    tp_methods: StdPrinter::METHODS,
    tp_getset: StdPrinter::GETSET,
    ..Type::EMPTY
});

extern "C" fn repr(this: &StdPrinter) -> PyResult {
    let text = Str::format(format_args!(
        "<stdprinter(fd={}) object at {:p}>",
        this.fd(),
        this.as_ptr()
    ))?;
    Ok(text.upcast())
}

impl StdPrinter {
    /// For the standard output or the standard error.
    pub fn new(fd: c_int) -> PyResult<Ref<StdPrinter>> {
        PyStdPrinter_Type.ready()?;
        let o = objects::alloc::new::<StdPrinter>(&PyStdPrinter_Type)?;
        // SAFETY: fresh.
        unsafe { (*o.raw()).fd = fd };
        Ok(o)
    }

    fn fd(&self) -> c_int {
        // SAFETY: live.
        unsafe { (*self.raw()).fd }
    }
}

#[pymethods]
impl StdPrinter {
    /// Writes text; nothing if the descriptor is not open.
    #[method("write(text, /)", nosig)]
    fn write(&self, text: &Str) -> PyResult<Option<Ref>> {
        if self.fd() < 0 {
            return Ok(None);
        }
        let raw = objects::unicode::codec::utf8::encode(text, Some("backslashreplace"))?;
        let raw = raw.as_slice();
        loop {
            let (n, e) = crate::pystate::allow_threads(|| {
                // SAFETY: a slice's bounds; the thread's own errno.
                unsafe {
                    let n = libc::write(self.fd(), raw.as_ptr().cast(), raw.len());
                    (n, *libc::__errno_location())
                }
            });
            if n >= 0 {
                return Ok(Some(Long::from_isize(n)?.upcast()));
            }
            match e {
                libc::EAGAIN => return Ok(None),
                libc::EINTR => crate::signals::check()?,
                _ => return Err(os_error(e, None)),
            }
        }
    }

    /// Does nothing.
    #[method("close()", nosig)]
    fn close(&self) {}

    /// Does nothing.
    #[method("flush()", nosig)]
    fn flush(&self) {}

    /// The descriptor.
    #[method("fileno()", nosig)]
    fn fileno(&self) -> i32 {
        self.fd()
    }

    /// Is the descriptor a terminal?
    #[method("isatty()", nosig)]
    fn isatty(&self) -> bool {
        // SAFETY: asks only.
        self.fd() >= 0 && unsafe { libc::isatty(self.fd()) } != 0
    }

    #[getter("closed")]
    fn closed(&self) -> bool {
        false
    }

    #[getter("encoding")]
    fn encoding(&self) -> PyResult {
        Ok(none_ref())
    }

    #[getter("mode")]
    fn mode(&self) -> &'static str {
        "w"
    }
}
