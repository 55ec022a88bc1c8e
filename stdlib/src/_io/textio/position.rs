//! Positions in text: `TextIOWrapper.tell`, `seek`, `truncate`.
//!
//! A position is a byte offset where the decoder can start in a known state, and how far to go from there: it is packed into
//! one int, whose low 64 bits are the offset. Mostly that is all there is to it. The decoder's state before the last chunk and
//! the bytes given to it since (`snapshot`) let `tell` find such an offset near the character that is to be read next.

use objects::clinic::*;
use objects::prelude::*;

use super::super::support::*;
use super::TextIo;

/// A position, taken apart.
#[derive(Default)]
struct Position {
    start: i64,
    /// State of the decoder at the start.
    flags: i32,
    /// Bytes to decode from there on, ...
    feed: i32,
    /// ... and the characters of them that lie before the position.
    skip: i32,
    /// Was the end of the input told to the decoder?
    eof: bool,
}

impl Position {
    const BYTES: usize = 21;

    fn pack(&self) -> PyResult<Ref<Long>> {
        if self.flags == 0 && self.feed == 0 && self.skip == 0 && !self.eof && self.start >= 0 {
            return Long::from_i64(self.start);
        }
        let mut bytes = [0u8; Position::BYTES];
        bytes[..8].copy_from_slice(&self.start.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.flags.to_le_bytes());
        bytes[12..16].copy_from_slice(&self.feed.to_le_bytes());
        bytes[16..20].copy_from_slice(&self.skip.to_le_bytes());
        bytes[20] = self.eof.into();
        objects::long::from_byte_slice(&bytes, true, false)
    }

    fn unpack(cookie: &Long) -> PyResult<Position> {
        let mut bytes = [0u8; Position::BYTES];
        objects::long::to_byte_slice(cookie, &mut bytes, true, false)?;
        let word = |at: usize| {
            i32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
        };
        let mut start = [0u8; 8];
        start.copy_from_slice(&bytes[..8]);
        Ok(Position {
            start: i64::from_le_bytes(start),
            flags: word(8),
            feed: word(12),
            skip: word(16),
            eof: bytes[20] != 0,
        })
    }

    fn is_start(&self) -> bool {
        self.start == 0 && self.flags == 0
    }
}

/// A decoder that is tried out: its state.
struct Trial<'a> {
    text: &'a TextIo,
    decoder: &'a Object,
}

impl Trial<'_> {
    fn set(&self, flags: i32) -> PyResult<()> {
        let state = Tuple::from_array([
            Bytes::empty().to_ref().upcast(),
            Long::from_i64(flags.into())?.upcast(),
        ])?;
        self.decoder.call_method(interned!("setstate"), &[&state])?;
        Ok(())
    }

    /// The number of bytes that the decoder holds back, and its flags.
    fn get(&self) -> PyResult<(usize, i32)> {
        let (buffer, flags) = decoder_state(self.decoder)?;
        Ok((buffer.len(), flags))
    }

    /// How many characters the bytes make.
    fn feed(&self, bytes: &[u8], last: bool) -> PyResult<usize> {
        let bytes = Bytes::from_slice(bytes)?;
        Ok(self.text.decode(self.decoder, &bytes, last)?.len())
    }
}

/// What `decoder.getstate()` gives: the bytes held back, and flags.
pub fn decoder_state(decoder: &Object) -> PyResult<(Ref<Bytes>, i32)> {
    let state = decoder.call_method(interned!("getstate"), &[])?;
    let Some(tuple) = state.downcast::<Tuple>() else {
        return Err(raise!(TypeError, "illegal decoder state"));
    };
    let [buffer, flags] = tuple.as_slice() else {
        return Err(raise!(TypeError, "illegal decoder state"));
    };
    let Some(buffer) = buffer.downcast::<Bytes>() else {
        return Err(raise!(
            TypeError,
            "illegal decoder state: the first item should be a bytes object, not '{:.200}'",
            buffer.class().tp_name()
        ));
    };
    Ok((buffer.to_ref(), flags.index()?.as_i32()?))
}

#[cold]
fn os_error(message: &str) -> Raised {
    match Str::from_str(message) {
        Ok(text) => objects::exceptions::raise_object(&objects::exceptions::types::OSError, &text),
        Err(raised) => raised,
    }
}

impl TextIo {
    fn reset_encoder(&self, at_start: bool) -> PyResult<()> {
        if let Some(encoder) = self.s().encoder.get() {
            if at_start {
                encoder.call_method(interned!("reset"), &[])?;
            } else {
                encoder.call_method(interned!("setstate"), &[Long::small(0)])?;
            }
        }
        Ok(())
    }

    /// The position of a character `skip` characters after where the decoder was in state `flags` at byte `start`; `input` are
    /// the bytes that it got there.
    fn locate(
        &self,
        decoder: &Object,
        start: i64,
        flags: i32,
        input: &[u8],
        skip: usize,
    ) -> PyResult<Position> {
        let trial = Trial {
            text: self,
            decoder,
        };
        let mut skip = skip;
        let mut flags = flags;
        // a guess by the ratio of bytes to characters, going back until the decoder holds nothing back there
        let mut bytes = ((self.s().bytes_per_char.get() * skip as f64) as usize).min(input.len());
        let mut back = 1;
        while bytes > 0 {
            trial.set(flags)?;
            let n = trial.feed(&input[..bytes], false)?;
            if n <= skip {
                let (held, state) = trial.get()?;
                if held == 0 {
                    flags = state;
                    skip -= n;
                    break;
                }
                bytes = bytes.saturating_sub(held);
                back = 1;
            } else {
                bytes = bytes.saturating_sub(back);
                back *= 2;
            }
        }
        if bytes == 0 {
            trial.set(flags)?;
        }
        let mut p = Position {
            start: start + bytes as i64,
            flags,
            ..Position::default()
        };
        if skip == 0 {
            return Ok(p);
        }
        // byte by byte, remembering the last place where the decoder could start
        let mut fed = 0;
        let mut made = 0;
        for byte in input[bytes..].chunks(1) {
            fed += 1;
            made += trial.feed(byte, false)?;
            let (held, state) = trial.get()?;
            if held == 0 && made <= skip {
                p.start += fed;
                skip -= made;
                p.flags = state;
                (fed, made) = (0, 0);
            }
            if made >= skip {
                break;
            }
        }
        if made < skip {
            made += trial.feed(b"", true)?;
            p.eof = true;
            if made < skip {
                return Err(os_error("can't reconstruct logical file position"));
            }
        }
        p.feed = fed as i32;
        p.skip = skip as i32;
        Ok(p)
    }
}

#[pymethods(export = POSITION)]
impl TextIo {
    /// The position, as seek() takes it. Only 0 and what tell() gave have a meaning there.
    #[method("tell()")]
    fn tell(&self) -> PyResult {
        let buffer = self.open_stream()?;
        let s = self.s();
        if !s.seekable.get() {
            return Err(unsupported("underlying stream is not seekable"));
        }
        if !s.telling.get() {
            return Err(os_error("telling position disabled by next() call"));
        }
        self.write_pending()?;
        self.call_method(interned!("flush"), &[])?;
        let at = buffer.call_method(interned!("tell"), &[])?;
        let (Some(decoder), Some(snapshot)) = (s.decoder.get(), s.snapshot.get()) else {
            return Ok(at);
        };
        let at = as_offset(&at)?;
        let [flags, input] = snapshot.as_slice() else {
            return Err(objects::exceptions::bad_internal_call());
        };
        let flags = flags.index()?.as_i32()?;
        let Some(input) = input.downcast::<Bytes>() else {
            return Err(objects::exceptions::bad_internal_call());
        };
        let start = at - input.len() as i64;
        let skip = s.used.get().saturating_sub(s.prefix.get());
        if s.decoded.get().is_none() || skip == 0 {
            let p = Position {
                start,
                flags,
                ..Position::default()
            };
            return Ok(p.pack()?.upcast());
        }
        let saved = decoder.call_method(interned!("getstate"), &[])?;
        let found = self.locate(&decoder, start, flags, input.as_slice(), skip);
        let found = and_then_always(found, || {
            decoder
                .call_method(interned!("setstate"), &[&saved])
                .map(drop)
        })?;
        Ok(found.pack()?.upcast())
    }

    /// Go to a position: one that tell() gave, or 0; with whence 1 or 2 only 0, for where it is and for the end.
    #[method("seek($self, cookie, whence=os.SEEK_SET, /)")]
    fn seek(&self, cookie: &Object, #[default(0)] whence: i32) -> PyResult {
        let buffer = self.open_stream()?;
        let s = self.s();
        if !s.seekable.get() {
            return Err(unsupported("underlying stream is not seekable"));
        }
        let is_zero = || cookie.compare_bool(Long::small(0), CompareOp::Eq);
        let mut cookie = cookie.to_ref();
        match whence {
            0 => {}
            1 => {
                if !is_zero()? {
                    return Err(unsupported("can't do nonzero cur-relative seeks"));
                }
                cookie = self.call_method(interned!("tell"), &[])?;
            }
            2 => {
                if !is_zero()? {
                    return Err(unsupported("can't do nonzero end-relative seeks"));
                }
                self.call_method(interned!("flush"), &[])?;
                self.forget_decoded();
                s.snapshot.set(None);
                if let Some(d) = s.decoder.get() {
                    d.call_method(interned!("reset"), &[])?;
                }
                let at =
                    buffer.call_method(interned!("seek"), &[Long::small(0), Long::small(2)])?;
                self.reset_encoder(!at.is_true()?)?;
                return Ok(at);
            }
            _ => {
                return Err(raise!(
                    ValueError,
                    "invalid whence ({whence}, should be 0, 1 or 2)"
                ));
            }
        }
        if cookie.compare_bool(Long::small(0), CompareOp::Lt)? {
            return Err(raise!(
                ValueError,
                "negative seek position {}",
                *cookie.repr()?
            ));
        }
        self.call_method(interned!("flush"), &[])?;
        let p = Position::unpack(&*cookie.index()?)?;
        buffer.call_method(interned!("seek"), &[&*Long::from_i64(p.start)?])?;
        self.forget_decoded();
        s.snapshot.set(None);
        if let Some(d) = s.decoder.get() {
            if p.is_start() {
                d.call_method(interned!("reset"), &[])?;
            } else {
                Trial {
                    text: self,
                    decoder: &d,
                }
                .set(p.flags)?;
            }
        }
        if p.skip > 0 {
            let input = buffer.call_method(
                interned!("read"),
                &[&*Long::from_i64(p.feed.max(0).into())?],
            )?;
            let Some(bytes) = input.downcast::<Bytes>() else {
                return Err(raise!(
                    TypeError,
                    "underlying read() should have returned a bytes object, not '{:.200}'",
                    input.class().tp_name()
                ));
            };
            s.snapshot.set(Some(Tuple::from_slice(&[
                &*Long::from_i64(p.flags.into())?,
                bytes,
            ])?));
            let Some(decoder) = s.decoder.get() else {
                return Err(unsupported("not readable"));
            };
            let text = self.decode(&decoder, bytes, p.eof)?;
            let n = text.len();
            s.decoded.set(Some(text));
            s.prefix.set(0);
            if n < p.skip as usize {
                return Err(os_error("can't restore logical file position"));
            }
            s.used.set(p.skip as usize);
        } else {
            s.snapshot.set(Some(Tuple::from_slice(&[
                &*Long::from_i64(p.flags.into())?,
                Bytes::empty(),
            ])?));
        }
        self.reset_encoder(p.is_start())?;
        Ok(cookie)
    }

    /// Cut the file at a position, by default the present one; the position stays.
    #[method("truncate(pos=None, /)")]
    fn truncate(&self, pos: Option<&Object>) -> PyResult {
        let buffer = self.stream()?;
        self.call_method(interned!("flush"), &[])?;
        buffer.call_method(interned!("truncate"), &[pos.unwrap_or(none())])
    }

    /// How many bytes are read at once.
    #[getter("_CHUNK_SIZE")]
    fn chunk_size(&self) -> PyResult<usize> {
        self.stream()?;
        Ok(self.s().chunk.get())
    }

    #[setter("_CHUNK_SIZE")]
    fn set_chunk_size(&self, value: Option<&Object>) -> PyResult<()> {
        self.stream()?;
        let Some(value) = value else {
            return Err(raise!(
                AttributeError,
                "attribute '_CHUNK_SIZE' of '{}' objects cannot be deleted",
                self.class().tp_name()
            ));
        };
        let n = as_offset(value)?;
        if n <= 0 {
            return Err(raise!(
                ValueError,
                "a strictly positive integer is required"
            ));
        }
        self.s().chunk.set(n as usize);
        Ok(())
    }
}
