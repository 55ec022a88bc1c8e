//! `gc`: the cycle collector from Python.

use core::ffi::{c_int, c_void};

use layout::*;
use objects::clinic::*;
use objects::gc::{self as collector, Reason, state};
use objects::prelude::*;

use crate::module;

fn setting() -> *mut _gc_runtime_state {
    collector::state()
}

/// Enables automatic collection.
#[pyfunction("enable()")]
fn enable() {
    // SAFETY: attached.
    unsafe { (*setting()).enabled = 1 }
}

/// Disables automatic collection.
#[pyfunction("disable()")]
fn disable() {
    // SAFETY: attached.
    unsafe { (*setting()).enabled = 0 }
}

/// Is automatic collection enabled?
#[pyfunction("isenabled()")]
fn isenabled() -> bool {
    // SAFETY: attached.
    unsafe { (*setting()).enabled != 0 }
}

/// Runs a collection and gives the number of unreachable objects found.
#[pyfunction("collect(generation=2)")]
fn collect(generation: i32) -> PyResult<isize> {
    match usize::try_from(generation) {
        Ok(g) if g < 3 => Ok(collector::collect(g, Reason::Manual)),
        _ => Err(raise!(ValueError, "invalid generation")),
    }
}

/// Sets the debugging flags, which print to sys.stderr.
#[pyfunction("set_debug(flags, /)")]
fn set_debug(flags: i32) {
    // SAFETY: attached.
    unsafe { (*setting()).debug = flags }
}

/// The debugging flags.
#[pyfunction("get_debug()")]
fn get_debug() -> i32 {
    // SAFETY: attached.
    unsafe { (*setting()).debug }
}

/// Sets the collection thresholds: set_threshold(threshold0, [threshold1, [threshold2]]).
#[pyfunction(
    "set_threshold(threshold0, threshold1=<unrepresentable>, threshold2=<unrepresentable>, /)",
    nosig
)]
fn set_threshold(threshold0: i32, threshold1: Option<i32>, threshold2: Option<i32>) {
    for (i, value) in [Some(threshold0), threshold1, threshold2]
        .into_iter()
        .enumerate()
    {
        if let Some(value) = value {
            // SAFETY: attached; three generations.
            unsafe { (*state::generation_of(setting(), i)).threshold = value }
        }
    }
}

fn three(f: impl Fn(*mut gc_generation) -> c_int) -> PyResult<Ref<Tuple>> {
    let mut values: Vec<Ref> = Vec::with_capacity(3);
    for i in 0..3 {
        // SAFETY: attached; three generations.
        let value = f(unsafe { state::generation_of(setting(), i) });
        values.push(Long::from_i64(i64::from(value))?.upcast());
    }
    Tuple::from_vec(values)
}

/// The collection thresholds.
#[pyfunction("get_threshold()")]
fn get_threshold() -> PyResult<Ref<Tuple>> {
    // SAFETY: a generation of the interpreter's.
    three(|g| unsafe { (*g).threshold })
}

/// The collection counts.
#[pyfunction("get_count()")]
fn get_count() -> PyResult<Ref<Tuple>> {
    // SAFETY: a generation of the interpreter's.
    three(|g| unsafe { (*g).count })
}

/// The objects that refer to any of these directly.
#[pyfunction("get_referrers(*objs)")]
fn get_referrers(objs: &Tuple) -> PyResult<Ref<List>> {
    objects::audit!("gc.get_referrers", objs)?;
    collector::referrers(objs)
}

/// The objects that these refer to directly.
#[pyfunction("get_referents(*objs)")]
fn get_referents(objs: &Tuple) -> PyResult<Ref<List>> {
    unsafe extern "C" fn visit(op: *mut PyObject, list: *mut c_void) -> c_int {
        // SAFETY: the list of the caller; the visited object is live.
        unsafe {
            match (*list.cast::<List>()).push(Object::from_ptr(op)) {
                Ok(()) => 0,
                Err(raised) => {
                    raised.clear();
                    1
                }
            }
        }
    }
    objects::audit!("gc.get_referents", objs)?;
    let result = List::new()?;
    for o in objs.as_slice() {
        if !collector::is_gc(o) {
            continue;
        }
        // SAFETY: a collector-managed object may be traversed; the list is not one of its own.
        unsafe {
            if let Some(f) = (*o.type_ptr()).tp_traverse {
                let list: *const List = &*result;
                if f(o.as_ptr(), Some(visit), list.cast_mut().cast()) != 0 {
                    return Err(objects::exceptions::no_memory());
                }
            }
        }
    }
    Ok(result)
}

/// The objects that the collector tracks, all or of one generation.
#[pyfunction("get_objects(generation=None)")]
fn get_objects(generation: Option<&Object>) -> PyResult<Ref<List>> {
    let Some(g) = generation.filter(|g| !is_none(g)) else {
        objects::audit!("gc.get_objects", -1)?;
        return collector::objects_of(None);
    };
    if g.downcast::<Long>().is_none() && !g.has_attr(id!(__index__))? {
        return Err(raise!(
            TypeError,
            "argument should be integer or None, not '{}'",
            g.class().tp_name()
        ));
    }
    let n = g.index()?.as_isize()?;
    objects::audit!("gc.get_objects", n)?;
    if n == -1 {
        return collector::objects_of(None);
    }
    match usize::try_from(n) {
        Err(_) => Err(raise!(
            ValueError,
            "generation parameter cannot be negative"
        )),
        Ok(n) if n >= 3 => Err(raise!(
            ValueError,
            "generation parameter must be less than the number of available generations (3)"
        )),
        Ok(n) => collector::objects_of(Some(n)),
    }
}

/// What was collected so far, a dictionary for each generation.
#[pyfunction("get_stats()")]
fn get_stats() -> PyResult<Ref<List>> {
    let result = List::new()?;
    for i in 0..3 {
        // SAFETY: attached.
        let stats = unsafe { (*setting()).generation_stats[i] };
        let d = Dict::new()?;
        d.set(
            interned!("collections"),
            &*Long::from_isize(stats.collections)?,
        )?;
        d.set(interned!("collected"), &*Long::from_isize(stats.collected)?)?;
        d.set(
            interned!("uncollectable"),
            &*Long::from_isize(stats.uncollectable)?,
        )?;
        result.push(&d)?;
    }
    Ok(result)
}

/// Does the collector track the object?
#[pyfunction("is_tracked(obj, /)")]
fn is_tracked(obj: &Object) -> bool {
    collector::is_gc(obj) && collector::is_tracked(obj)
}

/// Was the object finalized already?
#[pyfunction("is_finalized(obj, /)")]
fn is_finalized(obj: &Object) -> bool {
    // SAFETY: collector-managed, as checked.
    collector::is_gc(obj) && unsafe { collector::is_finalized(obj.as_ptr()) }
}

/// Moves all tracked objects where no collection looks.
#[pyfunction("freeze()")]
fn freeze() {
    collector::freeze()
}

/// Moves frozen objects into the oldest generation.
#[pyfunction("unfreeze()")]
fn unfreeze() {
    collector::unfreeze()
}

/// How many objects are frozen.
#[pyfunction("get_freeze_count()")]
fn get_freeze_count() -> isize {
    collector::freeze_count()
}

fn exec(module: &Module) -> PyResult<()> {
    module.add("garbage", &*state::garbage()?)?;
    module.add("callbacks", &*state::callbacks()?)?;
    for (name, value) in [
        ("DEBUG_STATS", _PyGC_DEBUG_STATS),
        ("DEBUG_COLLECTABLE", _PyGC_DEBUG_COLLECTABLE),
        ("DEBUG_UNCOLLECTABLE", _PyGC_DEBUG_UNCOLLECTABLE),
        ("DEBUG_SAVEALL", _PyGC_DEBUG_SAVEALL),
        ("DEBUG_LEAK", _PyGC_DEBUG_LEAK),
    ] {
        module.add_int(name, i64::from(value))?;
    }
    Ok(())
}

module!(
    c"gc",
    c"Access to the collector of reference cycles.",
    methods = method_table![
        enable,
        disable,
        isenabled,
        set_debug,
        get_debug,
        get_count,
        set_threshold,
        get_threshold,
        collect,
        get_objects,
        get_stats,
        is_tracked,
        is_finalized,
        get_referrers,
        get_referents,
        freeze,
        unfreeze,
        get_freeze_count,
    ],
    exec = exec
);
