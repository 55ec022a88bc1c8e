//! The syntax tree: what the parser builds, the later stages read, and `ast.parse()` shows.
//!
//! The node types are generated from `compiler/grammar/python.asdl`, and [`DESCRIPTION`] is the same grammar as data,
//! for whoever makes classes, validators or converters of it. Columns are UTF-8 byte offsets. Dropping a tree takes
//! bounded stack however deep the tree is (see `drop.rs`); because of that an [`Expr`] cannot be taken apart by
//! moving its fields out: use [`Expr::into_kind`].

pub(crate) mod drop;
pub mod dump;
pub mod validate;
#[rustfmt::skip]
mod generated;

pub use crate::text::Name;
pub use generated::*;

/// Where a node stands in the source. Lines count from 1, columns are UTF-8 byte offsets from 0.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Location {
    pub lineno: i32,
    pub col_offset: i32,
    pub end_lineno: i32,
    pub end_col_offset: i32,
}

impl Location {
    /// Marks an instruction that belongs to no source position.
    pub const NONE: Location = Location {
        lineno: -1,
        col_offset: -1,
        end_lineno: -1,
        end_col_offset: -1,
    };
    /// Marks an instruction that takes the position of the one after it.
    pub const NEXT: Location = Location {
        lineno: -2,
        col_offset: -2,
        end_lineno: -2,
        end_col_offset: -2,
    };

    pub const fn new(
        lineno: i32,
        col_offset: i32,
        end_lineno: i32,
        end_col_offset: i32,
    ) -> Location {
        Location {
            lineno,
            col_offset,
            end_lineno,
            end_col_offset,
        }
    }

    /// From the start of `self` to the end of `end`.
    pub const fn to(self, end: Location) -> Location {
        Location {
            end_lineno: end.end_lineno,
            end_col_offset: end.end_col_offset,
            ..self
        }
    }
}

/// How often a field's value occurs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quantifier {
    One,
    Optional,
    Sequence,
    /// A list whose elements may be absent (dictionary keys, keyword-only defaults).
    SequenceOfOptional,
}

/// A field of a constructor, or an attribute of a type.
#[derive(Debug)]
pub struct FieldDescription {
    pub name: &'static str,
    /// `identifier`, `int`, `string`, `constant`, or the name of another [`TypeDescription`].
    pub ty: &'static str,
    pub quantifier: Quantifier,
}

/// One alternative of a sum type.
#[derive(Debug)]
pub struct ConstructorDescription {
    pub name: &'static str,
    pub fields: &'static [FieldDescription],
}

/// A type of the grammar. A product type has one constructor, of its own name.
#[derive(Debug)]
pub struct TypeDescription {
    pub name: &'static str,
    pub is_sum: bool,
    pub attributes: &'static [FieldDescription],
    pub constructors: &'static [ConstructorDescription],
}

impl Expr {
    pub fn new(kind: ExprKind, range: Location) -> Expr {
        Expr { kind, range }
    }

    /// Takes the kind out; the destructor forbids moving it.
    pub fn into_kind(mut self) -> ExprKind {
        std::mem::take(&mut self.kind)
    }
}

impl Stmt {
    pub fn new(kind: StmtKind, range: Location) -> Stmt {
        Stmt { kind, range }
    }

    /// Takes the kind out; the destructor forbids moving it.
    pub fn into_kind(mut self) -> StmtKind {
        std::mem::take(&mut self.kind)
    }
}

/// The cheapest kind to leave behind: it owns nothing.
impl Default for ExprKind {
    fn default() -> Self {
        ExprKind::Slice {
            lower: None,
            upper: None,
            step: None,
        }
    }
}

/// The cheapest kind to leave behind: it owns nothing.
impl Default for StmtKind {
    fn default() -> Self {
        StmtKind::Pass
    }
}

/// The docstring of a body: a first statement that is nothing but a string.
pub fn docstring(body: &[Stmt]) -> Option<&crate::text::Wtf8> {
    match &body.first()?.kind {
        StmtKind::Expr { value } => match &value.kind {
            ExprKind::Constant {
                value: crate::constant::Constant::Str(s),
                ..
            } => Some(s),
            _ => None,
        },
        _ => None,
    }
}
