//! The symbol table: for each block of a program, what every name in it means.
//!
//! Built in two passes. `build` (with `visit_*`) walks the tree and notes raw facts (bound here, used here, declared global); `analyze`
//! then decides each name's scope from the outside in, finds cells and free variables, and inlines comprehensions.
//! The table is plain data: blocks live in one list and know each other by [`EntryId`]; a block is found again by the
//! identity of the node that made it ([`Key`]), so the tree must not move or change while its table is in use.

mod analyze;
mod build;
mod visit_def;
mod visit_expr;
mod visit_stmt;
pub(crate) use build::first_component;

use crate::ast::{Arguments, Expr, Location, Mod, Stmt, TypeParam};
use crate::error::CompileError;
use crate::future::FutureFeatures;
use crate::host::Host;
use crate::mangle::mangle;
use crate::ordered::{FxBuild, OrderedMap};
use crate::recursion::StackGuard;
use crate::text::Name;
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Facts about a name in a block, as `_symtable` exposes them.
pub mod flag {
    pub const DEF_GLOBAL: u32 = 1;
    pub const DEF_LOCAL: u32 = 2;
    pub const DEF_PARAM: u32 = 4;
    pub const DEF_NONLOCAL: u32 = 8;
    pub const USE: u32 = 16;
    pub const DEF_FREE_CLASS: u32 = 64;
    pub const DEF_IMPORT: u32 = 128;
    pub const DEF_ANNOT: u32 = 256;
    pub const DEF_COMP_ITER: u32 = 512;
    pub const DEF_TYPE_PARAM: u32 = 1024;
    pub const DEF_COMP_CELL: u32 = 2048;
    pub const DEF_BOUND: u32 = DEF_LOCAL | DEF_PARAM | DEF_IMPORT;

    /// Where the scope is kept, above the facts.
    pub const SCOPE_OFFSET: u32 = 12;
    pub const SCOPE_MASK: u32 = DEF_GLOBAL | DEF_LOCAL | DEF_PARAM | DEF_NONLOCAL;
}

/// What a name turned out to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    Local = 1,
    GlobalExplicit = 2,
    GlobalImplicit = 3,
    Free = 4,
    Cell = 5,
}

/// The scope in a symbol's flags; `None` before analysis, or for an unknown name.
pub fn scope_of(flags: u32) -> Option<Scope> {
    match flags >> flag::SCOPE_OFFSET & flag::SCOPE_MASK {
        1 => Some(Scope::Local),
        2 => Some(Scope::GlobalExplicit),
        3 => Some(Scope::GlobalImplicit),
        4 => Some(Scope::Free),
        5 => Some(Scope::Cell),
        _ => None,
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockType {
    Function = 0,
    Class = 1,
    Module = 2,
    /// Evaluated on demand; under `from __future__ import annotations`, never.
    Annotation = 3,
    TypeAlias = 4,
    TypeParameters = 5,
    /// A bound, constraint or default of one type variable.
    TypeVariable = 6,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Comprehension {
    No = 0,
    List = 1,
    Dict = 2,
    Set = 3,
    Generator = 4,
}

/// Which node made a block. Nodes are told apart by address; where one node makes several blocks, by what for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Key {
    Mod(usize),
    Stmt(usize),
    Expr(usize),
    /// The annotations of a function's parameters and result.
    Arguments(usize),
    /// A list of type parameters, by its first.
    TypeParams(usize),
    TypeParamBound(usize),
    TypeParamDefault(usize),
    /// The annotations of a class or module, by its block.
    Annotations(EntryId),
}

fn address<T>(node: &T) -> usize {
    node as *const T as usize
}

impl Key {
    pub fn module(node: &Mod) -> Key {
        Key::Mod(address(node))
    }

    pub fn stmt(node: &Stmt) -> Key {
        Key::Stmt(address(node))
    }

    pub fn expr(node: &Expr) -> Key {
        Key::Expr(address(node))
    }

    pub fn arguments(node: &Arguments) -> Key {
        Key::Arguments(address(node))
    }

    pub fn type_params(nodes: &[TypeParam]) -> Key {
        Key::TypeParams(nodes.as_ptr() as usize)
    }

    pub fn bound(node: &TypeParam) -> Key {
        Key::TypeParamBound(address(node))
    }

    pub fn default(node: &TypeParam) -> Key {
        Key::TypeParamDefault(address(node))
    }
}

/// A block's place in [`SymbolTable::entries`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct EntryId(u32);

/// A block.
#[derive(Debug)]
pub struct Entry {
    pub id: EntryId,
    pub key: Key,
    pub name: Name,
    pub block_type: BlockType,
    pub symbols: OrderedMap<Name, u32>,
    /// Parameters, in order.
    pub varnames: Vec<Name>,
    pub children: Vec<EntryId>,
    /// Where each name was declared global or nonlocal.
    directives: Vec<(Name, Location)>,
    /// In and under the type parameters of a generic class: the only names that are mangled.
    mangled_names: Option<Rc<RefCell<HashSet<Name>>>>,
    /// For error messages: what part of a type variable this is.
    scope_info: Option<&'static str>,
    pub nested: bool,
    pub generator: bool,
    pub coroutine: bool,
    pub annotations_used: bool,
    pub comprehension: Comprehension,
    pub varargs: bool,
    pub varkeywords: bool,
    pub returns_value: bool,
    pub needs_class_closure: bool,
    pub needs_classdict: bool,
    pub comp_inlined: bool,
    comp_iter_target: bool,
    pub can_see_class_scope: bool,
    pub has_docstring: bool,
    pub method: bool,
    pub has_conditional_annotations: bool,
    in_conditional_block: bool,
    in_unevaluated_annotation: bool,
    comp_iter_expr: u32,
    pub location: Location,
    pub annotation_block: Option<EntryId>,
}

impl Entry {
    /// Flags of a name, 0 if unknown.
    pub fn flags(&self, name: &Name) -> u32 {
        self.symbols.get(name).copied().unwrap_or(0)
    }

    pub fn scope(&self, name: &Name) -> Option<Scope> {
        scope_of(self.flags(name))
    }

    /// Whether names bound here live in fast locals.
    pub fn is_function_like(&self) -> bool {
        !matches!(self.block_type, BlockType::Class | BlockType::Module)
    }

    /// `name` as it is spelt in this block, given the class around it.
    pub fn maybe_mangle<'a>(&self, class: Option<&Name>, name: &'a Name) -> Cow<'a, Name> {
        match &self.mangled_names {
            Some(names) if !names.borrow().contains(name) => Cow::Borrowed(name),
            _ => mangle(class, name),
        }
    }
}

/// All blocks of a program.
#[derive(Debug)]
pub struct SymbolTable {
    pub entries: Vec<Entry>,
    by_key: HashMap<Key, EntryId, FxBuild>,
    pub top: EntryId,
}

impl SymbolTable {
    pub fn lookup(&self, key: Key) -> Option<EntryId> {
        self.by_key.get(&key).copied()
    }

    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    pub fn entry_mut(&mut self, id: EntryId) -> &mut Entry {
        &mut self.entries[id.0 as usize]
    }
}

/// Builds and analyses the table of `module`. `flags` are the future features and compiler flags in force.
pub fn build(
    module: &Mod,
    future: FutureFeatures,
    flags: u32,
    host: &dyn Host,
) -> Result<SymbolTable, CompileError> {
    let guard = StackGuard::new(host);
    let built = build::build(module, future, flags, guard).and_then(|mut table| {
        analyze::analyze(&mut table, guard)?;
        Ok(table)
    });
    built.map_err(CompileError::with_place_apart)
}
