//! Dropping a tree in bounded stack.
//!
//! `a + a + a + ...` nests as deep as the source is long, so the compiler-made recursive drop would overflow the
//! stack. Here a node that is dropped too far down the stack puts its children into a queue, which the first such node
//! empties. How far is too far depends on where the last tree was made: there, a little more stack can be used.

use super::{Expr, ExprKind, Stmt, StmtKind};
use crate::recursion::stack_address;
use std::cell::{Cell, RefCell};

/// Stack that dropping may use below the place where a tree was made.
const BUDGET: usize = 64 << 10;

enum Pending {
    Expr(#[expect(dead_code, reason = "kept only to be dropped")] ExprKind),
    Stmt(#[expect(dead_code, reason = "kept only to be dropped")] StmtKind),
}

thread_local! {
    /// Below this address everything is put into the queue; at first that is everywhere.
    static FLOOR: Cell<usize> = const { Cell::new(usize::MAX) };
    static DRAINING: Cell<bool> = const { Cell::new(false) };
    static QUEUE: RefCell<Vec<Pending>> = const { RefCell::new(Vec::new()) };
}

/// Called where a tree is made.
pub(crate) fn made_here() {
    FLOOR.set(stack_address().saturating_sub(BUDGET));
}

#[inline(always)]
fn is_too_deep() -> bool {
    stack_address() < FLOOR.get()
}

#[cold]
fn put_off(kind: Pending) {
    QUEUE.with_borrow_mut(|queue| queue.push(kind));
    if DRAINING.replace(true) {
        return;
    }
    while let Some(next) = QUEUE.with_borrow_mut(Vec::pop) {
        drop(next);
    }
    DRAINING.set(false);
}

impl Drop for Expr {
    fn drop(&mut self) {
        // Leaves, most of a tree, need none of this.
        if is_too_deep() && !matches!(self.kind, ExprKind::Constant { .. } | ExprKind::Name { .. })
        {
            put_off(Pending::Expr(std::mem::take(&mut self.kind)));
        }
    }
}

impl Drop for Stmt {
    fn drop(&mut self) {
        if is_too_deep()
            && !matches!(
                self.kind,
                StmtKind::Pass | StmtKind::Break | StmtKind::Continue
            )
        {
            put_off(Pending::Stmt(std::mem::take(&mut self.kind)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ast::{Location, UnaryOp};

    #[test]
    fn a_deep_tree_drops_in_bounded_stack() {
        made_here();
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
