//! The matcher: a backtracking machine over the code that `re._compiler` emits, with a stack of its own, so that no pattern
//! can exhaust the native one.
//!
//! The stack holds choices (where to go on when the present way fails), notes of what to undo on the way back to them, and
//! barriers, at which assertions and atomic groups begin. When the inside of one succeeds, the choices above its barrier go,
//! and the notes stay, so that failing later still undoes what was set inside.

mod search;
mod state;

use objects::prelude::*;
use objects::unicode::Unit;

use super::charset::*;
use state::{Frame, Inside, NONE, Repeat, UNBOUNDED};

pub use search::FirstSet;
pub use state::State;

/// A pattern's code on text of one width.
pub struct Matcher<'a, U: Unit> {
    pub code: &'a [u32],
    pub text: &'a [U],
    pub first: &'a FirstSet,
}

impl<U: Unit> Matcher<'_, U> {
    #[inline(always)]
    fn op(&self, pc: usize) -> u32 {
        self.code.get(pc).copied().unwrap_or(FAILURE)
    }

    #[inline(always)]
    fn arg(&self, pc: usize) -> usize {
        self.op(pc) as usize
    }

    #[inline(always)]
    fn from(&self, pc: usize) -> &[u32] {
        self.code.get(pc..).unwrap_or(&[])
    }

    #[inline(always)]
    fn char_at(&self, i: usize) -> u32 {
        self.text[i].code()
    }

    fn at(&self, s: &State, what: u32, i: usize) -> bool {
        let before = |f: fn(u32) -> bool| i > 0 && f(self.char_at(i - 1));
        let here = |f: fn(u32) -> bool| i < s.end && f(self.char_at(i));
        match what {
            0 | 2 => i == 0,
            1 => i == 0 || self.char_at(i - 1) == 10,
            3 => before(is_word) != here(is_word),
            4 => before(is_word) == here(is_word),
            5 => i == s.end || i + 1 == s.end && self.char_at(i) == 10,
            6 => i == s.end || self.char_at(i) == 10,
            7 => i == s.end,
            8 => before(is_locale_word) != here(is_locale_word),
            9 => before(is_locale_word) == here(is_locale_word),
            10 => before(is_unicode_word) != here(is_unicode_word),
            11 => before(is_unicode_word) == here(is_unicode_word),
            _ => false,
        }
    }

    /// How many characters from `i` on, at most `max`, the one-character instruction at `pc` accepts.
    fn run(&self, s: &State, pc: usize, i: usize, max: u32) -> usize {
        let room = s.end - i;
        let n = if max == UNBOUNDED {
            room
        } else {
            room.min(max as usize)
        };
        let text = &self.text[i..i + n];
        let stop = |found: Option<usize>| found.unwrap_or(n);
        match self.op(pc) {
            ANY_ALL => n,
            ANY => stop(U::of(10).find(text)),
            LITERAL => {
                let c = self.op(pc + 1);
                if !U::fits(c) {
                    return 0;
                }
                let c = U::of(c);
                stop(text.iter().position(|x| *x != c))
            }
            NOT_LITERAL => {
                let c = self.op(pc + 1);
                if !U::fits(c) {
                    return n;
                }
                stop(U::of(c).find(text))
            }
            IN => {
                let set = self.from(pc + 2);
                // The common simple sets: one bitmap, or one category.
                match set {
                    [CHARSET, bits @ ..] if bits.get(8) == Some(&FAILURE) => {
                        stop(text.iter().position(|x| {
                            let c = x.code();
                            c >= 256 || bits[(c / 32) as usize] & 1 << (c % 32) == 0
                        }))
                    }
                    [CATEGORY, k, FAILURE, ..] => {
                        stop(text.iter().position(|x| !category(*k, x.code())))
                    }
                    _ => stop(text.iter().position(|x| !in_set(set, x.code()))),
                }
            }
            _ => {
                let code = self.from(pc);
                stop(text.iter().position(|x| !accepts(code, x.code())))
            }
        }
    }

    /// Can the tail at `pc` begin at `i`? False only if it certainly cannot.
    #[inline(always)]
    fn may_begin(&self, s: &State, pc: usize, i: usize) -> bool {
        match self.op(pc) {
            LITERAL => i < s.end && self.char_at(i) == self.op(pc + 1),
            NOT_LITERAL => i < s.end && self.char_at(i) != self.op(pc + 1),
            AT if matches!(self.op(pc + 1), 0 | 2) => i == 0,
            IN => i < s.end && in_set(self.from(pc + 2), self.char_at(i)),
            _ => true,
        }
    }

    /// Matches the code from `pc` on at `s.start`; true with `s.ptr` at the end of the match.
    pub fn matches(&self, s: &mut State, mut pc: usize) -> PyResult<bool> {
        let mut i = s.start;
        s.stack.clear();
        s.repeats.clear();
        s.repeat = NONE;
        s.barrier = NONE;
        loop {
            // Each arm goes on with `continue`, or falls out of the match to fail.
            match self.op(pc) {
                SUCCESS => {
                    if s.barrier == NONE {
                        if !(s.match_all && i != s.end || s.must_advance && i == s.start) {
                            s.ptr = i;
                            return Ok(true);
                        }
                    } else {
                        match s.cut() {
                            (Inside::Assert, at, ptr) => {
                                i = ptr;
                                pc = at + self.arg(at);
                                continue;
                            }
                            (Inside::Atomic, at, _) => {
                                pc = at + self.arg(at);
                                continue;
                            }
                            (Inside::Possessive(count), at, ptr) => {
                                pc = self.possessive(s, at, count.saturating_add(1), ptr, i)?;
                                continue;
                            }
                            // Its inside matched: everything since is undone, and it fails.
                            (Inside::AssertNot, ..) => {}
                        }
                    }
                }
                MARK => {
                    let m = self.arg(pc + 1);
                    if let Some(old) = s.marks.get(m).copied() {
                        let last = s.lastindex;
                        s.push(Frame::Mark(m, old, last))?;
                        s.marks[m] = i as isize;
                        if m & 1 == 1 {
                            s.lastindex = (m / 2 + 1) as isize;
                        }
                    }
                    pc += 2;
                    continue;
                }
                AT => {
                    if self.at(s, self.op(pc + 1), i) {
                        pc += 2;
                        continue;
                    }
                }
                LITERAL => {
                    if i < s.end && self.char_at(i) == self.op(pc + 1) {
                        i += 1;
                        pc += 2;
                        continue;
                    }
                }
                ANY | ANY_ALL => {
                    if i < s.end && (self.op(pc) == ANY_ALL || self.char_at(i) != 10) {
                        i += 1;
                        pc += 1;
                        continue;
                    }
                }
                NOT_LITERAL => {
                    if i < s.end && self.char_at(i) != self.op(pc + 1) {
                        i += 1;
                        pc += 2;
                        continue;
                    }
                }
                LITERAL_IGNORE
                | NOT_LITERAL_IGNORE
                | LITERAL_UNI_IGNORE
                | NOT_LITERAL_UNI_IGNORE
                | LITERAL_LOC_IGNORE
                | NOT_LITERAL_LOC_IGNORE
                | CATEGORY => {
                    if i < s.end && accepts(self.from(pc), self.char_at(i)) {
                        i += 1;
                        pc += 2;
                        continue;
                    }
                }
                IN | IN_IGNORE | IN_UNI_IGNORE | IN_LOC_IGNORE => {
                    if i < s.end && accepts(self.from(pc), self.char_at(i)) {
                        i += 1;
                        pc += 1 + self.arg(pc + 1);
                        continue;
                    }
                }
                JUMP => {
                    pc += 1 + self.arg(pc + 1);
                    continue;
                }
                INFO => {
                    pc += 1 + self.arg(pc + 1);
                    continue;
                }
                BRANCH => {
                    if let Some(next) = self.branch(s, pc + 1, i)? {
                        pc = next;
                        continue;
                    }
                }
                REPEAT_ONE => {
                    let a = pc + 1;
                    let n = self.run(s, a + 3, i, self.op(a + 2));
                    let min = self.arg(a + 1);
                    if n >= min
                        && let Some(next) = self.run_tail(s, a, i + min, i + n)?
                    {
                        (pc, i) = next;
                        continue;
                    }
                }
                POSSESSIVE_REPEAT_ONE => {
                    let a = pc + 1;
                    let n = self.run(s, a + 3, i, self.op(a + 2));
                    if n >= self.arg(a + 1) {
                        i += n;
                        pc = a + self.arg(a);
                        continue;
                    }
                }
                MIN_REPEAT_ONE => {
                    let a = pc + 1;
                    let min = self.op(a + 1);
                    let n = if min == 0 {
                        0
                    } else {
                        self.run(s, a + 3, i, min)
                    };
                    if n >= min as usize {
                        i += n;
                        if min < self.op(a + 2) || self.op(a + 2) == UNBOUNDED {
                            s.push(Frame::MoreOne(a, min, i))?;
                        }
                        pc = a + self.arg(a);
                        continue;
                    }
                }
                REPEAT => {
                    if s.repeats.try_reserve(1).is_err() {
                        return Err(objects::exceptions::no_memory());
                    }
                    s.repeats.push(Repeat {
                        pc: pc + 1,
                        count: -1,
                        last: NONE,
                        outer: s.repeat,
                    });
                    s.push(Frame::DropRepeat)?;
                    let old = s.repeat;
                    s.push(Frame::SetRepeat(old))?;
                    s.repeat = s.repeats.len() - 1;
                    pc += 1 + self.arg(pc + 1);
                    continue;
                }
                MAX_UNTIL | MIN_UNTIL => {
                    if let Some(next) = self.until(s, pc, i)? {
                        pc = next;
                        continue;
                    }
                }
                GROUPREF | GROUPREF_IGNORE | GROUPREF_UNI_IGNORE | GROUPREF_LOC_IGNORE => {
                    if let Some((a, b)) = s.group(self.arg(pc + 1))
                        && b - a <= s.end - i
                        && self.same(self.op(pc), a, i, b - a)
                    {
                        i += b - a;
                        pc += 2;
                        continue;
                    }
                }
                GROUPREF_EXISTS => {
                    pc += 1 + if s.group(self.arg(pc + 1)).is_some() {
                        2
                    } else {
                        self.arg(pc + 2)
                    };
                    continue;
                }
                ASSERT => {
                    let back = self.arg(pc + 2);
                    if i >= back {
                        self.enter(s, Inside::Assert, pc + 1, i)?;
                        i -= back;
                        pc += 3;
                        continue;
                    }
                }
                ASSERT_NOT => {
                    let back = self.arg(pc + 2);
                    if i < back {
                        pc += 1 + self.arg(pc + 1);
                        continue;
                    }
                    self.enter(s, Inside::AssertNot, pc + 1, i)?;
                    i -= back;
                    pc += 3;
                    continue;
                }
                ATOMIC_GROUP => {
                    self.enter(s, Inside::Atomic, pc + 1, i)?;
                    pc += 2;
                    continue;
                }
                POSSESSIVE_REPEAT => {
                    pc = self.possessive(s, pc + 1, 0, NONE, i)?;
                    continue;
                }
                FAILURE => {}
                _ => return Err(raise!(RuntimeError, "invalid SRE code")),
            }
            match self.backtrack(s)? {
                Some(next) => (pc, i) = next,
                None => return Ok(false),
            }
        }
    }

    fn enter(&self, s: &mut State, inside: Inside, args: usize, i: usize) -> PyResult<()> {
        let below = s.barrier;
        s.push(Frame::Barrier(inside, args, i, below))?;
        s.barrier = s.stack.len() - 1;
        Ok(())
    }

    /// Another round of a possessive repeat, or its tail: where to go on.
    fn possessive(
        &self,
        s: &mut State,
        args: usize,
        count: u32,
        last: usize,
        i: usize,
    ) -> PyResult<usize> {
        let (min, max) = (self.op(args + 1), self.op(args + 2));
        if count < min || (count < max || max == UNBOUNDED) && i != last {
            self.enter(s, Inside::Possessive(count), args, i)?;
            return Ok(args + 3);
        }
        Ok(self.after_possessive(args))
    }

    /// The tail of a possessive repeat: past the `SUCCESS` that ends a round.
    fn after_possessive(&self, args: usize) -> usize {
        args + self.arg(args) + 1
    }

    /// The first alternative from `at` on that may match, with the choice of those after it.
    fn branch(&self, s: &mut State, mut at: usize, i: usize) -> PyResult<Option<usize>> {
        while self.op(at) != 0 {
            let next = at + self.arg(at);
            if self.may_begin(s, at + 1, i) {
                if self.op(next) != 0 {
                    s.push(Frame::Branch(next, i))?;
                }
                return Ok(Some(at + 1));
            }
            at = next;
        }
        Ok(None)
    }

    /// The tail of a greedy run that may end anywhere from `low` to `high`: the last place where it may begin.
    fn run_tail(
        &self,
        s: &mut State,
        args: usize,
        low: usize,
        high: usize,
    ) -> PyResult<Option<(usize, usize)>> {
        let tail = args + self.arg(args);
        let mut i = high;
        if self.op(tail) == LITERAL {
            let c = self.op(tail + 1);
            if !U::fits(c) {
                return Ok(None);
            }
            // The literal stands somewhere from `low` to `high`, both included.
            let to = (high + 1).min(s.end);
            if to <= low {
                return Ok(None);
            }
            match U::of(c).rfind(&self.text[low..to]) {
                Some(k) => i = low + k,
                None => return Ok(None),
            }
        }
        if i > low {
            s.push(Frame::RunOne(args, low, i - 1))?;
        }
        Ok(Some((tail, i)))
    }

    /// At the end of a round: where to go on.
    fn until(&self, s: &mut State, pc: usize, i: usize) -> PyResult<Option<usize>> {
        let r = s.repeat;
        let Some(rep) = s.repeats.get(r).copied() else {
            return Err(raise!(RuntimeError, "invalid SRE code"));
        };
        let count = rep.count + 1;
        let (min, max) = (self.op(rep.pc + 1) as i64, self.op(rep.pc + 2));
        let body = rep.pc + 3;
        if count < min {
            self.round(s, r, count, rep.last)?;
            return Ok(Some(body));
        }
        let more = (count < max as i64 || max == UNBOUNDED) && i != rep.last;
        if self.op(pc) == MAX_UNTIL {
            if more {
                s.push(Frame::Tail(r, pc + 1, i))?;
                self.round(s, r, count, i)?;
                return Ok(Some(body));
            }
        } else if more {
            s.push(Frame::Round1(r, i))?;
        }
        s.push(Frame::SetRepeat(r))?;
        s.repeat = rep.outer;
        Ok(Some(pc + 1))
    }

    fn round(&self, s: &mut State, r: usize, count: i64, last: usize) -> PyResult<()> {
        let old = s.repeats[r];
        s.push(Frame::Round(r, old.count, old.last))?;
        s.repeats[r].count = count;
        s.repeats[r].last = last;
        Ok(())
    }

    fn same(&self, op: u32, a: usize, b: usize, n: usize) -> bool {
        let (x, y) = (&self.text[a..a + n], &self.text[b..b + n]);
        let by = |f: fn(u32) -> u32| x.iter().zip(y).all(|(p, q)| f(p.code()) == f(q.code()));
        match op {
            GROUPREF => x == y,
            GROUPREF_IGNORE => by(lower_ascii),
            GROUPREF_UNI_IGNORE => by(lower_unicode),
            _ => by(lower_locale),
        }
    }

    /// Undoes notes down to the last choice and takes it: where to go on, or `None` if no choice is left.
    fn backtrack(&self, s: &mut State) -> PyResult<Option<(usize, usize)>> {
        while let Some(f) = s.stack.pop() {
            match f {
                Frame::Mark(m, old, last) => {
                    s.marks[m] = old;
                    s.lastindex = last;
                }
                Frame::SetRepeat(old) => s.repeat = old,
                Frame::Round(r, count, last) => {
                    if let Some(rep) = s.repeats.get_mut(r) {
                        rep.count = count;
                        rep.last = last;
                    }
                }
                Frame::DropRepeat => {
                    s.repeats.pop();
                }
                Frame::Branch(at, i) => {
                    if let Some(pc) = self.branch(s, at, i)? {
                        return Ok(Some((pc, i)));
                    }
                }
                Frame::RunOne(args, low, i) => {
                    if let Some(next) = self.run_tail(s, args, low, i)? {
                        return Ok(Some(next));
                    }
                }
                Frame::MoreOne(args, count, i) => {
                    if i < s.end && accepts(self.from(args + 3), self.char_at(i)) {
                        let (count, i) = (count + 1, i + 1);
                        if count < self.op(args + 2) || self.op(args + 2) == UNBOUNDED {
                            s.push(Frame::MoreOne(args, count, i))?;
                        }
                        return Ok(Some((args + self.arg(args), i)));
                    }
                }
                Frame::Tail(r, pc, i) => {
                    s.push(Frame::SetRepeat(r))?;
                    s.repeat = s.repeats[r].outer;
                    return Ok(Some((pc, i)));
                }
                Frame::Round1(r, i) => {
                    let count = s.repeats[r].count + 1;
                    self.round(s, r, count, i)?;
                    return Ok(Some((s.repeats[r].pc + 3, i)));
                }
                Frame::Barrier(inside, args, i, below) => {
                    s.barrier = below;
                    match inside {
                        Inside::Assert | Inside::Atomic => {}
                        Inside::AssertNot => return Ok(Some((args + self.arg(args), i))),
                        Inside::Possessive(count) => {
                            if count >= self.op(args + 1) {
                                return Ok(Some((self.after_possessive(args), i)));
                            }
                        }
                    }
                }
            }
        }
        Ok(None)
    }
}
