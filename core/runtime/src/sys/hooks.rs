//! The hooks of `sys`: displaying values and exceptions, breakpoints, unraisable exceptions.

use clinic::pyfunction;
use objects::clinic::*;
use objects::exceptions;
use objects::exceptions::types;
use objects::prelude::*;

/// Show a value of the prompt, and keep it as builtins._.
#[pyfunction("displayhook(object, /)")]
pub fn displayhook(object: &Object) -> PyResult<()> {
    let builtins = crate::builtins::dict();
    if is_none(object) {
        return Ok(());
    }
    builtins.set(interned!("_"), none())?;
    let Some(out) = super::get("stdout")?.filter(|o| !is_none(o)) else {
        return Err(raise!(RuntimeError, "lost sys.stdout"));
    };
    let text = object.repr()?;
    if let Err(raised) = out.call_method(id!(write), &[&text]) {
        exceptions::clear_if(&types::UnicodeEncodeError, raised)?;
        // what the stream cannot encode is shown escaped
        let encoding = out.get_attr(id!(encoding))?;
        let escaped = text.call_method(id!(encode), &[&encoding, interned!("backslashreplace")])?;
        match out.get_attr_opt(id!(buffer))? {
            Some(buffer) => {
                buffer.call_method(id!(write), &[&escaped])?;
            }
            None => {
                let shown = escaped.call_method(id!(decode), &[&encoding, id!(strict)])?;
                out.call_method(id!(write), &[&shown])?;
            }
        }
    }
    out.call_method(id!(write), &[interned!("\n")])?;
    builtins.set(interned!("_"), object)
}

/// Show an exception and its traceback on sys.stderr.
#[pyfunction("excepthook(exctype, value, traceback, /)")]
pub fn excepthook(_exctype: &Object, value: &Object, traceback: &Object) -> PyResult<()> {
    exceptions::print::display(value, Some(traceback))
}

/// Start a debugger: what PYTHONBREAKPOINT names, else pdb.set_trace().
#[pyfunction(raw, "breakpointhook($module, /, *args, **kwargs)")]
pub fn breakpointhook(args: &[&Object], kwnames: Option<&Tuple>) -> PyResult {
    // SAFETY: the keyword values of a vectorcall follow the positional arguments.
    let args = unsafe {
        core::slice::from_raw_parts(args.as_ptr(), args.len() + kwnames.map_or(0, Tuple::len))
    };
    let wanted = std::env::var("PYTHONBREAKPOINT")
        .ok()
        .filter(|v| !v.is_empty());
    let wanted = wanted.as_deref().unwrap_or("pdb.set_trace");
    if wanted == "0" {
        return Ok(none_ref());
    }
    let (module, attr) = wanted.rsplit_once('.').unwrap_or(("builtins", wanted));
    let attr_name = Str::from_str(attr)?;
    let found = if module.is_empty() {
        Err(raise!(ImportError, "no module named"))
    } else {
        crate::import::import(module).and_then(|m| m.get_attr(&attr_name))
    };
    match found {
        Ok(hook) => hook.call_kw(args, kwnames),
        Err(raised) => {
            if !exceptions::matches(&types::ImportError)
                && !exceptions::matches(&types::AttributeError)
            {
                return Err(raised);
            }
            raised.clear();
            objects::warnings::warn(
                &types::RuntimeWarning,
                format_args!("Ignoring unimportable $PYTHONBREAKPOINT: \"{wanted}\""),
                0,
            )?;
            Ok(none_ref())
        }
    }
}

/// Report an exception that nobody could catch.
#[pyfunction("unraisablehook(unraisable, /)")]
pub fn unraisablehook(unraisable: &Object) -> PyResult<()> {
    exceptions::print::unraisable(unraisable)
}
