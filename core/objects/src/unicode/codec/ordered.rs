//! What UTF-16 and UTF-32 have in common: units of several bytes in either order, and a mark at the beginning that tells which.
//!
//! An order is -1 for little, 1 for big, 0 as the mark says, or native: reading, 0 becomes what was found; writing, 0 writes a mark.

use core::marker::PhantomData;

use base::{PyResult, Ref};

use super::failure::{Bad, Encode, buffer, decode_with, encode_with, without_surrogates};
use crate::unicode::{Chars, Writer};
use crate::{Bytes, Str};

/// One of the two encodings.
pub(super) trait Form {
    /// The bytes of a unit.
    const SIZE: usize;
    /// The name with a mark, and for either order without one.
    const NAME: &'static str;
    const LITTLE: &'static str;
    const BIG: &'static str;

    /// Reads from `*at` to the end or to what is bad.
    fn read(
        s: &[u8],
        at: &mut usize,
        big: bool,
        last: bool,
        out: &mut Writer,
    ) -> PyResult<Option<Bad>>;

    /// Writes a character.
    fn write(c: u32, big: bool, out: &mut Vec<u8>);
}

fn is_big(order: i32) -> bool {
    order > 0 || order == 0 && cfg!(target_endian = "big")
}

/// Gives the text, the bytes read and the order found.
pub(super) fn decode<F: Form>(
    bytes: &[u8],
    errors: Option<&str>,
    order: i32,
    last: bool,
) -> PyResult<(Ref<Str>, usize, i32)> {
    const MARK: u32 = 0xfeff;
    let (mut order, mut skip) = (order, 0);
    if order == 0 {
        if bytes.starts_with(&MARK.to_le_bytes()[..F::SIZE]) {
            (order, skip) = (-1, F::SIZE);
        } else if bytes.starts_with(&MARK.to_be_bytes()[4 - F::SIZE..]) {
            (order, skip) = (1, F::SIZE);
        }
    }
    let big = is_big(order);
    let mut first = true;
    let run = |s: &[u8], at: &mut usize, out: &mut Writer| {
        if core::mem::take(&mut first) {
            *at = skip;
        }
        F::read(s, at, big, last, out)
    };
    let (text, read) = decode_with(
        if big { F::BIG } else { F::LITTLE },
        errors,
        bytes,
        Writer::with_capacity(bytes.len() / F::SIZE),
        run,
    )?;
    Ok((text, read, order))
}

struct Encoder<F> {
    big: bool,
    form: PhantomData<F>,
}

impl<F: Form> Encode for Encoder<F> {
    const LONGEST: usize = 4;

    fn run(
        &mut self,
        input: Chars<'_>,
        at: &mut usize,
        out: &mut Vec<u8>,
    ) -> PyResult<Option<Bad>> {
        // Each surrogate on its own, where UTF-8 tells of all that stand together.
        let bad = without_surrogates(input, at, |c| F::write(c, self.big, out));
        Ok(bad.map(|bad| Bad {
            end: bad.start + 1,
            ..bad
        }))
    }

    fn replacement(&mut self, text: &Str, out: &mut Vec<u8>) -> PyResult<bool> {
        if !text.is_ascii() {
            return Ok(false);
        }
        text.iter_chars().for_each(|c| F::write(c, self.big, out));
        Ok(true)
    }

    fn unit(&self) -> usize {
        F::SIZE
    }
}

pub(super) fn encode<F: Form>(
    text: &Str,
    errors: Option<&str>,
    order: i32,
) -> PyResult<Ref<Bytes>> {
    let mut how = Encoder {
        big: is_big(order),
        form: PhantomData::<F>,
    };
    let mut out = buffer(text.len().saturating_add(1).saturating_mul(F::SIZE))?;
    if order == 0 {
        F::write(0xfeff, how.big, &mut out);
    }
    let name = match order {
        0 => F::NAME,
        1.. => F::BIG,
        _ => F::LITTLE,
    };
    encode_with(name, errors, text, out, &mut how)
}
