//! Every call from a lower floor of the runtime to a higher one, in one place.
//!
//! The stock runtime is one knot: types warn, import, look up codecs, check signals, run frames. Here such a call is a
//! link-time declaration, defined above with `#[unsafe(no_mangle)]` and kept out of the symbol table by
//! `global_asm!(".hidden NAME")` (the macro `define_upcall!` writes both). LTO inlines them away.
//!
//! The list is meant to stay short. Each line says who defines it.

use layout::{PyObject, PyThreadState};

macro_rules! upcalls {
    ($($(#[$meta:meta])* fn $name:ident = $link:literal ( $($arg:ident : $ty:ty),* $(,)? ) $(-> $ret:ty)?;)*) => {
        mod link {
            use super::*;
            unsafe extern "Rust" {
                $(#[link_name = $link] pub fn $name($($arg: $ty),*) $(-> $ret)?;)*
            }
        }
        $($(#[$meta])* #[inline(always)]
        pub unsafe fn $name($($arg: $ty),*) $(-> $ret)? {
            // SAFETY: as documented; the definition has this signature (`define_upcall!`).
            unsafe { link::$name($($arg),*) }
        })*
    };
}

upcalls! {
    /// `_Py_Dealloc` (objects::object). # Safety: the count of `op` has fallen to zero.
    fn object_dealloc = "libpython_object_dealloc"(op: *mut PyObject);
    /// Detaches the current thread state, releasing the GIL (runtime::pystate). # Safety: attached with it.
    fn detach_thread = "libpython_detach_thread"(tstate: *mut PyThreadState);
    /// Attaches a thread state, taking the GIL (runtime::pystate). # Safety: not attached; the state is this thread's.
    fn attach_thread = "libpython_attach_thread"(tstate: *mut PyThreadState);
    /// Runs what `atexit` registered, whatever became of the module (stdlib). # Safety: attached.
    fn run_atexit = "libpython_run_atexit"();
    /// The stacks of all threads on stderr, for a fatal error (runtime::dump). # Safety: the process ends next.
    fn dump_stacks = "libpython_dump_stacks"();
    /// Where a damaged block was asked for, on stderr (runtime::tracemalloc). # Safety: the process ends next.
    fn dump_allocation = "libpython_dump_allocation"(block: *const core::ffi::c_void);
    /// Hands an object to its owning thread for count merging (runtime::brc). # Safety: free-threaded build only.
    fn brc_queue_object = "libpython_brc_queue_object"(op: *mut PyObject);
    /// `_Py_HandlePending` (runtime): signals, pending calls, GIL requests, collections. False: an exception is set.
    /// # Safety: attached with it.
    fn handle_pending = "libpython_handle_pending"(tstate: *mut PyThreadState) -> bool;
    /// `PyImport_ImportModuleLevelObject` (runtime). # Safety: live objects.
    fn import_module_level = "libpython_import_module_level"(
        name: *mut PyObject, globals: *mut PyObject, locals: *mut PyObject, fromlist: *mut PyObject, level: i32,
    ) -> *mut PyObject;
    /// `_PyFunction_Vectorcall` (eval), to put into new functions. # Safety: none.
    fn function_vectorcall = "libpython_function_vectorcall"() -> layout::vectorcallfunc;
    /// The frame object of an interpreter frame, made if need be, borrowed; NULL if there is no memory (eval).
    /// # Safety: a complete frame that runs.
    fn frame_object = "libpython_frame_object"(frame: *mut layout::_PyInterpreterFrame) -> *mut layout::PyFrameObject;
    /// The encoding that a comment in the first two lines of source declares (runtime::compile). # Safety: none.
    fn declared_encoding = "libpython_declared_encoding"(lines: &[u8]) -> Option<String>;
    /// `PyEval_EvalCode` (eval). # Safety: live objects; locals may be NULL.
    fn eval_code = "libpython_eval_code"(code: *mut PyObject, globals: *mut PyObject, locals: *mut PyObject) -> *mut PyObject;
    /// The static types that live in eval (generators, frames), to be made ready with the others. # Safety: none.
    fn eval_static_types = "libpython_eval_static_types"() -> Vec<*mut layout::PyTypeObject>;
}

/// Defines an upward call listed here: `define_upcall!("libpython_x" fn x(a: A) -> R { .. });`
#[macro_export]
macro_rules! define_upcall {
    ($link:literal fn $name:ident ( $($arg:ident : $ty:ty),* $(,)? ) $(-> $ret:ty)? $body:block) => {
        core::arch::global_asm!(concat!(".hidden ", $link));
        #[unsafe(export_name = $link)]
        pub unsafe extern "Rust" fn $name($($arg: $ty),*) $(-> $ret)? $body
    };
}
