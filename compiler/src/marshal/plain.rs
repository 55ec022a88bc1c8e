//! Marshalling constants and code as plain data.
//!
//! Plain values have no identity, so writing tells strings by content (names recur all through a code object, and are
//! interned) and everything else as new. What cannot be a constant of compiled code (lists, dictionaries, mutable sets)
//! is refused.

use super::{Builder, CodeParts, MarshalError, Reader, SliceInput, Source, View, Writer};
use crate::code::Code;
use crate::constant::{Constant, Int, Text, distinct};
use crate::text::{Name, Wtf8String};
use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

struct Plain;

const NOT_A_CONSTANT: MarshalError = MarshalError::Value("bad marshal data (not a constant)");

type Built = Result<Constant, MarshalError>;

impl Builder for Plain {
    type Value = Constant;
    type Error = MarshalError;
    const IDENTITY: bool = false;

    fn none(&mut self) -> Built {
        Ok(Constant::None)
    }

    fn bool(&mut self, v: bool) -> Built {
        Ok(Constant::Bool(v))
    }

    fn ellipsis(&mut self) -> Built {
        Ok(Constant::Ellipsis)
    }

    fn stop_iteration(&mut self) -> Built {
        Err(NOT_A_CONSTANT)
    }

    fn int(&mut self, v: Int) -> Built {
        Ok(Constant::Int(v))
    }

    fn float(&mut self, v: f64) -> Built {
        Ok(Constant::Float(v))
    }

    fn complex(&mut self, re: f64, im: f64) -> Built {
        Ok(Constant::Complex(re, im))
    }

    fn bytes(&mut self, v: &[u8]) -> Built {
        Ok(Constant::Bytes(v.to_vec()))
    }

    fn latin1(&mut self, v: &[u8], _interned: bool) -> Built {
        Ok(Constant::text(v.iter().map(|b| *b as u32).collect()))
    }

    fn utf8(&mut self, v: &[u8], _interned: bool) -> Built {
        let malformed = MarshalError::Value("bad marshal data (string is not UTF-8)");
        Wtf8String::from_bytes(v.to_vec())
            .map(Constant::text)
            .map_err(|_| malformed)
    }

    fn tuple(&mut self, _len: usize) -> Built {
        Ok(Constant::Tuple(Vec::new()))
    }

    fn tuple_set(
        &mut self,
        tuple: &mut Constant,
        _at: usize,
        item: Constant,
    ) -> Result<(), MarshalError> {
        if let Constant::Tuple(items) = tuple {
            items.push(item);
        }
        Ok(())
    }

    fn list(&mut self, _len: usize) -> Built {
        Err(NOT_A_CONSTANT)
    }

    fn list_set(&mut self, _: &mut Constant, _: usize, _: Constant) -> Result<(), MarshalError> {
        Err(NOT_A_CONSTANT)
    }

    fn dict(&mut self) -> Built {
        Err(NOT_A_CONSTANT)
    }

    fn dict_set(&mut self, _: &mut Constant, _: Constant, _: Constant) -> Result<(), MarshalError> {
        Err(NOT_A_CONSTANT)
    }

    fn set(&mut self, frozen: bool, _len: usize) -> Built {
        if frozen {
            Ok(Constant::FrozenSet(Vec::new()))
        } else {
            Err(NOT_A_CONSTANT)
        }
    }

    fn set_add(&mut self, set: &mut Constant, item: Constant) -> Result<(), MarshalError> {
        if let Constant::FrozenSet(items) = set {
            items.push(item);
        }
        Ok(())
    }

    fn slice(&mut self, parts: [Constant; 3]) -> Built {
        Ok(Constant::Slice(Box::new(parts)))
    }

    fn code(&mut self, p: CodeParts<Constant>) -> Built {
        let bad = MarshalError::Value("code: wrong type of part");
        let bytes = |v: Constant| match v {
            Constant::Bytes(b) => Ok(b),
            _ => Err(bad),
        };
        let text = |v: Constant| match v {
            Constant::Str(s) => Ok(s),
            _ => Err(bad),
        };
        let items = |v: Constant| match v {
            Constant::Tuple(items) => Ok(items),
            _ => Err(bad),
        };
        let names = |v: Constant| -> Result<Vec<Name>, MarshalError> {
            items(v)?
                .into_iter()
                .map(|n| text(n).map(|s| Name::from_wtf8(&s)))
                .collect()
        };
        let count = |v: i32| u32::try_from(v).map_err(|_| bad);
        let consts = items(p.consts)?.into_iter().map(|c| match c {
            Constant::FrozenSet(items) => Constant::FrozenSet(distinct(items)),
            other => other,
        });
        Ok(Constant::Code(Rc::new(Code {
            argcount: count(p.argcount)?,
            posonlyargcount: count(p.posonlyargcount)?,
            kwonlyargcount: count(p.kwonlyargcount)?,
            stacksize: count(p.stacksize)?,
            flags: p.flags as u32,
            code: bytes(p.code)?,
            consts: consts.collect(),
            names: names(p.names)?,
            localsplusnames: names(p.localsplusnames)?,
            localspluskinds: bytes(p.localspluskinds)?,
            filename: Name::from_wtf8(&text(p.filename)?),
            name: Name::from_wtf8(&text(p.name)?),
            qualname: Name::from_wtf8(&text(p.qualname)?),
            firstlineno: p.firstlineno,
            linetable: bytes(p.linetable)?,
            exceptiontable: bytes(p.exceptiontable)?,
            passed: Vec::new(),
        })))
    }
}

/// What the writer handles: constants, and names, which are always interned.
#[derive(Clone)]
enum Item {
    Constant(Constant),
    Interned(Name),
}

/// Gives equal strings one identity.
#[derive(Default)]
struct PlainSource {
    strings: HashMap<Vec<u8>, usize>,
}

impl Source for PlainSource {
    type Value = Item;
    type Error = MarshalError;

    fn view<'v>(&mut self, value: &'v Item) -> Result<View<'v, Item>, MarshalError> {
        let items = |v: &[Constant]| v.iter().cloned().map(Item::Constant).collect();
        Ok(match value {
            Item::Interned(name) => View::Str {
                utf8: Cow::Borrowed(name.as_bytes()),
                interned: true,
            },
            Item::Constant(c) => match c {
                Constant::None => View::None,
                Constant::Bool(v) => View::Bool(*v),
                Constant::Ellipsis => View::Ellipsis,
                Constant::Int(v) => View::Int(v.clone()),
                Constant::Float(v) => View::Float(*v),
                Constant::Complex(re, im) => View::Complex(*re, *im),
                Constant::Str(s) => {
                    let utf8 = s.as_bytes();
                    View::Str {
                        utf8: Cow::Borrowed(utf8),
                        interned: s.is_interned(),
                    }
                }
                Constant::Bytes(b) => View::Bytes(Cow::Borrowed(b)),
                Constant::Tuple(v) => View::Tuple(items(v)),
                Constant::FrozenSet(v) => View::FrozenSet(items(v)),
                Constant::Slice(parts) => View::Slice(parts.clone().map(Item::Constant)),
                Constant::Code(code) => View::Code(Box::new(code_parts(code))),
            },
        })
    }

    fn identity(&mut self, value: &Item) -> Option<usize> {
        let text = match value {
            Item::Interned(name) => name.as_bytes(),
            Item::Constant(Constant::Str(s)) if s.is_interned() => s.as_bytes(),
            _ => return None,
        };
        if let Some(identity) = self.strings.get(text) {
            return Some(*identity);
        }
        let identity = self.strings.len();
        self.strings.insert(text.to_vec(), identity);
        Some(identity)
    }
}

fn code_parts(code: &Code) -> CodeParts<Item> {
    let bytes = |b: &[u8]| Item::Constant(Constant::Bytes(b.to_vec()));
    let tuple = |names: &[Name]| {
        Item::Constant(Constant::Tuple(
            names.iter().map(Constant::identifier).collect(),
        ))
    };
    CodeParts {
        argcount: code.argcount as i32,
        posonlyargcount: code.posonlyargcount as i32,
        kwonlyargcount: code.kwonlyargcount as i32,
        stacksize: code.stacksize as i32,
        flags: code.flags as i32,
        code: bytes(&code.code),
        consts: Item::Constant(Constant::Tuple(code.consts.clone())),
        names: tuple(&code.names),
        localsplusnames: tuple(&code.localsplusnames),
        localspluskinds: bytes(&code.localspluskinds),
        filename: Item::Constant(Constant::Str(Text::literal(&code.filename))),
        name: Item::Interned(code.name.clone()),
        qualname: Item::Interned(code.qualname.clone()),
        firstlineno: code.firstlineno,
        linetable: bytes(&code.linetable),
        exceptiontable: bytes(&code.exceptiontable),
    }
}

/// Reads a constant, most likely code.
pub fn loads(data: &[u8]) -> Result<Constant, MarshalError> {
    Reader::new(SliceInput::new(data), &mut Plain, true).read()
}

/// Writes a constant in the given version of the format.
pub fn dumps(value: &Constant, version: i32) -> Result<Vec<u8>, MarshalError> {
    let mut source = PlainSource::default();
    let mut writer = Writer::new(&mut source, version, true);
    writer.write(&Item::Constant(value.clone()))?;
    Ok(writer.out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip(c: Constant) {
        for version in [0, 1, 2, 3, 4, 5] {
            let data = dumps(&c, version).unwrap();
            assert_eq!(loads(&data), Ok(c.clone()), "version {version}");
        }
    }

    #[test]
    fn constants_survive_every_version() {
        let big = "-123456789012345678901234567890"
            .parse::<num_bigint::BigInt>()
            .unwrap();
        round_trip(Constant::Tuple(vec![
            Constant::None,
            Constant::Bool(true),
            Constant::int(-1),
            Constant::int(1 << 40),
            Constant::Int(Int::from(big)),
            Constant::Float(0.1),
            Constant::Float(-1e300),
            Constant::Complex(1.5, -0.0),
            Constant::str("name"),
            Constant::str("name"),
            Constant::str("\u{e9}t\u{e9}"),
            Constant::Bytes(vec![0, 255]),
            Constant::FrozenSet(vec![Constant::int(1), Constant::str("a")]),
        ]));
    }

    #[test]
    fn malformed_data_gives_the_errors_of_cpython() {
        let error = |data: &[u8]| loads(data).unwrap_err().to_string();
        assert_eq!(error(b""), "EOF read where object expected");
        assert_eq!(
            error(b"s\xff\xff\xff\xff"),
            "bad marshal data (bytes object size out of range)"
        );
        assert_eq!(error(b"s\x05\0\0\0a"), "marshal data too short");
        assert_eq!(error(b"r\0\0\0\0"), "bad marshal data (invalid reference)");
        assert_eq!(error(b"?"), "bad marshal data (unknown type code)");
        assert_eq!(error(b"0"), "NULL object in marshal data for object");
        assert_eq!(error(b")\x010"), "NULL object in marshal data for tuple");
        assert_eq!(
            error(b"l\x01\0\0\0\0\0"),
            "bad marshal data (unnormalized long data)"
        );
    }

    #[test]
    fn nesting_is_limited() {
        // An unoptimised build takes more stack for this than a test thread has.
        let nested = || loads(&b")\x01".repeat(2001)).unwrap_err().to_string();
        let thread = std::thread::Builder::new()
            .stack_size(64 << 20)
            .spawn(nested)
            .unwrap();
        assert_eq!(thread.join().unwrap(), "recursion limit exceeded");
    }
}
