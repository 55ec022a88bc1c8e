//! `_locale`: the C library's locale, which `locale.py` wraps.

use core::ffi::{CStr, c_char, c_int};
use std::ffi::CString;

use objects::clinic::*;
use objects::exceptions::types;
use objects::prelude::*;

use crate::module;

/// `locale.Error`, from the module's dictionary.
fn error(module: &Object, message: &str) -> Raised {
    let raised = (|| -> PyResult<Raised> {
        let ty = module.get_attr(interned!("Error"))?;
        let message = Str::from_str(message)?;
        Ok(Raised::set(ty.call(&[&message])?))
    })();
    raised.unwrap_or_else(|e| e)
}

/// Text of the C library, which is in the locale's own encoding.
fn text(p: *const c_char) -> PyResult<Ref<Str>> {
    if p.is_null() {
        return Ok(Str::empty().to_ref());
    }
    // SAFETY: a C string that the library keeps until its next call.
    Str::decode_fs_default(unsafe { CStr::from_ptr(p) }.to_bytes())
}

fn c_string(s: &str) -> PyResult<CString> {
    CString::new(s).map_err(|_| raise!(ValueError, "embedded null character"))
}

/// Sets the locale of a category, or asks for it.
#[pyfunction("setlocale(category, locale=None, /)")]
fn setlocale(module: &Object, category: i32, locale: Nullable<&str>) -> PyResult<Ref<Str>> {
    let (wanted, message) = match locale.0 {
        Some(l) => (Some(c_string(l)?), "unsupported locale setting"),
        None => (None, "locale query failed"),
    };
    // SAFETY: a C string or NULL; the GIL, where there is one, keeps other threads of ours out.
    let result = unsafe {
        libc::setlocale(
            category,
            wanted.as_ref().map_or(core::ptr::null(), |c| c.as_ptr()),
        )
    };
    if result.is_null() {
        return Err(error(module, message));
    }
    text(result)
}

/// The sizes of groups of digits, up to the end or CHAR_MAX.
fn grouping(p: *const c_char) -> PyResult<Ref<List>> {
    let list = List::new()?;
    if p.is_null() {
        return Ok(list);
    }
    let mut i = 0;
    loop {
        // SAFETY: the string ends with 0 or CHAR_MAX.
        let n = unsafe { *p.add(i) };
        if i == 0 && n == 0 {
            break;
        }
        list.push(Long::small(n as i32))?;
        if n == 0 || n == c_char::MAX {
            break;
        }
        i += 1;
    }
    Ok(list)
}

/// How numbers and sums of money are written.
#[pyfunction("localeconv()")]
fn localeconv() -> PyResult<Ref<Dict>> {
    let d = Dict::new()?;
    // SAFETY: the library's own struct, read before its next call.
    unsafe {
        let l = &*libc::localeconv();
        for (name, value) in [
            ("int_curr_symbol", l.int_curr_symbol),
            ("currency_symbol", l.currency_symbol),
            ("mon_decimal_point", l.mon_decimal_point),
            ("mon_thousands_sep", l.mon_thousands_sep),
        ] {
            d.set_text(name, &*text(value)?)?;
        }
        d.set_text("mon_grouping", &*grouping(l.mon_grouping)?)?;
        d.set_text("positive_sign", &*text(l.positive_sign)?)?;
        d.set_text("negative_sign", &*text(l.negative_sign)?)?;
        for (name, value) in [
            ("int_frac_digits", l.int_frac_digits),
            ("frac_digits", l.frac_digits),
            ("p_cs_precedes", l.p_cs_precedes),
            ("p_sep_by_space", l.p_sep_by_space),
            ("n_cs_precedes", l.n_cs_precedes),
            ("n_sep_by_space", l.n_sep_by_space),
            ("p_sign_posn", l.p_sign_posn),
            ("n_sign_posn", l.n_sign_posn),
        ] {
            d.set_text(name, Long::small(value as i32))?;
        }
        d.set_text("decimal_point", &*text(l.decimal_point)?)?;
        d.set_text("thousands_sep", &*text(l.thousands_sep)?)?;
        d.set_text("grouping", &*grouping(l.grouping)?)?;
    }
    Ok(d)
}

/// The text as wide characters with a zero at the end.
fn wide(s: &Str) -> PyResult<Vec<libc::wchar_t>> {
    let mut v = Vec::new();
    if v.try_reserve_exact(s.len() + 1).is_err() {
        return Err(objects::exceptions::no_memory());
    }
    for c in s.iter_chars() {
        if c == 0 {
            return Err(raise!(ValueError, "embedded null character"));
        }
        v.push(c as libc::wchar_t);
    }
    v.push(0);
    Ok(v)
}

unsafe extern "C" {
    fn wcscoll(a: *const libc::wchar_t, b: *const libc::wchar_t) -> c_int;
    fn wcsxfrm(to: *mut libc::wchar_t, from: *const libc::wchar_t, n: usize) -> usize;
    fn gettext(msg: *const c_char) -> *mut c_char;
    fn dgettext(domain: *const c_char, msg: *const c_char) -> *mut c_char;
    fn dcgettext(domain: *const c_char, msg: *const c_char, category: c_int) -> *mut c_char;
    fn textdomain(domain: *const c_char) -> *mut c_char;
    fn bindtextdomain(domain: *const c_char, dir: *const c_char) -> *mut c_char;
    fn bind_textdomain_codeset(domain: *const c_char, codeset: *const c_char) -> *mut c_char;
}

/// Compares two strings as the locale orders them.
#[pyfunction("strcoll(os1, os2, /)")]
fn strcoll(os1: &Str, os2: &Str) -> PyResult<i32> {
    let (a, b) = (wide(os1)?, wide(os2)?);
    // SAFETY: both end with a zero.
    Ok(unsafe { wcscoll(a.as_ptr(), b.as_ptr()) })
}

/// A string whose plain order is that of the locale.
#[pyfunction("strxfrm(string, /)")]
fn strxfrm(string: &Str) -> PyResult<Ref<Str>> {
    let s = wide(string)?;
    // SAFETY: the input ends with a zero; the output has the room that it is said to have.
    unsafe {
        let n = wcsxfrm(core::ptr::null_mut(), s.as_ptr(), 0);
        let mut out: Vec<libc::wchar_t> = Vec::new();
        if n > isize::MAX as usize / 8 || out.try_reserve_exact(n + 1).is_err() {
            return Err(objects::exceptions::no_memory());
        }
        out.resize(n + 1, 0);
        wcsxfrm(out.as_mut_ptr(), s.as_ptr(), n + 1);
        out.truncate(n);
        let codes: Vec<u32> = out.iter().map(|c| *c as u32).collect();
        // glibc's keys may go past the last code point; their order is what counts.
        if codes.iter().any(|c| *c > 0x10ffff) {
            return Err(raise!(
                ValueError,
                "character U+{:x} is not in range [U+0000; U+10ffff]",
                codes.iter().copied().find(|c| *c > 0x10ffff).unwrap_or(0)
            ));
        }
        Str::from_code_points(&codes)
    }
}

/// What `nl_langinfo` knows, by name.
const LANGINFO: &[(&str, libc::nl_item)] = &[
    ("DAY_1", libc::DAY_1),
    ("DAY_2", libc::DAY_2),
    ("DAY_3", libc::DAY_3),
    ("DAY_4", libc::DAY_4),
    ("DAY_5", libc::DAY_5),
    ("DAY_6", libc::DAY_6),
    ("DAY_7", libc::DAY_7),
    ("ABDAY_1", libc::ABDAY_1),
    ("ABDAY_2", libc::ABDAY_2),
    ("ABDAY_3", libc::ABDAY_3),
    ("ABDAY_4", libc::ABDAY_4),
    ("ABDAY_5", libc::ABDAY_5),
    ("ABDAY_6", libc::ABDAY_6),
    ("ABDAY_7", libc::ABDAY_7),
    ("MON_1", libc::MON_1),
    ("MON_2", libc::MON_2),
    ("MON_3", libc::MON_3),
    ("MON_4", libc::MON_4),
    ("MON_5", libc::MON_5),
    ("MON_6", libc::MON_6),
    ("MON_7", libc::MON_7),
    ("MON_8", libc::MON_8),
    ("MON_9", libc::MON_9),
    ("MON_10", libc::MON_10),
    ("MON_11", libc::MON_11),
    ("MON_12", libc::MON_12),
    ("ABMON_1", libc::ABMON_1),
    ("ABMON_2", libc::ABMON_2),
    ("ABMON_3", libc::ABMON_3),
    ("ABMON_4", libc::ABMON_4),
    ("ABMON_5", libc::ABMON_5),
    ("ABMON_6", libc::ABMON_6),
    ("ABMON_7", libc::ABMON_7),
    ("ABMON_8", libc::ABMON_8),
    ("ABMON_9", libc::ABMON_9),
    ("ABMON_10", libc::ABMON_10),
    ("ABMON_11", libc::ABMON_11),
    ("ABMON_12", libc::ABMON_12),
    ("RADIXCHAR", libc::RADIXCHAR),
    ("THOUSEP", libc::THOUSEP),
    ("CRNCYSTR", libc::CRNCYSTR),
    ("D_T_FMT", libc::D_T_FMT),
    ("D_FMT", libc::D_FMT),
    ("T_FMT", libc::T_FMT),
    ("AM_STR", libc::AM_STR),
    ("PM_STR", libc::PM_STR),
    ("CODESET", libc::CODESET),
    ("T_FMT_AMPM", libc::T_FMT_AMPM),
    ("ERA", libc::ERA),
    ("ERA_D_FMT", libc::ERA_D_FMT),
    ("ERA_D_T_FMT", libc::ERA_D_T_FMT),
    ("ERA_T_FMT", libc::ERA_T_FMT),
    ("ALT_DIGITS", libc::ALT_DIGITS),
    ("YESEXPR", libc::YESEXPR),
    ("NOEXPR", libc::NOEXPR),
    ("_DATE_FMT", 0x2006c),
];

/// A text of the locale by its number.
#[pyfunction("nl_langinfo(key, /)")]
fn nl_langinfo(key: i32) -> PyResult<Ref<Str>> {
    if !LANGINFO.iter().any(|(_, k)| *k == key) {
        return Err(raise!(ValueError, "unsupported langinfo constant"));
    }
    // SAFETY: a number that the library knows.
    text(unsafe { libc::nl_langinfo(key) })
}

/// The translation of a message.
#[pyfunction("gettext(msg, /)")]
fn gettext_function(msg: &str) -> PyResult<Ref<Str>> {
    let m = c_string(msg)?;
    // SAFETY: a C string.
    text(unsafe { gettext(m.as_ptr()) })
}

/// The translation of a message in a domain.
#[pyfunction("dgettext(domain, msg, /)")]
fn dgettext_function(domain: Nullable<&str>, msg: &str) -> PyResult<Ref<Str>> {
    let (d, m) = (domain.0.map(c_string).transpose()?, c_string(msg)?);
    // SAFETY: C strings, or NULL for the domain.
    text(unsafe { dgettext(pointer(&d), m.as_ptr()) })
}

/// The translation of a message in a domain and category.
#[pyfunction("dcgettext(domain, msg, category, /)")]
fn dcgettext_function(domain: Nullable<&str>, msg: &str, category: i32) -> PyResult<Ref<Str>> {
    let (d, m) = (domain.0.map(c_string).transpose()?, c_string(msg)?);
    // SAFETY: C strings, or NULL for the domain.
    text(unsafe { dcgettext(pointer(&d), m.as_ptr(), category) })
}

fn pointer(s: &Option<CString>) -> *const c_char {
    s.as_ref().map_or(core::ptr::null(), |c| c.as_ptr())
}

/// What the C library answered, or OSError.
fn answered(p: *mut c_char) -> PyResult<Option<Ref<Str>>> {
    if p.is_null() {
        // SAFETY: errno is thread-local.
        let errno = unsafe { *libc::__errno_location() };
        if errno == 0 {
            return Ok(None);
        }
        return Err(objects::exceptions::os_error(errno, None));
    }
    text(p).map(Some)
}

/// Sets the domain of messages, or asks for it.
#[pyfunction("textdomain(domain, /)")]
fn textdomain_function(domain: Nullable<&str>) -> PyResult<Option<Ref<Str>>> {
    let d = domain.0.map(c_string).transpose()?;
    // SAFETY: a C string or NULL.
    answered(unsafe { textdomain(pointer(&d)) })
}

/// Where the messages of a domain are.
#[pyfunction("bindtextdomain(domain, dir, /)")]
fn bindtextdomain_function(
    module: &Object,
    domain: &str,
    dir: Nullable<&str>,
) -> PyResult<Option<Ref<Str>>> {
    if domain.is_empty() {
        return Err(error(module, "domain must be a non-empty string"));
    }
    let (d, dir) = (c_string(domain)?, dir.0.map(c_string).transpose()?);
    // SAFETY: C strings, or NULL for the directory.
    answered(unsafe { bindtextdomain(d.as_ptr(), pointer(&dir)) })
}

/// The encoding of the messages of a domain.
#[pyfunction("bind_textdomain_codeset(domain, codeset, /)")]
fn bind_textdomain_codeset_function(
    domain: &str,
    codeset: Nullable<&str>,
) -> PyResult<Option<Ref<Str>>> {
    let (d, c) = (c_string(domain)?, codeset.0.map(c_string).transpose()?);
    // SAFETY: C strings, or NULL for the encoding.
    let p = unsafe { bind_textdomain_codeset(d.as_ptr(), pointer(&c)) };
    if p.is_null() {
        return Ok(None);
    }
    text(p).map(Some)
}

/// The encoding of the locale.
#[pyfunction("getencoding()")]
fn getencoding() -> PyResult<Ref<Str>> {
    // SAFETY: a number that the library knows.
    let name = unsafe { libc::nl_langinfo(libc::CODESET) };
    let s = text(name)?;
    if s.is_empty() {
        return Str::from_str("utf-8");
    }
    Ok(s)
}

fn exec(module: &Module) -> PyResult<()> {
    for (name, value) in [
        ("LC_CTYPE", libc::LC_CTYPE),
        ("LC_TIME", libc::LC_TIME),
        ("LC_COLLATE", libc::LC_COLLATE),
        ("LC_MONETARY", libc::LC_MONETARY),
        ("LC_MESSAGES", libc::LC_MESSAGES),
        ("LC_NUMERIC", libc::LC_NUMERIC),
        ("LC_ALL", libc::LC_ALL),
        ("CHAR_MAX", c_char::MAX as c_int),
    ] {
        module.add_int(name, value as i64)?;
    }
    let namespace = Dict::new()?;
    namespace.set(id!(__module__), &*Str::from_str("locale")?)?;
    let bases = Tuple::from_slice(&[&types::Exception])?;
    let error = Type::create(&*Str::from_str("Error")?, &bases, &namespace)?;
    module.add("Error", &error)?;
    for (name, value) in LANGINFO {
        module.add_int(name, *value as i64)?;
    }
    Ok(())
}

module!(
    c"_locale",
    c"Support for POSIX locales.",
    methods = method_table![
        setlocale,
        localeconv,
        strcoll,
        strxfrm,
        nl_langinfo,
        gettext_function,
        dgettext_function,
        dcgettext_function,
        textdomain_function,
        bindtextdomain_function,
        bind_textdomain_codeset_function,
        getencoding,
    ],
    exec = exec
);
