//! `object`, `None`, `NotImplemented`: the root type, the plain singletons, and the end of an object's life.

use base::{Object, PyResult, Ref, tstate};
use layout::*;

use crate::Type;
use crate::prelude::{Protocol, Status, Str, Tuple, id, raise};
use crate::slots;

pub mod attributes;
mod methods;
pub(crate) mod reduce;

pub(crate) use methods::type_dir;
pub use methods::{PyBaseObject_Type, object_init, object_new, object_repr};

#[unsafe(no_mangle)]
pub static _PyNone_Type: Type = Type::new(PyTypeObject {
    tp_name: c"NoneType".as_ptr(),
    tp_basicsize: size_of::<PyObject>() as isize,
    tp_dealloc: slots::dealloc::<Object>(immortal_dealloc),
    tp_repr: slots::repr::<Object>(none_text),
    tp_as_number: NONE_NUMBER.ptr(),
    tp_hash: slots::hash::<Object>(none_hash),
    tp_doc: c"NoneType()\n--\n\nThe type of the None singleton.".as_ptr(),
    tp_richcompare: slots::richcompare::<Object>(methods::richcompare),
    tp_new: slots::new(none_new),
    ..Type::EMPTY
});
#[unsafe(no_mangle)]
pub static _PyNotImplemented_Type: Type = Type::new(PyTypeObject {
    tp_name: c"NotImplementedType".as_ptr(),
    tp_basicsize: size_of::<PyObject>() as isize,
    tp_dealloc: slots::dealloc::<Object>(immortal_dealloc),
    tp_repr: slots::repr::<Object>(not_implemented_text),
    tp_as_number: NOT_IMPLEMENTED_NUMBER.ptr(),
    tp_methods: NOT_IMPLEMENTED_METHODS.first(),
    tp_doc: c"NotImplementedType()\n--\n\nThe type of the NotImplemented singleton.".as_ptr(),
    tp_new: slots::new(not_implemented_new),
    ..Type::EMPTY
});

static NONE_NUMBER: slots::Table<PyNumberMethods> = slots::Table::new(PyNumberMethods {
    nb_bool: slots::inquiry::<Object>(none_bool),
    // SAFETY: all-zero is valid.
    ..unsafe { zeroed() }
});
static NOT_IMPLEMENTED_NUMBER: slots::Table<PyNumberMethods> = slots::Table::new(PyNumberMethods {
    nb_bool: slots::inquiry::<Object>(not_implemented_bool),
    // SAFETY: all-zero is valid.
    ..unsafe { zeroed() }
});
static NOT_IMPLEMENTED_METHODS: slots::Table<[PyMethodDef; 2]> = slots::Table::new([
    slots::noargs::<Object>(
        c"__reduce__",
        not_implemented_reduce,
        c"__reduce__($self, /)\n--\n\nPickling: by name.",
    ),
    slots::METHODS_END,
]);

#[unsafe(no_mangle)]
pub static mut _Py_NoneStruct: PyObject = base::refcount::static_header(_PyNone_Type.as_mut_ptr());
#[unsafe(no_mangle)]
pub static mut _Py_NotImplementedStruct: PyObject =
    base::refcount::static_header(_PyNotImplemented_Type.as_mut_ptr());

/// An extension released a reference too many; the object is there to stay.
extern "C" fn immortal_dealloc(o: *mut Object) {
    // SAFETY: a static object.
    unsafe { base::refcount::set_immortal(o.cast()) }
}

extern "C" fn none_text(_: &Object) -> PyResult {
    Ok(Str::intern_static("None").to_ref().upcast())
}
extern "C" fn none_bool(_: &Object) -> Status {
    Status(0)
}
extern "C" fn none_hash(_: &Object) -> base::Hash {
    // The same in every process, so that sets of None iterate alike.
    base::Hash(0xFCA8_6420)
}
extern "C" fn none_new(ty: &Type, args: &Tuple, kwargs: Option<&crate::Dict>) -> PyResult {
    takes_no_arguments(ty, args, kwargs)?;
    Ok(none_ref())
}
extern "C" fn not_implemented_text(_: &Object) -> PyResult {
    Ok(Str::intern_static("NotImplemented").to_ref().upcast())
}
extern "C" fn not_implemented_reduce(this: &Object, _: Option<&Object>) -> PyResult {
    not_implemented_text(this)
}
extern "C" fn not_implemented_bool(_: &Object) -> Status {
    Err::<bool, _>(raise!(
        TypeError,
        "NotImplemented should not be used in a boolean context"
    ))
    .into()
}
extern "C" fn not_implemented_new(
    ty: &Type,
    args: &Tuple,
    kwargs: Option<&crate::Dict>,
) -> PyResult {
    takes_no_arguments(ty, args, kwargs)?;
    not_implemented_result()
}

/// TypeError if there are any arguments.
pub(crate) fn takes_no_arguments(
    ty: &Type,
    args: &Tuple,
    kwargs: Option<&crate::Dict>,
) -> PyResult<()> {
    if !args.is_empty() || kwargs.is_some_and(|k| !k.is_empty()) {
        return Err(raise!(TypeError, "{} takes no arguments", ty.name()));
    }
    Ok(())
}

/// `None`, borrowed.
#[inline(always)]
pub fn none() -> &'static Object {
    // SAFETY: static.
    unsafe { Object::from_ptr(&raw mut _Py_NoneStruct) }
}

/// `None`, as a result.
#[inline(always)]
pub fn none_ref() -> Ref {
    none().to_ref()
}

/// `NotImplemented`, borrowed.
#[inline(always)]
pub fn not_implemented() -> &'static Object {
    // SAFETY: static.
    unsafe { Object::from_ptr(&raw mut _Py_NotImplementedStruct) }
}

/// What a binary slot answers when it does not know the other operand.
#[inline(always)]
pub fn not_implemented_result() -> PyResult {
    Ok(not_implemented().to_ref())
}

/// Is it `None`?
#[inline(always)]
pub fn is_none(o: &Object) -> bool {
    o.is(none())
}

/// The hash of an address (`Py_HashPointer`): the low bits, which alignment fixes, go to the top.
#[inline(always)]
pub fn pointer_hash<T>(p: *const T) -> Py_hash_t {
    match (p as usize).rotate_right(4) as Py_hash_t {
        -1 => -2,
        h => h,
    }
}

/// Is the function marked with `__isabstractmethod__` (`_PyObject_IsAbstract`)?
pub fn is_abstract(o: &Object) -> PyResult<bool> {
    match o.get_attr_opt(id!(__isabstractmethod__))? {
        Some(v) => v.is_true(),
        None => Ok(false),
    }
}

/// `_Py_Dealloc`: the count has fallen to zero.
///
/// Near the end of the native stack, containers are put aside in a list of the thread state, and torn down when the stack has
/// unwound: so arbitrarily deep structures go without recursion.
///
/// # Safety
/// Nobody else refers to `op`; it is live in memory.
pub unsafe fn dealloc(op: *mut PyObject) {
    // SAFETY: the type's contract; see above.
    unsafe {
        let ty = (*op).ob_type;
        if (*ty).tp_flags & Py_TPFLAGS_HAVE_GC == 0 {
            return destroy(op);
        }
        let margin = crate::recursion::margin();
        if margin < 2 {
            return deposit(op);
        }
        destroy(op);
        let ts = tstate::current();
        if !(*ts).delete_later.is_null() && margin >= 4 {
            destroy_deposited();
        }
    }
}

/// Runs the type's destructor.
#[inline(always)]
unsafe fn destroy(op: *mut PyObject) {
    // SAFETY: dead, says the caller; the type's contract.
    unsafe {
        base::reftracer::destroyed(op);
        if let Some(f) = (*(*op).ob_type).tp_dealloc {
            f(op);
        }
    }
}

base::define_upcall!("libpython_object_dealloc" fn object_dealloc(op: *mut PyObject) {
    // SAFETY: the upcall's contract.
    unsafe { dealloc(op) }
});

/// The word that links deposited objects: it must not be needed by a dead object.
#[cfg(not(feature = "free-threaded"))]
unsafe fn link_word(op: *mut PyObject) -> *mut usize {
    // SAFETY: collected objects have a head, which an untracked one does not use.
    unsafe { &raw mut (*op.cast::<PyGC_Head>().sub(1))._gc_next }
}
#[cfg(feature = "free-threaded")]
unsafe fn link_word(op: *mut PyObject) -> *mut usize {
    // SAFETY: a dead object has no owner.
    unsafe { &raw mut (*op).ob_tid }
}

#[cold]
pub unsafe fn deposit(op: *mut PyObject) {
    // SAFETY: dead, collected; the list is the thread's own. Bit 0 remembers whether the object was tracked.
    unsafe {
        let o = Object::from_ptr(op);
        let tracked = crate::gc::is_tracked(o);
        if tracked {
            crate::gc::untrack(o);
        }
        let ts = tstate::current();
        *link_word(op) = (*ts).delete_later as usize | usize::from(tracked);
        (*ts).delete_later = op;
    }
}

#[cold]
pub unsafe fn destroy_deposited() {
    // SAFETY: as in `deposit`.
    unsafe {
        let ts = tstate::current();
        while !(*ts).delete_later.is_null() {
            let op = (*ts).delete_later;
            let link = *link_word(op);
            *link_word(op) = 0;
            (*ts).delete_later = (link & !1) as *mut PyObject;
            if link & 1 != 0 {
                crate::gc::track(Object::from_ptr(op));
            }
            destroy(op);
        }
    }
}
