//! `_opcode`: facts about the instructions, for `opcode` and `dis`.

use compiler::opcode as table;
use objects::clinic::*;
use objects::prelude::*;

use crate::module;

/// The net effect on the stack; None if it depends on a jump that is not told: then the larger one.
#[pyfunction("stack_effect(opcode, oparg=None, /, *, jump=None)")]
fn stack_effect(opcode: i32, oparg: Option<&Object>, jump: Option<&Object>) -> PyResult<i32> {
    let oparg = match oparg.filter(|o| !is_none(o)) {
        Some(o) => o.index()?.as_i32()?,
        None => 0,
    };
    let jump = match jump.filter(|j| !is_none(j)) {
        None => None,
        Some(j) if j.is(py_bool(true)) => Some(true),
        Some(j) if j.is(py_bool(false)) => Some(false),
        Some(_) => {
            return Err(raise!(
                ValueError,
                "stack_effect: jump must be False, True or None"
            ));
        }
    };
    let effect = u16::try_from(opcode)
        .ok()
        .filter(|op| valid(*op))
        .and_then(|op| match jump {
            Some(j) => table::stack_effect(op, oparg, j),
            None => {
                let (a, b) = (
                    table::stack_effect(op, oparg, false)?,
                    table::stack_effect(op, oparg, true)?,
                );
                Some(a.max(b))
            }
        });
    effect.ok_or_else(|| raise!(ValueError, "invalid opcode or oparg"))
}

/// Numbers in use: instructions, specialised and instrumented ones, pseudo-instructions.
fn valid(opcode: u16) -> bool {
    matches!(opcode, 0..=120 | 128..=211 | 234..=266)
}

fn in_list(opcode: i32, list: &[u16]) -> bool {
    u16::try_from(opcode).is_ok_and(|op| list.contains(&op))
}

/// Is it a number in use?
#[pyfunction("is_valid(opcode)")]
fn is_valid(opcode: i32) -> bool {
    u16::try_from(opcode).is_ok_and(valid)
}

/// Does the instruction use its argument?
#[pyfunction("has_arg(opcode)")]
fn has_arg(opcode: i32) -> bool {
    u16::try_from(opcode).is_ok_and(|op| valid(op) && table::has_arg(op))
}

const CONST: &[u16] = &[82, 190, 191];
const NAME: &[u16] = &[
    61, 64, 65, 72, 73, 80, 91, 92, 93, 96, 110, 115, 116, 179, 189, 194, 195, 200, 249,
];
const JUMP: &[u16] = &[
    68, 70, 75, 76, 77, 100, 101, 102, 103, 106, 172, 173, 174, 175, 176, 237, 248, 257, 258, 259,
    260,
];
const FREE: &[u16] = &[62, 90, 97, 111];
const LOCAL: &[u16] = &[3, 63, 83, 84, 85, 86, 87, 88, 89, 112, 113, 114, 261, 266];
const EXC: &[u16] = &[263, 264, 265];

/// Does it take a constant?
#[pyfunction("has_const(opcode)")]
fn has_const(opcode: i32) -> bool {
    in_list(opcode, CONST)
}

/// Does it take a name?
#[pyfunction("has_name(opcode)")]
fn has_name(opcode: i32) -> bool {
    in_list(opcode, NAME)
}

/// Does it jump?
#[pyfunction("has_jump(opcode)")]
fn has_jump(opcode: i32) -> bool {
    in_list(opcode, JUMP)
}

/// Does it take a free variable?
#[pyfunction("has_free(opcode)")]
fn has_free(opcode: i32) -> bool {
    in_list(opcode, FREE)
}

/// Does it take a local variable?
#[pyfunction("has_local(opcode)")]
fn has_local(opcode: i32) -> bool {
    in_list(opcode, LOCAL)
}

/// Does it set up an exception handler?
#[pyfunction("has_exc(opcode)")]
fn has_exc(opcode: i32) -> bool {
    in_list(opcode, EXC)
}

/// Statistics of specialisation: none are gathered.
#[pyfunction("get_specialization_stats()")]
fn get_specialization_stats() {}

pub const INTRINSIC_1_NAMES: [&str; 12] = [
    "INTRINSIC_1_INVALID",
    "INTRINSIC_PRINT",
    "INTRINSIC_IMPORT_STAR",
    "INTRINSIC_STOPITERATION_ERROR",
    "INTRINSIC_ASYNC_GEN_WRAP",
    "INTRINSIC_UNARY_POSITIVE",
    "INTRINSIC_LIST_TO_TUPLE",
    "INTRINSIC_TYPEVAR",
    "INTRINSIC_PARAMSPEC",
    "INTRINSIC_TYPEVARTUPLE",
    "INTRINSIC_SUBSCRIPT_GENERIC",
    "INTRINSIC_TYPEALIAS",
];

pub const INTRINSIC_2_NAMES: [&str; 6] = [
    "INTRINSIC_2_INVALID",
    "INTRINSIC_PREP_RERAISE_STAR",
    "INTRINSIC_TYPEVAR_WITH_BOUND",
    "INTRINSIC_TYPEVAR_WITH_CONSTRAINTS",
    "INTRINSIC_SET_FUNCTION_TYPE_PARAMS",
    "INTRINSIC_SET_TYPEPARAM_DEFAULT",
];

fn names(list: &[&str]) -> PyResult<Ref<List>> {
    let out = List::new()?;
    for name in list {
        out.push(&*Str::from_str(name)?)?;
    }
    Ok(out)
}

/// The names of the unary intrinsics.
#[pyfunction("get_intrinsic1_descs()")]
fn get_intrinsic1_descs() -> PyResult<Ref<List>> {
    names(&INTRINSIC_1_NAMES)
}

/// The names of the binary intrinsics.
#[pyfunction("get_intrinsic2_descs()")]
fn get_intrinsic2_descs() -> PyResult<Ref<List>> {
    names(&INTRINSIC_2_NAMES)
}

const OPERATORS: [(&str, &str); 13] = [
    ("ADD", "+"),
    ("AND", "&"),
    ("FLOOR_DIVIDE", "//"),
    ("LSHIFT", "<<"),
    ("MATRIX_MULTIPLY", "@"),
    ("MULTIPLY", "*"),
    ("REMAINDER", "%"),
    ("OR", "|"),
    ("POWER", "**"),
    ("RSHIFT", ">>"),
    ("SUBTRACT", "-"),
    ("TRUE_DIVIDE", "/"),
    ("XOR", "^"),
];

/// Names and symbols of the binary operators, by the argument of BINARY_OP.
#[pyfunction("get_nb_ops()")]
fn get_nb_ops() -> PyResult<Ref<List>> {
    let out = List::new()?;
    let push = |name: String, symbol: String| -> PyResult<()> {
        let pair = Tuple::from_slice(&[&*Str::from_str(&name)?, &*Str::from_str(&symbol)?])?;
        out.push(&pair)
    };
    for (name, symbol) in OPERATORS {
        push(format!("NB_{name}"), symbol.into())?;
    }
    for (name, symbol) in OPERATORS {
        push(format!("NB_INPLACE_{name}"), format!("{symbol}="))?;
    }
    push("NB_SUBSCR".into(), "[]".into())?;
    Ok(out)
}

/// The names of the methods that LOAD_SPECIAL loads.
#[pyfunction("get_special_method_names()")]
fn get_special_method_names() -> PyResult<Ref<List>> {
    names(&["__enter__", "__exit__", "__aenter__", "__aexit__"])
}

/// The machine code's executor at an offset: there is none.
#[pyfunction("get_executor(code, offset)")]
fn get_executor(code: &Object, offset: i32) -> PyResult<()> {
    let _ = offset;
    if code.downcast::<Code>().is_none() {
        return Err(raise!(
            TypeError,
            "expected a code object, not '{}'",
            code.class().tp_name()
        ));
    }
    Err(raise!(ValueError, "no executor at given byte offset"))
}

fn exec(module: &Module) -> PyResult<()> {
    module.add_int("ENABLE_SPECIALIZATION", 1)?;
    module.add_int("ENABLE_SPECIALIZATION_FT", 1)
}

module!(
    c"_opcode",
    c"Facts about the instructions.",
    methods = method_table![
        stack_effect,
        is_valid,
        has_arg,
        has_const,
        has_name,
        has_jump,
        has_free,
        has_local,
        has_exc,
        get_specialization_stats,
        get_intrinsic1_descs,
        get_intrinsic2_descs,
        get_nb_ops,
        get_special_method_names,
        get_executor,
    ],
    exec = exec
);
