//! What `str % values` and `bytes % values` share: reading a conversion, handing out the values, numbers as text.

use base::{Object, PyResult, Ref};

use crate::exceptions::{clear_if, types::TypeError as TypeErrorType};
use crate::number_format::{DoubleFormat, double_to_string, format_long_percent};
use crate::prelude::*;

/// The flags and sizes of a conversion.
#[derive(Clone, Copy, Default)]
pub struct Conversion {
    pub left: bool,
    pub sign: bool,
    pub blank: bool,
    pub alternate: bool,
    pub zero: bool,
    pub width: usize,
    pub precision: Option<usize>,
    /// The conversion's letter.
    pub code: u32,
}

/// The values to be formatted: a tuple's items in turn, one object, or what a mapping has.
pub struct Values<'a> {
    args: &'a Object,
    tuple: Option<&'a Tuple>,
    next: usize,
    /// The mapping that `%(key)s` asks, if the right operand is one.
    pub mapping: Option<&'a Object>,
    /// What the last key gave, to be used next.
    keyed: Option<Ref>,
}

impl<'a> Values<'a> {
    /// `plain`: the operand is a string of a kind, whose subscripts are not meant.
    pub fn new(args: &'a Object, plain: bool) -> Values<'a> {
        let tuple = args.downcast::<Tuple>();
        Values {
            args,
            tuple,
            next: 0,
            mapping: (tuple.is_none() && !plain && args.is_mapping()).then_some(args),
            keyed: None,
        }
    }

    /// What `%(key)` asks.
    pub fn asked(&self) -> PyResult<&'a Object> {
        self.mapping
            .ok_or_else(|| raise!(TypeError, "format requires a mapping"))
    }

    /// The value of `%(key)`, which the conversion then takes.
    pub fn key(&mut self, key: &Object) -> PyResult<()> {
        let m = self.asked()?;
        self.keyed = Some(m.get_item(key)?);
        Ok(())
    }

    /// The next value.
    pub fn take(&mut self) -> PyResult {
        if let Some(v) = self.keyed.take() {
            // A mapping gives its one value, and is used up with it.
            self.next = 1;
            self.tuple = None;
            return Ok(v);
        }
        let found = match self.tuple {
            Some(t) => t.get(self.next),
            None if self.next == 0 => Some(self.args),
            None => None,
        };
        self.next += 1;
        found
            .map(|o| o.to_ref())
            .ok_or_else(|| raise!(TypeError, "not enough arguments for format string"))
    }

    /// At the end all values must have been used, unless they are a mapping's.
    pub fn finish(&self, what: &str) -> PyResult<()> {
        let left = match self.tuple {
            Some(t) => self.next < t.len(),
            None => self.next == 0,
        };
        if left && self.mapping.is_none() {
            return Err(raise!(
                TypeError,
                "not all arguments converted during {} formatting",
                what
            ));
        }
        Ok(())
    }
}

/// Reads a conversion's flags, width, precision, length letter and code. `at` stands after the `%` and the key.
pub fn read(
    at: &mut usize,
    char_at: impl Fn(usize) -> Option<u32>,
    values: &mut Values<'_>,
) -> PyResult<Conversion> {
    let mut c = Conversion::default();
    let letter = |at: usize| char_at(at).and_then(|c| u8::try_from(c).ok());
    loop {
        match letter(*at) {
            Some(b'-') => c.left = true,
            Some(b'+') => c.sign = true,
            Some(b' ') => c.blank = true,
            Some(b'#') => c.alternate = true,
            Some(b'0') => c.zero = true,
            _ => break,
        }
        *at += 1;
    }
    let number = |at: &mut usize, what: &str| -> PyResult<usize> {
        let mut n: isize = 0;
        while let Some(d @ b'0'..=b'9') = letter(*at) {
            n = n
                .checked_mul(10)
                .and_then(|n| n.checked_add((d - b'0') as isize))
                .ok_or_else(|| raise!(ValueError, "{} too big", what))?;
            *at += 1;
        }
        Ok(n as usize)
    };
    if letter(*at) == Some(b'*') {
        *at += 1;
        let v = values.take()?;
        let Some(n) = v.downcast::<Long>() else {
            return Err(raise!(TypeError, "* wants int"));
        };
        let n = n.as_isize()?;
        c.left |= n < 0;
        c.width = n.unsigned_abs();
    } else {
        c.width = number(at, "width")?;
    }
    if letter(*at) == Some(b'.') {
        *at += 1;
        c.precision = Some(if letter(*at) == Some(b'*') {
            *at += 1;
            let v = values.take()?;
            let Some(n) = v.downcast::<Long>() else {
                return Err(raise!(TypeError, "* wants int"));
            };
            let n = n.as_i32()?;
            n.max(0) as usize
        } else {
            let n = number(at, "precision")?;
            if n > i32::MAX as usize {
                return Err(raise!(ValueError, "precision too big"));
            }
            n
        });
    }
    if let Some(b'h' | b'l' | b'L') = letter(*at) {
        *at += 1;
    }
    match char_at(*at) {
        Some(code) => {
            c.code = code;
            *at += 1;
            Ok(c)
        }
        None => Err(raise!(ValueError, "incomplete format")),
    }
}

/// Has the type `__index__`, `__int__` or `__float__`, or is it complex (`PyNumber_Check`)?
fn is_number(o: &Object) -> bool {
    // SAFETY: live types.
    unsafe {
        let n = (*o.type_ptr()).tp_as_number;
        !n.is_null()
            && ((*n).nb_index.is_some() || (*n).nb_int.is_some() || (*n).nb_float.is_some())
            || o.downcast::<Complex>().is_some()
    }
}

/// An integer conversion's digits, with sign and prefix.
pub fn integer(value: &Object, c: &Conversion) -> PyResult<Ref<Str>> {
    let code = c.code as u8;
    let exact = matches!(code, b'o' | b'x' | b'X');
    let wrong = || {
        if exact {
            raise!(
                TypeError,
                "%{} format: an integer is required, not {:.200}",
                code as char,
                value.class().tp_name()
            )
        } else {
            raise!(
                TypeError,
                "%{} format: a real number is required, not {:.200}",
                code as char,
                value.class().tp_name()
            )
        }
    };
    if let Some(n) = value.downcast::<Long>() {
        return format_long_percent(n, c.alternate, c.precision, code);
    }
    if !is_number(value) {
        return Err(wrong());
    }
    let n = if exact {
        value.index()
    } else {
        Long::from_object(value)
    };
    match n {
        Ok(n) => format_long_percent(&n, c.alternate, c.precision, code),
        Err(e) => {
            clear_if(&TypeErrorType, e)?;
            Err(wrong())
        }
    }
}

/// A float conversion's text (ASCII), with sign.
pub fn real(value: &Object, c: &Conversion) -> PyResult<Vec<u8>> {
    real_text(crate::float::as_f64(value)?, c)
}

/// The text of a float as a conversion asks.
pub fn real_text(x: f64, c: &Conversion) -> PyResult<Vec<u8>> {
    double_to_string(
        x,
        c.code as u8,
        c.precision.unwrap_or(6),
        DoubleFormat {
            alternate: c.alternate,
            ..DoubleFormat::default()
        },
    )
}

/// Where the padding of a number goes: the sign, the prefix (`0x`), the digits, and how much before and between.
pub struct Laid<'a> {
    pub sign: Option<u8>,
    pub prefix: &'a [u8],
    pub digits: &'a [u8],
    pub before: usize,
    pub zeros: usize,
    pub after: usize,
}

/// Lays out a number's text, which is ASCII.
pub fn lay_out<'a>(text: &'a [u8], c: &Conversion) -> Laid<'a> {
    let (mut sign, mut digits) = match text {
        [s @ (b'-' | b'+'), rest @ ..] => (Some(*s), rest),
        _ => (None, text),
    };
    if sign.is_none() {
        sign = if c.sign {
            Some(b'+')
        } else if c.blank {
            Some(b' ')
        } else {
            None
        };
    }
    let mut prefix: &[u8] = &[];
    if c.alternate && matches!(u8::try_from(c.code), Ok(b'x' | b'X' | b'o')) && digits.len() > 2 {
        (prefix, digits) = digits.split_at(2);
    }
    let len = digits.len() + prefix.len() + usize::from(sign.is_some());
    let pad = c.width.saturating_sub(len);
    let (before, zeros, after) = if c.left {
        (0, 0, pad)
    } else if c.zero {
        (0, pad, 0)
    } else {
        (pad, 0, 0)
    };
    Laid {
        sign,
        prefix,
        digits,
        before,
        zeros,
        after,
    }
}
