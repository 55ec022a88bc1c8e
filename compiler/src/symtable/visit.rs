//! The first pass over statements: enters and leaves blocks, notes what binds what.

use super::flag::*;
use super::{BlockType, Comprehension, Entry, EntryId, Key, SymbolTable};
use crate::ast::{
    Alias, Arg, Arguments, ExceptHandlerKind, Expr, ExprContext, ExprKind, Keyword, Location, Mod,
    Stmt, StmtKind, TypeParam, TypeParamKind, docstring,
};
use crate::code::flags::FUTURE_ANNOTATIONS;
use crate::error::CompileError;
use crate::future::FutureFeatures;
use crate::options::flags::ALLOW_TOP_LEVEL_AWAIT;
use crate::ordered::{FxBuild, OrderedMap};
use crate::recursion::StackGuard;
use crate::text::Name;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

pub(super) type Done = Result<(), CompileError>;

pub(super) struct Builder {
    entries: Vec<Entry>,
    by_key: HashMap<Key, EntryId, FxBuild>,
    /// Blocks being visited, outermost first.
    pub(super) stack: Vec<EntryId>,
    /// The class whose private names are mangled here.
    private: Option<Name>,
    future: FutureFeatures,
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

    fn new_entry(
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

    fn enter_existing(&mut self, id: EntryId, add_to_children: bool) {
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

    fn lookup(&self, name: &Name) -> u32 {
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
        let private = self.private.clone();
        let mangled = self.cur().maybe_mangle(private.as_ref(), name);
        let entry = &mut self.entries[id.0 as usize];
        let mut value = entry.flags(&mangled);
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
        entry.symbols.insert(mangled.clone(), value);
        if flag & DEF_PARAM != 0 {
            entry.varnames.push(mangled);
        } else if flag & DEF_GLOBAL != 0 {
            let globals = &mut self.entries[0].symbols;
            let value = globals.get(&mangled).copied().unwrap_or(0) | flag;
            globals.insert(mangled, value);
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
        entry.directives.push((mangled, location));
    }

    pub(super) fn check_keywords(&self, keywords: &[Keyword]) -> Done {
        for k in keywords {
            if let Some(arg) = &k.arg {
                check_name(arg, k.range, ExprContext::Store)?;
            }
        }
        Ok(())
    }

    pub(super) fn stmts(&mut self, body: &[Stmt]) -> Done {
        body.iter().try_for_each(|s| self.stmt(s))
    }

    /// Visits what may or may not run: annotations in it are conditional.
    fn conditionally(&mut self, visit: impl FnOnce(&mut Self) -> Done) -> Done {
        let outside = std::mem::replace(&mut self.cur().in_conditional_block, true);
        visit(self)?;
        self.cur().in_conditional_block = outside;
        Ok(())
    }

    fn stmt(&mut self, s: &Stmt) -> Done {
        self.guard.check()?;
        let location = s.range;
        match &s.kind {
            StmtKind::FunctionDef {
                name,
                args,
                body,
                decorator_list,
                returns,
                type_params,
                ..
            } => {
                self.function(
                    s,
                    name,
                    args,
                    body,
                    decorator_list,
                    returns.as_deref(),
                    type_params,
                    false,
                )?;
            }
            StmtKind::AsyncFunctionDef {
                name,
                args,
                body,
                decorator_list,
                returns,
                type_params,
                ..
            } => {
                self.function(
                    s,
                    name,
                    args,
                    body,
                    decorator_list,
                    returns.as_deref(),
                    type_params,
                    true,
                )?;
            }
            StmtKind::ClassDef {
                name,
                bases,
                keywords,
                body,
                decorator_list,
                type_params,
            } => {
                self.class(s, name, bases, keywords, body, decorator_list, type_params)?;
            }
            StmtKind::TypeAlias {
                name,
                type_params,
                value,
            } => self.type_alias(s, name, type_params, value)?,
            StmtKind::Return { value } => {
                if let Some(value) = value {
                    self.expr(value)?;
                    self.cur().returns_value = true;
                }
            }
            StmtKind::Delete { targets } => self.exprs(targets)?,
            StmtKind::Assign { targets, value, .. } => {
                self.exprs(targets)?;
                self.expr(value)?;
            }
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
                simple,
            } => {
                self.ann_assign(location, target, annotation, *simple != 0, value.is_some())?;
                if let Some(value) = value {
                    self.expr(value)?;
                }
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr(target)?;
                self.expr(value)?;
            }
            StmtKind::AsyncFor {
                target,
                iter,
                body,
                orelse,
                ..
            } => {
                self.require_coroutine("'async for' outside async function", location)?;
                self.for_loop(target, iter, body, orelse)?;
            }
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
                ..
            } => self.for_loop(target, iter, body, orelse)?,
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr(test)?;
                self.conditionally(|b| {
                    b.stmts(body)?;
                    b.stmts(orelse)
                })?;
            }
            StmtKind::Match { subject, cases } => {
                self.expr(subject)?;
                self.conditionally(|b| {
                    for case in cases {
                        b.pattern(&case.pattern)?;
                        b.opt_expr(case.guard.as_deref())?;
                        b.stmts(&case.body)?;
                    }
                    Ok(())
                })?;
            }
            StmtKind::Raise { exc, cause } => {
                if let Some(exc) = exc {
                    self.expr(exc)?;
                    self.opt_expr(cause.as_deref())?;
                }
            }
            StmtKind::Try {
                body,
                handlers,
                orelse,
                finalbody,
            }
            | StmtKind::TryStar {
                body,
                handlers,
                orelse,
                finalbody,
            } => self.conditionally(|b| {
                b.stmts(body)?;
                for handler in handlers {
                    let ExceptHandlerKind::ExceptHandler { type_, name, body } = &handler.kind;
                    b.opt_expr(type_.as_deref())?;
                    if let Some(name) = name {
                        b.add_def(name, DEF_LOCAL, handler.range)?;
                    }
                    b.stmts(body)?;
                }
                b.stmts(orelse)?;
                b.stmts(finalbody)
            })?,
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.opt_expr(msg.as_deref())?;
            }
            StmtKind::Import { names } => names.iter().try_for_each(|a| self.alias(a))?,
            StmtKind::ImportFrom {
                module,
                names,
                level,
            } => {
                names.iter().try_for_each(|a| self.alias(a))?;
                let late = self.future.location;
                if module.as_ref().is_some_and(|m| *m == "__future__")
                    && level.unwrap_or(0) == 0
                    && (location.lineno > late.lineno
                        || (location.lineno == late.end_lineno
                            && location.col_offset > late.end_col_offset))
                {
                    let message = "from __future__ imports must occur at the beginning of the file";
                    return Err(CompileError::syntax(message, location));
                }
            }
            StmtKind::Global { names } => {
                self.declaration(names, DEF_GLOBAL, "global", location)?
            }
            StmtKind::Nonlocal { names } => {
                self.declaration(names, DEF_NONLOCAL, "nonlocal", location)?
            }
            StmtKind::Expr { value } => self.expr(value)?,
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
            StmtKind::With { items, body, .. } => self.with(items, body)?,
            StmtKind::AsyncWith { items, body, .. } => {
                self.require_coroutine("'async with' outside async function", location)?;
                self.with(items, body)?;
            }
        }
        Ok(())
    }

    fn for_loop(&mut self, target: &Expr, iter: &Expr, body: &[Stmt], orelse: &[Stmt]) -> Done {
        self.expr(target)?;
        self.expr(iter)?;
        self.conditionally(|b| {
            b.stmts(body)?;
            b.stmts(orelse)
        })
    }

    fn with(&mut self, items: &[crate::ast::WithItem], body: &[Stmt]) -> Done {
        self.conditionally(|b| {
            for item in items {
                b.expr(&item.context_expr)?;
                b.opt_expr(item.optional_vars.as_deref())?;
            }
            b.stmts(body)
        })
    }

    fn require_coroutine(&mut self, message: &str, location: Location) -> Done {
        if self.allows_top_level_await() {
            self.cur().coroutine = true;
        }
        if self.cur().coroutine {
            Ok(())
        } else {
            Err(CompileError::syntax(message, location))
        }
    }

    /// `global` and `nonlocal`.
    fn declaration(&mut self, names: &[Name], flag: u32, word: &str, location: Location) -> Done {
        for name in names {
            let known = self.lookup(name);
            if known & (DEF_PARAM | DEF_LOCAL | USE | DEF_ANNOT) != 0 {
                let message = if known & DEF_PARAM != 0 {
                    format!("name '{name}' is parameter and {word}")
                } else if known & USE != 0 {
                    format!("name '{name}' is used prior to {word} declaration")
                } else if known & DEF_ANNOT != 0 {
                    format!("annotated name '{name}' can't be {word}")
                } else {
                    format!("name '{name}' is assigned to before {word} declaration")
                };
                return Err(CompileError::syntax(message, location));
            }
            self.add_def(name, flag, location)?;
            self.record_directive(name, location);
        }
        Ok(())
    }

    fn ann_assign(
        &mut self,
        location: Location,
        target: &Expr,
        annotation: &Expr,
        simple: bool,
        has_value: bool,
    ) -> Done {
        self.cur().annotations_used = true;
        if let ExprKind::Name { id, .. } = &target.kind {
            let known = self.lookup(id);
            if known & (DEF_GLOBAL | DEF_NONLOCAL) != 0 && self.stack.len() > 1 && simple {
                let word = if known & DEF_GLOBAL != 0 {
                    "global"
                } else {
                    "nonlocal"
                };
                return Err(CompileError::syntax(
                    format!("annotated name '{id}' can't be {word}"),
                    location,
                ));
            }
            if simple {
                self.add_def(id, DEF_ANNOT | DEF_LOCAL, target.range)?;
            } else if has_value {
                self.add_def(id, DEF_LOCAL, target.range)?;
            }
        } else {
            self.expr(target)?;
        }
        self.annotation(annotation)
    }

    /// The annotation of a variable. Those of a class or module share one block, made by the first.
    fn annotation(&mut self, annotation: &Expr) -> Done {
        let parent = self.stack[self.stack.len() - 1];
        let future_annotations = self.future_annotations();
        let entry = self.cur();
        let parent_type = entry.block_type;
        // Those of a function's variables are never evaluated.
        let unevaluated = parent_type == BlockType::Function;
        // A module may be run in part, so all of its annotations are conditional.
        if (parent_type == BlockType::Module
            || parent_type == BlockType::Class && entry.in_conditional_block)
            && !entry.has_conditional_annotations
        {
            entry.has_conditional_annotations = true;
            self.add_def(
                &Name::from("__conditional_annotations__"),
                USE,
                annotation.range,
            )?;
        }
        match self.entry(parent).annotation_block {
            None => {
                let key = Key::Annotations(parent);
                self.enter(
                    Name::from("__annotate__"),
                    BlockType::Annotation,
                    key,
                    annotation.range,
                )?;
                let block = self.stack[self.stack.len() - 1];
                self.entries[parent.0 as usize].annotation_block = Some(block);
                if parent_type == BlockType::Class && !future_annotations {
                    self.see_class_scope(annotation.range)?;
                }
            }
            Some(block) => self.enter_existing(block, false),
        }
        if unevaluated {
            self.cur().in_unevaluated_annotation = true;
        }
        self.expr(annotation)?;
        if unevaluated {
            self.cur().in_unevaluated_annotation = false;
        }
        self.exit();
        Ok(())
    }

    /// The current block looks names up in the class around it first.
    pub(super) fn see_class_scope(&mut self, location: Location) -> Done {
        self.cur().can_see_class_scope = true;
        self.add_def(&Name::from("__classdict__"), USE, location)
    }

    fn function(
        &mut self,
        s: &Stmt,
        name: &Name,
        args: &Arguments,
        body: &[Stmt],
        decorator_list: &[Expr],
        returns: Option<&Expr>,
        type_params: &[TypeParam],
        is_async: bool,
    ) -> Done {
        self.add_def(name, DEF_LOCAL, s.range)?;
        self.exprs(&args.defaults)?;
        args.kw_defaults
            .iter()
            .flatten()
            .try_for_each(|e| self.expr(e))?;
        self.exprs(decorator_list)?;
        if !type_params.is_empty() {
            self.enter_type_params(name, type_params, s.range)?;
            self.add_def(&Name::from(".defaults"), DEF_PARAM, s.range)?;
            if args.kw_defaults.iter().any(Option::is_some) {
                self.add_def(&Name::from(".kwdefaults"), DEF_PARAM, s.range)?;
            }
            type_params.iter().try_for_each(|t| self.type_param(t))?;
        }
        let id = self.new_entry(name.clone(), BlockType::Function, Key::stmt(s), s.range);
        self.entries[id.0 as usize].has_docstring = docstring(body).is_some();
        self.function_annotations(s.range, args, returns)?;
        self.enter_existing(id, true);
        self.cur().coroutine = is_async;
        self.arguments(args)?;
        self.stmts(body)?;
        self.exit();
        if !type_params.is_empty() {
            self.exit();
        }
        Ok(())
    }

    fn function_annotations(
        &mut self,
        location: Location,
        args: &Arguments,
        returns: Option<&Expr>,
    ) -> Done {
        let around = self.cur();
        let sees_class = around.can_see_class_scope || around.block_type == BlockType::Class;
        self.enter(
            Name::from("__annotate__"),
            BlockType::Annotation,
            Key::arguments(args),
            location,
        )?;
        if sees_class {
            self.see_class_scope(location)?;
        }
        let annotations = args
            .posonlyargs
            .iter()
            .chain(&args.args)
            .chain(args.vararg.as_deref())
            .chain(args.kwarg.as_deref())
            .chain(&args.kwonlyargs)
            .filter_map(|a| a.annotation.as_deref())
            .chain(returns);
        for annotation in annotations {
            self.cur().annotations_used = true;
            self.expr(annotation)?;
        }
        self.exit();
        Ok(())
    }

    pub(super) fn arguments(&mut self, args: &Arguments) -> Done {
        let param = |b: &mut Self, a: &Arg| b.add_def(&a.arg, DEF_PARAM, a.range);
        for a in args
            .posonlyargs
            .iter()
            .chain(&args.args)
            .chain(&args.kwonlyargs)
        {
            param(self, a)?;
        }
        if let Some(a) = &args.vararg {
            param(self, a)?;
            self.cur().varargs = true;
        }
        if let Some(a) = &args.kwarg {
            param(self, a)?;
            self.cur().varkeywords = true;
        }
        Ok(())
    }

    fn class(
        &mut self,
        s: &Stmt,
        name: &Name,
        bases: &[Expr],
        keywords: &[Keyword],
        body: &[Stmt],
        decorator_list: &[Expr],
        type_params: &[TypeParam],
    ) -> Done {
        self.add_def(name, DEF_LOCAL, s.range)?;
        self.exprs(decorator_list)?;
        let outside = self.private.clone();
        let (params, base) = (Name::from(".type_params"), Name::from(".generic_base"));
        if !type_params.is_empty() {
            self.enter_type_params(name, type_params, s.range)?;
            for name in [&params, &base] {
                self.add_def(name, DEF_LOCAL, s.range)?;
                self.add_def(name, USE, s.range)?;
            }
            self.private = Some(name.clone());
            self.cur().mangled_names = Some(Rc::new(RefCell::new(HashSet::new())));
            type_params.iter().try_for_each(|t| self.type_param(t))?;
        }
        self.exprs(bases)?;
        self.check_keywords(keywords)?;
        keywords.iter().try_for_each(|k| self.expr(&k.value))?;
        self.enter(name.clone(), BlockType::Class, Key::stmt(s), s.range)?;
        self.private = Some(name.clone());
        if !type_params.is_empty() {
            self.add_def(&Name::from("__type_params__"), DEF_LOCAL, s.range)?;
            self.add_def(&params, USE, s.range)?;
        }
        self.cur().has_docstring = docstring(body).is_some();
        self.stmts(body)?;
        self.exit();
        if !type_params.is_empty() {
            self.exit();
        }
        self.private = outside;
        Ok(())
    }

    fn type_alias(
        &mut self,
        s: &Stmt,
        target: &Expr,
        type_params: &[TypeParam],
        value: &Expr,
    ) -> Done {
        self.expr(target)?;
        let ExprKind::Name { id: name, .. } = &target.kind else {
            return Err(CompileError::new(
                crate::error::ErrorKind::TypeError,
                "TypeAlias with non-Name name",
            ));
        };
        let in_class = self.cur().block_type == BlockType::Class;
        if !type_params.is_empty() {
            self.enter_type_params(name, type_params, s.range)?;
            type_params.iter().try_for_each(|t| self.type_param(t))?;
        }
        self.enter(name.clone(), BlockType::TypeAlias, Key::stmt(s), s.range)?;
        if in_class {
            self.see_class_scope(value.range)?;
        }
        self.expr(value)?;
        self.exit();
        if !type_params.is_empty() {
            self.exit();
        }
        Ok(())
    }

    fn enter_type_params(
        &mut self,
        name: &Name,
        type_params: &[TypeParam],
        location: Location,
    ) -> Done {
        let in_class = self.cur().block_type == BlockType::Class;
        self.enter(
            name.clone(),
            BlockType::TypeParameters,
            Key::type_params(type_params),
            location,
        )?;
        if in_class {
            self.see_class_scope(location)
        } else {
            Ok(())
        }
    }

    fn type_param(&mut self, t: &TypeParam) -> Done {
        self.guard.check()?;
        let (TypeParamKind::TypeVar { name, .. }
        | TypeParamKind::TypeVarTuple { name, .. }
        | TypeParamKind::ParamSpec { name, .. }) = &t.kind;
        self.add_def(name, DEF_TYPE_PARAM | DEF_LOCAL, t.range)?;
        if *name == "__classdict__" {
            let message = format!("reserved name '{name}' cannot be used for type parameter");
            return Err(CompileError::syntax(message, t.range));
        }
        match &t.kind {
            TypeParamKind::TypeVar {
                bound,
                default_value,
                ..
            } => {
                if let Some(bound) = bound {
                    let is_tuple = matches!(bound.kind, ExprKind::Tuple { .. });
                    let what = if is_tuple {
                        "a TypeVar constraint"
                    } else {
                        "a TypeVar bound"
                    };
                    self.type_variable(name, Key::bound(t), bound, what)?;
                }
                self.type_param_default(name, t, default_value.as_deref(), "a TypeVar default")
            }
            TypeParamKind::TypeVarTuple { default_value, .. } => {
                self.type_param_default(name, t, default_value.as_deref(), "a TypeVarTuple default")
            }
            TypeParamKind::ParamSpec { default_value, .. } => {
                self.type_param_default(name, t, default_value.as_deref(), "a ParamSpec default")
            }
        }
    }

    fn type_param_default(
        &mut self,
        name: &Name,
        t: &TypeParam,
        e: Option<&Expr>,
        what: &'static str,
    ) -> Done {
        e.map_or(Ok(()), |e| {
            self.type_variable(name, Key::default(t), e, what)
        })
    }

    fn type_variable(&mut self, name: &Name, key: Key, e: &Expr, what: &'static str) -> Done {
        let sees_class = self.cur().can_see_class_scope;
        self.enter(name.clone(), BlockType::TypeVariable, key, e.range)?;
        if sees_class {
            self.see_class_scope(e.range)?;
        }
        self.cur().scope_info = Some(what);
        self.expr(e)?;
        self.exit();
        Ok(())
    }

    fn alias(&mut self, a: &Alias) -> Done {
        if a.name == "*" && a.asname.is_none() {
            if self.cur().block_type != BlockType::Module {
                return Err(CompileError::syntax(
                    "import * only allowed at module level",
                    a.range,
                ));
            }
            return Ok(());
        }
        let bound = a.asname.as_ref().unwrap_or(&a.name);
        self.add_def(&first_component(bound), DEF_IMPORT, a.range)
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
