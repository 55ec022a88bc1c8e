//! `_functools`: `partial`, `reduce`, `cmp_to_key` and the cache behind `lru_cache`.

use core::ffi::c_int;
use core::ops::Deref;

use layout::*;
use objects::clinic::*;
use objects::owned::{self, get_field};
use objects::owned_fields;
use objects::prelude::*;

use crate::heap_type::HeapType;
use crate::module;

mod lru;
mod partial;

/// `tp_descr_get` of callables that act as functions do: from an instance they make a method.
extern "C" fn descr_get<T: Subtype + Deref<Target = Object>>(
    this: &T,
    instance: Option<&Object>,
    _owner: Option<&Object>,
) -> PyResult {
    match instance {
        Some(o) if !is_none(o) => Ok(Method::new(this, o)?.upcast()),
        _ => Ok((**this).to_ref()),
    }
}

/// Combines the items of an iterable from left to right with a function of two arguments.
#[pyfunction("reduce(function, iterable, /, initial=<unrepresentable>)")]
fn reduce(function: &Object, iterable: &Object, initial: Option<&Object>) -> PyResult {
    let it = match iterable.iter() {
        Ok(it) => it,
        Err(e) if objects::exceptions::matches(&objects::exceptions::types::TypeError) => {
            e.clear();
            return Err(raise!(TypeError, "reduce() arg 2 must support iteration"));
        }
        Err(e) => return Err(e),
    };
    let mut result = initial.map(Object::to_ref);
    while let Some(item) = it.next()? {
        result = Some(match result {
            None => item,
            Some(r) => function.call(&[&r, &item])?,
        });
    }
    result.ok_or_else(|| {
        raise!(
            TypeError,
            "reduce() of empty iterable with no initial value"
        )
    })
}

/// The object that `cmp_to_key` makes of each value (and the function that makes them).
#[repr(C)]
#[derive(Clone, Copy)]
struct KeyObject {
    ob_base: PyObject,
    cmp: *mut PyObject,
    object: *mut PyObject,
}

object_view!(
    /// `functools.KeyWrapper`.
    Key, KeyObject, "functools.KeyWrapper", |o| o.is_exactly(KEY.as_mut_ptr())
);
owned_fields!(Key, heap = true, [cmp, object]);

impl Key {
    fn make(cmp: Ref, object: Option<&Object>) -> PyResult<Ref<Key>> {
        let k = owned::alloc::<Key>(KEY.live()?)?;
        // SAFETY: fresh.
        unsafe {
            (*k.raw()).cmp = cmp.into_ptr();
            (*k.raw()).object = object.map_or(core::ptr::null_mut(), |o| o.to_ref().into_ptr());
        }
        Ok(k)
    }

    fn object(&self) -> Option<Ref> {
        // SAFETY: NULL or held.
        unsafe { get_field(&raw mut (*self.raw()).object) }
    }

    fn cmp(&self) -> Ref {
        // SAFETY: held, unless the object is being torn down.
        unsafe { get_field(&raw mut (*self.raw()).cmp) }.unwrap_or_else(none_ref)
    }
}

#[pymethods]
impl Key {
    #[getter("__text_signature__")]
    fn text_signature(&self) -> &'static str {
        "(obj)"
    }

    /// The value that is compared.
    #[getter("obj")]
    fn obj(&self) -> Option<Ref> {
        self.object()
    }
}

extern "C" fn key_call(this: &Key, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    let given = args.len() + kwargs.map_or(0, Dict::len);
    if given > 1 {
        return Err(raise!(
            TypeError,
            "K() takes at most 1 argument ({} given)",
            given
        ));
    }
    let by_name = match kwargs {
        Some(k) => k.get_text("obj")?,
        None => None,
    };
    let object = match (args.get(0), by_name) {
        (Some(o), _) => o.to_ref(),
        (None, Some(o)) => o,
        (None, None) => {
            return Err(raise!(
                TypeError,
                "K() missing required argument 'obj' (pos 1)"
            ));
        }
    };
    Ok(Key::make(this.cmp(), Some(&object))?.upcast())
}

extern "C" fn key_richcompare(this: &Key, other: &Object, op: c_int) -> PyResult {
    let Some(other) = other.downcast::<Key>() else {
        return Err(raise!(TypeError, "other argument must be K instance"));
    };
    let (Some(x), Some(y)) = (this.object(), other.object()) else {
        return Err(raise!(AttributeError, "object"));
    };
    let answer = this.cmp().call(&[&x, &y])?;
    answer.rich_compare(Long::small(0), objects::sequence::compare_op(op))
}

static KEY: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"functools.KeyWrapper".as_ptr(),
    tp_basicsize: size_of::<KeyObject>() as isize,
    tp_dealloc: objects::slots::dealloc::<Key>(owned::dealloc),
    tp_call: objects::slots::call(key_call),
    tp_hash: objects::freelist::UNHASHABLE,
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    tp_traverse: objects::slots::traverse::<Key>(owned::traverse),
    tp_clear: objects::slots::clear::<Key>(owned::clear),
    tp_richcompare: objects::slots::richcompare(key_richcompare),
    tp_getset: Key::GETSET,
    ..Type::EMPTY
});

/// Turns a comparison function into a key function.
#[pyfunction("cmp_to_key(mycmp)")]
fn cmp_to_key(mycmp: &Object) -> PyResult {
    Ok(Key::make(mycmp.to_ref(), None)?.upcast())
}

fn exec(module: &Module) -> PyResult<()> {
    KEY.make(module)?;
    partial::add(module)?;
    lru::add(module)
}

module!(
    c"_functools",
    c"Tools that work on functions.",
    methods = method_table![reduce, cmp_to_key],
    exec = exec
);
