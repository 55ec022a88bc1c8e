//! Weak references and proxies.
//!
//! An object of a type with `tp_weaklistoffset` heads a doubly linked list of its references. The two without a callback and
//! of the exact types (a reference, then a proxy) stand first and are shared: asking again gives the same ones.
//!
//! Invariant: a reference is in its referent's list exactly while `wr_object` is not None; it holds no count on the referent,
//! whose deallocator empties the list first ([`clear_weakrefs`]).

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use base::{Hash, Object, PyResult, Ref, object_view};
use layout::*;

use crate::clinic::*;
use crate::exceptions::write_unraisable;
use crate::prelude::*;

pub mod proxy;

pub use proxy::{_PyWeakref_CallableProxyType, _PyWeakref_ProxyType};

object_view!(
    /// Any weak reference: `weakref.ReferenceType`, a subclass, or a proxy (`PyWeakref_Check`).
    pub WeakRef, PyWeakReference, "weakref.ReferenceType",
    |o| is_reference(o) || proxy::is_proxy(o)
);

/// Is it a reference, not a proxy (`PyWeakref_CheckRef`)?
#[inline]
pub fn is_reference(o: &Object) -> bool {
    crate::type_::is_subtype_instance(o, &_PyWeakref_RefType)
}

/// Where the object's list of weak references begins; None if its type does not support them.
#[inline]
pub fn list_slot(o: &Object) -> Option<*mut *mut PyWeakReference> {
    // A static type has a list in each interpreter.
    if let Some(ty) = o.downcast::<crate::Type>()
        && ty.is_static_builtin()
    {
        return crate::type_::weak_list_of_static(ty);
    }
    // SAFETY: live types; the offset is that of the list's head within (or before) the object.
    unsafe {
        let offset = (*o.type_ptr()).tp_weaklistoffset;
        (offset != 0).then(|| o.as_ptr().byte_offset(offset).cast())
    }
}

/// The shared reference and proxy at the head of a list.
unsafe fn basic(list: *mut PyWeakReference) -> (*mut PyWeakReference, *mut PyWeakReference) {
    // SAFETY: a valid list.
    unsafe {
        let mut head = list;
        let (mut reference, mut proxy) = (core::ptr::null_mut(), core::ptr::null_mut());
        if !head.is_null() && (*head).wr_callback.is_null() {
            if (*head).ob_base.ob_type == _PyWeakref_RefType.raw() {
                reference = head;
                head = (*head).wr_next;
            }
            if !head.is_null()
                && (*head).wr_callback.is_null()
                && proxy::is_proxy(Object::from_ptr(head.cast()))
            {
                proxy = head;
            }
        }
        (reference, proxy)
    }
}

unsafe fn insert_head(new: *mut PyWeakReference, list: *mut *mut PyWeakReference) {
    // SAFETY: a valid list; `new` is in none.
    unsafe {
        let next = *list;
        (*new).wr_prev = core::ptr::null_mut();
        (*new).wr_next = next;
        if !next.is_null() {
            (*next).wr_prev = new;
        }
        *list = new;
    }
}

unsafe fn insert_after(new: *mut PyWeakReference, prev: *mut PyWeakReference) {
    // SAFETY: `prev` is in a valid list; `new` is in none.
    unsafe {
        (*new).wr_prev = prev;
        (*new).wr_next = (*prev).wr_next;
        if !(*prev).wr_next.is_null() {
            (*(*prev).wr_next).wr_prev = new;
        }
        (*prev).wr_next = new;
    }
}

/// `_PyWeakref_ClearRef`: unlinks the reference, which is dead then, and leaves its callback uncalled. Runs no code.
///
/// # Safety
/// `wr` is a live weak reference.
pub unsafe fn clear_ref(wr: *mut PyWeakReference) {
    // SAFETY: the list is consistent; nothing is released.
    unsafe {
        let object = (*wr).wr_object;
        if object == none().as_ptr() || object.is_null() {
            return;
        }
        if let Some(list) = list_slot(Object::from_ptr(object))
            && *list == wr
        {
            *list = (*wr).wr_next;
        }
        (*wr).wr_object = none().as_ptr();
        if !(*wr).wr_prev.is_null() {
            (*(*wr).wr_prev).wr_next = (*wr).wr_next;
        }
        if !(*wr).wr_next.is_null() {
            (*(*wr).wr_next).wr_prev = (*wr).wr_prev;
        }
        (*wr).wr_prev = core::ptr::null_mut();
        (*wr).wr_next = core::ptr::null_mut();
    }
}

/// Unlinks the reference and hands over its callback.
unsafe fn detach(wr: *mut PyWeakReference) -> Option<Ref> {
    // SAFETY: as in `clear_ref`; the field gives up its count.
    unsafe {
        clear_ref(wr);
        let slot = &raw mut (*wr).wr_callback;
        Ref::from_owned_opt(slot.replace(core::ptr::null_mut()))
    }
}

/// A reference of type `ty` to `object`, a shared one where possible.
pub(crate) fn get_or_create(
    ty: &Type,
    object: &Object,
    callback: Option<&Object>,
) -> PyResult<Ref<WeakRef>> {
    let Some(list) = list_slot(object) else {
        return Err(raise!(
            TypeError,
            "cannot create weak reference to '{}' object",
            object.class().tp_name()
        ));
    };
    let callback = callback.filter(|c| !is_none(c));
    let plain_ref = core::ptr::eq(ty, &_PyWeakref_RefType);
    let plain_proxy = core::ptr::eq(ty, &_PyWeakref_ProxyType)
        || core::ptr::eq(ty, &_PyWeakref_CallableProxyType);
    if callback.is_none() && (plain_ref || plain_proxy) {
        // SAFETY: the object's list. A reference about to die (count zero) is not in the list any more.
        unsafe {
            let (reference, proxy) = basic(*list);
            let shared = if plain_ref { reference } else { proxy };
            if !shared.is_null() {
                return Ok(WeakRef::from_raw(shared).to_ref());
            }
        }
    }
    // What is no more than the struct need not be zeroed first: all its fields are written here.
    let new: Ref<WeakRef> = if plain_ref {
        crate::alloc::gc_new(ty)?
    } else {
        // SAFETY: instances of the types for weak references begin with the struct.
        unsafe { ty.alloc(0)?.downcast_into_unchecked() }
    };
    let raw = new.raw();
    // SAFETY: layout; fresh. Allocation may have run code, but the list is read only now.
    unsafe {
        (*raw).hash = -1;
        (*raw).wr_object = object.as_ptr();
        (*raw).wr_callback = callback.map_or(core::ptr::null_mut(), |c| c.to_ref().into_ptr());
        (*raw).vectorcall = crate::slots::vectorcall(call);
        if callback.is_none() && plain_ref {
            insert_head(raw, list);
        } else {
            let (reference, proxy) = basic(*list);
            let after = if proxy.is_null() || (callback.is_none() && plain_proxy) {
                reference
            } else {
                proxy
            };
            if after.is_null() {
                insert_head(raw, list);
            } else {
                insert_after(raw, after);
            }
        }
        if plain_ref {
            crate::gc::track(&new);
        }
    }
    Ok(new)
}

impl WeakRef {
    pub fn new(object: &Object, callback: Option<&Object>) -> PyResult<Ref<WeakRef>> {
        get_or_create(&_PyWeakref_RefType, object, callback)
    }

    /// `weakref.proxy(object, callback)`.
    pub fn new_proxy(object: &Object, callback: Option<&Object>) -> PyResult<Ref<WeakRef>> {
        let ty = if object.is_callable() {
            &_PyWeakref_CallableProxyType
        } else {
            &_PyWeakref_ProxyType
        };
        get_or_create(ty, object, callback)
    }

    /// The object, if it lives.
    #[inline]
    pub fn get(&self) -> Option<Ref> {
        // SAFETY: the referent's deallocator clears this field first, so what is there is allocated. A count of zero means
        // that the deallocator is about to come to it.
        unsafe {
            let object = (*self.raw()).wr_object;
            if object == none().as_ptr() || object.is_null() || base::refcount::count(object) <= 0 {
                return None;
            }
            Some(Object::from_ptr(object).to_ref())
        }
    }

    /// The callback, None once it was called or if there is none.
    pub fn callback(&self) -> Option<Ref> {
        // SAFETY: the field owns a reference or is NULL.
        unsafe { Ref::from_borrowed_opt((*self.raw()).wr_callback) }
    }
}

/// How many weak references (and proxies) an object has.
pub fn count(o: &Object) -> usize {
    let Some(list) = list_slot(o) else { return 0 };
    // SAFETY: a valid list; nothing runs meanwhile.
    unsafe {
        let mut n = 0;
        let mut wr = *list;
        while !wr.is_null() {
            n += 1;
            wr = (*wr).wr_next;
        }
        n
    }
}

/// All weak references to an object.
pub fn all(o: &Object) -> PyResult<Ref<List>> {
    let mut refs: Vec<Ref> = Vec::new();
    if let Some(list) = list_slot(o) {
        // SAFETY: a valid list; nothing runs meanwhile.
        unsafe {
            let mut wr = *list;
            while !wr.is_null() {
                refs.push(Object::from_ptr(wr.cast()).to_ref());
                wr = (*wr).wr_next;
            }
        }
    }
    List::from_vec(refs)
}

/// `PyObject_ClearWeakRefs`: for a tp_dealloc, before anything is torn down. Runs callbacks.
///
/// # Safety
/// `object`'s count is zero and its type supports weak references.
pub unsafe fn clear_weakrefs(object: *mut PyObject) {
    // SAFETY: the object is still whole; its list is emptied before any callback runs.
    unsafe {
        let Some(list) = list_slot(Object::from_ptr(object)) else {
            return;
        };
        if (*list).is_null() {
            return;
        }
        let mut to_call: Vec<(Ref<WeakRef>, Ref)> = Vec::new();
        while !(*list).is_null() {
            let wr = *list;
            // A reference that is being deallocated itself must not come back to life.
            let dying = base::refcount::count(wr.cast()) == 0;
            let callback = detach(wr);
            if let Some(callback) = callback {
                if dying {
                    // Its deallocator is on the stack: the callback dies with it, uncalled.
                    (*wr).wr_callback = callback.into_ptr();
                } else {
                    to_call.push((WeakRef::from_raw(wr).to_ref(), callback));
                }
            }
        }
        if to_call.is_empty() {
            return;
        }
        let pending = base::error::take_current();
        for (reference, callback) in to_call {
            match callback.call(&[&reference]) {
                Ok(result) => drop(result),
                Err(_) => write_unraisable(
                    format_args!("Exception ignored while calling weakref callback"),
                    Some(&callback),
                ),
            }
        }
        base::error::restore(pending);
    }
}

/// Empties the list without calling anything back (`_PyWeakref_ClearWeakRefsNoCallbacks`).
///
/// # Safety
/// `object` is live or being deallocated.
pub unsafe fn clear_weakrefs_no_callbacks(object: *mut PyObject) {
    // SAFETY: valid list.
    unsafe {
        let Some(list) = list_slot(Object::from_ptr(object)) else {
            return;
        };
        while !(*list).is_null() {
            clear_ref(*list);
        }
    }
}

/// Deallocation of references and proxies alike.
pub(super) unsafe extern "C" fn dealloc(op: *mut PyObject) {
    // SAFETY: dead; layout.
    unsafe {
        crate::gc::untrack_ptr(op);
        drop(detach(op.cast()));
        if let Some(free) = (*(*op).ob_type).tp_free {
            free(op.cast());
        }
    }
}

pub(super) unsafe extern "C" fn traverse(
    op: *mut PyObject,
    visit: Option<visitproc>,
    arg: *mut c_void,
) -> c_int {
    let Some(visit) = visit else { return 0 };
    // SAFETY: layout. The referent is not held, so it is not visited.
    let callback = unsafe { (*op.cast::<PyWeakReference>()).wr_callback };
    crate::visit_field!(visit, arg, callback);
    0
}

pub(super) unsafe extern "C" fn clear(op: *mut PyObject) -> c_int {
    // SAFETY: layout.
    drop(unsafe { detach(op.cast()) });
    0
}

extern "C" fn call(
    this: &WeakRef,
    _args: *const *mut PyObject,
    nargsf: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    if kwnames.is_some_and(|k| !k.is_empty()) {
        return Err(raise!(TypeError, "weakref() takes no keyword arguments"));
    }
    let n = nargsf & !(1 << (usize::BITS - 1));
    if n != 0 {
        return Err(raise!(TypeError, "weakref expected 0 arguments, got {n}"));
    }
    Ok(this.get().unwrap_or_else(none_ref))
}

extern "C" fn tp_call(this: &WeakRef, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    crate::exceptions::base_exception::no_keywords("weakref", kwargs)?;
    call(this, core::ptr::null(), args.len(), None)
}

extern "C" fn hash(this: &WeakRef) -> Hash {
    // SAFETY: layout.
    unsafe {
        let cached = (*this.raw()).hash;
        if cached != -1 {
            return Hash(cached);
        }
        let outcome = match this.get() {
            None => Err(raise!(TypeError, "weak object has gone away")),
            Some(o) => o.hash(),
        };
        if let Ok(h) = outcome {
            (*this.raw()).hash = h;
        }
        outcome.into()
    }
}

extern "C" fn repr(this: &WeakRef) -> PyResult {
    let at = this.as_ptr();
    let text = match this.get() {
        None => Str::format(format_args!("<weakref at {at:p}; dead>"))?,
        Some(o) => {
            let name = o.lookup_special(id!(__name__))?;
            let head = format!(
                "<weakref at {at:p}; to '{}' at {:p}",
                full_name(&o),
                o.as_ptr()
            );
            match name.as_ref().and_then(|n| n.downcast::<Str>()) {
                Some(n) => {
                    let (open, close) =
                        (Str::from_str(&format!("{head} ("))?, Str::from_str(")>")?);
                    Str::empty().join(&[&open, n, &close])?
                }
                None => Str::from_str(&format!("{head}>"))?,
            }
        }
    };
    Ok(text.upcast())
}

/// The type's name with its module, as `%T` formats it.
pub(super) fn full_name(o: &Object) -> String {
    let ty: Ref = o.class().to_ref().upcast();
    let outcome = (|| -> PyResult<String> {
        let qualname = o.class().qualname()?.to_string_lossy().into_owned();
        let module = ty.get_attr_opt(id!(__module__))?;
        Ok(match module.as_ref().and_then(|m| m.downcast::<Str>()) {
            Some(m) if !m.eq_literal("builtins") && !m.eq_literal("__main__") => {
                format!("{}.{qualname}", m.to_string_lossy())
            }
            _ => qualname,
        })
    })();
    outcome.unwrap_or_else(|raised| {
        raised.clear();
        o.class().tp_name().into_owned()
    })
}

/// Live references compare as their referents, dead ones by identity; there is no order.
extern "C" fn richcompare(this: &Object, other: &Object, op: c_int) -> PyResult {
    let eq = CompareOp::Eq as c_int;
    if op != eq && op != CompareOp::Ne as c_int {
        return not_implemented_result();
    }
    let (Some(a), Some(b)) = (this.downcast::<WeakRef>(), other.downcast::<WeakRef>()) else {
        return not_implemented_result();
    };
    match (a.get(), b.get()) {
        (Some(x), Some(y)) => x.rich_compare(
            &y,
            if op == eq {
                CompareOp::Eq
            } else {
                CompareOp::Ne
            },
        ),
        _ => Ok(py_bool(this.is(other) == (op == eq)).to_ref().upcast()),
    }
}

/// The first two of `(object, callback=None)`; subclasses may take more in `__init__`.
fn parse<'a>(name: &str, args: &'a Tuple) -> PyResult<(&'a Object, Option<&'a Object>)> {
    match args.as_slice() {
        &[o] => Ok((o, None)),
        &[o, callback] => Ok((o, Some(callback))),
        [] => Err(raise!(
            TypeError,
            "{name} expected at least 1 argument, got 0"
        )),
        more => Err(raise!(
            TypeError,
            "{name} expected at most 2 arguments, got {}",
            more.len()
        )),
    }
}

extern "C" fn new(ty: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
    if core::ptr::eq(ty, &_PyWeakref_RefType) {
        crate::exceptions::base_exception::no_keywords("weakref", kwargs)?;
    }
    let (object, callback) = parse("__new__", args)?;
    Ok(get_or_create(ty, object, callback)?.upcast())
}

extern "C" fn init(_this: &WeakRef, args: &Tuple, kwargs: Option<&Dict>) -> base::Status {
    (|| {
        crate::exceptions::base_exception::no_keywords("ref", kwargs)?;
        parse("__init__", args).map(|_| ())
    })()
    .into()
}

#[pymethods]
impl WeakRef {
    /// References are generic over their referent's type.
    #[classmethod("__class_getitem__(object, /)")]
    fn class_getitem(cls: &Type, object: &Object) -> PyResult {
        Ok(crate::genericalias::GenericAlias::new(cls, object)?.upcast())
    }
}

static MEMBERS: crate::slots::Table<[PyMemberDef; 2]> = crate::slots::Table::new([
    crate::slots::member(
        c"__callback__",
        _Py_T_OBJECT,
        offset_of!(PyWeakReference, wr_callback),
        Py_READONLY,
    ),
    crate::slots::MEMBERS_END,
]);

#[unsafe(no_mangle)]
pub static _PyWeakref_RefType: Type = Type::new(PyTypeObject {
    tp_name: c"weakref.ReferenceType".as_ptr(),
    tp_basicsize: size_of::<PyWeakReference>() as isize,
    tp_dealloc: Some(dealloc),
    tp_vectorcall_offset: offset_of!(PyWeakReference, vectorcall) as isize,
    tp_repr: crate::slots::repr(repr),
    tp_hash: crate::slots::hash(hash),
    tp_call: crate::slots::call(tp_call),
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL,
    tp_traverse: Some(traverse),
    tp_clear: Some(clear),
    tp_richcompare: crate::slots::richcompare(richcompare),
    tp_methods: WeakRef::METHODS,
    tp_members: MEMBERS.first(),
    tp_init: crate::slots::init(init),
    tp_new: crate::slots::new(new),
    ..Type::EMPTY
});
