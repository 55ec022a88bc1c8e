//! A stable, adaptive merge sort: natural runs, binary insertion for short ones, galloping merges, and the order of merges by
//! node powers (powersort).
//!
//! A comparison may fail: whatever happens, the slice stays a permutation of what it was. Comparisons may run any code, but
//! the caller has taken the slice out of everybody's reach.

use base::PyResult;

/// Runs in a row that one side must win before a merge starts to gallop.
const MIN_GALLOP: usize = 7;

struct Run {
    start: usize,
    len: usize,
    power: u32,
}

pub struct Sorter<'a, T: Copy, F: FnMut(&T, &T) -> PyResult<bool>> {
    items: &'a mut [T],
    less: F,
    runs: Vec<Run>,
    scratch: Vec<T>,
    min_gallop: usize,
}

/// Sorts in place; on failure the items are in some order.
pub fn sort<T: Copy, F: FnMut(&T, &T) -> PyResult<bool>>(items: &mut [T], less: F) -> PyResult<()> {
    let n = items.len();
    if n < 2 {
        return Ok(());
    }
    let mut s = Sorter {
        items,
        less,
        runs: Vec::new(),
        scratch: Vec::new(),
        min_gallop: MIN_GALLOP,
    };
    let min_run = min_run(n);
    let mut start = 0;
    while start < n {
        let mut len = s.natural_run(start)?;
        if len < min_run {
            let forced = min_run.min(n - start);
            s.binary_insertion(start, start + forced, start + len)?;
            len = forced;
        }
        s.found_run(start, len)?;
        start += len;
    }
    while s.runs.len() > 1 {
        let mut at = s.runs.len() - 2;
        if at > 0 && s.runs[at - 1].len < s.runs[at + 1].len {
            at -= 1;
        }
        s.merge_at(at)?;
    }
    Ok(())
}

fn min_run(mut n: usize) -> usize {
    let mut r = 0;
    while n >= 64 {
        r |= n & 1;
        n >>= 1;
    }
    n + r
}

/// The depth at which the boundary between two runs stands in a nearly balanced merge tree.
fn power(start: usize, n1: usize, n2: usize, n: usize) -> u32 {
    let mut a = 2 * start + n1;
    let mut b = a + n1 + n2;
    let mut result = 0;
    loop {
        result += 1;
        if a >= n {
            a -= n;
            b -= n;
        } else if b >= n {
            return result;
        }
        a <<= 1;
        b <<= 1;
    }
}

impl<T: Copy, F: FnMut(&T, &T) -> PyResult<bool>> Sorter<'_, T, F> {
    #[inline(always)]
    fn lt(&mut self, a: T, b: T) -> PyResult<bool> {
        (self.less)(&a, &b)
    }

    /// The length of the run at `start`, which is made ascending.
    fn natural_run(&mut self, start: usize) -> PyResult<usize> {
        let n = self.items.len();
        let mut end = start + 1;
        if end == n {
            return Ok(1);
        }
        if self.lt(self.items[end], self.items[start])? {
            end += 1;
            while end < n && self.lt(self.items[end], self.items[end - 1])? {
                end += 1;
            }
            self.items[start..end].reverse();
        } else {
            end += 1;
            while end < n && !self.lt(self.items[end], self.items[end - 1])? {
                end += 1;
            }
        }
        Ok(end - start)
    }

    /// Sorts `low..high`, of which `low..from` is sorted already.
    fn binary_insertion(&mut self, low: usize, high: usize, from: usize) -> PyResult<()> {
        for i in from..high {
            let pivot = self.items[i];
            let (mut l, mut r) = (low, i);
            while l < r {
                let mid = l + (r - l) / 2;
                if self.lt(pivot, self.items[mid])? {
                    r = mid;
                } else {
                    l = mid + 1;
                }
            }
            self.items.copy_within(l..i, l + 1);
            self.items[l] = pivot;
        }
        Ok(())
    }

    fn found_run(&mut self, start: usize, len: usize) -> PyResult<()> {
        if let Some(last) = self.runs.last() {
            let p = power(last.start, last.len, len, self.items.len());
            while self.runs.len() > 1 && self.runs[self.runs.len() - 2].power > p {
                self.merge_at(self.runs.len() - 2)?;
            }
            if let Some(last) = self.runs.last_mut() {
                last.power = p;
            }
        }
        self.runs.push(Run {
            start,
            len,
            power: 0,
        });
        Ok(())
    }

    /// Merges runs `at` and `at + 1`.
    fn merge_at(&mut self, at: usize) -> PyResult<()> {
        let (mut a, mut na) = (self.runs[at].start, self.runs[at].len);
        let (b, mut nb) = (self.runs[at + 1].start, self.runs[at + 1].len);
        self.runs[at].len = na + nb;
        self.runs.remove(at + 1);
        // What is below the first of the second run, or above the last of the first, is in place.
        let skip = self.gallop_right(self.items[b], a, na, 0, None)?;
        a += skip;
        na -= skip;
        if na == 0 {
            return Ok(());
        }
        nb = self.gallop_left(self.items[a + na - 1], b, nb, nb - 1, None)?;
        if nb == 0 {
            return Ok(());
        }
        if na <= nb {
            self.merge_low(a, na, b, nb)
        } else {
            self.merge_high(a, na, b, nb)
        }
    }

    #[inline(always)]
    fn at(&self, source: Option<()>, i: usize) -> T {
        match source {
            None => self.items[i],
            Some(()) => self.scratch[i],
        }
    }

    /// How many of the sorted `n` items at `base` are below `key` (leftmost place), searching from `hint` outwards.
    fn gallop_left(
        &mut self,
        key: T,
        base: usize,
        n: usize,
        hint: usize,
        source: Option<()>,
    ) -> PyResult<usize> {
        self.gallop(base, n, hint, source, |s, x| s.lt(x, key))
    }

    /// How many of the sorted `n` items at `base` are not above `key` (rightmost place).
    fn gallop_right(
        &mut self,
        key: T,
        base: usize,
        n: usize,
        hint: usize,
        source: Option<()>,
    ) -> PyResult<usize> {
        self.gallop(base, n, hint, source, |s, x| Ok(!s.lt(key, x)?))
    }

    /// The number of leading items for which `before` holds (they come first), by exponential, then binary search.
    fn gallop(
        &mut self,
        base: usize,
        n: usize,
        hint: usize,
        source: Option<()>,
        mut before: impl FnMut(&mut Self, T) -> PyResult<bool>,
    ) -> PyResult<usize> {
        let (mut low, mut high);
        let x = self.at(source, base + hint);
        if before(self, x)? {
            // The place is to the right of the hint.
            let max = n - hint;
            let (mut last, mut offset) = (0, 1);
            while offset < max {
                let x = self.at(source, base + hint + offset);
                if !before(self, x)? {
                    break;
                }
                last = offset;
                offset = (offset << 1) + 1;
            }
            low = hint + last + 1;
            high = hint + offset.min(max);
        } else {
            let max = hint + 1;
            let (mut last, mut offset) = (0, 1);
            while offset < max {
                let x = self.at(source, base + hint - offset);
                if before(self, x)? {
                    break;
                }
                last = offset;
                offset = (offset << 1) + 1;
            }
            low = (hint + 1) - offset.min(max);
            high = hint - last;
        }
        while low < high {
            let mid = low + (high - low) / 2;
            let x = self.at(source, base + mid);
            if before(self, x)? {
                low = mid + 1;
            } else {
                high = mid;
            }
        }
        Ok(low)
    }

    fn keep(&mut self, start: usize, n: usize) -> PyResult<()> {
        self.scratch.clear();
        if self.scratch.try_reserve(n).is_err() {
            return Err(crate::exceptions::no_memory());
        }
        self.scratch
            .extend_from_slice(&self.items[start..start + n]);
        Ok(())
    }

    /// Merges with the left run in the scratch space, forwards.
    fn merge_low(&mut self, a: usize, na: usize, b: usize, nb: usize) -> PyResult<()> {
        self.keep(a, na)?;
        let (mut dest, mut i, mut j, end) = (a, 0, b, b + nb);
        let result = self.merge_low_loop(&mut dest, &mut i, na, &mut j, end);
        // What is left of the scratch space goes before what is left of the right run, also after a failure.
        let rest = na - i;
        self.items[dest..dest + rest].copy_from_slice(&self.scratch[i..na]);
        result
    }

    fn merge_low_loop(
        &mut self,
        dest: &mut usize,
        i: &mut usize,
        na: usize,
        j: &mut usize,
        end: usize,
    ) -> PyResult<()> {
        loop {
            let (mut a_wins, mut b_wins) = (0, 0);
            loop {
                if *i == na || *j == end {
                    return Ok(());
                }
                if self.lt(self.items[*j], self.scratch[*i])? {
                    self.items[*dest] = self.items[*j];
                    *j += 1;
                    b_wins += 1;
                    a_wins = 0;
                } else {
                    self.items[*dest] = self.scratch[*i];
                    *i += 1;
                    a_wins += 1;
                    b_wins = 0;
                }
                *dest += 1;
                if a_wins.max(b_wins) >= self.min_gallop {
                    break;
                }
            }
            self.min_gallop += 1;
            loop {
                if *i == na || *j == end {
                    return Ok(());
                }
                self.min_gallop -= usize::from(self.min_gallop > 1);
                let k = self.gallop_right(self.items[*j], *i, na - *i, 0, Some(()))?;
                self.items[*dest..*dest + k].copy_from_slice(&self.scratch[*i..*i + k]);
                *dest += k;
                *i += k;
                if *i == na {
                    return Ok(());
                }
                let l = self.gallop_left(self.scratch[*i], *j, end - *j, 0, None)?;
                self.items.copy_within(*j..*j + l, *dest);
                *dest += l;
                *j += l;
                if k < MIN_GALLOP && l < MIN_GALLOP {
                    break;
                }
            }
            self.min_gallop += 1;
        }
    }

    /// Merges with the right run in the scratch space, backwards.
    fn merge_high(&mut self, a: usize, na: usize, b: usize, nb: usize) -> PyResult<()> {
        self.keep(b, nb)?;
        // `i` and `j` count what is left of either run; the result grows down from `a + i + j`.
        let (mut i, mut j) = (na, nb);
        let result = self.merge_high_loop(a, &mut i, &mut j);
        self.items[a + i..a + i + j].copy_from_slice(&self.scratch[..j]);
        result
    }

    fn merge_high_loop(&mut self, a: usize, i: &mut usize, j: &mut usize) -> PyResult<()> {
        loop {
            let (mut a_wins, mut b_wins) = (0, 0);
            loop {
                if *i == 0 || *j == 0 {
                    return Ok(());
                }
                let dest = a + *i + *j - 1;
                if self.lt(self.scratch[*j - 1], self.items[a + *i - 1])? {
                    self.items[dest] = self.items[a + *i - 1];
                    *i -= 1;
                    a_wins += 1;
                    b_wins = 0;
                } else {
                    self.items[dest] = self.scratch[*j - 1];
                    *j -= 1;
                    b_wins += 1;
                    a_wins = 0;
                }
                if a_wins.max(b_wins) >= self.min_gallop {
                    break;
                }
            }
            self.min_gallop += 1;
            loop {
                if *i == 0 || *j == 0 {
                    return Ok(());
                }
                self.min_gallop -= usize::from(self.min_gallop > 1);
                let keep = self.gallop_right(self.scratch[*j - 1], a, *i, *i - 1, None)?;
                let k = *i - keep;
                self.items.copy_within(a + keep..a + *i, a + keep + *j);
                *i = keep;
                if *i == 0 {
                    return Ok(());
                }
                let keep = self.gallop_left(self.items[a + *i - 1], 0, *j, *j - 1, Some(()))?;
                let l = *j - keep;
                self.items[a + *i + keep..a + *i + *j].copy_from_slice(&self.scratch[keep..*j]);
                *j = keep;
                if k < MIN_GALLOP && l < MIN_GALLOP {
                    break;
                }
            }
            self.min_gallop += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(state: &mut u64) -> u64 {
        *state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        *state >> 33
    }

    #[test]
    fn sorts_stably_whatever_the_shape() {
        let mut state = 1;
        for n in [0usize, 1, 2, 3, 63, 64, 65, 200, 1000, 5000] {
            for kinds in [1u64, 2, 5, 50, 1 << 30] {
                for shape in 0..4 {
                    let mut v: Vec<(u64, usize)> = (0..n)
                        .map(|i| {
                            let x = next(&mut state) % kinds;
                            (
                                match shape {
                                    0 => x,
                                    1 => i as u64 / kinds,
                                    2 => (n - i) as u64 / kinds,
                                    _ => (i as u64 % 500) + x % 3,
                                },
                                i,
                            )
                        })
                        .collect();
                    let mut expected = v.clone();
                    expected.sort_by_key(|x| x.0);
                    assert!(sort(&mut v, |a, b| Ok(a.0 < b.0)).is_ok());
                    assert!(v == expected, "n {n} kinds {kinds} shape {shape}");
                }
            }
        }
    }

    #[test]
    fn a_failed_comparison_loses_nothing() {
        let mut state = 7;
        for fail_at in (0..6000).step_by(97) {
            let mut v: Vec<u64> = (0..500)
                .map(|i| {
                    if i % 3 == 0 {
                        i
                    } else {
                        next(&mut state) % 600
                    }
                })
                .collect();
            let mut before = v.clone();
            let mut count = 0;
            let _ = sort(&mut v, |a, b| {
                count += 1;
                if count == fail_at {
                    Err(base::Raised::ASSUMED)
                } else {
                    Ok(a < b)
                }
            });
            v.sort_unstable();
            before.sort_unstable();
            assert!(v == before);
        }
    }
}
