/* What instructions are like. */
@begin
@types
@constants
enum InstructionFormat {
    INSTR_FMT_IB = 1,
    INSTR_FMT_IBC = 2,
    INSTR_FMT_IBC00 = 3,
    INSTR_FMT_IBC000 = 4,
    INSTR_FMT_IBC0000 = 5,
    INSTR_FMT_IBC00000000 = 6,
    INSTR_FMT_IX = 7,
    INSTR_FMT_IXC = 8,
    INSTR_FMT_IXC00 = 9,
    INSTR_FMT_IXC000 = 10,
    INSTR_FMT_IXC0000 = 11,
};
@declarations

#define IS_PSEUDO_INSTR(OP) \
    ((OP) == LOAD_CLOSURE || (OP) == STORE_FAST_MAYBE_NULL || (OP) == ANNOTATIONS_PLACEHOLDER || (OP) == JUMP \
     || (OP) == JUMP_NO_INTERRUPT || (OP) == JUMP_IF_FALSE || (OP) == JUMP_IF_TRUE || (OP) == SETUP_FINALLY \
     || (OP) == SETUP_CLEANUP || (OP) == SETUP_WITH || (OP) == POP_BLOCK)

/* What an instruction of the compiler becomes. */
static inline bool is_pseudo_target(int pseudo, int target)
{
    switch (pseudo) {
    case LOAD_CLOSURE: return target == LOAD_FAST;
    case STORE_FAST_MAYBE_NULL: return target == STORE_FAST;
    case JUMP: return target == JUMP_FORWARD || target == JUMP_BACKWARD;
    case JUMP_NO_INTERRUPT: return target == JUMP_FORWARD || target == JUMP_BACKWARD_NO_INTERRUPT;
    case JUMP_IF_FALSE: return target == COPY || target == TO_BOOL || target == POP_JUMP_IF_FALSE;
    case JUMP_IF_TRUE: return target == COPY || target == TO_BOOL || target == POP_JUMP_IF_TRUE;
    case ANNOTATIONS_PLACEHOLDER:
    case SETUP_FINALLY:
    case SETUP_CLEANUP:
    case SETUP_WITH:
    case POP_BLOCK: return target == NOP;
    default: return false;
    }
}
