//! Loads that need not count a reference.
//!
//! A local's value may be borrowed onto the stack if it is consumed before the local changes, is not stored into a
//! local, and does not outlive its block on the stack. Each block is run on a stack of who pushed what; a load that
//! breaks none of these rules becomes its borrowing form.

use super::{BlockId, Graph, Instr, internal_error};
use crate::error::CompileError;
use crate::opcode::*;

/// What stands on the abstract stack: the instruction that pushed it, and the local it came from; -1 for neither.
#[derive(Clone, Copy)]
struct Ref {
    instr: i32,
    local: i32,
}

const UNKNOWN: Ref = Ref {
    instr: -1,
    local: -1,
};

#[derive(Default)]
pub(super) struct State {
    stack: Vec<Ref>,
    /// By instruction: what it pushed must be owned.
    owned: Vec<bool>,
}

impl State {
    /// At the start of a block of so many instructions.
    fn enter(&mut self, depth: usize, instructions: usize) {
        self.stack.clear();
        self.stack.resize(depth, UNKNOWN);
        self.owned.clear();
        self.owned.resize(instructions, false);
    }

    fn push_local(&mut self, instr: usize, local: i32) {
        let instr = instr as i32;
        self.stack.push(Ref { instr, local });
    }

    fn push_value(&mut self, instr: usize) {
        self.push_local(instr, UNKNOWN.local);
    }

    fn pop(&mut self) -> Result<Ref, CompileError> {
        self.stack
            .pop()
            .ok_or_else(|| internal_error("stack underflow while looking for borrowed references"))
    }

    fn pop_many(&mut self, n: i32) -> Result<(), CompileError> {
        let left = self.stack.len().checked_sub(n.max(0) as usize);
        let left = left.ok_or_else(|| {
            internal_error("stack underflow while looking for borrowed references")
        })?;
        self.stack.truncate(left);
        Ok(())
    }

    fn own(&mut self, r: Ref) {
        if let Some(owned) = self.owned.get_mut(r.instr as usize) {
            *owned = true;
        }
    }

    fn kill(&mut self, local: i32) {
        for n in 0..self.stack.len() {
            if self.stack[n].local == local {
                self.own(self.stack[n]);
            }
        }
    }

    fn store(&mut self, local: i32) -> Result<(), CompileError> {
        let r = self.pop()?;
        self.kill(local);
        self.own(r);
        Ok(())
    }

    /// Index of the value `depth` from the top, counting from 1.
    fn at(&self, depth: i32) -> Result<usize, CompileError> {
        self.stack
            .len()
            .checked_sub(depth as usize)
            .filter(|_| depth > 0)
            .ok_or_else(|| internal_error("stack underflow while looking for borrowed references"))
    }
}

fn push_block(g: &mut Graph, todo: &mut Vec<BlockId>, block: Option<BlockId>) {
    if let Some(block) = block
        && !g[block].visited
    {
        g[block].visited = true;
        todo.push(block);
    }
}

pub(super) fn borrow_loads(g: &mut Graph) -> Result<(), CompileError> {
    g.clear_visited();
    let entry = g.entry;
    g[entry].visited = true;
    g[entry].start_depth = 0;
    let mut todo = std::mem::take(&mut g.scratch.todo);
    let mut state = std::mem::take(&mut g.scratch.borrow);
    todo.push(entry);
    while let Some(block) = todo.pop() {
        let mut instrs = std::mem::take(&mut g[block].instrs);
        state.enter(g[block].start_depth.max(0) as usize, instrs.len());
        for (i, instr) in instrs.iter().enumerate() {
            step(g, i, instr, &mut state, &mut todo)?;
        }
        for n in 0..state.stack.len() {
            state.own(state.stack[n]);
        }
        for (instr, owned) in instrs.iter_mut().zip(&state.owned) {
            if !owned {
                match instr.opcode {
                    LOAD_FAST => instr.opcode = LOAD_FAST_BORROW,
                    LOAD_FAST_LOAD_FAST => instr.opcode = LOAD_FAST_BORROW_LOAD_FAST_BORROW,
                    _ => {}
                }
            }
        }
        g[block].instrs = instrs;
        // 3.14 does not go on past a block that optimisation has emptied.
        if g[block].falls_through() && !g[block].instrs.is_empty() {
            let next = g[block].next;
            push_block(g, &mut todo, next);
        }
    }
    g.scratch.todo = todo;
    g.scratch.borrow = state;
    Ok(())
}

fn step(
    g: &mut Graph,
    i: usize,
    instr: &Instr,
    s: &mut State,
    todo: &mut Vec<BlockId>,
) -> Result<(), CompileError> {
    let (opcode, oparg) = (instr.opcode, instr.oparg);
    let effects =
        || effects(opcode, oparg).ok_or_else(|| internal_error("instruction without stack effect"));
    match opcode {
        DELETE_FAST => s.kill(oparg),
        LOAD_FAST => s.push_local(i, oparg),
        LOAD_FAST_AND_CLEAR => {
            s.kill(oparg);
            s.push_local(i, oparg);
        }
        LOAD_FAST_LOAD_FAST => {
            s.push_local(i, oparg >> 4);
            s.push_local(i, oparg & 15);
        }
        STORE_FAST => s.store(oparg)?,
        STORE_FAST_LOAD_FAST => {
            s.store(oparg >> 4)?;
            s.push_local(i, oparg & 15);
        }
        STORE_FAST_STORE_FAST => {
            s.store(oparg >> 4)?;
            s.store(oparg & 15)?;
        }
        COPY => {
            let r = s.stack[s.at(oparg)?];
            s.stack.push(r);
        }
        SWAP => {
            let at = s.at(oparg)?;
            let top = s.at(1)?;
            s.stack.swap(at, top);
        }
        // These leave their inputs where they are.
        FORMAT_SIMPLE | GET_ANEXT | GET_LEN | GET_YIELD_FROM_ITER | IMPORT_FROM | MATCH_KEYS
        | MATCH_MAPPING | MATCH_SEQUENCE | WITH_EXCEPT_START => {
            let (popped, pushed) = effects()?;
            // 3.14 takes these values to come from the block's first instructions, which so lose their borrowing where
            // the value is stored.
            (0..pushed - popped).for_each(|n| s.push_value(n as usize));
        }
        // These take some and push nothing new.
        DICT_MERGE | DICT_UPDATE | LIST_APPEND | LIST_EXTEND | MAP_ADD | RERAISE | SET_ADD
        | SET_UPDATE => {
            let (popped, pushed) = effects()?;
            s.pop_many(popped - pushed)?;
        }
        END_SEND | SET_FUNCTION_ATTRIBUTE => {
            let top = s.pop()?;
            s.pop()?;
            s.stack.push(top);
        }
        CHECK_EXC_MATCH => {
            s.pop()?;
            s.push_value(i);
        }
        FOR_ITER => {
            push_block(g, todo, instr.target);
            s.push_value(i);
        }
        LOAD_ATTR | LOAD_SUPER_ATTR => {
            let object = s.pop()?;
            if opcode == LOAD_SUPER_ATTR {
                s.pop_many(2)?;
            }
            s.push_value(i);
            if oparg & 1 != 0 {
                // A method call may put the object back.
                s.stack.push(object);
            }
        }
        LOAD_SPECIAL | PUSH_EXC_INFO => {
            let top = s.pop()?;
            s.push_value(i);
            s.stack.push(top);
        }
        SEND => {
            push_block(g, todo, instr.target);
            s.pop()?;
            s.push_value(i);
        }
        _ => {
            if has_target(opcode) {
                push_block(g, todo, instr.target);
            }
            // What opens a protected region acts on the stack only on the way to the handler.
            if !is_block_push(opcode) {
                let (popped, pushed) = effects()?;
                s.pop_many(popped)?;
                (0..pushed).for_each(|_| s.push_value(i));
            }
        }
    }
    Ok(())
}
