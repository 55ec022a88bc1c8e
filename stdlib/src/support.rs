//! What every built-in module needs: its definition from a few lines (`module!`), and callables that take vectorcall arguments.

use core::ffi::c_int;

use layout::*;
use objects::prelude::*;

use crate::heap_type::HeapType;

unsafe extern "C" {
    static mut PyModuleDef_Type: PyTypeObject;
}

/// `PyModuleDef_Init`: what the init function of a module gives to the import machinery.
///
/// # Safety
/// `def` is static.
pub unsafe fn def_init(def: *mut PyModuleDef) -> *mut PyObject {
    // SAFETY: the definition is static and only its header is written, always with the same words.
    unsafe {
        let o = def.cast::<PyObject>();
        if (*o).ob_type.is_null() {
            *o = base::refcount::static_header(&raw mut PyModuleDef_Type);
        }
        o
    }
}

/// What a function raises whose module the interpreter has let go of, since it is ending: finalisers run until the very last.
#[cold]
pub fn gone(module: &str) -> Raised {
    raise!(
        RuntimeError,
        "{module} cannot be used any more: the interpreter is ending"
    )
}

/// The result of an exec function as its slot has it.
pub fn executed(result: PyResult<()>) -> c_int {
    if result.is_ok() { 0 } else { -1 }
}

/// Defines a module's `PyModuleDef` and its init function `init`. A module with state names the fields that go with it.
#[macro_export]
macro_rules! module {
    (
        $name:literal, $($doc:literal,)? methods = $methods:expr
        $(, exec = $exec:path)? $(, state = { $($field:ident: $value:expr),* $(,)? })? $(,)?
    ) => {
        extern "C" fn exec_slot(module: &objects::Object) -> core::ffi::c_int {
            let parts: &[fn(&objects::Module) -> objects::PyResult<()>] = &[$($exec)?];
            // SAFETY: modules are made from this definition only.
            let module = unsafe { module.downcast_unchecked() };
            $crate::support::executed(parts.iter().try_for_each(|part| part(module)))
        }

        static mut SLOTS: [layout::PyModuleDef_Slot; 4] = [
            layout::PyModuleDef_Slot {
                slot: layout::Py_mod_exec,
                value: exec_slot as extern "C" fn(&objects::Object) -> core::ffi::c_int
                    as *mut core::ffi::c_void,
            },
            layout::PyModuleDef_Slot {
                slot: layout::Py_mod_multiple_interpreters,
                value: core::ptr::without_provenance_mut(2),
            },
            layout::PyModuleDef_Slot {
                slot: layout::Py_mod_gil,
                value: core::ptr::without_provenance_mut(1),
            },
            // SAFETY: all-zero ends the table.
            unsafe { layout::zeroed() },
        ];

        static mut DEF: layout::PyModuleDef = layout::PyModuleDef {
            m_name: $name.as_ptr(),
            $(m_doc: $doc.as_ptr(),)?
            m_methods: $methods,
            m_slots: (&raw mut SLOTS).cast(),
            $($($field: $value,)*)?
            // SAFETY: all-zero is valid for the rest.
            ..unsafe { layout::zeroed() }
        };

        pub extern "C" fn init() -> *mut layout::PyObject {
            // SAFETY: the definition is static.
            unsafe { $crate::support::def_init(&raw mut DEF) }
        }
    };
}

/// The positional arguments of a vectorcall.
///
/// # Safety
/// `args` and `nargsf` are what the caller got, and live.
pub unsafe fn positional<'a>(args: *const *mut PyObject, nargsf: usize) -> &'a [&'a Object] {
    let n = nargsf & !(1usize << (usize::BITS - 1));
    if n == 0 {
        return &[];
    }
    // SAFETY: the caller vouches; `&Object` is a pointer that is not NULL.
    unsafe { core::slice::from_raw_parts(args.cast(), n) }
}

/// The keyword values of a vectorcall: they follow the positional arguments.
///
/// # Safety
/// As `positional`.
pub unsafe fn keyword_values<'a>(
    args: *const *mut PyObject,
    nargsf: usize,
    names: Option<&Tuple>,
) -> &'a [&'a Object] {
    let n = nargsf & !(1usize << (usize::BITS - 1));
    match names {
        // SAFETY: the caller vouches.
        Some(names) if !names.is_empty() => unsafe {
            core::slice::from_raw_parts(args.add(n).cast(), names.len())
        },
        _ => &[],
    }
}

/// A type of this crate made for its module and put into it, under its name after the last dot.
pub fn add_type(module: &Module, ty: &HeapType) -> PyResult<()> {
    ty.add_to(module, None)
}

/// `TypeError: NAME() takes no keyword arguments`.
#[cold]
pub fn no_keywords(name: &str) -> Raised {
    raise!(TypeError, "{}() takes no keyword arguments", name)
}

/// Refuses keywords in the `__new__` of `own`, unless the class has an `__init__` of its own that may take them.
pub fn refuse_keywords(cls: &Type, own: &Type, kwargs: Option<&Dict>, name: &str) -> PyResult<()> {
    // SAFETY: live types.
    let strict = unsafe {
        (*cls.raw()).tp_init.map(|f| f as usize) == (*own.raw()).tp_init.map(|f| f as usize)
    };
    match kwargs {
        Some(k) if strict && !k.is_empty() => Err(no_keywords(name)),
        _ => Ok(()),
    }
}
