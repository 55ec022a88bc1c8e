//! Module definitions: creating a module from one (PEP 489, in two phases) and running its body.

use core::ffi::{CStr, c_void};

use base::error;
use base::mem::{self, Domain};
use layout::*;

use super::{Module, add_methods, allocate, init_dict};
use crate::prelude::*;

#[unsafe(no_mangle)]
pub static PyModuleDef_Type: Type = Type::new(PyTypeObject {
    tp_name: c"moduledef".as_ptr(),
    tp_basicsize: size_of::<PyModuleDef>() as isize,
    ..Type::EMPTY
});

/// A static table of module slots.
#[repr(transparent)]
pub struct Slots<const N: usize>(pub [PyModuleDef_Slot; N]);

// SAFETY: never written.
unsafe impl<const N: usize> Sync for Slots<N> {}

/// Says that each interpreter may have the module, also one with a lock of its own.
pub const PER_INTERPRETER_SLOT: PyModuleDef_Slot = slot(
    Py_mod_multiple_interpreters,
    core::ptr::without_provenance_mut(2),
);

/// The end of the table.
pub const END_SLOT: PyModuleDef_Slot = slot(0, core::ptr::null_mut());

/// Any slot.
pub const fn slot(slot: core::ffi::c_int, value: *mut c_void) -> PyModuleDef_Slot {
    PyModuleDef_Slot { slot, value }
}

/// `Py_mod_exec`: a part of the module's body.
pub const fn exec_slot(f: extern "C" fn(&Module) -> Status) -> PyModuleDef_Slot {
    slot(Py_mod_exec, f as *const () as *mut c_void)
}

/// `PyModuleDef_Init`.
///
/// # Safety
/// `def` is a valid definition.
pub unsafe fn def_init(def: *mut PyModuleDef) -> *mut PyObject {
    // SAFETY: the caller vouches.
    unsafe { Module::init_def(def) }
}

type Create = unsafe extern "C" fn(*mut PyObject, *mut PyModuleDef) -> *mut PyObject;
type Exec = unsafe extern "C" fn(*mut PyObject) -> core::ffi::c_int;

/// The indices of definitions, by which single-phase modules are found again.
static LAST_INDEX: core::sync::atomic::AtomicIsize = core::sync::atomic::AtomicIsize::new(0);

/// Memory for a definition's per-module state, zeroed.
unsafe fn make_state(raw: *mut PyModuleObject, size: isize) -> PyResult<()> {
    // SAFETY: a live module without state.
    unsafe {
        let state = mem::calloc(Domain::Mem, 1, size as usize);
        if state.is_null() {
            return Err(crate::exceptions::no_memory());
        }
        (*raw).md_state = state;
    }
    Ok(())
}

impl Module {
    /// `PyModuleDef_Init`: makes the definition an object.
    ///
    /// # Safety
    /// `def` is a valid definition.
    pub unsafe fn init_def(def: *mut PyModuleDef) -> *mut PyObject {
        use core::sync::atomic::Ordering::Relaxed;
        // SAFETY: a static struct that C made; the index is given once.
        unsafe {
            if (*def).m_base.m_index == 0 {
                (*def).m_base.ob_base = base::refcount::static_header(PyModuleDef_Type.raw());
                (*def).m_base.m_index = LAST_INDEX.fetch_add(1, Relaxed) + 1;
            }
            def.cast()
        }
    }

    /// `PyModule_Create2`: single-phase initialisation.
    ///
    /// # Safety
    /// `def` is a valid module definition that outlives the module.
    pub unsafe fn from_def(def: *mut PyModuleDef) -> PyResult<Ref<Module>> {
        // SAFETY: a valid definition.
        unsafe {
            Module::init_def(def);
            let name = Str::decode_utf8(CStr::from_ptr((*def).m_name).to_bytes(), None)?;
            if !(*def).m_slots.is_null() {
                return Err(raise!(
                    SystemError,
                    "module {}: PyModule_Create is incompatible with m_slots",
                    name.to_string_lossy()
                ));
            }
            // A module of a package is told its full name by the importer.
            let full = package_name(&name)?;
            let m = allocate(&super::PyModule_Type)?;
            init_dict(&m, &full, None)?;
            if (*def).m_size > 0 {
                make_state(m.raw(), (*def).m_size)?;
            }
            if !(*def).m_methods.is_null() {
                add_methods(&m, (*def).m_methods, &full)?;
            }
            if !(*def).m_doc.is_null() {
                let doc = Str::decode_utf8(CStr::from_ptr((*def).m_doc).to_bytes(), None)?;
                m.dict().set(id!(__doc__), &doc)?;
            }
            (*m.raw()).md_def = def;
            Ok(m)
        }
    }

    /// `PyModule_FromDefAndSpec2`.
    ///
    /// # Safety
    /// `def` is a valid module definition that outlives the module.
    pub unsafe fn from_def_and_spec(def: *mut PyModuleDef, spec: &Object) -> PyResult<Ref> {
        // SAFETY: a valid definition, whose slot array ends with a zero slot.
        unsafe {
            Module::init_def(def);
            let name = spec.get_attr(id!(name))?;
            let Some(name) = name.downcast::<Str>() else {
                return Err(raise!(
                    TypeError,
                    "bad argument type for built-in operation"
                ));
            };
            let text = name.to_string_lossy();
            if (*def).m_size < 0 {
                return Err(raise!(
                    SystemError,
                    "module {text}: m_size may not be negative for multi-phase initialization"
                ));
            }
            let mut create: *mut c_void = core::ptr::null_mut();
            let mut has_exec = false;
            let mut seen = [false; _Py_mod_LAST_SLOT as usize + 1];
            let mut at = (*def).m_slots;
            while !at.is_null() && (*at).slot != 0 {
                let slot = (*at).slot;
                if !(1..=_Py_mod_LAST_SLOT).contains(&slot) {
                    return Err(raise!(
                        SystemError,
                        "module {text} uses unknown slot ID {slot}"
                    ));
                }
                if slot == Py_mod_exec {
                    has_exec = true;
                } else if core::mem::replace(&mut seen[slot as usize], true) {
                    let what = match slot {
                        Py_mod_create => {
                            return Err(raise!(
                                SystemError,
                                "module {text} has multiple create slots"
                            ));
                        }
                        Py_mod_multiple_interpreters => "multiple interpreters",
                        _ => "gil",
                    };
                    return Err(raise!(
                        SystemError,
                        "module {text} has more than one '{what}' slots"
                    ));
                }
                if slot == Py_mod_create {
                    create = (*at).value;
                }
                at = at.add(1);
            }
            let module = if create.is_null() {
                let m = allocate(&super::PyModule_Type)?;
                init_dict(&m, name, None)?;
                m.upcast()
            } else {
                let f = core::mem::transmute::<*mut c_void, Create>(create);
                let r = f(spec.as_ptr(), def);
                if r.is_null() && !error::occurred() {
                    return Err(raise!(
                        SystemError,
                        "creation of module {text} failed without setting an exception"
                    ));
                }
                if !r.is_null() && error::occurred() {
                    drop(Ref::<Object>::from_raw_owned(r));
                    return Err(crate::exceptions::raise_from_cause(
                        &crate::exceptions::types::SystemError,
                        format_args!("creation of module {text} raised unreported exception"),
                    ));
                }
                Ref::from_c(r)?
            };
            match module.downcast::<Module>() {
                Some(m) => {
                    (*m.raw()).md_state = core::ptr::null_mut();
                    (*m.raw()).md_def = def;
                }
                None => {
                    if (*def).m_size > 0
                        || (*def).m_traverse.is_some()
                        || (*def).m_clear.is_some()
                        || (*def).m_free.is_some()
                    {
                        return Err(raise!(
                            SystemError,
                            "module {text} is not a module object, but requests module state"
                        ));
                    }
                    if has_exec {
                        return Err(raise!(
                            SystemError,
                            "module {text} specifies execution slots, but did not create a ModuleType instance"
                        ));
                    }
                }
            }
            if !(*def).m_methods.is_null() {
                add_methods(&module, (*def).m_methods, name)?;
            }
            if !(*def).m_doc.is_null() {
                let doc = Str::decode_utf8(CStr::from_ptr((*def).m_doc).to_bytes(), None)?;
                module.set_attr(id!(__doc__), &doc)?;
            }
            Ok(module)
        }
    }

    /// `PyModule_ExecDef`.
    ///
    /// # Safety
    /// As above.
    pub unsafe fn exec_def(module: &Object, def: *mut PyModuleDef) -> PyResult<()> {
        // SAFETY: a valid definition; its exec slots are functions of that type.
        unsafe {
            let name = match module.downcast::<Module>() {
                Some(m) => m.name()?.to_string_lossy().into_owned(),
                None => return Err(crate::exceptions::bad_internal_call()),
            };
            if let Some(m) = module.downcast::<Module>()
                && (*def).m_size > 0
                && (*m.raw()).md_state.is_null()
            {
                make_state(m.raw(), (*def).m_size)?;
            }
            let mut at = (*def).m_slots;
            while !at.is_null() && (*at).slot != 0 {
                if (*at).slot == Py_mod_exec {
                    let f = core::mem::transmute::<*mut c_void, Exec>((*at).value);
                    let status = f(module.as_ptr());
                    if status != 0 {
                        if !error::occurred() {
                            return Err(raise!(
                                SystemError,
                                "execution of module {name} failed without setting an exception"
                            ));
                        }
                        return Err(Raised::ASSUMED);
                    }
                    if error::occurred() {
                        return Err(crate::exceptions::raise_from_cause(
                            &crate::exceptions::types::SystemError,
                            format_args!("execution of module {name} raised unreported exception"),
                        ));
                    }
                }
                at = at.add(1);
            }
        }
        Ok(())
    }
}

/// The name that the importer wants a single-phase module to have: the full one of the import under way, if its last part agrees.
/// It is used once.
fn package_name(name: &Str) -> PyResult<Ref<Str>> {
    // SAFETY: the import under way in this thread set the context, a C string, and waits for us.
    unsafe {
        let slot = &raw mut crate::runtime_data::_PyRuntime.imports.pkgcontext;
        if (*slot).is_null() {
            return Ok(name.to_ref());
        }
        let full = CStr::from_ptr(*slot).to_bytes();
        let last = full.rsplit(|&c| c == b'.').next().unwrap_or(full);
        if full.len() > last.len() && name.eq_literal(&String::from_utf8_lossy(last)) {
            *slot = core::ptr::null();
            return Str::decode_utf8(full, None);
        }
    }
    Ok(name.to_ref())
}
