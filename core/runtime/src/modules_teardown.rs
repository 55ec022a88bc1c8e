//! The end of modules: `sys.modules` is emptied in an order that lets destructors still find what they need.

use base::tstate;
use objects::gc;
use objects::prelude::*;

use crate::{builtins, import, sys};

/// Names of `sys` that keep objects of the program alive, set to None first.
const SYS_DELETES: &[&str] = &[
    "path",
    "argv",
    "ps1",
    "ps2",
    "last_exc",
    "last_type",
    "last_value",
    "last_traceback",
    "path_hooks",
    "path_importer_cache",
    "meta_path",
];

/// `finalize_modules`: no exception leaves here.
pub fn finalize_modules() {
    if let Err(raised) = teardown() {
        raised.clear();
    }
}

fn teardown() -> PyResult<()> {
    let Ok(modules) = import::modules() else {
        return Ok(());
    };
    let sysdict = sys::dict()?;
    if let Some(b) = import::get_module(id!(builtins))? {
        b.set_attr(interned!("_"), none())?;
    }
    for name in SYS_DELETES {
        sysdict.set(&*Str::from_str(name)?, none())?;
    }
    for (name, original) in [
        ("stdin", "__stdin__"),
        ("stdout", "__stdout__"),
        ("stderr", "__stderr__"),
    ] {
        let value = sys::get(original)?.unwrap_or_else(none_ref);
        sys::set(name, &value)?;
    }
    // Weak references tell which modules live on after `sys.modules` let go.
    let mut survivors: Vec<(Ref, Ref<objects::WeakRef>)> = Vec::new();
    if let Some(d) = modules.downcast::<Dict>() {
        let mut position = 0;
        let mut entries = Vec::new();
        while let Some(e) = d.next_entry(&mut position) {
            entries.push(e);
        }
        for (name, module) in entries {
            if module.downcast::<Module>().is_some() {
                survivors.push((name.clone(), objects::WeakRef::new(&module, None)?));
            }
            if module.downcast::<Module>().is_some_and(|m| {
                core::ptr::eq(m.dict().raw(), sysdict.raw())
                    || core::ptr::eq(m.dict().raw(), builtins::dict().raw())
            }) {
                continue;
            }
            d.set(&name, none())?;
        }
        d.clear();
    }
    restore_builtins()?;
    gc::collect_quietly();
    gc::state::report_garbage();
    for (_, weak) in survivors.iter().rev() {
        let Some(module) = weak.get() else { continue };
        let Some(m) = module.downcast::<Module>() else {
            continue;
        };
        if core::ptr::eq(m.dict().raw(), sysdict.raw())
            || core::ptr::eq(m.dict().raw(), builtins::dict().raw())
        {
            continue;
        }
        clear_module_dict(m.dict())?;
    }
    drop(survivors);
    clear_module_dict(sysdict)?;
    clear_module_dict(builtins::dict())
}

/// What programs have put among the builtins goes; what stood there at the beginning is back.
fn restore_builtins() -> PyResult<()> {
    let builtins = builtins::dict();
    // SAFETY: attached; the interpreter owns the copy, which is made when it begins.
    let Some(original) =
        (unsafe { Ref::<Dict>::from_borrowed_opt((*tstate::interp()).builtins_copy) })
    else {
        return Ok(());
    };
    // destructors still find the builtins
    let _former = builtins.copy()?;
    builtins.clear();
    builtins.update(&original)
}

/// Sets a module's names to None: first those with one underscore, then the rest but `__builtins__`.
fn clear_module_dict(d: &Dict) -> PyResult<()> {
    for private in [true, false] {
        let mut names = Vec::new();
        let mut position = 0;
        while let Some((name, value)) = d.next_entry(&mut position) {
            if is_none(&value) {
                continue;
            }
            let Some(text) = name.downcast::<Str>() else {
                continue;
            };
            let first = !text.is_empty() && text.char_at(0) == u32::from('_');
            let second = text.len() > 1 && text.char_at(1) == u32::from('_');
            if (private && first && !second)
                || (!private && (!first || !text.eq_literal("__builtins__")))
            {
                names.push(name.clone());
            }
        }
        for name in names {
            d.set(&name, none())?;
        }
    }
    Ok(())
}
