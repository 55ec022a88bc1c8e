//! The pickler's memo: which objects it has written, and under which number. Open addressing by the object's address.

use objects::exceptions;
use objects::prelude::*;

const MIN_SIZE: usize = 8;

struct Entry {
    key: Option<Ref>,
    value: usize,
}

/// Objects (kept alive) and their numbers. At most two thirds of the slots are in use, and there are a power of two of them.
pub struct Memo {
    used: usize,
    table: Vec<Entry>,
}

impl Memo {
    pub fn new() -> PyResult<Memo> {
        Ok(Memo {
            used: 0,
            table: new_table(MIN_SIZE)?,
        })
    }

    pub fn len(&self) -> usize {
        self.used
    }

    /// Slots, for `__sizeof__`.
    pub fn allocated(&self) -> usize {
        self.table.len()
    }

    fn slot(&self, key: &Object) -> usize {
        let mask = self.table.len() - 1;
        let hash = key.as_ptr().addr() >> 3;
        let mut perturb = hash;
        let mut i = hash & mask;
        while let Some(k) = &self.table[i].key {
            if k.is(key) {
                break;
            }
            i = i.wrapping_mul(5).wrapping_add(perturb).wrapping_add(1) & mask;
            perturb >>= 5;
        }
        i
    }

    #[inline]
    pub fn get(&self, key: &Object) -> Option<usize> {
        let entry = &self.table[self.slot(key)];
        entry.key.is_some().then_some(entry.value)
    }

    pub fn set(&mut self, key: &Object, value: usize) -> PyResult<()> {
        let i = self.slot(key);
        let entry = &mut self.table[i];
        entry.value = value;
        if entry.key.is_some() {
            return Ok(());
        }
        entry.key = Some(key.to_ref());
        self.used += 1;
        if self.used * 3 >= self.table.len() * 2 {
            let factor = if self.used > 50_000 { 2 } else { 4 };
            self.resize(self.used * factor)?;
        }
        Ok(())
    }

    fn resize(&mut self, least: usize) -> PyResult<()> {
        let size = (least + 1).next_power_of_two().max(MIN_SIZE);
        let old = core::mem::replace(&mut self.table, new_table(size)?);
        for entry in old {
            if let Some(key) = &entry.key {
                let i = self.slot(key);
                self.table[i] = entry;
            }
        }
        Ok(())
    }

    /// The objects and their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (&Object, usize)> {
        self.table
            .iter()
            .filter_map(|e| e.key.as_deref().map(|k| (k, e.value)))
    }

    pub fn try_clone(&self) -> PyResult<Memo> {
        let mut table = new_table(self.table.len())?;
        for (to, from) in table.iter_mut().zip(&self.table) {
            to.key.clone_from(&from.key);
            to.value = from.value;
        }
        Ok(Memo {
            used: self.used,
            table,
        })
    }
}

fn new_table(size: usize) -> PyResult<Vec<Entry>> {
    let mut table = Vec::new();
    table
        .try_reserve_exact(size)
        .map_err(|_| exceptions::no_memory())?;
    table.resize_with(size, || Entry {
        key: None,
        value: 0,
    });
    Ok(table)
}
