//! Initialisation and finalisation, in order. May be repeated in one process.
//!
//! Here are the runtime and its main interpreter, and the steps that every interpreter goes through; the others are in [`subinterpreter`].

pub mod subinterpreter;

use base::mem::_PyRuntime;
use base::tstate;
use layout::*;
use objects::prelude::*;
use objects::{exceptions, static_types};

use crate::config::{self, status};
use crate::{builtins, import, pystate, signals, stdio, sys};

/// Is the runtime initialised (`Py_IsInitialized`)?
pub fn is_initialized() -> bool {
    // SAFETY: static word.
    unsafe { _PyRuntime.initialized != 0 }
}

/// `Py_InitializeFromConfig`: pre-initialises as the configuration asks, then everything else. Where Python runs already, it takes over the
/// configuration (`Py_Main` within a life of Python).
///
/// # Safety
/// `config` is initialised; no other thread uses the runtime, or the calling one is attached.
pub unsafe fn initialize(config: *const PyConfig) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe {
        let mut read = core::mem::MaybeUninit::<PyConfig>::uninit();
        config::defaults::init_python(read.as_mut_ptr());
        let read = read.as_mut_ptr();
        let mut s = config::preconfig::preinitialize_for(config, None);
        if !status::is_exception(&s) {
            s = config::defaults::copy(read, config.cast_mut());
        }
        if !status::is_exception(&s) {
            s = config::read(read);
        }
        if status::is_exception(&s) {
            config::defaults::clear(read);
            return s;
        }
        // an initialisation that failed halfway goes on with the new configuration
        match _PyRuntime.core_initialized != 0 {
            true => status::of(reconfigure(read)),
            false => start(read),
        }
    }
}

/// A Python that runs, or has its core, goes on with another configuration.
///
/// # Safety
/// `read` was read, and is given away; the calling thread is attached.
unsafe fn reconfigure(read: *mut PyConfig) -> status::Step {
    // SAFETY: the caller's contract; the configuration owns its strings.
    unsafe {
        if tstate::current_or_null().is_null() {
            config::defaults::clear(read);
            return Err(status::error(
                c"pyinit_core_reconfigure",
                c"failed to read thread state",
            ));
        }
        drop(base::error::take_current());
        let interp = tstate::interp();
        let own = &raw mut (*interp).config;
        config::flags::store(read);
        if !is_initialized() {
            config::defaults::clear(own);
            own.write(read.read());
            return finish_start(interp);
        }
        config::paths::keep(own, read)?;
        config::defaults::clear(own);
        own.write(read.read());
        (*interp).long_state.max_str_digits = (*own).int_max_str_digits;
    }
    sys::set_config_attributes().map_err(|raised| {
        let step = c"fail to update sys for the new conf";
        failed(raised, (c"pyinit_main_reconfigure", step))
    })
}

/// The runtime and its main interpreter begin.
///
/// # Safety
/// `read` was read, and is given away; no other thread uses the runtime.
unsafe fn start(read: *mut PyConfig) -> PyStatus {
    // SAFETY: the caller's contract.
    unsafe {
        let interp = pystate::new_main_interpreter();
        if interp.is_null() {
            config::defaults::clear(read);
            return status::no_memory();
        }
        (*interp).feature_flags = config::interpreter::flags(config::interpreter::LEGACY);
        let own = &raw mut (*interp).config;
        own.write(read.read());
        config::flags::store(own);
        crate::import::frozen::fill_tables();
        let t = pystate::new_thread_state(interp, _PyThreadState_WHENCE_INIT as _);
        if t.is_null() {
            return status::no_memory();
        }
        pystate::bind(t);
        pystate::bind_gilstate(t);
        pystate::attach(t);
        _PyRuntime.main_tstate = t;
        // where a thread that Python does not know attaches (PyGILState_Ensure)
        _PyRuntime.gilstate.autoInterpreterState = interp;
        let seed = ((*own).use_hash_seed != 0).then_some((*own).hash_seed);
        if objects::pyhash::init_secret(seed.map(|s| s as u32)).is_err() {
            return status::error(c"init_secret", c"the system gives no random bytes");
        }
        (*interp).long_state.max_str_digits = (*own).int_max_str_digits;
        if let Err(raised) = init_core() {
            return failed(
                raised,
                (c"init_importlib", c"failed to initialize importlib"),
            );
        }
        _PyRuntime.core_initialized = 1;
        status::of(finish_start(interp))
    }
}

/// What comes after the core: everything that can be imported, the streams, `site`.
///
/// # Safety
/// Attached with the main interpreter, whose configuration is read.
unsafe fn finish_start(interp: *mut PyInterpreterState) -> status::Step {
    // SAFETY: the caller's contract.
    unsafe {
        let all = (*interp).config._init_main != 0;
        if all {
            init_main()?;
        }
        _PyRuntime.initialized = 1;
        (*interp)._ready = 1;
        if all {
            import_site()?;
            if _PyRuntime.preconfig.coerce_c_locale_warn != 0 && config::locale::lc_ctype() == "C" {
                exceptions::print::write_stderr(format_args!(
                    "Python runtime initialized with LC_CTYPE=C (a locale with default ASCII encoding), which may cause Unicode \
                     compatibility problems. Using C.UTF-8, C.utf8, or UTF-8 (if available) as alternative Unicode-compatible locales is \
                     recommended.\n",
                ));
            }
        }
    }
    watch_builtins().map_err(|raised| {
        let step = c"failed to set builtin dict watcher";
        failed(raised, (c"init_interp_main", step))
    })
}

/// A step of initialisation as its failure names it: the stock function, and what went wrong.
type Step = (&'static core::ffi::CStr, &'static core::ffi::CStr);

/// The status of a step that failed. The exception stays set, for the report of whoever gets the status.
fn failed(raised: Raised, step: Step) -> PyStatus {
    let _set = raised;
    status::error(step.0, step.1)
}

/// `site`, if the configuration wants it.
fn import_site() -> Result<(), PyStatus> {
    // SAFETY: attached.
    if unsafe { (*tstate::interp()).config.site_import } == 0 {
        return Ok(());
    }
    import::import("site").map(drop).map_err(|raised| {
        failed(
            raised,
            (c"init_import_site", c"Failed to import the site module"),
        )
    })
}

/// Types, `sys`, `builtins`, importlib for built-in and carried modules.
fn init_core() -> PyResult<()> {
    objects::unicode::intern::init_statics();
    static_types::ready_all()?;
    exceptions::init()?;
    objects::gc::init();
    // SAFETY: attached; nothing else runs yet.
    unsafe {
        let interp = tstate::interp();
        let modules = Dict::new()?;
        (*interp).imports.modules = modules.clone().into_ptr().cast();
        let sysmod = sys::create()?;
        modules.set(interned!("sys"), &sysmod)?;
        sysmod.add("modules", &modules)?;
        let bltins = builtins::create()?;
        (*interp).builtins = bltins.dict().to_ref().into_ptr();
        modules.set(id!(builtins), &bltins)?;
        let import_func = bltins.dict().get(id!(__import__))?;
        (*interp).imports.import_func = import_func.map_or(core::ptr::null_mut(), Ref::into_ptr);
        eval::init_interpreter()?;
        sys::set_config_attributes()?;
        stdio::init_fallback()?;
        sysmod.add("meta_path", &*List::new()?)?;
        sysmod.add("path_hooks", &*List::new()?)?;
        sysmod.add("path_importer_cache", &*Dict::new()?)?;
        init_importlib()?;
        (*interp).sysdict_copy = sysmod.dict().copy()?.into_ptr();
        (*interp).builtins_copy = bltins.dict().copy()?.into_ptr();
    }
    crate::crossinterp::init()
}

fn init_importlib() -> PyResult<()> {
    if !import::frozen::import("_frozen_importlib")? {
        return Err(raise!(SystemError, "the library carries no importlib"));
    }
    let importlib = import::add_module(interned!("_frozen_importlib"))?;
    // SAFETY: attached.
    unsafe { (*tstate::interp()).imports.importlib = importlib.clone().into_ptr() };
    let spec = objects::namespace::new(None)?;
    spec.set_attr(id!(name), interned!("_imp"))?;
    let imp = import::dynload::create_builtin(interned!("_imp"), &spec)?;
    import::dynload::exec(&imp)?;
    import::modules()?.set_item(interned!("_imp"), &imp)?;
    let sysmod = import::add_module(interned!("sys"))?;
    importlib.call_method(interned!("_install"), &[&sysmod, &imp])?;
    Ok(())
}

/// External importers, codecs, standard streams, signals, warnings, `__main__`, site.
fn init_main() -> Result<(), PyStatus> {
    // SAFETY: attached; the configuration is complete but for names of codecs.
    let c = unsafe { &mut (*tstate::interp()).config };
    // SAFETY: attached.
    let is_main = unsafe { pystate::is_main(tstate::interp()) };
    let step = |result: PyResult<()>, name: Step| result.map_err(|raised| failed(raised, name));
    if is_main {
        // SAFETY: attached; nobody else uses the configuration yet.
        unsafe { config::paths::compute(c)? };
        step(
            sys::set_config_attributes(),
            (c"init_interp_main", c"failed to update the Python config"),
        )?;
    }
    step(
        init_importers(),
        (
            c"init_importlib_external",
            c"external importer setup failed",
        ),
    )?;
    if is_main {
        step(
            init_faulthandler(c),
            (c"init_faulthandler", c"failed to enable faulthandler"),
        )?;
    }
    if let Err(raised) = objects::codecs::import_package() {
        // SAFETY: attached; the configuration is complete.
        unsafe { config::shown::dump(c) };
        let _set = raised;
        return Err(status::plain_error(c"Failed to import encodings module"));
    }
    step(
        stdio::init_fs_encoding(c),
        (
            c"init_fs_encoding",
            c"failed to get the Python codec of the filesystem encoding",
        ),
    )?;
    if is_main {
        step(init_signals(c), (c"init_signals", c"can't import signal"))?;
        let backend = match c.perf_profiling {
            1 => Some(crate::perf::Backend::Map),
            2 => Some(crate::perf::Backend::JitDump),
            _ => None,
        };
        if let Some(backend) = backend {
            step(
                crate::perf::start(backend),
                (c"init_interp_main", c"can't initialize the perf trampoline"),
            )?;
        }
        if c.tracemalloc != 0 {
            step(
                crate::tracemalloc::start(c.tracemalloc),
                (c"init_interp_main", c"can't start tracemalloc"),
            )?;
        }
    }
    step(
        stdio::init_encoding(c),
        (
            c"init_stdio_encoding",
            c"failed to get the Python codec name of the stdio encoding",
        ),
    )?;
    step(
        stdio::init(),
        (
            c"init_sys_streams",
            c"can't initialize sys standard streams",
        ),
    )?;
    step(
        init_main_module().and_then(|()| if is_main { init_warnings() } else { Ok(()) }),
        (c"add_main_module", c"can't create __main__ module"),
    )
}

fn init_importers() -> PyResult<()> {
    let importlib = import::add_module(interned!("_frozen_importlib"))?;
    importlib.call_method(interned!("_install_external_importers"), &[])?;
    // archives come before directories
    let zipimporter = import::import("zipimport")?.get_attr(interned!("zipimporter"))?;
    let hooks = crate::sys::get("path_hooks")?;
    if let Some(hooks) = hooks.as_ref().and_then(|h| h.downcast::<List>()) {
        hooks.insert(0, zipimporter)?;
    }
    Ok(())
}

fn init_faulthandler(c: &PyConfig) -> PyResult<()> {
    if c.faulthandler != 0 {
        // `sys.stderr` does not stand yet
        import::import("faulthandler")?.call_method(interned!("enable"), &[Long::small(2)])?;
    }
    Ok(())
}

/// From here on, who changes the `builtins` is counted: optimised code relies on them.
fn watch_builtins() -> PyResult<()> {
    // SAFETY: attached; set by `init_core`.
    let builtins = unsafe { Object::from_ptr((*tstate::interp()).builtins) };
    match builtins.downcast::<Dict>() {
        Some(dict) => objects::dict::watch::watch_builtins(dict),
        None => Ok(()),
    }
}

fn init_signals(c: &PyConfig) -> PyResult<()> {
    if c.install_signal_handlers != 0 {
        signals::install()?;
    }
    Ok(())
}

/// `__main__`, with builtins and the loader that it has until the program is known.
fn init_main_module() -> PyResult<()> {
    let importlib = import::add_module(interned!("_frozen_importlib"))?;
    let main = import::add_module(id!(__main__))?;
    if let Some(m) = main.downcast::<Module>() {
        let d = m.dict();
        if !d.contains(id!(__builtins__))? {
            d.set(id!(__builtins__), &*builtins::module()?)?;
        }
        let loader = importlib.get_attr(interned!("BuiltinImporter"))?;
        d.set(id!(__loader__), &loader)?;
    }
    Ok(())
}

fn init_warnings() -> PyResult<()> {
    let has_options = match sys::get("warnoptions")? {
        Some(w) => w.length()? > 0,
        None => false,
    };
    if has_options && let Err(raised) = import::import("warnings") {
        raised.clear();
    }
    Ok(())
}

/// `Py_FinalizeEx`: 0, or -1 if flushing the standard streams failed.
///
/// # Safety
/// The calling thread is attached with the main interpreter, and no other thread will use the runtime again.
pub unsafe fn finalize() -> i32 {
    // SAFETY: the caller's contract; the order is the stock one.
    unsafe {
        if !is_initialized() {
            return 0;
        }
        if tstate::current_or_null().is_null() {
            // the caller has let go of the GIL
            pystate::attach(_PyRuntime.main_tstate);
        }
        let t = tstate::current();
        let interp = (*t).interp;
        wait_for_threads();
        crate::pending::make_pending_calls_quietly();
        call_atexit();
        subinterpreter::end_all();
        pystate::set_finalizing(t);
        _PyRuntime.initialized = 0;
        _PyRuntime.core_initialized = 0;
        subinterpreter::abandon_other_threads(t);
        let mut result = 0;
        if stdio::flush().is_err() {
            result = -1;
        }
        signals::restore();
        objects::gc::collect_quietly();
        crate::modules_teardown::finalize_modules();
        if stdio::flush().is_err() {
            result = -1;
        }
        objects::gc::collect_quietly();
        crate::perf::stop();
        // Destructors could use it until here.
        crate::tracemalloc::stop();
        subinterpreter::audit_clearing();
        crate::import::dynload::forget_single_phase();
        clear_interpreter(t);
        tstate::set_current(core::ptr::null_mut());
        crate::gil::drop(t, true);
        pystate::delete(t);
        if (*interp).config.malloc_stats != 0
            && let Some(text) = base::mem::statistics()
        {
            crate::complain!("{}", text.trim_end_matches('\n'));
        }
        config::defaults::clear(&raw mut (*interp).config);
        base::local::free(interp);
        core::ptr::write_bytes(interp, 0, 1);
        let rt = &raw mut _PyRuntime;
        (*rt).interpreters.head = core::ptr::null_mut();
        (*rt).interpreters.main = core::ptr::null_mut();
        (*rt).gilstate.autoInterpreterState = core::ptr::null_mut();
        (*rt).main_tstate = core::ptr::null_mut();
        (*rt).preinitialized = 0;
        pystate::set_finalizing(core::ptr::null_mut());
        call_exit_functions();
        result
    }
}

/// `threading._shutdown()`, if threading was imported.
fn wait_for_threads() {
    let Ok(Some(threading)) = import::get_module(interned!("threading")) else {
        return;
    };
    if let Err(_raised) = threading.call_method(interned!("_shutdown"), &[]) {
        exceptions::write_unraisable(
            format_args!("Exception ignored on threading shutdown"),
            Some(&threading),
        );
    }
}

/// Runs what `atexit` registered.
fn call_atexit() {
    // SAFETY: attached.
    unsafe { base::upcalls::run_atexit() };
    // What C code registered, last first (`PyUnstable_AtExit`).
    // SAFETY: attached; blocks of the mem domain that only this list holds.
    unsafe {
        let interp = tstate::interp();
        let first = &mut (*interp).atexit.ll_callbacks;
        let mut next = core::mem::replace(first, core::ptr::null_mut());
        while !next.is_null() {
            let this = next;
            next = (*this).next;
            if let Some(f) = (*this).func {
                f((*this).data);
            }
            base::mem::free(base::mem::Domain::Mem, this.cast());
        }
    }
}

/// Runs what `Py_AtExit` registered, last first: Python is gone.
fn call_exit_functions() {
    // SAFETY: a static table; each is taken out before it runs.
    unsafe {
        let table = &raw mut _PyRuntime.atexit;
        while (*table).ncallbacks > 0 {
            (*table).ncallbacks -= 1;
            if let Some(f) = (*table).callbacks[(*table).ncallbacks as usize].take() {
                f();
            }
        }
        libc::fflush(core::ptr::null_mut());
    }
}

/// `Py_AtExit`: false if the table is full.
pub fn at_exit(f: atexit_callbackfunc) -> bool {
    // SAFETY: a static table.
    unsafe {
        let table = &raw mut _PyRuntime.atexit;
        let n = (*table).ncallbacks as usize;
        if n >= 32 {
            return false;
        }
        (*table).callbacks[n] = Some(f);
        (*table).ncallbacks += 1;
        true
    }
}

/// How often finalisers may bring back what is kept per interpreter.
const ROUNDS: usize = 3;

/// Releases what the interpreter and its last thread state hold. Only memory is left to be freed.
///
/// # Safety
/// `t` is current, its interpreter's last, and no Python code but finalisers runs any more.
unsafe fn clear_interpreter(t: *mut PyThreadState) {
    // SAFETY: the caller's.
    unsafe {
        let interp = (*t).interp;
        pystate::clear(t);
        stdio::fini_fs_encoding();
        crate::crossinterp::fini();
        release_fields(interp);
        if pystate::is_main(interp) {
            objects::audit::clear_hooks();
        }
        base::local::clear();
        exceptions::release();
        // Types are cycles. What finalisers made anew of what is kept per interpreter goes after them.
        for _ in 0..ROUNDS {
            objects::gc::collect_quietly();
            if !base::local::clear() {
                break;
            }
        }
        // once more: the collections since then have made new lists
        objects::gc::state::fini();
        // Instructions name them, so they stay until no code runs any more.
        for i in 0..(*interp).common_consts.len() {
            release(&raw mut (*interp).common_consts[i]);
        }
        exceptions::fini();
        static_types::fini_all();
        objects::unicode::intern::clear(interp);
        objects::freelist::clear_all(true);
    }
}

/// Releases every reference that the fields of an interpreter state hold.
unsafe fn release_fields(interp: *mut PyInterpreterState) {
    crate::ast_objects::clear();
    // SAFETY: the interpreter is at its end; each field is emptied before its release can run code.
    unsafe {
        for slot in [
            &raw mut (*interp).audit_hooks,
            &raw mut (*interp).imports.import_func,
            &raw mut (*interp).imports.importlib,
            &raw mut (*interp).imports.modules,
            &raw mut (*interp).imports.modules_by_index,
            &raw mut (*interp).dict,
            &raw mut (*interp).sysdict_copy,
            &raw mut (*interp).builtins_copy,
            &raw mut (*interp).before_forkers,
            &raw mut (*interp).after_forkers_parent,
            &raw mut (*interp).after_forkers_child,
            &raw mut (*interp).atexit.callbacks,
            &raw mut (*interp).callable_cache.isinstance,
            &raw mut (*interp).callable_cache.len,
            &raw mut (*interp).callable_cache.list_append,
            &raw mut (*interp).callable_cache.object__getattribute__,
        ] {
            release(slot);
        }
        for tool in 0..(*interp).monitoring_callables.len() {
            for event in 0..(*interp).monitoring_callables[tool].len() {
                release(&raw mut (*interp).monitoring_callables[tool][event]);
            }
            release(&raw mut (*interp).monitoring_tool_names[tool]);
        }
        objects::codecs::finalize();
        // what the fields above held in cycles
        objects::gc::collect_quietly();
        objects::gc::state::fini();
        // last, since finalisers that ran until here may have looked for both
        for slot in [&raw mut (*interp).sysdict, &raw mut (*interp).builtins] {
            if let Some(d) = (**slot.cast::<*mut Object>()).downcast::<Dict>() {
                d.clear();
            }
            release(slot);
        }
    }
}

/// Empties a field, then drops what it held.
unsafe fn release(slot: *mut *mut PyObject) {
    // SAFETY: the field owns its object, or is NULL.
    unsafe {
        drop(Ref::<Object>::from_owned_opt(
            slot.replace(core::ptr::null_mut()),
        ));
    }
}
