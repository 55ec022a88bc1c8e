//! The pickle that is read: a buffer, or a file of which no more is consumed than the pickle is long. Frames limit what one
//! read may take.

use layout::PyBUF_CONTIG_RO;
use objects::exceptions::{self, types};
use objects::prelude::*;

use super::state::unpickling_error;

/// How much is looked at in advance of a file that can `peek`.
const PREFETCH: usize = 8192 * 16;

struct File {
    read: Ref,
    readline: Ref,
    readinto: Option<Ref>,
    peek: Option<Ref>,
}

pub struct Input {
    buffer: Option<Buffer>,
    /// The next byte, and the end of what may be read without asking anybody.
    pos: usize,
    end: usize,
    /// Bytes before this one are consumed in the file, too; later ones were only peeked at.
    consumed: usize,
    /// Within a frame: the end of the buffer, while `end` is that of the frame.
    frame: Option<usize>,
    file: Option<File>,
}

fn truncated() -> Raised {
    unpickling_error(format_args!("pickle data was truncated"))
}

impl Input {
    pub fn from_memory(data: &Object) -> PyResult<Input> {
        let mut input = Input {
            buffer: None,
            pos: 0,
            end: 0,
            consumed: 0,
            frame: None,
            file: None,
        };
        input.set_buffer(data, true)?;
        Ok(input)
    }

    pub fn from_file(file: &Object) -> PyResult<Input> {
        let peek = file.get_attr_opt(interned!("peek"))?;
        let readinto = file.get_attr_opt(id!(readinto))?;
        let read = file.get_attr_opt(id!(read))?;
        let readline = file.get_attr_opt(id!(readline))?;
        let (Some(read), Some(readline)) = (read, readline) else {
            return Err(raise!(
                TypeError,
                "file must have 'read' and 'readline' attributes"
            ));
        };
        Ok(Input {
            buffer: None,
            pos: 0,
            end: 0,
            consumed: 0,
            frame: None,
            file: Some(File {
                read,
                readline,
                readinto,
                peek,
            }),
        })
    }

    /// The references of an input at rest, for the collector.
    pub fn references(&self) -> impl Iterator<Item = &Ref> {
        self.file.iter().flat_map(|f| {
            [
                Some(&f.read),
                Some(&f.readline),
                f.readinto.as_ref(),
                f.peek.as_ref(),
            ]
            .into_iter()
            .flatten()
        })
    }

    fn set_buffer(&mut self, data: &Object, consumed: bool) -> PyResult<usize> {
        self.buffer = None;
        let buffer = Buffer::get_with(data, PyBUF_CONTIG_RO)?;
        let n = buffer.len();
        self.buffer = Some(buffer);
        self.pos = 0;
        self.end = n;
        self.consumed = if consumed { n } else { 0 };
        self.frame = None;
        Ok(n)
    }

    #[inline(always)]
    fn bytes(&self) -> &[u8] {
        self.buffer.as_ref().map_or(&[], Buffer::as_slice)
    }

    /// The next `n` bytes.
    #[inline(always)]
    pub fn read(&mut self, n: usize) -> PyResult<&[u8]> {
        if n > self.end - self.pos {
            self.fetch(n)?;
        }
        let start = self.pos;
        self.pos += n;
        Ok(&self.bytes()[start..start + n])
    }

    #[inline(always)]
    pub fn byte(&mut self) -> PyResult<u8> {
        self.array::<1>().map(|[b]| b)
    }

    #[inline(always)]
    pub fn array<const N: usize>(&mut self) -> PyResult<[u8; N]> {
        let mut out = [0; N];
        out.copy_from_slice(self.read(N)?);
        Ok(out)
    }

    /// A frame is over when all of it was read; nothing may reach across its end.
    fn leave_frame(&mut self, straddles: bool) -> PyResult<()> {
        if straddles {
            return Err(unpickling_error(format_args!(
                "pickle exhausted before end of frame"
            )));
        }
        if let Some(end) = self.frame.take() {
            self.end = end;
        }
        Ok(())
    }

    /// Makes the buffer begin with the next `n` bytes, which it does not hold.
    #[cold]
    fn fetch(&mut self, n: usize) -> PyResult<()> {
        if self
            .pos
            .checked_add(n)
            .is_none_or(|e| e > isize::MAX as usize)
        {
            return Err(unpickling_error(format_args!(
                "read would overflow (invalid bytecode)"
            )));
        }
        if self.frame.is_some() {
            self.leave_frame(self.pos < self.end)?;
            if n <= self.end - self.pos {
                return Ok(());
            }
        }
        if self.file.is_none() {
            return Err(truncated());
        }
        if self.read_from_file(Some(n))? < n {
            return Err(truncated());
        }
        Ok(())
    }

    /// Consumes in the file what was only peeked at.
    pub fn skip_consumed(&mut self) -> PyResult<()> {
        if self.pos <= self.consumed {
            return Ok(());
        }
        if let Some(file) = &self.file {
            let n = Long::from_usize(self.pos - self.consumed)?;
            drop(file.read.clone().call(&[&n])?);
        }
        self.consumed = self.pos;
        Ok(())
    }

    /// Fills the buffer with `n` bytes of the file (perhaps more, if it can peek), or with a line.
    fn read_from_file(&mut self, n: Option<usize>) -> PyResult<usize> {
        self.skip_consumed()?;
        let Some(file) = &mut self.file else {
            return Ok(0);
        };
        let Some(n) = n else {
            let line = file.readline.clone().call(&[])?;
            return self.set_buffer(&line, true);
        };
        let read = file.read.clone();
        if n < PREFETCH
            && let Some(peek) = file.peek.clone()
        {
            match peek.call(&[&*Long::from_usize(PREFETCH)?]) {
                Ok(data) => {
                    if n <= self.set_buffer(&data, false)? {
                        return Ok(n);
                    }
                }
                Err(raised) => {
                    exceptions::clear_if(&types::NotImplementedError, raised)?;
                    if let Some(file) = &mut self.file {
                        file.peek = None;
                    }
                }
            }
        }
        let data = read.call(&[&*Long::from_usize(n)?])?;
        self.set_buffer(&data, true)
    }

    /// A line, with its end.
    pub fn line(&mut self) -> PyResult<&[u8]> {
        loop {
            let rest = &self.bytes()[self.pos..self.end];
            if let Some(i) = memchr::memchr(b'\n', rest) {
                let start = self.pos;
                self.pos += i + 1;
                return Ok(&self.bytes()[start..start + i + 1]);
            }
            if self.frame.is_none() {
                break;
            }
            self.leave_frame(self.pos < self.end)?;
        }
        if self.file.is_none() {
            return Err(truncated());
        }
        let n = self.read_from_file(None)?;
        if self.bytes()[..n].last() != Some(&b'\n') {
            return Err(truncated());
        }
        self.pos = n;
        Ok(&self.bytes()[..n])
    }

    /// A line of at least `least` characters, without its end.
    pub fn text_line(&mut self, least: usize) -> PyResult<Vec<u8>> {
        let line = self.line()?;
        if line.len() < least {
            return Err(truncated());
        }
        Ok(line[..line.len() - 1].to_vec())
    }

    /// Moves up to all of `out` from the buffer; what is still missing.
    fn drain<'b>(&mut self, out: &'b mut [u8]) -> &'b mut [u8] {
        let n = (self.end - self.pos).min(out.len());
        out[..n].copy_from_slice(&self.bytes()[self.pos..self.pos + n]);
        self.pos += n;
        &mut out[n..]
    }

    /// Fills the memory of a new object.
    pub fn read_into(&mut self, out: &mut [u8]) -> PyResult<()> {
        let available = self.end > self.pos;
        let mut rest = self.drain(out);
        if rest.is_empty() {
            return Ok(());
        }
        if self.frame.is_some() {
            self.leave_frame(available)?;
            rest = self.drain(rest);
            if rest.is_empty() {
                return Ok(());
            }
        }
        self.skip_consumed()?;
        let Some(file) = &self.file else {
            return Err(truncated());
        };
        let n = rest.len();
        let Some(readinto) = file.readinto.clone() else {
            let data = file.read.clone().call(&[&*Long::from_usize(n)?])?;
            let Some(data) = data.downcast::<Bytes>() else {
                return Err(raise!(
                    ValueError,
                    "read() returned non-bytes object ({})",
                    data.class().repr()?.to_string_lossy()
                ));
            };
            let Some(found) = data.as_slice().get(..n) else {
                return Err(truncated());
            };
            rest.copy_from_slice(found);
            return Ok(());
        };
        // The file writes into a bytearray of ours, not into memory that may be gone when it still holds a view of it.
        let target = objects::bytearray::PyByteArray_Type.call(&[&*Long::from_usize(n)?])?;
        let read = readinto.call(&[&target])?.index()?.as_isize()?;
        if read < 0 {
            return Err(raise!(ValueError, "readinto() returned negative size"));
        }
        let filled = Buffer::get(&target)?;
        if (read as usize) < n || filled.len() < n {
            return Err(truncated());
        }
        rest.copy_from_slice(&filled.as_slice()[..n]);
        Ok(())
    }

    /// Begins a frame of `n` bytes; `read` of its header has been done.
    pub fn begin_frame(&mut self, n: u64) -> PyResult<()> {
        if self.frame.is_some() {
            if self.pos < self.end {
                return Err(unpickling_error(format_args!(
                    "beginning of a new frame before end of current frame"
                )));
            }
            self.leave_frame(false)?;
        }
        let n = usize::try_from(n)
            .ok()
            .filter(|n| *n <= isize::MAX as usize)
            .ok_or_else(|| {
                raise!(
                    OverflowError,
                    "FRAME length exceeds system's maximum of {} bytes",
                    isize::MAX
                )
            })?;
        self.read(n)?;
        self.pos -= n;
        self.frame = Some(self.end);
        self.end = self.pos + n;
        Ok(())
    }
}
