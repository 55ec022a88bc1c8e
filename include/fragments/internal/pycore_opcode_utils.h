/* Kinds of instructions. */
@begin
@types
@constants
@declarations

#define IS_WITHIN_OPCODE_RANGE(opcode) \
    ((0 <= (opcode) && (opcode) <= MAX_REAL_OPCODE) || IS_PSEUDO_INSTR(opcode))
#define IS_BLOCK_PUSH_OPCODE(opcode) ((opcode) == SETUP_FINALLY || (opcode) == SETUP_CLEANUP || (opcode) == SETUP_WITH)
#define HAS_TARGET(opcode) (OPCODE_HAS_JUMP(opcode) || IS_BLOCK_PUSH_OPCODE(opcode))
#define IS_TERMINATOR_OPCODE(opcode) (OPCODE_HAS_JUMP(opcode) || IS_SCOPE_EXIT_OPCODE(opcode))
#define IS_ASSEMBLER_OPCODE(opcode) \
    ((opcode) == JUMP_FORWARD || (opcode) == JUMP_BACKWARD || (opcode) == JUMP_BACKWARD_NO_INTERRUPT)
#define IS_BACKWARDS_JUMP_OPCODE(opcode) ((opcode) == JUMP_BACKWARD || (opcode) == JUMP_BACKWARD_NO_INTERRUPT)
#define IS_UNCONDITIONAL_JUMP_OPCODE(opcode) \
    ((opcode) == JUMP || (opcode) == JUMP_NO_INTERRUPT || IS_ASSEMBLER_OPCODE(opcode))
#define IS_CONDITIONAL_JUMP_OPCODE(opcode) \
    ((opcode) == POP_JUMP_IF_FALSE || (opcode) == POP_JUMP_IF_TRUE || (opcode) == POP_JUMP_IF_NONE || (opcode) == POP_JUMP_IF_NOT_NONE)
#define IS_RAISE_OPCODE(opcode) ((opcode) == RAISE_VARARGS || (opcode) == RERAISE)
#define IS_RETURN_OPCODE(opcode) ((opcode) == RETURN_VALUE)
#define IS_SCOPE_EXIT_OPCODE(opcode) (IS_RETURN_OPCODE(opcode) || IS_RAISE_OPCODE(opcode))
