//! `-X importtime`: a line on stderr for each import, with the time that it took itself and with those inside it.

use base::tstate;
use objects::prelude::*;

use crate::dump::Out;

/// What `-X importtime` says: 1 for modules that are loaded, 2 for those that were there already as well.
fn level() -> i32 {
    // SAFETY: attached; a word of the configuration.
    unsafe { (*tstate::interp()).config.import_time }
}

/// Prints the columns before a name, the header before all.
fn columns(own: &str, all: &str, name: &Str) {
    // SAFETY: attached; the interpreter's own words.
    let state = unsafe { &mut (*tstate::interp()).imports.find_and_load };
    let out = Out(2);
    if state.header == 0 {
        state.header = 1;
        out.put("import time: self [us] | cumulative | imported package\n");
    }
    let indentation = (state.import_level.max(0) as usize) * 2;
    out.put(&format!(
        "import time: {own:9} | {all:10} | {:indentation$}",
        ""
    ));
    match name.as_utf8() {
        Ok(text) => out.put(text),
        Err(raised) => {
            raised.clear();
            // SAFETY: a live string.
            unsafe { out.text(name.as_ptr()) };
        }
    }
    out.put("\n");
}

/// Notes an import of a module that was there.
#[inline]
pub fn found(name: &Str) {
    if level() == 2 {
        columns("cached", "cached", name);
    }
}

/// Loads a module and notes the time.
#[inline]
pub fn timed(name: &Str, load: impl FnOnce() -> PyResult) -> PyResult {
    if level() == 0 {
        return load();
    }
    // SAFETY: attached; plain words, which imports inside change as well.
    let state = unsafe { &raw mut (*tstate::interp()).imports.find_and_load };
    // SAFETY: as above.
    let (before, start) = unsafe {
        (*state).import_level += 1;
        (
            core::mem::replace(&mut (*state).accumulated, 0),
            crate::pytime::monotonic(),
        )
    };
    let loaded = load();
    let pending = match &loaded {
        Ok(_) => None,
        Err(_) => base::error::take_current(),
    };
    let all = crate::pytime::monotonic() - start;
    // SAFETY: as above.
    let own = unsafe {
        (*state).import_level -= 1;
        all - core::mem::replace(&mut (*state).accumulated, before + all)
    };
    let micros = |nanos: i64| (nanos.max(0) as u64).div_ceil(1000);
    columns(
        &format!("{:>9}", micros(own)),
        &format!("{:>10}", micros(all)),
        name,
    );
    if loaded.is_err() {
        base::error::restore(pending);
    }
    loaded
}
