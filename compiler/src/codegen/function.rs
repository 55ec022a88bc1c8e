//! Functions, classes, type aliases and their type parameters: everything that makes a code object of its own, except
//! comprehensions.

use super::{ArgCounts, Compiler, Done, FrameBlockKind, ScopeType};
use crate::ast::{
    Arguments, Expr, ExprKind, Keyword, Location, Stmt, TypeParam, TypeParamKind, docstring,
};
use crate::code::{Code, kinds};
use crate::constant::{Constant, Text};
use crate::docstring::clean_doc;
use crate::error::{CompileError, ErrorKind};
use crate::opcode::*;
use crate::symtable::Key;
use crate::text::{Name, Wtf8String};
use std::rc::Rc;

fn generic_name(name: &Name) -> Name {
    Name::from_wtf8(&{
        let mut s = Wtf8String::from("<generic parameters of ");
        s.push_wtf8(name);
        s.push_str(">");
        s
    })
}

fn counts(args: &Arguments) -> ArgCounts {
    ArgCounts {
        args: args.args.len(),
        posonly: args.posonlyargs.len(),
        kwonly: args.kwonlyargs.len(),
    }
}

impl<'a> Compiler<'a> {
    pub(super) fn module(&mut self, location: Location, body: &'a [Stmt]) -> Done {
        if self.entry().has_conditional_annotations {
            self.add(location, BUILD_SET, 0);
            self.name_op(
                location,
                STORE_NAME,
                &Name::from("__conditional_annotations__"),
            );
        }
        self.body(location, body)
    }

    /// The body of a module or class.
    fn body(&mut self, location: Location, body: &'a [Stmt]) -> Done {
        let entry = self.entry();
        let (has_docstring, annotations_used) = (entry.has_docstring, entry.annotations_used);
        if self.future_annotations() && annotations_used {
            self.op(location, SETUP_ANNOTATIONS);
        }
        let mut rest = body;
        let interactive = self.interactive && self.units.len() == 1;
        if let Some((first, after)) = body.split_first()
            && let Some(doc) = docstring(body)
            && has_docstring
            && !interactive
        {
            rest = after;
            let at = match &first.kind {
                crate::ast::StmtKind::Expr { value } => value.range,
                _ => first.range,
            };
            self.load_const(at, Constant::text(clean_doc(doc)?));
            self.store_str(Location::NONE, "__doc__")?;
        }
        self.stmts(rest)?;
        if body.is_empty() || self.future_annotations() {
            Ok(())
        } else {
            self.deferred_annotations(location)
        }
    }

    /// Pushes a function made of `code` with the variables it closes over, and what `flags` says is on the stack.
    pub(super) fn make_closure(&mut self, location: Location, code: Rc<Code>, flags: i32) -> Done {
        let mut flags = flags;
        let mut free = 0;
        for (name, kind) in code.localsplusnames.iter().zip(&code.localspluskinds) {
            if kind & kinds::FREE != 0 {
                let index = self.closure_index(name)?;
                self.add(location, LOAD_CLOSURE, index as i32);
                free += 1;
            }
        }
        if free > 0 {
            flags |= make_function::CLOSURE;
            self.add(location, BUILD_TUPLE, free);
        }
        self.load_const(location, Constant::Code(code));
        self.op(location, MAKE_FUNCTION);
        for flag in [
            make_function::CLOSURE,
            make_function::ANNOTATIONS,
            make_function::ANNOTATE,
            make_function::KWDEFAULTS,
            make_function::DEFAULTS,
        ] {
            if flags & flag != 0 {
                self.add(location, SET_FUNCTION_ATTRIBUTE, flag);
            }
        }
        Ok(())
    }

    fn apply_decorators(&mut self, decorators: &[Expr]) {
        for d in decorators.iter().rev() {
            self.add(d.range, CALL, 0);
        }
    }

    fn default_arguments(
        &mut self,
        location: Location,
        args: &'a Arguments,
    ) -> Result<i32, CompileError> {
        let mut flags = 0;
        if !args.defaults.is_empty() {
            self.exprs(&args.defaults)?;
            self.add(location, BUILD_TUPLE, args.defaults.len() as i32);
            flags |= make_function::DEFAULTS;
        }
        let mut count = 0;
        for (arg, default) in args.kwonlyargs.iter().zip(&args.kw_defaults) {
            if let Some(default) = default {
                count += 1;
                let mangled = self.mangled(&arg.arg);
                self.load_str(location, &mangled);
                self.expr(default)?;
            }
        }
        if count > 0 {
            self.add(location, BUILD_MAP, count);
            flags |= make_function::KWDEFAULTS;
        }
        Ok(flags)
    }

    /// A generator turns a StopIteration that escapes it into a RuntimeError.
    pub(super) fn wrap_in_stopiteration_handler(&mut self) {
        let handler = self.label();
        self.unit()
            .sequence
            .insert_first(SETUP_CLEANUP, handler.0 as i32, Location::NONE);
        self.load_none(Location::NONE);
        self.op(Location::NONE, RETURN_VALUE);
        self.place(handler);
        self.add(
            Location::NONE,
            CALL_INTRINSIC_1,
            intrinsic::STOPITERATION_ERROR,
        );
        self.add(Location::NONE, RERAISE, 1);
    }

    pub(super) fn function(
        &mut self,
        s: &'a Stmt,
        name: &'a Name,
        args: &'a Arguments,
        body: &'a [Stmt],
        decorators: &'a [Expr],
        returns: Option<&'a Expr>,
        type_params: &'a [TypeParam],
        is_async: bool,
    ) -> Done {
        let location = s.range;
        self.exprs(decorators)?;
        let firstlineno = decorators
            .first()
            .map_or(location.lineno, |d| d.range.lineno);
        let mut flags = self.default_arguments(location, args)?;
        let is_generic = !type_params.is_empty();
        let mut passed = 0;
        if is_generic {
            // Defaults are evaluated outside and handed to the block of the type parameters.
            passed = (flags & make_function::DEFAULTS != 0) as i32
                + (flags & make_function::KWDEFAULTS != 0) as i32;
            if passed == 2 {
                self.add(location, SWAP, 2);
            }
            let counts = ArgCounts {
                args: passed as usize,
                ..ArgCounts::default()
            };
            let key = Key::type_params(type_params);
            self.enter_scope(
                generic_name(name),
                ScopeType::Annotations,
                key,
                firstlineno,
                None,
                counts,
            )?;
            self.type_params(type_params)?;
            for i in 0..passed {
                self.add(location, LOAD_FAST, i);
            }
        }
        flags |= self.function_annotations(location, args, returns)?;
        self.function_body(s, name, args, body, is_async, flags, firstlineno)?;
        if is_generic {
            self.add(location, SWAP, 2);
            self.add(
                location,
                CALL_INTRINSIC_2,
                intrinsic::SET_FUNCTION_TYPE_PARAMS,
            );
            let code = self.finish_scope(false)?;
            self.make_closure(location, code, 0)?;
            if passed > 0 {
                self.add(location, SWAP, passed + 1);
                self.add(location, CALL, passed - 1);
            } else {
                self.op(location, PUSH_NULL);
                self.add(location, CALL, 0);
            }
        }
        self.apply_decorators(decorators);
        self.store_name(location, name)
    }

    fn function_body(
        &mut self,
        s: &'a Stmt,
        name: &Name,
        args: &Arguments,
        body: &'a [Stmt],
        is_async: bool,
        flags: i32,
        firstlineno: i32,
    ) -> Done {
        let scope = if is_async {
            ScopeType::AsyncFunction
        } else {
            ScopeType::Function
        };
        self.enter_scope(
            name.clone(),
            scope,
            Key::stmt(s),
            firstlineno,
            None,
            counts(args),
        )?;
        let entry = self.entry();
        let generator = entry.coroutine || entry.generator;
        let mut rest = body;
        if entry.has_docstring
            && let Some(doc) = docstring(body)
        {
            rest = &body[1..];
            // The docstring is the first constant, loaded or not.
            self.unit()
                .meta
                .consts
                .intern(&Constant::text(clean_doc(doc)?));
        }
        let start = self.label();
        self.place(start);
        if generator {
            self.push_block(FrameBlockKind::StopIteration, Location::NONE, Some(start))?;
        }
        self.stmts(rest)?;
        if generator {
            self.wrap_in_stopiteration_handler();
            self.pop_block(FrameBlockKind::StopIteration);
        }
        let code = self.finish_scope(true)?;
        self.make_closure(s.range, code, flags)
    }

    pub(super) fn lambda(&mut self, e: &'a Expr, args: &'a Arguments, body: &'a Expr) -> Done {
        let location = e.range;
        let flags = self.default_arguments(location, args)?;
        let name = Name::from("<lambda>");
        self.enter_scope(
            name,
            ScopeType::Lambda,
            Key::expr(e),
            location.lineno,
            None,
            counts(args),
        )?;
        self.expr(body)?;
        let code = if self.entry().generator {
            self.finish_scope(false)?
        } else {
            self.op(body.range, RETURN_VALUE);
            self.finish_scope(true)?
        };
        self.make_closure(location, code, flags)
    }

    pub(super) fn class(
        &mut self,
        s: &'a Stmt,
        name: &'a Name,
        bases: &'a [Expr],
        keywords: &'a [Keyword],
        body: &'a [Stmt],
        decorators: &'a [Expr],
        type_params: &'a [TypeParam],
    ) -> Done {
        let location = s.range;
        self.exprs(decorators)?;
        let firstlineno = decorators
            .first()
            .map_or(location.lineno, |d| d.range.lineno);
        if type_params.is_empty() {
            self.class_body(s, name, body, false, firstlineno)?;
            self.call_arguments(location, 2, bases, None, keywords)?;
        } else {
            let key = Key::type_params(type_params);
            let counts = ArgCounts::default();
            self.enter_scope(
                generic_name(name),
                ScopeType::Annotations,
                key,
                firstlineno,
                Some(name),
                counts,
            )?;
            self.type_params(type_params)?;
            let (params, base) = (Name::from(".type_params"), Name::from(".generic_base"));
            self.store_name(location, &params)?;
            self.class_body(s, name, body, true, firstlineno)?;
            self.load_name(location, &params)?;
            self.add(location, CALL_INTRINSIC_1, intrinsic::SUBSCRIPT_GENERIC);
            self.store_name(location, &base)?;
            self.call_arguments(location, 2, bases, Some(&base), keywords)?;
            let code = self.finish_scope(false)?;
            self.make_closure(location, code, 0)?;
            self.op(location, PUSH_NULL);
            self.add(location, CALL, 0);
        }
        self.apply_decorators(decorators);
        self.store_name(location, name)
    }

    /// Compiles the body, and pushes what builds the class with the function of the body and the name.
    fn class_body(
        &mut self,
        s: &'a Stmt,
        name: &'a Name,
        body: &'a [Stmt],
        generic: bool,
        firstlineno: i32,
    ) -> Done {
        let counts = ArgCounts::default();
        self.enter_scope(
            name.clone(),
            ScopeType::Class,
            Key::stmt(s),
            firstlineno,
            Some(name),
            counts,
        )?;
        let at = Location::new(firstlineno, 0, firstlineno, 0);
        self.load_name(at, &Name::from("__name__"))?;
        self.store_str(at, "__module__")?;
        if let Some(qualname) = self.u().meta.qualname.clone() {
            let constant = match qualname == *name {
                true => Constant::identifier(&qualname),
                false => Constant::Str(Text::literal(&qualname)),
            };
            self.load_const(at, constant);
        }
        self.store_str(at, "__qualname__")?;
        self.load_const(at, Constant::int(firstlineno as i64));
        self.store_str(at, "__firstlineno__")?;
        if generic {
            self.load_name(at, &Name::from(".type_params"))?;
            self.store_str(at, "__type_params__")?;
        }
        let entry = self.entry();
        let (needs_classdict, conditional) =
            (entry.needs_classdict, entry.has_conditional_annotations);
        let needs_class = entry.needs_class_closure;
        if needs_classdict {
            self.op(at, LOAD_LOCALS);
            let cell = self.cell("__classdict__");
            self.add(at, STORE_DEREF, cell as i32);
        }
        if conditional {
            self.add(at, BUILD_SET, 0);
            let cell = self.cell("__conditional_annotations__");
            self.add(at, STORE_DEREF, cell as i32);
        }
        self.body(at, body)?;

        let attributes = std::mem::take(&mut self.unit().static_attributes);
        let attributes = attributes.iter().map(Constant::identifier).collect();
        self.load_const(Location::NONE, Constant::Tuple(attributes));
        self.store_str(Location::NONE, "__static_attributes__")?;
        if needs_classdict {
            let cell = self.cell("__classdict__");
            self.add(Location::NONE, LOAD_CLOSURE, cell as i32);
            self.store_str(Location::NONE, "__classdictcell__")?;
        }
        if needs_class {
            let cell = self.cell("__class__");
            self.add(Location::NONE, LOAD_CLOSURE, cell as i32);
            self.add(Location::NONE, COPY, 1);
            self.store_str(Location::NONE, "__classcell__")?;
        } else {
            self.load_none(Location::NONE);
        }
        self.op(Location::NONE, RETURN_VALUE);
        let code = self.finish_scope(true)?;

        self.op(s.range, LOAD_BUILD_CLASS);
        self.op(s.range, PUSH_NULL);
        self.make_closure(s.range, code, 0)?;
        self.load_str(s.range, name);
        Ok(())
    }

    pub(super) fn type_alias(
        &mut self,
        s: &'a Stmt,
        target: &'a Expr,
        type_params: &'a [TypeParam],
        value: &'a Expr,
    ) -> Done {
        let location = s.range;
        let ExprKind::Name { id: name, .. } = &target.kind else {
            return Err(CompileError::new(
                ErrorKind::TypeError,
                "TypeAlias with non-Name name",
            ));
        };
        let is_generic = !type_params.is_empty();
        if is_generic {
            let key = Key::type_params(type_params);
            let counts = ArgCounts::default();
            self.enter_scope(
                generic_name(name),
                ScopeType::Annotations,
                key,
                location.lineno,
                None,
                counts,
            )?;
            self.load_str(location, name);
            self.type_params(type_params)?;
        } else {
            self.load_str(location, name);
            self.load_none(location);
        }
        self.load_const(location, Constant::Tuple(vec![Constant::int(1)]));
        self.enter_annotations_scope(location, Key::stmt(s), name)?;
        self.expr(value)?;
        self.op(location, RETURN_VALUE);
        let code = self.finish_scope(false)?;
        self.make_closure(location, code, make_function::DEFAULTS)?;
        self.add(location, BUILD_TUPLE, 3);
        self.add(location, CALL_INTRINSIC_1, intrinsic::TYPEALIAS);
        if is_generic {
            let code = self.finish_scope(false)?;
            self.make_closure(location, code, 0)?;
            self.op(location, PUSH_NULL);
            self.add(location, CALL, 0);
        }
        self.store_name(location, name)
    }

    /// Pushes a tuple of the type parameters, each bound to its name on the way.
    fn type_params(&mut self, type_params: &'a [TypeParam]) -> Done {
        let mut seen_default = false;
        for t in type_params {
            let location = t.range;
            let (TypeParamKind::TypeVar {
                name,
                default_value,
                ..
            }
            | TypeParamKind::TypeVarTuple {
                name,
                default_value,
            }
            | TypeParamKind::ParamSpec {
                name,
                default_value,
            }) = &t.kind;
            self.load_str(location, name);
            let make = match &t.kind {
                TypeParamKind::TypeVar {
                    bound: Some(bound), ..
                } => {
                    self.bound_or_default(bound, name, Key::bound(t), false)?;
                    let with = match bound.kind {
                        ExprKind::Tuple { .. } => intrinsic::TYPEVAR_WITH_CONSTRAINTS,
                        _ => intrinsic::TYPEVAR_WITH_BOUND,
                    };
                    (CALL_INTRINSIC_2, with)
                }
                TypeParamKind::TypeVar { bound: None, .. } => {
                    (CALL_INTRINSIC_1, intrinsic::TYPEVAR)
                }
                TypeParamKind::TypeVarTuple { .. } => (CALL_INTRINSIC_1, intrinsic::TYPEVARTUPLE),
                TypeParamKind::ParamSpec { .. } => (CALL_INTRINSIC_1, intrinsic::PARAMSPEC),
            };
            self.add(location, make.0, make.1);
            if let Some(default) = default_value {
                seen_default = true;
                let starred = matches!(t.kind, TypeParamKind::TypeVarTuple { .. });
                self.bound_or_default(default, name, Key::default(t), starred)?;
                self.add(location, CALL_INTRINSIC_2, intrinsic::SET_TYPEPARAM_DEFAULT);
            } else if seen_default {
                let message =
                    format!("non-default type parameter '{name}' follows default type parameter");
                return self.error(location, message);
            }
            self.add(location, COPY, 1);
            self.store_name(location, name)?;
        }
        if let Some(first) = type_params.first() {
            self.add(first.range, BUILD_TUPLE, type_params.len() as i32);
        }
        Ok(())
    }

    /// Pushes a function that evaluates a bound, constraint or default.
    fn bound_or_default(
        &mut self,
        e: &'a Expr,
        name: &Name,
        key: Key,
        allow_starred: bool,
    ) -> Done {
        self.load_const(e.range, Constant::Tuple(vec![Constant::int(1)]));
        self.enter_annotations_scope(e.range, key, name)?;
        match &e.kind {
            ExprKind::Starred { value, .. } if allow_starred => {
                self.expr(value)?;
                self.add(e.range, UNPACK_SEQUENCE, 1);
            }
            _ => self.expr(e)?,
        }
        self.op(e.range, RETURN_VALUE);
        let code = self.finish_scope(true)?;
        self.make_closure(e.range, code, make_function::DEFAULTS)
    }
}
