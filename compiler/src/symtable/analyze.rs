//! The second pass: from raw facts to the scope of each name.
//!
//! Blocks are visited outside in, carrying the names that enclosing functions bind, those declared global, and type
//! parameters; what remains free flows back inside out, making cells where it meets its binding.

use super::flag::*;
use super::{BlockType, Comprehension, Entry, EntryId, Scope, SymbolTable, scope_of};
use crate::error::CompileError;
use crate::ordered::FxBuild;
use crate::recursion::StackGuard;
use crate::text::Name;
use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

type Names = BTreeSet<Name>;

/// Names that blocks hand on to those in them: most change nothing, and share the set.
#[derive(Clone, Default)]
struct Shared(Rc<HashSet<Name, FxBuild>>);

impl Shared {
    fn contains(&self, name: &Name) -> bool {
        !self.0.is_empty() && self.0.contains(name)
    }

    fn insert(&mut self, name: &Name) {
        if !self.contains(name) {
            Rc::make_mut(&mut self.0).insert(name.clone());
        }
    }

    fn remove(&mut self, name: &Name) {
        if self.contains(name) {
            Rc::make_mut(&mut self.0).remove(name);
        }
    }
}

pub(super) fn analyze(table: &mut SymbolTable, guard: StackGuard) -> Result<(), CompileError> {
    let special = Special {
        class: Name::from("__class__"),
        classdict: Name::from("__classdict__"),
        conditional_annotations: Name::from("__conditional_annotations__"),
    };
    let top = table.top;
    let outer = Outer {
        bound: None,
        global: Shared::default(),
        type_params: Shared::default(),
        class_entry: None,
    };
    Analysis {
        table,
        guard,
        special,
    }
    .block(top, outer)?;
    Ok(())
}

/// Names that a class makes for its blocks.
struct Special {
    class: Name,
    classdict: Name,
    conditional_annotations: Name,
}

impl Special {
    fn contains(&self, name: &Name) -> bool {
        [&self.class, &self.classdict, &self.conditional_annotations].contains(&name)
    }
}

/// What a block sees of those around it. `bound` is `None` for a module.
struct Outer {
    bound: Option<Shared>,
    global: Shared,
    type_params: Shared,
    /// The class whose namespace the block can see.
    class_entry: Option<EntryId>,
}

struct Analysis<'a> {
    table: &'a mut SymbolTable,
    guard: StackGuard,
    special: Special,
}

fn directive_error(entry: &Entry, name: &Name, message: String) -> CompileError {
    match entry.directives.iter().find(|(n, _)| n == name) {
        Some((_, location)) => CompileError::syntax(message, *location),
        None => CompileError::new(crate::error::ErrorKind::SyntaxError, message),
    }
}

impl Analysis<'_> {
    /// Decides one name and keeps the sets up to date.
    fn name(
        &self,
        entry: &Entry,
        name: &Name,
        flags: u32,
        outer: &mut Outer,
        free: &mut Names,
    ) -> Result<Scope, CompileError> {
        if flags & DEF_GLOBAL != 0 {
            if flags & DEF_NONLOCAL != 0 {
                return Err(directive_error(
                    entry,
                    name,
                    format!("name '{name}' is nonlocal and global"),
                ));
            }
            outer.global.insert(name);
            if let Some(bound) = &mut outer.bound {
                bound.remove(name);
            }
            return Ok(Scope::GlobalExplicit);
        }
        if flags & DEF_NONLOCAL != 0 {
            let message = match &outer.bound {
                None => Some("nonlocal declaration not allowed at module level".to_string()),
                Some(bound) if !bound.contains(name) => {
                    Some(format!("no binding for nonlocal '{name}' found"))
                }
                _ if outer.type_params.contains(name) => Some(format!(
                    "nonlocal binding not allowed for type parameter '{name}'"
                )),
                _ => None,
            };
            if let Some(message) = message {
                return Err(directive_error(entry, name, message));
            }
            free.insert(name.clone());
            return Ok(Scope::Free);
        }
        if flags & DEF_BOUND != 0 {
            outer.global.remove(name);
            if flags & DEF_TYPE_PARAM != 0 {
                outer.type_params.insert(name);
            } else {
                outer.type_params.remove(name);
            }
            return Ok(Scope::Local);
        }
        // A name that the visible class binds (or declares global) is looked up there and in the globals at run time,
        // past any function around the class.
        if let Some(class) = outer.class_entry {
            let class_flags = self.table.entry(class).flags(name);
            if class_flags & DEF_GLOBAL != 0 {
                return Ok(Scope::GlobalExplicit);
            }
            if class_flags & DEF_BOUND != 0 && class_flags & DEF_NONLOCAL == 0 {
                return Ok(Scope::GlobalImplicit);
            }
        }
        if outer
            .bound
            .as_ref()
            .is_some_and(|bound| bound.contains(name))
        {
            free.insert(name.clone());
            return Ok(Scope::Free);
        }
        Ok(Scope::GlobalImplicit)
    }

    /// Analyses a block and those in it; returns the names left free.
    fn block(&mut self, id: EntryId, mut outer: Outer) -> Result<Names, CompileError> {
        self.guard.check()?;
        // Names free here, and names free in blocks below: only the latter can meet their binding here.
        let mut own_free = Names::new();
        let mut free = Names::new();
        let is_class = self.table.entry(id).block_type == BlockType::Class;

        // What a class binds is not visible in its functions: they get the sets as they were before.
        let before = is_class.then(|| {
            (
                outer.global.clone(),
                outer.bound.clone().unwrap_or_default(),
            )
        });
        let entry = self.table.entry(id);
        let mut scopes = Vec::with_capacity(entry.symbols.len());
        for (name, flags) in entry.symbols.iter() {
            scopes.push(self.name(entry, name, *flags, &mut outer, &mut own_free)?);
        }
        let (global_below, mut bound_below) = match before {
            Some(before) => before,
            None => {
                let mut bound = outer.bound.clone().unwrap_or_default();
                if entry.is_function_like() && !entry.children.is_empty() {
                    let symbols = entry.symbols.keys().zip(&scopes);
                    let local = symbols.filter(|(_, scope)| **scope == Scope::Local);
                    local.for_each(|(name, _)| bound.insert(name));
                }
                (outer.global.clone(), bound)
            }
        };
        if is_class {
            let s = &self.special;
            for name in [&s.class, &s.classdict, &s.conditional_annotations] {
                bound_below.insert(name);
            }
        }

        let mut inlined_cells = Names::new();
        let mut seen_by_child = false;
        for child in self.table.entry(id).children.clone() {
            let (entry, c) = (self.table.entry(id), self.table.entry(child));
            seen_by_child |= c.can_see_class_scope;
            let class_entry = match (c.can_see_class_scope, is_class) {
                (false, _) => None,
                (true, true) => Some(id),
                (true, false) => outer.class_entry,
            };
            let inline =
                c.comprehension != Comprehension::No && !c.generator && !entry.can_see_class_scope;
            let below = Outer {
                bound: Some(bound_below.clone()),
                global: global_below.clone(),
                type_params: outer.type_params.clone(),
                class_entry,
            };
            let mut child_free = self.block(child, below)?;
            if inline {
                self.inline_comprehension(
                    id,
                    child,
                    &mut scopes,
                    &mut child_free,
                    &mut inlined_cells,
                );
                self.table.entry_mut(child).comp_inlined = true;
            }
            free.append(&mut child_free);
        }
        self.adopt_children_of_inlined(id);

        let entry = self.table.entry(id);
        if entry.is_function_like() {
            cells(entry.symbols.keys(), &mut scopes, &mut free, &inlined_cells);
        } else if is_class {
            let entry = self.table.entry_mut(id);
            entry.needs_class_closure |= free.remove(&self.special.class);
            // A block that sees the class needs its dictionary even where the class has a variable of that name.
            entry.needs_classdict |= free.remove(&self.special.classdict) | seen_by_child;
            entry.has_conditional_annotations |= free.remove(&self.special.conditional_annotations);
        }
        self.update_symbols(id, &scopes, outer.bound.as_ref(), &free, &inlined_cells);
        free.append(&mut own_free);
        Ok(free)
    }

    /// The names of an inlined comprehension join the block around it. `scopes` runs parallel to the block's symbols.
    fn inline_comprehension(
        &mut self,
        id: EntryId,
        comp: EntryId,
        scopes: &mut Vec<Scope>,
        comp_free: &mut Names,
        inlined_cells: &mut Names,
    ) {
        let is_class = self.table.entry(id).block_type == BlockType::Class;
        let mut removed = Vec::new();
        for (name, flags) in self.table.entry(comp).symbols.clone().iter() {
            if flags & DEF_PARAM != 0 {
                continue;
            }
            let Some(mut scope) = scope_of(*flags) else {
                continue;
            };
            let only_flags = flags & ((1 << SCOPE_OFFSET) - 1);
            if scope == Scope::Cell || only_flags & DEF_COMP_CELL != 0 {
                inlined_cells.insert(name.clone());
            }
            // What a class makes for its blocks is never free through it, unless for a block inside the comprehension.
            if scope == Scope::Free && is_class && self.special.contains(name) {
                scope = Scope::GlobalImplicit;
                if !self.is_free_below(comp, name) {
                    comp_free.remove(name);
                }
                removed.push(name.clone());
            }
            match self.table.entry(id).symbols.get(name) {
                None => {
                    self.table
                        .entry_mut(id)
                        .symbols
                        .insert(name.clone(), only_flags);
                    scopes.push(scope);
                }
                // What the comprehension took from here is simply local now, unless a block inside it takes it too.
                Some(flags) if flags & DEF_BOUND != 0 && !is_class => {
                    if !self.is_free_below(comp, name) {
                        comp_free.remove(name);
                    }
                }
                Some(_) => {}
            }
        }
        for name in removed {
            self.table.entry_mut(comp).symbols.remove(&name);
        }
    }

    fn is_free_below(&self, id: EntryId, name: &Name) -> bool {
        self.table
            .entry(id)
            .children
            .iter()
            .any(|c| self.table.entry(*c).scope(name) == Some(Scope::Free))
    }

    /// Blocks inside an inlined comprehension become children of the block around it.
    fn adopt_children_of_inlined(&mut self, id: EntryId) {
        let children = &self.table.entry(id).children;
        if !children.iter().any(|c| self.table.entry(*c).comp_inlined) {
            return;
        }
        let mut adopted = Vec::new();
        for c in children {
            let child = self.table.entry(*c);
            if child.comp_inlined {
                adopted.extend_from_slice(&child.children);
            } else {
                adopted.push(*c);
            }
        }
        self.table.entry_mut(id).children = adopted;
    }

    /// Writes the scopes into the symbols, and adds names that only pass through.
    fn update_symbols(
        &mut self,
        id: EntryId,
        scopes: &[Scope],
        bound: Option<&Shared>,
        free: &Names,
        inlined_cells: &Names,
    ) {
        let entry = self.table.entry_mut(id);
        let class_like = entry.block_type == BlockType::Class || entry.can_see_class_scope;
        for ((name, flags), scope) in entry.symbols.values_mut().zip(scopes) {
            if inlined_cells.contains(name) {
                *flags |= DEF_COMP_CELL;
            }
            *flags |= (*scope as u32) << SCOPE_OFFSET;
        }
        for name in free {
            match entry.symbols.get(name).copied() {
                // A method's free variable that happens to share its name with something in the class.
                Some(flags) if class_like => {
                    entry.symbols.insert(name.clone(), flags | DEF_FREE_CLASS)
                }
                Some(_) => {}
                None if bound.is_some_and(|bound| !bound.contains(name)) => {}
                None => entry
                    .symbols
                    .insert(name.clone(), (Scope::Free as u32) << SCOPE_OFFSET),
            }
        }
    }
}

/// Locals that an inner block takes become cells, and are free no more.
fn cells<'a>(
    names: impl Iterator<Item = &'a Name>,
    scopes: &mut [Scope],
    free: &mut Names,
    inlined_cells: &Names,
) {
    if free.is_empty() && inlined_cells.is_empty() {
        return;
    }
    for (name, scope) in names.zip(scopes) {
        if *scope == Scope::Local && (free.contains(name) || inlined_cells.contains(name)) {
            *scope = Scope::Cell;
            free.remove(name);
        }
    }
}
