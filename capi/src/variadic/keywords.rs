//! `PyArg_ParseTupleAndKeywords`: a format whose units have names, given as C strings with each call.

use core::ffi::{CStr, c_char};

use objects::clinic::suggest::suggest;
use objects::prelude::*;

use super::arguments::{Cleanups, Title, convert_item, report, skip_item, title_of};
use super::{Format, VaList};

/// The end of a format's units.
pub fn is_end(c: u8) -> bool {
    matches!(c, 0 | b';' | b':')
}

pub fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

/// The names of a keyword list, which ends with NULL; the leading empty ones are positional-only.
///
/// # Safety
/// `keywords` is such a list, of C strings.
pub unsafe fn scan(keywords: *const *const c_char) -> PyResult<(usize, usize)> {
    let mut total = 0;
    let mut positional = 0;
    // SAFETY: the list ends with NULL.
    unsafe {
        while let Some(name) = (*keywords.add(total)).as_ref() {
            if *name == 0 {
                if positional != total {
                    return Err(raise!(SystemError, "Empty keyword parameter name"));
                }
                positional += 1;
            }
            total += 1;
        }
    }
    Ok((total, positional))
}

/// "takes at most 2 arguments (3 given)".
#[cold]
pub fn too_many(title: &Title, max: usize, positional: usize, keywords: usize) -> Raised {
    // "keyword" where nothing was given by position, lest the message count what was not meant.
    raise!(
        TypeError,
        "{} takes at most {max} {}argument{} ({} given)",
        title.subject("function"),
        if positional == 0 { "keyword " } else { "" },
        plural(max),
        positional + keywords
    )
}

/// "takes exactly 1 positional argument (0 given)".
#[cold]
pub fn wrong_positional(title: &Title, bound: &str, n: usize, given: usize) -> Raised {
    if n == 0 && bound != "at least" {
        return raise!(
            TypeError,
            "{} takes no positional arguments",
            title.subject("function")
        );
    }
    raise!(
        TypeError,
        "{} takes {bound} {n} positional argument{} ({given} given)",
        title.subject("function"),
        plural(n)
    )
}

/// A keyword that no parameter has, with the nearest name.
#[cold]
pub fn unexpected(title: &Title, keyword: &Object, names: &[Vec<u8>]) -> Raised {
    let subject = title.subject("this function");
    let shown = match keyword.str().and_then(|text| text.to_wtf8()) {
        Ok(shown) => shown,
        Err(raised) => return raised,
    };
    let near = keyword
        .downcast::<Str>()
        .and_then(|_| suggest(&shown, names.iter().map(Vec::as_slice)).map(<[u8]>::to_vec));
    let mut message = format!("{subject} got an unexpected keyword argument '").into_bytes();
    message.extend(shown);
    message.push(b'\'');
    if let Some(near) = near {
        message.extend(b". Did you mean '");
        message.extend(near);
        message.extend(b"'?");
    }
    match Str::from_wtf8(&message) {
        Ok(m) => objects::exceptions::raise_object(&objects::exceptions::types::TypeError, &m),
        Err(raised) => raised,
    }
}

/// Something is wrong with the keywords, but with which cannot be said.
#[cold]
pub fn invalid(title: &Title) -> Raised {
    raise!(
        TypeError,
        "invalid keyword argument for {}",
        title.subject("this function")
    )
}

/// Parses positional and keyword arguments.
///
/// # Safety
/// `names` is a keyword list; the format's addresses follow in `va`.
pub unsafe fn parse(
    args: &Tuple,
    kwargs: Option<&Dict>,
    format: Format,
    names: *const *const c_char,
    va: &mut VaList,
) -> PyResult<()> {
    let title = title_of(format);
    // SAFETY: the caller's contract.
    let (len, posonly) = unsafe { scan(names) }?;
    // SAFETY: `i < len`.
    let name = |i: usize| unsafe { CStr::from_ptr(*names.add(i)) };
    let lookup = |i: usize| -> PyResult<Option<Ref>> {
        match kwargs {
            None => Ok(None),
            Some(d) => d.get(&*Str::decode_utf8(name(i).to_bytes(), None)?),
        }
    };
    let args = args.as_slice();
    let nargs = args.len();
    let mut nkwargs = kwargs.map_or(0, Dict::len);
    if nargs + nkwargs > len {
        return Err(too_many(&title, len, nargs, nkwargs));
    }
    let mut held = Cleanups::default();
    let mut f = format;
    // Unknown while None: everything seen so far is required, or may be given by position.
    let (mut min, mut max): (Option<usize>, Option<usize>) = (None, None);
    // Too few positional-only arguments: the message waits until the bounds are known.
    let mut too_few = false;
    let mut reached = len;
    for i in 0..len {
        if f.take(b'|') {
            if min.is_some() {
                return Err(raise!(
                    SystemError,
                    "Invalid format string (| specified twice)"
                ));
            }
            min = Some(i);
            if max.is_some() {
                return Err(raise!(SystemError, "Invalid format string ($ before |)"));
            }
        }
        if f.peek() == b'$' {
            if max.is_some() {
                return Err(raise!(
                    SystemError,
                    "Invalid format string ($ specified twice)"
                ));
            }
            f.next();
            max = Some(i);
            if i < posonly {
                return Err(raise!(SystemError, "Empty parameter name after $"));
            }
            if too_few {
                reached = i;
                break;
            }
            if i < nargs {
                let bound = if min.is_some() { "at most" } else { "exactly" };
                return Err(wrong_positional(&title, bound, i, nargs));
            }
        }
        if is_end(f.peek()) {
            return Err(raise!(
                SystemError,
                "More keyword list entries ({len}) than format specifiers ({i})"
            ));
        }
        if !too_few {
            let by_name;
            let current = if i < nargs {
                Some(args[i])
            } else if nkwargs > 0 && i >= posonly {
                by_name = lookup(i)?;
                if by_name.is_some() {
                    nkwargs -= 1;
                }
                by_name.as_deref()
            } else {
                None
            };
            if let Some(arg) = current {
                // SAFETY: the caller's contract.
                if let Err(bad) = unsafe { convert_item(arg, &mut f, va, &mut held) } {
                    return Err(report(i + 1, bad, &title));
                }
                continue;
            }
            if min.is_none_or(|m| i < m) {
                if i < posonly {
                    too_few = true;
                } else {
                    return Err(raise!(
                        TypeError,
                        "{} missing required argument '{}' (pos {})",
                        title.subject("function"),
                        name(i).to_string_lossy(),
                        i + 1
                    ));
                }
            }
            if nkwargs == 0 && !too_few {
                held.keep();
                return Ok(());
            }
        }
        // SAFETY: the caller's contract.
        if let Err(message) = unsafe { skip_item(&mut f, &mut Some(&mut *va)) } {
            return Err(raise!(SystemError, "{message}: '{}'", f.rest()));
        }
    }
    if too_few {
        let least = posonly.min(min.unwrap_or(usize::MAX));
        let bound = if least < reached {
            "at least"
        } else {
            "exactly"
        };
        return Err(wrong_positional(&title, bound, least, nargs));
    }
    let c = f.peek();
    if !is_end(c) && c != b'|' && c != b'$' {
        return Err(raise!(
            SystemError,
            "more argument specifiers than keyword list entries (remaining format:'{}')",
            f.rest()
        ));
    }
    if nkwargs > 0
        && let Some(d) = kwargs
    {
        for i in posonly..nargs {
            if lookup(i)?.is_some() {
                return Err(raise!(
                    TypeError,
                    "argument for {} given by name ('{}') and position ({})",
                    title.subject("function"),
                    name(i).to_string_lossy(),
                    i + 1
                ));
            }
        }
        let known: Vec<Vec<u8>> = (posonly..len)
            .map(|i| name(i).to_bytes().to_vec())
            .collect();
        let mut position = 0;
        while let Some((key, _)) = d.next_entry(&mut position) {
            let Some(s) = key.downcast::<Str>() else {
                return Err(raise!(TypeError, "keywords must be strings"));
            };
            let text = s.to_wtf8()?;
            if !known.contains(&text) {
                return Err(unexpected(&title, &key, &known));
            }
        }
        return Err(invalid(&title));
    }
    held.keep();
    Ok(())
}
