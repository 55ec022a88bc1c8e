//! `try`: `except`, `except*`, `finally`.
//!
//! A `finally` body is written twice, once for going well and once for an exception, and again for each way of leaving
//! early. Handlers run with the exception they handle on the stack, under a cleanup handler that restores the one before.

use super::{Compiler, Datum, Done, FrameBlock, FrameBlockKind, Label};
use crate::ast::{ExceptHandler, ExceptHandlerKind, Location, Stmt};
use crate::opcode::*;

const NONE: Location = Location::NONE;

impl<'a> Compiler<'a> {
    pub(super) fn try_statement(
        &mut self,
        location: Location,
        body: &'a [Stmt],
        handlers: &'a [ExceptHandler],
        orelse: &'a [Stmt],
        finalbody: &'a [Stmt],
        star: bool,
    ) -> Done {
        if finalbody.is_empty() {
            return self.handled(location, body, handlers, orelse, star);
        }
        let start = self.label();
        let end = self.label();
        let exit = self.label();
        let cleanup = self.label();
        self.jump(location, SETUP_FINALLY, end);
        self.place(start);
        self.push_frame_block(FrameBlock {
            kind: FrameBlockKind::FinallyTry,
            block: Some(start),
            location,
            exit: Some(end),
            datum: Datum::FinallyBody(finalbody),
        })?;
        if handlers.is_empty() {
            self.stmts(body)?;
        } else {
            self.handled(location, body, handlers, orelse, star)?;
        }
        self.op(NONE, POP_BLOCK);
        self.pop_block(FrameBlockKind::FinallyTry);
        self.stmts(finalbody)?;
        self.jump(NONE, JUMP_NO_INTERRUPT, exit);

        self.place(end);
        self.jump(NONE, SETUP_CLEANUP, cleanup);
        self.op(NONE, PUSH_EXC_INFO);
        self.push_block(FrameBlockKind::FinallyEnd, NONE, Some(end))?;
        self.stmts(finalbody)?;
        self.pop_block(FrameBlockKind::FinallyEnd);
        self.add(NONE, RERAISE, 0);
        self.place(cleanup);
        self.pop_except_and_reraise(NONE);
        self.place(exit);
        Ok(())
    }

    fn handled(
        &mut self,
        location: Location,
        body: &'a [Stmt],
        handlers: &'a [ExceptHandler],
        orelse: &'a [Stmt],
        star: bool,
    ) -> Done {
        if star {
            self.try_except_star(location, body, handlers, orelse)
        } else {
            self.try_except(location, body, handlers, orelse)
        }
    }

    fn push_handler_cleanup(
        &mut self,
        location: Location,
        name: Option<&'a crate::text::Name>,
    ) -> Done {
        let body = self.label();
        self.place(body);
        self.push_frame_block(FrameBlock {
            kind: FrameBlockKind::HandlerCleanup,
            block: Some(body),
            location,
            exit: None,
            datum: name.map_or(Datum::None, Datum::HandlerName),
        })
    }

    /// The body of a `try`; what it raises goes to `except`.
    fn protected(&mut self, location: Location, body: &'a [Stmt], except: Label) -> Done {
        let start = self.label();
        self.jump(location, SETUP_FINALLY, except);
        self.place(start);
        self.push_block(FrameBlockKind::TryExcept, location, Some(start))?;
        self.stmts(body)?;
        self.pop_block(FrameBlockKind::TryExcept);
        self.op(NONE, POP_BLOCK);
        Ok(())
    }

    /// Where the handlers of a `try` begin; what they raise goes to `cleanup`.
    fn enter_handlers(
        &mut self,
        location: Location,
        kind: FrameBlockKind,
        except: Label,
        cleanup: Label,
    ) -> Done {
        self.place(except);
        self.jump(NONE, SETUP_CLEANUP, cleanup);
        self.op(NONE, PUSH_EXC_INFO);
        self.push_block(kind, location, None)
    }

    fn try_except(
        &mut self,
        location: Location,
        body: &'a [Stmt],
        handlers: &'a [ExceptHandler],
        orelse: &'a [Stmt],
    ) -> Done {
        let except = self.label();
        let end = self.label();
        let cleanup = self.label();
        self.protected(location, body, except)?;
        self.stmts(orelse)?;
        self.jump(NONE, JUMP_NO_INTERRUPT, end);

        self.enter_handlers(location, FrameBlockKind::ExceptionHandler, except, cleanup)?;
        for (i, handler) in handlers.iter().enumerate() {
            let ExceptHandlerKind::ExceptHandler { type_, name, body } = &handler.kind;
            let at = handler.range;
            if type_.is_none() && i + 1 < handlers.len() {
                return self.error(at, "default 'except:' must be last");
            }
            let next = self.label();
            if let Some(type_) = type_ {
                self.expr(type_)?;
                self.op(at, CHECK_EXC_MATCH);
                self.jump(at, POP_JUMP_IF_FALSE, next);
            }
            if let Some(name) = name {
                let cleanup_end = self.label();
                self.store_name(at, name)?;
                self.jump(at, SETUP_CLEANUP, cleanup_end);
                self.push_handler_cleanup(at, Some(name))?;
                self.stmts(body)?;
                self.pop_block(FrameBlockKind::HandlerCleanup);
                self.op(NONE, POP_BLOCK);
                self.op(NONE, POP_BLOCK);
                self.op(NONE, POP_EXCEPT);
                self.unbind_handler_name(NONE, name)?;
                self.jump(NONE, JUMP_NO_INTERRUPT, end);
                self.place(cleanup_end);
                self.unbind_handler_name(NONE, name)?;
                self.add(NONE, RERAISE, 1);
            } else {
                self.op(at, POP_TOP);
                self.push_handler_cleanup(at, None)?;
                self.stmts(body)?;
                self.pop_block(FrameBlockKind::HandlerCleanup);
                self.op(NONE, POP_BLOCK);
                self.op(NONE, POP_EXCEPT);
                self.jump(NONE, JUMP_NO_INTERRUPT, end);
            }
            self.place(next);
        }
        self.pop_block(FrameBlockKind::ExceptionHandler);
        self.add(NONE, RERAISE, 0);
        self.place(cleanup);
        self.pop_except_and_reraise(NONE);
        self.place(end);
        Ok(())
    }

    /// On the stack while the handlers run: the group as it came, a list of what they raised, what is not yet handled.
    fn try_except_star(
        &mut self,
        location: Location,
        body: &'a [Stmt],
        handlers: &'a [ExceptHandler],
        orelse: &'a [Stmt],
    ) -> Done {
        let except = self.label();
        let otherwise = self.label();
        let end = self.label();
        let cleanup = self.label();
        let reraise_star = self.label();
        self.protected(location, body, except)?;
        self.jump(NONE, JUMP_NO_INTERRUPT, otherwise);

        self.enter_handlers(
            location,
            FrameBlockKind::ExceptionGroupHandler,
            except,
            cleanup,
        )?;
        for (i, handler) in handlers.iter().enumerate() {
            let ExceptHandlerKind::ExceptHandler { type_, name, body } = &handler.kind;
            let at = handler.range;
            let next = self.label();
            let with_error = self.label();
            let no_match = self.label();
            if i == 0 {
                self.add(at, BUILD_LIST, 0);
                self.add(at, COPY, 2);
            }
            if let Some(type_) = type_ {
                self.expr(type_)?;
                self.op(at, CHECK_EG_MATCH);
                self.add(at, COPY, 1);
                self.jump(at, POP_JUMP_IF_NONE, no_match);
            }
            let cleanup_end = self.label();
            match name {
                Some(name) => self.store_name(at, name)?,
                None => self.op(at, POP_TOP),
            }
            self.jump(at, SETUP_CLEANUP, cleanup_end);
            self.push_handler_cleanup(at, name.as_ref())?;
            self.stmts(body)?;
            self.pop_block(FrameBlockKind::HandlerCleanup);
            self.op(NONE, POP_BLOCK);
            if let Some(name) = name {
                self.unbind_handler_name(NONE, name)?;
            }
            self.jump(NONE, JUMP_NO_INTERRUPT, next);

            // What the handler raised joins the list.
            self.place(cleanup_end);
            if let Some(name) = name {
                self.unbind_handler_name(NONE, name)?;
            }
            self.add(NONE, LIST_APPEND, 3);
            self.op(NONE, POP_TOP);
            self.jump(NONE, JUMP_NO_INTERRUPT, with_error);
            self.place(next);
            self.op(NONE, NOP);
            self.jump(NONE, JUMP_NO_INTERRUPT, with_error);
            self.place(no_match);
            self.op(at, POP_TOP);
            self.place(with_error);
            if i + 1 == handlers.len() {
                self.add(NONE, LIST_APPEND, 1);
                self.jump(NONE, JUMP_NO_INTERRUPT, reraise_star);
            }
        }
        self.pop_block(FrameBlockKind::ExceptionGroupHandler);
        let reraise = self.label();
        self.place(reraise_star);
        self.add(NONE, CALL_INTRINSIC_2, intrinsic::PREP_RERAISE_STAR);
        self.add(NONE, COPY, 1);
        self.jump(NONE, POP_JUMP_IF_NOT_NONE, reraise);
        self.op(NONE, POP_TOP);
        self.op(NONE, POP_BLOCK);
        self.op(NONE, POP_EXCEPT);
        self.jump(NONE, JUMP_NO_INTERRUPT, end);
        self.place(reraise);
        self.op(NONE, POP_BLOCK);
        self.add(NONE, SWAP, 2);
        self.op(NONE, POP_EXCEPT);
        self.add(NONE, RERAISE, 0);
        self.place(cleanup);
        self.pop_except_and_reraise(NONE);
        self.place(otherwise);
        self.stmts(orelse)?;
        self.place(end);
        Ok(())
    }
}
