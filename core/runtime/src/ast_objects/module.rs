//! The module `_ast`: the classes, and the flags that `ast` hands to `compile()`.

use compiler::options::flags;
use layout::*;
use objects::prelude::*;

use super::classes;

fn fill(module: &Module) -> PyResult<()> {
    let s = classes::state()?;
    // SAFETY: set once the state is ready.
    module.add("AST", unsafe { Object::from_ptr(s.AST_type) })?;
    for (name, flag) in [
        ("PyCF_ALLOW_TOP_LEVEL_AWAIT", flags::ALLOW_TOP_LEVEL_AWAIT),
        ("PyCF_ONLY_AST", flags::ONLY_AST),
        ("PyCF_TYPE_COMMENTS", flags::TYPE_COMMENTS),
        ("PyCF_OPTIMIZED_AST", flags::OPTIMIZED_AST),
    ] {
        module.add_int(name, flag.into())?;
    }
    classes::each(|name, class| module.add(name, class))
}

extern "C" fn exec(module: &Object) -> core::ffi::c_int {
    // SAFETY: modules are made from this definition only.
    match fill(unsafe { module.downcast_unchecked() }) {
        Ok(()) => 0,
        Err(raised) => {
            let _ = raised;
            -1
        }
    }
}

static mut SLOTS: [PyModuleDef_Slot; 4] = [
    PyModuleDef_Slot {
        slot: Py_mod_exec,
        value: exec as extern "C" fn(&Object) -> core::ffi::c_int as *mut core::ffi::c_void,
    },
    PyModuleDef_Slot {
        slot: Py_mod_multiple_interpreters,
        value: core::ptr::without_provenance_mut(2),
    },
    PyModuleDef_Slot {
        slot: Py_mod_gil,
        value: core::ptr::without_provenance_mut(1),
    },
    // SAFETY: all-zero ends the table.
    unsafe { zeroed() },
];

static mut DEF: PyModuleDef = PyModuleDef {
    m_name: c"_ast".as_ptr(),
    m_slots: (&raw mut SLOTS).cast(),
    // SAFETY: all-zero is valid for the rest.
    ..unsafe { zeroed() }
};

#[allow(non_snake_case)]
pub unsafe extern "C" fn PyInit__ast() -> *mut PyObject {
    // SAFETY: a static definition.
    unsafe { objects::module::def_init(&raw mut DEF) }
}
