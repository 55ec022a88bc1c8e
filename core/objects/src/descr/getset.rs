//! `getset_descriptor`: attributes computed by functions of a table.

use core::ffi::c_void;

use layout::*;

use super::{Descr, descriptor};
use crate::prelude::*;
use crate::slots;

descriptor!(
    GetSetDescr,
    PyGetSetDescrObject,
    "getset_descriptor",
    PyGetSetDescr_Type
);

impl GetSetDescr {
    fn def(&self) -> &PyGetSetDef {
        // SAFETY: the entry outlives the type.
        unsafe { &*(*self.raw()).d_getset }
    }
}

/// `PyDescr_NewGetSet`.
///
/// # Safety
/// `def` is a valid entry that outlives the type.
pub unsafe fn new(owner: &Type, def: *mut PyGetSetDef) -> PyResult {
    // SAFETY: a valid entry; fresh.
    unsafe {
        let d = super::allocate::<GetSetDescr>(&PyGetSetDescr_Type, owner, (*def).name)?;
        (*d.raw()).d_getset = def;
        Ok(d.upcast())
    }
}

extern "C" fn get(
    this: &GetSetDescr,
    instance: Option<&Object>,
    _owner: Option<&Object>,
) -> PyResult {
    let Some(instance) = instance else {
        return Ok(this.to_ref().upcast());
    };
    this.common().check(instance)?;
    let def = this.def();
    match def.get {
        // SAFETY: an instance of the owner.
        Some(f) => unsafe { Ref::from_c(f(instance.as_ptr(), def.closure)) },
        None => Err(raise!(
            AttributeError,
            "attribute '{}' of '{}' objects is not readable",
            this.common().quoted(),
            this.common().owner().tp_name()
        )),
    }
}

extern "C" fn set(this: &GetSetDescr, instance: &Object, value: Option<&Object>) -> Status {
    let run = || -> PyResult<()> {
        this.common().check(instance)?;
        let def = this.def();
        match def.set {
            // SAFETY: an instance of the owner.
            Some(f) => unsafe {
                Status::from_c(f(
                    instance.as_ptr(),
                    value.map_or(core::ptr::null_mut(), Object::as_ptr),
                    def.closure,
                ))
                .map(drop)
            },
            None => Err(raise!(
                AttributeError,
                "attribute '{}' of '{}' objects is not writable",
                this.common().quoted(),
                this.common().owner().tp_name()
            )),
        }
    };
    run().into()
}

extern "C" fn repr(this: &Descr) -> PyResult {
    this.repr_as("attribute")
}

extern "C" fn doc(this: &GetSetDescr, _: *mut c_void) -> PyResult {
    // SAFETY: the entry's text.
    unsafe { super::entry_doc(this.def().doc) }
}

static GETSET: slots::Table<[PyGetSetDef; 3]> = slots::Table::new([
    slots::getset::<GetSetDescr>(c"__doc__", Some(doc), None, c""),
    slots::getset::<Descr>(c"__qualname__", Some(super::qualname), None, c""),
    slots::GETSETS_END,
]);

#[unsafe(no_mangle)]
pub static PyGetSetDescr_Type: Type = Type::new(PyTypeObject {
    tp_name: c"getset_descriptor".as_ptr(),
    tp_basicsize: size_of::<PyGetSetDescrObject>() as isize,
    tp_repr: slots::repr::<Descr>(repr),
    tp_getset: GETSET.first(),
    tp_descr_get: slots::descr_get::<GetSetDescr>(get),
    tp_descr_set: slots::descr_set::<GetSetDescr>(set),
    ..super::BASE
});
