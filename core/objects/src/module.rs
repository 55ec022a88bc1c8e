//! Modules.

use base::{Object, PyResult, Ref, object_view};
use layout::*;

use crate::Type;

object_view!(
    /// `module`.
    pub Module, layout::PyModuleObject, "module", |o| crate::type_::is_subtype_instance(o, &PyModule_Type)
);

impl Module {
    pub fn new(name: &crate::Str) -> PyResult<Ref<Module>> {
        todo!()
    }
    pub fn dict(&self) -> &crate::Dict {
        todo!()
    }
    pub fn name(&self) -> PyResult<Ref<crate::Str>> {
        todo!()
    }
    /// Sets an attribute in the module's dict (`PyModule_AddObjectRef`).
    pub fn add(&self, name: &str, value: &Object) -> PyResult<()> {
        todo!()
    }
    pub fn add_type(&self, ty: &Type) -> PyResult<()> {
        todo!()
    }
    pub fn add_int(&self, name: &str, value: i64) -> PyResult<()> {
        todo!()
    }
    pub fn add_str(&self, name: &str, value: &str) -> PyResult<()> {
        todo!()
    }
    /// Adds a static NULL-terminated method table (`PyModule_AddFunctions`).
    pub unsafe fn add_functions(&self, table: *const PyMethodDef) -> PyResult<()> {
        todo!()
    }
    /// `PyModule_GetState`.
    pub fn state<T>(&self) -> *mut T {
        todo!()
    }
}

impl Module {
    /// `PyModule_FromDefAndSpec2`.
    ///
    /// # Safety
    /// `def` is a valid module definition that outlives the module.
    pub unsafe fn from_def_and_spec(def: *mut PyModuleDef, spec: &Object) -> PyResult<Ref> {
        let _ = (def, spec);
        todo!()
    }
    /// `PyModule_ExecDef`.
    ///
    /// # Safety
    /// As above.
    pub unsafe fn exec_def(module: &Object, def: *mut PyModuleDef) -> PyResult<()> {
        let _ = (module, def);
        todo!()
    }
}

#[unsafe(no_mangle)]
pub static PyModule_Type: Type = Type::new(PyTypeObject {
    tp_name: c"module".as_ptr(),
    tp_basicsize: size_of::<layout::PyModuleObject>() as isize,
    tp_itemsize: 0,
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    ..Type::EMPTY
});
