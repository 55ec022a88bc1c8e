//! `_tracemalloc`: the tracing of memory for the module `tracemalloc`; `runtime::tracemalloc` does the work.

use objects::clinic::*;
use objects::prelude::*;
use runtime::tracemalloc;

use crate::module;

/// Is memory being traced?
#[pyfunction("is_tracing()")]
fn is_tracing() -> bool {
    tracemalloc::tracing()
}

/// Forgets the blocks that are known so far.
#[pyfunction("clear_traces()")]
fn clear_traces() {
    tracemalloc::clear();
}

/// The blocks that are known: a list of (domain, size, lines, number of frames).
///
/// The lines are a tuple of (file name, line number), the most recent call first. Empty if nothing is traced.
#[pyfunction("_get_traces()")]
fn _get_traces() -> PyResult<Ref<List>> {
    tracemalloc::traces()
}

/// Where the object was made: a tuple of (file name, line number), or None if that is not known.
#[pyfunction("_get_object_traceback(obj, /)")]
fn _get_object_traceback(obj: &Object) -> PyResult {
    tracemalloc::object_traceback(obj)
}

/// Starts tracing the memory that Python asks for, with at most nframe frames for each block.
#[pyfunction("start(nframe=1, /)")]
fn start(nframe: i32) -> PyResult<()> {
    tracemalloc::start(nframe)
}

/// Stops tracing and forgets the blocks that are known.
#[pyfunction("stop()")]
fn stop() {
    tracemalloc::stop();
}

/// How many frames are kept for a block: 1 unless start() was told otherwise.
#[pyfunction("get_traceback_limit()")]
fn get_traceback_limit() -> usize {
    tracemalloc::limit()
}

/// The bytes that tracing itself takes.
#[pyfunction("get_tracemalloc_memory()")]
fn get_tracemalloc_memory() -> usize {
    tracemalloc::own_memory()
}

/// The bytes that are traced now, and the most there ever were: (current, peak).
#[pyfunction("get_traced_memory()")]
fn get_traced_memory() -> PyResult<Ref<Tuple>> {
    let (current, peak) = tracemalloc::traced_memory();
    Tuple::from_array([
        Long::from_u64(current as u64)?.upcast(),
        Long::from_u64(peak as u64)?.upcast(),
    ])
}

/// Makes the peak what is traced now.
#[pyfunction("reset_peak()")]
fn reset_peak() {
    tracemalloc::reset_peak();
}

module!(
    c"_tracemalloc",
    c"Which code asked for which memory.",
    methods = method_table![
        is_tracing,
        clear_traces,
        _get_traces,
        _get_object_traceback,
        start,
        stop,
        get_traceback_limit,
        get_tracemalloc_memory,
        get_traced_memory,
        reset_peak,
    ]
);
