//! `str.format`: fields in braces; and the parsers that `string.Formatter` uses (`_string`).

use base::{Object, PyResult, Ref};

use super::{Str, Writer};
use crate::number_format::{Align, Sign, Thousands, parse_spec, unknown_type};
use crate::prelude::*;

/// A part of a format string: literal text, then perhaps a field.
pub struct Part {
    /// Literal text, as a range of the format string.
    pub literal: (usize, usize),
    pub field: Option<Field>,
}

/// A replacement field, as ranges of the format string.
pub struct Field {
    pub name: (usize, usize),
    pub spec: (usize, usize),
    /// 0 if there is none.
    pub conversion: u32,
    /// Are there fields within the specification?
    pub nested: bool,
}

/// Takes a format string (or a part of one) apart.
pub struct Parts {
    at: usize,
    end: usize,
}

const OPEN: u32 = '{' as u32;
const CLOSE: u32 = '}' as u32;

impl Parts {
    pub fn new(start: usize, end: usize) -> Parts {
        Parts { at: start, end }
    }

    pub fn at_end(&self) -> bool {
        self.at >= self.end
    }

    /// The next part; `None` at the end.
    pub fn next(&mut self, s: &Str) -> PyResult<Option<Part>> {
        if self.at >= self.end {
            return Ok(None);
        }
        let chars = s.chars();
        let start = self.at;
        let mut i = start;
        while i < self.end {
            let c = chars.at(i);
            if c == OPEN || c == CLOSE {
                break;
            }
            i += 1;
        }
        if i == self.end {
            self.at = i;
            return Ok(Some(Part {
                literal: (start, i),
                field: None,
            }));
        }
        let c = chars.at(i);
        if i + 1 >= self.end || c == CLOSE && chars.at(i + 1) != CLOSE {
            return Err(raise!(
                ValueError,
                "Single '{}' encountered in format string",
                if c == OPEN { '{' } else { '}' }
            ));
        }
        if chars.at(i + 1) == c {
            // A doubled brace stands for itself, and ends the literal.
            self.at = i + 2;
            return Ok(Some(Part {
                literal: (start, i + 1),
                field: None,
            }));
        }
        self.at = i + 1;
        let field = self.field(s)?;
        Ok(Some(Part {
            literal: (start, i),
            field: Some(field),
        }))
    }

    /// The field whose brace was just passed.
    fn field(&mut self, s: &Str) -> PyResult<Field> {
        let chars = s.chars();
        let (start, end) = (self.at, self.end);
        let mut bracket = false;
        let mut i = start;
        let mut c = 0;
        while i < end {
            c = chars.at(i);
            i += 1;
            match char::from_u32(c) {
                Some('{') if !bracket => {
                    return Err(raise!(ValueError, "unexpected '{{' in field name"));
                }
                Some('[') => bracket = true,
                Some(']') => bracket = false,
                Some('}' | ':' | '!') if !bracket => break,
                _ => {}
            }
        }
        let ended = !bracket && matches!(char::from_u32(c), Some('}' | ':' | '!')) && i > start;
        let name = (start, if ended { i - 1 } else { i });
        if !ended {
            return Err(raise!(ValueError, "expected '}}' before end of string"));
        }
        let mut field = Field {
            name,
            spec: (i, i),
            conversion: 0,
            nested: false,
        };
        if c == CLOSE {
            self.at = i;
            return Ok(field);
        }
        if c == '!' as u32 {
            if i >= end {
                return Err(raise!(
                    ValueError,
                    "end of string while looking for conversion specifier"
                ));
            }
            field.conversion = chars.at(i);
            i += 1;
            if i < end {
                let c = chars.at(i);
                i += 1;
                if c == CLOSE {
                    field.spec = (i, i);
                    self.at = i;
                    return Ok(field);
                }
                if c != ':' as u32 {
                    return Err(raise!(
                        ValueError,
                        "expected ':' after conversion specifier"
                    ));
                }
            }
        }
        let spec = i;
        let mut depth = 1;
        while i < end {
            match chars.at(i) {
                OPEN => {
                    field.nested = true;
                    depth += 1;
                }
                CLOSE => {
                    depth -= 1;
                    if depth == 0 {
                        field.spec = (spec, i);
                        self.at = i + 1;
                        return Ok(field);
                    }
                }
                _ => {}
            }
            i += 1;
        }
        Err(raise!(ValueError, "unmatched '{{' in format spec"))
    }
}

/// A name or an index.
pub enum Key {
    Index(usize),
    Name(Ref<Str>),
}

/// Decimal digits all through, as an index.
fn index_of(s: &Str, start: usize, end: usize) -> PyResult<Option<usize>> {
    if start == end {
        return Ok(None);
    }
    let mut n: usize = 0;
    for c in s.chars().slice(start, end).iter() {
        let Some(d) = super::database::to_decimal(c) else {
            return Ok(None);
        };
        n = n
            .checked_mul(10)
            .and_then(|n| n.checked_add(d as usize))
            .filter(|n| *n <= isize::MAX as usize)
            .ok_or_else(|| raise!(ValueError, "Too many decimal digits in format string"))?;
    }
    Ok(Some(n))
}

/// The first part of a field name, and where the rest begins.
pub fn first_name(s: &Str, start: usize, end: usize) -> PyResult<(Key, usize)> {
    let mut i = start;
    while i < end && !matches!(char::from_u32(s.char_at(i)), Some('.' | '[')) {
        i += 1;
    }
    Ok((
        match index_of(s, start, i)? {
            Some(n) => Key::Index(n),
            None => Key::Name(s.substring(start, i)?),
        },
        i,
    ))
}

/// The next part of the rest of a field name: whether it is an attribute, and what.
pub fn next_name(s: &Str, at: &mut usize, end: usize) -> PyResult<Option<(bool, Key)>> {
    if *at >= end {
        return Ok(None);
    }
    let c = s.char_at(*at);
    *at += 1;
    let start = *at;
    let empty = || raise!(ValueError, "Empty attribute in format string");
    if c == '.' as u32 {
        while *at < end && !matches!(char::from_u32(s.char_at(*at)), Some('.' | '[')) {
            *at += 1;
        }
        if *at == start {
            return Err(empty());
        }
        return Ok(Some((true, Key::Name(s.substring(start, *at)?))));
    }
    if c != '[' as u32 {
        return Err(raise!(
            ValueError,
            "Only '.' or '[' may follow ']' in format field specifier"
        ));
    }
    while *at < end && s.char_at(*at) != ']' as u32 {
        *at += 1;
    }
    if *at >= end {
        return Err(raise!(ValueError, "Missing ']' in format string"));
    }
    let stop = *at;
    *at += 1;
    if stop == start {
        return Err(empty());
    }
    let key = match index_of(s, start, stop)? {
        Some(n) => Key::Index(n),
        None => Key::Name(s.substring(start, stop)?),
    };
    Ok(Some((false, key)))
}

/// Fields are numbered by themselves or by hand, not both.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbering {
    Unknown,
    Automatic(usize),
    Manual,
}

struct Formatter<'a> {
    args: Option<&'a Tuple>,
    /// A dict, or the mapping of `format_map`.
    kwargs: Option<&'a Object>,
    numbering: Numbering,
}

impl Formatter<'_> {
    fn switch(&mut self, automatic: bool) -> PyResult<usize> {
        match (self.numbering, automatic) {
            (Numbering::Unknown, true) => {
                self.numbering = Numbering::Automatic(1);
                Ok(0)
            }
            (Numbering::Automatic(n), true) => {
                self.numbering = Numbering::Automatic(n + 1);
                Ok(n)
            }
            (Numbering::Unknown | Numbering::Manual, false) => {
                self.numbering = Numbering::Manual;
                Ok(0)
            }
            (Numbering::Manual, true) => Err(raise!(
                ValueError,
                "cannot switch from manual field specification to automatic field numbering"
            )),
            (Numbering::Automatic(_), false) => Err(raise!(
                ValueError,
                "cannot switch from automatic field numbering to manual field specification"
            )),
        }
    }

    fn positional(&self, n: usize) -> PyResult {
        let Some(args) = self.args else {
            return Err(raise!(
                ValueError,
                "Format string contains positional fields"
            ));
        };
        match args.get(n) {
            Some(o) => Ok(o.to_ref()),
            None => Err(raise!(
                IndexError,
                "Replacement index {} out of range for positional args tuple",
                n
            )),
        }
    }

    /// The object that a field name means.
    fn object(&mut self, s: &Str, start: usize, end: usize) -> PyResult {
        let (first, mut at) = first_name(s, start, end)?;
        let mut object = match first {
            Key::Name(name) if name.is_empty() => {
                let n = self.switch(true)?;
                self.positional(n)?
            }
            Key::Index(n) => {
                self.switch(false)?;
                self.positional(n)?
            }
            Key::Name(name) => match self.kwargs {
                None => return Err(crate::exceptions::key_error(&name)),
                Some(k) => match k.downcast::<Dict>().filter(|d| d.is_exact_dict()) {
                    Some(d) => match d.get(&name)? {
                        Some(o) => o,
                        None => return Err(crate::exceptions::key_error(&name)),
                    },
                    None => k.get_item(&name)?,
                },
            },
        };
        while let Some((attribute, key)) = next_name(s, &mut at, end)? {
            object = match key {
                Key::Name(name) if attribute => object.get_attr(&name)?,
                Key::Name(name) => object.get_item(&name)?,
                Key::Index(n) if object.is_sequence() => object.get_index(n as isize)?,
                Key::Index(n) => object.get_item(&*Long::from_usize(n)?)?,
            };
        }
        Ok(object)
    }

    fn run(
        &mut self,
        s: &Str,
        start: usize,
        end: usize,
        w: &mut Writer,
        depth: usize,
    ) -> PyResult<()> {
        if depth == 0 {
            return Err(raise!(ValueError, "Max string recursion exceeded"));
        }
        let mut parts = Parts::new(start, end);
        while let Some(part) = parts.next(s)? {
            if parts.at_end() && part.field.is_none() {
                w.last();
            }
            w.push_substring(s, part.literal.0, part.literal.1)?;
            if parts.at_end() {
                w.last();
            }
            if let Some(field) = part.field {
                self.field(s, &field, w, depth)?;
            }
        }
        Ok(())
    }

    fn field(&mut self, s: &Str, field: &Field, w: &mut Writer, depth: usize) -> PyResult<()> {
        let mut object = self.object(s, field.name.0, field.name.1)?;
        object = match char::from_u32(field.conversion) {
            Some('\0') => object,
            Some('s') => object.str()?.upcast(),
            Some('r') => object.repr()?.upcast(),
            Some('a') => object.ascii()?.upcast(),
            _ => {
                let c = field.conversion;
                return Err(if c > 32 && c < 127 {
                    raise!(
                        ValueError,
                        "Unknown conversion specifier {}",
                        char::from_u32(c).unwrap_or('?')
                    )
                } else {
                    raise!(ValueError, "Unknown conversion specifier \\x{:x}", c)
                });
            }
        };
        let spec = if field.nested {
            let mut inner = Writer::new();
            self.run(s, field.spec.0, field.spec.1, &mut inner, depth - 1)?;
            inner.finish()?
        } else {
            s.substring(field.spec.0, field.spec.1)?
        };
        if spec.is_empty()
            && let Some(text) = object.downcast::<Str>()
            && text.is_exact()
        {
            return w.push_str(text);
        }
        let text = object.format(Some(&spec))?;
        w.push_str(&text)
    }
}

/// `s.format(*args, **kwargs)`; `format_map` gives no positional arguments.
pub fn format(s: &Str, args: Option<&Tuple>, kwargs: Option<&Object>) -> PyResult<Ref<Str>> {
    let mut w = Writer::with_capacity(s.len() + 100);
    let mut f = Formatter {
        args,
        kwargs,
        numbering: Numbering::Unknown,
    };
    f.run(s, 0, s.len(), &mut w, 2)?;
    w.finish()
}

/// `format(text, spec)` of a string.
pub fn format_str(text: &Str, spec: &Str) -> PyResult<Ref<Str>> {
    let spec = parse_spec(text, spec, b's', Align::Left)?;
    if spec.code != 's' as u32 {
        return Err(unknown_type(spec.code, text));
    }
    match spec.sign {
        Sign::Unspecified => {}
        Sign::Space => {
            return Err(raise!(
                ValueError,
                "Space not allowed in string format specifier"
            ));
        }
        _ => {
            return Err(raise!(
                ValueError,
                "Sign not allowed in string format specifier"
            ));
        }
    }
    let not_allowed = |what: &str| {
        raise!(
            ValueError,
            "{} not allowed in string format specifier",
            what
        )
    };
    if spec.no_negative_zero {
        return Err(not_allowed("Negative zero coercion (z)"));
    }
    if spec.alternate {
        return Err(not_allowed("Alternate form (#)"));
    }
    if spec.align == Align::AfterSign {
        return Err(not_allowed("'=' alignment"));
    }
    debug_assert!(spec.thousands == Thousands::None);
    let n = text.len().min(spec.precision.unwrap_or(usize::MAX));
    let pad = spec.width.unwrap_or(0).saturating_sub(n);
    if pad == 0 {
        return text.substring(0, n);
    }
    let left = match spec.align {
        Align::Left | Align::AfterSign => 0,
        Align::Right => pad,
        Align::Center => pad / 2,
    };
    let mut w = Writer::with_capacity(n + pad);
    w.push_repeat(spec.fill, left)?;
    w.push_substring_of(text, 0, n)?;
    w.push_repeat(spec.fill, pad - left)?;
    w.finish()
}
