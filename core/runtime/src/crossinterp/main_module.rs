//! A copy of another interpreter's `__main__`: pickles name its functions and classes, which this interpreter has not run.
//!
//! The file is run once per interpreter under a made-up name, so that what stands under `if __name__ == "__main__"` is not; the copy
//! takes the place of `__main__` while something is unpickled.

use base::tstate;
use objects::exceptions::{self, BaseExc, types};
use objects::prelude::*;

use super::main_module;
use crate::import;

/// Under this the copy is kept in the interpreter's dict.
const CACHED: &str = "CACHED_MODULE_NS___main__";

/// The file that `__main__` was run from, if it is known.
pub fn file() -> Option<String> {
    let find = || -> PyResult<Option<String>> {
        let module = main_module()?;
        let Some(file) = module.get_attr_opt(id!(__file__))? else {
            return Ok(None);
        };
        Ok(match file.downcast::<Str>() {
            Some(file) => Some(file.as_utf8()?.to_owned()),
            None => None,
        })
    };
    find().unwrap_or_else(|raised| {
        raised.clear();
        None
    })
}

/// Is the exception what unpickling raises for a name that `__main__` does not have?
pub fn is_missing_name(exception: &Object) -> bool {
    const MESSAGE: &str = "module '__main__' has no attribute '";
    if !exceptions::given_matches(exception, &types::AttributeError) {
        return false;
    }
    // SAFETY: an exception, as checked.
    let args = unsafe { exception.downcast_unchecked::<BaseExc>() }.args();
    args.as_slice()
        .first()
        .and_then(|first| first.downcast::<Str>())
        .is_some_and(|text| text.to_string_lossy().starts_with(MESSAGE))
}

/// Runs `f` with the copy in the place of `__main__`.
pub fn with_copy<R>(file: &str, f: impl FnOnce() -> PyResult<R>) -> PyResult<R> {
    let copy = copy_of(file)?;
    let modules = import::modules()?;
    let own = main_module()?;
    modules.set_item(id!(__main__), &copy)?;
    let result = f();
    let kept = base::error::take_current();
    if modules.set_item(id!(__main__), &own).is_err() {
        exceptions::write_unraisable(
            format_args!("Exception ignored while restoring __main__"),
            None,
        );
    }
    base::error::restore(kept);
    result
}

fn copy_of(file: &str) -> PyResult {
    let cache = interpreter_dict()?;
    let key = Str::from_str(CACHED)?;
    if let Some(copy) = cache.get_str(&key)? {
        return Ok(copy);
    }
    let copy = Module::new(id!(__main__))?;
    let run_path = import::import_attr("runpy", interned!("run_path"))?;
    let namespace = run_path.call(&[
        &*Str::from_str(file)?,
        none(),
        &*Str::from_str("<fake __main__>")?,
    ])?;
    copy.dict().update(&namespace)?;
    cache.set(&key, &copy)?;
    Ok(copy.upcast())
}

/// The dict that an interpreter keeps for whoever wants to (`PyInterpreterState_GetDict`).
fn interpreter_dict() -> PyResult<Ref<Dict>> {
    // SAFETY: attached; the interpreter owns the dict.
    unsafe {
        let slot = &raw mut (*tstate::interp()).dict;
        if (*slot).is_null() {
            *slot = Dict::new()?.into_ptr();
        }
        Ok(Object::from_ptr(*slot)
            .downcast_unchecked::<Dict>()
            .to_ref())
    }
}
