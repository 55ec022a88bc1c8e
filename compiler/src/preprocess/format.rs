//! `"%s and %5r" % (a, b)` as the f-string that means the same.

use crate::ast::{Expr, ExprKind, Location, Operator};
use crate::constant::{Constant, Text};
use crate::text::{Wtf8, Wtf8String};

/// Widths and precisions of more digits stay as they are.
const MAX_DIGITS: usize = 3;

fn string(text: Text) -> Expr {
    Expr::new(
        ExprKind::Constant {
            value: Constant::Str(text),
            kind: None,
        },
        Location::NONE,
    )
}

/// The code points of the format that are left.
type Rest<'a> = &'a [u32];

/// Takes the text before the next conversion, with `%%` undone.
fn literal(rest: &mut Rest<'_>) -> Option<Expr> {
    let mut text = Wtf8String::new();
    let mut replaced = false;
    loop {
        match rest {
            [0x25, 0x25, after @ ..] => {
                replaced = true;
                text.push(0x25);
                *rest = after;
            }
            [c, after @ ..] if *c != 0x25 => {
                text.push(*c);
                *rest = after;
            }
            _ => break,
        }
    }
    (!text.is_empty()).then(|| {
        string(match replaced {
            true => Text::new(&text),
            false => Text::from(text),
        })
    })
}

fn next(rest: &mut Rest<'_>) -> Option<char> {
    let (c, after) = rest.split_first()?;
    *rest = after;
    char::from_u32(*c).or(Some('\u{fffd}'))
}

/// Reads digits, of which `c` may be the first; the character after them. `None` if there are too many.
fn number(c: &mut char, rest: &mut Rest<'_>) -> Option<Option<u32>> {
    let mut value = None;
    let mut digits = 0;
    while let Some(digit) = c.to_digit(10) {
        value = Some(value.unwrap_or(0) * 10 + digit);
        *c = next(rest)?;
        digits += 1;
        if digits >= MAX_DIGITS {
            return None;
        }
    }
    Some(value)
}

/// The conversion after a `%`, applied to `arg`; `None` if an f-string cannot do it.
fn conversion(rest: &mut Rest<'_>, arg: &Expr) -> Option<Expr> {
    let mut left = false;
    let mut c = next(rest)?;
    while let '-' | '+' | ' ' | '#' | '0' = c {
        left |= c == '-';
        c = next(rest)?;
    }
    let width = number(&mut c, rest)?;
    let mut precision = None;
    if c == '.' {
        c = next(rest)?;
        precision = Some(number(&mut c, rest)?.unwrap_or(0));
    }
    if !matches!(c, 's' | 'r' | 'a') {
        return None;
    }
    let mut spec = String::new();
    if !left && width.is_some_and(|w| w > 0) {
        spec.push('>');
    }
    if let Some(width) = width {
        spec += &width.to_string();
    }
    if let Some(precision) = precision {
        spec += &format!(".{precision}");
    }
    let format_spec =
        (!spec.is_empty()).then(|| Box::new(string(Text::from(Wtf8String::from(spec)))));
    let value = Box::new(arg.clone());
    Some(Expr::new(
        ExprKind::FormattedValue {
            value,
            conversion: c as i32,
            format_spec,
        },
        arg.range,
    ))
}

fn convert(format: &Wtf8, args: &[Expr]) -> Option<Vec<Expr>> {
    let points: Vec<u32> = format.code_points().collect();
    let mut rest = &points[..];
    let mut args = args.iter();
    let mut values = Vec::new();
    loop {
        values.extend(literal(&mut rest));
        if rest.is_empty() {
            return args.next().is_none().then_some(values);
        }
        let arg = args.next()?;
        rest = &rest[1..];
        values.push(conversion(&mut rest, arg)?);
    }
}

/// Rewrites `e` if it is a format operation that can be.
pub(super) fn fold(e: &mut Expr) {
    let ExprKind::BinOp {
        left,
        op: Operator::Mod,
        right,
    } = &e.kind
    else {
        return;
    };
    let ExprKind::Constant {
        value: Constant::Str(format),
        ..
    } = &left.kind
    else {
        return;
    };
    let ExprKind::Tuple { elts, .. } = &right.kind else {
        return;
    };
    if elts
        .iter()
        .any(|e| matches!(e.kind, ExprKind::Starred { .. }))
    {
        return;
    }
    if let Some(values) = convert(format, elts) {
        e.kind = ExprKind::JoinedStr { values };
    }
}
