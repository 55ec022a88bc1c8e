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
