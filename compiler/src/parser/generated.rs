// Made by `cargo run -p pegen` from compiler/grammar/python.gram; edit that.

use super::actions::*;
use super::nodes::*;
use super::state::*;
use crate::ast::{BoolOp, CmpOp, ExprContext, Operator, UnaryOp};
use crate::tokenizer::kinds::*;

/// The value of an item, or on to the next alternative.
macro_rules! get {
    ($item:expr, $label:lifetime) => {
        match $item {
            Some(value) => value,
            None => break $label,
        }
    };
}

/// Goes on to the next alternative unless the lookahead holds.
macro_rules! check {
    ($ahead:expr, $label:lifetime) => {
        if !$ahead {
            break $label;
        }
    };
}

/// After an alternative that has not matched: gives up on an error, else goes back to where it began.
macro_rules! back {
    ($p:ident, $mark:expr, $label:lifetime) => {
        if $p.failed {
            break $label None;
        }
        $p.mark = $mark;
    };
}

const S0: Set = Set(0xffee7c3fce0481200008201c28f);
const S1: Set = Set(0xffee7c3fce0481200008201c28e);
const S2: Set = Set(0xffee7c3fce0481200008201c29f);
const S3: Set = Set(0xf02a000b0e0481000008200c28e);
const S4: Set = Set(0x10);
const S5: Set = Set(0x80);
const S6: Set = Set(0xf02a000b0e0481000088201c28e);
const S7: Set = Set(0x470024148000002000000000000);
const S8: Set = Set(0xf8ee582b4e0481000008201c28e);
const S9: Set = Set(0x1);
const S10: Set = Set(0x2000);
const S11: Set = Set(0xf82a000b0e0481000008201c28e);
const S12: Set = Set(0x800000000000000000000000000);
const S13: Set = Set(0xf02a000b0e0481000008201c28e);
const S14: Set = Set(0x8000000000000000000000000);
const S15: Set = Set(0x48000000000000000000000);
const S16: Set = Set(0x4000000000000000000000000);
const S17: Set = Set(0x2000000000000000000000000);
const S18: Set = Set(0x200000000000000000000);
const S19: Set = Set(0x80000000000000000000000000);
const S20: Set = Set(0x4000000000000000000);
const S21: Set = Set(0x20000000000000000000);
const S22: Set = Set(0x80000000000000000000);
const S23: Set = Set(0x10000000000000000000000);
const S24: Set = Set(0x400000000000000000000000);
const S25: Set = Set(0x108000002000000000000);
const S26: Set = Set(0x20000000000000000000000);
const S27: Set = Set(0x40000002000000000000);
const S28: Set = Set(0x40000008000000000000000000);
const S29: Set = Set(0x4008000000000000000000);
const S30: Set = Set(0x10000000000000000000000000);
const S31: Set = Set(0x20000000000000000000000000);
const S32: Set = Set(0x400000000000000000000000000);
const S33: Set = Set(0xf00000000000000000000000002);
const S34: Set = Set(0x400000);
const S35: Set = Set(0xf00000000e0481000000200028e);
const S36: Set = Set(0xf00000000e0481000000201028e);
const S37: Set = Set(0x200000000000000);
const S38: Set = Set(0x1000000000);
const S39: Set = Set(0x2000000000);
const S40: Set = Set(0x4000000000);
const S41: Set = Set(0x4000000000000);
const S42: Set = Set(0x8000000000);
const S43: Set = Set(0x10000000000);
const S44: Set = Set(0x20000000000);
const S45: Set = Set(0x40000000000);
const S46: Set = Set(0x80000000000);
const S47: Set = Set(0x100000000000);
const S48: Set = Set(0x200000000000);
const S49: Set = Set(0x400000000000);
const S50: Set = Set(0x1000000000000);
const S51: Set = Set(0x8000000000000000000000);
const S52: Set = Set(0x1000);
const S53: Set = Set(0x2010);
const S54: Set = Set(0x40000000000000000000000);
const S55: Set = Set(0x10000000800000);
const S56: Set = Set(0x10000);
const S57: Set = Set(0xf00000000000000000000000012);
const S58: Set = Set(0x2000000000000000000);
const S59: Set = Set(0x800000);
const S60: Set = Set(0x2000000000000);
const S61: Set = Set(0x40000000000000000000);
const S62: Set = Set(0x200);
const S63: Set = Set(0x108000000000000000000);
const S64: Set = Set(0x100000000000000000000);
const S65: Set = Set(0xf00000000000000000800030082);
const S66: Set = Set(0x8000000000000);
const S67: Set = Set(0x200000000000010);
const S68: Set = Set(0x8000000000000000000);
const S69: Set = Set(0xf00000000000000000000030082);
const S70: Set = Set(0xf00000000000000000800010002);
const S71: Set = Set(0x800010000);
const S72: Set = Set(0x100);
const S73: Set = Set(0x800000000);
const S74: Set = Set(0x800);
const S75: Set = Set(0x800000000000000000000);
const S76: Set = Set(0x400000000000000000000);
const S77: Set = Set(0x4000000000000000000000);
const S78: Set = Set(0x40000000000000000000000000);
const S79: Set = Set(0x1900);
const S80: Set = Set(0x1000000000000000000000);
const S81: Set = Set(0x2000000000000000000000);
const S82: Set = Set(0x200000000000000000000000000);
const S83: Set = Set(0xf00000000e0480000000201828e);
const S84: Set = Set(0xf00000000e0480000000200828e);
const S85: Set = Set(0x40000);
const S86: Set = Set(0xe0480000000000800c);
const S87: Set = Set(0x100000000000000000000000000);
const S88: Set = Set(0x280);
const S89: Set = Set(0x2000000);
const S90: Set = Set(0x8004);
const S91: Set = Set(0xc000);
const S92: Set = Set(0x4800000000000008);
const S93: Set = Set(0x400000000000000000);
const S94: Set = Set(0x800000000000000000);
const S95: Set = Set(0x200000000000000000);
const S96: Set = Set(0x4);
const S97: Set = Set(0x8000);
const S98: Set = Set(0xc00080);
const S99: Set = Set(0xf00000000e0480000000000800e);
const S100: Set = Set(0xf00000010e0481000000200028e);
const S101: Set = Set(0x19a0001000002800f793fc000);
const S102: Set = Set(0xf00800010e0481000008200c28e);
const S103: Set = Set(0x200000000000000000000000);
const S104: Set = Set(0x20000000000000);
const S105: Set = Set(0x1980001000002800f793fc000);
const S106: Set = Set(0x1000000000000000000000000);
const S107: Set = Set(0x1000000000000000000);
const S108: Set = Set(0x980000000002800f793fc000);
const S109: Set = Set(0x800000000000000000000000);
const S110: Set = Set(0xf00000010e0481000008200c28e);
const S111: Set = Set(0x980000000000000078300000);
const S112: Set = Set(0x8000000);
const S113: Set = Set(0x10000000);
const S114: Set = Set(0x100000);
const S115: Set = Set(0x20000000);
const S116: Set = Set(0x40000000);
const S117: Set = Set(0x200000);
const S118: Set = Set(0x80000000000000000000000);
const S119: Set = Set(0x100000000000000000000000);
const S120: Set = Set(0x2800f010fc000);
const S121: Set = Set(0x100000000);
const S122: Set = Set(0x80000);
const S123: Set = Set(0x600000000);
const S124: Set = Set(0x200000000);
const S125: Set = Set(0x400000000);
const S126: Set = Set(0x4000);
const S127: Set = Set(0x2800801030000);
const S128: Set = Set(0x8000c000);
const S129: Set = Set(0x2800001030000);
const S130: Set = Set(0x20000);
const S131: Set = Set(0x800000000000);
const S132: Set = Set(0x1000000);
const S133: Set = Set(0x80000000);
const S134: Set = Set(0x10000000000000000000);
const S135: Set = Set(0x2800280);
const S136: Set = Set(0x2000280);
const S137: Set = Set(0xf02a000b0e0481000008200ca8e);
const S138: Set = Set(0xf02a000b0e0481000008201ca8e);
const S139: Set = Set(0x10000000000000);
const S140: Set = Set(0x1000000000000000);
const S141: Set = Set(0x40000000000000);
const S142: Set = Set(0x1000000002000000);
const S143: Set = Set(0x800000000000000);
const S144: Set = Set(0x8000000000000000);
const S145: Set = Set(0x8000000002000000);
const S146: Set = Set(0x4000000000000000);
const S147: Set = Set(0x8);
const S148: Set = Set(0x800000000000008);
const S149: Set = Set(0xf02a000b0e0481000088200c28e);
const S150: Set = Set(0xf00000000000000000000000282);
const S151: Set = Set(0x1100);
const S152: Set = Set(0xe00000000000000000);
const S153: Set = Set(0xf00a00010e0481000008200c28e);
const S154: Set = Set(0xf00000000000000000000000000);
const S155: Set = Set(0x800000000000000000800);
const S156: Set = Set(0x20000a0000000000000000000);
const S157: Set = Set(0x20000000400000);
const S158: Set = Set(0xf80000000e0481000000201028e);
const S159: Set = Set(0x20);
const S160: Set = Set(0x2000200);
const S161: Set = Set(0xf00000000000000000000000082);
const S162: Set = Set(0xf00000000000000000000010002);
const S163: Set = Set(0x800000100);
const S164: Set = Set(0x800030000);
const S165: Set = Set(0x800000800);
const S166: Set = Set(0x3110);
const S167: Set = Set(0x3000000000000000000000);
const S168: Set = Set(0xf8ee582b4e0481000008201c29e);
const S169: Set = Set(0x810);
const S170: Set = Set(0x4001000);
const S171: Set = Set(0x40000004400800);
const S172: Set = Set(0x40000004000800);
const S173: Set = Set(0x4000800);
const S174: Set = Set(0x4000000);
const S175: Set = Set(0x280000103c000);
const M_simple_stmt: u16 = 0;
const M_dotted_name: u16 = 1;
const M_block: u16 = 2;
const M_closed_pattern: u16 = 3;
const M_name_or_attr: u16 = 4;
const M_star_pattern: u16 = 5;
const M_type_param: u16 = 6;
const M_expression: u16 = 7;
const M_star_expression: u16 = 8;
const M_disjunction: u16 = 9;
const M_conjunction: u16 = 10;
const M_inversion: u16 = 11;
const M_bitwise_or: u16 = 12;
const M_bitwise_xor: u16 = 13;
const M_bitwise_and: u16 = 14;
const M_shift_expr: u16 = 15;
const M_sum: u16 = 16;
const M_term: u16 = 17;
const M_factor: u16 = 18;
const M_await_primary: u16 = 19;
const M_primary: u16 = 20;
const M_tstring: u16 = 21;
const M_strings: u16 = 22;
const M_arguments: u16 = 23;
const M_star_target: u16 = 24;
const M_target_with_star_atom: u16 = 25;
const M_t_primary: u16 = 26;
const M_del_target: u16 = 27;
const M_invalid_named_expression: u16 = 28;

pub(super) fn file<'a>(p: &mut Parser<'a>) -> Option<Mod<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Mod<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S0.has(class) {
            'alt: {
                let a = get!(p.opt(S1, statements), 'alt);
                get!(p.expect(ENDMARKER), 'alt);
                break 'rule Some(p.make_module(a));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

pub(super) fn interactive<'a>(p: &mut Parser<'a>) -> Option<Mod<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Mod<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S2.has(class) {
            'alt: {
                let a = get!(statement_newline(p), 'alt);
                break 'rule Some(Mod::Interactive(a));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

pub(super) fn eval<'a>(p: &mut Parser<'a>) -> Option<Mod<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Mod<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S3.has(class) {
            'alt: {
                let a = get!(expressions(p), 'alt);
                get!(p.loop0(S4, |p| p.expect(NEWLINE)), 'alt);
                get!(p.expect(ENDMARKER), 'alt);
                break 'rule Some(Mod::Expression(a));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

pub(super) fn func_type<'a>(p: &mut Parser<'a>) -> Option<Mod<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Mod<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S5.has(class) {
            'alt: {
                get!(p.expect(LPAR), 'alt);
                let a = get!(p.opt(S6, type_expressions), 'alt);
                get!(p.expect(RPAR), 'alt);
                get!(p.expect(RARROW), 'alt);
                let b = get!(expression(p), 'alt);
                get!(p.loop0(S4, |p| p.expect(NEWLINE)), 'alt);
                get!(p.expect(ENDMARKER), 'alt);
                break 'rule Some(Mod::FunctionType(a.unwrap_or(&[]), b));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn statements<'a>(p: &mut Parser<'a>) -> Option<&'a [Stmt<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Stmt<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S1.has(class) {
            'alt: {
                let a = get!(p.loop1(S1, statement), 'alt);
                break 'rule Some(p.flatten(a));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn statement<'a>(p: &mut Parser<'a>) -> Option<&'a [Stmt<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Stmt<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S7.has(class) {
            'alt: {
                let a = get!(compound_stmt(p), 'alt);
                break 'rule Some(p.compound_statement(a));
            }
            back!(p, start, 'rule);
        }
        if S8.has(class) {
            if let found @ Some(_) = simple_stmts(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn statement_newline<'a>(p: &mut Parser<'a>) -> Option<&'a [Stmt<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Stmt<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S7.has(class) {
            'alt: {
                let a = get!(single_compound_stmt(p), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        if S8.has(class) {
            if let found @ Some(_) = simple_stmts(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S4.has(class) {
            'alt: {
                get!(p.expect(NEWLINE), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pass_alone(LOC));
            }
            back!(p, start, 'rule);
        }
        if S9.has(class) {
            'alt: {
                get!(p.expect(ENDMARKER), 'alt);
                break 'rule p.interactive_exit();
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn single_compound_stmt<'a>(p: &mut Parser<'a>) -> Option<&'a [Stmt<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Stmt<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S7.has(class) {
            'alt: {
                let a = get!(compound_stmt(p), 'alt);
                break 'rule Some(p.compound_statement(a));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn simple_stmts<'a>(p: &mut Parser<'a>) -> Option<&'a [Stmt<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Stmt<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S8.has(class) {
            'alt: {
                let a = get!(simple_stmt(p), 'alt);
                check!(!p.sees(S10), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                break 'rule Some(p.one(a));
            }
            back!(p, start, 'rule);
        }
        if S8.has(class) {
            'alt: {
                let a = get!(p.gather(S10, simple_stmt), 'alt);
                get!(p.opt(S10, |p| p.expect(SEMI)), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn simple_stmt<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    if let Some(known) = p.recall(M_simple_stmt) {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S11.has(class) {
            if let found @ Some(_) = assignment(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S12.has(class) {
            'alt: {
                check!(p.sees(S12), 'alt);
                let v1 = get!(type_alias(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S13.has(class) {
            'alt: {
                let e = get!(star_expressions(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Expr { value: e }, LOC));
            }
            back!(p, start, 'rule);
        }
        if S14.has(class) {
            'alt: {
                check!(p.sees(S14), 'alt);
                let v1 = get!(return_stmt(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S15.has(class) {
            'alt: {
                check!(p.sees(S15), 'alt);
                let v1 = get!(import_stmt(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S16.has(class) {
            'alt: {
                check!(p.sees(S16), 'alt);
                let v1 = get!(raise_stmt(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S17.has(class) {
            'alt: {
                check!(p.sees(S17), 'alt);
                let v1 = get!(pass_stmt(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S18.has(class) {
            'alt: {
                check!(p.sees(S18), 'alt);
                let v1 = get!(del_stmt(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S19.has(class) {
            'alt: {
                check!(p.sees(S19), 'alt);
                let v1 = get!(yield_stmt(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S20.has(class) {
            'alt: {
                check!(p.sees(S20), 'alt);
                let v1 = get!(assert_stmt(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S21.has(class) {
            'alt: {
                check!(p.sees(S21), 'alt);
                let v1 = get!(break_stmt(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S22.has(class) {
            'alt: {
                check!(p.sees(S22), 'alt);
                let v1 = get!(continue_stmt(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S23.has(class) {
            'alt: {
                check!(p.sees(S23), 'alt);
                let v1 = get!(global_stmt(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S24.has(class) {
            'alt: {
                check!(p.sees(S24), 'alt);
                let v1 = get!(nonlocal_stmt(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.remember(M_simple_stmt, start, result);
    p.level -= 1;
    result
}

fn compound_stmt<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S25.has(class) {
            'alt: {
                check!(p.sees(S25), 'alt);
                let v1 = get!(function_def(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S26.has(class) {
            'alt: {
                check!(p.sees(S26), 'alt);
                let v1 = get!(if_stmt(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S27.has(class) {
            'alt: {
                check!(p.sees(S27), 'alt);
                let v1 = get!(class_def(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S28.has(class) {
            'alt: {
                check!(p.sees(S28), 'alt);
                let v1 = get!(with_stmt(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S29.has(class) {
            'alt: {
                check!(p.sees(S29), 'alt);
                let v1 = get!(for_stmt(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S30.has(class) {
            'alt: {
                check!(p.sees(S30), 'alt);
                let v1 = get!(try_stmt(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S31.has(class) {
            'alt: {
                check!(p.sees(S31), 'alt);
                let v1 = get!(while_stmt(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S32.has(class) {
            if let found @ Some(_) = match_stmt(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn assignment<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.name_token(), 'alt);
                get!(p.expect(COLON), 'alt);
                let b = get!(expression(p), 'alt);
                let c = get!(p.opt(S34, group_1), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.ann_assign(a, b, c, true, "Variable annotation syntax is", LOC);
            }
            back!(p, start, 'rule);
        }
        if S35.has(class) {
            'alt: {
                let a = get!(group_2(p), 'alt);
                get!(p.expect(COLON), 'alt);
                let b = get!(expression(p), 'alt);
                let c = get!(p.opt(S34, group_3), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.ann_assign(a, b, c, false, "Variable annotations syntax is", LOC);
            }
            back!(p, start, 'rule);
        }
        if S36.has(class) {
            'alt: {
                let a = get!(p.loop1(S36, group_4), 'alt);
                let b = get!(annotated_rhs(p), 'alt);
                check!(!p.sees(S34), 'alt);
                let tc = get!(p.opt(S37, |p| p.expect(TYPE_COMMENT)), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Assign { targets: a, value: b, type_comment: tc }, LOC));
            }
            back!(p, start, 'rule);
        }
        if S35.has(class) {
            'alt: {
                let mut cut = false;
                'cut: {
                    let a = get!(single_target(p), 'cut);
                    let b = get!(augassign(p), 'cut);
                    cut = true;
                    let c = get!(annotated_rhs(p), 'cut);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.stmt(S::AugAssign { target: a, op: b, value: c }, LOC));
                }
                if cut {
                    break 'rule None;
                }
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S11.has(class) {
            if invalid_assignment(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_1<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S34.has(class) {
            'alt: {
                get!(p.expect(EQUAL), 'alt);
                let d = get!(annotated_rhs(p), 'alt);
                break 'rule Some(d);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_2<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S5.has(class) {
            'alt: {
                get!(p.expect(LPAR), 'alt);
                let b = get!(single_target(p), 'alt);
                get!(p.expect(RPAR), 'alt);
                break 'rule Some(b);
            }
            back!(p, start, 'rule);
        }
        if S35.has(class) {
            if let found @ Some(_) = single_subscript_attribute_target(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_3<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S34.has(class) {
            'alt: {
                get!(p.expect(EQUAL), 'alt);
                let d = get!(annotated_rhs(p), 'alt);
                break 'rule Some(d);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_4<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S36.has(class) {
            'alt: {
                let z = get!(star_targets(p), 'alt);
                get!(p.expect(EQUAL), 'alt);
                break 'rule Some(z);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn annotated_rhs<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S19.has(class) {
            if let found @ Some(_) = yield_expr(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S13.has(class) {
            if let found @ Some(_) = star_expressions(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn augassign<'a>(p: &mut Parser<'a>) -> Option<Operator> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Operator> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S38.has(class) {
            'alt: {
                get!(p.expect(PLUSEQUAL), 'alt);
                break 'rule Some(Operator::Add);
            }
            back!(p, start, 'rule);
        }
        if S39.has(class) {
            'alt: {
                get!(p.expect(MINEQUAL), 'alt);
                break 'rule Some(Operator::Sub);
            }
            back!(p, start, 'rule);
        }
        if S40.has(class) {
            'alt: {
                get!(p.expect(STAREQUAL), 'alt);
                break 'rule Some(Operator::Mult);
            }
            back!(p, start, 'rule);
        }
        if S41.has(class) {
            'alt: {
                get!(p.expect(ATEQUAL), 'alt);
                break 'rule p.check_version(5, "The '@' operator is", Operator::MatMult);
            }
            back!(p, start, 'rule);
        }
        if S42.has(class) {
            'alt: {
                get!(p.expect(SLASHEQUAL), 'alt);
                break 'rule Some(Operator::Div);
            }
            back!(p, start, 'rule);
        }
        if S43.has(class) {
            'alt: {
                get!(p.expect(PERCENTEQUAL), 'alt);
                break 'rule Some(Operator::Mod);
            }
            back!(p, start, 'rule);
        }
        if S44.has(class) {
            'alt: {
                get!(p.expect(AMPEREQUAL), 'alt);
                break 'rule Some(Operator::BitAnd);
            }
            back!(p, start, 'rule);
        }
        if S45.has(class) {
            'alt: {
                get!(p.expect(VBAREQUAL), 'alt);
                break 'rule Some(Operator::BitOr);
            }
            back!(p, start, 'rule);
        }
        if S46.has(class) {
            'alt: {
                get!(p.expect(CIRCUMFLEXEQUAL), 'alt);
                break 'rule Some(Operator::BitXor);
            }
            back!(p, start, 'rule);
        }
        if S47.has(class) {
            'alt: {
                get!(p.expect(LEFTSHIFTEQUAL), 'alt);
                break 'rule Some(Operator::LShift);
            }
            back!(p, start, 'rule);
        }
        if S48.has(class) {
            'alt: {
                get!(p.expect(RIGHTSHIFTEQUAL), 'alt);
                break 'rule Some(Operator::RShift);
            }
            back!(p, start, 'rule);
        }
        if S49.has(class) {
            'alt: {
                get!(p.expect(DOUBLESTAREQUAL), 'alt);
                break 'rule Some(Operator::Pow);
            }
            back!(p, start, 'rule);
        }
        if S50.has(class) {
            'alt: {
                get!(p.expect(DOUBLESLASHEQUAL), 'alt);
                break 'rule Some(Operator::FloorDiv);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn return_stmt<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S14.has(class) {
            'alt: {
                get!(p.expect(KW_return), 'alt);
                let a = get!(p.opt(S13, star_expressions), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Return { value: a }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn raise_stmt<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S16.has(class) {
            'alt: {
                get!(p.expect(KW_raise), 'alt);
                let a = get!(expression(p), 'alt);
                let b = get!(p.opt(S51, group_5), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Raise { exc: Some(a), cause: b }, LOC));
            }
            back!(p, start, 'rule);
        }
        if S16.has(class) {
            'alt: {
                get!(p.expect(KW_raise), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Raise { exc: None, cause: None }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_5<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S51.has(class) {
            'alt: {
                get!(p.expect(KW_from), 'alt);
                let z = get!(expression(p), 'alt);
                break 'rule Some(z);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn pass_stmt<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S17.has(class) {
            'alt: {
                get!(p.expect(KW_pass), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Pass, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn break_stmt<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S21.has(class) {
            'alt: {
                get!(p.expect(KW_break), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Break, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn continue_stmt<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S22.has(class) {
            'alt: {
                get!(p.expect(KW_continue), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Continue, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn global_stmt<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S23.has(class) {
            'alt: {
                get!(p.expect(KW_global), 'alt);
                let a = get!(p.gather(S52, |p| p.name_token()), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Global { names: p.ids(a) }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn nonlocal_stmt<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S24.has(class) {
            'alt: {
                get!(p.expect(KW_nonlocal), 'alt);
                let a = get!(p.gather(S52, |p| p.name_token()), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Nonlocal { names: p.ids(a) }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn del_stmt<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S18.has(class) {
            'alt: {
                get!(p.expect(KW_del), 'alt);
                let a = get!(del_targets(p), 'alt);
                check!(p.sees(S53), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Delete { targets: a }, LOC));
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S18.has(class) {
            if invalid_del_stmt(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn yield_stmt<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S19.has(class) {
            'alt: {
                let y = get!(yield_expr(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Expr { value: y }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn assert_stmt<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S20.has(class) {
            'alt: {
                get!(p.expect(KW_assert), 'alt);
                let a = get!(expression(p), 'alt);
                let b = get!(p.opt(S52, group_6), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Assert { test: a, msg: b }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_6<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S52.has(class) {
            'alt: {
                get!(p.expect(COMMA), 'alt);
                let z = get!(expression(p), 'alt);
                break 'rule Some(z);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn import_stmt<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S54.has(class) {
            if invalid_import(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S54.has(class) {
            if let found @ Some(_) = import_name(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S51.has(class) {
            if let found @ Some(_) = import_from(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn import_name<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S54.has(class) {
            'alt: {
                get!(p.expect(KW_import), 'alt);
                let a = get!(dotted_as_names(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Import { names: a }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn import_from<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S51.has(class) {
            'alt: {
                get!(p.expect(KW_from), 'alt);
                let a = get!(p.loop0(S55, |p| p.expect_any(S55)), 'alt);
                let b = get!(dotted_name(p), 'alt);
                get!(p.expect(KW_import), 'alt);
                let c = get!(import_from_targets(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.import_from(a, Some(b), c, LOC));
            }
            back!(p, start, 'rule);
        }
        if S51.has(class) {
            'alt: {
                get!(p.expect(KW_from), 'alt);
                let a = get!(p.loop1(S55, |p| p.expect_any(S55)), 'alt);
                get!(p.expect(KW_import), 'alt);
                let b = get!(import_from_targets(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.import_from(a, None, b, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn import_from_targets<'a>(p: &mut Parser<'a>) -> Option<&'a [Alias<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Alias<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S5.has(class) {
            'alt: {
                get!(p.expect(LPAR), 'alt);
                let a = get!(import_from_as_names(p), 'alt);
                get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                get!(p.expect(RPAR), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                let v0 = get!(import_from_as_names(p), 'alt);
                check!(!p.sees(S52), 'alt);
                break 'rule Some(v0);
            }
            back!(p, start, 'rule);
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.alias_star(LOC));
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S57.has(class) {
            if invalid_import_from_targets(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn import_from_as_names<'a>(p: &mut Parser<'a>) -> Option<&'a [Alias<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Alias<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.gather(S52, import_from_as_name), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn import_from_as_name<'a>(p: &mut Parser<'a>) -> Option<Alias<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Alias<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S33.has(class) {
            if invalid_import_from_as_name(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.name_token(), 'alt);
                let b = get!(p.opt(S58, group_7), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.alias(a, b, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_7<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S58.has(class) {
            'alt: {
                get!(p.expect(KW_as), 'alt);
                let z = get!(p.name_token(), 'alt);
                break 'rule Some(z);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn dotted_as_names<'a>(p: &mut Parser<'a>) -> Option<&'a [Alias<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Alias<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.gather(S52, dotted_as_name), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn dotted_as_name<'a>(p: &mut Parser<'a>) -> Option<Alias<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Alias<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S33.has(class) {
            if invalid_dotted_as_name(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                let a = get!(dotted_name(p), 'alt);
                let b = get!(p.opt(S58, group_8), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.alias(a, b, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_8<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S58.has(class) {
            'alt: {
                get!(p.expect(KW_as), 'alt);
                let z = get!(p.name_token(), 'alt);
                break 'rule Some(z);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn dotted_name<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if p.remember_all
        && let Some(known) = p.recall(M_dotted_name)
    {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    p.level += 1;
    let mut result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if let found @ Some(_) = p.name_token() {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    while let Some(seed) = result {
        let grown: Option<Expr<'a>> = 'grow: {
            let class = p.class();
            if !S59.has(class) || p.failed {
                break 'grow None;
            }
            let mark = p.mark;
            if S59.has(class) {
                'alt: {
                    let a = seed;
                    get!(p.expect(DOT), 'alt);
                    let b = get!(p.name_token(), 'alt);
                    break 'grow Some(p.join_names(a, b));
                }
                back!(p, mark, 'grow);
            }
            p.mark = mark;
            None
        };
        if p.failed {
            result = None;
        } else if grown.is_none() {
            break;
        } else {
            result = grown;
        }
    }
    p.level -= 1;
    if p.remember_all {
        p.remember(M_dotted_name, start, result);
    }
    p.level -= 1;
    result
}

fn block<'a>(p: &mut Parser<'a>) -> Option<&'a [Stmt<'a>]> {
    if p.enter() {
        return None;
    }
    if let Some(known) = p.recall(M_block) {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Stmt<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S4.has(class) {
            'alt: {
                get!(p.expect(NEWLINE), 'alt);
                get!(p.expect(INDENT), 'alt);
                let a = get!(statements(p), 'alt);
                get!(p.expect(DEDENT), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        if S8.has(class) {
            if let found @ Some(_) = simple_stmts(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S4.has(class) {
            if invalid_block(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.remember(M_block, start, result);
    p.level -= 1;
    result
}

fn decorators<'a>(p: &mut Parser<'a>) -> Option<&'a [Expr<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Expr<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S60.has(class) {
            'alt: {
                let a = get!(p.loop1(S60, group_9), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_9<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S60.has(class) {
            'alt: {
                get!(p.expect(AT), 'alt);
                let f = get!(named_expression(p), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                break 'rule Some(f);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn class_def<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S60.has(class) {
            'alt: {
                let a = get!(decorators(p), 'alt);
                let b = get!(class_def_raw(p), 'alt);
                break 'rule Some(p.decorate(a, b));
            }
            back!(p, start, 'rule);
        }
        if S61.has(class) {
            if let found @ Some(_) = class_def_raw(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn class_def_raw<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S61.has(class) {
            if invalid_class_def_raw(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S61.has(class) {
            'alt: {
                get!(p.expect(KW_class), 'alt);
                let a = get!(p.name_token(), 'alt);
                let t = get!(p.opt(S62, type_params), 'alt);
                let b = get!(p.opt(S5, group_10), 'alt);
                get!(p.expect(COLON), 'alt);
                let c = get!(block(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.class_def(a, t, b.flatten(), c, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_10<'a>(p: &mut Parser<'a>) -> Option<Option<Expr<'a>>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Option<Expr<'a>>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S5.has(class) {
            'alt: {
                get!(p.expect(LPAR), 'alt);
                let z = get!(p.opt(S6, arguments), 'alt);
                get!(p.expect(RPAR), 'alt);
                break 'rule Some(z);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn function_def<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S60.has(class) {
            'alt: {
                let d = get!(decorators(p), 'alt);
                let f = get!(function_def_raw(p), 'alt);
                break 'rule Some(p.decorate(d, f));
            }
            back!(p, start, 'rule);
        }
        if S63.has(class) {
            if let found @ Some(_) = function_def_raw(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn function_def_raw<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S63.has(class) {
            if invalid_def_raw(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S64.has(class) {
            'alt: {
                get!(p.expect(KW_def), 'alt);
                let n = get!(p.name_token(), 'alt);
                let t = get!(p.opt(S62, type_params), 'alt);
                get!(p.expect(LPAR), 'alt);
                let params = get!(p.opt(S65, params), 'alt);
                get!(p.expect(RPAR), 'alt);
                let a = get!(p.opt(S66, group_11), 'alt);
                get!(p.expect(COLON), 'alt);
                let tc = get!(p.opt(S67, func_type_comment), 'alt);
                let b = get!(block(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.function_def(false, n, t, params, a, tc, b, LOC);
            }
            back!(p, start, 'rule);
        }
        if S68.has(class) {
            'alt: {
                get!(p.expect(KW_async), 'alt);
                get!(p.expect(KW_def), 'alt);
                let n = get!(p.name_token(), 'alt);
                let t = get!(p.opt(S62, type_params), 'alt);
                get!(p.expect(LPAR), 'alt);
                let params = get!(p.opt(S65, params), 'alt);
                get!(p.expect(RPAR), 'alt);
                let a = get!(p.opt(S66, group_12), 'alt);
                get!(p.expect(COLON), 'alt);
                let tc = get!(p.opt(S67, func_type_comment), 'alt);
                let b = get!(block(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.function_def(true, n, t, params, a, tc, b, LOC);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_11<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S66.has(class) {
            'alt: {
                get!(p.expect(RARROW), 'alt);
                let z = get!(expression(p), 'alt);
                break 'rule Some(z);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_12<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S66.has(class) {
            'alt: {
                get!(p.expect(RARROW), 'alt);
                let z = get!(expression(p), 'alt);
                break 'rule Some(z);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn params<'a>(p: &mut Parser<'a>) -> Option<Arguments<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Arguments<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S69.has(class) {
            if invalid_parameters(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S70.has(class) {
            if let found @ Some(_) = parameters(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn parameters<'a>(p: &mut Parser<'a>) -> Option<Arguments<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Arguments<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let a = get!(slash_no_default(p), 'alt);
                let b = get!(p.loop0(S33, param_no_default), 'alt);
                let c = get!(p.loop0(S33, param_with_default), 'alt);
                let d = get!(p.opt(S71, star_etc), 'alt);
                break 'rule p.positional_only(Some(a), None, b, c, d);
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                let a = get!(slash_with_default(p), 'alt);
                let b = get!(p.loop0(S33, param_with_default), 'alt);
                let c = get!(p.opt(S71, star_etc), 'alt);
                break 'rule p.positional_only(None, Some(a), &[], b, c);
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.loop1(S33, param_no_default), 'alt);
                let b = get!(p.loop0(S33, param_with_default), 'alt);
                let c = get!(p.opt(S71, star_etc), 'alt);
                break 'rule Some(p.make_arguments(None, None, a, b, c));
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.loop1(S33, param_with_default), 'alt);
                let b = get!(p.opt(S71, star_etc), 'alt);
                break 'rule Some(p.make_arguments(None, None, &[], a, b));
            }
            back!(p, start, 'rule);
        }
        if S71.has(class) {
            'alt: {
                let a = get!(star_etc(p), 'alt);
                break 'rule Some(p.make_arguments(None, None, &[], &[], Some(a)));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn slash_no_default<'a>(p: &mut Parser<'a>) -> Option<&'a [Arg<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Arg<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.loop1(S33, param_no_default), 'alt);
                get!(p.expect(SLASH), 'alt);
                get!(p.expect(COMMA), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.loop1(S33, param_no_default), 'alt);
                get!(p.expect(SLASH), 'alt);
                check!(p.sees(S72), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn slash_with_default<'a>(p: &mut Parser<'a>) -> Option<SlashWithDefault<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<SlashWithDefault<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.loop0(S33, param_no_default), 'alt);
                let b = get!(p.loop1(S33, param_with_default), 'alt);
                get!(p.expect(SLASH), 'alt);
                get!(p.expect(COMMA), 'alt);
                break 'rule Some(SlashWithDefault { plain: a, with_default: b });
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.loop0(S33, param_no_default), 'alt);
                let b = get!(p.loop1(S33, param_with_default), 'alt);
                get!(p.expect(SLASH), 'alt);
                check!(p.sees(S72), 'alt);
                break 'rule Some(SlashWithDefault { plain: a, with_default: b });
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn star_etc<'a>(p: &mut Parser<'a>) -> Option<StarEtc<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<StarEtc<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S56.has(class) {
            if invalid_star_etc(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                let a = get!(param_no_default(p), 'alt);
                let b = get!(p.loop0(S33, param_maybe_default), 'alt);
                let c = get!(p.opt(S73, kwds), 'alt);
                break 'rule Some(StarEtc { vararg: Some(a), kwonly: b, kwarg: c });
            }
            back!(p, start, 'rule);
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                let a = get!(param_no_default_star_annotation(p), 'alt);
                let b = get!(p.loop0(S33, param_maybe_default), 'alt);
                let c = get!(p.opt(S73, kwds), 'alt);
                break 'rule Some(StarEtc { vararg: Some(a), kwonly: b, kwarg: c });
            }
            back!(p, start, 'rule);
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                get!(p.expect(COMMA), 'alt);
                let b = get!(p.loop1(S33, param_maybe_default), 'alt);
                let c = get!(p.opt(S73, kwds), 'alt);
                break 'rule Some(StarEtc { vararg: None, kwonly: b, kwarg: c });
            }
            back!(p, start, 'rule);
        }
        if S73.has(class) {
            'alt: {
                let a = get!(kwds(p), 'alt);
                break 'rule Some(StarEtc { vararg: None, kwonly: &[], kwarg: Some(a) });
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn kwds<'a>(p: &mut Parser<'a>) -> Option<Arg<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Arg<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S73.has(class) {
            if invalid_kwds(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S73.has(class) {
            'alt: {
                get!(p.expect(DOUBLESTAR), 'alt);
                let a = get!(param_no_default(p), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn param_no_default<'a>(p: &mut Parser<'a>) -> Option<Arg<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Arg<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if let Some(head) = param(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    get!(p.expect(COMMA), 'alt);
                    let tc = get!(p.opt(S37, |p| p.expect(TYPE_COMMENT)), 'alt);
                    break 'rule Some(p.comment_arg(a, tc));
                }
                back!(p, mark, 'rule);
                'alt: {
                    let a = head;
                    let tc = get!(p.opt(S37, |p| p.expect(TYPE_COMMENT)), 'alt);
                    check!(p.sees(S72), 'alt);
                    break 'rule Some(p.comment_arg(a, tc));
                }
                back!(p, mark, 'rule);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn param_no_default_star_annotation<'a>(p: &mut Parser<'a>) -> Option<Arg<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Arg<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if let Some(head) = param_star_annotation(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    get!(p.expect(COMMA), 'alt);
                    let tc = get!(p.opt(S37, |p| p.expect(TYPE_COMMENT)), 'alt);
                    break 'rule Some(p.comment_arg(a, tc));
                }
                back!(p, mark, 'rule);
                'alt: {
                    let a = head;
                    let tc = get!(p.opt(S37, |p| p.expect(TYPE_COMMENT)), 'alt);
                    check!(p.sees(S72), 'alt);
                    break 'rule Some(p.comment_arg(a, tc));
                }
                back!(p, mark, 'rule);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn param_with_default<'a>(p: &mut Parser<'a>) -> Option<NameDefault<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<NameDefault<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if let Some(head) = param(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    let c = get!(default(p), 'alt);
                    get!(p.expect(COMMA), 'alt);
                    let tc = get!(p.opt(S37, |p| p.expect(TYPE_COMMENT)), 'alt);
                    break 'rule Some(NameDefault { arg: p.comment_arg(a, tc), value: Some(c) });
                }
                back!(p, mark, 'rule);
                'alt: {
                    let a = head;
                    let c = get!(default(p), 'alt);
                    let tc = get!(p.opt(S37, |p| p.expect(TYPE_COMMENT)), 'alt);
                    check!(p.sees(S72), 'alt);
                    break 'rule Some(NameDefault { arg: p.comment_arg(a, tc), value: Some(c) });
                }
                back!(p, mark, 'rule);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn param_maybe_default<'a>(p: &mut Parser<'a>) -> Option<NameDefault<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<NameDefault<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if let Some(head) = param(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    let c = get!(p.opt(S34, default), 'alt);
                    get!(p.expect(COMMA), 'alt);
                    let tc = get!(p.opt(S37, |p| p.expect(TYPE_COMMENT)), 'alt);
                    break 'rule Some(NameDefault { arg: p.comment_arg(a, tc), value: c });
                }
                back!(p, mark, 'rule);
                'alt: {
                    let a = head;
                    let c = get!(p.opt(S34, default), 'alt);
                    let tc = get!(p.opt(S37, |p| p.expect(TYPE_COMMENT)), 'alt);
                    check!(p.sees(S72), 'alt);
                    break 'rule Some(NameDefault { arg: p.comment_arg(a, tc), value: c });
                }
                back!(p, mark, 'rule);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn param<'a>(p: &mut Parser<'a>) -> Option<Arg<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Arg<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.name_token(), 'alt);
                let b = get!(p.opt(S74, annotation), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.arg(a, b, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn param_star_annotation<'a>(p: &mut Parser<'a>) -> Option<Arg<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Arg<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.name_token(), 'alt);
                let b = get!(star_annotation(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.arg(a, Some(b), LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn annotation<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S74.has(class) {
            'alt: {
                get!(p.expect(COLON), 'alt);
                let a = get!(expression(p), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn star_annotation<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S74.has(class) {
            'alt: {
                get!(p.expect(COLON), 'alt);
                let a = get!(star_expression(p), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn default<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S34.has(class) {
            'alt: {
                get!(p.expect(EQUAL), 'alt);
                let a = get!(expression(p), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S34.has(class) {
            if invalid_default(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn if_stmt<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S26.has(class) {
            if invalid_if_stmt(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S26.has(class) {
            'alt: {
                get!(p.expect(KW_if), 'alt);
                let a = get!(named_expression(p), 'alt);
                get!(p.expect(COLON), 'alt);
                let b = get!(block(p), 'alt);
                let c = get!(elif_stmt(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::If { test: a, body: b, orelse: p.one(c) }, LOC));
            }
            back!(p, start, 'rule);
        }
        if S26.has(class) {
            'alt: {
                get!(p.expect(KW_if), 'alt);
                let a = get!(named_expression(p), 'alt);
                get!(p.expect(COLON), 'alt);
                let b = get!(block(p), 'alt);
                let c = get!(p.opt(S75, else_block), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::If { test: a, body: b, orelse: c.unwrap_or(&[]) }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn elif_stmt<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S76.has(class) {
            if invalid_elif_stmt(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S76.has(class) {
            'alt: {
                get!(p.expect(KW_elif), 'alt);
                let a = get!(named_expression(p), 'alt);
                get!(p.expect(COLON), 'alt);
                let b = get!(block(p), 'alt);
                let c = get!(elif_stmt(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::If { test: a, body: b, orelse: p.one(c) }, LOC));
            }
            back!(p, start, 'rule);
        }
        if S76.has(class) {
            'alt: {
                get!(p.expect(KW_elif), 'alt);
                let a = get!(named_expression(p), 'alt);
                get!(p.expect(COLON), 'alt);
                let b = get!(block(p), 'alt);
                let c = get!(p.opt(S75, else_block), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::If { test: a, body: b, orelse: c.unwrap_or(&[]) }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn else_block<'a>(p: &mut Parser<'a>) -> Option<&'a [Stmt<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Stmt<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S75.has(class) {
            if invalid_else_stmt(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S75.has(class) {
            'alt: {
                get!(p.expect(KW_else), 'alt);
                get!(p.expect_forced(COLON, ":"), 'alt);
                let b = get!(block(p), 'alt);
                break 'rule Some(b);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn while_stmt<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S31.has(class) {
            if invalid_while_stmt(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S31.has(class) {
            'alt: {
                get!(p.expect(KW_while), 'alt);
                let a = get!(named_expression(p), 'alt);
                get!(p.expect(COLON), 'alt);
                let b = get!(block(p), 'alt);
                let c = get!(p.opt(S75, else_block), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::While { test: a, body: b, orelse: c.unwrap_or(&[]) }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn for_stmt<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S29.has(class) {
            if invalid_for_stmt(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S77.has(class) {
            'alt: {
                let mut cut = false;
                'cut: {
                    get!(p.expect(KW_for), 'cut);
                    let t = get!(star_targets(p), 'cut);
                    get!(p.expect(KW_in), 'cut);
                    cut = true;
                    let ex = get!(star_expressions(p), 'cut);
                    get!(p.expect(COLON), 'cut);
                    let tc = get!(p.opt(S37, |p| p.expect(TYPE_COMMENT)), 'cut);
                    let b = get!(block(p), 'cut);
                    let el = get!(p.opt(S75, else_block), 'cut);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule p.for_stmt(false, t, ex, b, el, tc, LOC);
                }
                if cut {
                    break 'rule None;
                }
            }
            back!(p, start, 'rule);
        }
        if S68.has(class) {
            'alt: {
                let mut cut = false;
                'cut: {
                    get!(p.expect(KW_async), 'cut);
                    get!(p.expect(KW_for), 'cut);
                    let t = get!(star_targets(p), 'cut);
                    get!(p.expect(KW_in), 'cut);
                    cut = true;
                    let ex = get!(star_expressions(p), 'cut);
                    get!(p.expect(COLON), 'cut);
                    let tc = get!(p.opt(S37, |p| p.expect(TYPE_COMMENT)), 'cut);
                    let b = get!(block(p), 'cut);
                    let el = get!(p.opt(S75, else_block), 'cut);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule p.for_stmt(true, t, ex, b, el, tc, LOC);
                }
                if cut {
                    break 'rule None;
                }
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S29.has(class) {
            if invalid_for_target(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn with_stmt<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S28.has(class) {
            if invalid_with_stmt_indent(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S78.has(class) {
            'alt: {
                get!(p.expect(KW_with), 'alt);
                get!(p.expect(LPAR), 'alt);
                let a = get!(p.gather(S52, with_item), 'alt);
                get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                get!(p.expect(RPAR), 'alt);
                get!(p.expect(COLON), 'alt);
                let tc = get!(p.opt(S37, |p| p.expect(TYPE_COMMENT)), 'alt);
                let b = get!(block(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.with_stmt(false, a, b, tc, LOC);
            }
            back!(p, start, 'rule);
        }
        if S78.has(class) {
            'alt: {
                get!(p.expect(KW_with), 'alt);
                let a = get!(p.gather(S52, with_item), 'alt);
                get!(p.expect(COLON), 'alt);
                let tc = get!(p.opt(S37, |p| p.expect(TYPE_COMMENT)), 'alt);
                let b = get!(block(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.with_stmt(false, a, b, tc, LOC);
            }
            back!(p, start, 'rule);
        }
        if S68.has(class) {
            'alt: {
                get!(p.expect(KW_async), 'alt);
                get!(p.expect(KW_with), 'alt);
                get!(p.expect(LPAR), 'alt);
                let a = get!(p.gather(S52, with_item), 'alt);
                get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                get!(p.expect(RPAR), 'alt);
                get!(p.expect(COLON), 'alt);
                let b = get!(block(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.with_stmt(true, a, b, None, LOC);
            }
            back!(p, start, 'rule);
        }
        if S68.has(class) {
            'alt: {
                get!(p.expect(KW_async), 'alt);
                get!(p.expect(KW_with), 'alt);
                let a = get!(p.gather(S52, with_item), 'alt);
                get!(p.expect(COLON), 'alt);
                let tc = get!(p.opt(S37, |p| p.expect(TYPE_COMMENT)), 'alt);
                let b = get!(block(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.with_stmt(true, a, b, tc, LOC);
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S28.has(class) {
            if invalid_with_stmt(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn with_item<'a>(p: &mut Parser<'a>) -> Option<WithItem<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<WithItem<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S3.has(class) {
            'alt: {
                let e = get!(expression(p), 'alt);
                get!(p.expect(KW_as), 'alt);
                let t = get!(star_target(p), 'alt);
                check!(p.sees(S79), 'alt);
                break 'rule Some(WithItem { context_expr: e, optional_vars: Some(t) });
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S3.has(class) {
            if invalid_with_item(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            'alt: {
                let e = get!(expression(p), 'alt);
                break 'rule Some(WithItem { context_expr: e, optional_vars: None });
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn try_stmt<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S30.has(class) {
            if invalid_try_stmt(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S30.has(class) {
            'alt: {
                get!(p.expect(KW_try), 'alt);
                get!(p.expect_forced(COLON, ":"), 'alt);
                let b = get!(block(p), 'alt);
                let f = get!(finally_block(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Try { body: b, handlers: &[], orelse: &[], finalbody: f }, LOC));
            }
            back!(p, start, 'rule);
        }
        if S30.has(class) {
            'alt: {
                get!(p.expect(KW_try), 'alt);
                get!(p.expect_forced(COLON, ":"), 'alt);
                let b = get!(block(p), 'alt);
                let ex = get!(p.loop1(S80, except_block), 'alt);
                let el = get!(p.opt(S75, else_block), 'alt);
                let f = get!(p.opt(S81, finally_block), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Try { body: b, handlers: ex, orelse: el.unwrap_or(&[]), finalbody: f.unwrap_or(&[]) }, LOC));
            }
            back!(p, start, 'rule);
        }
        if S30.has(class) {
            'alt: {
                get!(p.expect(KW_try), 'alt);
                get!(p.expect_forced(COLON, ":"), 'alt);
                let b = get!(block(p), 'alt);
                let ex = get!(p.loop1(S80, except_star_block), 'alt);
                let el = get!(p.opt(S75, else_block), 'alt);
                let f = get!(p.opt(S81, finally_block), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.try_star(b, ex, el, f, LOC);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn except_block<'a>(p: &mut Parser<'a>) -> Option<ExceptHandler<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<ExceptHandler<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S80.has(class) {
            if invalid_except_stmt_indent(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S80.has(class) {
            'alt: {
                get!(p.expect(KW_except), 'alt);
                let e = get!(expression(p), 'alt);
                get!(p.expect(COLON), 'alt);
                let b = get!(block(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.handler(Some(e), None, b, LOC));
            }
            back!(p, start, 'rule);
        }
        if S80.has(class) {
            'alt: {
                get!(p.expect(KW_except), 'alt);
                let e = get!(expression(p), 'alt);
                get!(p.expect(KW_as), 'alt);
                let t = get!(p.name_token(), 'alt);
                get!(p.expect(COLON), 'alt);
                let b = get!(block(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.handler(Some(e), Some(t), b, LOC));
            }
            back!(p, start, 'rule);
        }
        if S80.has(class) {
            'alt: {
                get!(p.expect(KW_except), 'alt);
                let e = get!(expressions(p), 'alt);
                get!(p.expect(COLON), 'alt);
                let b = get!(block(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.bare_tuple_handler(e, b, LOC);
            }
            back!(p, start, 'rule);
        }
        if S80.has(class) {
            'alt: {
                get!(p.expect(KW_except), 'alt);
                get!(p.expect(COLON), 'alt);
                let b = get!(block(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.handler(None, None, b, LOC));
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S80.has(class) {
            if invalid_except_stmt(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn except_star_block<'a>(p: &mut Parser<'a>) -> Option<ExceptHandler<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<ExceptHandler<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S80.has(class) {
            if invalid_except_star_stmt_indent(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S80.has(class) {
            'alt: {
                get!(p.expect(KW_except), 'alt);
                get!(p.expect(STAR), 'alt);
                let e = get!(expression(p), 'alt);
                get!(p.expect(COLON), 'alt);
                let b = get!(block(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.handler(Some(e), None, b, LOC));
            }
            back!(p, start, 'rule);
        }
        if S80.has(class) {
            'alt: {
                get!(p.expect(KW_except), 'alt);
                get!(p.expect(STAR), 'alt);
                let e = get!(expression(p), 'alt);
                get!(p.expect(KW_as), 'alt);
                let t = get!(p.name_token(), 'alt);
                get!(p.expect(COLON), 'alt);
                let b = get!(block(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.handler(Some(e), Some(t), b, LOC));
            }
            back!(p, start, 'rule);
        }
        if S80.has(class) {
            'alt: {
                get!(p.expect(KW_except), 'alt);
                get!(p.expect(STAR), 'alt);
                let e = get!(expressions(p), 'alt);
                get!(p.expect(COLON), 'alt);
                let b = get!(block(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.bare_tuple_handler(e, b, LOC);
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S80.has(class) {
            if invalid_except_star_stmt(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn finally_block<'a>(p: &mut Parser<'a>) -> Option<&'a [Stmt<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Stmt<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S81.has(class) {
            if invalid_finally_stmt(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S81.has(class) {
            'alt: {
                get!(p.expect(KW_finally), 'alt);
                get!(p.expect_forced(COLON, ":"), 'alt);
                let a = get!(block(p), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn match_stmt<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S32.has(class) {
            'alt: {
                get!(p.expect(SOFT_match), 'alt);
                let subject = get!(subject_expr(p), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                get!(p.expect(INDENT), 'alt);
                let cases = get!(p.loop1(S82, case_block), 'alt);
                get!(p.expect(DEDENT), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.check_stmt(10, "Pattern matching is", S::Match { subject, cases }, LOC);
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S32.has(class) {
            if invalid_match_stmt(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn subject_expr<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S13.has(class) {
            'alt: {
                let value = get!(star_named_expression(p), 'alt);
                get!(p.expect(COMMA), 'alt);
                let values = get!(p.opt(S13, star_named_expressions), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.tuple_from(value, values.unwrap_or(&[]), Load, LOC));
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            if let found @ Some(_) = named_expression(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn case_block<'a>(p: &mut Parser<'a>) -> Option<MatchCase<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<MatchCase<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S82.has(class) {
            if invalid_case_block(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S82.has(class) {
            'alt: {
                get!(p.expect(SOFT_case), 'alt);
                let pattern = get!(patterns(p), 'alt);
                let guard = get!(p.opt(S26, guard), 'alt);
                get!(p.expect(COLON), 'alt);
                let body = get!(block(p), 'alt);
                break 'rule Some(MatchCase { pattern, guard, body });
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn guard<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S26.has(class) {
            'alt: {
                get!(p.expect(KW_if), 'alt);
                let guard = get!(named_expression(p), 'alt);
                break 'rule Some(guard);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn patterns<'a>(p: &mut Parser<'a>) -> Option<Pattern<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Pattern<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S83.has(class) {
            'alt: {
                let patterns = get!(open_sequence_pattern(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchSequence { patterns }, LOC));
            }
            back!(p, start, 'rule);
        }
        if S84.has(class) {
            if let found @ Some(_) = pattern(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn pattern<'a>(p: &mut Parser<'a>) -> Option<Pattern<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Pattern<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S84.has(class) {
            if let found @ Some(_) = as_pattern(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S84.has(class) {
            if let found @ Some(_) = or_pattern(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn as_pattern<'a>(p: &mut Parser<'a>) -> Option<Pattern<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Pattern<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S84.has(class) {
            'alt: {
                let pattern = get!(or_pattern(p), 'alt);
                get!(p.expect(KW_as), 'alt);
                let target = get!(pattern_capture_target(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchAs { pattern: Some(pattern), name: Some(target.id()) }, LOC));
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S84.has(class) {
            if invalid_as_pattern(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn or_pattern<'a>(p: &mut Parser<'a>) -> Option<Pattern<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Pattern<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S84.has(class) {
            'alt: {
                let patterns = get!(p.gather(S85, closed_pattern), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(if let [one] = patterns { *one } else { p.pattern(K::MatchOr { patterns }, LOC) });
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn closed_pattern<'a>(p: &mut Parser<'a>) -> Option<Pattern<'a>> {
    if p.enter() {
        return None;
    }
    if let Some(known) = p.recall(M_closed_pattern) {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Pattern<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S86.has(class) {
            if let found @ Some(_) = literal_pattern(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            if let found @ Some(_) = capture_pattern(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S87.has(class) {
            if let found @ Some(_) = wildcard_pattern(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            if let found @ Some(_) = value_pattern(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S5.has(class) {
            if let found @ Some(_) = group_pattern(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S88.has(class) {
            if let found @ Some(_) = sequence_pattern(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            if let found @ Some(_) = mapping_pattern(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            if let found @ Some(_) = class_pattern(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.remember(M_closed_pattern, start, result);
    p.level -= 1;
    result
}

fn literal_pattern<'a>(p: &mut Parser<'a>) -> Option<Pattern<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Pattern<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S90.has(class) {
            'alt: {
                let value = get!(signed_number(p), 'alt);
                check!(!p.sees(S91), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchValue { value }, LOC));
            }
            back!(p, start, 'rule);
        }
        if S90.has(class) {
            'alt: {
                let value = get!(complex_number(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchValue { value }, LOC));
            }
            back!(p, start, 'rule);
        }
        if S92.has(class) {
            'alt: {
                let value = get!(strings(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchValue { value }, LOC));
            }
            back!(p, start, 'rule);
        }
        if S93.has(class) {
            'alt: {
                get!(p.expect(KW_None), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchSingleton { value: Const::NONE }, LOC));
            }
            back!(p, start, 'rule);
        }
        if S94.has(class) {
            'alt: {
                get!(p.expect(KW_True), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchSingleton { value: Const::TRUE }, LOC));
            }
            back!(p, start, 'rule);
        }
        if S95.has(class) {
            'alt: {
                get!(p.expect(KW_False), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchSingleton { value: Const::FALSE }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn literal_expr<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S90.has(class) {
            'alt: {
                let v0 = get!(signed_number(p), 'alt);
                check!(!p.sees(S91), 'alt);
                break 'rule Some(v0);
            }
            back!(p, start, 'rule);
        }
        if S90.has(class) {
            if let found @ Some(_) = complex_number(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S92.has(class) {
            'alt: {
                check!(p.sees(S92), 'alt);
                let v1 = get!(strings(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S93.has(class) {
            'alt: {
                get!(p.expect(KW_None), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.constant(Const::NONE, LOC));
            }
            back!(p, start, 'rule);
        }
        if S94.has(class) {
            'alt: {
                get!(p.expect(KW_True), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.constant(Const::TRUE, LOC));
            }
            back!(p, start, 'rule);
        }
        if S95.has(class) {
            'alt: {
                get!(p.expect(KW_False), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.constant(Const::FALSE, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn complex_number<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S90.has(class) {
            if let Some(head) = signed_real_number(p) {
                let mark = p.mark;
                'alt: {
                    let real = head;
                    get!(p.expect(PLUS), 'alt);
                    let imag = get!(imaginary_number(p), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.binop(real, Operator::Add, imag, LOC));
                }
                back!(p, mark, 'rule);
                'alt: {
                    let real = head;
                    get!(p.expect(MINUS), 'alt);
                    let imag = get!(imaginary_number(p), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.binop(real, Operator::Sub, imag, LOC));
                }
                back!(p, mark, 'rule);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn signed_number<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S96.has(class) {
            if let found @ Some(_) = p.number_token() {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S97.has(class) {
            'alt: {
                get!(p.expect(MINUS), 'alt);
                let number = get!(p.number_token(), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.unary(UnaryOp::USub, number, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn signed_real_number<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S96.has(class) {
            if let found @ Some(_) = real_number(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S97.has(class) {
            'alt: {
                get!(p.expect(MINUS), 'alt);
                let real = get!(real_number(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.unary(UnaryOp::USub, real, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn real_number<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S96.has(class) {
            'alt: {
                let real = get!(p.number_token(), 'alt);
                break 'rule p.ensure_real(real);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn imaginary_number<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S96.has(class) {
            'alt: {
                let imag = get!(p.number_token(), 'alt);
                break 'rule p.ensure_imaginary(imag);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn capture_pattern<'a>(p: &mut Parser<'a>) -> Option<Pattern<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Pattern<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let target = get!(pattern_capture_target(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchAs { pattern: None, name: Some(target.id()) }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn pattern_capture_target<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                check!(!p.sees(S87), 'alt);
                let name = get!(p.name_token(), 'alt);
                check!(!p.sees(S98), 'alt);
                break 'rule Some(p.set_context(name, Store));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn wildcard_pattern<'a>(p: &mut Parser<'a>) -> Option<Pattern<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Pattern<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S87.has(class) {
            'alt: {
                get!(p.expect(SOFT__), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchAs { pattern: None, name: None }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn value_pattern<'a>(p: &mut Parser<'a>) -> Option<Pattern<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Pattern<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let attr = get!(attr(p), 'alt);
                check!(!p.sees(S98), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchValue { value: attr }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn attr<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let value = get!(name_or_attr(p), 'alt);
                break 'rule value.is_attribute().then_some(value);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn name_or_attr<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if p.remember_all
        && let Some(known) = p.recall(M_name_or_attr)
    {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    p.level += 1;
    let mut result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if let found @ Some(_) = p.name_token() {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    while let Some(seed) = result {
        let grown: Option<Expr<'a>> = 'grow: {
            let class = p.class();
            if !S59.has(class) || p.failed {
                break 'grow None;
            }
            let mark = p.mark;
            if S59.has(class) {
                'alt: {
                    let value = seed;
                    get!(p.expect(DOT), 'alt);
                    let attr = get!(p.name_token(), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.attribute(value, attr, Load, LOC));
                }
                back!(p, mark, 'grow);
            }
            p.mark = mark;
            None
        };
        if p.failed {
            result = None;
        } else if grown.is_none() {
            break;
        } else {
            result = grown;
        }
    }
    p.level -= 1;
    if p.remember_all {
        p.remember(M_name_or_attr, start, result);
    }
    p.level -= 1;
    result
}

fn group_pattern<'a>(p: &mut Parser<'a>) -> Option<Pattern<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Pattern<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S5.has(class) {
            'alt: {
                get!(p.expect(LPAR), 'alt);
                let pattern = get!(pattern(p), 'alt);
                get!(p.expect(RPAR), 'alt);
                break 'rule Some(pattern);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn sequence_pattern<'a>(p: &mut Parser<'a>) -> Option<Pattern<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Pattern<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S62.has(class) {
            'alt: {
                get!(p.expect(LSQB), 'alt);
                let patterns = get!(p.opt(S83, maybe_sequence_pattern), 'alt);
                get!(p.expect(RSQB), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchSequence { patterns: patterns.unwrap_or(&[]) }, LOC));
            }
            back!(p, start, 'rule);
        }
        if S5.has(class) {
            'alt: {
                get!(p.expect(LPAR), 'alt);
                let patterns = get!(p.opt(S83, open_sequence_pattern), 'alt);
                get!(p.expect(RPAR), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchSequence { patterns: patterns.unwrap_or(&[]) }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn open_sequence_pattern<'a>(p: &mut Parser<'a>) -> Option<&'a [Pattern<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Pattern<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S83.has(class) {
            'alt: {
                let pattern = get!(maybe_star_pattern(p), 'alt);
                get!(p.expect(COMMA), 'alt);
                let patterns = get!(p.opt(S83, maybe_sequence_pattern), 'alt);
                break 'rule Some(p.prepend(pattern, patterns.unwrap_or(&[])));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn maybe_sequence_pattern<'a>(p: &mut Parser<'a>) -> Option<&'a [Pattern<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Pattern<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S83.has(class) {
            'alt: {
                let patterns = get!(p.gather(S52, maybe_star_pattern), 'alt);
                get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                break 'rule Some(patterns);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn maybe_star_pattern<'a>(p: &mut Parser<'a>) -> Option<Pattern<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Pattern<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S56.has(class) {
            if let found @ Some(_) = star_pattern(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S84.has(class) {
            if let found @ Some(_) = pattern(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn star_pattern<'a>(p: &mut Parser<'a>) -> Option<Pattern<'a>> {
    if p.enter() {
        return None;
    }
    if let Some(known) = p.recall(M_star_pattern) {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Pattern<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                let target = get!(pattern_capture_target(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchStar { name: Some(target.id()) }, LOC));
            }
            back!(p, start, 'rule);
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                get!(wildcard_pattern(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchStar { name: None }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.remember(M_star_pattern, start, result);
    p.level -= 1;
    result
}

fn mapping_pattern<'a>(p: &mut Parser<'a>) -> Option<Pattern<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Pattern<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                get!(p.expect(RBRACE), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.mapping(&[], None, LOC));
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                let rest = get!(double_star_pattern(p), 'alt);
                get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                get!(p.expect(RBRACE), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.mapping(&[], Some(rest), LOC));
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                let items = get!(items_pattern(p), 'alt);
                get!(p.expect(COMMA), 'alt);
                let rest = get!(double_star_pattern(p), 'alt);
                get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                get!(p.expect(RBRACE), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.mapping(items, Some(rest), LOC));
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                let items = get!(items_pattern(p), 'alt);
                get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                get!(p.expect(RBRACE), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.mapping(items, None, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn items_pattern<'a>(p: &mut Parser<'a>) -> Option<&'a [KeyPattern<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [KeyPattern<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S99.has(class) {
            if let found @ Some(_) = p.gather(S52, key_value_pattern) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn key_value_pattern<'a>(p: &mut Parser<'a>) -> Option<KeyPattern<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<KeyPattern<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S99.has(class) {
            'alt: {
                let key = get!(group_13(p), 'alt);
                get!(p.expect(COLON), 'alt);
                let pattern = get!(pattern(p), 'alt);
                break 'rule Some(KeyPattern { key, pattern });
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_13<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S86.has(class) {
            if let found @ Some(_) = literal_expr(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            if let found @ Some(_) = attr(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn double_star_pattern<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S73.has(class) {
            'alt: {
                get!(p.expect(DOUBLESTAR), 'alt);
                let target = get!(pattern_capture_target(p), 'alt);
                break 'rule Some(target);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn class_pattern<'a>(p: &mut Parser<'a>) -> Option<Pattern<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Pattern<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if let Some(head) = name_or_attr(p) {
                let mark = p.mark;
                'alt: {
                    let cls = head;
                    get!(p.expect(LPAR), 'alt);
                    get!(p.expect(RPAR), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.class_pattern(cls, &[], &[], LOC));
                }
                back!(p, mark, 'rule);
                'alt: {
                    let cls = head;
                    get!(p.expect(LPAR), 'alt);
                    let patterns = get!(positional_patterns(p), 'alt);
                    get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                    get!(p.expect(RPAR), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.class_pattern(cls, patterns, &[], LOC));
                }
                back!(p, mark, 'rule);
                'alt: {
                    let cls = head;
                    get!(p.expect(LPAR), 'alt);
                    let keywords = get!(keyword_patterns(p), 'alt);
                    get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                    get!(p.expect(RPAR), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.class_pattern(cls, &[], keywords, LOC));
                }
                back!(p, mark, 'rule);
                'alt: {
                    let cls = head;
                    get!(p.expect(LPAR), 'alt);
                    let patterns = get!(positional_patterns(p), 'alt);
                    get!(p.expect(COMMA), 'alt);
                    let keywords = get!(keyword_patterns(p), 'alt);
                    get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                    get!(p.expect(RPAR), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.class_pattern(cls, patterns, keywords, LOC));
                }
                back!(p, mark, 'rule);
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S33.has(class) {
            if invalid_class_pattern(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn positional_patterns<'a>(p: &mut Parser<'a>) -> Option<&'a [Pattern<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Pattern<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S84.has(class) {
            'alt: {
                let args = get!(p.gather(S52, pattern), 'alt);
                break 'rule Some(args);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn keyword_patterns<'a>(p: &mut Parser<'a>) -> Option<&'a [KeyPattern<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [KeyPattern<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if let found @ Some(_) = p.gather(S52, keyword_pattern) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn keyword_pattern<'a>(p: &mut Parser<'a>) -> Option<KeyPattern<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<KeyPattern<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let arg = get!(p.name_token(), 'alt);
                get!(p.expect(EQUAL), 'alt);
                let value = get!(pattern(p), 'alt);
                break 'rule Some(KeyPattern { key: arg, pattern: value });
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn type_alias<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S12.has(class) {
            'alt: {
                get!(p.expect(SOFT_type), 'alt);
                let n = get!(p.name_token(), 'alt);
                let t = get!(p.opt(S62, type_params), 'alt);
                get!(p.expect(EQUAL), 'alt);
                let b = get!(expression(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.type_alias(n, t, b, LOC);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn type_params<'a>(p: &mut Parser<'a>) -> Option<&'a [TypeParam<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [TypeParam<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S62.has(class) {
            if invalid_type_params(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S62.has(class) {
            'alt: {
                get!(p.expect(LSQB), 'alt);
                let t = get!(type_param_seq(p), 'alt);
                get!(p.expect(RSQB), 'alt);
                break 'rule p.check_version(12, "Type parameter lists are", t);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn type_param_seq<'a>(p: &mut Parser<'a>) -> Option<&'a [TypeParam<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [TypeParam<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S70.has(class) {
            'alt: {
                let a = get!(p.gather(S52, type_param), 'alt);
                get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn type_param<'a>(p: &mut Parser<'a>) -> Option<TypeParam<'a>> {
    if p.enter() {
        return None;
    }
    if let Some(known) = p.recall(M_type_param) {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<TypeParam<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.name_token(), 'alt);
                let b = get!(p.opt(S74, type_param_bound), 'alt);
                let c = get!(p.opt(S34, type_param_default), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.type_param(TypeParamKind::TypeVar { name: a.id(), bound: b, default_value: c }, LOC));
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S71.has(class) {
            if invalid_type_param(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                let a = get!(p.name_token(), 'alt);
                let b = get!(p.opt(S34, type_param_starred_default), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.type_param(TypeParamKind::TypeVarTuple { name: a.id(), default_value: b }, LOC));
            }
            back!(p, start, 'rule);
        }
        if S73.has(class) {
            'alt: {
                get!(p.expect(DOUBLESTAR), 'alt);
                let a = get!(p.name_token(), 'alt);
                let b = get!(p.opt(S34, type_param_default), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.type_param(TypeParamKind::ParamSpec { name: a.id(), default_value: b }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.remember(M_type_param, start, result);
    p.level -= 1;
    result
}

fn type_param_bound<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S74.has(class) {
            'alt: {
                get!(p.expect(COLON), 'alt);
                let e = get!(expression(p), 'alt);
                break 'rule Some(e);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn type_param_default<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S34.has(class) {
            'alt: {
                get!(p.expect(EQUAL), 'alt);
                let e = get!(expression(p), 'alt);
                break 'rule p.check_version(13, "Type parameter defaults are", e);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn type_param_starred_default<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S34.has(class) {
            'alt: {
                get!(p.expect(EQUAL), 'alt);
                let e = get!(star_expression(p), 'alt);
                break 'rule p.check_version(13, "Type parameter defaults are", e);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn expressions<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S3.has(class) {
            if let Some(head) = expression(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    let b = get!(p.loop1(S52, group_14), 'alt);
                    get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.tuple_from(a, b, Load, LOC));
                }
                back!(p, mark, 'rule);
                'alt: {
                    let a = head;
                    get!(p.expect(COMMA), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.tuple_from(a, &[], Load, LOC));
                }
                back!(p, mark, 'rule);
                break 'rule Some(head);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_14<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S52.has(class) {
            'alt: {
                get!(p.expect(COMMA), 'alt);
                let c = get!(expression(p), 'alt);
                break 'rule Some(c);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn expression<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if let Some(known) = p.recall(M_expression) {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    if S100.has(class)
        && let found @ Some(_) = p.shortcut(S101, await_primary)
    {
        p.level -= 1;
        return found;
    }
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S3.has(class) {
            if invalid_expression(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S33.has(class) {
            if invalid_legacy_expression(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S102.has(class) {
            if let Some(head) = disjunction(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    get!(p.expect(KW_if), 'alt);
                    let b = get!(disjunction(p), 'alt);
                    get!(p.expect(KW_else), 'alt);
                    let c = get!(expression(p), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.expr(E::IfExp { test: b, body: a, orelse: c }, LOC));
                }
                back!(p, mark, 'rule);
                break 'rule Some(head);
            }
            back!(p, start, 'rule);
        }
        if S103.has(class) {
            if let found @ Some(_) = lambdef(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.remember(M_expression, start, result);
    p.level -= 1;
    result
}

fn yield_expr<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S19.has(class) {
            'alt: {
                get!(p.expect(KW_yield), 'alt);
                get!(p.expect(KW_from), 'alt);
                let a = get!(expression(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(E::YieldFrom { value: a }, LOC));
            }
            back!(p, start, 'rule);
        }
        if S19.has(class) {
            'alt: {
                get!(p.expect(KW_yield), 'alt);
                let a = get!(p.opt(S13, star_expressions), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(E::Yield { value: a }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn star_expressions<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S13.has(class) {
            if let Some(head) = star_expression(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    let b = get!(p.loop1(S52, group_15), 'alt);
                    get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.tuple_from(a, b, Load, LOC));
                }
                back!(p, mark, 'rule);
                'alt: {
                    let a = head;
                    get!(p.expect(COMMA), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.tuple_from(a, &[], Load, LOC));
                }
                back!(p, mark, 'rule);
                break 'rule Some(head);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_15<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S52.has(class) {
            'alt: {
                get!(p.expect(COMMA), 'alt);
                let c = get!(star_expression(p), 'alt);
                break 'rule Some(c);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn star_expression<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if let Some(known) = p.recall(M_star_expression) {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                let a = get!(bitwise_or(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.starred(a, Load, LOC));
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            if let found @ Some(_) = expression(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.remember(M_star_expression, start, result);
    p.level -= 1;
    result
}

fn star_named_expressions<'a>(p: &mut Parser<'a>) -> Option<&'a [Expr<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Expr<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S13.has(class) {
            'alt: {
                let a = get!(p.gather(S52, star_named_expression), 'alt);
                get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn star_named_expression<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                let a = get!(bitwise_or(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.starred(a, Load, LOC));
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            if let found @ Some(_) = named_expression(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn assignment_expression<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let mut cut = false;
                'cut: {
                    let a = get!(p.name_token(), 'cut);
                    get!(p.expect(COLONEQUAL), 'cut);
                    cut = true;
                    let b = get!(expression(p), 'cut);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule p.named_expr(a, b, LOC);
                }
                if cut {
                    break 'rule None;
                }
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn named_expression<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if let found @ Some(_) = assignment_expression(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S3.has(class) {
            if invalid_named_expression(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            'alt: {
                let v0 = get!(expression(p), 'alt);
                check!(!p.sees(S104), 'alt);
                break 'rule Some(v0);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn disjunction<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if let Some(known) = p.recall(M_disjunction) {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    if S100.has(class)
        && let found @ Some(_) = p.shortcut(S105, await_primary)
    {
        p.level -= 1;
        return found;
    }
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S102.has(class) {
            if let Some(head) = conjunction(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    let b = get!(p.loop1(S106, group_16), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.boolop(BoolOp::Or, a, b, LOC));
                }
                back!(p, mark, 'rule);
                break 'rule Some(head);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.remember(M_disjunction, start, result);
    p.level -= 1;
    result
}

fn group_16<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S106.has(class) {
            'alt: {
                get!(p.expect(KW_or), 'alt);
                let c = get!(conjunction(p), 'alt);
                break 'rule Some(c);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn conjunction<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if let Some(known) = p.recall(M_conjunction) {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S102.has(class) {
            if let Some(head) = inversion(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    let b = get!(p.loop1(S107, group_17), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.boolop(BoolOp::And, a, b, LOC));
                }
                back!(p, mark, 'rule);
                break 'rule Some(head);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.remember(M_conjunction, start, result);
    p.level -= 1;
    result
}

fn group_17<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S107.has(class) {
            'alt: {
                get!(p.expect(KW_and), 'alt);
                let c = get!(inversion(p), 'alt);
                break 'rule Some(c);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn inversion<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if let Some(known) = p.recall(M_inversion) {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    if S100.has(class)
        && let found @ Some(_) = p.shortcut(S108, await_primary)
    {
        p.level -= 1;
        return found;
    }
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S109.has(class) {
            'alt: {
                get!(p.expect(KW_not), 'alt);
                let a = get!(inversion(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.unary(UnaryOp::Not, a, LOC));
            }
            back!(p, start, 'rule);
        }
        if S110.has(class) {
            if let found @ Some(_) = comparison(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.remember(M_inversion, start, result);
    p.level -= 1;
    result
}

fn comparison<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S110.has(class) {
            if let Some(head) = bitwise_or(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    let b = get!(p.loop1(S111, compare_op_bitwise_or_pair), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.compare(a, b, LOC));
                }
                back!(p, mark, 'rule);
                break 'rule Some(head);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn compare_op_bitwise_or_pair<'a>(p: &mut Parser<'a>) -> Option<CmpPair<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<CmpPair<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S112.has(class) {
            'alt: {
                get!(p.expect(EQEQUAL), 'alt);
                let a = get!(bitwise_or(p), 'alt);
                break 'rule Some(CmpPair { op: CmpOp::Eq, right: a });
            }
            back!(p, start, 'rule);
        }
        if S113.has(class) {
            'alt: {
                get!(group_18(p), 'alt);
                let a = get!(bitwise_or(p), 'alt);
                break 'rule Some(CmpPair { op: CmpOp::NotEq, right: a });
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S114.has(class) {
            if invalid_not_equal(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S115.has(class) {
            'alt: {
                get!(p.expect(LESSEQUAL), 'alt);
                let a = get!(bitwise_or(p), 'alt);
                break 'rule Some(CmpPair { op: CmpOp::LtE, right: a });
            }
            back!(p, start, 'rule);
        }
        if S114.has(class) {
            'alt: {
                get!(p.expect(LESS), 'alt);
                let a = get!(bitwise_or(p), 'alt);
                break 'rule Some(CmpPair { op: CmpOp::Lt, right: a });
            }
            back!(p, start, 'rule);
        }
        if S116.has(class) {
            'alt: {
                get!(p.expect(GREATEREQUAL), 'alt);
                let a = get!(bitwise_or(p), 'alt);
                break 'rule Some(CmpPair { op: CmpOp::GtE, right: a });
            }
            back!(p, start, 'rule);
        }
        if S117.has(class) {
            'alt: {
                get!(p.expect(GREATER), 'alt);
                let a = get!(bitwise_or(p), 'alt);
                break 'rule Some(CmpPair { op: CmpOp::Gt, right: a });
            }
            back!(p, start, 'rule);
        }
        if S109.has(class) {
            'alt: {
                get!(p.expect(KW_not), 'alt);
                get!(p.expect(KW_in), 'alt);
                let a = get!(bitwise_or(p), 'alt);
                break 'rule Some(CmpPair { op: CmpOp::NotIn, right: a });
            }
            back!(p, start, 'rule);
        }
        if S118.has(class) {
            'alt: {
                get!(p.expect(KW_in), 'alt);
                let a = get!(bitwise_or(p), 'alt);
                break 'rule Some(CmpPair { op: CmpOp::In, right: a });
            }
            back!(p, start, 'rule);
        }
        if S119.has(class) {
            'alt: {
                get!(p.expect(KW_is), 'alt);
                get!(p.expect(KW_not), 'alt);
                let a = get!(bitwise_or(p), 'alt);
                break 'rule Some(CmpPair { op: CmpOp::IsNot, right: a });
            }
            back!(p, start, 'rule);
        }
        if S119.has(class) {
            'alt: {
                get!(p.expect(KW_is), 'alt);
                let a = get!(bitwise_or(p), 'alt);
                break 'rule Some(CmpPair { op: CmpOp::Is, right: a });
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_18<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S113.has(class) {
            'alt: {
                let tok = get!(p.expect(NOTEQUAL), 'alt);
                break 'rule p.check_not_equal(tok);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn bitwise_or<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if p.remember_all
        && let Some(known) = p.recall(M_bitwise_or)
    {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    if S100.has(class)
        && let found @ Some(_) = p.shortcut(S120, await_primary)
    {
        p.level -= 1;
        return found;
    }
    p.level += 1;
    let mut result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S110.has(class) {
            if let found @ Some(_) = bitwise_xor(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    while let Some(seed) = result {
        let grown: Option<Expr<'a>> = 'grow: {
            let class = p.class();
            if !S85.has(class) || p.failed {
                break 'grow None;
            }
            let mark = p.mark;
            if S85.has(class) {
                'alt: {
                    let a = seed;
                    get!(p.expect(VBAR), 'alt);
                    let b = get!(bitwise_xor(p), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::BitOr, b, LOC));
                }
                back!(p, mark, 'grow);
            }
            p.mark = mark;
            None
        };
        if p.failed {
            result = None;
        } else if grown.is_none() {
            break;
        } else {
            result = grown;
        }
    }
    p.level -= 1;
    if p.remember_all {
        p.remember(M_bitwise_or, start, result);
    }
    p.level -= 1;
    result
}

fn bitwise_xor<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if p.remember_all
        && let Some(known) = p.recall(M_bitwise_xor)
    {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    p.level += 1;
    let mut result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S110.has(class) {
            if let found @ Some(_) = bitwise_and(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    while let Some(seed) = result {
        let grown: Option<Expr<'a>> = 'grow: {
            let class = p.class();
            if !S121.has(class) || p.failed {
                break 'grow None;
            }
            let mark = p.mark;
            if S121.has(class) {
                'alt: {
                    let a = seed;
                    get!(p.expect(CIRCUMFLEX), 'alt);
                    let b = get!(bitwise_and(p), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::BitXor, b, LOC));
                }
                back!(p, mark, 'grow);
            }
            p.mark = mark;
            None
        };
        if p.failed {
            result = None;
        } else if grown.is_none() {
            break;
        } else {
            result = grown;
        }
    }
    p.level -= 1;
    if p.remember_all {
        p.remember(M_bitwise_xor, start, result);
    }
    p.level -= 1;
    result
}

fn bitwise_and<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if p.remember_all
        && let Some(known) = p.recall(M_bitwise_and)
    {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    p.level += 1;
    let mut result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S110.has(class) {
            if let found @ Some(_) = shift_expr(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    while let Some(seed) = result {
        let grown: Option<Expr<'a>> = 'grow: {
            let class = p.class();
            if !S122.has(class) || p.failed {
                break 'grow None;
            }
            let mark = p.mark;
            if S122.has(class) {
                'alt: {
                    let a = seed;
                    get!(p.expect(AMPER), 'alt);
                    let b = get!(shift_expr(p), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::BitAnd, b, LOC));
                }
                back!(p, mark, 'grow);
            }
            p.mark = mark;
            None
        };
        if p.failed {
            result = None;
        } else if grown.is_none() {
            break;
        } else {
            result = grown;
        }
    }
    p.level -= 1;
    if p.remember_all {
        p.remember(M_bitwise_and, start, result);
    }
    p.level -= 1;
    result
}

fn shift_expr<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if p.remember_all
        && let Some(known) = p.recall(M_shift_expr)
    {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    p.level += 1;
    let mut result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S110.has(class) {
            if invalid_arithmetic(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S110.has(class) {
            if let found @ Some(_) = sum(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    while let Some(seed) = result {
        let grown: Option<Expr<'a>> = 'grow: {
            let class = p.class();
            if !S123.has(class) || p.failed {
                break 'grow None;
            }
            let mark = p.mark;
            if S124.has(class) {
                'alt: {
                    let a = seed;
                    get!(p.expect(LEFTSHIFT), 'alt);
                    let b = get!(sum(p), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::LShift, b, LOC));
                }
                back!(p, mark, 'grow);
            }
            if S125.has(class) {
                'alt: {
                    let a = seed;
                    get!(p.expect(RIGHTSHIFT), 'alt);
                    let b = get!(sum(p), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::RShift, b, LOC));
                }
                back!(p, mark, 'grow);
            }
            p.mark = mark;
            None
        };
        if p.failed {
            result = None;
        } else if grown.is_none() {
            break;
        } else {
            result = grown;
        }
    }
    p.level -= 1;
    if p.remember_all {
        p.remember(M_shift_expr, start, result);
    }
    p.level -= 1;
    result
}

fn sum<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if p.remember_all
        && let Some(known) = p.recall(M_sum)
    {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    p.level += 1;
    let mut result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S110.has(class) {
            if let found @ Some(_) = term(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    while let Some(seed) = result {
        let grown: Option<Expr<'a>> = 'grow: {
            let class = p.class();
            if !S91.has(class) || p.failed {
                break 'grow None;
            }
            let mark = p.mark;
            if S126.has(class) {
                'alt: {
                    let a = seed;
                    get!(p.expect(PLUS), 'alt);
                    let b = get!(term(p), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::Add, b, LOC));
                }
                back!(p, mark, 'grow);
            }
            if S97.has(class) {
                'alt: {
                    let a = seed;
                    get!(p.expect(MINUS), 'alt);
                    let b = get!(term(p), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::Sub, b, LOC));
                }
                back!(p, mark, 'grow);
            }
            p.mark = mark;
            None
        };
        if p.failed {
            result = None;
        } else if grown.is_none() {
            break;
        } else {
            result = grown;
        }
    }
    p.level -= 1;
    if p.remember_all {
        p.remember(M_sum, start, result);
    }
    p.level -= 1;
    result
}

fn term<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if p.remember_all
        && let Some(known) = p.recall(M_term)
    {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    if S100.has(class)
        && let found @ Some(_) = p.shortcut(S127, await_primary)
    {
        p.level -= 1;
        return found;
    }
    p.level += 1;
    let mut result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S128.has(class) {
            if invalid_factor(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S110.has(class) {
            if let found @ Some(_) = factor(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    while let Some(seed) = result {
        let grown: Option<Expr<'a>> = 'grow: {
            let class = p.class();
            if !S129.has(class) || p.failed {
                break 'grow None;
            }
            let mark = p.mark;
            if S56.has(class) {
                'alt: {
                    let a = seed;
                    get!(p.expect(STAR), 'alt);
                    let b = get!(factor(p), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::Mult, b, LOC));
                }
                back!(p, mark, 'grow);
            }
            if S130.has(class) {
                'alt: {
                    let a = seed;
                    get!(p.expect(SLASH), 'alt);
                    let b = get!(factor(p), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::Div, b, LOC));
                }
                back!(p, mark, 'grow);
            }
            if S131.has(class) {
                'alt: {
                    let a = seed;
                    get!(p.expect(DOUBLESLASH), 'alt);
                    let b = get!(factor(p), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::FloorDiv, b, LOC));
                }
                back!(p, mark, 'grow);
            }
            if S132.has(class) {
                'alt: {
                    let a = seed;
                    get!(p.expect(PERCENT), 'alt);
                    let b = get!(factor(p), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::Mod, b, LOC));
                }
                back!(p, mark, 'grow);
            }
            if S60.has(class) {
                'alt: {
                    let a = seed;
                    get!(p.expect(AT), 'alt);
                    let b = get!(factor(p), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow p.matmult(a, b, LOC);
                }
                back!(p, mark, 'grow);
            }
            p.mark = mark;
            None
        };
        if p.failed {
            result = None;
        } else if grown.is_none() {
            break;
        } else {
            result = grown;
        }
    }
    p.level -= 1;
    if p.remember_all {
        p.remember(M_term, start, result);
    }
    p.level -= 1;
    result
}

fn factor<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if let Some(known) = p.recall(M_factor) {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S126.has(class) {
            'alt: {
                get!(p.expect(PLUS), 'alt);
                let a = get!(factor(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.unary(UnaryOp::UAdd, a, LOC));
            }
            back!(p, start, 'rule);
        }
        if S97.has(class) {
            'alt: {
                get!(p.expect(MINUS), 'alt);
                let a = get!(factor(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.unary(UnaryOp::USub, a, LOC));
            }
            back!(p, start, 'rule);
        }
        if S133.has(class) {
            'alt: {
                get!(p.expect(TILDE), 'alt);
                let a = get!(factor(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.unary(UnaryOp::Invert, a, LOC));
            }
            back!(p, start, 'rule);
        }
        if S100.has(class) {
            if let found @ Some(_) = power(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.remember(M_factor, start, result);
    p.level -= 1;
    result
}

fn power<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S100.has(class) {
            if let Some(head) = await_primary(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    get!(p.expect(DOUBLESTAR), 'alt);
                    let b = get!(factor(p), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.binop(a, Operator::Pow, b, LOC));
                }
                back!(p, mark, 'rule);
                break 'rule Some(head);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn await_primary<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if let Some(known) = p.recall(M_await_primary) {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S134.has(class) {
            'alt: {
                get!(p.expect(KW_await), 'alt);
                let a = get!(primary(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.await_expr(a, LOC);
            }
            back!(p, start, 'rule);
        }
        if S35.has(class) {
            if let found @ Some(_) = primary(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.remember(M_await_primary, start, result);
    p.level -= 1;
    result
}

fn primary<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if p.remember_all
        && let Some(known) = p.recall(M_primary)
    {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    p.level += 1;
    let mut result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S35.has(class) {
            if let found @ Some(_) = atom(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    while let Some(seed) = result {
        let grown: Option<Expr<'a>> = 'grow: {
            let class = p.class();
            if !S135.has(class) || p.failed {
                break 'grow None;
            }
            let mark = p.mark;
            if S59.has(class) {
                'alt: {
                    let a = seed;
                    get!(p.expect(DOT), 'alt);
                    let b = get!(p.name_token(), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.attribute(a, b, Load, LOC));
                }
                back!(p, mark, 'grow);
            }
            if S136.has(class) {
                'alt: {
                    let a = seed;
                    let b = get!(genexp(p), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.call_genexp(a, b, LOC));
                }
                back!(p, mark, 'grow);
            }
            if S5.has(class) {
                'alt: {
                    let a = seed;
                    get!(p.expect(LPAR), 'alt);
                    let b = get!(p.opt(S6, arguments), 'alt);
                    get!(p.expect(RPAR), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.call(a, b, LOC));
                }
                back!(p, mark, 'grow);
            }
            if S62.has(class) {
                'alt: {
                    let a = seed;
                    get!(p.expect(LSQB), 'alt);
                    let b = get!(slices(p), 'alt);
                    get!(p.expect(RSQB), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.subscript(a, b, Load, LOC));
                }
                back!(p, mark, 'grow);
            }
            p.mark = mark;
            None
        };
        if p.failed {
            result = None;
        } else if grown.is_none() {
            break;
        } else {
            result = grown;
        }
    }
    p.level -= 1;
    if p.remember_all {
        p.remember(M_primary, start, result);
    }
    p.level -= 1;
    result
}

fn slices<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S137.has(class) {
            'alt: {
                let a = get!(slice(p), 'alt);
                check!(!p.sees(S52), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        if S138.has(class) {
            'alt: {
                let a = get!(p.gather(S52, group_19), 'alt);
                get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(E::Tuple { elts: a, ctx: Load }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_19<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S137.has(class) {
            if let found @ Some(_) = slice(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S56.has(class) {
            if let found @ Some(_) = starred_expression(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn slice<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S137.has(class) {
            'alt: {
                let a = get!(p.opt(S3, expression), 'alt);
                get!(p.expect(COLON), 'alt);
                let b = get!(p.opt(S3, expression), 'alt);
                let c = get!(p.opt(S74, group_20), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(E::Slice { lower: a, upper: b, step: c.flatten() }, LOC));
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            if let found @ Some(_) = named_expression(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_20<'a>(p: &mut Parser<'a>) -> Option<Option<Expr<'a>>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Option<Expr<'a>>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S74.has(class) {
            'alt: {
                get!(p.expect(COLON), 'alt);
                let d = get!(p.opt(S3, expression), 'alt);
                break 'rule Some(d);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn atom<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if let found @ Some(_) = p.name_token() {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S94.has(class) {
            'alt: {
                get!(p.expect(KW_True), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.constant(Const::TRUE, LOC));
            }
            back!(p, start, 'rule);
        }
        if S95.has(class) {
            'alt: {
                get!(p.expect(KW_False), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.constant(Const::FALSE, LOC));
            }
            back!(p, start, 'rule);
        }
        if S93.has(class) {
            'alt: {
                get!(p.expect(KW_None), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.constant(Const::NONE, LOC));
            }
            back!(p, start, 'rule);
        }
        if S92.has(class) {
            'alt: {
                check!(p.sees(S92), 'alt);
                let v1 = get!(strings(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S96.has(class) {
            if let found @ Some(_) = p.number_token() {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S5.has(class) {
            'alt: {
                check!(p.sees(S5), 'alt);
                let v1 = get!(group_21(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S62.has(class) {
            'alt: {
                check!(p.sees(S62), 'alt);
                let v1 = get!(group_22(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                check!(p.sees(S89), 'alt);
                let v1 = get!(group_23(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        if S139.has(class) {
            'alt: {
                get!(p.expect(ELLIPSIS), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.constant(Const::ELLIPSIS, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_21<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S5.has(class) {
            if let found @ Some(_) = tuple(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S5.has(class) {
            if let found @ Some(_) = group(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S136.has(class) {
            if let found @ Some(_) = genexp(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_22<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S62.has(class) {
            if let found @ Some(_) = list(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S136.has(class) {
            if let found @ Some(_) = listcomp(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_23<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S89.has(class) {
            if let found @ Some(_) = dict(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            if let found @ Some(_) = set(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            if let found @ Some(_) = dictcomp(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S136.has(class) {
            if let found @ Some(_) = setcomp(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S5.has(class) {
            'alt: {
                get!(p.expect(LPAR), 'alt);
                let a = get!(group_24(p), 'alt);
                get!(p.expect(RPAR), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S5.has(class) {
            if invalid_group(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_24<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S19.has(class) {
            if let found @ Some(_) = yield_expr(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            if let found @ Some(_) = named_expression(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn lambdef<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S103.has(class) {
            'alt: {
                get!(p.expect(KW_lambda), 'alt);
                let a = get!(p.opt(S65, lambda_params), 'alt);
                get!(p.expect(COLON), 'alt);
                let b = get!(expression(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.lambda(a, b, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn lambda_params<'a>(p: &mut Parser<'a>) -> Option<Arguments<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Arguments<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S69.has(class) {
            if invalid_lambda_parameters(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S70.has(class) {
            if let found @ Some(_) = lambda_parameters(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn lambda_parameters<'a>(p: &mut Parser<'a>) -> Option<Arguments<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Arguments<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let a = get!(lambda_slash_no_default(p), 'alt);
                let b = get!(p.loop0(S33, lambda_param_no_default), 'alt);
                let c = get!(p.loop0(S33, lambda_param_with_default), 'alt);
                let d = get!(p.opt(S71, lambda_star_etc), 'alt);
                break 'rule p.positional_only(Some(a), None, b, c, d);
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                let a = get!(lambda_slash_with_default(p), 'alt);
                let b = get!(p.loop0(S33, lambda_param_with_default), 'alt);
                let c = get!(p.opt(S71, lambda_star_etc), 'alt);
                break 'rule p.positional_only(None, Some(a), &[], b, c);
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.loop1(S33, lambda_param_no_default), 'alt);
                let b = get!(p.loop0(S33, lambda_param_with_default), 'alt);
                let c = get!(p.opt(S71, lambda_star_etc), 'alt);
                break 'rule Some(p.make_arguments(None, None, a, b, c));
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.loop1(S33, lambda_param_with_default), 'alt);
                let b = get!(p.opt(S71, lambda_star_etc), 'alt);
                break 'rule Some(p.make_arguments(None, None, &[], a, b));
            }
            back!(p, start, 'rule);
        }
        if S71.has(class) {
            'alt: {
                let a = get!(lambda_star_etc(p), 'alt);
                break 'rule Some(p.make_arguments(None, None, &[], &[], Some(a)));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn lambda_slash_no_default<'a>(p: &mut Parser<'a>) -> Option<&'a [Arg<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Arg<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.loop1(S33, lambda_param_no_default), 'alt);
                get!(p.expect(SLASH), 'alt);
                get!(p.expect(COMMA), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.loop1(S33, lambda_param_no_default), 'alt);
                get!(p.expect(SLASH), 'alt);
                check!(p.sees(S74), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn lambda_slash_with_default<'a>(p: &mut Parser<'a>) -> Option<SlashWithDefault<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<SlashWithDefault<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.loop0(S33, lambda_param_no_default), 'alt);
                let b = get!(p.loop1(S33, lambda_param_with_default), 'alt);
                get!(p.expect(SLASH), 'alt);
                get!(p.expect(COMMA), 'alt);
                break 'rule Some(SlashWithDefault { plain: a, with_default: b });
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.loop0(S33, lambda_param_no_default), 'alt);
                let b = get!(p.loop1(S33, lambda_param_with_default), 'alt);
                get!(p.expect(SLASH), 'alt);
                check!(p.sees(S74), 'alt);
                break 'rule Some(SlashWithDefault { plain: a, with_default: b });
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn lambda_star_etc<'a>(p: &mut Parser<'a>) -> Option<StarEtc<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<StarEtc<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S56.has(class) {
            if invalid_lambda_star_etc(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                let a = get!(lambda_param_no_default(p), 'alt);
                let b = get!(p.loop0(S33, lambda_param_maybe_default), 'alt);
                let c = get!(p.opt(S73, lambda_kwds), 'alt);
                break 'rule Some(StarEtc { vararg: Some(a), kwonly: b, kwarg: c });
            }
            back!(p, start, 'rule);
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                get!(p.expect(COMMA), 'alt);
                let b = get!(p.loop1(S33, lambda_param_maybe_default), 'alt);
                let c = get!(p.opt(S73, lambda_kwds), 'alt);
                break 'rule Some(StarEtc { vararg: None, kwonly: b, kwarg: c });
            }
            back!(p, start, 'rule);
        }
        if S73.has(class) {
            'alt: {
                let a = get!(lambda_kwds(p), 'alt);
                break 'rule Some(StarEtc { vararg: None, kwonly: &[], kwarg: Some(a) });
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn lambda_kwds<'a>(p: &mut Parser<'a>) -> Option<Arg<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Arg<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S73.has(class) {
            if invalid_lambda_kwds(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S73.has(class) {
            'alt: {
                get!(p.expect(DOUBLESTAR), 'alt);
                let a = get!(lambda_param_no_default(p), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn lambda_param_no_default<'a>(p: &mut Parser<'a>) -> Option<Arg<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Arg<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if let Some(head) = lambda_param(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    get!(p.expect(COMMA), 'alt);
                    break 'rule Some(a);
                }
                back!(p, mark, 'rule);
                'alt: {
                    let a = head;
                    check!(p.sees(S74), 'alt);
                    break 'rule Some(a);
                }
                back!(p, mark, 'rule);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn lambda_param_with_default<'a>(p: &mut Parser<'a>) -> Option<NameDefault<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<NameDefault<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if let Some(head) = lambda_param(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    let c = get!(default(p), 'alt);
                    get!(p.expect(COMMA), 'alt);
                    break 'rule Some(NameDefault { arg: a, value: Some(c) });
                }
                back!(p, mark, 'rule);
                'alt: {
                    let a = head;
                    let c = get!(default(p), 'alt);
                    check!(p.sees(S74), 'alt);
                    break 'rule Some(NameDefault { arg: a, value: Some(c) });
                }
                back!(p, mark, 'rule);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn lambda_param_maybe_default<'a>(p: &mut Parser<'a>) -> Option<NameDefault<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<NameDefault<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if let Some(head) = lambda_param(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    let c = get!(p.opt(S34, default), 'alt);
                    get!(p.expect(COMMA), 'alt);
                    break 'rule Some(NameDefault { arg: a, value: c });
                }
                back!(p, mark, 'rule);
                'alt: {
                    let a = head;
                    let c = get!(p.opt(S34, default), 'alt);
                    check!(p.sees(S74), 'alt);
                    break 'rule Some(NameDefault { arg: a, value: c });
                }
                back!(p, mark, 'rule);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn lambda_param<'a>(p: &mut Parser<'a>) -> Option<Arg<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Arg<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.name_token(), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.arg(a, None, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn fstring_middle<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S89.has(class) {
            if let found @ Some(_) = fstring_replacement_field(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S140.has(class) {
            'alt: {
                let t = get!(p.expect(FSTRING_MIDDLE), 'alt);
                break 'rule Some(p.middle_constant(t));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn fstring_replacement_field<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                let a = get!(annotated_rhs(p), 'alt);
                let debug_expr = get!(p.opt(S34, |p| p.expect(EQUAL)), 'alt);
                let conversion = get!(p.opt(S141, fstring_conversion), 'alt);
                let format = get!(p.opt(S74, fstring_full_format_spec), 'alt);
                let rbrace = get!(p.expect(RBRACE), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.formatted_value(a, debug_expr, conversion, format, rbrace, LOC);
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S89.has(class) {
            if invalid_fstring_replacement_field(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn fstring_conversion<'a>(p: &mut Parser<'a>) -> Option<Conversion<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Conversion<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S141.has(class) {
            'alt: {
                let conv_token = get!(p.expect(EXCLAMATION), 'alt);
                let conv = get!(p.name_token(), 'alt);
                break 'rule p.conversion(conv_token, conv);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn fstring_full_format_spec<'a>(p: &mut Parser<'a>) -> Option<FormatSpec<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<FormatSpec<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S74.has(class) {
            'alt: {
                let colon = get!(p.expect(COLON), 'alt);
                let spec = get!(p.loop0(S142, fstring_format_spec), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.format_spec(colon, spec, LOC);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn fstring_format_spec<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S140.has(class) {
            'alt: {
                let t = get!(p.expect(FSTRING_MIDDLE), 'alt);
                break 'rule p.decoded_constant(t);
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            if let found @ Some(_) = fstring_replacement_field(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn fstring<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S143.has(class) {
            'alt: {
                let a = get!(p.expect(FSTRING_START), 'alt);
                let b = get!(p.loop0(S142, fstring_middle), 'alt);
                let c = get!(p.expect(FSTRING_END), 'alt);
                break 'rule p.joined_str(a, b, c);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn tstring_format_spec_replacement_field<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                let a = get!(annotated_rhs(p), 'alt);
                let debug_expr = get!(p.opt(S34, |p| p.expect(EQUAL)), 'alt);
                let conversion = get!(p.opt(S141, fstring_conversion), 'alt);
                let format = get!(p.opt(S74, tstring_full_format_spec), 'alt);
                let rbrace = get!(p.expect(RBRACE), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.formatted_value(a, debug_expr, conversion, format, rbrace, LOC);
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S89.has(class) {
            if invalid_tstring_replacement_field(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn tstring_format_spec<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S144.has(class) {
            'alt: {
                let t = get!(p.expect(TSTRING_MIDDLE), 'alt);
                break 'rule p.decoded_constant(t);
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            if let found @ Some(_) = tstring_format_spec_replacement_field(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn tstring_full_format_spec<'a>(p: &mut Parser<'a>) -> Option<FormatSpec<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<FormatSpec<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S74.has(class) {
            'alt: {
                let colon = get!(p.expect(COLON), 'alt);
                let spec = get!(p.loop0(S145, tstring_format_spec), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.format_spec(colon, spec, LOC);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn tstring_replacement_field<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                let a = get!(annotated_rhs(p), 'alt);
                let debug_expr = get!(p.opt(S34, |p| p.expect(EQUAL)), 'alt);
                let conversion = get!(p.opt(S141, fstring_conversion), 'alt);
                let format = get!(p.opt(S74, tstring_full_format_spec), 'alt);
                let rbrace = get!(p.expect(RBRACE), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.interpolation(a, debug_expr, conversion, format, rbrace, LOC);
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S89.has(class) {
            if invalid_tstring_replacement_field(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn tstring_middle<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S89.has(class) {
            if let found @ Some(_) = tstring_replacement_field(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S144.has(class) {
            'alt: {
                let t = get!(p.expect(TSTRING_MIDDLE), 'alt);
                break 'rule Some(p.middle_constant(t));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn tstring<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if let Some(known) = p.recall(M_tstring) {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S146.has(class) {
            'alt: {
                let a = get!(p.expect(TSTRING_START), 'alt);
                let b = get!(p.loop0(S145, tstring_middle), 'alt);
                let c = get!(p.expect(TSTRING_END), 'alt);
                break 'rule p.template_str(a, b, c);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.remember(M_tstring, start, result);
    p.level -= 1;
    result
}

fn string<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S147.has(class) {
            'alt: {
                let s = get!(p.expect(STRING), 'alt);
                break 'rule p.constant_from_string(s);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn strings<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if let Some(known) = p.recall(M_strings) {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S92.has(class) {
            if invalid_string_tstring_concat(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S148.has(class) {
            'alt: {
                let a = get!(p.loop1(S148, group_25), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.concatenate_strings(a, LOC);
            }
            back!(p, start, 'rule);
        }
        if S146.has(class) {
            'alt: {
                let a = get!(p.loop1(S146, tstring), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.concatenate_tstrings(a, LOC);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.remember(M_strings, start, result);
    p.level -= 1;
    result
}

fn group_25<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S143.has(class) {
            if let found @ Some(_) = fstring(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S147.has(class) {
            if let found @ Some(_) = string(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn list<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S62.has(class) {
            'alt: {
                get!(p.expect(LSQB), 'alt);
                let a = get!(p.opt(S13, star_named_expressions), 'alt);
                get!(p.expect(RSQB), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(E::List { elts: a.unwrap_or(&[]), ctx: Load }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn tuple<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S5.has(class) {
            'alt: {
                get!(p.expect(LPAR), 'alt);
                let a = get!(p.opt(S13, group_26), 'alt);
                get!(p.expect(RPAR), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(E::Tuple { elts: a.unwrap_or(&[]), ctx: Load }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_26<'a>(p: &mut Parser<'a>) -> Option<&'a [Expr<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Expr<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S13.has(class) {
            'alt: {
                let y = get!(star_named_expression(p), 'alt);
                get!(p.expect(COMMA), 'alt);
                let z = get!(p.opt(S13, star_named_expressions), 'alt);
                break 'rule Some(p.prepend(y, z.unwrap_or(&[])));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn set<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                let a = get!(star_named_expressions(p), 'alt);
                get!(p.expect(RBRACE), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(E::Set { elts: a }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn dict<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                let a = get!(p.opt(S149, double_starred_kvpairs), 'alt);
                get!(p.expect(RBRACE), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.dict(a.unwrap_or(&[]), LOC));
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                let v0 = get!(p.expect(LBRACE), 'alt);
                let v1 = get!(invalid_double_starred_kvpairs(p), 'alt);
                let v2 = get!(p.expect(RBRACE), 'alt);
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn double_starred_kvpairs<'a>(p: &mut Parser<'a>) -> Option<&'a [KeyValue<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [KeyValue<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S149.has(class) {
            'alt: {
                let a = get!(p.gather(S52, double_starred_kvpair), 'alt);
                get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn double_starred_kvpair<'a>(p: &mut Parser<'a>) -> Option<KeyValue<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<KeyValue<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S73.has(class) {
            'alt: {
                get!(p.expect(DOUBLESTAR), 'alt);
                let a = get!(bitwise_or(p), 'alt);
                break 'rule Some(KeyValue { key: None, value: a });
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            if let found @ Some(_) = kvpair(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn kvpair<'a>(p: &mut Parser<'a>) -> Option<KeyValue<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<KeyValue<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S3.has(class) {
            'alt: {
                let a = get!(expression(p), 'alt);
                get!(p.expect(COLON), 'alt);
                let b = get!(expression(p), 'alt);
                break 'rule Some(KeyValue { key: Some(a), value: b });
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn for_if_clauses<'a>(p: &mut Parser<'a>) -> Option<&'a [Comprehension<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Comprehension<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S29.has(class) {
            'alt: {
                let a = get!(p.loop1(S29, for_if_clause), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn for_if_clause<'a>(p: &mut Parser<'a>) -> Option<Comprehension<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Comprehension<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S68.has(class) {
            'alt: {
                let mut cut = false;
                'cut: {
                    get!(p.expect(KW_async), 'cut);
                    get!(p.expect(KW_for), 'cut);
                    let a = get!(star_targets(p), 'cut);
                    get!(p.expect(KW_in), 'cut);
                    cut = true;
                    let b = get!(disjunction(p), 'cut);
                    let c = get!(p.loop0(S26, group_27), 'cut);
                    break 'rule p.check_version(
                        6,
                        "Async comprehensions are",
                        Comprehension { target: a, iter: b, ifs: c, is_async: true },
                    );
                }
                if cut {
                    break 'rule None;
                }
            }
            back!(p, start, 'rule);
        }
        if S77.has(class) {
            'alt: {
                let mut cut = false;
                'cut: {
                    get!(p.expect(KW_for), 'cut);
                    let a = get!(star_targets(p), 'cut);
                    get!(p.expect(KW_in), 'cut);
                    cut = true;
                    let b = get!(disjunction(p), 'cut);
                    let c = get!(p.loop0(S26, group_28), 'cut);
                    break 'rule Some(Comprehension { target: a, iter: b, ifs: c, is_async: false });
                }
                if cut {
                    break 'rule None;
                }
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S29.has(class) {
            if invalid_for_if_clause(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S29.has(class) {
            if invalid_for_target(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_27<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S26.has(class) {
            'alt: {
                get!(p.expect(KW_if), 'alt);
                let z = get!(disjunction(p), 'alt);
                break 'rule Some(z);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_28<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S26.has(class) {
            'alt: {
                get!(p.expect(KW_if), 'alt);
                let z = get!(disjunction(p), 'alt);
                break 'rule Some(z);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn listcomp<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S62.has(class) {
            'alt: {
                get!(p.expect(LSQB), 'alt);
                let a = get!(named_expression(p), 'alt);
                let b = get!(for_if_clauses(p), 'alt);
                get!(p.expect(RSQB), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(E::ListComp { elt: a, generators: b }, LOC));
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S136.has(class) {
            if invalid_comprehension(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn setcomp<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                let a = get!(named_expression(p), 'alt);
                let b = get!(for_if_clauses(p), 'alt);
                get!(p.expect(RBRACE), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(E::SetComp { elt: a, generators: b }, LOC));
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S136.has(class) {
            if invalid_comprehension(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn genexp<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S5.has(class) {
            'alt: {
                get!(p.expect(LPAR), 'alt);
                let a = get!(group_29(p), 'alt);
                let b = get!(for_if_clauses(p), 'alt);
                get!(p.expect(RPAR), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(E::GeneratorExp { elt: a, generators: b }, LOC));
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S136.has(class) {
            if invalid_comprehension(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_29<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if let found @ Some(_) = assignment_expression(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            'alt: {
                let v0 = get!(expression(p), 'alt);
                check!(!p.sees(S104), 'alt);
                break 'rule Some(v0);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn dictcomp<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                let a = get!(kvpair(p), 'alt);
                let b = get!(for_if_clauses(p), 'alt);
                get!(p.expect(RBRACE), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.dict_comp(a, b, LOC));
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S89.has(class) {
            if invalid_dict_comprehension(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn arguments<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if let Some(known) = p.recall(M_arguments) {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S6.has(class) {
            'alt: {
                let a = get!(args(p), 'alt);
                get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                check!(p.sees(S72), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S6.has(class) {
            if invalid_arguments(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.remember(M_arguments, start, result);
    p.level -= 1;
    result
}

fn args<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S13.has(class) {
            'alt: {
                let a = get!(p.gather(S52, group_30), 'alt);
                let b = get!(p.opt(S52, group_32), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.collect_call(a, b.unwrap_or(&[]), LOC));
            }
            back!(p, start, 'rule);
        }
        if S6.has(class) {
            'alt: {
                let a = get!(kwargs(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.collect_call(&[], a, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_31<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if let found @ Some(_) = assignment_expression(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            'alt: {
                let v0 = get!(expression(p), 'alt);
                check!(!p.sees(S104), 'alt);
                break 'rule Some(v0);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_30<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S56.has(class) {
            if let found @ Some(_) = starred_expression(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            'alt: {
                let v0 = get!(group_31(p), 'alt);
                check!(!p.sees(S34), 'alt);
                break 'rule Some(v0);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_32<'a>(p: &mut Parser<'a>) -> Option<&'a [KeywordOrStarred<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [KeywordOrStarred<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S52.has(class) {
            'alt: {
                get!(p.expect(COMMA), 'alt);
                let k = get!(kwargs(p), 'alt);
                break 'rule Some(k);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn kwargs<'a>(p: &mut Parser<'a>) -> Option<&'a [KeywordOrStarred<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [KeywordOrStarred<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S6.has(class) {
            'alt: {
                let a = get!(p.gather(S52, kwarg_or_starred), 'alt);
                get!(p.expect(COMMA), 'alt);
                let b = get!(p.gather(S52, kwarg_or_double_starred), 'alt);
                break 'rule Some(p.join(a, b));
            }
            back!(p, start, 'rule);
        }
        if S6.has(class) {
            if let found @ Some(_) = p.gather(S52, kwarg_or_starred) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S149.has(class) {
            if let found @ Some(_) = p.gather(S52, kwarg_or_double_starred) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn starred_expression<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S56.has(class) {
            if invalid_starred_expression_unpacking(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                let a = get!(expression(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.starred(a, Load, LOC));
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S56.has(class) {
            if invalid_starred_expression(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn kwarg_or_starred<'a>(p: &mut Parser<'a>) -> Option<KeywordOrStarred<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<KeywordOrStarred<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S149.has(class) {
            if invalid_kwarg(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.name_token(), 'alt);
                get!(p.expect(EQUAL), 'alt);
                let b = get!(expression(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.keyword(Some(a), b, LOC));
            }
            back!(p, start, 'rule);
        }
        if S56.has(class) {
            'alt: {
                let a = get!(starred_expression(p), 'alt);
                break 'rule Some(KeywordOrStarred::Starred(a));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn kwarg_or_double_starred<'a>(p: &mut Parser<'a>) -> Option<KeywordOrStarred<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<KeywordOrStarred<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S149.has(class) {
            if invalid_kwarg(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.name_token(), 'alt);
                get!(p.expect(EQUAL), 'alt);
                let b = get!(expression(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.keyword(Some(a), b, LOC));
            }
            back!(p, start, 'rule);
        }
        if S73.has(class) {
            'alt: {
                get!(p.expect(DOUBLESTAR), 'alt);
                let a = get!(expression(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.keyword(None, a, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn star_targets<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S36.has(class) {
            if let Some(head) = star_target(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    check!(!p.sees(S52), 'alt);
                    break 'rule Some(a);
                }
                back!(p, mark, 'rule);
                'alt: {
                    let a = head;
                    let b = get!(p.loop0(S52, group_33), 'alt);
                    get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.tuple_from(a, b, Store, LOC));
                }
                back!(p, mark, 'rule);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_33<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S52.has(class) {
            'alt: {
                get!(p.expect(COMMA), 'alt);
                let c = get!(star_target(p), 'alt);
                break 'rule Some(c);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn star_targets_list_seq<'a>(p: &mut Parser<'a>) -> Option<&'a [Expr<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Expr<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S36.has(class) {
            'alt: {
                let a = get!(p.gather(S52, star_target), 'alt);
                get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn star_targets_tuple_seq<'a>(p: &mut Parser<'a>) -> Option<&'a [Expr<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Expr<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S36.has(class) {
            if let Some(head) = star_target(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    let b = get!(p.loop1(S52, group_34), 'alt);
                    get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                    break 'rule Some(p.prepend(a, b));
                }
                back!(p, mark, 'rule);
                'alt: {
                    let a = head;
                    get!(p.expect(COMMA), 'alt);
                    break 'rule Some(p.prepend(a, &[]));
                }
                back!(p, mark, 'rule);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_34<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S52.has(class) {
            'alt: {
                get!(p.expect(COMMA), 'alt);
                let c = get!(star_target(p), 'alt);
                break 'rule Some(c);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn star_target<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if let Some(known) = p.recall(M_star_target) {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                let a = get!(group_35(p), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.starred(p.set_context(a, Store), Store, LOC));
            }
            back!(p, start, 'rule);
        }
        if S35.has(class) {
            if let found @ Some(_) = target_with_star_atom(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.remember(M_star_target, start, result);
    p.level -= 1;
    result
}

fn group_35<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S36.has(class) {
            'alt: {
                check!(!p.sees(S56), 'alt);
                let v1 = get!(star_target(p), 'alt);
                break 'rule Some(v1);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn target_with_star_atom<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if let Some(known) = p.recall(M_target_with_star_atom) {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S35.has(class) {
            if let Some(head) = t_primary(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    get!(p.expect(DOT), 'alt);
                    let b = get!(p.name_token(), 'alt);
                    check!(!p.ahead(|p| t_lookahead(p).is_some()), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.attribute(a, b, Store, LOC));
                }
                back!(p, mark, 'rule);
                'alt: {
                    let a = head;
                    get!(p.expect(LSQB), 'alt);
                    let b = get!(slices(p), 'alt);
                    get!(p.expect(RSQB), 'alt);
                    check!(!p.ahead(|p| t_lookahead(p).is_some()), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.subscript(a, b, Store, LOC));
                }
                back!(p, mark, 'rule);
            }
            back!(p, start, 'rule);
        }
        if S150.has(class) {
            if let found @ Some(_) = star_atom(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.remember(M_target_with_star_atom, start, result);
    p.level -= 1;
    result
}

fn star_atom<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.name_token(), 'alt);
                break 'rule Some(p.set_context(a, Store));
            }
            back!(p, start, 'rule);
        }
        if S5.has(class) {
            'alt: {
                get!(p.expect(LPAR), 'alt);
                let a = get!(target_with_star_atom(p), 'alt);
                get!(p.expect(RPAR), 'alt);
                break 'rule Some(p.set_context(a, Store));
            }
            back!(p, start, 'rule);
        }
        if S5.has(class) {
            'alt: {
                get!(p.expect(LPAR), 'alt);
                let a = get!(p.opt(S36, star_targets_tuple_seq), 'alt);
                get!(p.expect(RPAR), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(E::Tuple { elts: a.unwrap_or(&[]), ctx: Store }, LOC));
            }
            back!(p, start, 'rule);
        }
        if S62.has(class) {
            'alt: {
                get!(p.expect(LSQB), 'alt);
                let a = get!(p.opt(S36, star_targets_list_seq), 'alt);
                get!(p.expect(RSQB), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(E::List { elts: a.unwrap_or(&[]), ctx: Store }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn single_target<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S35.has(class) {
            if let found @ Some(_) = single_subscript_attribute_target(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.name_token(), 'alt);
                break 'rule Some(p.set_context(a, Store));
            }
            back!(p, start, 'rule);
        }
        if S5.has(class) {
            'alt: {
                get!(p.expect(LPAR), 'alt);
                let a = get!(single_target(p), 'alt);
                get!(p.expect(RPAR), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn single_subscript_attribute_target<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S35.has(class) {
            if let Some(head) = t_primary(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    get!(p.expect(DOT), 'alt);
                    let b = get!(p.name_token(), 'alt);
                    check!(!p.ahead(|p| t_lookahead(p).is_some()), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.attribute(a, b, Store, LOC));
                }
                back!(p, mark, 'rule);
                'alt: {
                    let a = head;
                    get!(p.expect(LSQB), 'alt);
                    let b = get!(slices(p), 'alt);
                    get!(p.expect(RSQB), 'alt);
                    check!(!p.ahead(|p| t_lookahead(p).is_some()), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.subscript(a, b, Store, LOC));
                }
                back!(p, mark, 'rule);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn t_primary<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if let Some(known) = p.recall(M_t_primary) {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    p.level += 1;
    let mut result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S35.has(class) {
            'alt: {
                let a = get!(atom(p), 'alt);
                check!(p.ahead(|p| t_lookahead(p).is_some()), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    while let Some(seed) = result {
        let grown: Option<Expr<'a>> = 'grow: {
            let class = p.class();
            if !S135.has(class) || p.failed {
                break 'grow None;
            }
            let mark = p.mark;
            if S59.has(class) {
                'alt: {
                    let a = seed;
                    get!(p.expect(DOT), 'alt);
                    let b = get!(p.name_token(), 'alt);
                    check!(p.ahead(|p| t_lookahead(p).is_some()), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.attribute(a, b, Load, LOC));
                }
                back!(p, mark, 'grow);
            }
            if S62.has(class) {
                'alt: {
                    let a = seed;
                    get!(p.expect(LSQB), 'alt);
                    let b = get!(slices(p), 'alt);
                    get!(p.expect(RSQB), 'alt);
                    check!(p.ahead(|p| t_lookahead(p).is_some()), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.subscript(a, b, Load, LOC));
                }
                back!(p, mark, 'grow);
            }
            if S136.has(class) {
                'alt: {
                    let a = seed;
                    let b = get!(genexp(p), 'alt);
                    check!(p.ahead(|p| t_lookahead(p).is_some()), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.call_genexp(a, b, LOC));
                }
                back!(p, mark, 'grow);
            }
            if S5.has(class) {
                'alt: {
                    let a = seed;
                    get!(p.expect(LPAR), 'alt);
                    let b = get!(p.opt(S6, arguments), 'alt);
                    get!(p.expect(RPAR), 'alt);
                    check!(p.ahead(|p| t_lookahead(p).is_some()), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.call(a, b, LOC));
                }
                back!(p, mark, 'grow);
            }
            p.mark = mark;
            None
        };
        if p.failed {
            result = None;
        } else if grown.is_none() {
            break;
        } else {
            result = grown;
        }
    }
    p.level -= 1;
    p.remember(M_t_primary, start, result);
    p.level -= 1;
    result
}

fn t_lookahead<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S5.has(class) {
            if p.expect(LPAR).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S62.has(class) {
            if p.expect(LSQB).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S59.has(class) {
            if p.expect(DOT).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn del_targets<'a>(p: &mut Parser<'a>) -> Option<&'a [Expr<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Expr<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S35.has(class) {
            'alt: {
                let a = get!(p.gather(S52, del_target), 'alt);
                get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn del_target<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    if let Some(known) = p.recall(M_del_target) {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S35.has(class) {
            if let Some(head) = t_primary(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    get!(p.expect(DOT), 'alt);
                    let b = get!(p.name_token(), 'alt);
                    check!(!p.ahead(|p| t_lookahead(p).is_some()), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.attribute(a, b, Del, LOC));
                }
                back!(p, mark, 'rule);
                'alt: {
                    let a = head;
                    get!(p.expect(LSQB), 'alt);
                    let b = get!(slices(p), 'alt);
                    get!(p.expect(RSQB), 'alt);
                    check!(!p.ahead(|p| t_lookahead(p).is_some()), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.subscript(a, b, Del, LOC));
                }
                back!(p, mark, 'rule);
            }
            back!(p, start, 'rule);
        }
        if S150.has(class) {
            if let found @ Some(_) = del_t_atom(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.remember(M_del_target, start, result);
    p.level -= 1;
    result
}

fn del_t_atom<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.name_token(), 'alt);
                break 'rule Some(p.set_context(a, Del));
            }
            back!(p, start, 'rule);
        }
        if S5.has(class) {
            'alt: {
                get!(p.expect(LPAR), 'alt);
                let a = get!(del_target(p), 'alt);
                get!(p.expect(RPAR), 'alt);
                break 'rule Some(p.set_context(a, Del));
            }
            back!(p, start, 'rule);
        }
        if S5.has(class) {
            'alt: {
                get!(p.expect(LPAR), 'alt);
                let a = get!(p.opt(S35, del_targets), 'alt);
                get!(p.expect(RPAR), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(E::Tuple { elts: a.unwrap_or(&[]), ctx: Del }, LOC));
            }
            back!(p, start, 'rule);
        }
        if S62.has(class) {
            'alt: {
                get!(p.expect(LSQB), 'alt);
                let a = get!(p.opt(S35, del_targets), 'alt);
                get!(p.expect(RSQB), 'alt);
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(E::List { elts: a.unwrap_or(&[]), ctx: Del }, LOC));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn type_expressions<'a>(p: &mut Parser<'a>) -> Option<&'a [Expr<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Expr<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S3.has(class) {
            'alt: {
                let a = get!(p.gather(S52, expression), 'alt);
                get!(p.expect(COMMA), 'alt);
                get!(p.expect(STAR), 'alt);
                let b = get!(expression(p), 'alt);
                get!(p.expect(COMMA), 'alt);
                get!(p.expect(DOUBLESTAR), 'alt);
                let c = get!(expression(p), 'alt);
                break 'rule Some(p.join(a, p.join(p.one(b), p.one(c))));
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            'alt: {
                let a = get!(p.gather(S52, expression), 'alt);
                get!(p.expect(COMMA), 'alt);
                get!(p.expect(STAR), 'alt);
                let b = get!(expression(p), 'alt);
                break 'rule Some(p.join(a, p.one(b)));
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            'alt: {
                let a = get!(p.gather(S52, expression), 'alt);
                get!(p.expect(COMMA), 'alt);
                get!(p.expect(DOUBLESTAR), 'alt);
                let b = get!(expression(p), 'alt);
                break 'rule Some(p.join(a, p.one(b)));
            }
            back!(p, start, 'rule);
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                let a = get!(expression(p), 'alt);
                get!(p.expect(COMMA), 'alt);
                get!(p.expect(DOUBLESTAR), 'alt);
                let b = get!(expression(p), 'alt);
                break 'rule Some(p.join(p.one(a), p.one(b)));
            }
            back!(p, start, 'rule);
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                let a = get!(expression(p), 'alt);
                break 'rule Some(p.one(a));
            }
            back!(p, start, 'rule);
        }
        if S73.has(class) {
            'alt: {
                get!(p.expect(DOUBLESTAR), 'alt);
                let a = get!(expression(p), 'alt);
                break 'rule Some(p.one(a));
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            'alt: {
                let a = get!(p.gather(S52, expression), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn func_type_comment<'a>(p: &mut Parser<'a>) -> Option<Tok> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Tok> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S4.has(class) {
            'alt: {
                get!(p.expect(NEWLINE), 'alt);
                let t = get!(p.expect(TYPE_COMMENT), 'alt);
                check!(p.ahead(|p| group_36(p).is_some()), 'alt);
                break 'rule Some(t);
            }
            back!(p, start, 'rule);
        }
        if p.second_pass && S37.has(class) {
            if invalid_double_type_comments(p).is_some() {
                break 'rule Some(Dummy::dummy());
            }
            back!(p, start, 'rule);
        }
        if S37.has(class) {
            if let found @ Some(_) = p.expect(TYPE_COMMENT) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_36<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S4.has(class) {
            'alt: {
                get!(p.expect(NEWLINE), 'alt);
                get!(p.expect(INDENT), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_arguments<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S6.has(class) {
            'alt: {
                get!(group_37(p), 'alt);
                let a = get!(p.expect(COMMA), 'alt);
                get!(p.gather(S52, group_41), 'alt);
                break 'rule p.raise_from(a, "iterable argument unpacking follows keyword argument unpacking");
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            'alt: {
                let a = get!(expression(p), 'alt);
                let b = get!(for_if_clauses(p), 'alt);
                get!(p.expect(COMMA), 'alt);
                get!(p.opt(S6, group_42), 'alt);
                break 'rule p.raise_range(a, last_of_comprehension(b), "Generator expression must be parenthesized");
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.name_token(), 'alt);
                let b = get!(p.expect(EQUAL), 'alt);
                get!(expression(p), 'alt);
                get!(for_if_clauses(p), 'alt);
                break 'rule p.raise_range(a, b, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
            }
            back!(p, start, 'rule);
        }
        if S6.has(class) {
            'alt: {
                get!(p.opt(S6, group_43), 'alt);
                let a = get!(p.name_token(), 'alt);
                let b = get!(p.expect(EQUAL), 'alt);
                check!(p.sees(S151), 'alt);
                break 'rule p.raise_range(a, b, "expected argument value expression");
            }
            back!(p, start, 'rule);
        }
        if S6.has(class) {
            if let Some(head) = args(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    let b = get!(for_if_clauses(p), 'alt);
                    break 'rule p.nonparen_genexp(a, b);
                }
                back!(p, mark, 'rule);
                'alt: {
                    let v0 = head;
                    get!(p.expect(COMMA), 'alt);
                    let a = get!(expression(p), 'alt);
                    let b = get!(for_if_clauses(p), 'alt);
                    break 'rule p.raise_range(a, last_of_comprehension(b), "Generator expression must be parenthesized");
                }
                back!(p, mark, 'rule);
                'alt: {
                    let a = head;
                    get!(p.expect(COMMA), 'alt);
                    get!(args(p), 'alt);
                    break 'rule p.arguments_error(a);
                }
                back!(p, mark, 'rule);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_40<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if let found @ Some(_) = assignment_expression(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            'alt: {
                let v0 = get!(expression(p), 'alt);
                check!(!p.sees(S104), 'alt);
                break 'rule Some(v0);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_39<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S56.has(class) {
            if let found @ Some(_) = starred_expression(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            'alt: {
                let v0 = get!(group_40(p), 'alt);
                check!(!p.sees(S34), 'alt);
                break 'rule Some(v0);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_38<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S13.has(class) {
            'alt: {
                get!(p.gather(S52, group_39), 'alt);
                get!(p.expect(COMMA), 'alt);
                get!(kwargs(p), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_37<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S13.has(class) {
            if group_38(p).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S6.has(class) {
            if kwargs(p).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_41<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S56.has(class) {
            'alt: {
                let v0 = get!(starred_expression(p), 'alt);
                check!(!p.sees(S34), 'alt);
                break 'rule Some(v0);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_42<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S6.has(class) {
            if args(p).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            'alt: {
                get!(expression(p), 'alt);
                get!(for_if_clauses(p), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_43<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S6.has(class) {
            'alt: {
                get!(args(p), 'alt);
                get!(p.expect(COMMA), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_kwarg<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S152.has(class) {
            'alt: {
                let a = get!(p.expect_any(S152), 'alt);
                let b = get!(p.expect(EQUAL), 'alt);
                break 'rule p.raise_range(a, b, format!("cannot assign to {}", p.text(a)));
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.name_token(), 'alt);
                let b = get!(p.expect(EQUAL), 'alt);
                get!(expression(p), 'alt);
                get!(for_if_clauses(p), 'alt);
                break 'rule p.raise_range(a, b, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            'alt: {
                check!(!p.ahead(|p| group_44(p).is_some()), 'alt);
                let a = get!(expression(p), 'alt);
                let b = get!(p.expect(EQUAL), 'alt);
                break 'rule p.raise_range(a, b, "expression cannot contain assignment, perhaps you meant \"==\"?");
            }
            back!(p, start, 'rule);
        }
        if S73.has(class) {
            'alt: {
                let a = get!(p.expect(DOUBLESTAR), 'alt);
                get!(expression(p), 'alt);
                get!(p.expect(EQUAL), 'alt);
                let b = get!(expression(p), 'alt);
                break 'rule p.raise_range(a, b, "cannot assign to keyword argument unpacking");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_44<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                get!(p.name_token(), 'alt);
                get!(p.expect(EQUAL), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn expression_without_invalid<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let diagnosing = std::mem::replace(&mut p.second_pass, false);
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S102.has(class) {
            if let Some(head) = disjunction(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    get!(p.expect(KW_if), 'alt);
                    let b = get!(disjunction(p), 'alt);
                    get!(p.expect(KW_else), 'alt);
                    let c = get!(expression(p), 'alt);
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.expr(E::IfExp { test: b, body: a, orelse: c }, LOC));
                }
                back!(p, mark, 'rule);
                break 'rule Some(head);
            }
            back!(p, start, 'rule);
        }
        if S103.has(class) {
            if let found @ Some(_) = lambdef(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.second_pass = diagnosing;
    p.level -= 1;
    result
}

fn invalid_legacy_expression<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.name_token(), 'alt);
                check!(!p.sees(S5), 'alt);
                let b = get!(star_expressions(p), 'alt);
                break 'rule p.legacy_error(a, b);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_type_param<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                get!(p.name_token(), 'alt);
                let colon = get!(p.expect(COLON), 'alt);
                let e = get!(expression(p), 'alt);
                break 'rule p.bound_error(colon, e, "TypeVarTuple");
            }
            back!(p, start, 'rule);
        }
        if S73.has(class) {
            'alt: {
                get!(p.expect(DOUBLESTAR), 'alt);
                get!(p.name_token(), 'alt);
                let colon = get!(p.expect(COLON), 'alt);
                let e = get!(expression(p), 'alt);
                break 'rule p.bound_error(colon, e, "ParamSpec");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_expression<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S147.has(class) {
            'alt: {
                get!(p.expect(STRING), 'alt);
                let a = get!(p.loop1(S153, group_45), 'alt);
                get!(p.expect(STRING), 'alt);
                break 'rule p.raise_range(first(a), last(a), "invalid syntax. Is this intended to be part of the string?");
            }
            back!(p, start, 'rule);
        }
        if S102.has(class) {
            'alt: {
                check!(!p.ahead(|p| group_46(p).is_some()), 'alt);
                let a = get!(disjunction(p), 'alt);
                let b = get!(expression_without_invalid(p), 'alt);
                break 'rule p.missing_comma(a, b);
            }
            back!(p, start, 'rule);
        }
        if S102.has(class) {
            if let Some(head) = disjunction(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    get!(p.expect(KW_if), 'alt);
                    let b = get!(disjunction(p), 'alt);
                    check!(!p.sees(S155), 'alt);
                    break 'rule p.raise_range(a, b, "expected 'else' after 'if' expression");
                }
                back!(p, mark, 'rule);
                'alt: {
                    let a = head;
                    get!(p.expect(KW_if), 'alt);
                    let b = get!(disjunction(p), 'alt);
                    get!(p.expect(KW_else), 'alt);
                    check!(!p.ahead(|p| expression(p).is_some()), 'alt);
                    break 'rule p.raise_on_next("expected expression after 'else', but statement is given");
                }
                back!(p, mark, 'rule);
            }
            back!(p, start, 'rule);
        }
        if S156.has(class) {
            'alt: {
                let a = get!(group_47(p), 'alt);
                get!(p.expect(KW_if), 'alt);
                let b = get!(disjunction(p), 'alt);
                get!(p.expect(KW_else), 'alt);
                let c = get!(simple_stmt(p), 'alt);
                break 'rule p.raise_at(a, "expected expression before 'if', but statement is given");
            }
            back!(p, start, 'rule);
        }
        if S103.has(class) {
            'alt: {
                let a = get!(p.expect(KW_lambda), 'alt);
                get!(p.opt(S65, lambda_params), 'alt);
                let b = get!(p.expect(COLON), 'alt);
                check!(p.sees(S140), 'alt);
                break 'rule p.raise_range(a, b, "f-string: lambda expressions are not allowed without parentheses");
            }
            back!(p, start, 'rule);
        }
        if S103.has(class) {
            'alt: {
                let a = get!(p.expect(KW_lambda), 'alt);
                get!(p.opt(S65, lambda_params), 'alt);
                let b = get!(p.expect(COLON), 'alt);
                check!(p.sees(S144), 'alt);
                break 'rule p.raise_range(a, b, "t-string: lambda expressions are not allowed without parentheses");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_45<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S153.has(class) {
            'alt: {
                check!(!p.sees(S147), 'alt);
                let b = get!(expression_without_invalid(p), 'alt);
                break 'rule Some(b);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_46<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                get!(p.name_token(), 'alt);
                get!(p.expect(STRING), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S154.has(class) {
            if p.soft_keyword_token().is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_47<'a>(p: &mut Parser<'a>) -> Option<Stmt<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Stmt<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S17.has(class) {
            if let found @ Some(_) = pass_stmt(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S21.has(class) {
            if let found @ Some(_) = break_stmt(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S22.has(class) {
            if let found @ Some(_) = continue_stmt(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_named_expression<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    if let Some(known) = p.recall(M_invalid_named_expression) {
        p.level -= 1;
        return known;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S3.has(class) {
            'alt: {
                let a = get!(expression(p), 'alt);
                get!(p.expect(COLONEQUAL), 'alt);
                get!(expression(p), 'alt);
                break 'rule p.raise_at(a, format!("cannot use assignment expressions with {}", p.expr_name(a)));
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                let a = get!(p.name_token(), 'alt);
                get!(p.expect(EQUAL), 'alt);
                let b = get!(bitwise_or(p), 'alt);
                check!(!p.sees(S157), 'alt);
                break 'rule p.raise_range(a, b, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
            }
            back!(p, start, 'rule);
        }
        if S110.has(class) {
            'alt: {
                check!(!p.ahead(|p| group_48(p).is_some()), 'alt);
                let a = get!(bitwise_or(p), 'alt);
                let b = get!(p.expect(EQUAL), 'alt);
                get!(bitwise_or(p), 'alt);
                check!(!p.sees(S157), 'alt);
                break 'rule p.raise_at(a, format!("cannot assign to {} here. Maybe you meant '==' instead of '='?", p.expr_name(a)));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.remember(M_invalid_named_expression, start, result);
    p.level -= 1;
    result
}

fn group_48<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S62.has(class) {
            if list(p).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S5.has(class) {
            if tuple(p).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S136.has(class) {
            if genexp(p).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S94.has(class) {
            if p.expect(KW_True).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S93.has(class) {
            if p.expect(KW_None).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S95.has(class) {
            if p.expect(KW_False).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_assignment<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S88.has(class) {
            'alt: {
                let a = get!(invalid_ann_assign_target(p), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(expression(p), 'alt);
                break 'rule p.raise_at(a, format!("only single target (not {}) can be annotated", p.expr_name(a)));
            }
            back!(p, start, 'rule);
        }
        if S13.has(class) {
            'alt: {
                let a = get!(star_named_expression(p), 'alt);
                get!(p.expect(COMMA), 'alt);
                get!(p.loop0(S13, star_named_expressions), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(expression(p), 'alt);
                break 'rule p.raise_at(a, "only single target (not tuple) can be annotated");
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            'alt: {
                let a = get!(expression(p), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(expression(p), 'alt);
                break 'rule p.raise_at(a, "illegal target for annotation");
            }
            back!(p, start, 'rule);
        }
        if S13.has(class) {
            'alt: {
                get!(p.loop0(S36, group_49), 'alt);
                let a = get!(star_expressions(p), 'alt);
                get!(p.expect(EQUAL), 'alt);
                break 'rule p.raise_invalid_target(Targets::Star, a);
            }
            back!(p, start, 'rule);
        }
        if S158.has(class) {
            'alt: {
                get!(p.loop0(S36, group_50), 'alt);
                let a = get!(yield_expr(p), 'alt);
                get!(p.expect(EQUAL), 'alt);
                break 'rule p.raise_at(a, "assignment to yield expression not possible");
            }
            back!(p, start, 'rule);
        }
        if S13.has(class) {
            'alt: {
                let a = get!(star_expressions(p), 'alt);
                get!(augassign(p), 'alt);
                get!(annotated_rhs(p), 'alt);
                break 'rule p.raise_at(a, format!("'{}' is an illegal expression for augmented assignment", p.expr_name(a)));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_49<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S36.has(class) {
            'alt: {
                get!(star_targets(p), 'alt);
                get!(p.expect(EQUAL), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_50<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S36.has(class) {
            'alt: {
                get!(star_targets(p), 'alt);
                get!(p.expect(EQUAL), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_ann_assign_target<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S62.has(class) {
            if let found @ Some(_) = list(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S5.has(class) {
            if let found @ Some(_) = tuple(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S5.has(class) {
            'alt: {
                get!(p.expect(LPAR), 'alt);
                let a = get!(invalid_ann_assign_target(p), 'alt);
                get!(p.expect(RPAR), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_del_stmt<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S18.has(class) {
            'alt: {
                get!(p.expect(KW_del), 'alt);
                let a = get!(star_expressions(p), 'alt);
                break 'rule p.raise_invalid_target(Targets::Del, a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_block<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S4.has(class) {
            'alt: {
                get!(p.expect(NEWLINE), 'alt);
                check!(!p.sees(S159), 'alt);
                break 'rule p.raise_indentation("expected an indented block");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_comprehension<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S136.has(class) {
            'alt: {
                get!(p.expect_any(S136), 'alt);
                let a = get!(starred_expression(p), 'alt);
                get!(for_if_clauses(p), 'alt);
                break 'rule p.raise_at(a, "iterable unpacking cannot be used in comprehension");
            }
            back!(p, start, 'rule);
        }
        if S160.has(class) {
            'alt: {
                get!(p.expect_any(S160), 'alt);
                let a = get!(star_named_expression(p), 'alt);
                get!(p.expect(COMMA), 'alt);
                let b = get!(star_named_expressions(p), 'alt);
                get!(for_if_clauses(p), 'alt);
                break 'rule p.raise_range(a, last(b), "did you forget parentheses around the comprehension target?");
            }
            back!(p, start, 'rule);
        }
        if S160.has(class) {
            'alt: {
                get!(p.expect_any(S160), 'alt);
                let a = get!(star_named_expression(p), 'alt);
                let b = get!(p.expect(COMMA), 'alt);
                get!(for_if_clauses(p), 'alt);
                break 'rule p.raise_range(a, b, "did you forget parentheses around the comprehension target?");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_dict_comprehension<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                let a = get!(p.expect(DOUBLESTAR), 'alt);
                get!(bitwise_or(p), 'alt);
                get!(for_if_clauses(p), 'alt);
                get!(p.expect(RBRACE), 'alt);
                break 'rule p.raise_at(a, "dict unpacking cannot be used in dict comprehension");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_parameters<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S130.has(class) {
            'alt: {
                let a = get!(p.expect(SLASH), 'alt);
                get!(p.expect(COMMA), 'alt);
                break 'rule p.raise_at(a, "at least one argument must precede /");
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                get!(group_51(p), 'alt);
                get!(p.loop0(S33, param_maybe_default), 'alt);
                let a = get!(p.expect(SLASH), 'alt);
                break 'rule p.raise_at(a, "/ may appear only once");
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                get!(p.opt(S33, slash_no_default), 'alt);
                get!(p.loop0(S33, param_no_default), 'alt);
                get!(invalid_parameters_helper(p), 'alt);
                let a = get!(param_no_default(p), 'alt);
                break 'rule p.raise_at(a, "parameter without a default follows parameter with a default");
            }
            back!(p, start, 'rule);
        }
        if S161.has(class) {
            'alt: {
                get!(p.loop0(S33, param_no_default), 'alt);
                let a = get!(p.expect(LPAR), 'alt);
                get!(p.loop1(S33, param_no_default), 'alt);
                get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                let b = get!(p.expect(RPAR), 'alt);
                break 'rule p.raise_range(a, b, "Function parameters cannot be parenthesized");
            }
            back!(p, start, 'rule);
        }
        if S162.has(class) {
            'alt: {
                get!(p.opt(S33, group_52), 'alt);
                get!(p.loop0(S33, param_maybe_default), 'alt);
                get!(p.expect(STAR), 'alt);
                get!(group_53(p), 'alt);
                get!(p.loop0(S33, param_maybe_default), 'alt);
                let a = get!(p.expect(SLASH), 'alt);
                break 'rule p.raise_at(a, "/ must be ahead of *");
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                get!(p.loop1(S33, param_maybe_default), 'alt);
                get!(p.expect(SLASH), 'alt);
                let a = get!(p.expect(STAR), 'alt);
                break 'rule p.raise_at(a, "expected comma between / and *");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_51<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if slash_no_default(p).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            if slash_with_default(p).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_52<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if slash_no_default(p).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            if slash_with_default(p).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_53<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S52.has(class) {
            if p.expect(COMMA).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            if param_no_default(p).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_default<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S34.has(class) {
            'alt: {
                let a = get!(p.expect(EQUAL), 'alt);
                check!(p.sees(S151), 'alt);
                break 'rule p.raise_at(a, "expected default value expression");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_star_etc<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S56.has(class) {
            'alt: {
                let a = get!(p.expect(STAR), 'alt);
                get!(group_54(p), 'alt);
                break 'rule p.raise_at(a, "named arguments must follow bare *");
            }
            back!(p, start, 'rule);
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                get!(p.expect(COMMA), 'alt);
                get!(p.expect(TYPE_COMMENT), 'alt);
                break 'rule p.raise("bare * has associated type comment");
            }
            back!(p, start, 'rule);
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                get!(param(p), 'alt);
                let a = get!(p.expect(EQUAL), 'alt);
                break 'rule p.raise_at(a, "var-positional argument cannot have default value");
            }
            back!(p, start, 'rule);
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                get!(group_55(p), 'alt);
                get!(p.loop0(S33, param_maybe_default), 'alt);
                let a = get!(p.expect(STAR), 'alt);
                get!(group_56(p), 'alt);
                break 'rule p.raise_at(a, "* argument may appear only once");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_54<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S72.has(class) {
            if p.expect(RPAR).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S52.has(class) {
            'alt: {
                get!(p.expect(COMMA), 'alt);
                get!(p.expect_any(S163), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_55<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if param_no_default(p).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S52.has(class) {
            if p.expect(COMMA).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_56<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if param_no_default(p).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S52.has(class) {
            if p.expect(COMMA).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_kwds<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S73.has(class) {
            'alt: {
                get!(p.expect(DOUBLESTAR), 'alt);
                get!(param(p), 'alt);
                let a = get!(p.expect(EQUAL), 'alt);
                break 'rule p.raise_at(a, "var-keyword argument cannot have default value");
            }
            back!(p, start, 'rule);
        }
        if S73.has(class) {
            'alt: {
                get!(p.expect(DOUBLESTAR), 'alt);
                get!(param(p), 'alt);
                get!(p.expect(COMMA), 'alt);
                let a = get!(param(p), 'alt);
                break 'rule p.raise_at(a, "arguments cannot follow var-keyword argument");
            }
            back!(p, start, 'rule);
        }
        if S73.has(class) {
            'alt: {
                get!(p.expect(DOUBLESTAR), 'alt);
                get!(param(p), 'alt);
                get!(p.expect(COMMA), 'alt);
                let a = get!(p.expect_any(S164), 'alt);
                break 'rule p.raise_at(a, "arguments cannot follow var-keyword argument");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_parameters_helper<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                get!(slash_with_default(p), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                get!(p.loop1(S33, param_with_default), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_lambda_parameters<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S130.has(class) {
            'alt: {
                let a = get!(p.expect(SLASH), 'alt);
                get!(p.expect(COMMA), 'alt);
                break 'rule p.raise_at(a, "at least one argument must precede /");
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                get!(group_57(p), 'alt);
                get!(p.loop0(S33, lambda_param_maybe_default), 'alt);
                let a = get!(p.expect(SLASH), 'alt);
                break 'rule p.raise_at(a, "/ may appear only once");
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                get!(p.opt(S33, lambda_slash_no_default), 'alt);
                get!(p.loop0(S33, lambda_param_no_default), 'alt);
                get!(invalid_lambda_parameters_helper(p), 'alt);
                let a = get!(lambda_param_no_default(p), 'alt);
                break 'rule p.raise_at(a, "parameter without a default follows parameter with a default");
            }
            back!(p, start, 'rule);
        }
        if S161.has(class) {
            'alt: {
                get!(p.loop0(S33, lambda_param_no_default), 'alt);
                let a = get!(p.expect(LPAR), 'alt);
                get!(p.gather(S52, lambda_param), 'alt);
                get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                let b = get!(p.expect(RPAR), 'alt);
                break 'rule p.raise_range(a, b, "Lambda expression parameters cannot be parenthesized");
            }
            back!(p, start, 'rule);
        }
        if S162.has(class) {
            'alt: {
                get!(p.opt(S33, group_58), 'alt);
                get!(p.loop0(S33, lambda_param_maybe_default), 'alt);
                get!(p.expect(STAR), 'alt);
                get!(group_59(p), 'alt);
                get!(p.loop0(S33, lambda_param_maybe_default), 'alt);
                let a = get!(p.expect(SLASH), 'alt);
                break 'rule p.raise_at(a, "/ must be ahead of *");
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                get!(p.loop1(S33, lambda_param_maybe_default), 'alt);
                get!(p.expect(SLASH), 'alt);
                let a = get!(p.expect(STAR), 'alt);
                break 'rule p.raise_at(a, "expected comma between / and *");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_57<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if lambda_slash_no_default(p).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            if lambda_slash_with_default(p).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_58<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if lambda_slash_no_default(p).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            if lambda_slash_with_default(p).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_59<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S52.has(class) {
            if p.expect(COMMA).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            if lambda_param_no_default(p).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_lambda_parameters_helper<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                get!(lambda_slash_with_default(p), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S33.has(class) {
            'alt: {
                get!(p.loop1(S33, lambda_param_with_default), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_lambda_star_etc<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                get!(group_60(p), 'alt);
                break 'rule p.raise("named arguments must follow bare *");
            }
            back!(p, start, 'rule);
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                get!(lambda_param(p), 'alt);
                let a = get!(p.expect(EQUAL), 'alt);
                break 'rule p.raise_at(a, "var-positional argument cannot have default value");
            }
            back!(p, start, 'rule);
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                get!(group_61(p), 'alt);
                get!(p.loop0(S33, lambda_param_maybe_default), 'alt);
                let a = get!(p.expect(STAR), 'alt);
                get!(group_62(p), 'alt);
                break 'rule p.raise_at(a, "* argument may appear only once");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_60<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S74.has(class) {
            if p.expect(COLON).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S52.has(class) {
            'alt: {
                get!(p.expect(COMMA), 'alt);
                get!(p.expect_any(S165), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_61<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if lambda_param_no_default(p).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S52.has(class) {
            if p.expect(COMMA).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_62<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            if lambda_param_no_default(p).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S52.has(class) {
            if p.expect(COMMA).is_some() {
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_lambda_kwds<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S73.has(class) {
            'alt: {
                get!(p.expect(DOUBLESTAR), 'alt);
                get!(lambda_param(p), 'alt);
                let a = get!(p.expect(EQUAL), 'alt);
                break 'rule p.raise_at(a, "var-keyword argument cannot have default value");
            }
            back!(p, start, 'rule);
        }
        if S73.has(class) {
            'alt: {
                get!(p.expect(DOUBLESTAR), 'alt);
                get!(lambda_param(p), 'alt);
                get!(p.expect(COMMA), 'alt);
                let a = get!(lambda_param(p), 'alt);
                break 'rule p.raise_at(a, "arguments cannot follow var-keyword argument");
            }
            back!(p, start, 'rule);
        }
        if S73.has(class) {
            'alt: {
                get!(p.expect(DOUBLESTAR), 'alt);
                get!(lambda_param(p), 'alt);
                get!(p.expect(COMMA), 'alt);
                let a = get!(p.expect_any(S164), 'alt);
                break 'rule p.raise_at(a, "arguments cannot follow var-keyword argument");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_double_type_comments<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S37.has(class) {
            'alt: {
                get!(p.expect(TYPE_COMMENT), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                get!(p.expect(TYPE_COMMENT), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                get!(p.expect(INDENT), 'alt);
                break 'rule p.raise("Cannot have two type comments on def");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_with_item<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S3.has(class) {
            'alt: {
                get!(expression(p), 'alt);
                get!(p.expect(KW_as), 'alt);
                let a = get!(expression(p), 'alt);
                check!(p.sees(S79), 'alt);
                break 'rule p.raise_invalid_target(Targets::Star, a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_for_if_clause<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S29.has(class) {
            'alt: {
                get!(p.opt(S68, |p| p.expect(KW_async)), 'alt);
                get!(p.expect(KW_for), 'alt);
                get!(group_63(p), 'alt);
                check!(!p.sees(S118), 'alt);
                break 'rule p.raise("'in' expected after for-loop variables");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_64<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S52.has(class) {
            'alt: {
                get!(p.expect(COMMA), 'alt);
                get!(bitwise_or(p), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_63<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S110.has(class) {
            'alt: {
                get!(bitwise_or(p), 'alt);
                get!(p.loop0(S52, group_64), 'alt);
                get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_for_target<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S29.has(class) {
            'alt: {
                get!(p.opt(S68, |p| p.expect(KW_async)), 'alt);
                get!(p.expect(KW_for), 'alt);
                let a = get!(star_expressions(p), 'alt);
                break 'rule p.raise_invalid_target(Targets::For, a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_group<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S5.has(class) {
            'alt: {
                get!(p.expect(LPAR), 'alt);
                let a = get!(starred_expression(p), 'alt);
                get!(p.expect(RPAR), 'alt);
                break 'rule p.raise_at(a, "cannot use starred expression here");
            }
            back!(p, start, 'rule);
        }
        if S5.has(class) {
            'alt: {
                get!(p.expect(LPAR), 'alt);
                let a = get!(p.expect(DOUBLESTAR), 'alt);
                get!(expression(p), 'alt);
                get!(p.expect(RPAR), 'alt);
                break 'rule p.raise_at(a, "cannot use double starred expression here");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_import<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S54.has(class) {
            'alt: {
                let a = get!(p.expect(KW_import), 'alt);
                get!(p.gather(S52, dotted_name), 'alt);
                get!(p.expect(KW_from), 'alt);
                get!(dotted_name(p), 'alt);
                break 'rule p.raise_from(a, "Did you mean to use 'from ... import ...' instead?");
            }
            back!(p, start, 'rule);
        }
        if S54.has(class) {
            'alt: {
                get!(p.expect(KW_import), 'alt);
                let token = get!(p.expect(NEWLINE), 'alt);
                break 'rule p.raise_from(token, "Expected one or more names after 'import'");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_dotted_as_name<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                get!(dotted_name(p), 'alt);
                get!(p.expect(KW_as), 'alt);
                check!(!p.ahead(|p| group_65(p).is_some()), 'alt);
                let a = get!(expression(p), 'alt);
                break 'rule p.raise_at(a, format!("cannot use {} as import target", p.expr_name(a)));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_65<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                get!(p.name_token(), 'alt);
                get!(p.expect_any(S166), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_import_from_as_name<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                get!(p.name_token(), 'alt);
                get!(p.expect(KW_as), 'alt);
                check!(!p.ahead(|p| group_66(p).is_some()), 'alt);
                let a = get!(expression(p), 'alt);
                break 'rule p.raise_at(a, format!("cannot use {} as import target", p.expr_name(a)));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_66<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                get!(p.name_token(), 'alt);
                get!(p.expect_any(S166), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_import_from_targets<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                get!(import_from_as_names(p), 'alt);
                get!(p.expect(COMMA), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                break 'rule p.raise("trailing comma not allowed without surrounding parentheses");
            }
            back!(p, start, 'rule);
        }
        if S4.has(class) {
            'alt: {
                let token = get!(p.expect(NEWLINE), 'alt);
                break 'rule p.raise_from(token, "Expected one or more names after 'import'");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_with_stmt<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S28.has(class) {
            'alt: {
                get!(p.opt(S68, |p| p.expect(KW_async)), 'alt);
                get!(p.expect(KW_with), 'alt);
                get!(p.gather(S52, group_67), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                break 'rule p.raise("expected ':'");
            }
            back!(p, start, 'rule);
        }
        if S28.has(class) {
            'alt: {
                get!(p.opt(S68, |p| p.expect(KW_async)), 'alt);
                get!(p.expect(KW_with), 'alt);
                get!(p.expect(LPAR), 'alt);
                get!(p.gather(S52, group_69), 'alt);
                get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                get!(p.expect(RPAR), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                break 'rule p.raise("expected ':'");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_68<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S58.has(class) {
            'alt: {
                get!(p.expect(KW_as), 'alt);
                get!(star_target(p), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_67<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S3.has(class) {
            'alt: {
                get!(expression(p), 'alt);
                get!(p.opt(S58, group_68), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_70<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S58.has(class) {
            'alt: {
                get!(p.expect(KW_as), 'alt);
                get!(star_target(p), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_69<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S3.has(class) {
            'alt: {
                get!(expressions(p), 'alt);
                get!(p.opt(S58, group_70), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_with_stmt_indent<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S28.has(class) {
            'alt: {
                get!(p.opt(S68, |p| p.expect(KW_async)), 'alt);
                let a = get!(p.expect(KW_with), 'alt);
                get!(p.gather(S52, group_71), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                check!(!p.sees(S159), 'alt);
                break 'rule p.raise_no_block("'with' statement", a);
            }
            back!(p, start, 'rule);
        }
        if S28.has(class) {
            'alt: {
                get!(p.opt(S68, |p| p.expect(KW_async)), 'alt);
                let a = get!(p.expect(KW_with), 'alt);
                get!(p.expect(LPAR), 'alt);
                get!(p.gather(S52, group_73), 'alt);
                get!(p.opt(S52, |p| p.expect(COMMA)), 'alt);
                get!(p.expect(RPAR), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                check!(!p.sees(S159), 'alt);
                break 'rule p.raise_no_block("'with' statement", a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_72<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S58.has(class) {
            'alt: {
                get!(p.expect(KW_as), 'alt);
                get!(star_target(p), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_71<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S3.has(class) {
            'alt: {
                get!(expression(p), 'alt);
                get!(p.opt(S58, group_72), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_74<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S58.has(class) {
            'alt: {
                get!(p.expect(KW_as), 'alt);
                get!(star_target(p), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_73<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S3.has(class) {
            'alt: {
                get!(expressions(p), 'alt);
                get!(p.opt(S58, group_74), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_try_stmt<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S30.has(class) {
            'alt: {
                let a = get!(p.expect(KW_try), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                check!(!p.sees(S159), 'alt);
                break 'rule p.raise_no_block("'try' statement", a);
            }
            back!(p, start, 'rule);
        }
        if S30.has(class) {
            'alt: {
                get!(p.expect(KW_try), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(block(p), 'alt);
                check!(!p.sees(S167), 'alt);
                break 'rule p.raise("expected 'except' or 'finally' block");
            }
            back!(p, start, 'rule);
        }
        if S30.has(class) {
            'alt: {
                get!(p.expect(KW_try), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.loop0(S168, block), 'alt);
                get!(p.loop1(S80, except_block), 'alt);
                let a = get!(p.expect(KW_except), 'alt);
                let b = get!(p.expect(STAR), 'alt);
                get!(expression(p), 'alt);
                get!(p.opt(S58, group_75), 'alt);
                get!(p.expect(COLON), 'alt);
                break 'rule p.raise_range(a, b, "cannot have both 'except' and 'except*' on the same 'try'");
            }
            back!(p, start, 'rule);
        }
        if S30.has(class) {
            'alt: {
                get!(p.expect(KW_try), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.loop0(S168, block), 'alt);
                get!(p.loop1(S80, except_star_block), 'alt);
                let a = get!(p.expect(KW_except), 'alt);
                get!(p.opt(S3, group_76), 'alt);
                get!(p.expect(COLON), 'alt);
                break 'rule p.raise_at(a, "cannot have both 'except' and 'except*' on the same 'try'");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_75<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S58.has(class) {
            'alt: {
                get!(p.expect(KW_as), 'alt);
                get!(p.name_token(), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_77<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S58.has(class) {
            'alt: {
                get!(p.expect(KW_as), 'alt);
                get!(p.name_token(), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_76<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S3.has(class) {
            'alt: {
                get!(expression(p), 'alt);
                get!(p.opt(S58, group_77), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_except_stmt<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S80.has(class) {
            'alt: {
                get!(p.expect(KW_except), 'alt);
                let a = get!(expression(p), 'alt);
                get!(p.expect(COMMA), 'alt);
                get!(expressions(p), 'alt);
                get!(p.expect(KW_as), 'alt);
                get!(p.name_token(), 'alt);
                get!(p.expect(COLON), 'alt);
                break 'rule p.raise_from(a, "multiple exception types must be parenthesized when using 'as'");
            }
            back!(p, start, 'rule);
        }
        if S80.has(class) {
            'alt: {
                get!(p.expect(KW_except), 'alt);
                get!(expression(p), 'alt);
                get!(p.opt(S58, group_78), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                break 'rule p.raise("expected ':'");
            }
            back!(p, start, 'rule);
        }
        if S80.has(class) {
            'alt: {
                get!(p.expect(KW_except), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                break 'rule p.raise("expected ':'");
            }
            back!(p, start, 'rule);
        }
        if S80.has(class) {
            'alt: {
                get!(p.expect(KW_except), 'alt);
                get!(expression(p), 'alt);
                get!(p.expect(KW_as), 'alt);
                let a = get!(expression(p), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(block(p), 'alt);
                break 'rule p.raise_at(a, format!("cannot use except statement with {}", p.expr_name(a)));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_78<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S58.has(class) {
            'alt: {
                get!(p.expect(KW_as), 'alt);
                get!(p.name_token(), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_except_star_stmt<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S80.has(class) {
            'alt: {
                get!(p.expect(KW_except), 'alt);
                get!(p.expect(STAR), 'alt);
                let a = get!(expression(p), 'alt);
                get!(p.expect(COMMA), 'alt);
                get!(expressions(p), 'alt);
                get!(p.expect(KW_as), 'alt);
                get!(p.name_token(), 'alt);
                get!(p.expect(COLON), 'alt);
                break 'rule p.raise_from(a, "multiple exception types must be parenthesized when using 'as'");
            }
            back!(p, start, 'rule);
        }
        if S80.has(class) {
            'alt: {
                get!(p.expect(KW_except), 'alt);
                get!(p.expect(STAR), 'alt);
                get!(expression(p), 'alt);
                get!(p.opt(S58, group_79), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                break 'rule p.raise("expected ':'");
            }
            back!(p, start, 'rule);
        }
        if S80.has(class) {
            'alt: {
                get!(p.expect(KW_except), 'alt);
                get!(p.expect(STAR), 'alt);
                get!(p.expect_any(S169), 'alt);
                break 'rule p.raise("expected one or more exception types");
            }
            back!(p, start, 'rule);
        }
        if S80.has(class) {
            'alt: {
                get!(p.expect(KW_except), 'alt);
                get!(p.expect(STAR), 'alt);
                get!(expression(p), 'alt);
                get!(p.expect(KW_as), 'alt);
                let a = get!(expression(p), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(block(p), 'alt);
                break 'rule p.raise_at(a, format!("cannot use except* statement with {}", p.expr_name(a)));
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_79<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S58.has(class) {
            'alt: {
                get!(p.expect(KW_as), 'alt);
                get!(p.name_token(), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_finally_stmt<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S81.has(class) {
            'alt: {
                let a = get!(p.expect(KW_finally), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                check!(!p.sees(S159), 'alt);
                break 'rule p.raise_no_block("'finally' statement", a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_except_stmt_indent<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S80.has(class) {
            'alt: {
                let a = get!(p.expect(KW_except), 'alt);
                get!(expression(p), 'alt);
                get!(p.opt(S58, group_80), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                check!(!p.sees(S159), 'alt);
                break 'rule p.raise_no_block("'except' statement", a);
            }
            back!(p, start, 'rule);
        }
        if S80.has(class) {
            'alt: {
                let a = get!(p.expect(KW_except), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                check!(!p.sees(S159), 'alt);
                break 'rule p.raise_no_block("'except' statement", a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_80<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S58.has(class) {
            'alt: {
                get!(p.expect(KW_as), 'alt);
                get!(p.name_token(), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_except_star_stmt_indent<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S80.has(class) {
            'alt: {
                let a = get!(p.expect(KW_except), 'alt);
                get!(p.expect(STAR), 'alt);
                get!(expression(p), 'alt);
                get!(p.opt(S58, group_81), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                check!(!p.sees(S159), 'alt);
                break 'rule p.raise_no_block("'except*' statement", a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_81<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S58.has(class) {
            'alt: {
                get!(p.expect(KW_as), 'alt);
                get!(p.name_token(), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_match_stmt<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S32.has(class) {
            'alt: {
                get!(p.expect(SOFT_match), 'alt);
                get!(subject_expr(p), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                break 'rule p.raise("expected ':'");
            }
            back!(p, start, 'rule);
        }
        if S32.has(class) {
            'alt: {
                let a = get!(p.expect(SOFT_match), 'alt);
                get!(subject_expr(p), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                check!(!p.sees(S159), 'alt);
                break 'rule p.raise_no_block("'match' statement", a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_case_block<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S82.has(class) {
            'alt: {
                get!(p.expect(SOFT_case), 'alt);
                get!(patterns(p), 'alt);
                get!(p.opt(S26, guard), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                break 'rule p.raise("expected ':'");
            }
            back!(p, start, 'rule);
        }
        if S82.has(class) {
            'alt: {
                let a = get!(p.expect(SOFT_case), 'alt);
                get!(patterns(p), 'alt);
                get!(p.opt(S26, guard), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                check!(!p.sees(S159), 'alt);
                break 'rule p.raise_no_block("'case' statement", a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_as_pattern<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S84.has(class) {
            if let Some(head) = or_pattern(p) {
                let mark = p.mark;
                'alt: {
                    let v0 = head;
                    get!(p.expect(KW_as), 'alt);
                    let a = get!(p.expect(SOFT__), 'alt);
                    break 'rule p.raise_at(a, "cannot use '_' as a target");
                }
                back!(p, mark, 'rule);
                'alt: {
                    let v0 = head;
                    get!(p.expect(KW_as), 'alt);
                    let a = get!(expression(p), 'alt);
                    break 'rule p.raise_at(a, format!("cannot use {} as pattern target", p.expr_name(a)));
                }
                back!(p, mark, 'rule);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_class_pattern<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S33.has(class) {
            'alt: {
                get!(name_or_attr(p), 'alt);
                get!(p.expect(LPAR), 'alt);
                let a = get!(invalid_class_argument_pattern(p), 'alt);
                break 'rule p.raise_range(first(a), last(a), "positional patterns follow keyword patterns");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_class_argument_pattern<'a>(p: &mut Parser<'a>) -> Option<&'a [Pattern<'a>]> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<&'a [Pattern<'a>]> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S84.has(class) {
            'alt: {
                get!(p.opt(S84, group_82), 'alt);
                get!(keyword_patterns(p), 'alt);
                get!(p.expect(COMMA), 'alt);
                let a = get!(positional_patterns(p), 'alt);
                break 'rule Some(a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_82<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S84.has(class) {
            'alt: {
                get!(positional_patterns(p), 'alt);
                get!(p.expect(COMMA), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_if_stmt<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S26.has(class) {
            'alt: {
                get!(p.expect(KW_if), 'alt);
                get!(named_expression(p), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                break 'rule p.raise("expected ':'");
            }
            back!(p, start, 'rule);
        }
        if S26.has(class) {
            'alt: {
                let a = get!(p.expect(KW_if), 'alt);
                get!(named_expression(p), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                check!(!p.sees(S159), 'alt);
                break 'rule p.raise_no_block("'if' statement", a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_elif_stmt<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S76.has(class) {
            'alt: {
                get!(p.expect(KW_elif), 'alt);
                get!(named_expression(p), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                break 'rule p.raise("expected ':'");
            }
            back!(p, start, 'rule);
        }
        if S76.has(class) {
            'alt: {
                let a = get!(p.expect(KW_elif), 'alt);
                get!(named_expression(p), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                check!(!p.sees(S159), 'alt);
                break 'rule p.raise_no_block("'elif' statement", a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_else_stmt<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S75.has(class) {
            'alt: {
                let a = get!(p.expect(KW_else), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                check!(!p.sees(S159), 'alt);
                break 'rule p.raise_no_block("'else' statement", a);
            }
            back!(p, start, 'rule);
        }
        if S75.has(class) {
            'alt: {
                get!(p.expect(KW_else), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(block(p), 'alt);
                get!(p.expect(KW_elif), 'alt);
                break 'rule p.raise("'elif' block follows an 'else' block");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_while_stmt<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S31.has(class) {
            'alt: {
                get!(p.expect(KW_while), 'alt);
                get!(named_expression(p), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                break 'rule p.raise("expected ':'");
            }
            back!(p, start, 'rule);
        }
        if S31.has(class) {
            'alt: {
                let a = get!(p.expect(KW_while), 'alt);
                get!(named_expression(p), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                check!(!p.sees(S159), 'alt);
                break 'rule p.raise_no_block("'while' statement", a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_for_stmt<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S29.has(class) {
            'alt: {
                get!(p.opt(S68, |p| p.expect(KW_async)), 'alt);
                get!(p.expect(KW_for), 'alt);
                get!(star_targets(p), 'alt);
                get!(p.expect(KW_in), 'alt);
                get!(star_expressions(p), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                break 'rule p.raise("expected ':'");
            }
            back!(p, start, 'rule);
        }
        if S29.has(class) {
            'alt: {
                get!(p.opt(S68, |p| p.expect(KW_async)), 'alt);
                let a = get!(p.expect(KW_for), 'alt);
                get!(star_targets(p), 'alt);
                get!(p.expect(KW_in), 'alt);
                get!(star_expressions(p), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                check!(!p.sees(S159), 'alt);
                break 'rule p.raise_no_block("'for' statement", a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_def_raw<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S63.has(class) {
            'alt: {
                get!(p.opt(S68, |p| p.expect(KW_async)), 'alt);
                let a = get!(p.expect(KW_def), 'alt);
                get!(p.name_token(), 'alt);
                get!(p.opt(S62, type_params), 'alt);
                get!(p.expect(LPAR), 'alt);
                get!(p.opt(S65, params), 'alt);
                get!(p.expect(RPAR), 'alt);
                get!(p.opt(S66, group_83), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                check!(!p.sees(S159), 'alt);
                break 'rule p.raise_no_block("function definition", a);
            }
            back!(p, start, 'rule);
        }
        if S63.has(class) {
            'alt: {
                get!(p.opt(S68, |p| p.expect(KW_async)), 'alt);
                get!(p.expect(KW_def), 'alt);
                get!(p.name_token(), 'alt);
                get!(p.opt(S62, type_params), 'alt);
                get!(p.expect_forced(LPAR, "("), 'alt);
                get!(p.opt(S65, params), 'alt);
                get!(p.expect(RPAR), 'alt);
                get!(p.opt(S66, group_84), 'alt);
                get!(p.expect_forced(COLON, ":"), 'alt);
                get!(p.opt(S67, func_type_comment), 'alt);
                get!(block(p), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_83<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S66.has(class) {
            'alt: {
                get!(p.expect(RARROW), 'alt);
                get!(expression(p), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_84<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S66.has(class) {
            'alt: {
                get!(p.expect(RARROW), 'alt);
                get!(expression(p), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_class_def_raw<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S61.has(class) {
            'alt: {
                get!(p.expect(KW_class), 'alt);
                get!(p.name_token(), 'alt);
                get!(p.opt(S62, type_params), 'alt);
                get!(p.opt(S5, group_85), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                break 'rule p.raise("expected ':'");
            }
            back!(p, start, 'rule);
        }
        if S61.has(class) {
            'alt: {
                let a = get!(p.expect(KW_class), 'alt);
                get!(p.name_token(), 'alt);
                get!(p.opt(S62, type_params), 'alt);
                get!(p.opt(S5, group_86), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.expect(NEWLINE), 'alt);
                check!(!p.sees(S159), 'alt);
                break 'rule p.raise_no_block("class definition", a);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_85<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S5.has(class) {
            'alt: {
                get!(p.expect(LPAR), 'alt);
                get!(p.opt(S6, arguments), 'alt);
                get!(p.expect(RPAR), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_86<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S5.has(class) {
            'alt: {
                get!(p.expect(LPAR), 'alt);
                get!(p.opt(S6, arguments), 'alt);
                get!(p.expect(RPAR), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_double_starred_kvpairs<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S149.has(class) {
            'alt: {
                get!(p.gather(S52, double_starred_kvpair), 'alt);
                get!(p.expect(COMMA), 'alt);
                get!(invalid_kvpair(p), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S3.has(class) {
            if let Some(head) = expression(p) {
                let mark = p.mark;
                'alt: {
                    let v0 = head;
                    get!(p.expect(COLON), 'alt);
                    let a = get!(p.expect(STAR), 'alt);
                    get!(bitwise_or(p), 'alt);
                    break 'rule p.raise_from(a, "cannot use a starred expression in a dictionary value");
                }
                back!(p, mark, 'rule);
                'alt: {
                    let v0 = head;
                    let a = get!(p.expect(COLON), 'alt);
                    check!(p.sees(S170), 'alt);
                    break 'rule p.raise_at(a, "expression expected after dictionary key and ':'");
                }
                back!(p, mark, 'rule);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_kvpair<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S3.has(class) {
            if let Some(head) = expression(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    check!(!p.sees(S74), 'alt);
                    break 'rule p.missing_colon_error(a);
                }
                back!(p, mark, 'rule);
                'alt: {
                    let v0 = head;
                    get!(p.expect(COLON), 'alt);
                    let a = get!(p.expect(STAR), 'alt);
                    get!(bitwise_or(p), 'alt);
                    break 'rule p.raise_from(a, "cannot use a starred expression in a dictionary value");
                }
                back!(p, mark, 'rule);
                'alt: {
                    let v0 = head;
                    let a = get!(p.expect(COLON), 'alt);
                    check!(p.sees(S170), 'alt);
                    break 'rule p.raise_at(a, "expression expected after dictionary key and ':'");
                }
                back!(p, mark, 'rule);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_starred_expression_unpacking<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S56.has(class) {
            'alt: {
                let a = get!(p.expect(STAR), 'alt);
                get!(expression(p), 'alt);
                get!(p.expect(EQUAL), 'alt);
                let b = get!(expression(p), 'alt);
                break 'rule p.raise_range(a, b, "cannot assign to iterable argument unpacking");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_starred_expression<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S56.has(class) {
            'alt: {
                get!(p.expect(STAR), 'alt);
                break 'rule p.raise("Invalid star expression");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_fstring_replacement_field<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                let a = get!(p.expect(EQUAL), 'alt);
                break 'rule p.raise_at(a, "f-string: valid expression required before '='");
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                let a = get!(p.expect(EXCLAMATION), 'alt);
                break 'rule p.raise_at(a, "f-string: valid expression required before '!'");
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                let a = get!(p.expect(COLON), 'alt);
                break 'rule p.raise_at(a, "f-string: valid expression required before ':'");
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                let a = get!(p.expect(RBRACE), 'alt);
                break 'rule p.raise_at(a, "f-string: valid expression required before '}'");
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                check!(!p.ahead(|p| annotated_rhs(p).is_some()), 'alt);
                break 'rule p.raise_on_next("f-string: expecting a valid expression after '{'");
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                get!(annotated_rhs(p), 'alt);
                check!(!p.sees(S171), 'alt);
                break 'rule p.raise_on_next("f-string: expecting '=', or '!', or ':', or '}'");
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                get!(annotated_rhs(p), 'alt);
                get!(p.expect(EQUAL), 'alt);
                check!(!p.sees(S172), 'alt);
                break 'rule p.raise_on_next("f-string: expecting '!', or ':', or '}'");
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                get!(annotated_rhs(p), 'alt);
                get!(p.opt(S34, |p| p.expect(EQUAL)), 'alt);
                get!(invalid_fstring_conversion_character(p), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                get!(annotated_rhs(p), 'alt);
                get!(p.opt(S34, |p| p.expect(EQUAL)), 'alt);
                get!(p.opt(S141, group_87), 'alt);
                check!(!p.sees(S173), 'alt);
                break 'rule p.raise_on_next("f-string: expecting ':' or '}'");
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                get!(annotated_rhs(p), 'alt);
                get!(p.opt(S34, |p| p.expect(EQUAL)), 'alt);
                get!(p.opt(S141, group_88), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.loop0(S142, fstring_format_spec), 'alt);
                check!(!p.sees(S174), 'alt);
                break 'rule p.raise_on_next("f-string: expecting '}', or format specs");
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                get!(annotated_rhs(p), 'alt);
                get!(p.opt(S34, |p| p.expect(EQUAL)), 'alt);
                get!(p.opt(S141, group_89), 'alt);
                check!(!p.sees(S174), 'alt);
                break 'rule p.raise_on_next("f-string: expecting '}'");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_87<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S141.has(class) {
            'alt: {
                get!(p.expect(EXCLAMATION), 'alt);
                get!(p.name_token(), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_88<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S141.has(class) {
            'alt: {
                get!(p.expect(EXCLAMATION), 'alt);
                get!(p.name_token(), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_89<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S141.has(class) {
            'alt: {
                get!(p.expect(EXCLAMATION), 'alt);
                get!(p.name_token(), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_fstring_conversion_character<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S141.has(class) {
            'alt: {
                get!(p.expect(EXCLAMATION), 'alt);
                check!(p.sees(S173), 'alt);
                break 'rule p.raise_on_next("f-string: missing conversion character");
            }
            back!(p, start, 'rule);
        }
        if S141.has(class) {
            'alt: {
                get!(p.expect(EXCLAMATION), 'alt);
                check!(!p.sees(S33), 'alt);
                break 'rule p.raise_on_next("f-string: invalid conversion character");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_tstring_replacement_field<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                let a = get!(p.expect(EQUAL), 'alt);
                break 'rule p.raise_at(a, "t-string: valid expression required before '='");
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                let a = get!(p.expect(EXCLAMATION), 'alt);
                break 'rule p.raise_at(a, "t-string: valid expression required before '!'");
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                let a = get!(p.expect(COLON), 'alt);
                break 'rule p.raise_at(a, "t-string: valid expression required before ':'");
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                let a = get!(p.expect(RBRACE), 'alt);
                break 'rule p.raise_at(a, "t-string: valid expression required before '}'");
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                check!(!p.ahead(|p| annotated_rhs(p).is_some()), 'alt);
                break 'rule p.raise_on_next("t-string: expecting a valid expression after '{'");
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                get!(annotated_rhs(p), 'alt);
                check!(!p.sees(S171), 'alt);
                break 'rule p.raise_on_next("t-string: expecting '=', or '!', or ':', or '}'");
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                get!(annotated_rhs(p), 'alt);
                get!(p.expect(EQUAL), 'alt);
                check!(!p.sees(S172), 'alt);
                break 'rule p.raise_on_next("t-string: expecting '!', or ':', or '}'");
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                get!(annotated_rhs(p), 'alt);
                get!(p.opt(S34, |p| p.expect(EQUAL)), 'alt);
                get!(invalid_tstring_conversion_character(p), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                get!(annotated_rhs(p), 'alt);
                get!(p.opt(S34, |p| p.expect(EQUAL)), 'alt);
                get!(p.opt(S141, group_90), 'alt);
                check!(!p.sees(S173), 'alt);
                break 'rule p.raise_on_next("t-string: expecting ':' or '}'");
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                get!(annotated_rhs(p), 'alt);
                get!(p.opt(S34, |p| p.expect(EQUAL)), 'alt);
                get!(p.opt(S141, group_91), 'alt);
                get!(p.expect(COLON), 'alt);
                get!(p.loop0(S142, fstring_format_spec), 'alt);
                check!(!p.sees(S174), 'alt);
                break 'rule p.raise_on_next("t-string: expecting '}', or format specs");
            }
            back!(p, start, 'rule);
        }
        if S89.has(class) {
            'alt: {
                get!(p.expect(LBRACE), 'alt);
                get!(annotated_rhs(p), 'alt);
                get!(p.opt(S34, |p| p.expect(EQUAL)), 'alt);
                get!(p.opt(S141, group_92), 'alt);
                check!(!p.sees(S174), 'alt);
                break 'rule p.raise_on_next("t-string: expecting '}'");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_90<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S141.has(class) {
            'alt: {
                get!(p.expect(EXCLAMATION), 'alt);
                get!(p.name_token(), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_91<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S141.has(class) {
            'alt: {
                get!(p.expect(EXCLAMATION), 'alt);
                get!(p.name_token(), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_92<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S141.has(class) {
            'alt: {
                get!(p.expect(EXCLAMATION), 'alt);
                get!(p.name_token(), 'alt);
                break 'rule Some(());
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_tstring_conversion_character<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S141.has(class) {
            'alt: {
                get!(p.expect(EXCLAMATION), 'alt);
                check!(p.sees(S173), 'alt);
                break 'rule p.raise_on_next("t-string: missing conversion character");
            }
            back!(p, start, 'rule);
        }
        if S141.has(class) {
            'alt: {
                get!(p.expect(EXCLAMATION), 'alt);
                check!(!p.sees(S33), 'alt);
                break 'rule p.raise_on_next("t-string: invalid conversion character");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_string_tstring_concat<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S148.has(class) {
            'alt: {
                let a = get!(p.loop1(S148, group_93), 'alt);
                let b = get!(tstring(p), 'alt);
                break 'rule p.raise_range(last(a), b, "cannot mix t-string literals with string or bytes literals");
            }
            back!(p, start, 'rule);
        }
        if S146.has(class) {
            'alt: {
                let a = get!(p.loop1(S146, tstring), 'alt);
                let b = get!(group_94(p), 'alt);
                break 'rule p.raise_range(last(a), b, "cannot mix t-string literals with string or bytes literals");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_93<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S143.has(class) {
            if let found @ Some(_) = fstring(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S147.has(class) {
            if let found @ Some(_) = string(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn group_94<'a>(p: &mut Parser<'a>) -> Option<Expr<'a>> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S143.has(class) {
            if let found @ Some(_) = fstring(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        if S147.has(class) {
            if let found @ Some(_) = string(p) {
                break 'rule found;
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_not_equal<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S114.has(class) {
            'alt: {
                let a = get!(p.expect(LESS), 'alt);
                let b = get!(p.expect(GREATER), 'alt);
                break 'rule p.old_not_equal(a, b);
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_arithmetic<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S110.has(class) {
            'alt: {
                get!(sum(p), 'alt);
                get!(p.expect_any(S175), 'alt);
                let a = get!(p.expect(KW_not), 'alt);
                let b = get!(inversion(p), 'alt);
                break 'rule p.raise_range(a, b, "'not' after an operator must be parenthesized");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_factor<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S128.has(class) {
            'alt: {
                get!(p.expect_any(S128), 'alt);
                let a = get!(p.expect(KW_not), 'alt);
                let b = get!(factor(p), 'alt);
                break 'rule p.raise_range(a, b, "'not' after an operator must be parenthesized");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}

fn invalid_type_params<'a>(p: &mut Parser<'a>) -> Option<()> {
    if p.enter() {
        return None;
    }
    let start = p.mark;
    let class = p.class();
    let result: Option<()> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S62.has(class) {
            'alt: {
                get!(p.expect(LSQB), 'alt);
                let token = get!(p.expect(RSQB), 'alt);
                break 'rule p.raise_from(token, "Type parameter list cannot be empty");
            }
            back!(p, start, 'rule);
        }
        None
    };
    p.level -= 1;
    result
}
