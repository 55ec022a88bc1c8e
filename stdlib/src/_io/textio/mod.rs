//! `TextIOWrapper`: text over a buffered stream.
//!
//! What is written is encoded at once and kept in `pending` until there is a chunk of it. What is read comes in chunks, decoded
//! into `decoded`, of which `used` characters have been given out.
//!
//! Here are the struct and its codec; `reading` decodes and finds lines, `methods` is what Python sees, `position` tells and seeks.

mod methods;
mod position;
mod reading;

use core::cell::{Cell, UnsafeCell};

use base::NextResult;
use layout::*;
use objects::clinic::*;
use objects::prelude::*;
use objects::{codecs, owned_fields, slots};

use super::base_type::{self, STREAM};
use super::field::{Field, HeadCell};
use super::newline::{LineEnd, NewlineDecoder};
use super::support::*;
use crate::heap_type::HeapType;

const CHUNK: usize = 8192;

#[repr(C)]
pub struct TextIoObject {
    head: HeadCell,
    ok: Cell<bool>,
    detached: Cell<bool>,
    line_buffering: Cell<bool>,
    write_through: Cell<bool>,
    universal: Cell<bool>,
    translate: Cell<bool>,
    /// Text of ASCII alone needs no encoder.
    ascii_compatible: Cell<bool>,
    utf8_strict: Cell<bool>,
    finalizing: Cell<bool>,
    chunk: Cell<usize>,
    used: Cell<usize>,
    /// Characters of `decoded` that are older than the last chunk.
    prefix: Cell<usize>,
    seekable: Cell<bool>,
    /// May the position be asked for? Not while lines are iterated over.
    telling: Cell<bool>,
    bytes_per_char: Cell<f64>,
    buffer: Field,
    encoding: Field<Str>,
    errors: Field<Str>,
    newline: Field<Str>,
    encoder: Field,
    decoder: Field,
    decoded: Field<Str>,
    /// The decoder's flags before the last chunk, and the bytes that it had to decode since.
    snapshot: Field<Tuple>,
    #[allow(
        clippy::box_collection,
        reason = "zeroed memory is None for a box, not for a vector"
    )]
    pending: UnsafeCell<Option<Box<Vec<u8>>>>,
}

object_view!(
    /// `_io.TextIOWrapper`.
    pub TextIo, TextIoObject, "_io.TextIOWrapper", |o| objects::type_::is_subtype_instance(o, &TEXTIOWRAPPER)
);
owned_fields!(
    TextIo,
    heap = true,
    [
        buffer, encoding, errors, newline, encoder, decoder, decoded, snapshot
    ]
);

fn locale_encoding() -> PyResult<Ref<Str>> {
    // SAFETY: the C library's own string, copied at once.
    let name = unsafe { core::ffi::CStr::from_ptr(libc::nl_langinfo(libc::CODESET)) };
    let name = name.to_string_lossy();
    Str::from_str(if name.is_empty() { "utf-8" } else { &name })
}

fn check_newline(newline: Option<&str>) -> PyResult<()> {
    match newline {
        None | Some("" | "\n" | "\r" | "\r\n") => Ok(()),
        Some(other) => Err(raise!(ValueError, "illegal newline value: {other}")),
    }
}

/// A name that C can have.
fn check_name(name: &Str) -> PyResult<()> {
    if name.as_utf8()?.contains('\0') {
        return Err(raise!(ValueError, "embedded null character"));
    }
    Ok(())
}

/// In development mode an error handler must exist from the start.
fn check_errors(errors: &Str) -> PyResult<()> {
    // SAFETY: attached; words of the interpreter.
    let checks = unsafe {
        let interp = base::tstate::interp();
        (*interp).config.dev_mode != 0 && !(*interp).unicode.fs_codec.encoding.is_null()
    };
    if checks {
        codecs::lookup_error(errors.as_utf8()?)?;
    }
    Ok(())
}

impl TextIo {
    fn s(&self) -> &TextIoObject {
        // SAFETY: live; the fields are cells.
        unsafe { &*self.raw() }
    }

    fn stream(&self) -> PyResult {
        let s = self.s();
        match s.buffer.get() {
            Some(b) if s.ok.get() => Ok(b),
            _ if s.detached.get() => Err(raise!(ValueError, "underlying buffer has been detached")),
            _ => Err(raise!(ValueError, "I/O operation on uninitialized object")),
        }
    }

    fn open_stream(&self) -> PyResult {
        let b = self.stream()?;
        if is_closed(&b)? {
            return Err(closed_file());
        }
        Ok(b)
    }

    /// Runs `f`, which runs no Python code, on the bytes to be written.
    fn with_pending<R>(&self, f: impl FnOnce(&mut Vec<u8>) -> R) -> R {
        critical_section!(**self);
        // SAFETY: nobody else is at them meanwhile.
        f(unsafe { (*self.s().pending.get()).get_or_insert_with(Box::default) })
    }

    fn write_pending(&self) -> PyResult<()> {
        let bytes = self.with_pending(core::mem::take);
        if bytes.is_empty() {
            return Ok(());
        }
        let data = Bytes::from_slice(&bytes)?;
        call_retrying(&*self.stream()?, interned!("write"), &[&data])?;
        Ok(())
    }

    fn set_newline(&self, newline: Option<&str>) -> PyResult<()> {
        let s = self.s();
        s.newline.set(match newline {
            Some(n) => Some(Str::from_str(n)?),
            None => None,
        });
        s.universal.set(matches!(newline, None | Some("")));
        s.translate.set(newline.is_none());
        Ok(())
    }

    fn line_end(&self) -> LineEnd {
        let s = self.s();
        if s.translate.get() {
            return LineEnd::Translated;
        }
        match s.newline.get() {
            Some(n) if n.eq_literal("\n") => LineEnd::Lf,
            Some(n) if n.eq_literal("\r") => LineEnd::Cr,
            Some(n) if n.eq_literal("\r\n") => LineEnd::CrLf,
            _ => LineEnd::Universal,
        }
    }

    /// Makes encoder and decoder, as far as the stream can be written and read.
    fn set_codec(&self, buffer: &Object, encoding: &Str, errors: &Str) -> PyResult<()> {
        let s = self.s();
        let info = codecs::lookup_text(encoding.as_utf8()?, "codecs.open()")?;
        if call_true(buffer, interned!("readable"))? {
            let mut d = info.call_method(interned!("incrementaldecoder"), &[errors])?;
            if s.universal.get() {
                d = NewlineDecoder::make(Some(&d), s.translate.get())?.upcast();
            }
            s.decoder.set(Some(d));
        }
        if call_true(buffer, interned!("writable"))? {
            let e = info.call_method(interned!("incrementalencoder"), &[errors])?;
            if call_true(buffer, interned!("seekable"))? {
                let at = buffer.call_method(interned!("tell"), &[])?;
                if at.is_true()? {
                    e.call_method(interned!("setstate"), &[Long::small(0)])?;
                }
            }
            let name = info.get_attr_opt(interned!("name"))?;
            let name = name.as_deref().and_then(|n| n.downcast::<Str>());
            let is = |text: &str| name.is_some_and(|n| n.eq_literal(text));
            s.ascii_compatible
                .set(is("utf-8") || is("ascii") || is("iso8859-1"));
            s.utf8_strict
                .set(is("utf-8") && errors.eq_literal("strict"));
            s.encoder.set(Some(e));
        }
        s.encoding.set(Some(encoding.to_ref()));
        s.errors.set(Some(errors.to_ref()));
        Ok(())
    }
}

extern "C" fn next(this: &TextIo) -> NextResult {
    let s = this.s();
    s.telling.set(false);
    let line = if this.is_exactly(TEXTIOWRAPPER.as_mut_ptr()) {
        this.read_line(-1)
    } else {
        this.call_method(interned!("readline"), &[])
            .and_then(|line| {
                line.downcast_into::<Str>().map_err(|other| {
                    raise!(
                        OSError,
                        "readline() should have returned a str object, not '{:.200}'",
                        other.class().tp_name()
                    )
                })
            })
    };
    NextResult::from(line.map(|line| {
        if line.is_empty() {
            s.snapshot.set(None);
            s.telling.set(s.seekable.get());
            None
        } else {
            Some(line)
        }
    }))
}

extern "C" fn repr(this: &TextIo) -> PyResult {
    if !this.s().ok.get() && !this.s().detached.get() {
        return Err(raise!(ValueError, "I/O operation on uninitialized object"));
    }
    let encoding = match this.s().encoding.get() {
        Some(e) => e.repr()?.to_string_lossy().into_owned(),
        None => String::new(),
    };
    let mode = match this.get_attr_opt(interned!("mode"))? {
        Some(m) => format!(" mode={}", *m.repr()?),
        None => String::new(),
    };
    let more = format!("{mode} encoding={encoding}");
    named_repr(
        this,
        format_args!("<{}{more}>", this.class().tp_name()),
        &more,
    )
}

extern "C" fn dealloc(this: *mut TextIo) {
    // SAFETY: the count is zero; the fields are released once.
    unsafe {
        (*this).s().finalizing.set(true);
        base_type::dealloc_stream(this.cast(), || {
            drop((*(*this).s().pending.get()).take());
            let s = (*this).s();
            s.ok.set(false);
            <TextIo as objects::owned::Owned>::each(this.cast(), &mut |slot| {
                objects::owned::clear_field(slot);
            });
        });
    }
}

pub static TEXTIOWRAPPER: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_io.TextIOWrapper".as_ptr(),
    tp_basicsize: size_of::<TextIoObject>() as isize,
    tp_doc: TextIo::DOC,
    tp_dealloc: slots::dealloc::<TextIo>(dealloc),
    tp_traverse: slots::traverse::<TextIo>(base_type::traverse_fields),
    tp_clear: slots::clear::<TextIo>(base_type::clear_fields),
    tp_repr: slots::repr(repr),
    tp_iternext: slots::next(next),
    tp_methods: objects::methods_concat!(TextIo::METHOD_DEFS, TextIo::POSITION),
    tp_getset: objects::getset_concat!(TextIo::GETSET_DEFS, TextIo::POSITION_GETSET),
    tp_init: Some(TextIo::INIT),
    ..STREAM
});
