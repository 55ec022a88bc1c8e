//! Modules and statements.

use super::call_parts;
use crate::ast::Location;
use crate::parser::nodes::*;
use crate::parser::state::*;
use crate::text::Name;
use crate::tokenizer::kinds::*;

impl<'a> Parser<'a> {
    pub fn make_module(&self, body: Option<&'a [Stmt<'a>]>) -> Mod<'a> {
        Mod::Module(body.unwrap_or(&[]))
    }

    pub fn compound_statement(&mut self, a: Stmt<'a>) -> &'a [Stmt<'a>] {
        let place = a.place;
        let function = matches!(a.kind, S::FunctionDef { .. });
        if self.second_pass && !function && place.lineno >= self.last_statement.0 {
            self.last_statement = (place.lineno, place.col_offset);
        }
        self.one(a)
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
        let module = module.map(|m| self.dotted(m));
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

    pub fn alias(
        &mut self,
        name: Expr<'a>,
        asname: Option<Expr<'a>>,
        place: Location,
    ) -> Alias<'a> {
        let kind = AliasKind {
            name: self.dotted(name),
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

    /// `a.b` of an import. It stays in parts until it is whole: joined at every dot, a long one would take the square of its
    /// length.
    pub fn join_names(&self, a: Expr<'a>, b: Expr<'a>) -> Expr<'a> {
        let (value, attr) = (a, b.id());
        let kind = E::Attribute {
            value,
            attr,
            ctx: Load,
        };
        self.expr(kind, a.place.to(b.place))
    }

    /// The symbol of a name that may have dots.
    fn dotted(&mut self, mut name: Expr<'a>) -> Sym {
        let mut parts = Vec::new();
        while let E::Attribute { value, attr, .. } = name.kind {
            parts.push(attr);
            name = value;
        }
        if parts.is_empty() {
            return name.id();
        }
        let mut whole = self.name(name.id()).to_string();
        for part in parts.into_iter().rev() {
            whole.push('.');
            whole.push_str(&self.name(part).to_string());
        }
        self.symbol(Name::from(whole))
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
}
