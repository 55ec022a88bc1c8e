//! Statements without control flow of their own, and the way to those that have.

use super::{Compiler, Done};
use crate::ast::{Alias, Expr, ExprContext, ExprKind, Location, Operator, Stmt, StmtKind};
use crate::constant::Constant;
use crate::error::{CompileError, ErrorKind};
use crate::opcode::binary_op::{NB_INPLACE, NB_SUBSCR};
use crate::opcode::*;
use crate::symtable::first_component;
use crate::text::Name;

impl<'a> Compiler<'a> {
    /// Compiles what may or may not run.
    fn conditionally(&mut self, compile: impl FnOnce(&mut Self) -> Done) -> Done {
        self.unit().conditional_blocks += 1;
        compile(self)?;
        self.unit().conditional_blocks -= 1;
        Ok(())
    }

    pub(super) fn stmt(&mut self, s: &'a Stmt) -> Done {
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
            } => self.function(
                s,
                name,
                args,
                body,
                decorator_list,
                returns.as_deref(),
                type_params,
                matches!(s.kind, StmtKind::AsyncFunctionDef { .. }),
            ),
            StmtKind::ClassDef {
                name,
                bases,
                keywords,
                body,
                decorator_list,
                type_params,
            } => self.class(s, name, bases, keywords, body, decorator_list, type_params),
            StmtKind::TypeAlias {
                name,
                type_params,
                value,
            } => self.type_alias(s, name, type_params, value),
            StmtKind::Return { value } => self.return_statement(location, value.as_deref()),
            StmtKind::Delete { targets } => self.exprs(targets),
            StmtKind::Assign { targets, value, .. } => {
                self.expr(value)?;
                for (i, target) in targets.iter().enumerate() {
                    if i + 1 < targets.len() {
                        self.add(location, COPY, 1);
                    }
                    self.expr(target)?;
                }
                Ok(())
            }
            StmtKind::AugAssign { target, op, value } => {
                self.aug_assign(location, target, *op, value)
            }
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
                simple,
            } => self.ann_assign(s, target, annotation, value.as_deref(), *simple != 0),
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
                ..
            } => self.conditionally(|c| c.for_loop(location, target, iter, body, orelse)),
            StmtKind::AsyncFor {
                target,
                iter,
                body,
                orelse,
                ..
            } => self.conditionally(|c| c.async_for(location, target, iter, body, orelse)),
            StmtKind::While { test, body, orelse } => {
                self.conditionally(|c| c.while_loop(location, test, body, orelse))
            }
            StmtKind::If { test, body, orelse } => {
                self.conditionally(|c| c.if_statement(test, body, orelse))
            }
            StmtKind::Match { subject, cases } => {
                self.conditionally(|c| c.match_statement(subject, cases))
            }
            StmtKind::Raise { exc, cause } => {
                let mut n = 0;
                if let Some(exc) = exc {
                    self.expr(exc)?;
                    n += 1;
                    if let Some(cause) = cause {
                        self.expr(cause)?;
                        n += 1;
                    }
                }
                self.add(location, RAISE_VARARGS, n);
                Ok(())
            }
            StmtKind::Try {
                body,
                handlers,
                orelse,
                finalbody,
            } => self.conditionally(|c| {
                c.try_statement(location, body, handlers, orelse, finalbody, false)
            }),
            StmtKind::TryStar {
                body,
                handlers,
                orelse,
                finalbody,
            } => self.conditionally(|c| {
                c.try_statement(location, body, handlers, orelse, finalbody, true)
            }),
            StmtKind::Assert { test, msg } => self.assert(location, test, msg.as_deref()),
            StmtKind::Import { names } => names.iter().try_for_each(|a| self.import(location, a)),
            StmtKind::ImportFrom {
                module,
                names,
                level,
            } => self.import_from(location, module.as_ref(), names, level.unwrap_or(0)),
            StmtKind::Global { .. } | StmtKind::Nonlocal { .. } => Ok(()),
            StmtKind::Expr { value } => self.expression_statement(location, value),
            StmtKind::Pass => {
                self.op(location, NOP);
                Ok(())
            }
            StmtKind::Break => self.break_statement(location),
            StmtKind::Continue => self.continue_statement(location),
            StmtKind::With { items, body, .. } => {
                self.conditionally(|c| c.with(items, body, false))
            }
            StmtKind::AsyncWith { items, body, .. } => {
                self.conditionally(|c| c.with(items, body, true))
            }
        }
    }

    fn expression_statement(&mut self, location: Location, value: &'a Expr) -> Done {
        if self.interactive && self.units.len() == 1 {
            self.expr(value)?;
            self.add(location, CALL_INTRINSIC_1, intrinsic::PRINT);
        } else if matches!(value.kind, ExprKind::Constant { .. }) {
            self.op(location, NOP);
            return Ok(());
        } else {
            self.expr(value)?;
        }
        self.op(Location::NONE, POP_TOP);
        Ok(())
    }

    fn assert(&mut self, location: Location, test: &'a Expr, msg: Option<&'a Expr>) -> Done {
        let always_true = match &test.kind {
            ExprKind::Tuple { elts, .. } => !elts.is_empty(),
            ExprKind::Constant {
                value: Constant::Tuple(items),
                ..
            } => !items.is_empty(),
            _ => false,
        };
        if always_true {
            self.warn(
                location,
                "assertion is always true, perhaps remove parentheses?".into(),
            )?;
        }
        if self.options.optimize > 0 {
            return Ok(());
        }
        let end = self.label();
        self.jump_if(test, end, true)?;
        self.add(
            location,
            LOAD_COMMON_CONSTANT,
            common_constant::ASSERTIONERROR,
        );
        if let Some(msg) = msg {
            self.expr(msg)?;
            self.add(location, CALL, 0);
        }
        self.add(test.range, RAISE_VARARGS, 1);
        self.place(end);
        Ok(())
    }

    fn import(&mut self, location: Location, alias: &'a Alias) -> Done {
        self.load_const(location, Constant::int(0));
        self.load_none(location);
        self.name_op(location, IMPORT_NAME, &alias.name);
        let Some(asname) = &alias.asname else {
            return self.store_name(location, &first_component(&alias.name));
        };
        // `import a.b.c as d` binds `c`, found by way of `a` and `b`.
        let path = alias.name.as_str().unwrap_or_default();
        let parts: Vec<&str> = path.split('.').skip(1).collect();
        for (i, part) in parts.iter().enumerate() {
            let index = self.unit().meta.names.intern(&Name::from(*part));
            self.add(location, IMPORT_FROM, index as i32);
            if i + 1 < parts.len() {
                self.add(location, SWAP, 2);
                self.op(location, POP_TOP);
            }
        }
        self.store_name(location, asname)?;
        if !parts.is_empty() {
            self.op(location, POP_TOP);
        }
        Ok(())
    }

    fn import_from(
        &mut self,
        location: Location,
        module: Option<&Name>,
        names: &'a [Alias],
        level: i32,
    ) -> Done {
        self.load_const(location, Constant::int(level as i64));
        let imported = names
            .iter()
            .map(|a| Constant::identifier(&a.name))
            .collect();
        self.load_const(location, Constant::Tuple(imported));
        self.name_op(location, IMPORT_NAME, module.unwrap_or(&Name::from("")));
        for (i, alias) in names.iter().enumerate() {
            if i == 0 && alias.name.starts_with("*") {
                self.add(location, CALL_INTRINSIC_1, intrinsic::IMPORT_STAR);
                self.op(Location::NONE, POP_TOP);
                return Ok(());
            }
            self.name_op(location, IMPORT_FROM, &alias.name);
            self.store_name(location, alias.asname.as_ref().unwrap_or(&alias.name))?;
        }
        self.op(location, POP_TOP);
        Ok(())
    }

    fn aug_assign(
        &mut self,
        location: Location,
        target: &'a Expr,
        op: Operator,
        value: &'a Expr,
    ) -> Done {
        let at = target.range;
        match &target.kind {
            ExprKind::Attribute {
                value: object,
                attr,
                ..
            } => {
                self.expr(object)?;
                self.add(at, COPY, 1);
                let at = super::expr::start_at_attribute(at, target, attr);
                let index = self.name_index(attr);
                self.add(at, LOAD_ATTR, (index << 1) as i32);
            }
            ExprKind::Subscript {
                value: object,
                slice,
                ..
            } => {
                self.expr(object)?;
                if super::expr::is_two_part_slice(slice) {
                    self.slice_parts(slice)?;
                    for _ in 0..3 {
                        self.add(at, COPY, 3);
                    }
                    self.op(at, BINARY_SLICE);
                } else {
                    self.expr(slice)?;
                    self.add(at, COPY, 2);
                    self.add(at, COPY, 2);
                    self.add(at, BINARY_OP, NB_SUBSCR);
                }
            }
            ExprKind::Name { id, .. } => self.name_access(at, id, ExprContext::Load)?,
            _ => {
                let message = "invalid node type for augmented assignment";
                return Err(CompileError::new(ErrorKind::SystemError, message));
            }
        }
        self.expr(value)?;
        self.add(
            location,
            BINARY_OP,
            super::expr::binary_arg(op) + NB_INPLACE,
        );
        match &target.kind {
            ExprKind::Attribute { attr, .. } => {
                let at = super::expr::start_at_attribute(at, target, attr);
                self.add(at, SWAP, 2);
                self.name_op(at, STORE_ATTR, attr);
            }
            ExprKind::Subscript { slice, .. } => {
                let parts = if super::expr::is_two_part_slice(slice) {
                    4
                } else {
                    3
                };
                for n in (2..=parts).rev() {
                    self.add(at, SWAP, n);
                }
                self.op(
                    at,
                    if parts == 4 {
                        STORE_SLICE
                    } else {
                        STORE_SUBSCR
                    },
                );
            }
            ExprKind::Name { id, .. } => self.name_access(at, id, ExprContext::Store)?,
            _ => {}
        }
        Ok(())
    }
}
