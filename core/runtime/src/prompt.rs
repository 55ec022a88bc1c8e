//! The prompt: reads a statement, compiles it in interactive mode, runs it, until the end of input.

use objects::exceptions;
use objects::exceptions::types;
use objects::prelude::*;

use crate::compile::{self, Mode};
use crate::{builtins, import, sys};

/// Runs the prompt in `__main__`. `code.InteractiveConsole`'s rules for incomplete input.
pub fn run() -> PyResult<()> {
    if sys::get("ps1")?.is_none() {
        sys::set("ps1", &*Str::from_str(">>> ")?)?;
    }
    if sys::get("ps2")?.is_none() {
        sys::set("ps2", &*Str::from_str("... ")?)?;
    }
    let module = import::add_module(id!(__main__))?;
    let Some(m) = module.downcast::<Module>() else {
        return Ok(());
    };
    let globals = m.dict().to_ref();
    let input = builtins::dict()
        .get(interned!("input"))?
        .unwrap_or_else(none_ref);
    let filename = Str::from_str("<stdin>")?;
    let mut source = String::new();
    loop {
        let prompt =
            sys::get(if source.is_empty() { "ps1" } else { "ps2" })?.unwrap_or_else(none_ref);
        match input.call(&[&*prompt.str()?]) {
            Ok(line) => {
                source.push_str(&line.str()?.to_string_lossy());
                source.push('\n');
            }
            Err(raised) if exceptions::matches(&types::EOFError) => {
                raised.clear();
                println!();
                return Ok(());
            }
            Err(raised) if exceptions::matches(&types::KeyboardInterrupt) => {
                raised.clear();
                eprintln!("\nKeyboardInterrupt");
                source.clear();
                continue;
            }
            Err(raised) => return Err(raised),
        }
        let flags = compiler::options::flags::ALLOW_INCOMPLETE_INPUT
            | compiler::options::flags::DONT_IMPLY_DEDENT;
        match compile::compile_source(
            source.as_bytes(),
            &filename,
            Mode::Interactive,
            flags,
            -1,
            true,
        ) {
            Ok(code) => {
                source.clear();
                if let Err(raised) = crate::frames::eval_code(&code, &globals, &globals) {
                    if exceptions::matches(&types::SystemExit) {
                        return Err(raised);
                    }
                    exceptions::print::print_current(raised);
                }
            }
            Err(raised) if exceptions::matches(&types::_IncompleteInputError) => raised.clear(),
            Err(raised) => {
                exceptions::print::print_current(raised);
                source.clear();
            }
        }
        if let Err(raised) = crate::stdio::flush() {
            raised.clear();
        }
    }
}
