//! Searching: where a match may begin, by the prefix or the first characters that the compiler has found out.

use std::sync::OnceLock;

use objects::prelude::*;
use objects::unicode::Unit;

use super::super::charset::*;
use super::{Matcher, State};

/// Which of the characters below 256 a match may begin with, worked out when a search first asks.
#[derive(Default)]
pub struct FirstSet(OnceLock<Box<[bool; 256]>>);

impl FirstSet {
    fn of(&self, set: &[u32]) -> &[bool; 256] {
        self.0
            .get_or_init(|| Box::new(core::array::from_fn(|c| in_set(set, c as u32))))
    }
}

impl<U: Unit> Matcher<'_, U> {
    /// Looks for a match from `s.start` on; true with `s.start` and `s.ptr` at its ends.
    pub fn search(&self, s: &mut State) -> PyResult<bool> {
        if s.start > s.end {
            return Ok(false);
        }
        let mut prefix: &[u32] = &[];
        let mut set: &[u32] = &[];
        let mut literal = false;
        let mut limit = s.end;
        let mut pc = 0;
        if self.op(0) == INFO {
            let flags = self.op(2);
            let min = self.arg(3);
            if min > s.end - s.start {
                return Ok(false);
            }
            limit = s.end - min.saturating_sub(1);
            if flags & 1 != 0 {
                let n = self.arg(5);
                prefix = self.code.get(7..7 + n).unwrap_or(&[]);
                literal = flags & 2 != 0;
            } else if flags & 4 != 0 {
                set = self.from(5);
            }
            pc = 1 + self.arg(1);
        }
        if self.op(pc) == AT && matches!(self.op(pc + 1), 0 | 2) {
            // Only the beginning will do.
            let found = self.matches(s, pc)?;
            s.must_advance = false;
            if !found {
                s.reset();
            }
            return Ok(found);
        }
        if prefix.iter().any(|c| !U::fits(*c)) {
            return Ok(false);
        }
        let mut i = s.start;
        loop {
            if !prefix.is_empty() {
                match find_prefix(&self.text[i..s.end], prefix) {
                    Some(k) => i += k,
                    None => break,
                }
                if literal {
                    s.start = i;
                    s.ptr = i + prefix.len();
                    s.must_advance = false;
                    return Ok(true);
                }
            } else if !set.is_empty() {
                let first = self.first.of(set);
                let may_begin = |c: &U| match first.get(c.code() as usize) {
                    Some(known) => *known,
                    None => in_set(set, c.code()),
                };
                match self.text[i..s.end].iter().position(may_begin) {
                    Some(k) => i += k,
                    None => break,
                }
            }
            if i > limit {
                break;
            }
            s.start = i;
            if self.matches(s, pc)? {
                s.must_advance = false;
                return Ok(true);
            }
            s.must_advance = false;
            if i >= limit {
                break;
            }
            i += 1;
        }
        s.must_advance = false;
        Ok(false)
    }
}

/// Where the characters of `prefix` first stand. Mostly that is near, so that a substring searcher would take longer to set up.
fn find_prefix<U: Unit>(text: &[U], prefix: &[u32]) -> Option<usize> {
    let (first, rest) = prefix.split_first()?;
    let first = U::of(*first);
    let mut at = 0;
    loop {
        at += first.find(&text[at..])?;
        let here = text.get(at + 1..at + prefix.len())?;
        if here.iter().zip(rest).all(|(x, c)| x.code() == *c) {
            return Some(at);
        }
        at += 1;
    }
}
