//! Parsing by a static `_PyArg_Parser`, as Argument-Clinic code does: what a format and its names say is worked out once and kept in
//! the parser, whose list in `_PyRuntime` lets finalisation clear it.

use core::ffi::{CStr, c_int};
use core::ptr::null_mut;

use layout::{_PyArg_Parser, PyObject};
use objects::prelude::*;

use super::arguments::{Cleanups, Title, convert_item, report, skip_item, title_of};
use super::keywords::{invalid, is_end, scan, too_many, unexpected, wrong_positional};
use super::{Format, VaList};

/// The keyword arguments of a call: a dictionary, or names with values that follow the positional arguments.
#[derive(Clone, Copy)]
pub enum Keywords<'a> {
    None,
    Dict(&'a Dict),
    Names(&'a Tuple, *const *mut PyObject),
}

impl<'a> Keywords<'a> {
    /// # Safety
    /// `kwnames`' values follow `args`' `nargs`.
    pub unsafe fn new(
        kwargs: Option<&'a Object>,
        kwnames: Option<&'a Object>,
        args: *const *mut PyObject,
        nargs: usize,
    ) -> PyResult<Keywords<'a>> {
        Ok(match (kwargs, kwnames) {
            (Some(d), _) => Keywords::Dict(crate::support::arg(Some(d))?),
            (None, Some(names)) => Keywords::Names(
                crate::support::arg(Some(names))?,
                // SAFETY: the caller's contract.
                unsafe { args.add(nargs) },
            ),
            (None, None) => Keywords::None,
        })
    }

    fn len(self) -> usize {
        match self {
            Keywords::None => 0,
            Keywords::Dict(d) => d.len(),
            Keywords::Names(names, _) => names.len(),
        }
    }

    fn find(self, name: &Object) -> PyResult<Option<Ref>> {
        match self {
            Keywords::None => Ok(None),
            Keywords::Dict(d) => d.get(name),
            Keywords::Names(names, values) => {
                // SAFETY: as many values as names.
                let value = |i: usize| unsafe { Ref::from_borrowed_opt(*values.add(i)) };
                let names = names.as_slice();
                // Nearly always both are interned.
                if let Some(i) = names.iter().position(|n| n.is(name)) {
                    return Ok(value(i));
                }
                let Some(name) = name.downcast::<Str>() else {
                    return Ok(None);
                };
                let same = |n: &&Object| n.downcast::<Str>().is_some_and(|n| n.eq_str(name));
                Ok(names.iter().position(same).and_then(value))
            }
        }
    }

    fn names(self) -> Vec<Ref> {
        match self {
            Keywords::None => Vec::new(),
            Keywords::Dict(d) => {
                let mut position = 0;
                core::iter::from_fn(|| d.next_entry(&mut position).map(|(k, _)| k)).collect()
            }
            Keywords::Names(names, _) => names.as_slice().iter().map(|n| n.to_ref()).collect(),
        }
    }
}

static LOCK: std::sync::Mutex<()> = std::sync::Mutex::new(());

/// What [`prepare`] finds in a format: least and most arguments.
fn measure(format: Format, total: usize, posonly: usize) -> PyResult<(usize, usize)> {
    let mut f = format;
    let (mut min, mut max) = (None, None);
    for i in 0..total {
        if f.take(b'|') {
            if min.is_some() {
                return Err(raise!(
                    SystemError,
                    "Invalid format string (| specified twice)"
                ));
            }
            if max.is_some() {
                return Err(raise!(SystemError, "Invalid format string ($ before |)"));
            }
            min = Some(i);
        }
        if f.take(b'$') {
            if max.is_some() {
                return Err(raise!(
                    SystemError,
                    "Invalid format string ($ specified twice)"
                ));
            }
            if i < posonly {
                return Err(raise!(SystemError, "Empty parameter name after $"));
            }
            max = Some(i);
        }
        if is_end(f.peek()) {
            return Err(raise!(
                SystemError,
                "More keyword list entries ({total}) than format specifiers ({i})"
            ));
        }
        // SAFETY: nothing is pulled.
        if let Err(message) = unsafe { skip_item(&mut f, &mut None) } {
            return Err(raise!(SystemError, "{message}: '{}'", f.rest()));
        }
    }
    let c = f.peek();
    if !is_end(c) && c != b'|' && c != b'$' {
        return Err(raise!(
            SystemError,
            "more argument specifiers than keyword list entries (remaining format:'{}')",
            f.rest()
        ));
    }
    Ok((min.unwrap_or(total), max.unwrap_or(total)))
}

/// Fills the parser in on its first use.
unsafe fn prepare(parser: *mut _PyArg_Parser) -> PyResult<()> {
    // SAFETY: a live parser; its flag is written last, with the lock held.
    unsafe {
        let once = core::sync::atomic::AtomicU8::from_ptr(&raw mut (*parser).once.v);
        if once.load(core::sync::atomic::Ordering::Acquire) == DONE {
            return Ok(());
        }
        // Nothing below runs Python code, so the GIL does not change hands while the lock is held.
        let _guard = LOCK.lock();
        if once.load(core::sync::atomic::Ordering::Acquire) == DONE {
            return Ok(());
        }
        let (total, posonly) = scan((*parser).keywords)?;
        if !(*parser).format.is_null() {
            let format = Format::new((*parser).format);
            let (min, max) = measure(format, total, posonly)?;
            let title = title_of(format);
            (*parser).fname = title.function.map_or(core::ptr::null(), Format::pointer);
            (*parser).custom_msg = title.message.map_or(core::ptr::null(), Format::pointer);
            (*parser).min = min as c_int;
            (*parser).max = max as c_int;
        }
        if (*parser).kwtuple.is_null() {
            let mut names = Vec::new();
            for i in posonly..total {
                let text = CStr::from_ptr(*(*parser).keywords.add(i)).to_bytes();
                let name = Str::intern_immortal(Str::decode_utf8(text, None)?);
                names.push(name.to_ref().upcast());
            }
            (*parser).kwtuple = Tuple::from_vec(names)?.into_ptr();
            (*parser).is_kwtuple_owned = 1;
        }
        (*parser).pos = posonly as c_int;
        let list = &raw mut base::mem::_PyRuntime.getargs.static_parsers;
        (*parser).next = *list;
        *list = parser;
        once.store(DONE, core::sync::atomic::Ordering::Release);
    }
    Ok(())
}

/// `_Py_ONCE_INITIALIZED`.
const DONE: u8 = 4;

/// A prepared parser's facts.
struct Prepared<'a> {
    title: Title,
    names: &'a Tuple,
    posonly: usize,
    min: usize,
    max: usize,
    format: Format,
}

impl Prepared<'_> {
    unsafe fn of<'a>(parser: *mut _PyArg_Parser) -> PyResult<Prepared<'a>> {
        if parser.is_null() {
            return Err(objects::exceptions::bad_internal_call());
        }
        // SAFETY: prepared; the parser is static and keeps its tuple.
        unsafe {
            prepare(parser)?;
            let p = &*parser;
            let format = |s: *const core::ffi::c_char| (!s.is_null()).then(|| Format::new(s));
            Ok(Prepared {
                title: Title {
                    function: format(p.fname),
                    message: format(p.custom_msg),
                },
                names: Object::from_ptr(p.kwtuple).downcast_unchecked::<Tuple>(),
                posonly: p.pos as usize,
                min: p.min as usize,
                max: p.max as usize,
                format: format(p.format).unwrap_or(Format::new(c"".as_ptr())),
            })
        }
    }

    fn name(&self, i: usize) -> &Object {
        self.names.as_slice()[i - self.posonly]
    }

    #[cold]
    fn missing(&self, i: usize) -> Raised {
        raise!(
            TypeError,
            "{} missing required argument '{}' (pos {})",
            self.title.subject("function"),
            text_of(self.name(i)),
            i + 1
        )
    }

    /// Keywords are left over: one was also given by position, or one is not known.
    #[cold]
    fn leftover(&self, keywords: Keywords<'_>, nargs: usize) -> Raised {
        let known = self.names.as_slice();
        for i in self.posonly..nargs.min(self.posonly + known.len()) {
            match keywords.find(self.name(i)) {
                Err(raised) => return raised,
                Ok(None) => {}
                Ok(Some(_)) => {
                    return raise!(
                        TypeError,
                        "argument for {} given by name ('{}') and position ({})",
                        self.title.subject("function"),
                        text_of(self.name(i)),
                        i + 1
                    );
                }
            }
        }
        for keyword in keywords.names() {
            if keyword.downcast::<Str>().is_none() {
                return raise!(TypeError, "keywords must be strings");
            }
            match self.names.contains(&keyword) {
                Err(raised) => return raised,
                Ok(true) => {}
                Ok(false) => {
                    let texts: PyResult<Vec<Vec<u8>>> = known
                        .iter()
                        .filter_map(|n| n.downcast::<Str>().map(Str::to_wtf8))
                        .collect();
                    let texts = match texts {
                        Ok(texts) => texts,
                        Err(raised) => return raised,
                    };
                    return unexpected(&self.title, &keyword, &texts);
                }
            }
        }
        invalid(&self.title)
    }
}

fn text_of(o: &Object) -> String {
    o.downcast::<Str>()
        .map_or_else(String::new, |s| s.to_string_lossy().into_owned())
}

/// Parses by the parser's format.
///
/// # Safety
/// The parser is static; the format's addresses follow in `va`.
pub unsafe fn parse(
    args: &[&Object],
    keywords: Keywords<'_>,
    parser: *mut _PyArg_Parser,
    va: &mut VaList,
) -> PyResult<()> {
    // SAFETY: the caller's contract.
    let p = unsafe { Prepared::of(parser) }?;
    let nargs = args.len();
    let len = p.posonly + p.names.len();
    let mut left = keywords.len();
    if nargs + left > len {
        return Err(too_many(&p.title, len, nargs, left));
    }
    if p.max < nargs {
        let bound = if p.min < p.max { "at most" } else { "exactly" };
        return Err(wrong_positional(&p.title, bound, p.max, nargs));
    }
    let mut held = Cleanups::default();
    let mut f = p.format;
    for i in 0..len {
        f.take(b'|');
        f.take(b'$');
        let by_name;
        let current = if let Some(given) = args.get(i) {
            Some(*given)
        } else if left > 0 && i >= p.posonly {
            by_name = keywords.find(p.name(i))?;
            if by_name.is_some() {
                left -= 1;
            }
            by_name.as_deref()
        } else {
            None
        };
        if let Some(arg) = current {
            // SAFETY: the caller's contract.
            if let Err(bad) = unsafe { convert_item(arg, &mut f, va, &mut held) } {
                return Err(report(i + 1, bad, &p.title));
            }
            continue;
        }
        if i < p.min {
            if i >= p.posonly {
                return Err(p.missing(i));
            }
            let least = p.posonly.min(p.min);
            let bound = if least < p.max { "at least" } else { "exactly" };
            return Err(wrong_positional(&p.title, bound, least, nargs));
        }
        if left == 0 {
            held.keep();
            return Ok(());
        }
        // SAFETY: the caller's contract; the format was checked when the parser was prepared.
        let _checked = unsafe { skip_item(&mut f, &mut Some(&mut *va)) };
    }
    if left > 0 {
        return Err(p.leftover(keywords, nargs));
    }
    held.keep();
    Ok(())
}

/// Sorts arguments into `buf` in the parser's order (`_PyArg_UnpackKeywords`); borrowed, NULL where none was given. Gives the array to read from, which may
/// be `args` itself. With `varpos`, surplus positional arguments belong to the function's `*args`.
///
/// # Safety
/// `args` holds `nargs` objects, `buf` as many places as the parser has names; the parser is static.
pub unsafe fn unpack(
    args: *const *mut PyObject,
    nargs: usize,
    keywords: Keywords<'_>,
    parser: *mut _PyArg_Parser,
    (minpos, maxpos, minkw, varpos): (usize, usize, usize, bool),
    buf: *mut *mut PyObject,
) -> PyResult<*const *mut PyObject> {
    // SAFETY: the caller's contract.
    unsafe {
        let required = if minkw != 0 { maxpos + minkw } else { minpos };
        let args = if args.is_null() && nargs == 0 {
            buf.cast_const()
        } else {
            args
        };
        let p = Prepared::of(parser)?;
        let least = p.posonly.min(minpos);
        let len = p.posonly + p.names.len();
        let mut left = keywords.len();
        if left == 0 && minkw == 0 && minpos <= nargs && (varpos || nargs <= maxpos) {
            return Ok(args);
        }
        if !varpos && nargs + left > len {
            return Err(too_many(&p.title, len, nargs, left));
        }
        if !varpos && nargs > maxpos {
            let bound = if minpos < maxpos {
                "at most"
            } else {
                "exactly"
            };
            return Err(wrong_positional(&p.title, bound, maxpos, nargs));
        }
        if nargs < least {
            let bound = if varpos || least < maxpos {
                "at least"
            } else {
                "exactly"
            };
            return Err(wrong_positional(&p.title, bound, least, nargs));
        }
        let given = nargs.min(maxpos);
        for i in 0..given {
            *buf.add(i) = *args.add(i);
        }
        for i in given.max(p.posonly)..len {
            let current = if left > 0 {
                keywords.find(p.name(i))?
            } else if i >= required {
                break;
            } else {
                None
            };
            // The caller's keywords go on owning the value.
            *buf.add(i) = current.as_ref().map_or(null_mut(), |v| v.as_object_ptr());
            if current.is_some() {
                left -= 1;
            } else if i < minpos || (maxpos <= i && i < required) {
                return Err(p.missing(i));
            }
        }
        if left > 0 {
            return Err(p.leftover(keywords, given));
        }
        Ok(buf.cast_const())
    }
}

/// Forgets what parsers keep, at finalisation.
pub fn clear_all() {
    // SAFETY: finalisation runs alone; parsers are static.
    unsafe {
        let list = &raw mut base::mem::_PyRuntime.getargs.static_parsers;
        let mut parser = *list;
        *list = null_mut();
        while !parser.is_null() {
            let p = parser;
            parser = (*p).next;
            (*p).next = null_mut();
            if (*p).is_kwtuple_owned != 0 {
                drop(Ref::<Object>::from_owned_opt((*p).kwtuple));
                (*p).kwtuple = null_mut();
            }
            if !(*p).format.is_null() {
                (*p).fname = core::ptr::null();
            }
            (*p).custom_msg = core::ptr::null();
            (*p).pos = 0;
            (*p).min = 0;
            (*p).max = 0;
            (*p).is_kwtuple_owned = 0;
            (*p).once.v = 0;
        }
    }
}
