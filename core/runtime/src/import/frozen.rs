//! Modules that the library carries: marshalled code inside the library (`pylib`), and an embedder's own table.
//!
//! With a standard library on disk only the modules that stock freezes are served from here (start-up is quicker and
//! behaves as stock: `__spec__.origin` is 'frozen'); without one, all of it is.

use base::tstate;
use layout::_frozen;
use objects::exceptions::{self, types};
use objects::prelude::*;

/// A carried module.
pub struct Frozen {
    /// Marshalled code object.
    pub code: &'static [u8],
    pub is_package: bool,
    /// The module's name in the stock library where it is an alias (`__hello_alias__`); None means "not of the library".
    pub origname: Option<&'static str>,
}

/// Must be frozen: without these nothing can be imported.
const ESSENTIAL: &[&str] = &[
    "_frozen_importlib",
    "_frozen_importlib_external",
    "zipimport",
];

/// What stock freezes besides.
const STOCK: &[&str] = &[
    "abc",
    "codecs",
    "io",
    "_collections_abc",
    "_sitebuiltins",
    "genericpath",
    "ntpath",
    "posixpath",
    "os",
    "site",
    "stat",
    "importlib.util",
    "importlib.machinery",
    "runpy",
    "__hello__",
    "__phello__",
    "__phello__.ham",
    "__phello__.ham.eggs",
    "__phello__.spam",
    "__hello_alias__",
    "__phello_alias__",
    "__phello_alias__.spam",
    "__hello_only__",
];

/// What a request can come to.
pub enum Found {
    Module(Frozen),
    NotFound,
    /// Carried, but switched off by `-X frozen_modules=off`.
    Disabled,
    /// An embedder's table names it, without code.
    Excluded,
    /// An embedder's table has code for it that is none.
    Invalid,
}

impl Found {
    /// The module, or the import error of whoever must have it.
    pub fn required(self, name: &str) -> PyResult<Frozen> {
        let what = match self {
            Found::Module(m) => return Ok(m),
            Found::NotFound => "No such frozen object named {}",
            Found::Disabled => {
                "Frozen modules are disabled and the frozen object named {} is not essential"
            }
            Found::Excluded => "Excluded frozen object named {}",
            Found::Invalid => return Err(invalid(name)),
        };
        Err(error(name, what))
    }
}

/// Something is frozen under this name, but no code.
pub fn invalid(name: &str) -> Raised {
    error(name, "Frozen object named {} is invalid")
}

fn error(name: &str, what: &str) -> Raised {
    let shown = Str::from_str(name).and_then(|n| n.repr());
    match shown {
        Ok(shown) => exceptions::raise_import_error(
            &types::ImportError,
            format_args!("{}", what.replace("{}", &shown.to_string_lossy())),
            Some(name),
            None,
        ),
        Err(raised) => raised,
    }
}

/// Aliases: frozen name -> module in the library.
fn origin_of(name: &str) -> &str {
    match name {
        "_frozen_importlib" => "importlib._bootstrap",
        "_frozen_importlib_external" => "importlib._bootstrap_external",
        "__hello_alias__" | "__phello_alias__" | "__phello_alias__.spam" => "__hello__",
        "__hello_only__" => "__hello__",
        other => other,
    }
}

/// Is a standard library on disk in use?
fn stdlib_on_disk() -> bool {
    // SAFETY: attached; the configuration does not change once the interpreter is up.
    unsafe { !(*tstate::interp()).config.stdlib_dir.is_null() }
}

fn use_frozen() -> bool {
    // SAFETY: attached.
    unsafe {
        match (*tstate::interp()).imports.override_frozen_modules {
            0 => (*tstate::interp()).config.use_frozen_modules != 0,
            n => n > 0,
        }
    }
}

/// One alias makes a package of a plain module.
fn is_package(name: &str, module: &pylib::Module) -> bool {
    module.is_package || name == "__phello_alias__"
}

/// An embedder's own modules, before those that are carried; ends with a row of zeros. NULL unless the embedder sets it, and read only.
#[unsafe(no_mangle)]
pub static mut PyImport_FrozenModules: *const _frozen = core::ptr::null();

/// The rows of the embedder's table, by name.
fn own_modules() -> impl Iterator<Item = (&'static str, &'static _frozen)> {
    // SAFETY: the embedder's contract: a table as described, of rows, names and code that live as long as Python does.
    unsafe {
        let mut next = PyImport_FrozenModules;
        core::iter::from_fn(move || {
            let row = next.as_ref().filter(|row| !row.name.is_null())?;
            next = next.add(1);
            Some((core::ffi::CStr::from_ptr(row.name), row))
        })
        .filter_map(|(name, row)| Some((name.to_str().ok()?, row)))
    }
}

/// Does the embedder's table call this module a package? It may, even of one without code.
pub fn own_is_package(wanted: &str) -> bool {
    let mut rows = own_modules();
    rows.any(|(name, row)| name == wanted && (row.is_package != 0 || row.size < 0))
}

fn find_own(wanted: &str) -> Option<Found> {
    let (name, row) = own_modules().find(|(name, _)| *name == wanted)?;
    // of old, a package had a size below 0
    let size = row.size.unsigned_abs() as usize;
    // SAFETY: the row's code is as long as it says.
    Some(match unsafe { row.code.as_ref() } {
        None => Found::Excluded,
        Some(0) => Found::Invalid,
        Some(_) if size == 0 => Found::Invalid,
        Some(first) => Found::Module(Frozen {
            // SAFETY: as above; the table is the embedder's for good.
            code: unsafe { core::slice::from_raw_parts(first, size) },
            is_package: own_is_package(name),
            origname: Some(name),
        }),
    })
}

/// Looks a frozen module up: an essential one, one of the embedder's, one that is carried.
pub fn find(name: &str) -> Found {
    let essential = ESSENTIAL.contains(&name);
    if !essential && let Some(found) = find_own(name) {
        return found;
    }
    let on_disk = stdlib_on_disk();
    if !essential && on_disk && !STOCK.contains(&name) {
        return Found::NotFound;
    }
    let origin = origin_of(name);
    let Some(module) = pylib::find(origin) else {
        return Found::NotFound;
    };
    if !essential && on_disk && !use_frozen() {
        return Found::Disabled;
    }
    Found::Module(Frozen {
        code: module.code,
        is_package: is_package(name, module),
        origname: if name == "__hello_only__" {
            None
        } else {
            Some(module.name)
        },
    })
}

/// The names that `_imp._frozen_module_names` lists.
pub fn names() -> Vec<&'static str> {
    ESSENTIAL
        .iter()
        .chain(STOCK)
        .copied()
        .filter(|n| pylib::find(origin_of(n)).is_some())
        .chain(own_modules().map(|(name, _)| name))
        .collect()
}

/// The program that computes paths.
pub fn getpath() -> PyResult {
    crate::marshal::loads(pylib::GETPATH)
}

/// The tables that C programs read: the essential modules, those of the standard library, those of its tests. Empty until the runtime starts.
#[unsafe(no_mangle)]
pub static mut _PyImport_FrozenBootstrap: *const _frozen = &raw const END.0;
#[unsafe(no_mangle)]
pub static mut _PyImport_FrozenStdlib: *const _frozen = &raw const END.0;
#[unsafe(no_mangle)]
pub static mut _PyImport_FrozenTest: *const _frozen = &raw const END.0;

struct End(_frozen);
// SAFETY: never written.
unsafe impl Sync for End {}
// SAFETY: all-zero is the end of a table.
static END: End = End(unsafe { layout::zeroed() });

/// Fills the tables, once.
///
/// # Safety
/// The runtime starts: nobody else runs.
pub unsafe fn fill_tables() {
    let table = |names: &[&str]| -> *const _frozen {
        let mut table = Vec::new();
        for name in names {
            let (Some(module), Ok(c_name)) =
                (pylib::find(origin_of(name)), std::ffi::CString::new(*name))
            else {
                continue;
            };
            table.push(_frozen {
                name: c_name.into_raw(),
                code: module.code.as_ptr(),
                size: module.code.len() as core::ffi::c_int,
                is_package: is_package(name, module).into(),
            });
        }
        // SAFETY: all-zero is the end of a table.
        table.push(unsafe { layout::zeroed() });
        Box::leak(table.into_boxed_slice()).as_ptr()
    };
    let tests = STOCK
        .iter()
        .position(|n| *n == "__hello__")
        .unwrap_or(STOCK.len());
    let (library, tests) = STOCK.split_at(tests);
    // SAFETY: the caller's contract.
    unsafe {
        if _PyImport_FrozenBootstrap == &raw const END.0 {
            _PyImport_FrozenBootstrap = table(ESSENTIAL);
            _PyImport_FrozenStdlib = table(library);
            _PyImport_FrozenTest = table(tests);
        }
    }
}

/// Imports a carried module without importlib: makes it, puts it into `sys.modules`, runs it
/// (`PyImport_ImportFrozenModuleObject`). False if there is no such module.
pub fn import(name: &str) -> PyResult<bool> {
    let frozen = match find(name) {
        Found::NotFound | Found::Disabled => return Ok(false),
        found => found.required(name)?,
    };
    let code = crate::marshal::loads(frozen.code)?;
    let Some(code) = code.downcast::<Code>() else {
        return Err(raise!(
            TypeError,
            "frozen object {} is not a code object",
            Str::from_str(name)?.repr()?.to_string_lossy()
        ));
    };
    let pyname = Str::intern(Str::from_str(name)?);
    let module = super::add_module(&pyname)?;
    let Some(m) = module.downcast::<Module>() else {
        return Ok(false);
    };
    let dict = m.dict();
    if frozen.is_package {
        dict.set(id!(__path__), &*List::new()?)?;
    }
    dict.set(id!(__builtins__), crate::builtins::dict())?;
    match frozen.origname {
        Some(origin) => dict.set(interned!("__origname__"), &*Str::from_str(origin)?)?,
        None => dict.set(interned!("__origname__"), none())?,
    }
    crate::frames::eval_code(code, dict, dict)?;
    Ok(true)
}
