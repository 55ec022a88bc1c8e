//! `StringIO`: text in memory as a stream.
//!
//! While it is only written, one piece after the other, the text is a string that grows; as soon as anything else is asked it becomes
//! code points, for good.

use core::cell::{Cell, UnsafeCell};

use base::NextResult;
use layout::*;
use objects::clinic::*;
use objects::prelude::*;
use objects::unicode::Writer;
use objects::{owned_fields, slots};

use super::base_type::{self, STREAM};
use super::field::{Field, Head, HeadCell};
use super::newline::{self, LineEnd, NewlineDecoder};
use super::support::*;
use crate::heap_type::HeapType;

enum Text {
    Growing(Writer),
    CodePoints(Vec<u32>),
}

impl Text {
    fn len(&self) -> usize {
        match self {
            Text::Growing(w) => w.len(),
            Text::CodePoints(t) => t.len(),
        }
    }

    fn to_str(&self) -> PyResult<Ref<Str>> {
        match self {
            Text::Growing(w) => w.copy(),
            Text::CodePoints(t) => Str::from_code_points(t),
        }
    }

    fn code_points(&mut self) -> PyResult<&mut Vec<u32>> {
        if let Text::Growing(w) = self {
            let text = w.take()?;
            let mut t = Vec::new();
            if t.try_reserve_exact(text.len()).is_err() {
                w.push_str(&text)?;
                return Err(objects::exceptions::no_memory());
            }
            t.extend(text.iter_chars());
            *self = Text::CodePoints(t);
        }
        match self {
            Text::CodePoints(t) => Ok(t),
            Text::Growing(_) => Err(objects::exceptions::no_memory()),
        }
    }
}

#[repr(C)]
pub struct StringIoObject {
    head: HeadCell,
    // Zeroed memory is None for a box.
    text: UnsafeCell<Option<Box<Text>>>,
    pos: Cell<usize>,
    closed: Cell<bool>,
    newline: Field<Str>,
    decoder: Field<NewlineDecoder>,
}

object_view!(
    /// `_io.StringIO`.
    pub StringIo, StringIoObject, "_io.StringIO", |o| objects::type_::is_subtype_instance(o, &STRINGIO)
);
owned_fields!(StringIo, heap = true, [newline, decoder]);

impl StringIo {
    fn s(&self) -> &StringIoObject {
        // SAFETY: live; the fields are cells.
        unsafe { &*self.raw() }
    }

    /// Runs `f`, which runs no Python code, on the text as it is kept.
    fn with_text<R>(&self, f: impl FnOnce(&mut Text) -> PyResult<R>) -> PyResult<R> {
        critical_section!(**self);
        self.check_open()?;
        // SAFETY: nobody else is at it meanwhile.
        f(unsafe {
            (*self.s().text.get()).get_or_insert_with(|| Box::new(Text::Growing(Writer::new())))
        })
    }

    /// Runs `f`, which runs no Python code, on the text as code points.
    fn with<R>(&self, f: impl FnOnce(&mut Vec<u32>) -> PyResult<R>) -> PyResult<R> {
        self.with_text(|text| f(text.code_points()?))
    }

    fn check_open(&self) -> PyResult<()> {
        if self.s().closed.get() {
            return Err(raise!(ValueError, "I/O operation on closed file"));
        }
        Ok(())
    }

    fn line_end(&self) -> LineEnd {
        match self.s().newline.get() {
            None => LineEnd::Translated,
            Some(n) if n.eq_literal("\n") => LineEnd::Lf,
            Some(n) if n.eq_literal("\r") => LineEnd::Cr,
            Some(n) if n.eq_literal("\r\n") => LineEnd::CrLf,
            Some(_) => LineEnd::Universal,
        }
    }

    fn take(&self, n: isize, line: bool) -> PyResult<Ref<Str>> {
        let end = self.line_end();
        self.with(|t| {
            let rest = t.get(self.s().pos.get()..).unwrap_or(&[]);
            let mut n = usize::try_from(n).unwrap_or(rest.len()).min(rest.len());
            if line && let Some(e) = newline::find_in_code_points(&rest[..n], end) {
                n = e;
            }
            let text = Str::from_code_points(&rest[..n])?;
            self.s().pos.set(self.s().pos.get() + n);
            Ok(text)
        })
    }

    fn put(&self, text: &Str) -> PyResult<()> {
        let s = self.s();
        let mut new = match s.decoder.get() {
            Some(d) => d.feed(text, true)?,
            None => text.to_ref(),
        };
        if let Some(end) = s.newline.get().filter(|n| n.starts_with("\r")) {
            new = new.replace(Str::latin1_char(b'\n'), &end, -1)?;
        }
        self.with_text(|text| {
            let pos = s.pos.get();
            let end = pos.saturating_add(new.len());
            if new.is_empty() {
                return Ok(());
            }
            if let Text::Growing(w) = text
                && w.len() == pos
            {
                w.push_str(&new)?;
                s.pos.set(end);
                return Ok(());
            }
            let t = text.code_points()?;
            if t.try_reserve(end.saturating_sub(t.len())).is_err() {
                return Err(objects::exceptions::no_memory());
            }
            if pos == t.len() {
                t.extend(new.iter_chars());
            } else {
                if t.len() < end {
                    t.resize(end, 0);
                }
                for (to, c) in t[pos..end].iter_mut().zip(new.iter_chars()) {
                    *to = c;
                }
            }
            s.pos.set(end);
            Ok(())
        })
    }
}

/// The instance's dictionary, if it has one.
fn attributes(io: &StringIo) -> Option<Ref<Dict>> {
    // SAFETY: NULL or a dictionary.
    unsafe { Ref::from_borrowed_opt((*io.raw().cast::<Head>()).dict.cast::<PyDictObject>()) }
}

#[pymethods]
impl StringIo {
    /// Text in memory as a stream.
    #[init("StringIO(initial_value='', newline='\\n')")]
    fn init(
        &self,
        #[default(None)] initial_value: Option<&Object>,
        #[default(None)] newline: Option<&Object>,
    ) -> PyResult<()> {
        let s = self.s();
        let newline = match newline {
            None => Some(interned!("\n").to_ref()),
            Some(n) if is_none(n) => None,
            Some(n) => match n.downcast::<Str>() {
                Some(t) => Some(t.to_ref()),
                None => {
                    return Err(raise!(
                        TypeError,
                        "newline must be str or None, not {:.200}",
                        n.class().tp_name()
                    ));
                }
            },
        };
        if let Some(n) = &newline
            && !["", "\n", "\r", "\r\n"].iter().any(|x| n.eq_literal(x))
        {
            return Err(raise!(ValueError, "illegal newline value: {}", *n.repr()?));
        }
        let value = match initial_value.filter(|v| !is_none(v)) {
            None => None,
            Some(v) => match v.downcast::<Str>() {
                Some(t) => Some(t),
                None => {
                    return Err(raise!(
                        TypeError,
                        "initial_value must be str or None, not {:.200}",
                        v.class().tp_name()
                    ));
                }
            },
        };
        s.decoder.set(match &newline {
            None => Some(NewlineDecoder::make(None, true)?),
            Some(n) if n.is_empty() => Some(NewlineDecoder::make(None, false)?),
            Some(_) => None,
        });
        s.newline.set(newline);
        s.closed.set(false);
        s.pos.set(0);
        self.with_text(|text| {
            *text = Text::Growing(Writer::new());
            Ok(())
        })?;
        if let Some(v) = value {
            self.put(v)?;
        }
        s.pos.set(0);
        Ok(())
    }

    #[method("read(size=-1, /)")]
    fn read(&self, size: Option<&Object>) -> PyResult<Ref<Str>> {
        self.take(size_arg(size)?, false)
    }

    #[method("readline(size=-1, /)")]
    fn readline(&self, size: Option<&Object>) -> PyResult<Ref<Str>> {
        self.take(size_arg(size)?, true)
    }

    #[method("write(s, /)")]
    fn write(&self, s: &Object) -> PyResult<usize> {
        let Some(text) = s.downcast::<Str>() else {
            return Err(raise!(
                TypeError,
                "string argument expected, got '{}'",
                s.class().tp_name()
            ));
        };
        self.check_open()?;
        self.put(text)?;
        Ok(text.len())
    }

    #[method("getvalue()")]
    fn getvalue(&self) -> PyResult<Ref<Str>> {
        self.with_text(|text| text.to_str())
    }

    #[method("tell()")]
    fn tell(&self) -> PyResult<usize> {
        self.check_open().map(|()| self.s().pos.get())
    }

    #[method("seek(pos, whence=0, /)")]
    fn seek(&self, pos: isize, whence: i32) -> PyResult<usize> {
        self.with_text(|t| {
            let to = match whence {
                0 => match usize::try_from(pos) {
                    Ok(p) => p,
                    Err(_) => return Err(raise!(ValueError, "Negative seek position {pos}")),
                },
                1 | 2 if pos != 0 => {
                    return Err(raise!(OSError, "Can't do nonzero cur-relative seeks"));
                }
                1 => self.s().pos.get(),
                2 => t.len(),
                _ => {
                    return Err(raise!(
                        ValueError,
                        "Invalid whence ({whence}, should be 0, 1 or 2)"
                    ));
                }
            };
            self.s().pos.set(to);
            Ok(to)
        })
    }

    #[method("truncate(pos=None, /)")]
    fn truncate(&self, pos: Option<&Object>) -> PyResult<usize> {
        let size = match pos.filter(|s| !is_none(s)) {
            Some(s) => s.index_isize_overflow()?,
            None => self.s().pos.get() as isize,
        };
        if size < 0 {
            return Err(raise!(ValueError, "Negative size value {size}"));
        }
        self.with_text(|text| {
            if (size as usize) < text.len() {
                text.code_points()?.truncate(size as usize);
            }
            Ok(size as usize)
        })
    }

    #[method("close()")]
    fn close(&self) {
        critical_section!(**self);
        self.s().closed.set(true);
        // SAFETY: nobody else is at it meanwhile.
        drop(unsafe { (*self.s().text.get()).take() });
    }

    /// The text, how lines end, the position, and the attributes.
    #[method("__getstate__()")]
    fn getstate(&self) -> PyResult<Ref<Tuple>> {
        let value = self.getvalue()?;
        let newline = match self.s().newline.get() {
            Some(n) => n.upcast(),
            None => none_ref(),
        };
        let dict = match attributes(self) {
            Some(d) => d.copy()?.upcast(),
            None => none_ref(),
        };
        let pos = Long::from_usize(self.s().pos.get())?;
        Tuple::from_array([value.upcast(), newline, pos.upcast(), dict])
    }

    #[method("__setstate__(state, /)")]
    fn setstate(&self, state: &Object) -> PyResult<()> {
        self.check_open()?;
        let items = state
            .downcast::<Tuple>()
            .map(Tuple::as_slice)
            .unwrap_or(&[]);
        let &[value, newline, pos, dict, ..] = items else {
            return Err(raise!(
                TypeError,
                "{:.200}.__setstate__ argument should be 4-tuple, got {:.200}",
                self.class().tp_name(),
                state.class().tp_name()
            ));
        };
        self.init(Some(value), Some(newline))?;
        // the text stands as it was written: its line ends are not translated once more
        let text = value.downcast::<Str>().unwrap_or(Str::empty());
        self.with_text(|t| {
            let mut w = Writer::new();
            w.push_str(text)?;
            *t = Text::Growing(w);
            Ok(())
        })?;
        let Some(pos) = pos.downcast::<Long>() else {
            return Err(raise!(
                TypeError,
                "third item of state must be an integer, got {:.200}",
                pos.class().tp_name()
            ));
        };
        let pos = pos.as_isize()?;
        if pos < 0 {
            return Err(raise!(ValueError, "position value cannot be negative"));
        }
        self.s().pos.set(pos as usize);
        if is_none(dict) {
            return Ok(());
        }
        let Some(dict) = dict.downcast::<Dict>() else {
            return Err(raise!(
                TypeError,
                "fourth item of state should be a dict, got a {:.200}",
                dict.class().tp_name()
            ));
        };
        match attributes(self) {
            Some(own) => own.update(dict),
            None => {
                // SAFETY: NULL or a dictionary, owned by the object.
                unsafe { (*self.raw().cast::<Head>()).dict = dict.to_ref().into_ptr() };
                Ok(())
            }
        }
    }

    #[method("readable()")]
    fn readable(&self) -> PyResult<bool> {
        self.check_open().map(|()| true)
    }

    #[method("writable()")]
    fn writable(&self) -> PyResult<bool> {
        self.check_open().map(|()| true)
    }

    #[method("seekable()")]
    fn seekable(&self) -> PyResult<bool> {
        self.check_open().map(|()| true)
    }

    #[getter("closed")]
    fn closed(&self) -> bool {
        self.s().closed.get()
    }

    #[getter("line_buffering")]
    fn line_buffering(&self) -> PyResult<bool> {
        self.check_open().map(|()| false)
    }

    #[getter("newlines")]
    fn newlines(&self) -> PyResult {
        self.check_open()?;
        match self.s().decoder.get() {
            Some(d) => d.seen(),
            None => Ok(none_ref()),
        }
    }
}

extern "C" fn next(this: &StringIo) -> NextResult {
    NextResult::from(
        this.take(-1, true)
            .map(|line| (!line.is_empty()).then_some(line)),
    )
}

extern "C" fn dealloc(this: *mut StringIo) {
    // SAFETY: the count is zero; the fields are released once.
    unsafe {
        base_type::dealloc_stream(this.cast(), || {
            drop((*(*this).s().text.get()).take());
            (*this).s().newline.set(None);
            (*this).s().decoder.set(None);
        });
    }
}

pub static STRINGIO: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_io.StringIO".as_ptr(),
    tp_basicsize: size_of::<StringIoObject>() as isize,
    tp_doc: StringIo::DOC,
    tp_dealloc: slots::dealloc::<StringIo>(dealloc),
    tp_traverse: slots::traverse::<StringIo>(base_type::traverse_fields),
    tp_clear: slots::clear::<StringIo>(base_type::clear_fields),
    tp_iternext: slots::next(next),
    tp_methods: StringIo::METHODS,
    tp_getset: StringIo::GETSET,
    tp_init: Some(StringIo::INIT),
    tp_new: slots::GENERIC_NEW,
    ..STREAM
});
