//! "Did you mean": the nearest of some names by edit distance, on UTF-8 bytes with CPython's costs and limits.

/// More candidates than this are not searched.
const MAX_CANDIDATES: usize = 750;
/// Differing parts longer than this are not compared.
const MAX_LENGTH: usize = 40;
/// An insertion, a deletion or a substitution; a change of case alone costs `CASE`.
const MOVE: usize = 2;
const CASE: usize = 1;

/// The candidate nearest to `name` that is not `name` itself, if one is near enough.
pub fn suggest<'a>(
    name: &[u8],
    candidates: impl ExactSizeIterator<Item = &'a [u8]>,
) -> Option<&'a [u8]> {
    if candidates.len() >= MAX_CANDIDATES {
        return None;
    }
    let mut best: Option<(usize, &[u8])> = None;
    for candidate in candidates.filter(|c| *c != name) {
        let mut limit = (name.len() + candidate.len() + 3) * MOVE / 6;
        if let Some((cost, _)) = best {
            // Only what is nearer still: of equals the first wins. Differing names never cost 0.
            limit = limit.min(cost - 1);
        }
        if let Some(cost) = edit_cost(name, candidate, limit) {
            best = Some((cost, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn substitution(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE
    } else {
        MOVE
    }
}

/// The edit distance, or `None` when it is more than `limit`.
pub fn edit_cost<'a>(mut a: &'a [u8], mut b: &'a [u8], limit: usize) -> Option<usize> {
    while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b)
        && x == y
    {
        (a, b) = (rest_a, rest_b);
    }
    while let ([rest_a @ .., x], [rest_b @ .., y]) = (a, b)
        && x == y
    {
        (a, b) = (rest_a, rest_b);
    }
    let within = |cost: usize| (cost <= limit).then_some(cost);
    if a.is_empty() || b.is_empty() {
        return within((a.len() + b.len()) * MOVE);
    }
    if a.len() > MAX_LENGTH || b.len() > MAX_LENGTH {
        return None;
    }
    if a.len() > b.len() {
        (a, b) = (b, a);
    }
    if (b.len() - a.len()) * MOVE > limit {
        return None;
    }

    // One row of the matrix: the cost of making the first i + 1 bytes of `a` from what of `b` has been read.
    let mut row = [0; MAX_LENGTH];
    for (i, cost) in row.iter_mut().enumerate() {
        *cost = (i + 1) * MOVE;
    }
    let row = &mut row[..a.len()];
    let mut last = 0;
    for (j, &y) in b.iter().enumerate() {
        let mut diagonal = j * MOVE;
        last = diagonal + MOVE;
        let mut least = usize::MAX;
        for (cost, &x) in row.iter_mut().zip(a) {
            let substituted = diagonal + substitution(x, y);
            diagonal = *cost;
            last = substituted.min(last.min(diagonal) + MOVE);
            *cost = last;
            least = least.min(last);
        }
        if least > limit {
            return None;
        }
    }
    within(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_of_cpythons_own_test() {
        // From what `_testinternalcapi.EditCost` is tested with on the reference.
        for (a, b, cost) in [
            ("", "", 0),
            ("", "a", 2),
            ("a", "A", 1),
            ("Apple", "Aple", 2),
            ("Banana", "B@n@n@", 6),
            ("Cherry", "Cherry!", 2),
            ("---0---", "------", 2),
            ("abc", "y", 6),
            ("aa", "bb", 4),
            ("aaaaa", "AAAAA", 5),
            ("wxyz", "wXyZ", 2),
            ("wxyz", "wXyZ123", 8),
            ("Python", "Java", 12),
            ("Java", "C#", 8),
            ("AbstractFoobarManager", "abstract_foobar_manager", 7),
            ("CPython", "PyPy", 10),
            ("AttributeError", "AttributeErrop", 2),
        ] {
            assert_eq!(
                edit_cost(a.as_bytes(), b.as_bytes(), 100),
                Some(cost),
                "{a} {b}"
            );
            assert_eq!(
                edit_cost(b.as_bytes(), a.as_bytes(), 100),
                Some(cost),
                "{b} {a}"
            );
            assert_eq!(
                edit_cost(a.as_bytes(), b.as_bytes(), cost),
                Some(cost),
                "{a} {b} at its limit"
            );
            if cost > 0 {
                assert_eq!(
                    edit_cost(a.as_bytes(), b.as_bytes(), cost - 1),
                    None,
                    "{a} {b} below it"
                );
            }
        }
    }

    #[test]
    fn nearest_name() {
        let names = [&b"old"[..], b"new", b"count"];
        assert_eq!(suggest(b"cuont", names.into_iter()), Some(&b"count"[..]));
        assert_eq!(
            suggest(b"foo", [&b"sep"[..], b"end", b"file", b"flush"].into_iter()),
            None
        );
        assert_eq!(suggest(b"kye", [&b"key"[..], b"reverse"].into_iter()), None);
        assert_eq!(
            suggest(
                b"globls",
                [&b"globals"[..], b"locals", b"closure"].into_iter()
            ),
            Some(&b"globals"[..])
        );
    }
}
