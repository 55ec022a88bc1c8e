//! Comprehensions: generator expressions are functions; the others run where they stand, with their variables kept
//! apart from those around them (PEP 709).

use super::sequence::Label;
use super::{ArgCounts, Compiler, Done, FrameBlockKind, ScopeType};
use crate::ast::{self, Expr, ExprKind, Location};
use crate::error::{CompileError, ErrorKind};
use crate::opcode::*;
use crate::symtable::flag::{DEF_LOCAL, DEF_NONLOCAL};
use crate::symtable::{BlockType, EntryId, Key, Scope, scope_of};
use crate::text::Name;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Generator,
    List,
    Set,
    Dict,
}

/// What a comprehension yields, and how.
#[derive(Clone, Copy)]
struct Element<'a> {
    kind: Kind,
    elt: &'a Expr,
    /// The value of a dict comprehension.
    value: Option<&'a Expr>,
}

/// What inlining a comprehension changed and must put back.
#[derive(Default)]
struct Inlined {
    /// Names whose outer values wait on the stack.
    pushed: Vec<Name>,
    /// Outer flags of names that mean something else inside.
    outer_flags: Vec<(Name, u32)>,
    /// Names made fast locals of a block that has none.
    hidden: Vec<Name>,
    cleanup: Option<Label>,
}

impl<'a> Compiler<'a> {
    pub(super) fn comprehension(&mut self, e: &'a Expr) -> Done {
        let (kind, name, elt, value, generators) = match &e.kind {
            ExprKind::GeneratorExp { elt, generators } => {
                (Kind::Generator, "<genexpr>", elt, None, generators)
            }
            ExprKind::ListComp { elt, generators } => {
                (Kind::List, "<listcomp>", elt, None, generators)
            }
            ExprKind::SetComp { elt, generators } => {
                (Kind::Set, "<setcomp>", elt, None, generators)
            }
            ExprKind::DictComp {
                key,
                value,
                generators,
            } => (Kind::Dict, "<dictcomp>", key, Some(&**value), generators),
            _ => return Ok(()),
        };
        let element = Element { kind, elt, value };
        let missing = || CompileError::new(ErrorKind::KeyError, "unknown symbol table entry");
        let id = self.table.lookup(Key::expr(e)).ok_or_else(missing)?;
        let outermost = generators.first().ok_or_else(missing)?;
        let entry = self.table.entry(id);
        let (is_inlined, is_async) = (entry.comp_inlined, entry.coroutine);
        let at = e.range;
        let mut inlined = Inlined::default();
        if is_inlined {
            self.comprehension_iter(outermost)?;
            self.enter_inlined(at, id, &mut inlined)?;
        } else {
            let counts = ArgCounts {
                args: 1,
                ..ArgCounts::default()
            };
            self.enter_scope(
                Name::from(name),
                ScopeType::Comprehension,
                Key::expr(e),
                at.lineno,
                None,
                counts,
            )?;
        }
        let build = match kind {
            Kind::Generator => None,
            Kind::List => Some(BUILD_LIST),
            Kind::Set => Some(BUILD_SET),
            Kind::Dict => Some(BUILD_MAP),
        };
        if let Some(build) = build {
            self.add(at, build, 0);
            if is_inlined {
                self.add(at, SWAP, 2);
            }
        }
        self.generator_loop(at, generators, 0, 0, element, is_inlined)?;
        if is_inlined {
            self.leave_inlined(at, inlined);
            return Ok(());
        }
        if kind == Kind::Generator {
            self.wrap_in_stopiteration_handler();
        } else {
            self.op(at, RETURN_VALUE);
        }
        let code = self.finish_scope(true)?;
        self.make_closure(at, code, 0)?;
        self.comprehension_iter(outermost)?;
        self.add(at, CALL, 0);
        if is_async && kind != Kind::Generator {
            self.await_value(at, 0);
        }
        Ok(())
    }

    /// Pushes the iterator of one `for`.
    fn comprehension_iter(&mut self, g: &'a ast::Comprehension) -> Done {
        self.expr(&g.iter)?;
        self.op(
            g.iter.range,
            if g.is_async != 0 { GET_AITER } else { GET_ITER },
        );
        Ok(())
    }

    /// Compiles the `for` at `index` and those inside it. `depth` counts the iterators above the collection.
    fn generator_loop(
        &mut self,
        at: Location,
        generators: &'a [ast::Comprehension],
        index: usize,
        depth: i32,
        element: Element<'a>,
        iter_on_stack: bool,
    ) -> Done {
        self.guard.check()?;
        let Some(g) = generators.get(index) else {
            return Ok(());
        };
        if g.is_async != 0 {
            self.async_generator_loop(at, generators, index, depth, element, iter_on_stack)
        } else {
            self.sync_generator_loop(at, generators, index, depth, element, iter_on_stack)
        }
    }

    fn sync_generator_loop(
        &mut self,
        at: Location,
        generators: &'a [ast::Comprehension],
        index: usize,
        mut depth: i32,
        element: Element<'a>,
        iter_on_stack: bool,
    ) -> Done {
        let start = self.label();
        let if_cleanup = self.label();
        let anchor = self.label();
        let g = &generators[index];
        let mut is_loop = true;
        if !iter_on_stack {
            if index == 0 {
                self.add(at, LOAD_FAST, 0);
            } else {
                // `for y in [f(x)]` is an assignment.
                let single = match &g.iter.kind {
                    ExprKind::List { elts, .. } | ExprKind::Tuple { elts, .. } => match &elts[..] {
                        [only] if !matches!(only.kind, ExprKind::Starred { .. }) => Some(only),
                        _ => None,
                    },
                    _ => None,
                };
                match single {
                    Some(only) => {
                        self.expr(only)?;
                        is_loop = false;
                    }
                    None => self.comprehension_iter(g)?,
                }
            }
        }
        if is_loop {
            depth += 1;
            self.place(start);
            self.jump(g.iter.range, FOR_ITER, anchor);
        }
        self.expr(&g.target)?;
        for condition in &g.ifs {
            self.jump_if(condition, if_cleanup, false)?;
        }
        let element_at = self.inner_loops(at, generators, index, depth, element)?;
        self.place(if_cleanup);
        if is_loop {
            self.jump(element_at, JUMP, start);
            self.place(anchor);
            // Instrumentation counts on `END_FOR` standing first.
            self.op(Location::NONE, END_FOR);
            self.op(Location::NONE, POP_ITER);
        }
        Ok(())
    }

    fn async_generator_loop(
        &mut self,
        at: Location,
        generators: &'a [ast::Comprehension],
        index: usize,
        depth: i32,
        element: Element<'a>,
        iter_on_stack: bool,
    ) -> Done {
        let start = self.label();
        let send = self.label();
        let except = self.label();
        let if_cleanup = self.label();
        let g = &generators[index];
        if !iter_on_stack {
            if index == 0 {
                self.add(at, LOAD_FAST, 0);
            } else {
                self.comprehension_iter(g)?;
            }
        }
        self.place(start);
        self.push_block(FrameBlockKind::AsyncComprehensionGenerator, at, Some(start))?;
        self.jump(at, SETUP_FINALLY, except);
        self.op(at, GET_ANEXT);
        self.load_none(at);
        self.place(send);
        self.yield_from(at, true);
        self.op(at, POP_BLOCK);
        self.expr(&g.target)?;
        for condition in &g.ifs {
            self.jump_if(condition, if_cleanup, false)?;
        }
        let element_at = self.inner_loops(at, generators, index, depth + 1, element)?;
        self.place(if_cleanup);
        self.jump(element_at, JUMP, start);
        self.pop_block(FrameBlockKind::AsyncComprehensionGenerator);
        self.place(except);
        self.jump(at, END_ASYNC_FOR, send);
        Ok(())
    }

    /// What the loop at `index` runs: the next loop, or in the innermost the element. Returns the element's position.
    fn inner_loops(
        &mut self,
        at: Location,
        generators: &'a [ast::Comprehension],
        index: usize,
        depth: i32,
        element: Element<'a>,
    ) -> Result<Location, CompileError> {
        let Element { kind, elt, value } = element;
        if index + 1 < generators.len() {
            self.generator_loop(at, generators, index + 1, depth, element, false)?;
            return Ok(elt.range);
        }
        self.expr(elt)?;
        let mut element_at = elt.range;
        match kind {
            Kind::Generator => {
                self.yield_value(element_at);
                self.op(element_at, POP_TOP);
            }
            Kind::List => self.add(element_at, LIST_APPEND, depth + 1),
            Kind::Set => self.add(element_at, SET_ADD, depth + 1),
            Kind::Dict => {
                if let Some(value) = value {
                    self.expr(value)?;
                    element_at = elt.range.to(value.range);
                }
                self.add(element_at, MAP_ADD, depth + 1);
            }
        }
        Ok(element_at)
    }

    /// Lets the names of the comprehension mean what they mean in it, and saves what they clash with.
    fn enter_inlined(&mut self, at: Location, comp: EntryId, state: &mut Inlined) -> Done {
        let in_class =
            self.entry().block_type == BlockType::Class && self.u().inlined_comprehensions == 0;
        self.unit().inlined_comprehensions += 1;
        let function_like = self.entry().is_function_like();
        let here = self.u().entry;
        let symbols = self.table.entry(comp).symbols.clone();
        let is_bound = |flags: u32| flags & DEF_LOCAL != 0 && flags & DEF_NONLOCAL == 0;
        for (name, flags) in symbols.iter() {
            let (scope, outer_flags) = (scope_of(*flags), self.table.entry(here).flags(name));
            let outer = scope_of(outer_flags);
            let differs = scope != outer
                && scope != Some(Scope::Free)
                && !(scope == Some(Scope::Cell) && outer == Some(Scope::Free));
            if differs || in_class {
                self.table
                    .entry_mut(here)
                    .symbols
                    .insert(name.clone(), *flags);
                state.outer_flags.push((name.clone(), outer_flags));
            }
            if (is_bound(*flags) || in_class) && !function_like {
                let hidden = &mut self.unit().meta.fast_hidden;
                if hidden.get(name) != Some(&true) {
                    hidden.insert(name.clone(), true);
                    state.hidden.push(name.clone());
                }
            }
        }
        for (name, flags) in symbols.iter() {
            if !is_bound(*flags) {
                continue;
            }
            let outer = scope_of(self.table.entry(here).flags(name));
            let meta = &mut self.unit().meta;
            let local = meta.varnames.intern(name);
            let cell = (scope_of(*flags) == Some(Scope::Cell)).then(|| {
                if outer == Some(Scope::Free) {
                    meta.freevar(name)
                } else {
                    meta.cellvars.intern(name)
                }
            });
            // Of a cell this saves the cell itself; the comprehension gets a new one.
            self.add(at, LOAD_FAST_AND_CLEAR, local as i32);
            if let Some(cell) = cell {
                self.add(at, MAKE_CELL, cell as i32);
            }
            state.pushed.push(name.clone());
        }
        if !state.pushed.is_empty() {
            // The iterator back on top.
            self.add(at, SWAP, state.pushed.len() as i32 + 1);
            let cleanup = self.label();
            self.push_block(FrameBlockKind::InlinedComprehension, at, Some(cleanup))?;
            self.jump(at, SETUP_FINALLY, cleanup);
            state.cleanup = Some(cleanup);
        }
        Ok(())
    }

    fn restore_locals(&mut self, at: Location, pushed: &[Name]) {
        // The result, or exception, back on top; what was saved comes off in reverse.
        self.add(at, SWAP, pushed.len() as i32 + 1);
        for name in pushed.iter().rev() {
            let local = self.unit().meta.varnames.intern(name);
            self.add(at, STORE_FAST_MAYBE_NULL, local as i32);
        }
    }

    fn leave_inlined(&mut self, at: Location, state: Inlined) {
        if let Some(cleanup) = state.cleanup {
            let none = Location::NONE;
            self.pop_block(FrameBlockKind::InlinedComprehension);
            self.op(none, POP_BLOCK);
            let end = self.label();
            self.jump(none, JUMP_NO_INTERRUPT, end);
            self.place(cleanup);
            // The unfinished collection goes.
            self.add(none, SWAP, 2);
            self.op(none, POP_TOP);
            self.restore_locals(at, &state.pushed);
            self.add(none, RERAISE, 0);
            self.place(end);
            self.restore_locals(at, &state.pushed);
        }
        self.unit().inlined_comprehensions -= 1;
        let here = self.u().entry;
        for (name, flags) in state.outer_flags {
            self.table.entry_mut(here).symbols.insert(name, flags);
        }
        for name in state.hidden {
            // Still known as having been one.
            self.unit().meta.fast_hidden.insert(name, false);
        }
    }
}
