//! Instances of classes made in Python, and the life of types themselves: deallocation, the collector, `__dict__` and
//! `__weakref__`, assignment to `__class__`, the register of subclasses.
//!
//! A class's instances are torn down in layers: what the classes made in Python added (slots, dict, weak references), then what
//! the nearest base made in C has.

use core::ffi::{c_int, c_ulong, c_void};

use base::mem::{self, Domain};
use layout::*;

use crate::descr::clear_field;
use crate::prelude::*;
use crate::{dict, slots};

/// Frees a dead object whose fields are released, through its type's `tp_free`.
///
/// # Safety
/// The object is dead and untracked.
#[inline]
pub unsafe fn free_instance(o: *mut PyObject) {
    // SAFETY: every ready type has a tp_free.
    unsafe {
        if let Some(f) = (*(*o).ob_type).tp_free {
            f(o.cast());
        }
    }
}

/// The address of a slot function of a type, for comparing.
macro_rules! slot_is {
    ($ty:expr, $slot:ident, $f:path) => {
        (*$ty.raw()).$slot.map(|f| f as usize) == Some($f as *const () as usize)
    };
}

/// Is this a class made in Python, so that its slots are what its methods say? Those made in C go by functions of their own.
pub(crate) fn is_made_in_python(ty: &Type) -> bool {
    // SAFETY: live; only addresses are compared.
    unsafe {
        ty.is_heap()
            && slot_is!(ty, tp_dealloc, subtype_dealloc)
            && slot_is!(ty, tp_traverse, subtype_traverse)
            && slot_is!(ty, tp_clear, subtype_clear)
    }
}

/// The nearest base whose deallocator is not ours.
unsafe fn dealloc_base(ty: &Type) -> &Type {
    let mut base = ty;
    // SAFETY: `object` ends every chain, and is not ours.
    unsafe {
        while slot_is!(base, tp_dealloc, subtype_dealloc) {
            match base.base() {
                Some(b) => base = b,
                None => break,
            }
        }
    }
    base
}

/// `PyObject_CallFinalizerFromDealloc`: runs the finaliser on a dying object; true if the object came back to life.
///
/// # Safety
/// The count of `o` is zero.
pub unsafe fn finalize_from_dealloc(o: *mut PyObject) -> bool {
    // SAFETY: temporarily resurrected, so that the finaliser sees a live object.
    unsafe {
        base::refcount::set_count(o, 1);
        finalize(Object::from_ptr(o));
        let n = base::refcount::count(o);
        if n == 1 {
            base::refcount::set_count(o, 0);
            return false;
        }
        // Somebody took a reference. Ours goes, without the deallocation that decref would start.
        base::refcount::decref(o);
        true
    }
}

/// `PyObject_CallFinalizer`: once for collected objects.
pub fn finalize(o: &Object) {
    // SAFETY: live type.
    unsafe {
        let Some(f) = (*o.type_ptr()).tp_finalize else {
            return;
        };
        let collected = crate::gc::is_gc(o);
        if collected && crate::gc::is_finalized(o.as_ptr()) {
            return;
        }
        f(o.as_ptr());
        if collected {
            crate::gc::set_finalized(o.as_ptr());
        }
    }
}

/// `tp_dealloc` of classes made in Python.
pub extern "C" fn subtype_dealloc(o: *mut Object) {
    // SAFETY: dead until a finaliser says otherwise; each layer is released once.
    unsafe {
        let op = o.cast::<PyObject>();
        let this = &*o;
        let ty = this.class();
        let collected = ty.has(Py_TPFLAGS_HAVE_GC);
        let base = dealloc_base(ty);
        if collected {
            crate::gc::untrack(this);
        }
        let has_finalizer = (*ty.raw()).tp_finalize.is_some() || (*ty.raw()).tp_del.is_some();
        if (*ty.raw()).tp_finalize.is_some() {
            if collected {
                crate::gc::track(this);
            }
            if finalize_from_dealloc(op) {
                return;
            }
            if collected {
                crate::gc::untrack(this);
            }
        }
        let ty = this.class();
        let own_weak = (*ty.raw()).tp_weaklistoffset != 0 && (*base.raw()).tp_weaklistoffset == 0;
        if own_weak {
            crate::weakref::clear_weakrefs(op);
        }
        if let Some(del) = (*ty.raw()).tp_del {
            if collected {
                crate::gc::track(this);
            }
            del(op);
            if base::refcount::count(op) > 0 {
                return;
            }
            if collected {
                crate::gc::untrack(this);
            }
        }
        if has_finalizer && own_weak {
            // References made by the finaliser; their callbacks are not called any more.
            crate::weakref::clear_weakrefs(op);
        }
        clear_all_slots(this, |t| slot_is!(t, tp_dealloc, subtype_dealloc));
        if ty.has(Py_TPFLAGS_MANAGED_DICT as c_ulong) {
            dict::clear_managed_dict(op);
        } else if (*ty.raw()).tp_dictoffset != 0
            && (*base.raw()).tp_dictoffset == 0
            && let Some(slot) = dict::managed::dict_slot(this)
        {
            clear_field(slot);
        }
        // The finaliser may have changed the class.
        let ty = this.class();
        if collected && base.has(Py_TPFLAGS_HAVE_GC) {
            crate::gc::track(this);
        }
        // A base that is a heap type releases the type itself.
        let release = ty.is_heap() && !base.is_heap();
        let ty_ptr = ty.raw();
        if let Some(f) = (*base.raw()).tp_dealloc {
            f(op);
        }
        if release {
            base::refcount::decref(ty_ptr.cast());
        }
    }
}

/// The members that a class added for its `__slots__`.
unsafe fn slot_members(ty: &Type) -> &[PyMemberDef] {
    // SAFETY: a heap type's entries lie after its metatype's struct, `ob_size` of them.
    unsafe {
        let raw = ty.raw();
        let n = (*raw).ob_base.ob_size;
        if n <= 0 || !ty.is_heap() {
            return &[];
        }
        let at = raw
            .cast::<u8>()
            .add((*ty.class().raw()).tp_basicsize as usize)
            .cast::<PyMemberDef>();
        core::slice::from_raw_parts(at, n as usize)
    }
}

/// Releases the slots of every class along the bases that `ours` accepts.
unsafe fn clear_all_slots(this: &Object, ours: impl Fn(&Type) -> bool) {
    // SAFETY: members of the instance's own classes.
    unsafe {
        let mut at = Some(this.class());
        while let Some(t) = at
            && ours(t)
        {
            for m in slot_members(t) {
                if m.r#type == Py_T_OBJECT_EX && m.flags & Py_READONLY == 0 {
                    clear_field(this.as_ptr().byte_offset(m.offset).cast::<*mut PyObject>());
                }
            }
            at = t.base();
        }
    }
}

/// `tp_traverse` of classes made in Python.
pub extern "C" fn subtype_traverse(this: &Object, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector's visit; the fields are the instance's own.
    unsafe {
        let ty = this.class();
        let mut at = Some(ty);
        while let Some(t) = at
            && slot_is!(t, tp_traverse, subtype_traverse)
        {
            for m in slot_members(t) {
                if m.r#type == Py_T_OBJECT_EX {
                    let field = this.as_ptr().byte_offset(m.offset).cast::<*mut PyObject>();
                    crate::visit_field!(visit, arg, *field);
                }
            }
            at = t.base();
        }
        let Some(base) = at else { return 0 };
        let brings_dict = (*ty.raw()).tp_dictoffset != (*base.raw()).tp_dictoffset;
        if brings_dict && ty.has(Py_TPFLAGS_MANAGED_DICT as c_ulong) {
            let stop = dict::visit_managed_dict(this.as_ptr(), Some(visit), arg);
            if stop != 0 {
                return stop;
            }
        } else if brings_dict && let Some(slot) = dict::managed::dict_slot(this) {
            crate::visit_field!(visit, arg, *slot);
        }
        if ty.is_heap() && ((*base.raw()).tp_traverse.is_none() || !base.is_heap()) {
            crate::visit_field!(visit, arg, ty.raw());
        }
        match (*base.raw()).tp_traverse {
            Some(f) => f(this.as_ptr(), Some(visit), arg),
            None => 0,
        }
    }
}

/// `tp_clear` of classes made in Python.
pub extern "C" fn subtype_clear(this: &Object) -> c_int {
    // SAFETY: as in `subtype_traverse`.
    unsafe {
        let ty = this.class();
        let mut base = ty;
        while slot_is!(base, tp_clear, subtype_clear) {
            match base.base() {
                Some(b) => base = b,
                None => return 0,
            }
        }
        clear_all_slots(this, |t| slot_is!(t, tp_clear, subtype_clear));
        if ty.has(Py_TPFLAGS_MANAGED_DICT as c_ulong) {
            if !base.has(Py_TPFLAGS_MANAGED_DICT as c_ulong) {
                dict::clear_managed_dict(this.as_ptr());
            }
        } else if (*ty.raw()).tp_dictoffset != (*base.raw()).tp_dictoffset
            && let Some(slot) = dict::managed::dict_slot(this)
        {
            clear_field(slot);
        }
        match (*base.raw()).tp_clear {
            Some(f) => f(this.as_ptr()),
            None => 0,
        }
    }
}

// `__dict__` and `__weakref__` of instances.

/// A base made in C that brought the dict keeps its own `__dict__` descriptor.
fn builtin_dict_descriptor(o: &Object) -> Option<Ref> {
    let mut at = Some(o.class());
    while let Some(t) = at {
        // SAFETY: a live type.
        if unsafe { (*t.raw()).tp_dictoffset != 0 } && !t.is_heap() {
            let d = t.lookup(id!(__dict__))?;
            // SAFETY: a live type.
            return unsafe { (*d.type_ptr()).tp_descr_set.is_some() }.then_some(d);
        }
        at = t.base();
    }
    None
}

extern "C" fn get_dict(this: &Object, _: *mut c_void) -> PyResult {
    if let Some(d) = builtin_dict_descriptor(this) {
        // SAFETY: the slot's contract.
        unsafe {
            if let Some(f) = (*d.type_ptr()).tp_descr_get {
                return Ref::from_c(f(d.as_ptr(), this.as_ptr(), this.type_ptr().cast()));
            }
        }
    }
    crate::object::attributes::get_dict(this)
}

extern "C" fn set_dict(this: &Object, value: Option<&Object>, _: *mut c_void) -> Status {
    let run = || -> PyResult<()> {
        if let Some(d) = builtin_dict_descriptor(this) {
            // SAFETY: the slot's contract.
            unsafe {
                if let Some(f) = (*d.type_ptr()).tp_descr_set {
                    return Status::from_c(f(
                        d.as_ptr(),
                        this.as_ptr(),
                        value.map_or(core::ptr::null_mut(), Object::as_ptr),
                    ))
                    .map(drop);
                }
            }
        }
        if let Some(v) = value
            && v.downcast::<Dict>().is_none()
        {
            return Err(raise!(
                TypeError,
                "__dict__ must be set to a dictionary, not a '{}'",
                v.class().tp_name()
            ));
        }
        if this.class().has(Py_TPFLAGS_MANAGED_DICT as c_ulong) {
            // SAFETY: the type has the flag.
            return unsafe {
                dict::managed::set_managed_dict(this, value.and_then(|v| v.downcast::<Dict>()))
            };
        }
        let Some(slot) = dict::managed::dict_slot(this) else {
            return Err(raise!(AttributeError, "This object has no __dict__"));
        };
        // SAFETY: the slot owns its reference.
        unsafe {
            let new = value.map_or(core::ptr::null_mut(), |v| v.to_ref().into_ptr());
            drop(Ref::<Object>::from_owned_opt(slot.replace(new)));
        }
        Ok(())
    };
    run().into()
}

extern "C" fn get_weakref(this: &Object, _: *mut c_void) -> PyResult {
    // SAFETY: a non-zero offset is where the list's head is, which is the plain reference if there is one.
    unsafe {
        let offset = (*this.type_ptr()).tp_weaklistoffset;
        if offset == 0 {
            return Err(raise!(AttributeError, "This object has no __weakref__"));
        }
        let slot = this.as_ptr().byte_offset(offset).cast::<*mut PyObject>();
        Ok(Ref::from_borrowed_opt(*slot).unwrap_or_else(none_ref))
    }
}

const DICT: PyGetSetDef = slots::getset::<Object>(
    c"__dict__",
    Some(get_dict),
    Some(set_dict),
    c"dictionary for instance variables",
);
const WEAKREF: PyGetSetDef = slots::getset::<Object>(
    c"__weakref__",
    Some(get_weakref),
    None,
    c"list of weak references to the object",
);
static FULL: slots::Table<[PyGetSetDef; 3]> =
    slots::Table::new([DICT, WEAKREF, slots::GETSETS_END]);
static DICT_ONLY: slots::Table<[PyGetSetDef; 2]> = slots::Table::new([DICT, slots::GETSETS_END]);
static WEAKREF_ONLY: slots::Table<[PyGetSetDef; 2]> =
    slots::Table::new([WEAKREF, slots::GETSETS_END]);

/// The table for what a class adds.
pub(crate) fn getsets(dict: bool, weak: bool) -> *mut PyGetSetDef {
    match (dict, weak) {
        (true, true) => FULL.first(),
        (true, false) => DICT_ONLY.first(),
        (false, true) => WEAKREF_ONLY.first(),
        (false, false) => core::ptr::null_mut(),
    }
}

// Assignment to `__class__` and `__bases__`.

/// Do instances of a type look exactly as those of its base?
unsafe fn same_as_base(ty: &Type) -> Option<&Type> {
    // SAFETY: live types.
    unsafe {
        let parent = ty.base()?;
        let (c, p) = (ty.raw(), parent.raw());
        let same = (*c).tp_basicsize == (*p).tp_basicsize
            && (*c).tp_itemsize == (*p).tp_itemsize
            && (*c).tp_dictoffset == (*p).tp_dictoffset
            && (*c).tp_weaklistoffset == (*p).tp_weaklistoffset
            && (*c).tp_flags & Py_TPFLAGS_HAVE_GC == (*p).tp_flags & Py_TPFLAGS_HAVE_GC
            && (slot_is!(ty, tp_dealloc, subtype_dealloc)
                || (*c).tp_dealloc.map(|f| f as usize) == (*p).tp_dealloc.map(|f| f as usize));
        same.then_some(parent)
    }
}

/// Do two types with the same base add the same slots and nothing else?
unsafe fn same_slots_added(a: &Type, b: &Type) -> PyResult<bool> {
    // SAFETY: live types with a base.
    unsafe {
        let Some(base) = a.base() else {
            return Ok(false);
        };
        if !a.is_heap() || !b.is_heap() {
            return Ok(false);
        }
        let word = size_of::<*mut PyObject>() as isize;
        let mut size = (*base.raw()).tp_basicsize;
        if (*a.raw()).tp_dictoffset == size && (*b.raw()).tp_dictoffset == size {
            size += word;
        }
        if (*a.raw()).tp_weaklistoffset == size && (*b.raw()).tp_weaklistoffset == size {
            size += word;
        }
        let (sa, sb) = (
            (*a.heap()).ht_slots.cast::<Tuple>().as_ref(),
            (*b.heap()).ht_slots.cast::<Tuple>().as_ref(),
        );
        if let (Some(sa), Some(sb)) = (sa, sb) {
            if !sa.equals(sb)? {
                return Ok(false);
            }
            size += word * sa.len() as isize;
        }
        Ok(size == (*a.raw()).tp_basicsize && size == (*b.raw()).tp_basicsize)
    }
}

/// TypeError unless instances of one type may become instances of the other.
pub(crate) fn check_assignable(old: &Type, new: &Type, what: &str) -> PyResult<()> {
    // SAFETY: live types.
    unsafe {
        if (*new.raw()).tp_free.map(|f| f as usize) != (*old.raw()).tp_free.map(|f| f as usize) {
            return Err(raise!(
                TypeError,
                "{what} assignment: '{}' deallocator differs from '{}'",
                new.tp_name(),
                old.tp_name()
            ));
        }
        let root = |mut t| {
            while let Some(b) = same_as_base(t) {
                t = b;
            }
            t
        };
        let (new_root, old_root): (&Type, &Type) = (root(new), root(old));
        let same_shape = core::ptr::eq(new_root, old_root)
            || ((*new_root.raw()).tp_base == (*old_root.raw()).tp_base
                && same_slots_added(new_root, old_root)?);
        let flags = (Py_TPFLAGS_INLINE_VALUES | Py_TPFLAGS_PREHEADER) as c_ulong;
        if same_shape && old.flags() & flags == new.flags() & flags {
            return Ok(());
        }
    }
    Err(raise!(
        TypeError,
        "{what} assignment: '{}' object layout differs from '{}'",
        new.tp_name(),
        old.tp_name()
    ))
}

/// `object.__class__ = value`.
pub(crate) fn set_class(this: &Object, value: Option<&Object>) -> PyResult<()> {
    let Some(value) = value else {
        return Err(raise!(TypeError, "can't delete __class__ attribute"));
    };
    let Some(new) = value.downcast::<Type>() else {
        return Err(raise!(
            TypeError,
            "__class__ must be set to a class, not '{}' object",
            value.class().tp_name()
        ));
    };
    crate::audit!("object.__setattr__", this, "__class__", value)?;
    let old = this.class();
    let module = &crate::module::PyModule_Type;
    // Modules may take on a subclass, and go back; otherwise both classes must be changeable.
    if !(new.is_subtype(module) && old.is_subtype(module))
        && (new.has(Py_TPFLAGS_IMMUTABLETYPE) || old.has(Py_TPFLAGS_IMMUTABLETYPE))
    {
        return Err(raise!(
            TypeError,
            "__class__ assignment only supported for mutable types or ModuleType subclasses"
        ));
    }
    check_assignable(old, new, "__class__")?;
    // SAFETY: the layouts agree; inline values, whose names the class knows, become a dict of their own first.
    unsafe {
        if old.has(Py_TPFLAGS_INLINE_VALUES as c_ulong) {
            let d = dict::instance_dict(this)?;
            dict::managed::detach(&d, this)?;
        }
        if new.is_heap() {
            base::refcount::incref(new.raw().cast());
        }
        let old_ptr = old.raw();
        let old_heap = old.is_heap();
        (*this.as_ptr()).ob_type = new.raw();
        let interp = base::tstate::interp();
        (*interp).rare_events.set_class = (*interp).rare_events.set_class.saturating_add(1);
        if old_heap {
            base::refcount::decref(old_ptr.cast());
        }
    }
    Ok(())
}

// The register of subclasses.

/// Enters a new type with a base (weakly).
pub(crate) fn add_subclass(base: &Type, sub: &Type) -> PyResult<()> {
    let key = Long::from_pointer(sub.raw().cast())?;
    let weak = WeakRef::new(sub, None)?;
    let dict = match base.subclasses_dict() {
        Some(d) => d.to_ref(),
        None => {
            let d = Dict::new()?;
            // SAFETY: the field (the type's or the interpreter's) owns it.
            unsafe {
                if base.is_static_builtin() {
                    if let Some(s) = super::statics::state(base) {
                        (*s).tp_subclasses = d.to_ref().into_ptr();
                    }
                } else {
                    (*base.raw()).tp_subclasses = d.to_ref().into_ptr().cast();
                }
            }
            d
        }
    };
    dict.set(&key, &weak)
}

/// Strikes a type from a base's register.
pub(crate) fn remove_subclass(base: &Type, sub: &Type) {
    let Some(dict) = base.subclasses_dict() else {
        return;
    };
    let dict = dict.to_ref();
    let removed = Long::from_pointer(sub.raw().cast()).and_then(|key| dict.discard(&key));
    if let Err(e) = removed {
        e.clear();
    }
    if dict.is_empty() {
        // SAFETY: the field owns the dict.
        unsafe {
            if base.is_static_builtin() {
                if let Some(s) = super::statics::state(base) {
                    clear_field(&raw mut (*s).tp_subclasses);
                }
            } else {
                clear_field(&raw mut (*base.raw()).tp_subclasses);
            }
        }
    }
}

// Types as objects.

pub(super) extern "C" fn type_dealloc(o: *mut Type) {
    // SAFETY: a dead heap type; static ones are immortal.
    unsafe {
        let ty = &*o;
        let raw = ty.raw();
        let heap = ty.heap();
        crate::gc::untrack(ty);
        let saved = base::error::take_current();
        ty.modified();
        if let Some(bases) = ty.bases() {
            for b in bases.to_ref().as_slice() {
                if let Some(b) = b.downcast::<Type>() {
                    remove_subclass(b, ty);
                }
            }
        }
        crate::weakref::clear_weakrefs(raw.cast());
        base::error::restore(saved);
        for m in slot_members(ty) {
            mem::free(Domain::Mem, m.name.cast_mut().cast());
        }
        clear_field(&raw mut (*raw).tp_base);
        clear_field(&raw mut (*raw).tp_dict);
        clear_field(&raw mut (*raw).tp_bases);
        clear_field(&raw mut (*raw).tp_mro);
        clear_field(&raw mut (*raw).tp_cache);
        clear_field(&raw mut (*raw).tp_subclasses);
        mem::free(Domain::Mem, (*raw).tp_doc.cast_mut().cast());
        mem::free(Domain::Mem, (*heap)._ht_tpname.cast());
        clear_field(&raw mut (*heap).ht_name);
        clear_field(&raw mut (*heap).ht_qualname);
        clear_field(&raw mut (*heap).ht_slots);
        clear_field(&raw mut (*heap).ht_module);
        let keys = core::mem::replace(&mut (*heap).ht_cached_keys, core::ptr::null_mut());
        if !keys.is_null() {
            dict::keys::decref(keys);
        }
        // The reference to a heap metatype is subtype_dealloc's to release, as with any class made in Python.
        free_instance(raw.cast());
    }
}

pub(super) extern "C" fn type_traverse(this: &Type, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector's visit. Static types are not collected.
    unsafe {
        if !this.is_heap() {
            return 0;
        }
        let t = this.raw();
        crate::visit_field!(
            visit,
            arg,
            (*t).tp_dict,
            (*t).tp_cache,
            (*t).tp_mro,
            (*t).tp_bases,
            (*t).tp_base,
            (*this.heap()).ht_module
        );
    }
    0
}

pub(super) extern "C" fn type_clear(this: &Type) -> c_int {
    // Not everything: instances that die later in the same collection still need bases and names. The dict breaks most
    // cycles, the MRO the one with itself.
    if !this.is_heap() {
        return 0;
    }
    this.modified();
    if let Some(d) = this.dict_opt() {
        d.to_ref().change_for_type(Dict::clear);
        this.modified();
    }
    // SAFETY: the fields own their references.
    unsafe {
        clear_field(&raw mut (*this.heap()).ht_module);
        clear_field(&raw mut (*this.raw()).tp_mro);
    }
    0
}

pub(super) extern "C" fn type_is_gc(this: &Type) -> c_int {
    c_int::from(this.is_heap())
}
