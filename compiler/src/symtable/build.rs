//! The first pass: enters and leaves blocks, notes what binds what.

use super::flag::*;
use super::{BlockType, Comprehension, Entry, EntryId, Key, SymbolTable};
use crate::ast::{ExprContext, Keyword, Location, Mod, docstring};
use crate::code::flags::FUTURE_ANNOTATIONS;
use crate::error::CompileError;
use crate::future::FutureFeatures;
use crate::options::flags::ALLOW_TOP_LEVEL_AWAIT;
use crate::ordered::{FxBuild, OrderedMap};
use crate::recursion::StackGuard;
use crate::text::Name;
use std::collections::HashMap;

pub(super) type Done = Result<(), CompileError>;

pub(super) struct Builder {
    pub(super) entries: Vec<Entry>,
    by_key: HashMap<Key, EntryId, FxBuild>,
    /// Blocks being visited, outermost first.
    pub(super) stack: Vec<EntryId>,
    /// The class whose private names are mangled here.
    pub(super) private: Option<Name>,
    pub(super) future: FutureFeatures,
    flags: u32,
    pub(super) guard: StackGuard,
}

pub(super) fn build(
    module: &Mod,
    future: FutureFeatures,
    flags: u32,
    guard: StackGuard,
) -> Result<SymbolTable, CompileError> {
    let mut b = Builder {
        entries: Vec::new(),
        by_key: HashMap::default(),
        stack: Vec::new(),
        private: None,
        future,
        flags,
        guard,
    };
    let location = Location::new(0, 0, 0, 0);
    let top = b.new_entry(
        Name::from("top"),
        BlockType::Module,
        Key::module(module),
        location,
    );
    b.enter_existing(top, true);
    match module {
        Mod::Module { body, .. } => {
            b.cur().has_docstring = docstring(body).is_some();
            b.stmts(body)?;
        }
        Mod::Interactive { body } => b.stmts(body)?,
        Mod::Expression { body } => b.expr(body)?,
        Mod::FunctionType { .. } => {
            return Err(CompileError::new(
                crate::error::ErrorKind::RuntimeError,
                "this compiler does not handle FunctionTypes",
            ));
        }
    }
    b.exit();
    Ok(SymbolTable {
        entries: b.entries,
        by_key: b.by_key,
        top,
    })
}

impl Builder {
    pub(super) fn cur(&mut self) -> &mut Entry {
        let id = self.stack[self.stack.len() - 1];
        &mut self.entries[id.0 as usize]
    }

    pub(super) fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    pub(super) fn new_entry(
        &mut self,
        name: Name,
        block_type: BlockType,
        key: Key,
        location: Location,
    ) -> EntryId {
        let id = EntryId(self.entries.len() as u32);
        let around = self.stack.last().map(|id| self.entry(*id));
        let nested = around.is_some_and(|e| e.nested || e.is_function_like());
        let method = block_type == BlockType::Function
            && around.is_some_and(|e| e.block_type == BlockType::Class);
        self.entries.push(Entry {
            id,
            key,
            name,
            block_type,
            symbols: OrderedMap::new(),
            varnames: Vec::new(),
            children: Vec::new(),
            directives: Vec::new(),
            mangled_names: None,
            scope_info: None,
            nested,
            generator: false,
            coroutine: false,
            annotations_used: false,
            comprehension: Comprehension::No,
            varargs: false,
            varkeywords: false,
            returns_value: false,
            needs_class_closure: false,
            needs_classdict: false,
            comp_inlined: false,
            comp_iter_target: false,
            can_see_class_scope: false,
            has_docstring: false,
            method,
            has_conditional_annotations: false,
            in_conditional_block: false,
            in_unevaluated_annotation: false,
            comp_iter_expr: 0,
            location,
            annotation_block: None,
        });
        self.by_key.insert(key, id);
        id
    }

    pub(super) fn enter_existing(&mut self, id: EntryId, add_to_children: bool) {
        let previous = self.stack.last().copied();
        self.stack.push(id);
        let Some(previous) = previous else { return };
        let (comp_iter_expr, mangled) = {
            let p = self.entry(previous);
            (p.comp_iter_expr, p.mangled_names.clone())
        };
        let future_annotations = self.future_annotations();
        let entry = self.cur();
        // Assignment expressions stay forbidden in everything inside a comprehension's iterable.
        entry.comp_iter_expr = comp_iter_expr;
        // In a class every private name is mangled, so it needs no list.
        if mangled.is_some() && entry.block_type != BlockType::Class {
            entry.mangled_names = mangled;
        }
        // Annotations that become strings leave no trace.
        if future_annotations && entry.block_type == BlockType::Annotation {
            return;
        }
        if add_to_children {
            self.entries[previous.0 as usize].children.push(id);
        }
    }

    pub(super) fn enter(
        &mut self,
        name: Name,
        block_type: BlockType,
        key: Key,
        location: Location,
    ) -> Done {
        let id = self.new_entry(name, block_type, key, location);
        self.enter_existing(id, true);
        if matches!(
            block_type,
            BlockType::Annotation | BlockType::TypeVariable | BlockType::TypeAlias
        ) {
            // These blocks are functions of the format that is asked for.
            let format = Name::from(".format");
            self.add_def(&format, DEF_PARAM, location)?;
            self.add_def(&format, USE, location)?;
        }
        Ok(())
    }

    pub(super) fn exit(&mut self) {
        self.stack.pop();
    }

    pub(super) fn future_annotations(&self) -> bool {
        (self.future.features | self.flags) & FUTURE_ANNOTATIONS != 0
    }

    pub(super) fn allows_top_level_await(&mut self) -> bool {
        self.flags & ALLOW_TOP_LEVEL_AWAIT != 0 && self.cur().block_type == BlockType::Module
    }

    /// Flags that `name` has in the block `id`.
    pub(super) fn lookup_in(&self, id: EntryId, name: &Name) -> u32 {
        let entry = self.entry(id);
        entry.flags(&entry.maybe_mangle(self.private.as_ref(), name))
    }

    pub(super) fn lookup(&self, name: &Name) -> u32 {
        self.stack.last().map_or(0, |id| self.lookup_in(*id, name))
    }

    /// Adds facts about `name` to the block `id`.
    pub(super) fn add_def_in(
        &mut self,
        id: EntryId,
        name: &Name,
        flag: u32,
        location: Location,
    ) -> Done {
        let here = self.stack[self.stack.len() - 1];
        let mangled = self.entry(here).maybe_mangle(self.private.as_ref(), name);
        let entry = &mut self.entries[id.0 as usize];
        let known = entry.symbols.get_or_insert(&mangled, 0);
        let mut value = *known;
        if flag & DEF_PARAM & value != 0 {
            let message = format!("duplicate argument '{name}' in function definition");
            return Err(CompileError::syntax(message, location));
        }
        if flag & DEF_TYPE_PARAM & value != 0 {
            return Err(CompileError::syntax(
                format!("duplicate type parameter '{name}'"),
                location,
            ));
        }
        value |= flag;
        if entry.comp_iter_target {
            if value & (DEF_GLOBAL | DEF_NONLOCAL) != 0 {
                let message = format!(
                    "comprehension inner loop cannot rebind assignment expression target '{name}'"
                );
                return Err(CompileError::syntax(message, location));
            }
            value |= DEF_COMP_ITER;
        }
        *known = value;
        if flag & DEF_PARAM != 0 {
            entry.varnames.push(mangled.into_owned());
        } else if flag & DEF_GLOBAL != 0 {
            let globals = &mut self.entries[0].symbols;
            let value = globals.get(&mangled).copied().unwrap_or(0) | flag;
            globals.insert(mangled.into_owned(), value);
        }
        Ok(())
    }

    pub(super) fn add_def_ctx(
        &mut self,
        name: &Name,
        flag: u32,
        location: Location,
        ctx: ExprContext,
    ) -> Done {
        if flag & (DEF_PARAM | DEF_LOCAL | DEF_IMPORT) != 0 {
            check_name(name, location, ctx)?;
        }
        if flag & DEF_TYPE_PARAM != 0
            && let Some(names) = &self.cur().mangled_names
        {
            names.borrow_mut().insert(name.clone());
        }
        let id = self.stack[self.stack.len() - 1];
        self.add_def_in(id, name, flag, location)
    }

    pub(super) fn add_def(&mut self, name: &Name, flag: u32, location: Location) -> Done {
        self.add_def_ctx(
            name,
            flag,
            location,
            if flag == USE {
                ExprContext::Load
            } else {
                ExprContext::Store
            },
        )
    }

    pub(super) fn record_directive(&mut self, name: &Name, location: Location) {
        let private = self.private.clone();
        let entry = self.cur();
        let mangled = entry.maybe_mangle(private.as_ref(), name);
        entry.directives.push((mangled.into_owned(), location));
    }

    pub(super) fn check_keywords(&self, keywords: &[Keyword]) -> Done {
        for k in keywords {
            if let Some(arg) = &k.arg {
                check_name(arg, k.range, ExprContext::Store)?;
            }
        }
        Ok(())
    }
}

/// `a` of `a.b.c`.
pub(crate) fn first_component(dotted: &Name) -> Name {
    match dotted.as_str().and_then(|s| s.split_once('.')) {
        Some((first, _)) => Name::from(first),
        None => dotted.clone(),
    }
}

pub(super) fn check_name(name: &Name, location: Location, ctx: ExprContext) -> Done {
    let verb = match ctx {
        ExprContext::Store => "assign to",
        ExprContext::Del => "delete",
        ExprContext::Load => return Ok(()),
    };
    if *name == "__debug__" {
        return Err(CompileError::syntax(
            format!("cannot {verb} __debug__"),
            location,
        ));
    }
    Ok(())
}
