//! What the rules of the grammar make of what they have matched.
//!
//! Here are nodes and sequences in general; `statement`, `parameter` and `expression` have what is particular to each.

mod expression;
mod parameter;
mod statement;

pub use super::errors::{Targets, first, last, last_of_comprehension};
use super::nodes::*;
use super::state::*;
use crate::ast::Location;
use crate::constant::Constant;

impl<'a> Parser<'a> {
    pub(super) fn alloc<T: Copy>(&self, value: T) -> Option<&'a T> {
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

    pub(super) fn collect<T: Copy>(&self, len: usize, items: impl Iterator<Item = T>) -> &'a [T] {
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
}

/// The arguments of what `collect_call` made.
fn call_parts<'a>(call: Option<Expr<'a>>) -> (&'a [Expr<'a>], &'a [Keyword<'a>]) {
    match call.map(|c| c.kind) {
        Some(E::Call { args, keywords, .. }) => (args, keywords),
        _ => (&[], &[]),
    }
}
