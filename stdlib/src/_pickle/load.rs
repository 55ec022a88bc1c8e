//! The unpickler's walk: opcodes worked off on a stack. Here are the loop, the stack with its marks, and the opcodes of plain
//! values and of the memo; `load_object` has those that make and fill objects.

use objects::exceptions;
use objects::prelude::*;
use objects::unicode::codec;
use objects::{float, long};

use super::inner::Machine;
use super::input::Input;
use super::opcode::*;
use super::state::{is_unpickling_error, unpickling_error};
use super::unpickler::Unpickler;

/// How text of Python 2 is read.
#[derive(Clone)]
pub struct TextOptions {
    pub encoding: String,
    pub errors: String,
    pub fix_imports: bool,
}

impl TextOptions {
    pub fn new(encoding: &str, errors: &str, fix_imports: bool) -> TextOptions {
        TextOptions {
            encoding: encoding.to_owned(),
            errors: errors.to_owned(),
            fix_imports,
        }
    }
}

/// The state of one `load`.
pub struct Loader<'a> {
    pub unpickler: &'a Unpickler,
    pub input: Input,
    pub stack: Vec<Ref>,
    /// Where the marks stand in the stack; values below the last one are out of reach until it is taken away.
    marks: Vec<usize>,
    /// How many marks there were room for at most, and how long the last text line was; `__sizeof__` shows both.
    pub marks_size: usize,
    pub line_size: usize,
    text: Option<TextOptions>,
    buffers: Option<Ref>,
    persistent_load: Option<Ref>,
}

impl<'a> Loader<'a> {
    pub fn new(unpickler: &'a Unpickler, input: Input) -> Loader<'a> {
        let (text, buffers, marks_size, line_size) = unpickler
            .with(|i| {
                i.proto = 0;
                (
                    Some(i.text.clone()),
                    i.buffers.clone(),
                    i.marks_size,
                    i.line_size,
                )
            })
            .unwrap_or_default();
        Loader {
            unpickler,
            input,
            stack: Vec::new(),
            marks: Vec::new(),
            marks_size,
            line_size,
            text,
            buffers,
            persistent_load: None,
        }
    }

    /// Reads a whole pickle.
    pub fn load(&mut self) -> PyResult {
        self.persistent_load = Some(self.unpickler.get_attr(interned!("persistent_load"))?);
        loop {
            let opcode = match self.input.byte() {
                Ok(opcode) => opcode,
                Err(raised) => {
                    if is_unpickling_error() {
                        raised.clear();
                        return Err(raise!(EOFError, "Ran out of input"));
                    }
                    return Err(raised);
                }
            };
            if opcode == STOP {
                break;
            }
            self.step(opcode)?;
        }
        self.input.skip_consumed()?;
        self.pop()
    }

    #[inline(always)]
    fn step(&mut self, opcode: u8) -> PyResult<()> {
        match opcode {
            NONE => self.push(none_ref()),
            NEWTRUE => self.push(py_bool(true).to_ref().upcast()),
            NEWFALSE => self.push(py_bool(false).to_ref().upcast()),
            BININT => {
                let value = i32::from_le_bytes(self.input.array()?);
                self.push_int(i64::from(value))
            }
            BININT1 => {
                let value = self.input.byte()?;
                self.push_int(i64::from(value))
            }
            BININT2 => {
                let value = u16::from_le_bytes(self.input.array()?);
                self.push_int(i64::from(value))
            }
            INT => self.load_int(),
            LONG => self.load_long(),
            LONG1 => {
                let n = self.input.byte()?;
                self.load_long_bytes(usize::from(n))
            }
            LONG4 => {
                let n = i32::from_le_bytes(self.input.array()?);
                let Ok(n) = usize::try_from(n) else {
                    return Err(unpickling_error(format_args!(
                        "LONG pickle has negative byte count"
                    )));
                };
                self.load_long_bytes(n)
            }
            FLOAT => self.load_float(),
            BINFLOAT => {
                let value = f64::from_be_bytes(self.input.array()?);
                self.push(Float::from_f64(value)?.upcast())
            }
            SHORT_BINBYTES => self.load_bytes(1, "BINBYTES"),
            BINBYTES => self.load_bytes(4, "BINBYTES"),
            BINBYTES8 => self.load_bytes(8, "BINBYTES"),
            BYTEARRAY8 => self.load_bytearray(),
            NEXT_BUFFER => self.load_next_buffer(),
            READONLY_BUFFER => self.load_readonly_buffer(),
            SHORT_BINSTRING => {
                let n = self.input.byte()?;
                self.load_binstring(usize::from(n))
            }
            BINSTRING => {
                let n = i32::from_le_bytes(self.input.array()?);
                let Ok(n) = usize::try_from(n) else {
                    return Err(unpickling_error(format_args!(
                        "BINSTRING pickle has negative byte count"
                    )));
                };
                self.load_binstring(n)
            }
            STRING => self.load_string(),
            UNICODE => self.load_unicode(),
            SHORT_BINUNICODE => self.load_binunicode(1),
            BINUNICODE => self.load_binunicode(4),
            BINUNICODE8 => self.load_binunicode(8),
            MARK => {
                self.marks.push(self.stack.len());
                if self.marks.len() > self.marks_size {
                    self.marks_size = (self.marks.len() - 1) * 2 + 20;
                }
                Ok(())
            }
            POP => self.load_pop(),
            POP_MARK => {
                let mark = self.marker()?;
                self.stack.truncate(mark);
                Ok(())
            }
            DUP => {
                let top = self.top()?;
                self.push(top)
            }
            GET => {
                let key = self.number_line()?;
                self.load_get(key)
            }
            BINGET => {
                let index = self.input.byte()?;
                self.load_get(isize::from(index))
            }
            LONG_BINGET => {
                let index = u32::from_le_bytes(self.input.array()?);
                self.load_get(index as isize)
            }
            PUT => {
                let key = self.number_line()?;
                let top = self.top()?;
                let Ok(index) = usize::try_from(key) else {
                    return Err(raise!(ValueError, "negative PUT argument"));
                };
                self.unpickler.memo_put(index, top)
            }
            BINPUT => {
                let index = self.input.byte()?;
                let top = self.top()?;
                self.unpickler.memo_put(usize::from(index), top)
            }
            LONG_BINPUT => {
                let index = u32::from_le_bytes(self.input.array()?);
                let top = self.top()?;
                self.unpickler.memo_put(index as usize, top)
            }
            MEMOIZE => {
                let top = self.top()?;
                self.unpickler.memo_append(top)
            }
            PERSID => {
                let line = self.input.text_line(1)?;
                if !line.is_ascii() {
                    return Err(unpickling_error(format_args!(
                        "persistent IDs in protocol 0 must be ASCII strings"
                    )));
                }
                let id = Str::from_latin1(&line)?;
                self.load_persistent(&id)
            }
            BINPERSID => {
                let id = self.pop()?;
                self.load_persistent(&id)
            }
            PROTO => {
                let proto = i32::from(self.input.byte()?);
                if proto > HIGHEST_PROTOCOL {
                    return Err(raise!(ValueError, "unsupported pickle protocol: {}", proto));
                }
                self.unpickler.with(|i| i.proto = proto);
                Ok(())
            }
            FRAME => {
                let n = u64::from_le_bytes(self.input.array()?);
                self.input.begin_frame(n)
            }
            other => self.step_object(other),
        }
    }

    // The stack

    #[inline]
    pub fn push(&mut self, value: Ref) -> PyResult<()> {
        if self.stack.len() == self.stack.capacity() && self.stack.try_reserve(16).is_err() {
            return Err(exceptions::no_memory());
        }
        self.stack.push(value);
        Ok(())
    }

    #[inline(always)]
    fn push_int(&mut self, value: i64) -> PyResult<()> {
        self.push(Long::from_i64(value)?.upcast())
    }

    /// Values below this index are out of reach.
    pub fn fence(&self) -> usize {
        self.marks.last().copied().unwrap_or(0)
    }

    #[cold]
    pub fn underflow(&self) -> Raised {
        if self.marks.is_empty() {
            unpickling_error(format_args!("unpickling stack underflow"))
        } else {
            unpickling_error(format_args!("unexpected MARK found"))
        }
    }

    #[inline]
    pub fn pop(&mut self) -> PyResult {
        if self.stack.len() <= self.fence() {
            return Err(self.underflow());
        }
        self.stack.pop().ok_or_else(|| self.underflow())
    }

    /// The value on top, which stays.
    #[inline]
    pub fn top(&self) -> PyResult {
        match self.stack.last() {
            Some(top) if self.stack.len() > self.fence() => Ok(top.clone()),
            _ => Err(self.underflow()),
        }
    }

    /// Takes the last mark away: where it stood.
    pub fn marker(&mut self) -> PyResult<usize> {
        self.marks
            .pop()
            .ok_or_else(|| unpickling_error(format_args!("could not find MARK")))
    }

    /// Takes what stands from `start` on.
    pub fn pop_from(&mut self, start: usize) -> PyResult<Vec<Ref>> {
        if start < self.fence() || start > self.stack.len() {
            return Err(self.underflow());
        }
        Ok(self.stack.split_off(start))
    }

    fn load_pop(&mut self) -> PyResult<()> {
        if self.marks.last() == Some(&self.stack.len()) {
            self.marks.pop();
            return Ok(());
        }
        self.pop().map(drop)
    }

    // The memo

    /// The index of GET and PUT.
    fn number_line(&mut self) -> PyResult<isize> {
        let line = self.text_line(2)?;
        long::from_bytes_text(&line, 10)?.as_isize()
    }

    fn load_get(&mut self, index: isize) -> PyResult<()> {
        let found = usize::try_from(index)
            .ok()
            .and_then(|i| self.unpickler.memo_get(i));
        match found {
            Some(value) => self.push(value),
            None => Err(unpickling_error(format_args!(
                "Memo value not found at index {index}"
            ))),
        }
    }

    // Plain values

    /// A line of text without its end, noted for `__sizeof__`.
    fn text_line(&mut self, least: usize) -> PyResult<Vec<u8>> {
        let line = self.input.text_line(least)?;
        self.line_size = line.len() + 2;
        Ok(line)
    }

    fn load_int(&mut self) -> PyResult<()> {
        let line = self.text_line(2)?;
        if line == b"00" || line == b"01" {
            return self.push(py_bool(line == b"01").to_ref().upcast());
        }
        match long::from_bytes_text(&line, 10) {
            Ok(value) => self.push(value.upcast()),
            Err(raised) => {
                raised.clear();
                Err(raise!(ValueError, "could not convert string to int"))
            }
        }
    }

    fn load_long(&mut self) -> PyResult<()> {
        let line = self.text_line(2)?;
        // An L at the end, as Python 2 wrote it.
        let digits = line.strip_suffix(b"L").unwrap_or(&line);
        let value = long::from_bytes_text(digits, 10)?;
        self.push(value.upcast())
    }

    fn load_long_bytes(&mut self, n: usize) -> PyResult<()> {
        let data = self.input.read(n)?;
        let value = if data.is_empty() {
            Long::small(0).to_ref()
        } else {
            long::from_byte_slice(data, true, true)?
        };
        self.push(value.upcast())
    }

    fn load_float(&mut self) -> PyResult<()> {
        let line = self.text_line(2)?;
        match float::parse_prefix(&line) {
            Some((value, n)) if n == line.len() => self.push(Float::from_f64(value)?.upcast()),
            Some(_) => Err(raise!(ValueError, "could not convert string to float")),
            None => Err(raise!(
                ValueError,
                "could not convert string to float: '{}'",
                String::from_utf8_lossy(&line)
            )),
        }
    }

    /// A length of so many bytes, which must be that of a possible object.
    fn size(&mut self, width: usize, what: &str) -> PyResult<usize> {
        let n = match width {
            1 => u64::from(self.input.byte()?),
            4 => u64::from(u32::from_le_bytes(self.input.array()?)),
            _ => u64::from_le_bytes(self.input.array()?),
        };
        usize::try_from(n)
            .ok()
            .filter(|n| *n <= isize::MAX as usize)
            .ok_or_else(|| {
                raise!(
                    OverflowError,
                    "{} exceeds system's maximum size of {} bytes",
                    what,
                    isize::MAX
                )
            })
    }

    fn load_bytes(&mut self, width: usize, what: &str) -> PyResult<()> {
        let n = self.size(width, what)?;
        let new = Bytes::with_len(n)?;
        // SAFETY: fresh, of `n` bytes, and seen by nobody else yet.
        let memory = unsafe { core::slice::from_raw_parts_mut(new.as_mut_ptr(), n) };
        self.input.read_into(memory)?;
        self.push(new.upcast())
    }

    fn load_bytearray(&mut self) -> PyResult<()> {
        let n = self.size(8, "BYTEARRAY8")?;
        let new = objects::bytearray::PyByteArray_Type.call(&[&*Long::from_usize(n)?])?;
        let view = Buffer::get_writable(&new)?;
        // SAFETY: fresh, of `n` bytes, and seen by nobody else yet.
        let memory = unsafe { core::slice::from_raw_parts_mut(view.as_mut_ptr(), view.len()) };
        self.input.read_into(memory)?;
        drop(view);
        self.push(new)
    }

    fn load_next_buffer(&mut self) -> PyResult<()> {
        let Some(buffers) = self.buffers.clone() else {
            return Err(unpickling_error(format_args!(
                "pickle stream refers to out-of-band data but no *buffers* argument was given"
            )));
        };
        match buffers.next()? {
            Some(buffer) => self.push(buffer),
            None => Err(unpickling_error(format_args!(
                "not enough out-of-band buffers"
            ))),
        }
    }

    fn load_readonly_buffer(&mut self) -> PyResult<()> {
        let top = self.top()?;
        let view = objects::MemoryView::from_object(&top)?;
        if !view.get_attr(interned!("readonly"))?.is_true()? {
            let readonly = view.call_method(interned!("toreadonly"), &[])?;
            self.pop()?;
            self.push(readonly)?;
        }
        Ok(())
    }

    /// Text of Python 2: bytes, or decoded as asked for.
    fn push_text(&mut self, data: &[u8]) -> PyResult<()> {
        let value = match &self.text {
            Some(t) if t.encoding != "bytes" => {
                codec::decode(data, Some(&t.encoding), Some(&t.errors))?.upcast()
            }
            _ => Bytes::from_slice(data)?.upcast(),
        };
        self.push(value)
    }

    fn load_binstring(&mut self, n: usize) -> PyResult<()> {
        let data = self.input.read(n)?.to_vec();
        self.push_text(&data)
    }

    fn load_string(&mut self) -> PyResult<()> {
        let line = self.text_line(1)?;
        let quoted = match line[..] {
            [first @ (b'\'' | b'"'), ref inner @ .., last] if first == last => inner,
            _ => {
                return Err(unpickling_error(format_args!(
                    "the STRING opcode argument must be quoted"
                )));
            }
        };
        let data = codec::escape::decode_bytes(quoted, None)?;
        self.push_text(data.as_slice())
    }

    fn load_unicode(&mut self) -> PyResult<()> {
        let line = self.text_line(1)?;
        let (text, _) = codec::escape::decode_raw(&line, None, true)?;
        self.push(text.upcast())
    }

    fn load_binunicode(&mut self, width: usize) -> PyResult<()> {
        let n = self.size(width, "BINUNICODE")?;
        let text = codec::utf8::decode(self.input.read(n)?, Some("surrogatepass"))?;
        self.push(text.upcast())
    }

    fn load_persistent(&mut self, id: &Object) -> PyResult<()> {
        let Some(load) = self.persistent_load.clone() else {
            return Err(self.underflow());
        };
        let value = load.call(&[id])?;
        self.push(value)
    }
}

/// The kinds of errors that a bad load key is: shown as a character where it can be.
#[cold]
pub fn invalid_key(opcode: u8) -> Raised {
    match opcode {
        0x20..=0x7e if opcode != b'\'' && opcode != b'\\' => {
            unpickling_error(format_args!("invalid load key, '{}'.", char::from(opcode)))
        }
        _ => unpickling_error(format_args!("invalid load key, '\\x{opcode:02x}'.")),
    }
}

/// Text of a name line, in the encoding that its opcode allows.
pub fn name_of(line: &[u8], ascii: bool) -> PyResult<Ref<Str>> {
    if ascii {
        codec::single::decode_ascii(line, None)
    } else {
        codec::utf8::decode(line, None)
    }
}
