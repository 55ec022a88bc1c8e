//! `input`.

use clinic::pyfunction;
use objects::clinic::*;
use objects::exceptions;
use objects::exceptions::types;
use objects::prelude::*;

/// Is the stream the terminal that the process has as this descriptor?
fn is_terminal(stream: &Object, descriptor: i32) -> bool {
    let number = stream
        .call_method(id!(fileno), &[])
        .and_then(|n| n.index()?.as_i32());
    match number {
        // SAFETY: no pointers.
        Ok(n) => n == descriptor && unsafe { libc::isatty(n) } == 1,
        Err(raised) => {
            raised.clear();
            false
        }
    }
}

/// Read a line from standard input, without its newline; the prompt, if any, is written first.
#[pyfunction("input(prompt='', /)")]
pub fn input(prompt: Option<&Object>) -> PyResult {
    let stream = |name: &str| -> PyResult {
        match crate::sys::get(name)?.filter(|s| !is_none(s)) {
            Some(s) => Ok(s),
            None => Err(raise!(RuntimeError, "lost sys.{}", name)),
        }
    };
    let (stdin, stdout, stderr) = (stream("stdin")?, stream("stdout")?, stream("stderr")?);
    crate::audit::audit("builtins.input", || {
        Tuple::from_array([prompt.map_or_else(none_ref, Object::to_ref)])
    })?;
    if let Err(raised) = stderr.call_method(id!(flush), &[]) {
        raised.clear();
    }
    if let Some(p) = prompt {
        let text = p.str()?;
        stdout.call_method(id!(write), &[&text])?;
    }
    if let Err(raised) = stdout.call_method(id!(flush), &[]) {
        raised.clear();
    }
    let interactive = is_terminal(&stdin, 0) && is_terminal(&stdout, 1);
    let line = stdin.call_method(id!(readline), &[])?;
    let Some(text) = line.downcast::<Str>() else {
        return Err(raise!(TypeError, "object.readline() returned non-string"));
    };
    let n = text.len();
    if n == 0 {
        return Err(exceptions::raise(
            &types::EOFError,
            format_args!("EOF when reading a line"),
        ));
    }
    let result = if text.char_at(n - 1) == u32::from('\n') {
        text.substring(0, n - 1)?
    } else {
        text.to_ref()
    };
    if interactive {
        objects::audit!("builtins.input/result", &*result)?;
    }
    Ok(result.upcast())
}
