//! Expressions and calls.

use super::call_parts;
use crate::ast::{BoolOp, ExprContext, Location, Operator, UnaryOp};
use crate::constant::Constant;
use crate::parser::nodes::*;
use crate::parser::state::*;

impl<'a> Parser<'a> {
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
