//! The text that is searched: a string, or the memory of a bytes-like object.

use objects::prelude::*;
use objects::unicode::{Chars, each_width};

use super::engine::{Matcher, State};
use super::pattern::Pattern;

/// What a match runs on. It keeps the memory where it is.
pub enum Subject<'a> {
    Text(&'a Str),
    Memory(&'a Object, Buffer),
}

impl<'a> Subject<'a> {
    /// The text of an object, which must be of the pattern's kind.
    pub fn of(pattern: &Pattern, o: &'a Object) -> PyResult<Subject<'a>> {
        let subject = Subject::any(o)?;
        match (&subject, pattern.is_bytes()) {
            (Subject::Text(_), Some(true)) => Err(raise!(
                TypeError,
                "cannot use a bytes pattern on a string-like object"
            )),
            (Subject::Memory(..), Some(false)) => Err(raise!(
                TypeError,
                "cannot use a string pattern on a bytes-like object"
            )),
            _ => Ok(subject),
        }
    }

    fn any(o: &'a Object) -> PyResult<Subject<'a>> {
        if let Some(s) = o.downcast::<Str>() {
            return Ok(Subject::Text(s));
        }
        match Buffer::get(o) {
            Ok(b) => Ok(Subject::Memory(o, b)),
            Err(e) => {
                objects::exceptions::clear_if(&objects::exceptions::types::TypeError, e)?;
                Err(raise!(
                    TypeError,
                    "expected string or bytes-like object, got '{:.200}'",
                    o.class().tp_name()
                ))
            }
        }
    }

    pub fn chars(&self) -> Chars<'_> {
        match self {
            Subject::Text(s) => s.chars(),
            Subject::Memory(_, b) => Chars::One(b.as_slice()),
        }
    }

    pub fn len(&self) -> usize {
        self.chars().len()
    }

    /// A state for matching between two positions, which are clipped.
    pub fn state(&self, pattern: &Pattern, pos: isize, endpos: isize) -> PyResult<State> {
        let n = self.len() as isize;
        let start = pos.clamp(0, n) as usize;
        let end = endpos.clamp(0, n) as usize;
        State::new(pattern.groups(), start, end)
    }

    /// Matches at `state.start`.
    pub fn matches(&self, pattern: &Pattern, state: &mut State) -> PyResult<bool> {
        if state.start > state.end {
            return Ok(false);
        }
        let (code, first) = (pattern.code(), pattern.first());
        each_width!(self.chars(), text => Matcher { code, text, first }.matches(state, 0))
    }

    /// Looks for a match from `state.start` on.
    pub fn search(&self, pattern: &Pattern, state: &mut State) -> PyResult<bool> {
        let (code, first) = (pattern.code(), pattern.first());
        each_width!(self.chars(), text => Matcher { code, text, first }.search(state))
    }

    /// A part of the text.
    pub fn part(&self, start: usize, end: usize) -> PyResult<Ref> {
        match self {
            Subject::Text(s) => Ok(s.substring(start, end)?.upcast()),
            Subject::Memory(o, b) => {
                let s = b.as_slice();
                let end = end.min(s.len());
                let start = start.min(end);
                if start == 0
                    && end == s.len()
                    && let Some(b) = o.downcast::<Bytes>()
                    && b.is_exact()
                {
                    return Ok(b.to_ref().upcast());
                }
                Ok(Bytes::from_slice(&s[start..end])?.upcast())
            }
        }
    }

    /// A group of the last match (0 is the whole): its text, or `None` if it took no part.
    pub fn group(&self, state: &State, group: usize) -> PyResult<Option<Ref>> {
        if group == 0 {
            return self.part(state.start, state.ptr).map(Some);
        }
        match group_span(&state.marks, group) {
            Some((a, b)) => self.part(a, b).map(Some),
            None => Ok(None),
        }
    }

    /// The empty text.
    pub fn empty(&self) -> Ref {
        match self {
            Subject::Text(_) => Str::empty().to_ref().upcast(),
            Subject::Memory(..) => Bytes::empty().to_ref().upcast(),
        }
    }
}

/// Where a group (from 1 on) matched.
pub fn group_span(marks: &[isize], group: usize) -> Option<(usize, usize)> {
    let (a, b) = (*marks.get(2 * group - 2)?, *marks.get(2 * group - 1)?);
    (a >= 0 && b >= a).then_some((a as usize, b as usize))
}
