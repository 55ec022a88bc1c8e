//! `input`: a line from the terminal, if both streams are the process's own and one, else from `sys.stdin`.

use std::ffi::{CStr, CString};

use clinic::pyfunction;
use objects::clinic::*;
use objects::codecs;
use objects::exceptions;
use objects::exceptions::types;
use objects::prelude::*;

use crate::{signals, terminal};

/// Is the stream the terminal that the process has as this descriptor?
fn is_terminal(stream: &Object, descriptor: i32) -> PyResult<bool> {
    let number = stream.call_method(id!(fileno), &[]);
    match number {
        // SAFETY: no pointers.
        Ok(n) => Ok(n.index()?.as_i64()? == i64::from(descriptor)
            && unsafe { libc::isatty(descriptor) } == 1),
        Err(raised) => {
            raised.clear();
            Ok(false)
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
    flush(&stderr);
    if is_terminal(&stdin, 0)?
        && is_terminal(&stdout, 1)?
        && let Some(coding) = Coding::of(&stdin)?
    {
        flush(&stdout);
        if let Some(prompt) = terminal_prompt(&stdout, prompt)? {
            let result = read_terminal(&coding, &prompt)?;
            objects::audit!("builtins.input/result", &*result)?;
            return Ok(result);
        }
    }
    if let Some(p) = prompt {
        let text = p.str()?;
        stdout.call_method(id!(write), &[&text])?;
    }
    flush(&stdout);
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
    match text.char_at(n - 1) == u32::from('\n') {
        true => Ok(text.substring(0, n - 1)?.upcast()),
        false => Ok(line),
    }
}

fn flush(stream: &Object) {
    if let Err(raised) = stream.call_method(id!(flush), &[]) {
        raised.clear();
    }
}

/// How a text stream encodes.
struct Coding {
    encoding: Ref<Str>,
    errors: Ref<Str>,
}

impl Coding {
    /// None for a stream that does not tell.
    fn of(stream: &Object) -> PyResult<Option<Coding>> {
        let get = |name: &Str| match stream.get_attr(name) {
            Ok(value) => value.downcast_into::<Str>().ok(),
            Err(raised) => {
                raised.clear();
                None
            }
        };
        let (Some(encoding), Some(errors)) = (get(id!(encoding)), get(id!(errors))) else {
            return Ok(None);
        };
        Ok(Some(Coding { encoding, errors }))
    }
}

/// The prompt as the terminal gets it; None where it cannot be encoded, which the stream itself shall say.
fn terminal_prompt(stdout: &Object, prompt: Option<&Object>) -> PyResult<Option<CString>> {
    let Some(prompt) = prompt else {
        return Ok(Some(CString::default()));
    };
    let Some(coding) = Coding::of(stdout)? else {
        return Ok(None);
    };
    let encode = || {
        let text = prompt.str()?;
        text.call_method(id!(encode), &[&coding.encoding, &coding.errors])
    };
    let encoded = match encode() {
        Ok(encoded) => encoded,
        Err(raised) => {
            raised.clear();
            return Ok(None);
        }
    };
    let Some(bytes) = encoded.downcast::<Bytes>() else {
        return Ok(None);
    };
    match CString::new(bytes.as_slice()) {
        Ok(prompt) => Ok(Some(prompt)),
        Err(_) => Err(raise!(
            ValueError,
            "input: prompt string cannot contain null characters"
        )),
    }
}

fn read_terminal(coding: &Coding, prompt: &CStr) -> PyResult {
    let Some(line) = terminal::read_standard(prompt)? else {
        signals::check()?;
        return Err(exceptions::raise_none(&types::KeyboardInterrupt));
    };
    let Some((_, text)) = line.bytes().split_last() else {
        return Err(exceptions::raise_none(&types::EOFError));
    };
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    let (encoding, errors) = (coding.encoding.as_utf8()?, coding.errors.as_utf8()?);
    codecs::decode(&*Bytes::from_slice(text)?, encoding, Some(errors))
}
