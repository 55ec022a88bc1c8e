//! Calls: plain, method, `super()`, with unpacked arguments, and the builtins that consume a generator expression in
//! place.

use super::expr::{Display, start_at_attribute};
use super::sequence::Label;
use super::{Compiler, Done};
use crate::ast::{CmpOp, Expr, ExprContext, ExprKind, Keyword, Location};
use crate::constant::Constant;
use crate::error::CompileError;
use crate::flowgraph::STACK_USE_GUIDELINE;
use crate::opcode::*;
use crate::symtable::flag::DEF_IMPORT;
use crate::symtable::{Key, Scope};
use crate::text::Name;

fn is_starred(e: &Expr) -> bool {
    matches!(e.kind, ExprKind::Starred { .. })
}

/// How a call is made.
pub(super) enum Callee<'a> {
    /// It is made already.
    Called,
    /// By a method of this object, which comes next.
    Method(&'a Expr),
    /// By a function, which comes next. The label is for behind the call.
    Function(Label),
}

impl<'a> Compiler<'a> {
    /// Finds out how a call is made, with the checks that go before; that of a method of `super()` is made.
    #[inline(never)]
    pub(super) fn callee(
        &mut self,
        e: &'a Expr,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Result<Callee<'a>, CompileError> {
        self.check_keywords(keywords)?;
        let Some((object, attr)) = self.method(func, args, keywords) else {
            let skip = self.label();
            self.check_caller(func)?;
            return Ok(Callee::Function(skip));
        };
        let Some(super_args) = self.super_call(object, attr) else {
            return Ok(Callee::Method(object));
        };
        self.load_super_arguments(object, super_args)?;
        let index = self.name_index(attr) << 2;
        let two = if super_args.is_empty() { 0 } else { 2 };
        self.add(func.range, LOAD_SUPER_ATTR, (index | two | 1) as i32);
        let at = start_at_attribute(func.range, func, attr);
        self.op(at, NOP);
        self.method_arguments(e, func, attr, args, keywords)?;
        Ok(Callee::Called)
    }

    /// The function is on the stack. `skip` stands behind the call, for what takes its place.
    #[inline(never)]
    pub(super) fn call_function(
        &mut self,
        e: &'a Expr,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
        skip: Label,
    ) -> Done {
        self.generator_call(func, args, keywords, skip)?;
        self.op(func.range, PUSH_NULL);
        self.call_arguments(e.range, 0, args, None, keywords)?;
        self.place(skip);
        Ok(())
    }

    #[inline(never)]
    fn check_keywords(&self, keywords: &[Keyword]) -> Done {
        for (i, k) in keywords.iter().enumerate() {
            let Some(name) = &k.arg else { continue };
            if let Some(again) = keywords[i + 1..]
                .iter()
                .find(|other| other.arg.as_ref() == Some(name))
            {
                return self.error(again.range, format!("keyword argument repeated: {name}"));
            }
        }
        Ok(())
    }

    /// The object and the name, if this is `object.method(...)` and can do without a bound method.
    fn method(
        &self,
        func: &'a Expr,
        args: &[Expr],
        keywords: &[Keyword],
    ) -> Option<(&'a Expr, &'a Name)> {
        let ExprKind::Attribute {
            value,
            attr,
            ctx: ExprContext::Load,
        } = &func.kind
        else {
            return None;
        };
        // Attributes of modules are mostly functions: a method load would be wasted on them.
        if let ExprKind::Name { id, .. } = &value.kind
            && self.table.entry(self.table.top).flags(id) & DEF_IMPORT != 0
        {
            return None;
        }
        let operands = args.len() + keywords.len() + !keywords.is_empty() as usize;
        let plain = operands < STACK_USE_GUIDELINE
            && !args.iter().any(is_starred)
            && keywords.iter().all(|k| k.arg.is_some());
        plain.then_some((value, attr))
    }

    /// The object is on the stack.
    #[inline(never)]
    pub(super) fn call_method(
        &mut self,
        e: &'a Expr,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Done {
        let ExprKind::Attribute { attr, .. } = &func.kind else {
            return Ok(());
        };
        let at = start_at_attribute(func.range, func, attr);
        let index = self.name_index(attr);
        self.add(at, LOAD_ATTR, (index << 1 | 1) as i32);
        self.method_arguments(e, func, attr, args, keywords)
    }

    /// Method and object are on the stack.
    fn method_arguments(
        &mut self,
        e: &'a Expr,
        func: &'a Expr,
        attr: &'a Name,
        args: &'a [Expr],
        keywords: &'a [Keyword],
    ) -> Done {
        self.exprs(args)?;
        let at = start_at_attribute(e.range, func, attr);
        if keywords.is_empty() {
            self.add(at, CALL, args.len() as i32);
        } else {
            self.keyword_values(start_at_attribute(func.range, func, attr), keywords)?;
            self.add(at, CALL_KW, (args.len() + keywords.len()) as i32);
        }
        Ok(())
    }

    /// Pushes the values, and their names as a tuple.
    fn keyword_values(&mut self, at: Location, keywords: &'a [Keyword]) -> Done {
        keywords.iter().try_for_each(|k| self.expr(&k.value))?;
        let names = keywords.iter().filter_map(|k| k.arg.as_ref());
        let names = names.map(Constant::identifier).collect();
        self.load_const(at, Constant::Tuple(names));
        Ok(())
    }

    /// The arguments of a `super()` that needs no object made for it, given the attribute taken from it.
    pub(super) fn super_call(&self, value: &'a Expr, attr: &Name) -> Option<&'a [Expr]> {
        let ExprKind::Call {
            func,
            args,
            keywords,
        } = &value.kind
        else {
            return None;
        };
        let ExprKind::Name { id, .. } = &func.kind else {
            return None;
        };
        if *id != "super" || *attr == "__class__" || !keywords.is_empty() {
            return None;
        }
        // `super` must be the builtin, as far as can be seen.
        if self.entry().scope(id) != Some(Scope::GlobalImplicit)
            || self.table.entry(self.table.top).scope(id).is_some()
        {
            return None;
        }
        let applies = match args.len() {
            2 => !args.iter().any(is_starred),
            0 => {
                let meta = &self.u().meta;
                let has_self = meta.argcount > 0 || meta.posonlyargcount > 0;
                has_self && self.ref_type(&Name::from("__class__")) == Some(Scope::Free)
            }
            _ => false,
        };
        applies.then_some(&args[..])
    }

    pub(super) fn load_super_arguments(&mut self, call: &'a Expr, args: &'a [Expr]) -> Done {
        if let ExprKind::Call { func, .. } = &call.kind
            && let ExprKind::Name { id, .. } = &func.kind
        {
            self.load_name(func.range, id)?;
        }
        if !args.is_empty() {
            return self.exprs(args);
        }
        self.load_name(call.range, &Name::from("__class__"))?;
        match self.u().meta.varnames.keys_at(0).cloned() {
            Some(first) => self.load_name(call.range, &first),
            None => Ok(()),
        }
    }

    /// `all`, `any` and `tuple` of a generator expression run it in place, if at run time they are the builtins.
    #[inline(never)]
    fn generator_call(
        &mut self,
        func: &'a Expr,
        args: &'a [Expr],
        keywords: &[Keyword],
        end: Label,
    ) -> Done {
        let (ExprKind::Name { id, .. }, [generator], []) = (&func.kind, args, keywords) else {
            return Ok(());
        };
        if !matches!(generator.kind, ExprKind::GeneratorExp { .. }) {
            return Ok(());
        }
        let is_async = self
            .table
            .lookup(Key::expr(generator))
            .is_some_and(|id| self.table.entry(id).coroutine);
        if is_async {
            return Ok(());
        }
        let at = func.range;
        let skip = self.label();
        // What the function is, the result if nothing decides otherwise, and the jump of a value that does not decide.
        let (builtin, result) = match id.as_str() {
            Some("all") => (common_constant::BUILTIN_ALL, Some((true, POP_JUMP_IF_TRUE))),
            Some("any") => (
                common_constant::BUILTIN_ANY,
                Some((false, POP_JUMP_IF_FALSE)),
            ),
            Some("tuple") => (common_constant::BUILTIN_TUPLE, None),
            _ => {
                self.place(skip);
                return Ok(());
            }
        };
        self.add(at, COPY, 1);
        self.add(at, LOAD_COMMON_CONSTANT, builtin);
        self.compare_op(at, CmpOp::Is);
        self.jump(at, POP_JUMP_IF_FALSE, skip);
        self.op(at, POP_TOP);
        if result.is_none() {
            self.add(at, BUILD_LIST, 0);
        }
        self.expr(generator)?;
        let start = self.label();
        let cleanup = self.label();
        self.place(start);
        self.jump(at, FOR_ITER, cleanup);
        match result {
            None => {
                self.add(at, LIST_APPEND, 2);
                self.jump(at, JUMP, start);
            }
            Some((_, go_on)) => {
                self.op(at, TO_BOOL);
                self.jump(at, go_on, start);
            }
        }
        self.op(Location::NONE, POP_ITER);
        if let Some((value, _)) = result {
            self.load_const(at, Constant::Bool(!value));
        }
        self.jump(at, JUMP, end);
        self.place(cleanup);
        self.op(Location::NONE, END_FOR);
        self.op(Location::NONE, POP_ITER);
        match result {
            None => self.add(at, CALL_INTRINSIC_1, intrinsic::LIST_TO_TUPLE),
            Some((value, _)) => self.load_const(at, Constant::Bool(value)),
        }
        self.jump(at, JUMP, end);
        self.place(skip);
        Ok(())
    }

    /// Pushes arguments and calls. `pushed` are on the stack already; `injected` is a variable to pass last.
    pub(super) fn call_arguments(
        &mut self,
        at: Location,
        pushed: usize,
        args: &'a [Expr],
        injected: Option<&Name>,
        keywords: &'a [Keyword],
    ) -> Done {
        self.check_keywords(keywords)?;
        let simple = args.len() + keywords.len() * 2 <= STACK_USE_GUIDELINE
            && !args.iter().any(is_starred)
            && keywords.iter().all(|k| k.arg.is_some());
        if simple {
            self.exprs(args)?;
            let mut n = pushed + args.len();
            if let Some(name) = injected {
                self.load_name(at, name)?;
                n += 1;
            }
            if keywords.is_empty() {
                self.add(at, CALL, n as i32);
            } else {
                self.keyword_values(at, keywords)?;
                self.add(at, CALL_KW, (n + keywords.len()) as i32);
            }
            return Ok(());
        }
        match args {
            [only] if pushed == 0 && is_starred(only) => {
                if let ExprKind::Starred { value, .. } = &only.kind {
                    self.expr(value)?;
                }
            }
            _ => self.display(at, args, injected, pushed, Display::Tuple)?,
        }
        if keywords.is_empty() {
            self.op(at, PUSH_NULL);
        } else {
            self.keyword_dict(at, keywords)?;
        }
        self.op(at, CALL_FUNCTION_EX);
        Ok(())
    }

    fn keyword_dict(&mut self, at: Location, keywords: &'a [Keyword]) -> Done {
        let mut have_dict = false;
        let mut start = 0;
        for (i, k) in keywords.iter().enumerate() {
            if k.arg.is_some() {
                continue;
            }
            if i > start {
                self.keyword_run(at, &keywords[start..i], &mut have_dict)?;
            }
            if !have_dict {
                self.add(at, BUILD_MAP, 0);
                have_dict = true;
            }
            self.expr(&k.value)?;
            self.add(at, DICT_MERGE, 1);
            start = i + 1;
        }
        if start < keywords.len() {
            self.keyword_run(at, &keywords[start..], &mut have_dict)?;
        }
        Ok(())
    }

    fn keyword_run(&mut self, at: Location, keywords: &'a [Keyword], have_dict: &mut bool) -> Done {
        let big = keywords.len() * 2 > STACK_USE_GUIDELINE;
        if big {
            self.add(Location::NONE, BUILD_MAP, 0);
        }
        for k in keywords {
            if let Some(name) = &k.arg {
                self.load_str(at, name);
            }
            self.expr(&k.value)?;
            if big {
                self.add(Location::NONE, MAP_ADD, 1);
            }
        }
        if !big {
            self.add(at, BUILD_MAP, keywords.len() as i32);
        }
        if *have_dict {
            self.add(at, DICT_MERGE, 1);
        }
        *have_dict = true;
        Ok(())
    }
}
