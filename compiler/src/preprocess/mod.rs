//! What happens to a tree before the symbol table: `__debug__` becomes a constant, docstrings go at level 2, `"..." % (...)`
//! becomes an f-string where it can, signed numbers in patterns become constants, and leaving a `finally` block early
//! is warned about (PEP 765).

mod format;

use crate::ast::*;
use crate::code::flags::FUTURE_ANNOTATIONS;
use crate::constant::Constant;
use crate::error::CompileError;
use crate::flowgraph;
use crate::host::Host;
use crate::recursion::StackGuard;

type Done = Result<(), CompileError>;

/// How much to change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Settings {
    pub optimize: u8,
    /// Future features in force.
    pub features: u32,
    /// Only look for errors and warnings: `ast.parse()` without optimisation.
    pub syntax_check_only: bool,
    /// Warn about early exits from `finally`; a tree is warned about once.
    pub warnings: bool,
}

/// Rewrites `module` in place.
pub fn preprocess(module: &mut Mod, settings: Settings, host: &mut dyn Host) -> Done {
    let guard = StackGuard::new(host);
    let mut p = Preprocessor {
        settings,
        host,
        guard,
        contexts: Vec::new(),
    };
    match module {
        Mod::Module { body, .. } => p.body(body),
        Mod::Interactive { body } => p.stmts(body),
        Mod::Expression { body } => p.expr(body),
        Mod::FunctionType { .. } => Ok(()),
    }
}

/// What a `return`, `break` or `continue` would leave.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Context {
    Finally,
    Function,
    Loop,
}

struct Preprocessor<'a> {
    settings: Settings,
    host: &'a mut dyn Host,
    guard: StackGuard,
    contexts: Vec<Context>,
}

impl Preprocessor<'_> {
    fn within(&mut self, context: Context, visit: impl FnOnce(&mut Self) -> Done) -> Done {
        self.contexts.push(context);
        visit(self)?;
        self.contexts.pop();
        Ok(())
    }

    fn check_exit(&mut self, word: &str, location: Location) -> Done {
        if self.settings.warnings && self.contexts.last() == Some(&Context::Finally) {
            self.host
                .syntax_warning(&format!("'{word}' in a 'finally' block"), location)?;
        }
        Ok(())
    }

    fn annotations_are_code(&self) -> bool {
        self.settings.features & FUTURE_ANNOTATIONS == 0
    }

    fn body(&mut self, body: &mut Vec<Stmt>) -> Done {
        let mut has_docstring = docstring(body).is_some();
        if has_docstring && self.settings.optimize >= 2 {
            if body.len() == 1 {
                // A body must not be empty.
                let at = body[0].range;
                let range = Location::new(at.lineno, at.col_offset, at.lineno, at.col_offset + 4);
                body[0] = Stmt::new(StmtKind::Pass, range);
            } else {
                body.remove(0);
            }
            has_docstring = false;
        }
        self.stmts(body)?;
        if !has_docstring && docstring(body).is_some() {
            // A string that only now comes first must not be taken for a docstring.
            let first = &mut body[0];
            if let StmtKind::Expr { value } = &mut first.kind {
                let string =
                    std::mem::replace(&mut **value, Expr::new(ExprKind::default(), first.range));
                **value = Expr::new(
                    ExprKind::JoinedStr {
                        values: vec![string],
                    },
                    first.range,
                );
            }
        }
        Ok(())
    }

    fn stmts(&mut self, body: &mut [Stmt]) -> Done {
        body.iter_mut().try_for_each(|s| self.stmt(s))
    }

    fn exprs(&mut self, exprs: &mut [Expr]) -> Done {
        exprs.iter_mut().try_for_each(|e| self.expr(e))
    }

    fn opt(&mut self, e: &mut Option<Box<Expr>>) -> Done {
        e.as_deref_mut().map_or(Ok(()), |e| self.expr(e))
    }

    fn annotation(&mut self, e: &mut Option<Box<Expr>>) -> Done {
        if self.annotations_are_code() {
            self.opt(e)
        } else {
            Ok(())
        }
    }

    fn stmt(&mut self, s: &mut Stmt) -> Done {
        self.guard.check()?;
        let range = s.range;
        match &mut s.kind {
            StmtKind::FunctionDef {
                args,
                body,
                decorator_list,
                returns,
                type_params,
                ..
            }
            | StmtKind::AsyncFunctionDef {
                args,
                body,
                decorator_list,
                returns,
                type_params,
                ..
            } => {
                self.type_params(type_params)?;
                self.arguments(args)?;
                self.within(Context::Function, |p| p.body(body))?;
                self.exprs(decorator_list)?;
                self.annotation(returns)?;
            }
            StmtKind::ClassDef {
                bases,
                keywords,
                body,
                decorator_list,
                type_params,
                ..
            } => {
                self.type_params(type_params)?;
                self.exprs(bases)?;
                keywords
                    .iter_mut()
                    .try_for_each(|k| self.expr(&mut k.value))?;
                self.body(body)?;
                self.exprs(decorator_list)?;
            }
            StmtKind::Return { value } => {
                self.check_exit("return", range)?;
                self.opt(value)?;
            }
            StmtKind::Delete { targets } => self.exprs(targets)?,
            StmtKind::Assign { targets, value, .. } => {
                self.exprs(targets)?;
                self.expr(value)?;
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target)?;
                self.expr(value)?;
            }
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
                ..
            } => {
                self.expr(target)?;
                if self.annotations_are_code() {
                    self.expr(annotation)?;
                }
                self.opt(value)?;
            }
            StmtKind::TypeAlias {
                name,
                type_params,
                value,
            } => {
                self.expr(name)?;
                self.type_params(type_params)?;
                self.expr(value)?;
            }
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
                ..
            }
            | StmtKind::AsyncFor {
                target,
                iter,
                body,
                orelse,
                ..
            } => {
                self.expr(target)?;
                self.expr(iter)?;
                self.within(Context::Loop, |p| p.stmts(body))?;
                self.stmts(orelse)?;
            }
            StmtKind::While { test, body, orelse } => {
                self.expr(test)?;
                self.within(Context::Loop, |p| p.stmts(body))?;
                self.stmts(orelse)?;
            }
            StmtKind::If { test, body, orelse } => {
                self.expr(test)?;
                self.stmts(body)?;
                self.stmts(orelse)?;
            }
            StmtKind::With { items, body, .. } | StmtKind::AsyncWith { items, body, .. } => {
                for item in items {
                    self.expr(&mut item.context_expr)?;
                    self.opt(&mut item.optional_vars)?;
                }
                self.stmts(body)?;
            }
            StmtKind::Raise { exc, cause } => {
                self.opt(exc)?;
                self.opt(cause)?;
            }
            StmtKind::Try {
                body,
                handlers,
                orelse,
                finalbody,
            }
            | StmtKind::TryStar {
                body,
                handlers,
                orelse,
                finalbody,
            } => {
                self.stmts(body)?;
                for handler in handlers {
                    let ExceptHandlerKind::ExceptHandler { type_, body, .. } = &mut handler.kind;
                    self.opt(type_)?;
                    self.stmts(body)?;
                }
                self.stmts(orelse)?;
                self.within(Context::Finally, |p| p.stmts(finalbody))?;
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.opt(msg)?;
            }
            StmtKind::Expr { value } => self.expr(value)?,
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                for case in cases {
                    self.pattern(&mut case.pattern)?;
                    self.opt(&mut case.guard)?;
                    self.stmts(&mut case.body)?;
                }
            }
            StmtKind::Break => self.check_exit("break", range)?,
            StmtKind::Continue => self.check_exit("continue", range)?,
            StmtKind::Import { .. }
            | StmtKind::ImportFrom { .. }
            | StmtKind::Global { .. }
            | StmtKind::Nonlocal { .. }
            | StmtKind::Pass => {}
        }
        Ok(())
    }

    fn arguments(&mut self, args: &mut Arguments) -> Done {
        let Arguments {
            posonlyargs,
            args,
            vararg,
            kwonlyargs,
            kw_defaults,
            kwarg,
            defaults,
        } = args;
        let all = posonlyargs
            .iter_mut()
            .chain(args)
            .chain(vararg.as_deref_mut())
            .chain(kwonlyargs);
        for arg in all {
            self.annotation(&mut arg.annotation)?;
        }
        kw_defaults
            .iter_mut()
            .flatten()
            .try_for_each(|e| self.expr(e))?;
        if let Some(arg) = kwarg {
            self.annotation(&mut arg.annotation)?;
        }
        self.exprs(defaults)
    }

    fn type_params(&mut self, type_params: &mut [TypeParam]) -> Done {
        for t in type_params {
            match &mut t.kind {
                TypeParamKind::TypeVar {
                    bound,
                    default_value,
                    ..
                } => {
                    self.opt(bound)?;
                    self.opt(default_value)?;
                }
                TypeParamKind::ParamSpec { default_value, .. }
                | TypeParamKind::TypeVarTuple { default_value, .. } => {
                    self.opt(default_value)?;
                }
            }
        }
        Ok(())
    }

    fn generators(&mut self, generators: &mut [Comprehension]) -> Done {
        for g in generators {
            self.expr(&mut g.target)?;
            self.expr(&mut g.iter)?;
            self.exprs(&mut g.ifs)?;
        }
        Ok(())
    }

    fn expr(&mut self, e: &mut Expr) -> Done {
        self.guard.check()?;
        match &mut e.kind {
            ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr { values } | ExprKind::TemplateStr { values } => {
                self.exprs(values)?;
            }
            ExprKind::BinOp { left, right, .. } => {
                self.expr(left)?;
                self.expr(right)?;
                if !self.settings.syntax_check_only {
                    format::fold(e);
                }
            }
            ExprKind::UnaryOp { operand: value, .. }
            | ExprKind::Await { value }
            | ExprKind::YieldFrom { value }
            | ExprKind::Attribute { value, .. }
            | ExprKind::Starred { value, .. }
            // The target is a name that is being bound.
            | ExprKind::NamedExpr { value, .. } => self.expr(value)?,
            ExprKind::Lambda { args, body } => {
                self.arguments(args)?;
                self.expr(body)?;
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test)?;
                self.expr(body)?;
                self.expr(orelse)?;
            }
            ExprKind::Dict { keys, values } => {
                keys.iter_mut().flatten().try_for_each(|e| self.expr(e))?;
                self.exprs(values)?;
            }
            ExprKind::Set { elts } | ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => self.exprs(elts)?,
            ExprKind::ListComp { elt, generators }
            | ExprKind::SetComp { elt, generators }
            | ExprKind::GeneratorExp { elt, generators } => {
                self.expr(elt)?;
                self.generators(generators)?;
            }
            ExprKind::DictComp { key, value, generators } => {
                self.expr(key)?;
                self.expr(value)?;
                self.generators(generators)?;
            }
            ExprKind::Yield { value } => self.opt(value)?,
            ExprKind::Compare { left, comparators, .. } => {
                self.expr(left)?;
                self.exprs(comparators)?;
            }
            ExprKind::Call { func, args, keywords } => {
                self.expr(func)?;
                self.exprs(args)?;
                keywords.iter_mut().try_for_each(|k| self.expr(&mut k.value))?;
            }
            ExprKind::FormattedValue { value, format_spec, .. } | ExprKind::Interpolation { value, format_spec, .. } => {
                self.expr(value)?;
                self.opt(format_spec)?;
            }
            ExprKind::Subscript { value, slice, .. } => {
                self.expr(value)?;
                self.expr(slice)?;
            }
            ExprKind::Slice { lower, upper, step } => {
                for part in [lower, upper, step] {
                    self.opt(part)?;
                }
            }
            ExprKind::Name { id, ctx: ExprContext::Load }
                if *id == "__debug__" && !self.settings.syntax_check_only =>
            {
                e.kind = ExprKind::Constant { value: Constant::Bool(self.settings.optimize == 0), kind: None };
            }
            ExprKind::Name { .. } | ExprKind::Constant { .. } => {}
        }
        Ok(())
    }

    fn pattern(&mut self, p: &mut Pattern) -> Done {
        self.guard.check()?;
        match &mut p.kind {
            PatternKind::MatchValue { value } => self.fold_signed(value)?,
            PatternKind::MatchMapping { keys, patterns, .. } => {
                keys.iter_mut().try_for_each(|key| self.fold_signed(key))?;
                self.patterns(patterns)?;
            }
            PatternKind::MatchClass {
                cls,
                patterns,
                kwd_patterns,
                ..
            } => {
                self.expr(cls)?;
                self.patterns(patterns)?;
                self.patterns(kwd_patterns)?;
            }
            PatternKind::MatchSequence { patterns } | PatternKind::MatchOr { patterns } => {
                self.patterns(patterns)?
            }
            PatternKind::MatchAs {
                pattern: Some(pattern),
                ..
            } => self.pattern(pattern)?,
            PatternKind::MatchAs { .. }
            | PatternKind::MatchStar { .. }
            | PatternKind::MatchSingleton { .. } => {}
        }
        Ok(())
    }

    fn patterns(&mut self, patterns: &mut [Pattern]) -> Done {
        patterns.iter_mut().try_for_each(|p| self.pattern(p))
    }

    /// `-1` and `1 - 2j` in a pattern are constants.
    fn fold_signed(&mut self, e: &mut Expr) -> Done {
        self.guard.check()?;
        if self.settings.syntax_check_only {
            return Ok(());
        }
        let as_constant = |e: &Expr| match &e.kind {
            ExprKind::Constant { value, .. } => Some(value.clone()),
            _ => None,
        };
        let folded = match &mut e.kind {
            ExprKind::UnaryOp {
                op: UnaryOp::USub,
                operand,
            } => as_constant(operand).and_then(|v| flowgraph::negative(&v)),
            ExprKind::BinOp {
                left,
                op: op @ (Operator::Add | Operator::Sub),
                right,
            } => match as_constant(right) {
                Some(right) => {
                    self.fold_signed(left)?;
                    let fold = if *op == Operator::Add {
                        flowgraph::add
                    } else {
                        flowgraph::subtract
                    };
                    as_constant(left).and_then(|left| fold(&left, &right))
                }
                None => None,
            },
            _ => None,
        };
        if let Some(value) = folded {
            e.kind = ExprKind::Constant { value, kind: None };
        }
        Ok(())
    }
}
