//! The pickle in the making: opcodes collected in memory, cut into frames, and handed to a file's `write`.

use objects::exceptions;
use objects::prelude::*;

use super::opcode::*;

pub struct Output {
    bytes: Vec<u8>,
    /// Are frames made (protocol 4 and later)?
    pub framing: bool,
    /// Where the open frame's header lies.
    frame_start: Option<usize>,
    /// The file's `write`; without it everything stays in memory.
    write: Option<Ref>,
}

impl Output {
    pub fn new(write: Option<Ref>) -> Output {
        Output {
            bytes: Vec::new(),
            framing: false,
            frame_start: None,
            write,
        }
    }

    fn reserve(&mut self, n: usize) -> PyResult<()> {
        self.bytes
            .try_reserve(n)
            .map_err(|_| exceptions::no_memory())
    }

    #[inline]
    pub fn push(&mut self, data: &[u8]) -> PyResult<()> {
        if self.bytes.capacity() - self.bytes.len() < data.len() + FRAME_HEADER_SIZE {
            self.reserve(data.len() + FRAME_HEADER_SIZE)?;
        }
        if self.framing && self.frame_start.is_none() {
            self.frame_start = Some(self.bytes.len());
            self.bytes.extend_from_slice(&[0xfe; FRAME_HEADER_SIZE]);
        }
        self.bytes.extend_from_slice(data);
        Ok(())
    }

    #[inline]
    pub fn op(&mut self, opcode: u8) -> PyResult<()> {
        self.push(&[opcode])
    }

    /// Between two objects: a frame that is long enough ends, and goes out if there is a file.
    #[inline]
    pub fn boundary(&mut self) -> PyResult<()> {
        let Some(start) = self.frame_start else {
            return Ok(());
        };
        if !self.framing || self.bytes.len() - start - FRAME_HEADER_SIZE < FRAME_SIZE_TARGET {
            return Ok(());
        }
        self.close_frame();
        self.flush()
    }

    /// Completes the open frame's header; a very short frame has none.
    pub fn close_frame(&mut self) {
        let Some(start) = self.frame_start.take() else {
            return;
        };
        let end = start + FRAME_HEADER_SIZE;
        let length = self.bytes.len() - end;
        if length >= FRAME_SIZE_MIN {
            self.bytes[start] = FRAME;
            self.bytes[start + 1..end].copy_from_slice(&(length as u64).to_le_bytes());
        } else {
            self.bytes.drain(start..end);
        }
    }

    /// Hands what there is to the file, if there is one.
    pub fn flush(&mut self) -> PyResult<()> {
        let Some(write) = &self.write else {
            return Ok(());
        };
        let data = Bytes::from_slice(&self.bytes)?;
        self.bytes.clear();
        drop(write.call(&[&data])?);
        Ok(())
    }

    /// A header and what it announces. Long payloads stand outside of frames and go to the file as they are.
    pub fn push_large(
        &mut self,
        header: &[u8],
        data: &[u8],
        payload: Option<&Object>,
    ) -> PyResult<()> {
        if data.len() < FRAME_SIZE_TARGET {
            self.push(header)?;
            return self.push(data);
        }
        self.close_frame();
        let framing = core::mem::replace(&mut self.framing, false);
        self.push(header)?;
        match self.write.clone() {
            Some(write) => {
                self.flush()?;
                match payload {
                    Some(payload) => drop(write.call(&[payload])?),
                    None => drop(write.call(&[&*Bytes::from_slice(data)?])?),
                }
            }
            None => self.push(data)?,
        }
        self.framing = framing;
        Ok(())
    }

    /// What was collected.
    pub fn finish(self) -> PyResult<Ref<Bytes>> {
        Bytes::from_slice(&self.bytes)
    }
}
