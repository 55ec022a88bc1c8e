//! `abi/differences.tsv`: what differs from the stock library and is meant to, with the reason.

use std::collections::BTreeMap;
use std::fs;

use crate::reference::top;

const FILE: &str = "abi/differences.tsv";

/// The lines of one check, and whether anything needed them.
pub struct Ledger {
    lines: BTreeMap<String, bool>,
}

impl Ledger {
    pub fn read(check: &str) -> Result<Ledger, String> {
        let text = fs::read_to_string(top().join(FILE)).map_err(|e| format!("{FILE}: {e}"))?;
        let mut lines = BTreeMap::new();
        for line in text
            .lines()
            .filter(|l| !l.starts_with('#') && !l.is_empty())
        {
            let columns: Vec<&str> = line.split('\t').collect();
            let [of, name, reason] = columns[..] else {
                return Err(format!("{FILE}: not three columns: {line}"));
            };
            if reason.is_empty() {
                return Err(format!("{FILE}: no reason: {line}"));
            }
            if of == check {
                lines.insert(name.to_owned(), false);
            }
        }
        Ok(Ledger { lines })
    }

    /// Whether the difference has a line; a `*` at the end of one stands for anything.
    pub fn has(&mut self, name: &str) -> bool {
        let mut found = false;
        for (pattern, used) in &mut self.lines {
            let hit = match pattern.strip_suffix('*') {
                Some(start) => name.starts_with(start),
                None => pattern == name,
            };
            *used |= hit;
            found |= hit;
        }
        found
    }

    /// How many lines were needed, and a complaint about each other one.
    pub fn close(self) -> (usize, Vec<String>) {
        let used = self.lines.values().filter(|u| **u).count();
        let idle = self.lines.into_iter().filter(|(_, used)| !used);
        let idle = idle.map(|(name, _)| format!("{FILE}: {name} does not differ: remove the line"));
        (used, idle.collect())
    }
}
