//! The per-interpreter state of static types: dict, subclasses and weak references of a type object that all interpreters share.
//!
//! A static type's `tp_subclasses` holds its index (from 1) in the interpreter's table (`managed_static_type_state`), where
//! extensions that embed builtin types look too. Built-in types come first, `_PyStaticType_InitForExtension`'s after; the types of
//! our built-in modules, for which the headers have no room, stand in a table of our own.
//!
//! What is the same for all interpreters (bases, MRO, slots, flags) is made by the first that sees the type, under [`ready_lock`].

use core::ffi::c_void;
use core::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use base::local::Slot;
use base::lock::{Mutex, MutexGuard};
use base::mem::Domain;
use base::{PyResult, tstate};
use layout::*;

use crate::Type;
use crate::runtime_data::_PyRuntime;

const BUILTINS: usize = 200;
const EXTENSIONS: usize = 10;
/// Room for the types of built-in modules.
const MODULES: usize = 128;
const ALL: usize = BUILTINS + EXTENSIONS + MODULES;

/// An interpreter's table for the types of built-in modules, a block of the raw domain; [`fini`] frees it.
static TABLE: Slot = Slot::new(None);
/// How many types of built-in modules have an index.
static LAST_OF_MODULES: AtomicUsize = AtomicUsize::new(0);

/// Which entries of the table of special methods were a type's own, by its index; for the interpreters after the first.
static OWN_OPERATORS: [[AtomicU64; 2]; ALL] =
    [const { [AtomicU64::new(0), AtomicU64::new(0)] }; ALL];

/// Who makes static types ready: one thread of the process at a time, since interpreters may have locks of their own.
static READYING: Mutex = Mutex::new();
static READIER: AtomicUsize = AtomicUsize::new(0);

/// The right to make static types ready, until it is dropped.
pub struct ReadyLock {
    /// None if this thread has the right already: bases are made ready within.
    guard: Option<MutexGuard<'static>>,
}

/// Waits for the right to make static types ready.
pub fn ready_lock() -> ReadyLock {
    let me = base::tstate::thread_pointer();
    if READIER.load(Ordering::Relaxed) == me {
        return ReadyLock { guard: None };
    }
    let guard = READYING.lock();
    READIER.store(me, Ordering::Relaxed);
    ReadyLock { guard: Some(guard) }
}

impl Drop for ReadyLock {
    fn drop(&mut self) {
        if self.guard.is_some() {
            READIER.store(0, Ordering::Relaxed);
        }
    }
}

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
        let (table, index) = if index <= BUILTINS {
            (
                (&raw mut (*types).builtins.initialized).cast::<c_void>(),
                index - 1,
            )
        } else if index <= BUILTINS + EXTENSIONS {
            let table = (&raw mut (*types).for_extensions.initialized).cast();
            (table, index - 1 - BUILTINS)
        } else {
            let table = TABLE.get_in(interp);
            if table.is_null() {
                return None;
            }
            (table, index - 1 - BUILTINS - EXTENSIONS)
        };
        Some(table.cast::<managed_static_type_state>().add(index))
    }
}

/// Where weak references to a static type begin, in this interpreter.
pub fn weak_list(ty: &Type) -> Option<*mut *mut PyWeakReference> {
    // SAFETY: the interpreter's entry.
    state(ty).map(|s| unsafe { (&raw mut (*s).tp_weaklist).cast() })
}

/// Which entries of the table of special methods are the type's own, once an interpreter has made it ready.
pub fn own_operators(ty: &Type) -> u128 {
    let index = index_of(ty);
    let [low, high] = &OWN_OPERATORS[index - 1];
    u128::from(low.load(Ordering::Relaxed)) | u128::from(high.load(Ordering::Relaxed)) << 64
}

/// Notes them.
pub fn set_own_operators(ty: &Type, own: u128) {
    let index = index_of(ty);
    let [low, high] = &OWN_OPERATORS[index - 1];
    low.store(own as u64, Ordering::Relaxed);
    high.store((own >> 64) as u64, Ordering::Relaxed);
}

/// A static type's index, from 1, which it has.
fn index_of(ty: &Type) -> usize {
    // SAFETY: live.
    let index = unsafe { (*ty.raw()).tp_subclasses as usize };
    debug_assert!((1..=ALL).contains(&index));
    index
}

/// Whose a static type is, which decides on its table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The core's.
    Builtin,
    /// A C extension's that asked for it.
    Extension,
    /// A built-in module's.
    Module,
}

/// Gives the type its place in this interpreter's table, and in the process's if it is the first to.
///
/// Answers whether this is the first interpreter to see the type. The caller has the [`ready_lock`].
pub fn init(ty: &Type, kind: Kind) -> PyResult<bool> {
    let interp = tstate::interp();
    // SAFETY: attached; initialisation of types is serialised by the runtime's start-up.
    unsafe {
        let types = &raw mut (*interp).types;
        let mut index = (*ty.raw()).tp_subclasses as usize;
        let initial = index == 0;
        if initial {
            let (base, count, most) = match kind {
                Kind::Builtin => (0, (*types).builtins.num_initialized, BUILTINS),
                Kind::Extension => {
                    let next = &raw mut _PyRuntime.types.managed_static.types;
                    let next = next.cast::<_types_runtime_state_managed_static_types>();
                    let used = |i: &usize| !(*next.add(BUILTINS + i)).r#type.is_null();
                    (
                        BUILTINS,
                        (0..EXTENSIONS).take_while(used).count(),
                        EXTENSIONS,
                    )
                }
                Kind::Module => {
                    let count = LAST_OF_MODULES.fetch_add(1, Ordering::Relaxed);
                    (BUILTINS + EXTENSIONS, count, MODULES)
                }
            };
            if count >= most {
                return Err(crate::raise!(SystemError, "too many static types"));
            }
            index = base + count + 1;
            (*ty.raw()).tp_subclasses = index as *mut _;
        }
        if index > BUILTINS + EXTENSIONS && TABLE.get().is_null() {
            let size = size_of::<managed_static_type_state>();
            let table = base::mem::calloc(Domain::Raw, MODULES, size);
            if table.is_null() {
                return Err(crate::exceptions::no_memory());
            }
            TABLE.replace(table);
        }
        let Some(state) = state_in(interp, ty) else {
            return Err(crate::exceptions::bad_internal_call());
        };
        (*state).r#type = ty.raw();
        (*state).isbuiltin = i32::from(kind == Kind::Builtin);
        if kind != Kind::Module {
            let shared = (&raw mut _PyRuntime.types.managed_static.types)
                .cast::<_types_runtime_state_managed_static_types>()
                .add(index - 1);
            (*shared).r#type = ty.raw();
            (*shared).interp_count += 1;
        }
        match kind {
            Kind::Builtin => (*types).builtins.num_initialized += 1,
            Kind::Extension => {
                (*types).for_extensions.num_initialized += 1;
                (*types).for_extensions.next_index += 1;
            }
            Kind::Module => {}
        }
        Ok(initial)
    }
}

/// Releases this interpreter's state of every static type, last first.
pub fn fini() {
    // SAFETY: attached; no Python code of this interpreter runs any more.
    unsafe {
        let interp = tstate::interp();
        let types = &raw mut (*interp).types;
        let release = |s: *mut managed_static_type_state, index: Option<usize>| {
            let Some(ty) = (*s).r#type.cast::<Type>().as_ref() else {
                return;
            };
            if let Some(index) = index {
                let shared = (&raw mut _PyRuntime.types.managed_static.types)
                    .cast::<_types_runtime_state_managed_static_types>()
                    .add(index);
                (*shared).interp_count -= 1;
            }
            if (*interp).id == 0 {
                ty.modified();
            }
            crate::weakref::clear_weakrefs_no_callbacks(ty.raw().cast());
            crate::descr::clear_field(&raw mut (*s).tp_dict);
            crate::descr::clear_field(&raw mut (*s).tp_subclasses);
            (*s).r#type = core::ptr::null_mut();
        };
        let table = TABLE.get().cast::<managed_static_type_state>();
        if !table.is_null() {
            for i in (0..MODULES).rev() {
                release(table.add(i), None);
            }
        }
        let extensions =
            (&raw mut (*types).for_extensions.initialized).cast::<managed_static_type_state>();
        for i in (0..EXTENSIONS).rev() {
            release(extensions.add(i), Some(BUILTINS + i));
        }
        let builtins = (&raw mut (*types).builtins.initialized).cast::<managed_static_type_state>();
        for i in (0..(*types).builtins.num_initialized.min(BUILTINS)).rev() {
            release(builtins.add(i), Some(i));
        }
        base::mem::free(Domain::Raw, TABLE.replace(core::ptr::null_mut()));
        (*types).for_extensions.num_initialized = 0;
        (*types).builtins.num_initialized = 0;
    }
}
