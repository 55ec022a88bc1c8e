//! Small things that all streams use: the module's exception, conversions of sizes and offsets, retries after a signal.

use base::local::LocalRef;
use objects::exceptions::{self, types};
use objects::prelude::*;
use runtime::fs_path::fs_path;

pub const DEFAULT_BUFFER_SIZE: isize = 131_072;

static UNSUPPORTED: LocalRef<Type> = LocalRef::new();

/// `io.UnsupportedOperation`, made once for each interpreter.
pub fn unsupported_class() -> PyResult {
    if let Some(made) = UNSUPPORTED.get() {
        return Ok(made.to_ref().upcast());
    }
    let namespace = Dict::new()?;
    namespace.set_text("__module__", &*Str::from_str("io")?)?;
    let bases = Tuple::from_slice(&[&types::OSError, &types::ValueError])?;
    let class = Type::create(&*Str::from_str("UnsupportedOperation")?, &bases, &namespace)?;
    UNSUPPORTED.set(class.clone());
    Ok(class.upcast())
}

/// Raises `io.UnsupportedOperation`.
#[cold]
pub fn unsupported(message: &str) -> Raised {
    let made = unsupported_class().and_then(|c| Ok((c, Str::from_str(message)?)));
    match made {
        Ok((class, text)) => exceptions::raise_any(&class, Some(&*text)),
        Err(raised) => raised,
    }
}

#[cold]
pub fn closed_file() -> Raised {
    raise!(ValueError, "I/O operation on closed file.")
}

/// A size argument: None and nothing are -1.
pub fn size_arg(size: Option<&Object>) -> PyResult<isize> {
    match size {
        None => Ok(-1),
        Some(o) if is_none(o) => Ok(-1),
        Some(o) if objects::abstract_::number::is_index(o) => o.index_isize_overflow(),
        Some(o) => Err(raise!(
            TypeError,
            "argument should be integer or None, not '{:.200}'",
            o.class().tp_name()
        )),
    }
}

/// A number from a stream or caller that must fit a size (`ValueError` otherwise).
pub fn as_offset(o: &Object) -> PyResult<i64> {
    let n = o.index()?;
    match n.to_i64() {
        Some(n) => Ok(n),
        None => Err(raise!(
            ValueError,
            "cannot fit '{:.200}' into an index-sized integer",
            o.class().tp_name()
        )),
    }
}

/// After a failed call: fine if it was interrupted by a signal whose handler did not raise, so that it is to be tried again.
pub fn trap_eintr(raised: Raised) -> PyResult<()> {
    if !exceptions::matches(&types::OSError) {
        return Err(raised);
    }
    let Some(e) = raised.take() else {
        return Ok(());
    };
    let number = e.get_attr(interned!("errno"))?;
    let number = number.downcast::<Long>().and_then(Long::to_i64);
    if number == Some(i64::from(libc::EINTR)) {
        return Ok(());
    }
    Err(Raised::set(e))
}

/// `o.name()`, again for as long as signals interrupt it.
pub fn call_retrying(o: &Object, name: &Str, args: &[&Object]) -> PyResult {
    loop {
        match o.call_method(name, args) {
            Ok(r) => return Ok(r),
            Err(raised) => trap_eintr(raised)?,
        }
    }
}

pub fn errno() -> i32 {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

/// Runs what must happen even if an exception is set; of two exceptions the former becomes the context of the latter.
pub fn and_then_always<T>(first: PyResult<T>, then: impl FnOnce() -> PyResult<()>) -> PyResult<T> {
    match first {
        Ok(v) => then().map(|()| v),
        Err(raised) => {
            let e = raised.take();
            let _second = then();
            exceptions::chain_exceptions(e);
            Err(Raised::ASSUMED)
        }
    }
}

/// Is `o.closed` true?
pub fn is_closed(o: &Object) -> PyResult<bool> {
    o.get_attr(interned!("closed"))?.is_true()
}

pub fn call_true(o: &Object, name: &Str) -> PyResult<bool> {
    o.call_method(name, &[])?.is_true()
}

/// `TypeError: cannot pickle 'X' instances`.
#[cold]
pub fn no_pickle(o: &Object) -> Raised {
    raise!(
        TypeError,
        "cannot pickle '{:.100}' instances",
        o.class().name()
    )
}

/// Runs the handlers of signals that have come, and what else is pending.
pub fn check_signals() -> PyResult<()> {
    // SAFETY: attached.
    if unsafe { base::upcalls::handle_pending(base::tstate::current()) } {
        Ok(())
    } else {
        Err(Raised::ASSUMED)
    }
}

/// A system call without the GIL, again for as long as signals interrupt it: `Ok(Err(errno))` if it fails otherwise.
pub fn system_call(f: impl Fn() -> isize) -> PyResult<Result<isize, i32>> {
    loop {
        let (r, errno) = runtime::pystate::allow_threads(|| {
            let r = f();
            (r, if r < 0 { errno() } else { 0 })
        });
        if r >= 0 {
            return Ok(Ok(r));
        }
        if errno != libc::EINTR {
            return Ok(Err(errno));
        }
        check_signals()?;
    }
}

/// A path as the system has it.
pub fn path_bytes(o: &Object) -> PyResult<std::ffi::CString> {
    let path = fs_path(o)?;
    let bytes = match path.downcast::<Str>() {
        Some(text) => text.encode_fs_default()?.upcast(),
        None => path.clone(),
    };
    let bytes = bytes
        .downcast::<Bytes>()
        .map_or(&[][..], Bytes::as_slice)
        .to_vec();
    std::ffi::CString::new(bytes).map_err(|_| {
        raise!(
            ValueError,
            "{}",
            if path.downcast::<Str>().is_some() {
                "embedded null character"
            } else {
                "embedded null byte"
            }
        )
    })
}

/// `<type name=...>`, by `rest(name)` or the text for none.
pub fn named_repr(o: &Object, nameless: core::fmt::Arguments<'_>, more: &str) -> PyResult {
    let name = match o.get_attr_opt(interned!("name")) {
        Ok(name) => name,
        Err(raised) => {
            exceptions::clear_if(&types::ValueError, raised)?;
            None
        }
    };
    let Some(name) = name else {
        return Ok(Str::format(nameless)?.upcast());
    };
    let Some(_guard) = objects::repr::ReprGuard::enter(o)? else {
        return Err(raise!(
            RuntimeError,
            "reentrant call inside {}.__repr__",
            o.class().tp_name()
        ));
    };
    let name = name.repr()?;
    Ok(Str::format(format_args!(
        "<{} name={}{}>",
        o.class().tp_name(),
        *name,
        more
    ))?
    .upcast())
}

/// A buffer to be written into, or the message that Argument Clinic gives.
pub fn writable_buffer(function: &str, o: &Object) -> PyResult<Buffer> {
    Buffer::get_writable(o).map_err(|raised| {
        raised.clear();
        raise!(
            TypeError,
            "{function}() argument must be read-write bytes-like object, not {:.50}",
            o.class().tp_name()
        )
    })
}

/// The value given to `_finalizing`.
pub fn finalizing_flag(value: Option<&Object>) -> PyResult<bool> {
    match value {
        Some(v) if v.downcast::<Bool>().is_some() => v.is_true(),
        Some(_) => Err(raise!(TypeError, "attribute value type must be bool")),
        None => Err(raise!(TypeError, "can't delete numeric/char attribute")),
    }
}
