//! Where the point and the separators of groups come from: the specification, or the C locale of the process (`n`).

use super::spec::{FormatSpec, Thousands};

/// How digits are grouped and the point is written.
pub struct Locale {
    pub point: Vec<u32>,
    pub separator: Vec<u32>,
    /// Sizes of groups from the point on, as `localeconv` has them: the last repeats, `CHAR_MAX` ends.
    pub grouping: Vec<u8>,
    /// The separator of groups after the point, if any.
    pub fraction_separator: Option<u8>,
}

impl Locale {
    pub fn of(spec: &FormatSpec) -> Locale {
        let mut locale = if spec.code == u32::from(b'n') {
            current()
        } else {
            let (separator, size) = match spec.thousands {
                Thousands::None => (None, 0),
                Thousands::Comma => (Some(b','), 3),
                Thousands::Underscore => (Some(b'_'), 3),
                Thousands::UnderscoreFour => (Some(b'_'), 4),
            };
            Locale {
                point: vec![u32::from(b'.')],
                separator: separator.into_iter().map(u32::from).collect(),
                grouping: if size > 0 { vec![size] } else { Vec::new() },
                fraction_separator: None,
            }
        };
        locale.fraction_separator = match spec.fraction_thousands {
            Thousands::None => None,
            Thousands::Comma => Some(b','),
            _ => Some(b'_'),
        };
        locale
    }
}

/// The process's locale.
fn current() -> Locale {
    // SAFETY: localeconv gives C strings that hold until the locale changes; they are copied here, with the GIL held.
    unsafe {
        let conv = libc::localeconv();
        let text = |p: *const core::ffi::c_char| -> Vec<u32> {
            String::from_utf8_lossy(core::ffi::CStr::from_ptr(p).to_bytes())
                .chars()
                .map(u32::from)
                .collect()
        };
        Locale {
            point: text((*conv).decimal_point),
            separator: text((*conv).thousands_sep),
            grouping: core::ffi::CStr::from_ptr((*conv).grouping)
                .to_bytes()
                .to_vec(),
            fraction_separator: None,
        }
    }
}
