//! The `sys` module: its names, its functions, the hooks.

mod functions;
mod hooks;
pub mod info;
mod jit;
mod tracing;

use base::tstate;
use clinic::method_table;
use objects::prelude::*;

pub use functions::{current_frames, set_recursion_limit, size_of_object as size_of};
pub use info::set_config_attributes;

/// The dictionary of the current interpreter's `sys` module.
pub fn dict() -> PyResult<&'static Dict> {
    // SAFETY: attached; the interpreter owns the reference from start-up to its end.
    unsafe {
        match Object::from_ptr_opt((*tstate::interp()).sysdict) {
            Some(d) => Ok(d.downcast_unchecked()),
            None => Err(raise!(RuntimeError, "lost sys module")),
        }
    }
}

/// An attribute of `sys`, if it is there (`PySys_GetObject`).
pub fn get(name: &str) -> PyResult<Option<Ref>> {
    // SAFETY: attached.
    if unsafe { (*tstate::interp()).sysdict.is_null() } {
        return Ok(None);
    }
    dict()?.get(&*Str::from_str(name)?)
}

/// Sets an attribute of `sys` (`PySys_SetObject`).
pub fn set(name: &str, value: &Object) -> PyResult<()> {
    dict()?.set(&Str::intern(Str::from_str(name)?), value)
}

/// Puts a first entry onto `sys.path`, if there is one.
pub fn prepend_path(first: &Str) -> PyResult<()> {
    if let Some(path) = get("path")? {
        path.call_method(interned!("insert"), &[Long::small(0), first])?;
    }
    Ok(())
}

/// `-X cpu_count`, or -1.
pub fn cpu_count() -> i32 {
    // SAFETY: attached.
    unsafe { (*tstate::interp()).config.cpu_count }
}

static mut DEF: layout::PyModuleDef = layout::PyModuleDef {
    m_name: c"sys".as_ptr(),
    m_size: -1,
    m_methods: method_table![
        functions::addaudithook,
        functions::audit,
        functions::baserepl,
        hooks::breakpointhook,
        functions::clear_internal_caches,
        functions::clear_type_cache,
        functions::clear_type_descriptors,
        functions::current_exceptions,
        functions::current_frames,
        functions::debugmallocstats,
        hooks::displayhook,
        functions::exception,
        functions::exc_info,
        hooks::excepthook,
        functions::exit,
        functions::getdefaultencoding,
        functions::getdlopenflags,
        functions::setdlopenflags,
        functions::getfilesystemencoding,
        functions::getfilesystemencodeerrors,
        functions::getrefcount,
        functions::getallocatedblocks,
        functions::getunicodeinternedsize,
        functions::getrecursionlimit,
        functions::setrecursionlimit,
        functions::getsizeof,
        functions::getframe,
        functions::getframemodulename,
        functions::getswitchinterval,
        functions::setswitchinterval,
        functions::intern,
        functions::is_interned,
        functions::is_finalizing,
        functions::is_immortal,
        functions::is_gil_enabled,
        functions::get_cpu_count_config,
        functions::get_int_max_str_digits,
        functions::set_int_max_str_digits,
        functions::is_stack_trampoline_active,
        functions::activate_stack_trampoline,
        functions::deactivate_stack_trampoline,
        functions::is_remote_debug_enabled,
        functions::remote_exec,
        tracing::gettrace,
        tracing::settrace,
        tracing::getprofile,
        tracing::setprofile,
        tracing::settraceallthreads,
        tracing::setprofileallthreads,
        tracing::call_tracing,
        tracing::set_coroutine_origin_tracking_depth,
        tracing::get_coroutine_origin_tracking_depth,
        tracing::set_asyncgen_hooks,
        tracing::get_asyncgen_hooks,
        hooks::unraisablehook,
    ],
    ..crate::builtins::module_def()
};

/// Makes the module with all that does not depend on the configuration, and enters it as `interp.sysdict`.
pub fn create() -> PyResult<Ref<Module>> {
    let m = Module::new(interned!("sys"))?;
    // SAFETY: the table is static and ends with NULL; attached.
    unsafe {
        m.add_functions(DEF.m_methods)?;
        (*m.raw()).md_def = &raw mut DEF;
        (*tstate::interp()).sysdict = m.dict().to_ref().into_ptr();
    }
    let doc = "What the interpreter knows of itself, and the hooks that change how it behaves.";
    m.add_str("__doc__", doc)?;
    tracing::init_types()?;
    info::add_constants(&m)?;
    let jit = jit::create()?;
    m.add("_jit", &jit)?;
    let d = m.dict();
    for name in [
        "displayhook",
        "excepthook",
        "breakpointhook",
        "unraisablehook",
    ] {
        if let Some(hook) = d.get(&*Str::from_str(name)?)? {
            m.add(&format!("__{name}__"), &hook)?;
        }
    }
    m.add("monitoring", &*eval::monitor::create_module()?)?;
    Ok(m)
}
