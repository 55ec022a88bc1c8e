//! Code generation: from the tree and its symbol table to instruction sequences, one block inside another.
//!
//! A [`Compiler`] keeps a stack of [`Unit`]s, one for each block being compiled; a finished unit goes through the flow
//! graph and the assembler at once and comes back as a constant of the unit around it. Every instruction takes the
//! position of the node it comes from; [`Location::NONE`] marks the artificial ones, which the flow graph fills in.

mod annotations;
mod call;
mod checks;
mod comprehension;
mod control;
mod expr;
mod function;
mod names;
mod pattern;
pub(crate) mod sequence;
mod stmt;
mod try_except;
pub(crate) mod unit;

use crate::assemble::Assembler;
use crate::ast::{Expr, Location, Mod, Stmt};
use crate::code::{Code, flags as code_flags};
use crate::constant::Constant;
use crate::error::{CompileError, ErrorKind};
use crate::flowgraph::{self, Graph};
use crate::future::FutureFeatures;
use crate::host::Host;
use crate::mangle::mangle;
use crate::opcode::{self, ANNOTATIONS_PLACEHOLDER, LOAD_CONST, RESUME, RETURN_VALUE};
use crate::options::Options;
use crate::recursion::StackGuard;
use crate::symtable::{Entry, EntryId, Key, Scope, SymbolTable, scope_of};
use crate::text::{Name, Wtf8String};
use sequence::{Label, Sequence};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::rc::Rc;
use unit::Metadata;

pub(crate) type Done = Result<(), CompileError>;

/// Statically nested blocks that a function may have.
const MAX_BLOCKS: usize = 21;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum ScopeType {
    Module,
    Class,
    Function,
    AsyncFunction,
    Lambda,
    Comprehension,
    Annotations,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum FrameBlockKind {
    WhileLoop,
    ForLoop,
    TryExcept,
    FinallyTry,
    FinallyEnd,
    With,
    AsyncWith,
    HandlerCleanup,
    PopValue,
    ExceptionHandler,
    ExceptionGroupHandler,
    AsyncComprehensionGenerator,
    InlinedComprehension,
    StopIteration,
}

/// What leaving a frame block early must run besides.
#[derive(Clone, Copy)]
enum Datum<'a> {
    None,
    FinallyBody(&'a [Stmt]),
    /// The variable of an `except ... as` that must be unbound.
    HandlerName(&'a Name),
}

/// A construct that `break`, `continue` and `return` have to unwind.
#[derive(Clone, Copy)]
struct FrameBlock<'a> {
    kind: FrameBlockKind,
    block: Option<Label>,
    location: Location,
    exit: Option<Label>,
    datum: Datum<'a>,
}

struct Unit<'a> {
    entry: EntryId,
    scope: ScopeType,
    meta: Metadata,
    /// The class whose private names are mangled.
    private: Option<Name>,
    frame_blocks: Vec<FrameBlock<'a>>,
    inlined_comprehensions: u32,
    conditional_blocks: u32,
    /// Of a class: attributes that its methods set on `self`.
    static_attributes: BTreeSet<Name>,
    /// Annotations to evaluate later, each with its index where it is conditional.
    deferred_annotations: Vec<(&'a Stmt, Option<i64>)>,
    next_conditional_annotation: i64,
    sequence: Sequence,
    /// The sequence proper, while the code that sets up annotations is written to one of its own.
    stashed: Option<Sequence>,
}

pub(crate) struct Compiler<'a> {
    table: SymbolTable,
    /// Innermost last.
    units: Vec<Unit<'a>>,
    filename: Name,
    options: Options,
    /// Features and flags in force, from the source and from the caller.
    flags: u32,
    interactive: bool,
    /// How many `finally` bodies are being written a second time, for an exception: warned about already.
    muted: u32,
    /// Whether finished units leave their sequences with the unit around them.
    keep_nested: bool,
    host: &'a mut dyn Host,
    guard: StackGuard,
    /// Where finished units go through, one after the other.
    graph: Graph,
    assembler: Assembler,
    /// What finished units leave: lists with room in them for the next.
    spare: Vec<(Sequence, Metadata)>,
}

/// Counts that [`Compiler::enter_scope`] starts a unit with.
#[derive(Default)]
struct ArgCounts {
    args: usize,
    posonly: usize,
    kwonly: usize,
}

/// Generates the code of a module whose tree has been preprocessed.
pub(crate) fn generate<'a>(
    module: &'a Mod,
    table: SymbolTable,
    filename: Name,
    options: Options,
    future: FutureFeatures,
    host: &'a mut dyn Host,
) -> Result<Rc<Code>, CompileError> {
    let mut c = Compiler::new(table, filename, options, future, host);
    let add_none = c.top_level(module)?;
    c.finish_scope(add_none)
}

/// The instructions of a module, those of the blocks in it with them, and its tables, all before the flow graph.
pub(crate) fn generate_sequence<'a>(
    module: &'a Mod,
    table: SymbolTable,
    filename: Name,
    options: Options,
    future: FutureFeatures,
    host: &'a mut dyn Host,
) -> Result<(Sequence, Metadata), CompileError> {
    let mut c = Compiler::new(table, filename, options, future, host);
    c.keep_nested = true;
    let add_none = c.top_level(module)?;
    c.add_return(add_none);
    let no_unit = || CompileError::new(ErrorKind::SystemError, "no unit to finish");
    let mut unit = c.units.pop().ok_or_else(no_unit)?;
    unit.sequence.apply_label_map();
    Ok((unit.sequence, unit.meta))
}

impl<'a> Compiler<'a> {
    fn new(
        table: SymbolTable,
        filename: Name,
        options: Options,
        future: FutureFeatures,
        host: &'a mut dyn Host,
    ) -> Self {
        let guard = StackGuard::new(host);
        Compiler {
            table,
            units: Vec::new(),
            filename,
            options,
            flags: options.flags | future.features,
            interactive: false,
            muted: 0,
            keep_nested: false,
            host,
            guard,
            graph: Graph::default(),
            assembler: Assembler::default(),
            spare: Vec::new(),
        }
    }

    /// Compiles the outermost unit but for its end; says whether it returns None there.
    fn top_level(&mut self, module: &'a Mod) -> Result<bool, CompileError> {
        let counts = ArgCounts::default();
        self.enter_scope(
            Name::from("<module>"),
            ScopeType::Module,
            Key::module(module),
            1,
            None,
            counts,
        )?;
        let start = |body: &[Stmt]| body.first().map_or(Location::new(1, 0, 1, 0), |s| s.range);
        match module {
            Mod::Module { body, .. } => self.module(start(body), body)?,
            Mod::Interactive { body } => {
                self.interactive = true;
                self.module(start(body), body)?;
            }
            Mod::Expression { body } => self.expr(body)?,
            Mod::FunctionType { .. } => {
                return Err(CompileError::new(
                    ErrorKind::SystemError,
                    "module kind 4 should not be possible",
                ));
            }
        }
        Ok(!matches!(module, Mod::Expression { .. }))
    }

    fn add_return(&mut self, add_none: bool) {
        if add_none {
            self.load_none(Location::NONE);
        }
        self.op(Location::NONE, RETURN_VALUE);
    }

    fn unit(&mut self) -> &mut Unit<'a> {
        let innermost = self.units.len() - 1;
        &mut self.units[innermost]
    }

    fn u(&self) -> &Unit<'a> {
        &self.units[self.units.len() - 1]
    }

    fn entry(&self) -> &Entry {
        self.table.entry(self.u().entry)
    }

    fn future_annotations(&self) -> bool {
        self.flags & code_flags::FUTURE_ANNOTATIONS != 0
    }

    fn error<T>(&self, location: Location, message: impl Into<String>) -> Result<T, CompileError> {
        Err(CompileError::syntax(message, location))
    }

    fn warn(&mut self, location: Location, message: String) -> Done {
        if self.muted > 0 {
            Ok(())
        } else {
            self.host.syntax_warning(&message, location)
        }
    }

    // Writing instructions.

    fn add(&mut self, location: Location, opcode: u16, oparg: i32) {
        self.unit().sequence.add(opcode, oparg, location);
    }

    fn op(&mut self, location: Location, opcode: u16) {
        self.add(location, opcode, 0);
    }

    fn jump(&mut self, location: Location, opcode: u16, target: Label) {
        self.add(location, opcode, target.0 as i32);
    }

    fn label(&mut self) -> Label {
        self.unit().sequence.new_label()
    }

    fn place(&mut self, label: Label) {
        self.unit().sequence.use_label(label);
    }

    fn load_const(&mut self, location: Location, constant: Constant) {
        let index = self.unit().meta.consts.intern(&constant);
        self.add(location, LOAD_CONST, index as i32);
    }

    fn load_none(&mut self, location: Location) {
        self.load_const(location, Constant::None);
    }

    fn load_str(&mut self, location: Location, s: &Name) {
        self.load_const(location, Constant::identifier(s));
    }

    /// A name as it is spelt here.
    fn mangled<'n>(&self, name: &'n Name) -> Cow<'n, Name> {
        self.entry().maybe_mangle(self.u().private.as_ref(), name)
    }

    /// An instruction on the names table.
    fn name_op(&mut self, location: Location, opcode: u16, name: &Name) {
        let index = self.name_index(name);
        self.add(location, opcode, index as i32);
    }

    fn name_index(&mut self, name: &Name) -> usize {
        let mangled = self.mangled(name);
        self.unit().meta.names.intern(&mangled)
    }

    // Scopes.

    fn enter_scope(
        &mut self,
        name: Name,
        scope: ScopeType,
        key: Key,
        lineno: i32,
        private: Option<&Name>,
        counts: ArgCounts,
    ) -> Done {
        let entry = self
            .table
            .lookup(key)
            .ok_or_else(|| CompileError::new(ErrorKind::KeyError, "unknown symbol table entry"))?;
        let e = self.table.entry(entry);
        let (sequence, mut meta) = self.spare.pop().unwrap_or_default();
        meta.name = Some(name);
        meta.firstlineno = lineno;
        meta.argcount = counts.args as u32;
        meta.posonlyargcount = counts.posonly as u32;
        meta.kwonlyargcount = counts.kwonly as u32;
        for name in &e.varnames {
            meta.varnames.intern(name);
        }
        // Sorted, so that the same source always gives the same indices.
        let by_scope = |scope: Scope, flag: u32| -> BTreeSet<&Name> {
            let wanted = |flags: u32| scope_of(flags) == Some(scope) || flags & flag != 0;
            e.symbols
                .iter()
                .filter(|(_, flags)| wanted(*flags))
                .map(|(name, _)| name)
                .collect()
        };
        for name in by_scope(Scope::Cell, crate::symtable::flag::DEF_COMP_CELL) {
            meta.cellvars.intern(name);
        }
        for (needed, name) in [
            (e.needs_class_closure, "__class__"),
            (e.needs_classdict, "__classdict__"),
            (e.has_conditional_annotations, "__conditional_annotations__"),
        ] {
            if needed {
                meta.cellvars.intern(&Name::from(name));
            }
        }
        let ncells = meta.cellvars.len();
        for (i, name) in by_scope(Scope::Free, crate::symtable::flag::DEF_FREE_CLASS)
            .into_iter()
            .enumerate()
        {
            meta.freevars.insert(name.clone(), ncells + i);
        }
        let private = private
            .or_else(|| self.units.last().and_then(|u| u.private.as_ref()))
            .cloned();
        self.units.push(Unit {
            entry,
            scope,
            meta,
            private,
            frame_blocks: Vec::new(),
            inlined_comprehensions: 0,
            conditional_blocks: 0,
            static_attributes: BTreeSet::new(),
            deferred_annotations: Vec::new(),
            next_conditional_annotation: 0,
            sequence,
            stashed: None,
        });
        if scope != ScopeType::Module {
            self.set_qualname();
        }
        let location = Location::new(
            if scope == ScopeType::Module {
                0
            } else {
                lineno
            },
            0,
            lineno,
            0,
        );
        self.add(location, RESUME, opcode::resume::AT_FUNC_START);
        if scope == ScopeType::Module {
            self.op(location, ANNOTATIONS_PLACEHOLDER);
        }
        Ok(())
    }

    fn set_qualname(&mut self) {
        let (unit, parents) = match self.units.split_last() {
            Some(split) => split,
            None => return,
        };
        let Some(name) = unit.meta.name.clone() else {
            return;
        };
        // Type parameters and annotations do not count as a level.
        let transparent = parents
            .last()
            .is_some_and(|p| p.scope == ScopeType::Annotations) as usize;
        let mut qualname = name.clone();
        if parents.len() > 1 + transparent {
            let parent = &parents[parents.len() - 1 - transparent];
            let named = matches!(
                unit.scope,
                ScopeType::Function | ScopeType::AsyncFunction | ScopeType::Class
            );
            let global = named
                && self
                    .table
                    .entry(parent.entry)
                    .scope(&mangle(parent.private.as_ref(), &name))
                    == Some(Scope::GlobalExplicit);
            if !global && let Some(base) = &parent.meta.qualname {
                let function = matches!(
                    parent.scope,
                    ScopeType::Function | ScopeType::AsyncFunction | ScopeType::Lambda
                );
                let infix: &[u8] = if function { b".<locals>." } else { b"." };
                let bytes = [base.as_bytes(), infix, name.as_bytes()].concat();
                qualname = Wtf8String::from_bytes(bytes).map_or(qualname, |s| Name::from_wtf8(&s));
            }
        }
        self.unit().meta.qualname = Some(qualname);
    }

    /// Ends the innermost unit and makes its code object.
    fn finish_scope(&mut self, add_none: bool) -> Result<Rc<Code>, CompileError> {
        self.add_return(add_none);
        let flags = self.code_flags();
        let Some(mut unit) = self.units.pop() else {
            return Err(CompileError::new(
                ErrorKind::SystemError,
                "no unit to finish",
            ));
        };
        if self.keep_nested
            && let Some(parent) = self.units.last_mut()
        {
            let mut kept = unit.sequence.clone();
            kept.apply_label_map();
            parent.sequence.nested.push(kept);
        }
        let nparams = self.table.entry(unit.entry).varnames.len();
        let mut consts = std::mem::take(&mut unit.meta.consts);
        let graph = &mut self.graph;
        graph.load(&unit.sequence)?;
        let passed = flowgraph::optimize(graph, &mut consts, unit.meta.varnames.len(), nparams)?;
        let instructions = &mut self.assembler.instructions;
        let finished = flowgraph::finish(graph, &unit.meta, flags, instructions)?;
        let code = self.assembler.assemble(
            &mut unit.meta,
            &finished,
            &mut consts,
            passed,
            flags,
            self.filename.clone(),
        );
        unit.meta.consts = consts;
        unit.meta.clear();
        unit.sequence.clear();
        self.spare.push((unit.sequence, unit.meta));
        Ok(Rc::new(code))
    }

    fn code_flags(&self) -> u32 {
        use code_flags::*;
        let e = self.entry();
        let mut flags = 0;
        let mut set = |condition: bool, flag: u32| {
            if condition {
                flags |= flag;
            }
        };
        if e.is_function_like() {
            set(true, NEWLOCALS | OPTIMIZED);
            set(e.nested, NESTED);
            set(e.generator && !e.coroutine, GENERATOR);
            set(e.generator && e.coroutine, ASYNC_GENERATOR);
            set(e.varargs, VARARGS);
            set(e.varkeywords, VARKEYWORDS);
            set(e.has_docstring, HAS_DOCSTRING);
            set(e.method, METHOD);
        }
        set(e.coroutine && !e.generator, COROUTINE);
        flags | self.flags & FUTURE_MASK
    }

    // Frame blocks.

    fn push_block(
        &mut self,
        kind: FrameBlockKind,
        location: Location,
        block: Option<Label>,
    ) -> Done {
        self.push_frame_block(FrameBlock {
            kind,
            block,
            location,
            exit: None,
            datum: Datum::None,
        })
    }

    fn push_frame_block(&mut self, block: FrameBlock<'a>) -> Done {
        if self.u().frame_blocks.len() >= MAX_BLOCKS {
            return self.error(block.location, "too many statically nested blocks");
        }
        self.muted += (block.kind == FrameBlockKind::FinallyEnd) as u32;
        self.unit().frame_blocks.push(block);
        Ok(())
    }

    fn pop_frame_block(&mut self) -> Option<FrameBlock<'a>> {
        let popped = self.unit().frame_blocks.pop();
        self.muted -= popped.is_some_and(|b| b.kind == FrameBlockKind::FinallyEnd) as u32;
        popped
    }

    fn pop_block(&mut self, kind: FrameBlockKind) {
        let popped = self.pop_frame_block();
        debug_assert!(popped.is_some_and(|b| b.kind == kind));
    }

    fn exprs(&mut self, exprs: &'a [Expr]) -> Done {
        exprs.iter().try_for_each(|e| self.expr(e))
    }

    fn stmts(&mut self, body: &'a [Stmt]) -> Done {
        body.iter().try_for_each(|s| self.stmt(s))
    }
}
