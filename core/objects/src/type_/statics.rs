//! The per-interpreter state of static types: dict, subclasses and weak references of a type object that all interpreters share.
//!
//! A static type's `tp_subclasses` holds its index (from 1) in the interpreter's table (`managed_static_type_state`), where
//! extensions that embed builtin types look too. Built-in types come first, `_PyStaticType_InitForExtension`'s after.

use base::{PyResult, tstate};
use layout::*;

use crate::Type;
use crate::runtime_data::_PyRuntime;

const BUILTINS: usize = 200;
const EXTENSIONS: usize = 10;

/// The interpreter's state of a static type, if it has one yet (`_PyStaticType_GetState`).
#[inline(always)]
pub fn state(ty: &Type) -> Option<*mut managed_static_type_state> {
    state_in(tstate::interp(), ty)
}

/// As [`state`], of another interpreter.
#[inline(always)]
pub fn state_in(
    interp: *mut PyInterpreterState,
    ty: &Type,
) -> Option<*mut managed_static_type_state> {
    // SAFETY: the index was given by `init`; the table lives as long as the interpreter.
    unsafe {
        let index = (*ty.raw()).tp_subclasses as usize;
        if index == 0 {
            return None;
        }
        let types = &raw mut (*interp).types;
        Some(if index <= BUILTINS {
            (&raw mut (*types).builtins.initialized)
                .cast::<managed_static_type_state>()
                .add(index - 1)
        } else {
            (&raw mut (*types).for_extensions.initialized)
                .cast::<managed_static_type_state>()
                .add(index - 1 - BUILTINS)
        })
    }
}

/// Gives the type its place in this interpreter's table, and in the process's if it is the first to.
///
/// Answers whether this is the first interpreter to see the type.
pub fn init(ty: &Type, builtin: bool) -> PyResult<bool> {
    let interp = tstate::interp();
    // SAFETY: attached; initialisation of types is serialised by the runtime's start-up.
    unsafe {
        let types = &raw mut (*interp).types;
        let mut index = (*ty.raw()).tp_subclasses as usize;
        let initial = index == 0;
        if initial {
            index = if builtin {
                (*types).builtins.num_initialized + 1
            } else {
                (*types).for_extensions.next_index += 1;
                BUILTINS + (*types).for_extensions.next_index
            };
            if (builtin && index > BUILTINS) || index > BUILTINS + EXTENSIONS {
                return Err(crate::raise!(SystemError, "too many static types"));
            }
            (*ty.raw()).tp_subclasses = index as *mut _;
        }
        let Some(state) = state_in(interp, ty) else {
            return Err(crate::exceptions::bad_internal_call());
        };
        (*state).r#type = ty.raw();
        (*state).isbuiltin = i32::from(builtin);
        let shared = (&raw mut _PyRuntime.types.managed_static.types)
            .cast::<_types_runtime_state_managed_static_types>()
            .add(index - 1);
        (*shared).r#type = ty.raw();
        (*shared).interp_count += 1;
        if builtin {
            (*types).builtins.num_initialized += 1;
        } else {
            (*types).for_extensions.num_initialized += 1;
        }
        Ok(initial)
    }
}

/// Releases this interpreter's state of every static type, last first.
pub fn fini() {
    // SAFETY: attached; no Python code of this interpreter runs any more.
    unsafe {
        let types = &raw mut (*tstate::interp()).types;
        let release = |s: *mut managed_static_type_state| {
            let Some(ty) = (*s).r#type.cast::<Type>().as_ref() else {
                return;
            };
            ty.modified();
            crate::descr::clear_field(&raw mut (*s).tp_dict);
            crate::descr::clear_field(&raw mut (*s).tp_subclasses);
            (*s).r#type = core::ptr::null_mut();
        };
        let extensions =
            (&raw mut (*types).for_extensions.initialized).cast::<managed_static_type_state>();
        for i in (0..EXTENSIONS).rev() {
            release(extensions.add(i));
        }
        let builtins = (&raw mut (*types).builtins.initialized).cast::<managed_static_type_state>();
        for i in (0..(*types).builtins.num_initialized.min(BUILTINS)).rev() {
            release(builtins.add(i));
        }
        (*types).for_extensions.num_initialized = 0;
        (*types).builtins.num_initialized = 0;
    }
}
