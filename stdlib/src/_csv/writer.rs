//! `writer`: records joined to lines, which go to a file's `write`.

use core::mem::offset_of;

use layout::*;
use objects::abstract_::number;
use objects::clinic::*;
use objects::exceptions::{self, types};
use objects::owned;
use objects::prelude::*;

use crate::heap_type::HeapType;

use super::dialect::{self, Dialect, DialectObject, NOT_SET, Style};
use super::error;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct WriterObject {
    ob_base: PyObject,
    write: *mut PyObject,
    dialect: *mut PyObject,
}

object_view!(
    /// `_csv.writer`.
    pub Writer, WriterObject, "writer", |o| objects::type_::is_subtype_instance(o, &WRITER)
);
objects::owned_fields!(Writer, heap = true, [write, dialect]);

/// The line in the making.
struct Line<'a> {
    dialect: &'a DialectObject,
    end: &'a Str,
    text: Vec<u32>,
    fields: usize,
}

impl Line<'_> {
    fn add(&mut self, c: u32) -> PyResult<()> {
        if self.text.try_reserve(1).is_err() {
            return Err(exceptions::no_memory());
        }
        self.text.push(c);
        Ok(())
    }

    /// Appends a field; None is an empty one. A special character in it may make quotes necessary, which then stand around all.
    fn append(&mut self, field: Option<&Str>, mut quoted: bool) -> PyResult<()> {
        let d = self.dialect;
        let length = field.map_or(0, Str::len);
        if length == 0 && d.delimiter == u32::from(' ') && d.skipinitialspace {
            if d.quoting == Style::None
                || (field.is_none() && matches!(d.quoting, Style::Strings | Style::NotNull))
            {
                return Err(error(format_args!(
                    "empty field must be quoted if delimiter is a space and skipinitialspace is true"
                )));
            }
            quoted = true;
        }
        if self.fields > 0 {
            self.add(d.delimiter)?;
        }
        let start = self.text.len();
        for i in 0..length {
            let Some(c) = field.map(|f| f.char_at(i)) else {
                break;
            };
            let special = c == d.delimiter
                || c == d.escapechar
                || c == d.quotechar
                || c == u32::from('\n')
                || c == u32::from('\r')
                || (0..self.end.len()).any(|i| self.end.char_at(i) == c);
            if special {
                let mut escape = d.quoting == Style::None;
                if !escape {
                    if c == d.quotechar {
                        if d.doublequote {
                            self.add(d.quotechar)?;
                        } else {
                            escape = true;
                        }
                    } else if c == d.escapechar {
                        escape = true;
                    }
                    quoted |= !escape;
                }
                if escape {
                    if d.escapechar == NOT_SET {
                        return Err(error(format_args!("need to escape, but no escapechar set")));
                    }
                    self.add(d.escapechar)?;
                }
            }
            self.add(c)?;
        }
        if quoted {
            self.add(d.quotechar)?;
            self.add(d.quotechar)?;
            // the second belongs before the field
            self.text[start..].rotate_right(1);
        }
        self.fields += 1;
        Ok(())
    }
}

/// The arguments of `reader` and `writer`: a source or a target, and perhaps a dialect.
pub fn one_or_two(args: &Tuple) -> PyResult<(&Object, Option<&Object>)> {
    match args.as_slice() {
        [one] => Ok((one, None)),
        [one, two] => Ok((one, Some(two))),
        other => Err(raise!(
            TypeError,
            "expected {}, got {}",
            if other.is_empty() {
                "at least 1 argument"
            } else {
                "at most 2 arguments"
            },
            other.len()
        )),
    }
}

/// Return a writer object that will write user data on the given file object.
///
/// The "fileobj" argument can be any object that supports the file API. The optional "dialect" argument is a dialect or the name
/// of a registered one; "fmtparams" are options by name.
#[pyfunction(varargs, "writer(fileobj, /, dialect='excel', **fmtparams)")]
pub fn writer(args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let (file, base) = one_or_two(args)?;
    let dialect = dialect::make(base, kwargs)?;
    let write = match file.get_attr(id!(write)) {
        Ok(w) => Some(w).filter(|w| w.is_callable()),
        Err(raised) => {
            exceptions::clear_if(&types::AttributeError, raised)?;
            None
        }
    };
    let Some(write) = write else {
        return Err(raise!(TypeError, "argument 1 must have a \"write\" method"));
    };
    let this = owned::alloc::<Writer>(WRITER.live()?)?;
    // SAFETY: fresh.
    unsafe {
        (*this.raw()).write = write.into_ptr();
        (*this.raw()).dialect = dialect.into_ptr().cast();
    }
    Ok(this.upcast())
}

#[pymethods]
impl Writer {
    /// Construct and write a CSV record from an iterable of fields.
    ///
    /// Non-string elements will be converted to string.
    #[method("writerow(row, /)")]
    fn writerow(&self, row: &Object) -> PyResult {
        // SAFETY: both fields are set for the writer's life, unless the collector has cleared it.
        let (write, dialect) = unsafe {
            match (
                owned::get_field(&raw mut (*self.raw()).write),
                owned::get_field(&raw mut (*self.raw()).dialect),
            ) {
                (Some(w), Some(d)) => (w, d.downcast_into_unchecked::<Dialect>()),
                _ => return Err(error(format_args!("the writer is gone"))),
            }
        };
        let d = dialect.options();
        let fields = row.iter().map_err(|raised| {
            if exceptions::matches(&types::TypeError) {
                raised.clear();
                return error(format_args!(
                    "iterable expected, not {}",
                    row.class().tp_name()
                ));
            }
            raised
        })?;
        let mut line = Line {
            dialect: d,
            end: dialect.lineterminator(),
            text: Vec::new(),
            fields: 0,
        };
        let mut last_was_none = false;
        while let Some(field) = owned::next(&fields)? {
            let text = field.downcast::<Str>();
            last_was_none = is_none(&field);
            let quoted = match d.quoting {
                Style::NonNumeric => !number::is_number(&field),
                Style::All => true,
                Style::Strings => text.is_some(),
                Style::NotNull => !last_was_none,
                Style::Minimal | Style::None => false,
            };
            if let Some(text) = text {
                line.append(Some(text), quoted)?;
            } else if last_was_none {
                line.append(None, quoted)?;
            } else {
                line.append(Some(&*field.str()?), quoted)?;
            }
        }
        if line.fields > 0 && line.text.is_empty() {
            if d.quoting == Style::None
                || (last_was_none && matches!(d.quoting, Style::Strings | Style::NotNull))
            {
                return Err(error(format_args!(
                    "single empty field record must be quoted"
                )));
            }
            line.fields -= 1;
            line.append(None, true)?;
        }
        for i in 0..line.end.len() {
            line.add(line.end.char_at(i))?;
        }
        write.call(&[&*Str::from_code_points(&line.text)?])
    }

    /// Construct and write a series of iterables to a csv file.
    ///
    /// Non-string elements will be converted to string.
    #[method("writerows(rows, /)")]
    fn writerows(&self, rows: &Object) -> PyResult<()> {
        let rows = rows.iter()?;
        while let Some(row) = owned::next(&rows)? {
            self.writerow(&row)?;
        }
        Ok(())
    }
}

static mut MEMBERS: [PyMemberDef; 2] = [
    PyMemberDef {
        name: c"dialect".as_ptr(),
        r#type: _Py_T_OBJECT,
        offset: offset_of!(WriterObject, dialect) as isize,
        flags: Py_READONLY,
        doc: core::ptr::null(),
    },
    // SAFETY: all-zero ends the table.
    unsafe { zeroed() },
];

pub static WRITER: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_csv.writer".as_ptr(),
    tp_basicsize: size_of::<WriterObject>() as isize,
    tp_dealloc: objects::slots::dealloc::<Writer>(owned::dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC
        | Py_TPFLAGS_BASETYPE
        | Py_TPFLAGS_IMMUTABLETYPE
        | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    tp_doc: c"CSV writer\n\nWrites records of separated values to a file.".as_ptr(),
    tp_traverse: objects::slots::traverse::<Writer>(owned::traverse),
    tp_clear: objects::slots::clear::<Writer>(owned::clear),
    tp_methods: Writer::METHODS,
    tp_members: (&raw mut MEMBERS).cast(),
    ..Type::EMPTY
});
