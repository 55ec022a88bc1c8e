//! Numbers, text and bytes as opcodes, each in the shortest form that the protocol has.

use objects::picklebuffer::PickleBuffer;
use objects::prelude::*;
use objects::{ByteArray, bytearray, bytes, exceptions, long};

use super::super::opcode::*;
use super::super::state::{pickling_error, state};
use super::{Saver, joined};

impl Saver<'_> {
    pub(super) fn save_bool(&mut self, value: bool) -> PyResult<()> {
        match (self.proto >= 2, value) {
            (true, true) => self.out.op(NEWTRUE),
            (true, false) => self.out.op(NEWFALSE),
            (false, true) => self.out.push(b"I01\n"),
            (false, false) => self.out.push(b"I00\n"),
        }
    }

    pub(super) fn save_long(&mut self, value: &Long) -> PyResult<()> {
        if let Some(small) = value.to_i64().and_then(|v| i32::try_from(v).ok()) {
            if !self.bin {
                return self.out.push(format!("I{small}\n").as_bytes());
            }
            let bytes = small.to_le_bytes();
            return match small {
                0..=0xff => self.out.push(&[BININT1, bytes[0]]),
                0x100..=0xffff => self.out.push(&[BININT2, bytes[0], bytes[1]]),
                _ => self.header(BININT, &bytes),
            };
        }
        if self.proto < 2 {
            self.out.op(LONG)?;
            self.out.push(&long::to_text::decimal_bytes(value)?)?;
            return self.out.push(b"L\n");
        }
        let n = usize::try_from(value.bit_length() / 8 + 1)
            .ok()
            .filter(|n| *n <= i32::MAX as usize)
            .ok_or_else(|| raise!(OverflowError, "int too large to pickle"))?;
        let mut digits = Vec::new();
        digits
            .try_reserve_exact(n)
            .map_err(|_| exceptions::no_memory())?;
        digits.resize(n, 0);
        long::to_byte_slice(value, &mut digits, true, true)?;
        // the sign may need no byte of its own
        if let [.., before, 0xff] = digits[..]
            && value.is_negative()
            && before & 0x80 != 0
        {
            digits.pop();
        }
        match u8::try_from(digits.len()) {
            Ok(n) => self.out.push(&[LONG1, n])?,
            Err(_) => self.header(LONG4, &(digits.len() as u32).to_le_bytes())?,
        }
        self.out.push(&digits)
    }

    pub(super) fn save_float(&mut self, value: &Float) -> PyResult<()> {
        if self.bin {
            return self.header(BINFLOAT, &value.value().to_be_bytes());
        }
        let text = value.repr()?;
        self.out.op(FLOAT)?;
        self.out.push(text.to_string_lossy().as_bytes())?;
        self.out.push(b"\n")
    }

    /// Bytes by their own opcodes, in the first of the given sizes of length that is wide enough.
    fn push_counted(
        &mut self,
        data: &[u8],
        [short, medium, long]: [Option<u8>; 3],
        payload: Option<&Object>,
        what: &str,
    ) -> PyResult<()> {
        let n = data.len();
        let (header, length) = match (short, medium, long) {
            (Some(op), ..) if n <= 0xff => joined(op, &[n as u8]),
            (_, Some(op), _) if n <= 0xffff_ffff => joined(op, &(n as u32).to_le_bytes()),
            (.., Some(op)) => joined(op, &(n as u64).to_le_bytes()),
            _ => {
                return Err(raise!(
                    OverflowError,
                    "serializing a {} larger than 4 GiB requires pickle protocol 4 or higher",
                    what
                ));
            }
        };
        self.out.push_large(&header[..length], data, payload)
    }

    fn save_bytes_data(
        &mut self,
        memoized: &Object,
        data: &[u8],
        payload: Option<&Object>,
    ) -> PyResult<()> {
        let eight = (self.proto >= 4).then_some(BINBYTES8);
        let sizes = [Some(SHORT_BINBYTES), Some(BINBYTES), eight];
        self.push_counted(data, sizes, payload, "bytes object")?;
        self.memoize(memoized)
    }

    pub(super) fn save_bytes(&mut self, value: &Bytes) -> PyResult<()> {
        if self.proto >= 3 {
            return self.save_bytes_data(value, value.as_slice(), Some(value));
        }
        let reduced = if value.is_empty() {
            Tuple::from_slice(&[&bytes::PyBytes_Type, Tuple::empty()])?
        } else {
            let text = Str::from_latin1(value.as_slice())?;
            let args = Tuple::from_slice(&[&text, interned!("latin1")])?;
            Tuple::from_slice(&[&state()?.codecs_encode, &args])?
        };
        self.save_reduce(&reduced, Some(value))
    }

    fn save_bytearray_data(
        &mut self,
        memoized: &Object,
        data: &[u8],
        payload: Option<&Object>,
    ) -> PyResult<()> {
        self.push_counted(data, [None, None, Some(BYTEARRAY8)], payload, "bytearray")?;
        self.memoize(memoized)
    }

    pub(super) fn save_bytearray(&mut self, value: &ByteArray) -> PyResult<()> {
        // The file may change it meanwhile: what is written is the value of now.
        if self.proto >= 5 {
            let view = Buffer::get(value)?;
            return self.save_bytearray_data(value, view.as_slice(), Some(value));
        }
        let copy = Bytes::from_slice(Buffer::get(value)?.as_slice())?;
        let args = if copy.is_empty() {
            Tuple::empty().to_ref()
        } else {
            Tuple::from_slice(&[&copy])?
        };
        let reduced = Tuple::from_slice(&[&bytearray::PyByteArray_Type, &args])?;
        self.save_reduce(&reduced, Some(value))
    }

    pub(super) fn save_picklebuffer(&mut self, value: &PickleBuffer) -> PyResult<()> {
        if self.proto < 5 {
            return Err(pickling_error(format_args!(
                "PickleBuffer can only be pickled with protocol >= 5"
            )));
        }
        // Held from here on: the callback may release the PickleBuffer.
        value.view()?;
        let held = Buffer::get_with(value, layout::PyBUF_FULL_RO)?;
        let view = held.view();
        if !objects::buffer::is_contiguous(view, b'A') {
            return Err(pickling_error(format_args!(
                "PickleBuffer can not be pickled when pointing to a non-contiguous buffer"
            )));
        }
        let (readonly, data) = (view.readonly != 0, view.buf.cast::<u8>());
        let len = usize::try_from(view.len).unwrap_or(0);
        let in_band = match self.buffer_callback.clone() {
            Some(f) => f.call(&[value])?.is_true()?,
            None => true,
        };
        if !in_band {
            self.out.op(NEXT_BUFFER)?;
            return if readonly {
                self.out.op(READONLY_BUFFER)
            } else {
                Ok(())
            };
        }
        let data = if len == 0 {
            &[]
        } else {
            // SAFETY: a contiguous buffer of this length, which `held` keeps in place.
            unsafe { core::slice::from_raw_parts(data, len) }
        };
        if readonly {
            self.save_bytes_data(value, data, None)
        } else {
            self.save_bytearray_data(value, data, None)
        }
    }

    pub(super) fn save_str(&mut self, value: &Str) -> PyResult<()> {
        if self.bin {
            let encoded;
            let data = match value.as_ascii() {
                Some(ascii) => ascii.as_bytes(),
                None => {
                    encoded = value.to_wtf8()?;
                    &encoded
                }
            };
            let from_four = |op| (self.proto >= 4).then_some(op);
            let sizes = [
                from_four(SHORT_BINUNICODE),
                Some(BINUNICODE),
                from_four(BINUNICODE8),
            ];
            self.push_counted(data, sizes, None, "string")?;
        } else {
            self.out.op(UNICODE)?;
            self.out.push(&raw_unicode_escape(value)?)?;
            self.out.push(b"\n")?;
        }
        self.memoize(value)
    }
}

/// Latin-1 with `\uXXXX` for the rest, for backslashes and for what would end or spoil a line.
fn raw_unicode_escape(text: &Str) -> PyResult<Vec<u8>> {
    let mut out = Vec::new();
    out.try_reserve(text.len())
        .map_err(|_| exceptions::no_memory())?;
    for c in text.iter_chars() {
        out.try_reserve(10).map_err(|_| exceptions::no_memory())?;
        match c {
            0x10000.. => out.extend_from_slice(format!("\\U{c:08x}").as_bytes()),
            0x100.. | 0x5c | 0 | 0x0a | 0x0d | 0x1a => {
                out.extend_from_slice(format!("\\u{c:04x}").as_bytes());
            }
            _ => out.push(c as u8),
        }
    }
    Ok(out)
}
