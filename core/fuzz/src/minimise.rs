//! Making a program that ends badly small: fewer programs before it, fewer lines, shorter lines.

use crate::worker::{End, Workers};
use std::time::{Duration, Instant};

/// Time for one finding.
const PATIENCE: Duration = Duration::from_secs(90);

pub struct Minimiser<'a> {
    pub workers: &'a Workers,
    pub name: &'a str,
    pub debug: bool,
    /// What it is recognised by.
    pub mark: &'a str,
    started: Instant,
}

impl<'a> Minimiser<'a> {
    pub fn new(workers: &'a Workers, name: &'a str, debug: bool, mark: &'a str) -> Minimiser<'a> {
        Minimiser {
            workers,
            name,
            debug,
            mark,
            started: Instant::now(),
        }
    }

    fn fails(&self, lines: &[String]) -> bool {
        let program = lines.join("\n");
        let end = self.workers.run(self.name, &[program], 0, self.debug);
        matches!(end, Ok(End::Badly(_, mark, _)) if mark == self.mark)
    }

    /// The program that ends badly, given those that ran in the same process up to it. None: it does not happen again.
    pub fn minimise(&self, programs: &[String]) -> Option<Vec<String>> {
        // Those before it may have a part in it.
        let mut count = 1;
        let mut lines = loop {
            let from = programs.len().saturating_sub(count);
            let lines: Vec<String> = programs[from..]
                .iter()
                .flat_map(|p| p.lines())
                .map(str::to_owned)
                .collect();
            if self.fails(&lines) {
                break lines;
            }
            if from == 0 || count > 64 {
                return None;
            }
            count *= 4;
        };
        self.fewer(&mut lines);
        for i in 0..lines.len() {
            self.shorter(&mut lines, i);
        }
        self.fewer(&mut lines);
        Some(lines)
    }

    fn fewer(&self, lines: &mut Vec<String>) {
        let mut size = lines.len().div_ceil(2);
        while size > 0 {
            let mut end = lines.len();
            while end > 0 && self.started.elapsed() < PATIENCE {
                let start = end.saturating_sub(size);
                let mut without = lines.clone();
                without.drain(start..end);
                if !without.is_empty() && self.fails(&without) {
                    *lines = without;
                }
                end = start.min(lines.len());
            }
            size = if size == 1 { 0 } else { size.div_ceil(2) };
        }
    }

    /// Tries what is between brackets, or an argument of it, as nothing.
    fn shorter(&self, lines: &mut [String], at: usize) {
        let mut from = 0;
        while let Some((start, end)) = group(&lines[at], from) {
            if self.started.elapsed() > PATIENCE {
                return;
            }
            from = start + 1;
            for with in ["None", "hook(None)", "()"] {
                if end - start <= with.len() {
                    continue;
                }
                let former = lines[at].clone();
                lines[at].replace_range(start..end, with);
                if self.fails(lines) {
                    from = start + with.len();
                    break;
                }
                lines[at] = former;
            }
        }
    }
}

/// The next expression behind a `(`, `[`, `,` or `:`, up to its end at the same depth.
fn group(line: &str, from: usize) -> Option<(usize, usize)> {
    let bytes = line.as_bytes();
    let mut start = from;
    loop {
        let before = start.checked_sub(1).and_then(|i| bytes.get(i));
        if start >= bytes.len() {
            return None;
        }
        let opens = before.is_some_and(|b| b"([,:= ".contains(b));
        if opens && !b" )],=".contains(&bytes[start]) {
            break;
        }
        start += 1;
    }
    let mut depth = 0;
    for (i, b) in bytes.iter().enumerate().skip(start) {
        match b {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' | b',' if depth == 0 => return Some((start, i)),
            b')' | b']' | b'}' => depth -= 1,
            _ => {}
        }
    }
    Some((start, bytes.len()))
}

#[cfg(test)]
mod tests {
    use super::group;

    #[test]
    fn groups_are_arguments() {
        let line = "f(a, g(b)[1], c)";
        let mut groups = Vec::new();
        let mut from = 0;
        while let Some((start, end)) = group(line, from) {
            groups.push(&line[start..end]);
            from = start + 1;
        }
        assert_eq!(groups, ["a", "g(b)[1]", "b", "1", "c"]);
    }
}
