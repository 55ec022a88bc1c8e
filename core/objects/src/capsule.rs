//! Capsules: a C pointer as a Python object, with a name to recognise it by.

use core::ffi::{CStr, c_char, c_int, c_void};

use layout::*;

use crate::prelude::*;
use crate::slots;

pub type Destructor = unsafe extern "C" fn(*mut PyObject);

/// The struct is the implementation's own: the API has functions for each field.
#[repr(C)]
pub struct CapsuleObject {
    pub ob_base: PyObject,
    pub pointer: *mut c_void,
    pub name: *const c_char,
    pub context: *mut c_void,
    pub destructor: Option<Destructor>,
    pub traverse_func: Option<traverseproc>,
    pub clear_func: Option<inquiry>,
}

object_view!(
    /// `PyCapsule`.
    pub Capsule, CapsuleObject, "PyCapsule", |o| o.is_exactly(PyCapsule_Type.raw())
);

impl Capsule {
    /// `PyCapsule_New`.
    ///
    /// # Safety
    /// `name` is NULL or outlives the capsule.
    pub unsafe fn new(
        pointer: *mut c_void,
        name: *const c_char,
        destructor: Option<Destructor>,
    ) -> PyResult<Ref<Capsule>> {
        if pointer.is_null() {
            return Err(raise!(ValueError, "PyCapsule_New called with null pointer"));
        }
        // SAFETY: fresh.
        unsafe {
            let c = crate::alloc::gc_new::<Capsule>(&PyCapsule_Type)?;
            let raw = c.raw();
            (*raw).pointer = pointer;
            (*raw).name = name;
            (*raw).context = core::ptr::null_mut();
            (*raw).destructor = destructor;
            (*raw).traverse_func = None;
            (*raw).clear_func = None;
            // Tracked only when given functions for the collector.
            Ok(c)
        }
    }

    /// Do the names agree? NULL agrees with NULL only.
    ///
    /// # Safety
    /// `name` is NULL or a C string.
    #[inline]
    pub unsafe fn has_name(&self, name: *const c_char) -> bool {
        // SAFETY: C strings or NULL.
        unsafe {
            let own = (*self.raw()).name;
            if own == name || own.is_null() || name.is_null() {
                return own == name;
            }
            CStr::from_ptr(own) == CStr::from_ptr(name)
        }
    }

    /// `PyCapsule_GetPointer`.
    ///
    /// # Safety
    /// As [`Capsule::has_name`].
    #[inline]
    pub unsafe fn pointer(o: &Object, name: *const c_char) -> PyResult<*mut c_void> {
        let c = Capsule::valid(o, "PyCapsule_GetPointer")?;
        // SAFETY: as the caller promises.
        unsafe {
            if !c.has_name(name) {
                return Err(raise!(
                    ValueError,
                    "PyCapsule_GetPointer called with incorrect name"
                ));
            }
            Ok((*c.raw()).pointer)
        }
    }

    /// The capsule, or the ValueError that the API's functions raise.
    #[inline]
    pub fn valid<'a>(o: &'a Object, function: &str) -> PyResult<&'a Capsule> {
        match o.downcast::<Capsule>() {
            // SAFETY: a field.
            Some(c) if unsafe { !(*c.raw()).pointer.is_null() } => Ok(c),
            _ => Err(raise!(
                ValueError,
                "{function} called with invalid PyCapsule object"
            )),
        }
    }

    /// `_PyCapsule_SetTraverse`: from now on the collector looks at it.
    pub fn set_traverse(&self, traverse: Option<traverseproc>, clear: Option<inquiry>) {
        // SAFETY: fields.
        unsafe {
            (*self.raw()).traverse_func = traverse;
            (*self.raw()).clear_func = clear;
        }
        if !crate::gc::is_tracked(self) {
            crate::gc::track(self);
        }
    }
}

extern "C" fn dealloc(o: *mut Capsule) {
    // SAFETY: dead; the destructor sees the capsule whole.
    unsafe {
        let raw = (*o).raw();
        crate::gc::untrack(Object::from_ptr(o.cast()));
        if let Some(f) = (*raw).destructor {
            f(o.cast());
        }
        slots::PyObject_GC_Del(o.cast());
    }
}

extern "C" fn traverse(this: &Capsule, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the author's function.
    unsafe {
        match (*this.raw()).traverse_func {
            Some(f) => f(this.as_ptr(), Some(visit), arg),
            None => 0,
        }
    }
}

extern "C" fn clear(this: &Capsule) -> c_int {
    // SAFETY: the author's function.
    unsafe {
        match (*this.raw()).clear_func {
            Some(f) => f(this.as_ptr()),
            None => 0,
        }
    }
}

extern "C" fn repr(this: &Capsule) -> PyResult {
    // SAFETY: NULL or a C string.
    let text = unsafe {
        let name = (*this.raw()).name;
        if name.is_null() {
            format!("<capsule object NULL at {:p}>", this.as_ptr())
        } else {
            format!(
                "<capsule object \"{}\" at {:p}>",
                CStr::from_ptr(name).to_string_lossy(),
                this.as_ptr()
            )
        }
    };
    Ok(Str::from_str(&text)?.upcast())
}

#[unsafe(no_mangle)]
pub static PyCapsule_Type: Type = Type::new(PyTypeObject {
    tp_name: c"PyCapsule".as_ptr(),
    tp_basicsize: size_of::<CapsuleObject>() as isize,
    tp_dealloc: slots::dealloc::<Capsule>(dealloc),
    tp_repr: slots::repr::<Capsule>(repr),
    tp_flags: Py_TPFLAGS_HAVE_GC,
    tp_doc: c"A C pointer as a Python object.".as_ptr(),
    tp_traverse: slots::traverse::<Capsule>(traverse),
    tp_clear: slots::clear::<Capsule>(clear),
    ..Type::EMPTY
});
