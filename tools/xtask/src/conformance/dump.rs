//! Reads the records that `tools/oracle/dump_code.py` and `dump_snippets.py` write: pieces of bytes behind their length, four bytes,
//! the lowest first.

pub struct Dump<'a>(pub &'a [u8]);

impl<'a> Dump<'a> {
    pub fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    fn take(&mut self, n: usize) -> Result<&'a [u8], String> {
        let (head, tail) = self
            .0
            .split_at_checked(n)
            .ok_or("the dump ends within a record")?;
        self.0 = tail;
        Ok(head)
    }

    pub fn byte(&mut self) -> Result<u8, String> {
        Ok(self.take(1)?[0])
    }

    /// A piece.
    pub fn bytes(&mut self) -> Result<&'a [u8], String> {
        let length = self.take(4)?;
        let n = length.iter().rev().fold(0, |v, b| v << 8 | *b as usize);
        self.take(n)
    }

    /// A piece that is text.
    pub fn text(&mut self) -> Result<&'a str, String> {
        std::str::from_utf8(self.bytes()?).map_err(|e| e.to_string())
    }
}
