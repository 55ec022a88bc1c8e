//! A map that remembers insertion order, as Python's `dict` does: the order of names and constants in a code object is
//! the order in which the compiler first met them.

use std::borrow::Borrow;
use std::collections::HashMap;
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
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.add(chunk.iter().fold(0, |word, b| word << 8 | *b as u64));
        }
        self.add(
            chunks
                .remainder()
                .iter()
                .fold(bytes.len() as u64, |word, b| word << 8 | *b as u64),
        );
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

/// An insertion-ordered map. Overwriting keeps the place; removal is linear.
#[derive(Clone, Debug)]
pub struct OrderedMap<K, V> {
    index: HashMap<K, usize, FxBuild>,
    entries: Vec<(K, V)>,
}

impl<K: Hash + Eq + Clone, V> Default for OrderedMap<K, V> {
    fn default() -> Self {
        OrderedMap {
            index: HashMap::default(),
            entries: Vec::new(),
        }
    }
}

impl<K: Hash + Eq + Clone, V> OrderedMap<K, V> {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.index.get(key).map(|i| &self.entries[*i].1)
    }

    pub fn contains<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.index.contains_key(key)
    }

    pub fn position<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        self.index.get(key).copied()
    }

    pub fn insert(&mut self, key: K, value: V) {
        match self.index.get(&key) {
            Some(i) => self.entries[*i].1 = value,
            None => {
                self.index.insert(key.clone(), self.entries.len());
                self.entries.push((key, value));
            }
        }
    }

    pub fn remove<Q: Hash + Eq + ?Sized>(&mut self, key: &Q)
    where
        K: Borrow<Q>,
    {
        if let Some(at) = self.index.remove(key) {
            self.entries.remove(at);
            for place in self.index.values_mut() {
                *place -= (*place > at) as usize;
            }
        }
    }

    pub fn iter(&self) -> std::slice::Iter<'_, (K, V)> {
        self.entries.iter()
    }

    pub fn keys_at(&self, at: usize) -> Option<&K> {
        self.entries.get(at).map(|(k, _)| k)
    }

    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.entries.iter().map(|(k, _)| k)
    }

    pub fn values_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        self.entries.iter_mut().map(|(k, v)| (&*k, v))
    }
}

impl<K: Hash + Eq + Clone> OrderedMap<K, ()> {
    /// Index of `key`, added at the end if new.
    pub fn intern(&mut self, key: &K) -> usize {
        match self.index.get(key) {
            Some(i) => *i,
            None => {
                let at = self.entries.len();
                self.index.insert(key.clone(), at);
                self.entries.push((key.clone(), ()));
                at
            }
        }
    }

    /// Adds `key` at the end even where an equal one is there already, which stays the one that is found.
    pub fn append(&mut self, key: &K) -> usize {
        let at = self.entries.len();
        self.index.entry(key.clone()).or_insert(at);
        self.entries.push((key.clone(), ()));
        at
    }

    pub fn into_keys(self) -> Vec<K> {
        self.entries.into_iter().map(|(k, ())| k).collect()
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
}
