// Made by `cargo run -p pegen` from compiler/grammar/python.gram; edit that.

use super::actions::*;
use super::nodes::*;
use super::state::*;
use crate::ast::{BoolOp, CmpOp, ExprContext, Operator, UnaryOp};
use crate::tokenizer::kinds::*;

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
const S100: Set = Set(0xf00800010e0481000008200c28e);
const S101: Set = Set(0x200000000000000000000000);
const S102: Set = Set(0x20000000000000);
const S103: Set = Set(0x1000000000000000000000000);
const S104: Set = Set(0x1000000000000000000);
const S105: Set = Set(0x800000000000000000000000);
const S106: Set = Set(0xf00000010e0481000008200c28e);
const S107: Set = Set(0x980000000000000078300000);
const S108: Set = Set(0x8000000);
const S109: Set = Set(0x10000000);
const S110: Set = Set(0x100000);
const S111: Set = Set(0x20000000);
const S112: Set = Set(0x40000000);
const S113: Set = Set(0x200000);
const S114: Set = Set(0x80000000000000000000000);
const S115: Set = Set(0x100000000000000000000000);
const S116: Set = Set(0x100000000);
const S117: Set = Set(0x80000);
const S118: Set = Set(0x600000000);
const S119: Set = Set(0x200000000);
const S120: Set = Set(0x400000000);
const S121: Set = Set(0x4000);
const S122: Set = Set(0x8000c000);
const S123: Set = Set(0x2800001030000);
const S124: Set = Set(0x20000);
const S125: Set = Set(0x800000000000);
const S126: Set = Set(0x1000000);
const S127: Set = Set(0x80000000);
const S128: Set = Set(0xf00000010e0481000000200028e);
const S129: Set = Set(0x10000000000000000000);
const S130: Set = Set(0x2800280);
const S131: Set = Set(0x2000280);
const S132: Set = Set(0xf02a000b0e0481000008200ca8e);
const S133: Set = Set(0xf02a000b0e0481000008201ca8e);
const S134: Set = Set(0x10000000000000);
const S135: Set = Set(0x1000000000000000);
const S136: Set = Set(0x40000000000000);
const S137: Set = Set(0x1000000002000000);
const S138: Set = Set(0x800000000000000);
const S139: Set = Set(0x8000000000000000);
const S140: Set = Set(0x8000000002000000);
const S141: Set = Set(0x4000000000000000);
const S142: Set = Set(0x8);
const S143: Set = Set(0x800000000000008);
const S144: Set = Set(0xf02a000b0e0481000088200c28e);
const S145: Set = Set(0xf00000000000000000000000282);
const S146: Set = Set(0x1100);
const S147: Set = Set(0xe00000000000000000);
const S148: Set = Set(0xf00a00010e0481000008200c28e);
const S149: Set = Set(0xf00000000000000000000000000);
const S150: Set = Set(0x800000000000000000800);
const S151: Set = Set(0x20000a0000000000000000000);
const S152: Set = Set(0x20000000400000);
const S153: Set = Set(0xf80000000e0481000000201028e);
const S154: Set = Set(0x20);
const S155: Set = Set(0x2000200);
const S156: Set = Set(0xf00000000000000000000000082);
const S157: Set = Set(0xf00000000000000000000010002);
const S158: Set = Set(0x800000100);
const S159: Set = Set(0x800030000);
const S160: Set = Set(0x800000800);
const S161: Set = Set(0x3110);
const S162: Set = Set(0x3000000000000000000000);
const S163: Set = Set(0xf8ee582b4e0481000008201c29e);
const S164: Set = Set(0x810);
const S165: Set = Set(0x4001000);
const S166: Set = Set(0x40000004400800);
const S167: Set = Set(0x40000004000800);
const S168: Set = Set(0x4000800);
const S169: Set = Set(0x4000000);
const S170: Set = Set(0x280000103c000);
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
                let Some(a) = p.opt(S1, statements) else {
                    break 'alt;
                };
                if p.expect(ENDMARKER).is_none() {
                    break 'alt;
                }
                break 'rule Some(p.make_module(a));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = statement_newline(p) else {
                    break 'alt;
                };
                break 'rule Some(Mod::Interactive(a));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = expressions(p) else {
                    break 'alt;
                };
                if p.loop0(S4, |p| p.expect(NEWLINE)).is_none() {
                    break 'alt;
                }
                if p.expect(ENDMARKER).is_none() {
                    break 'alt;
                }
                break 'rule Some(Mod::Expression(a));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(a) = p.opt(S6, type_expressions) else {
                    break 'alt;
                };
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                if p.expect(RARROW).is_none() {
                    break 'alt;
                }
                let Some(b) = expression(p) else {
                    break 'alt;
                };
                if p.loop0(S4, |p| p.expect(NEWLINE)).is_none() {
                    break 'alt;
                }
                if p.expect(ENDMARKER).is_none() {
                    break 'alt;
                }
                break 'rule Some(Mod::FunctionType(a.unwrap_or(&[]), b));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.loop1(S1, statement) else {
                    break 'alt;
                };
                break 'rule Some(p.flatten(a));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = compound_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(p.one(a));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S8.has(class) {
            'alt: {
                let Some(v0) = simple_stmts(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = compound_stmt(p) else {
                    break 'alt;
                };
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                break 'rule Some(p.one(a));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S8.has(class) {
            'alt: {
                let Some(v0) = simple_stmts(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S4.has(class) {
            'alt: {
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pass_alone(LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S9.has(class) {
            'alt: {
                if p.expect(ENDMARKER).is_none() {
                    break 'alt;
                }
                break 'rule p.interactive_exit();
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = simple_stmt(p) else {
                    break 'alt;
                };
                if p.sees(S10) {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                break 'rule Some(p.one(a));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S8.has(class) {
            'alt: {
                let Some(a) = p.gather(S10, simple_stmt) else {
                    break 'alt;
                };
                if p.opt(S10, |p| p.expect(SEMI)).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = assignment(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S12.has(class) {
            'alt: {
                if !p.sees(S12) {
                    break 'alt;
                }
                let Some(v1) = type_alias(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S13.has(class) {
            'alt: {
                let Some(e) = star_expressions(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Expr { value: e }, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S14.has(class) {
            'alt: {
                if !p.sees(S14) {
                    break 'alt;
                }
                let Some(v1) = return_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S15.has(class) {
            'alt: {
                if !p.sees(S15) {
                    break 'alt;
                }
                let Some(v1) = import_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S16.has(class) {
            'alt: {
                if !p.sees(S16) {
                    break 'alt;
                }
                let Some(v1) = raise_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S17.has(class) {
            'alt: {
                if !p.sees(S17) {
                    break 'alt;
                }
                let Some(v1) = pass_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S18.has(class) {
            'alt: {
                if !p.sees(S18) {
                    break 'alt;
                }
                let Some(v1) = del_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S19.has(class) {
            'alt: {
                if !p.sees(S19) {
                    break 'alt;
                }
                let Some(v1) = yield_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S20.has(class) {
            'alt: {
                if !p.sees(S20) {
                    break 'alt;
                }
                let Some(v1) = assert_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S21.has(class) {
            'alt: {
                if !p.sees(S21) {
                    break 'alt;
                }
                let Some(v1) = break_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S22.has(class) {
            'alt: {
                if !p.sees(S22) {
                    break 'alt;
                }
                let Some(v1) = continue_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S23.has(class) {
            'alt: {
                if !p.sees(S23) {
                    break 'alt;
                }
                let Some(v1) = global_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S24.has(class) {
            'alt: {
                if !p.sees(S24) {
                    break 'alt;
                }
                let Some(v1) = nonlocal_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if !p.sees(S25) {
                    break 'alt;
                }
                let Some(v1) = function_def(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S26.has(class) {
            'alt: {
                if !p.sees(S26) {
                    break 'alt;
                }
                let Some(v1) = if_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S27.has(class) {
            'alt: {
                if !p.sees(S27) {
                    break 'alt;
                }
                let Some(v1) = class_def(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S28.has(class) {
            'alt: {
                if !p.sees(S28) {
                    break 'alt;
                }
                let Some(v1) = with_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S29.has(class) {
            'alt: {
                if !p.sees(S29) {
                    break 'alt;
                }
                let Some(v1) = for_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S30.has(class) {
            'alt: {
                if !p.sees(S30) {
                    break 'alt;
                }
                let Some(v1) = try_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S31.has(class) {
            'alt: {
                if !p.sees(S31) {
                    break 'alt;
                }
                let Some(v1) = while_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S32.has(class) {
            'alt: {
                let Some(v0) = match_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.name_token() else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(b) = expression(p) else {
                    break 'alt;
                };
                let Some(c) = p.opt(S34, group_1) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.ann_assign(a, b, c, true, "Variable annotation syntax is", LOC);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S35.has(class) {
            'alt: {
                let Some(a) = group_2(p) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(b) = expression(p) else {
                    break 'alt;
                };
                let Some(c) = p.opt(S34, group_3) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.ann_assign(a, b, c, false, "Variable annotations syntax is", LOC);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S36.has(class) {
            'alt: {
                let Some(a) = p.loop1(S36, group_4) else {
                    break 'alt;
                };
                let Some(b) = annotated_rhs(p) else {
                    break 'alt;
                };
                if p.sees(S34) {
                    break 'alt;
                }
                let Some(tc) = p.opt(S37, |p| p.expect(TYPE_COMMENT)) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(
                    S::Assign {
                        targets: a,
                        value: b,
                        type_comment: tc,
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S35.has(class) {
            'alt: {
                let mut cut = false;
                'cut: {
                    let Some(a) = single_target(p) else {
                        break 'cut;
                    };
                    let Some(b) = augassign(p) else {
                        break 'cut;
                    };
                    cut = true;
                    let Some(c) = annotated_rhs(p) else {
                        break 'cut;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.stmt(
                        S::AugAssign {
                            target: a,
                            op: b,
                            value: c,
                        },
                        LOC,
                    ));
                }
                if cut {
                    break 'rule None;
                }
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S11.has(class) {
            'alt: {
                let Some(v0) = invalid_assignment(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(EQUAL).is_none() {
                    break 'alt;
                }
                let Some(d) = annotated_rhs(p) else {
                    break 'alt;
                };
                break 'rule Some(d);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(b) = single_target(p) else {
                    break 'alt;
                };
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                break 'rule Some(b);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S35.has(class) {
            'alt: {
                let Some(v0) = single_subscript_attribute_target(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(EQUAL).is_none() {
                    break 'alt;
                }
                let Some(d) = annotated_rhs(p) else {
                    break 'alt;
                };
                break 'rule Some(d);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(z) = star_targets(p) else {
                    break 'alt;
                };
                if p.expect(EQUAL).is_none() {
                    break 'alt;
                }
                break 'rule Some(z);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = yield_expr(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S13.has(class) {
            'alt: {
                let Some(v0) = star_expressions(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(PLUSEQUAL).is_none() {
                    break 'alt;
                }
                break 'rule Some(Operator::Add);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S39.has(class) {
            'alt: {
                if p.expect(MINEQUAL).is_none() {
                    break 'alt;
                }
                break 'rule Some(Operator::Sub);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S40.has(class) {
            'alt: {
                if p.expect(STAREQUAL).is_none() {
                    break 'alt;
                }
                break 'rule Some(Operator::Mult);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S41.has(class) {
            'alt: {
                if p.expect(ATEQUAL).is_none() {
                    break 'alt;
                }
                break 'rule p.check_version(5, "The '@' operator is", Operator::MatMult);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S42.has(class) {
            'alt: {
                if p.expect(SLASHEQUAL).is_none() {
                    break 'alt;
                }
                break 'rule Some(Operator::Div);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S43.has(class) {
            'alt: {
                if p.expect(PERCENTEQUAL).is_none() {
                    break 'alt;
                }
                break 'rule Some(Operator::Mod);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S44.has(class) {
            'alt: {
                if p.expect(AMPEREQUAL).is_none() {
                    break 'alt;
                }
                break 'rule Some(Operator::BitAnd);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S45.has(class) {
            'alt: {
                if p.expect(VBAREQUAL).is_none() {
                    break 'alt;
                }
                break 'rule Some(Operator::BitOr);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S46.has(class) {
            'alt: {
                if p.expect(CIRCUMFLEXEQUAL).is_none() {
                    break 'alt;
                }
                break 'rule Some(Operator::BitXor);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S47.has(class) {
            'alt: {
                if p.expect(LEFTSHIFTEQUAL).is_none() {
                    break 'alt;
                }
                break 'rule Some(Operator::LShift);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S48.has(class) {
            'alt: {
                if p.expect(RIGHTSHIFTEQUAL).is_none() {
                    break 'alt;
                }
                break 'rule Some(Operator::RShift);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S49.has(class) {
            'alt: {
                if p.expect(DOUBLESTAREQUAL).is_none() {
                    break 'alt;
                }
                break 'rule Some(Operator::Pow);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S50.has(class) {
            'alt: {
                if p.expect(DOUBLESLASHEQUAL).is_none() {
                    break 'alt;
                }
                break 'rule Some(Operator::FloorDiv);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_return).is_none() {
                    break 'alt;
                }
                let Some(a) = p.opt(S13, star_expressions) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Return { value: a }, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_raise).is_none() {
                    break 'alt;
                }
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                let Some(b) = p.opt(S51, group_5) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(
                    S::Raise {
                        exc: Some(a),
                        cause: b,
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S16.has(class) {
            'alt: {
                if p.expect(KW_raise).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(
                    S::Raise {
                        exc: None,
                        cause: None,
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_from).is_none() {
                    break 'alt;
                }
                let Some(z) = expression(p) else {
                    break 'alt;
                };
                break 'rule Some(z);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_pass).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Pass, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_break).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Break, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_continue).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Continue, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_global).is_none() {
                    break 'alt;
                }
                let Some(a) = p.gather(S52, |p| p.name_token()) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Global { names: p.ids(a) }, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_nonlocal).is_none() {
                    break 'alt;
                }
                let Some(a) = p.gather(S52, |p| p.name_token()) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Nonlocal { names: p.ids(a) }, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_del).is_none() {
                    break 'alt;
                }
                let Some(a) = del_targets(p) else {
                    break 'alt;
                };
                if !p.sees(S53) {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Delete { targets: a }, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S18.has(class) {
            'alt: {
                let Some(v0) = invalid_del_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(y) = yield_expr(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Expr { value: y }, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_assert).is_none() {
                    break 'alt;
                }
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                let Some(b) = p.opt(S52, group_6) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Assert { test: a, msg: b }, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                let Some(z) = expression(p) else {
                    break 'alt;
                };
                break 'rule Some(z);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_import(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S54.has(class) {
            'alt: {
                let Some(v0) = import_name(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S51.has(class) {
            'alt: {
                let Some(v0) = import_from(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_import).is_none() {
                    break 'alt;
                }
                let Some(a) = dotted_as_names(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(S::Import { names: a }, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_from).is_none() {
                    break 'alt;
                }
                let Some(a) = p.loop0(S55, |p| p.expect_any(S55)) else {
                    break 'alt;
                };
                let Some(b) = dotted_name(p) else {
                    break 'alt;
                };
                if p.expect(KW_import).is_none() {
                    break 'alt;
                }
                let Some(c) = import_from_targets(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.import_from(a, Some(b), c, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S51.has(class) {
            'alt: {
                if p.expect(KW_from).is_none() {
                    break 'alt;
                }
                let Some(a) = p.loop1(S55, |p| p.expect_any(S55)) else {
                    break 'alt;
                };
                if p.expect(KW_import).is_none() {
                    break 'alt;
                }
                let Some(b) = import_from_targets(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.import_from(a, None, b, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(a) = import_from_as_names(p) else {
                    break 'alt;
                };
                if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                    break 'alt;
                }
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(v0) = import_from_as_names(p) else {
                    break 'alt;
                };
                if p.sees(S52) {
                    break 'alt;
                }
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S56.has(class) {
            'alt: {
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.alias_star(LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S57.has(class) {
            'alt: {
                let Some(v0) = invalid_import_from_targets(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.gather(S52, import_from_as_name) else {
                    break 'alt;
                };
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_import_from_as_name(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(a) = p.name_token() else {
                    break 'alt;
                };
                let Some(b) = p.opt(S58, group_7) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.alias(a, b, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                let Some(z) = p.name_token() else {
                    break 'alt;
                };
                break 'rule Some(z);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.gather(S52, dotted_as_name) else {
                    break 'alt;
                };
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_dotted_as_name(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(a) = dotted_name(p) else {
                    break 'alt;
                };
                let Some(b) = p.opt(S58, group_8) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.alias(a, b, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                let Some(z) = p.name_token() else {
                    break 'alt;
                };
                break 'rule Some(z);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = p.name_token() else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    if p.expect(DOT).is_none() {
                        break 'alt;
                    }
                    let Some(b) = p.name_token() else {
                        break 'alt;
                    };
                    break 'grow Some(p.join_names(a, b));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
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
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.expect(INDENT).is_none() {
                    break 'alt;
                }
                let Some(a) = statements(p) else {
                    break 'alt;
                };
                if p.expect(DEDENT).is_none() {
                    break 'alt;
                }
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S8.has(class) {
            'alt: {
                let Some(v0) = simple_stmts(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S4.has(class) {
            'alt: {
                let Some(v0) = invalid_block(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.loop1(S60, group_9) else {
                    break 'alt;
                };
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(AT).is_none() {
                    break 'alt;
                }
                let Some(f) = named_expression(p) else {
                    break 'alt;
                };
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                break 'rule Some(f);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = decorators(p) else {
                    break 'alt;
                };
                let Some(b) = class_def_raw(p) else {
                    break 'alt;
                };
                break 'rule Some(p.decorate(a, b));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S61.has(class) {
            'alt: {
                let Some(v0) = class_def_raw(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_class_def_raw(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S61.has(class) {
            'alt: {
                if p.expect(KW_class).is_none() {
                    break 'alt;
                }
                let Some(a) = p.name_token() else {
                    break 'alt;
                };
                let Some(t) = p.opt(S62, type_params) else {
                    break 'alt;
                };
                let Some(b) = p.opt(S5, group_10) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(c) = block(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.class_def(a, t, b.flatten(), c, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(z) = p.opt(S6, arguments) else {
                    break 'alt;
                };
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                break 'rule Some(z);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(d) = decorators(p) else {
                    break 'alt;
                };
                let Some(f) = function_def_raw(p) else {
                    break 'alt;
                };
                break 'rule Some(p.decorate(d, f));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S63.has(class) {
            'alt: {
                let Some(v0) = function_def_raw(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_def_raw(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S64.has(class) {
            'alt: {
                if p.expect(KW_def).is_none() {
                    break 'alt;
                }
                let Some(n) = p.name_token() else {
                    break 'alt;
                };
                let Some(t) = p.opt(S62, type_params) else {
                    break 'alt;
                };
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(params) = p.opt(S65, params) else {
                    break 'alt;
                };
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                let Some(a) = p.opt(S66, group_11) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(tc) = p.opt(S67, func_type_comment) else {
                    break 'alt;
                };
                let Some(b) = block(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.function_def(false, n, t, params, a, tc, b, LOC);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S68.has(class) {
            'alt: {
                if p.expect(KW_async).is_none() {
                    break 'alt;
                }
                if p.expect(KW_def).is_none() {
                    break 'alt;
                }
                let Some(n) = p.name_token() else {
                    break 'alt;
                };
                let Some(t) = p.opt(S62, type_params) else {
                    break 'alt;
                };
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(params) = p.opt(S65, params) else {
                    break 'alt;
                };
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                let Some(a) = p.opt(S66, group_12) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(tc) = p.opt(S67, func_type_comment) else {
                    break 'alt;
                };
                let Some(b) = block(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.function_def(true, n, t, params, a, tc, b, LOC);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(RARROW).is_none() {
                    break 'alt;
                }
                let Some(z) = expression(p) else {
                    break 'alt;
                };
                break 'rule Some(z);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(RARROW).is_none() {
                    break 'alt;
                }
                let Some(z) = expression(p) else {
                    break 'alt;
                };
                break 'rule Some(z);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_parameters(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S70.has(class) {
            'alt: {
                let Some(v0) = parameters(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = slash_no_default(p) else {
                    break 'alt;
                };
                let Some(b) = p.loop0(S33, param_no_default) else {
                    break 'alt;
                };
                let Some(c) = p.loop0(S33, param_with_default) else {
                    break 'alt;
                };
                let Some(d) = p.opt(S71, star_etc) else {
                    break 'alt;
                };
                break 'rule p.positional_only(Some(a), None, b, c, d);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(a) = slash_with_default(p) else {
                    break 'alt;
                };
                let Some(b) = p.loop0(S33, param_with_default) else {
                    break 'alt;
                };
                let Some(c) = p.opt(S71, star_etc) else {
                    break 'alt;
                };
                break 'rule p.positional_only(None, Some(a), &[], b, c);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(a) = p.loop1(S33, param_no_default) else {
                    break 'alt;
                };
                let Some(b) = p.loop0(S33, param_with_default) else {
                    break 'alt;
                };
                let Some(c) = p.opt(S71, star_etc) else {
                    break 'alt;
                };
                break 'rule Some(p.make_arguments(None, None, a, b, c));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(a) = p.loop1(S33, param_with_default) else {
                    break 'alt;
                };
                let Some(b) = p.opt(S71, star_etc) else {
                    break 'alt;
                };
                break 'rule Some(p.make_arguments(None, None, &[], a, b));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S71.has(class) {
            'alt: {
                let Some(a) = star_etc(p) else {
                    break 'alt;
                };
                break 'rule Some(p.make_arguments(None, None, &[], &[], Some(a)));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.loop1(S33, param_no_default) else {
                    break 'alt;
                };
                if p.expect(SLASH).is_none() {
                    break 'alt;
                }
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(a) = p.loop1(S33, param_no_default) else {
                    break 'alt;
                };
                if p.expect(SLASH).is_none() {
                    break 'alt;
                }
                if !p.sees(S72) {
                    break 'alt;
                }
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.loop0(S33, param_no_default) else {
                    break 'alt;
                };
                let Some(b) = p.loop1(S33, param_with_default) else {
                    break 'alt;
                };
                if p.expect(SLASH).is_none() {
                    break 'alt;
                }
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                break 'rule Some(SlashWithDefault {
                    plain: a,
                    with_default: b,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(a) = p.loop0(S33, param_no_default) else {
                    break 'alt;
                };
                let Some(b) = p.loop1(S33, param_with_default) else {
                    break 'alt;
                };
                if p.expect(SLASH).is_none() {
                    break 'alt;
                }
                if !p.sees(S72) {
                    break 'alt;
                }
                break 'rule Some(SlashWithDefault {
                    plain: a,
                    with_default: b,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_star_etc(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S56.has(class) {
            'alt: {
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                let Some(a) = param_no_default(p) else {
                    break 'alt;
                };
                let Some(b) = p.loop0(S33, param_maybe_default) else {
                    break 'alt;
                };
                let Some(c) = p.opt(S73, kwds) else {
                    break 'alt;
                };
                break 'rule Some(StarEtc {
                    vararg: Some(a),
                    kwonly: b,
                    kwarg: c,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S56.has(class) {
            'alt: {
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                let Some(a) = param_no_default_star_annotation(p) else {
                    break 'alt;
                };
                let Some(b) = p.loop0(S33, param_maybe_default) else {
                    break 'alt;
                };
                let Some(c) = p.opt(S73, kwds) else {
                    break 'alt;
                };
                break 'rule Some(StarEtc {
                    vararg: Some(a),
                    kwonly: b,
                    kwarg: c,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S56.has(class) {
            'alt: {
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                let Some(b) = p.loop1(S33, param_maybe_default) else {
                    break 'alt;
                };
                let Some(c) = p.opt(S73, kwds) else {
                    break 'alt;
                };
                break 'rule Some(StarEtc {
                    vararg: None,
                    kwonly: b,
                    kwarg: c,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S73.has(class) {
            'alt: {
                let Some(a) = kwds(p) else {
                    break 'alt;
                };
                break 'rule Some(StarEtc {
                    vararg: None,
                    kwonly: &[],
                    kwarg: Some(a),
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_kwds(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S73.has(class) {
            'alt: {
                if p.expect(DOUBLESTAR).is_none() {
                    break 'alt;
                }
                let Some(a) = param_no_default(p) else {
                    break 'alt;
                };
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    if p.expect(COMMA).is_none() {
                        break 'alt;
                    }
                    let Some(tc) = p.opt(S37, |p| p.expect(TYPE_COMMENT)) else {
                        break 'alt;
                    };
                    break 'rule Some(p.comment_arg(a, tc));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let a = head;
                    let Some(tc) = p.opt(S37, |p| p.expect(TYPE_COMMENT)) else {
                        break 'alt;
                    };
                    if !p.sees(S72) {
                        break 'alt;
                    }
                    break 'rule Some(p.comment_arg(a, tc));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    if p.expect(COMMA).is_none() {
                        break 'alt;
                    }
                    let Some(tc) = p.opt(S37, |p| p.expect(TYPE_COMMENT)) else {
                        break 'alt;
                    };
                    break 'rule Some(p.comment_arg(a, tc));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let a = head;
                    let Some(tc) = p.opt(S37, |p| p.expect(TYPE_COMMENT)) else {
                        break 'alt;
                    };
                    if !p.sees(S72) {
                        break 'alt;
                    }
                    break 'rule Some(p.comment_arg(a, tc));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    let Some(c) = default(p) else {
                        break 'alt;
                    };
                    if p.expect(COMMA).is_none() {
                        break 'alt;
                    }
                    let Some(tc) = p.opt(S37, |p| p.expect(TYPE_COMMENT)) else {
                        break 'alt;
                    };
                    break 'rule Some(NameDefault {
                        arg: p.comment_arg(a, tc),
                        value: Some(c),
                    });
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let a = head;
                    let Some(c) = default(p) else {
                        break 'alt;
                    };
                    let Some(tc) = p.opt(S37, |p| p.expect(TYPE_COMMENT)) else {
                        break 'alt;
                    };
                    if !p.sees(S72) {
                        break 'alt;
                    }
                    break 'rule Some(NameDefault {
                        arg: p.comment_arg(a, tc),
                        value: Some(c),
                    });
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    let Some(c) = p.opt(S34, default) else {
                        break 'alt;
                    };
                    if p.expect(COMMA).is_none() {
                        break 'alt;
                    }
                    let Some(tc) = p.opt(S37, |p| p.expect(TYPE_COMMENT)) else {
                        break 'alt;
                    };
                    break 'rule Some(NameDefault {
                        arg: p.comment_arg(a, tc),
                        value: c,
                    });
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let a = head;
                    let Some(c) = p.opt(S34, default) else {
                        break 'alt;
                    };
                    let Some(tc) = p.opt(S37, |p| p.expect(TYPE_COMMENT)) else {
                        break 'alt;
                    };
                    if !p.sees(S72) {
                        break 'alt;
                    }
                    break 'rule Some(NameDefault {
                        arg: p.comment_arg(a, tc),
                        value: c,
                    });
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.name_token() else {
                    break 'alt;
                };
                let Some(b) = p.opt(S74, annotation) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.arg(a, b, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.name_token() else {
                    break 'alt;
                };
                let Some(b) = star_annotation(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.arg(a, Some(b), LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(a) = star_expression(p) else {
                    break 'alt;
                };
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(EQUAL).is_none() {
                    break 'alt;
                }
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S34.has(class) {
            'alt: {
                let Some(v0) = invalid_default(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_if_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S26.has(class) {
            'alt: {
                if p.expect(KW_if).is_none() {
                    break 'alt;
                }
                let Some(a) = named_expression(p) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(b) = block(p) else {
                    break 'alt;
                };
                let Some(c) = elif_stmt(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(
                    S::If {
                        test: a,
                        body: b,
                        orelse: p.one(c),
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S26.has(class) {
            'alt: {
                if p.expect(KW_if).is_none() {
                    break 'alt;
                }
                let Some(a) = named_expression(p) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(b) = block(p) else {
                    break 'alt;
                };
                let Some(c) = p.opt(S75, else_block) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(
                    S::If {
                        test: a,
                        body: b,
                        orelse: c.unwrap_or(&[]),
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_elif_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S76.has(class) {
            'alt: {
                if p.expect(KW_elif).is_none() {
                    break 'alt;
                }
                let Some(a) = named_expression(p) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(b) = block(p) else {
                    break 'alt;
                };
                let Some(c) = elif_stmt(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(
                    S::If {
                        test: a,
                        body: b,
                        orelse: p.one(c),
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S76.has(class) {
            'alt: {
                if p.expect(KW_elif).is_none() {
                    break 'alt;
                }
                let Some(a) = named_expression(p) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(b) = block(p) else {
                    break 'alt;
                };
                let Some(c) = p.opt(S75, else_block) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(
                    S::If {
                        test: a,
                        body: b,
                        orelse: c.unwrap_or(&[]),
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_else_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S75.has(class) {
            'alt: {
                if p.expect(KW_else).is_none() {
                    break 'alt;
                }
                if p.expect_forced(COLON, ":").is_none() {
                    break 'alt;
                }
                let Some(b) = block(p) else {
                    break 'alt;
                };
                break 'rule Some(b);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_while_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S31.has(class) {
            'alt: {
                if p.expect(KW_while).is_none() {
                    break 'alt;
                }
                let Some(a) = named_expression(p) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(b) = block(p) else {
                    break 'alt;
                };
                let Some(c) = p.opt(S75, else_block) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(
                    S::While {
                        test: a,
                        body: b,
                        orelse: c.unwrap_or(&[]),
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_for_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S77.has(class) {
            'alt: {
                let mut cut = false;
                'cut: {
                    if p.expect(KW_for).is_none() {
                        break 'cut;
                    }
                    let Some(t) = star_targets(p) else {
                        break 'cut;
                    };
                    if p.expect(KW_in).is_none() {
                        break 'cut;
                    }
                    cut = true;
                    let Some(ex) = star_expressions(p) else {
                        break 'cut;
                    };
                    if p.expect(COLON).is_none() {
                        break 'cut;
                    }
                    let Some(tc) = p.opt(S37, |p| p.expect(TYPE_COMMENT)) else {
                        break 'cut;
                    };
                    let Some(b) = block(p) else {
                        break 'cut;
                    };
                    let Some(el) = p.opt(S75, else_block) else {
                        break 'cut;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule p.for_stmt(false, t, ex, b, el, tc, LOC);
                }
                if cut {
                    break 'rule None;
                }
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S68.has(class) {
            'alt: {
                let mut cut = false;
                'cut: {
                    if p.expect(KW_async).is_none() {
                        break 'cut;
                    }
                    if p.expect(KW_for).is_none() {
                        break 'cut;
                    }
                    let Some(t) = star_targets(p) else {
                        break 'cut;
                    };
                    if p.expect(KW_in).is_none() {
                        break 'cut;
                    }
                    cut = true;
                    let Some(ex) = star_expressions(p) else {
                        break 'cut;
                    };
                    if p.expect(COLON).is_none() {
                        break 'cut;
                    }
                    let Some(tc) = p.opt(S37, |p| p.expect(TYPE_COMMENT)) else {
                        break 'cut;
                    };
                    let Some(b) = block(p) else {
                        break 'cut;
                    };
                    let Some(el) = p.opt(S75, else_block) else {
                        break 'cut;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule p.for_stmt(true, t, ex, b, el, tc, LOC);
                }
                if cut {
                    break 'rule None;
                }
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S29.has(class) {
            'alt: {
                let Some(v0) = invalid_for_target(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_with_stmt_indent(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S78.has(class) {
            'alt: {
                if p.expect(KW_with).is_none() {
                    break 'alt;
                }
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(a) = p.gather(S52, with_item) else {
                    break 'alt;
                };
                if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                    break 'alt;
                }
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(tc) = p.opt(S37, |p| p.expect(TYPE_COMMENT)) else {
                    break 'alt;
                };
                let Some(b) = block(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.with_stmt(false, a, b, tc, LOC);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S78.has(class) {
            'alt: {
                if p.expect(KW_with).is_none() {
                    break 'alt;
                }
                let Some(a) = p.gather(S52, with_item) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(tc) = p.opt(S37, |p| p.expect(TYPE_COMMENT)) else {
                    break 'alt;
                };
                let Some(b) = block(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.with_stmt(false, a, b, tc, LOC);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S68.has(class) {
            'alt: {
                if p.expect(KW_async).is_none() {
                    break 'alt;
                }
                if p.expect(KW_with).is_none() {
                    break 'alt;
                }
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(a) = p.gather(S52, with_item) else {
                    break 'alt;
                };
                if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                    break 'alt;
                }
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(b) = block(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.with_stmt(true, a, b, None, LOC);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S68.has(class) {
            'alt: {
                if p.expect(KW_async).is_none() {
                    break 'alt;
                }
                if p.expect(KW_with).is_none() {
                    break 'alt;
                }
                let Some(a) = p.gather(S52, with_item) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(tc) = p.opt(S37, |p| p.expect(TYPE_COMMENT)) else {
                    break 'alt;
                };
                let Some(b) = block(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.with_stmt(true, a, b, tc, LOC);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S28.has(class) {
            'alt: {
                let Some(v0) = invalid_with_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(e) = expression(p) else {
                    break 'alt;
                };
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                let Some(t) = star_target(p) else {
                    break 'alt;
                };
                if !p.sees(S79) {
                    break 'alt;
                }
                break 'rule Some(WithItem {
                    context_expr: e,
                    optional_vars: Some(t),
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S3.has(class) {
            'alt: {
                let Some(v0) = invalid_with_item(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            'alt: {
                let Some(e) = expression(p) else {
                    break 'alt;
                };
                break 'rule Some(WithItem {
                    context_expr: e,
                    optional_vars: None,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_try_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S30.has(class) {
            'alt: {
                if p.expect(KW_try).is_none() {
                    break 'alt;
                }
                if p.expect_forced(COLON, ":").is_none() {
                    break 'alt;
                }
                let Some(b) = block(p) else {
                    break 'alt;
                };
                let Some(f) = finally_block(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(
                    S::Try {
                        body: b,
                        handlers: &[],
                        orelse: &[],
                        finalbody: f,
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S30.has(class) {
            'alt: {
                if p.expect(KW_try).is_none() {
                    break 'alt;
                }
                if p.expect_forced(COLON, ":").is_none() {
                    break 'alt;
                }
                let Some(b) = block(p) else {
                    break 'alt;
                };
                let Some(ex) = p.loop1(S80, except_block) else {
                    break 'alt;
                };
                let Some(el) = p.opt(S75, else_block) else {
                    break 'alt;
                };
                let Some(f) = p.opt(S81, finally_block) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.stmt(
                    S::Try {
                        body: b,
                        handlers: ex,
                        orelse: el.unwrap_or(&[]),
                        finalbody: f.unwrap_or(&[]),
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S30.has(class) {
            'alt: {
                if p.expect(KW_try).is_none() {
                    break 'alt;
                }
                if p.expect_forced(COLON, ":").is_none() {
                    break 'alt;
                }
                let Some(b) = block(p) else {
                    break 'alt;
                };
                let Some(ex) = p.loop1(S80, except_star_block) else {
                    break 'alt;
                };
                let Some(el) = p.opt(S75, else_block) else {
                    break 'alt;
                };
                let Some(f) = p.opt(S81, finally_block) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.try_star(b, ex, el, f, LOC);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_except_stmt_indent(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S80.has(class) {
            'alt: {
                if p.expect(KW_except).is_none() {
                    break 'alt;
                }
                let Some(e) = expression(p) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(b) = block(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.handler(Some(e), None, b, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S80.has(class) {
            'alt: {
                if p.expect(KW_except).is_none() {
                    break 'alt;
                }
                let Some(e) = expression(p) else {
                    break 'alt;
                };
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                let Some(t) = p.name_token() else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(b) = block(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.handler(Some(e), Some(t), b, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S80.has(class) {
            'alt: {
                if p.expect(KW_except).is_none() {
                    break 'alt;
                }
                let Some(e) = expressions(p) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(b) = block(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.bare_tuple_handler(e, b, LOC);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S80.has(class) {
            'alt: {
                if p.expect(KW_except).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(b) = block(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.handler(None, None, b, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S80.has(class) {
            'alt: {
                let Some(v0) = invalid_except_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_except_star_stmt_indent(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S80.has(class) {
            'alt: {
                if p.expect(KW_except).is_none() {
                    break 'alt;
                }
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                let Some(e) = expression(p) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(b) = block(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.handler(Some(e), None, b, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S80.has(class) {
            'alt: {
                if p.expect(KW_except).is_none() {
                    break 'alt;
                }
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                let Some(e) = expression(p) else {
                    break 'alt;
                };
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                let Some(t) = p.name_token() else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(b) = block(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.handler(Some(e), Some(t), b, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S80.has(class) {
            'alt: {
                if p.expect(KW_except).is_none() {
                    break 'alt;
                }
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                let Some(e) = expressions(p) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(b) = block(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.bare_tuple_handler(e, b, LOC);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S80.has(class) {
            'alt: {
                let Some(v0) = invalid_except_star_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_finally_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S81.has(class) {
            'alt: {
                if p.expect(KW_finally).is_none() {
                    break 'alt;
                }
                if p.expect_forced(COLON, ":").is_none() {
                    break 'alt;
                }
                let Some(a) = block(p) else {
                    break 'alt;
                };
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(SOFT_match).is_none() {
                    break 'alt;
                }
                let Some(subject) = subject_expr(p) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.expect(INDENT).is_none() {
                    break 'alt;
                }
                let Some(cases) = p.loop1(S82, case_block) else {
                    break 'alt;
                };
                if p.expect(DEDENT).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.check_stmt(
                    10,
                    "Pattern matching is",
                    S::Match { subject, cases },
                    LOC,
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S32.has(class) {
            'alt: {
                let Some(v0) = invalid_match_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(value) = star_named_expression(p) else {
                    break 'alt;
                };
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                let Some(values) = p.opt(S13, star_named_expressions) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.tuple_from(value, values.unwrap_or(&[]), Load, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            'alt: {
                let Some(v0) = named_expression(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_case_block(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S82.has(class) {
            'alt: {
                if p.expect(SOFT_case).is_none() {
                    break 'alt;
                }
                let Some(pattern) = patterns(p) else {
                    break 'alt;
                };
                let Some(guard) = p.opt(S26, guard) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(body) = block(p) else {
                    break 'alt;
                };
                break 'rule Some(MatchCase {
                    pattern,
                    guard,
                    body,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_if).is_none() {
                    break 'alt;
                }
                let Some(guard) = named_expression(p) else {
                    break 'alt;
                };
                break 'rule Some(guard);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(patterns) = open_sequence_pattern(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchSequence { patterns }, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S84.has(class) {
            'alt: {
                let Some(v0) = pattern(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = as_pattern(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S84.has(class) {
            'alt: {
                let Some(v0) = or_pattern(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(pattern) = or_pattern(p) else {
                    break 'alt;
                };
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                let Some(target) = pattern_capture_target(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(
                    K::MatchAs {
                        pattern: Some(pattern),
                        name: Some(target.id()),
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S84.has(class) {
            'alt: {
                let Some(v0) = invalid_as_pattern(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(patterns) = p.gather(S85, closed_pattern) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(if let [one] = patterns {
                    *one
                } else {
                    p.pattern(K::MatchOr { patterns }, LOC)
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = literal_pattern(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(v0) = capture_pattern(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S87.has(class) {
            'alt: {
                let Some(v0) = wildcard_pattern(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(v0) = value_pattern(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S5.has(class) {
            'alt: {
                let Some(v0) = group_pattern(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S88.has(class) {
            'alt: {
                let Some(v0) = sequence_pattern(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                let Some(v0) = mapping_pattern(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(v0) = class_pattern(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(value) = signed_number(p) else {
                    break 'alt;
                };
                if p.sees(S91) {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchValue { value }, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S90.has(class) {
            'alt: {
                let Some(value) = complex_number(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchValue { value }, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S92.has(class) {
            'alt: {
                let Some(value) = strings(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchValue { value }, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S93.has(class) {
            'alt: {
                if p.expect(KW_None).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchSingleton { value: Const::NONE }, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S94.has(class) {
            'alt: {
                if p.expect(KW_True).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchSingleton { value: Const::TRUE }, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S95.has(class) {
            'alt: {
                if p.expect(KW_False).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(
                    K::MatchSingleton {
                        value: Const::FALSE,
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(v0) = signed_number(p) else {
                    break 'alt;
                };
                if p.sees(S91) {
                    break 'alt;
                }
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S90.has(class) {
            'alt: {
                let Some(v0) = complex_number(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S92.has(class) {
            'alt: {
                if !p.sees(S92) {
                    break 'alt;
                }
                let Some(v1) = strings(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S93.has(class) {
            'alt: {
                if p.expect(KW_None).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.constant(Const::NONE, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S94.has(class) {
            'alt: {
                if p.expect(KW_True).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.constant(Const::TRUE, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S95.has(class) {
            'alt: {
                if p.expect(KW_False).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.constant(Const::FALSE, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    if p.expect(PLUS).is_none() {
                        break 'alt;
                    }
                    let Some(imag) = imaginary_number(p) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.binop(real, Operator::Add, imag, LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let real = head;
                    if p.expect(MINUS).is_none() {
                        break 'alt;
                    }
                    let Some(imag) = imaginary_number(p) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.binop(real, Operator::Sub, imag, LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = p.number_token() else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S97.has(class) {
            'alt: {
                if p.expect(MINUS).is_none() {
                    break 'alt;
                }
                let Some(number) = p.number_token() else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.unary(UnaryOp::USub, number, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = real_number(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S97.has(class) {
            'alt: {
                if p.expect(MINUS).is_none() {
                    break 'alt;
                }
                let Some(real) = real_number(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.unary(UnaryOp::USub, real, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(real) = p.number_token() else {
                    break 'alt;
                };
                break 'rule p.ensure_real(real);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(imag) = p.number_token() else {
                    break 'alt;
                };
                break 'rule p.ensure_imaginary(imag);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(target) = pattern_capture_target(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(
                    K::MatchAs {
                        pattern: None,
                        name: Some(target.id()),
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.sees(S87) {
                    break 'alt;
                }
                let Some(name) = p.name_token() else {
                    break 'alt;
                };
                if p.sees(S98) {
                    break 'alt;
                }
                break 'rule Some(p.set_context(name, Store));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(SOFT__).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(
                    K::MatchAs {
                        pattern: None,
                        name: None,
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(attr) = attr(p) else {
                    break 'alt;
                };
                if p.sees(S98) {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchValue { value: attr }, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(value) = name_or_attr(p) else {
                    break 'alt;
                };
                break 'rule value.is_attribute().then_some(value);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = p.name_token() else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    if p.expect(DOT).is_none() {
                        break 'alt;
                    }
                    let Some(attr) = p.name_token() else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.attribute(value, attr, Load, LOC));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
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
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(pattern) = pattern(p) else {
                    break 'alt;
                };
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                break 'rule Some(pattern);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LSQB).is_none() {
                    break 'alt;
                }
                let Some(patterns) = p.opt(S83, maybe_sequence_pattern) else {
                    break 'alt;
                };
                if p.expect(RSQB).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(
                    K::MatchSequence {
                        patterns: patterns.unwrap_or(&[]),
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S5.has(class) {
            'alt: {
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(patterns) = p.opt(S83, open_sequence_pattern) else {
                    break 'alt;
                };
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(
                    K::MatchSequence {
                        patterns: patterns.unwrap_or(&[]),
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(pattern) = maybe_star_pattern(p) else {
                    break 'alt;
                };
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                let Some(patterns) = p.opt(S83, maybe_sequence_pattern) else {
                    break 'alt;
                };
                break 'rule Some(p.prepend(pattern, patterns.unwrap_or(&[])));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(patterns) = p.gather(S52, maybe_star_pattern) else {
                    break 'alt;
                };
                if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                    break 'alt;
                }
                break 'rule Some(patterns);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = star_pattern(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S84.has(class) {
            'alt: {
                let Some(v0) = pattern(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                let Some(target) = pattern_capture_target(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(
                    K::MatchStar {
                        name: Some(target.id()),
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S56.has(class) {
            'alt: {
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                if wildcard_pattern(p).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.pattern(K::MatchStar { name: None }, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                if p.expect(RBRACE).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.mapping(&[], None, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                let Some(rest) = double_star_pattern(p) else {
                    break 'alt;
                };
                if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                    break 'alt;
                }
                if p.expect(RBRACE).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.mapping(&[], Some(rest), LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                let Some(items) = items_pattern(p) else {
                    break 'alt;
                };
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                let Some(rest) = double_star_pattern(p) else {
                    break 'alt;
                };
                if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                    break 'alt;
                }
                if p.expect(RBRACE).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.mapping(items, Some(rest), LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                let Some(items) = items_pattern(p) else {
                    break 'alt;
                };
                if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                    break 'alt;
                }
                if p.expect(RBRACE).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.mapping(items, None, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = p.gather(S52, key_value_pattern) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(key) = group_13(p) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(pattern) = pattern(p) else {
                    break 'alt;
                };
                break 'rule Some(KeyPattern { key, pattern });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = literal_expr(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(v0) = attr(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(DOUBLESTAR).is_none() {
                    break 'alt;
                }
                let Some(target) = pattern_capture_target(p) else {
                    break 'alt;
                };
                break 'rule Some(target);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    if p.expect(LPAR).is_none() {
                        break 'alt;
                    }
                    if p.expect(RPAR).is_none() {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.class_pattern(cls, &[], &[], LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let cls = head;
                    if p.expect(LPAR).is_none() {
                        break 'alt;
                    }
                    let Some(patterns) = positional_patterns(p) else {
                        break 'alt;
                    };
                    if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                        break 'alt;
                    }
                    if p.expect(RPAR).is_none() {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.class_pattern(cls, patterns, &[], LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let cls = head;
                    if p.expect(LPAR).is_none() {
                        break 'alt;
                    }
                    let Some(keywords) = keyword_patterns(p) else {
                        break 'alt;
                    };
                    if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                        break 'alt;
                    }
                    if p.expect(RPAR).is_none() {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.class_pattern(cls, &[], keywords, LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let cls = head;
                    if p.expect(LPAR).is_none() {
                        break 'alt;
                    }
                    let Some(patterns) = positional_patterns(p) else {
                        break 'alt;
                    };
                    if p.expect(COMMA).is_none() {
                        break 'alt;
                    }
                    let Some(keywords) = keyword_patterns(p) else {
                        break 'alt;
                    };
                    if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                        break 'alt;
                    }
                    if p.expect(RPAR).is_none() {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.class_pattern(cls, patterns, keywords, LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S33.has(class) {
            'alt: {
                let Some(v0) = invalid_class_pattern(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(args) = p.gather(S52, pattern) else {
                    break 'alt;
                };
                break 'rule Some(args);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = p.gather(S52, keyword_pattern) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(arg) = p.name_token() else {
                    break 'alt;
                };
                if p.expect(EQUAL).is_none() {
                    break 'alt;
                }
                let Some(value) = pattern(p) else {
                    break 'alt;
                };
                break 'rule Some(KeyPattern {
                    key: arg,
                    pattern: value,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(SOFT_type).is_none() {
                    break 'alt;
                }
                let Some(n) = p.name_token() else {
                    break 'alt;
                };
                let Some(t) = p.opt(S62, type_params) else {
                    break 'alt;
                };
                if p.expect(EQUAL).is_none() {
                    break 'alt;
                }
                let Some(b) = expression(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.type_alias(n, t, b, LOC);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_type_params(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S62.has(class) {
            'alt: {
                if p.expect(LSQB).is_none() {
                    break 'alt;
                }
                let Some(t) = type_param_seq(p) else {
                    break 'alt;
                };
                if p.expect(RSQB).is_none() {
                    break 'alt;
                }
                break 'rule p.check_version(12, "Type parameter lists are", t);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.gather(S52, type_param) else {
                    break 'alt;
                };
                if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                    break 'alt;
                }
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.name_token() else {
                    break 'alt;
                };
                let Some(b) = p.opt(S74, type_param_bound) else {
                    break 'alt;
                };
                let Some(c) = p.opt(S34, type_param_default) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.type_param(
                    TypeParamKind::TypeVar {
                        name: a.id(),
                        bound: b,
                        default_value: c,
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S71.has(class) {
            'alt: {
                let Some(v0) = invalid_type_param(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S56.has(class) {
            'alt: {
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                let Some(a) = p.name_token() else {
                    break 'alt;
                };
                let Some(b) = p.opt(S34, type_param_starred_default) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.type_param(
                    TypeParamKind::TypeVarTuple {
                        name: a.id(),
                        default_value: b,
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S73.has(class) {
            'alt: {
                if p.expect(DOUBLESTAR).is_none() {
                    break 'alt;
                }
                let Some(a) = p.name_token() else {
                    break 'alt;
                };
                let Some(b) = p.opt(S34, type_param_default) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.type_param(
                    TypeParamKind::ParamSpec {
                        name: a.id(),
                        default_value: b,
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(e) = expression(p) else {
                    break 'alt;
                };
                break 'rule Some(e);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(EQUAL).is_none() {
                    break 'alt;
                }
                let Some(e) = expression(p) else {
                    break 'alt;
                };
                break 'rule p.check_version(13, "Type parameter defaults are", e);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(EQUAL).is_none() {
                    break 'alt;
                }
                let Some(e) = star_expression(p) else {
                    break 'alt;
                };
                break 'rule p.check_version(13, "Type parameter defaults are", e);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    let Some(b) = p.loop1(S52, group_14) else {
                        break 'alt;
                    };
                    if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.tuple_from(a, b, Load, LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let a = head;
                    if p.expect(COMMA).is_none() {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.tuple_from(a, &[], Load, LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let v0 = head;
                    break 'rule Some(v0);
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                let Some(c) = expression(p) else {
                    break 'alt;
                };
                break 'rule Some(c);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S3.has(class) {
            'alt: {
                let Some(v0) = invalid_expression(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S33.has(class) {
            'alt: {
                let Some(v0) = invalid_legacy_expression(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S100.has(class) {
            if let Some(head) = disjunction(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    if p.expect(KW_if).is_none() {
                        break 'alt;
                    }
                    let Some(b) = disjunction(p) else {
                        break 'alt;
                    };
                    if p.expect(KW_else).is_none() {
                        break 'alt;
                    }
                    let Some(c) = expression(p) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.expr(
                        E::IfExp {
                            test: b,
                            body: a,
                            orelse: c,
                        },
                        LOC,
                    ));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let v0 = head;
                    break 'rule Some(v0);
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S101.has(class) {
            'alt: {
                let Some(v0) = lambdef(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_yield).is_none() {
                    break 'alt;
                }
                if p.expect(KW_from).is_none() {
                    break 'alt;
                }
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(E::YieldFrom { value: a }, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S19.has(class) {
            'alt: {
                if p.expect(KW_yield).is_none() {
                    break 'alt;
                }
                let Some(a) = p.opt(S13, star_expressions) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(E::Yield { value: a }, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    let Some(b) = p.loop1(S52, group_15) else {
                        break 'alt;
                    };
                    if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.tuple_from(a, b, Load, LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let a = head;
                    if p.expect(COMMA).is_none() {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.tuple_from(a, &[], Load, LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let v0 = head;
                    break 'rule Some(v0);
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                let Some(c) = star_expression(p) else {
                    break 'alt;
                };
                break 'rule Some(c);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                let Some(a) = bitwise_or(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.starred(a, Load, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            'alt: {
                let Some(v0) = expression(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.gather(S52, star_named_expression) else {
                    break 'alt;
                };
                if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                    break 'alt;
                }
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                let Some(a) = bitwise_or(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.starred(a, Load, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            'alt: {
                let Some(v0) = named_expression(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    let Some(a) = p.name_token() else {
                        break 'cut;
                    };
                    if p.expect(COLONEQUAL).is_none() {
                        break 'cut;
                    }
                    cut = true;
                    let Some(b) = expression(p) else {
                        break 'cut;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule p.named_expr(a, b, LOC);
                }
                if cut {
                    break 'rule None;
                }
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = assignment_expression(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S3.has(class) {
            'alt: {
                let Some(v0) = invalid_named_expression(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            'alt: {
                let Some(v0) = expression(p) else {
                    break 'alt;
                };
                if p.sees(S102) {
                    break 'alt;
                }
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S100.has(class) {
            if let Some(head) = conjunction(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    let Some(b) = p.loop1(S103, group_16) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.boolop(BoolOp::Or, a, b, LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let v0 = head;
                    break 'rule Some(v0);
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S103.has(class) {
            'alt: {
                if p.expect(KW_or).is_none() {
                    break 'alt;
                }
                let Some(c) = conjunction(p) else {
                    break 'alt;
                };
                break 'rule Some(c);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S100.has(class) {
            if let Some(head) = inversion(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    let Some(b) = p.loop1(S104, group_17) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.boolop(BoolOp::And, a, b, LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let v0 = head;
                    break 'rule Some(v0);
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S104.has(class) {
            'alt: {
                if p.expect(KW_and).is_none() {
                    break 'alt;
                }
                let Some(c) = inversion(p) else {
                    break 'alt;
                };
                break 'rule Some(c);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
    let result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S105.has(class) {
            'alt: {
                if p.expect(KW_not).is_none() {
                    break 'alt;
                }
                let Some(a) = inversion(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.unary(UnaryOp::Not, a, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S106.has(class) {
            'alt: {
                let Some(v0) = comparison(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S106.has(class) {
            if let Some(head) = bitwise_or(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    let Some(b) = p.loop1(S107, compare_op_bitwise_or_pair) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.compare(a, b, LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let v0 = head;
                    break 'rule Some(v0);
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S108.has(class) {
            'alt: {
                if p.expect(EQEQUAL).is_none() {
                    break 'alt;
                }
                let Some(a) = bitwise_or(p) else {
                    break 'alt;
                };
                break 'rule Some(CmpPair {
                    op: CmpOp::Eq,
                    right: a,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S109.has(class) {
            'alt: {
                if group_18(p).is_none() {
                    break 'alt;
                }
                let Some(a) = bitwise_or(p) else {
                    break 'alt;
                };
                break 'rule Some(CmpPair {
                    op: CmpOp::NotEq,
                    right: a,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S110.has(class) {
            'alt: {
                let Some(v0) = invalid_not_equal(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S111.has(class) {
            'alt: {
                if p.expect(LESSEQUAL).is_none() {
                    break 'alt;
                }
                let Some(a) = bitwise_or(p) else {
                    break 'alt;
                };
                break 'rule Some(CmpPair {
                    op: CmpOp::LtE,
                    right: a,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S110.has(class) {
            'alt: {
                if p.expect(LESS).is_none() {
                    break 'alt;
                }
                let Some(a) = bitwise_or(p) else {
                    break 'alt;
                };
                break 'rule Some(CmpPair {
                    op: CmpOp::Lt,
                    right: a,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S112.has(class) {
            'alt: {
                if p.expect(GREATEREQUAL).is_none() {
                    break 'alt;
                }
                let Some(a) = bitwise_or(p) else {
                    break 'alt;
                };
                break 'rule Some(CmpPair {
                    op: CmpOp::GtE,
                    right: a,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S113.has(class) {
            'alt: {
                if p.expect(GREATER).is_none() {
                    break 'alt;
                }
                let Some(a) = bitwise_or(p) else {
                    break 'alt;
                };
                break 'rule Some(CmpPair {
                    op: CmpOp::Gt,
                    right: a,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S105.has(class) {
            'alt: {
                if p.expect(KW_not).is_none() {
                    break 'alt;
                }
                if p.expect(KW_in).is_none() {
                    break 'alt;
                }
                let Some(a) = bitwise_or(p) else {
                    break 'alt;
                };
                break 'rule Some(CmpPair {
                    op: CmpOp::NotIn,
                    right: a,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S114.has(class) {
            'alt: {
                if p.expect(KW_in).is_none() {
                    break 'alt;
                }
                let Some(a) = bitwise_or(p) else {
                    break 'alt;
                };
                break 'rule Some(CmpPair {
                    op: CmpOp::In,
                    right: a,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S115.has(class) {
            'alt: {
                if p.expect(KW_is).is_none() {
                    break 'alt;
                }
                if p.expect(KW_not).is_none() {
                    break 'alt;
                }
                let Some(a) = bitwise_or(p) else {
                    break 'alt;
                };
                break 'rule Some(CmpPair {
                    op: CmpOp::IsNot,
                    right: a,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S115.has(class) {
            'alt: {
                if p.expect(KW_is).is_none() {
                    break 'alt;
                }
                let Some(a) = bitwise_or(p) else {
                    break 'alt;
                };
                break 'rule Some(CmpPair {
                    op: CmpOp::Is,
                    right: a,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S109.has(class) {
            'alt: {
                let Some(tok) = p.expect(NOTEQUAL) else {
                    break 'alt;
                };
                break 'rule p.check_not_equal(tok);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
    p.level += 1;
    let mut result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if S106.has(class) {
            'alt: {
                let Some(v0) = bitwise_xor(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    if p.expect(VBAR).is_none() {
                        break 'alt;
                    }
                    let Some(b) = bitwise_xor(p) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::BitOr, b, LOC));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
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
        if S106.has(class) {
            'alt: {
                let Some(v0) = bitwise_and(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        None
    };
    while let Some(seed) = result {
        let grown: Option<Expr<'a>> = 'grow: {
            let class = p.class();
            if !S116.has(class) || p.failed {
                break 'grow None;
            }
            let mark = p.mark;
            if S116.has(class) {
                'alt: {
                    let a = seed;
                    if p.expect(CIRCUMFLEX).is_none() {
                        break 'alt;
                    }
                    let Some(b) = bitwise_and(p) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::BitXor, b, LOC));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
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
        if S106.has(class) {
            'alt: {
                let Some(v0) = shift_expr(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        None
    };
    while let Some(seed) = result {
        let grown: Option<Expr<'a>> = 'grow: {
            let class = p.class();
            if !S117.has(class) || p.failed {
                break 'grow None;
            }
            let mark = p.mark;
            if S117.has(class) {
                'alt: {
                    let a = seed;
                    if p.expect(AMPER).is_none() {
                        break 'alt;
                    }
                    let Some(b) = shift_expr(p) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::BitAnd, b, LOC));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
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
        if p.second_pass && S106.has(class) {
            'alt: {
                let Some(v0) = invalid_arithmetic(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S106.has(class) {
            'alt: {
                let Some(v0) = sum(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        None
    };
    while let Some(seed) = result {
        let grown: Option<Expr<'a>> = 'grow: {
            let class = p.class();
            if !S118.has(class) || p.failed {
                break 'grow None;
            }
            let mark = p.mark;
            if S119.has(class) {
                'alt: {
                    let a = seed;
                    if p.expect(LEFTSHIFT).is_none() {
                        break 'alt;
                    }
                    let Some(b) = sum(p) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::LShift, b, LOC));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
            }
            if S120.has(class) {
                'alt: {
                    let a = seed;
                    if p.expect(RIGHTSHIFT).is_none() {
                        break 'alt;
                    }
                    let Some(b) = sum(p) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::RShift, b, LOC));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
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
        if S106.has(class) {
            'alt: {
                let Some(v0) = term(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            if S121.has(class) {
                'alt: {
                    let a = seed;
                    if p.expect(PLUS).is_none() {
                        break 'alt;
                    }
                    let Some(b) = term(p) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::Add, b, LOC));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
            }
            if S97.has(class) {
                'alt: {
                    let a = seed;
                    if p.expect(MINUS).is_none() {
                        break 'alt;
                    }
                    let Some(b) = term(p) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::Sub, b, LOC));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
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
    p.level += 1;
    let mut result: Option<Expr<'a>> = 'rule: {
        if p.failed {
            break 'rule None;
        }
        if p.second_pass && S122.has(class) {
            'alt: {
                let Some(v0) = invalid_factor(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S106.has(class) {
            'alt: {
                let Some(v0) = factor(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            if S56.has(class) {
                'alt: {
                    let a = seed;
                    if p.expect(STAR).is_none() {
                        break 'alt;
                    }
                    let Some(b) = factor(p) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::Mult, b, LOC));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
            }
            if S124.has(class) {
                'alt: {
                    let a = seed;
                    if p.expect(SLASH).is_none() {
                        break 'alt;
                    }
                    let Some(b) = factor(p) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::Div, b, LOC));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
            }
            if S125.has(class) {
                'alt: {
                    let a = seed;
                    if p.expect(DOUBLESLASH).is_none() {
                        break 'alt;
                    }
                    let Some(b) = factor(p) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::FloorDiv, b, LOC));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
            }
            if S126.has(class) {
                'alt: {
                    let a = seed;
                    if p.expect(PERCENT).is_none() {
                        break 'alt;
                    }
                    let Some(b) = factor(p) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.binop(a, Operator::Mod, b, LOC));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
            }
            if S60.has(class) {
                'alt: {
                    let a = seed;
                    if p.expect(AT).is_none() {
                        break 'alt;
                    }
                    let Some(b) = factor(p) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow p.matmult(a, b, LOC);
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
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
        if S121.has(class) {
            'alt: {
                if p.expect(PLUS).is_none() {
                    break 'alt;
                }
                let Some(a) = factor(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.unary(UnaryOp::UAdd, a, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S97.has(class) {
            'alt: {
                if p.expect(MINUS).is_none() {
                    break 'alt;
                }
                let Some(a) = factor(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.unary(UnaryOp::USub, a, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S127.has(class) {
            'alt: {
                if p.expect(TILDE).is_none() {
                    break 'alt;
                }
                let Some(a) = factor(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.unary(UnaryOp::Invert, a, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S128.has(class) {
            'alt: {
                let Some(v0) = power(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S128.has(class) {
            if let Some(head) = await_primary(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    if p.expect(DOUBLESTAR).is_none() {
                        break 'alt;
                    }
                    let Some(b) = factor(p) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.binop(a, Operator::Pow, b, LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let v0 = head;
                    break 'rule Some(v0);
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S129.has(class) {
            'alt: {
                if p.expect(KW_await).is_none() {
                    break 'alt;
                }
                let Some(a) = primary(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.await_expr(a, LOC);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S35.has(class) {
            'alt: {
                let Some(v0) = primary(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = atom(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        None
    };
    while let Some(seed) = result {
        let grown: Option<Expr<'a>> = 'grow: {
            let class = p.class();
            if !S130.has(class) || p.failed {
                break 'grow None;
            }
            let mark = p.mark;
            if S59.has(class) {
                'alt: {
                    let a = seed;
                    if p.expect(DOT).is_none() {
                        break 'alt;
                    }
                    let Some(b) = p.name_token() else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.attribute(a, b, Load, LOC));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
            }
            if S131.has(class) {
                'alt: {
                    let a = seed;
                    let Some(b) = genexp(p) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.call_genexp(a, b, LOC));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
            }
            if S5.has(class) {
                'alt: {
                    let a = seed;
                    if p.expect(LPAR).is_none() {
                        break 'alt;
                    }
                    let Some(b) = p.opt(S6, arguments) else {
                        break 'alt;
                    };
                    if p.expect(RPAR).is_none() {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.call(a, b, LOC));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
            }
            if S62.has(class) {
                'alt: {
                    let a = seed;
                    if p.expect(LSQB).is_none() {
                        break 'alt;
                    }
                    let Some(b) = slices(p) else {
                        break 'alt;
                    };
                    if p.expect(RSQB).is_none() {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.subscript(a, b, Load, LOC));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
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
        if S132.has(class) {
            'alt: {
                let Some(a) = slice(p) else {
                    break 'alt;
                };
                if p.sees(S52) {
                    break 'alt;
                }
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S133.has(class) {
            'alt: {
                let Some(a) = p.gather(S52, group_19) else {
                    break 'alt;
                };
                if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(E::Tuple { elts: a, ctx: Load }, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S132.has(class) {
            'alt: {
                let Some(v0) = slice(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S56.has(class) {
            'alt: {
                let Some(v0) = starred_expression(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S132.has(class) {
            'alt: {
                let Some(a) = p.opt(S3, expression) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(b) = p.opt(S3, expression) else {
                    break 'alt;
                };
                let Some(c) = p.opt(S74, group_20) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(
                    E::Slice {
                        lower: a,
                        upper: b,
                        step: c.flatten(),
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            'alt: {
                let Some(v0) = named_expression(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(d) = p.opt(S3, expression) else {
                    break 'alt;
                };
                break 'rule Some(d);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = p.name_token() else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S94.has(class) {
            'alt: {
                if p.expect(KW_True).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.constant(Const::TRUE, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S95.has(class) {
            'alt: {
                if p.expect(KW_False).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.constant(Const::FALSE, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S93.has(class) {
            'alt: {
                if p.expect(KW_None).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.constant(Const::NONE, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S92.has(class) {
            'alt: {
                if !p.sees(S92) {
                    break 'alt;
                }
                let Some(v1) = strings(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S96.has(class) {
            'alt: {
                let Some(v0) = p.number_token() else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S5.has(class) {
            'alt: {
                if !p.sees(S5) {
                    break 'alt;
                }
                let Some(v1) = group_21(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S62.has(class) {
            'alt: {
                if !p.sees(S62) {
                    break 'alt;
                }
                let Some(v1) = group_22(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if !p.sees(S89) {
                    break 'alt;
                }
                let Some(v1) = group_23(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S134.has(class) {
            'alt: {
                if p.expect(ELLIPSIS).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.constant(Const::ELLIPSIS, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = tuple(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S5.has(class) {
            'alt: {
                let Some(v0) = group(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S131.has(class) {
            'alt: {
                let Some(v0) = genexp(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = list(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S131.has(class) {
            'alt: {
                let Some(v0) = listcomp(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = dict(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                let Some(v0) = set(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                let Some(v0) = dictcomp(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S131.has(class) {
            'alt: {
                let Some(v0) = setcomp(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(a) = group_24(p) else {
                    break 'alt;
                };
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S5.has(class) {
            'alt: {
                let Some(v0) = invalid_group(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = yield_expr(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            'alt: {
                let Some(v0) = named_expression(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S101.has(class) {
            'alt: {
                if p.expect(KW_lambda).is_none() {
                    break 'alt;
                }
                let Some(a) = p.opt(S65, lambda_params) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(b) = expression(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.lambda(a, b, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_lambda_parameters(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S70.has(class) {
            'alt: {
                let Some(v0) = lambda_parameters(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = lambda_slash_no_default(p) else {
                    break 'alt;
                };
                let Some(b) = p.loop0(S33, lambda_param_no_default) else {
                    break 'alt;
                };
                let Some(c) = p.loop0(S33, lambda_param_with_default) else {
                    break 'alt;
                };
                let Some(d) = p.opt(S71, lambda_star_etc) else {
                    break 'alt;
                };
                break 'rule p.positional_only(Some(a), None, b, c, d);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(a) = lambda_slash_with_default(p) else {
                    break 'alt;
                };
                let Some(b) = p.loop0(S33, lambda_param_with_default) else {
                    break 'alt;
                };
                let Some(c) = p.opt(S71, lambda_star_etc) else {
                    break 'alt;
                };
                break 'rule p.positional_only(None, Some(a), &[], b, c);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(a) = p.loop1(S33, lambda_param_no_default) else {
                    break 'alt;
                };
                let Some(b) = p.loop0(S33, lambda_param_with_default) else {
                    break 'alt;
                };
                let Some(c) = p.opt(S71, lambda_star_etc) else {
                    break 'alt;
                };
                break 'rule Some(p.make_arguments(None, None, a, b, c));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(a) = p.loop1(S33, lambda_param_with_default) else {
                    break 'alt;
                };
                let Some(b) = p.opt(S71, lambda_star_etc) else {
                    break 'alt;
                };
                break 'rule Some(p.make_arguments(None, None, &[], a, b));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S71.has(class) {
            'alt: {
                let Some(a) = lambda_star_etc(p) else {
                    break 'alt;
                };
                break 'rule Some(p.make_arguments(None, None, &[], &[], Some(a)));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.loop1(S33, lambda_param_no_default) else {
                    break 'alt;
                };
                if p.expect(SLASH).is_none() {
                    break 'alt;
                }
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(a) = p.loop1(S33, lambda_param_no_default) else {
                    break 'alt;
                };
                if p.expect(SLASH).is_none() {
                    break 'alt;
                }
                if !p.sees(S74) {
                    break 'alt;
                }
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.loop0(S33, lambda_param_no_default) else {
                    break 'alt;
                };
                let Some(b) = p.loop1(S33, lambda_param_with_default) else {
                    break 'alt;
                };
                if p.expect(SLASH).is_none() {
                    break 'alt;
                }
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                break 'rule Some(SlashWithDefault {
                    plain: a,
                    with_default: b,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(a) = p.loop0(S33, lambda_param_no_default) else {
                    break 'alt;
                };
                let Some(b) = p.loop1(S33, lambda_param_with_default) else {
                    break 'alt;
                };
                if p.expect(SLASH).is_none() {
                    break 'alt;
                }
                if !p.sees(S74) {
                    break 'alt;
                }
                break 'rule Some(SlashWithDefault {
                    plain: a,
                    with_default: b,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_lambda_star_etc(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S56.has(class) {
            'alt: {
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                let Some(a) = lambda_param_no_default(p) else {
                    break 'alt;
                };
                let Some(b) = p.loop0(S33, lambda_param_maybe_default) else {
                    break 'alt;
                };
                let Some(c) = p.opt(S73, lambda_kwds) else {
                    break 'alt;
                };
                break 'rule Some(StarEtc {
                    vararg: Some(a),
                    kwonly: b,
                    kwarg: c,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S56.has(class) {
            'alt: {
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                let Some(b) = p.loop1(S33, lambda_param_maybe_default) else {
                    break 'alt;
                };
                let Some(c) = p.opt(S73, lambda_kwds) else {
                    break 'alt;
                };
                break 'rule Some(StarEtc {
                    vararg: None,
                    kwonly: b,
                    kwarg: c,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S73.has(class) {
            'alt: {
                let Some(a) = lambda_kwds(p) else {
                    break 'alt;
                };
                break 'rule Some(StarEtc {
                    vararg: None,
                    kwonly: &[],
                    kwarg: Some(a),
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_lambda_kwds(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S73.has(class) {
            'alt: {
                if p.expect(DOUBLESTAR).is_none() {
                    break 'alt;
                }
                let Some(a) = lambda_param_no_default(p) else {
                    break 'alt;
                };
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    if p.expect(COMMA).is_none() {
                        break 'alt;
                    }
                    break 'rule Some(a);
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let a = head;
                    if !p.sees(S74) {
                        break 'alt;
                    }
                    break 'rule Some(a);
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    let Some(c) = default(p) else {
                        break 'alt;
                    };
                    if p.expect(COMMA).is_none() {
                        break 'alt;
                    }
                    break 'rule Some(NameDefault {
                        arg: a,
                        value: Some(c),
                    });
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let a = head;
                    let Some(c) = default(p) else {
                        break 'alt;
                    };
                    if !p.sees(S74) {
                        break 'alt;
                    }
                    break 'rule Some(NameDefault {
                        arg: a,
                        value: Some(c),
                    });
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    let Some(c) = p.opt(S34, default) else {
                        break 'alt;
                    };
                    if p.expect(COMMA).is_none() {
                        break 'alt;
                    }
                    break 'rule Some(NameDefault { arg: a, value: c });
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let a = head;
                    let Some(c) = p.opt(S34, default) else {
                        break 'alt;
                    };
                    if !p.sees(S74) {
                        break 'alt;
                    }
                    break 'rule Some(NameDefault { arg: a, value: c });
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.name_token() else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.arg(a, None, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = fstring_replacement_field(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S135.has(class) {
            'alt: {
                let Some(t) = p.expect(FSTRING_MIDDLE) else {
                    break 'alt;
                };
                break 'rule Some(p.middle_constant(t));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                let Some(a) = annotated_rhs(p) else {
                    break 'alt;
                };
                let Some(debug_expr) = p.opt(S34, |p| p.expect(EQUAL)) else {
                    break 'alt;
                };
                let Some(conversion) = p.opt(S136, fstring_conversion) else {
                    break 'alt;
                };
                let Some(format) = p.opt(S74, fstring_full_format_spec) else {
                    break 'alt;
                };
                let Some(rbrace) = p.expect(RBRACE) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.formatted_value(a, debug_expr, conversion, format, rbrace, LOC);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S89.has(class) {
            'alt: {
                let Some(v0) = invalid_fstring_replacement_field(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S136.has(class) {
            'alt: {
                let Some(conv_token) = p.expect(EXCLAMATION) else {
                    break 'alt;
                };
                let Some(conv) = p.name_token() else {
                    break 'alt;
                };
                break 'rule p.conversion(conv_token, conv);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(colon) = p.expect(COLON) else {
                    break 'alt;
                };
                let Some(spec) = p.loop0(S137, fstring_format_spec) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.format_spec(colon, spec, LOC);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S135.has(class) {
            'alt: {
                let Some(t) = p.expect(FSTRING_MIDDLE) else {
                    break 'alt;
                };
                break 'rule p.decoded_constant(t);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                let Some(v0) = fstring_replacement_field(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S138.has(class) {
            'alt: {
                let Some(a) = p.expect(FSTRING_START) else {
                    break 'alt;
                };
                let Some(b) = p.loop0(S137, fstring_middle) else {
                    break 'alt;
                };
                let Some(c) = p.expect(FSTRING_END) else {
                    break 'alt;
                };
                break 'rule p.joined_str(a, b, c);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                let Some(a) = annotated_rhs(p) else {
                    break 'alt;
                };
                let Some(debug_expr) = p.opt(S34, |p| p.expect(EQUAL)) else {
                    break 'alt;
                };
                let Some(conversion) = p.opt(S136, fstring_conversion) else {
                    break 'alt;
                };
                let Some(format) = p.opt(S74, tstring_full_format_spec) else {
                    break 'alt;
                };
                let Some(rbrace) = p.expect(RBRACE) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.formatted_value(a, debug_expr, conversion, format, rbrace, LOC);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S89.has(class) {
            'alt: {
                let Some(v0) = invalid_tstring_replacement_field(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S139.has(class) {
            'alt: {
                let Some(t) = p.expect(TSTRING_MIDDLE) else {
                    break 'alt;
                };
                break 'rule p.decoded_constant(t);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                let Some(v0) = tstring_format_spec_replacement_field(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(colon) = p.expect(COLON) else {
                    break 'alt;
                };
                let Some(spec) = p.loop0(S140, tstring_format_spec) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.format_spec(colon, spec, LOC);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                let Some(a) = annotated_rhs(p) else {
                    break 'alt;
                };
                let Some(debug_expr) = p.opt(S34, |p| p.expect(EQUAL)) else {
                    break 'alt;
                };
                let Some(conversion) = p.opt(S136, fstring_conversion) else {
                    break 'alt;
                };
                let Some(format) = p.opt(S74, tstring_full_format_spec) else {
                    break 'alt;
                };
                let Some(rbrace) = p.expect(RBRACE) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.interpolation(a, debug_expr, conversion, format, rbrace, LOC);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S89.has(class) {
            'alt: {
                let Some(v0) = invalid_tstring_replacement_field(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = tstring_replacement_field(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S139.has(class) {
            'alt: {
                let Some(t) = p.expect(TSTRING_MIDDLE) else {
                    break 'alt;
                };
                break 'rule Some(p.middle_constant(t));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S141.has(class) {
            'alt: {
                let Some(a) = p.expect(TSTRING_START) else {
                    break 'alt;
                };
                let Some(b) = p.loop0(S140, tstring_middle) else {
                    break 'alt;
                };
                let Some(c) = p.expect(TSTRING_END) else {
                    break 'alt;
                };
                break 'rule p.template_str(a, b, c);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S142.has(class) {
            'alt: {
                let Some(s) = p.expect(STRING) else {
                    break 'alt;
                };
                break 'rule p.constant_from_string(s);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_string_tstring_concat(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S143.has(class) {
            'alt: {
                let Some(a) = p.loop1(S143, group_25) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.concatenate_strings(a, LOC);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S141.has(class) {
            'alt: {
                let Some(a) = p.loop1(S141, tstring) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule p.concatenate_tstrings(a, LOC);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S138.has(class) {
            'alt: {
                let Some(v0) = fstring(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S142.has(class) {
            'alt: {
                let Some(v0) = string(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LSQB).is_none() {
                    break 'alt;
                }
                let Some(a) = p.opt(S13, star_named_expressions) else {
                    break 'alt;
                };
                if p.expect(RSQB).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(
                    E::List {
                        elts: a.unwrap_or(&[]),
                        ctx: Load,
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(a) = p.opt(S13, group_26) else {
                    break 'alt;
                };
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(
                    E::Tuple {
                        elts: a.unwrap_or(&[]),
                        ctx: Load,
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(y) = star_named_expression(p) else {
                    break 'alt;
                };
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                let Some(z) = p.opt(S13, star_named_expressions) else {
                    break 'alt;
                };
                break 'rule Some(p.prepend(y, z.unwrap_or(&[])));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                let Some(a) = star_named_expressions(p) else {
                    break 'alt;
                };
                if p.expect(RBRACE).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(E::Set { elts: a }, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                let Some(a) = p.opt(S144, double_starred_kvpairs) else {
                    break 'alt;
                };
                if p.expect(RBRACE).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.dict(a.unwrap_or(&[]), LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                let Some(v0) = p.expect(LBRACE) else {
                    break 'alt;
                };
                let Some(v1) = invalid_double_starred_kvpairs(p) else {
                    break 'alt;
                };
                let Some(v2) = p.expect(RBRACE) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S144.has(class) {
            'alt: {
                let Some(a) = p.gather(S52, double_starred_kvpair) else {
                    break 'alt;
                };
                if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                    break 'alt;
                }
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(DOUBLESTAR).is_none() {
                    break 'alt;
                }
                let Some(a) = bitwise_or(p) else {
                    break 'alt;
                };
                break 'rule Some(KeyValue {
                    key: None,
                    value: a,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            'alt: {
                let Some(v0) = kvpair(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                let Some(b) = expression(p) else {
                    break 'alt;
                };
                break 'rule Some(KeyValue {
                    key: Some(a),
                    value: b,
                });
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.loop1(S29, for_if_clause) else {
                    break 'alt;
                };
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    if p.expect(KW_async).is_none() {
                        break 'cut;
                    }
                    if p.expect(KW_for).is_none() {
                        break 'cut;
                    }
                    let Some(a) = star_targets(p) else {
                        break 'cut;
                    };
                    if p.expect(KW_in).is_none() {
                        break 'cut;
                    }
                    cut = true;
                    let Some(b) = disjunction(p) else {
                        break 'cut;
                    };
                    let Some(c) = p.loop0(S26, group_27) else {
                        break 'cut;
                    };
                    break 'rule p.check_version(
                        6,
                        "Async comprehensions are",
                        Comprehension {
                            target: a,
                            iter: b,
                            ifs: c,
                            is_async: true,
                        },
                    );
                }
                if cut {
                    break 'rule None;
                }
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S77.has(class) {
            'alt: {
                let mut cut = false;
                'cut: {
                    if p.expect(KW_for).is_none() {
                        break 'cut;
                    }
                    let Some(a) = star_targets(p) else {
                        break 'cut;
                    };
                    if p.expect(KW_in).is_none() {
                        break 'cut;
                    }
                    cut = true;
                    let Some(b) = disjunction(p) else {
                        break 'cut;
                    };
                    let Some(c) = p.loop0(S26, group_28) else {
                        break 'cut;
                    };
                    break 'rule Some(Comprehension {
                        target: a,
                        iter: b,
                        ifs: c,
                        is_async: false,
                    });
                }
                if cut {
                    break 'rule None;
                }
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S29.has(class) {
            'alt: {
                let Some(v0) = invalid_for_if_clause(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S29.has(class) {
            'alt: {
                let Some(v0) = invalid_for_target(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_if).is_none() {
                    break 'alt;
                }
                let Some(z) = disjunction(p) else {
                    break 'alt;
                };
                break 'rule Some(z);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_if).is_none() {
                    break 'alt;
                }
                let Some(z) = disjunction(p) else {
                    break 'alt;
                };
                break 'rule Some(z);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LSQB).is_none() {
                    break 'alt;
                }
                let Some(a) = named_expression(p) else {
                    break 'alt;
                };
                let Some(b) = for_if_clauses(p) else {
                    break 'alt;
                };
                if p.expect(RSQB).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(
                    E::ListComp {
                        elt: a,
                        generators: b,
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S131.has(class) {
            'alt: {
                let Some(v0) = invalid_comprehension(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                let Some(a) = named_expression(p) else {
                    break 'alt;
                };
                let Some(b) = for_if_clauses(p) else {
                    break 'alt;
                };
                if p.expect(RBRACE).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(
                    E::SetComp {
                        elt: a,
                        generators: b,
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S131.has(class) {
            'alt: {
                let Some(v0) = invalid_comprehension(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(a) = group_29(p) else {
                    break 'alt;
                };
                let Some(b) = for_if_clauses(p) else {
                    break 'alt;
                };
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(
                    E::GeneratorExp {
                        elt: a,
                        generators: b,
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S131.has(class) {
            'alt: {
                let Some(v0) = invalid_comprehension(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = assignment_expression(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            'alt: {
                let Some(v0) = expression(p) else {
                    break 'alt;
                };
                if p.sees(S102) {
                    break 'alt;
                }
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                let Some(a) = kvpair(p) else {
                    break 'alt;
                };
                let Some(b) = for_if_clauses(p) else {
                    break 'alt;
                };
                if p.expect(RBRACE).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.dict_comp(a, b, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S89.has(class) {
            'alt: {
                let Some(v0) = invalid_dict_comprehension(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = args(p) else {
                    break 'alt;
                };
                if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                    break 'alt;
                }
                if !p.sees(S72) {
                    break 'alt;
                }
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S6.has(class) {
            'alt: {
                let Some(v0) = invalid_arguments(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.gather(S52, group_30) else {
                    break 'alt;
                };
                let Some(b) = p.opt(S52, group_32) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.collect_call(a, b.unwrap_or(&[]), LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S6.has(class) {
            'alt: {
                let Some(a) = kwargs(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.collect_call(&[], a, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = assignment_expression(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            'alt: {
                let Some(v0) = expression(p) else {
                    break 'alt;
                };
                if p.sees(S102) {
                    break 'alt;
                }
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = starred_expression(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            'alt: {
                let Some(v0) = group_31(p) else {
                    break 'alt;
                };
                if p.sees(S34) {
                    break 'alt;
                }
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                let Some(k) = kwargs(p) else {
                    break 'alt;
                };
                break 'rule Some(k);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.gather(S52, kwarg_or_starred) else {
                    break 'alt;
                };
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                let Some(b) = p.gather(S52, kwarg_or_double_starred) else {
                    break 'alt;
                };
                break 'rule Some(p.join(a, b));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S6.has(class) {
            'alt: {
                let Some(v0) = p.gather(S52, kwarg_or_starred) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S144.has(class) {
            'alt: {
                let Some(v0) = p.gather(S52, kwarg_or_double_starred) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = invalid_starred_expression_unpacking(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S56.has(class) {
            'alt: {
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.starred(a, Load, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S56.has(class) {
            'alt: {
                let Some(v0) = invalid_starred_expression(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if p.second_pass && S144.has(class) {
            'alt: {
                let Some(v0) = invalid_kwarg(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(a) = p.name_token() else {
                    break 'alt;
                };
                if p.expect(EQUAL).is_none() {
                    break 'alt;
                }
                let Some(b) = expression(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.keyword(Some(a), b, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S56.has(class) {
            'alt: {
                let Some(a) = starred_expression(p) else {
                    break 'alt;
                };
                break 'rule Some(KeywordOrStarred::Starred(a));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if p.second_pass && S144.has(class) {
            'alt: {
                let Some(v0) = invalid_kwarg(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(a) = p.name_token() else {
                    break 'alt;
                };
                if p.expect(EQUAL).is_none() {
                    break 'alt;
                }
                let Some(b) = expression(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.keyword(Some(a), b, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S73.has(class) {
            'alt: {
                if p.expect(DOUBLESTAR).is_none() {
                    break 'alt;
                }
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.keyword(None, a, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    if p.sees(S52) {
                        break 'alt;
                    }
                    break 'rule Some(a);
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let a = head;
                    let Some(b) = p.loop0(S52, group_33) else {
                        break 'alt;
                    };
                    if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.tuple_from(a, b, Store, LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                let Some(c) = star_target(p) else {
                    break 'alt;
                };
                break 'rule Some(c);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.gather(S52, star_target) else {
                    break 'alt;
                };
                if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                    break 'alt;
                }
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    let Some(b) = p.loop1(S52, group_34) else {
                        break 'alt;
                    };
                    if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                        break 'alt;
                    }
                    break 'rule Some(p.prepend(a, b));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let a = head;
                    if p.expect(COMMA).is_none() {
                        break 'alt;
                    }
                    break 'rule Some(p.prepend(a, &[]));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                let Some(c) = star_target(p) else {
                    break 'alt;
                };
                break 'rule Some(c);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                let Some(a) = group_35(p) else {
                    break 'alt;
                };
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.starred(p.set_context(a, Store), Store, LOC));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S35.has(class) {
            'alt: {
                let Some(v0) = target_with_star_atom(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.sees(S56) {
                    break 'alt;
                }
                let Some(v1) = star_target(p) else {
                    break 'alt;
                };
                break 'rule Some(v1);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    if p.expect(DOT).is_none() {
                        break 'alt;
                    }
                    let Some(b) = p.name_token() else {
                        break 'alt;
                    };
                    if p.ahead(|p| t_lookahead(p).is_some()) {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.attribute(a, b, Store, LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let a = head;
                    if p.expect(LSQB).is_none() {
                        break 'alt;
                    }
                    let Some(b) = slices(p) else {
                        break 'alt;
                    };
                    if p.expect(RSQB).is_none() {
                        break 'alt;
                    }
                    if p.ahead(|p| t_lookahead(p).is_some()) {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.subscript(a, b, Store, LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S145.has(class) {
            'alt: {
                let Some(v0) = star_atom(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.name_token() else {
                    break 'alt;
                };
                break 'rule Some(p.set_context(a, Store));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S5.has(class) {
            'alt: {
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(a) = target_with_star_atom(p) else {
                    break 'alt;
                };
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                break 'rule Some(p.set_context(a, Store));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S5.has(class) {
            'alt: {
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(a) = p.opt(S36, star_targets_tuple_seq) else {
                    break 'alt;
                };
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(
                    E::Tuple {
                        elts: a.unwrap_or(&[]),
                        ctx: Store,
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S62.has(class) {
            'alt: {
                if p.expect(LSQB).is_none() {
                    break 'alt;
                }
                let Some(a) = p.opt(S36, star_targets_list_seq) else {
                    break 'alt;
                };
                if p.expect(RSQB).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(
                    E::List {
                        elts: a.unwrap_or(&[]),
                        ctx: Store,
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = single_subscript_attribute_target(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(a) = p.name_token() else {
                    break 'alt;
                };
                break 'rule Some(p.set_context(a, Store));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S5.has(class) {
            'alt: {
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(a) = single_target(p) else {
                    break 'alt;
                };
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    if p.expect(DOT).is_none() {
                        break 'alt;
                    }
                    let Some(b) = p.name_token() else {
                        break 'alt;
                    };
                    if p.ahead(|p| t_lookahead(p).is_some()) {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.attribute(a, b, Store, LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let a = head;
                    if p.expect(LSQB).is_none() {
                        break 'alt;
                    }
                    let Some(b) = slices(p) else {
                        break 'alt;
                    };
                    if p.expect(RSQB).is_none() {
                        break 'alt;
                    }
                    if p.ahead(|p| t_lookahead(p).is_some()) {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.subscript(a, b, Store, LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = atom(p) else {
                    break 'alt;
                };
                if !p.ahead(|p| t_lookahead(p).is_some()) {
                    break 'alt;
                }
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        None
    };
    while let Some(seed) = result {
        let grown: Option<Expr<'a>> = 'grow: {
            let class = p.class();
            if !S130.has(class) || p.failed {
                break 'grow None;
            }
            let mark = p.mark;
            if S59.has(class) {
                'alt: {
                    let a = seed;
                    if p.expect(DOT).is_none() {
                        break 'alt;
                    }
                    let Some(b) = p.name_token() else {
                        break 'alt;
                    };
                    if !p.ahead(|p| t_lookahead(p).is_some()) {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.attribute(a, b, Load, LOC));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
            }
            if S62.has(class) {
                'alt: {
                    let a = seed;
                    if p.expect(LSQB).is_none() {
                        break 'alt;
                    }
                    let Some(b) = slices(p) else {
                        break 'alt;
                    };
                    if p.expect(RSQB).is_none() {
                        break 'alt;
                    }
                    if !p.ahead(|p| t_lookahead(p).is_some()) {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.subscript(a, b, Load, LOC));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
            }
            if S131.has(class) {
                'alt: {
                    let a = seed;
                    let Some(b) = genexp(p) else {
                        break 'alt;
                    };
                    if !p.ahead(|p| t_lookahead(p).is_some()) {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.call_genexp(a, b, LOC));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
            }
            if S5.has(class) {
                'alt: {
                    let a = seed;
                    if p.expect(LPAR).is_none() {
                        break 'alt;
                    }
                    let Some(b) = p.opt(S6, arguments) else {
                        break 'alt;
                    };
                    if p.expect(RPAR).is_none() {
                        break 'alt;
                    }
                    if !p.ahead(|p| t_lookahead(p).is_some()) {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'grow Some(p.call(a, b, LOC));
                }
                if p.failed {
                    break 'grow None;
                }
                p.mark = mark;
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
            'alt: {
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S62.has(class) {
            'alt: {
                if p.expect(LSQB).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S59.has(class) {
            'alt: {
                if p.expect(DOT).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.gather(S52, del_target) else {
                    break 'alt;
                };
                if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                    break 'alt;
                }
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    if p.expect(DOT).is_none() {
                        break 'alt;
                    }
                    let Some(b) = p.name_token() else {
                        break 'alt;
                    };
                    if p.ahead(|p| t_lookahead(p).is_some()) {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.attribute(a, b, Del, LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let a = head;
                    if p.expect(LSQB).is_none() {
                        break 'alt;
                    }
                    let Some(b) = slices(p) else {
                        break 'alt;
                    };
                    if p.expect(RSQB).is_none() {
                        break 'alt;
                    }
                    if p.ahead(|p| t_lookahead(p).is_some()) {
                        break 'alt;
                    }
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.subscript(a, b, Del, LOC));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S145.has(class) {
            'alt: {
                let Some(v0) = del_t_atom(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.name_token() else {
                    break 'alt;
                };
                break 'rule Some(p.set_context(a, Del));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S5.has(class) {
            'alt: {
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(a) = del_target(p) else {
                    break 'alt;
                };
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                break 'rule Some(p.set_context(a, Del));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S5.has(class) {
            'alt: {
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(a) = p.opt(S35, del_targets) else {
                    break 'alt;
                };
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(
                    E::Tuple {
                        elts: a.unwrap_or(&[]),
                        ctx: Del,
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S62.has(class) {
            'alt: {
                if p.expect(LSQB).is_none() {
                    break 'alt;
                }
                let Some(a) = p.opt(S35, del_targets) else {
                    break 'alt;
                };
                if p.expect(RSQB).is_none() {
                    break 'alt;
                }
                #[allow(non_snake_case)]
                let LOC = p.span(start);
                break 'rule Some(p.expr(
                    E::List {
                        elts: a.unwrap_or(&[]),
                        ctx: Del,
                    },
                    LOC,
                ));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.gather(S52, expression) else {
                    break 'alt;
                };
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                let Some(b) = expression(p) else {
                    break 'alt;
                };
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                if p.expect(DOUBLESTAR).is_none() {
                    break 'alt;
                }
                let Some(c) = expression(p) else {
                    break 'alt;
                };
                break 'rule Some(p.join(a, p.join(p.one(b), p.one(c))));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            'alt: {
                let Some(a) = p.gather(S52, expression) else {
                    break 'alt;
                };
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                let Some(b) = expression(p) else {
                    break 'alt;
                };
                break 'rule Some(p.join(a, p.one(b)));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            'alt: {
                let Some(a) = p.gather(S52, expression) else {
                    break 'alt;
                };
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                if p.expect(DOUBLESTAR).is_none() {
                    break 'alt;
                }
                let Some(b) = expression(p) else {
                    break 'alt;
                };
                break 'rule Some(p.join(a, p.one(b)));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S56.has(class) {
            'alt: {
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                if p.expect(DOUBLESTAR).is_none() {
                    break 'alt;
                }
                let Some(b) = expression(p) else {
                    break 'alt;
                };
                break 'rule Some(p.join(p.one(a), p.one(b)));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S56.has(class) {
            'alt: {
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                break 'rule Some(p.one(a));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S73.has(class) {
            'alt: {
                if p.expect(DOUBLESTAR).is_none() {
                    break 'alt;
                }
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                break 'rule Some(p.one(a));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            'alt: {
                let Some(a) = p.gather(S52, expression) else {
                    break 'alt;
                };
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                let Some(t) = p.expect(TYPE_COMMENT) else {
                    break 'alt;
                };
                if !p.ahead(|p| group_36(p).is_some()) {
                    break 'alt;
                }
                break 'rule Some(t);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if p.second_pass && S37.has(class) {
            'alt: {
                let Some(v0) = invalid_double_type_comments(p) else {
                    break 'alt;
                };
                break 'rule Some(Dummy::dummy());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S37.has(class) {
            'alt: {
                let Some(v0) = p.expect(TYPE_COMMENT) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.expect(INDENT).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if group_37(p).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(COMMA) else {
                    break 'alt;
                };
                if p.gather(S52, group_41).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_from(
                    a,
                    "iterable argument unpacking follows keyword argument unpacking",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            'alt: {
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                let Some(b) = for_if_clauses(p) else {
                    break 'alt;
                };
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                if p.opt(S6, group_42).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_range(
                    a,
                    last_of_comprehension(b),
                    "Generator expression must be parenthesized",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(a) = p.name_token() else {
                    break 'alt;
                };
                let Some(b) = p.expect(EQUAL) else {
                    break 'alt;
                };
                if expression(p).is_none() {
                    break 'alt;
                }
                if for_if_clauses(p).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_range(
                    a,
                    b,
                    "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S6.has(class) {
            'alt: {
                if p.opt(S6, group_43).is_none() {
                    break 'alt;
                }
                let Some(a) = p.name_token() else {
                    break 'alt;
                };
                let Some(b) = p.expect(EQUAL) else {
                    break 'alt;
                };
                if !p.sees(S146) {
                    break 'alt;
                }
                break 'rule p.raise_range(a, b, "expected argument value expression");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S6.has(class) {
            if let Some(head) = args(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    let Some(b) = for_if_clauses(p) else {
                        break 'alt;
                    };
                    break 'rule p.nonparen_genexp(a, b);
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let v0 = head;
                    if p.expect(COMMA).is_none() {
                        break 'alt;
                    }
                    let Some(a) = expression(p) else {
                        break 'alt;
                    };
                    let Some(b) = for_if_clauses(p) else {
                        break 'alt;
                    };
                    break 'rule p.raise_range(
                        a,
                        last_of_comprehension(b),
                        "Generator expression must be parenthesized",
                    );
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let a = head;
                    if p.expect(COMMA).is_none() {
                        break 'alt;
                    }
                    if args(p).is_none() {
                        break 'alt;
                    }
                    break 'rule p.arguments_error(a);
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = assignment_expression(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            'alt: {
                let Some(v0) = expression(p) else {
                    break 'alt;
                };
                if p.sees(S102) {
                    break 'alt;
                }
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = starred_expression(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            'alt: {
                let Some(v0) = group_40(p) else {
                    break 'alt;
                };
                if p.sees(S34) {
                    break 'alt;
                }
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.gather(S52, group_39).is_none() {
                    break 'alt;
                }
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                if kwargs(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                if group_38(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S6.has(class) {
            'alt: {
                if kwargs(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(v0) = starred_expression(p) else {
                    break 'alt;
                };
                if p.sees(S34) {
                    break 'alt;
                }
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                if args(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            'alt: {
                if expression(p).is_none() {
                    break 'alt;
                }
                if for_if_clauses(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if args(p).is_none() {
                    break 'alt;
                }
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S147.has(class) {
            'alt: {
                let Some(a) = p.expect_any(S147) else {
                    break 'alt;
                };
                let Some(b) = p.expect(EQUAL) else {
                    break 'alt;
                };
                break 'rule p.raise_range(a, b, format!("cannot assign to {}", p.text(a)));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(a) = p.name_token() else {
                    break 'alt;
                };
                let Some(b) = p.expect(EQUAL) else {
                    break 'alt;
                };
                if expression(p).is_none() {
                    break 'alt;
                }
                if for_if_clauses(p).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_range(
                    a,
                    b,
                    "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            'alt: {
                if p.ahead(|p| group_44(p).is_some()) {
                    break 'alt;
                }
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                let Some(b) = p.expect(EQUAL) else {
                    break 'alt;
                };
                break 'rule p.raise_range(
                    a,
                    b,
                    "expression cannot contain assignment, perhaps you meant \"==\"?",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S73.has(class) {
            'alt: {
                let Some(a) = p.expect(DOUBLESTAR) else {
                    break 'alt;
                };
                if expression(p).is_none() {
                    break 'alt;
                }
                if p.expect(EQUAL).is_none() {
                    break 'alt;
                }
                let Some(b) = expression(p) else {
                    break 'alt;
                };
                break 'rule p.raise_range(a, b, "cannot assign to keyword argument unpacking");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.name_token().is_none() {
                    break 'alt;
                }
                if p.expect(EQUAL).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S100.has(class) {
            if let Some(head) = disjunction(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    if p.expect(KW_if).is_none() {
                        break 'alt;
                    }
                    let Some(b) = disjunction(p) else {
                        break 'alt;
                    };
                    if p.expect(KW_else).is_none() {
                        break 'alt;
                    }
                    let Some(c) = expression(p) else {
                        break 'alt;
                    };
                    #[allow(non_snake_case)]
                    let LOC = p.span(start);
                    break 'rule Some(p.expr(
                        E::IfExp {
                            test: b,
                            body: a,
                            orelse: c,
                        },
                        LOC,
                    ));
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let v0 = head;
                    break 'rule Some(v0);
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S101.has(class) {
            'alt: {
                let Some(v0) = lambdef(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.name_token() else {
                    break 'alt;
                };
                if p.sees(S5) {
                    break 'alt;
                }
                let Some(b) = star_expressions(p) else {
                    break 'alt;
                };
                break 'rule p.legacy_error(a, b);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                if p.name_token().is_none() {
                    break 'alt;
                }
                let Some(colon) = p.expect(COLON) else {
                    break 'alt;
                };
                let Some(e) = expression(p) else {
                    break 'alt;
                };
                break 'rule p.bound_error(colon, e, "TypeVarTuple");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S73.has(class) {
            'alt: {
                if p.expect(DOUBLESTAR).is_none() {
                    break 'alt;
                }
                if p.name_token().is_none() {
                    break 'alt;
                }
                let Some(colon) = p.expect(COLON) else {
                    break 'alt;
                };
                let Some(e) = expression(p) else {
                    break 'alt;
                };
                break 'rule p.bound_error(colon, e, "ParamSpec");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S142.has(class) {
            'alt: {
                if p.expect(STRING).is_none() {
                    break 'alt;
                }
                let Some(a) = p.loop1(S148, group_45) else {
                    break 'alt;
                };
                if p.expect(STRING).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_range(
                    first(a),
                    last(a),
                    "invalid syntax. Is this intended to be part of the string?",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S100.has(class) {
            'alt: {
                if p.ahead(|p| group_46(p).is_some()) {
                    break 'alt;
                }
                let Some(a) = disjunction(p) else {
                    break 'alt;
                };
                let Some(b) = expression_without_invalid(p) else {
                    break 'alt;
                };
                break 'rule p.missing_comma(a, b);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S100.has(class) {
            if let Some(head) = disjunction(p) {
                let mark = p.mark;
                'alt: {
                    let a = head;
                    if p.expect(KW_if).is_none() {
                        break 'alt;
                    }
                    let Some(b) = disjunction(p) else {
                        break 'alt;
                    };
                    if p.sees(S150) {
                        break 'alt;
                    }
                    break 'rule p.raise_range(a, b, "expected 'else' after 'if' expression");
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let a = head;
                    if p.expect(KW_if).is_none() {
                        break 'alt;
                    }
                    let Some(b) = disjunction(p) else {
                        break 'alt;
                    };
                    if p.expect(KW_else).is_none() {
                        break 'alt;
                    }
                    if p.ahead(|p| expression(p).is_some()) {
                        break 'alt;
                    }
                    break 'rule p
                        .raise_on_next("expected expression after 'else', but statement is given");
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S151.has(class) {
            'alt: {
                let Some(a) = group_47(p) else {
                    break 'alt;
                };
                if p.expect(KW_if).is_none() {
                    break 'alt;
                }
                let Some(b) = disjunction(p) else {
                    break 'alt;
                };
                if p.expect(KW_else).is_none() {
                    break 'alt;
                }
                let Some(c) = simple_stmt(p) else {
                    break 'alt;
                };
                break 'rule p
                    .raise_at(a, "expected expression before 'if', but statement is given");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S101.has(class) {
            'alt: {
                let Some(a) = p.expect(KW_lambda) else {
                    break 'alt;
                };
                if p.opt(S65, lambda_params).is_none() {
                    break 'alt;
                }
                let Some(b) = p.expect(COLON) else {
                    break 'alt;
                };
                if !p.sees(S135) {
                    break 'alt;
                }
                break 'rule p.raise_range(
                    a,
                    b,
                    "f-string: lambda expressions are not allowed without parentheses",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S101.has(class) {
            'alt: {
                let Some(a) = p.expect(KW_lambda) else {
                    break 'alt;
                };
                if p.opt(S65, lambda_params).is_none() {
                    break 'alt;
                }
                let Some(b) = p.expect(COLON) else {
                    break 'alt;
                };
                if !p.sees(S139) {
                    break 'alt;
                }
                break 'rule p.raise_range(
                    a,
                    b,
                    "t-string: lambda expressions are not allowed without parentheses",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S148.has(class) {
            'alt: {
                if p.sees(S142) {
                    break 'alt;
                }
                let Some(b) = expression_without_invalid(p) else {
                    break 'alt;
                };
                break 'rule Some(b);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.name_token().is_none() {
                    break 'alt;
                }
                if p.expect(STRING).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S149.has(class) {
            'alt: {
                if p.soft_keyword_token().is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = pass_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S21.has(class) {
            'alt: {
                let Some(v0) = break_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S22.has(class) {
            'alt: {
                let Some(v0) = continue_stmt(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                if p.expect(COLONEQUAL).is_none() {
                    break 'alt;
                }
                if expression(p).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_at(
                    a,
                    format!("cannot use assignment expressions with {}", p.expr_name(a)),
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                let Some(a) = p.name_token() else {
                    break 'alt;
                };
                if p.expect(EQUAL).is_none() {
                    break 'alt;
                }
                let Some(b) = bitwise_or(p) else {
                    break 'alt;
                };
                if p.sees(S152) {
                    break 'alt;
                }
                break 'rule p.raise_range(
                    a,
                    b,
                    "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S106.has(class) {
            'alt: {
                if p.ahead(|p| group_48(p).is_some()) {
                    break 'alt;
                }
                let Some(a) = bitwise_or(p) else {
                    break 'alt;
                };
                let Some(b) = p.expect(EQUAL) else {
                    break 'alt;
                };
                if bitwise_or(p).is_none() {
                    break 'alt;
                }
                if p.sees(S152) {
                    break 'alt;
                }
                break 'rule p.raise_at(
                    a,
                    format!(
                        "cannot assign to {} here. Maybe you meant '==' instead of '='?",
                        p.expr_name(a)
                    ),
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                if list(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S5.has(class) {
            'alt: {
                if tuple(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S131.has(class) {
            'alt: {
                if genexp(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S94.has(class) {
            'alt: {
                if p.expect(KW_True).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S93.has(class) {
            'alt: {
                if p.expect(KW_None).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S95.has(class) {
            'alt: {
                if p.expect(KW_False).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = invalid_ann_assign_target(p) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if expression(p).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_at(
                    a,
                    format!(
                        "only single target (not {}) can be annotated",
                        p.expr_name(a)
                    ),
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S13.has(class) {
            'alt: {
                let Some(a) = star_named_expression(p) else {
                    break 'alt;
                };
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                if p.loop0(S13, star_named_expressions).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if expression(p).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_at(a, "only single target (not tuple) can be annotated");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            'alt: {
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if expression(p).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_at(a, "illegal target for annotation");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S13.has(class) {
            'alt: {
                if p.loop0(S36, group_49).is_none() {
                    break 'alt;
                }
                let Some(a) = star_expressions(p) else {
                    break 'alt;
                };
                if p.expect(EQUAL).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_invalid_target(Targets::Star, a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S153.has(class) {
            'alt: {
                if p.loop0(S36, group_50).is_none() {
                    break 'alt;
                }
                let Some(a) = yield_expr(p) else {
                    break 'alt;
                };
                if p.expect(EQUAL).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_at(a, "assignment to yield expression not possible");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S13.has(class) {
            'alt: {
                let Some(a) = star_expressions(p) else {
                    break 'alt;
                };
                if augassign(p).is_none() {
                    break 'alt;
                }
                if annotated_rhs(p).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_at(
                    a,
                    format!(
                        "'{}' is an illegal expression for augmented assignment",
                        p.expr_name(a)
                    ),
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if star_targets(p).is_none() {
                    break 'alt;
                }
                if p.expect(EQUAL).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if star_targets(p).is_none() {
                    break 'alt;
                }
                if p.expect(EQUAL).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                let Some(v0) = list(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S5.has(class) {
            'alt: {
                let Some(v0) = tuple(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S5.has(class) {
            'alt: {
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(a) = invalid_ann_assign_target(p) else {
                    break 'alt;
                };
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_del).is_none() {
                    break 'alt;
                }
                let Some(a) = star_expressions(p) else {
                    break 'alt;
                };
                break 'rule p.raise_invalid_target(Targets::Del, a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.sees(S154) {
                    break 'alt;
                }
                break 'rule p.raise_indentation("expected an indented block");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S131.has(class) {
            'alt: {
                if p.expect_any(S131).is_none() {
                    break 'alt;
                }
                let Some(a) = starred_expression(p) else {
                    break 'alt;
                };
                if for_if_clauses(p).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_at(a, "iterable unpacking cannot be used in comprehension");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S155.has(class) {
            'alt: {
                if p.expect_any(S155).is_none() {
                    break 'alt;
                }
                let Some(a) = star_named_expression(p) else {
                    break 'alt;
                };
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                let Some(b) = star_named_expressions(p) else {
                    break 'alt;
                };
                if for_if_clauses(p).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_range(
                    a,
                    last(b),
                    "did you forget parentheses around the comprehension target?",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S155.has(class) {
            'alt: {
                if p.expect_any(S155).is_none() {
                    break 'alt;
                }
                let Some(a) = star_named_expression(p) else {
                    break 'alt;
                };
                let Some(b) = p.expect(COMMA) else {
                    break 'alt;
                };
                if for_if_clauses(p).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_range(
                    a,
                    b,
                    "did you forget parentheses around the comprehension target?",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(DOUBLESTAR) else {
                    break 'alt;
                };
                if bitwise_or(p).is_none() {
                    break 'alt;
                }
                if for_if_clauses(p).is_none() {
                    break 'alt;
                }
                if p.expect(RBRACE).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_at(a, "dict unpacking cannot be used in dict comprehension");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S124.has(class) {
            'alt: {
                let Some(a) = p.expect(SLASH) else {
                    break 'alt;
                };
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_at(a, "at least one argument must precede /");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                if group_51(p).is_none() {
                    break 'alt;
                }
                if p.loop0(S33, param_maybe_default).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(SLASH) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "/ may appear only once");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                if p.opt(S33, slash_no_default).is_none() {
                    break 'alt;
                }
                if p.loop0(S33, param_no_default).is_none() {
                    break 'alt;
                }
                if invalid_parameters_helper(p).is_none() {
                    break 'alt;
                }
                let Some(a) = param_no_default(p) else {
                    break 'alt;
                };
                break 'rule p.raise_at(
                    a,
                    "parameter without a default follows parameter with a default",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S156.has(class) {
            'alt: {
                if p.loop0(S33, param_no_default).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(LPAR) else {
                    break 'alt;
                };
                if p.loop1(S33, param_no_default).is_none() {
                    break 'alt;
                }
                if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                    break 'alt;
                }
                let Some(b) = p.expect(RPAR) else {
                    break 'alt;
                };
                break 'rule p.raise_range(a, b, "Function parameters cannot be parenthesized");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S157.has(class) {
            'alt: {
                if p.opt(S33, group_52).is_none() {
                    break 'alt;
                }
                if p.loop0(S33, param_maybe_default).is_none() {
                    break 'alt;
                }
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                if group_53(p).is_none() {
                    break 'alt;
                }
                if p.loop0(S33, param_maybe_default).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(SLASH) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "/ must be ahead of *");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                if p.loop1(S33, param_maybe_default).is_none() {
                    break 'alt;
                }
                if p.expect(SLASH).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(STAR) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "expected comma between / and *");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                if slash_no_default(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                if slash_with_default(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                if slash_no_default(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                if slash_with_default(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                if param_no_default(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.expect(EQUAL) else {
                    break 'alt;
                };
                if !p.sees(S146) {
                    break 'alt;
                }
                break 'rule p.raise_at(a, "expected default value expression");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.expect(STAR) else {
                    break 'alt;
                };
                if group_54(p).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_at(a, "named arguments must follow bare *");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S56.has(class) {
            'alt: {
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                if p.expect(TYPE_COMMENT).is_none() {
                    break 'alt;
                }
                break 'rule p.raise("bare * has associated type comment");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S56.has(class) {
            'alt: {
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                if param(p).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(EQUAL) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "var-positional argument cannot have default value");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S56.has(class) {
            'alt: {
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                if group_55(p).is_none() {
                    break 'alt;
                }
                if p.loop0(S33, param_maybe_default).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(STAR) else {
                    break 'alt;
                };
                if group_56(p).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_at(a, "* argument may appear only once");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S52.has(class) {
            'alt: {
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                if p.expect_any(S158).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                if param_no_default(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S52.has(class) {
            'alt: {
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                if param_no_default(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S52.has(class) {
            'alt: {
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(DOUBLESTAR).is_none() {
                    break 'alt;
                }
                if param(p).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(EQUAL) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "var-keyword argument cannot have default value");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S73.has(class) {
            'alt: {
                if p.expect(DOUBLESTAR).is_none() {
                    break 'alt;
                }
                if param(p).is_none() {
                    break 'alt;
                }
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                let Some(a) = param(p) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "arguments cannot follow var-keyword argument");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S73.has(class) {
            'alt: {
                if p.expect(DOUBLESTAR).is_none() {
                    break 'alt;
                }
                if param(p).is_none() {
                    break 'alt;
                }
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect_any(S159) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "arguments cannot follow var-keyword argument");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if slash_with_default(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                if p.loop1(S33, param_with_default).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S124.has(class) {
            'alt: {
                let Some(a) = p.expect(SLASH) else {
                    break 'alt;
                };
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_at(a, "at least one argument must precede /");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                if group_57(p).is_none() {
                    break 'alt;
                }
                if p.loop0(S33, lambda_param_maybe_default).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(SLASH) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "/ may appear only once");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                if p.opt(S33, lambda_slash_no_default).is_none() {
                    break 'alt;
                }
                if p.loop0(S33, lambda_param_no_default).is_none() {
                    break 'alt;
                }
                if invalid_lambda_parameters_helper(p).is_none() {
                    break 'alt;
                }
                let Some(a) = lambda_param_no_default(p) else {
                    break 'alt;
                };
                break 'rule p.raise_at(
                    a,
                    "parameter without a default follows parameter with a default",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S156.has(class) {
            'alt: {
                if p.loop0(S33, lambda_param_no_default).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(LPAR) else {
                    break 'alt;
                };
                if p.gather(S52, lambda_param).is_none() {
                    break 'alt;
                }
                if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                    break 'alt;
                }
                let Some(b) = p.expect(RPAR) else {
                    break 'alt;
                };
                break 'rule p.raise_range(
                    a,
                    b,
                    "Lambda expression parameters cannot be parenthesized",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S157.has(class) {
            'alt: {
                if p.opt(S33, group_58).is_none() {
                    break 'alt;
                }
                if p.loop0(S33, lambda_param_maybe_default).is_none() {
                    break 'alt;
                }
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                if group_59(p).is_none() {
                    break 'alt;
                }
                if p.loop0(S33, lambda_param_maybe_default).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(SLASH) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "/ must be ahead of *");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                if p.loop1(S33, lambda_param_maybe_default).is_none() {
                    break 'alt;
                }
                if p.expect(SLASH).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(STAR) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "expected comma between / and *");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                if lambda_slash_no_default(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                if lambda_slash_with_default(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                if lambda_slash_no_default(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                if lambda_slash_with_default(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                if lambda_param_no_default(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if lambda_slash_with_default(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S33.has(class) {
            'alt: {
                if p.loop1(S33, lambda_param_with_default).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                if group_60(p).is_none() {
                    break 'alt;
                }
                break 'rule p.raise("named arguments must follow bare *");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S56.has(class) {
            'alt: {
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                if lambda_param(p).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(EQUAL) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "var-positional argument cannot have default value");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S56.has(class) {
            'alt: {
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                if group_61(p).is_none() {
                    break 'alt;
                }
                if p.loop0(S33, lambda_param_maybe_default).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(STAR) else {
                    break 'alt;
                };
                if group_62(p).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_at(a, "* argument may appear only once");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S52.has(class) {
            'alt: {
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                if p.expect_any(S160).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                if lambda_param_no_default(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S52.has(class) {
            'alt: {
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
            'alt: {
                if lambda_param_no_default(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S52.has(class) {
            'alt: {
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(DOUBLESTAR).is_none() {
                    break 'alt;
                }
                if lambda_param(p).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(EQUAL) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "var-keyword argument cannot have default value");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S73.has(class) {
            'alt: {
                if p.expect(DOUBLESTAR).is_none() {
                    break 'alt;
                }
                if lambda_param(p).is_none() {
                    break 'alt;
                }
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                let Some(a) = lambda_param(p) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "arguments cannot follow var-keyword argument");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S73.has(class) {
            'alt: {
                if p.expect(DOUBLESTAR).is_none() {
                    break 'alt;
                }
                if lambda_param(p).is_none() {
                    break 'alt;
                }
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect_any(S159) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "arguments cannot follow var-keyword argument");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(TYPE_COMMENT).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.expect(TYPE_COMMENT).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.expect(INDENT).is_none() {
                    break 'alt;
                }
                break 'rule p.raise("Cannot have two type comments on def");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if expression(p).is_none() {
                    break 'alt;
                }
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                if !p.sees(S79) {
                    break 'alt;
                }
                break 'rule p.raise_invalid_target(Targets::Star, a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.opt(S68, |p| p.expect(KW_async)).is_none() {
                    break 'alt;
                }
                if p.expect(KW_for).is_none() {
                    break 'alt;
                }
                if group_63(p).is_none() {
                    break 'alt;
                }
                if p.sees(S114) {
                    break 'alt;
                }
                break 'rule p.raise("'in' expected after for-loop variables");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                if bitwise_or(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S106.has(class) {
            'alt: {
                if bitwise_or(p).is_none() {
                    break 'alt;
                }
                if p.loop0(S52, group_64).is_none() {
                    break 'alt;
                }
                if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.opt(S68, |p| p.expect(KW_async)).is_none() {
                    break 'alt;
                }
                if p.expect(KW_for).is_none() {
                    break 'alt;
                }
                let Some(a) = star_expressions(p) else {
                    break 'alt;
                };
                break 'rule p.raise_invalid_target(Targets::For, a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(a) = starred_expression(p) else {
                    break 'alt;
                };
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_at(a, "cannot use starred expression here");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S5.has(class) {
            'alt: {
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(DOUBLESTAR) else {
                    break 'alt;
                };
                if expression(p).is_none() {
                    break 'alt;
                }
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_at(a, "cannot use double starred expression here");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.expect(KW_import) else {
                    break 'alt;
                };
                if p.gather(S52, dotted_name).is_none() {
                    break 'alt;
                }
                if p.expect(KW_from).is_none() {
                    break 'alt;
                }
                if dotted_name(p).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_from(a, "Did you mean to use 'from ... import ...' instead?");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S54.has(class) {
            'alt: {
                if p.expect(KW_import).is_none() {
                    break 'alt;
                }
                let Some(token) = p.expect(NEWLINE) else {
                    break 'alt;
                };
                break 'rule p.raise_from(token, "Expected one or more names after 'import'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if dotted_name(p).is_none() {
                    break 'alt;
                }
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                if p.ahead(|p| group_65(p).is_some()) {
                    break 'alt;
                }
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                break 'rule p
                    .raise_at(a, format!("cannot use {} as import target", p.expr_name(a)));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.name_token().is_none() {
                    break 'alt;
                }
                if p.expect_any(S161).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.name_token().is_none() {
                    break 'alt;
                }
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                if p.ahead(|p| group_66(p).is_some()) {
                    break 'alt;
                }
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                break 'rule p
                    .raise_at(a, format!("cannot use {} as import target", p.expr_name(a)));
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.name_token().is_none() {
                    break 'alt;
                }
                if p.expect_any(S161).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if import_from_as_names(p).is_none() {
                    break 'alt;
                }
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                break 'rule p.raise("trailing comma not allowed without surrounding parentheses");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S4.has(class) {
            'alt: {
                let Some(token) = p.expect(NEWLINE) else {
                    break 'alt;
                };
                break 'rule p.raise_from(token, "Expected one or more names after 'import'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.opt(S68, |p| p.expect(KW_async)).is_none() {
                    break 'alt;
                }
                if p.expect(KW_with).is_none() {
                    break 'alt;
                }
                if p.gather(S52, group_67).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                break 'rule p.raise("expected ':'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S28.has(class) {
            'alt: {
                if p.opt(S68, |p| p.expect(KW_async)).is_none() {
                    break 'alt;
                }
                if p.expect(KW_with).is_none() {
                    break 'alt;
                }
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                if p.gather(S52, group_69).is_none() {
                    break 'alt;
                }
                if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                    break 'alt;
                }
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                break 'rule p.raise("expected ':'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                if star_target(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if expression(p).is_none() {
                    break 'alt;
                }
                if p.opt(S58, group_68).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                if star_target(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if expressions(p).is_none() {
                    break 'alt;
                }
                if p.opt(S58, group_70).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.opt(S68, |p| p.expect(KW_async)).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(KW_with) else {
                    break 'alt;
                };
                if p.gather(S52, group_71).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.sees(S154) {
                    break 'alt;
                }
                break 'rule p.raise_no_block("'with' statement", a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S28.has(class) {
            'alt: {
                if p.opt(S68, |p| p.expect(KW_async)).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(KW_with) else {
                    break 'alt;
                };
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                if p.gather(S52, group_73).is_none() {
                    break 'alt;
                }
                if p.opt(S52, |p| p.expect(COMMA)).is_none() {
                    break 'alt;
                }
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.sees(S154) {
                    break 'alt;
                }
                break 'rule p.raise_no_block("'with' statement", a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                if star_target(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if expression(p).is_none() {
                    break 'alt;
                }
                if p.opt(S58, group_72).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                if star_target(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if expressions(p).is_none() {
                    break 'alt;
                }
                if p.opt(S58, group_74).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.expect(KW_try) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.sees(S154) {
                    break 'alt;
                }
                break 'rule p.raise_no_block("'try' statement", a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S30.has(class) {
            'alt: {
                if p.expect(KW_try).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if block(p).is_none() {
                    break 'alt;
                }
                if p.sees(S162) {
                    break 'alt;
                }
                break 'rule p.raise("expected 'except' or 'finally' block");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S30.has(class) {
            'alt: {
                if p.expect(KW_try).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.loop0(S163, block).is_none() {
                    break 'alt;
                }
                if p.loop1(S80, except_block).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(KW_except) else {
                    break 'alt;
                };
                let Some(b) = p.expect(STAR) else {
                    break 'alt;
                };
                if expression(p).is_none() {
                    break 'alt;
                }
                if p.opt(S58, group_75).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_range(
                    a,
                    b,
                    "cannot have both 'except' and 'except*' on the same 'try'",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S30.has(class) {
            'alt: {
                if p.expect(KW_try).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.loop0(S163, block).is_none() {
                    break 'alt;
                }
                if p.loop1(S80, except_star_block).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(KW_except) else {
                    break 'alt;
                };
                if p.opt(S3, group_76).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_at(
                    a,
                    "cannot have both 'except' and 'except*' on the same 'try'",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                if p.name_token().is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                if p.name_token().is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if expression(p).is_none() {
                    break 'alt;
                }
                if p.opt(S58, group_77).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_except).is_none() {
                    break 'alt;
                }
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                if expressions(p).is_none() {
                    break 'alt;
                }
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                if p.name_token().is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_from(
                    a,
                    "multiple exception types must be parenthesized when using 'as'",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S80.has(class) {
            'alt: {
                if p.expect(KW_except).is_none() {
                    break 'alt;
                }
                if expression(p).is_none() {
                    break 'alt;
                }
                if p.opt(S58, group_78).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                break 'rule p.raise("expected ':'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S80.has(class) {
            'alt: {
                if p.expect(KW_except).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                break 'rule p.raise("expected ':'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S80.has(class) {
            'alt: {
                if p.expect(KW_except).is_none() {
                    break 'alt;
                }
                if expression(p).is_none() {
                    break 'alt;
                }
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if block(p).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_at(
                    a,
                    format!("cannot use except statement with {}", p.expr_name(a)),
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                if p.name_token().is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_except).is_none() {
                    break 'alt;
                }
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                if expressions(p).is_none() {
                    break 'alt;
                }
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                if p.name_token().is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_from(
                    a,
                    "multiple exception types must be parenthesized when using 'as'",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S80.has(class) {
            'alt: {
                if p.expect(KW_except).is_none() {
                    break 'alt;
                }
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                if expression(p).is_none() {
                    break 'alt;
                }
                if p.opt(S58, group_79).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                break 'rule p.raise("expected ':'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S80.has(class) {
            'alt: {
                if p.expect(KW_except).is_none() {
                    break 'alt;
                }
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                if p.expect_any(S164).is_none() {
                    break 'alt;
                }
                break 'rule p.raise("expected one or more exception types");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S80.has(class) {
            'alt: {
                if p.expect(KW_except).is_none() {
                    break 'alt;
                }
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                if expression(p).is_none() {
                    break 'alt;
                }
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                let Some(a) = expression(p) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if block(p).is_none() {
                    break 'alt;
                }
                break 'rule p.raise_at(
                    a,
                    format!("cannot use except* statement with {}", p.expr_name(a)),
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                if p.name_token().is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.expect(KW_finally) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.sees(S154) {
                    break 'alt;
                }
                break 'rule p.raise_no_block("'finally' statement", a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.expect(KW_except) else {
                    break 'alt;
                };
                if expression(p).is_none() {
                    break 'alt;
                }
                if p.opt(S58, group_80).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.sees(S154) {
                    break 'alt;
                }
                break 'rule p.raise_no_block("'except' statement", a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S80.has(class) {
            'alt: {
                let Some(a) = p.expect(KW_except) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.sees(S154) {
                    break 'alt;
                }
                break 'rule p.raise_no_block("'except' statement", a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                if p.name_token().is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.expect(KW_except) else {
                    break 'alt;
                };
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                if expression(p).is_none() {
                    break 'alt;
                }
                if p.opt(S58, group_81).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.sees(S154) {
                    break 'alt;
                }
                break 'rule p.raise_no_block("'except*' statement", a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_as).is_none() {
                    break 'alt;
                }
                if p.name_token().is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(SOFT_match).is_none() {
                    break 'alt;
                }
                if subject_expr(p).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                break 'rule p.raise("expected ':'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S32.has(class) {
            'alt: {
                let Some(a) = p.expect(SOFT_match) else {
                    break 'alt;
                };
                if subject_expr(p).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.sees(S154) {
                    break 'alt;
                }
                break 'rule p.raise_no_block("'match' statement", a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(SOFT_case).is_none() {
                    break 'alt;
                }
                if patterns(p).is_none() {
                    break 'alt;
                }
                if p.opt(S26, guard).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                break 'rule p.raise("expected ':'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S82.has(class) {
            'alt: {
                let Some(a) = p.expect(SOFT_case) else {
                    break 'alt;
                };
                if patterns(p).is_none() {
                    break 'alt;
                }
                if p.opt(S26, guard).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.sees(S154) {
                    break 'alt;
                }
                break 'rule p.raise_no_block("'case' statement", a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    if p.expect(KW_as).is_none() {
                        break 'alt;
                    }
                    let Some(a) = p.expect(SOFT__) else {
                        break 'alt;
                    };
                    break 'rule p.raise_at(a, "cannot use '_' as a target");
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let v0 = head;
                    if p.expect(KW_as).is_none() {
                        break 'alt;
                    }
                    let Some(a) = expression(p) else {
                        break 'alt;
                    };
                    break 'rule p.raise_at(
                        a,
                        format!("cannot use {} as pattern target", p.expr_name(a)),
                    );
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if name_or_attr(p).is_none() {
                    break 'alt;
                }
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                let Some(a) = invalid_class_argument_pattern(p) else {
                    break 'alt;
                };
                break 'rule p.raise_range(
                    first(a),
                    last(a),
                    "positional patterns follow keyword patterns",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.opt(S84, group_82).is_none() {
                    break 'alt;
                }
                if keyword_patterns(p).is_none() {
                    break 'alt;
                }
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                let Some(a) = positional_patterns(p) else {
                    break 'alt;
                };
                break 'rule Some(a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if positional_patterns(p).is_none() {
                    break 'alt;
                }
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_if).is_none() {
                    break 'alt;
                }
                if named_expression(p).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                break 'rule p.raise("expected ':'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S26.has(class) {
            'alt: {
                let Some(a) = p.expect(KW_if) else {
                    break 'alt;
                };
                if named_expression(p).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.sees(S154) {
                    break 'alt;
                }
                break 'rule p.raise_no_block("'if' statement", a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_elif).is_none() {
                    break 'alt;
                }
                if named_expression(p).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                break 'rule p.raise("expected ':'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S76.has(class) {
            'alt: {
                let Some(a) = p.expect(KW_elif) else {
                    break 'alt;
                };
                if named_expression(p).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.sees(S154) {
                    break 'alt;
                }
                break 'rule p.raise_no_block("'elif' statement", a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.expect(KW_else) else {
                    break 'alt;
                };
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.sees(S154) {
                    break 'alt;
                }
                break 'rule p.raise_no_block("'else' statement", a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S75.has(class) {
            'alt: {
                if p.expect(KW_else).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if block(p).is_none() {
                    break 'alt;
                }
                if p.expect(KW_elif).is_none() {
                    break 'alt;
                }
                break 'rule p.raise("'elif' block follows an 'else' block");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_while).is_none() {
                    break 'alt;
                }
                if named_expression(p).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                break 'rule p.raise("expected ':'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S31.has(class) {
            'alt: {
                let Some(a) = p.expect(KW_while) else {
                    break 'alt;
                };
                if named_expression(p).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.sees(S154) {
                    break 'alt;
                }
                break 'rule p.raise_no_block("'while' statement", a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.opt(S68, |p| p.expect(KW_async)).is_none() {
                    break 'alt;
                }
                if p.expect(KW_for).is_none() {
                    break 'alt;
                }
                if star_targets(p).is_none() {
                    break 'alt;
                }
                if p.expect(KW_in).is_none() {
                    break 'alt;
                }
                if star_expressions(p).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                break 'rule p.raise("expected ':'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S29.has(class) {
            'alt: {
                if p.opt(S68, |p| p.expect(KW_async)).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(KW_for) else {
                    break 'alt;
                };
                if star_targets(p).is_none() {
                    break 'alt;
                }
                if p.expect(KW_in).is_none() {
                    break 'alt;
                }
                if star_expressions(p).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.sees(S154) {
                    break 'alt;
                }
                break 'rule p.raise_no_block("'for' statement", a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.opt(S68, |p| p.expect(KW_async)).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(KW_def) else {
                    break 'alt;
                };
                if p.name_token().is_none() {
                    break 'alt;
                }
                if p.opt(S62, type_params).is_none() {
                    break 'alt;
                }
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                if p.opt(S65, params).is_none() {
                    break 'alt;
                }
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                if p.opt(S66, group_83).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.sees(S154) {
                    break 'alt;
                }
                break 'rule p.raise_no_block("function definition", a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S63.has(class) {
            'alt: {
                if p.opt(S68, |p| p.expect(KW_async)).is_none() {
                    break 'alt;
                }
                if p.expect(KW_def).is_none() {
                    break 'alt;
                }
                if p.name_token().is_none() {
                    break 'alt;
                }
                if p.opt(S62, type_params).is_none() {
                    break 'alt;
                }
                if p.expect_forced(LPAR, "(").is_none() {
                    break 'alt;
                }
                if p.opt(S65, params).is_none() {
                    break 'alt;
                }
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                if p.opt(S66, group_84).is_none() {
                    break 'alt;
                }
                if p.expect_forced(COLON, ":").is_none() {
                    break 'alt;
                }
                if p.opt(S67, func_type_comment).is_none() {
                    break 'alt;
                }
                if block(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(RARROW).is_none() {
                    break 'alt;
                }
                if expression(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(RARROW).is_none() {
                    break 'alt;
                }
                if expression(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(KW_class).is_none() {
                    break 'alt;
                }
                if p.name_token().is_none() {
                    break 'alt;
                }
                if p.opt(S62, type_params).is_none() {
                    break 'alt;
                }
                if p.opt(S5, group_85).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                break 'rule p.raise("expected ':'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S61.has(class) {
            'alt: {
                let Some(a) = p.expect(KW_class) else {
                    break 'alt;
                };
                if p.name_token().is_none() {
                    break 'alt;
                }
                if p.opt(S62, type_params).is_none() {
                    break 'alt;
                }
                if p.opt(S5, group_86).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.expect(NEWLINE).is_none() {
                    break 'alt;
                }
                if p.sees(S154) {
                    break 'alt;
                }
                break 'rule p.raise_no_block("class definition", a);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                if p.opt(S6, arguments).is_none() {
                    break 'alt;
                }
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LPAR).is_none() {
                    break 'alt;
                }
                if p.opt(S6, arguments).is_none() {
                    break 'alt;
                }
                if p.expect(RPAR).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S144.has(class) {
            'alt: {
                if p.gather(S52, double_starred_kvpair).is_none() {
                    break 'alt;
                }
                if p.expect(COMMA).is_none() {
                    break 'alt;
                }
                if invalid_kvpair(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S3.has(class) {
            if let Some(head) = expression(p) {
                let mark = p.mark;
                'alt: {
                    let v0 = head;
                    if p.expect(COLON).is_none() {
                        break 'alt;
                    }
                    let Some(a) = p.expect(STAR) else {
                        break 'alt;
                    };
                    if bitwise_or(p).is_none() {
                        break 'alt;
                    }
                    break 'rule p
                        .raise_from(a, "cannot use a starred expression in a dictionary value");
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let v0 = head;
                    let Some(a) = p.expect(COLON) else {
                        break 'alt;
                    };
                    if !p.sees(S165) {
                        break 'alt;
                    }
                    break 'rule p.raise_at(a, "expression expected after dictionary key and ':'");
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                    if p.sees(S74) {
                        break 'alt;
                    }
                    break 'rule p.missing_colon_error(a);
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let v0 = head;
                    if p.expect(COLON).is_none() {
                        break 'alt;
                    }
                    let Some(a) = p.expect(STAR) else {
                        break 'alt;
                    };
                    if bitwise_or(p).is_none() {
                        break 'alt;
                    }
                    break 'rule p
                        .raise_from(a, "cannot use a starred expression in a dictionary value");
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
                'alt: {
                    let v0 = head;
                    let Some(a) = p.expect(COLON) else {
                        break 'alt;
                    };
                    if !p.sees(S165) {
                        break 'alt;
                    }
                    break 'rule p.raise_at(a, "expression expected after dictionary key and ':'");
                }
                if p.failed {
                    break 'rule None;
                }
                p.mark = mark;
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                let Some(a) = p.expect(STAR) else {
                    break 'alt;
                };
                if expression(p).is_none() {
                    break 'alt;
                }
                if p.expect(EQUAL).is_none() {
                    break 'alt;
                }
                let Some(b) = expression(p) else {
                    break 'alt;
                };
                break 'rule p.raise_range(a, b, "cannot assign to iterable argument unpacking");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(STAR).is_none() {
                    break 'alt;
                }
                break 'rule p.raise("Invalid star expression");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(EQUAL) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "f-string: valid expression required before '='");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(EXCLAMATION) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "f-string: valid expression required before '!'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(COLON) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "f-string: valid expression required before ':'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(RBRACE) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "f-string: valid expression required before '}'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                if p.ahead(|p| annotated_rhs(p).is_some()) {
                    break 'alt;
                }
                break 'rule p.raise_on_next("f-string: expecting a valid expression after '{'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                if annotated_rhs(p).is_none() {
                    break 'alt;
                }
                if p.sees(S166) {
                    break 'alt;
                }
                break 'rule p.raise_on_next("f-string: expecting '=', or '!', or ':', or '}'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                if annotated_rhs(p).is_none() {
                    break 'alt;
                }
                if p.expect(EQUAL).is_none() {
                    break 'alt;
                }
                if p.sees(S167) {
                    break 'alt;
                }
                break 'rule p.raise_on_next("f-string: expecting '!', or ':', or '}'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                if annotated_rhs(p).is_none() {
                    break 'alt;
                }
                if p.opt(S34, |p| p.expect(EQUAL)).is_none() {
                    break 'alt;
                }
                if invalid_fstring_conversion_character(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                if annotated_rhs(p).is_none() {
                    break 'alt;
                }
                if p.opt(S34, |p| p.expect(EQUAL)).is_none() {
                    break 'alt;
                }
                if p.opt(S136, group_87).is_none() {
                    break 'alt;
                }
                if p.sees(S168) {
                    break 'alt;
                }
                break 'rule p.raise_on_next("f-string: expecting ':' or '}'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                if annotated_rhs(p).is_none() {
                    break 'alt;
                }
                if p.opt(S34, |p| p.expect(EQUAL)).is_none() {
                    break 'alt;
                }
                if p.opt(S136, group_88).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.loop0(S137, fstring_format_spec).is_none() {
                    break 'alt;
                }
                if p.sees(S169) {
                    break 'alt;
                }
                break 'rule p.raise_on_next("f-string: expecting '}', or format specs");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                if annotated_rhs(p).is_none() {
                    break 'alt;
                }
                if p.opt(S34, |p| p.expect(EQUAL)).is_none() {
                    break 'alt;
                }
                if p.opt(S136, group_89).is_none() {
                    break 'alt;
                }
                if p.sees(S169) {
                    break 'alt;
                }
                break 'rule p.raise_on_next("f-string: expecting '}'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S136.has(class) {
            'alt: {
                if p.expect(EXCLAMATION).is_none() {
                    break 'alt;
                }
                if p.name_token().is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S136.has(class) {
            'alt: {
                if p.expect(EXCLAMATION).is_none() {
                    break 'alt;
                }
                if p.name_token().is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S136.has(class) {
            'alt: {
                if p.expect(EXCLAMATION).is_none() {
                    break 'alt;
                }
                if p.name_token().is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S136.has(class) {
            'alt: {
                if p.expect(EXCLAMATION).is_none() {
                    break 'alt;
                }
                if !p.sees(S168) {
                    break 'alt;
                }
                break 'rule p.raise_on_next("f-string: missing conversion character");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S136.has(class) {
            'alt: {
                if p.expect(EXCLAMATION).is_none() {
                    break 'alt;
                }
                if p.sees(S33) {
                    break 'alt;
                }
                break 'rule p.raise_on_next("f-string: invalid conversion character");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(EQUAL) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "t-string: valid expression required before '='");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(EXCLAMATION) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "t-string: valid expression required before '!'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(COLON) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "t-string: valid expression required before ':'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(RBRACE) else {
                    break 'alt;
                };
                break 'rule p.raise_at(a, "t-string: valid expression required before '}'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                if p.ahead(|p| annotated_rhs(p).is_some()) {
                    break 'alt;
                }
                break 'rule p.raise_on_next("t-string: expecting a valid expression after '{'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                if annotated_rhs(p).is_none() {
                    break 'alt;
                }
                if p.sees(S166) {
                    break 'alt;
                }
                break 'rule p.raise_on_next("t-string: expecting '=', or '!', or ':', or '}'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                if annotated_rhs(p).is_none() {
                    break 'alt;
                }
                if p.expect(EQUAL).is_none() {
                    break 'alt;
                }
                if p.sees(S167) {
                    break 'alt;
                }
                break 'rule p.raise_on_next("t-string: expecting '!', or ':', or '}'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                if annotated_rhs(p).is_none() {
                    break 'alt;
                }
                if p.opt(S34, |p| p.expect(EQUAL)).is_none() {
                    break 'alt;
                }
                if invalid_tstring_conversion_character(p).is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                if annotated_rhs(p).is_none() {
                    break 'alt;
                }
                if p.opt(S34, |p| p.expect(EQUAL)).is_none() {
                    break 'alt;
                }
                if p.opt(S136, group_90).is_none() {
                    break 'alt;
                }
                if p.sees(S168) {
                    break 'alt;
                }
                break 'rule p.raise_on_next("t-string: expecting ':' or '}'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                if annotated_rhs(p).is_none() {
                    break 'alt;
                }
                if p.opt(S34, |p| p.expect(EQUAL)).is_none() {
                    break 'alt;
                }
                if p.opt(S136, group_91).is_none() {
                    break 'alt;
                }
                if p.expect(COLON).is_none() {
                    break 'alt;
                }
                if p.loop0(S137, fstring_format_spec).is_none() {
                    break 'alt;
                }
                if p.sees(S169) {
                    break 'alt;
                }
                break 'rule p.raise_on_next("t-string: expecting '}', or format specs");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S89.has(class) {
            'alt: {
                if p.expect(LBRACE).is_none() {
                    break 'alt;
                }
                if annotated_rhs(p).is_none() {
                    break 'alt;
                }
                if p.opt(S34, |p| p.expect(EQUAL)).is_none() {
                    break 'alt;
                }
                if p.opt(S136, group_92).is_none() {
                    break 'alt;
                }
                if p.sees(S169) {
                    break 'alt;
                }
                break 'rule p.raise_on_next("t-string: expecting '}'");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S136.has(class) {
            'alt: {
                if p.expect(EXCLAMATION).is_none() {
                    break 'alt;
                }
                if p.name_token().is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S136.has(class) {
            'alt: {
                if p.expect(EXCLAMATION).is_none() {
                    break 'alt;
                }
                if p.name_token().is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S136.has(class) {
            'alt: {
                if p.expect(EXCLAMATION).is_none() {
                    break 'alt;
                }
                if p.name_token().is_none() {
                    break 'alt;
                }
                break 'rule Some(());
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S136.has(class) {
            'alt: {
                if p.expect(EXCLAMATION).is_none() {
                    break 'alt;
                }
                if !p.sees(S168) {
                    break 'alt;
                }
                break 'rule p.raise_on_next("t-string: missing conversion character");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S136.has(class) {
            'alt: {
                if p.expect(EXCLAMATION).is_none() {
                    break 'alt;
                }
                if p.sees(S33) {
                    break 'alt;
                }
                break 'rule p.raise_on_next("t-string: invalid conversion character");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S143.has(class) {
            'alt: {
                let Some(a) = p.loop1(S143, group_93) else {
                    break 'alt;
                };
                let Some(b) = tstring(p) else {
                    break 'alt;
                };
                break 'rule p.raise_range(
                    last(a),
                    b,
                    "cannot mix t-string literals with string or bytes literals",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S141.has(class) {
            'alt: {
                let Some(a) = p.loop1(S141, tstring) else {
                    break 'alt;
                };
                let Some(b) = group_94(p) else {
                    break 'alt;
                };
                break 'rule p.raise_range(
                    last(a),
                    b,
                    "cannot mix t-string literals with string or bytes literals",
                );
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S138.has(class) {
            'alt: {
                let Some(v0) = fstring(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S142.has(class) {
            'alt: {
                let Some(v0) = string(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S138.has(class) {
            'alt: {
                let Some(v0) = fstring(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        if S142.has(class) {
            'alt: {
                let Some(v0) = string(p) else {
                    break 'alt;
                };
                break 'rule Some(v0);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S110.has(class) {
            'alt: {
                let Some(a) = p.expect(LESS) else {
                    break 'alt;
                };
                let Some(b) = p.expect(GREATER) else {
                    break 'alt;
                };
                break 'rule p.old_not_equal(a, b);
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S106.has(class) {
            'alt: {
                if sum(p).is_none() {
                    break 'alt;
                }
                if p.expect_any(S170).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(KW_not) else {
                    break 'alt;
                };
                let Some(b) = inversion(p) else {
                    break 'alt;
                };
                break 'rule p.raise_range(a, b, "'not' after an operator must be parenthesized");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
        if S122.has(class) {
            'alt: {
                if p.expect_any(S122).is_none() {
                    break 'alt;
                }
                let Some(a) = p.expect(KW_not) else {
                    break 'alt;
                };
                let Some(b) = factor(p) else {
                    break 'alt;
                };
                break 'rule p.raise_range(a, b, "'not' after an operator must be parenthesized");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
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
                if p.expect(LSQB).is_none() {
                    break 'alt;
                }
                let Some(token) = p.expect(RSQB) else {
                    break 'alt;
                };
                break 'rule p.raise_from(token, "Type parameter list cannot be empty");
            }
            if p.failed {
                break 'rule None;
            }
            p.mark = start;
        }
        None
    };
    p.level -= 1;
    result
}
