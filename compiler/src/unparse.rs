//! Expressions back as source text: what annotations become under `from __future__ import annotations`, and `repr()` of
//! constants for messages.

use crate::ast::*;
use crate::constant::Constant;
use crate::error::CompileError;
use crate::recursion::StackGuard;
use crate::text::{Wtf8, Wtf8String};
use std::fmt::Write;

type Done = Result<(), CompileError>;

// How tightly operators bind; an operand that binds less tightly than asked for gets parentheses.
const TUPLE: u8 = 0;
const TEST: u8 = 1;
const OR: u8 = 2;
const AND: u8 = 3;
const NOT: u8 = 4;
const CMP: u8 = 5;
const EXPR: u8 = 6;
const BOR: u8 = EXPR;
const BXOR: u8 = 7;
const BAND: u8 = 8;
const SHIFT: u8 = 9;
const ARITH: u8 = 10;
const TERM: u8 = 11;
const FACTOR: u8 = 12;
const POWER: u8 = 13;
const AWAIT: u8 = 14;
const ATOM: u8 = 15;

/// The source text of `e`, as CPython writes it.
pub fn unparse(e: &Expr, guard: StackGuard) -> Result<Wtf8String, CompileError> {
    let mut w = Writer {
        out: Wtf8String::new(),
        guard,
    };
    w.expr(e, TEST)?;
    Ok(w.out)
}

/// `repr()` of a string. Its result holds no surrogates: they are not printable.
pub fn repr(s: &Wtf8) -> String {
    let points: Vec<u32> = s.code_points().collect();
    let has = |c: char| points.contains(&(c as u32));
    let quote = if has('\'') && !has('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for c in points {
        match char::from_u32(c) {
            Some(c @ ('\\' | '\'' | '"')) if c == '\\' || c == quote => out.extend(['\\', c]),
            Some('\t') => out.push_str("\\t"),
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some(c) if crate::unicode::is_printable(c) => out.push(c),
            _ => {
                let _ = match c {
                    0..0x100 => write!(out, "\\x{c:02x}"),
                    0x100..0x10000 => write!(out, "\\u{c:04x}"),
                    _ => write!(out, "\\U{c:08x}"),
                };
            }
        }
    }
    out.push(quote);
    out
}

fn bytes_repr(b: &[u8]) -> String {
    let quote = if b.contains(&b'\'') && !b.contains(&b'"') {
        b'"'
    } else {
        b'\''
    };
    let mut out = format!("b{}", quote as char);
    for &c in b {
        match c {
            b'\\' => out.push_str("\\\\"),
            b'\t' => out.push_str("\\t"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            _ if c == quote => out.extend(['\\', c as char]),
            0x20..0x7f => out.push(c as char),
            _ => {
                let _ = write!(out, "\\x{c:02x}");
            }
        }
    }
    out.push(quote as char);
    out
}

/// The shortest decimal that reads back as `v`, with an exponent outside 1e-4..1e16. `suffix` stands for `.0`.
fn float_repr(v: f64, suffix: &str) -> String {
    if v.is_nan() {
        return "nan".into();
    }
    if v.is_infinite() {
        return if v > 0.0 { "inf".into() } else { "-inf".into() };
    }
    let scientific = format!("{v:e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else {
        return scientific;
    };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..16).contains(&exponent) {
        let plain = format!("{v}");
        return if plain.contains('.') {
            plain
        } else {
            plain + suffix
        };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}

fn complex_repr(re: f64, im: f64) -> String {
    if re == 0.0 && re.is_sign_positive() {
        return float_repr(im, "") + "j";
    }
    let im = float_repr(im, "");
    let plus = if im.starts_with('-') { "" } else { "+" };
    format!("({}{plus}{im}j)", float_repr(re, ""))
}

/// `repr()` of a constant.
pub fn constant_repr(c: &Constant) -> String {
    let list = |items: &[Constant]| {
        items
            .iter()
            .map(constant_repr)
            .collect::<Vec<_>>()
            .join(", ")
    };
    match c {
        Constant::None => "None".into(),
        Constant::Bool(true) => "True".into(),
        Constant::Bool(false) => "False".into(),
        Constant::Ellipsis => "Ellipsis".into(),
        Constant::Int(v) => format!("{v:?}"),
        Constant::Float(v) => float_repr(*v, ".0"),
        Constant::Complex(re, im) => complex_repr(*re, *im),
        Constant::Str(s) => repr(s),
        Constant::Bytes(b) => bytes_repr(b),
        Constant::Tuple(items) if items.len() == 1 => format!("({},)", constant_repr(&items[0])),
        Constant::Tuple(items) => format!("({})", list(items)),
        Constant::FrozenSet(items) if items.is_empty() => "frozenset()".into(),
        Constant::FrozenSet(items) => format!("frozenset({{{}}})", list(items)),
        Constant::Slice(parts) => format!("slice({})", list(&parts[..])),
        Constant::Code(code) => format!("<code object {}>", code.name),
    }
}

struct Writer {
    out: Wtf8String,
    guard: StackGuard,
}

impl Writer {
    fn str(&mut self, s: &str) {
        self.out.push_str(s);
    }

    fn name(&mut self, name: &Name) {
        self.out.push_wtf8(name);
    }

    /// Writes with parentheses if `level` asks for more than `priority`.
    fn grouped(&mut self, level: u8, priority: u8, write: impl FnOnce(&mut Self) -> Done) -> Done {
        if level > priority {
            self.str("(");
            write(self)?;
            self.str(")");
            Ok(())
        } else {
            write(self)
        }
    }

    fn list(&mut self, exprs: &[Expr], level: u8) -> Done {
        for (i, e) in exprs.iter().enumerate() {
            if i > 0 {
                self.str(", ");
            }
            self.expr(e, level)?;
        }
        Ok(())
    }

    fn expr(&mut self, e: &Expr, level: u8) -> Done {
        self.guard.check()?;
        match &e.kind {
            ExprKind::Name { id, .. } => self.name(id),
            ExprKind::Constant { value, kind } => self.constant(value, kind.as_deref()),
            ExprKind::Attribute { value, attr, .. } => {
                self.expr(value, ATOM)?;
                let is_int = matches!(
                    &value.kind,
                    ExprKind::Constant {
                        value: Constant::Int(_),
                        ..
                    }
                );
                self.str(if is_int { " ." } else { "." });
                self.name(attr);
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value, ATOM)?;
                self.str("[");
                self.expr(slice, TUPLE)?;
                self.str("]");
            }
            ExprKind::BoolOp { op, values } => {
                let (word, priority) = if *op == BoolOp::And {
                    (" and ", AND)
                } else {
                    (" or ", OR)
                };
                self.grouped(level, priority, |w| {
                    for (i, value) in values.iter().enumerate() {
                        if i > 0 {
                            w.str(word);
                        }
                        w.expr(value, priority + 1)?;
                    }
                    Ok(())
                })?;
            }
            ExprKind::BinOp { left, op, right } => {
                let (word, priority) = operator(*op);
                let right_associative = (*op == Operator::Pow) as u8;
                self.grouped(level, priority, |w| {
                    w.expr(left, priority + right_associative)?;
                    w.str(word);
                    w.expr(right, priority + 1 - right_associative)
                })?;
            }
            ExprKind::UnaryOp { op, operand } => {
                let (word, priority) = match op {
                    UnaryOp::Invert => ("~", FACTOR),
                    UnaryOp::Not => ("not ", NOT),
                    UnaryOp::UAdd => ("+", FACTOR),
                    UnaryOp::USub => ("-", FACTOR),
                };
                self.grouped(level, priority, |w| {
                    w.str(word);
                    w.expr(operand, priority)
                })?;
            }
            ExprKind::Lambda { args, body } => self.grouped(level, TEST, |w| {
                let positional = !args.args.is_empty() || !args.posonlyargs.is_empty();
                w.str(if positional { "lambda " } else { "lambda" });
                w.arguments(args)?;
                w.str(": ");
                w.expr(body, TEST)
            })?,
            ExprKind::IfExp { test, body, orelse } => self.grouped(level, TEST, |w| {
                w.expr(body, TEST + 1)?;
                w.str(" if ");
                w.expr(test, TEST + 1)?;
                w.str(" else ");
                w.expr(orelse, TEST)
            })?,
            ExprKind::Dict { keys, values } => {
                self.str("{");
                for (i, (key, value)) in keys.iter().zip(values).enumerate() {
                    if i > 0 {
                        self.str(", ");
                    }
                    match key {
                        Some(key) => {
                            self.expr(key, TEST)?;
                            self.str(": ");
                            self.expr(value, TEST)?;
                        }
                        None => {
                            self.str("**");
                            self.expr(value, EXPR)?;
                        }
                    }
                }
                self.str("}");
            }
            ExprKind::Set { elts } => {
                self.str("{");
                self.list(elts, TEST)?;
                self.str("}");
            }
            ExprKind::List { elts, .. } => {
                self.str("[");
                self.list(elts, TEST)?;
                self.str("]");
            }
            ExprKind::Tuple { elts, .. } if elts.is_empty() => self.str("()"),
            ExprKind::Tuple { elts, .. } => self.grouped(level, TUPLE, |w| {
                w.list(elts, TEST)?;
                if elts.len() == 1 {
                    w.str(",");
                }
                Ok(())
            })?,
            ExprKind::GeneratorExp { elt, generators } => {
                self.comprehension("(", elt, None, generators, ")")?
            }
            ExprKind::ListComp { elt, generators } => {
                self.comprehension("[", elt, None, generators, "]")?
            }
            ExprKind::SetComp { elt, generators } => {
                self.comprehension("{", elt, None, generators, "}")?
            }
            ExprKind::DictComp {
                key,
                value,
                generators,
            } => {
                self.comprehension("{", key, Some(value), generators, "}")?;
            }
            ExprKind::Compare {
                left,
                ops,
                comparators,
            } => self.grouped(level, CMP, |w| {
                w.expr(left, CMP + 1)?;
                for (op, right) in ops.iter().zip(comparators) {
                    w.str(comparison(*op));
                    w.expr(right, CMP + 1)?;
                }
                Ok(())
            })?,
            ExprKind::Call {
                func,
                args,
                keywords,
            } => self.call(func, args, keywords)?,
            ExprKind::JoinedStr { values } => self.joined_str("f", values)?,
            ExprKind::TemplateStr { values } => self.joined_str("t", values)?,
            ExprKind::FormattedValue { .. } | ExprKind::Interpolation { .. } => {
                self.f_string_element(e, false)?
            }
            ExprKind::Starred { value, .. } => {
                self.str("*");
                self.expr(value, EXPR)?;
            }
            ExprKind::Slice { lower, upper, step } => {
                if let Some(lower) = lower {
                    self.expr(lower, TEST)?;
                }
                self.str(":");
                if let Some(upper) = upper {
                    self.expr(upper, TEST)?;
                }
                if let Some(step) = step {
                    self.str(":");
                    self.expr(step, TEST)?;
                }
            }
            ExprKind::Yield { value: None } => self.str("(yield)"),
            ExprKind::Yield { value: Some(value) } => {
                self.str("(yield ");
                self.expr(value, TEST)?;
                self.str(")");
            }
            ExprKind::YieldFrom { value } => {
                self.str("(yield from ");
                self.expr(value, TEST)?;
                self.str(")");
            }
            ExprKind::Await { value } => self.grouped(level, AWAIT, |w| {
                w.str("await ");
                w.expr(value, ATOM)
            })?,
            ExprKind::NamedExpr { target, value } => self.grouped(level, TUPLE, |w| {
                w.expr(target, ATOM)?;
                w.str(" := ");
                w.expr(value, ATOM)
            })?,
        }
        Ok(())
    }

    fn constant(&mut self, value: &Constant, kind: Option<&Wtf8>) {
        match value {
            Constant::Ellipsis => return self.str("..."),
            Constant::Tuple(items) => {
                self.str("(");
                for (i, item) in items.iter().enumerate() {
                    if i > 0 {
                        self.str(", ");
                    }
                    match item {
                        Constant::Ellipsis => self.str("Ellipsis"),
                        _ => self.constant(item, None),
                    }
                }
                return self.str(if items.len() == 1 { ",)" } else { ")" });
            }
            _ => {}
        }
        if let Some(kind) = kind {
            self.out.push_wtf8(kind);
        }
        let text = constant_repr(value);
        match value {
            // An infinity has no literal but this.
            Constant::Float(v) if v.is_infinite() => self.str(&text.replace("inf", "1e309")),
            Constant::Complex(..) => self.str(&text.replace("inf", "1e309")),
            _ => self.str(&text),
        }
    }

    fn arguments(&mut self, args: &Arguments) -> Done {
        let mut first = true;
        let mut separate = |w: &mut Self| {
            if !std::mem::take(&mut first) {
                w.str(", ");
            }
        };
        let positional = args.posonlyargs.len() + args.args.len();
        for (i, arg) in args.posonlyargs.iter().chain(&args.args).enumerate() {
            separate(self);
            self.arg(arg)?;
            if let Some(default) = (i + args.defaults.len())
                .checked_sub(positional)
                .and_then(|i| args.defaults.get(i))
            {
                self.str("=");
                self.expr(default, TEST)?;
            }
            if i + 1 == args.posonlyargs.len() {
                self.str(", /");
            }
        }
        if args.vararg.is_some() || !args.kwonlyargs.is_empty() {
            separate(self);
            self.str("*");
            if let Some(arg) = &args.vararg {
                self.arg(arg)?;
            }
        }
        for (arg, default) in args.kwonlyargs.iter().zip(&args.kw_defaults) {
            separate(self);
            self.arg(arg)?;
            if let Some(default) = default {
                self.str("=");
                self.expr(default, TEST)?;
            }
        }
        if let Some(arg) = &args.kwarg {
            separate(self);
            self.str("**");
            self.arg(arg)?;
        }
        Ok(())
    }

    fn arg(&mut self, arg: &Arg) -> Done {
        self.name(&arg.arg);
        if let Some(annotation) = &arg.annotation {
            self.str(": ");
            self.expr(annotation, TEST)?;
        }
        Ok(())
    }

    fn comprehension(
        &mut self,
        open: &str,
        elt: &Expr,
        value: Option<&Expr>,
        generators: &[Comprehension],
        close: &str,
    ) -> Done {
        self.str(open);
        self.expr(elt, TEST)?;
        if let Some(value) = value {
            self.str(": ");
            self.expr(value, TEST)?;
        }
        for g in generators {
            self.str(if g.is_async != 0 {
                " async for "
            } else {
                " for "
            });
            self.expr(&g.target, TUPLE)?;
            self.str(" in ");
            self.expr(&g.iter, TEST + 1)?;
            for condition in &g.ifs {
                self.str(" if ");
                self.expr(condition, TEST + 1)?;
            }
        }
        self.str(close);
        Ok(())
    }

    fn call(&mut self, func: &Expr, args: &[Expr], keywords: &[Keyword]) -> Done {
        self.expr(func, ATOM)?;
        if let ([only], []) = (args, keywords)
            && matches!(only.kind, ExprKind::GeneratorExp { .. })
        {
            return self.expr(only, TEST);
        }
        self.str("(");
        self.list(args, TEST)?;
        for (i, k) in keywords.iter().enumerate() {
            if i > 0 || !args.is_empty() {
                self.str(", ");
            }
            match &k.arg {
                Some(arg) => {
                    self.name(arg);
                    self.str("=");
                }
                None => self.str("**"),
            }
            self.expr(&k.value, TEST)?;
        }
        self.str(")");
        Ok(())
    }

    /// The text between the quotes of an f-string or t-string.
    fn f_string_body(
        &mut self,
        values: &[Expr],
        is_format_spec: bool,
    ) -> Result<Wtf8String, CompileError> {
        let outer = std::mem::take(&mut self.out);
        let result = values
            .iter()
            .try_for_each(|v| self.f_string_element(v, is_format_spec));
        let body = std::mem::replace(&mut self.out, outer);
        result.map(|()| body)
    }

    fn joined_str(&mut self, prefix: &str, values: &[Expr]) -> Done {
        let body = self.f_string_body(values, false)?;
        self.str(prefix);
        self.str(&repr(&body));
        Ok(())
    }

    fn f_string_element(&mut self, e: &Expr, is_format_spec: bool) -> Done {
        match &e.kind {
            ExprKind::Constant {
                value: Constant::Str(s),
                ..
            } => {
                for c in s.code_points() {
                    self.out.push(c);
                    if c == '{' as u32 || c == '}' as u32 {
                        self.out.push(c);
                    }
                }
            }
            ExprKind::JoinedStr { values } if is_format_spec => {
                let body = self.f_string_body(values, true)?;
                self.out.push_wtf8(&body);
            }
            ExprKind::JoinedStr { values } => self.joined_str("f", values)?,
            ExprKind::TemplateStr { values } => self.joined_str("t", values)?,
            ExprKind::FormattedValue {
                value,
                conversion,
                format_spec,
            } => {
                // Above `TEST`, for the sake of a lambda's colon.
                let outer = std::mem::take(&mut self.out);
                let result = self.expr(value, TEST + 1);
                let text = std::mem::replace(&mut self.out, outer);
                result?;
                self.replacement_field(&text, *conversion, format_spec.as_deref())?;
            }
            ExprKind::Interpolation {
                str,
                conversion,
                format_spec,
                ..
            } => {
                let text = match str {
                    Constant::Str(s) => s.to_wtf8_string(),
                    other => Wtf8String::from(constant_repr(other)),
                };
                self.replacement_field(&text, *conversion, format_spec.as_deref())?;
            }
            _ => {
                return Err(CompileError::new(
                    crate::error::ErrorKind::SystemError,
                    "unknown expression kind inside f-string",
                ));
            }
        }
        Ok(())
    }

    fn replacement_field(&mut self, text: &Wtf8, conversion: i32, spec: Option<&Expr>) -> Done {
        // A brace right after the opening one would be an escape.
        self.str(if text.as_bytes().starts_with(b"{") {
            "{ "
        } else {
            "{"
        });
        self.out.push_wtf8(text);
        if let Ok(conversion @ (b'a' | b'r' | b's')) = u8::try_from(conversion) {
            self.str("!");
            self.out.push(conversion as u32);
        }
        if let Some(spec) = spec {
            self.str(":");
            self.f_string_element(spec, true)?;
        }
        self.str("}");
        Ok(())
    }
}

fn operator(op: Operator) -> (&'static str, u8) {
    match op {
        Operator::Add => (" + ", ARITH),
        Operator::Sub => (" - ", ARITH),
        Operator::Mult => (" * ", TERM),
        Operator::MatMult => (" @ ", TERM),
        Operator::Div => (" / ", TERM),
        Operator::Mod => (" % ", TERM),
        Operator::LShift => (" << ", SHIFT),
        Operator::RShift => (" >> ", SHIFT),
        Operator::BitOr => (" | ", BOR),
        Operator::BitXor => (" ^ ", BXOR),
        Operator::BitAnd => (" & ", BAND),
        Operator::FloorDiv => (" // ", TERM),
        Operator::Pow => (" ** ", POWER),
    }
}

fn comparison(op: CmpOp) -> &'static str {
    match op {
        CmpOp::Eq => " == ",
        CmpOp::NotEq => " != ",
        CmpOp::Lt => " < ",
        CmpOp::LtE => " <= ",
        CmpOp::Gt => " > ",
        CmpOp::GtE => " >= ",
        CmpOp::Is => " is ",
        CmpOp::IsNot => " is not ",
        CmpOp::In => " in ",
        CmpOp::NotIn => " not in ",
    }
}
