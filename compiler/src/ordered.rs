//! A map that remembers insertion order, as Python's `dict` does: the order of names and constants in a code object is
//! the order in which the compiler first met them.

use std::borrow::Borrow;
use std::hash::{BuildHasherDefault, Hash, Hasher};

/// A small multiplicative hasher: keys here are short identifiers and addresses, and nobody can choose them to our harm
/// more than by writing a long program.
#[derive(Default, Clone)]
pub struct FxHasher(u64);

const SEED: u64 = 0x51_7c_c1_b7_27_22_0a_95;

impl FxHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(SEED);
    }
}

impl Hasher for FxHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.add(u64::from_le_bytes(*word));
        }
        let mut rest = rest;
        let mut last = bytes.len() as u64;
        if let Some((half, tail)) = rest.split_first_chunk::<4>() {
            last = last << 32 | u32::from_le_bytes(*half) as u64;
            rest = tail;
        }
        self.add(rest.iter().fold(last, |word, b| word << 8 | *b as u64));
    }

    fn write_u64(&mut self, v: u64) {
        self.add(v);
    }

    fn write_usize(&mut self, v: usize) {
        self.add(v as u64);
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

pub type FxBuild = BuildHasherDefault<FxHasher>;

/// Up to this many entries are looked through one by one.
const FEW: usize = 8;

/// An insertion-ordered map. Overwriting keeps the place; removal is linear.
///
/// Most hold a handful of names, so there is no table until there are more than [`FEW`] entries.
#[derive(Clone, Debug)]
pub struct OrderedMap<K, V> {
    entries: Vec<(K, V)>,
    /// Open addressing with linear probing: an entry's place plus one, 0 where free. Empty, or at most half full.
    slots: Vec<u32>,
}

impl<K, V> Default for OrderedMap<K, V> {
    fn default() -> Self {
        OrderedMap {
            entries: Vec::new(),
            slots: Vec::new(),
        }
    }
}

fn hash<Q: Hash + ?Sized>(key: &Q) -> usize {
    let mut hasher = FxHasher::default();
    key.hash(&mut hasher);
    hasher.finish() as usize
}

impl<K: Hash + Eq, V> OrderedMap<K, V> {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn position<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        if self.slots.is_empty() {
            return self.entries.iter().position(|(k, _)| k.borrow() == key);
        }
        let mask = self.slots.len() - 1;
        let mut slot = hash(key) & mask;
        loop {
            let place = (self.slots[slot] as usize).checked_sub(1)?;
            if self.entries[place].0.borrow() == key {
                return Some(place);
            }
            slot = (slot + 1) & mask;
        }
    }

    pub fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.position(key).map(|at| &self.entries[at].1)
    }

    pub fn contains<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.position(key).is_some()
    }

    /// Adds an entry at the end. Of equal keys the first is found.
    fn push(&mut self, key: K, value: V) -> usize {
        let at = self.entries.len();
        self.entries.push((key, value));
        if self.entries.len() * 2 > self.slots.len() && self.entries.len() > FEW {
            self.rebuild();
        } else if !self.slots.is_empty() {
            self.index(at);
        }
        at
    }

    fn index(&mut self, at: usize) {
        let mask = self.slots.len() - 1;
        let mut slot = hash(&self.entries[at].0) & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = at as u32 + 1;
    }

    fn rebuild(&mut self) {
        self.slots.clear();
        if self.entries.len() <= FEW {
            return;
        }
        self.slots
            .resize((self.entries.len() * 4).next_power_of_two(), 0);
        (0..self.entries.len()).for_each(|at| self.index(at));
    }

    /// Empties the map, which keeps its room.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.slots.clear();
    }

    pub fn insert(&mut self, key: K, value: V) {
        match self.position(&key) {
            Some(at) => self.entries[at].1 = value,
            None => {
                self.push(key, value);
            }
        }
    }

    pub fn remove<Q: Hash + Eq + ?Sized>(&mut self, key: &Q)
    where
        K: Borrow<Q>,
    {
        if let Some(at) = self.position(key) {
            self.entries.remove(at);
            self.rebuild();
        }
    }

    /// Keeps the entries at the places for which `keep` says so, in order.
    pub fn retain_places(&mut self, mut keep: impl FnMut(usize) -> bool) {
        let mut at = 0;
        self.entries.retain(|_| {
            at += 1;
            keep(at - 1)
        });
        self.rebuild();
    }

    pub fn iter(&self) -> std::slice::Iter<'_, (K, V)> {
        self.entries.iter()
    }

    pub fn keys_at(&self, at: usize) -> Option<&K> {
        self.entries.get(at).map(|(k, _)| k)
    }

    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + ExactSizeIterator {
        self.entries.iter().map(|(k, _)| k)
    }

    pub fn values_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        self.entries.iter_mut().map(|(k, v)| (&*k, v))
    }
}

impl<K: Hash + Eq + Clone, V> OrderedMap<K, V> {
    /// The value of `key`, which is added at the end if new.
    pub fn get_or_insert(&mut self, key: &K, value: V) -> &mut V {
        let at = match self.position(key) {
            Some(at) => at,
            None => self.push(key.clone(), value),
        };
        &mut self.entries[at].1
    }
}

impl<K: Hash + Eq + Clone> OrderedMap<K, ()> {
    /// Index of `key`, added at the end if new.
    pub fn intern(&mut self, key: &K) -> usize {
        match self.position(key) {
            Some(at) => at,
            None => self.push(key.clone(), ()),
        }
    }
}

impl<K: Hash + Eq> OrderedMap<K, ()> {
    /// Adds `key` at the end even where an equal one is there already, which stays the one that is found.
    pub fn append(&mut self, key: K) -> usize {
        self.push(key, ())
    }

    /// The keys; what is left is empty, and has its room still.
    pub fn take_keys(&mut self) -> Vec<K> {
        self.slots.clear();
        self.entries.drain(..).map(|(k, ())| k).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_survives_overwriting_and_removal() {
        let mut m = OrderedMap::new();
        for (i, k) in ["b", "a", "c"].into_iter().enumerate() {
            m.insert(k, i);
        }
        m.insert("b", 9);
        m.remove("a");
        assert_eq!(m.iter().copied().collect::<Vec<_>>(), [("b", 9), ("c", 2)]);
        assert_eq!((m.get("a"), m.position("c")), (None, Some(1)));
    }

    #[test]
    fn many_entries_are_found_as_few_are() {
        let mut m = OrderedMap::new();
        for n in 0..1000u64 {
            assert_eq!(m.intern(&(n % 700)), (n % 700) as usize);
        }
        m.retain_places(|at| at % 2 == 1);
        assert_eq!(
            (m.len(), m.position(&7), m.position(&8)),
            (350, Some(3), None)
        );
    }
}
