//! What another interpreter is told of an exception: the names of its type, its message, and how it would be displayed.

use core::ffi::{CStr, c_char};
use core::ptr::{null, null_mut};

use base::mem::{self, Domain};
use layout::{_PyXI_excinfo, _excinfo_type};
use objects::exceptions::{self, BaseExc, types};
use objects::prelude::*;

use crate::import;

/// The struct of the headers, whose strings are blocks of the raw domain.
#[repr(transparent)]
pub struct Snapshot(_PyXI_excinfo);

/// Why there is no snapshot; the exception that stopped it is set.
pub type Failed = &'static str;

impl Snapshot {
    pub const fn empty() -> Snapshot {
        Snapshot(_PyXI_excinfo {
            r#type: _excinfo_type {
                builtin: null_mut(),
                name: null(),
                qualname: null(),
                module: null(),
            },
            msg: null(),
            errdisplay: null(),
        })
    }

    pub fn is_set(&self) -> bool {
        !self.0.r#type.name.is_null() || !self.0.msg.is_null()
    }

    /// Of an exception, or of an object that looks like what [`Snapshot::to_object`] makes.
    pub fn of_any(object: &Object) -> PyResult<Snapshot> {
        let is_exception =
            BaseExc::check_instance(object) || exceptions::is_exception_class(object);
        let made = if is_exception {
            Snapshot::of(object)
        } else {
            Snapshot::of_object(object)
        };
        made.map_err(|failed| {
            let cause = base::error::take_current();
            super::with_cause(&types::Exception, format_args!("{failed}"), cause)
        })
    }

    /// Of an exception. Of a MemoryError there is nothing to tell.
    pub fn of(exception: &Object) -> Result<Snapshot, Failed> {
        let mut s = Snapshot::empty();
        if exceptions::given_matches(exception, &types::MemoryError) {
            return Ok(s);
        }
        let class = exception.class();
        if class.is_static_builtin() {
            s.0.r#type.builtin = class.raw();
        }
        s.fill_type(class)
            .map_err(|_| "error while initializing exception type snapshot")?;
        let message = exception
            .str()
            .map_err(|_| "error while formatting exception")?;
        s.0.msg = copied(&message).map_err(|_| "error while copying exception message")?;
        match display_of(exception) {
            Ok(text) => s.0.errdisplay = text,
            Err(raised) => raised.clear(),
        }
        Ok(s)
    }

    fn of_object(object: &Object) -> Result<Snapshot, Failed> {
        let mut s = Snapshot::empty();
        let class = object
            .get_attr(id!(r#type))
            .map_err(|_| "exception snapshot missing 'type' attribute")?;
        s.fill_type(&class)
            .map_err(|_| "error while initializing exception type snapshot")?;
        let message = object
            .get_attr(interned!("msg"))
            .map_err(|_| "exception snapshot missing 'msg' attribute")?;
        s.0.msg = copied_object(&message).map_err(|_| "error while copying exception message")?;
        let display = object
            .get_attr(interned!("errdisplay"))
            .map_err(|_| "exception snapshot missing 'errdisplay' attribute")?;
        s.0.errdisplay =
            copied_object(&display).map_err(|_| "error while copying exception error display")?;
        Ok(s)
    }

    fn fill_type(&mut self, class: &Object) -> PyResult<()> {
        self.0.r#type.name = copied_object(&*class.get_attr(id!(__name__))?)?;
        self.0.r#type.qualname = copied_object(&*class.get_attr(id!(__qualname__))?)?;
        self.0.r#type.module = copied_object(&*class.get_attr(id!(__module__))?)?;
        Ok(())
    }

    /// "module.type: message", as far as that is known (`_PyXI_FormatExcInfo`).
    pub fn formatted(&self) -> Option<String> {
        let message = text(self.0.msg);
        let names = &self.0.r#type;
        let Some(name) = text(names.qualname).or(text(names.name)) else {
            return message;
        };
        let module = text(names.module).filter(|m| m != "builtins" && m != "__main__");
        let name = match module {
            Some(module) => format!("{module}.{name}"),
            None => name,
        };
        Some(match message {
            Some(message) => format!("{name}: {message}"),
            None => name,
        })
    }

    /// The message alone.
    pub fn message(&self) -> Option<String> {
        text(self.0.msg)
    }

    /// A namespace with `type`, `msg`, `formatted` and, if it is known, `errdisplay` (`_PyXI_ExcInfoAsObject`).
    pub fn to_object(&self) -> PyResult {
        let object = objects::namespace::new(None)?;
        let names = [
            (id!(__name__), self.0.r#type.name),
            (id!(__qualname__), self.0.r#type.qualname),
            (id!(__module__), self.0.r#type.module),
        ];
        let class = if names.iter().all(|(_, value)| value.is_null()) {
            none_ref()
        } else {
            let class = objects::namespace::new(None)?;
            for (name, value) in names {
                if let Some(value) = text(value) {
                    class.set_attr(name, &*Str::from_str(&value)?)?;
                }
            }
            class
        };
        object.set_attr(id!(r#type), &class)?;
        object.set_attr(interned!("msg"), &*or_none(text(self.0.msg))?)?;
        object.set_attr(interned!("formatted"), &*or_none(self.formatted())?)?;
        if let Some(display) = text(self.0.errdisplay) {
            object.set_attr(interned!("errdisplay"), &*Str::from_str(&display)?)?;
        }
        Ok(object)
    }

    /// Raises an exception of the class that says what this one did.
    pub fn raise_as(&self, class: &Type) -> Raised {
        let message = text(self.0.errdisplay).or(self.formatted());
        match or_none(message) {
            Ok(message) => exceptions::raise_object(class, &message),
            Err(raised) => raised,
        }
    }
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        let names = &self.0.r#type;
        for block in [
            names.name,
            names.qualname,
            names.module,
            self.0.msg,
            self.0.errdisplay,
        ] {
            // SAFETY: NULL or a block that `copied` made.
            unsafe { mem::free(Domain::Raw, block.cast_mut().cast()) };
        }
    }
}

fn or_none(text: Option<String>) -> PyResult {
    match text {
        Some(text) => Ok(Str::from_str(&text)?.upcast()),
        None => Ok(none_ref()),
    }
}

fn text(p: *const c_char) -> Option<String> {
    // SAFETY: NULL or a C string of ours.
    (!p.is_null()).then(|| unsafe { CStr::from_ptr(p) }.to_string_lossy().into_owned())
}

/// A copy of a string in a block of the raw domain.
pub fn copied(s: &Str) -> PyResult<*const c_char> {
    copied_text(s.as_utf8()?)
}

fn copied_text(text: &str) -> PyResult<*const c_char> {
    if text.as_bytes().contains(&0) {
        return Err(raise!(ValueError, "found embedded NULL character"));
    }
    let block: *mut u8 = mem::calloc(Domain::Raw, text.len() + 1, 1).cast();
    if block.is_null() {
        return Err(exceptions::no_memory());
    }
    // SAFETY: a block of this size, zeroed at its end.
    unsafe { block.copy_from_nonoverlapping(text.as_ptr(), text.len()) };
    Ok(block.cast_const().cast())
}

fn copied_object(o: &Object) -> PyResult<*const c_char> {
    match o.downcast::<Str>() {
        Some(s) => copied(s),
        None => Err(raise!(
            TypeError,
            "bad argument type for built-in operation"
        )),
    }
}

/// As `traceback.TracebackException` formats it, without the last newline.
fn display_of(exception: &Object) -> PyResult<*const c_char> {
    let class = import::import_attr("traceback", interned!("TracebackException"))?;
    let create = class.get_attr(interned!("from_exception"))?;
    let names = Tuple::from_slice(&[interned!("save_exc_type"), interned!("lookup_lines")])?;
    let no = py_bool(false);
    let shown = create.call_kw(&[exception, no, no], Some(&names))?;
    let lines = shown.call_method(id!(format), &[])?;
    let text = interned!("").join_iterable(&lines)?;
    let text = text.as_utf8()?;
    copied_text(text.strip_suffix('\n').unwrap_or(text))
}
