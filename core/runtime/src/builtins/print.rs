//! `print`.

use clinic::pyfunction;
use objects::clinic::*;
use objects::prelude::*;

/// Write the values to a stream, sys.stdout by default, with a separator between and an end after.
#[pyfunction("print(*args, sep=' ', end='\\n', file=None, flush=False)")]
pub fn print(
    args: &[&Object],
    sep: Option<&Object>,
    end: Option<&Object>,
    file: Option<&Object>,
    #[default(false)] flush: bool,
) -> PyResult<()> {
    let stdout;
    let file = match file.filter(|f| !is_none(f)) {
        Some(f) => f,
        None => {
            match crate::sys::get("stdout")? {
                Some(f) => stdout = f,
                None => return Err(raise!(RuntimeError, "lost sys.stdout")),
            }
            if is_none(&stdout) {
                return Ok(());
            }
            &stdout
        }
    };
    let text = |o: Option<&Object>, name: &str| match o.filter(|o| !is_none(o)) {
        Some(o) if o.downcast::<Str>().is_none() => Err(raise!(
            TypeError,
            "{} must be None or a string, not {}",
            name,
            o.class().tp_name()
        )),
        Some(o) => Ok(Some(o.to_ref())),
        None => Ok(None),
    };
    let sep = text(sep, "sep")?;
    let end = text(end, "end")?;
    let write = file.get_attr(id!(write))?;
    for (i, arg) in args.iter().enumerate() {
        if i > 0 {
            match &sep {
                Some(s) => write.call(&[s])?,
                None => write.call(&[interned!(" ")])?,
            };
        }
        let s = arg.str()?;
        write.call(&[&s])?;
    }
    match &end {
        Some(s) => write.call(&[s])?,
        None => write.call(&[interned!("\n")])?,
    };
    if flush {
        file.call_method(id!(flush), &[])?;
    }
    Ok(())
}
