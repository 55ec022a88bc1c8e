//! What a tree made by a program must fulfil beyond its shape: contexts, counts, names, positions.
//!
//! A tree from the parser is valid by construction. Checks stand in the order in which the reference makes them, since
//! the first that fails is what the program sees.

use super::*;
use crate::constant::Constant;
use crate::error::{CompileError, ErrorKind};
use crate::host::Host;
use crate::recursion::StackGuard;

type Checked = Result<(), CompileError>;

fn value_error(message: impl Into<String>) -> CompileError {
    CompileError::new(ErrorKind::ValueError, message)
}

fn type_error(message: impl Into<String>) -> CompileError {
    CompileError::new(ErrorKind::TypeError, message)
}

/// Checks a whole tree.
pub fn validate(module: &Mod, host: &dyn Host) -> Checked {
    let v = Validator {
        guard: StackGuard::new(host),
    };
    match module {
        Mod::Module { body, .. } | Mod::Interactive { body } => v.stmts(body),
        Mod::Expression { body } => v.load(body),
        Mod::FunctionType { argtypes, returns } => {
            v.loads(argtypes)?;
            v.load(returns)
        }
    }
}

struct Validator {
    guard: StackGuard,
}

fn positions(at: Location) -> Checked {
    let Location {
        lineno,
        col_offset,
        end_lineno,
        end_col_offset,
    } = at;
    if lineno > end_lineno {
        return Err(value_error(format!(
            "AST node line range ({lineno}, {end_lineno}) is not valid"
        )));
    }
    if (lineno < 0 && end_lineno != lineno) || (col_offset < 0 && col_offset != end_col_offset) {
        return Err(value_error(format!(
            "AST node column range ({col_offset}, {end_col_offset}) for line range ({lineno}, {end_lineno}) is not valid"
        )));
    }
    if lineno == end_lineno && col_offset > end_col_offset {
        return Err(value_error(format!(
            "line {lineno}, column {col_offset}-{end_col_offset} is not a valid range"
        )));
    }
    Ok(())
}

fn identifier(name: &Name) -> Checked {
    for forbidden in ["None", "True", "False"] {
        if *name == *forbidden {
            return Err(value_error(format!(
                "identifier field can't represent '{forbidden}' constant"
            )));
        }
    }
    Ok(())
}

fn capture(name: &Name) -> Checked {
    if *name == *"_" {
        return Err(value_error("can't capture name '_' in patterns"));
    }
    identifier(name)
}

fn nonempty<T>(list: &[T], what: &str, owner: &str) -> Checked {
    if list.is_empty() {
        return Err(value_error(format!("empty {what} on {owner}")));
    }
    Ok(())
}

/// What an import binds.
fn aliases(names: &[Alias], owner: &str) -> Checked {
    nonempty(names, "names", owner)?;
    names
        .iter()
        .try_for_each(|a| identifier(a.asname.as_ref().unwrap_or(&a.name)))
}

fn context_name(ctx: ExprContext) -> &'static str {
    match ctx {
        ExprContext::Load => "Load",
        ExprContext::Store => "Store",
        ExprContext::Del => "Del",
    }
}

/// A number as a literal pattern may have it.
fn is_number(e: &Expr, real: bool, imaginary: bool) -> bool {
    match &e.kind {
        ExprKind::Constant { value, .. } => match value {
            Constant::Int(_) | Constant::Float(_) => real,
            Constant::Complex(..) => imaginary,
            _ => false,
        },
        _ => false,
    }
}

fn is_negative_number(e: &Expr, imaginary: bool) -> bool {
    match &e.kind {
        ExprKind::UnaryOp {
            op: UnaryOp::USub,
            operand,
        } => is_number(operand, true, imaginary),
        _ => false,
    }
}

impl Validator {
    fn load(&self, e: &Expr) -> Checked {
        self.expr(e, ExprContext::Load)
    }

    fn optional(&self, e: &Option<Box<Expr>>) -> Checked {
        e.as_deref().map_or(Ok(()), |e| self.load(e))
    }

    fn exprs(&self, list: &[Expr], ctx: ExprContext) -> Checked {
        list.iter().try_for_each(|e| self.expr(e, ctx))
    }

    fn loads(&self, list: &[Expr]) -> Checked {
        self.exprs(list, ExprContext::Load)
    }

    fn some_loads(&self, list: &[Option<Expr>]) -> Checked {
        list.iter().flatten().try_for_each(|e| self.load(e))
    }

    fn stmts(&self, list: &[Stmt]) -> Checked {
        list.iter().try_for_each(|s| self.stmt(s))
    }

    fn body(&self, body: &[Stmt], owner: &str) -> Checked {
        nonempty(body, "body", owner)?;
        self.stmts(body)
    }

    fn comprehensions(&self, list: &[Comprehension]) -> Checked {
        if list.is_empty() {
            return Err(value_error("comprehension with no generators"));
        }
        list.iter().try_for_each(|c| {
            self.expr(&c.target, ExprContext::Store)?;
            self.load(&c.iter)?;
            self.loads(&c.ifs)
        })
    }

    fn keywords(&self, list: &[Keyword]) -> Checked {
        list.iter().try_for_each(|k| self.load(&k.value))
    }

    fn args(&self, list: &[Arg]) -> Checked {
        list.iter().try_for_each(|a| {
            positions(a.range)?;
            self.optional(&a.annotation)
        })
    }

    fn arguments(&self, a: &Arguments) -> Checked {
        self.args(&a.posonlyargs)?;
        self.args(&a.args)?;
        if let Some(vararg) = &a.vararg {
            self.optional(&vararg.annotation)?;
        }
        self.args(&a.kwonlyargs)?;
        if let Some(kwarg) = &a.kwarg {
            self.optional(&kwarg.annotation)?;
        }
        if a.defaults.len() > a.posonlyargs.len() + a.args.len() {
            return Err(value_error(
                "more positional defaults than args on arguments",
            ));
        }
        if a.kw_defaults.len() != a.kwonlyargs.len() {
            return Err(value_error(
                "length of kwonlyargs is not the same as kw_defaults on arguments",
            ));
        }
        self.loads(&a.defaults)?;
        self.some_loads(&a.kw_defaults)
    }

    /// The context that an expression has must be the one wanted; what has none can only be loaded.
    fn context(&self, e: &Expr, wanted: ExprContext) -> Checked {
        let has = match &e.kind {
            ExprKind::Name { id, ctx } => {
                identifier(id)?;
                *ctx
            }
            ExprKind::Attribute { ctx, .. }
            | ExprKind::Subscript { ctx, .. }
            | ExprKind::Starred { ctx, .. }
            | ExprKind::List { ctx, .. }
            | ExprKind::Tuple { ctx, .. } => *ctx,
            _ if wanted != ExprContext::Load => {
                return Err(value_error(format!(
                    "expression which can't be assigned to in {} context",
                    context_name(wanted)
                )));
            }
            _ => return Ok(()),
        };
        if has != wanted {
            return Err(value_error(format!(
                "expression must have {} context but has {} instead",
                context_name(wanted),
                context_name(has)
            )));
        }
        Ok(())
    }

    fn expr(&self, e: &Expr, ctx: ExprContext) -> Checked {
        positions(e.range)?;
        self.guard.check()?;
        self.context(e, ctx)?;
        match &e.kind {
            ExprKind::BoolOp { values, .. } => {
                if values.len() < 2 {
                    return Err(value_error("BoolOp with less than 2 values"));
                }
                self.loads(values)
            }
            ExprKind::BinOp { left, right, .. } => {
                self.load(left)?;
                self.load(right)
            }
            ExprKind::UnaryOp { operand, .. } => self.load(operand),
            ExprKind::Lambda { args, body } => {
                self.arguments(args)?;
                self.load(body)
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.load(test)?;
                self.load(body)?;
                self.load(orelse)
            }
            ExprKind::Dict { keys, values } => {
                if keys.len() != values.len() {
                    return Err(value_error(
                        "Dict doesn't have the same number of keys as values",
                    ));
                }
                self.some_loads(keys)?;
                self.loads(values)
            }
            ExprKind::Set { elts } => self.loads(elts),
            ExprKind::ListComp { elt, generators }
            | ExprKind::SetComp { elt, generators }
            | ExprKind::GeneratorExp { elt, generators } => {
                self.comprehensions(generators)?;
                self.load(elt)
            }
            ExprKind::DictComp {
                key,
                value,
                generators,
            } => {
                self.comprehensions(generators)?;
                self.load(key)?;
                self.load(value)
            }
            ExprKind::Yield { value } => self.optional(value),
            ExprKind::YieldFrom { value } | ExprKind::Await { value } => self.load(value),
            ExprKind::Compare {
                left,
                ops,
                comparators,
            } => {
                if comparators.is_empty() {
                    return Err(value_error("Compare with no comparators"));
                }
                if comparators.len() != ops.len() {
                    return Err(value_error(
                        "Compare has a different number of comparators and operands",
                    ));
                }
                self.loads(comparators)?;
                self.load(left)
            }
            ExprKind::Call {
                func,
                args,
                keywords,
            } => {
                self.load(func)?;
                self.loads(args)?;
                self.keywords(keywords)
            }
            ExprKind::Constant { .. } | ExprKind::Name { .. } => Ok(()),
            ExprKind::JoinedStr { values } | ExprKind::TemplateStr { values } => self.loads(values),
            ExprKind::FormattedValue {
                value, format_spec, ..
            }
            | ExprKind::Interpolation {
                value, format_spec, ..
            } => {
                self.load(value)?;
                self.optional(format_spec)
            }
            ExprKind::Attribute { value, .. } => self.load(value),
            ExprKind::Subscript { value, slice, .. } => {
                self.load(slice)?;
                self.load(value)
            }
            ExprKind::Starred { value, .. } => self.expr(value, ctx),
            ExprKind::Slice { lower, upper, step } => {
                self.optional(lower)?;
                self.optional(upper)?;
                self.optional(step)
            }
            ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => self.exprs(elts, ctx),
            ExprKind::NamedExpr { target, value } => {
                if !matches!(target.kind, ExprKind::Name { .. }) {
                    return Err(type_error("NamedExpr target must be a Name"));
                }
                self.load(value)
            }
        }
    }

    fn literal_pattern(&self, e: &Expr) -> Checked {
        self.load(e)?;
        match &e.kind {
            ExprKind::Constant { value, .. } => match value {
                Constant::Int(_)
                | Constant::Float(_)
                | Constant::Complex(..)
                | Constant::Bytes(_)
                | Constant::Str(_) => Ok(()),
                _ => Err(value_error(
                    "unexpected constant inside of a literal pattern",
                )),
            },
            // what is no literal after all, later stages say
            ExprKind::Attribute { .. }
            | ExprKind::JoinedStr { .. }
            | ExprKind::TemplateStr { .. } => Ok(()),
            ExprKind::UnaryOp { .. } if is_negative_number(e, true) => Ok(()),
            ExprKind::BinOp {
                left,
                op: Operator::Add | Operator::Sub,
                right,
            } if (is_number(left, true, false) || is_negative_number(left, false))
                && is_number(right, false, true) =>
            {
                Ok(())
            }
            _ => Err(value_error(
                "patterns may only match literals and attribute lookups",
            )),
        }
    }

    fn patterns(&self, list: &[Pattern], star_ok: bool) -> Checked {
        list.iter().try_for_each(|p| self.pattern(p, star_ok))
    }

    fn pattern(&self, p: &Pattern, star_ok: bool) -> Checked {
        positions(p.range)?;
        self.guard.check()?;
        match &p.kind {
            PatternKind::MatchValue { value } => self.literal_pattern(value),
            PatternKind::MatchSingleton { value } => match value {
                Constant::None | Constant::Bool(_) => Ok(()),
                _ => Err(value_error(
                    "MatchSingleton can only contain True, False and None",
                )),
            },
            PatternKind::MatchSequence { patterns } => self.patterns(patterns, true),
            PatternKind::MatchMapping {
                keys,
                patterns,
                rest,
            } => {
                if keys.len() != patterns.len() {
                    return Err(value_error(
                        "MatchMapping doesn't have the same number of keys as patterns",
                    ));
                }
                rest.as_ref().map_or(Ok(()), capture)?;
                for key in keys {
                    if let ExprKind::Constant {
                        value: Constant::None | Constant::Bool(_),
                        ..
                    } = &key.kind
                    {
                        continue;
                    }
                    self.literal_pattern(key)?;
                }
                self.patterns(patterns, false)
            }
            PatternKind::MatchClass {
                cls,
                patterns,
                kwd_attrs,
                kwd_patterns,
            } => {
                if kwd_attrs.len() != kwd_patterns.len() {
                    return Err(value_error(
                        "MatchClass doesn't have the same number of keyword attributes as patterns",
                    ));
                }
                self.load(cls)?;
                let mut at: &Expr = cls;
                while let ExprKind::Attribute { value, .. } = &at.kind {
                    at = value;
                }
                if !matches!(at.kind, ExprKind::Name { .. }) {
                    return Err(value_error(
                        "MatchClass cls field can only contain Name or Attribute nodes.",
                    ));
                }
                kwd_attrs.iter().try_for_each(identifier)?;
                self.patterns(patterns, false)?;
                self.patterns(kwd_patterns, false)
            }
            PatternKind::MatchStar { .. } if !star_ok => {
                Err(value_error("can't use MatchStar here"))
            }
            PatternKind::MatchStar { name } => name.as_ref().map_or(Ok(()), capture),
            PatternKind::MatchAs { pattern, name } => {
                name.as_ref().map_or(Ok(()), capture)?;
                match pattern {
                    None => Ok(()),
                    Some(_) if name.is_none() => Err(value_error(
                        "MatchAs must specify a target name if a pattern is given",
                    )),
                    Some(p) => self.pattern(p, false),
                }
            }
            PatternKind::MatchOr { patterns } => {
                if patterns.len() < 2 {
                    return Err(value_error("MatchOr requires at least 2 patterns"));
                }
                self.patterns(patterns, false)
            }
        }
    }

    fn type_params(&self, list: &[TypeParam]) -> Checked {
        list.iter().try_for_each(|p| {
            positions(p.range)?;
            match &p.kind {
                TypeParamKind::TypeVar {
                    name,
                    bound,
                    default_value,
                } => {
                    identifier(name)?;
                    self.optional(bound)?;
                    self.optional(default_value)
                }
                TypeParamKind::ParamSpec {
                    name,
                    default_value,
                }
                | TypeParamKind::TypeVarTuple {
                    name,
                    default_value,
                } => {
                    identifier(name)?;
                    self.optional(default_value)
                }
            }
        })
    }

    fn targets(&self, list: &[Expr], ctx: ExprContext, owner: &str) -> Checked {
        nonempty(list, "targets", owner)?;
        self.exprs(list, ctx)
    }

    #[allow(clippy::too_many_arguments)] // the fields of a function definition
    fn function(
        &self,
        owner: &str,
        name: &Name,
        body: &[Stmt],
        type_params: &[TypeParam],
        args: &Arguments,
        decorators: &[Expr],
        returns: &Option<Box<Expr>>,
    ) -> Checked {
        self.body(body, owner)?;
        identifier(name)?;
        self.type_params(type_params)?;
        self.arguments(args)?;
        self.loads(decorators)?;
        self.optional(returns)
    }

    fn for_loop(
        &self,
        owner: &str,
        target: &Expr,
        iter: &Expr,
        body: &[Stmt],
        orelse: &[Stmt],
    ) -> Checked {
        self.expr(target, ExprContext::Store)?;
        self.load(iter)?;
        self.body(body, owner)?;
        self.stmts(orelse)
    }

    fn with(&self, owner: &str, items: &[WithItem], body: &[Stmt]) -> Checked {
        nonempty(items, "items", owner)?;
        for item in items {
            self.load(&item.context_expr)?;
            if let Some(vars) = &item.optional_vars {
                self.expr(vars, ExprContext::Store)?;
            }
        }
        self.body(body, owner)
    }

    fn try_block(
        &self,
        owner: &str,
        body: &[Stmt],
        handlers: &[ExceptHandler],
        orelse: &[Stmt],
        finalbody: &[Stmt],
    ) -> Checked {
        self.body(body, owner)?;
        if handlers.is_empty() && finalbody.is_empty() {
            return Err(value_error(format!(
                "{owner} has neither except handlers nor finalbody"
            )));
        }
        if handlers.is_empty() && !orelse.is_empty() {
            return Err(value_error(format!(
                "{owner} has orelse but no except handlers"
            )));
        }
        for handler in handlers {
            if owner == "Try" {
                positions(handler.range)?;
            }
            let ExceptHandlerKind::ExceptHandler { type_, name, body } = &handler.kind;
            if owner == "Try" {
                name.as_ref().map_or(Ok(()), identifier)?;
            }
            self.optional(type_)?;
            self.body(body, "ExceptHandler")?;
        }
        self.stmts(finalbody)?;
        self.stmts(orelse)
    }

    fn stmt(&self, s: &Stmt) -> Checked {
        positions(s.range)?;
        self.guard.check()?;
        match &s.kind {
            StmtKind::FunctionDef {
                name,
                args,
                body,
                decorator_list,
                returns,
                type_params,
                ..
            }
            | StmtKind::AsyncFunctionDef {
                name,
                args,
                body,
                decorator_list,
                returns,
                type_params,
                ..
            } => self.function(
                if matches!(s.kind, StmtKind::FunctionDef { .. }) {
                    "FunctionDef"
                } else {
                    "AsyncFunctionDef"
                },
                name,
                body,
                type_params,
                args,
                decorator_list,
                returns,
            ),
            StmtKind::ClassDef {
                name,
                bases,
                keywords,
                body,
                decorator_list,
                type_params,
                ..
            } => {
                self.body(body, "ClassDef")?;
                identifier(name)?;
                self.type_params(type_params)?;
                self.loads(bases)?;
                self.keywords(keywords)?;
                self.loads(decorator_list)
            }
            StmtKind::Return { value } => self.optional(value),
            StmtKind::Delete { targets } => self.targets(targets, ExprContext::Del, "Delete"),
            StmtKind::Assign { targets, value, .. } => {
                self.targets(targets, ExprContext::Store, "Assign")?;
                self.load(value)
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target, ExprContext::Store)?;
                self.load(value)
            }
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
                simple,
            } => {
                if *simple != 0 && !matches!(target.kind, ExprKind::Name { .. }) {
                    return Err(type_error("AnnAssign with simple non-Name target"));
                }
                self.expr(target, ExprContext::Store)?;
                self.optional(value)?;
                self.load(annotation)
            }
            StmtKind::TypeAlias {
                name,
                type_params,
                value,
            } => {
                if !matches!(name.kind, ExprKind::Name { .. }) {
                    return Err(type_error("TypeAlias with non-Name name"));
                }
                self.expr(name, ExprContext::Store)?;
                self.type_params(type_params)?;
                self.load(value)
            }
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
                ..
            } => self.for_loop("For", target, iter, body, orelse),
            StmtKind::AsyncFor {
                target,
                iter,
                body,
                orelse,
                ..
            } => self.for_loop("AsyncFor", target, iter, body, orelse),
            StmtKind::While { test, body, orelse } => {
                self.load(test)?;
                self.body(body, "While")?;
                self.stmts(orelse)
            }
            StmtKind::If { test, body, orelse } => {
                self.load(test)?;
                self.body(body, "If")?;
                self.stmts(orelse)
            }
            StmtKind::With { items, body, .. } => self.with("With", items, body),
            StmtKind::AsyncWith { items, body, .. } => self.with("AsyncWith", items, body),
            StmtKind::Match { subject, cases } => {
                self.load(subject)?;
                nonempty(cases, "cases", "Match")?;
                for case in cases {
                    self.pattern(&case.pattern, false)?;
                    self.optional(&case.guard)?;
                    self.body(&case.body, "match_case")?;
                }
                Ok(())
            }
            StmtKind::Raise { exc: None, cause } if cause.is_some() => {
                Err(value_error("Raise with cause but no exception"))
            }
            StmtKind::Raise { exc, cause } => {
                self.optional(exc)?;
                self.optional(cause)
            }
            StmtKind::Try {
                body,
                handlers,
                orelse,
                finalbody,
            } => self.try_block("Try", body, handlers, orelse, finalbody),
            StmtKind::TryStar {
                body,
                handlers,
                orelse,
                finalbody,
            } => self.try_block("TryStar", body, handlers, orelse, finalbody),
            StmtKind::Assert { test, msg } => {
                self.load(test)?;
                self.optional(msg)
            }
            StmtKind::Import { names } => aliases(names, "Import"),
            StmtKind::ImportFrom { names, level, .. } => {
                if level.is_some_and(|l| l < 0) {
                    return Err(value_error("Negative ImportFrom level"));
                }
                aliases(names, "ImportFrom")
            }
            StmtKind::Global { names } => nonempty(names, "names", "Global"),
            StmtKind::Nonlocal { names } => nonempty(names, "names", "Nonlocal"),
            StmtKind::Expr { value } => self.load(value),
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => Ok(()),
        }
    }
}
