//! Modules: a namespace with a name, and (for modules made in C) a definition and its state. `def` makes modules from
//! definitions.

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use layout::*;

use crate::descr::clear_field;
use crate::exceptions::{self, types};
use crate::prelude::*;
use crate::slots;

mod attributes;
mod def;
pub mod shadowing;

pub use attributes::{get_attr_opt, module_getattro};
pub use def::{END_SLOT, PER_INTERPRETER_SLOT, PyModuleDef_Type, Slots, def_init, exec_slot, slot};

object_view!(
    /// `module`.
    pub Module, layout::PyModuleObject, "module", |o| crate::type_::is_subtype_instance(o, &PyModule_Type)
);

impl Module {
    /// `PyModule_NewObject`.
    pub fn new(name: &Object) -> PyResult<Ref<Module>> {
        let m = allocate(&PyModule_Type)?;
        init_dict(&m, name, None)?;
        Ok(m)
    }

    /// `PyModule_GetDict`.
    #[inline(always)]
    pub fn dict(&self) -> &Dict {
        // SAFETY: a module always has a dict until it dies.
        unsafe { Object::from_ptr((*self.raw()).md_dict).downcast_unchecked() }
    }

    /// `PyModule_GetNameObject`.
    pub fn name(&self) -> PyResult<Ref<Str>> {
        match self
            .dict()
            .get_str(id!(__name__))?
            .map(|n| n.downcast_into::<Str>())
        {
            Some(Ok(n)) => Ok(n),
            _ => Err(raise!(SystemError, "nameless module")),
        }
    }

    /// `PyModule_GetFilenameObject`.
    pub fn filename(&self) -> PyResult<Ref<Str>> {
        match self
            .dict()
            .get_str(id!(__file__))?
            .map(|n| n.downcast_into::<Str>())
        {
            Some(Ok(n)) => Ok(n),
            _ => Err(raise!(SystemError, "module filename missing")),
        }
    }

    /// Sets an attribute in the module's dict (`PyModule_AddObjectRef`).
    pub fn add(&self, name: &str, value: &Object) -> PyResult<()> {
        let name = Str::intern(Str::from_str(name)?);
        self.dict().set(&name, value)
    }

    /// `PyModule_AddType`: under the type's short name, made ready if need be.
    pub fn add_type(&self, ty: &Type) -> PyResult<()> {
        ty.ready()?;
        let full = ty.tp_name();
        let short = full.rsplit('.').next().unwrap_or(&full);
        self.add(short, ty)
    }

    pub fn add_int(&self, name: &str, value: i64) -> PyResult<()> {
        self.add(name, &*Long::from_i64(value)?)
    }

    pub fn add_str(&self, name: &str, value: &str) -> PyResult<()> {
        self.add(name, &*Str::from_str(value)?)
    }

    /// Adds a static NULL-terminated method table (`PyModule_AddFunctions`).
    ///
    /// # Safety
    /// `table` is valid and outlives the module.
    pub unsafe fn add_functions(&self, table: *const PyMethodDef) -> PyResult<()> {
        let name = self.name()?;
        // SAFETY: as the caller promises.
        unsafe { add_methods(self, table, &name) }
    }

    /// `PyModule_GetState`.
    #[inline(always)]
    pub fn state<T>(&self) -> *mut T {
        // SAFETY: a field of a live module.
        unsafe { (*self.raw()).md_state.cast() }
    }

    /// `PyModule_GetDef`; NULL for modules made in Python.
    #[inline(always)]
    pub fn def(&self) -> *mut PyModuleDef {
        // SAFETY: a field of a live module.
        unsafe { (*self.raw()).md_def }
    }
}

/// Functions of a module's table as attributes of `module`, which need not be a module.
///
/// # Safety
/// `table` is valid and outlives the module.
unsafe fn add_methods(module: &Object, table: *const PyMethodDef, name: &Str) -> PyResult<()> {
    // SAFETY: the table ends with a NULL name.
    unsafe {
        let mut at = table.cast_mut();
        while !at.is_null() && !(*at).ml_name.is_null() {
            if (*at).ml_flags & (METH_CLASS | METH_STATIC) != 0 {
                return Err(raise!(
                    ValueError,
                    "module functions cannot set METH_CLASS or METH_STATIC"
                ));
            }
            let f = crate::CFunction::new(at, Some(module), Some(name), None)?;
            let key = crate::type_::intern(core::ffi::CStr::from_ptr((*at).ml_name))?;
            match module.downcast::<Module>() {
                Some(m) => m.dict().set(&key, &f)?,
                None => module.set_attr(&key, &f)?,
            }
            at = at.add(1);
        }
    }
    Ok(())
}

/// A module without its standard attributes.
fn allocate(ty: &Type) -> PyResult<Ref<Module>> {
    // SAFETY: instances of `module` and its subtypes have the struct; zeroed but for the dict.
    unsafe {
        let m = ty.alloc_as::<Module>(0)?;
        (*m.raw()).md_dict = Dict::new()?.into_ptr();
        Ok(m)
    }
}

/// The standard attributes.
fn init_dict(m: &Module, name: &Object, doc: Option<&Object>) -> PyResult<()> {
    let dict = m.dict();
    dict.set(id!(__name__), name)?;
    dict.set(id!(__doc__), doc.unwrap_or(none()))?;
    dict.set(id!(__package__), none())?;
    dict.set(id!(__loader__), none())?;
    dict.set(id!(__spec__), none())?;
    if name.is_exactly(crate::unicode::PyUnicode_Type.raw()) {
        // SAFETY: the field owns its reference.
        unsafe {
            let old = (&raw mut (*m.raw()).md_name).replace(name.to_ref().into_ptr());
            drop(Ref::<Object>::from_owned_opt(old));
        }
    }
    Ok(())
}

extern "C" fn new(ty: &Type, _: &Tuple, _: Option<&Dict>) -> PyResult {
    Ok(allocate(ty)?.upcast())
}

extern "C" fn init(this: &Module, args: &Tuple, kwargs: Option<&Dict>) -> Status {
    let run = || -> PyResult<()> {
        let total = args.len() + kwargs.map_or(0, |k| k.len());
        if total > 2 {
            return Err(raise!(
                TypeError,
                "module() takes at most 2 arguments ({total} given)"
            ));
        }
        let mut name = args.get(0).map(|o| o.to_ref());
        let mut doc = args.get(1).map(|o| o.to_ref());
        if let Some(k) = kwargs {
            let mut position = 0;
            while let Some((key, value)) = k.next_entry(&mut position) {
                let key = key.str()?;
                if key.eq_literal("name") && name.is_none() {
                    name = Some(value);
                } else if key.eq_literal("doc") && doc.is_none() {
                    doc = Some(value);
                } else {
                    return Err(raise!(
                        TypeError,
                        "module() got an unexpected keyword argument '{}'",
                        key.to_string_lossy()
                    ));
                }
            }
        }
        let Some(name) = name else {
            return Err(raise!(
                TypeError,
                "module() missing required argument 'name' (pos 1)"
            ));
        };
        let Some(name) = name.downcast::<Str>() else {
            return Err(raise!(
                TypeError,
                "module() argument 'name' must be str, not {}",
                name.class().name()
            ));
        };
        init_dict(this, name, doc.as_deref())
    };
    run().into()
}

/// Runs the definition's `m_free` only for a module whose state was made.
unsafe fn needs_state_functions(raw: *mut PyModuleObject) -> Option<*mut PyModuleDef> {
    // SAFETY: fields of a module.
    unsafe {
        let def = (*raw).md_def;
        (!def.is_null() && ((*def).m_size <= 0 || !(*raw).md_state.is_null())).then_some(def)
    }
}

extern "C" fn dealloc(o: *mut Module) {
    // SAFETY: dead; released once.
    unsafe {
        crate::gc::untrack(Object::from_ptr(o.cast()));
        let raw = (*o).raw();
        if !(*raw).md_weaklist.is_null() {
            crate::weakref::clear_weakrefs(raw.cast());
        }
        if let Some(def) = needs_state_functions(raw)
            && let Some(free) = (*def).m_free
        {
            free(raw.cast());
        }
        clear_field(&raw mut (*raw).md_dict);
        clear_field(&raw mut (*raw).md_name);
        base::mem::free(base::mem::Domain::Mem, (*raw).md_state);
        crate::type_::free_instance(raw.cast());
    }
}

extern "C" fn traverse(this: &Module, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector's visit.
    unsafe {
        let raw = this.raw();
        if let Some(def) = needs_state_functions(raw)
            && let Some(f) = (*def).m_traverse
        {
            let stop = f(raw.cast(), Some(visit), arg);
            if stop != 0 {
                return stop;
            }
        }
        crate::visit_field!(visit, arg, (*raw).md_dict);
    }
    0
}

extern "C" fn clear(this: &Module) -> c_int {
    // SAFETY: fields of a module.
    unsafe {
        let raw = this.raw();
        if let Some(def) = needs_state_functions(raw)
            && let Some(f) = (*def).m_clear
            && f(raw.cast()) != 0
        {
            exceptions::write_unraisable(
                format_args!("Exception ignored in m_clear of module"),
                None,
            );
        }
        clear_field(&raw mut (*raw).md_dict);
    }
    0
}

/// As `importlib._bootstrap._module_repr` says, which knows the spec.
extern "C" fn repr(this: &Module) -> PyResult {
    // SAFETY: attached; the interpreter keeps importlib.
    let importlib =
        unsafe { Ref::<Object>::from_borrowed_opt((*base::tstate::interp()).imports.importlib) };
    if let Some(i) = importlib {
        return i.call_method(interned!("_module_repr"), &[this]);
    }
    let name = this.name()?.repr()?;
    Ok(Str::format(format_args!("<module {}>", name.to_string_lossy()))?.upcast())
}

extern "C" fn dir(this: &Module, _: Option<&Object>) -> PyResult {
    let dict = this.get_attr(id!(__dict__))?;
    let Some(dict) = dict.downcast::<Dict>() else {
        return Err(raise!(TypeError, "<module>.__dict__ is not a dictionary"));
    };
    // A module may say itself what is in it (PEP 562).
    match dict.get_str(id!(__dir__))? {
        Some(f) => f.call(&[]),
        None => Ok(dict.keys_list()?.upcast()),
    }
}

static METHODS: slots::Table<[PyMethodDef; 2]> = slots::Table::new([
    slots::noargs::<Module>(c"__dir__", dir, c"The names that dir() shows."),
    slots::METHODS_END,
]);

static MEMBERS: slots::Table<[PyMemberDef; 2]> = slots::Table::new([
    slots::member(
        c"__dict__",
        _Py_T_OBJECT,
        offset_of!(PyModuleObject, md_dict),
        Py_READONLY,
    ),
    slots::MEMBERS_END,
]);

#[unsafe(no_mangle)]
pub static PyModule_Type: Type = Type::new(PyTypeObject {
    tp_name: c"module".as_ptr(),
    tp_basicsize: size_of::<PyModuleObject>() as isize,
    tp_dealloc: slots::dealloc::<Module>(dealloc),
    tp_repr: slots::repr::<Module>(repr),
    tp_getattro: slots::getattro::<Module>(attributes::module_getattro),
    tp_setattro: slots::GENERIC_SETATTR,
    tp_flags: Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    tp_doc: c"module(name, doc=None)\n--\n\nA module; the name must be a string, the documentation may be any object.".as_ptr(),
    tp_traverse: slots::traverse::<Module>(traverse),
    tp_clear: slots::clear::<Module>(clear),
    tp_weaklistoffset: offset_of!(PyModuleObject, md_weaklist) as isize,
    tp_methods: METHODS.first(),
    tp_members: MEMBERS.first(),
    tp_getset: attributes::GETSET.first(),
    tp_dictoffset: offset_of!(PyModuleObject, md_dict) as isize,
    tp_init: slots::init::<Module>(init),
    tp_new: slots::new(new),
    tp_free: Some(slots::PyObject_GC_Del),
    ..Type::EMPTY
});

/// Is it an AttributeError, which is then cleared?
pub(crate) fn clear_attribute_error(e: Raised) -> PyResult<()> {
    exceptions::clear_if(&types::AttributeError, e)
}
