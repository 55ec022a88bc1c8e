//! Written by `cargo run -p opgen`. Do not edit.
//!
//! What the definitions say of each instruction.

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
    pub const INSTRUMENTED_END_FOR: u8 = 234;
    pub const INSTRUMENTED_POP_ITER: u8 = 235;
    pub const INSTRUMENTED_END_SEND: u8 = 236;
    pub const INSTRUMENTED_FOR_ITER: u8 = 237;
    pub const INSTRUMENTED_INSTRUCTION: u8 = 238;
    pub const INSTRUMENTED_JUMP_FORWARD: u8 = 239;
    pub const INSTRUMENTED_NOT_TAKEN: u8 = 240;
    pub const INSTRUMENTED_POP_JUMP_IF_TRUE: u8 = 241;
    pub const INSTRUMENTED_POP_JUMP_IF_FALSE: u8 = 242;
    pub const INSTRUMENTED_POP_JUMP_IF_NONE: u8 = 243;
    pub const INSTRUMENTED_POP_JUMP_IF_NOT_NONE: u8 = 244;
    pub const INSTRUMENTED_RESUME: u8 = 245;
    pub const INSTRUMENTED_RETURN_VALUE: u8 = 246;
    pub const INSTRUMENTED_YIELD_VALUE: u8 = 247;
    pub const INSTRUMENTED_END_ASYNC_FOR: u8 = 248;
    pub const INSTRUMENTED_LOAD_SUPER_ATTR: u8 = 249;
    pub const INSTRUMENTED_CALL: u8 = 250;
    pub const INSTRUMENTED_CALL_KW: u8 = 251;
    pub const INSTRUMENTED_CALL_FUNCTION_EX: u8 = 252;
    pub const INSTRUMENTED_JUMP_BACKWARD: u8 = 253;
    pub const INSTRUMENTED_LINE: u8 = 254;
}

/// Every instruction defined: number, name, units of inline cache, general form.
pub static INSTRUCTIONS: &[(u8, &str, u8, u8)] = &[
    (op::BINARY_OP, "BINARY_OP", 5, op::BINARY_OP),
    (op::BINARY_OP_ADD_FLOAT, "BINARY_OP_ADD_FLOAT", 5, op::BINARY_OP),
    (op::BINARY_OP_ADD_INT, "BINARY_OP_ADD_INT", 5, op::BINARY_OP),
    (op::BINARY_OP_ADD_UNICODE, "BINARY_OP_ADD_UNICODE", 5, op::BINARY_OP),
    (op::BINARY_OP_EXTEND, "BINARY_OP_EXTEND", 5, op::BINARY_OP),
    (op::BINARY_OP_INPLACE_ADD_UNICODE, "BINARY_OP_INPLACE_ADD_UNICODE", 5, op::BINARY_OP),
    (op::BINARY_OP_MULTIPLY_FLOAT, "BINARY_OP_MULTIPLY_FLOAT", 5, op::BINARY_OP),
    (op::BINARY_OP_MULTIPLY_INT, "BINARY_OP_MULTIPLY_INT", 5, op::BINARY_OP),
    (op::BINARY_OP_SUBSCR_DICT, "BINARY_OP_SUBSCR_DICT", 5, op::BINARY_OP),
    (op::BINARY_OP_SUBSCR_GETITEM, "BINARY_OP_SUBSCR_GETITEM", 5, op::BINARY_OP),
    (op::BINARY_OP_SUBSCR_LIST_INT, "BINARY_OP_SUBSCR_LIST_INT", 5, op::BINARY_OP),
    (op::BINARY_OP_SUBSCR_LIST_SLICE, "BINARY_OP_SUBSCR_LIST_SLICE", 5, op::BINARY_OP),
    (op::BINARY_OP_SUBSCR_STR_INT, "BINARY_OP_SUBSCR_STR_INT", 5, op::BINARY_OP),
    (op::BINARY_OP_SUBSCR_TUPLE_INT, "BINARY_OP_SUBSCR_TUPLE_INT", 5, op::BINARY_OP),
    (op::BINARY_OP_SUBTRACT_FLOAT, "BINARY_OP_SUBTRACT_FLOAT", 5, op::BINARY_OP),
    (op::BINARY_OP_SUBTRACT_INT, "BINARY_OP_SUBTRACT_INT", 5, op::BINARY_OP),
    (op::BINARY_SLICE, "BINARY_SLICE", 0, op::BINARY_SLICE),
    (op::BUILD_INTERPOLATION, "BUILD_INTERPOLATION", 0, op::BUILD_INTERPOLATION),
    (op::BUILD_LIST, "BUILD_LIST", 0, op::BUILD_LIST),
    (op::BUILD_MAP, "BUILD_MAP", 0, op::BUILD_MAP),
    (op::BUILD_SET, "BUILD_SET", 0, op::BUILD_SET),
    (op::BUILD_SLICE, "BUILD_SLICE", 0, op::BUILD_SLICE),
    (op::BUILD_STRING, "BUILD_STRING", 0, op::BUILD_STRING),
    (op::BUILD_TEMPLATE, "BUILD_TEMPLATE", 0, op::BUILD_TEMPLATE),
    (op::BUILD_TUPLE, "BUILD_TUPLE", 0, op::BUILD_TUPLE),
    (op::CACHE, "CACHE", 0, op::CACHE),
    (op::CALL, "CALL", 3, op::CALL),
    (op::CALL_ALLOC_AND_ENTER_INIT, "CALL_ALLOC_AND_ENTER_INIT", 3, op::CALL),
    (op::CALL_BOUND_METHOD_EXACT_ARGS, "CALL_BOUND_METHOD_EXACT_ARGS", 3, op::CALL),
    (op::CALL_BOUND_METHOD_GENERAL, "CALL_BOUND_METHOD_GENERAL", 3, op::CALL),
    (op::CALL_BUILTIN_CLASS, "CALL_BUILTIN_CLASS", 3, op::CALL),
    (op::CALL_BUILTIN_FAST, "CALL_BUILTIN_FAST", 3, op::CALL),
    (op::CALL_BUILTIN_FAST_WITH_KEYWORDS, "CALL_BUILTIN_FAST_WITH_KEYWORDS", 3, op::CALL),
    (op::CALL_BUILTIN_O, "CALL_BUILTIN_O", 3, op::CALL),
    (op::CALL_FUNCTION_EX, "CALL_FUNCTION_EX", 0, op::CALL_FUNCTION_EX),
    (op::CALL_INTRINSIC_1, "CALL_INTRINSIC_1", 0, op::CALL_INTRINSIC_1),
    (op::CALL_INTRINSIC_2, "CALL_INTRINSIC_2", 0, op::CALL_INTRINSIC_2),
    (op::CALL_ISINSTANCE, "CALL_ISINSTANCE", 3, op::CALL),
    (op::CALL_KW, "CALL_KW", 3, op::CALL_KW),
    (op::CALL_KW_BOUND_METHOD, "CALL_KW_BOUND_METHOD", 3, op::CALL_KW),
    (op::CALL_KW_NON_PY, "CALL_KW_NON_PY", 3, op::CALL_KW),
    (op::CALL_KW_PY, "CALL_KW_PY", 3, op::CALL_KW),
    (op::CALL_LEN, "CALL_LEN", 3, op::CALL),
    (op::CALL_LIST_APPEND, "CALL_LIST_APPEND", 3, op::CALL),
    (op::CALL_METHOD_DESCRIPTOR_FAST, "CALL_METHOD_DESCRIPTOR_FAST", 3, op::CALL),
    (op::CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS, "CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS", 3, op::CALL),
    (op::CALL_METHOD_DESCRIPTOR_NOARGS, "CALL_METHOD_DESCRIPTOR_NOARGS", 3, op::CALL),
    (op::CALL_METHOD_DESCRIPTOR_O, "CALL_METHOD_DESCRIPTOR_O", 3, op::CALL),
    (op::CALL_NON_PY_GENERAL, "CALL_NON_PY_GENERAL", 3, op::CALL),
    (op::CALL_PY_EXACT_ARGS, "CALL_PY_EXACT_ARGS", 3, op::CALL),
    (op::CALL_PY_GENERAL, "CALL_PY_GENERAL", 3, op::CALL),
    (op::CALL_STR_1, "CALL_STR_1", 3, op::CALL),
    (op::CALL_TUPLE_1, "CALL_TUPLE_1", 3, op::CALL),
    (op::CALL_TYPE_1, "CALL_TYPE_1", 3, op::CALL),
    (op::CHECK_EG_MATCH, "CHECK_EG_MATCH", 0, op::CHECK_EG_MATCH),
    (op::CHECK_EXC_MATCH, "CHECK_EXC_MATCH", 0, op::CHECK_EXC_MATCH),
    (op::CLEANUP_THROW, "CLEANUP_THROW", 0, op::CLEANUP_THROW),
    (op::COMPARE_OP, "COMPARE_OP", 1, op::COMPARE_OP),
    (op::COMPARE_OP_FLOAT, "COMPARE_OP_FLOAT", 1, op::COMPARE_OP),
    (op::COMPARE_OP_INT, "COMPARE_OP_INT", 1, op::COMPARE_OP),
    (op::COMPARE_OP_STR, "COMPARE_OP_STR", 1, op::COMPARE_OP),
    (op::CONTAINS_OP, "CONTAINS_OP", 1, op::CONTAINS_OP),
    (op::CONTAINS_OP_DICT, "CONTAINS_OP_DICT", 1, op::CONTAINS_OP),
    (op::CONTAINS_OP_SET, "CONTAINS_OP_SET", 1, op::CONTAINS_OP),
    (op::CONVERT_VALUE, "CONVERT_VALUE", 0, op::CONVERT_VALUE),
    (op::COPY, "COPY", 0, op::COPY),
    (op::COPY_FREE_VARS, "COPY_FREE_VARS", 0, op::COPY_FREE_VARS),
    (op::DELETE_ATTR, "DELETE_ATTR", 0, op::DELETE_ATTR),
    (op::DELETE_DEREF, "DELETE_DEREF", 0, op::DELETE_DEREF),
    (op::DELETE_FAST, "DELETE_FAST", 0, op::DELETE_FAST),
    (op::DELETE_GLOBAL, "DELETE_GLOBAL", 0, op::DELETE_GLOBAL),
    (op::DELETE_NAME, "DELETE_NAME", 0, op::DELETE_NAME),
    (op::DELETE_SUBSCR, "DELETE_SUBSCR", 0, op::DELETE_SUBSCR),
    (op::DICT_MERGE, "DICT_MERGE", 0, op::DICT_MERGE),
    (op::DICT_UPDATE, "DICT_UPDATE", 0, op::DICT_UPDATE),
    (op::END_ASYNC_FOR, "END_ASYNC_FOR", 0, op::END_ASYNC_FOR),
    (op::END_FOR, "END_FOR", 0, op::END_FOR),
    (op::END_SEND, "END_SEND", 0, op::END_SEND),
    (op::EXIT_INIT_CHECK, "EXIT_INIT_CHECK", 0, op::EXIT_INIT_CHECK),
    (op::EXTENDED_ARG, "EXTENDED_ARG", 0, op::EXTENDED_ARG),
    (op::FORMAT_SIMPLE, "FORMAT_SIMPLE", 0, op::FORMAT_SIMPLE),
    (op::FORMAT_WITH_SPEC, "FORMAT_WITH_SPEC", 0, op::FORMAT_WITH_SPEC),
    (op::FOR_ITER, "FOR_ITER", 1, op::FOR_ITER),
    (op::FOR_ITER_GEN, "FOR_ITER_GEN", 1, op::FOR_ITER),
    (op::FOR_ITER_LIST, "FOR_ITER_LIST", 1, op::FOR_ITER),
    (op::FOR_ITER_RANGE, "FOR_ITER_RANGE", 1, op::FOR_ITER),
    (op::FOR_ITER_TUPLE, "FOR_ITER_TUPLE", 1, op::FOR_ITER),
    (op::GET_AITER, "GET_AITER", 0, op::GET_AITER),
    (op::GET_ANEXT, "GET_ANEXT", 0, op::GET_ANEXT),
    (op::GET_AWAITABLE, "GET_AWAITABLE", 0, op::GET_AWAITABLE),
    (op::GET_ITER, "GET_ITER", 0, op::GET_ITER),
    (op::GET_LEN, "GET_LEN", 0, op::GET_LEN),
    (op::GET_YIELD_FROM_ITER, "GET_YIELD_FROM_ITER", 0, op::GET_YIELD_FROM_ITER),
    (op::IMPORT_FROM, "IMPORT_FROM", 0, op::IMPORT_FROM),
    (op::IMPORT_NAME, "IMPORT_NAME", 0, op::IMPORT_NAME),
    (op::INSTRUMENTED_CALL, "INSTRUMENTED_CALL", 3, op::INSTRUMENTED_CALL),
    (op::INSTRUMENTED_CALL_FUNCTION_EX, "INSTRUMENTED_CALL_FUNCTION_EX", 0, op::INSTRUMENTED_CALL_FUNCTION_EX),
    (op::INSTRUMENTED_CALL_KW, "INSTRUMENTED_CALL_KW", 3, op::INSTRUMENTED_CALL_KW),
    (op::INSTRUMENTED_END_ASYNC_FOR, "INSTRUMENTED_END_ASYNC_FOR", 0, op::INSTRUMENTED_END_ASYNC_FOR),
    (op::INSTRUMENTED_END_FOR, "INSTRUMENTED_END_FOR", 0, op::INSTRUMENTED_END_FOR),
    (op::INSTRUMENTED_END_SEND, "INSTRUMENTED_END_SEND", 0, op::INSTRUMENTED_END_SEND),
    (op::INSTRUMENTED_FOR_ITER, "INSTRUMENTED_FOR_ITER", 1, op::INSTRUMENTED_FOR_ITER),
    (op::INSTRUMENTED_INSTRUCTION, "INSTRUMENTED_INSTRUCTION", 0, op::INSTRUMENTED_INSTRUCTION),
    (op::INSTRUMENTED_JUMP_BACKWARD, "INSTRUMENTED_JUMP_BACKWARD", 1, op::INSTRUMENTED_JUMP_BACKWARD),
    (op::INSTRUMENTED_JUMP_FORWARD, "INSTRUMENTED_JUMP_FORWARD", 0, op::INSTRUMENTED_JUMP_FORWARD),
    (op::INSTRUMENTED_LINE, "INSTRUMENTED_LINE", 0, op::INSTRUMENTED_LINE),
    (op::INSTRUMENTED_LOAD_SUPER_ATTR, "INSTRUMENTED_LOAD_SUPER_ATTR", 1, op::INSTRUMENTED_LOAD_SUPER_ATTR),
    (op::INSTRUMENTED_NOT_TAKEN, "INSTRUMENTED_NOT_TAKEN", 0, op::INSTRUMENTED_NOT_TAKEN),
    (op::INSTRUMENTED_POP_ITER, "INSTRUMENTED_POP_ITER", 0, op::INSTRUMENTED_POP_ITER),
    (op::INSTRUMENTED_POP_JUMP_IF_FALSE, "INSTRUMENTED_POP_JUMP_IF_FALSE", 1, op::INSTRUMENTED_POP_JUMP_IF_FALSE),
    (op::INSTRUMENTED_POP_JUMP_IF_NONE, "INSTRUMENTED_POP_JUMP_IF_NONE", 1, op::INSTRUMENTED_POP_JUMP_IF_NONE),
    (op::INSTRUMENTED_POP_JUMP_IF_NOT_NONE, "INSTRUMENTED_POP_JUMP_IF_NOT_NONE", 1, op::INSTRUMENTED_POP_JUMP_IF_NOT_NONE),
    (op::INSTRUMENTED_POP_JUMP_IF_TRUE, "INSTRUMENTED_POP_JUMP_IF_TRUE", 1, op::INSTRUMENTED_POP_JUMP_IF_TRUE),
    (op::INSTRUMENTED_RESUME, "INSTRUMENTED_RESUME", 0, op::INSTRUMENTED_RESUME),
    (op::INSTRUMENTED_RETURN_VALUE, "INSTRUMENTED_RETURN_VALUE", 0, op::INSTRUMENTED_RETURN_VALUE),
    (op::INSTRUMENTED_YIELD_VALUE, "INSTRUMENTED_YIELD_VALUE", 0, op::INSTRUMENTED_YIELD_VALUE),
    (op::INTERPRETER_EXIT, "INTERPRETER_EXIT", 0, op::INTERPRETER_EXIT),
    (op::IS_OP, "IS_OP", 0, op::IS_OP),
    (op::JUMP_BACKWARD, "JUMP_BACKWARD", 1, op::JUMP_BACKWARD),
    (op::JUMP_BACKWARD_JIT, "JUMP_BACKWARD_JIT", 1, op::JUMP_BACKWARD),
    (op::JUMP_BACKWARD_NO_INTERRUPT, "JUMP_BACKWARD_NO_INTERRUPT", 0, op::JUMP_BACKWARD_NO_INTERRUPT),
    (op::JUMP_BACKWARD_NO_JIT, "JUMP_BACKWARD_NO_JIT", 1, op::JUMP_BACKWARD),
    (op::JUMP_FORWARD, "JUMP_FORWARD", 0, op::JUMP_FORWARD),
    (op::LIST_APPEND, "LIST_APPEND", 0, op::LIST_APPEND),
    (op::LIST_EXTEND, "LIST_EXTEND", 0, op::LIST_EXTEND),
    (op::LOAD_ATTR, "LOAD_ATTR", 9, op::LOAD_ATTR),
    (op::LOAD_ATTR_CLASS, "LOAD_ATTR_CLASS", 9, op::LOAD_ATTR),
    (op::LOAD_ATTR_CLASS_WITH_METACLASS_CHECK, "LOAD_ATTR_CLASS_WITH_METACLASS_CHECK", 9, op::LOAD_ATTR),
    (op::LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN, "LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN", 9, op::LOAD_ATTR),
    (op::LOAD_ATTR_INSTANCE_VALUE, "LOAD_ATTR_INSTANCE_VALUE", 9, op::LOAD_ATTR),
    (op::LOAD_ATTR_METHOD_LAZY_DICT, "LOAD_ATTR_METHOD_LAZY_DICT", 9, op::LOAD_ATTR),
    (op::LOAD_ATTR_METHOD_NO_DICT, "LOAD_ATTR_METHOD_NO_DICT", 9, op::LOAD_ATTR),
    (op::LOAD_ATTR_METHOD_WITH_VALUES, "LOAD_ATTR_METHOD_WITH_VALUES", 9, op::LOAD_ATTR),
    (op::LOAD_ATTR_MODULE, "LOAD_ATTR_MODULE", 9, op::LOAD_ATTR),
    (op::LOAD_ATTR_NONDESCRIPTOR_NO_DICT, "LOAD_ATTR_NONDESCRIPTOR_NO_DICT", 9, op::LOAD_ATTR),
    (op::LOAD_ATTR_NONDESCRIPTOR_WITH_VALUES, "LOAD_ATTR_NONDESCRIPTOR_WITH_VALUES", 9, op::LOAD_ATTR),
    (op::LOAD_ATTR_PROPERTY, "LOAD_ATTR_PROPERTY", 9, op::LOAD_ATTR),
    (op::LOAD_ATTR_SLOT, "LOAD_ATTR_SLOT", 9, op::LOAD_ATTR),
    (op::LOAD_ATTR_WITH_HINT, "LOAD_ATTR_WITH_HINT", 9, op::LOAD_ATTR),
    (op::LOAD_BUILD_CLASS, "LOAD_BUILD_CLASS", 0, op::LOAD_BUILD_CLASS),
    (op::LOAD_COMMON_CONSTANT, "LOAD_COMMON_CONSTANT", 0, op::LOAD_COMMON_CONSTANT),
    (op::LOAD_CONST, "LOAD_CONST", 0, op::LOAD_CONST),
    (op::LOAD_CONST_IMMORTAL, "LOAD_CONST_IMMORTAL", 0, op::LOAD_CONST),
    (op::LOAD_CONST_MORTAL, "LOAD_CONST_MORTAL", 0, op::LOAD_CONST),
    (op::LOAD_DEREF, "LOAD_DEREF", 0, op::LOAD_DEREF),
    (op::LOAD_FAST, "LOAD_FAST", 0, op::LOAD_FAST),
    (op::LOAD_FAST_AND_CLEAR, "LOAD_FAST_AND_CLEAR", 0, op::LOAD_FAST_AND_CLEAR),
    (op::LOAD_FAST_BORROW, "LOAD_FAST_BORROW", 0, op::LOAD_FAST_BORROW),
    (op::LOAD_FAST_BORROW_LOAD_FAST_BORROW, "LOAD_FAST_BORROW_LOAD_FAST_BORROW", 0, op::LOAD_FAST_BORROW_LOAD_FAST_BORROW),
    (op::LOAD_FAST_CHECK, "LOAD_FAST_CHECK", 0, op::LOAD_FAST_CHECK),
    (op::LOAD_FAST_LOAD_FAST, "LOAD_FAST_LOAD_FAST", 0, op::LOAD_FAST_LOAD_FAST),
    (op::LOAD_FROM_DICT_OR_DEREF, "LOAD_FROM_DICT_OR_DEREF", 0, op::LOAD_FROM_DICT_OR_DEREF),
    (op::LOAD_FROM_DICT_OR_GLOBALS, "LOAD_FROM_DICT_OR_GLOBALS", 0, op::LOAD_FROM_DICT_OR_GLOBALS),
    (op::LOAD_GLOBAL, "LOAD_GLOBAL", 4, op::LOAD_GLOBAL),
    (op::LOAD_GLOBAL_BUILTIN, "LOAD_GLOBAL_BUILTIN", 4, op::LOAD_GLOBAL),
    (op::LOAD_GLOBAL_MODULE, "LOAD_GLOBAL_MODULE", 4, op::LOAD_GLOBAL),
    (op::LOAD_LOCALS, "LOAD_LOCALS", 0, op::LOAD_LOCALS),
    (op::LOAD_NAME, "LOAD_NAME", 0, op::LOAD_NAME),
    (op::LOAD_SMALL_INT, "LOAD_SMALL_INT", 0, op::LOAD_SMALL_INT),
    (op::LOAD_SPECIAL, "LOAD_SPECIAL", 0, op::LOAD_SPECIAL),
    (op::LOAD_SUPER_ATTR, "LOAD_SUPER_ATTR", 1, op::LOAD_SUPER_ATTR),
    (op::LOAD_SUPER_ATTR_ATTR, "LOAD_SUPER_ATTR_ATTR", 1, op::LOAD_SUPER_ATTR),
    (op::LOAD_SUPER_ATTR_METHOD, "LOAD_SUPER_ATTR_METHOD", 1, op::LOAD_SUPER_ATTR),
    (op::MAKE_CELL, "MAKE_CELL", 0, op::MAKE_CELL),
    (op::MAKE_FUNCTION, "MAKE_FUNCTION", 0, op::MAKE_FUNCTION),
    (op::MAP_ADD, "MAP_ADD", 0, op::MAP_ADD),
    (op::MATCH_CLASS, "MATCH_CLASS", 0, op::MATCH_CLASS),
    (op::MATCH_KEYS, "MATCH_KEYS", 0, op::MATCH_KEYS),
    (op::MATCH_MAPPING, "MATCH_MAPPING", 0, op::MATCH_MAPPING),
    (op::MATCH_SEQUENCE, "MATCH_SEQUENCE", 0, op::MATCH_SEQUENCE),
    (op::NOP, "NOP", 0, op::NOP),
    (op::NOT_TAKEN, "NOT_TAKEN", 0, op::NOT_TAKEN),
    (op::POP_EXCEPT, "POP_EXCEPT", 0, op::POP_EXCEPT),
    (op::POP_ITER, "POP_ITER", 0, op::POP_ITER),
    (op::POP_JUMP_IF_FALSE, "POP_JUMP_IF_FALSE", 1, op::POP_JUMP_IF_FALSE),
    (op::POP_JUMP_IF_NONE, "POP_JUMP_IF_NONE", 1, op::POP_JUMP_IF_NONE),
    (op::POP_JUMP_IF_NOT_NONE, "POP_JUMP_IF_NOT_NONE", 1, op::POP_JUMP_IF_NOT_NONE),
    (op::POP_JUMP_IF_TRUE, "POP_JUMP_IF_TRUE", 1, op::POP_JUMP_IF_TRUE),
    (op::POP_TOP, "POP_TOP", 0, op::POP_TOP),
    (op::PUSH_EXC_INFO, "PUSH_EXC_INFO", 0, op::PUSH_EXC_INFO),
    (op::PUSH_NULL, "PUSH_NULL", 0, op::PUSH_NULL),
    (op::RAISE_VARARGS, "RAISE_VARARGS", 0, op::RAISE_VARARGS),
    (op::RERAISE, "RERAISE", 0, op::RERAISE),
    (op::RESERVED, "RESERVED", 0, op::RESERVED),
    (op::RESUME, "RESUME", 0, op::RESUME),
    (op::RESUME_CHECK, "RESUME_CHECK", 0, op::RESUME),
    (op::RETURN_GENERATOR, "RETURN_GENERATOR", 0, op::RETURN_GENERATOR),
    (op::RETURN_VALUE, "RETURN_VALUE", 0, op::RETURN_VALUE),
    (op::SEND, "SEND", 1, op::SEND),
    (op::SEND_GEN, "SEND_GEN", 1, op::SEND),
    (op::SETUP_ANNOTATIONS, "SETUP_ANNOTATIONS", 0, op::SETUP_ANNOTATIONS),
    (op::SET_ADD, "SET_ADD", 0, op::SET_ADD),
    (op::SET_FUNCTION_ATTRIBUTE, "SET_FUNCTION_ATTRIBUTE", 0, op::SET_FUNCTION_ATTRIBUTE),
    (op::SET_UPDATE, "SET_UPDATE", 0, op::SET_UPDATE),
    (op::STORE_ATTR, "STORE_ATTR", 4, op::STORE_ATTR),
    (op::STORE_ATTR_INSTANCE_VALUE, "STORE_ATTR_INSTANCE_VALUE", 4, op::STORE_ATTR),
    (op::STORE_ATTR_SLOT, "STORE_ATTR_SLOT", 4, op::STORE_ATTR),
    (op::STORE_ATTR_WITH_HINT, "STORE_ATTR_WITH_HINT", 4, op::STORE_ATTR),
    (op::STORE_DEREF, "STORE_DEREF", 0, op::STORE_DEREF),
    (op::STORE_FAST, "STORE_FAST", 0, op::STORE_FAST),
    (op::STORE_FAST_LOAD_FAST, "STORE_FAST_LOAD_FAST", 0, op::STORE_FAST_LOAD_FAST),
    (op::STORE_FAST_STORE_FAST, "STORE_FAST_STORE_FAST", 0, op::STORE_FAST_STORE_FAST),
    (op::STORE_GLOBAL, "STORE_GLOBAL", 0, op::STORE_GLOBAL),
    (op::STORE_NAME, "STORE_NAME", 0, op::STORE_NAME),
    (op::STORE_SLICE, "STORE_SLICE", 0, op::STORE_SLICE),
    (op::STORE_SUBSCR, "STORE_SUBSCR", 1, op::STORE_SUBSCR),
    (op::STORE_SUBSCR_DICT, "STORE_SUBSCR_DICT", 1, op::STORE_SUBSCR),
    (op::STORE_SUBSCR_LIST_INT, "STORE_SUBSCR_LIST_INT", 1, op::STORE_SUBSCR),
    (op::SWAP, "SWAP", 0, op::SWAP),
    (op::TO_BOOL, "TO_BOOL", 3, op::TO_BOOL),
    (op::TO_BOOL_ALWAYS_TRUE, "TO_BOOL_ALWAYS_TRUE", 3, op::TO_BOOL),
    (op::TO_BOOL_BOOL, "TO_BOOL_BOOL", 3, op::TO_BOOL),
    (op::TO_BOOL_INT, "TO_BOOL_INT", 3, op::TO_BOOL),
    (op::TO_BOOL_LIST, "TO_BOOL_LIST", 3, op::TO_BOOL),
    (op::TO_BOOL_NONE, "TO_BOOL_NONE", 3, op::TO_BOOL),
    (op::TO_BOOL_STR, "TO_BOOL_STR", 3, op::TO_BOOL),
    (op::UNARY_INVERT, "UNARY_INVERT", 0, op::UNARY_INVERT),
    (op::UNARY_NEGATIVE, "UNARY_NEGATIVE", 0, op::UNARY_NEGATIVE),
    (op::UNARY_NOT, "UNARY_NOT", 0, op::UNARY_NOT),
    (op::UNPACK_EX, "UNPACK_EX", 0, op::UNPACK_EX),
    (op::UNPACK_SEQUENCE, "UNPACK_SEQUENCE", 1, op::UNPACK_SEQUENCE),
    (op::UNPACK_SEQUENCE_LIST, "UNPACK_SEQUENCE_LIST", 1, op::UNPACK_SEQUENCE),
    (op::UNPACK_SEQUENCE_TUPLE, "UNPACK_SEQUENCE_TUPLE", 1, op::UNPACK_SEQUENCE),
    (op::UNPACK_SEQUENCE_TWO_TUPLE, "UNPACK_SEQUENCE_TWO_TUPLE", 1, op::UNPACK_SEQUENCE),
    (op::WITH_EXCEPT_START, "WITH_EXCEPT_START", 0, op::WITH_EXCEPT_START),
    (op::YIELD_VALUE, "YIELD_VALUE", 0, op::YIELD_VALUE),
];

/// Slots pushed less slots popped.
pub fn stack_effect(opcode: u8, oparg: isize) -> Option<isize> {
    Some(match opcode {
        op::BINARY_OP => -1,
        op::BINARY_OP_ADD_FLOAT => -1,
        op::BINARY_OP_ADD_INT => -1,
        op::BINARY_OP_ADD_UNICODE => -1,
        op::BINARY_OP_EXTEND => -1,
        op::BINARY_OP_INPLACE_ADD_UNICODE => -2,
        op::BINARY_OP_MULTIPLY_FLOAT => -1,
        op::BINARY_OP_MULTIPLY_INT => -1,
        op::BINARY_OP_SUBSCR_DICT => -1,
        op::BINARY_OP_SUBSCR_GETITEM => -1,
        op::BINARY_OP_SUBSCR_LIST_INT => -1,
        op::BINARY_OP_SUBSCR_LIST_SLICE => -1,
        op::BINARY_OP_SUBSCR_STR_INT => -1,
        op::BINARY_OP_SUBSCR_TUPLE_INT => -1,
        op::BINARY_OP_SUBTRACT_FLOAT => -1,
        op::BINARY_OP_SUBTRACT_INT => -1,
        op::BINARY_SLICE => -2,
        op::BUILD_INTERPOLATION => 1 - (2 + (oparg & 1)),
        op::BUILD_LIST => 1 - oparg,
        op::BUILD_MAP => 1 - (oparg * 2),
        op::BUILD_SET => 1 - oparg,
        op::BUILD_SLICE => 1 - oparg,
        op::BUILD_STRING => 1 - oparg,
        op::BUILD_TEMPLATE => -1,
        op::BUILD_TUPLE => 1 - oparg,
        op::CACHE => 0,
        op::CALL => 1 - (2 + oparg),
        op::CALL_ALLOC_AND_ENTER_INIT => 1 - (2 + oparg),
        op::CALL_BOUND_METHOD_EXACT_ARGS => 1 - (2 + oparg),
        op::CALL_BOUND_METHOD_GENERAL => 1 - (2 + oparg),
        op::CALL_BUILTIN_CLASS => 1 - (2 + oparg),
        op::CALL_BUILTIN_FAST => 1 - (2 + oparg),
        op::CALL_BUILTIN_FAST_WITH_KEYWORDS => 1 - (2 + oparg),
        op::CALL_BUILTIN_O => 1 - (2 + oparg),
        op::CALL_FUNCTION_EX => -1 - 2,
        op::CALL_INTRINSIC_1 => 0,
        op::CALL_INTRINSIC_2 => -1,
        op::CALL_ISINSTANCE => 1 - (2 + oparg),
        op::CALL_KW => -(2 + oparg),
        op::CALL_KW_BOUND_METHOD => -(2 + oparg),
        op::CALL_KW_NON_PY => -(2 + oparg),
        op::CALL_KW_PY => -(2 + oparg),
        op::CALL_LEN => -2,
        op::CALL_LIST_APPEND => -3,
        op::CALL_METHOD_DESCRIPTOR_FAST => 1 - (2 + oparg),
        op::CALL_METHOD_DESCRIPTOR_FAST_WITH_KEYWORDS => 1 - (2 + oparg),
        op::CALL_METHOD_DESCRIPTOR_NOARGS => 1 - (2 + oparg),
        op::CALL_METHOD_DESCRIPTOR_O => 1 - (2 + oparg),
        op::CALL_NON_PY_GENERAL => 1 - (2 + oparg),
        op::CALL_PY_EXACT_ARGS => 1 - (2 + oparg),
        op::CALL_PY_GENERAL => 1 - (2 + oparg),
        op::CALL_STR_1 => -2,
        op::CALL_TUPLE_1 => -2,
        op::CALL_TYPE_1 => -2,
        op::CHECK_EG_MATCH => 0,
        op::CHECK_EXC_MATCH => 0,
        op::CLEANUP_THROW => -1,
        op::COMPARE_OP => -1,
        op::COMPARE_OP_FLOAT => -1,
        op::COMPARE_OP_INT => -1,
        op::COMPARE_OP_STR => -1,
        op::CONTAINS_OP => -1,
        op::CONTAINS_OP_DICT => -1,
        op::CONTAINS_OP_SET => -1,
        op::CONVERT_VALUE => 0,
        op::COPY => 1,
        op::COPY_FREE_VARS => 0,
        op::DELETE_ATTR => -1,
        op::DELETE_DEREF => 0,
        op::DELETE_FAST => 0,
        op::DELETE_GLOBAL => 0,
        op::DELETE_NAME => 0,
        op::DELETE_SUBSCR => -2,
        op::DICT_MERGE => -1,
        op::DICT_UPDATE => -1,
        op::END_ASYNC_FOR => -2,
        op::END_FOR => -1,
        op::END_SEND => -1,
        op::EXIT_INIT_CHECK => -1,
        op::EXTENDED_ARG => 0,
        op::FORMAT_SIMPLE => 0,
        op::FORMAT_WITH_SPEC => -1,
        op::FOR_ITER => 1,
        op::FOR_ITER_GEN => 1,
        op::FOR_ITER_LIST => 1,
        op::FOR_ITER_RANGE => 1,
        op::FOR_ITER_TUPLE => 1,
        op::GET_AITER => 0,
        op::GET_ANEXT => 1,
        op::GET_AWAITABLE => 0,
        op::GET_ITER => 0,
        op::GET_LEN => 1,
        op::GET_YIELD_FROM_ITER => 0,
        op::IMPORT_FROM => 1,
        op::IMPORT_NAME => -1,
        op::INSTRUMENTED_CALL => 1 - (2 + oparg),
        op::INSTRUMENTED_CALL_FUNCTION_EX => -1 - 2,
        op::INSTRUMENTED_CALL_KW => -(2 + oparg),
        op::INSTRUMENTED_END_ASYNC_FOR => -2,
        op::INSTRUMENTED_END_FOR => -1,
        op::INSTRUMENTED_END_SEND => -1,
        op::INSTRUMENTED_FOR_ITER => 1,
        op::INSTRUMENTED_INSTRUCTION => 0,
        op::INSTRUMENTED_JUMP_BACKWARD => 0,
        op::INSTRUMENTED_JUMP_FORWARD => 0,
        op::INSTRUMENTED_LINE => 0,
        op::INSTRUMENTED_LOAD_SUPER_ATTR => -2 + (oparg & 1),
        op::INSTRUMENTED_NOT_TAKEN => 0,
        op::INSTRUMENTED_POP_ITER => -1,
        op::INSTRUMENTED_POP_JUMP_IF_FALSE => -1,
        op::INSTRUMENTED_POP_JUMP_IF_NONE => -1,
        op::INSTRUMENTED_POP_JUMP_IF_NOT_NONE => -1,
        op::INSTRUMENTED_POP_JUMP_IF_TRUE => -1,
        op::INSTRUMENTED_RESUME => 0,
        op::INSTRUMENTED_RETURN_VALUE => 0,
        op::INSTRUMENTED_YIELD_VALUE => 0,
        op::INTERPRETER_EXIT => -1,
        op::IS_OP => -1,
        op::JUMP_BACKWARD => 0,
        op::JUMP_BACKWARD_JIT => 0,
        op::JUMP_BACKWARD_NO_INTERRUPT => 0,
        op::JUMP_BACKWARD_NO_JIT => 0,
        op::JUMP_FORWARD => 0,
        op::LIST_APPEND => -1,
        op::LIST_EXTEND => -1,
        op::LOAD_ATTR => oparg & 1,
        op::LOAD_ATTR_CLASS => oparg & 1,
        op::LOAD_ATTR_CLASS_WITH_METACLASS_CHECK => oparg & 1,
        op::LOAD_ATTR_GETATTRIBUTE_OVERRIDDEN => 0,
        op::LOAD_ATTR_INSTANCE_VALUE => oparg & 1,
        op::LOAD_ATTR_METHOD_LAZY_DICT => 1,
        op::LOAD_ATTR_METHOD_NO_DICT => 1,
        op::LOAD_ATTR_METHOD_WITH_VALUES => 1,
        op::LOAD_ATTR_MODULE => oparg & 1,
        op::LOAD_ATTR_NONDESCRIPTOR_NO_DICT => 0,
        op::LOAD_ATTR_NONDESCRIPTOR_WITH_VALUES => 0,
        op::LOAD_ATTR_PROPERTY => 0,
        op::LOAD_ATTR_SLOT => oparg & 1,
        op::LOAD_ATTR_WITH_HINT => oparg & 1,
        op::LOAD_BUILD_CLASS => 1,
        op::LOAD_COMMON_CONSTANT => 1,
        op::LOAD_CONST => 1,
        op::LOAD_CONST_IMMORTAL => 1,
        op::LOAD_CONST_MORTAL => 1,
        op::LOAD_DEREF => 1,
        op::LOAD_FAST => 1,
        op::LOAD_FAST_AND_CLEAR => 1,
        op::LOAD_FAST_BORROW => 1,
        op::LOAD_FAST_BORROW_LOAD_FAST_BORROW => 2,
        op::LOAD_FAST_CHECK => 1,
        op::LOAD_FAST_LOAD_FAST => 2,
        op::LOAD_FROM_DICT_OR_DEREF => 0,
        op::LOAD_FROM_DICT_OR_GLOBALS => 0,
        op::LOAD_GLOBAL => 1 + (oparg & 1),
        op::LOAD_GLOBAL_BUILTIN => 1 + (oparg & 1),
        op::LOAD_GLOBAL_MODULE => 1 + (oparg & 1),
        op::LOAD_LOCALS => 1,
        op::LOAD_NAME => 1,
        op::LOAD_SMALL_INT => 1,
        op::LOAD_SPECIAL => 1,
        op::LOAD_SUPER_ATTR => -2 + (oparg & 1),
        op::LOAD_SUPER_ATTR_ATTR => -2,
        op::LOAD_SUPER_ATTR_METHOD => -1,
        op::MAKE_CELL => 0,
        op::MAKE_FUNCTION => 0,
        op::MAP_ADD => -2,
        op::MATCH_CLASS => -2,
        op::MATCH_KEYS => 1,
        op::MATCH_MAPPING => 1,
        op::MATCH_SEQUENCE => 1,
        op::NOP => 0,
        op::NOT_TAKEN => 0,
        op::POP_EXCEPT => -1,
        op::POP_ITER => -1,
        op::POP_JUMP_IF_FALSE => -1,
        op::POP_JUMP_IF_NONE => -1,
        op::POP_JUMP_IF_NOT_NONE => -1,
        op::POP_JUMP_IF_TRUE => -1,
        op::POP_TOP => -1,
        op::PUSH_EXC_INFO => 1,
        op::PUSH_NULL => 1,
        op::RAISE_VARARGS => -oparg,
        op::RERAISE => -1,
        op::RESERVED => 0,
        op::RESUME => 0,
        op::RESUME_CHECK => 0,
        op::RETURN_GENERATOR => 1,
        op::RETURN_VALUE => 0,
        op::SEND => 0,
        op::SEND_GEN => 0,
        op::SETUP_ANNOTATIONS => 0,
        op::SET_ADD => -1,
        op::SET_FUNCTION_ATTRIBUTE => -1,
        op::SET_UPDATE => -1,
        op::STORE_ATTR => -2,
        op::STORE_ATTR_INSTANCE_VALUE => -2,
        op::STORE_ATTR_SLOT => -2,
        op::STORE_ATTR_WITH_HINT => -2,
        op::STORE_DEREF => -1,
        op::STORE_FAST => -1,
        op::STORE_FAST_LOAD_FAST => 0,
        op::STORE_FAST_STORE_FAST => -2,
        op::STORE_GLOBAL => -1,
        op::STORE_NAME => -1,
        op::STORE_SLICE => -4,
        op::STORE_SUBSCR => -3,
        op::STORE_SUBSCR_DICT => -3,
        op::STORE_SUBSCR_LIST_INT => -3,
        op::SWAP => 0,
        op::TO_BOOL => 0,
        op::TO_BOOL_ALWAYS_TRUE => 0,
        op::TO_BOOL_BOOL => 0,
        op::TO_BOOL_INT => 0,
        op::TO_BOOL_LIST => 0,
        op::TO_BOOL_NONE => 0,
        op::TO_BOOL_STR => 0,
        op::UNARY_INVERT => 0,
        op::UNARY_NEGATIVE => 0,
        op::UNARY_NOT => 0,
        op::UNPACK_EX => -1 + ((oparg & 0xff) + 1 + (oparg >> 8)),
        op::UNPACK_SEQUENCE => -1 + oparg,
        op::UNPACK_SEQUENCE_LIST => -1 + oparg,
        op::UNPACK_SEQUENCE_TUPLE => -1 + oparg,
        op::UNPACK_SEQUENCE_TWO_TUPLE => -1 + oparg,
        op::WITH_EXCEPT_START => 1,
        op::YIELD_VALUE => 0,
        _ => return None,
    })
}
