//! Python functions: code with globals, defaults and closure. `classmethod` and `staticmethod` are in `wrappers`.
//!
//! `func_version` identifies the state of code, defaults, globals and builtins: specialised calls rest on it, so whatever
//! changes one of these sets it to `FUNC_VERSION_CLEARED` for good.

use core::ffi::{c_int, c_void};
use core::mem::offset_of;

use base::tstate;
use layout::*;

use crate::descr::clear_field;
use crate::prelude::*;
use crate::slots;

mod attributes;
mod wrappers;

pub use wrappers::{
    ClassMethod, PyClassMethod_Type, PyStaticMethod_Type, StaticMethod, class_method, static_method,
};

object_view!(
    /// `function`.
    pub Function, layout::PyFunctionObject, "function", |o| crate::type_::is_subtype_instance(o, &PyFunction_Type)
);

const VERSION_CACHE: usize = 4096;

/// The vectorcall of functions (`_PyFunction_Vectorcall`). Its address marks a function that the interpreter may enter without a
/// call.
#[inline(always)]
pub fn vectorcall() -> vectorcallfunc {
    // SAFETY: only an address is asked for.
    unsafe { base::upcalls::function_vectorcall() }
}

/// The builtins that code with these globals sees: `__builtins__` of the globals (a module or dict), else the interpreter's.
pub fn builtins_of(globals: &Object) -> PyResult {
    let found = match globals.downcast::<Dict>() {
        Some(d) => d.get_str(id!(__builtins__))?,
        None => None,
    };
    match found {
        Some(b) => match b.downcast::<crate::Module>() {
            Some(m) => Ok(m.dict().to_ref().upcast()),
            None => Ok(b),
        },
        None => current_builtins(),
    }
}

/// `PyEval_GetBuiltins`: the running frame's builtins, else the interpreter's.
fn current_builtins() -> PyResult {
    // SAFETY: attached; the interpreter keeps its builtins.
    unsafe {
        let frame = (*tstate::current()).current_frame;
        if !frame.is_null()
            && let Some(b) = Ref::from_borrowed_opt((*frame).f_builtins)
        {
            return Ok(b);
        }
        match Ref::from_borrowed_opt((*tstate::interp()).builtins) {
            Some(b) => Ok(b),
            None => Err(raise!(SystemError, "lost builtins module")),
        }
    }
}

impl Function {
    /// `PyFunction_NewWithQualName`.
    pub fn new(code: &Code, globals: &Object, qualname: Option<&Str>) -> PyResult<Ref<Function>> {
        let builtins = builtins_of(globals)?;
        // The module is named by the globals.
        let module = match globals.downcast::<Dict>() {
            Some(d) => d.get_str(id!(__name__))?,
            None => None,
        };
        // SAFETY: a code object's fields; fresh.
        unsafe {
            let c = code.raw();
            let own = |p: *mut PyObject| {
                Ref::<Object>::from_borrowed_opt(p).map_or(core::ptr::null_mut(), Ref::into_ptr)
            };
            let doc = if (*c).co_flags & CO_HAS_DOCSTRING != 0 {
                Object::from_ptr((*c).co_consts)
                    .downcast::<Tuple>()
                    .and_then(|t| t.get(0))
                    .filter(|d| d.downcast::<Str>().is_some())
            } else {
                None
            };
            let f = crate::alloc::gc_new::<Function>(&PyFunction_Type)?;
            let raw = f.raw();
            (*raw).func_globals = globals.to_ref().into_ptr();
            (*raw).func_builtins = builtins.into_ptr();
            (*raw).func_name = own((*c).co_name);
            (*raw).func_qualname = match qualname {
                Some(q) => q.to_ref().into_ptr(),
                None => own((*c).co_qualname),
            };
            (*raw).func_code = code.to_ref().into_ptr();
            (*raw).func_defaults = core::ptr::null_mut();
            (*raw).func_kwdefaults = core::ptr::null_mut();
            (*raw).func_closure = core::ptr::null_mut();
            (*raw).func_doc = doc.unwrap_or(none()).to_ref().into_ptr();
            (*raw).func_dict = core::ptr::null_mut();
            (*raw).func_weakreflist = core::ptr::null_mut();
            (*raw).func_module = module.map_or(core::ptr::null_mut(), Ref::into_ptr);
            (*raw).func_annotations = core::ptr::null_mut();
            (*raw).func_annotate = core::ptr::null_mut();
            (*raw).func_typeparams = core::ptr::null_mut();
            (*raw).vectorcall = Some(vectorcall());
            (*raw).func_version = FUNC_VERSION_UNSET as u32;
            crate::gc::track(&f);
            f.notify(PyFunction_EVENT_CREATE, core::ptr::null_mut());
            Ok(f)
        }
    }

    #[inline(always)]
    pub fn code(&self) -> &Code {
        // SAFETY: a function always has code; replaced whole.
        unsafe { Code::from_raw((*self.raw()).func_code.cast()) }
    }

    /// The version, given now if there is none; 0 if there can be none (`_PyFunction_GetVersionForCurrentState`).
    pub fn version(&self) -> u32 {
        // SAFETY: attached; fields of a live function.
        unsafe {
            let raw = self.raw();
            let v = (*raw).func_version;
            if v >= FUNC_VERSION_FIRST_VALID as u32 {
                return v;
            }
            if v == FUNC_VERSION_CLEARED as u32
                || !(*raw)
                    .vectorcall
                    .is_some_and(|f| core::ptr::fn_addr_eq(f, vectorcall()))
            {
                return 0;
            }
            let state = &raw mut (*tstate::interp()).func_state;
            if (*state).next_version == FUNC_VERSION_UNSET as u32 {
                return 0;
            }
            let new = (*state).next_version;
            (*state).next_version = (*state).next_version.wrapping_add(1);
            self.set_version(new);
            new
        }
    }

    /// `_PyFunction_SetVersion`: also in the table that finds functions by version.
    pub fn set_version(&self, version: u32) {
        // SAFETY: attached; a function leaves the table before it dies.
        unsafe {
            (*self.raw()).func_version = version;
            if version >= FUNC_VERSION_FIRST_VALID as u32 {
                let slot = version_slot(version);
                (*slot).func = self.raw();
                (*slot).code = (*self.raw()).func_code;
            }
        }
    }

    /// Takes the version away for good, and tells the watchers what happened.
    pub fn modified(&self, event: PyFunction_WatchEvent, new_value: Option<&Object>) {
        self.notify(
            event,
            new_value.map_or(core::ptr::null_mut(), Object::as_ptr),
        );
        // SAFETY: attached.
        unsafe {
            (*tstate::interp()).rare_events.func_modification = (*tstate::interp())
                .rare_events
                .func_modification
                .saturating_add(1);
        }
        self.clear_version();
    }

    pub(crate) fn clear_version(&self) {
        // SAFETY: attached.
        unsafe {
            let raw = self.raw();
            let v = (*raw).func_version;
            if v >= FUNC_VERSION_FIRST_VALID as u32 {
                let slot = version_slot(v);
                if (*slot).func == raw {
                    (*slot).func = core::ptr::null_mut();
                    // The code's slot may still serve another function of the same code.
                }
            }
            if v != FUNC_VERSION_UNSET as u32 {
                (*raw).func_version = FUNC_VERSION_CLEARED as u32;
            }
        }
    }

    #[inline]
    fn notify(&self, event: PyFunction_WatchEvent, new_value: *mut PyObject) {
        // SAFETY: attached; the callbacks' contract.
        unsafe {
            let interp = tstate::interp();
            let mut bits = (*interp).active_func_watchers;
            let mut i = 0;
            while bits != 0 {
                if bits & 1 != 0
                    && let Some(callback) = (*interp).func_watchers[i]
                    && callback(event, self.raw(), new_value) < 0
                {
                    crate::exceptions::write_unraisable(
                        format_args!(
                            "Exception ignored in PyFunction_EVENT_{} watcher callback for function {} at {:p}",
                            match event {
                                PyFunction_EVENT_CREATE => "CREATE",
                                PyFunction_EVENT_DESTROY => "DESTROY",
                                PyFunction_EVENT_MODIFY_CODE => "MODIFY_CODE",
                                PyFunction_EVENT_MODIFY_DEFAULTS => "MODIFY_DEFAULTS",
                                PyFunction_EVENT_MODIFY_KWDEFAULTS => "MODIFY_KWDEFAULTS",
                                _ => "unknown",
                            },
                            // SAFETY: kept by the function.
                            Object::from_ptr_opt((*self.raw()).func_qualname)
                                .and_then(|q| q.str().ok())
                                .map_or_else(String::new, |q| q.to_string()),
                            self.raw()
                        ),
                        None,
                    );
                }
                bits >>= 1;
                i += 1;
            }
        }
    }

    /// The function of this version (`_PyFunction_LookupByVersion`), or at least its code.
    pub fn by_version(version: u32) -> (Option<Ref<Function>>, Option<Ref>) {
        // SAFETY: attached; entries are borrowed from live objects.
        unsafe {
            let slot = version_slot(version);
            if let Some(f) = Ref::<Function>::from_borrowed_opt((*slot).func)
                && (*f.raw()).func_version == version
            {
                let code = Ref::from_borrowed_opt((*f.raw()).func_code);
                return (Some(f), code);
            }
            (None, None)
        }
    }
}

fn version_slot(version: u32) -> *mut _func_version_cache_item {
    // SAFETY: attached; the index is below the table's size.
    unsafe {
        (&raw mut (*tstate::interp()).func_state.func_version_cache)
            .cast::<_func_version_cache_item>()
            .add(version as usize % VERSION_CACHE)
    }
}

extern "C" fn dealloc(o: *mut Function) {
    // SAFETY: dead unless a watcher resurrects it; released once.
    unsafe {
        let this = &*o;
        if (*tstate::interp()).active_func_watchers != 0 {
            base::refcount::set_count(o.cast(), 1);
            this.notify(PyFunction_EVENT_DESTROY, core::ptr::null_mut());
            if base::refcount::count(o.cast()) > 1 {
                base::refcount::decref(o.cast());
                return;
            }
            base::refcount::set_count(o.cast(), 0);
        }
        crate::gc::untrack(Object::from_ptr(o.cast()));
        let raw = this.raw();
        if !(*raw).func_weakreflist.is_null() {
            crate::weakref::clear_weakrefs(raw.cast());
        }
        this.clear_version();
        clear(this);
        clear_field(&raw mut (*raw).func_code);
        clear_field(&raw mut (*raw).func_name);
        clear_field(&raw mut (*raw).func_qualname);
        slots::PyObject_GC_Del(raw.cast());
    }
}

extern "C" fn clear(this: &Function) -> c_int {
    this.clear_version();
    // SAFETY: the fields own their references. Code and names are kept: they are not optional.
    unsafe {
        let raw = this.raw();
        clear_field(&raw mut (*raw).func_globals);
        clear_field(&raw mut (*raw).func_builtins);
        clear_field(&raw mut (*raw).func_module);
        clear_field(&raw mut (*raw).func_defaults);
        clear_field(&raw mut (*raw).func_kwdefaults);
        clear_field(&raw mut (*raw).func_doc);
        clear_field(&raw mut (*raw).func_dict);
        clear_field(&raw mut (*raw).func_closure);
        clear_field(&raw mut (*raw).func_annotations);
        clear_field(&raw mut (*raw).func_annotate);
        clear_field(&raw mut (*raw).func_typeparams);
        // Names may be instances of str subclasses and so part of a cycle.
        for field in [&raw mut (*raw).func_name, &raw mut (*raw).func_qualname] {
            let old = field.replace(Str::empty().to_ref().into_ptr());
            drop(Ref::<Object>::from_owned_opt(old));
        }
    }
    0
}

extern "C" fn traverse(this: &Function, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the collector's visit.
    unsafe {
        let f = this.raw();
        crate::visit_field!(
            visit,
            arg,
            (*f).func_code,
            (*f).func_globals,
            (*f).func_builtins,
            (*f).func_module,
            (*f).func_defaults,
            (*f).func_kwdefaults,
            (*f).func_doc,
            (*f).func_name,
            (*f).func_dict,
            (*f).func_closure,
            (*f).func_annotations,
            (*f).func_annotate,
            (*f).func_typeparams,
            (*f).func_qualname
        );
    }
    0
}

extern "C" fn repr(this: &Function) -> PyResult {
    // SAFETY: a function always has a qualified name.
    let name = unsafe { Str::from_raw((*this.raw()).func_qualname.cast()) }.to_ref();
    Ok(Str::format(format_args!(
        "<function {} at {:p}>",
        name.to_string_lossy(),
        this.as_ptr()
    ))?
    .upcast())
}

extern "C" fn descr_get(
    this: &Function,
    instance: Option<&Object>,
    _: Option<&Object>,
) -> PyResult {
    match instance {
        Some(i) if !is_none(i) => Ok(Method::new(this, i)?.upcast()),
        _ => Ok(this.to_ref().upcast()),
    }
}

#[unsafe(no_mangle)]
pub static PyFunction_Type: Type = Type::new(PyTypeObject {
    tp_name: c"function".as_ptr(),
    tp_basicsize: size_of::<PyFunctionObject>() as isize,
    tp_dealloc: slots::dealloc::<Function>(dealloc),
    tp_vectorcall_offset: offset_of!(PyFunctionObject, vectorcall) as isize,
    tp_repr: slots::repr::<Function>(repr),
    tp_call: crate::abstract_::call::VECTORCALL_CALL,
    tp_getattro: slots::GENERIC_GETATTR,
    tp_setattro: slots::GENERIC_SETATTR,
    tp_flags: Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR,
    tp_doc: c"function(code, globals, name=None, argdefs=None, closure=None,\n         kwdefaults=None)\n--\n\nA function object from its parts.".as_ptr(),
    tp_traverse: slots::traverse::<Function>(traverse),
    tp_clear: slots::clear::<Function>(clear),
    tp_weaklistoffset: offset_of!(PyFunctionObject, func_weakreflist) as isize,
    tp_members: attributes::MEMBERS.first(),
    tp_getset: attributes::GETSET.first(),
    tp_descr_get: slots::descr_get::<Function>(descr_get),
    tp_dictoffset: offset_of!(PyFunctionObject, func_dict) as isize,
    tp_new: slots::new(attributes::new),
    ..Type::EMPTY
});
