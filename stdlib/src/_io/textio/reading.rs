//! Reading text: chunks are decoded, and lines found in them.

use objects::clinic::*;
use objects::prelude::*;

use super::super::newline::{self, NewlineDecoder};
use super::super::support::*;
use super::{TextIo, position};

impl TextIo {
    pub(super) fn forget_decoded(&self) {
        self.s().decoded.set(None);
        self.s().used.set(0);
        self.s().prefix.set(0);
    }

    /// What is decoded and not given out.
    pub(super) fn rest(&self) -> PyResult<Ref<Str>> {
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

    pub(super) fn reader(&self) -> PyResult {
        match self.s().decoder.get() {
            Some(d) => Ok(d),
            None => Err(unsupported("not readable")),
        }
    }

    /// The next chunk of text: `None` at the end.
    pub(super) fn next_chunk(&self, hint: usize) -> PyResult<Option<Ref<Str>>> {
        let decoder = self.reader()?;
        let buffer = self.stream()?;
        let state = if self.s().telling.get() {
            Some(position::decoder_state(&decoder)?)
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

    pub(super) fn read_line(&self, limit: isize) -> PyResult<Ref<Str>> {
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
