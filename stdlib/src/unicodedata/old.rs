//! Normal forms by the data of Unicode 3.2, for IDNA.
//!
//! What 3.2 did not know does not decompose, and its errors that were corrected later stay; order and composition follow the
//! current data, as in the stock module.

use base::{PyResult, Ref};
use objects::prelude::*;
use objects::unicode::Writer;
use unicode_normalization::char::{
    canonical_combining_class, compose, decompose_canonical, decompose_compatible,
};

use super::tables::CORRECTED;
use super::{Form, Old, assigned};

/// A code point; surrogates are no `char`, and neither combine nor compose.
fn class(c: u32) -> u8 {
    char::from_u32(c).map_or(0, canonical_combining_class)
}

pub(super) fn normalized(form: Form, s: &Str) -> PyResult<Ref<Str>> {
    let mut text = decomposed(s, matches!(form, Form::Kc | Form::Kd))?;
    if matches!(form, Form::C | Form::Kc) {
        recompose(&mut text)?;
    }
    let mut w = Writer::with_capacity(text.len());
    for c in text {
        w.push_char(c)?;
    }
    w.finish()
}

/// As many characters as one comes apart into at most.
const LONGEST: usize = 18;

fn decomposed(s: &Str, compatible: bool) -> PyResult<Vec<u32>> {
    let mut out = vec_for(s.len())?;
    for c in s.iter_chars() {
        out.try_room(LONGEST)?;
        if let Ok(i) = CORRECTED.binary_search_by_key(&c, |row| row.0) {
            out.push(CORRECTED[i].1);
            continue;
        }
        match char::from_u32(c).filter(|_| assigned(c, Old)) {
            None => out.push(c),
            Some(c) if compatible => decompose_compatible(c, |c| out.push(c as u32)),
            Some(c) => decompose_canonical(c, |c| out.push(c as u32)),
        }
    }
    for marks in out.chunk_by_mut(|_, next| class(*next) != 0) {
        // The first of a run may be a starter, which stays where it is.
        let from = usize::from(marks.first().is_some_and(|c| class(*c) == 0));
        marks[from..].sort_by_key(|c| class(*c));
    }
    Ok(out)
}

/// Composes each character with the last starter before it, unless something between them stands in the way.
fn recompose(text: &mut Vec<u32>) -> PyResult<()> {
    let mut out: Vec<u32> = vec_for(text.len())?;
    let mut starter = None;
    let mut last_class = 0;
    for &c in text.iter() {
        let own = class(c);
        if let Some(at) = starter {
            let next_to: bool = out.len() == at + 1;
            let free = next_to || last_class != 0 && last_class < own;
            let pair = (char::from_u32(out[at]), char::from_u32(c));
            if free
                && let (Some(a), Some(b)) = pair
                && let Some(both) = compose(a, b)
            {
                out[at] = both as u32;
                continue;
            }
        }
        if own == 0 {
            starter = Some(out.len());
        }
        last_class = own;
        out.push(c);
    }
    *text = out;
    Ok(())
}
