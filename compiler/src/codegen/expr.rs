//! Expressions, except calls, comprehensions and names.

use super::call::Callee;
use super::{Compiler, Done, ScopeType};
use crate::ast::{BoolOp, CmpOp, Expr, ExprContext, ExprKind, Location, Operator, UnaryOp};
use crate::constant::Constant;
use crate::error::{CompileError, ErrorKind};
use crate::flowgraph::STACK_USE_GUIDELINE;
use crate::opcode::binary_op::*;
use crate::opcode::*;
use crate::text::Name;

/// The `Py_LT`.. numbers of rich comparison.
const LT: i32 = 0;
const LE: i32 = 1;
const EQ: i32 = 2;
const NE: i32 = 3;
pub(super) const GT: i32 = 4;
const GE: i32 = 5;

/// The argument of `COMPARE_OP`: the operator above five bits, of which four say for the specialised forms which of
/// unordered, less, greater, equal count as true.
pub(super) fn compare_arg(op: i32) -> i32 {
    const LESS: i32 = 2;
    const GREATER: i32 = 4;
    const EQUALS: i32 = 8;
    const UNORDERED: i32 = 1;
    let mask = match op {
        LT => LESS,
        LE => LESS | EQUALS,
        EQ => EQUALS,
        NE => UNORDERED | LESS | GREATER,
        GT => GREATER,
        _ => GREATER | EQUALS,
    };
    op << 5 | mask
}

pub(super) fn binary_arg(op: Operator) -> i32 {
    match op {
        Operator::Add => NB_ADD,
        Operator::Sub => NB_SUBTRACT,
        Operator::Mult => NB_MULTIPLY,
        Operator::MatMult => NB_MATRIX_MULTIPLY,
        Operator::Div => NB_TRUE_DIVIDE,
        Operator::Mod => NB_REMAINDER,
        Operator::Pow => NB_POWER,
        Operator::LShift => NB_LSHIFT,
        Operator::RShift => NB_RSHIFT,
        Operator::BitOr => NB_OR,
        Operator::BitXor => NB_XOR,
        Operator::BitAnd => NB_AND,
        Operator::FloorDiv => NB_FLOOR_DIVIDE,
    }
}

/// An attribute on a later line than its object is where the error will be: the position then starts at its name.
pub(super) fn start_at_attribute(mut at: Location, attribute: &Expr, attr: &Name) -> Location {
    let end = attribute.range;
    if at.lineno != end.end_lineno {
        at.lineno = end.end_lineno;
        let len = attr.code_point_count() as i32;
        if len <= end.end_col_offset {
            at.col_offset = end.end_col_offset - len;
        } else {
            at.col_offset = -1;
            at.end_col_offset = -1;
        }
        at.end_lineno = at.lineno.max(at.end_lineno);
        if at.lineno == at.end_lineno {
            at.end_col_offset = at.col_offset.max(at.end_col_offset);
        }
    }
    at
}

/// The slice as a constant, if its parts are.
fn constant_slice(slice: &Expr) -> Option<Constant> {
    let ExprKind::Slice { lower, upper, step } = &slice.kind else {
        return None;
    };
    let part = |e: &Option<Box<Expr>>| match e.as_deref().map(|e| &e.kind) {
        None => Some(Constant::None),
        Some(ExprKind::Constant { value, .. }) => Some(value.clone()),
        Some(_) => None,
    };
    Some(Constant::Slice(Box::new([
        part(lower)?,
        part(upper)?,
        part(step)?,
    ])))
}

/// Whether a slice takes the instructions for two bounds and no step.
pub(super) fn is_two_part_slice(slice: &Expr) -> bool {
    matches!(slice.kind, ExprKind::Slice { step: None, .. }) && constant_slice(slice).is_none()
}

impl<'a> Compiler<'a> {
    /// Expressions nest deeply on the left (`a + b + c`, `a.b().c()`): these arms alone are here, and keep the frame small.
    pub(super) fn expr(&mut self, e: &'a Expr) -> Done {
        self.guard.check()?;
        let at = e.range;
        match &e.kind {
            ExprKind::Attribute { value, attr, ctx } => {
                if self.super_attribute(e, value, attr, *ctx)? {
                    return Ok(());
                }
                self.expr(value)?;
                self.attribute_of(e, attr, *ctx)
            }
            ExprKind::Call {
                func,
                args,
                keywords,
            } => match self.callee(e, func, args, keywords)? {
                Callee::Called => Ok(()),
                Callee::Method(object) => {
                    self.expr(object)?;
                    self.call_method(e, func, args, keywords)
                }
                Callee::Function(skip) => {
                    self.expr(func)?;
                    self.call_function(e, func, args, keywords, skip)
                }
            },
            ExprKind::Subscript { value, slice, ctx } => {
                if *ctx == ExprContext::Load {
                    self.check_subscript(value, slice)?;
                }
                self.expr(value)?;
                self.subscript_of(at, slice, *ctx)
            }
            ExprKind::BoolOp { op, values } => self.bool_op(at, *op, values),
            ExprKind::BinOp { left, op, right } => {
                self.expr(left)?;
                self.expr(right)?;
                self.binary_op(at, *op);
                Ok(())
            }
            ExprKind::UnaryOp { op, operand } => {
                self.expr(operand)?;
                self.unary_op(at, *op);
                Ok(())
            }
            ExprKind::Compare {
                left,
                ops,
                comparators,
            } => self.compare(e, left, ops, comparators),
            _ => self.other_expr(e),
        }
    }

    #[inline(never)]
    fn binary_op(&mut self, at: Location, op: Operator) {
        self.add(at, BINARY_OP, binary_arg(op));
    }

    #[inline(never)]
    fn unary_op(&mut self, at: Location, op: UnaryOp) {
        match op {
            UnaryOp::UAdd => self.add(at, CALL_INTRINSIC_1, intrinsic::UNARY_POSITIVE),
            UnaryOp::Not => {
                self.op(at, TO_BOOL);
                self.op(at, UNARY_NOT);
            }
            UnaryOp::Invert => self.op(at, UNARY_INVERT),
            UnaryOp::USub => self.op(at, UNARY_NEGATIVE),
        }
    }

    #[inline(never)]
    fn other_expr(&mut self, e: &'a Expr) -> Done {
        let at = e.range;
        match &e.kind {
            ExprKind::Constant { value, .. } => self.load_const(at, value.clone()),
            ExprKind::Name { id, ctx } => return self.name_access(at, id, *ctx),
            ExprKind::NamedExpr { target, value } => {
                self.expr(value)?;
                self.add(at, COPY, 1);
                self.expr(target)?;
            }
            ExprKind::Lambda { args, body } => return self.lambda(e, args, body),
            ExprKind::IfExp { test, body, orelse } => {
                let end = self.label();
                let otherwise = self.label();
                self.jump_if(test, otherwise, false)?;
                self.expr(body)?;
                self.jump(Location::NONE, JUMP_NO_INTERRUPT, end);
                self.place(otherwise);
                self.expr(orelse)?;
                self.place(end);
            }
            ExprKind::Dict { keys, values } => return self.dict(at, keys, values),
            ExprKind::Set { elts } => return self.display(at, elts, None, 0, Display::Set),
            ExprKind::List { elts, ctx } => return self.sequence(at, elts, *ctx, Display::List),
            ExprKind::Tuple { elts, ctx } => return self.sequence(at, elts, *ctx, Display::Tuple),
            ExprKind::GeneratorExp { .. }
            | ExprKind::ListComp { .. }
            | ExprKind::SetComp { .. }
            | ExprKind::DictComp { .. } => return self.comprehension(e),
            ExprKind::Yield { value } => {
                if !self.entry().is_function_like() {
                    return self.error(at, "'yield' outside function");
                }
                match value {
                    Some(value) => self.expr(value)?,
                    None => self.load_none(at),
                }
                self.yield_value(at);
            }
            ExprKind::YieldFrom { value } => {
                if !self.entry().is_function_like() {
                    return self.error(at, "'yield from' outside function");
                }
                if self.u().scope == ScopeType::AsyncFunction {
                    return self.error(at, "'yield from' inside async function");
                }
                self.expr(value)?;
                self.op(at, GET_YIELD_FROM_ITER);
                self.load_none(at);
                self.yield_from(at, false);
            }
            ExprKind::Await { value } => {
                self.expr(value)?;
                self.await_value(at, 0);
            }
            ExprKind::JoinedStr { values } => return self.joined_str(at, values),
            ExprKind::TemplateStr { values } => return self.template_str(at, values),
            ExprKind::FormattedValue {
                value,
                conversion,
                format_spec,
            } => {
                self.expr(value)?;
                if *conversion != -1 {
                    let conversion = conversion_arg(*conversion)?;
                    self.add(at, CONVERT_VALUE, conversion);
                }
                match format_spec {
                    Some(spec) => {
                        self.expr(spec)?;
                        self.op(at, FORMAT_WITH_SPEC);
                    }
                    None => self.op(at, FORMAT_SIMPLE),
                }
            }
            ExprKind::Interpolation {
                value,
                str,
                conversion,
                format_spec,
            } => {
                self.expr(value)?;
                self.load_const(at, str.clone());
                let mut arg = 2;
                if let Some(spec) = format_spec {
                    arg += 1;
                    self.expr(spec)?;
                }
                if *conversion != -1 {
                    arg |= conversion_arg(*conversion)? << 2;
                }
                self.add(at, BUILD_INTERPOLATION, arg);
            }
            ExprKind::Attribute { .. }
            | ExprKind::Call { .. }
            | ExprKind::Subscript { .. }
            | ExprKind::BoolOp { .. }
            | ExprKind::BinOp { .. }
            | ExprKind::UnaryOp { .. }
            | ExprKind::Compare { .. } => return self.expr(e),
            ExprKind::Starred { ctx, .. } => {
                // Where one is allowed, whoever compiles the elements has dealt with it.
                let message = match ctx {
                    ExprContext::Store => "starred assignment target must be in a list or tuple",
                    _ => "can't use starred expression here",
                };
                return self.error(at, message);
            }
            ExprKind::Slice { step, .. } => {
                if let Some(constant) = constant_slice(e) {
                    self.load_const(at, constant);
                } else {
                    self.slice_parts(e)?;
                    if let Some(step) = step {
                        self.expr(step)?;
                    }
                    self.add(at, BUILD_SLICE, 2 + step.is_some() as i32);
                }
            }
        }
        Ok(())
    }

    pub(super) fn yield_value(&mut self, at: Location) {
        let entry = self.entry();
        if entry.generator && entry.coroutine {
            self.add(at, CALL_INTRINSIC_1, intrinsic::ASYNC_GEN_WRAP);
        }
        self.add(at, YIELD_VALUE, 0);
        self.add(at, RESUME, resume::AFTER_YIELD);
    }

    #[inline(never)]
    fn bool_op(&mut self, at: Location, op: BoolOp, values: &'a [Expr]) -> Done {
        let opcode = if op == BoolOp::And {
            JUMP_IF_FALSE
        } else {
            JUMP_IF_TRUE
        };
        let end = self.label();
        if let Some((last, first)) = values.split_last() {
            for value in first {
                self.expr(value)?;
                self.jump(at, opcode, end);
                self.op(at, POP_TOP);
            }
            self.expr(last)?;
        }
        self.place(end);
        Ok(())
    }

    pub(super) fn compare_op(&mut self, at: Location, op: CmpOp) {
        let (opcode, arg) = match op {
            CmpOp::Is => (IS_OP, 0),
            CmpOp::IsNot => (IS_OP, 1),
            CmpOp::In => (CONTAINS_OP, 0),
            CmpOp::NotIn => (CONTAINS_OP, 1),
            CmpOp::Eq => (COMPARE_OP, compare_arg(EQ)),
            CmpOp::NotEq => (COMPARE_OP, compare_arg(NE)),
            CmpOp::Lt => (COMPARE_OP, compare_arg(LT)),
            CmpOp::LtE => (COMPARE_OP, compare_arg(LE)),
            CmpOp::Gt => (COMPARE_OP, compare_arg(GT)),
            CmpOp::GtE => (COMPARE_OP, compare_arg(GE)),
        };
        self.add(at, opcode, arg);
    }

    #[inline(never)]
    fn compare(
        &mut self,
        e: &'a Expr,
        left: &'a Expr,
        ops: &[CmpOp],
        comparators: &'a [Expr],
    ) -> Done {
        let at = e.range;
        self.check_compare(e, left, ops, comparators)?;
        self.expr(left)?;
        let Some((last_op, first_ops)) = ops.split_last() else {
            return Ok(());
        };
        if first_ops.is_empty() {
            self.exprs(&comparators[..comparators.len().min(1)])?;
            self.compare_op(at, *last_op);
            return Ok(());
        }
        let cleanup = self.label();
        for (op, right) in first_ops.iter().zip(comparators) {
            self.expr(right)?;
            self.add(at, SWAP, 2);
            self.add(at, COPY, 2);
            self.compare_op(at, *op);
            self.add(at, COPY, 1);
            self.op(at, TO_BOOL);
            self.jump(at, POP_JUMP_IF_FALSE, cleanup);
            self.op(at, POP_TOP);
        }
        if let Some(right) = comparators.get(first_ops.len()) {
            self.expr(right)?;
        }
        self.compare_op(at, *last_op);
        let end = self.label();
        self.jump(Location::NONE, JUMP_NO_INTERRUPT, end);
        self.place(cleanup);
        self.add(at, SWAP, 2);
        self.op(at, POP_TOP);
        self.place(end);
        Ok(())
    }

    /// An attribute of `super()` as a whole; of others only what goes before the value. True if that was all.
    #[inline(never)]
    fn super_attribute(
        &mut self,
        e: &'a Expr,
        value: &'a Expr,
        attr: &'a Name,
        ctx: ExprContext,
    ) -> Result<bool, CompileError> {
        if ctx == ExprContext::Load
            && let Some(args) = self.super_call(value, attr)
        {
            self.load_super_arguments(value, args)?;
            let index = self.name_index(attr) << 2;
            // Bit 1: two arguments were given.
            let two = if args.is_empty() { 0 } else { 2 };
            self.add(e.range, LOAD_SUPER_ATTR, (index | two) as i32);
            let at = start_at_attribute(e.range, e, attr);
            self.op(at, NOP);
            return Ok(true);
        }
        if ctx == ExprContext::Store
            && matches!(&value.kind, ExprKind::Name { id, .. } if *id == "self")
        {
            self.note_static_attribute(attr);
        }
        Ok(false)
    }

    /// An attribute of the value on the stack.
    #[inline(never)]
    fn attribute_of(&mut self, e: &'a Expr, attr: &'a Name, ctx: ExprContext) -> Done {
        let at = start_at_attribute(e.range, e, attr);
        match ctx {
            ExprContext::Load => {
                let index = self.name_index(attr);
                self.add(at, LOAD_ATTR, (index << 1) as i32);
            }
            ExprContext::Store => self.name_op(at, STORE_ATTR, attr),
            ExprContext::Del => self.name_op(at, DELETE_ATTR, attr),
        }
        Ok(())
    }

    /// `self.attr = ...` in a method: the class lists the attribute.
    fn note_static_attribute(&mut self, attr: &Name) {
        let (_, around) = self.units.split_last_mut().unzip();
        if let Some(class) = around
            .unwrap_or_default()
            .iter_mut()
            .rev()
            .find(|u| u.scope == ScopeType::Class)
        {
            class.static_attributes.insert(attr.clone());
        }
    }

    #[inline(never)]
    fn check_subscript(&mut self, value: &'a Expr, slice: &'a Expr) -> Done {
        self.check_subscripter(value)?;
        self.check_index(value, slice)
    }

    /// A subscript of the value on the stack.
    #[inline(never)]
    fn subscript_of(&mut self, at: Location, slice: &'a Expr, ctx: ExprContext) -> Done {
        if ctx != ExprContext::Del && is_two_part_slice(slice) {
            self.slice_parts(slice)?;
            self.op(
                at,
                if ctx == ExprContext::Load {
                    BINARY_SLICE
                } else {
                    STORE_SLICE
                },
            );
            return Ok(());
        }
        self.expr(slice)?;
        match ctx {
            ExprContext::Load => self.add(at, BINARY_OP, NB_SUBSCR),
            ExprContext::Store => self.op(at, STORE_SUBSCR),
            ExprContext::Del => self.op(at, DELETE_SUBSCR),
        }
        Ok(())
    }

    /// Pushes both bounds of a slice.
    pub(super) fn slice_parts(&mut self, slice: &'a Expr) -> Done {
        let ExprKind::Slice { lower, upper, .. } = &slice.kind else {
            return Ok(());
        };
        for bound in [lower, upper] {
            match bound {
                Some(bound) => self.expr(bound)?,
                None => self.load_none(slice.range),
            }
        }
        Ok(())
    }

    fn sequence(
        &mut self,
        at: Location,
        elts: &'a [Expr],
        ctx: ExprContext,
        display: Display,
    ) -> Done {
        match ctx {
            ExprContext::Load => self.display(at, elts, None, 0, display),
            ExprContext::Store => self.unpack(at, elts),
            ExprContext::Del => self.exprs(elts),
        }
    }

    fn unpack(&mut self, at: Location, elts: &'a [Expr]) -> Done {
        let is_starred = |e: &Expr| matches!(e.kind, ExprKind::Starred { .. });
        match elts.iter().position(is_starred) {
            Some(star) => {
                let after = elts.len() - star - 1;
                if star >= 1 << 8 || after >= (i32::MAX >> 8) as usize {
                    return self.error(at, "too many expressions in star-unpacking assignment");
                }
                self.add(at, UNPACK_EX, (star + (after << 8)) as i32);
                if elts[star + 1..].iter().any(is_starred) {
                    return self.error(at, "multiple starred expressions in assignment");
                }
            }
            None => self.add(at, UNPACK_SEQUENCE, elts.len() as i32),
        }
        elts.iter().try_for_each(|e| match &e.kind {
            ExprKind::Starred { value, .. } => self.expr(value),
            _ => self.expr(e),
        })
    }

    /// Builds a collection of `pushed` values on the stack, `elts`, and a variable.
    pub(super) fn display(
        &mut self,
        at: Location,
        elts: &'a [Expr],
        injected: Option<&Name>,
        pushed: usize,
        display: Display,
    ) -> Done {
        let (build, add, extend) = match display {
            Display::Set => (BUILD_SET, SET_ADD, SET_UPDATE),
            Display::List | Display::Tuple => (BUILD_LIST, LIST_APPEND, LIST_EXTEND),
        };
        let n = elts.len() + pushed + injected.is_some() as usize;
        let big = n > STACK_USE_GUIDELINE;
        let starred = elts
            .iter()
            .any(|e| matches!(e.kind, ExprKind::Starred { .. }));
        if !starred && !big {
            self.exprs(elts)?;
            if let Some(name) = injected {
                self.load_name(at, name)?;
            }
            self.add(
                at,
                if display == Display::Tuple {
                    BUILD_TUPLE
                } else {
                    build
                },
                n as i32,
            );
            return Ok(());
        }
        let mut built = big;
        if big {
            self.add(at, build, pushed as i32);
        }
        for (i, e) in elts.iter().enumerate() {
            if let ExprKind::Starred { value, .. } = &e.kind {
                if !built {
                    self.add(at, build, (i + pushed) as i32);
                    built = true;
                }
                self.expr(value)?;
                self.add(at, extend, 1);
            } else {
                self.expr(e)?;
                if built {
                    self.add(at, add, 1);
                }
            }
        }
        if let Some(name) = injected {
            self.load_name(at, name)?;
            self.add(at, add, 1);
        }
        if display == Display::Tuple {
            self.add(at, CALL_INTRINSIC_1, intrinsic::LIST_TO_TUPLE);
        }
        Ok(())
    }

    fn dict_run(&mut self, at: Location, keys: &'a [Option<Expr>], values: &'a [Expr]) -> Done {
        let big = keys.len() * 2 > STACK_USE_GUIDELINE;
        if big {
            self.add(at, BUILD_MAP, 0);
        }
        for (key, value) in keys.iter().zip(values) {
            if let Some(key) = key {
                self.expr(key)?;
            }
            self.expr(value)?;
            if big {
                self.add(at, MAP_ADD, 1);
            }
        }
        if !big {
            self.add(at, BUILD_MAP, keys.len() as i32);
        }
        Ok(())
    }

    fn dict(&mut self, at: Location, keys: &'a [Option<Expr>], values: &'a [Expr]) -> Done {
        let mut have_dict = false;
        let mut start = 0;
        let flush = |c: &mut Self, have_dict: &mut bool, range: std::ops::Range<usize>| {
            c.dict_run(at, &keys[range.clone()], &values[range])?;
            if *have_dict {
                c.add(at, DICT_UPDATE, 1);
            }
            *have_dict = true;
            Ok::<(), CompileError>(())
        };
        let n = keys.len().min(values.len());
        for i in 0..n {
            if keys[i].is_none() {
                if i > start {
                    flush(self, &mut have_dict, start..i)?;
                }
                if !have_dict {
                    self.add(at, BUILD_MAP, 0);
                    have_dict = true;
                }
                self.expr(&values[i])?;
                self.add(at, DICT_UPDATE, 1);
                start = i + 1;
            } else if (i - start) * 2 > STACK_USE_GUIDELINE {
                flush(self, &mut have_dict, start..i + 1)?;
                start = i + 1;
            }
        }
        if n > start {
            flush(self, &mut have_dict, start..n)?;
        }
        if !have_dict {
            self.add(at, BUILD_MAP, 0);
        }
        Ok(())
    }

    fn joined_str(&mut self, at: Location, values: &'a [Expr]) -> Done {
        if values.len() > STACK_USE_GUIDELINE {
            self.load_const(at, Constant::str(""));
            let join = self.name_index(&Name::from("join"));
            self.add(at, LOAD_ATTR, (join << 1 | 1) as i32);
            self.add(at, BUILD_LIST, 0);
            for value in values {
                self.expr(value)?;
                self.add(at, LIST_APPEND, 1);
            }
            self.add(at, CALL, 1);
            return Ok(());
        }
        self.exprs(values)?;
        match values.len() {
            0 => self.load_const(at, Constant::str("")),
            1 => {}
            n => self.add(at, BUILD_STRING, n as i32),
        }
        Ok(())
    }

    /// Strings and interpolations, each in a tuple; the strings stand before, between and after the interpolations.
    fn template_str(&mut self, at: Location, values: &'a [Expr]) -> Done {
        let is_interpolation = |e: &Expr| matches!(e.kind, ExprKind::Interpolation { .. });
        let mut strings = 0;
        let mut after_interpolation = true;
        for value in values {
            if is_interpolation(value) {
                if after_interpolation {
                    self.load_const(at, Constant::str(""));
                    strings += 1;
                }
                after_interpolation = true;
            } else {
                self.expr(value)?;
                strings += 1;
                after_interpolation = false;
            }
        }
        if after_interpolation {
            self.load_const(at, Constant::str(""));
            strings += 1;
        }
        self.add(at, BUILD_TUPLE, strings);
        let mut interpolations = 0;
        for value in values.iter().filter(|e| is_interpolation(e)) {
            self.expr(value)?;
            interpolations += 1;
        }
        self.add(at, BUILD_TUPLE, interpolations);
        self.op(at, BUILD_TEMPLATE);
        Ok(())
    }
}

/// What kind of collection a display builds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Display {
    List,
    Tuple,
    Set,
}

fn conversion_arg(conversion: i32) -> Result<i32, CompileError> {
    match u8::try_from(conversion) {
        Ok(b's') => Ok(1),
        Ok(b'r') => Ok(2),
        Ok(b'a') => Ok(3),
        _ => {
            let message = format!("Unrecognized conversion character {conversion}");
            Err(CompileError::new(ErrorKind::SystemError, message))
        }
    }
}
