#include "pycore_structs.h"
#include "pycore_code.h"

static inline uint32_t uop_get_target(const _PyUOpInstruction *inst)
{
    assert(inst->format == UOP_FORMAT_TARGET);
    return inst->target;
}

static inline uint16_t uop_get_jump_target(const _PyUOpInstruction *inst)
{
    assert(inst->format == UOP_FORMAT_JUMP);
    return inst->jump_target;
}

static inline uint16_t uop_get_error_target(const _PyUOpInstruction *inst)
{
    assert(inst->format == UOP_FORMAT_JUMP);
    return inst->error_target;
}

static inline int is_terminator(const _PyUOpInstruction *uop)
{
    return uop->opcode == _EXIT_TRACE || uop->opcode == _JUMP_TO_TOP;
}
