//! Annotations: functions that evaluate them on demand, and the strings that `from __future__ import annotations`
//! makes of them.

use super::{ArgCounts, Compiler, Done, ScopeType};
use crate::ast::{Arg, Arguments, Expr, ExprKind, Location, Stmt, StmtKind};
use crate::code::Code;
use crate::constant::Constant;
use crate::error::CompileError;
use crate::mangle::mangle;
use crate::opcode::*;
use crate::symtable::{BlockType, Key};
use crate::text::Name;
use crate::unparse::unparse;
use std::rc::Rc;

/// `annotationlib.Format.VALUE_WITH_FAKE_GLOBALS`: formats above it are not for compiled code.
const VALUE_WITH_FAKE_GLOBALS: i64 = 2;

impl<'a> Compiler<'a> {
    /// Enters a function of one argument, the format, that refuses formats it does not know.
    pub(super) fn enter_annotations_scope(
        &mut self,
        location: Location,
        key: Key,
        name: &Name,
    ) -> Done {
        let counts = ArgCounts {
            posonly: 1,
            ..ArgCounts::default()
        };
        self.enter_scope(
            name.clone(),
            ScopeType::Annotations,
            key,
            location.lineno,
            None,
            counts,
        )?;
        self.add(location, LOAD_FAST, 0);
        self.load_const(location, Constant::int(VALUE_WITH_FAKE_GLOBALS));
        self.add(
            location,
            COMPARE_OP,
            super::expr::compare_arg(super::expr::GT),
        );
        let body = self.label();
        self.jump(location, POP_JUMP_IF_FALSE, body);
        self.add(
            location,
            LOAD_COMMON_CONSTANT,
            common_constant::NOTIMPLEMENTEDERROR,
        );
        self.add(location, RAISE_VARARGS, 1);
        self.place(body);
        Ok(())
    }

    fn leave_annotations_scope(&mut self, location: Location) -> Done {
        self.op(location, RETURN_VALUE);
        let code = self.finish_scope(true)?;
        // The parameter shows as `format`, but is `.format` in the symbol table, out of the annotations' way.
        let mut code: Code = Rc::unwrap_or_clone(code);
        if let Some(first) = code.localsplusnames.first_mut() {
            *first = Name::from("format");
        }
        self.make_closure(location, Rc::new(code), 0)
    }

    /// After a class or module body: the function that evaluates its annotations.
    pub(super) fn deferred_annotations(&mut self, location: Location) -> Done {
        let deferred = std::mem::take(&mut self.unit().deferred_annotations);
        if deferred.is_empty() {
            return Ok(());
        }
        let scope = self.u().scope;
        let separate = scope == ScopeType::Module;
        if separate {
            // A module sets its annotations up before anything else runs.
            let unit = self.unit();
            unit.stashed = Some(std::mem::take(&mut unit.sequence));
        }
        let entry = self.entry();
        let is_class = entry.block_type == BlockType::Class;
        let key = Key::Annotations(entry.id);
        self.enter_annotations_scope(location, key, &Name::from("__annotate__"))?;
        self.deferred_body(location, &deferred, scope)?;
        self.leave_annotations_scope(location)?;
        self.store_str(
            location,
            if is_class {
                "__annotate_func__"
            } else {
                "__annotate__"
            },
        )?;
        if separate {
            let unit = self.unit();
            if let Some(proper) = unit.stashed.take() {
                let mut setup = std::mem::replace(&mut unit.sequence, proper);
                setup.apply_label_map();
                unit.sequence.annotations = Some(Box::new(setup));
            }
        }
        Ok(())
    }

    fn deferred_body(
        &mut self,
        location: Location,
        deferred: &[(&'a Stmt, Option<i64>)],
        scope: ScopeType,
    ) -> Done {
        self.add(location, BUILD_MAP, 0);
        for (stmt, index) in deferred {
            let StmtKind::AnnAssign {
                target, annotation, ..
            } = &stmt.kind
            else {
                continue;
            };
            let ExprKind::Name { id, .. } = &target.kind else {
                continue;
            };
            let at = stmt.range;
            let mangled = mangle(self.u().private.as_ref(), id);
            let not_set = self.label();
            if let Some(index) = index {
                self.load_const(at, Constant::int(*index));
                let conditional = Name::from("__conditional_annotations__");
                if scope == ScopeType::Class {
                    let i = self.unit().meta.freevar(&conditional);
                    self.add(at, LOAD_DEREF, i as i32);
                } else {
                    let i = self.name_index(&conditional);
                    self.add(at, LOAD_GLOBAL, i as i32);
                }
                self.add(at, CONTAINS_OP, 0);
                self.jump(at, POP_JUMP_IF_FALSE, not_set);
            }
            self.expr(annotation)?;
            self.add(at, COPY, 2);
            self.load_str(at, &mangled);
            self.op(location, STORE_SUBSCR);
            self.place(not_set);
        }
        Ok(())
    }

    /// The annotation as source text.
    pub(super) fn annotation_string(&mut self, annotation: &Expr) -> Done {
        let text = unparse(annotation, self.guard)?;
        self.load_const(annotation.range, Constant::text(text));
        Ok(())
    }

    fn argument_annotation(
        &mut self,
        name: &Name,
        annotation: Option<&'a Expr>,
        location: Location,
        count: &mut i32,
    ) -> Done {
        let Some(annotation) = annotation else {
            return Ok(());
        };
        let mangled = self.mangled(name);
        self.load_str(location, &mangled);
        if self.future_annotations() {
            self.annotation_string(annotation)?;
        } else if let ExprKind::Starred { value, .. } = &annotation.kind {
            // `*args: *Ts` annotates with the one element of `[*Ts]`.
            self.expr(value)?;
            self.add(location, UNPACK_SEQUENCE, 1);
        } else {
            self.expr(annotation)?;
        }
        *count += 1;
        Ok(())
    }

    /// Pushes the function that evaluates a function's annotations, if it has any; returns the flag that says so.
    pub(super) fn function_annotations(
        &mut self,
        location: Location,
        args: &'a Arguments,
        returns: Option<&'a Expr>,
    ) -> Result<i32, CompileError> {
        let key = Key::arguments(args);
        let Some(entry) = self.table.lookup(key).map(|id| self.table.entry(id)) else {
            return Ok(0);
        };
        if !entry.annotations_used {
            return Ok(0);
        }
        let name = entry.name.clone();
        self.enter_annotations_scope(location, key, &name)?;
        let mut count = 0;
        let all: [&mut dyn Iterator<Item = &'a Arg>; 5] = [
            &mut args.args.iter(),
            &mut args.posonlyargs.iter(),
            &mut args.vararg.as_deref().into_iter(),
            &mut args.kwonlyargs.iter(),
            &mut args.kwarg.as_deref().into_iter(),
        ];
        for arg in all.into_iter().flatten() {
            self.argument_annotation(&arg.arg, arg.annotation.as_deref(), location, &mut count)?;
        }
        self.argument_annotation(&Name::from("return"), returns, location, &mut count)?;
        self.add(location, BUILD_MAP, count);
        self.leave_annotations_scope(location)?;
        Ok(make_function::ANNOTATE)
    }

    /// `x: annotation = value`
    pub(super) fn ann_assign(
        &mut self,
        s: &'a Stmt,
        target: &'a Expr,
        annotation: &'a Expr,
        value: Option<&'a Expr>,
        simple: bool,
    ) -> Done {
        let location = s.range;
        if let Some(value) = value {
            self.expr(value)?;
            self.expr(target)?;
        }
        match &target.kind {
            ExprKind::Name { id, .. } => {
                if simple && matches!(self.u().scope, ScopeType::Module | ScopeType::Class) {
                    self.variable_annotation(s, id, annotation)?;
                }
            }
            ExprKind::Attribute { value: object, .. } => {
                if value.is_none() {
                    self.evaluate(object)?;
                }
            }
            ExprKind::Subscript {
                value: object,
                slice,
                ..
            } => {
                if value.is_none() {
                    self.evaluate(object)?;
                    self.evaluate_subscript(slice)?;
                }
            }
            _ => return self.error(location, "invalid node type for annotated assignment"),
        }
        Ok(())
    }

    fn variable_annotation(&mut self, s: &'a Stmt, id: &Name, annotation: &'a Expr) -> Done {
        let location = s.range;
        if self.future_annotations() {
            self.annotation_string(annotation)?;
            self.name_op(location, LOAD_NAME, &Name::from("__annotations__"));
            let mangled = self.mangled(id);
            self.load_str(location, &mangled);
            self.op(location, STORE_SUBSCR);
            return Ok(());
        }
        let unit = self.unit();
        let conditional = unit.scope == ScopeType::Module || unit.conditional_blocks > 0;
        let index = conditional.then(|| {
            unit.next_conditional_annotation += 1;
            unit.next_conditional_annotation - 1
        });
        unit.deferred_annotations.push((s, index));
        if let Some(index) = index {
            if self.u().scope == ScopeType::Class {
                let cell = self.cell("__conditional_annotations__");
                self.add(location, LOAD_DEREF, cell as i32);
            } else {
                self.name_op(
                    location,
                    LOAD_NAME,
                    &Name::from("__conditional_annotations__"),
                );
            }
            self.load_const(location, Constant::int(index));
            self.add(location, SET_ADD, 1);
            self.op(location, POP_TOP);
        }
        Ok(())
    }

    /// Evaluates for effect alone.
    fn evaluate(&mut self, e: &'a Expr) -> Done {
        self.expr(e)?;
        self.op(e.range, POP_TOP);
        Ok(())
    }

    fn evaluate_subscript(&mut self, e: &'a Expr) -> Done {
        match &e.kind {
            ExprKind::Slice { lower, upper, step } => [lower, upper, step]
                .into_iter()
                .flatten()
                .try_for_each(|part| self.evaluate(part)),
            ExprKind::Tuple { elts, .. } => {
                elts.iter().try_for_each(|e| self.evaluate_subscript(e))
            }
            _ => self.evaluate(e),
        }
    }
}
