//! The first pass over what opens blocks: functions, classes, annotations, type parameters.

use super::build::{Builder, Done};
use super::flag::*;
use super::{BlockType, Key};
use crate::ast::*;
use crate::error::CompileError;
use crate::text::Name;
use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;

impl Builder {
    /// The annotation of a variable. Those of a class or module share one block, made by the first.
    pub(super) fn annotation(&mut self, annotation: &Expr) -> Done {
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

    pub(super) fn function(
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

    pub(super) fn class(
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

    pub(super) fn type_alias(
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
}
