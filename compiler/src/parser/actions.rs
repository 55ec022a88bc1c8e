//! What the rules of the grammar make of what they have matched.

pub use super::errors::{Targets, first, last, last_of_comprehension};
use super::nodes::*;
use super::state::*;
use crate::ast::{BoolOp, ExprContext, Location, Operator, UnaryOp};
use crate::constant::Constant;
use crate::text::Name;
use crate::tokenizer::kinds::*;

impl<'a> Parser<'a> {
    // ---- Nodes and sequences

    fn alloc<T: Copy>(&self, value: T) -> Option<&'a T> {
        let made = self.arena.try_alloc(value).ok().map(|v| &*v);
        if made.is_none() {
            self.out_of_memory.set(true);
        }
        made
    }

    pub fn expr(&self, kind: ExprKind<'a>, place: Location) -> Expr<'a> {
        self.alloc(Node { kind, place })
            .unwrap_or_else(Dummy::dummy)
    }

    pub fn stmt(&self, kind: StmtKind<'a>, place: Location) -> Stmt<'a> {
        self.alloc(Node { kind, place })
            .unwrap_or_else(Dummy::dummy)
    }

    pub fn pattern(&self, kind: PatternKind<'a>, place: Location) -> Pattern<'a> {
        self.alloc(Node { kind, place })
            .unwrap_or_else(Dummy::dummy)
    }

    pub fn type_param(&self, kind: TypeParamKind<'a>, place: Location) -> TypeParam<'a> {
        self.alloc(Node { kind, place })
            .unwrap_or_else(Dummy::dummy)
    }

    pub fn slice<T: Copy>(&self, items: &[T]) -> &'a [T] {
        self.arena
            .try_alloc_slice_copy(items)
            .map(|s| &*s)
            .unwrap_or_else(|_| {
                self.out_of_memory.set(true);
                &[]
            })
    }

    pub fn one<T: Copy>(&self, item: T) -> &'a [T] {
        self.slice(&[item])
    }

    pub fn prepend<T: Copy>(&self, item: T, rest: &[T]) -> &'a [T] {
        self.join(&[item], rest)
    }

    pub fn join<T: Copy>(&self, a: &[T], b: &[T]) -> &'a [T] {
        self.collect(a.len() + b.len(), a.iter().chain(b).copied())
    }

    fn collect<T: Copy>(&self, len: usize, items: impl Iterator<Item = T>) -> &'a [T] {
        let mut out = bumpalo::collections::Vec::new_in(self.arena);
        if out.try_reserve_exact(len).is_err() {
            self.out_of_memory.set(true);
            return &[];
        }
        out.extend(items);
        out.into_bump_slice()
    }

    pub fn flatten<T: Copy>(&self, groups: &[&'a [T]]) -> &'a [T] {
        if let [only] = groups {
            return only;
        }
        self.collect(
            groups.iter().map(|g| g.len()).sum(),
            groups.iter().flat_map(|g| g.iter().copied()),
        )
    }

    /// Fails where the feature is newer than the version asked for.
    pub fn check_version<T>(&mut self, minor: i32, what: &str, value: T) -> Option<T> {
        if self.options.feature_version >= minor {
            return Some(value);
        }
        self.raise(format!(
            "{what} only supported in Python 3.{minor} and greater"
        ))
    }

    pub fn check_stmt(
        &mut self,
        minor: i32,
        what: &str,
        kind: StmtKind<'a>,
        place: Location,
    ) -> Option<Stmt<'a>> {
        let stmt = self.stmt(kind, place);
        self.check_version(minor, what, stmt)
    }

    // ---- Modules and statements

    pub fn make_module(&self, body: Option<&'a [Stmt<'a>]>) -> Mod<'a> {
        Mod::Module(body.unwrap_or(&[]))
    }

    pub fn pass_alone(&self, place: Location) -> &'a [Stmt<'a>] {
        self.one(self.stmt(S::Pass, place))
    }

    /// The end of input where a statement could begin.
    pub fn interactive_exit<T>(&mut self) -> Option<T> {
        self.interactive_eof = true;
        None
    }

    pub fn ann_assign(
        &mut self,
        target: Expr<'a>,
        annotation: Expr<'a>,
        value: Option<Expr<'a>>,
        simple: bool,
        what: &str,
        place: Location,
    ) -> Option<Stmt<'a>> {
        let target = if simple {
            self.set_context(target, Store)
        } else {
            target
        };
        self.check_stmt(
            6,
            what,
            S::AnnAssign {
                target,
                annotation,
                value,
                simple,
            },
            place,
        )
    }

    pub fn ids(&self, names: &[Expr<'a>]) -> &'a [Sym] {
        self.collect(names.len(), names.iter().map(|n| n.id()))
    }

    pub fn import_from(
        &mut self,
        dots: &[Tok],
        module: Option<Expr<'a>>,
        names: &'a [Alias<'a>],
        place: Location,
    ) -> Stmt<'a> {
        let level = dots
            .iter()
            .map(|d| {
                if self.token(*d).class == ELLIPSIS {
                    3
                } else {
                    1
                }
            })
            .sum();
        let module = module.map(|m| m.id());
        if level == 0
            && module.is_some_and(|m| *self.name(m) == "__future__")
            && names
                .iter()
                .any(|alias| *self.name(alias.kind.name) == "barry_as_FLUFL")
        {
            self.tok.barry = true;
        }
        self.stmt(
            S::ImportFrom {
                module,
                names,
                level,
            },
            place,
        )
    }

    pub fn alias(&self, name: Expr<'a>, asname: Option<Expr<'a>>, place: Location) -> Alias<'a> {
        let kind = AliasKind {
            name: name.id(),
            asname: asname.map(|n| n.id()),
        };
        self.alloc(Node { kind, place })
            .unwrap_or_else(Dummy::dummy)
    }

    pub fn alias_star(&mut self, place: Location) -> &'a [Alias<'a>] {
        let name = self.symbol(Name::from("*"));
        let alias = self.alloc(Node {
            kind: AliasKind { name, asname: None },
            place,
        });
        self.one(alias.unwrap_or_else(Dummy::dummy))
    }

    pub fn join_names(&mut self, a: Expr<'a>, b: Expr<'a>) -> Expr<'a> {
        let id = self.symbol(Name::from(format!(
            "{}.{}",
            self.name(a.id()),
            self.name(b.id())
        )));
        self.expr(E::Name { id, ctx: Load }, a.place.to(b.place))
    }

    pub fn decorate(&self, decorators: &'a [Expr<'a>], def: Stmt<'a>) -> Stmt<'a> {
        let kind = match def.kind {
            S::FunctionDef(f) => match self.alloc(FunctionDef { decorators, ..*f }) {
                Some(f) => S::FunctionDef(f),
                None => return def,
            },
            S::ClassDef(c) => match self.alloc(ClassDef { decorators, ..*c }) {
                Some(c) => S::ClassDef(c),
                None => return def,
            },
            _ => return def,
        };
        self.stmt(kind, def.place)
    }

    pub fn class_def(
        &self,
        name: Expr<'a>,
        type_params: Option<&'a [TypeParam<'a>]>,
        call: Option<Expr<'a>>,
        body: &'a [Stmt<'a>],
        place: Location,
    ) -> Stmt<'a> {
        let (bases, keywords) = call_parts(call);
        let class = ClassDef {
            name: name.id(),
            bases,
            keywords,
            body,
            decorators: &[],
            type_params: type_params.unwrap_or(&[]),
        };
        self.alloc(class)
            .map_or_else(Dummy::dummy, |class| self.stmt(S::ClassDef(class), place))
    }

    pub fn function_def(
        &mut self,
        is_async: bool,
        name: Expr<'a>,
        type_params: Option<&'a [TypeParam<'a>]>,
        args: Option<Arguments<'a>>,
        returns: Option<Expr<'a>>,
        type_comment: Option<Tok>,
        body: &'a [Stmt<'a>],
        place: Location,
    ) -> Option<Stmt<'a>> {
        let function = FunctionDef {
            is_async,
            name: name.id(),
            args: args.unwrap_or_else(Dummy::dummy),
            body,
            decorators: &[],
            returns,
            type_comment,
            type_params: type_params.unwrap_or(&[]),
        };
        let stmt = self.stmt(S::FunctionDef(self.alloc(function)?), place);
        if is_async {
            self.check_version(5, "Async functions are", stmt)
        } else {
            Some(stmt)
        }
    }

    pub fn for_stmt(
        &mut self,
        is_async: bool,
        target: Expr<'a>,
        iter: Expr<'a>,
        body: &'a [Stmt<'a>],
        orelse: Option<&'a [Stmt<'a>]>,
        type_comment: Option<Tok>,
        place: Location,
    ) -> Option<Stmt<'a>> {
        let kind = ForStmt {
            is_async,
            target,
            iter,
            body,
            orelse: orelse.unwrap_or(&[]),
            type_comment,
        };
        let stmt = self.stmt(S::For(self.alloc(kind)?), place);
        if is_async {
            self.check_version(5, "Async for loops are", stmt)
        } else {
            Some(stmt)
        }
    }

    pub fn with_stmt(
        &mut self,
        is_async: bool,
        items: &'a [WithItem<'a>],
        body: &'a [Stmt<'a>],
        type_comment: Option<Tok>,
        place: Location,
    ) -> Option<Stmt<'a>> {
        let stmt = self.stmt(
            S::With {
                is_async,
                items,
                body,
                type_comment,
            },
            place,
        );
        if is_async {
            self.check_version(5, "Async with statements are", stmt)
        } else {
            Some(stmt)
        }
    }

    pub fn try_star(
        &mut self,
        body: &'a [Stmt<'a>],
        handlers: &'a [ExceptHandler<'a>],
        orelse: Option<&'a [Stmt<'a>]>,
        finalbody: Option<&'a [Stmt<'a>]>,
        place: Location,
    ) -> Option<Stmt<'a>> {
        let (orelse, finalbody) = (orelse.unwrap_or(&[]), finalbody.unwrap_or(&[]));
        self.check_stmt(
            11,
            "Exception groups are",
            S::TryStar {
                body,
                handlers,
                orelse,
                finalbody,
            },
            place,
        )
    }

    pub fn handler(
        &self,
        type_: Option<Expr<'a>>,
        name: Option<Expr<'a>>,
        body: &'a [Stmt<'a>],
        place: Location,
    ) -> ExceptHandler<'a> {
        let kind = HandlerKind {
            type_,
            name: name.map(|n| n.id()),
            body,
        };
        self.alloc(Node { kind, place })
            .unwrap_or_else(Dummy::dummy)
    }

    pub fn bare_tuple_handler(
        &mut self,
        types: Expr<'a>,
        body: &'a [Stmt<'a>],
        place: Location,
    ) -> Option<ExceptHandler<'a>> {
        let handler = self.handler(Some(types), None, body, place);
        self.check_version(14, "except expressions without parentheses are", handler)
    }

    pub fn type_alias(
        &mut self,
        name: Expr<'a>,
        type_params: Option<&'a [TypeParam<'a>]>,
        value: Expr<'a>,
        place: Location,
    ) -> Option<Stmt<'a>> {
        let name = self.set_context(name, Store);
        let kind = S::TypeAlias {
            name,
            type_params: type_params.unwrap_or(&[]),
            value,
        };
        self.check_stmt(12, "Type statement is", kind, place)
    }

    // ---- Parameters

    pub fn arg(&self, name: Expr<'a>, annotation: Option<Expr<'a>>, place: Location) -> Arg<'a> {
        let kind = ArgKind {
            arg: name.id(),
            annotation,
            type_comment: None,
        };
        self.alloc(Node { kind, place })
            .unwrap_or_else(Dummy::dummy)
    }

    pub fn comment_arg(&self, arg: Arg<'a>, type_comment: Option<Tok>) -> Arg<'a> {
        if type_comment.is_none() {
            return arg;
        }
        let kind = ArgKind {
            type_comment,
            ..arg.kind
        };
        self.alloc(Node {
            kind,
            place: arg.place,
        })
        .unwrap_or_else(Dummy::dummy)
    }

    pub fn positional_only(
        &mut self,
        plain: Option<&'a [Arg<'a>]>,
        with_default: Option<SlashWithDefault<'a>>,
        args: &'a [Arg<'a>],
        defaults: &'a [NameDefault<'a>],
        star: Option<StarEtc<'a>>,
    ) -> Option<Arguments<'a>> {
        let arguments = self.make_arguments(plain, with_default, args, defaults, star);
        self.check_version(8, "Positional-only parameters are", arguments)
    }

    pub fn make_arguments(
        &self,
        slash_plain: Option<&'a [Arg<'a>]>,
        slash_with_default: Option<SlashWithDefault<'a>>,
        plain: &'a [Arg<'a>],
        with_default: &'a [NameDefault<'a>],
        star: Option<StarEtc<'a>>,
    ) -> Arguments<'a> {
        let names = |pairs: &'a [NameDefault<'a>]| pairs.iter().map(|pair| pair.arg);
        let posonlyargs = match (slash_plain, slash_with_default) {
            (Some(plain), _) => plain,
            (None, Some(slash)) => self.collect(
                slash.plain.len() + slash.with_default.len(),
                slash.plain.iter().copied().chain(names(slash.with_default)),
            ),
            (None, None) => &[],
        };
        let args = if with_default.is_empty() {
            plain
        } else {
            self.collect(
                plain.len() + with_default.len(),
                plain.iter().copied().chain(names(with_default)),
            )
        };
        let early = slash_with_default.map_or(&[][..], |slash| slash.with_default);
        let defaults = self.collect(
            early.len() + with_default.len(),
            early
                .iter()
                .chain(with_default)
                .filter_map(|pair| pair.value),
        );
        let star = star.unwrap_or_else(Dummy::dummy);
        let kind = ArgumentsKind {
            posonlyargs,
            args,
            vararg: star.vararg,
            kwonlyargs: star.kwonly,
            kwarg: star.kwarg,
            defaults,
        };
        self.alloc(kind).unwrap_or_else(Dummy::dummy)
    }

    pub fn lambda(&self, args: Option<Arguments<'a>>, body: Expr<'a>, place: Location) -> Expr<'a> {
        self.expr(
            E::Lambda {
                args: args.unwrap_or_else(Dummy::dummy),
                body,
            },
            place,
        )
    }

    // ---- Patterns

    pub fn mapping(
        &self,
        items: &'a [KeyPattern<'a>],
        rest: Option<Expr<'a>>,
        place: Location,
    ) -> Pattern<'a> {
        self.pattern(
            K::MatchMapping {
                items,
                rest: rest.map(|r| r.id()),
            },
            place,
        )
    }

    pub fn class_pattern(
        &self,
        cls: Expr<'a>,
        patterns: &'a [Pattern<'a>],
        keywords: &'a [KeyPattern<'a>],
        place: Location,
    ) -> Pattern<'a> {
        self.pattern(
            K::MatchClass {
                cls,
                patterns,
                keywords,
            },
            place,
        )
    }

    pub fn ensure_real(&mut self, number: Expr<'a>) -> Option<Expr<'a>> {
        if self.is_complex(number) {
            return self.raise_at(number, "real number required in complex literal");
        }
        Some(number)
    }

    pub fn ensure_imaginary(&mut self, number: Expr<'a>) -> Option<Expr<'a>> {
        if !self.is_complex(number) {
            return self.raise_at(number, "imaginary number required in complex literal");
        }
        Some(number)
    }

    fn is_complex(&self, e: Expr<'a>) -> bool {
        matches!(e.kind, E::Constant { value, .. }
            if matches!(self.constants[value.0 as usize], Constant::Complex(..)))
    }

    // ---- Expressions

    pub fn constant(&self, value: Const, place: Location) -> Expr<'a> {
        self.expr(
            E::Constant {
                value,
                unicode: false,
            },
            place,
        )
    }

    pub fn add_constant(&mut self, value: Constant) -> Const {
        self.constants.push(value);
        Const(self.constants.len() as u32 - 1)
    }

    pub fn constant_value(&mut self, value: Constant, unicode: bool, place: Location) -> Expr<'a> {
        let value = self.add_constant(value);
        self.expr(E::Constant { value, unicode }, place)
    }

    pub fn binop(
        &self,
        left: Expr<'a>,
        op: Operator,
        right: Expr<'a>,
        place: Location,
    ) -> Expr<'a> {
        self.expr(E::BinOp { left, op, right }, place)
    }

    pub fn matmult(
        &mut self,
        left: Expr<'a>,
        right: Expr<'a>,
        place: Location,
    ) -> Option<Expr<'a>> {
        let e = self.binop(left, Operator::MatMult, right, place);
        self.check_version(5, "The '@' operator is", e)
    }

    pub fn unary(&self, op: UnaryOp, operand: Expr<'a>, place: Location) -> Expr<'a> {
        self.expr(E::UnaryOp { op, operand }, place)
    }

    pub fn boolop(
        &self,
        op: BoolOp,
        first: Expr<'a>,
        rest: &[Expr<'a>],
        place: Location,
    ) -> Expr<'a> {
        self.expr(
            E::BoolOp {
                op,
                values: self.prepend(first, rest),
            },
            place,
        )
    }

    pub fn compare(&self, left: Expr<'a>, rest: &'a [CmpPair<'a>], place: Location) -> Expr<'a> {
        self.expr(E::Compare { left, rest }, place)
    }

    /// `!=` or, under barry_as_FLUFL, `<>`, which otherwise is no token.
    pub fn check_not_equal(&mut self, tok: Tok) -> Option<()> {
        if self.tok.barry && self.bytes(tok) != b"<>" {
            return self.raise("with Barry as BDFL, use '<>' instead of '!='");
        }
        Some(())
    }

    pub fn await_expr(&mut self, value: Expr<'a>, place: Location) -> Option<Expr<'a>> {
        let e = self.expr(E::Await { value }, place);
        self.check_version(5, "Await expressions are", e)
    }

    pub fn named_expr(
        &mut self,
        target: Expr<'a>,
        value: Expr<'a>,
        place: Location,
    ) -> Option<Expr<'a>> {
        let e = self.expr(
            E::NamedExpr {
                target: self.set_context(target, Store),
                value,
            },
            place,
        );
        self.check_version(8, "Assignment expressions are", e)
    }

    pub fn tuple_from(
        &self,
        first: Expr<'a>,
        rest: &[Expr<'a>],
        ctx: ExprContext,
        place: Location,
    ) -> Expr<'a> {
        self.expr(
            E::Tuple {
                elts: self.prepend(first, rest),
                ctx,
            },
            place,
        )
    }

    pub fn starred(&self, value: Expr<'a>, ctx: ExprContext, place: Location) -> Expr<'a> {
        self.expr(E::Starred { value, ctx }, place)
    }

    pub fn attribute(
        &self,
        value: Expr<'a>,
        attr: Expr<'a>,
        ctx: ExprContext,
        place: Location,
    ) -> Expr<'a> {
        self.expr(
            E::Attribute {
                value,
                attr: attr.id(),
                ctx,
            },
            place,
        )
    }

    pub fn subscript(
        &self,
        value: Expr<'a>,
        slice: Expr<'a>,
        ctx: ExprContext,
        place: Location,
    ) -> Expr<'a> {
        self.expr(E::Subscript { value, slice, ctx }, place)
    }

    pub fn dict(&self, items: &'a [KeyValue<'a>], place: Location) -> Expr<'a> {
        self.expr(E::Dict { items }, place)
    }

    pub fn dict_comp(
        &self,
        pair: KeyValue<'a>,
        generators: &'a [Comprehension<'a>],
        place: Location,
    ) -> Expr<'a> {
        let key = pair.key.unwrap_or_else(Dummy::dummy);
        self.expr(
            E::DictComp {
                key,
                value: pair.value,
                generators,
            },
            place,
        )
    }

    /// The same target in another context.
    pub fn set_context(&self, e: Expr<'a>, ctx: ExprContext) -> Expr<'a> {
        let each = |elts: &[Expr<'a>]| {
            self.collect(elts.len(), elts.iter().map(|e| self.set_context(e, ctx)))
        };
        let kind = match e.kind {
            E::Name { id, .. } => E::Name { id, ctx },
            E::Tuple { elts, .. } => E::Tuple {
                elts: each(elts),
                ctx,
            },
            E::List { elts, .. } => E::List {
                elts: each(elts),
                ctx,
            },
            E::Subscript { value, slice, .. } => E::Subscript { value, slice, ctx },
            E::Attribute { value, attr, .. } => E::Attribute { value, attr, ctx },
            E::Starred { value, .. } => E::Starred {
                value: self.set_context(value, ctx),
                ctx,
            },
            _ => return e,
        };
        self.expr(kind, e.place)
    }

    // ---- Calls

    pub fn keyword(
        &self,
        name: Option<Expr<'a>>,
        value: Expr<'a>,
        place: Location,
    ) -> KeywordOrStarred<'a> {
        let kind = KeywordKind {
            arg: name.map(|n| n.id()),
            value,
        };
        match self.alloc(Node { kind, place }) {
            Some(keyword) => KeywordOrStarred::Keyword(keyword),
            None => Dummy::dummy(),
        }
    }

    /// Arguments as a call of nothing in particular.
    pub fn collect_call(
        &self,
        args: &'a [Expr<'a>],
        more: &'a [KeywordOrStarred<'a>],
        place: Location,
    ) -> Expr<'a> {
        let starred = |k: &KeywordOrStarred<'a>| match k {
            KeywordOrStarred::Starred(e) => Some(*e),
            KeywordOrStarred::Keyword(_) => None,
        };
        let keyword = |k: &KeywordOrStarred<'a>| match k {
            KeywordOrStarred::Keyword(keyword) => Some(*keyword),
            KeywordOrStarred::Starred(_) => None,
        };
        let n_starred = more.iter().filter_map(starred).count();
        let args = if n_starred == 0 {
            args
        } else {
            self.collect(
                args.len() + n_starred,
                args.iter().copied().chain(more.iter().filter_map(starred)),
            )
        };
        let keywords = self.collect(more.len() - n_starred, more.iter().filter_map(keyword));
        self.expr(
            E::Call {
                func: Dummy::dummy(),
                args,
                keywords,
            },
            place,
        )
    }

    pub fn call(&self, func: Expr<'a>, call: Option<Expr<'a>>, place: Location) -> Expr<'a> {
        let (args, keywords) = call_parts(call);
        self.expr(
            E::Call {
                func,
                args,
                keywords,
            },
            place,
        )
    }

    pub fn call_genexp(&self, func: Expr<'a>, genexp: Expr<'a>, place: Location) -> Expr<'a> {
        self.expr(
            E::Call {
                func,
                args: self.one(genexp),
                keywords: &[],
            },
            place,
        )
    }
}

/// The arguments of what `collect_call` made.
fn call_parts<'a>(call: Option<Expr<'a>>) -> (&'a [Expr<'a>], &'a [Keyword<'a>]) {
    match call.map(|c| c.kind) {
        Some(E::Call { args, keywords, .. }) => (args, keywords),
        _ => (&[], &[]),
    }
}
