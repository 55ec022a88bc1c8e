//! From the arena's tree to the owned one.

use super::nodes::*;
use super::state::{Parser, Tok};
use crate::ast;
use crate::constant::Constant;
use crate::error::CompileError;
use crate::recursion::StackGuard;
use crate::text::{Name, Wtf8String};

type Result<T> = std::result::Result<T, CompileError>;

pub(super) fn lower<'a>(p: &mut Parser<'a>, tree: Mod<'a>) -> Result<ast::Mod> {
    ast::drop::made_here();
    let guard = StackGuard::new(&*p.tok.host);
    let mut lower = Lower { p, guard };
    Ok(match tree {
        Mod::Module(body) => {
            let ignores = std::mem::take(&mut lower.p.type_ignores);
            let type_ignores = ignores
                .into_iter()
                .map(|(lineno, tag)| ast::TypeIgnore::TypeIgnore {
                    lineno,
                    tag: Wtf8String::from(tag),
                })
                .collect();
            ast::Mod::Module {
                body: lower.stmts(body)?,
                type_ignores,
            }
        }
        Mod::Interactive(body) => ast::Mod::Interactive {
            body: lower.stmts(body)?,
        },
        Mod::Expression(body) => ast::Mod::Expression {
            body: lower.boxed(body)?,
        },
        Mod::FunctionType(argtypes, returns) => ast::Mod::FunctionType {
            argtypes: lower.exprs(argtypes)?,
            returns: lower.boxed(returns)?,
        },
    })
}

struct Lower<'p, 'a> {
    p: &'p mut Parser<'a>,
    guard: StackGuard,
}

/// What an expression that leans to the left begins with.
fn first_part<'a>(e: Expr<'a>) -> Option<Expr<'a>> {
    match e.kind {
        E::BinOp { left, .. } => Some(left),
        E::Attribute { value, .. } | E::Subscript { value, .. } => Some(value),
        E::Call { func, .. } => Some(func),
        _ => None,
    }
}

/// Whether it is worth a list of its own.
fn is_long_chain<'a>(e: Expr<'a>) -> bool {
    const LONG: usize = 6;
    std::iter::successors(Some(e), |e| first_part(e))
        .nth(LONG)
        .is_some()
}

impl<'a> Lower<'_, 'a> {
    fn name(&self, sym: Sym) -> Name {
        self.p.name(sym).clone()
    }

    fn names(&self, syms: &[Sym]) -> Vec<Name> {
        syms.iter().map(|sym| self.name(*sym)).collect()
    }

    /// Every constant but the singletons stands once in the tree, and is moved out.
    fn constant(&mut self, value: Const) -> Constant {
        if value.0 <= Const::ELLIPSIS.0 {
            return self.p.constants[value.0 as usize].clone();
        }
        std::mem::replace(&mut self.p.constants[value.0 as usize], Constant::None)
    }

    fn comment(&self, tok: Option<Tok>) -> Option<Wtf8String> {
        tok.map(|tok| Wtf8String::from(self.p.text(tok)))
    }

    fn map<T: Copy, U>(
        &mut self,
        items: &[T],
        f: impl Fn(&mut Self, T) -> Result<U>,
    ) -> Result<Vec<U>> {
        let mut out = Vec::new();
        out.try_reserve_exact(items.len())
            .map_err(|_| CompileError::new(crate::error::ErrorKind::MemoryError, ""))?;
        for item in items {
            out.push(f(self, *item)?);
        }
        Ok(out)
    }

    fn exprs(&mut self, items: &[Expr<'a>]) -> Result<Vec<ast::Expr>> {
        self.map(items, Self::expr)
    }

    fn stmts(&mut self, items: &[Stmt<'a>]) -> Result<Vec<ast::Stmt>> {
        self.map(items, Self::stmt)
    }

    fn patterns(&mut self, items: &[Pattern<'a>]) -> Result<Vec<ast::Pattern>> {
        self.map(items, Self::pattern)
    }

    fn boxed(&mut self, e: Expr<'a>) -> Result<Box<ast::Expr>> {
        Ok(Box::new(self.expr(e)?))
    }

    fn opt(&mut self, e: Option<Expr<'a>>) -> Result<Option<Box<ast::Expr>>> {
        e.map(|e| self.boxed(e)).transpose()
    }

    fn stmt(&mut self, s: Stmt<'a>) -> Result<ast::Stmt> {
        use ast::StmtKind as A;
        self.guard.check()?;
        let kind = match s.kind {
            S::FunctionDef(f) => self.function(f)?,
            S::ClassDef(c) => A::ClassDef {
                name: self.name(c.name),
                bases: self.exprs(c.bases)?,
                keywords: self.map(c.keywords, Self::keyword)?,
                body: self.stmts(c.body)?,
                decorator_list: self.exprs(c.decorators)?,
                type_params: self.map(c.type_params, Self::type_param)?,
            },
            S::Return { value } => A::Return {
                value: self.opt(value)?,
            },
            S::Delete { targets } => A::Delete {
                targets: self.exprs(targets)?,
            },
            S::Assign {
                targets,
                value,
                type_comment,
            } => A::Assign {
                targets: self.exprs(targets)?,
                value: self.boxed(value)?,
                type_comment: self.comment(type_comment),
            },
            S::TypeAlias {
                name,
                type_params,
                value,
            } => A::TypeAlias {
                name: self.boxed(name)?,
                type_params: self.map(type_params, Self::type_param)?,
                value: self.boxed(value)?,
            },
            S::AugAssign { target, op, value } => A::AugAssign {
                target: self.boxed(target)?,
                op,
                value: self.boxed(value)?,
            },
            S::AnnAssign {
                target,
                annotation,
                value,
                simple,
            } => A::AnnAssign {
                target: self.boxed(target)?,
                annotation: self.boxed(annotation)?,
                value: self.opt(value)?,
                simple: simple as i32,
            },
            S::For(f) => self.for_stmt(f)?,
            S::While { test, body, orelse } => A::While {
                test: self.boxed(test)?,
                body: self.stmts(body)?,
                orelse: self.stmts(orelse)?,
            },
            S::If { test, body, orelse } => A::If {
                test: self.boxed(test)?,
                body: self.stmts(body)?,
                orelse: self.stmts(orelse)?,
            },
            S::With {
                is_async,
                items,
                body,
                type_comment,
            } => {
                let items = self.map(items, Self::with_item)?;
                let (body, type_comment) = (self.stmts(body)?, self.comment(type_comment));
                if is_async {
                    A::AsyncWith {
                        items,
                        body,
                        type_comment,
                    }
                } else {
                    A::With {
                        items,
                        body,
                        type_comment,
                    }
                }
            }
            S::Match { subject, cases } => A::Match {
                subject: self.boxed(subject)?,
                cases: self.map(cases, Self::match_case)?,
            },
            S::Raise { exc, cause } => A::Raise {
                exc: self.opt(exc)?,
                cause: self.opt(cause)?,
            },
            S::Try {
                body,
                handlers,
                orelse,
                finalbody,
            } => A::Try {
                body: self.stmts(body)?,
                handlers: self.map(handlers, Self::handler)?,
                orelse: self.stmts(orelse)?,
                finalbody: self.stmts(finalbody)?,
            },
            S::TryStar {
                body,
                handlers,
                orelse,
                finalbody,
            } => A::TryStar {
                body: self.stmts(body)?,
                handlers: self.map(handlers, Self::handler)?,
                orelse: self.stmts(orelse)?,
                finalbody: self.stmts(finalbody)?,
            },
            S::Assert { test, msg } => A::Assert {
                test: self.boxed(test)?,
                msg: self.opt(msg)?,
            },
            S::Import { names } => A::Import {
                names: self.map(names, Self::alias)?,
            },
            S::ImportFrom {
                module,
                names,
                level,
            } => A::ImportFrom {
                module: module.map(|m| self.name(m)),
                names: self.map(names, Self::alias)?,
                level: Some(i32::try_from(level).unwrap_or(i32::MAX)),
            },
            S::Global { names } => A::Global {
                names: self.names(names),
            },
            S::Nonlocal { names } => A::Nonlocal {
                names: self.names(names),
            },
            S::Expr { value } => A::Expr {
                value: self.boxed(value)?,
            },
            S::Pass => A::Pass,
            S::Break => A::Break,
            S::Continue => A::Continue,
        };
        Ok(ast::Stmt {
            kind,
            range: s.place,
        })
    }

    fn function(&mut self, f: &FunctionDef<'a>) -> Result<ast::StmtKind> {
        let name = self.name(f.name);
        let args = Box::new(self.arguments(f.args)?);
        let body = self.stmts(f.body)?;
        let decorator_list = self.exprs(f.decorators)?;
        let returns = self.opt(f.returns)?;
        let type_comment = self.comment(f.type_comment);
        let type_params = self.map(f.type_params, Self::type_param)?;
        Ok(if f.is_async {
            ast::StmtKind::AsyncFunctionDef {
                name,
                args,
                body,
                decorator_list,
                returns,
                type_comment,
                type_params,
            }
        } else {
            ast::StmtKind::FunctionDef {
                name,
                args,
                body,
                decorator_list,
                returns,
                type_comment,
                type_params,
            }
        })
    }

    fn for_stmt(&mut self, f: &ForStmt<'a>) -> Result<ast::StmtKind> {
        let (target, iter) = (self.boxed(f.target)?, self.boxed(f.iter)?);
        let (body, orelse) = (self.stmts(f.body)?, self.stmts(f.orelse)?);
        let type_comment = self.comment(f.type_comment);
        Ok(if f.is_async {
            ast::StmtKind::AsyncFor {
                target,
                iter,
                body,
                orelse,
                type_comment,
            }
        } else {
            ast::StmtKind::For {
                target,
                iter,
                body,
                orelse,
                type_comment,
            }
        })
    }

    fn expr(&mut self, e: Expr<'a>) -> Result<ast::Expr> {
        use ast::ExprKind as A;
        self.guard.check()?;
        let kind = match e.kind {
            _ if is_long_chain(e) => return self.left_chain(e),
            E::BoolOp { op, values } => A::BoolOp {
                op,
                values: self.exprs(values)?,
            },
            E::NamedExpr { target, value } => A::NamedExpr {
                target: self.boxed(target)?,
                value: self.boxed(value)?,
            },
            E::UnaryOp { op, operand } => A::UnaryOp {
                op,
                operand: self.boxed(operand)?,
            },
            E::Lambda { args, body } => A::Lambda {
                args: Box::new(self.arguments(args)?),
                body: self.boxed(body)?,
            },
            E::IfExp { test, body, orelse } => A::IfExp {
                test: self.boxed(test)?,
                body: self.boxed(body)?,
                orelse: self.boxed(orelse)?,
            },
            E::Dict { items } => A::Dict {
                keys: self.map(items, |l, item| item.key.map(|key| l.expr(key)).transpose())?,
                values: self.map(items, |l, item| l.expr(item.value))?,
            },
            E::Set { elts } => A::Set {
                elts: self.exprs(elts)?,
            },
            E::ListComp { elt, generators } => A::ListComp {
                elt: self.boxed(elt)?,
                generators: self.map(generators, Self::comprehension)?,
            },
            E::SetComp { elt, generators } => A::SetComp {
                elt: self.boxed(elt)?,
                generators: self.map(generators, Self::comprehension)?,
            },
            E::DictComp {
                key,
                value,
                generators,
            } => A::DictComp {
                key: self.boxed(key)?,
                value: self.boxed(value)?,
                generators: self.map(generators, Self::comprehension)?,
            },
            E::GeneratorExp { elt, generators } => A::GeneratorExp {
                elt: self.boxed(elt)?,
                generators: self.map(generators, Self::comprehension)?,
            },
            E::Await { value } => A::Await {
                value: self.boxed(value)?,
            },
            E::Yield { value } => A::Yield {
                value: self.opt(value)?,
            },
            E::YieldFrom { value } => A::YieldFrom {
                value: self.boxed(value)?,
            },
            E::Compare { left, rest } => A::Compare {
                left: self.boxed(left)?,
                ops: rest.iter().map(|pair| pair.op).collect(),
                comparators: self.map(rest, |l, pair| l.expr(pair.right))?,
            },
            E::FormattedValue {
                value,
                conversion,
                format_spec,
            } => A::FormattedValue {
                value: self.boxed(value)?,
                conversion,
                format_spec: self.opt(format_spec)?,
            },
            E::Interpolation {
                value,
                text,
                conversion,
                format_spec,
            } => A::Interpolation {
                value: self.boxed(value)?,
                str: self.constant(text),
                conversion,
                format_spec: self.opt(format_spec)?,
            },
            E::JoinedStr { values } => A::JoinedStr {
                values: self.exprs(values)?,
            },
            E::TemplateStr { values } => A::TemplateStr {
                values: self.exprs(values)?,
            },
            E::Constant { value, unicode } => A::Constant {
                value: self.constant(value),
                kind: unicode.then(|| Wtf8String::from("u")),
            },
            E::Middle(tok) => A::Constant {
                value: Constant::text(Wtf8String::from(self.p.text(tok))),
                kind: None,
            },
            E::BinOp { left: first, .. }
            | E::Attribute { value: first, .. }
            | E::Subscript { value: first, .. }
            | E::Call { func: first, .. } => {
                let first = self.boxed(first)?;
                self.leaning(e, first)?
            }
            E::Starred { value, ctx } => A::Starred {
                value: self.boxed(value)?,
                ctx,
            },
            E::Name { id, ctx } => A::Name {
                id: self.name(id),
                ctx,
            },
            E::List { elts, ctx } => A::List {
                elts: self.exprs(elts)?,
                ctx,
            },
            E::Tuple { elts, ctx } => A::Tuple {
                elts: self.exprs(elts)?,
                ctx,
            },
            E::Slice { lower, upper, step } => A::Slice {
                lower: self.opt(lower)?,
                upper: self.opt(upper)?,
                step: self.opt(step)?,
            },
        };
        Ok(ast::Expr {
            kind,
            range: e.place,
        })
    }

    /// `a + b + c`, `a.b().c[d]` and so on without recursion: such chains get long.
    fn left_chain(&mut self, e: Expr<'a>) -> Result<ast::Expr> {
        let (mut chain, mut first) = (Vec::new(), e);
        while let Some(left) = first_part(first) {
            chain.push(first);
            first = left;
        }
        let mut whole = self.expr(first)?;
        for e in chain.into_iter().rev() {
            whole = ast::Expr {
                kind: self.leaning(e, Box::new(whole))?,
                range: e.place,
            };
        }
        Ok(whole)
    }

    /// An expression that has a first part, which is there already.
    fn leaning(&mut self, e: Expr<'a>, first: Box<ast::Expr>) -> Result<ast::ExprKind> {
        use ast::ExprKind as A;
        Ok(match e.kind {
            E::BinOp { op, right, .. } => A::BinOp {
                left: first,
                op,
                right: self.boxed(right)?,
            },
            E::Attribute { attr, ctx, .. } => A::Attribute {
                value: first,
                attr: self.name(attr),
                ctx,
            },
            E::Subscript { slice, ctx, .. } => A::Subscript {
                value: first,
                slice: self.boxed(slice)?,
                ctx,
            },
            E::Call { args, keywords, .. } => A::Call {
                func: first,
                args: self.exprs(args)?,
                keywords: self.map(keywords, Self::keyword)?,
            },
            _ => std::mem::take(&mut { *first }.kind),
        })
    }

    fn comprehension(&mut self, c: Comprehension<'a>) -> Result<ast::Comprehension> {
        Ok(ast::Comprehension {
            target: self.boxed(c.target)?,
            iter: self.boxed(c.iter)?,
            ifs: self.exprs(c.ifs)?,
            is_async: c.is_async as i32,
        })
    }

    fn arguments(&mut self, a: Arguments<'a>) -> Result<ast::Arguments> {
        let boxed = |l: &mut Self, arg: Option<Arg<'a>>| {
            arg.map(|arg| l.arg(arg).map(Box::new)).transpose()
        };
        Ok(ast::Arguments {
            posonlyargs: self.map(a.posonlyargs, Self::arg)?,
            args: self.map(a.args, Self::arg)?,
            vararg: boxed(self, a.vararg)?,
            kwonlyargs: self.map(a.kwonlyargs, |l, pair| l.arg(pair.arg))?,
            kw_defaults: self.map(a.kwonlyargs, |l, pair| {
                pair.value.map(|v| l.expr(v)).transpose()
            })?,
            kwarg: boxed(self, a.kwarg)?,
            defaults: self.exprs(a.defaults)?,
        })
    }

    fn arg(&mut self, a: Arg<'a>) -> Result<ast::Arg> {
        Ok(ast::Arg {
            arg: self.name(a.kind.arg),
            annotation: self.opt(a.kind.annotation)?,
            type_comment: self.comment(a.kind.type_comment),
            range: a.place,
        })
    }

    fn keyword(&mut self, k: Keyword<'a>) -> Result<ast::Keyword> {
        Ok(ast::Keyword {
            arg: k.kind.arg.map(|arg| self.name(arg)),
            value: self.boxed(k.kind.value)?,
            range: k.place,
        })
    }

    fn alias(&mut self, a: Alias<'a>) -> Result<ast::Alias> {
        Ok(ast::Alias {
            name: self.name(a.kind.name),
            asname: a.kind.asname.map(|n| self.name(n)),
            range: a.place,
        })
    }

    fn with_item(&mut self, w: WithItem<'a>) -> Result<ast::WithItem> {
        Ok(ast::WithItem {
            context_expr: self.boxed(w.context_expr)?,
            optional_vars: self.opt(w.optional_vars)?,
        })
    }

    fn handler(&mut self, h: ExceptHandler<'a>) -> Result<ast::ExceptHandler> {
        let kind = ast::ExceptHandlerKind::ExceptHandler {
            type_: self.opt(h.kind.type_)?,
            name: h.kind.name.map(|n| self.name(n)),
            body: self.stmts(h.kind.body)?,
        };
        Ok(ast::ExceptHandler {
            kind,
            range: h.place,
        })
    }

    fn match_case(&mut self, c: MatchCase<'a>) -> Result<ast::MatchCase> {
        Ok(ast::MatchCase {
            pattern: Box::new(self.pattern(c.pattern)?),
            guard: self.opt(c.guard)?,
            body: self.stmts(c.body)?,
        })
    }

    fn pattern(&mut self, p: Pattern<'a>) -> Result<ast::Pattern> {
        use ast::PatternKind as A;
        self.guard.check()?;
        let kind = match p.kind {
            K::MatchValue { value } => A::MatchValue {
                value: self.boxed(value)?,
            },
            K::MatchSingleton { value } => A::MatchSingleton {
                value: self.constant(value),
            },
            K::MatchSequence { patterns } => A::MatchSequence {
                patterns: self.patterns(patterns)?,
            },
            K::MatchMapping { items, rest } => A::MatchMapping {
                keys: self.map(items, |l, item| l.expr(item.key))?,
                patterns: self.map(items, |l, item| l.pattern(item.pattern))?,
                rest: rest.map(|r| self.name(r)),
            },
            K::MatchClass {
                cls,
                patterns,
                keywords,
            } => A::MatchClass {
                cls: self.boxed(cls)?,
                patterns: self.patterns(patterns)?,
                kwd_attrs: keywords.iter().map(|k| self.name(k.key.id())).collect(),
                kwd_patterns: self.map(keywords, |l, k| l.pattern(k.pattern))?,
            },
            K::MatchStar { name } => A::MatchStar {
                name: name.map(|n| self.name(n)),
            },
            K::MatchAs { pattern, name } => A::MatchAs {
                pattern: pattern.map(|p| self.pattern(p).map(Box::new)).transpose()?,
                name: name.map(|n| self.name(n)),
            },
            K::MatchOr { patterns } => A::MatchOr {
                patterns: self.patterns(patterns)?,
            },
        };
        Ok(ast::Pattern {
            kind,
            range: p.place,
        })
    }

    fn type_param(&mut self, t: TypeParam<'a>) -> Result<ast::TypeParam> {
        use ast::TypeParamKind as A;
        let kind = match t.kind {
            TypeParamKind::TypeVar {
                name,
                bound,
                default_value,
            } => A::TypeVar {
                name: self.name(name),
                bound: self.opt(bound)?,
                default_value: self.opt(default_value)?,
            },
            TypeParamKind::ParamSpec {
                name,
                default_value,
            } => A::ParamSpec {
                name: self.name(name),
                default_value: self.opt(default_value)?,
            },
            TypeParamKind::TypeVarTuple {
                name,
                default_value,
            } => A::TypeVarTuple {
                name: self.name(name),
                default_value: self.opt(default_value)?,
            },
        };
        Ok(ast::TypeParam {
            kind,
            range: t.place,
        })
    }
}
