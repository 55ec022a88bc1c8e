//! Written by `cargo run -p opgen`. Do not edit.
//!
//! What the definitions say of each instruction.

use layout::*;

/// The instruction numbers.
pub mod op {
    pub const CACHE: u8 = 0;
    pub const BINARY_SLICE: u8 = 1;
    pub const BUILD_TEMPLATE: u8 = 2;
    pub const BINARY_OP_INPLACE_ADD_UNICODE: u8 = 3;
    pub const CALL_FUNCTION_EX: u8 = 4;
    pub const CHECK_EG_MATCH: u8 = 5;
    pub const CHECK_EXC_MATCH: u8 = 6;
    pub const CLEANUP_THROW: u8 = 7;
    pub const DELETE_SUBSCR: u8 = 8;
    pub const END_FOR: u8 = 9;
    pub const END_SEND: u8 = 10;
    pub const EXIT_INIT_CHECK: u8 = 11;
    pub const FORMAT_SIMPLE: u8 = 12;
    pub const FORMAT_WITH_SPEC: u8 = 13;
    pub const GET_AITER: u8 = 14;
    pub const GET_ANEXT: u8 = 15;
    pub const GET_ITER: u8 = 16;
    pub const RESERVED: u8 = 17;
    pub const GET_LEN: u8 = 18;
    pub const GET_YIELD_FROM_ITER: u8 = 19;
    pub const INTERPRETER_EXIT: u8 = 20;
    pub const LOAD_BUILD_CLASS: u8 = 21;
    pub const LOAD_LOCALS: u8 = 22;
    pub const MAKE_FUNCTION: u8 = 23;
    pub const MATCH_KEYS: u8 = 24;
    pub const MATCH_MAPPING: u8 = 25;
    pub const MATCH_SEQUENCE: u8 = 26;
    pub const NOP: u8 = 27;
    pub const NOT_TAKEN: u8 = 28;
    pub const POP_EXCEPT: u8 = 29;
    pub const POP_ITER: u8 = 30;
    pub const POP_TOP: u8 = 31;
    pub const PUSH_EXC_INFO: u8 = 32;
    pub const PUSH_NULL: u8 = 33;
    pub const RETURN_GENERATOR: u8 = 34;
    pub const RETURN_VALUE: u8 = 35;
    pub const SETUP_ANNOTATIONS: u8 = 36;
    pub const STORE_SLICE: u8 = 37;
    pub const STORE_SUBSCR: u8 = 38;
    pub const TO_BOOL: u8 = 39;
    pub const UNARY_INVERT: u8 = 40;
    pub const UNARY_NEGATIVE: u8 = 41;
    pub const UNARY_NOT: u8 = 42;
    pub const WITH_EXCEPT_START: u8 = 43;
    pub const BINARY_OP: u8 = 44;
    pub const BUILD_INTERPOLATION: u8 = 45;
    pub const BUILD_LIST: u8 = 46;
    pub const BUILD_MAP: u8 = 47;
    pub const BUILD_SET: u8 = 48;
    pub const BUILD_SLICE: u8 = 49;
    pub const BUILD_STRING: u8 = 50;
    pub const BUILD_TUPLE: u8 = 51;
    pub const CALL: u8 = 52;
    pub const CALL_INTRINSIC_1: u8 = 53;
    pub const CALL_INTRINSIC_2: u8 = 54;
    pub const CALL_KW: u8 = 55;
    pub const COMPARE_OP: u8 = 56;
    pub const CONTAINS_OP: u8 = 57;
    pub const CONVERT_VALUE: u8 = 58;
    pub const COPY: u8 = 59;
    pub const COPY_FREE_VARS: u8 = 60;
    pub const DELETE_ATTR: u8 = 61;
    pub const DELETE_DEREF: u8 = 62;
    pub const DELETE_FAST: u8 = 63;
    pub const DELETE_GLOBAL: u8 = 64;
    pub const DELETE_NAME: u8 = 65;
    pub const DICT_MERGE: u8 = 66;
    pub const DICT_UPDATE: u8 = 67;
    pub const END_ASYNC_FOR: u8 = 68;
    pub const EXTENDED_ARG: u8 = 69;
    pub const FOR_ITER: u8 = 70;
    pub const GET_AWAITABLE: u8 = 71;
    pub const IMPORT_FROM: u8 = 72;
    pub const IMPORT_NAME: u8 = 73;
    pub const IS_OP: u8 = 74;
    pub const JUMP_BACKWARD: u8 = 75;
    pub const JUMP_BACKWARD_NO_INTERRUPT: u8 = 76;
    pub const JUMP_FORWARD: u8 = 77;
    pub const LIST_APPEND: u8 = 78;
    pub const LIST_EXTEND: u8 = 79;
    pub const LOAD_ATTR: u8 = 80;
    pub const LOAD_COMMON_CONSTANT: u8 = 81;
    pub const LOAD_CONST: u8 = 82;
    pub const LOAD_DEREF: u8 = 83;
    pub const LOAD_FAST: u8 = 84;
    pub const LOAD_FAST_AND_CLEAR: u8 = 85;
    pub const LOAD_FAST_BORROW: u8 = 86;
    pub const LOAD_FAST_BORROW_LOAD_FAST_BORROW: u8 = 87;
    pub const LOAD_FAST_CHECK: u8 = 88;
    pub const LOAD_FAST_LOAD_FAST: u8 = 89;
    pub const LOAD_FROM_DICT_OR_DEREF: u8 = 90;
    pub const LOAD_FROM_DICT_OR_GLOBALS: u8 = 91;
    pub const LOAD_GLOBAL: u8 = 92;
    pub const LOAD_NAME: u8 = 93;
    pub const LOAD_SMALL_INT: u8 = 94;
    pub const LOAD_SPECIAL: u8 = 95;
    pub const LOAD_SUPER_ATTR: u8 = 96;
    pub const MAKE_CELL: u8 = 97;
    pub const MAP_ADD: u8 = 98;
    pub const MATCH_CLASS: u8 = 99;
    pub const POP_JUMP_IF_FALSE: u8 = 100;
    pub const POP_JUMP_IF_NONE: u8 = 101;
    pub const POP_JUMP_IF_NOT_NONE: u8 = 102;
    pub const POP_JUMP_IF_TRUE: u8 = 103;
    pub const RAISE_VARARGS: u8 = 104;
    pub const RERAISE: u8 = 105;
    pub const SEND: u8 = 106;
    pub const SET_ADD: u8 = 107;
    pub const SET_FUNCTION_ATTRIBUTE: u8 = 108;
    pub const SET_UPDATE: u8 = 109;
    pub const STORE_ATTR: u8 = 110;
    pub const STORE_DEREF: u8 = 111;
    pub const STORE_FAST: u8 = 112;
    pub const STORE_FAST_LOAD_FAST: u8 = 113;
    pub const STORE_FAST_STORE_FAST: u8 = 114;
    pub const STORE_GLOBAL: u8 = 115;
    pub const STORE_NAME: u8 = 116;
    pub const SWAP: u8 = 117;
    pub const UNPACK_EX: u8 = 118;
    pub const UNPACK_SEQUENCE: u8 = 119;
    pub const YIELD_VALUE: u8 = 120;
    pub const RESUME: u8 = 128;
    pub const BINARY_OP_ADD_FLOAT: u8 = 129;
    pub const BINARY_OP_ADD_INT: u8 = 130;
    pub const BINARY_OP_ADD_UNICODE: u8 = 131;
    pub const BINARY_OP_EXTEND: u8 = 132;
    pub const BINARY_OP_MULTIPLY_FLOAT: u8 = 133;
    pub const BINARY_OP_MULTIPLY_INT: u8 = 134;
    pub const BINARY_OP_SUBSCR_DICT: u8 = 135;
    pub const BINARY_OP_SUBSCR_GETITEM: u8 = 136;
    pub const BINARY_OP_SUBSCR_LIST_INT: u8 = 137;
    pub const BINARY_OP_SUBSCR_LIST_SLICE: u8 = 138;
    pub const BINARY_OP_SUBSCR_STR_INT: u8 = 139;
    pub const BINARY_OP_SUBSCR_TUPLE_INT: u8 = 140;
    pub const BINARY_OP_SUBTRACT_FLOAT: u8 = 141;
    pub const BINARY_OP_SUBTRACT_INT: u8 = 142;
    pub const CALL_ALLOC_AND_ENTER_INIT: u8 = 143;
    pub const CALL_BOUND_METHOD_EXACT_ARGS: u8 = 144;
    pub const CALL_BOUND_METHOD_GENERAL: u8 = 145;
    pub const CALL_BUILTIN_CLASS: u8 = 146;
    pub const CALL_BUILTIN_FAST: u8 = 147;
    pub const CALL_BUILTIN_FAST_WITH_KEYWORDS: u8 = 148;
    pub const CALL_BUILTIN_O: u8 = 149;
    pub const CALL_ISINSTANCE: u8 = 150;
    pub const CALL_KW_BOUND_METHOD: u8 = 151;
    pub const CALL_KW_NON_PY: u8 = 152;
    pub const CALL_KW_PY: u8 = 153;
    pub const CALL_LEN: u8 = 154;
    pub const CALL_LIST_APPEND: u8 = 155;
    pub const CALL_METHOD_DESCRIPTOR_FAST: u8 = 156;
    pub const CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS: u8 = 157;
    pub const CALL_METHOD_DESCRIPTOR_NOARGS: u8 = 158;
    pub const CALL_METHOD_DESCRIPTOR_O: u8 = 159;
    pub const CALL_NON_PY_GENERAL: u8 = 160;
    pub const CALL_PY_EXACT_ARGS: u8 = 161;
    pub const CALL_PY_GENERAL: u8 = 162;
    pub const CALL_STR_1: u8 = 163;
    pub const CALL_TUPLE_1: u8 = 164;
    pub const CALL_TYPE_1: u8 = 165;
    pub const COMPARE_OP_FLOAT: u8 = 166;
    pub const COMPARE_OP_INT: u8 = 167;
    pub const COMPARE_OP_STR: u8 = 168;
    pub const CONTAINS_OP_DICT: u8 = 169;
    pub const CONTAINS_OP_SET: u8 = 170;
    pub const FOR_ITER_GEN: u8 = 171;
    pub const FOR_ITER_LIST: u8 = 172;
    pub const FOR_ITER_RANGE: u8 = 173;
    pub const FOR_ITER_TUPLE: u8 = 174;
    pub const JUMP_BACKWARD_JIT: u8 = 175;
    pub const JUMP_BACKWARD_NO_JIT: u8 = 176;
    pub const LOAD_ATTR_CLASS: u8 = 177;
    pub const LOAD_ATTR_CLASS_WITH_METACLASS_CHECK: u8 = 178;
    pub const LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN: u8 = 179;
    pub const LOAD_ATTR_INSTANCE_VALUE: u8 = 180;
    pub const LOAD_ATTR_METHOD_LAZY_DICT: u8 = 181;
    pub const LOAD_ATTR_METHOD_NO_DICT: u8 = 182;
    pub const LOAD_ATTR_METHOD_WITH_VALUES: u8 = 183;
    pub const LOAD_ATTR_MODULE: u8 = 184;
    pub const LOAD_ATTR_NONDESCRIPTOR_NO_DICT: u8 = 185;
    pub const LOAD_ATTR_NONDESCRIPTOR_WITH_VALUES: u8 = 186;
    pub const LOAD_ATTR_PROPERTY: u8 = 187;
    pub const LOAD_ATTR_SLOT: u8 = 188;
    pub const LOAD_ATTR_WITH_HINT: u8 = 189;
    pub const LOAD_CONST_IMMORTAL: u8 = 190;
    pub const LOAD_CONST_MORTAL: u8 = 191;
    pub const LOAD_GLOBAL_BUILTIN: u8 = 192;
    pub const LOAD_GLOBAL_MODULE: u8 = 193;
    pub const LOAD_SUPER_ATTR_ATTR: u8 = 194;
    pub const LOAD_SUPER_ATTR_METHOD: u8 = 195;
    pub const RESUME_CHECK: u8 = 196;
    pub const SEND_GEN: u8 = 197;
    pub const STORE_ATTR_INSTANCE_VALUE: u8 = 198;
    pub const STORE_ATTR_SLOT: u8 = 199;
    pub const STORE_ATTR_WITH_HINT: u8 = 200;
    pub const STORE_SUBSCR_DICT: u8 = 201;
    pub const STORE_SUBSCR_LIST_INT: u8 = 202;
    pub const TO_BOOL_ALWAYS_TRUE: u8 = 203;
    pub const TO_BOOL_BOOL: u8 = 204;
    pub const TO_BOOL_INT: u8 = 205;
    pub const TO_BOOL_LIST: u8 = 206;
    pub const TO_BOOL_NONE: u8 = 207;
    pub const TO_BOOL_STR: u8 = 208;
    pub const UNPACK_SEQUENCE_LIST: u8 = 209;
    pub const UNPACK_SEQUENCE_TUPLE: u8 = 210;
    pub const UNPACK_SEQUENCE_TWO_TUPLE: u8 = 211;
}

/// Every instruction defined: number, name, units of inline cache, general form.
pub static INSTRUCTIONS: &[(u8, &str, u8, u8)] = &[
    (BINARY_OP as u8, "BINARY_OP", 5, BINARY_OP as u8),
    (BINARY_OP_ADD_FLOAT as u8, "BINARY_OP_ADD_FLOAT", 5, BINARY_OP as u8),
    (BINARY_OP_ADD_INT as u8, "BINARY_OP_ADD_INT", 5, BINARY_OP as u8),
    (BINARY_OP_ADD_UNICODE as u8, "BINARY_OP_ADD_UNICODE", 5, BINARY_OP as u8),
    (BINARY_OP_EXTEND as u8, "BINARY_OP_EXTEND", 5, BINARY_OP as u8),
    (BINARY_OP_INPLACE_ADD_UNICODE as u8, "BINARY_OP_INPLACE_ADD_UNICODE", 5, BINARY_OP as u8),
    (BINARY_OP_MULTIPLY_FLOAT as u8, "BINARY_OP_MULTIPLY_FLOAT", 5, BINARY_OP as u8),
    (BINARY_OP_MULTIPLY_INT as u8, "BINARY_OP_MULTIPLY_INT", 5, BINARY_OP as u8),
    (BINARY_OP_SUBSCR_DICT as u8, "BINARY_OP_SUBSCR_DICT", 5, BINARY_OP as u8),
    (BINARY_OP_SUBSCR_GETITEM as u8, "BINARY_OP_SUBSCR_GETITEM", 5, BINARY_OP as u8),
    (BINARY_OP_SUBSCR_LIST_INT as u8, "BINARY_OP_SUBSCR_LIST_INT", 5, BINARY_OP as u8),
    (BINARY_OP_SUBSCR_LIST_SLICE as u8, "BINARY_OP_SUBSCR_LIST_SLICE", 5, BINARY_OP as u8),
    (BINARY_OP_SUBSCR_STR_INT as u8, "BINARY_OP_SUBSCR_STR_INT", 5, BINARY_OP as u8),
    (BINARY_OP_SUBSCR_TUPLE_INT as u8, "BINARY_OP_SUBSCR_TUPLE_INT", 5, BINARY_OP as u8),
    (BINARY_OP_SUBTRACT_FLOAT as u8, "BINARY_OP_SUBTRACT_FLOAT", 5, BINARY_OP as u8),
    (BINARY_OP_SUBTRACT_INT as u8, "BINARY_OP_SUBTRACT_INT", 5, BINARY_OP as u8),
    (BINARY_SLICE as u8, "BINARY_SLICE", 0, BINARY_SLICE as u8),
    (BUILD_INTERPOLATION as u8, "BUILD_INTERPOLATION", 0, BUILD_INTERPOLATION as u8),
    (BUILD_LIST as u8, "BUILD_LIST", 0, BUILD_LIST as u8),
    (BUILD_MAP as u8, "BUILD_MAP", 0, BUILD_MAP as u8),
    (BUILD_SET as u8, "BUILD_SET", 0, BUILD_SET as u8),
    (BUILD_SLICE as u8, "BUILD_SLICE", 0, BUILD_SLICE as u8),
    (BUILD_STRING as u8, "BUILD_STRING", 0, BUILD_STRING as u8),
    (BUILD_TEMPLATE as u8, "BUILD_TEMPLATE", 0, BUILD_TEMPLATE as u8),
    (BUILD_TUPLE as u8, "BUILD_TUPLE", 0, BUILD_TUPLE as u8),
    (CACHE as u8, "CACHE", 0, CACHE as u8),
    (CALL as u8, "CALL", 3, CALL as u8),
    (CALL_ALLOC_AND_ENTER_INIT as u8, "CALL_ALLOC_AND_ENTER_INIT", 3, CALL as u8),
    (CALL_BOUND_METHOD_EXACT_ARGS as u8, "CALL_BOUND_METHOD_EXACT_ARGS", 3, CALL as u8),
    (CALL_BOUND_METHOD_GENERAL as u8, "CALL_BOUND_METHOD_GENERAL", 3, CALL as u8),
    (CALL_BUILTIN_CLASS as u8, "CALL_BUILTIN_CLASS", 3, CALL as u8),
    (CALL_BUILTIN_FAST as u8, "CALL_BUILTIN_FAST", 3, CALL as u8),
    (CALL_BUILTIN_FAST_WITH_KEYWORDS as u8, "CALL_BUILTIN_FAST_WITH_KEYWORDS", 3, CALL as u8),
    (CALL_BUILTIN_O as u8, "CALL_BUILTIN_O", 3, CALL as u8),
    (CALL_FUNCTION_EX as u8, "CALL_FUNCTION_EX", 0, CALL_FUNCTION_EX as u8),
    (CALL_INTRINSIC_1 as u8, "CALL_INTRINSIC_1", 0, CALL_INTRINSIC_1 as u8),
    (CALL_INTRINSIC_2 as u8, "CALL_INTRINSIC_2", 0, CALL_INTRINSIC_2 as u8),
    (CALL_ISINSTANCE as u8, "CALL_ISINSTANCE", 3, CALL as u8),
    (CALL_KW as u8, "CALL_KW", 3, CALL_KW as u8),
    (CALL_KW_BOUND_METHOD as u8, "CALL_KW_BOUND_METHOD", 3, CALL_KW as u8),
    (CALL_KW_NON_PY as u8, "CALL_KW_NON_PY", 3, CALL_KW as u8),
    (CALL_KW_PY as u8, "CALL_KW_PY", 3, CALL_KW as u8),
    (CALL_LEN as u8, "CALL_LEN", 3, CALL as u8),
    (CALL_LIST_APPEND as u8, "CALL_LIST_APPEND", 3, CALL as u8),
    (CALL_METHOD_DESCRIPTOR_FAST as u8, "CALL_METHOD_DESCRIPTOR_FAST", 3, CALL as u8),
    (CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS as u8, "CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS", 3, CALL as u8),
    (CALL_METHOD_DESCRIPTOR_NOARGS as u8, "CALL_METHOD_DESCRIPTOR_NOARGS", 3, CALL as u8),
    (CALL_METHOD_DESCRIPTOR_O as u8, "CALL_METHOD_DESCRIPTOR_O", 3, CALL as u8),
    (CALL_NON_PY_GENERAL as u8, "CALL_NON_PY_GENERAL", 3, CALL as u8),
    (CALL_PY_EXACT_ARGS as u8, "CALL_PY_EXACT_ARGS", 3, CALL as u8),
    (CALL_PY_GENERAL as u8, "CALL_PY_GENERAL", 3, CALL as u8),
    (CALL_STR_1 as u8, "CALL_STR_1", 3, CALL as u8),
    (CALL_TUPLE_1 as u8, "CALL_TUPLE_1", 3, CALL as u8),
    (CALL_TYPE_1 as u8, "CALL_TYPE_1", 3, CALL as u8),
    (CHECK_EG_MATCH as u8, "CHECK_EG_MATCH", 0, CHECK_EG_MATCH as u8),
    (CHECK_EXC_MATCH as u8, "CHECK_EXC_MATCH", 0, CHECK_EXC_MATCH as u8),
    (CLEANUP_THROW as u8, "CLEANUP_THROW", 0, CLEANUP_THROW as u8),
    (COMPARE_OP as u8, "COMPARE_OP", 1, COMPARE_OP as u8),
    (COMPARE_OP_FLOAT as u8, "COMPARE_OP_FLOAT", 1, COMPARE_OP as u8),
    (COMPARE_OP_INT as u8, "COMPARE_OP_INT", 1, COMPARE_OP as u8),
    (COMPARE_OP_STR as u8, "COMPARE_OP_STR", 1, COMPARE_OP as u8),
    (CONTAINS_OP as u8, "CONTAINS_OP", 1, CONTAINS_OP as u8),
    (CONTAINS_OP_DICT as u8, "CONTAINS_OP_DICT", 1, CONTAINS_OP as u8),
    (CONTAINS_OP_SET as u8, "CONTAINS_OP_SET", 1, CONTAINS_OP as u8),
    (CONVERT_VALUE as u8, "CONVERT_VALUE", 0, CONVERT_VALUE as u8),
    (COPY as u8, "COPY", 0, COPY as u8),
    (COPY_FREE_VARS as u8, "COPY_FREE_VARS", 0, COPY_FREE_VARS as u8),
    (DELETE_ATTR as u8, "DELETE_ATTR", 0, DELETE_ATTR as u8),
    (DELETE_DEREF as u8, "DELETE_DEREF", 0, DELETE_DEREF as u8),
    (DELETE_FAST as u8, "DELETE_FAST", 0, DELETE_FAST as u8),
    (DELETE_GLOBAL as u8, "DELETE_GLOBAL", 0, DELETE_GLOBAL as u8),
    (DELETE_NAME as u8, "DELETE_NAME", 0, DELETE_NAME as u8),
    (DELETE_SUBSCR as u8, "DELETE_SUBSCR", 0, DELETE_SUBSCR as u8),
    (DICT_MERGE as u8, "DICT_MERGE", 0, DICT_MERGE as u8),
    (DICT_UPDATE as u8, "DICT_UPDATE", 0, DICT_UPDATE as u8),
    (END_ASYNC_FOR as u8, "END_ASYNC_FOR", 0, END_ASYNC_FOR as u8),
    (END_FOR as u8, "END_FOR", 0, END_FOR as u8),
    (END_SEND as u8, "END_SEND", 0, END_SEND as u8),
    (EXIT_INIT_CHECK as u8, "EXIT_INIT_CHECK", 0, EXIT_INIT_CHECK as u8),
    (EXTENDED_ARG as u8, "EXTENDED_ARG", 0, EXTENDED_ARG as u8),
    (FORMAT_SIMPLE as u8, "FORMAT_SIMPLE", 0, FORMAT_SIMPLE as u8),
    (FORMAT_WITH_SPEC as u8, "FORMAT_WITH_SPEC", 0, FORMAT_WITH_SPEC as u8),
    (FOR_ITER as u8, "FOR_ITER", 1, FOR_ITER as u8),
    (FOR_ITER_GEN as u8, "FOR_ITER_GEN", 1, FOR_ITER as u8),
    (FOR_ITER_LIST as u8, "FOR_ITER_LIST", 1, FOR_ITER as u8),
    (FOR_ITER_RANGE as u8, "FOR_ITER_RANGE", 1, FOR_ITER as u8),
    (FOR_ITER_TUPLE as u8, "FOR_ITER_TUPLE", 1, FOR_ITER as u8),
    (GET_AITER as u8, "GET_AITER", 0, GET_AITER as u8),
    (GET_ANEXT as u8, "GET_ANEXT", 0, GET_ANEXT as u8),
    (GET_AWAITABLE as u8, "GET_AWAITABLE", 0, GET_AWAITABLE as u8),
    (GET_ITER as u8, "GET_ITER", 0, GET_ITER as u8),
    (GET_LEN as u8, "GET_LEN", 0, GET_LEN as u8),
    (GET_YIELD_FROM_ITER as u8, "GET_YIELD_FROM_ITER", 0, GET_YIELD_FROM_ITER as u8),
    (IMPORT_FROM as u8, "IMPORT_FROM", 0, IMPORT_FROM as u8),
    (IMPORT_NAME as u8, "IMPORT_NAME", 0, IMPORT_NAME as u8),
    (INTERPRETER_EXIT as u8, "INTERPRETER_EXIT", 0, INTERPRETER_EXIT as u8),
    (IS_OP as u8, "IS_OP", 0, IS_OP as u8),
    (JUMP_BACKWARD as u8, "JUMP_BACKWARD", 1, JUMP_BACKWARD as u8),
    (JUMP_BACKWARD_JIT as u8, "JUMP_BACKWARD_JIT", 1, JUMP_BACKWARD as u8),
    (JUMP_BACKWARD_NO_INTERRUPT as u8, "JUMP_BACKWARD_NO_INTERRUPT", 0, JUMP_BACKWARD_NO_INTERRUPT as u8),
    (JUMP_BACKWARD_NO_JIT as u8, "JUMP_BACKWARD_NO_JIT", 1, JUMP_BACKWARD as u8),
    (JUMP_FORWARD as u8, "JUMP_FORWARD", 0, JUMP_FORWARD as u8),
    (LIST_APPEND as u8, "LIST_APPEND", 0, LIST_APPEND as u8),
    (LIST_EXTEND as u8, "LIST_EXTEND", 0, LIST_EXTEND as u8),
    (LOAD_ATTR as u8, "LOAD_ATTR", 9, LOAD_ATTR as u8),
    (LOAD_ATTR_CLASS as u8, "LOAD_ATTR_CLASS", 9, LOAD_ATTR as u8),
    (LOAD_ATTR_CLASS_WITH_METACLASS_CHECK as u8, "LOAD_ATTR_CLASS_WITH_METACLASS_CHECK", 9, LOAD_ATTR as u8),
    (LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN as u8, "LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN", 9, LOAD_ATTR as u8),
    (LOAD_ATTR_INSTANCE_VALUE as u8, "LOAD_ATTR_INSTANCE_VALUE", 9, LOAD_ATTR as u8),
    (LOAD_ATTR_METHOD_LAZY_DICT as u8, "LOAD_ATTR_METHOD_LAZY_DICT", 9, LOAD_ATTR as u8),
    (LOAD_ATTR_METHOD_NO_DICT as u8, "LOAD_ATTR_METHOD_NO_DICT", 9, LOAD_ATTR as u8),
    (LOAD_ATTR_METHOD_WITH_VALUES as u8, "LOAD_ATTR_METHOD_WITH_VALUES", 9, LOAD_ATTR as u8),
    (LOAD_ATTR_MODULE as u8, "LOAD_ATTR_MODULE", 9, LOAD_ATTR as u8),
    (LOAD_ATTR_NONDESCRIPTOR_NO_DICT as u8, "LOAD_ATTR_NONDESCRIPTOR_NO_DICT", 9, LOAD_ATTR as u8),
    (LOAD_ATTR_NONDESCRIPTOR_WITH_VALUES as u8, "LOAD_ATTR_NONDESCRIPTOR_WITH_VALUES", 9, LOAD_ATTR as u8),
    (LOAD_ATTR_PROPERTY as u8, "LOAD_ATTR_PROPERTY", 9, LOAD_ATTR as u8),
    (LOAD_ATTR_SLOT as u8, "LOAD_ATTR_SLOT", 9, LOAD_ATTR as u8),
    (LOAD_ATTR_WITH_HINT as u8, "LOAD_ATTR_WITH_HINT", 9, LOAD_ATTR as u8),
    (LOAD_BUILD_CLASS as u8, "LOAD_BUILD_CLASS", 0, LOAD_BUILD_CLASS as u8),
    (LOAD_COMMON_CONSTANT as u8, "LOAD_COMMON_CONSTANT", 0, LOAD_COMMON_CONSTANT as u8),
    (LOAD_CONST as u8, "LOAD_CONST", 0, LOAD_CONST as u8),
    (LOAD_CONST_IMMORTAL as u8, "LOAD_CONST_IMMORTAL", 0, LOAD_CONST as u8),
    (LOAD_CONST_MORTAL as u8, "LOAD_CONST_MORTAL", 0, LOAD_CONST as u8),
    (LOAD_DEREF as u8, "LOAD_DEREF", 0, LOAD_DEREF as u8),
    (LOAD_FAST as u8, "LOAD_FAST", 0, LOAD_FAST as u8),
    (LOAD_FAST_AND_CLEAR as u8, "LOAD_FAST_AND_CLEAR", 0, LOAD_FAST_AND_CLEAR as u8),
    (LOAD_FAST_BORROW as u8, "LOAD_FAST_BORROW", 0, LOAD_FAST_BORROW as u8),
    (LOAD_FAST_BORROW_LOAD_FAST_BORROW as u8, "LOAD_FAST_BORROW_LOAD_FAST_BORROW", 0, LOAD_FAST_BORROW_LOAD_FAST_BORROW as u8),
    (LOAD_FAST_CHECK as u8, "LOAD_FAST_CHECK", 0, LOAD_FAST_CHECK as u8),
    (LOAD_FAST_LOAD_FAST as u8, "LOAD_FAST_LOAD_FAST", 0, LOAD_FAST_LOAD_FAST as u8),
    (LOAD_FROM_DICT_OR_DEREF as u8, "LOAD_FROM_DICT_OR_DEREF", 0, LOAD_FROM_DICT_OR_DEREF as u8),
    (LOAD_FROM_DICT_OR_GLOBALS as u8, "LOAD_FROM_DICT_OR_GLOBALS", 0, LOAD_FROM_DICT_OR_GLOBALS as u8),
    (LOAD_GLOBAL as u8, "LOAD_GLOBAL", 4, LOAD_GLOBAL as u8),
    (LOAD_GLOBAL_BUILTIN as u8, "LOAD_GLOBAL_BUILTIN", 4, LOAD_GLOBAL as u8),
    (LOAD_GLOBAL_MODULE as u8, "LOAD_GLOBAL_MODULE", 4, LOAD_GLOBAL as u8),
    (LOAD_LOCALS as u8, "LOAD_LOCALS", 0, LOAD_LOCALS as u8),
    (LOAD_NAME as u8, "LOAD_NAME", 0, LOAD_NAME as u8),
    (LOAD_SMALL_INT as u8, "LOAD_SMALL_INT", 0, LOAD_SMALL_INT as u8),
    (LOAD_SPECIAL as u8, "LOAD_SPECIAL", 0, LOAD_SPECIAL as u8),
    (LOAD_SUPER_ATTR as u8, "LOAD_SUPER_ATTR", 1, LOAD_SUPER_ATTR as u8),
    (LOAD_SUPER_ATTR_ATTR as u8, "LOAD_SUPER_ATTR_ATTR", 1, LOAD_SUPER_ATTR as u8),
    (LOAD_SUPER_ATTR_METHOD as u8, "LOAD_SUPER_ATTR_METHOD", 1, LOAD_SUPER_ATTR as u8),
    (MAKE_CELL as u8, "MAKE_CELL", 0, MAKE_CELL as u8),
    (MAKE_FUNCTION as u8, "MAKE_FUNCTION", 0, MAKE_FUNCTION as u8),
    (MAP_ADD as u8, "MAP_ADD", 0, MAP_ADD as u8),
    (MATCH_CLASS as u8, "MATCH_CLASS", 0, MATCH_CLASS as u8),
    (MATCH_KEYS as u8, "MATCH_KEYS", 0, MATCH_KEYS as u8),
    (MATCH_MAPPING as u8, "MATCH_MAPPING", 0, MATCH_MAPPING as u8),
    (MATCH_SEQUENCE as u8, "MATCH_SEQUENCE", 0, MATCH_SEQUENCE as u8),
    (NOP as u8, "NOP", 0, NOP as u8),
    (NOT_TAKEN as u8, "NOT_TAKEN", 0, NOT_TAKEN as u8),
    (POP_EXCEPT as u8, "POP_EXCEPT", 0, POP_EXCEPT as u8),
    (POP_ITER as u8, "POP_ITER", 0, POP_ITER as u8),
    (POP_JUMP_IF_FALSE as u8, "POP_JUMP_IF_FALSE", 1, POP_JUMP_IF_FALSE as u8),
    (POP_JUMP_IF_NONE as u8, "POP_JUMP_IF_NONE", 1, POP_JUMP_IF_NONE as u8),
    (POP_JUMP_IF_NOT_NONE as u8, "POP_JUMP_IF_NOT_NONE", 1, POP_JUMP_IF_NOT_NONE as u8),
    (POP_JUMP_IF_TRUE as u8, "POP_JUMP_IF_TRUE", 1, POP_JUMP_IF_TRUE as u8),
    (POP_TOP as u8, "POP_TOP", 0, POP_TOP as u8),
    (PUSH_EXC_INFO as u8, "PUSH_EXC_INFO", 0, PUSH_EXC_INFO as u8),
    (PUSH_NULL as u8, "PUSH_NULL", 0, PUSH_NULL as u8),
    (RAISE_VARARGS as u8, "RAISE_VARARGS", 0, RAISE_VARARGS as u8),
    (RERAISE as u8, "RERAISE", 0, RERAISE as u8),
    (RESERVED as u8, "RESERVED", 0, RESERVED as u8),
    (RESUME as u8, "RESUME", 0, RESUME as u8),
    (RESUME_CHECK as u8, "RESUME_CHECK", 0, RESUME as u8),
    (RETURN_GENERATOR as u8, "RETURN_GENERATOR", 0, RETURN_GENERATOR as u8),
    (RETURN_VALUE as u8, "RETURN_VALUE", 0, RETURN_VALUE as u8),
    (SEND as u8, "SEND", 1, SEND as u8),
    (SEND_GEN as u8, "SEND_GEN", 1, SEND as u8),
    (SETUP_ANNOTATIONS as u8, "SETUP_ANNOTATIONS", 0, SETUP_ANNOTATIONS as u8),
    (SET_ADD as u8, "SET_ADD", 0, SET_ADD as u8),
    (SET_FUNCTION_ATTRIBUTE as u8, "SET_FUNCTION_ATTRIBUTE", 0, SET_FUNCTION_ATTRIBUTE as u8),
    (SET_UPDATE as u8, "SET_UPDATE", 0, SET_UPDATE as u8),
    (STORE_ATTR as u8, "STORE_ATTR", 4, STORE_ATTR as u8),
    (STORE_ATTR_INSTANCE_VALUE as u8, "STORE_ATTR_INSTANCE_VALUE", 4, STORE_ATTR as u8),
    (STORE_ATTR_SLOT as u8, "STORE_ATTR_SLOT", 4, STORE_ATTR as u8),
    (STORE_ATTR_WITH_HINT as u8, "STORE_ATTR_WITH_HINT", 4, STORE_ATTR as u8),
    (STORE_DEREF as u8, "STORE_DEREF", 0, STORE_DEREF as u8),
    (STORE_FAST as u8, "STORE_FAST", 0, STORE_FAST as u8),
    (STORE_FAST_LOAD_FAST as u8, "STORE_FAST_LOAD_FAST", 0, STORE_FAST_LOAD_FAST as u8),
    (STORE_FAST_STORE_FAST as u8, "STORE_FAST_STORE_FAST", 0, STORE_FAST_STORE_FAST as u8),
    (STORE_GLOBAL as u8, "STORE_GLOBAL", 0, STORE_GLOBAL as u8),
    (STORE_NAME as u8, "STORE_NAME", 0, STORE_NAME as u8),
    (STORE_SLICE as u8, "STORE_SLICE", 0, STORE_SLICE as u8),
    (STORE_SUBSCR as u8, "STORE_SUBSCR", 1, STORE_SUBSCR as u8),
    (STORE_SUBSCR_DICT as u8, "STORE_SUBSCR_DICT", 1, STORE_SUBSCR as u8),
    (STORE_SUBSCR_LIST_INT as u8, "STORE_SUBSCR_LIST_INT", 1, STORE_SUBSCR as u8),
    (SWAP as u8, "SWAP", 0, SWAP as u8),
    (TO_BOOL as u8, "TO_BOOL", 3, TO_BOOL as u8),
    (TO_BOOL_ALWAYS_TRUE as u8, "TO_BOOL_ALWAYS_TRUE", 3, TO_BOOL as u8),
    (TO_BOOL_BOOL as u8, "TO_BOOL_BOOL", 3, TO_BOOL as u8),
    (TO_BOOL_INT as u8, "TO_BOOL_INT", 3, TO_BOOL as u8),
    (TO_BOOL_LIST as u8, "TO_BOOL_LIST", 3, TO_BOOL as u8),
    (TO_BOOL_NONE as u8, "TO_BOOL_NONE", 3, TO_BOOL as u8),
    (TO_BOOL_STR as u8, "TO_BOOL_STR", 3, TO_BOOL as u8),
    (UNARY_INVERT as u8, "UNARY_INVERT", 0, UNARY_INVERT as u8),
    (UNARY_NEGATIVE as u8, "UNARY_NEGATIVE", 0, UNARY_NEGATIVE as u8),
    (UNARY_NOT as u8, "UNARY_NOT", 0, UNARY_NOT as u8),
    (UNPACK_EX as u8, "UNPACK_EX", 0, UNPACK_EX as u8),
    (UNPACK_SEQUENCE as u8, "UNPACK_SEQUENCE", 1, UNPACK_SEQUENCE as u8),
    (UNPACK_SEQUENCE_LIST as u8, "UNPACK_SEQUENCE_LIST", 1, UNPACK_SEQUENCE as u8),
    (UNPACK_SEQUENCE_TUPLE as u8, "UNPACK_SEQUENCE_TUPLE", 1, UNPACK_SEQUENCE as u8),
    (UNPACK_SEQUENCE_TWO_TUPLE as u8, "UNPACK_SEQUENCE_TWO_TUPLE", 1, UNPACK_SEQUENCE as u8),
    (WITH_EXCEPT_START as u8, "WITH_EXCEPT_START", 0, WITH_EXCEPT_START as u8),
    (YIELD_VALUE as u8, "YIELD_VALUE", 0, YIELD_VALUE as u8),
];
