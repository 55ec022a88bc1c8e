//! The tree while it is being parsed: nodes in an arena, copied freely between alternatives and memo.
//!
//! A packrat parser builds most nodes more than once and drops most of them, so these are plain references. When the
//! parse has succeeded, `lower` turns the one tree that is left into the owned [`crate::ast`]. The kinds are those of
//! the grammar of `ast`; names are symbols, constants are indices, type comments are tokens.

use super::state::Tok;
pub use crate::ast::ExprContext::{Del, Load, Store};
use crate::ast::{BoolOp, CmpOp, ExprContext, Location, Operator, UnaryOp};

pub use ExprKind as E;
pub use PatternKind as K;
pub use StmtKind as S;

/// An identifier in the parser's table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sym(pub u32);

/// A constant in the parser's table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Const(pub u32);

impl Const {
    pub const NONE: Const = Const(0);
    pub const TRUE: Const = Const(1);
    pub const FALSE: Const = Const(2);
    pub const ELLIPSIS: Const = Const(3);
}

#[derive(Clone, Copy)]
pub struct Node<K> {
    pub kind: K,
    pub place: Location,
}

pub type Expr<'a> = &'a Node<ExprKind<'a>>;
pub type Stmt<'a> = &'a Node<StmtKind<'a>>;
pub type Pattern<'a> = &'a Node<PatternKind<'a>>;
pub type TypeParam<'a> = &'a Node<TypeParamKind<'a>>;
pub type ExceptHandler<'a> = &'a Node<HandlerKind<'a>>;
pub type Alias<'a> = &'a Node<AliasKind>;
pub type Arg<'a> = &'a Node<ArgKind<'a>>;
pub type Keyword<'a> = &'a Node<KeywordKind<'a>>;
pub type Arguments<'a> = &'a ArgumentsKind<'a>;

#[derive(Clone, Copy)]
pub enum Mod<'a> {
    Module(&'a [Stmt<'a>]),
    Interactive(&'a [Stmt<'a>]),
    Expression(Expr<'a>),
    FunctionType(&'a [Expr<'a>], Expr<'a>),
}

#[derive(Clone, Copy)]
pub struct FunctionDef<'a> {
    pub is_async: bool,
    pub name: Sym,
    pub args: Arguments<'a>,
    pub body: &'a [Stmt<'a>],
    pub decorators: &'a [Expr<'a>],
    pub returns: Option<Expr<'a>>,
    pub type_comment: Option<Tok>,
    pub type_params: &'a [TypeParam<'a>],
}

#[derive(Clone, Copy)]
pub struct ClassDef<'a> {
    pub name: Sym,
    pub bases: &'a [Expr<'a>],
    pub keywords: &'a [Keyword<'a>],
    pub body: &'a [Stmt<'a>],
    pub decorators: &'a [Expr<'a>],
    pub type_params: &'a [TypeParam<'a>],
}

#[derive(Clone, Copy)]
pub struct ForStmt<'a> {
    pub is_async: bool,
    pub target: Expr<'a>,
    pub iter: Expr<'a>,
    pub body: &'a [Stmt<'a>],
    pub orelse: &'a [Stmt<'a>],
    pub type_comment: Option<Tok>,
}

#[derive(Clone, Copy)]
pub enum StmtKind<'a> {
    FunctionDef(&'a FunctionDef<'a>),
    ClassDef(&'a ClassDef<'a>),
    Return {
        value: Option<Expr<'a>>,
    },
    Delete {
        targets: &'a [Expr<'a>],
    },
    Assign {
        targets: &'a [Expr<'a>],
        value: Expr<'a>,
        type_comment: Option<Tok>,
    },
    TypeAlias {
        name: Expr<'a>,
        type_params: &'a [TypeParam<'a>],
        value: Expr<'a>,
    },
    AugAssign {
        target: Expr<'a>,
        op: Operator,
        value: Expr<'a>,
    },
    AnnAssign {
        target: Expr<'a>,
        annotation: Expr<'a>,
        value: Option<Expr<'a>>,
        simple: bool,
    },
    For(&'a ForStmt<'a>),
    While {
        test: Expr<'a>,
        body: &'a [Stmt<'a>],
        orelse: &'a [Stmt<'a>],
    },
    If {
        test: Expr<'a>,
        body: &'a [Stmt<'a>],
        orelse: &'a [Stmt<'a>],
    },
    With {
        is_async: bool,
        items: &'a [WithItem<'a>],
        body: &'a [Stmt<'a>],
        type_comment: Option<Tok>,
    },
    Match {
        subject: Expr<'a>,
        cases: &'a [MatchCase<'a>],
    },
    Raise {
        exc: Option<Expr<'a>>,
        cause: Option<Expr<'a>>,
    },
    Try {
        body: &'a [Stmt<'a>],
        handlers: &'a [ExceptHandler<'a>],
        orelse: &'a [Stmt<'a>],
        finalbody: &'a [Stmt<'a>],
    },
    TryStar {
        body: &'a [Stmt<'a>],
        handlers: &'a [ExceptHandler<'a>],
        orelse: &'a [Stmt<'a>],
        finalbody: &'a [Stmt<'a>],
    },
    Assert {
        test: Expr<'a>,
        msg: Option<Expr<'a>>,
    },
    Import {
        names: &'a [Alias<'a>],
    },
    ImportFrom {
        module: Option<Sym>,
        names: &'a [Alias<'a>],
        level: usize,
    },
    Global {
        names: &'a [Sym],
    },
    Nonlocal {
        names: &'a [Sym],
    },
    Expr {
        value: Expr<'a>,
    },
    Pass,
    Break,
    Continue,
}

#[derive(Clone, Copy)]
pub enum ExprKind<'a> {
    BoolOp {
        op: BoolOp,
        values: &'a [Expr<'a>],
    },
    NamedExpr {
        target: Expr<'a>,
        value: Expr<'a>,
    },
    BinOp {
        left: Expr<'a>,
        op: Operator,
        right: Expr<'a>,
    },
    UnaryOp {
        op: UnaryOp,
        operand: Expr<'a>,
    },
    Lambda {
        args: Arguments<'a>,
        body: Expr<'a>,
    },
    IfExp {
        test: Expr<'a>,
        body: Expr<'a>,
        orelse: Expr<'a>,
    },
    Dict {
        items: &'a [KeyValue<'a>],
    },
    Set {
        elts: &'a [Expr<'a>],
    },
    ListComp {
        elt: Expr<'a>,
        generators: &'a [Comprehension<'a>],
    },
    SetComp {
        elt: Expr<'a>,
        generators: &'a [Comprehension<'a>],
    },
    DictComp {
        key: Expr<'a>,
        value: Expr<'a>,
        generators: &'a [Comprehension<'a>],
    },
    GeneratorExp {
        elt: Expr<'a>,
        generators: &'a [Comprehension<'a>],
    },
    Await {
        value: Expr<'a>,
    },
    Yield {
        value: Option<Expr<'a>>,
    },
    YieldFrom {
        value: Expr<'a>,
    },
    Compare {
        left: Expr<'a>,
        rest: &'a [CmpPair<'a>],
    },
    Call {
        func: Expr<'a>,
        args: &'a [Expr<'a>],
        keywords: &'a [Keyword<'a>],
    },
    FormattedValue {
        value: Expr<'a>,
        conversion: i32,
        format_spec: Option<Expr<'a>>,
    },
    Interpolation {
        value: Expr<'a>,
        text: Const,
        conversion: i32,
        format_spec: Option<Expr<'a>>,
    },
    JoinedStr {
        values: &'a [Expr<'a>],
    },
    TemplateStr {
        values: &'a [Expr<'a>],
    },
    /// `unicode`: the literal began with `u`.
    Constant {
        value: Const,
        unicode: bool,
    },
    /// Literal text of an f-string, not yet decoded; never left in a finished tree.
    Middle(Tok),
    Attribute {
        value: Expr<'a>,
        attr: Sym,
        ctx: ExprContext,
    },
    Subscript {
        value: Expr<'a>,
        slice: Expr<'a>,
        ctx: ExprContext,
    },
    Starred {
        value: Expr<'a>,
        ctx: ExprContext,
    },
    Name {
        id: Sym,
        ctx: ExprContext,
    },
    List {
        elts: &'a [Expr<'a>],
        ctx: ExprContext,
    },
    Tuple {
        elts: &'a [Expr<'a>],
        ctx: ExprContext,
    },
    Slice {
        lower: Option<Expr<'a>>,
        upper: Option<Expr<'a>>,
        step: Option<Expr<'a>>,
    },
}

/// Named as in the grammar of `ast`.
#[allow(clippy::enum_variant_names)]
#[derive(Clone, Copy)]
pub enum PatternKind<'a> {
    MatchValue {
        value: Expr<'a>,
    },
    MatchSingleton {
        value: Const,
    },
    MatchSequence {
        patterns: &'a [Pattern<'a>],
    },
    MatchMapping {
        items: &'a [KeyPattern<'a>],
        rest: Option<Sym>,
    },
    MatchClass {
        cls: Expr<'a>,
        patterns: &'a [Pattern<'a>],
        keywords: &'a [KeyPattern<'a>],
    },
    MatchStar {
        name: Option<Sym>,
    },
    MatchAs {
        pattern: Option<Pattern<'a>>,
        name: Option<Sym>,
    },
    MatchOr {
        patterns: &'a [Pattern<'a>],
    },
}

#[derive(Clone, Copy)]
pub enum TypeParamKind<'a> {
    TypeVar {
        name: Sym,
        bound: Option<Expr<'a>>,
        default_value: Option<Expr<'a>>,
    },
    ParamSpec {
        name: Sym,
        default_value: Option<Expr<'a>>,
    },
    TypeVarTuple {
        name: Sym,
        default_value: Option<Expr<'a>>,
    },
}

#[derive(Clone, Copy)]
pub struct HandlerKind<'a> {
    pub type_: Option<Expr<'a>>,
    pub name: Option<Sym>,
    pub body: &'a [Stmt<'a>],
}

#[derive(Clone, Copy)]
pub struct AliasKind {
    pub name: Sym,
    pub asname: Option<Sym>,
}

#[derive(Clone, Copy)]
pub struct ArgKind<'a> {
    pub arg: Sym,
    pub annotation: Option<Expr<'a>>,
    pub type_comment: Option<Tok>,
}

#[derive(Clone, Copy)]
pub struct KeywordKind<'a> {
    pub arg: Option<Sym>,
    pub value: Expr<'a>,
}

#[derive(Clone, Copy, Default)]
pub struct ArgumentsKind<'a> {
    pub posonlyargs: &'a [Arg<'a>],
    pub args: &'a [Arg<'a>],
    pub vararg: Option<Arg<'a>>,
    pub kwonlyargs: &'a [NameDefault<'a>],
    pub kwarg: Option<Arg<'a>>,
    pub defaults: &'a [Expr<'a>],
}

#[derive(Clone, Copy)]
pub struct WithItem<'a> {
    pub context_expr: Expr<'a>,
    pub optional_vars: Option<Expr<'a>>,
}

#[derive(Clone, Copy)]
pub struct MatchCase<'a> {
    pub pattern: Pattern<'a>,
    pub guard: Option<Expr<'a>>,
    pub body: &'a [Stmt<'a>],
}

#[derive(Clone, Copy)]
pub struct Comprehension<'a> {
    pub target: Expr<'a>,
    pub iter: Expr<'a>,
    pub ifs: &'a [Expr<'a>],
    pub is_async: bool,
}

// ---- Results of rules that are no nodes

#[derive(Clone, Copy)]
pub struct CmpPair<'a> {
    pub op: CmpOp,
    pub right: Expr<'a>,
}

/// An item of a dictionary display; no key for `**value`.
#[derive(Clone, Copy)]
pub struct KeyValue<'a> {
    pub key: Option<Expr<'a>>,
    pub value: Expr<'a>,
}

#[derive(Clone, Copy)]
pub struct KeyPattern<'a> {
    pub key: Expr<'a>,
    pub pattern: Pattern<'a>,
}

#[derive(Clone, Copy)]
pub struct NameDefault<'a> {
    pub arg: Arg<'a>,
    pub value: Option<Expr<'a>>,
}

#[derive(Clone, Copy)]
pub struct SlashWithDefault<'a> {
    pub plain: &'a [Arg<'a>],
    pub with_default: &'a [NameDefault<'a>],
}

#[derive(Clone, Copy)]
pub struct StarEtc<'a> {
    pub vararg: Option<Arg<'a>>,
    pub kwonly: &'a [NameDefault<'a>],
    pub kwarg: Option<Arg<'a>>,
}

#[derive(Clone, Copy)]
pub enum KeywordOrStarred<'a> {
    Keyword(Keyword<'a>),
    Starred(Expr<'a>),
}

/// `!r`, and the token that carries the text of the expression before it.
#[derive(Clone, Copy)]
pub struct Conversion<'a> {
    pub name: Expr<'a>,
    pub token: Tok,
}

/// `:...`, and the token that carries the text of the expression before it.
#[derive(Clone, Copy)]
pub struct FormatSpec<'a> {
    pub value: Expr<'a>,
    pub token: Tok,
}

impl<'a> Node<ExprKind<'a>> {
    /// The identifier of a Name, which is what the grammar has made sure this is.
    pub fn id(&self) -> Sym {
        match self.kind {
            E::Name { id, .. } => id,
            _ => Sym(0),
        }
    }

    pub fn is_attribute(&self) -> bool {
        matches!(self.kind, E::Attribute { .. })
    }
}

// ---- Dummies

const NOWHERE: Location = Location::new(0, 0, 0, 0);
const DUMMY_EXPR: Expr<'static> = &Node {
    kind: E::Name {
        id: Sym(0),
        ctx: Load,
    },
    place: NOWHERE,
};
const DUMMY_STMT: Stmt<'static> = &Node {
    kind: S::Pass,
    place: NOWHERE,
};
const DUMMY_PATTERN: Pattern<'static> = &Node {
    kind: K::MatchStar { name: None },
    place: NOWHERE,
};
const DUMMY_ARG: Arg<'static> = &Node {
    kind: ArgKind {
        arg: Sym(0),
        annotation: None,
        type_comment: None,
    },
    place: NOWHERE,
};

/// A value that says only "it matched": for the second pass, whose tree nobody sees.
pub trait Dummy {
    fn dummy() -> Self;
}

macro_rules! dummies {
    ($($ty:ty => $value:expr;)*) => {
        $(impl<'a> Dummy for $ty {
            fn dummy() -> Self {
                $value
            }
        })*
    };
}

dummies! {
    Expr<'a> => DUMMY_EXPR;
    Stmt<'a> => DUMMY_STMT;
    Pattern<'a> => DUMMY_PATTERN;
    Arg<'a> => DUMMY_ARG;
    Alias<'a> => &Node { kind: AliasKind { name: Sym(0), asname: None }, place: NOWHERE };
    TypeParam<'a> => &Node { kind: TypeParamKind::ParamSpec { name: Sym(0), default_value: None }, place: NOWHERE };
    ExceptHandler<'a> => &Node { kind: HandlerKind { type_: None, name: None, body: &[] }, place: NOWHERE };
    Arguments<'a> => &ArgumentsKind {
        posonlyargs: &[], args: &[], vararg: None, kwonlyargs: &[], kwarg: None, defaults: &[]
    };
    MatchCase<'a> => MatchCase { pattern: DUMMY_PATTERN, guard: None, body: &[] };
    WithItem<'a> => WithItem { context_expr: DUMMY_EXPR, optional_vars: None };
    Comprehension<'a> => Comprehension { target: DUMMY_EXPR, iter: DUMMY_EXPR, ifs: &[], is_async: false };
    StarEtc<'a> => StarEtc { vararg: None, kwonly: &[], kwarg: None };
    NameDefault<'a> => NameDefault { arg: DUMMY_ARG, value: None };
    KeywordOrStarred<'a> => KeywordOrStarred::Starred(DUMMY_EXPR);
    KeyValue<'a> => KeyValue { key: None, value: DUMMY_EXPR };
    CmpPair<'a> => CmpPair { op: CmpOp::Eq, right: DUMMY_EXPR };
    Tok => Tok(0);
}

impl<T> Dummy for &[T] {
    fn dummy() -> Self {
        &[]
    }
}
