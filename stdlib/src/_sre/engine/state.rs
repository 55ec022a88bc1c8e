//! What a match works on: its groups, the repeats under way, and the stack of choices, notes and barriers.

use objects::prelude::*;

/// No repeat is under way; no barrier stands.
pub const NONE: usize = usize::MAX;
/// `MAXREPEAT`: without bound.
pub const UNBOUNDED: u32 = u32::MAX;

/// A `REPEAT` under way.
#[derive(Clone, Copy)]
pub struct Repeat {
    /// Where its arguments are.
    pub pc: usize,
    /// Rounds done; -1 before the first.
    pub count: i64,
    /// Where the last round began, against rounds that match nothing.
    pub last: usize,
    /// The one around it.
    pub outer: usize,
}

/// What stands at a barrier.
#[derive(Clone, Copy)]
pub enum Inside {
    Assert,
    AssertNot,
    Atomic,
    /// A round of a possessive repeat, with the number of rounds before it.
    Possessive(u32),
}

#[derive(Clone, Copy)]
pub enum Frame {
    // Notes
    /// A mark, what it was, and the last group that had ended.
    Mark(usize, isize, isize),
    SetRepeat(usize),
    Round(usize, i64, usize),
    DropRepeat,
    // Choices
    /// The alternatives from `pc` on.
    Branch(usize, usize),
    /// The tail after a greedy run of single characters: arguments, fewest, and where the run ends now.
    RunOne(usize, usize, usize),
    /// One character more in a lazy run: arguments, how many so far, and where.
    MoreOne(usize, u32, usize),
    /// The tail of a greedy repeat, whose round failed: the repeat, the tail, and where.
    Tail(usize, usize, usize),
    /// Another round of a lazy repeat, whose tail failed.
    Round1(usize, usize),
    // Barriers: where the instruction's arguments are, where matching was, the barrier below.
    Barrier(Inside, usize, usize, usize),
}

/// What a match works on, and what it found.
pub struct State {
    pub start: usize,
    pub end: usize,
    /// Where the match ended.
    pub ptr: usize,
    /// Beginnings and ends of groups; -1 where unset.
    pub marks: Vec<isize>,
    pub lastindex: isize,
    /// `fullmatch`.
    pub match_all: bool,
    /// The match must not be empty at its beginning (one was found there before).
    pub must_advance: bool,
    pub stack: Vec<Frame>,
    pub repeats: Vec<Repeat>,
    pub repeat: usize,
    pub barrier: usize,
}

impl State {
    pub fn new(groups: usize, start: usize, end: usize) -> PyResult<State> {
        let mut marks = Vec::new();
        if marks.try_reserve_exact(groups * 2).is_err() {
            return Err(objects::exceptions::no_memory());
        }
        if groups > 0 {
            marks.resize(groups * 2, -1);
        }
        Ok(State {
            start,
            end,
            ptr: start,
            marks,
            lastindex: -1,
            match_all: false,
            must_advance: false,
            stack: Vec::new(),
            repeats: Vec::new(),
            repeat: NONE,
            barrier: NONE,
        })
    }

    /// Forgets what the last match found.
    pub fn reset(&mut self) {
        // The C library fills nothing with a masked store, which takes hundreds of cycles where the address is no memory: that of an
        // empty vector.
        if !self.marks.is_empty() {
            self.marks.fill(-1);
        }
        self.lastindex = -1;
    }

    #[inline]
    pub fn push(&mut self, f: Frame) -> PyResult<()> {
        if self.stack.len() == self.stack.capacity() {
            self.grow()?;
        }
        self.stack.push(f);
        Ok(())
    }

    #[cold]
    fn grow(&mut self) -> PyResult<()> {
        let more = self.stack.len().max(64);
        self.stack
            .try_reserve(more)
            .map_err(|_| objects::exceptions::no_memory())
    }

    #[inline]
    pub fn group(&self, g: usize) -> Option<(usize, usize)> {
        let (a, b) = (*self.marks.get(2 * g)?, *self.marks.get(2 * g + 1)?);
        (a >= 0 && b >= a).then_some((a as usize, b as usize))
    }

    /// Leaves a barrier after success: its choices go, the notes above it stay.
    #[inline]
    pub fn cut(&mut self) -> (Inside, usize, usize) {
        let at = self.barrier;
        let Some(Frame::Barrier(inside, pc, ptr, below)) = self.stack.get(at).copied() else {
            return (Inside::Assert, 0, 0);
        };
        let mut keep = at;
        for i in at + 1..self.stack.len() {
            let f = self.stack[i];
            if matches!(
                f,
                Frame::Mark(..) | Frame::SetRepeat(..) | Frame::Round(..) | Frame::DropRepeat
            ) {
                self.stack[keep] = f;
                keep += 1;
            }
        }
        self.stack.truncate(keep);
        self.barrier = below;
        (inside, pc, ptr)
    }
}
