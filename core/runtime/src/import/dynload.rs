//! Extension modules: built-in ones and shared objects, by multi-phase or single-phase initialisation.
//!
//! A single-phase module's definition is remembered by file and name, so that a second import gives a copy (or the very
//! module, where it has no per-module state).

use std::ffi::{CStr, CString};
use std::sync::{Mutex, MutexGuard, PoisonError};

use base::tstate;
use layout::*;
use objects::exceptions;
use objects::exceptions::types;
use objects::prelude::*;

use crate::pystate;

/// File name endings, in order of preference.
pub const SUFFIXES: &[&str] = if cfg!(feature = "free-threaded") {
    &[".cpython-314t-x86_64-linux-gnu.so", ".so"]
} else {
    &[
        ".cpython-314-x86_64-linux-gnu.so",
        ".abi3.so",
        ".abi3-x86_64-linux-gnu.so",
        ".so",
    ]
};

type Init = unsafe extern "C" fn() -> *mut PyObject;

/// `_imp.create_builtin`.
pub fn create_builtin(name: &Str, spec: &Object) -> PyResult {
    let text = name.as_utf8()?;
    match super::inittab::find(text) {
        None => Ok(none_ref()),
        Some(None) => super::add_module(name),
        Some(Some(init)) => match load_again(text, text.as_bytes())? {
            Some(module) => Ok(module),
            None => create(init, text, spec, None),
        },
    }
}

/// `_imp.create_dynamic`.
pub fn create_dynamic(spec: &Object) -> PyResult {
    let name = spec.get_attr(id!(name))?;
    let origin = spec.get_attr(id!(origin))?;
    let Some(name) = name.downcast::<Str>() else {
        return Err(raise!(TypeError, "module name must be a string"));
    };
    let text = whole_text(name)?;
    let Some(path) = origin.downcast::<Str>() else {
        return Err(raise!(TypeError, "module filename must be a string"));
    };
    whole_text(path)?;
    crate::audit::audit("import", || {
        Tuple::from_array([
            name.to_ref().upcast(),
            origin.clone(),
            none_ref(),
            none_ref(),
            none_ref(),
        ])
    })?;
    if let Some(module) = load_again(text, path.encode_fs_default()?.as_slice())? {
        return Ok(module);
    }
    let init = load(text, path)?;
    create(init, text, spec, Some(path))
}

/// The text, which the C library could not be given if there were a null character in it.
fn whole_text(s: &Str) -> PyResult<&str> {
    match s.as_utf8()? {
        text if text.contains('\0') => Err(raise!(ValueError, "embedded null character")),
        text => Ok(text),
    }
}

/// Opens the shared object and finds its `PyInit_` function.
fn load(name: &str, path: &Str) -> PyResult<Init> {
    let file = path.encode_fs_default()?;
    let Ok(mut file_c) = CString::new(file.as_slice()) else {
        return Err(raise!(ValueError, "embedded null character"));
    };
    if !file.as_slice().contains(&b'/') {
        let mut with_dir = b"./".to_vec();
        with_dir.extend_from_slice(file.as_slice());
        file_c = CString::new(with_dir).unwrap_or(file_c);
    }
    // SAFETY: attached; loading runs the object's constructors, which is what the caller asks for.
    let handle = unsafe { libc::dlopen(file_c.as_ptr(), (*tstate::interp()).imports.dlopenflags) };
    if handle.is_null() {
        // SAFETY: dlerror gives a C string after a failure.
        let message = unsafe {
            let e = libc::dlerror();
            if e.is_null() {
                "unknown dlopen() error".into()
            } else {
                CStr::from_ptr(e).to_string_lossy()
            }
        };
        return Err(exceptions::raise_import_error(
            &types::ImportError,
            format_args!("{message}"),
            Some(name),
            Some(path),
        ));
    }
    let last = name.rsplit('.').next().unwrap_or(name);
    let symbol = if last.is_ascii() {
        format!("PyInit_{last}")
    } else {
        format!("PyInitU_{}", punycode(last))
    };
    let symbol_c = CString::new(symbol.as_str()).unwrap_or_default();
    // SAFETY: the handle is open.
    let f = unsafe { libc::dlsym(handle, symbol_c.as_ptr()) };
    if f.is_null() {
        return Err(exceptions::raise_import_error(
            &types::ImportError,
            format_args!("dynamic module does not define module export function ({symbol})"),
            Some(name),
            Some(path),
        ));
    }
    // SAFETY: a PyInit function has this type by contract.
    Ok(unsafe { core::mem::transmute::<*mut core::ffi::c_void, Init>(f) })
}

/// RFC 3492 with '-' replaced by '_', as the names of export functions are made.
fn punycode(name: &str) -> String {
    let mut out: String = name.chars().filter(char::is_ascii).collect();
    let basic = out.len() as u32;
    if basic > 0 {
        out.push('_');
    }
    let (mut n, mut delta, mut bias, mut handled) = (128u32, 0u32, 72u32, basic);
    let total = name.chars().count() as u32;
    while handled < total {
        let Some(m) = name.chars().map(u32::from).filter(|&c| c >= n).min() else {
            break;
        };
        delta = delta.saturating_add((m - n).saturating_mul(handled + 1));
        n = m;
        for c in name.chars().map(u32::from) {
            if c < n {
                delta = delta.saturating_add(1);
            }
            if c == n {
                let (mut q, mut k) = (delta, 36);
                loop {
                    let t = if k <= bias {
                        1
                    } else if k >= bias + 26 {
                        26
                    } else {
                        k - bias
                    };
                    if q < t {
                        break;
                    }
                    out.push(digit(t + (q - t) % (36 - t)));
                    q = (q - t) / (36 - t);
                    k += 36;
                }
                out.push(digit(q));
                bias = adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        delta = delta.saturating_add(1);
        n += 1;
    }
    out
}

fn digit(d: u32) -> char {
    char::from(if d < 26 {
        b'a' + d as u8
    } else {
        b'0' + (d - 26) as u8
    })
}

fn adapt(delta: u32, points: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / points;
    let mut k = 0;
    while delta > 455 {
        delta /= 35;
        k += 36;
    }
    k + 36 * delta / (delta + 38)
}

/// Single-phase definitions by file (a built-in module: its name) and module name. What the next import needs, the init function
/// or a copy of the dict, stands in the definition itself (`m_base`), as C expects.
static SINGLE_PHASE: Mutex<Vec<SinglePhase>> = Mutex::new(Vec::new());

struct SinglePhase {
    file: Vec<u8>,
    name: String,
    def: *mut PyModuleDef,
}
// SAFETY: definitions are static data of their extension, read and written under the GIL.
unsafe impl Send for SinglePhase {}

fn single_phase() -> MutexGuard<'static, Vec<SinglePhase>> {
    SINGLE_PHASE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Forgets what single-phase extensions left: the next life of the runtime initialises them anew.
pub fn forget_single_phase() {
    let all = core::mem::take(&mut *single_phase());
    for entry in all {
        // SAFETY: the definition outlives its library, which is never unloaded.
        unsafe { forget_definition(entry.def) };
    }
}

/// Forgets one of them (`_PyImport_ClearExtension`).
pub fn forget(name: &Str, file: &Str) -> PyResult<()> {
    let (name, file) = (name.as_utf8()?, file.encode_fs_default()?);
    let mut all = single_phase();
    let at = all
        .iter()
        .position(|e| e.name == name && e.file == file.as_slice());
    let entry = at.map(|at| all.swap_remove(at));
    drop(all);
    if let Some(entry) = entry {
        // SAFETY: the definition outlives its library.
        unsafe { forget_definition(entry.def) };
    }
    Ok(())
}

/// # Safety
/// `def` is a live definition that an import noted.
unsafe fn forget_definition(def: *mut PyModuleDef) {
    // SAFETY: the caller's; the definition owns the copy.
    unsafe {
        let base = &raw mut (*def).m_base;
        let copy = core::mem::replace(&mut (*base).m_copy, core::ptr::null_mut());
        (*base).m_init = None;
        drop(Ref::<Object>::from_owned_opt(copy));
    }
}

/// Another import of a single-phase module: what its first one left. `None` if there was none.
fn load_again(name: &str, file: &[u8]) -> PyResult<Option<Ref>> {
    let def = single_phase()
        .iter()
        .find(|e| e.name == name && e.file == file)
        .map(|e| e.def);
    let Some(def) = def else { return Ok(None) };
    check_allowed(name)?;
    let name = &*Str::intern(Str::from_str(name)?);
    // SAFETY: attached; a definition that an import noted is alive.
    let module = unsafe {
        if (*def).m_size == -1 {
            let Some(copy) = Object::from_ptr_opt((*def).m_base.m_copy) else {
                return Ok(None);
            };
            let module = super::add_module(name)?;
            if let (Some(m), Some(copy)) = (module.downcast::<Module>(), copy.downcast::<Dict>()) {
                m.dict().update(copy)?;
            }
            module
        } else {
            let Some(init) = (*def).m_base.m_init else {
                return Ok(None);
            };
            let Some(module) = Ref::<Object>::from_owned_opt(init()) else {
                return Err(Raised::ASSUMED);
            };
            super::modules()?.set_item(name, &module)?;
            module
        }
    };
    // SAFETY: as above.
    unsafe { crate::interpreters::add_module(&module, def)? };
    Ok(Some(module))
}

/// Notes a single-phase module after its first initialisation.
///
/// # Safety
/// `def` is the module's definition, `init` its init function.
unsafe fn note(
    module: &Module,
    def: *mut PyModuleDef,
    init: Init,
    name: &str,
    file: &[u8],
) -> PyResult<()> {
    // SAFETY: the caller's contract; attached.
    unsafe {
        let base = &raw mut (*def).m_base;
        (*base).m_init = Some(init);
        if (*def).m_size == -1 {
            let copy = module.dict().copy()?;
            drop(Ref::<Object>::from_owned_opt(core::mem::replace(
                &mut (*base).m_copy,
                copy.into_ptr().cast(),
            )));
        }
    }
    let mut all = single_phase();
    all.retain(|e| !(e.name == name && e.file == file));
    all.push(SinglePhase {
        file: file.to_vec(),
        name: name.to_owned(),
        def,
    });
    Ok(())
}

// What a module may say of several interpreters (`Py_mod_multiple_interpreters`), as the word of the slot.
const NOT_SUPPORTED: usize = 0;
const SUPPORTED: usize = 1;
const PER_INTERPRETER_GIL_SUPPORTED: usize = 2;

/// What an init function gave.
enum Initialised {
    /// A definition: the module is made from it.
    Definition(*mut PyModuleDef),
    /// The module of a single-phase extension.
    Module(Ref<Module>, *mut PyModuleDef),
}

/// Makes the module of an init function.
///
/// It may be a single-phase extension's, which makes objects and leaves some in its own variables. So the main interpreter calls it;
/// another interpreter then makes a module of its own from what that left, if it may.
fn create(init: Init, name: &str, spec: &Object, path: Option<&Str>) -> PyResult {
    let file = match path {
        Some(p) => p.encode_fs_default()?.as_slice().to_vec(),
        None => name.as_bytes().to_vec(),
    };
    let initialise = || -> PyResult<Initialised> {
        let made = call_init(init, name)?;
        if let Initialised::Module(module, def) = &made {
            if path.is_some() {
                let file = Str::decode_fs_default(&file)?;
                module.dict().set(id!(__file__), &file)?;
            }
            // SAFETY: the module's own definition and init function.
            unsafe { note(module, *def, init, name, &file)? };
        }
        Ok(made)
    };
    // SAFETY: attached.
    let made = if unsafe { pystate::is_main(tstate::interp()) } {
        initialise()?
    } else {
        let definition = in_main_interpreter(|| {
            initialise().map(|made| match made {
                Initialised::Definition(def) => Some(def),
                Initialised::Module(..) => None,
            })
        })?;
        match definition {
            Some(def) => Initialised::Definition(def),
            None => {
                return match load_again(name, &file)? {
                    Some(module) => Ok(module),
                    None => Err(exceptions::bad_internal_call()),
                };
            }
        }
    };
    // SAFETY: the definition is static data of the extension.
    unsafe {
        match made {
            Initialised::Definition(def) => {
                check_interpreters(def, name)?;
                Module::from_def_and_spec(def, spec)
            }
            Initialised::Module(module, def) => {
                crate::interpreters::add_module(&module, def)?;
                super::modules()?.set_item(&Str::intern(Str::from_str(name)?), &module)?;
                Ok(module.upcast())
            }
        }
    }
}

/// Runs `f` with a thread state of the main interpreter. An exception there is reported, and ImportError raised here.
fn in_main_interpreter<R>(f: impl FnOnce() -> PyResult<R>) -> PyResult<R> {
    // SAFETY: the main interpreter outlives the others; the new state is this thread's.
    unsafe {
        let main = base::mem::_PyRuntime.interpreters.main;
        let t = pystate::new_thread_state(main, _PyThreadState_WHENCE_EXEC);
        if t.is_null() {
            return Err(exceptions::no_memory());
        }
        pystate::bind(t);
        let own = pystate::swap(t);
        let result = f().map_err(|_raised| {
            exceptions::write_unraisable(
                format_args!("Exception while importing from subinterpreter"),
                None,
            );
        });
        pystate::clear(t);
        pystate::swap(own);
        pystate::delete(t);
        result.map_err(|()| {
            raise!(
                ImportError,
                "failed to import from subinterpreter due to exception"
            )
        })
    }
}

/// Does the current interpreter refuse modules that do not say that they can be in several?
fn refuses_others() -> bool {
    // SAFETY: attached.
    unsafe {
        let interp = tstate::interp();
        match (*interp).imports.override_multi_interp_extensions_check {
            0 => (*interp).feature_flags & Py_RTFLAGS_MULTI_INTERP_EXTENSIONS != 0,
            n => n > 0,
        }
    }
}

/// ImportError if the current interpreter refuses modules that do not say that they can be in several.
fn check_allowed(name: &str) -> PyResult<()> {
    if refuses_others() {
        return Err(raise!(
            ImportError,
            "module {name} does not support loading in subinterpreters"
        ));
    }
    Ok(())
}

/// Asks what a multi-phase module says of several interpreters.
///
/// # Safety
/// `def` is a valid definition.
unsafe fn check_interpreters(def: *mut PyModuleDef, name: &str) -> PyResult<()> {
    // SAFETY: attached; the slots end with a zero slot.
    unsafe {
        let interp = tstate::interp();
        if pystate::is_main(interp) {
            return Ok(());
        }
        let mut supports = SUPPORTED;
        let mut slot = (*def).m_slots;
        while !slot.is_null() && (*slot).slot != 0 {
            if (*slot).slot == Py_mod_multiple_interpreters {
                supports = (*slot).value.addr();
            }
            slot = slot.add(1);
        }
        match supports {
            NOT_SUPPORTED => check_allowed(name),
            PER_INTERPRETER_GIL_SUPPORTED => Ok(()),
            _ if (*interp).ceval.own_gil != 0 => check_allowed(name),
            _ => Ok(()),
        }
    }
}

/// Calls an init function and looks at what it gives.
fn call_init(init: Init, name: &str) -> PyResult<Initialised> {
    let full = CString::new(name).unwrap_or_default();
    // what the init function is named after
    let last = name.rsplit('.').next().unwrap_or(name);
    let short = if last.is_ascii() {
        last.to_owned()
    } else {
        punycode(last)
    };
    // The package context tells single-phase modules their full name.
    // SAFETY: attached to the main interpreter; the pointer is put back before `full` goes.
    let result = unsafe {
        let slot = &raw mut base::mem::_PyRuntime.imports.pkgcontext;
        let saved = slot.replace(full.as_ptr());
        let r = init();
        *slot = saved;
        r
    };
    // SAFETY: a PyInit function gives NULL with an exception, a definition (borrowed), or a module (new reference).
    unsafe {
        if result.is_null() {
            if base::error::occurred() {
                return Err(Raised::ASSUMED);
            }
            return Err(raise!(
                SystemError,
                "initialization of {} failed without raising an exception",
                short
            ));
        }
        if base::error::occurred() {
            return Err(exceptions::raise_from_cause(
                &types::SystemError,
                format_args!("initialization of {short} raised unreported exception"),
            ));
        }
        if (*result).ob_type.is_null() {
            return Err(raise!(
                SystemError,
                "init function of {} returned uninitialized object",
                short
            ));
        }
        let object = Object::from_ptr(result);
        if object.is_exactly(objects::module::PyModuleDef_Type.as_mut_ptr()) {
            return Ok(Initialised::Definition(result.cast()));
        }
        let module: Ref = Ref::from_raw_owned(result);
        if !last.is_ascii() {
            // PyInitU_ functions came after single-phase initialisation
            return Err(raise!(
                SystemError,
                "initialization of {} did not return PyModuleDef",
                short
            ));
        }
        let Ok(module) = module.downcast_into::<Module>() else {
            return Err(raise!(
                SystemError,
                "initialization of {} did not return an extension module",
                short
            ));
        };
        let def = (*module.raw().cast::<PyModuleObject>()).md_def;
        if def.is_null() {
            return Err(raise!(
                SystemError,
                "initialization of {} did not return a valid extension module",
                short
            ));
        }
        Ok(Initialised::Module(module, def))
    }
}

/// Runs a multi-phase module's exec slots, once.
pub fn exec(module: &Object) -> PyResult<()> {
    let Some(m) = module.downcast::<Module>() else {
        return Ok(());
    };
    // SAFETY: a module's definition lives as long as the module; the state word tells whether it was run.
    unsafe {
        let def = (*m.raw().cast::<PyModuleObject>()).md_def;
        if def.is_null() || (*def).m_slots.is_null() {
            return Ok(());
        }
        if !(*m.raw()).md_state.is_null() {
            return Ok(()); // run before
        }
        Module::exec_def(module, def)
    }
}
