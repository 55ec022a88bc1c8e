//! Arrays from pickles that another kind of machine may have made.

use clinic::pyfunction;
use objects::clinic::*;
use objects::prelude::*;

use super::ARRAY;
use super::item::{self, Kind};

/// An array from a pickle's description. For `__reduce_ex__`.
#[pyfunction(
    "_array_reconstructor(arraytype, typecode, mformat_code, items,
                     /)"
)]
pub fn array_reconstructor(
    arraytype: &Object,
    typecode: Char,
    mformat_code: i32,
    items: &Object,
) -> PyResult {
    let Some(cls) = arraytype.downcast::<Type>() else {
        return Err(raise!(
            TypeError,
            "first argument must be a type object, not {}",
            arraytype.class().tp_name()
        ));
    };
    if !cls.is_subtype(&ARRAY) {
        return Err(raise!(
            TypeError,
            "{} is not a subtype of {}",
            cls.tp_name(),
            ARRAY.tp_name()
        ));
    }
    let Some(code) = item::find(typecode.0) else {
        return Err(raise!(
            ValueError,
            "second argument must be a valid type code"
        ));
    };
    let Some(machine) = item::machine(mformat_code) else {
        return Err(raise!(
            ValueError,
            "third argument must be a valid machine format code."
        ));
    };
    let Some(bytes) = items.downcast::<Bytes>() else {
        return Err(raise!(
            TypeError,
            "fourth argument should be bytes, not {}",
            items.class().tp_name()
        ));
    };
    let make =
        |letter: u8, items: &Object| cls.call(&[&*Str::from_code_points(&[letter.into()])?, items]);
    if code.machine == mformat_code {
        return make(code.letter, items);
    }
    let text = machine.kind == Kind::Character;
    if bytes.len() % machine.size != 0 {
        return Err(raise!(
            ValueError,
            "{} length not a multiple of item size",
            if text { "string" } else { "bytes" }
        ));
    }
    if text {
        let mut characters = Vec::new();
        let units: Vec<u32> = bytes
            .as_slice()
            .chunks_exact(machine.size)
            .map(|c| match (c, machine.big) {
                ([a, b], false) => u16::from_le_bytes([*a, *b]).into(),
                ([a, b], true) => u16::from_be_bytes([*a, *b]).into(),
                ([a, b, c, d], false) => u32::from_le_bytes([*a, *b, *c, *d]),
                ([a, b, c, d], true) => u32::from_be_bytes([*a, *b, *c, *d]),
                _ => 0,
            })
            .collect();
        let mut i = 0;
        while let Some(&u) = units.get(i) {
            i += 1;
            let low = units.get(i).copied().unwrap_or(0);
            let pair = machine.size == 2
                && (0xd800..0xdc00).contains(&u)
                && (0xdc00..0xe000).contains(&low);
            characters.try_push(if pair {
                i += 1;
                0x10000 + ((u - 0xd800) << 10) + (low - 0xdc00)
            } else {
                u
            })?;
        }
        return make(code.letter, &*Str::from_code_points(&characters)?);
    }
    let values = List::new()?;
    for chunk in bytes.as_slice().chunks_exact(machine.size) {
        values.push(&*item::decode_machine(&machine, chunk)?)?;
    }
    // the type code of this machine that has the pickled values' size and sign
    let letter = if machine.kind == Kind::Float {
        code.letter
    } else {
        item::CODES
            .iter()
            .rfind(|c| c.kind == machine.kind && c.size == machine.size)
            .map_or(code.letter, |c| {
                if c.size == code.size && c.kind == code.kind {
                    code.letter
                } else {
                    c.letter
                }
            })
    };
    make(letter, &values)
}
