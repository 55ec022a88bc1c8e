//! `open`, which stacks the layers that a mode asks for, and the functions about encodings beside it.

use objects::clinic::*;
use objects::exceptions::types;
use objects::prelude::*;
use objects::warnings;
use runtime::fs_path::fs_path;

use super::support::*;
use super::{buffered, fileio, textio};

/// What the letters of a mode say.
#[derive(Default)]
struct Mode {
    create: bool,
    read: bool,
    write: bool,
    append: bool,
    update: bool,
    text: bool,
    binary: bool,
}

fn parse_mode(mode: &str) -> PyResult<Mode> {
    let mut m = Mode::default();
    for c in mode.chars() {
        let flag = match c {
            'x' => &mut m.create,
            'r' => &mut m.read,
            'w' => &mut m.write,
            'a' => &mut m.append,
            '+' => &mut m.update,
            't' => &mut m.text,
            'b' => &mut m.binary,
            _ => return Err(raise!(ValueError, "invalid mode: '{mode}'")),
        };
        if core::mem::replace(flag, true) {
            return Err(raise!(ValueError, "invalid mode: '{mode}'"));
        }
    }
    Ok(m)
}

impl Mode {
    fn check(
        &self,
        buffering: i32,
        encoding: Option<&str>,
        errors: Option<&str>,
        newline: Option<&str>,
    ) -> PyResult<()> {
        if self.text && self.binary {
            return Err(raise!(
                ValueError,
                "can't have text and binary mode at once"
            ));
        }
        if [self.create, self.read, self.write, self.append]
            .iter()
            .filter(|&&f| f)
            .count()
            > 1
        {
            return Err(raise!(
                ValueError,
                "must have exactly one of create/read/write/append mode"
            ));
        }
        if !self.binary {
            return Ok(());
        }
        for (given, what) in [
            (encoding.is_some(), "an encoding"),
            (errors.is_some(), "an errors"),
            (newline.is_some(), "a newline"),
        ] {
            if given {
                return Err(raise!(
                    ValueError,
                    "binary mode doesn't take {what} argument"
                ));
            }
        }
        if buffering == 1 {
            warnings::warn(
                &types::RuntimeWarning,
                format_args!(
                    "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used"
                ),
                1,
            )?;
        }
        Ok(())
    }

    /// The letters that the raw stream is opened with.
    fn raw(&self) -> String {
        [
            (self.create, 'x'),
            (self.read, 'r'),
            (self.write, 'w'),
            (self.append, 'a'),
            (self.update, '+'),
        ]
        .iter()
        .filter(|(given, _)| *given)
        .map(|&(_, c)| c)
        .collect()
    }
}

fn text_or_none(text: Option<&str>) -> PyResult {
    match text {
        Some(s) => Ok(Str::from_str(s)?.upcast()),
        None => Ok(none_ref()),
    }
}

/// Open a file and give a stream over it.
///
/// The mode's letters are 'r' (read, the default), 'w' (write, emptying the file first), 'x' (create, failing if it exists), 'a'
/// (append), with '+' for both reading and writing, 'b' for bytes or 't' for text (the default). `buffering` is 0 for none
/// (bytes only), 1 for line by line (text only), or the size of the buffer. `encoding`, `errors` and `newline` are about text:
/// see TextIOWrapper. With `closefd` false, a descriptor given as the file stays open when the stream is closed. An `opener` is
/// called with the file and flags, and gives a descriptor.
#[pyfunction(
    "open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)"
)]
#[allow(clippy::too_many_arguments)]
pub fn open(
    file: &Object,
    mode: &str,
    buffering: i32,
    encoding: Nullable<&str>,
    errors: Nullable<&str>,
    newline: Nullable<&str>,
    closefd: bool,
    opener: Option<&Object>,
) -> PyResult {
    let path = if objects::abstract_::number::is_number(file) {
        file.to_ref()
    } else {
        fs_path(file)?
    };
    let m = parse_mode(mode)?;
    m.check(buffering, encoding.0, errors.0, newline.0)?;
    let raw_mode = Str::from_str(&m.raw())?;
    let opener = opener.unwrap_or(none());
    let raw = fileio::FILEIO.call(&[&path, &*raw_mode, py_bool(closefd), opener])?;
    let mut top = raw.clone();
    let stacked = stack(
        &m, mode, raw, &mut top, buffering, encoding.0, errors.0, newline.0,
    );
    match stacked {
        Ok(()) => Ok(top),
        Err(raised) => {
            let e = raised.take();
            let _closed = top.call_method(interned!("close"), &[]);
            objects::exceptions::chain_exceptions(e);
            Err(Raised::ASSUMED)
        }
    }
}

/// Puts the layers over the raw stream; `top` is the uppermost one made.
#[allow(clippy::too_many_arguments)]
fn stack(
    m: &Mode,
    mode: &str,
    raw: Ref,
    top: &mut Ref,
    buffering: i32,
    encoding: Option<&str>,
    errors: Option<&str>,
    newline: Option<&str>,
) -> PyResult<()> {
    let mut size = i64::from(buffering);
    let tty = buffering < 0 && call_true(&raw, interned!("_isatty_open_only"))?;
    let line_buffering = buffering == 1 || tty;
    if line_buffering {
        size = -1;
    }
    if size < 0 {
        // A file's blocks may be small; the buffer is not.
        let blocks = as_offset(&*raw.get_attr(interned!("_blksize"))?)?;
        size = blocks
            .clamp(DEFAULT_BUFFER_SIZE as i64, 8 << 20)
            .max(blocks.min(8 << 20));
    }
    if size < 0 {
        return Err(raise!(ValueError, "invalid buffering size"));
    }
    if size == 0 {
        return if m.binary {
            Ok(())
        } else {
            Err(raise!(ValueError, "can't have unbuffered text I/O"))
        };
    }
    let class: &Type = if m.update {
        &buffered::RANDOM
    } else if m.create || m.write || m.append {
        &buffered::WRITER
    } else if m.read {
        &buffered::READER
    } else {
        return Err(raise!(ValueError, "unknown mode: '{mode}'"));
    };
    let buffer = class.call(&[&raw, &*Long::from_i64(size)?])?;
    *top = buffer.clone();
    if m.binary {
        return Ok(());
    }
    let wrapper = textio::TEXTIOWRAPPER.call(&[
        &buffer,
        &*text_or_none(encoding)?,
        &*text_or_none(errors)?,
        &*text_or_none(newline)?,
        py_bool(line_buffering),
    ])?;
    *top = wrapper.clone();
    wrapper.set_attr(interned!("mode"), &*Str::from_str(mode)?)
}

/// Is the interpreter in UTF-8 mode?
pub fn utf8_mode() -> bool {
    // SAFETY: written at start-up only.
    unsafe { base::mem::_PyRuntime.preconfig.utf8_mode != 0 }
}

/// Are missing encodings warned about?
pub fn warns_default_encoding() -> bool {
    // SAFETY: attached; written at start-up only.
    unsafe { (*base::tstate::interp()).config.warn_default_encoding != 0 }
}

/// The encoding to use: the one given, or else the default one's name.
///
/// Warns if none is given and sys.flags.warn_default_encoding is set.
#[pyfunction("text_encoding(encoding, stacklevel=2, /)")]
pub fn text_encoding(encoding: &Object, stacklevel: i32) -> PyResult {
    if !is_none(encoding) {
        return Ok(encoding.to_ref());
    }
    if warns_default_encoding() {
        warnings::warn(
            &types::EncodingWarning,
            format_args!("'encoding' argument not specified"),
            stacklevel as isize,
        )?;
    }
    Ok(Str::from_str(if utf8_mode() { "utf-8" } else { "locale" })?.upcast())
}

/// Open a file whose content is to be run as code.
#[pyfunction("open_code(path)")]
pub fn open_code(path: &Str) -> PyResult {
    runtime::stdio::open_code(path)
}
