//! `match`.
//!
//! Each pattern consumes the subject on top of the stack and on failure jumps to a place that pops what is left there.
//! Names are bound only when a whole case matches: until then their values wait on the stack, below whatever the pattern
//! at hand keeps on top.

use super::sequence::Label;
use super::{Compiler, Done};
use crate::ast::{Expr, ExprKind, Location, MatchCase, Pattern, PatternKind};
use crate::constant::Constant;
use crate::opcode::binary_op::{NB_SUBSCR, NB_SUBTRACT};
use crate::opcode::*;
use crate::text::Name;

#[derive(Default)]
struct Context {
    /// Captured names, in the order of their values on the stack.
    stores: Vec<Name>,
    /// Whether a pattern that always matches may stand here.
    allow_irrefutable: bool,
    /// Where to jump on failure, by how many values are to be popped.
    fail_pop: Vec<Label>,
    /// Values that must stay on top of the stack.
    on_top: usize,
}

fn is_wildcard(p: &Pattern) -> bool {
    matches!(p.kind, PatternKind::MatchAs { name: None, .. })
}

fn is_star_wildcard(p: &Pattern) -> bool {
    matches!(p.kind, PatternKind::MatchStar { name: None })
}

fn quoted(name: &Name) -> String {
    crate::unparse::repr(name)
}

impl<'a> Compiler<'a> {
    pub(super) fn match_statement(&mut self, subject: &'a Expr, cases: &'a [MatchCase]) -> Done {
        self.expr(subject)?;
        let end = self.label();
        let Some(last) = cases.last() else {
            return Ok(());
        };
        let has_default = is_wildcard(&last.pattern) && cases.len() > 1;
        let tested = cases.len() - has_default as usize;
        for (i, case) in cases.iter().take(tested).enumerate() {
            let at = case.pattern.range;
            let more = i + 1 < tested;
            if more {
                self.add(at, COPY, 1);
            }
            let mut pc = Context {
                // A case that always matches must have a guard, or be the last.
                allow_irrefutable: case.guard.is_some() || i + 1 == cases.len(),
                ..Context::default()
            };
            self.pattern(&case.pattern, &mut pc)?;
            for name in std::mem::take(&mut pc.stores) {
                self.store_name(at, &name)?;
            }
            if let Some(guard) = &case.guard {
                self.ensure_fail_pop(&mut pc, 0);
                self.jump_if(guard, pc.fail_pop[0], false)?;
            }
            if more {
                self.op(Location::NEXT, POP_TOP);
            }
            self.stmts(&case.body)?;
            self.jump(Location::NONE, JUMP, end);
            self.emit_fail_pop(at, &mut pc);
        }
        if has_default {
            // For tracing: the default case has no code of its own.
            self.op(last.pattern.range, NOP);
            if let Some(guard) = &last.guard {
                self.jump_if(guard, end, false)?;
            }
            self.stmts(&last.body)?;
        }
        self.place(end);
        Ok(())
    }

    fn ensure_fail_pop(&mut self, pc: &mut Context, n: usize) {
        while pc.fail_pop.len() <= n {
            pc.fail_pop.push(self.label());
        }
    }

    fn jump_to_fail_pop(&mut self, at: Location, pc: &mut Context, opcode: u16) {
        let pops = pc.on_top + pc.stores.len();
        self.ensure_fail_pop(pc, pops);
        self.jump(at, opcode, pc.fail_pop[pops]);
    }

    fn emit_fail_pop(&mut self, at: Location, pc: &mut Context) {
        for (n, label) in std::mem::take(&mut pc.fail_pop)
            .into_iter()
            .enumerate()
            .rev()
        {
            self.place(label);
            if n > 0 {
                self.op(at, POP_TOP);
            }
        }
    }

    /// Moves the top of the stack below `count - 1` others.
    fn rotate(&mut self, at: Location, count: usize) {
        for n in (2..=count).rev() {
            self.add(at, SWAP, n as i32);
        }
    }

    fn store_capture(&mut self, at: Location, name: Option<&'a Name>, pc: &mut Context) -> Done {
        let Some(name) = name else {
            self.op(at, POP_TOP);
            return Ok(());
        };
        if pc.stores.contains(name) {
            return self.error(
                at,
                format!("multiple assignments to name {} in pattern", quoted(name)),
            );
        }
        self.rotate(at, pc.on_top + pc.stores.len() + 1);
        pc.stores.push(name.clone());
        Ok(())
    }

    fn pattern(&mut self, p: &'a Pattern, pc: &mut Context) -> Done {
        self.guard.check()?;
        let at = p.range;
        match &p.kind {
            PatternKind::MatchValue { value } => {
                if !matches!(
                    value.kind,
                    ExprKind::Constant { .. } | ExprKind::Attribute { .. }
                ) {
                    return self
                        .error(at, "patterns may only match literals and attribute lookups");
                }
                self.expr(value)?;
                self.compare_op(at, crate::ast::CmpOp::Eq);
                self.op(at, TO_BOOL);
                self.jump_to_fail_pop(at, pc, POP_JUMP_IF_FALSE);
                Ok(())
            }
            PatternKind::MatchSingleton { value } => {
                self.load_const(at, value.clone());
                self.add(at, IS_OP, 0);
                self.jump_to_fail_pop(at, pc, POP_JUMP_IF_FALSE);
                Ok(())
            }
            PatternKind::MatchSequence { patterns } => self.sequence_pattern(at, patterns, pc),
            PatternKind::MatchMapping {
                keys,
                patterns,
                rest,
            } => self.mapping_pattern(p, keys, patterns, rest.as_ref(), pc),
            PatternKind::MatchClass {
                cls,
                patterns,
                kwd_attrs,
                kwd_patterns,
            } => self.class_pattern(at, cls, patterns, kwd_attrs, kwd_patterns, pc),
            PatternKind::MatchStar { name } => self.store_capture(at, name.as_ref(), pc),
            PatternKind::MatchAs {
                pattern: None,
                name,
            } => {
                if !pc.allow_irrefutable {
                    let what = name.as_ref().map_or("wildcard".to_string(), |n| {
                        format!("name capture {}", quoted(n))
                    });
                    return self.error(at, format!("{what} makes remaining patterns unreachable"));
                }
                self.store_capture(at, name.as_ref(), pc)
            }
            PatternKind::MatchAs {
                pattern: Some(pattern),
                name,
            } => {
                pc.on_top += 1;
                self.add(at, COPY, 1);
                self.pattern(pattern, pc)?;
                pc.on_top -= 1;
                self.store_capture(at, name.as_ref(), pc)
            }
            PatternKind::MatchOr { patterns } => self.or_pattern(at, patterns, pc),
        }
    }

    /// A pattern inside another: may always match.
    fn subpattern(&mut self, p: &'a Pattern, pc: &mut Context) -> Done {
        let outer = std::mem::replace(&mut pc.allow_irrefutable, true);
        self.pattern(p, pc)?;
        pc.allow_irrefutable = outer;
        Ok(())
    }

    /// Consumes the values of an unpacked tuple, one pattern each.
    fn subpatterns(
        &mut self,
        patterns: impl ExactSizeIterator<Item = &'a Pattern>,
        pc: &mut Context,
    ) -> Done {
        pc.on_top += patterns.len();
        for p in patterns {
            pc.on_top -= 1;
            self.subpattern(p, pc)?;
        }
        Ok(())
    }

    fn sequence_pattern(
        &mut self,
        at: Location,
        patterns: &'a [Pattern],
        pc: &mut Context,
    ) -> Done {
        let is_star = |p: &&Pattern| matches!(p.kind, PatternKind::MatchStar { .. });
        if patterns.iter().filter(is_star).count() > 1 {
            return self.error(at, "multiple starred names in sequence pattern");
        }
        let star = patterns.iter().position(|p| is_star(&p));
        let only_wildcards = patterns
            .iter()
            .all(|p| is_wildcard(p) || is_star_wildcard(p));
        pc.on_top += 1;
        self.op(at, MATCH_SEQUENCE);
        self.jump_to_fail_pop(at, pc, POP_JUMP_IF_FALSE);
        let length = match star {
            None => Some((patterns.len(), crate::ast::CmpOp::Eq)),
            Some(_) if patterns.len() > 1 => Some((patterns.len() - 1, crate::ast::CmpOp::GtE)),
            Some(_) => None,
        };
        if let Some((length, op)) = length {
            self.op(at, GET_LEN);
            self.load_const(at, Constant::int(length as i64));
            self.compare_op(at, op);
            self.jump_to_fail_pop(at, pc, POP_JUMP_IF_FALSE);
        }
        pc.on_top -= 1;
        match star {
            _ if only_wildcards => {
                self.op(at, POP_TOP);
                Ok(())
            }
            Some(star) if is_star_wildcard(&patterns[star]) => {
                self.sequence_by_index(at, patterns, star, pc)
            }
            _ => {
                self.unpack_pattern(at, patterns, star)?;
                self.subpatterns(patterns.iter(), pc)
            }
        }
    }

    fn unpack_pattern(&mut self, at: Location, patterns: &[Pattern], star: Option<usize>) -> Done {
        let Some(star) = star else {
            self.add(at, UNPACK_SEQUENCE, patterns.len() as i32);
            return Ok(());
        };
        let after = patterns.len() - star - 1;
        if star >= 1 << 8 || after >= (i32::MAX >> 8) as usize {
            return self.error(
                at,
                "too many expressions in star-unpacking sequence pattern",
            );
        }
        self.add(at, UNPACK_EX, (star + (after << 8)) as i32);
        Ok(())
    }

    /// `[first, *_, last]`: nothing needs unpacking for what is not wanted.
    fn sequence_by_index(
        &mut self,
        at: Location,
        patterns: &'a [Pattern],
        star: usize,
        pc: &mut Context,
    ) -> Done {
        pc.on_top += 1;
        for (i, p) in patterns.iter().enumerate() {
            if is_wildcard(p) || i == star {
                continue;
            }
            self.add(at, COPY, 1);
            if i < star {
                self.load_const(at, Constant::int(i as i64));
            } else {
                // The subject may not know negative indices.
                self.op(at, GET_LEN);
                self.load_const(at, Constant::int((patterns.len() - i) as i64));
                self.add(at, BINARY_OP, NB_SUBTRACT);
            }
            self.add(at, BINARY_OP, NB_SUBSCR);
            self.subpattern(p, pc)?;
        }
        pc.on_top -= 1;
        self.op(at, POP_TOP);
        Ok(())
    }

    fn class_pattern(
        &mut self,
        at: Location,
        cls: &'a Expr,
        patterns: &'a [Pattern],
        attrs: &'a [Name],
        kwd_patterns: &'a [Pattern],
        pc: &mut Context,
    ) -> Done {
        if attrs.len() != kwd_patterns.len() {
            let (a, b) = (attrs.len(), kwd_patterns.len());
            let message =
                format!("kwd_attrs ({a}) / kwd_patterns ({b}) length mismatch in class pattern");
            return self.error(at, message);
        }
        for (i, attr) in attrs.iter().enumerate() {
            if let Some(j) = attrs[i + 1..].iter().position(|other| other == attr) {
                let message = format!("attribute name repeated in class pattern: {attr}");
                return self.error(kwd_patterns[i + 1 + j].range, message);
            }
        }
        self.expr(cls)?;
        let names = attrs.iter().map(Constant::identifier).collect();
        self.load_const(at, Constant::Tuple(names));
        self.add(at, MATCH_CLASS, patterns.len() as i32);
        self.add(at, COPY, 1);
        self.load_none(at);
        self.add(at, IS_OP, 1);
        pc.on_top += 1;
        self.jump_to_fail_pop(at, pc, POP_JUMP_IF_FALSE);
        let total = patterns.len() + attrs.len();
        self.add(at, UNPACK_SEQUENCE, total as i32);
        pc.on_top += total;
        pc.on_top -= 1;
        for p in patterns.iter().chain(kwd_patterns) {
            pc.on_top -= 1;
            if is_wildcard(p) {
                self.op(at, POP_TOP);
            } else {
                self.subpattern(p, pc)?;
            }
        }
        Ok(())
    }

    fn mapping_pattern(
        &mut self,
        p: &'a Pattern,
        keys: &'a [Expr],
        patterns: &'a [Pattern],
        rest: Option<&'a Name>,
        pc: &mut Context,
    ) -> Done {
        let at = p.range;
        let size = keys.len();
        if size != patterns.len() {
            let message = format!(
                "keys ({size}) / patterns ({}) length mismatch in mapping pattern",
                patterns.len()
            );
            return self.error(at, message);
        }
        pc.on_top += 1;
        self.op(at, MATCH_MAPPING);
        self.jump_to_fail_pop(at, pc, POP_JUMP_IF_FALSE);
        if size == 0 && rest.is_none() {
            pc.on_top -= 1;
            self.op(at, POP_TOP);
            return Ok(());
        }
        if size > 0 {
            self.op(at, GET_LEN);
            self.load_const(at, Constant::int(size as i64));
            self.compare_op(at, crate::ast::CmpOp::GtE);
            self.jump_to_fail_pop(at, pc, POP_JUMP_IF_FALSE);
        }
        let mut seen: Vec<&Constant> = Vec::new();
        for key in keys {
            match &key.kind {
                ExprKind::Constant { value, .. } => {
                    if seen.iter().any(|s| s.python_eq(value)) {
                        let message = format!(
                            "mapping pattern checks duplicate key ({})",
                            crate::unparse::constant_repr(value)
                        );
                        return self.error(at, message);
                    }
                    seen.push(value);
                }
                ExprKind::Attribute { .. } => {}
                _ => {
                    let message =
                        "mapping pattern keys may only match literals and attribute lookups";
                    return self.error(at, message);
                }
            }
            self.expr(key)?;
        }
        self.add(at, BUILD_TUPLE, size as i32);
        self.op(at, MATCH_KEYS);
        // Keys and values stand above the subject.
        pc.on_top += 2;
        self.add(at, COPY, 1);
        self.load_none(at);
        self.add(at, IS_OP, 1);
        self.jump_to_fail_pop(at, pc, POP_JUMP_IF_FALSE);
        self.add(at, UNPACK_SEQUENCE, size as i32);
        pc.on_top -= 1;
        self.subpatterns(patterns.iter(), pc)?;
        pc.on_top -= 2;
        let Some(rest) = rest else {
            self.op(at, POP_TOP);
            self.op(at, POP_TOP);
            return Ok(());
        };
        // A copy of the subject without the keys.
        self.add(at, BUILD_MAP, 0);
        self.add(at, SWAP, 3);
        self.add(at, DICT_UPDATE, 2);
        self.add(at, UNPACK_SEQUENCE, size as i32);
        for n in (1..=size).rev() {
            self.add(at, COPY, 1 + n as i32);
            self.add(at, SWAP, 2);
            self.op(at, DELETE_SUBSCR);
        }
        self.store_capture(at, Some(rest), pc)
    }

    fn or_pattern(&mut self, at: Location, patterns: &'a [Pattern], pc: &mut Context) -> Done {
        let end = self.label();
        let outer = std::mem::take(pc);
        // The names that the first alternative binds; the others must bind the same, and in this order.
        let mut control: Option<Vec<Name>> = None;
        for (i, alternative) in patterns.iter().enumerate() {
            let alt_at = alternative.range;
            *pc = Context {
                allow_irrefutable: i + 1 == patterns.len() && outer.allow_irrefutable,
                ..Context::default()
            };
            self.add(alt_at, COPY, 1);
            self.pattern(alternative, pc)?;
            match &control {
                None => control = Some(pc.stores.clone()),
                Some(control) => self.reorder_stores(at, alt_at, control, pc)?,
            }
            self.jump(alt_at, JUMP, end);
            self.emit_fail_pop(alt_at, pc);
        }
        *pc = outer;
        self.op(at, POP_TOP);
        self.jump_to_fail_pop(at, pc, JUMP);
        self.place(end);
        let control = control.unwrap_or_default();
        // Below the new values: the copy of the subject, what is kept on top, and earlier captures.
        let rotations = control.len() + 1 + pc.on_top + pc.stores.len();
        for name in control {
            self.rotate(at, rotations);
            if pc.stores.contains(&name) {
                return self.error(
                    at,
                    format!("multiple assignments to name {} in pattern", quoted(&name)),
                );
            }
            pc.stores.push(name);
        }
        self.op(at, POP_TOP);
        Ok(())
    }

    fn reorder_stores(
        &mut self,
        at: Location,
        alt_at: Location,
        control: &[Name],
        pc: &mut Context,
    ) -> Done {
        let differ = "alternative patterns bind different names";
        if pc.stores.len() != control.len() {
            return self.error(at, differ);
        }
        for (wanted, name) in control.iter().enumerate().rev() {
            let Some(found) = pc.stores.iter().position(|s| s == name) else {
                return self.error(at, differ);
            };
            if found == wanted {
                continue;
            }
            let moved: Vec<Name> = pc.stores.drain(..=found).collect();
            let rotations = moved.len();
            let to = wanted - found;
            pc.stores.splice(to..to, moved);
            for _ in 0..rotations {
                self.rotate(alt_at, wanted + 1);
            }
        }
        Ok(())
    }
}
