//! `TextIOWrapper`: text over a buffered stream.
//!
//! What is written is encoded at once and kept in `pending` until there is a chunk of it. What is read comes in chunks, decoded
//! into `decoded`, of which `used` characters have been given out.

use core::cell::{Cell, UnsafeCell};

use base::NextResult;
use layout::*;
use objects::clinic::*;
use objects::prelude::*;
use objects::{codecs, owned_fields, slots};

use super::base_type::{self, STREAM};
use super::field::{Field, HeadCell};
use super::newline::{self, LineEnd, NewlineDecoder};
use super::support::*;
use super::textpos;
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
    pub(super) chunk: Cell<usize>,
    pub(super) used: Cell<usize>,
    /// Characters of `decoded` that are older than the last chunk.
    pub(super) prefix: Cell<usize>,
    pub(super) seekable: Cell<bool>,
    /// May the position be asked for? Not while lines are iterated over.
    pub(super) telling: Cell<bool>,
    pub(super) bytes_per_char: Cell<f64>,
    buffer: Field,
    encoding: Field<Str>,
    errors: Field<Str>,
    newline: Field<Str>,
    pub(super) encoder: Field,
    pub(super) decoder: Field,
    pub(super) decoded: Field<Str>,
    /// The decoder's flags before the last chunk, and the bytes that it had to decode since.
    pub(super) snapshot: Field<Tuple>,
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
    pub(super) fn s(&self) -> &TextIoObject {
        // SAFETY: live; the fields are cells.
        unsafe { &*self.raw() }
    }

    pub(super) fn stream(&self) -> PyResult {
        let s = self.s();
        match s.buffer.get() {
            Some(b) if s.ok.get() => Ok(b),
            _ if s.detached.get() => Err(raise!(ValueError, "underlying buffer has been detached")),
            _ => Err(raise!(ValueError, "I/O operation on uninitialized object")),
        }
    }

    pub(super) fn open_stream(&self) -> PyResult {
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

    pub(super) fn write_pending(&self) -> PyResult<()> {
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

    pub(super) fn forget_decoded(&self) {
        self.s().decoded.set(None);
        self.s().used.set(0);
        self.s().prefix.set(0);
    }

    /// What is decoded and not given out.
    fn rest(&self) -> PyResult<Ref<Str>> {
        let s = self.s();
        match s.decoded.get() {
            Some(d) => d.substring(s.used.get().min(d.len()), d.len()),
            None => Ok(Str::empty().to_ref()),
        }
    }

    pub(super) fn decode(
        &self,
        decoder: &Object,
        bytes: &Object,
        last: bool,
    ) -> PyResult<Ref<Str>> {
        if decoder.is_exactly(newline::DECODER.as_mut_ptr())
            && let Some(d) = decoder.downcast::<NewlineDecoder>()
        {
            return d.feed(bytes, last);
        }
        newline::decoded_text(decoder.call_method(interned!("decode"), &[bytes, py_bool(last)])?)
    }

    fn reader(&self) -> PyResult {
        match self.s().decoder.get() {
            Some(d) => Ok(d),
            None => Err(unsupported("not readable")),
        }
    }

    /// The next chunk of text: `None` at the end.
    fn next_chunk(&self, hint: usize) -> PyResult<Option<Ref<Str>>> {
        let decoder = self.reader()?;
        let buffer = self.stream()?;
        let state = if self.s().telling.get() {
            Some(textpos::decoder_state(&decoder)?)
        } else {
            None
        };
        let size = Long::from_usize(self.s().chunk.get().max(hint))?;
        let name = if buffer.has_attr(interned!("read1"))? {
            interned!("read1")
        } else {
            interned!("read")
        };
        let input = call_retrying(&buffer, name, &[&size])?;
        if !objects::buffer::has_buffer(&input) {
            return Err(raise!(
                TypeError,
                "underlying {}() should have returned a bytes-like object, not '{:.200}'",
                name,
                input.class().tp_name()
            ));
        }
        let n = Buffer::get(&input)?.len();
        let end = n == 0;
        let text = self.decode(&decoder, &input, end)?;
        self.s().bytes_per_char.set(match text.len() {
            0 => 0.0,
            chars => n as f64 / chars as f64,
        });
        if let Some((held, flags)) = state {
            let input = if held.is_empty()
                && let Some(bytes) = input.downcast::<Bytes>()
            {
                bytes.to_ref()
            } else {
                held.concat(Buffer::get(&input)?.as_slice())?
            };
            let flags = Long::from_i64(flags.into())?;
            self.s()
                .snapshot
                .set(Some(Tuple::from_array([flags.upcast(), input.upcast()])?));
        }
        Ok((!end || !text.is_empty()).then_some(text))
    }

    fn read_line(&self, limit: isize) -> PyResult<Ref<Str>> {
        self.open_stream()?;
        self.write_pending()?;
        let s = self.s();
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let end = self.line_end();
        // The common case: a line in the chunk.
        let mut line = match s.decoded.get() {
            Some(d) if s.used.get() < d.len() => {
                let start = s.used.get();
                let chars = d.chars().slice(start, d.len());
                if let Some(n) = newline::find_line_end(chars, end) {
                    let n = n.min(limit);
                    s.used.set(start + n);
                    return d.substring(start, start + n);
                }
                d.substring(start, d.len())?
            }
            _ => Str::empty().to_ref(),
        };
        loop {
            let before = line.len();
            if line.len() < limit {
                // what fails to be decoded takes the beginning of its line with it
                self.forget_decoded();
                if let Some(more) = self.next_chunk(0)? {
                    line = line.concat(&more)?;
                } else {
                    self.forget_decoded();
                    s.snapshot.set(None);
                    return Ok(line);
                }
            }
            let n = match newline::find_line_end(line.chars(), end) {
                Some(n) => n,
                None if line.len() >= limit => limit,
                None => continue,
            };
            let n = n.min(limit);
            s.used.set(n);
            s.prefix.set(before);
            s.decoded.set(Some(line.clone()));
            return line.substring(0, n);
        }
    }
}

#[pymethods]
impl TextIo {
    /// Text over a buffered stream, by an encoding.
    #[init(
        "TextIOWrapper(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)"
    )]
    fn init(
        &self,
        buffer: &Object,
        encoding: Nullable<&Str>,
        errors: Nullable<&Str>,
        newline: Nullable<&str>,
        line_buffering: bool,
        write_through: bool,
    ) -> PyResult<()> {
        let s = self.s();
        s.ok.set(false);
        s.detached.set(false);
        check_newline(newline.0)?;
        for text in [encoding.0, errors.0].into_iter().flatten() {
            check_name(text)?;
        }
        if encoding.0.is_none() && super::open::warns_default_encoding() {
            objects::warnings::warn(
                &objects::exceptions::types::EncodingWarning,
                format_args!("'encoding' argument not specified"),
                1,
            )?;
        }
        if let Some(errors) = errors.0 {
            check_errors(errors)?;
        }
        let encoding = match encoding.0 {
            Some(e) if !e.eq_literal("locale") => e.to_ref(),
            None if super::open::utf8_mode() => Str::from_str("utf-8")?,
            _ => locale_encoding()?,
        };
        let errors = errors.0.unwrap_or(interned!("strict"));
        s.encoder.set(None);
        s.decoder.set(None);
        self.forget_decoded();
        s.snapshot.set(None);
        s.chunk.set(CHUNK);
        s.line_buffering.set(line_buffering);
        s.write_through.set(write_through);
        self.set_newline(newline.0)?;
        self.set_codec(buffer, &encoding, errors)?;
        s.seekable.set(call_true(buffer, interned!("seekable"))?);
        s.telling.set(s.seekable.get());
        s.buffer.set(Some(buffer.to_ref()));
        s.ok.set(true);
        Ok(())
    }

    /// Change how text is written and read.
    #[method(
        "reconfigure(*, encoding=None, errors=None, newline=<unrepresentable>, line_buffering=None, write_through=None)",
        shown = "($self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)"
    )]
    fn reconfigure(
        &self,
        encoding: Nullable<&Str>,
        errors: Nullable<&Str>,
        newline: Option<&Object>,
        line_buffering: Option<&Object>,
        write_through: Option<&Object>,
    ) -> PyResult<()> {
        let s = self.s();
        let flag = |o: Option<&Object>| match o.filter(|o| !is_none(o)) {
            Some(o) => Ok(Some(o.index()?.as_i64()? != 0)),
            None => Ok(None),
        };
        let (line_buffering, write_through) = (flag(line_buffering)?, flag(write_through)?);
        let buffer = self.stream()?;
        let changes = encoding.0.is_some() || errors.0.is_some() || newline.is_some();
        if changes && s.decoded.is_some() {
            return Err(unsupported(
                "It is not possible to set the encoding or newline of stream after the first read",
            ));
        }
        for text in [encoding.0, errors.0].into_iter().flatten() {
            text.as_utf8()?;
        }
        if let Some(n) = newline
            && !is_none(n)
            && n.downcast::<Str>().is_none()
        {
            return Err(raise!(
                TypeError,
                "reconfigure() argument 'newline' must be str or None, not {}",
                n.class().tp_name()
            ));
        }
        if let Some(errors) = errors.0 {
            check_errors(errors)?;
        }
        let text = newline.and_then(|n| n.downcast::<Str>());
        let text = match text {
            Some(t) => Some(t.as_utf8()?),
            None => None,
        };
        check_newline(text)?;
        self.call_method(interned!("flush"), &[])?;
        if newline.is_some() {
            self.set_newline(text)?;
        }
        if changes {
            let default = if encoding.0.is_some() {
                None
            } else {
                s.errors.get()
            };
            let errors = match errors.0 {
                Some(e) => e.to_ref(),
                None => default.unwrap_or_else(|| interned!("strict").to_ref()),
            };
            let encoding = match encoding.0 {
                Some(e) if e.eq_literal("locale") => locale_encoding()?,
                Some(e) => e.to_ref(),
                None => s.encoding.get().map_or_else(locale_encoding, Ok)?,
            };
            self.set_codec(&buffer, &encoding, &errors)?;
        }
        if let Some(b) = line_buffering {
            s.line_buffering.set(b);
        }
        if let Some(b) = write_through {
            s.write_through.set(b);
        }
        Ok(())
    }

    /// Write text; it may stay in the buffers for a while.
    #[method("write(text, /)")]
    fn write(&self, text: &Str) -> PyResult<usize> {
        let buffer = self.open_stream()?;
        let s = self.s();
        let Some(encoder) = s.encoder.get() else {
            return Err(unsupported("not writable"));
        };
        let end = s
            .newline
            .get()
            .filter(|n| !n.is_empty() && !n.eq_literal("\n"));
        let lf = (end.is_some() || s.line_buffering.get()) && newline::contains(text, b'\n');
        let mut out = text.to_ref();
        if lf && let Some(end) = &end {
            out = out.replace(Str::latin1_char(b'\n'), end, -1)?;
        }
        let flush = s.line_buffering.get() && (lf || newline::contains(text, b'\r'));
        let direct = if s.utf8_strict.get() {
            out.as_utf8().map(Some).or_else(|raised| {
                raised.clear();
                Ok::<_, Raised>(None)
            })?
        } else if s.ascii_compatible.get() {
            out.as_ascii()
        } else {
            None
        };
        let encoded;
        let bytes = match direct {
            Some(t) => t.as_bytes(),
            None => {
                encoded = encoder.call_method(interned!("encode"), &[&out])?;
                match encoded.downcast::<Bytes>() {
                    Some(b) => b.as_slice(),
                    None => {
                        return Err(raise!(
                            TypeError,
                            "encoder should return a bytes object, not '{:.200}'",
                            encoded.class().tp_name()
                        ));
                    }
                }
            }
        };
        // writing may run anything, even another write
        loop {
            let n = self.with_pending(|p| p.len());
            if n == 0 || n.saturating_add(bytes.len()) <= s.chunk.get() {
                break;
            }
            self.write_pending()?;
        }
        let n = self.with_pending(|p| {
            p.try_extend(bytes)?;
            Ok(p.len())
        })?;
        if n >= s.chunk.get() || flush || s.write_through.get() {
            self.write_pending()?;
        }
        if flush {
            buffer.call_method(interned!("flush"), &[])?;
        }
        if s.snapshot.is_some() {
            self.forget_decoded();
            s.snapshot.set(None);
        }
        if let Some(d) = s.decoder.get() {
            d.call_method(interned!("reset"), &[])?;
        }
        Ok(text.len())
    }

    /// Read up to `size` characters, or all there is.
    #[method("read(size=-1, /)")]
    fn read(&self, size: Option<&Object>) -> PyResult<Ref<Str>> {
        let size = size_arg(size)?;
        let buffer = self.open_stream()?;
        let decoder = self.reader()?;
        self.write_pending()?;
        let mut text = self.rest()?;
        let Ok(size) = usize::try_from(size) else {
            let bytes = call_retrying(&buffer, interned!("read"), &[])?;
            if is_none(&bytes) {
                return Err(objects::exceptions::raise(
                    &objects::exceptions::types::BlockingIOError,
                    format_args!("Read returned None."),
                ));
            }
            let more = self.decode(&decoder, &bytes, true)?;
            self.forget_decoded();
            self.s().snapshot.set(None);
            return text.concat(&more);
        };
        let s = self.s();
        let mut before = s.prefix.get().saturating_sub(s.used.get());
        while text.len() < size {
            before = text.len();
            match self.next_chunk(size - text.len())? {
                Some(more) => text = text.concat(&more)?,
                None => break,
            }
        }
        let n = size.min(text.len());
        s.used.set(n);
        s.prefix.set(before);
        s.decoded.set(Some(text.clone()));
        text.substring(0, n)
    }

    /// Read a line.
    #[method("readline(size=-1, /)")]
    fn readline(&self, size: Option<&Object>) -> PyResult<Ref<Str>> {
        let size = size_arg(size)?;
        self.read_line(size)
    }

    /// Write out what is buffered.
    #[method("flush()")]
    fn flush(&self) -> PyResult {
        let buffer = self.open_stream()?;
        self.s().telling.set(self.s().seekable.get());
        self.write_pending()?;
        buffer.call_method(interned!("flush"), &[])
    }

    /// Flush and close the stream beneath.
    #[method("close()")]
    fn close(&self) -> PyResult<()> {
        let buffer = self.stream()?;
        // the question may run anything, even detach()
        if self.get_attr(interned!("closed"))?.is_true()? || self.s().detached.get() {
            return Ok(());
        }
        if self.s().finalizing.get()
            && let Err(raised) = buffer.call_method(interned!("_dealloc_warn"), &[self])
        {
            raised.clear();
        }
        let flushed = self.call_method(interned!("flush"), &[]).map(|_| ());
        and_then_always(flushed, || {
            buffer.call_method(interned!("close"), &[]).map(|_| ())
        })
    }

    /// Take the buffer away and give it.
    #[method("detach()")]
    fn detach(&self) -> PyResult {
        let buffer = self.stream()?;
        self.call_method(interned!("flush"), &[])?;
        self.s().buffer.set(None);
        self.s().detached.set(true);
        self.s().ok.set(false);
        Ok(buffer)
    }

    #[method("fileno()")]
    fn fileno(&self) -> PyResult {
        self.stream()?.call_method(interned!("fileno"), &[])
    }

    #[method("seekable()")]
    fn seekable(&self) -> PyResult {
        self.stream()?.call_method(interned!("seekable"), &[])
    }

    #[method("readable()")]
    fn readable(&self) -> PyResult {
        self.stream()?.call_method(interned!("readable"), &[])
    }

    #[method("writable()")]
    fn writable(&self) -> PyResult {
        self.stream()?.call_method(interned!("writable"), &[])
    }

    #[method("isatty()")]
    fn isatty(&self) -> PyResult {
        self.stream()?.call_method(interned!("isatty"), &[])
    }

    #[method("__getstate__()")]
    fn getstate(&self) -> PyResult<()> {
        Err(no_pickle(self))
    }

    #[getter("encoding")]
    fn encoding(&self) -> Option<Ref<Str>> {
        self.s().encoding.get()
    }

    #[getter("errors")]
    fn errors(&self) -> Option<Ref<Str>> {
        self.s().errors.get()
    }

    #[getter("buffer")]
    fn buffer(&self) -> Option<Ref> {
        self.s().buffer.get()
    }

    #[getter("line_buffering")]
    fn line_buffering(&self) -> bool {
        self.s().line_buffering.get()
    }

    #[getter("write_through")]
    fn write_through(&self) -> bool {
        self.s().write_through.get()
    }

    #[getter("closed")]
    fn closed(&self) -> PyResult {
        self.stream()?.get_attr(interned!("closed"))
    }

    #[getter("name")]
    fn name(&self) -> PyResult {
        self.stream()?.get_attr(interned!("name"))
    }

    #[getter("newlines")]
    fn newlines(&self) -> PyResult {
        match self.s().decoder.get() {
            Some(d) => Ok(d
                .get_attr_opt(interned!("newlines"))?
                .unwrap_or_else(none_ref)),
            None => Ok(none_ref()),
        }
    }

    #[getter("_finalizing")]
    fn finalizing(&self) -> bool {
        self.s().finalizing.get()
    }

    #[setter("_finalizing")]
    fn set_finalizing(&self, value: Option<&Object>) -> PyResult<()> {
        self.s().finalizing.set(finalizing_flag(value)?);
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
