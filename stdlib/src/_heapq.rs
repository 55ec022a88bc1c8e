//! `_heapq`: heaps in lists, smallest or largest item first.
//!
//! A comparison may change the list: then RuntimeError, and nothing is read past its end.

use objects::clinic::*;
use objects::prelude::*;

use crate::module;

/// Which item is on top.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Min,
    Max,
}

impl Kind {
    /// Must `a` stand above `b`?
    fn above(self, a: &Object, b: &Object) -> PyResult<bool> {
        match self {
            Kind::Min => a.compare_bool(b, CompareOp::Lt),
            Kind::Max => b.compare_bool(a, CompareOp::Lt),
        }
    }
}

fn item(heap: &List, at: usize) -> PyResult {
    heap.get(at).ok_or_else(changed)
}

#[cold]
fn changed() -> Raised {
    raise!(RuntimeError, "list changed size during iteration")
}

fn swap(heap: &List, a: usize, b: usize) -> PyResult<()> {
    let (x, y) = (item(heap, a)?, item(heap, b)?);
    heap.set(a, y)?;
    heap.set(b, x)
}

/// Moves the item at `at` towards the root until its parent is above it.
fn sift_to_root(heap: &List, start: usize, mut at: usize, kind: Kind) -> PyResult<()> {
    let n = heap.len();
    if at >= n {
        return Err(raise!(IndexError, "index out of range"));
    }
    let moving = item(heap, at)?;
    while at > start {
        let parent_at = (at - 1) >> 1;
        let parent = item(heap, parent_at)?;
        let above = kind.above(&moving, &parent)?;
        if heap.len() != n {
            return Err(changed());
        }
        if !above {
            break;
        }
        swap(heap, at, parent_at)?;
        at = parent_at;
    }
    Ok(())
}

/// Moves the item at `at` down to a leaf, always past the better child, then up to its place.
fn sift_to_leaf(heap: &List, start: usize, kind: Kind) -> PyResult<()> {
    let n = heap.len();
    if start >= n {
        return Err(raise!(IndexError, "index out of range"));
    }
    let mut at = start;
    let limit = n >> 1;
    while at < limit {
        let mut child = 2 * at + 1;
        if child + 1 < n {
            let (left, right) = (item(heap, child)?, item(heap, child + 1)?);
            let left_above = kind.above(&left, &right)?;
            if heap.len() != n {
                return Err(changed());
            }
            if !left_above {
                child += 1;
            }
        }
        swap(heap, at, child)?;
        at = child;
    }
    sift_to_root(heap, start, at, kind)
}

fn push(heap: &List, new: &Object, kind: Kind) -> PyResult<()> {
    heap.push(new)?;
    sift_to_root(heap, 0, heap.len() - 1, kind)
}

fn pop(heap: &List, kind: Kind) -> PyResult {
    let n = heap.len();
    let Some(last) = n.checked_sub(1).and_then(|i| heap.get(i)) else {
        return Err(raise!(IndexError, "index out of range"));
    };
    heap.set_slice(n - 1, n, None)?;
    if n == 1 {
        return Ok(last);
    }
    let top = item(heap, 0)?;
    heap.set(0, last)?;
    sift_to_leaf(heap, 0, kind)?;
    Ok(top)
}

fn replace(heap: &List, new: &Object, kind: Kind) -> PyResult {
    let Some(top) = heap.get(0) else {
        return Err(raise!(IndexError, "index out of range"));
    };
    heap.set(0, new.to_ref())?;
    sift_to_leaf(heap, 0, kind)?;
    Ok(top)
}

fn push_pop(heap: &List, new: &Object, kind: Kind) -> PyResult {
    let Some(top) = heap.get(0) else {
        return Ok(new.to_ref());
    };
    if !kind.above(&top, new)? {
        return Ok(new.to_ref());
    }
    replace(heap, new, kind)
}

fn build(heap: &List, kind: Kind) -> PyResult<()> {
    for at in (0..heap.len() >> 1).rev() {
        sift_to_leaf(heap, at, kind)?;
    }
    Ok(())
}

/// Adds an item, keeping the heap in order.
#[pyfunction("heappush(heap, item, /)")]
fn heappush(heap: &List, item: &Object) -> PyResult<()> {
    push(heap, item, Kind::Min)
}
/// Removes and returns the smallest item.
#[pyfunction("heappop(heap, /)")]
fn heappop(heap: &List) -> PyResult {
    pop(heap, Kind::Min)
}
/// Removes and returns the smallest item, then adds the new one.
#[pyfunction("heapreplace(heap, item, /)")]
fn heapreplace(heap: &List, item: &Object) -> PyResult {
    replace(heap, item, Kind::Min)
}
/// Adds an item, then removes and returns the smallest.
#[pyfunction("heappushpop(heap, item, /)")]
fn heappushpop(heap: &List, item: &Object) -> PyResult {
    push_pop(heap, item, Kind::Min)
}
/// Makes a list a heap, in place.
#[pyfunction("heapify(heap, /)")]
fn heapify(heap: &List) -> PyResult<()> {
    build(heap, Kind::Min)
}
/// Adds an item to a heap with the largest first.
#[pyfunction("heappush_max(heap, item, /)")]
fn heappush_max(heap: &List, item: &Object) -> PyResult<()> {
    push(heap, item, Kind::Max)
}
/// Removes and returns the largest item.
#[pyfunction("heappop_max(heap, /)")]
fn heappop_max(heap: &List) -> PyResult {
    pop(heap, Kind::Max)
}
/// Removes and returns the largest item, then adds the new one.
#[pyfunction("heapreplace_max(heap, item, /)")]
fn heapreplace_max(heap: &List, item: &Object) -> PyResult {
    replace(heap, item, Kind::Max)
}
/// Adds an item, then removes and returns the largest.
#[pyfunction("heappushpop_max(heap, item, /)")]
fn heappushpop_max(heap: &List, item: &Object) -> PyResult {
    push_pop(heap, item, Kind::Max)
}
/// Makes a list a heap with the largest first, in place.
#[pyfunction("heapify_max(heap, /)")]
fn heapify_max(heap: &List) -> PyResult<()> {
    build(heap, Kind::Max)
}

fn exec(module: &Module) -> PyResult<()> {
    module.add_str(
        "__about__",
        "Heaps are lists in which every item is not above its parent at (k-1)//2.",
    )
}

module!(
    c"_heapq",
    c"Heap queues: the item at index 0 is always the smallest.",
    methods = method_table![
        heappush,
        heappushpop,
        heappop,
        heapreplace,
        heapify,
        heappush_max,
        heappushpop_max,
        heappop_max,
        heapreplace_max,
        heapify_max
    ],
    exec = exec
);
