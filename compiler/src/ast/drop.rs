//! Dropping a tree in bounded stack.
//!
//! `a + a + a + ...` nests as deep as the source is long, so the compiler-made recursive drop would overflow the
//! stack. Here a destructor that finds itself too deep hands its children to a queue that the outermost one empties.

use super::{Expr, ExprKind, Stmt, StmtKind};
use std::cell::{Cell, RefCell};

const MAX_DEPTH: u32 = 100;

enum Pending {
    Expr(#[expect(dead_code, reason = "kept only to be dropped")] ExprKind),
    Stmt(#[expect(dead_code, reason = "kept only to be dropped")] StmtKind),
}

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static QUEUE: RefCell<Vec<Pending>> = const { RefCell::new(Vec::new()) };
}

fn drop_bounded(kind: Pending) {
    let depth = DEPTH.get();
    if depth >= MAX_DEPTH {
        QUEUE.with_borrow_mut(|queue| queue.push(kind));
        return;
    }
    DEPTH.set(depth + 1);
    drop(kind);
    if depth == 0 {
        while let Some(next) = QUEUE.with_borrow_mut(Vec::pop) {
            drop(next);
        }
    }
    DEPTH.set(depth);
}

impl Drop for Expr {
    fn drop(&mut self) {
        // Leaves, most of a tree, need none of this.
        if !matches!(self.kind, ExprKind::Constant { .. } | ExprKind::Name { .. }) {
            drop_bounded(Pending::Expr(std::mem::take(&mut self.kind)));
        }
    }
}

impl Drop for Stmt {
    fn drop(&mut self) {
        if !matches!(
            self.kind,
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue
        ) {
            drop_bounded(Pending::Stmt(std::mem::take(&mut self.kind)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ast::{Location, UnaryOp};

    #[test]
    fn a_deep_tree_drops_in_bounded_stack() {
        let mut e = Expr::new(ExprKind::default(), Location::default());
        for _ in 0..1_000_000 {
            let operand = Box::new(e);
            e = Expr::new(
                ExprKind::UnaryOp {
                    op: UnaryOp::Not,
                    operand,
                },
                Location::default(),
            );
        }
        drop(e);
    }
}
