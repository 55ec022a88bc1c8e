//! Writing.

use super::{DIGIT_BITS, FLAG_REF, MAX_DEPTH, MarshalError, ty};
use crate::constant::Int;
use std::borrow::Cow;
use std::collections::HashMap;

/// Sets within sets: to put one in order its elements are written apart, which doubles the work with each set around them.
/// (CPython goes on for ever.)
const MAX_SORTS: u32 = 20;
/// As many bytes a value takes at most before its elements and sized texts.
const ROOM: usize = 300;

/// What a value is, to the format.
pub enum View<'v, V> {
    Null,
    None,
    Bool(bool),
    Ellipsis,
    StopIteration,
    Int(Int),
    Float(f64),
    Complex(f64, f64),
    /// Bytes, and whatever gives its bytes.
    Bytes(Cow<'v, [u8]>),
    /// UTF-8 with surrogates encoded.
    Str {
        utf8: Cow<'v, [u8]>,
        interned: bool,
    },
    Tuple(Vec<V>),
    List(Vec<V>),
    Dict(Vec<(V, V)>),
    Set(Vec<V>),
    FrozenSet(Vec<V>),
    Slice([V; 3]),
    Code(Box<super::CodeParts<V>>),
    /// Cannot be marshalled.
    Unsupported,
}

/// Knows the values to be written.
pub trait Source {
    type Value: Clone;
    type Error: From<MarshalError>;

    fn view<'v>(&mut self, value: &'v Self::Value) -> Result<View<'v, Self::Value>, Self::Error>;

    /// What tells the value from all others, if it may occur again; `None` if it certainly does not.
    fn identity(&mut self, value: &Self::Value) -> Option<usize>;
}

pub struct Writer<'s, S: Source> {
    pub out: Vec<u8>,
    source: &'s mut S,
    version: i32,
    allow_code: bool,
    depth: u32,
    /// Sets in which this stands that are being put in order.
    sorts: u32,
    /// Index of each value written so far; a code object's is not final until it is complete.
    refs: HashMap<usize, (u32, bool)>,
}

impl<'s, S: Source> Writer<'s, S> {
    pub fn new(source: &'s mut S, version: i32, allow_code: bool) -> Self {
        Writer {
            out: Vec::new(),
            source,
            version,
            allow_code,
            depth: 0,
            sorts: 0,
            refs: HashMap::new(),
        }
    }

    pub fn long(&mut self, v: i32) {
        self.out.extend_from_slice(&v.to_le_bytes());
    }

    fn size(&mut self, n: usize) -> Result<(), S::Error> {
        let n = i32::try_from(n).map_err(|_| MarshalError::Value("unmarshallable object"))?;
        self.long(n);
        Ok(())
    }

    /// Makes room for so many bytes more.
    fn room(&mut self, n: usize) -> Result<(), S::Error> {
        self.out.try_reserve(n).map_err(|_| MarshalError::Memory)?;
        Ok(())
    }

    fn sized(&mut self, bytes: &[u8]) -> Result<(), S::Error> {
        self.size(bytes.len())?;
        self.room(bytes.len())?;
        self.out.extend_from_slice(bytes);
        Ok(())
    }

    /// Writes one value.
    pub fn write(&mut self, value: &S::Value) -> Result<(), S::Error> {
        if self.depth >= MAX_DEPTH {
            return Err(MarshalError::Value("object too deeply nested to marshal").into());
        }
        self.room(ROOM)?;
        self.depth += 1;
        let result = self.object(value);
        self.depth -= 1;
        result
    }

    fn object(&mut self, value: &S::Value) -> Result<(), S::Error> {
        let view = self.source.view(value)?;
        let singleton = match view {
            View::Null => Some(ty::NULL),
            View::None => Some(ty::NONE),
            View::StopIteration => Some(ty::STOPITER),
            View::Ellipsis => Some(ty::ELLIPSIS),
            View::Bool(false) => Some(ty::FALSE),
            View::Bool(true) => Some(ty::TRUE),
            _ => None,
        };
        if let Some(code) = singleton {
            self.out.push(code);
            return Ok(());
        }
        let identity = if self.version >= 3 {
            self.source.identity(value)
        } else {
            None
        };
        let mut flag = 0;
        if let Some(identity) = identity {
            if let Some((index, complete)) = self.refs.get(&identity).copied() {
                if !complete {
                    return Err(MarshalError::Value("cannot marshal recursion code objects").into());
                }
                self.out.push(ty::REF);
                self.long(index as i32);
                return Ok(());
            }
            if self.refs.len() >= 0x7fffffff {
                return Err(MarshalError::Value("too many objects").into());
            }
            self.refs.try_reserve(1).map_err(|_| MarshalError::Memory)?;
            let complete = !matches!(view, View::Code(_) | View::Slice(_));
            self.refs
                .insert(identity, (self.refs.len() as u32, complete));
            flag = FLAG_REF;
        }
        self.complex(view, flag)?;
        if let Some(entry) = identity.and_then(|i| self.refs.get_mut(&i)) {
            entry.1 = true;
        }
        Ok(())
    }

    fn items(&mut self, items: &[S::Value]) -> Result<(), S::Error> {
        items.iter().try_for_each(|item| self.write(item))
    }

    fn float(&mut self, v: f64) {
        if self.version > 1 {
            self.out.extend_from_slice(&v.to_le_bytes());
        } else {
            // Seventeen significant digits, as `%.17g`.
            let text = general_17(v);
            self.out.push(text.len() as u8);
            self.out.extend_from_slice(text.as_bytes());
        }
    }

    fn complex(&mut self, view: View<'_, S::Value>, flag: u8) -> Result<(), S::Error> {
        match view {
            View::Int(Int::Small(v)) if i32::try_from(v).is_ok() => {
                self.out.push(ty::INT | flag);
                self.long(v as i32);
            }
            View::Int(v) => self.big_int(&v, flag)?,
            View::Float(v) => {
                self.out.push(
                    flag | if self.version > 1 {
                        ty::BINARY_FLOAT
                    } else {
                        ty::FLOAT
                    },
                );
                self.float(v);
            }
            View::Complex(re, im) => {
                self.out.push(
                    flag | if self.version > 1 {
                        ty::BINARY_COMPLEX
                    } else {
                        ty::COMPLEX
                    },
                );
                self.float(re);
                self.float(im);
            }
            View::Bytes(b) => {
                self.out.push(ty::STRING | flag);
                self.sized(&b)?;
            }
            View::Str { utf8, interned } => self.string(&utf8, interned, flag)?,
            View::Tuple(items) => {
                if self.version >= 4 && items.len() < 256 {
                    self.out.extend([ty::SMALL_TUPLE | flag, items.len() as u8]);
                } else {
                    self.out.push(ty::TUPLE | flag);
                    self.size(items.len())?;
                }
                self.items(&items)?;
            }
            View::List(items) => {
                self.out.push(ty::LIST | flag);
                self.size(items.len())?;
                self.items(&items)?;
            }
            View::Dict(items) => {
                self.out.push(ty::DICT | flag);
                for (key, value) in &items {
                    self.write(key)?;
                    self.write(value)?;
                }
                self.out.push(ty::NULL);
            }
            View::Set(items) => self.set(ty::SET | flag, items)?,
            View::FrozenSet(items) => self.set(ty::FROZENSET | flag, items)?,
            View::Slice(parts) => {
                if self.version < 5 {
                    self.out.push(ty::UNKNOWN | flag);
                    return Err(MarshalError::Value("unmarshallable object").into());
                }
                self.out.push(ty::SLICE | flag);
                self.items(&parts)?;
            }
            View::Code(parts) => self.code(&parts, flag)?,
            _ => {
                self.out.push(ty::UNKNOWN | flag);
                return Err(MarshalError::Value("unmarshallable object").into());
            }
        }
        Ok(())
    }

    fn big_int(&mut self, v: &Int, flag: u8) -> Result<(), S::Error> {
        self.out.push(ty::LONG | flag);
        let (sign, words) = v.to_bigint().to_u32_digits();
        let n = words.len() * 32 / DIGIT_BITS as usize + 1;
        let mut digits = Vec::new();
        digits
            .try_reserve_exact(n)
            .map_err(|_| MarshalError::Memory)?;
        self.room(2 * n)?;
        let (mut pending, mut bits) = (0u64, 0);
        for word in words {
            pending |= (word as u64) << bits;
            bits += 32;
            while bits >= DIGIT_BITS {
                digits.push((pending & 0x7fff) as u16);
                pending >>= DIGIT_BITS;
                bits -= DIGIT_BITS;
            }
        }
        digits.push(pending as u16);
        while digits.last() == Some(&0) {
            digits.pop();
        }
        let n = i32::try_from(digits.len())
            .map_err(|_| MarshalError::Value("unmarshallable object"))?;
        self.long(if sign == num_bigint::Sign::Minus {
            -n
        } else {
            n
        });
        self.out.extend(digits.iter().flat_map(|d| d.to_le_bytes()));
        Ok(())
    }

    fn string(&mut self, utf8: &[u8], interned: bool, flag: u8) -> Result<(), S::Error> {
        if self.version >= 4 && utf8.is_ascii() {
            let short = utf8.len() < 256;
            self.out.push(
                flag | match (short, interned) {
                    (true, true) => ty::SHORT_ASCII_INTERNED,
                    (true, false) => ty::SHORT_ASCII,
                    (false, true) => ty::ASCII_INTERNED,
                    (false, false) => ty::ASCII,
                },
            );
            if !short {
                return self.sized(utf8);
            }
            self.out.push(utf8.len() as u8);
            self.out.extend_from_slice(utf8);
            return Ok(());
        }
        self.out.push(
            flag | if self.version >= 3 && interned {
                ty::INTERNED
            } else {
                ty::UNICODE
            },
        );
        self.sized(utf8)
    }

    /// Elements go in the order of their own marshalled forms, so that equal sets have equal dumps.
    fn set(&mut self, code: u8, items: Vec<S::Value>) -> Result<(), S::Error> {
        self.out.push(code);
        self.size(items.len())?;
        if let [only] = &items[..] {
            return self.write(only);
        }
        if self.sorts == MAX_SORTS {
            return Err(MarshalError::Value("object too deeply nested to marshal").into());
        }
        let mut keyed = Vec::new();
        keyed
            .try_reserve_exact(items.len())
            .map_err(|_| MarshalError::Memory)?;
        for item in items {
            let mut alone = Writer::new(&mut *self.source, self.version, self.allow_code);
            alone.depth = self.depth;
            alone.sorts = self.sorts + 1;
            alone.write(&item)?;
            keyed.push((alone.out, item));
        }
        keyed.sort_by(|a, b| a.0.cmp(&b.0));
        keyed.iter().try_for_each(|(_, item)| self.write(item))
    }

    fn code(&mut self, parts: &super::CodeParts<S::Value>, flag: u8) -> Result<(), S::Error> {
        if !self.allow_code {
            return Err(MarshalError::Value("marshalling code objects is disallowed").into());
        }
        self.out.push(ty::CODE | flag);
        for v in [
            parts.argcount,
            parts.posonlyargcount,
            parts.kwonlyargcount,
            parts.stacksize,
            parts.flags,
        ] {
            self.long(v);
        }
        for v in [
            &parts.code,
            &parts.consts,
            &parts.names,
            &parts.localsplusnames,
            &parts.localspluskinds,
            &parts.filename,
            &parts.name,
            &parts.qualname,
        ] {
            self.write(v)?;
        }
        self.long(parts.firstlineno);
        self.write(&parts.linetable)?;
        self.write(&parts.exceptiontable)
    }
}

/// `'%.17g' % v`
fn general_17(v: f64) -> String {
    if !v.is_finite() {
        return if v.is_nan() {
            "nan".into()
        } else if v > 0.0 {
            "inf".into()
        } else {
            "-inf".into()
        };
    }
    let trim = |s: &str| match s.contains('.') {
        true => s.trim_end_matches('0').trim_end_matches('.').to_string(),
        false => s.to_string(),
    };
    let scientific = format!("{v:.16e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else {
        return scientific;
    };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..17).contains(&exponent) {
        return trim(&format!("{v:.*}", (16 - exponent).max(0) as usize));
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{}e{sign}{:02}", trim(mantissa), exponent.abs())
}
