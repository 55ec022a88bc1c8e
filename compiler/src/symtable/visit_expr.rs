//! The first pass over expressions and patterns.

use super::build::{Builder, Done, check_name};
use super::flag::*;
use super::{BlockType, Comprehension, Key};
use crate::ast::{self, Expr, ExprContext, ExprKind, Pattern, PatternKind};
use crate::error::CompileError;
use crate::text::Name;

impl Builder {
    pub(super) fn exprs(&mut self, exprs: &[Expr]) -> Done {
        exprs.iter().try_for_each(|e| self.expr(e))
    }

    pub(super) fn opt_expr(&mut self, e: Option<&Expr>) -> Done {
        e.map_or(Ok(()), |e| self.expr(e))
    }

    pub(super) fn expr(&mut self, e: &Expr) -> Done {
        self.guard.check()?;
        match &e.kind {
            ExprKind::NamedExpr { target, value } => {
                self.forbid_in_annotations("named expression", e)?;
                self.named_expr(e, target, value)?;
            }
            ExprKind::BoolOp { values, .. }
            | ExprKind::JoinedStr { values }
            | ExprKind::TemplateStr { values } => {
                self.exprs(values)?;
            }
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left)?;
                self.expr(right)?;
            }
            ExprKind::UnaryOp { operand: value, .. } | ExprKind::Starred { value, .. } => {
                self.expr(value)?
            }
            ExprKind::Lambda { args, body } => {
                self.exprs(&args.defaults)?;
                args.kw_defaults
                    .iter()
                    .flatten()
                    .try_for_each(|e| self.expr(e))?;
                self.enter(
                    Name::from("lambda"),
                    BlockType::Function,
                    Key::expr(e),
                    e.range,
                )?;
                self.arguments(args)?;
                self.expr(body)?;
                self.exit();
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test)?;
                self.expr(body)?;
                self.expr(orelse)?;
            }
            ExprKind::Dict { keys, values } => {
                keys.iter().flatten().try_for_each(|e| self.expr(e))?;
                self.exprs(values)?;
            }
            ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => {
                self.exprs(elts)?;
            }
            ExprKind::GeneratorExp { elt, generators } => {
                self.comprehension(
                    e,
                    "genexpr",
                    Comprehension::Generator,
                    generators,
                    elt,
                    None,
                )?;
            }
            ExprKind::ListComp { elt, generators } => {
                self.comprehension(e, "listcomp", Comprehension::List, generators, elt, None)?;
            }
            ExprKind::SetComp { elt, generators } => {
                self.comprehension(e, "setcomp", Comprehension::Set, generators, elt, None)?;
            }
            ExprKind::DictComp {
                key,
                value,
                generators,
            } => {
                self.comprehension(
                    e,
                    "dictcomp",
                    Comprehension::Dict,
                    generators,
                    key,
                    Some(value),
                )?;
            }
            ExprKind::Yield { value } => {
                self.forbid_in_annotations("yield expression", e)?;
                self.opt_expr(value.as_deref())?;
                self.note_yield(e)?;
            }
            ExprKind::YieldFrom { value } => {
                self.forbid_in_annotations("yield expression", e)?;
                self.expr(value)?;
                self.note_yield(e)?;
            }
            ExprKind::Await { value } => {
                self.forbid_in_annotations("await expression", e)?;
                if !self.allows_top_level_await() {
                    let entry = self.cur();
                    if !entry.is_function_like() {
                        return Err(CompileError::syntax("'await' outside function", e.range));
                    }
                    let in_async = entry.block_type == BlockType::Function && entry.coroutine;
                    if !in_async && entry.comprehension == Comprehension::No {
                        return Err(CompileError::syntax(
                            "'await' outside async function",
                            e.range,
                        ));
                    }
                }
                self.expr(value)?;
                self.cur().coroutine = true;
            }
            ExprKind::Compare {
                left, comparators, ..
            } => {
                self.expr(left)?;
                self.exprs(comparators)?;
            }
            ExprKind::Call {
                func,
                args,
                keywords,
            } => {
                self.expr(func)?;
                self.exprs(args)?;
                self.check_keywords(keywords)?;
                keywords.iter().try_for_each(|k| self.expr(&k.value))?;
            }
            ExprKind::FormattedValue {
                value, format_spec, ..
            }
            | ExprKind::Interpolation {
                value, format_spec, ..
            } => {
                self.expr(value)?;
                self.opt_expr(format_spec.as_deref())?;
            }
            ExprKind::Constant { .. } => {}
            ExprKind::Attribute { value, attr, ctx } => {
                check_name(attr, e.range, *ctx)?;
                self.expr(value)?;
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value)?;
                self.expr(slice)?;
            }
            ExprKind::Slice { lower, upper, step } => {
                for part in [lower, upper, step] {
                    self.opt_expr(part.as_deref())?;
                }
            }
            ExprKind::Name { id, ctx } => self.name(e, id, *ctx)?,
        }
        Ok(())
    }

    fn name(&mut self, e: &Expr, id: &Name, ctx: ExprContext) -> Done {
        if self.cur().in_unevaluated_annotation {
            return Ok(());
        }
        let load = ctx == ExprContext::Load;
        self.add_def_ctx(id, if load { USE } else { DEF_LOCAL }, e.range, ctx)?;
        // super() needs the class it stands in.
        if load && *id == "super" && self.cur().is_function_like() {
            self.add_def(&Name::from("__class__"), USE, e.range)?;
        }
        Ok(())
    }

    fn note_yield(&mut self, e: &Expr) -> Done {
        let entry = self.cur();
        entry.generator = true;
        let what = match entry.comprehension {
            Comprehension::No => return Ok(()),
            Comprehension::List => "list comprehension",
            Comprehension::Set => "set comprehension",
            Comprehension::Dict => "dict comprehension",
            Comprehension::Generator => "generator expression",
        };
        Err(CompileError::syntax(
            format!("'yield' inside {what}"),
            e.range,
        ))
    }

    fn forbid_in_annotations(&mut self, what: &str, e: &Expr) -> Done {
        let entry = self.cur();
        let place = match entry.block_type {
            BlockType::Annotation => "an annotation",
            BlockType::TypeVariable => entry.scope_info.unwrap_or("a TypeVar bound"),
            BlockType::TypeAlias => "a type alias",
            BlockType::TypeParameters => "the definition of a generic",
            BlockType::Function | BlockType::Class | BlockType::Module => return Ok(()),
        };
        Err(CompileError::syntax(
            format!("{what} cannot be used within {place}"),
            e.range,
        ))
    }

    fn named_expr(&mut self, e: &Expr, target: &Expr, value: &Expr) -> Done {
        let entry = self.cur();
        if entry.comp_iter_expr > 0 {
            let message =
                "assignment expression cannot be used in a comprehension iterable expression";
            return Err(CompileError::syntax(message, e.range));
        }
        if entry.comprehension != Comprehension::No {
            self.extend_named_expr_scope(target)?;
        }
        self.expr(value)?;
        self.expr(target)
    }

    /// An assignment expression in a comprehension binds in the nearest block that is none.
    fn extend_named_expr_scope(&mut self, target: &Expr) -> Done {
        let ExprKind::Name { id: name, .. } = &target.kind else {
            return Err(CompileError::new(
                crate::error::ErrorKind::TypeError,
                "NamedExpr target must be a Name",
            ));
        };
        let fail = |message: String| Err(CompileError::syntax(message, target.range));
        for id in self.stack.clone().into_iter().rev() {
            let entry = self.entry(id);
            if entry.comprehension != Comprehension::No {
                let flags = self.lookup_in(id, name);
                if flags & DEF_COMP_ITER != 0 && flags & DEF_LOCAL != 0 {
                    return fail(format!(
                        "assignment expression cannot rebind comprehension iteration variable '{name}'"
                    ));
                }
                continue;
            }
            let place = match entry.block_type {
                BlockType::Function => {
                    let global = self.lookup_in(id, name) & DEF_GLOBAL != 0;
                    self.add_def(
                        name,
                        if global { DEF_GLOBAL } else { DEF_NONLOCAL },
                        target.range,
                    )?;
                    self.record_directive(name, target.range);
                    return self.add_def_in(id, name, DEF_LOCAL, target.range);
                }
                BlockType::Module => {
                    self.add_def(name, DEF_GLOBAL, target.range)?;
                    self.record_directive(name, target.range);
                    return self.add_def_in(id, name, DEF_GLOBAL, target.range);
                }
                BlockType::Class => "in a class body",
                BlockType::TypeParameters => "within the definition of a generic",
                BlockType::TypeAlias => "in a type alias",
                BlockType::TypeVariable => "in a TypeVar bound",
                BlockType::Annotation => continue,
            };
            return fail(format!(
                "assignment expression within a comprehension cannot be used {place}"
            ));
        }
        Ok(())
    }

    fn comprehension(
        &mut self,
        e: &Expr,
        name: &str,
        kind: Comprehension,
        generators: &[ast::Comprehension],
        elt: &Expr,
        value: Option<&Expr>,
    ) -> Done {
        let Some((outermost, rest)) = generators.split_first() else {
            return Err(CompileError::new(
                crate::error::ErrorKind::ValueError,
                "comprehension with no generators",
            ));
        };
        // The outermost iterable is evaluated outside.
        self.cur().comp_iter_expr += 1;
        self.expr(&outermost.iter)?;
        self.cur().comp_iter_expr -= 1;

        self.enter(Name::from(name), BlockType::Function, Key::expr(e), e.range)?;
        let entry = self.cur();
        entry.comprehension = kind;
        entry.coroutine |= outermost.is_async != 0;
        self.add_def(&Name::from(".0"), DEF_PARAM, e.range)?;
        self.iteration_target(&outermost.target)?;
        self.exprs(&outermost.ifs)?;
        for g in rest {
            self.iteration_target(&g.target)?;
            self.cur().comp_iter_expr += 1;
            self.expr(&g.iter)?;
            self.cur().comp_iter_expr -= 1;
            self.exprs(&g.ifs)?;
            self.cur().coroutine |= g.is_async != 0;
        }
        self.opt_expr(value)?;
        self.expr(elt)?;
        let is_generator = kind == Comprehension::Generator;
        let entry = self.cur();
        entry.generator = is_generator;
        let is_async = entry.coroutine && !is_generator;
        self.exit();
        if is_async {
            let top_level = self.allows_top_level_await();
            let entry = self.cur();
            let in_async = entry.block_type == BlockType::Function && entry.coroutine;
            if !in_async && entry.comprehension == Comprehension::No && !top_level {
                let message = "asynchronous comprehension outside of an asynchronous function";
                return Err(CompileError::syntax(message, e.range));
            }
            entry.coroutine = true;
        }
        Ok(())
    }

    fn iteration_target(&mut self, target: &Expr) -> Done {
        self.cur().comp_iter_target = true;
        self.expr(target)?;
        self.cur().comp_iter_target = false;
        Ok(())
    }

    pub(super) fn pattern(&mut self, p: &Pattern) -> Done {
        self.guard.check()?;
        let mut bind = None;
        match &p.kind {
            PatternKind::MatchValue { value } => self.expr(value)?,
            PatternKind::MatchSingleton { .. } => {}
            PatternKind::MatchSequence { patterns } | PatternKind::MatchOr { patterns } => {
                self.patterns(patterns)?
            }
            PatternKind::MatchStar { name } => bind = name.as_ref(),
            PatternKind::MatchMapping {
                keys,
                patterns,
                rest,
            } => {
                self.exprs(keys)?;
                self.patterns(patterns)?;
                bind = rest.as_ref();
            }
            PatternKind::MatchClass {
                cls,
                patterns,
                kwd_attrs,
                kwd_patterns,
            } => {
                self.expr(cls)?;
                self.patterns(patterns)?;
                for (attr, pattern) in kwd_attrs.iter().zip(kwd_patterns) {
                    check_name(attr, pattern.range, ExprContext::Store)?;
                }
                self.patterns(kwd_patterns)?;
            }
            PatternKind::MatchAs { pattern, name } => {
                if let Some(pattern) = pattern {
                    self.pattern(pattern)?;
                }
                bind = name.as_ref();
            }
        }
        bind.map_or(Ok(()), |name| self.add_def(name, DEF_LOCAL, p.range))
    }

    fn patterns(&mut self, patterns: &[Pattern]) -> Done {
        patterns.iter().try_for_each(|p| self.pattern(p))
    }
}
