//! The first pass over statements.

use super::BlockType;
use super::build::{Builder, Done, first_component};
use super::flag::*;
use crate::ast::*;
use crate::error::CompileError;
use crate::text::Name;

impl Builder {
    pub(super) fn stmts(&mut self, body: &[Stmt]) -> Done {
        body.iter().try_for_each(|s| self.stmt(s))
    }

    /// Visits what may or may not run: annotations in it are conditional.
    fn conditionally(&mut self, visit: impl FnOnce(&mut Self) -> Done) -> Done {
        let outside = std::mem::replace(&mut self.cur().in_conditional_block, true);
        visit(self)?;
        self.cur().in_conditional_block = outside;
        Ok(())
    }

    fn stmt(&mut self, s: &Stmt) -> Done {
        self.guard.check()?;
        let location = s.range;
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
            } => {
                self.function(
                    s,
                    name,
                    args,
                    body,
                    decorator_list,
                    returns.as_deref(),
                    type_params,
                    matches!(s.kind, StmtKind::AsyncFunctionDef { .. }),
                )?;
            }
            StmtKind::ClassDef {
                name,
                bases,
                keywords,
                body,
                decorator_list,
                type_params,
            } => {
                self.class(s, name, bases, keywords, body, decorator_list, type_params)?;
            }
            StmtKind::TypeAlias {
                name,
                type_params,
                value,
            } => self.type_alias(s, name, type_params, value)?,
            StmtKind::Return { value } => {
                if let Some(value) = value {
                    self.expr(value)?;
                    self.cur().returns_value = true;
                }
            }
            StmtKind::Delete { targets } => self.exprs(targets)?,
            StmtKind::Assign { targets, value, .. } => {
                self.exprs(targets)?;
                self.expr(value)?;
            }
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
                simple,
            } => {
                self.ann_assign(location, target, annotation, *simple != 0, value.is_some())?;
                if let Some(value) = value {
                    self.expr(value)?;
                }
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target)?;
                self.expr(value)?;
            }
            StmtKind::AsyncFor {
                target,
                iter,
                body,
                orelse,
                ..
            } => {
                self.require_coroutine("'async for' outside async function", location)?;
                self.for_loop(target, iter, body, orelse)?;
            }
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
                ..
            } => self.for_loop(target, iter, body, orelse)?,
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr(test)?;
                self.conditionally(|b| {
                    b.stmts(body)?;
                    b.stmts(orelse)
                })?;
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                self.conditionally(|b| {
                    for case in cases {
                        b.pattern(&case.pattern)?;
                        b.opt_expr(case.guard.as_deref())?;
                        b.stmts(&case.body)?;
                    }
                    Ok(())
                })?;
            }
            StmtKind::Raise { exc, cause } => {
                if let Some(exc) = exc {
                    self.expr(exc)?;
                    self.opt_expr(cause.as_deref())?;
                }
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
            } => self.conditionally(|b| {
                b.stmts(body)?;
                for handler in handlers {
                    let ExceptHandlerKind::ExceptHandler { type_, name, body } = &handler.kind;
                    b.opt_expr(type_.as_deref())?;
                    if let Some(name) = name {
                        b.add_def(name, DEF_LOCAL, handler.range)?;
                    }
                    b.stmts(body)?;
                }
                b.stmts(orelse)?;
                b.stmts(finalbody)
            })?,
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.opt_expr(msg.as_deref())?;
            }
            StmtKind::Import { names } => names.iter().try_for_each(|a| self.alias(a))?,
            StmtKind::ImportFrom {
                module,
                names,
                level,
            } => {
                names.iter().try_for_each(|a| self.alias(a))?;
                let late = self.future.location;
                if module.as_ref().is_some_and(|m| *m == "__future__")
                    && level.unwrap_or(0) == 0
                    && (location.lineno > late.lineno
                        || (location.lineno == late.end_lineno
                            && location.col_offset > late.end_col_offset))
                {
                    let message = "from __future__ imports must occur at the beginning of the file";
                    return Err(CompileError::syntax(message, location));
                }
            }
            StmtKind::Global { names } => {
                self.declaration(names, DEF_GLOBAL, "global", location)?
            }
            StmtKind::Nonlocal { names } => {
                self.declaration(names, DEF_NONLOCAL, "nonlocal", location)?
            }
            StmtKind::Expr { value } => self.expr(value)?,
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
            StmtKind::With { items, body, .. } => self.with(items, body)?,
            StmtKind::AsyncWith { items, body, .. } => {
                self.require_coroutine("'async with' outside async function", location)?;
                self.with(items, body)?;
            }
        }
        Ok(())
    }

    fn for_loop(&mut self, target: &Expr, iter: &Expr, body: &[Stmt], orelse: &[Stmt]) -> Done {
        self.expr(target)?;
        self.expr(iter)?;
        self.conditionally(|b| {
            b.stmts(body)?;
            b.stmts(orelse)
        })
    }

    fn with(&mut self, items: &[crate::ast::WithItem], body: &[Stmt]) -> Done {
        self.conditionally(|b| {
            for item in items {
                b.expr(&item.context_expr)?;
                b.opt_expr(item.optional_vars.as_deref())?;
            }
            b.stmts(body)
        })
    }

    fn require_coroutine(&mut self, message: &str, location: Location) -> Done {
        if self.allows_top_level_await() {
            self.cur().coroutine = true;
        }
        if self.cur().coroutine {
            Ok(())
        } else {
            Err(CompileError::syntax(message, location))
        }
    }

    /// `global` and `nonlocal`.
    fn declaration(&mut self, names: &[Name], flag: u32, word: &str, location: Location) -> Done {
        for name in names {
            let known = self.lookup(name);
            if known & (DEF_PARAM | DEF_LOCAL | USE | DEF_ANNOT) != 0 {
                let message = if known & DEF_PARAM != 0 {
                    format!("name '{name}' is parameter and {word}")
                } else if known & USE != 0 {
                    format!("name '{name}' is used prior to {word} declaration")
                } else if known & DEF_ANNOT != 0 {
                    format!("annotated name '{name}' can't be {word}")
                } else {
                    format!("name '{name}' is assigned to before {word} declaration")
                };
                return Err(CompileError::syntax(message, location));
            }
            self.add_def(name, flag, location)?;
            self.record_directive(name, location);
        }
        Ok(())
    }

    fn ann_assign(
        &mut self,
        location: Location,
        target: &Expr,
        annotation: &Expr,
        simple: bool,
        has_value: bool,
    ) -> Done {
        self.cur().annotations_used = true;
        if let ExprKind::Name { id, .. } = &target.kind {
            let known = self.lookup(id);
            if known & (DEF_GLOBAL | DEF_NONLOCAL) != 0 && self.stack.len() > 1 && simple {
                let word = if known & DEF_GLOBAL != 0 {
                    "global"
                } else {
                    "nonlocal"
                };
                return Err(CompileError::syntax(
                    format!("annotated name '{id}' can't be {word}"),
                    location,
                ));
            }
            if simple {
                self.add_def(id, DEF_ANNOT | DEF_LOCAL, target.range)?;
            } else if has_value {
                self.add_def(id, DEF_LOCAL, target.range)?;
            }
        } else {
            self.expr(target)?;
        }
        self.annotation(annotation)
    }

    fn alias(&mut self, a: &Alias) -> Done {
        if a.name == "*" && a.asname.is_none() {
            if self.cur().block_type != BlockType::Module {
                return Err(CompileError::syntax(
                    "import * only allowed at module level",
                    a.range,
                ));
            }
            return Ok(());
        }
        let bound = a.asname.as_ref().unwrap_or(&a.name);
        self.add_def(&first_component(bound), DEF_IMPORT, a.range)
    }
}
