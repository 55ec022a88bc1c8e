//! What tracemalloc remembers: for each block its size and the stack that asked for it.
//!
//! Stacks and file names are kept once each. A table never calls back into Python and never releases an object: names that nobody
//! needs any more are handed to the caller, who drops them once the tables are unlocked. All growth is fallible. The memory is
//! Rust's own, so that the tables' blocks are not themselves traced.

use std::collections::{HashMap, HashSet, TryReserveError};
use std::hash::{BuildHasherDefault, Hash, Hasher};

use objects::prelude::*;

/// One line of a stack; the name is one of [`Tables::names`].
#[derive(Clone, Copy, PartialEq, Eq)]
struct Line {
    name: *const Str,
    line: u32,
}

/// A stack as it is kept: at most so many frames as tracing was started with.
struct Stack {
    lines: Vec<Line>,
    /// How many frames there were, at most `u16::MAX`.
    total: u16,
    /// The next stack with the same hash.
    next: Option<u32>,
}

#[derive(Clone, Copy)]
struct Trace {
    size: usize,
    /// An index of [`Tables::stacks`]; [`NO_STACK`] if no frame was running.
    stack: u32,
}

/// Where no Python code was running.
const NO_STACK: u32 = u32::MAX;

/// A file name, equal to any other string of the same text.
pub(super) struct Name(Ref<Str>);

impl PartialEq for Name {
    fn eq(&self, other: &Name) -> bool {
        self.0.is(&other.0) || self.0.eq_str(&other.0)
    }
}
impl Eq for Name {}
impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_usize(self.0.hash_value() as usize);
    }
}

/// Spreads words that are addresses, domains or hashes already.
#[derive(Default)]
pub(super) struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.write_u64(b.into());
        }
    }
    fn write_u32(&mut self, n: u32) {
        self.write_u64(n.into());
    }
    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }
    fn write_u64(&mut self, n: u64) {
        let product =
            u128::from(self.0 ^ n).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
        self.0 = (product >> 64) as u64 ^ product as u64;
    }
}

type Build = BuildHasherDefault<Spread>;
type Traces = HashMap<usize, Trace, Build>;

/// All that is remembered while tracing.
pub(super) struct Tables {
    /// Blocks by address: those of Python's own allocators.
    own: Traces,
    /// Blocks of other domains (`PyTraceMalloc_Track`).
    domains: HashMap<u32, Traces, Build>,
    stacks: Vec<Stack>,
    /// The first stack of each hash.
    by_hash: HashMap<u64, u32, Build>,
    names: HashSet<Name, Build>,
    /// Where a stack is written down before it is known whether it is a new one.
    draft: Vec<Line>,
    traced: usize,
    peak: usize,
}

// SAFETY: the names are released by attached threads only; everything else is plain data.
unsafe impl Send for Tables {}

/// A name that is in the tables as long as they are not cleared.
pub(super) type Names = HashSet<Name, Build>;

impl Tables {
    pub(super) const fn new() -> Tables {
        const fn map<K, V>() -> HashMap<K, V, Build> {
            HashMap::with_hasher(BuildHasherDefault::new())
        }
        Tables {
            own: map(),
            domains: map(),
            stacks: Vec::new(),
            by_hash: map(),
            names: HashSet::with_hasher(BuildHasherDefault::new()),
            draft: Vec::new(),
            traced: 0,
            peak: 0,
        }
    }

    fn traces(&self, domain: u32) -> Option<&Traces> {
        if domain == 0 {
            Some(&self.own)
        } else {
            self.domains.get(&domain)
        }
    }

    fn traces_mut(&mut self, domain: u32) -> Option<&mut Traces> {
        if domain == 0 {
            Some(&mut self.own)
        } else {
            self.domains.get_mut(&domain)
        }
    }

    /// The kept name of a text, which it becomes if it is a new one.
    fn name(&mut self, name: &Str) -> Result<*const Str, TryReserveError> {
        let wanted = Name(name.to_ref());
        if let Some(known) = self.names.get(&wanted) {
            let known: *const Str = &*known.0;
            // The caller has the name as well: nothing is freed here.
            drop(wanted);
            return Ok(known);
        }
        if let Err(e) = self.names.try_reserve(1) {
            drop(wanted);
            return Err(e);
        }
        self.names.insert(wanted);
        Ok(name)
    }

    /// The number of the stack whose frames (file name and line) are given, the running one first; `limit` of them are kept.
    fn stack<'a>(
        &mut self,
        frames: impl Iterator<Item = (&'a Str, u32)>,
        limit: usize,
    ) -> Result<u32, TryReserveError> {
        self.draft.clear();
        let mut total = 0u16;
        for (name, line) in frames {
            if self.draft.len() < limit {
                let name = self.name(name)?;
                self.draft.try_reserve(1)?;
                self.draft.push(Line { name, line });
            }
            total = total.saturating_add(1);
        }
        if self.draft.is_empty() {
            return Ok(NO_STACK);
        }
        let mut hasher = Spread(total.into());
        for l in &self.draft {
            hasher.write_usize(l.name.addr() ^ l.line as usize);
        }
        let hash = hasher.finish();
        let first = self.by_hash.get(&hash).copied();
        let mut at = first;
        while let Some(stack) = at.and_then(|i| self.stacks.get(i as usize)) {
            if stack.total == total && stack.lines == self.draft {
                return Ok(at.unwrap_or(NO_STACK));
            }
            at = stack.next;
        }
        self.stacks.try_reserve(1)?;
        self.by_hash.try_reserve(1)?;
        let mut lines = Vec::new();
        lines.try_reserve_exact(self.draft.len())?;
        lines.extend_from_slice(&self.draft);
        let number = self.stacks.len() as u32;
        self.stacks.push(Stack {
            lines,
            total,
            next: first,
        });
        self.by_hash.insert(hash, number);
        Ok(number)
    }

    /// Remembers a block, or anew if it is known.
    pub(super) fn add<'a>(
        &mut self,
        domain: u32,
        block: usize,
        size: usize,
        frames: impl Iterator<Item = (&'a Str, u32)>,
        limit: usize,
    ) -> Result<(), TryReserveError> {
        let stack = self.stack(frames, limit)?;
        if domain != 0 && !self.domains.contains_key(&domain) {
            self.domains.try_reserve(1)?;
            self.domains.insert(domain, Traces::default());
        }
        let Some(traces) = self.traces_mut(domain) else {
            return Ok(());
        };
        traces.try_reserve(1)?;
        let old = traces.insert(block, Trace { size, stack });
        self.traced = self.traced - old.map_or(0, |t| t.size) + size;
        self.peak = self.peak.max(self.traced);
        Ok(())
    }

    /// The block's stack is the one that is given: an object has been made there. Unknown blocks stay unknown.
    pub(super) fn moved<'a>(
        &mut self,
        block: usize,
        frames: impl Iterator<Item = (&'a Str, u32)>,
        limit: usize,
    ) -> Result<(), TryReserveError> {
        if !self.own.contains_key(&block) {
            return Ok(());
        }
        let stack = self.stack(frames, limit)?;
        if let Some(trace) = self.own.get_mut(&block) {
            trace.stack = stack;
        }
        Ok(())
    }

    /// Forgets a block; what was known can be put back.
    pub(super) fn remove(&mut self, domain: u32, block: usize) -> Option<Removed> {
        let trace = self.traces_mut(domain)?.remove(&block)?;
        self.traced -= trace.size;
        Some(Removed(trace))
    }

    /// Undoes `remove`, for which there still is room.
    pub(super) fn put_back(&mut self, block: usize, removed: Removed) {
        self.traced += removed.0.size;
        self.own.insert(block, removed.0);
    }

    /// Forgets everything; the names are the caller's to drop.
    #[must_use]
    pub(super) fn clear(&mut self) -> Names {
        core::mem::replace(self, Tables::new()).names
    }

    pub(super) fn traced_and_peak(&self) -> (usize, usize) {
        (self.traced, self.peak)
    }

    pub(super) fn reset_peak(&mut self) {
        self.peak = self.traced;
    }

    /// The memory that all of this takes, nearly.
    pub(super) fn memory(&self) -> usize {
        fn of<K, V>(map: &HashMap<K, V, Build>) -> usize {
            map.capacity() * (size_of::<(K, V)>() + 1)
        }
        of(&self.own)
            + of(&self.domains)
            + self.domains.values().map(of).sum::<usize>()
            + of(&self.by_hash)
            + self.names.capacity() * (size_of::<Name>() + 1)
            + self.stacks.capacity() * size_of::<Stack>()
            + self
                .stacks
                .iter()
                .map(|s| s.lines.capacity() * size_of::<Line>())
                .sum::<usize>()
    }

    /// The stack of a block, if the block is known.
    pub(super) fn stack_of(
        &self,
        domain: u32,
        block: usize,
    ) -> Result<Option<KeptStack>, TryReserveError> {
        match self.traces(domain).and_then(|t| t.get(&block)) {
            Some(trace) => self.kept(trace.stack).map(Some),
            None => Ok(None),
        }
    }

    fn kept(&self, number: u32) -> Result<KeptStack, TryReserveError> {
        let Some(stack) = self.stacks.get(number as usize) else {
            return Ok(KeptStack::default());
        };
        let mut lines = Vec::new();
        lines.try_reserve_exact(stack.lines.len())?;
        for l in &stack.lines {
            // SAFETY: names live as long as the tables hold them.
            let name = unsafe { &*l.name };
            lines.push((name.to_ref(), l.line));
        }
        Ok(KeptStack {
            lines,
            total: stack.total,
        })
    }

    /// A copy of everything that is known now.
    pub(super) fn snapshot(&self) -> Result<Snapshot, TryReserveError> {
        let mut s = Snapshot {
            stacks: Vec::new(),
            traces: Vec::new(),
        };
        s.stacks.try_reserve_exact(self.stacks.len())?;
        for number in 0..self.stacks.len() as u32 {
            s.stacks.push(self.kept(number)?);
        }
        let count = self.own.len() + self.domains.values().map(HashMap::len).sum::<usize>();
        s.traces.try_reserve_exact(count)?;
        let others = self
            .domains
            .iter()
            .map(|(&domain, traces)| (domain, traces));
        for (domain, traces) in [(0, &self.own)].into_iter().chain(others) {
            s.traces.extend(traces.values().map(|t| CopiedTrace {
                domain,
                size: t.size,
                stack: t.stack as usize,
            }));
        }
        Ok(s)
    }
}

/// What was known of a block that is forgotten.
pub(super) struct Removed(Trace);

/// A stack with names of its own; no lines where no Python code was running.
#[derive(Default)]
pub(super) struct KeptStack {
    pub(super) lines: Vec<(Ref<Str>, u32)>,
    pub(super) total: u16,
}

/// A block as a snapshot has it; without a stack the number is none of the snapshot's.
pub(super) struct CopiedTrace {
    pub(super) domain: u32,
    pub(super) size: usize,
    pub(super) stack: usize,
}

pub(super) struct Snapshot {
    pub(super) stacks: Vec<KeptStack>,
    pub(super) traces: Vec<CopiedTrace>,
}
