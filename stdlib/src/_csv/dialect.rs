//! `Dialect`: the options of a CSV format, checked once and then never changed.

use core::mem::offset_of;

use layout::*;
use objects::clinic::*;
use objects::owned;
use objects::prelude::*;
use objects::repr::full_name;

use crate::heap_type::HeapType;

use super::registered;

/// When fields are quoted.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(i32)]
pub enum Style {
    Minimal,
    All,
    NonNumeric,
    None,
    Strings,
    NotNull,
}

pub const STYLES: &[(&str, Style)] = &[
    ("QUOTE_MINIMAL", Style::Minimal),
    ("QUOTE_ALL", Style::All),
    ("QUOTE_NONNUMERIC", Style::NonNumeric),
    ("QUOTE_NONE", Style::None),
    ("QUOTE_STRINGS", Style::Strings),
    ("QUOTE_NOTNULL", Style::NotNull),
];

/// No character: it equals none of a text.
pub const NOT_SET: u32 = u32::MAX;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct DialectObject {
    ob_base: PyObject,
    pub doublequote: bool,
    pub skipinitialspace: bool,
    pub strict: bool,
    pub quoting: Style,
    pub delimiter: u32,
    pub quotechar: u32,
    pub escapechar: u32,
    lineterminator: *mut PyObject,
}

object_view!(
    /// `_csv.Dialect`.
    pub Dialect, DialectObject, "Dialect", |o| objects::type_::is_subtype_instance(o, &DIALECT)
);
objects::owned_fields!(Dialect, heap = true, [lineterminator]);

impl Dialect {
    /// The options.
    pub fn options(&self) -> &DialectObject {
        // SAFETY: live; the options never change.
        unsafe { &*self.raw() }
    }

    pub fn lineterminator(&self) -> &Str {
        // SAFETY: set when the dialect was made, and held by it.
        unsafe { Object::from_ptr(self.options().lineterminator).downcast_unchecked() }
    }
}

/// A dialect from another (an object with its attributes, or a registered name) and options by name.
pub fn make(base: Option<&Object>, options: Option<&Dict>) -> PyResult<Ref<Dialect>> {
    let args = match base {
        Some(base) => Tuple::from_slice(&[base])?,
        None => Tuple::empty().to_ref(),
    };
    let made = objects::abstract_::call::call_tuple(DIALECT.live()?, &args, options)?;
    // SAFETY: the type makes its instances, or gives an instance back.
    Ok(unsafe { made.downcast_into_unchecked() })
}

fn character(
    name: &str,
    value: Option<&Object>,
    default: u32,
    none_allowed: bool,
) -> PyResult<u32> {
    let Some(value) = value else {
        return Ok(default);
    };
    if none_allowed && is_none(value) {
        return Ok(NOT_SET);
    }
    let what = if none_allowed {
        "a unicode character or None"
    } else {
        "a unicode character"
    };
    match value.downcast::<Str>() {
        None => Err(wrong_type(name, what, value)),
        Some(s) if s.len() == 1 => Ok(s.char_at(0)),
        Some(s) => Err(raise!(
            TypeError,
            "\"{}\" must be {}, not a string of length {}",
            name,
            what,
            s.len()
        )),
    }
}

/// `"NAME" must be WHAT, not TYPE`.
fn wrong_type(name: &str, what: &str, value: &Object) -> Raised {
    raise!(
        TypeError,
        "\"{}\" must be {}, not {}",
        name,
        what,
        full_name(value.class())
    )
}

fn flag(value: Option<&Object>, default: bool) -> PyResult<bool> {
    value.map_or(Ok(default), |v| v.is_true())
}

fn style(value: Option<&Object>) -> PyResult<Style> {
    let Some(value) = value else {
        return Ok(Style::Minimal);
    };
    let Some(number) = value.downcast::<Long>().filter(|n| n.is_exact()) else {
        return Err(wrong_type("quoting", "an integer", value));
    };
    let number = number.as_i32()?;
    STYLES
        .iter()
        .find(|(_, style)| *style as i32 == number)
        .map(|(_, style)| *style)
        .ok_or_else(|| raise!(TypeError, "bad \"quoting\" value"))
}

/// A special character may not end lines, nor be a space where spaces are skipped.
fn check(name: &str, c: u32, end: &Str, space_allowed: bool) -> PyResult<()> {
    let is = |ch: char| c == u32::from(ch);
    if is('\r') || is('\n') || (is(' ') && !space_allowed) {
        return Err(raise!(ValueError, "bad {} value", name));
    }
    if (0..end.len()).any(|i| end.char_at(i) == c) {
        return Err(raise!(ValueError, "bad {} or lineterminator value", name));
    }
    Ok(())
}

#[pymethods]
impl Dialect {
    /// CSV dialect
    ///
    /// The Dialect type records CSV parsing and generation options.
    #[new(
        "Dialect(dialect=None, delimiter=',', doublequote=True, escapechar=None, lineterminator='\\r\\n', quotechar='\"', quoting=0, skipinitialspace=False, strict=False)",
        nosig
    )]
    fn new(
        cls: &Type,
        #[default(None)] dialect: Option<&Object>,
        #[default(None)] delimiter: Option<&Object>,
        #[default(None)] doublequote: Option<&Object>,
        #[default(None)] escapechar: Option<&Object>,
        #[default(None)] lineterminator: Option<&Object>,
        #[default(None)] quotechar: Option<&Object>,
        #[default(None)] quoting: Option<&Object>,
        #[default(None)] skipinitialspace: Option<&Object>,
        #[default(None)] strict: Option<&Object>,
    ) -> PyResult {
        let given = [
            delimiter,
            doublequote,
            escapechar,
            lineterminator,
            quotechar,
            quoting,
            skipinitialspace,
            strict,
        ];
        let base = match dialect {
            Some(d) if d.downcast::<Str>().is_some() => Some(registered(d)?),
            other => other.map(Object::to_ref),
        };
        if let Some(d) = &base
            && d.downcast::<Dialect>().is_some()
            && given.iter().all(Option::is_none)
        {
            return Ok(d.clone());
        }
        // What is not given is the base's, if it has it.
        let names = [
            "delimiter",
            "doublequote",
            "escapechar",
            "lineterminator",
            "quotechar",
            "quoting",
            "skipinitialspace",
            "strict",
        ];
        let mut held: [Option<Ref>; 8] = given.map(|g| g.map(Object::to_ref));
        if let Some(d) = &base {
            for (value, name) in held.iter_mut().zip(names) {
                if value.is_none() {
                    match d.get_attr(&*Str::from_str(name)?) {
                        Ok(v) => *value = Some(v),
                        Err(raised) => raised.clear(),
                    }
                }
            }
        }
        let [
            delimiter,
            doublequote,
            escapechar,
            lineterminator,
            quotechar,
            quoting,
            skip,
            strict,
        ] = held.each_ref().map(Option::as_deref);
        let delimiter = character("delimiter", delimiter, ','.into(), false)?;
        let doublequote = flag(doublequote, true)?;
        let escapechar = character("escapechar", escapechar, NOT_SET, true)?;
        let end = match lineterminator {
            None => Str::from_str("\r\n")?,
            Some(t) => match t.downcast::<Str>() {
                Some(s) => s.to_ref(),
                None => return Err(wrong_type("lineterminator", "a string", t)),
            },
        };
        let quote = character("quotechar", quotechar, '"'.into(), true)?;
        let mut style = style(quoting)?;
        let skip = flag(skip, false)?;
        let strict = flag(strict, false)?;
        if quotechar.is_some_and(is_none) && quoting.is_none() {
            style = Style::None;
        }
        if style != Style::None && quote == NOT_SET {
            return Err(raise!(
                TypeError,
                "quotechar must be set if quoting enabled"
            ));
        }
        check("delimiter", delimiter, &end, true)?;
        check("escapechar", escapechar, &end, !skip)?;
        check("quotechar", quote, &end, !skip)?;
        for (one, other, a, b) in [
            ("delimiter", "escapechar", delimiter, escapechar),
            ("delimiter", "quotechar", delimiter, quote),
            ("escapechar", "quotechar", escapechar, quote),
        ] {
            if a == b && a != NOT_SET {
                return Err(raise!(ValueError, "bad {} or {} value", one, other));
            }
        }
        let this = owned::alloc::<Dialect>(cls)?;
        // SAFETY: fresh.
        unsafe {
            let d = this.raw();
            (*d).doublequote = doublequote;
            (*d).skipinitialspace = skip;
            (*d).strict = strict;
            (*d).quoting = style;
            (*d).delimiter = delimiter;
            (*d).quotechar = quote;
            (*d).escapechar = escapechar;
            (*d).lineterminator = end.into_ptr().cast();
        }
        Ok(this.upcast())
    }

    /// raises an exception to avoid pickling
    #[method(varargs, "__reduce__")]
    fn reduce(&self, args: &Tuple) -> PyResult {
        let _ = args;
        Err(raise!(
            TypeError,
            "cannot pickle '{}' instances",
            self.class().name()
        ))
    }

    /// raises an exception to avoid pickling
    #[method(varargs, "__reduce_ex__")]
    fn reduce_ex(&self, args: &Tuple) -> PyResult {
        self.reduce(args)
    }

    #[getter("delimiter")]
    fn delimiter(&self) -> PyResult {
        character_object(self.options().delimiter)
    }

    #[getter("escapechar")]
    fn escapechar(&self) -> PyResult {
        character_object(self.options().escapechar)
    }

    #[getter("lineterminator")]
    fn get_lineterminator(&self) -> Ref<Str> {
        self.lineterminator().to_ref()
    }

    #[getter("quotechar")]
    fn quotechar(&self) -> PyResult {
        character_object(self.options().quotechar)
    }

    #[getter("quoting")]
    fn quoting(&self) -> i32 {
        self.options().quoting as i32
    }
}

fn character_object(c: u32) -> PyResult {
    if c == NOT_SET {
        return Ok(none_ref());
    }
    Ok(Str::from_code_points(&[c])?.upcast())
}

const fn boolean(name: &'static core::ffi::CStr, offset: usize) -> PyMemberDef {
    PyMemberDef {
        name: name.as_ptr(),
        r#type: Py_T_BOOL,
        offset: offset as isize,
        flags: Py_READONLY,
        doc: core::ptr::null(),
    }
}

static mut MEMBERS: [PyMemberDef; 4] = [
    boolean(
        c"skipinitialspace",
        offset_of!(DialectObject, skipinitialspace),
    ),
    boolean(c"doublequote", offset_of!(DialectObject, doublequote)),
    boolean(c"strict", offset_of!(DialectObject, strict)),
    // SAFETY: all-zero ends the table.
    unsafe { zeroed() },
];

pub static DIALECT: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_csv.Dialect".as_ptr(),
    tp_basicsize: size_of::<DialectObject>() as isize,
    tp_dealloc: objects::slots::dealloc::<Dialect>(owned::dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_IMMUTABLETYPE,
    tp_doc: Dialect::DOC,
    tp_traverse: objects::slots::traverse::<Dialect>(owned::traverse),
    tp_methods: Dialect::METHODS,
    tp_members: (&raw mut MEMBERS).cast(),
    tp_getset: Dialect::GETSET,
    tp_new: Some(Dialect::NEW),
    ..Type::EMPTY
});
