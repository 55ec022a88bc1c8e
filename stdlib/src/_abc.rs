//! `_abc`: the caches and registries of abstract base classes.
//!
//! Each ABC has an `_abc_data` with three sets of weak references to classes: registered ones, known subclasses, and classes
//! known not to be. A counter moves on with every registration anywhere and voids the last set.

use core::ffi::{c_int, c_void};
use core::sync::atomic::{AtomicU64, Ordering};

use base::object_view;
use layout::*;
use objects::clinic::*;
use objects::exceptions;
use objects::prelude::*;

use crate::heap_type::{self, HeapType};
use crate::module;

#[repr(C)]
struct AbcDataObject {
    ob_base: PyObject,
    registry: *mut PyObject,
    cache: *mut PyObject,
    negative_cache: *mut PyObject,
    negative_cache_version: u64,
}

object_view!(
    /// `_abc._abc_data`.
    AbcData, AbcDataObject, "_abc._abc_data", |o| o.is_exactly(AbcData_Type.as_mut_ptr())
);

static INVALIDATION_COUNTER: AtomicU64 = AtomicU64::new(0);

const COLLECTION_FLAGS: u64 = Py_TPFLAGS_SEQUENCE as u64 | Py_TPFLAGS_MAPPING as u64;

unsafe extern "C" fn data_traverse(
    op: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut c_void,
) -> c_int {
    let Some(visit) = visit else { return 0 };
    let raw = op.cast::<AbcDataObject>();
    // SAFETY: layout.
    let (a, b, c) = unsafe { ((*raw).registry, (*raw).cache, (*raw).negative_cache) };
    objects::visit_field!(visit, arg, a, b, c);
    // SAFETY: live.
    heap_type::traverse_type(unsafe { Object::from_ptr(op) }, visit, arg)
}

unsafe extern "C" fn data_clear(op: *mut PyObject) -> c_int {
    let raw = op.cast::<AbcDataObject>();
    // SAFETY: layout.
    unsafe { objects::clear_field!((*raw).registry, (*raw).cache, (*raw).negative_cache) };
    0
}

unsafe extern "C" fn data_dealloc(op: *mut PyObject) {
    // SAFETY: dead; layout.
    unsafe {
        objects::gc::untrack_ptr(op);
        data_clear(op);
        heap_type::free(op);
    }
}

#[allow(non_upper_case_globals)]
static AbcData_Type: HeapType = HeapType::new(PyTypeObject {
    tp_name: c"_abc._abc_data".as_ptr(),
    tp_basicsize: size_of::<AbcDataObject>() as isize,
    tp_dealloc: Some(data_dealloc),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_doc: c"Internal state held by ABC machinery.".as_ptr(),
    tp_traverse: Some(data_traverse),
    tp_clear: Some(data_clear),
    ..Type::EMPTY
});

impl AbcData {
    fn create() -> PyResult<Ref<AbcData>> {
        let d = objects::alloc::gc_new::<AbcData>(&AbcData_Type)?;
        // SAFETY: fresh.
        unsafe {
            let raw = d.raw();
            (*raw).registry = core::ptr::null_mut();
            (*raw).cache = core::ptr::null_mut();
            (*raw).negative_cache = core::ptr::null_mut();
            (*raw).negative_cache_version = INVALIDATION_COUNTER.load(Ordering::Relaxed);
        }
        objects::gc::track(&d);
        Ok(d)
    }

    /// The data of an ABC.
    fn of(class: &Object) -> PyResult<Ref<AbcData>> {
        class
            .get_attr(interned!("_abc_impl"))?
            .downcast_into::<AbcData>()
            .map_err(|_| raise!(TypeError, "_abc_impl is set to a wrong type"))
    }

    fn set_of(&self, which: Which) -> *mut *mut PyObject {
        let raw = self.raw();
        // SAFETY: only the address is taken.
        unsafe {
            match which {
                Which::Registry => &raw mut (*raw).registry,
                Which::Cache => &raw mut (*raw).cache,
                Which::Negative => &raw mut (*raw).negative_cache,
            }
        }
    }

    fn existing(&self, which: Which) -> Option<Ref<Set>> {
        // SAFETY: the field owns a set or is NULL.
        unsafe { Ref::from_borrowed_opt(*self.set_of(which)) }
    }

    /// Is a weak reference to the class in the set? What takes none is not.
    fn contains(&self, which: Which, class: &Object) -> PyResult<bool> {
        let Some(set) = self.existing(which).filter(|s| !s.is_empty()) else {
            return Ok(false);
        };
        let reference = match WeakRef::new(class, None) {
            Ok(r) => r,
            Err(raised) => {
                exceptions::clear_if(&exceptions::types::TypeError, raised)?;
                return Ok(false);
            }
        };
        set.contains(&reference)
    }

    /// Adds a weak reference, which takes itself out again when the class dies.
    fn add(&self, which: Which, class: &Object) -> PyResult<()> {
        let set = match self.existing(which) {
            Some(s) => s,
            None => {
                let s = Set::new()?;
                // SAFETY: the field was NULL; it owns the set now.
                unsafe { *self.set_of(which) = s.clone().into_ptr() };
                s
            }
        };
        let own = WeakRef::new(&set, None)?;
        // SAFETY: the definition is static.
        let callback =
            unsafe { objects::CFunction::new(&raw mut DESTROY, Some(&own), None, None)? };
        let reference = WeakRef::new(class, Some(&callback))?;
        set.add(&reference)?;
        Ok(())
    }

    fn clear(&self, which: Which) {
        if let Some(set) = self.existing(which) {
            set.clear();
        }
    }

    fn version(&self) -> u64 {
        // SAFETY: layout.
        unsafe { (*self.raw()).negative_cache_version }
    }

    fn set_version(&self, version: u64) {
        // SAFETY: layout.
        unsafe { (*self.raw()).negative_cache_version = version }
    }
}

#[derive(Clone, Copy)]
enum Which {
    Registry,
    Cache,
    Negative,
}

/// The callback of a set's weak reference: `own` is a weak reference to the set.
extern "C" fn destroy(own: &Object, reference: &Object) -> PyResult {
    if let Some(w) = own.downcast::<WeakRef>()
        && let Some(set) = w.get()
        && let Some(set) = set.downcast::<Set>()
    {
        set.discard(reference)?;
    }
    Ok(none_ref())
}

static mut DESTROY: PyMethodDef = PyMethodDef {
    ml_name: c"_destroy".as_ptr(),
    // SAFETY: the ABI is that of METH_O.
    ml_meth: Some(unsafe {
        core::mem::transmute::<extern "C" fn(&Object, &Object) -> PyResult, PyCFunction>(destroy)
    }),
    ml_flags: METH_O,
    ml_doc: core::ptr::null(),
};

fn is_abstract(value: &Object) -> PyResult<bool> {
    match value.get_attr_opt(id!(__isabstractmethod__))? {
        Some(flag) => flag.is_true(),
        None => Ok(false),
    }
}

/// `__abstractmethods__`: the class's own abstract methods and those inherited ones that are abstract still.
fn compute_abstract_methods(class: &Object) -> PyResult<()> {
    let mut abstracts: Vec<Ref> = Vec::new();
    let namespace = class.get_attr(id!(__dict__))?;
    let items = List::from_iterable(&*namespace.call_method(interned!("items"), &[])?)?;
    let mut i = 0;
    while let Some(item) = items.get(i) {
        i += 1;
        let pair = Tuple::from_iterable(&item)?;
        let &[key, value] = pair.as_slice() else {
            return Err(raise!(
                TypeError,
                "items() returned item which size is not 2"
            ));
        };
        if is_abstract(value)? {
            abstracts.push(key.to_ref());
        }
    }
    let bases = class.get_attr(id!(__bases__))?;
    let Some(bases) = bases.downcast::<Tuple>() else {
        return Err(raise!(TypeError, "__bases__ is not tuple"));
    };
    for base in bases.as_slice() {
        let Some(inherited) = base.get_attr_opt(id!(__abstractmethods__))? else {
            continue;
        };
        let it = inherited.iter()?;
        while let Some(key) = it.next()? {
            let Some(name) = key.downcast::<Str>() else {
                return Err(raise!(
                    TypeError,
                    "attribute name must be string, not '{}'",
                    key.class().tp_name()
                ));
            };
            if let Some(value) = class.get_attr_opt(name)?
                && is_abstract(&value)?
            {
                abstracts.push(key);
            }
        }
    }
    let set = FrozenSet::from_iterable(&*List::from_vec(abstracts)?)?;
    class.set_attr(id!(__abstractmethods__), &set)
}

/// Sets up the class for the machinery here.
#[pyfunction("_abc_init(self, /)")]
fn _abc_init(self_: &Object) -> PyResult<()> {
    compute_abstract_methods(self_)?;
    let data = AbcData::create()?;
    self_.set_attr(interned!("_abc_impl"), &data)?;
    let Some(ty) = self_.downcast::<Type>() else {
        return Ok(());
    };
    // `__abc_tpflags__` marks Sequence and Mapping for pattern matching.
    let Some(flags) = ty.dict().pop(interned!("__abc_tpflags__"))? else {
        return Ok(());
    };
    let Some(flags) = flags.downcast::<Long>() else {
        return Ok(());
    };
    let flags = flags.as_i64()? as u64 & COLLECTION_FLAGS;
    if flags == COLLECTION_FLAGS {
        return Err(raise!(
            TypeError,
            "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING"
        ));
    }
    // SAFETY: the class is new; nobody else reads its flags yet.
    unsafe { (*ty.raw()).tp_flags |= flags };
    Ok(())
}

/// Gives a class and its subclasses the collection flag.
fn set_flags_recursive(ty: &Type, flags: u64) -> PyResult<()> {
    let old = ty.flags();
    if old & Py_TPFLAGS_IMMUTABLETYPE != 0 || old & COLLECTION_FLAGS == flags {
        return Ok(());
    }
    objects::recursion::enter(" in _abc.register")?;
    // SAFETY: live; the GIL is held, or the type lock's work is done by `modified`.
    unsafe { (*ty.raw()).tp_flags = (old & !COLLECTION_FLAGS) | flags };
    ty.modified();
    let subclasses = ty.call_method(interned!("__subclasses__"), &[])?;
    if let Some(list) = subclasses.downcast::<List>() {
        let mut i = 0;
        while let Some(sub) = list.get(i) {
            if let Some(sub) = sub.downcast::<Type>() {
                set_flags_recursive(sub, flags)?;
            }
            i += 1;
        }
    }
    // Asking for the subclasses has given the class a version again.
    ty.modified();
    Ok(())
}

/// Registers a virtual subclass.
#[pyfunction("_abc_register(self, subclass, /)")]
fn _abc_register(self_: &Object, subclass: &Object) -> PyResult {
    let Some(class) = subclass.downcast::<Type>() else {
        return Err(raise!(TypeError, "Can only register classes"));
    };
    if subclass.is_subclass(self_)? {
        return Ok(subclass.to_ref());
    }
    if self_.is_subclass(subclass)? {
        return Err(raise!(
            RuntimeError,
            "Refusing to create an inheritance cycle"
        ));
    }
    AbcData::of(self_)?.add(Which::Registry, subclass)?;
    INVALIDATION_COUNTER.fetch_add(1, Ordering::Relaxed);
    if let Some(ty) = self_.downcast::<Type>() {
        let flags = ty.flags() & COLLECTION_FLAGS;
        if flags != 0 {
            set_flags_recursive(class, flags)?;
        }
    }
    Ok(subclass.to_ref())
}

/// isinstance(instance, self).
#[pyfunction("_abc_instancecheck(self, instance, /)")]
fn _abc_instancecheck(self_: &Object, instance: &Object) -> PyResult {
    let data = AbcData::of(self_)?;
    let subclass = match instance.get_attr_opt(id!(__class__))? {
        Some(class) => class,
        None => instance.class().to_ref().upcast(),
    };
    if data.contains(Which::Cache, &subclass)? {
        return Ok(py_bool(true).to_ref().upcast());
    }
    let subtype: Ref = instance.class().to_ref().upcast();
    if subtype.is(&subclass) {
        if data.version() == INVALIDATION_COUNTER.load(Ordering::Relaxed)
            && data.contains(Which::Negative, &subclass)?
        {
            return Ok(py_bool(false).to_ref().upcast());
        }
        return self_.call_method(id!(__subclasscheck__), &[&subclass]);
    }
    let result = self_.call_method(id!(__subclasscheck__), &[&subclass])?;
    if result.is_true()? {
        return Ok(result);
    }
    self_.call_method(id!(__subclasscheck__), &[&subtype])
}

/// issubclass(subclass, self).
#[pyfunction("_abc_subclasscheck(self, subclass, /)")]
fn _abc_subclasscheck(self_: &Object, subclass: &Object) -> PyResult<bool> {
    let Some(class) = subclass.downcast::<Type>() else {
        return Err(raise!(TypeError, "issubclass() arg 1 must be a class"));
    };
    let data = AbcData::of(self_)?;
    if data.contains(Which::Cache, subclass)? {
        return Ok(true);
    }
    let counter = INVALIDATION_COUNTER.load(Ordering::Relaxed);
    if data.version() < counter {
        data.clear(Which::Negative);
        data.set_version(counter);
    } else if data.contains(Which::Negative, subclass)? {
        return Ok(false);
    }
    let hook = self_.call_method(id!(__subclasshook__), &[subclass])?;
    if hook.is(py_bool(true)) {
        data.add(Which::Cache, subclass)?;
        return Ok(true);
    }
    if hook.is(py_bool(false)) {
        data.add(Which::Negative, subclass)?;
        return Ok(false);
    }
    if !hook.is(not_implemented()) {
        return Err(raise!(
            AssertionError,
            "__subclasshook__ must return either False, True, or NotImplemented"
        ));
    }
    if self_
        .downcast::<Type>()
        .is_some_and(|t| class.is_subtype(t))
    {
        data.add(Which::Cache, subclass)?;
        return Ok(true);
    }
    if data.contains(Which::Registry, subclass)? {
        return Ok(true);
    }
    // Subclasses of registered classes, over a copy: the checks may run code that registers more.
    if let Some(registry) = data.existing(Which::Registry) {
        let copy = Tuple::from_iterable(&registry)?;
        for reference in copy.as_slice() {
            let Some(r) = reference.downcast::<WeakRef>().and_then(WeakRef::get) else {
                continue;
            };
            if subclass.is_subclass(&r)? {
                data.add(Which::Cache, subclass)?;
                return Ok(true);
            }
        }
    }
    let subclasses = self_.call_method(interned!("__subclasses__"), &[])?;
    let Some(subclasses) = subclasses.downcast::<List>() else {
        return Err(raise!(TypeError, "__subclasses__() must return a list"));
    };
    let mut i = 0;
    while let Some(sub) = subclasses.get(i) {
        if subclass.is_subclass(&sub)? {
            data.add(Which::Cache, subclass)?;
            return Ok(true);
        }
        i += 1;
    }
    data.add(Which::Negative, subclass)?;
    Ok(false)
}

/// A number that changes with every registration.
#[pyfunction("get_cache_token()")]
fn get_cache_token() -> u64 {
    INVALIDATION_COUNTER.load(Ordering::Relaxed)
}

/// Registry, cache, negative cache and its version, for debugging.
#[pyfunction("_get_dump(self, /)")]
fn _get_dump(self_: &Object) -> PyResult<Ref<Tuple>> {
    let data = AbcData::of(self_)?;
    let copy = |which| -> PyResult<Ref> {
        match data.existing(which) {
            Some(s) => Ok(Set::from_iterable(&s)?.upcast()),
            None => Ok(Set::new()?.upcast()),
        }
    };
    Tuple::from_array([
        copy(Which::Registry)?,
        copy(Which::Cache)?,
        copy(Which::Negative)?,
        Long::from_u64(data.version())?.upcast(),
    ])
}

/// Empties the registry; for testing only.
#[pyfunction("_reset_registry(self, /)")]
fn _reset_registry(self_: &Object) -> PyResult<()> {
    AbcData::of(self_)?.clear(Which::Registry);
    Ok(())
}

/// Empties the caches; for testing only.
#[pyfunction("_reset_caches(self, /)")]
fn _reset_caches(self_: &Object) -> PyResult<()> {
    let data = AbcData::of(self_)?;
    data.clear(Which::Cache);
    data.clear(Which::Negative);
    Ok(())
}

fn exec(_module: &Module) -> PyResult<()> {
    AbcData_Type.ready()
}

module!(
    c"_abc",
    c"The machinery of abstract base classes.",
    methods = method_table![
        get_cache_token,
        _abc_init,
        _reset_registry,
        _reset_caches,
        _get_dump,
        _abc_register,
        _abc_instancecheck,
        _abc_subclasscheck,
    ],
    exec = exec
);
