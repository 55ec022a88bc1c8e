//! `PyArg_Parse*`: a format's units convert Python arguments into the C variables whose addresses follow.
//!
//! What a unit has taken hold of (buffers, allocated strings, converters that clean up) is let go again when a later one fails.
//! A failed unit answers with words ("must be str, not int") that are put after "f() argument 1, item 0"; words in parentheses tell of
//! a wrong format and make a SystemError. Here formats are walked through; the units stand in `units`.

use core::ffi::c_void;

use objects::prelude::*;

use self::failure::{Converted, kind_of};
use self::units::convert_one;
use super::{Format, VaList};

mod failure;
mod held;
mod units;

pub use failure::{Bad, Title, report, title_of};
pub use held::Cleanups;

/// Tuples nested deeper than this in a format are refused.
const MAX_NESTING: usize = 30;
/// Counts a format's units: the least and the most arguments, and its title.
fn measure(format: Format) -> PyResult<(usize, usize, Title)> {
    let (mut min, mut max, mut level) = (None, 0, 0usize);
    let mut title = Title::default();
    let mut f = format;
    loop {
        match f.next() {
            0 => break,
            b'(' => {
                if level == 0 {
                    max += 1;
                }
                level += 1;
                if level >= MAX_NESTING {
                    return Err(raise!(
                        SystemError,
                        "too many tuple nesting levels in argument format string"
                    ));
                }
            }
            b')' => {
                if level == 0 {
                    return Err(raise!(SystemError, "excess ')' in getargs format"));
                }
                level -= 1;
            }
            b':' => {
                title.function = Some(f);
                break;
            }
            b';' => {
                title.message = Some(f);
                break;
            }
            b'|' if level == 0 => min = Some(max),
            c if c.is_ascii_alphabetic() => {
                if c == b'e' && matches!(f.peek(), b's' | b't') {
                    f.next();
                }
                if level == 0 {
                    max += 1;
                }
            }
            _ => {}
        }
    }
    if level != 0 {
        return Err(raise!(SystemError, "missing ')' in getargs format"));
    }
    Ok((min.unwrap_or(max), max, title))
}

/// Converts positional arguments, with which the format must agree.
///
/// # Safety
/// The format's addresses follow in `va`.
pub unsafe fn parse_positional(args: &[&Object], format: Format, va: &mut VaList) -> PyResult<()> {
    let (min, max, title) = measure(format)?;
    let n = args.len();
    if n < min || max < n {
        if let Some(message) = &title.message {
            return Err(raise!(TypeError, "{}", message.rest()));
        }
        let bound = if n < min { min } else { max };
        return Err(raise!(
            TypeError,
            "{} takes {} {bound} argument{} ({n} given)",
            title.subject("function"),
            if min == max {
                "exactly"
            } else if n < min {
                "at least"
            } else {
                "at most"
            },
            if bound == 1 { "" } else { "s" }
        ));
    }
    let mut held = Cleanups::default();
    let mut f = format;
    for (i, arg) in args.iter().enumerate() {
        f.take(b'|');
        // SAFETY: the caller's contract.
        if let Err(bad) = unsafe { convert_item(arg, &mut f, va, &mut held) } {
            return Err(report(i + 1, bad, &title));
        }
    }
    let c = f.peek();
    if c != 0 && !c.is_ascii_alphabetic() && !matches!(c, b'(' | b'|' | b':' | b';') {
        return Err(raise!(
            SystemError,
            "bad format string: {:.200}",
            format.rest()
        ));
    }
    held.keep();
    Ok(())
}

/// Converts a single argument that is no tuple of arguments (`PyArg_Parse`).
///
/// # Safety
/// As [`parse_positional`].
pub unsafe fn parse_single(arg: Option<&Object>, format: Format, va: &mut VaList) -> PyResult<()> {
    let (min, max, title) = measure(format)?;
    let mut held = Cleanups::default();
    match (min, max, arg) {
        (_, 0, None) => Ok(()),
        (_, 0, Some(_)) => Err(raise!(
            TypeError,
            "{} takes no arguments",
            title.subject("function")
        )),
        (1, 1, None) => Err(raise!(
            TypeError,
            "{} takes at least one argument",
            title.subject("function")
        )),
        (1, 1, Some(arg)) => {
            let mut f = format;
            // SAFETY: the caller's contract.
            match unsafe { convert_item(arg, &mut f, va, &mut held) } {
                Ok(()) => {
                    held.keep();
                    Ok(())
                }
                Err(bad) => Err(report(0, bad, &title)),
            }
        }
        _ => Err(raise!(
            SystemError,
            "old style getargs format uses new features"
        )),
    }
}

/// Converts one argument by the next unit, which may be a parenthesised group.
///
/// # Safety
/// The unit's addresses follow in `va`.
#[inline]
pub unsafe fn convert_item(
    arg: &Object,
    f: &mut Format,
    va: &mut VaList,
    held: &mut Cleanups,
) -> Converted {
    // SAFETY: the caller's contract.
    unsafe {
        if f.take(b'(') {
            convert_group(arg, f, va, held)
        } else {
            convert_one(arg, f, va, held)
        }
    }
}

/// The number of units up to the closing parenthesis, and whether one of them borrows from the item.
fn measure_group(format: Format) -> PyResult<(usize, bool)> {
    let (mut n, mut level, mut borrows) = (0, 0usize, false);
    let mut f = format;
    loop {
        match f.next() {
            b'(' => {
                if level == 0 {
                    n += 1;
                }
                level += 1;
                if level >= MAX_NESTING {
                    return Err(raise!(
                        SystemError,
                        "too many tuple nesting levels in argument format string"
                    ));
                }
            }
            b')' if level == 0 => break,
            b')' => level -= 1,
            0 | b':' | b';' => break,
            c if level == 0 && c.is_ascii_alphabetic() => {
                n += 1;
                match c {
                    b'e' if matches!(f.peek(), b's' | b't') => {
                        f.next();
                    }
                    b's' | b'z' | b'y' if f.peek() != b'*' => borrows = true,
                    b'O' if f.peek() != b'&' => borrows = true,
                    b'S' | b'Y' | b'U' => borrows = true,
                    _ => {}
                }
            }
            _ => {}
        }
    }
    Ok((n, borrows))
}

#[cold]
fn wrong_length(kind: &str, n: usize, given: usize) -> Bad {
    Bad::Words(
        format!("must be {kind} of length {n}, not {given}"),
        Vec::new(),
    )
}

unsafe fn convert_group(
    arg: &Object,
    f: &mut Format,
    va: &mut VaList,
    held: &mut Cleanups,
) -> Converted {
    let (n, borrows) = measure_group(*f)?;
    let tuple;
    let items: &Tuple = match arg.downcast::<Tuple>() {
        Some(t) => t,
        None => {
            let is_text = arg.downcast::<Str>().is_some()
                || arg.downcast::<Bytes>().is_some()
                || arg.downcast::<ByteArray>().is_some();
            if is_text || !arg.is_sequence() {
                return Err(Bad::Words(
                    format!("must be {n}-item tuple, not {:.50}", kind_of(arg)),
                    Vec::new(),
                ));
            }
            if borrows {
                objects::warnings::warn(
                    &objects::exceptions::types::DeprecationWarning,
                    format_args!(
                        "argument must be {n}-item tuple, not {}",
                        objects::repr::full_name(arg.class())
                    ),
                    0,
                )?;
            }
            let len = arg.length()?;
            if len != n {
                let kind = if borrows { "tuple" } else { "sequence" };
                return Err(wrong_length(kind, n, len));
            }
            let mut parts = Vec::new();
            for i in 0..n {
                parts.push(arg.get_index(i as isize)?);
            }
            tuple = Tuple::from_vec(parts)?;
            &tuple
        }
    };
    if items.len() != n {
        return Err(wrong_length("tuple", n, items.len()));
    }
    for (i, item) in items.as_slice().iter().enumerate() {
        // SAFETY: the caller's contract.
        if let Err(bad) = unsafe { convert_item(item, f, va, held) } {
            return Err(match bad {
                Bad::Words(text, mut path) => {
                    path.push(i);
                    Bad::Words(text, path)
                }
                raised => raised,
            });
        }
    }
    f.take(b')');
    Ok(())
}

/// Passes over one unit and its addresses; `va` is `None` while a format is only checked. An error is a message about the format.
///
/// # Safety
/// The unit's addresses follow in `va`.
pub unsafe fn skip_item(f: &mut Format, va: &mut Option<&mut VaList>) -> Result<(), &'static str> {
    const BAD: &str = "impossible<bad format char>";
    let mut pass = |n: usize| {
        if let Some(va) = va.as_mut() {
            for _ in 0..n {
                // SAFETY: the caller's contract.
                let _ = unsafe { va.arg::<*mut c_void>() };
            }
        }
    };
    // The position stays at a bad unit, for the message.
    let mut g = *f;
    let c = g.next();
    match c {
        b'b' | b'B' | b'h' | b'H' | b'i' | b'I' | b'l' | b'k' | b'L' | b'K' | b'n' | b'f'
        | b'd' | b'D' | b'c' | b'C' | b'p' | b'S' | b'Y' | b'U' => pass(1),
        b'e' | b's' | b'z' | b'y' | b'w' => {
            if c == b'e' {
                pass(1);
                if !matches!(g.peek(), b's' | b't') {
                    return Err(BAD);
                }
                g.next();
            }
            pass(1);
            if c == b'w' && g.peek() != b'*' {
                return Err(BAD);
            }
            if g.take(b'#') {
                pass(1);
            } else if c != b'e' {
                g.take(b'*');
            }
        }
        b'O' => {
            if g.take(b'!') || g.take(b'&') {
                pass(2);
            } else {
                pass(1);
            }
        }
        b'(' => {
            loop {
                match g.peek() {
                    b')' => break,
                    0 | b';' | b':' => return Err("Unmatched left paren in format string"),
                    // SAFETY: the caller's contract.
                    _ => unsafe { skip_item(&mut g, va) }?,
                }
            }
            g.next();
        }
        b')' => return Err("Unmatched right paren in format string"),
        _ => return Err(BAD),
    }
    *f = g;
    Ok(())
}
