//! Branches, loops, `with`, and leaving them early.

use super::sequence::Label;
use super::{Compiler, Datum, Done, FrameBlock, FrameBlockKind};
use crate::ast::{BoolOp, Expr, ExprContext, ExprKind, Location, Stmt, UnaryOp, WithItem};
use crate::opcode::*;
use crate::symtable::Entry;

impl<'a> Compiler<'a> {
    /// Jumps to `target` if the truth of `e` is `condition`; else goes on.
    pub(super) fn jump_if(&mut self, e: &'a Expr, target: Label, condition: bool) -> Done {
        self.guard.check()?;
        match &e.kind {
            ExprKind::UnaryOp {
                op: UnaryOp::Not,
                operand,
            } => {
                return self.jump_if(operand, target, !condition);
            }
            ExprKind::BoolOp { op, values } => {
                if let Some((last, first)) = values.split_last() {
                    let decides = *op == BoolOp::Or;
                    let short = if decides == condition {
                        target
                    } else {
                        self.label()
                    };
                    for value in first {
                        self.jump_if(value, short, decides)?;
                    }
                    self.jump_if(last, target, condition)?;
                    if short != target {
                        self.place(short);
                    }
                    return Ok(());
                }
            }
            ExprKind::IfExp { test, body, orelse } => {
                let end = self.label();
                let otherwise = self.label();
                self.jump_if(test, otherwise, false)?;
                self.jump_if(body, target, condition)?;
                self.jump(Location::NONE, JUMP_NO_INTERRUPT, end);
                self.place(otherwise);
                self.jump_if(orelse, target, condition)?;
                self.place(end);
                return Ok(());
            }
            ExprKind::Compare {
                left,
                ops,
                comparators,
            } if ops.len() > 1 => {
                return self.jump_if_chain(e, left, ops, comparators, target, condition);
            }
            _ => {}
        }
        self.expr(e)?;
        self.op(e.range, TO_BOOL);
        self.jump(
            e.range,
            if condition {
                POP_JUMP_IF_TRUE
            } else {
                POP_JUMP_IF_FALSE
            },
            target,
        );
        Ok(())
    }

    fn jump_if_chain(
        &mut self,
        e: &'a Expr,
        left: &'a Expr,
        ops: &[crate::ast::CmpOp],
        comparators: &'a [Expr],
        target: Label,
        condition: bool,
    ) -> Done {
        let at = e.range;
        self.check_compare(e, left, ops, comparators)?;
        let cleanup = self.label();
        self.expr(left)?;
        let last = ops.len() - 1;
        for (op, right) in ops.iter().zip(comparators).take(last) {
            self.expr(right)?;
            self.add(at, SWAP, 2);
            self.add(at, COPY, 2);
            self.compare_op(at, *op);
            self.op(at, TO_BOOL);
            self.jump(at, POP_JUMP_IF_FALSE, cleanup);
        }
        if let Some(right) = comparators.get(last) {
            self.expr(right)?;
        }
        self.compare_op(at, ops[last]);
        self.op(at, TO_BOOL);
        self.jump(
            at,
            if condition {
                POP_JUMP_IF_TRUE
            } else {
                POP_JUMP_IF_FALSE
            },
            target,
        );
        let end = self.label();
        self.jump(Location::NONE, JUMP_NO_INTERRUPT, end);
        self.place(cleanup);
        self.op(at, POP_TOP);
        if !condition {
            self.jump(Location::NONE, JUMP_NO_INTERRUPT, target);
        }
        self.place(end);
        Ok(())
    }

    pub(super) fn if_statement(
        &mut self,
        test: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
    ) -> Done {
        let end = self.label();
        let otherwise = if orelse.is_empty() { end } else { self.label() };
        self.jump_if(test, otherwise, false)?;
        self.stmts(body)?;
        if !orelse.is_empty() {
            self.jump(Location::NONE, JUMP_NO_INTERRUPT, end);
            self.place(otherwise);
            self.stmts(orelse)?;
        }
        self.place(end);
        Ok(())
    }

    fn push_loop(
        &mut self,
        kind: FrameBlockKind,
        location: Location,
        start: Label,
        end: Label,
    ) -> Done {
        self.push_frame_block(FrameBlock {
            kind,
            block: Some(start),
            location,
            exit: Some(end),
            datum: Datum::None,
        })
    }

    pub(super) fn for_loop(
        &mut self,
        location: Location,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
    ) -> Done {
        let start = self.label();
        let cleanup = self.label();
        let end = self.label();
        self.push_loop(FrameBlockKind::ForLoop, location, start, end)?;
        self.expr(iter)?;
        self.op(iter.range, GET_ITER);
        self.place(start);
        self.jump(iter.range, FOR_ITER, cleanup);
        // For tracing: a target on a line of its own.
        self.op(target.range, NOP);
        self.expr(target)?;
        self.stmts(body)?;
        self.jump(Location::NONE, JUMP, start);
        self.place(cleanup);
        // Instrumentation counts on `END_FOR` standing first.
        self.op(Location::NONE, END_FOR);
        self.op(Location::NONE, POP_ITER);
        self.pop_block(FrameBlockKind::ForLoop);
        self.stmts(orelse)?;
        self.place(end);
        Ok(())
    }

    pub(super) fn async_for(
        &mut self,
        location: Location,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
    ) -> Done {
        let start = self.label();
        let send = self.label();
        let except = self.label();
        let end = self.label();
        self.expr(iter)?;
        self.op(iter.range, GET_AITER);
        self.place(start);
        self.push_loop(FrameBlockKind::ForLoop, location, start, end)?;
        self.jump(location, SETUP_FINALLY, except);
        self.op(location, GET_ANEXT);
        self.load_none(location);
        self.place(send);
        self.yield_from(location, true);
        self.op(location, POP_BLOCK);
        self.op(location, NOT_TAKEN);
        self.expr(target)?;
        self.stmts(body)?;
        self.jump(Location::NONE, JUMP, start);
        self.pop_block(FrameBlockKind::ForLoop);
        self.place(except);
        // The end of the loop belongs to the line of the iterator, not to the body's last.
        self.jump(iter.range, END_ASYNC_FOR, send);
        self.stmts(orelse)?;
        self.place(end);
        Ok(())
    }

    pub(super) fn while_loop(
        &mut self,
        location: Location,
        test: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
    ) -> Done {
        let start = self.label();
        let end = self.label();
        let anchor = self.label();
        self.place(start);
        self.push_loop(FrameBlockKind::WhileLoop, location, start, end)?;
        self.jump_if(test, anchor, false)?;
        self.stmts(body)?;
        self.jump(Location::NONE, JUMP, start);
        self.pop_block(FrameBlockKind::WhileLoop);
        self.place(anchor);
        self.stmts(orelse)?;
        self.place(end);
        Ok(())
    }

    pub(super) fn return_statement(&mut self, location: Location, value: Option<&'a Expr>) -> Done {
        let entry: &Entry = self.entry();
        if !entry.is_function_like() {
            return self.error(location, "'return' outside function");
        }
        if value.is_some() && entry.coroutine && entry.generator {
            return self.error(location, "'return' with value in async generator");
        }
        let mut at = location;
        let constant = value.and_then(|v| match &v.kind {
            ExprKind::Constant { value, .. } => Some(value),
            _ => None,
        });
        let on_stack = value.is_some() && constant.is_none();
        if let Some(value) = value {
            if on_stack {
                self.expr(value)?;
            } else {
                at = value.range;
                self.op(at, NOP);
            }
        }
        if value.is_none_or(|v| v.range.lineno != location.lineno) {
            at = location;
            self.op(at, NOP);
        }
        self.unwind_all(&mut at, on_stack, false)?;
        match constant {
            Some(constant) => self.load_const(at, constant.clone()),
            None if value.is_none() => self.load_none(at),
            None => {}
        }
        self.op(at, RETURN_VALUE);
        Ok(())
    }

    pub(super) fn break_statement(&mut self, location: Location) -> Done {
        let mut at = location;
        self.op(at, NOP);
        let Some(inner) = self.unwind_all(&mut at, false, true)? else {
            return self.error(location, "'break' outside loop");
        };
        self.unwind(&mut at, inner, false)?;
        if let Some(exit) = inner.exit {
            self.jump(at, JUMP, exit);
        }
        Ok(())
    }

    pub(super) fn continue_statement(&mut self, location: Location) -> Done {
        let mut at = location;
        self.op(at, NOP);
        let Some(inner) = self.unwind_all(&mut at, false, true)? else {
            return self.error(location, "'continue' not properly in loop");
        };
        if let Some(start) = inner.block {
            self.jump(at, JUMP, start);
        }
        Ok(())
    }

    /// Writes what leaving all open blocks takes; with `to_loop`, those inside the innermost loop, which it returns.
    fn unwind_all(
        &mut self,
        at: &mut Location,
        keep_top: bool,
        to_loop: bool,
    ) -> Result<Option<FrameBlock<'a>>, crate::error::CompileError> {
        let Some(top) = self.u().frame_blocks.last().copied() else {
            return Ok(None);
        };
        match top.kind {
            FrameBlockKind::ExceptionGroupHandler => {
                return self.error(
                    *at,
                    "'break', 'continue' and 'return' cannot appear in an except* block",
                );
            }
            FrameBlockKind::WhileLoop | FrameBlockKind::ForLoop if to_loop => return Ok(Some(top)),
            _ => {}
        }
        // What is unwound is closed while its exit code is written, which may itself contain a return.
        self.pop_frame_block();
        self.unwind(at, top, keep_top)?;
        let found = self.unwind_all(at, keep_top, to_loop)?;
        self.push_frame_block(top)?;
        Ok(found)
    }

    fn unwind(&mut self, at: &mut Location, block: FrameBlock<'a>, keep_top: bool) -> Done {
        match block.kind {
            FrameBlockKind::WhileLoop
            | FrameBlockKind::ExceptionHandler
            | FrameBlockKind::ExceptionGroupHandler
            | FrameBlockKind::AsyncComprehensionGenerator
            | FrameBlockKind::InlinedComprehension
            | FrameBlockKind::StopIteration => {}
            FrameBlockKind::ForLoop | FrameBlockKind::PopValue => {
                if keep_top {
                    self.add(*at, SWAP, 2);
                }
                self.op(*at, POP_TOP);
            }
            FrameBlockKind::TryExcept => self.op(*at, POP_BLOCK),
            FrameBlockKind::FinallyTry => {
                self.op(*at, POP_BLOCK);
                if keep_top {
                    self.push_block(FrameBlockKind::PopValue, *at, None)?;
                }
                if let Datum::FinallyBody(body) = block.datum {
                    self.stmts(body)?;
                }
                if keep_top {
                    self.pop_block(FrameBlockKind::PopValue);
                }
                *at = Location::NONE;
            }
            FrameBlockKind::FinallyEnd => {
                if keep_top {
                    self.add(*at, SWAP, 2);
                }
                self.op(*at, POP_TOP);
                if keep_top {
                    self.add(*at, SWAP, 2);
                }
                self.op(*at, POP_BLOCK);
                self.op(*at, POP_EXCEPT);
            }
            FrameBlockKind::With | FrameBlockKind::AsyncWith => {
                *at = block.location;
                self.op(*at, POP_BLOCK);
                if keep_top {
                    self.add(*at, SWAP, 3);
                    self.add(*at, SWAP, 2);
                }
                self.call_exit(*at);
                if block.kind == FrameBlockKind::AsyncWith {
                    self.await_value(*at, 2);
                }
                self.op(*at, POP_TOP);
                *at = Location::NONE;
            }
            FrameBlockKind::HandlerCleanup => {
                let named = matches!(block.datum, Datum::HandlerName(_));
                if named {
                    self.op(*at, POP_BLOCK);
                }
                if keep_top {
                    self.add(*at, SWAP, 2);
                }
                self.op(*at, POP_BLOCK);
                self.op(*at, POP_EXCEPT);
                if let Datum::HandlerName(name) = block.datum {
                    self.unbind_handler_name(*at, name)?;
                }
            }
        }
        Ok(())
    }

    /// `name = None; del name`: the body may have deleted it already.
    pub(super) fn unbind_handler_name(&mut self, at: Location, name: &crate::text::Name) -> Done {
        self.load_none(at);
        self.store_name(at, name)?;
        self.name_access(at, name, ExprContext::Del)
    }

    /// Calls the exit method on the stack as after a body that went well.
    fn call_exit(&mut self, at: Location) {
        for _ in 0..3 {
            self.load_none(at);
        }
        self.add(at, CALL, 3);
    }

    /// Awaits the value on the stack; `kind` tells the error message what was awaited.
    pub(super) fn await_value(&mut self, at: Location, kind: i32) {
        self.add(at, GET_AWAITABLE, kind);
        self.load_none(at);
        self.yield_from(at, true);
    }

    /// Hands values through until the sub-iterator ends.
    pub(super) fn yield_from(&mut self, at: Location, is_await: bool) {
        let send = self.label();
        let fail = self.label();
        let exit = self.label();
        self.place(send);
        self.jump(at, SEND, exit);
        // Only closing or throwing makes the yield raise.
        self.jump(at, SETUP_FINALLY, fail);
        self.add(at, YIELD_VALUE, 1);
        self.op(Location::NONE, POP_BLOCK);
        self.add(
            at,
            RESUME,
            if is_await {
                resume::AFTER_AWAIT
            } else {
                resume::AFTER_YIELD_FROM
            },
        );
        self.jump(at, JUMP_NO_INTERRUPT, send);
        self.place(fail);
        self.op(at, CLEANUP_THROW);
        self.place(exit);
        self.op(at, END_SEND);
    }

    pub(super) fn with(&mut self, items: &'a [WithItem], body: &'a [Stmt], is_async: bool) -> Done {
        self.guard.check()?;
        let Some((item, rest)) = items.split_first() else {
            return self.stmts(body);
        };
        let at = item.context_expr.range;
        let block = self.label();
        let fail = self.label();
        let exit = self.label();
        let cleanup = self.label();
        let (enter, leave, kind) = if is_async {
            (special::AENTER, special::AEXIT, FrameBlockKind::AsyncWith)
        } else {
            (special::ENTER, special::EXIT, FrameBlockKind::With)
        };
        self.expr(&item.context_expr)?;
        self.add(at, COPY, 1);
        self.add(at, LOAD_SPECIAL, leave);
        self.add(at, SWAP, 2);
        self.add(at, SWAP, 3);
        self.add(at, LOAD_SPECIAL, enter);
        self.add(at, CALL, 0);
        if is_async {
            self.await_value(at, 1);
        }
        self.jump(at, SETUP_WITH, fail);
        self.place(block);
        let datum = Datum::None;
        self.push_frame_block(FrameBlock {
            kind,
            block: Some(block),
            location: at,
            exit: Some(fail),
            datum,
        })?;
        match &item.optional_vars {
            Some(target) => self.expr(target)?,
            None => self.op(at, POP_TOP),
        }
        if rest.is_empty() {
            self.stmts(body)?;
        } else {
            self.with(rest, body, is_async)?;
        }
        self.pop_block(kind);
        self.op(if is_async { at } else { Location::NONE }, POP_BLOCK);
        self.call_exit(at);
        if is_async {
            self.await_value(at, 2);
        }
        self.op(at, POP_TOP);
        self.jump(at, JUMP, exit);

        self.place(fail);
        self.jump(at, SETUP_CLEANUP, cleanup);
        self.op(at, PUSH_EXC_INFO);
        self.op(at, WITH_EXCEPT_START);
        if is_async {
            self.await_value(at, 2);
        }
        self.with_except_finish(cleanup);
        self.place(exit);
        Ok(())
    }

    fn with_except_finish(&mut self, cleanup: Label) {
        let none = Location::NONE;
        let suppress = self.label();
        self.op(none, TO_BOOL);
        self.jump(none, POP_JUMP_IF_TRUE, suppress);
        self.add(none, RERAISE, 2);
        self.place(suppress);
        for opcode in [POP_TOP, POP_BLOCK, POP_EXCEPT, POP_TOP, POP_TOP, POP_TOP] {
            self.op(none, opcode);
        }
        let exit = self.label();
        self.jump(none, JUMP_NO_INTERRUPT, exit);
        self.place(cleanup);
        self.pop_except_and_reraise(none);
        self.place(exit);
    }

    pub(super) fn pop_except_and_reraise(&mut self, at: Location) {
        self.add(at, COPY, 3);
        self.op(at, POP_EXCEPT);
        self.add(at, RERAISE, 1);
    }
}
