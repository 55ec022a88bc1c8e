//! Tracebacks of import errors without importlib's own frames.

use base::tstate;
use objects::exceptions;
use objects::exceptions::types;
use objects::prelude::*;

/// Takes the frames of importlib out of the current exception's traceback: for ImportError all of them, for others those
/// of the part that only calls the module's code. Left whole with `-v`.
pub fn remove_importlib_frames(raised: Raised) -> Raised {
    // SAFETY: attached.
    if unsafe { (*tstate::interp()).config.verbose } > 0 {
        return raised;
    }
    let always = exceptions::matches(&types::ImportError);
    let Some(e) = raised.take() else {
        return Raised::ASSUMED;
    };
    if let Some(tb) = exceptions::traceback_of(&e)
        && let Err(inner) = objects::traceback::trim(&e, &tb, |code, name| {
            let file = code.to_string_lossy();
            let importlib = matches!(
                &*file,
                "<frozen importlib._bootstrap>" | "<frozen importlib._bootstrap_external>"
            );
            match (
                importlib,
                always,
                name.eq_literal("_call_with_frames_removed"),
            ) {
                (true, true, _) => objects::traceback::Trim::Drop,
                (true, false, true) => objects::traceback::Trim::DropChunk,
                (true, false, false) => objects::traceback::Trim::Hold,
                (false, ..) => objects::traceback::Trim::Keep,
            }
        })
    {
        inner.clear();
    }
    Raised::set(e)
}
