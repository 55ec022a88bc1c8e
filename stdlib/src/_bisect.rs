//! `_bisect`: places in sorted sequences.

use objects::clinic::*;
use objects::prelude::*;

use crate::module;

/// The place of `x` in `a[lo:hi]`: before equal items (`left`), or after them.
fn search(
    a: &Object,
    x: &Object,
    lo: isize,
    hi: Option<&Object>,
    key: Option<&Object>,
    left: bool,
) -> PyResult<isize> {
    if lo < 0 {
        return Err(raise!(ValueError, "lo must be non-negative"));
    }
    let mut lo = lo;
    let mut hi = match hi {
        Some(h) if !is_none(h) => h.index_isize(false)?,
        _ => a.length()? as isize,
    };
    let key = key.filter(|k| !is_none(k));
    while lo < hi {
        let mid = lo + (hi - lo) / 2;
        let mut item = a.get_index(mid)?;
        if let Some(key) = key {
            item = key.call(&[&item])?;
        }
        let go_right = if left {
            item.compare_bool_lt(x)?
        } else {
            !x.compare_bool_lt(&item)?
        };
        if go_right {
            lo = mid + 1;
        } else {
            hi = mid;
        }
    }
    Ok(lo)
}

/// `a < b`, without the shortcut for identical objects.
trait Less {
    fn compare_bool_lt(&self, other: &Object) -> PyResult<bool>;
}
impl Less for Object {
    fn compare_bool_lt(&self, other: &Object) -> PyResult<bool> {
        self.rich_compare(other, CompareOp::Lt)?.is_true()
    }
}

fn insert(a: &Object, x: &Object, at: isize) -> PyResult<()> {
    if let Some(l) = a.downcast::<List>()
        && l.is_exactly(objects::list::PyList_Type.as_mut_ptr())
    {
        return l.insert(at.max(0) as usize, x.to_ref());
    }
    let at = Long::from_isize(at)?;
    a.call_method(interned!("insert"), &[&at, x]).map(|_| ())
}

fn keyed(x: &Object, key: Option<&Object>) -> PyResult {
    match key.filter(|k| !is_none(k)) {
        Some(key) => key.call(&[x]),
        None => Ok(x.to_ref()),
    }
}

/// Inserts `x` where `search` finds its place.
fn insort(
    a: &Object,
    x: &Object,
    lo: isize,
    hi: Option<&Object>,
    key: Option<&Object>,
    left: bool,
) -> PyResult<()> {
    let at = search(a, &*keyed(x, key)?, lo, hi, key, left)?;
    insert(a, x, at)
}

/// The module's functions, which have the same parameters: `name "signature" "doc" = what it runs (left) -> its result;`.
macro_rules! functions {
    ($($name:ident $signature:literal $doc:literal = $run:ident ($left:literal) -> $result:ty;)*) => {
        $(
            #[doc = $doc]
            #[pyfunction($signature)]
            fn $name(
                a: &Object,
                x: &Object,
                lo: isize,
                hi: Option<&Object>,
                key: Option<&Object>,
            ) -> PyResult<$result> {
                $run(a, x, lo, hi, key, $left)
            }
        )*
    };
}

functions!(
    bisect_right "bisect_right(a, x, lo=0, hi=None, *, key=None)"
        "The index after all items that are not above `x`, in a sorted sequence." = search (false) -> isize;
    bisect_left "bisect_left(a, x, lo=0, hi=None, *, key=None)"
        "The index before all items that are not below `x`, in a sorted sequence." = search (true) -> isize;
    insort_right "insort_right(a, x, lo=0, hi=None, *, key=None)"
        "Inserts `x` after items equal to it." = insort (false) -> ();
    insort_left "insort_left(a, x, lo=0, hi=None, *, key=None)"
        "Inserts `x` before items equal to it." = insort (true) -> ();
);

module!(
    c"_bisect",
    c"Search and insertion in sorted sequences.",
    methods = method_table![bisect_right, bisect_left, insort_right, insort_left]
);
