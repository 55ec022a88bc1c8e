//! Reading.

use super::{DIGIT_BITS, FLAG_REF, MAX_DEPTH, MarshalError, ty};
use crate::constant::Int;
use num_bigint::{BigInt, BigUint, Sign};

/// Where the data comes from.
pub trait Input<E> {
    /// The next `n` bytes.
    fn read(&mut self, n: usize) -> Result<&[u8], E>;

    /// The next byte; at the end of the data the error says `eof`.
    fn byte(&mut self, eof: &'static str) -> Result<u8, E>;

    /// How many bytes may be left at most.
    fn left(&self) -> usize {
        usize::MAX
    }
}

const UNEXPECTED_EOF: &str = "EOF read where not expected";

/// Data in memory.
pub struct SliceInput<'a> {
    rest: &'a [u8],
}

impl<'a> SliceInput<'a> {
    pub fn new(data: &'a [u8]) -> Self {
        SliceInput { rest: data }
    }

    /// What has not been read yet.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }
}

impl<E: From<MarshalError>> Input<E> for SliceInput<'_> {
    fn read(&mut self, n: usize) -> Result<&[u8], E> {
        let (head, rest) = self
            .rest
            .split_at_checked(n)
            .ok_or(MarshalError::Eof("marshal data too short"))?;
        self.rest = rest;
        Ok(head)
    }

    fn byte(&mut self, eof: &'static str) -> Result<u8, E> {
        let (&b, rest) = self.rest.split_first().ok_or(MarshalError::Eof(eof))?;
        self.rest = rest;
        Ok(b)
    }

    fn left(&self) -> usize {
        self.rest.len()
    }
}

/// The parts of a code object, as they come.
pub struct CodeParts<V> {
    pub argcount: i32,
    pub posonlyargcount: i32,
    pub kwonlyargcount: i32,
    pub stacksize: i32,
    pub flags: i32,
    pub code: V,
    pub consts: V,
    pub names: V,
    pub localsplusnames: V,
    pub localspluskinds: V,
    pub filename: V,
    pub name: V,
    pub qualname: V,
    pub firstlineno: i32,
    pub linetable: V,
    pub exceptiontable: V,
}

/// Makes values of what is read.
///
/// Containers are made first and filled after, so that what they hold may refer to them. A builder whose values have no
/// identity ([`Builder::IDENTITY`] false) has each registered when it is complete; then only true cycles fail.
pub trait Builder {
    type Value: Clone;
    type Error: From<MarshalError>;
    const IDENTITY: bool;

    fn none(&mut self) -> Result<Self::Value, Self::Error>;
    fn bool(&mut self, v: bool) -> Result<Self::Value, Self::Error>;
    fn ellipsis(&mut self) -> Result<Self::Value, Self::Error>;
    fn stop_iteration(&mut self) -> Result<Self::Value, Self::Error>;
    fn int(&mut self, v: Int) -> Result<Self::Value, Self::Error>;
    fn float(&mut self, v: f64) -> Result<Self::Value, Self::Error>;
    fn complex(&mut self, re: f64, im: f64) -> Result<Self::Value, Self::Error>;
    fn bytes(&mut self, v: &[u8]) -> Result<Self::Value, Self::Error>;
    /// Latin-1 text of the type that promises ASCII.
    fn latin1(&mut self, v: &[u8], interned: bool) -> Result<Self::Value, Self::Error>;
    /// UTF-8, in which surrogates may be encoded; not yet checked.
    fn utf8(&mut self, v: &[u8], interned: bool) -> Result<Self::Value, Self::Error>;
    fn tuple(&mut self, len: usize) -> Result<Self::Value, Self::Error>;
    fn tuple_set(
        &mut self,
        tuple: &mut Self::Value,
        at: usize,
        item: Self::Value,
    ) -> Result<(), Self::Error>;
    fn list(&mut self, len: usize) -> Result<Self::Value, Self::Error>;
    fn list_set(
        &mut self,
        list: &mut Self::Value,
        at: usize,
        item: Self::Value,
    ) -> Result<(), Self::Error>;
    fn dict(&mut self) -> Result<Self::Value, Self::Error>;
    fn dict_set(
        &mut self,
        dict: &mut Self::Value,
        key: Self::Value,
        value: Self::Value,
    ) -> Result<(), Self::Error>;
    fn set(&mut self, frozen: bool, len: usize) -> Result<Self::Value, Self::Error>;
    fn set_add(&mut self, set: &mut Self::Value, item: Self::Value) -> Result<(), Self::Error>;
    fn slice(&mut self, parts: [Self::Value; 3]) -> Result<Self::Value, Self::Error>;
    fn code(&mut self, parts: CodeParts<Self::Value>) -> Result<Self::Value, Self::Error>;
}

pub struct Reader<'b, I, B: Builder> {
    pub input: I,
    builder: &'b mut B,
    refs: Vec<Option<B::Value>>,
    depth: u32,
    allow_code: bool,
}

impl<'b, I: Input<B::Error>, B: Builder> Reader<'b, I, B> {
    pub fn new(input: I, builder: &'b mut B, allow_code: bool) -> Self {
        Reader {
            input,
            builder,
            refs: Vec::new(),
            depth: 0,
            allow_code,
        }
    }

    /// Reads one value.
    pub fn read(&mut self) -> Result<B::Value, B::Error> {
        self.required("NULL object in marshal data for object")
    }

    pub fn short(&mut self) -> Result<i16, B::Error> {
        let b = self.input.read(2)?;
        Ok(i16::from_le_bytes([b[0], b[1]]))
    }

    pub fn long(&mut self) -> Result<i32, B::Error> {
        let b = self.input.read(4)?;
        Ok(i32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }

    fn size(&mut self, error: &'static str) -> Result<usize, B::Error> {
        Ok(usize::try_from(self.long()?).map_err(|_| MarshalError::Value(error))?)
    }

    fn required(&mut self, missing: &'static str) -> Result<B::Value, B::Error> {
        Ok(self.object()?.ok_or(MarshalError::Type(missing))?)
    }

    fn float_bin(&mut self) -> Result<f64, B::Error> {
        let mut bits = [0; 8];
        bits.copy_from_slice(self.input.read(8)?);
        Ok(f64::from_le_bytes(bits))
    }

    fn float_str(&mut self) -> Result<f64, B::Error> {
        let n = self.input.byte(UNEXPECTED_EOF)?;
        let text = self.input.read(n as usize)?;
        let parsed = std::str::from_utf8(text)
            .ok()
            .and_then(|s| s.trim_start().parse().ok());
        Ok(parsed.ok_or(MarshalError::Value("could not convert string to float"))?)
    }

    fn long_int(&mut self) -> Result<Int, B::Error> {
        let n = self.long()?;
        if n == i32::MIN {
            return Err(MarshalError::Value("bad marshal data (long size out of range)").into());
        }
        let mut digits = Vec::new();
        for left in (0..n.unsigned_abs()).rev() {
            let digit = self.short()?;
            if digit < 0 {
                return Err(
                    MarshalError::Value("bad marshal data (digit out of range in long)").into(),
                );
            }
            if left == 0 && digit == 0 {
                return Err(
                    MarshalError::Value("bad marshal data (unnormalized long data)").into(),
                );
            }
            digits.push(digit as u16);
        }
        // Two digits of fifteen bits make one of thirty; from_slice wants thirty-two.
        let mut words: Vec<u32> = Vec::new();
        let (mut pending, mut bits) = (0u64, 0);
        for digit in digits {
            pending |= (digit as u64) << bits;
            bits += DIGIT_BITS;
            if bits >= 32 {
                words.push(pending as u32);
                pending >>= 32;
                bits -= 32;
            }
        }
        words.push(pending as u32);
        let sign = if n < 0 { Sign::Minus } else { Sign::Plus };
        Ok(Int::from(BigInt::from_biguint(sign, BigUint::new(words))))
    }

    fn reserve(&mut self, flag: bool) -> Result<usize, B::Error> {
        if !flag {
            return Ok(0);
        }
        if self.refs.len() >= 0x7ffffffe {
            return Err(MarshalError::Value("bad marshal data (index list too large)").into());
        }
        self.refs.try_reserve(1).map_err(|_| MarshalError::Memory)?;
        self.refs.push(None);
        Ok(self.refs.len() - 1)
    }

    /// A value may be NULL, which ends dictionaries.
    fn object(&mut self) -> Result<Option<B::Value>, B::Error> {
        let code = self.input.byte("EOF read where object expected")?;
        if self.depth >= MAX_DEPTH {
            return Err(MarshalError::Value("recursion limit exceeded").into());
        }
        self.depth += 1;
        let value = self.typed(code & !FLAG_REF, code & FLAG_REF != 0);
        self.depth -= 1;
        value
    }

    fn typed(&mut self, code: u8, flag: bool) -> Result<Option<B::Value>, B::Error> {
        let simple = match code {
            ty::NULL => return Ok(None),
            ty::NONE => return self.builder.none().map(Some),
            ty::STOPITER => return self.builder.stop_iteration().map(Some),
            ty::ELLIPSIS => return self.builder.ellipsis().map(Some),
            ty::FALSE => return self.builder.bool(false).map(Some),
            ty::TRUE => return self.builder.bool(true).map(Some),
            ty::REF => {
                let invalid = MarshalError::Value("bad marshal data (invalid reference)");
                let at = usize::try_from(self.long()?).map_err(|_| invalid)?;
                let value = self.refs.get(at).cloned().flatten();
                return Ok(Some(value.ok_or(invalid)?));
            }
            ty::TUPLE
            | ty::SMALL_TUPLE
            | ty::LIST
            | ty::DICT
            | ty::SET
            | ty::FROZENSET
            | ty::SLICE
            | ty::CODE => {
                return self.container(code, flag).map(Some);
            }
            ty::INT => {
                let v = self.long()?;
                self.builder.int(Int::Small(v as i64))?
            }
            ty::INT64 => {
                let mut v = [0; 8];
                v.copy_from_slice(self.input.read(8)?);
                self.builder.int(Int::Small(i64::from_le_bytes(v)))?
            }
            ty::LONG => {
                let v = self.long_int()?;
                self.builder.int(v)?
            }
            ty::FLOAT => {
                let v = self.float_str()?;
                self.builder.float(v)?
            }
            ty::BINARY_FLOAT => {
                let v = self.float_bin()?;
                self.builder.float(v)?
            }
            ty::COMPLEX => {
                let (re, im) = (self.float_str()?, self.float_str()?);
                self.builder.complex(re, im)?
            }
            ty::BINARY_COMPLEX => {
                let (re, im) = (self.float_bin()?, self.float_bin()?);
                self.builder.complex(re, im)?
            }
            ty::STRING => {
                let n = self.size("bad marshal data (bytes object size out of range)")?;
                self.builder.bytes(self.input.read(n)?)?
            }
            ty::ASCII | ty::ASCII_INTERNED | ty::SHORT_ASCII | ty::SHORT_ASCII_INTERNED => {
                let n = match code {
                    ty::ASCII | ty::ASCII_INTERNED => {
                        self.size("bad marshal data (string size out of range)")?
                    }
                    _ => self.input.byte(UNEXPECTED_EOF)? as usize,
                };
                let interned = matches!(code, ty::ASCII_INTERNED | ty::SHORT_ASCII_INTERNED);
                self.builder.latin1(self.input.read(n)?, interned)?
            }
            ty::UNICODE | ty::INTERNED => {
                let n = self.size("bad marshal data (string size out of range)")?;
                self.builder
                    .utf8(self.input.read(n)?, code == ty::INTERNED)?
            }
            _ => return Err(MarshalError::Value("bad marshal data (unknown type code)").into()),
        };
        let at = self.reserve(flag)?;
        if flag {
            self.refs[at] = Some(simple.clone());
        }
        Ok(Some(simple))
    }

    fn container(&mut self, code: u8, flag: bool) -> Result<B::Value, B::Error> {
        let len = match code {
            ty::SMALL_TUPLE => self.input.byte(UNEXPECTED_EOF)? as usize,
            ty::TUPLE => self.size("bad marshal data (tuple size out of range)")?,
            ty::LIST => self.size("bad marshal data (list size out of range)")?,
            ty::SET | ty::FROZENSET => self.size("bad marshal data (set size out of range)")?,
            ty::CODE if !self.allow_code => {
                return Err(MarshalError::Value("unmarshalling code objects is disallowed").into());
            }
            _ => 0,
        };
        let at = self.reserve(flag)?;
        let value = match code {
            ty::CODE => self.code()?,
            ty::SLICE => {
                let missing = "NULL object in marshal data for slice";
                let parts = [
                    self.required(missing)?,
                    self.required(missing)?,
                    self.required(missing)?,
                ];
                self.builder.slice(parts)?
            }
            _ => {
                let mut value = match code {
                    ty::LIST => self.builder.list(len)?,
                    ty::DICT => self.builder.dict()?,
                    ty::SET | ty::FROZENSET => self.builder.set(code == ty::FROZENSET, len)?,
                    // Each item takes a byte: who promises more items than there are bytes gets no room for them.
                    _ => self.builder.tuple(len.min(self.input.left()))?,
                };
                // A frozenset may change only while nobody else holds it.
                if flag && B::IDENTITY && code != ty::FROZENSET {
                    self.refs[at] = Some(value.clone());
                }
                self.fill(code, &mut value, len)?;
                value
            }
        };
        if flag && self.refs[at].is_none() {
            self.refs[at] = Some(value.clone());
        }
        Ok(value)
    }

    fn fill(&mut self, code: u8, value: &mut B::Value, len: usize) -> Result<(), B::Error> {
        if code == ty::DICT {
            while let Some(key) = self.object()? {
                // A key without a value ends the dictionary, too.
                let Some(item) = self.object()? else { break };
                self.builder.dict_set(value, key, item)?;
            }
            return Ok(());
        }
        for i in 0..len {
            match code {
                ty::LIST => {
                    let item = self.required("NULL object in marshal data for list")?;
                    self.builder.list_set(value, i, item)?;
                }
                ty::SET | ty::FROZENSET => {
                    let item = self.required("NULL object in marshal data for set")?;
                    self.builder.set_add(value, item)?;
                }
                _ => {
                    let item = self.required("NULL object in marshal data for tuple")?;
                    self.builder.tuple_set(value, i, item)?;
                }
            }
        }
        Ok(())
    }

    fn code(&mut self) -> Result<B::Value, B::Error> {
        let missing = "NULL object in marshal data for code object";
        let parts = CodeParts {
            argcount: self.long()?,
            posonlyargcount: self.long()?,
            kwonlyargcount: self.long()?,
            stacksize: self.long()?,
            flags: self.long()?,
            code: self.required(missing)?,
            consts: self.required(missing)?,
            names: self.required(missing)?,
            localsplusnames: self.required(missing)?,
            localspluskinds: self.required(missing)?,
            filename: self.required(missing)?,
            name: self.required(missing)?,
            qualname: self.required(missing)?,
            firstlineno: self.long()?,
            linetable: self.required(missing)?,
            exceptiontable: self.required(missing)?,
        };
        self.builder.code(parts)
    }
}
