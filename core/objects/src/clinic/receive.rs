//! What the emitted wrappers do with raw arguments before conversion: receivers, slices, tuples and `**kwargs`.

use base::{Object, PyResult, Ref, Subtype};
use layout::{PyObject, PyTypeObject};

use crate::{Dict, Tuple};

/// The receiver, whose type the method descriptor or slot has checked.
///
/// # Safety
/// `ptr` is live for `'a` and has `T`'s layout.
#[inline(always)]
pub unsafe fn receiver<'a, T: Subtype>(ptr: *mut PyObject) -> &'a T {
    // SAFETY: the caller vouches; views are transparent over the struct.
    unsafe { &*ptr.cast::<T>() }
}

/// # Safety
/// `ptr` is live for `'a`.
#[inline(always)]
pub unsafe fn object<'a>(ptr: *mut PyObject) -> &'a Object {
    // SAFETY: the caller vouches.
    unsafe { Object::from_ptr(ptr) }
}

/// A typed pointer that may be NULL (`kwnames`, a setter's value).
///
/// # Safety
/// `ptr` is NULL, or live for `'a` and of `T`'s layout.
#[inline(always)]
pub unsafe fn borrowed<'a, T: Subtype>(ptr: *mut PyObject) -> Option<&'a T> {
    // SAFETY: the caller vouches; views are transparent over the struct.
    unsafe { ptr.cast::<T>().as_ref() }
}

/// An optional argument: absent when the array is too short, or NULL where keywords left a hole.
///
/// # Safety
/// `args` has `total` entries, each NULL or live for `'a`.
#[inline(always)]
pub unsafe fn optional<'a>(
    args: *const *mut PyObject,
    total: usize,
    index: usize,
) -> Option<&'a Object> {
    if index < total {
        // SAFETY: in bounds; the caller vouches for the entry.
        unsafe { Object::from_ptr_opt(*args.add(index)) }
    } else {
        None
    }
}

/// The arguments from `from` on, as they lie.
///
/// # Safety
/// `args` has `count` entries, live for `'a`.
#[inline(always)]
pub unsafe fn argument_slice<'a>(
    args: *const *mut PyObject,
    from: usize,
    count: usize,
) -> &'a [&'a Object] {
    // Without positional arguments the address still matters: keyword values follow it.
    if args.is_null() || count < from {
        return &[];
    }
    // SAFETY: in bounds; `&Object` is a pointer that is not NULL, as each argument is.
    unsafe { core::slice::from_raw_parts(args.add(from).cast::<&Object>(), count - from) }
}

/// The arguments from `from` on, as a tuple.
///
/// # Safety
/// As for [`argument_slice`].
pub unsafe fn argument_tuple(
    args: *const *mut PyObject,
    from: usize,
    count: usize,
) -> PyResult<Ref<Tuple>> {
    // SAFETY: the caller vouches.
    Tuple::from_slice(unsafe { argument_slice(args, from, count) })
}

/// A tuple of arguments as array and count.
///
/// # Safety
/// `tuple` is a live tuple.
#[inline(always)]
pub unsafe fn tuple_parts(tuple: *mut PyObject) -> (*const *mut PyObject, isize) {
    // SAFETY: a tuple, says the caller.
    let items = unsafe { receiver::<Tuple>(tuple) }.as_slice();
    (items.as_ptr().cast(), items.len() as isize)
}

/// `PyVectorcall_NARGS`
#[inline(always)]
pub fn vectorcall_count(nargsf: usize) -> usize {
    nargsf & (usize::MAX >> 1)
}

/// The types that `**kwargs` may have.
pub trait FromKeywords: Sized {
    /// # Safety
    /// `kwargs` is NULL or a live dict.
    unsafe fn from_keywords(kwargs: *mut PyObject) -> PyResult<Self>;
}

impl FromKeywords for Option<&Dict> {
    #[inline(always)]
    unsafe fn from_keywords(kwargs: *mut PyObject) -> PyResult<Self> {
        // SAFETY: the caller vouches.
        Ok(unsafe { borrowed(kwargs) })
    }
}

impl FromKeywords for Option<Ref<Dict>> {
    #[inline(always)]
    unsafe fn from_keywords(kwargs: *mut PyObject) -> PyResult<Self> {
        // SAFETY: the caller vouches.
        Ok(unsafe { Ref::from_borrowed_opt(kwargs) })
    }
}

impl FromKeywords for Ref<Dict> {
    #[inline(always)]
    unsafe fn from_keywords(kwargs: *mut PyObject) -> PyResult<Self> {
        // SAFETY: the caller vouches.
        match unsafe { Ref::from_borrowed_opt(kwargs) } {
            Some(dict) => Ok(dict),
            None => Dict::new(),
        }
    }
}

/// The type furthest down the bases that has this slot: the one whose own it is.
fn owner(ty: *mut PyTypeObject, has_slot: impl Fn(*mut PyTypeObject) -> bool) -> *mut PyTypeObject {
    let (mut found, mut at) = (ty, ty);
    while !at.is_null() {
        if has_slot(at) {
            found = at;
        }
        // SAFETY: a live type keeps its bases alive.
        at = unsafe { (*at).tp_base };
    }
    found
}

fn address<F: Copy>(slot: Option<F>) -> *const () {
    const { assert!(size_of::<Option<F>>() == size_of::<*const ()>()) };
    // SAFETY: an optional function pointer is a nullable pointer.
    unsafe { core::mem::transmute_copy(&slot) }
}

/// Does `tp_new` refuse keywords for `ty`? It does unless a subclass brings an `__init__` of its own, which may want them.
///
/// # Safety
/// `ty` is a live type; `own` is the wrapper that stands in `tp_new` of the type it was made for.
#[cold]
pub unsafe fn new_is_strict(ty: *mut PyTypeObject, own: *const ()) -> bool {
    // SAFETY: live types; slots are read whole.
    unsafe {
        let base = owner(ty, |t| address((*t).tp_new) == own);
        base == ty || address((*ty).tp_init) == address((*base).tp_init)
    }
}

/// Does `tp_init` refuse keywords for this instance? It does unless a subclass brings a `__new__` of its own.
///
/// # Safety
/// `object` is live; `own` is the wrapper that stands in `tp_init` of the type it was made for.
#[cold]
pub unsafe fn init_is_strict(object: *mut PyObject, own: *const ()) -> bool {
    // SAFETY: live types; slots are read whole.
    unsafe {
        let ty = Object::from_ptr(object).type_ptr();
        let base = owner(ty, |t| address((*t).tp_init) == own);
        base == ty || address((*ty).tp_new) == address((*base).tp_new)
    }
}
