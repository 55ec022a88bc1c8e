//! The methods and attributes of a `TextIOWrapper`.

use objects::clinic::*;
use objects::prelude::*;

use super::super::newline;
use super::super::support::*;
use super::{CHUNK, TextIo, check_errors, check_name, check_newline, locale_encoding};

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
        if encoding.0.is_none() && super::super::open::warns_default_encoding() {
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
            None if super::super::open::utf8_mode() => Str::from_str("utf-8")?,
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
