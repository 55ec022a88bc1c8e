//! `_weakref`: weak references from Python.

use objects::clinic::*;
use objects::prelude::*;
use objects::weakref;

use crate::module;

/// How many weak references the object has.
#[pyfunction("getweakrefcount(object, /)")]
fn getweakrefcount(object: &Object) -> usize {
    weakref::count(object)
}

/// The weak references of an object.
#[pyfunction("getweakrefs(object, /)")]
fn getweakrefs(object: &Object) -> PyResult<Ref<List>> {
    weakref::all(object)
}

/// A proxy that passes everything on to the object.
#[pyfunction("proxy(object, callback=None, /)")]
fn proxy(object: &Object, callback: Option<&Object>) -> PyResult<Ref<WeakRef>> {
    WeakRef::new_proxy(object, callback)
}

/// Removes the key if its value is a dead weak reference, in one step.
#[pyfunction("_remove_dead_weakref(dct, key, /)")]
fn _remove_dead_weakref(dct: &Dict, key: &Object) -> PyResult<()> {
    let Some(value) = dct.get(key)? else {
        return Ok(());
    };
    match value.downcast::<WeakRef>() {
        None => Err(raise!(TypeError, "not a weakref")),
        Some(w) if w.get().is_none() => dct.discard(key).map(|_| ()),
        Some(_) => Ok(()),
    }
}

fn exec(module: &Module) -> PyResult<()> {
    module.add("ref", &weakref::_PyWeakref_RefType)?;
    module.add("ReferenceType", &weakref::_PyWeakref_RefType)?;
    module.add("ProxyType", &weakref::_PyWeakref_ProxyType)?;
    module.add("CallableProxyType", &weakref::_PyWeakref_CallableProxyType)
}

module!(
    c"_weakref",
    c"Weak references.",
    methods = method_table![getweakrefcount, _remove_dead_weakref, getweakrefs, proxy],
    exec = exec
);
