//! Descriptors: what a type's dict holds for methods, fields, computed attributes and slots written in C (or Rust), and the
//! descriptors that Python code makes: `property`, `mappingproxy`.
//!
//! All that come from tables begin with `PyDescrObject`: the type they belong to, their name, and their qualified name, made
//! when first asked for.

use core::ffi::c_void;
use core::mem::offset_of;
use core::sync::atomic::{AtomicPtr, Ordering};

use layout::*;

use crate::prelude::*;
use crate::slots;

pub mod getset;
pub mod member;
pub mod method;
pub mod property;
pub mod proxy;
pub mod wrapper;

pub use property::PyProperty_Type;
pub use proxy::{MappingProxy, PyDictProxy_Type};

object_view!(
    /// The common head of table descriptors.
    pub(crate) Descr, layout::PyDescrObject, "descriptor", |o| {
        [
            &method::PyMethodDescr_Type,
            &method::PyClassMethodDescr_Type,
            &member::PyMemberDescr_Type,
            &getset::PyGetSetDescr_Type,
            &wrapper::PyWrapperDescr_Type,
        ]
        .iter()
        .any(|t| crate::type_::is_subtype_instance(o, t))
    }
);

impl Descr {
    /// The type it was made for.
    #[inline(always)]
    pub fn owner(&self) -> &Type {
        // SAFETY: set when made, kept.
        unsafe { Type::from_raw((*self.raw()).d_type) }
    }

    /// Its name.
    #[inline(always)]
    pub fn name(&self) -> &Str {
        // SAFETY: set when made, kept.
        unsafe { Str::from_raw((*self.raw()).d_name.cast()) }
    }

    fn quoted(&self) -> String {
        self.name().to_string_lossy().into_owned()
    }

    /// Is `o` an instance of the owner? Else TypeError.
    #[inline(always)]
    pub fn check(&self, o: &Object) -> PyResult<()> {
        if crate::type_::is_subtype_instance(o, self.owner()) {
            return Ok(());
        }
        Err(self.not_applicable(o))
    }

    #[cold]
    fn not_applicable(&self, o: &Object) -> Raised {
        raise!(
            TypeError,
            "descriptor '{}' for '{}' objects doesn't apply to a '{}' object",
            self.quoted(),
            self.owner().tp_name(),
            o.class().tp_name()
        )
    }

    fn repr_as(&self, kind: &str) -> PyResult {
        Ok(Str::format(format_args!(
            "<{kind} '{}' of '{}' objects>",
            self.quoted(),
            self.owner().tp_name()
        ))?
        .upcast())
    }
}

/// The view of a table descriptor's type, with the common head.
macro_rules! descriptor {
    ($name:ident, $layout:ty, $pyname:literal, $type:ident) => {
        object_view!(
            #[doc = concat!("`", $pyname, "`.")]
            pub $name, $layout, $pyname, |o| crate::type_::is_subtype_instance(o, &$type)
        );

        impl $name {
            #[inline(always)]
            fn common(&self) -> &$crate::descr::Descr {
                // SAFETY: the struct begins with the common head.
                unsafe { $crate::descr::Descr::from_raw(self.raw().cast()) }
            }
        }
    };
}
use descriptor;

/// What the types of table descriptors have in common.
const BASE: PyTypeObject = PyTypeObject {
    tp_dealloc: slots::dealloc::<Descr>(dealloc),
    tp_getattro: slots::GENERIC_GETATTR,
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_traverse: slots::traverse::<Descr>(traverse),
    tp_members: MEMBERS.first(),
    ..Type::EMPTY
};

/// The `__doc__` of a table's entry: its text, or None.
///
/// # Safety
/// NULL or a C string.
unsafe fn entry_doc(doc: *const core::ffi::c_char) -> PyResult {
    if doc.is_null() {
        return Ok(none_ref());
    }
    // SAFETY: the caller vouches.
    let text = unsafe { core::ffi::CStr::from_ptr(doc) };
    Ok(Str::decode_utf8(text.to_bytes(), None)?.upcast())
}

/// A new table descriptor of type `ty`, its own fields still to be set.
///
/// # Safety
/// `T` begins with `PyDescrObject`, and `name` is a C string.
pub(crate) unsafe fn allocate<T: Subtype>(
    ty: &Type,
    owner: &Type,
    name: *const core::ffi::c_char,
) -> PyResult<Ref<T>> {
    // SAFETY: fresh; the common head is written before anyone sees it, the rest is zero.
    unsafe {
        let name = crate::type_::intern(core::ffi::CStr::from_ptr(name))?;
        let d = ty.alloc(0)?.downcast_into_unchecked::<T>();
        let raw = d.as_object_ptr().cast::<PyDescrObject>();
        (*raw).d_type = owner.to_ref().into_ptr().cast();
        (*raw).d_name = name.into_ptr();
        Ok(d)
    }
}

pub(crate) extern "C" fn dealloc(o: *mut Descr) {
    // SAFETY: dead; the fields are released once.
    unsafe {
        let raw = o.cast::<PyDescrObject>();
        crate::gc::untrack(Object::from_ptr(o.cast()));
        drop(Ref::<Object>::from_owned_opt((*raw).d_type));
        drop(Ref::<Object>::from_owned_opt((*raw).d_name));
        drop(Ref::<Object>::from_owned_opt((*raw).d_qualname));
        slots::PyObject_GC_Del(o.cast());
    }
}

pub(crate) extern "C" fn traverse(
    this: &Descr,
    visit: visitproc,
    arg: *mut c_void,
) -> core::ffi::c_int {
    // SAFETY: the collector's visit.
    unsafe {
        crate::visit_field!(visit, arg, (*this.raw()).d_type);
    }
    0
}

/// Drops what a field owns, leaving it NULL (`Py_CLEAR`).
///
/// # Safety
/// The field owns its reference; the object is live.
#[inline]
pub(crate) unsafe fn clear_field<T>(field: *mut *mut T) {
    // SAFETY: the field is NULL before code can run.
    unsafe {
        let old = field.replace(core::ptr::null_mut());
        drop(Ref::<Object>::from_owned_opt(old));
    }
}

/// `__qualname__`: of the type, a dot, and the name.
pub(crate) extern "C" fn qualname(this: &Descr, _: *mut c_void) -> PyResult {
    // SAFETY: the field is written once.
    unsafe {
        let slot = AtomicPtr::from_ptr(&raw mut (*this.raw()).d_qualname);
        let have = slot.load(Ordering::Acquire);
        if let Some(q) = Ref::from_borrowed_opt(have) {
            return Ok(q);
        }
        let owner = this.owner().get_attr(id!(__qualname__))?;
        let Some(owner) = owner.downcast::<Str>() else {
            return Err(raise!(
                TypeError,
                "<descriptor>.__objclass__.__qualname__ is not a unicode object"
            ));
        };
        let text = Str::empty().join(&[owner, &*Str::from_str(".")?, this.name()])?;
        let new = text.upcast();
        let mine = new.to_ref().into_ptr();
        if slot
            .compare_exchange(
                core::ptr::null_mut(),
                mine,
                Ordering::AcqRel,
                Ordering::Acquire,
            )
            .is_err()
        {
            drop(Ref::<Object>::from_raw_owned(mine));
        }
        Ok(new)
    }
}

/// `__reduce__`: found again as an attribute of its type.
pub(crate) extern "C" fn reduce(this: &Descr, _: Option<&Object>) -> PyResult {
    let getattr = crate::abstract_::builtin("getattr")?;
    let args = Tuple::from_slice(&[this.owner(), this.name()])?;
    Ok(Tuple::from_slice(&[&getattr, &args])?.upcast())
}

pub(crate) const REDUCE: PyMethodDef = slots::noargs::<Descr>(
    c"__reduce__",
    reduce,
    c"__reduce__($self, /)\n--\n\nPickling: an attribute of its type.",
);

pub(crate) static METHODS: slots::Table<[PyMethodDef; 2]> =
    slots::Table::new([REDUCE, slots::METHODS_END]);

pub(crate) static MEMBERS: slots::Table<[PyMemberDef; 3]> = slots::Table::new([
    slots::member(
        c"__objclass__",
        _Py_T_OBJECT,
        offset_of!(PyDescrObject, d_type),
        Py_READONLY,
    ),
    slots::member(
        c"__name__",
        _Py_T_OBJECT,
        offset_of!(PyDescrObject, d_name),
        Py_READONLY,
    ),
    slots::MEMBERS_END,
]);
