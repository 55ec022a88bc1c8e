//! Warnings about what is almost certainly a mistake.

use super::{Compiler, Done};
use crate::ast::{CmpOp, Expr, ExprKind};
use crate::constant::Constant;

/// The type that an expression certainly has.
fn infer_type(e: &Expr) -> Option<&'static str> {
    Some(match &e.kind {
        ExprKind::Tuple { .. } => "tuple",
        ExprKind::List { .. } | ExprKind::ListComp { .. } => "list",
        ExprKind::Dict { .. } | ExprKind::DictComp { .. } => "dict",
        ExprKind::Set { .. } | ExprKind::SetComp { .. } => "set",
        ExprKind::GeneratorExp { .. } => "generator",
        ExprKind::Lambda { .. } => "function",
        ExprKind::TemplateStr { .. } | ExprKind::Interpolation { .. } => {
            "string.templatelib.Template"
        }
        ExprKind::JoinedStr { .. } | ExprKind::FormattedValue { .. } => "str",
        ExprKind::Constant { value, .. } => value.type_name(),
        _ => return None,
    })
}

/// Whether `is` makes sense with the expression: false for constants other than the singletons.
fn may_be_identical(e: &Expr) -> bool {
    match &e.kind {
        ExprKind::Tuple { elts, .. } => !elts
            .iter()
            .all(|e| matches!(e.kind, ExprKind::Constant { .. })),
        ExprKind::Constant { value, .. } => matches!(
            value,
            Constant::None | Constant::Bool(_) | Constant::Ellipsis
        ),
        _ => true,
    }
}

impl<'a> Compiler<'a> {
    pub(super) fn check_compare(
        &mut self,
        e: &Expr,
        left: &'a Expr,
        ops: &[CmpOp],
        comparators: &'a [Expr],
    ) -> Done {
        let mut left = left;
        for (op, right) in ops.iter().zip(comparators) {
            let sensible = (may_be_identical(left), may_be_identical(right));
            if matches!(op, CmpOp::Is | CmpOp::IsNot) && sensible != (true, true) {
                let literal = if sensible.0 { right } else { left };
                let name = infer_type(literal).unwrap_or("object");
                let (word, instead) = if *op == CmpOp::Is {
                    ("is", "==")
                } else {
                    ("is not", "!=")
                };
                return self.warn(
                    e.range,
                    format!("\"{word}\" with '{name}' literal. Did you mean \"{instead}\"?"),
                );
            }
            left = right;
        }
        Ok(())
    }

    pub(super) fn check_caller(&mut self, func: &Expr) -> Done {
        match &func.kind {
            ExprKind::Lambda { .. } => Ok(()),
            _ => match infer_type(func) {
                Some(name) => {
                    let message =
                        format!("'{name}' object is not callable; perhaps you missed a comma?");
                    self.warn(func.range, message)
                }
                None => Ok(()),
            },
        }
    }

    pub(super) fn check_subscripter(&mut self, value: &Expr) -> Done {
        let bad = match &value.kind {
            ExprKind::Constant { value, .. } => matches!(
                value,
                Constant::None
                    | Constant::Ellipsis
                    | Constant::Int(_)
                    | Constant::Bool(_)
                    | Constant::Float(_)
                    | Constant::Complex(..)
                    | Constant::FrozenSet(_)
            ),
            ExprKind::Set { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::GeneratorExp { .. }
            | ExprKind::TemplateStr { .. }
            | ExprKind::Interpolation { .. }
            | ExprKind::Lambda { .. } => true,
            _ => false,
        };
        match infer_type(value).filter(|_| bad) {
            Some(name) => {
                let message =
                    format!("'{name}' object is not subscriptable; perhaps you missed a comma?");
                self.warn(value.range, message)
            }
            None => Ok(()),
        }
    }

    pub(super) fn check_index(&mut self, value: &Expr, index: &Expr) -> Done {
        let Some(index_type) =
            infer_type(index).filter(|t| !matches!(*t, "int" | "bool" | "slice"))
        else {
            return Ok(());
        };
        let sequence = match &value.kind {
            ExprKind::Constant { value, .. } => {
                matches!(
                    value,
                    Constant::Str(_) | Constant::Bytes(_) | Constant::Tuple(_)
                )
            }
            ExprKind::Tuple { .. }
            | ExprKind::List { .. }
            | ExprKind::ListComp { .. }
            | ExprKind::JoinedStr { .. }
            | ExprKind::FormattedValue { .. } => true,
            _ => false,
        };
        match infer_type(value).filter(|_| sequence) {
            Some(name) => {
                let message = format!(
                    "{name} indices must be integers or slices, not {index_type}; perhaps you missed a comma?"
                );
                self.warn(value.range, message)
            }
            None => Ok(()),
        }
    }
}
