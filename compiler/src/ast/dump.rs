//! `ast.dump(tree, include_attributes=..., show_empty=True)`: for tests, which compare it with CPython's.

use super::*;
use crate::constant::{Constant, Int};
use crate::text::Wtf8;
use std::fmt::{Debug, Write};

/// The tree as `ast.dump` prints it; `attributes` adds the positions.
pub fn dump(tree: &Mod, attributes: bool) -> String {
    let mut d = Dumper {
        out: String::new(),
        attributes,
        fields: 0,
    };
    d.module(tree);
    d.out
}

struct Dumper {
    out: String,
    attributes: bool,
    /// Fields printed so far of the node at hand.
    fields: usize,
}

impl Dumper {
    fn node(&mut self, name: &str, fields: impl FnOnce(&mut Dumper)) {
        self.out.push_str(name);
        self.out.push('(');
        let outer = std::mem::replace(&mut self.fields, 0);
        fields(self);
        self.fields = outer;
        self.out.push(')');
    }

    fn field(&mut self, name: &str, value: impl FnOnce(&mut Dumper)) {
        if self.fields > 0 {
            self.out.push_str(", ");
        }
        self.fields += 1;
        self.out.push_str(name);
        self.out.push('=');
        value(self);
    }

    fn list<T>(&mut self, name: &str, items: &[T], each: impl Fn(&mut Dumper, &T)) {
        self.field(name, |d| {
            d.out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    d.out.push_str(", ");
                }
                each(d, item);
            }
            d.out.push(']');
        });
    }

    fn optional<T>(&mut self, name: &str, value: &Option<T>, print: impl FnOnce(&mut Dumper, &T)) {
        if let Some(value) = value {
            self.field(name, |d| print(d, value));
        }
    }

    fn place(&mut self, place: &Location) {
        if self.attributes {
            self.number("lineno", place.lineno);
            self.number("col_offset", place.col_offset);
            self.number("end_lineno", place.end_lineno);
            self.number("end_col_offset", place.end_col_offset);
        }
    }

    fn number(&mut self, name: &str, value: i32) {
        self.field(name, |d| write!(d.out, "{value}").unwrap_or_default());
    }

    fn name(&mut self, name: &Name) {
        self.out.push_str(&repr_str(name));
    }

    fn text(&mut self, text: &Wtf8) {
        self.out.push_str(&repr_str(text));
    }

    /// An operator or a context, which prints as a call of its name.
    fn simple(&mut self, name: &str, value: impl Debug) {
        self.field(name, |d| write!(d.out, "{value:?}()").unwrap_or_default());
    }

    fn e(&mut self, name: &str, e: &Expr) {
        self.field(name, |d| d.expr(e));
    }

    fn oe(&mut self, name: &str, e: &Option<Box<Expr>>) {
        self.optional(name, e, |d, e| d.expr(e));
    }

    fn es(&mut self, name: &str, e: &[Expr]) {
        self.list(name, e, |d, e| d.expr(e));
    }

    fn ss(&mut self, name: &str, s: &[Stmt]) {
        self.list(name, s, |d, s| d.stmt(s));
    }

    fn ps(&mut self, name: &str, p: &[Pattern]) {
        self.list(name, p, |d, p| d.pattern(p));
    }

    fn generators(&mut self, generators: &[Comprehension]) {
        self.list("generators", generators, |d, c| {
            d.node("comprehension", |d| {
                d.e("target", &c.target);
                d.e("iter", &c.iter);
                d.es("ifs", &c.ifs);
                d.number("is_async", c.is_async);
            })
        });
    }

    fn type_params(&mut self, params: &[TypeParam]) {
        self.list("type_params", params, |d, p| d.type_param(p));
    }

    fn keywords(&mut self, keywords: &[Keyword]) {
        self.list("keywords", keywords, |d, k| {
            d.node("keyword", |d| {
                d.optional("arg", &k.arg, Self::name);
                d.e("value", &k.value);
                d.place(&k.range);
            })
        });
    }

    fn module(&mut self, tree: &Mod) {
        match tree {
            Mod::Module { body, type_ignores } => self.node("Module", |d| {
                d.ss("body", body);
                d.list(
                    "type_ignores",
                    type_ignores,
                    |d, TypeIgnore::TypeIgnore { lineno, tag }| {
                        d.node("TypeIgnore", |d| {
                            d.number("lineno", *lineno);
                            d.field("tag", |d| d.text(tag));
                        })
                    },
                );
            }),
            Mod::Interactive { body } => self.node("Interactive", |d| d.ss("body", body)),
            Mod::Expression { body } => self.node("Expression", |d| d.e("body", body)),
            Mod::FunctionType { argtypes, returns } => self.node("FunctionType", |d| {
                d.es("argtypes", argtypes);
                d.e("returns", returns);
            }),
        }
    }

    fn stmt(&mut self, s: &Stmt) {
        use StmtKind as S;
        let name = match &s.kind {
            S::FunctionDef { .. } => "FunctionDef",
            S::AsyncFunctionDef { .. } => "AsyncFunctionDef",
            S::For { .. } => "For",
            S::AsyncFor { .. } => "AsyncFor",
            S::With { .. } => "With",
            S::AsyncWith { .. } => "AsyncWith",
            S::Try { .. } => "Try",
            S::TryStar { .. } => "TryStar",
            S::ClassDef { .. } => "ClassDef",
            S::Return { .. } => "Return",
            S::Delete { .. } => "Delete",
            S::Assign { .. } => "Assign",
            S::TypeAlias { .. } => "TypeAlias",
            S::AugAssign { .. } => "AugAssign",
            S::AnnAssign { .. } => "AnnAssign",
            S::While { .. } => "While",
            S::If { .. } => "If",
            S::Match { .. } => "Match",
            S::Raise { .. } => "Raise",
            S::Assert { .. } => "Assert",
            S::Import { .. } => "Import",
            S::ImportFrom { .. } => "ImportFrom",
            S::Global { .. } => "Global",
            S::Nonlocal { .. } => "Nonlocal",
            S::Expr { .. } => "Expr",
            S::Pass => "Pass",
            S::Break => "Break",
            S::Continue => "Continue",
        };
        self.node(name, |d| {
            d.stmt_fields(&s.kind);
            d.place(&s.range);
        });
    }

    fn stmt_fields(&mut self, kind: &StmtKind) {
        use StmtKind as S;
        match kind {
            S::FunctionDef {
                name,
                args,
                body,
                decorator_list,
                returns,
                type_comment,
                type_params,
            }
            | S::AsyncFunctionDef {
                name,
                args,
                body,
                decorator_list,
                returns,
                type_comment,
                type_params,
            } => {
                self.field("name", |d| d.name(name));
                self.field("args", |d| d.arguments(args));
                self.ss("body", body);
                self.es("decorator_list", decorator_list);
                self.oe("returns", returns);
                self.optional("type_comment", type_comment, |d, text| d.text(text));
                self.type_params(type_params);
            }
            S::ClassDef {
                name,
                bases,
                keywords,
                body,
                decorator_list,
                type_params,
            } => {
                self.field("name", |d| d.name(name));
                self.es("bases", bases);
                self.keywords(keywords);
                self.ss("body", body);
                self.es("decorator_list", decorator_list);
                self.type_params(type_params);
            }
            S::Return { value } => self.oe("value", value),
            S::Delete { targets } => self.es("targets", targets),
            S::Assign {
                targets,
                value,
                type_comment,
            } => {
                self.es("targets", targets);
                self.e("value", value);
                self.optional("type_comment", type_comment, |d, text| d.text(text));
            }
            S::TypeAlias {
                name,
                type_params,
                value,
            } => {
                self.e("name", name);
                self.type_params(type_params);
                self.e("value", value);
            }
            S::AugAssign { target, op, value } => {
                self.e("target", target);
                self.simple("op", op);
                self.e("value", value);
            }
            S::AnnAssign {
                target,
                annotation,
                value,
                simple,
            } => {
                self.e("target", target);
                self.e("annotation", annotation);
                self.oe("value", value);
                self.number("simple", *simple);
            }
            S::For {
                target,
                iter,
                body,
                orelse,
                type_comment,
            }
            | S::AsyncFor {
                target,
                iter,
                body,
                orelse,
                type_comment,
            } => {
                self.e("target", target);
                self.e("iter", iter);
                self.ss("body", body);
                self.ss("orelse", orelse);
                self.optional("type_comment", type_comment, |d, text| d.text(text));
            }
            S::While { test, body, orelse } | S::If { test, body, orelse } => {
                self.e("test", test);
                self.ss("body", body);
                self.ss("orelse", orelse);
            }
            S::With {
                items,
                body,
                type_comment,
            }
            | S::AsyncWith {
                items,
                body,
                type_comment,
            } => {
                self.list("items", items, |d, w| {
                    d.node("withitem", |d| {
                        d.e("context_expr", &w.context_expr);
                        d.oe("optional_vars", &w.optional_vars);
                    })
                });
                self.ss("body", body);
                self.optional("type_comment", type_comment, |d, text| d.text(text));
            }
            S::Match { subject, cases } => {
                self.e("subject", subject);
                self.list("cases", cases, |d, c| {
                    d.node("match_case", |d| {
                        d.field("pattern", |d| d.pattern(&c.pattern));
                        d.oe("guard", &c.guard);
                        d.ss("body", &c.body);
                    })
                });
            }
            S::Raise { exc, cause } => {
                self.oe("exc", exc);
                self.oe("cause", cause);
            }
            S::Try {
                body,
                handlers,
                orelse,
                finalbody,
            }
            | S::TryStar {
                body,
                handlers,
                orelse,
                finalbody,
            } => {
                self.ss("body", body);
                self.list("handlers", handlers, |d, h| {
                    let ExceptHandlerKind::ExceptHandler { type_, name, body } = &h.kind;
                    d.node("ExceptHandler", |d| {
                        d.oe("type", type_);
                        d.optional("name", name, Self::name);
                        d.ss("body", body);
                        d.place(&h.range);
                    })
                });
                self.ss("orelse", orelse);
                self.ss("finalbody", finalbody);
            }
            S::Assert { test, msg } => {
                self.e("test", test);
                self.oe("msg", msg);
            }
            S::Import { names } => self.aliases(names),
            S::ImportFrom {
                module,
                names,
                level,
            } => {
                self.optional("module", module, Self::name);
                self.aliases(names);
                self.optional("level", level, |d, level| {
                    write!(d.out, "{level}").unwrap_or_default()
                });
            }
            S::Global { names } | S::Nonlocal { names } => {
                self.list("names", names, |d, n| d.name(n))
            }
            S::Expr { value } => self.e("value", value),
            S::Pass | S::Break | S::Continue => {}
        }
    }

    fn aliases(&mut self, names: &[Alias]) {
        self.list("names", names, |d, a| {
            d.node("alias", |d| {
                d.field("name", |d| d.name(&a.name));
                d.optional("asname", &a.asname, Self::name);
                d.place(&a.range);
            })
        });
    }

    fn arguments(&mut self, a: &Arguments) {
        self.node("arguments", |d| {
            d.list("posonlyargs", &a.posonlyargs, |d, a| d.arg(a));
            d.list("args", &a.args, |d, a| d.arg(a));
            d.optional("vararg", &a.vararg, |d, a| d.arg(a));
            d.list("kwonlyargs", &a.kwonlyargs, |d, a| d.arg(a));
            d.list("kw_defaults", &a.kw_defaults, Self::maybe_expr);
            d.optional("kwarg", &a.kwarg, |d, a| d.arg(a));
            d.es("defaults", &a.defaults);
        });
    }

    fn maybe_expr(&mut self, e: &Option<Expr>) {
        match e {
            Some(e) => self.expr(e),
            None => self.out.push_str("None"),
        }
    }

    fn arg(&mut self, a: &Arg) {
        self.node("arg", |d| {
            d.field("arg", |d| d.name(&a.arg));
            d.oe("annotation", &a.annotation);
            d.optional("type_comment", &a.type_comment, |d, text| d.text(text));
            d.place(&a.range);
        });
    }

    fn expr(&mut self, e: &Expr) {
        use ExprKind as E;
        let name = match &e.kind {
            E::BoolOp { .. } => "BoolOp",
            E::NamedExpr { .. } => "NamedExpr",
            E::BinOp { .. } => "BinOp",
            E::UnaryOp { .. } => "UnaryOp",
            E::Lambda { .. } => "Lambda",
            E::IfExp { .. } => "IfExp",
            E::Dict { .. } => "Dict",
            E::Set { .. } => "Set",
            E::ListComp { .. } => "ListComp",
            E::SetComp { .. } => "SetComp",
            E::DictComp { .. } => "DictComp",
            E::GeneratorExp { .. } => "GeneratorExp",
            E::Await { .. } => "Await",
            E::Yield { .. } => "Yield",
            E::YieldFrom { .. } => "YieldFrom",
            E::Compare { .. } => "Compare",
            E::Call { .. } => "Call",
            E::FormattedValue { .. } => "FormattedValue",
            E::Interpolation { .. } => "Interpolation",
            E::JoinedStr { .. } => "JoinedStr",
            E::TemplateStr { .. } => "TemplateStr",
            E::Constant { .. } => "Constant",
            E::Attribute { .. } => "Attribute",
            E::Subscript { .. } => "Subscript",
            E::Starred { .. } => "Starred",
            E::Name { .. } => "Name",
            E::List { .. } => "List",
            E::Tuple { .. } => "Tuple",
            E::Slice { .. } => "Slice",
        };
        self.node(name, |d| {
            d.expr_fields(&e.kind);
            d.place(&e.range);
        });
    }

    fn expr_fields(&mut self, kind: &ExprKind) {
        use ExprKind as E;
        match kind {
            E::BoolOp { op, values } => {
                self.simple("op", op);
                self.es("values", values);
            }
            E::NamedExpr { target, value } => {
                self.e("target", target);
                self.e("value", value);
            }
            E::BinOp { left, op, right } => {
                self.e("left", left);
                self.simple("op", op);
                self.e("right", right);
            }
            E::UnaryOp { op, operand } => {
                self.simple("op", op);
                self.e("operand", operand);
            }
            E::Lambda { args, body } => {
                self.field("args", |d| d.arguments(args));
                self.e("body", body);
            }
            E::IfExp { test, body, orelse } => {
                self.e("test", test);
                self.e("body", body);
                self.e("orelse", orelse);
            }
            E::Dict { keys, values } => {
                self.list("keys", keys, Self::maybe_expr);
                self.es("values", values);
            }
            E::ListComp { elt, generators }
            | E::SetComp { elt, generators }
            | E::GeneratorExp { elt, generators } => {
                self.e("elt", elt);
                self.generators(generators);
            }
            E::DictComp {
                key,
                value,
                generators,
            } => {
                self.e("key", key);
                self.e("value", value);
                self.generators(generators);
            }
            E::Await { value } | E::YieldFrom { value } => self.e("value", value),
            E::Yield { value } => self.oe("value", value),
            E::Compare {
                left,
                ops,
                comparators,
            } => {
                self.e("left", left);
                self.list("ops", ops, |d, op| {
                    write!(d.out, "{op:?}()").unwrap_or_default()
                });
                self.es("comparators", comparators);
            }
            E::Call {
                func,
                args,
                keywords,
            } => {
                self.e("func", func);
                self.es("args", args);
                self.keywords(keywords);
            }
            E::FormattedValue {
                value,
                conversion,
                format_spec,
            } => {
                self.e("value", value);
                self.number("conversion", *conversion);
                self.oe("format_spec", format_spec);
            }
            E::Interpolation {
                value,
                str,
                conversion,
                format_spec,
            } => {
                self.e("value", value);
                self.field("str", |d| d.out.push_str(&repr(str)));
                self.number("conversion", *conversion);
                self.oe("format_spec", format_spec);
            }
            E::JoinedStr { values } | E::TemplateStr { values } => self.es("values", values),
            E::Constant { value, kind } => {
                self.field("value", |d| d.out.push_str(&repr(value)));
                self.optional("kind", kind, |d, text| d.text(text));
            }
            E::Attribute { value, attr, ctx } => {
                self.e("value", value);
                self.field("attr", |d| d.name(attr));
                self.simple("ctx", ctx);
            }
            E::Subscript { value, slice, ctx } => {
                self.e("value", value);
                self.e("slice", slice);
                self.simple("ctx", ctx);
            }
            E::Starred { value, ctx } => {
                self.e("value", value);
                self.simple("ctx", ctx);
            }
            E::Name { id, ctx } => {
                self.field("id", |d| d.name(id));
                self.simple("ctx", ctx);
            }
            E::Set { elts } => self.es("elts", elts),
            E::List { elts, ctx } | E::Tuple { elts, ctx } => {
                self.es("elts", elts);
                self.simple("ctx", ctx);
            }
            E::Slice { lower, upper, step } => {
                self.oe("lower", lower);
                self.oe("upper", upper);
                self.oe("step", step);
            }
        }
    }

    fn pattern(&mut self, p: &Pattern) {
        use PatternKind as P;
        let name = match &p.kind {
            P::MatchValue { .. } => "MatchValue",
            P::MatchSingleton { .. } => "MatchSingleton",
            P::MatchSequence { .. } => "MatchSequence",
            P::MatchMapping { .. } => "MatchMapping",
            P::MatchClass { .. } => "MatchClass",
            P::MatchStar { .. } => "MatchStar",
            P::MatchAs { .. } => "MatchAs",
            P::MatchOr { .. } => "MatchOr",
        };
        self.node(name, |d| {
            match &p.kind {
                P::MatchValue { value } => d.e("value", value),
                P::MatchSingleton { value } => d.field("value", |d| d.out.push_str(&repr(value))),
                P::MatchSequence { patterns } | P::MatchOr { patterns } => {
                    d.ps("patterns", patterns)
                }
                P::MatchMapping {
                    keys,
                    patterns,
                    rest,
                } => {
                    d.es("keys", keys);
                    d.ps("patterns", patterns);
                    d.optional("rest", rest, Self::name);
                }
                P::MatchClass {
                    cls,
                    patterns,
                    kwd_attrs,
                    kwd_patterns,
                } => {
                    d.e("cls", cls);
                    d.ps("patterns", patterns);
                    d.list("kwd_attrs", kwd_attrs, |d, n| d.name(n));
                    d.ps("kwd_patterns", kwd_patterns);
                }
                P::MatchStar { name } => d.optional("name", name, Self::name),
                P::MatchAs { pattern, name } => {
                    d.optional("pattern", pattern, |d, p| d.pattern(p));
                    d.optional("name", name, Self::name);
                }
            }
            d.place(&p.range);
        });
    }

    fn type_param(&mut self, t: &TypeParam) {
        use TypeParamKind as T;
        let (kind, name, bound, default) = match &t.kind {
            T::TypeVar {
                name,
                bound,
                default_value,
            } => ("TypeVar", name, bound, default_value),
            T::ParamSpec {
                name,
                default_value,
            } => ("ParamSpec", name, &None, default_value),
            T::TypeVarTuple {
                name,
                default_value,
            } => ("TypeVarTuple", name, &None, default_value),
        };
        self.node(kind, |d| {
            d.field("name", |d| d.name(name));
            d.oe("bound", bound);
            d.oe("default_value", default);
            d.place(&t.range);
        });
    }
}

/// `repr()` of a constant that source text can denote.
fn repr(value: &Constant) -> String {
    match value {
        Constant::None => "None".into(),
        Constant::Bool(true) => "True".into(),
        Constant::Bool(false) => "False".into(),
        Constant::Ellipsis => "Ellipsis".into(),
        Constant::Int(Int::Small(v)) => v.to_string(),
        Constant::Int(Int::Big(v)) => v.to_string(),
        Constant::Float(v) => repr_float(*v, true),
        Constant::Complex(re, im) if *re == 0.0 && re.is_sign_positive() => {
            format!("{}j", repr_float(*im, false))
        }
        Constant::Complex(re, im) => {
            let sign = if im.is_sign_negative() { "" } else { "+" };
            format!(
                "({}{sign}{}j)",
                repr_float(*re, false),
                repr_float(*im, false)
            )
        }
        Constant::Str(s) => repr_str(s),
        Constant::Bytes(b) => repr_bytes(b),
        Constant::Tuple(items) => {
            let items: Vec<String> = items.iter().map(repr).collect();
            if let [only] = &items[..] {
                format!("({only},)")
            } else {
                format!("({})", items.join(", "))
            }
        }
        Constant::FrozenSet(_) | Constant::Slice(_) | Constant::Code(_) => {
            format!("<{}>", value.type_name())
        }
    }
}

/// `repr(float)`: the shortest digits, with an exponent where it is below -4 or above 15.
fn repr_float(v: f64, point: bool) -> String {
    if v.is_nan() {
        return "nan".into();
    }
    if v.is_infinite() {
        return if v < 0.0 { "-inf".into() } else { "inf".into() };
    }
    let scientific = format!("{v:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if !(-4..16).contains(&exponent) && v != 0.0 {
        let sign = if exponent < 0 { '-' } else { '+' };
        return format!("{mantissa}e{sign}{:02}", exponent.abs());
    }
    let plain = format!("{v}");
    if point && !plain.contains('.') {
        plain + ".0"
    } else {
        plain
    }
}

fn quote_for(has_single: bool, has_double: bool) -> char {
    if has_single && !has_double { '"' } else { '\'' }
}

fn repr_str(s: &Wtf8) -> String {
    let quote = quote_for(s.as_bytes().contains(&b'\''), s.as_bytes().contains(&b'"'));
    let mut out = String::from(quote);
    for c in s.code_points() {
        match char::from_u32(c) {
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(c) if c == quote || c == '\\' => out.extend(['\\', c]),
            Some(c) if crate::unicode::is_printable(c) => out.push(c),
            _ => {
                let escaped = match c {
                    0..0x100 => format!("\\x{c:02x}"),
                    0x100..0x10000 => format!("\\u{c:04x}"),
                    _ => format!("\\U{c:08x}"),
                };
                out.push_str(&escaped);
            }
        }
    }
    out.push(quote);
    out
}

fn repr_bytes(bytes: &[u8]) -> String {
    let quote = quote_for(bytes.contains(&b'\''), bytes.contains(&b'"'));
    let mut out = format!("b{quote}");
    for b in bytes {
        match *b {
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            b if b as char == quote || b == b'\\' => out.extend(['\\', b as char]),
            b @ 0x20..0x7f => out.push(b as char),
            b => write!(out, "\\x{b:02x}").unwrap_or_default(),
        }
    }
    out.push(quote);
    out
}
