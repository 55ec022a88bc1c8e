//! `reader`: an iterator over records, fed by an iterator over lines.
//!
//! The record in the making is local to `__next__`: the line iterator is Python code and may come back here, which the count of
//! turns then tells.

use core::mem::offset_of;
use core::sync::atomic::Ordering;

use layout::*;
use objects::clinic::*;
use objects::owned;
use objects::prelude::*;

use crate::heap_type::HeapType;

use super::dialect::{self, Dialect, DialectObject, Style};
use super::{error, field_limit};

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    StartRecord,
    StartField,
    Escaped,
    InField,
    InQuoted,
    EscapedInQuoted,
    QuoteInQuoted,
    EatNewline,
    AfterEscapedNewline,
}

/// A character of the input, or the end of what the iterator gave at once.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Input {
    Char(u32),
    End,
}

impl Input {
    fn is_newline(self) -> bool {
        matches!(self, Input::Char(0x0a | 0x0d))
    }

    fn ends_line(self) -> bool {
        self == Input::End || self.is_newline()
    }
}

/// The record in the making.
struct Record {
    fields: Ref<List>,
    field: Vec<u32>,
    state: State,
    /// Has the field begun without a quote?
    unquoted: bool,
}

impl Record {
    fn new() -> PyResult<Record> {
        Ok(Record {
            fields: List::new()?,
            field: Vec::new(),
            state: State::StartRecord,
            unquoted: false,
        })
    }

    fn add(&mut self, c: u32) -> PyResult<()> {
        let limit = field_limit().load(Ordering::Relaxed);
        if self.field.len() as isize >= limit {
            return Err(error(format_args!(
                "field larger than field limit ({limit})"
            )));
        }
        if self.field.try_reserve(1).is_err() {
            return Err(objects::exceptions::no_memory());
        }
        self.field.push(c);
        Ok(())
    }

    fn save(&mut self, d: &DialectObject) -> PyResult<()> {
        let empty = self.field.is_empty();
        let value = if self.unquoted
            && empty
            && matches!(d.quoting, Style::NotNull | Style::Strings)
        {
            none_ref()
        } else {
            let text = Str::from_code_points(&self.field)?;
            self.field.clear();
            if self.unquoted && !empty && matches!(d.quoting, Style::NonNumeric | Style::Strings) {
                objects::float::from_object(&text)?.upcast()
            } else {
                text.upcast()
            }
        };
        self.fields.push_owned(value)
    }

    /// Saves the field at the end of a line.
    fn end_line(&mut self, d: &DialectObject, input: Input) -> PyResult<()> {
        self.save(d)?;
        self.state = if input == Input::End {
            State::StartRecord
        } else {
            State::EatNewline
        };
        Ok(())
    }

    fn take(&mut self, d: &DialectObject, input: Input) -> PyResult<()> {
        let is = |c: u32| input == Input::Char(c);
        match self.state {
            State::StartRecord if input == Input::End => {}
            State::StartRecord if input.is_newline() => self.state = State::EatNewline,
            State::StartRecord | State::StartField => {
                self.state = State::StartField;
                self.unquoted = true;
                match input {
                    _ if input.ends_line() => self.end_line(d, input)?,
                    _ if is(d.quotechar) && d.quoting != Style::None => {
                        self.unquoted = false;
                        self.state = State::InQuoted;
                    }
                    _ if is(d.escapechar) => self.state = State::Escaped,
                    _ if is(' '.into()) && d.skipinitialspace => {}
                    _ if is(d.delimiter) => self.save(d)?,
                    Input::Char(c) => {
                        self.add(c)?;
                        self.state = State::InField;
                    }
                    Input::End => {}
                }
            }
            State::Escaped => match input {
                Input::Char(c) => {
                    self.add(c)?;
                    self.state = if input.is_newline() {
                        State::AfterEscapedNewline
                    } else {
                        State::InField
                    };
                }
                Input::End => {
                    self.add('\n'.into())?;
                    self.state = State::InField;
                }
            },
            State::AfterEscapedNewline if input == Input::End => {}
            State::AfterEscapedNewline | State::InField => match input {
                _ if input.ends_line() => self.end_line(d, input)?,
                _ if is(d.escapechar) => self.state = State::Escaped,
                _ if is(d.delimiter) => {
                    self.save(d)?;
                    self.state = State::StartField;
                }
                Input::Char(c) => self.add(c)?,
                Input::End => {}
            },
            State::InQuoted => match input {
                Input::End => {}
                _ if is(d.escapechar) => self.state = State::EscapedInQuoted,
                _ if is(d.quotechar) && d.quoting != Style::None => {
                    self.state = if d.doublequote {
                        State::QuoteInQuoted
                    } else {
                        State::InField
                    };
                }
                Input::Char(c) => self.add(c)?,
            },
            State::EscapedInQuoted => {
                self.add(match input {
                    Input::Char(c) => c,
                    Input::End => '\n'.into(),
                })?;
                self.state = State::InQuoted;
            }
            State::QuoteInQuoted => match input {
                Input::Char(c) if c == d.quotechar && d.quoting != Style::None => {
                    self.add(c)?;
                    self.state = State::InQuoted;
                }
                _ if is(d.delimiter) => {
                    self.save(d)?;
                    self.state = State::StartField;
                }
                _ if input.ends_line() => self.end_line(d, input)?,
                Input::Char(c) if !d.strict => {
                    self.add(c)?;
                    self.state = State::InField;
                }
                _ => {
                    let shown = |c: u32| char::from_u32(c).unwrap_or(char::REPLACEMENT_CHARACTER);
                    return Err(error(format_args!(
                        "'{}' expected after '{}'",
                        shown(d.delimiter),
                        shown(d.quotechar)
                    )));
                }
            },
            State::EatNewline => match input {
                _ if input.is_newline() => {}
                Input::End => self.state = State::StartRecord,
                Input::Char(_) => {
                    return Err(error(format_args!(
                        "new-line character seen in unquoted field - \
                         do you need to open the file with newline=''?"
                    )));
                }
            },
        }
        Ok(())
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct ReaderObject {
    ob_base: PyObject,
    input: *mut PyObject,
    dialect: *mut PyObject,
    line_num: core::ffi::c_ulong,
    /// Counts the records begun: another one begun while a line is waited for ends the first.
    turn: u64,
}

object_view!(
    /// `_csv.reader`.
    pub Reader, ReaderObject, "reader", |o| objects::type_::is_subtype_instance(o, &READER)
);
objects::owned_fields!(Reader, heap = true, [input, dialect]);

/// Return a reader object that will process lines from the given iterable.
///
/// The "iterable" argument can be any object that returns a line of input for each iteration, such as a file object or a list.
/// The optional "dialect" argument is a dialect or the name of a registered one; "fmtparams" are options by name.
///
/// The returned object is an iterator.  Each iteration returns a row of the CSV file (which can span multiple input lines).
#[pyfunction(varargs, "reader(iterable, /, dialect='excel', **fmtparams)")]
pub fn reader(args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let (source, base) = super::writer::one_or_two(args)?;
    let input = source.iter()?;
    let dialect = dialect::make(base, kwargs)?;
    let this = owned::alloc::<Reader>(READER.live()?)?;
    // SAFETY: fresh.
    unsafe {
        (*this.raw()).input = input.into_ptr();
        (*this.raw()).dialect = dialect.into_ptr().cast();
    }
    Ok(this.upcast())
}

impl Reader {
    extern "C" fn iternext(this: &Reader) -> base::NextResult {
        this.advance().into()
    }

    fn advance(&self) -> PyResult<Option<Ref>> {
        // SAFETY: both fields are set for the reader's life, unless the collector has cleared it.
        let (input, dialect) = unsafe {
            let r = self.raw();
            (*r).turn += 1;
            match (
                owned::get_field(&raw mut (*r).input),
                owned::get_field(&raw mut (*r).dialect),
            ) {
                (Some(i), Some(d)) => (i, d.downcast_into_unchecked::<Dialect>()),
                _ => return Ok(None),
            }
        };
        // SAFETY: a plain number.
        let turn = unsafe { (*self.raw()).turn };
        let d = dialect.options();
        let mut record = Record::new()?;
        loop {
            let Some(line) = owned::next(&input)? else {
                if record.field.is_empty() && record.state != State::InQuoted {
                    return Ok(None);
                }
                if d.strict {
                    return Err(error(format_args!("unexpected end of data")));
                }
                record.save(d)?;
                break;
            };
            let Some(line) = line.downcast::<Str>() else {
                return Err(error(format_args!(
                    "iterator should return strings, not {} (the file should be opened in text mode)",
                    line.class().tp_name()
                )));
            };
            // SAFETY: plain numbers.
            unsafe {
                if (*self.raw()).turn != turn {
                    return Err(error(format_args!(
                        "iterator has already advanced the reader"
                    )));
                }
                (*self.raw()).line_num += 1;
            }
            for i in 0..line.len() {
                record.take(d, Input::Char(line.char_at(i)))?;
            }
            record.take(d, Input::End)?;
            if record.state == State::StartRecord {
                break;
            }
        }
        Ok(Some(record.fields.upcast()))
    }
}

static mut MEMBERS: [PyMemberDef; 3] = [
    PyMemberDef {
        name: c"dialect".as_ptr(),
        r#type: _Py_T_OBJECT,
        offset: offset_of!(ReaderObject, dialect) as isize,
        flags: Py_READONLY,
        doc: core::ptr::null(),
    },
    PyMemberDef {
        name: c"line_num".as_ptr(),
        r#type: Py_T_ULONG,
        offset: offset_of!(ReaderObject, line_num) as isize,
        flags: Py_READONLY,
        doc: core::ptr::null(),
    },
    // SAFETY: all-zero ends the table.
    unsafe { zeroed() },
];

pub static READER: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_csv.reader".as_ptr(),
    tp_basicsize: size_of::<ReaderObject>() as isize,
    tp_dealloc: objects::slots::dealloc::<Reader>(owned::dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC
        | Py_TPFLAGS_BASETYPE
        | Py_TPFLAGS_IMMUTABLETYPE
        | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    tp_doc: c"CSV reader\n\nReads records of separated values from an iterator over lines."
        .as_ptr(),
    tp_traverse: objects::slots::traverse::<Reader>(owned::traverse),
    tp_clear: objects::slots::clear::<Reader>(owned::clear),
    tp_iter: objects::slots::SELF_ITER,
    tp_iternext: objects::slots::next(Reader::iternext),
    tp_members: (&raw mut MEMBERS).cast(),
    ..Type::EMPTY
});
