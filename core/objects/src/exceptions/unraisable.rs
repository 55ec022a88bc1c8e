//! Exceptions that have nowhere to go (in finalisers, callbacks, collections): `sys.unraisablehook`.

use core::fmt::Arguments;

use base::local::LocalRef;
use base::{Object, PyResult, Ref};

use super::BaseExc;
use super::print::{error_file, sys_object, type_display_name, write_object, write_text};
use crate::prelude::*;

/// Hands the current exception to `sys.unraisablehook`, described by `context` ("Exception ignored while calling") and the
/// repr of `object`, if given (`PyErr_FormatUnraisable`).
pub fn write_unraisable(context: Arguments<'_>, object: Option<&Object>) {
    let Some(exception) = base::error::take_current() else {
        return;
    };
    let shown = object.map(|o| o.repr().map(|r| r.to_string_lossy().into_owned()));
    let message = match shown {
        None => Str::format(context),
        Some(Ok(repr)) => Str::format(format_args!("{context} {repr}")),
        Some(Err(raised)) => {
            raised.clear();
            Str::format(context)
        }
    };
    let message = message.map_err(base::Raised::clear).ok();
    report(
        exception,
        message.as_deref().map(|m| -> &Object { m }),
        None,
    );
}

/// `PyErr_WriteUnraisable(object)`: no message; the hook shows the object.
pub fn write_unraisable_object(object: Option<&Object>) {
    if let Some(exception) = base::error::take_current() {
        report(exception, None, object);
    }
}

fn report(exception: Ref, message: Option<&Object>, object: Option<&Object>) {
    if let Some(e) = exception.downcast::<BaseExc>()
        && e.traceback().is_none()
    {
        // Nobody unwound: the place where it is reported has to do.
        add_current_frame(e);
    }
    let traceback = exception
        .downcast::<BaseExc>()
        .and_then(BaseExc::traceback)
        .unwrap_or_else(none_ref);
    let outcome = (|| -> PyResult<bool> {
        let Some(hook) = sys_object(interned!("unraisablehook"))? else {
            return Ok(false);
        };
        if is_none(&hook) && !crate::audit::active() {
            // The default one, which says nothing where there is no stderr: so it is while the interpreter goes away.
            return Ok(error_file().is_none());
        }
        let Some(make) = hook_args_type() else {
            return Ok(false);
        };
        let class: Ref = exception.class().to_ref().upcast();
        let fields = Tuple::from_slice(&[
            &class,
            &exception,
            &traceback,
            message.unwrap_or(none()),
            object.unwrap_or(none()),
        ])?;
        let args = make.call(&[&fields])?;
        if let Err(raised) = crate::audit!("sys.unraisablehook", &*hook, &*args) {
            if let Some(own) = raised.take() {
                let text = Str::from_str("Exception ignored in audit hook")?;
                show(&own, Some(&text), None)?;
            }
            return Ok(true);
        }
        if is_none(&hook) {
            return Ok(error_file().is_none());
        }
        match hook.call(&[&args]) {
            Ok(result) => {
                drop(result);
                Ok(true)
            }
            Err(raised) => {
                // The hook failed: its exception is shown instead, with the hook as the place.
                if let Some(own) = raised.take() {
                    let text = Str::from_str("Exception ignored in sys.unraisablehook")?;
                    show(&own, Some(&text), Some(&hook))?;
                }
                Ok(true)
            }
        }
    })();
    match outcome {
        Ok(true) => {}
        Ok(false) => {
            if let Err(raised) = show(&exception, message, object) {
                raised.clear();
            }
        }
        Err(raised) => raised.clear(),
    }
}

/// A traceback entry for the Python frame that is running.
fn add_current_frame(e: &BaseExc) {
    use crate::traceback::{Traceback, frame_lasti, frames::Running};
    let Some(frame) = Running::current() else {
        return;
    };
    // SAFETY: a complete frame that runs; its object lives as long.
    let made = unsafe {
        let object = base::upcalls::frame_object(frame.as_ptr());
        if object.is_null() {
            return;
        }
        Traceback::create(None, object, frame_lasti(frame.as_ptr()), -1)
    };
    match made {
        Ok(tb) => e.set_traceback(Some(tb.upcast())),
        Err(raised) => raised.clear(),
    }
}

static HOOK_ARGS: LocalRef<Type> = LocalRef::new();

/// Makes the hook's argument type, once for each interpreter (`_PyErr_InitTypes`).
pub fn init_types() -> PyResult<()> {
    if hook_args_type().is_some() {
        return Ok(());
    }
    static DESCRIPTION: crate::structseq::Description = crate::structseq::Description::new(
        c"UnraisableHookArgs",
        c"What sys.unraisablehook is called with.",
        &[
            (c"exc_type", c"Exception type"),
            (c"exc_value", c"Exception value"),
            (c"exc_traceback", c"Exception traceback"),
            (c"err_msg", c"Error message"),
            (c"object", c"Object causing the exception"),
        ],
        5,
    );
    HOOK_ARGS.set(DESCRIPTION.new_type()?);
    Ok(())
}

fn hook_args_type() -> Option<&'static Type> {
    HOOK_ARGS.get()
}

/// `sys.__unraisablehook__`: shows the fields of the hook's argument on `sys.stderr`.
pub fn write_unraisable_default(args: &Object) -> PyResult<()> {
    let Some(fields) = args.downcast::<Tuple>() else {
        return Err(raise!(
            TypeError,
            "sys.unraisablehook argument type must be UnraisableHookArgs"
        ));
    };
    let &[class, value, traceback, message, object] = fields.as_slice() else {
        return Err(raise!(
            TypeError,
            "sys.unraisablehook argument type must be UnraisableHookArgs"
        ));
    };
    let some = |o| if is_none(o) { None } else { Some(o) };
    show_parts(
        class,
        some(value),
        some(traceback),
        some(message),
        some(object),
    )
}

fn show(exception: &Object, message: Option<&Object>, object: Option<&Object>) -> PyResult<()> {
    let traceback = exception.downcast::<BaseExc>().and_then(BaseExc::traceback);
    show_parts(
        exception.class(),
        Some(exception),
        traceback.as_deref(),
        message,
        object,
    )
}

fn show_parts(
    class: &Object,
    value: Option<&Object>,
    traceback: Option<&Object>,
    message: Option<&Object>,
    object: Option<&Object>,
) -> PyResult<()> {
    let file = error_file();
    let file = file.as_deref();
    match (object, message) {
        (Some(object), message) => {
            match message {
                Some(m) => {
                    write_object(file, &*m.str()?);
                    write_text(file, ": ");
                }
                None => write_text(file, "Exception ignored in: "),
            }
            match object.repr() {
                Ok(r) => write_object(file, &r),
                Err(raised) => {
                    raised.clear();
                    write_text(file, "<object repr() failed>");
                }
            }
            write_text(file, "\n");
        }
        (None, Some(m)) => {
            write_object(file, &*m.str()?);
            write_text(file, ":\n");
        }
        (None, None) => {}
    }
    if let (Some(tb), Some(file)) = (traceback, file)
        && let Some(tb) = tb.downcast::<crate::traceback::Traceback>()
        && let Err(raised) = crate::traceback::print::print(tb, file)
    {
        raised.clear();
    }
    if is_none(class) {
        return Ok(());
    }
    write_text(file, &type_display_name(class));
    if let Some(value) = value {
        match value.str() {
            Ok(s) => {
                if !s.is_empty() {
                    write_text(file, ": ");
                    write_object(file, &s);
                }
            }
            Err(raised) => {
                raised.clear();
                write_text(file, ": <exception str() failed>");
            }
        }
    }
    write_text(file, "\n");
    if let Some(f) = file
        && let Err(raised) = f.call_method(interned!("flush"), &[])
    {
        raised.clear();
    }
    Ok(())
}
