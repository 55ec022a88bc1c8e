//! `_suggestions`: "did you mean" for tracebacks.

use objects::clinic::*;
use objects::prelude::*;

use crate::module;

/// The candidate nearest to the item, or None if none is near.
#[pyfunction("_generate_suggestions(candidates, item, /)")]
fn _generate_suggestions(candidates: &Object, item: &Str) -> PyResult<Option<Ref>> {
    let list = candidates.downcast::<List>();
    let Some(list) = list.filter(|l| l.is_exactly(objects::list::PyList_Type.as_mut_ptr())) else {
        return Err(raise!(TypeError, "candidates must be a list"));
    };
    let mut names = Vec::with_capacity(list.len());
    let mut i = 0;
    while let Some(o) = list.get(i) {
        let Some(s) = o.downcast::<Str>() else {
            return Err(raise!(
                TypeError,
                "all elements in 'candidates' must be strings"
            ));
        };
        names.push((s.to_wtf8()?, o));
        i += 1;
    }
    let wanted = item.to_wtf8()?;
    Ok(nearest(&names, &wanted).map(|i| names[i].1.clone()))
}

const MOVE_COST: usize = 2;
const CASE_COST: usize = 1;
const MAX_LENGTH: usize = 40;
const MAX_CANDIDATES: usize = 750;

fn substitution(a: u8, b: u8) -> usize {
    if a & 31 != b & 31 {
        return MOVE_COST;
    }
    if a == b {
        return 0;
    }
    if a.eq_ignore_ascii_case(&b) {
        CASE_COST
    } else {
        MOVE_COST
    }
}

/// The edit distance, or something above `max` if it is more than that.
fn distance(a: &[u8], b: &[u8], max: usize) -> usize {
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[prefix..], &b[prefix..]);
    let suffix = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (mut a, mut b) = (&a[..a.len() - suffix], &b[..b.len() - suffix]);
    if a.is_empty() || b.is_empty() {
        return (a.len() + b.len()) * MOVE_COST;
    }
    if a.len() > MAX_LENGTH || b.len() > MAX_LENGTH {
        return max + 1;
    }
    if b.len() < a.len() {
        core::mem::swap(&mut a, &mut b);
    }
    if (b.len() - a.len()) * MOVE_COST > max {
        return max + 1;
    }
    let mut row: Vec<usize> = (1..=a.len()).map(|i| i * MOVE_COST).collect();
    let mut result = 0;
    for (bi, &y) in b.iter().enumerate() {
        result = bi * MOVE_COST;
        let mut diagonal = result;
        let mut least = usize::MAX;
        for (i, &x) in a.iter().enumerate() {
            let substituted = diagonal + substitution(y, x);
            diagonal = row[i];
            result = substituted.min(result.min(diagonal) + MOVE_COST);
            row[i] = result;
            least = least.min(result);
        }
        if least > max {
            return max + 1;
        }
    }
    result
}

fn nearest<T>(candidates: &[(Vec<u8>, T)], wanted: &[u8]) -> Option<usize> {
    if candidates.len() > MAX_CANDIDATES || wanted.len() > MAX_LENGTH {
        return None;
    }
    let mut best = None;
    let mut best_distance = usize::MAX;
    for (i, (name, _)) in candidates.iter().enumerate() {
        if name == wanted {
            continue;
        }
        // No more than a third of the letters may need changing.
        let max =
            ((name.len() + wanted.len() + 3) * MOVE_COST / 6).min(best_distance.wrapping_sub(1));
        let d = distance(wanted, name, max);
        if d <= max && d < best_distance {
            best = Some(i);
            best_distance = d;
        }
    }
    best
}

fn exec(_module: &Module) -> PyResult<()> {
    Ok(())
}

module!(
    c"_suggestions",
    c"Suggestions for misspelt names.",
    methods = method_table![_generate_suggestions],
    exec = exec
);
