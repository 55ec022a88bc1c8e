//! The `_imp` module: what importlib needs of the interpreter.

use base::tstate;
use clinic::{method_table, pyfunction};
use layout::*;
use objects::clinic::*;
use objects::prelude::*;

use super::{dynload, frozen, inittab, lock};

/// Is the global import lock held?
#[pyfunction("lock_held()")]
fn lock_held() -> bool {
    lock::held()
}

/// Take the global import lock, waiting for it.
#[pyfunction("acquire_lock()")]
fn acquire_lock() {
    lock::acquire();
}

/// Let go of the global import lock.
#[pyfunction("release_lock()")]
fn release_lock() -> PyResult<()> {
    if lock::release() {
        Ok(())
    } else {
        Err(raise!(RuntimeError, "not holding the import lock"))
    }
}

/// The file name endings of extension modules.
#[pyfunction("extension_suffixes()")]
fn extension_suffixes() -> PyResult<Ref<List>> {
    let list = List::new()?;
    for suffix in dynload::SUFFIXES {
        list.push(&*Str::from_str(suffix)?)?;
    }
    Ok(list)
}

fn find(name: &str) -> PyResult<frozen::Frozen> {
    frozen::find(name).required(name)
}

/// Facts about a frozen module, (data, is_package, origname), or None.
#[pyfunction("find_frozen(name, /, *, withdata=False)")]
fn find_frozen(name: &Str, #[default(false)] withdata: bool) -> PyResult {
    let name = name.to_string_lossy();
    let m = match frozen::find(&name) {
        frozen::Found::NotFound | frozen::Found::Disabled => return Ok(none_ref()),
        found => found.required(&name)?,
    };
    let data = if withdata {
        objects::MemoryView::from_object(&*Bytes::from_slice(m.code)?)?.upcast()
    } else {
        none_ref()
    };
    let origin = match m.origname {
        Some(o) => Str::from_str(o)?.upcast(),
        None => none_ref(),
    };
    Ok(Tuple::from_array([data, py_bool(m.is_package).to_ref(), origin])?.upcast())
}

/// The code object of a frozen module.
#[pyfunction("get_frozen_object(name, data=None, /)")]
fn get_frozen_object(name: &Str, data: Option<&Object>) -> PyResult {
    let shown = name.as_utf8()?;
    let code = match data.filter(|d| !is_none(d)) {
        Some(d) => {
            let Some(bytes) = d.downcast::<Bytes>() else {
                return Err(raise!(
                    TypeError,
                    "get_frozen_object() argument 2 must be bytes, not {}",
                    d.class().tp_name()
                ));
            };
            crate::marshal::loads(bytes.as_slice()).map_err(|raised| {
                raised.clear();
                frozen::invalid(shown)
            })?
        }
        None => crate::marshal::loads(find(shown)?.code)?,
    };
    if code.downcast::<Code>().is_none() {
        return Err(raise!(
            TypeError,
            "frozen object {} is not a code object",
            name.repr()?.to_string_lossy()
        ));
    }
    Ok(code)
}

/// Is the frozen module a package?
#[pyfunction("is_frozen_package(name, /)")]
fn is_frozen_package(name: &Str) -> PyResult<bool> {
    match frozen::find(name.as_utf8()?) {
        frozen::Found::Excluded => Ok(frozen::own_is_package(name.as_utf8()?)),
        found => Ok(found.required(name.as_utf8()?)?.is_package),
    }
}

/// Is there a frozen module of this name?
#[pyfunction("is_frozen(name, /)")]
fn is_frozen(name: &Str) -> PyResult<bool> {
    Ok(matches!(
        frozen::find(&name.to_string_lossy()),
        frozen::Found::Module(_)
    ))
}

/// The names of the frozen modules.
#[pyfunction("_frozen_module_names()")]
fn frozen_module_names() -> PyResult<Ref<List>> {
    let list = List::new()?;
    for name in frozen::names() {
        list.push(&*Str::from_str(name)?)?;
    }
    Ok(list)
}

/// Override the use of frozen modules: 1 on, -1 off, 0 as configured.
#[pyfunction("_override_frozen_modules_for_tests(override, /)")]
fn override_frozen_modules_for_tests(r#override: i32) {
    // SAFETY: attached.
    unsafe { (*tstate::interp()).imports.override_frozen_modules = r#override }
}

/// Override the check of extension modules in subinterpreters; gives the old value.
#[pyfunction("_override_multi_interp_extensions_check(override, /)")]
fn override_multi_interp_extensions_check(r#override: i32) -> PyResult<i32> {
    // SAFETY: attached.
    unsafe {
        if crate::pystate::is_main(tstate::interp()) {
            return Err(raise!(
                RuntimeError,
                "_imp._override_multi_interp_extensions_check() cannot be used in the main interpreter"
            ));
        }
        Ok(core::mem::replace(
            &mut (*tstate::interp())
                .imports
                .override_multi_interp_extensions_check,
            r#override,
        ))
    }
}

/// Run a frozen module without importlib; None if there is none.
#[pyfunction("init_frozen(name, /)")]
fn init_frozen(name: &Str) -> PyResult {
    if frozen::import(name.as_utf8()?)? {
        super::add_module(name)
    } else {
        Ok(none_ref())
    }
}

/// Is it a built-in module? -1: yes, and it cannot be made again; 1: yes; 0: no.
#[pyfunction("is_builtin(name, /)")]
fn is_builtin(name: &Str) -> PyResult<i32> {
    Ok(match inittab::find(&name.to_string_lossy()) {
        Some(None) => -1,
        Some(Some(_)) => 1,
        None => 0,
    })
}

/// Make a built-in module for a spec. It is run by exec_builtin().
#[pyfunction("create_builtin(spec, /)")]
fn create_builtin(spec: &Object) -> PyResult {
    let name = spec.get_attr(id!(name))?;
    let Some(name) = name.downcast::<Str>() else {
        return Err(raise!(
            TypeError,
            "name must be string, not {}",
            name.class().tp_name()
        ));
    };
    dynload::create_builtin(name, spec)
}

/// Make an extension module for a spec. It is run by exec_dynamic().
#[pyfunction("create_dynamic(spec, file=<unrepresentable>, /)")]
fn create_dynamic(spec: &Object, _file: Option<&Object>) -> PyResult {
    dynload::create_dynamic(spec)
}

/// Run an extension module that was made.
#[pyfunction("exec_dynamic(mod, /)")]
fn exec_dynamic(r#mod: &Object) -> PyResult<i32> {
    dynload::exec(r#mod).map(|()| 0)
}

/// Run a built-in module that was made.
#[pyfunction("exec_builtin(mod, /)")]
fn exec_builtin(r#mod: &Object) -> PyResult<i32> {
    dynload::exec(r#mod).map(|()| 0)
}

/// Set the file name of a code object and of those within it.
#[pyfunction("_fix_co_filename(code, path, /)")]
fn fix_co_filename(code: &Code, path: &Str) -> PyResult<()> {
    crate::frames::set_filename(code, path)
}

/// The hash of a source file's contents, for hash-based .pyc files.
#[pyfunction("source_hash(key, source)")]
fn source_hash(key: i64, source: Buffer) -> PyResult<Ref<Bytes>> {
    let hash = objects::pyhash::siphash13(key as u64, 0, source.as_slice());
    Bytes::from_slice(&hash.to_le_bytes())
}

/// The magic number of 3.14's `.pyc` files (3627) and the two bytes that follow it.
pub const MAGIC_TOKEN: u32 = 3627 | (0x0d << 16) | (0x0a << 24);

static mut DEF: PyModuleDef = PyModuleDef {
    m_name: c"_imp".as_ptr(),
    m_doc: c"The interpreter's side of importlib.".as_ptr(),
    m_methods: method_table![
        extension_suffixes,
        lock_held,
        acquire_lock,
        release_lock,
        find_frozen,
        get_frozen_object,
        is_frozen_package,
        create_builtin,
        init_frozen,
        is_builtin,
        is_frozen,
        frozen_module_names,
        override_frozen_modules_for_tests,
        override_multi_interp_extensions_check,
        create_dynamic,
        exec_dynamic,
        exec_builtin,
        fix_co_filename,
        source_hash,
    ],
    m_slots: (&raw const SLOTS).cast_mut().cast(),
    ..crate::builtins::module_def()
};

static SLOTS: objects::module::Slots<3> = objects::module::Slots([
    objects::module::exec_slot(exec_imp),
    objects::module::PER_INTERPRETER_SLOT,
    objects::module::END_SLOT,
]);

extern "C" fn exec_imp(module: &Module) -> Status {
    let fill = || -> PyResult<()> {
        // SAFETY: attached; the configuration is complete.
        let mode = unsafe {
            crate::config::wide::to_string((*tstate::interp()).config.check_hash_pycs_mode)
        };
        module.add_str("check_hash_based_pycs", &mode)?;
        module.add(
            "pyc_magic_number_token",
            &*Long::from_i64(i64::from(MAGIC_TOKEN))?,
        )
    };
    fill().into()
}

#[allow(non_snake_case)]
pub unsafe extern "C" fn PyInit__imp() -> *mut PyObject {
    // SAFETY: a static definition.
    unsafe { objects::module::def_init(&raw mut DEF) }
}
