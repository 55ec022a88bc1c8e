//! `sys` functions about the process, the interpreter and its objects.

use base::{refcount, tstate};
use clinic::pyfunction;
use layout::*;
use objects::clinic::*;
use objects::exceptions;
use objects::exceptions::types;
use objects::prelude::*;

/// Add a hook that hears of audit events.
#[pyfunction("addaudithook(hook)")]
pub fn addaudithook(hook: &Object) -> PyResult<()> {
    crate::audit::add_hook(hook)
}

/// Run the plain prompt.
#[pyfunction("_baserepl()")]
pub fn baserepl() -> PyResult<()> {
    crate::prompt::run()
}

/// Raise an audit event with arguments.
#[pyfunction(raw, "audit($module, event, /, *args)")]
pub fn audit(args: &[&Object], kwnames: Option<&Tuple>) -> PyResult<()> {
    if kwnames.is_some_and(|k| !k.is_empty()) {
        return Err(raise!(TypeError, "sys.audit() takes no keyword arguments"));
    }
    let Some((event, rest)) = args.split_first() else {
        return Err(raise!(
            TypeError,
            "audit expected at least 1 argument, got 0"
        ));
    };
    let Some(event) = event.downcast::<Str>() else {
        return Err(raise!(
            TypeError,
            "audit() argument 1 must be str, not {}",
            event.class().tp_name()
        ));
    };
    crate::audit::audit(event.as_utf8()?, || Tuple::from_slice(rest))
}

/// Forget the caches that the interpreter keeps for speed.
#[pyfunction("_clear_internal_caches()")]
pub fn clear_internal_caches() {
    objects::type_::clear_cache();
}

/// Forget the cache of type attributes.
#[pyfunction("_clear_type_cache()")]
pub fn clear_type_cache() -> PyResult<()> {
    objects::warnings::warn(
        &types::DeprecationWarning,
        format_args!(
            "sys._clear_type_cache() is deprecated and may be removed in a future version. Use sys._clear_internal_caches() instead."
        ),
        1,
    )?;
    objects::type_::clear_cache();
    Ok(())
}

/// Take a class's own `__dict__` and `__weakref__` descriptors away.
#[pyfunction("_clear_type_descriptors(type, /)")]
pub fn clear_type_descriptors(r#type: &Type) -> PyResult<()> {
    if r#type.has(Py_TPFLAGS_IMMUTABLETYPE) {
        return Err(raise!(TypeError, "argument is immutable"));
    }
    let dict = r#type.dict();
    // What goes may run code, so it goes after the caches know.
    let _gone = (dict.pop(id!(__dict__))?, dict.pop(id!(__weakref__))?);
    r#type.modified();
    Ok(())
}

/// Each thread's current frame, by thread identifier.
#[pyfunction("_current_frames()")]
pub fn current_frames() -> PyResult<Ref<Dict>> {
    crate::audit::audit("sys._current_frames", || Ok(Tuple::empty().to_ref()))?;
    let out = Dict::new()?;
    for_each_thread(|t| {
        // SAFETY: the list is locked, and the GIL keeps the thread from moving.
        if let Some(frame) = unsafe { crate::frames::thread_frame(t) }? {
            // SAFETY: live.
            out.set(&*Long::from_u64(unsafe { (*t).thread_id })?, &frame)?;
        }
        Ok(())
    })?;
    Ok(out)
}

/// Each thread's current exception, by thread identifier.
#[pyfunction("_current_exceptions()")]
pub fn current_exceptions() -> PyResult<Ref<Dict>> {
    crate::audit::audit("sys._current_exceptions", || Ok(Tuple::empty().to_ref()))?;
    let out = Dict::new()?;
    for_each_thread(|t| {
        // SAFETY: the list is locked, and the GIL keeps the thread from moving.
        let (exception, id) = unsafe {
            (
                Ref::<Object>::from_borrowed_opt((*(*t).exc_info).exc_value)
                    .unwrap_or_else(none_ref),
                (*t).thread_id,
            )
        };
        out.set(&*Long::from_u64(id)?, &exception)
    })?;
    Ok(out)
}

/// The interpreter's threads, newest first.
pub(super) fn all_threads() -> Vec<*mut PyThreadState> {
    crate::pystate::with_head_lock(|| {
        let mut all = Vec::new();
        // SAFETY: the list is locked.
        unsafe {
            let mut t = (*tstate::interp()).threads.head;
            while !t.is_null() {
                all.push(t);
                t = (*t).next;
            }
        }
        all
    })
}

fn for_each_thread(f: impl FnMut(*mut PyThreadState) -> PyResult<()>) -> PyResult<()> {
    // collected under the lock, visited outside it: the visitor may allocate and so run code
    all_threads()
        .into_iter()
        // SAFETY: live, and the GIL keeps the thread from moving.
        .filter(|t| unsafe { !(**t).current_frame.is_null() })
        .try_for_each(f)
}

/// Print the allocator's state to stderr.
#[pyfunction("_debugmallocstats()")]
pub fn debugmallocstats() {
    if let Some(text) = base::mem::statistics() {
        crate::complain!("{text}");
    }
    crate::complain!("{}", objects::freelist::statistics().trim_end_matches('\n'));
}

/// The exception that is being handled, or None.
#[pyfunction("exception()")]
pub fn exception() -> Ref {
    handled_exception().unwrap_or_else(none_ref)
}

/// What `except` is handling now (`PyErr_GetHandledException`).
pub fn handled_exception() -> Option<Ref> {
    // SAFETY: attached; the chain of handlers is the thread's own.
    unsafe {
        let mut item = (*tstate::current()).exc_info;
        while !item.is_null() {
            let e = Ref::<Object>::from_borrowed_opt((*item).exc_value);
            match e {
                Some(e) if !is_none(&e) => return Some(e),
                _ => item = (*item).previous_item,
            }
        }
    }
    None
}

/// The exception that is being handled, as (type, value, traceback).
#[pyfunction("exc_info()")]
pub fn exc_info() -> PyResult<Ref<Tuple>> {
    match handled_exception() {
        None => Tuple::from_array([none_ref(), none_ref(), none_ref()]),
        Some(e) => {
            let tb = exceptions::traceback_of(&e).unwrap_or_else(none_ref);
            Tuple::from_array([e.class().to_ref().upcast(), e, tb])
        }
    }
}

/// Leave the interpreter by raising SystemExit(status).
#[pyfunction("exit(status=None, /)")]
pub fn exit(status: Option<&Object>) -> PyResult {
    match status {
        Some(s) => Err(exceptions::raise_object(&types::SystemExit, s)),
        None => Err(exceptions::raise_none(&types::SystemExit)),
    }
}

/// The encoding of str methods when none is given.
#[pyfunction("getdefaultencoding()")]
pub fn getdefaultencoding() -> &'static str {
    "utf-8"
}

/// The flags that extension modules are loaded with.
#[pyfunction("getdlopenflags()")]
pub fn getdlopenflags() -> i32 {
    // SAFETY: attached.
    unsafe { (*tstate::interp()).imports.dlopenflags }
}

/// Set the flags that extension modules are loaded with.
#[pyfunction("setdlopenflags(flags, /)")]
pub fn setdlopenflags(flags: i32) {
    // SAFETY: attached.
    unsafe { (*tstate::interp()).imports.dlopenflags = flags }
}

fn config_text(p: *const libc::wchar_t) -> PyResult<Ref<Str>> {
    // SAFETY: configuration strings are terminated.
    let chars: Vec<u32> = unsafe { crate::config::wide::slice(p) }
        .iter()
        .map(|&c| c as u32)
        .collect();
    Ok(Str::intern(Str::from_code_points(&chars)?))
}

/// The encoding of file names.
#[pyfunction("getfilesystemencoding()")]
pub fn getfilesystemencoding() -> PyResult<Ref<Str>> {
    // SAFETY: attached.
    config_text(unsafe { (*tstate::interp()).config.filesystem_encoding })
}

/// The error handler of file names.
#[pyfunction("getfilesystemencodeerrors()")]
pub fn getfilesystemencodeerrors() -> PyResult<Ref<Str>> {
    // SAFETY: attached.
    config_text(unsafe { (*tstate::interp()).config.filesystem_errors })
}

/// The object's reference count, counting the argument itself.
#[pyfunction("getrefcount(object, /)")]
pub fn getrefcount(object: &Object) -> isize {
    object.refcount()
}

/// How many blocks of memory are allocated, whatever their size.
#[pyfunction("getallocatedblocks()")]
pub fn getallocatedblocks() -> usize {
    base::mem::allocated_blocks()
}

/// How many strings are interned.
#[pyfunction("getunicodeinternedsize(*, _only_immortal=False)")]
pub fn getunicodeinternedsize(_only_immortal: bool) -> usize {
    objects::unicode::intern::size(_only_immortal)
}

/// How deep Python calls may nest.
#[pyfunction("getrecursionlimit()")]
pub fn getrecursionlimit() -> i32 {
    // SAFETY: attached.
    unsafe { (*tstate::interp()).ceval.recursion_limit }
}

/// Sets the limit of each thread of the interpreter, whatever their depth (`Py_SetRecursionLimit`).
pub fn set_recursion_limit(limit: i32) {
    // SAFETY: attached; other threads take the new limit over as their own words.
    unsafe {
        let interp = tstate::interp();
        (*interp).ceval.recursion_limit = limit;
        crate::pystate::with_head_lock(|| {
            let mut t = (*interp).threads.head;
            while !t.is_null() {
                let depth = (*t).py_recursion_limit - (*t).py_recursion_remaining;
                (*t).py_recursion_limit = limit;
                (*t).py_recursion_remaining = limit - depth;
                t = (*t).next;
            }
        });
    }
}

/// Set how deep Python calls may nest.
#[pyfunction("setrecursionlimit(limit, /)")]
pub fn setrecursionlimit(limit: i32) -> PyResult<()> {
    if limit < 1 {
        return Err(raise!(
            ValueError,
            "recursion limit must be greater or equal than 1"
        ));
    }
    // SAFETY: attached; other threads take the new limit over as their own words.
    unsafe {
        let t = tstate::current();
        let depth = (*t).py_recursion_limit - (*t).py_recursion_remaining;
        if depth >= limit {
            return Err(raise!(
                RecursionError,
                "cannot set the recursion limit to {} at the recursion depth {}: the limit is too low",
                limit,
                depth
            ));
        }
        let interp = tstate::interp();
        (*interp).ceval.recursion_limit = limit;
        crate::pystate::with_head_lock(|| {
            let mut t = (*interp).threads.head;
            while !t.is_null() {
                let depth = (*t).py_recursion_limit - (*t).py_recursion_remaining;
                (*t).py_recursion_limit = limit;
                (*t).py_recursion_remaining = limit - depth;
                t = (*t).next;
            }
        });
    }
    Ok(())
}

/// The size of an object in bytes; the default is given where it cannot be told.
#[pyfunction("getsizeof(object, default=<unrepresentable>)", nosig)]
pub fn getsizeof(object: &Object, default: Option<&Object>) -> PyResult {
    match size_of_object(object) {
        Ok(n) => Ok(Long::from_usize(n)?.upcast()),
        Err(raised) => match default {
            Some(d) => {
                exceptions::clear_if(&types::TypeError, raised)?;
                Ok(d.to_ref())
            }
            None => Err(raised),
        },
    }
}

/// What `sys.getsizeof` says of an object.
pub fn size_of_object(object: &Object) -> PyResult<usize> {
    let Some(method) = object.lookup_special(id!(__sizeof__))? else {
        return Err(raise!(
            TypeError,
            "Type {} doesn't define __sizeof__",
            object.class().tp_name()
        ));
    };
    let size = method.call(&[])?;
    let Some(size) = size.downcast::<Long>() else {
        return Err(raise!(TypeError, "an integer is required"));
    };
    let size = size.as_isize()?;
    if size < 0 {
        return Err(raise!(ValueError, "__sizeof__() should return >= 0"));
    }
    // A static type has no head, though types have.
    let head = match objects::gc::is_gc(object) || !object.class().has(layout::Py_TPFLAGS_HAVE_GC) {
        true => objects::type_::preheader_size(object.class()),
        false => 0,
    };
    Ok(size as usize + head)
}

/// A frame of the call stack, 'depth' calls above the caller.
#[pyfunction("_getframe(depth=0, /)")]
pub fn getframe(depth: i32) -> PyResult {
    let Some(frame) = crate::frames::frame_at_depth(depth.max(0) as usize)? else {
        return Err(raise!(ValueError, "call stack is not deep enough"));
    };
    crate::audit::audit("sys._getframe", || Tuple::from_slice(&[&frame]))?;
    Ok(frame)
}

/// The name of the module of a frame of the call stack, 'depth' calls above the caller.
#[pyfunction("_getframemodulename(depth=0)")]
pub fn getframemodulename(depth: i32) -> PyResult {
    crate::audit::audit("sys._getframemodulename", || {
        Tuple::from_array([Long::from_i64(depth.into())?.upcast()])
    })?;
    match crate::frames::function_at_depth(depth.max(0) as usize) {
        Some(f) => Ok(f.get_attr_opt(id!(__module__))?.unwrap_or_else(none_ref)),
        None => Ok(none_ref()),
    }
}

/// How long a thread may run before another gets a turn, in seconds.
#[pyfunction("getswitchinterval()")]
pub fn getswitchinterval() -> f64 {
    // SAFETY: attached.
    unsafe { (*(*tstate::interp()).ceval.gil).interval as f64 * 1e-6 }
}

/// Set how long a thread may run before another gets a turn, in seconds.
#[pyfunction("setswitchinterval(interval, /)")]
pub fn setswitchinterval(interval: f64) -> PyResult<()> {
    if interval <= 0.0 {
        return Err(raise!(
            ValueError,
            "switch interval must be strictly positive"
        ));
    }
    // SAFETY: attached.
    unsafe { (*(*tstate::interp()).ceval.gil).interval = (interval * 1e6) as core::ffi::c_ulong };
    Ok(())
}

/// The one string with this content that is shared.
#[pyfunction("intern(string, /)")]
pub fn intern(string: &Str) -> PyResult<Ref<Str>> {
    if !string.is_exactly(objects::unicode::PyUnicode_Type.as_mut_ptr()) {
        return Err(raise!(
            TypeError,
            "can't intern {}",
            string.class().tp_name()
        ));
    }
    Ok(Str::intern(string.to_ref()))
}

/// Is the string interned?
#[pyfunction("_is_interned(string, /)")]
pub fn is_interned(string: &Str) -> bool {
    string.is_interned()
}

/// Is the interpreter shutting down?
#[pyfunction("is_finalizing()")]
pub fn is_finalizing() -> bool {
    !crate::pystate::finalizing().is_null()
}

/// Is the object exempt from reference counting?
#[pyfunction("_is_immortal(op, /)")]
pub fn is_immortal(op: &Object) -> bool {
    // SAFETY: live.
    unsafe { refcount::is_immortal(op.as_ptr()) }
}

/// Is the global interpreter lock in use?
#[pyfunction("_is_gil_enabled()")]
pub fn is_gil_enabled() -> bool {
    true
}

/// What -X cpu_count says, or -1.
#[pyfunction("_get_cpu_count_config()")]
pub fn get_cpu_count_config() -> i32 {
    // SAFETY: attached.
    unsafe { (*tstate::interp()).config.cpu_count }
}

/// The limit of digits between int and str; 0 means none.
#[pyfunction("get_int_max_str_digits()")]
pub fn get_int_max_str_digits() -> i32 {
    // SAFETY: attached.
    unsafe { (*tstate::interp()).long_state.max_str_digits }
}

/// Set the limit of digits between int and str; 0 means none.
#[pyfunction("set_int_max_str_digits(maxdigits)")]
pub fn set_int_max_str_digits(maxdigits: i32) -> PyResult<()> {
    if maxdigits != 0 && maxdigits < _PY_LONG_MAX_STR_DIGITS_THRESHOLD {
        return Err(raise!(
            ValueError,
            "maxdigits must be >= {} or 0 for unlimited",
            _PY_LONG_MAX_STR_DIGITS_THRESHOLD
        ));
    }
    // SAFETY: attached.
    unsafe { (*tstate::interp()).long_state.max_str_digits = maxdigits };
    Ok(())
}

/// Is the perf trampoline on?
#[pyfunction("is_stack_trampoline_active()")]
pub fn is_stack_trampoline_active() -> bool {
    crate::perf::active()
}

/// Turn the perf trampoline on: backend "perf" writes a map of functions, "perf_jit" a dump with their machine code.
#[pyfunction("activate_stack_trampoline(backend, /)")]
pub fn activate_stack_trampoline(backend: &str) -> PyResult<()> {
    use crate::perf::Backend;
    crate::perf::start(match backend {
        "perf" => Backend::Map,
        "perf_jit" => Backend::JitDump,
        _ => return Err(raise!(ValueError, "invalid backend: {backend}")),
    })
}

/// Turn the perf trampoline off.
#[pyfunction("deactivate_stack_trampoline()")]
pub fn deactivate_stack_trampoline() {
    crate::perf::stop();
}

/// Does this process let debuggers run scripts in it?
#[pyfunction("is_remote_debug_enabled()")]
pub fn is_remote_debug_enabled() -> bool {
    // SAFETY: attached.
    unsafe { (*tstate::interp()).config.remote_debug == 1 }
}

/// Have another Python process run the code in a file.
///
/// It runs in that process's main thread at its next opportunity, as signal handlers do; nothing
/// tells when. The file has to stay as it is until then. Both processes must be of one minor version
/// of Python, and of the very same version if one of them is a pre-release.
#[pyfunction("remote_exec(pid, script)")]
pub fn remote_exec(pid: i32, script: &Object) -> PyResult<()> {
    let path = crate::fs_path::decoded(script)?.encode_fs_default()?;
    let path = path.as_slice();
    if path.contains(&0) {
        return Err(raise!(ValueError, "embedded null byte"));
    }
    crate::audit::audit("sys.remote_exec", || {
        Tuple::from_slice(&[&*Long::from_i64(pid.into())?, script])
    })?;
    let mut file = path.to_vec();
    file.push(0);
    // SAFETY: a C string.
    if unsafe { libc::access(file.as_ptr().cast(), libc::F_OK | libc::R_OK) } != 0 {
        return Err(match std::io::Error::last_os_error().raw_os_error() {
            Some(libc::ENOENT) => raise!(FileNotFoundError, "Script file does not exist"),
            Some(libc::EACCES) => raise!(PermissionError, "Script file cannot be read"),
            _ => raise!(OSError, "Failed to access script file"),
        });
    }
    crate::remote_debugging::send(pid, path)
}
