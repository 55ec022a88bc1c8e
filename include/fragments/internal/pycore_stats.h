/* Statistics, which a build of its own gathers; in this one they are nothing. */
@begin
@types
@constants
@declarations

#define STAT_INC(opname, name) ((void)0)
#define STAT_DEC(opname, name) ((void)0)
#define OPCODE_EXE_INC(opname) ((void)0)
#define OPCODE_DEFERRED_INC(opname) ((void)0)
#define CALL_STAT_INC(name) ((void)0)
#define OBJECT_STAT_INC(name) ((void)0)
#define OBJECT_STAT_INC_COND(name, cond) ((void)0)
#define EVAL_CALL_STAT_INC(name) ((void)0)
#define EVAL_CALL_STAT_INC_IF_FUNCTION(name, callable) ((void)0)
#define GC_STAT_ADD(gen, name, n) ((void)0)
#define OPT_STAT_INC(name) ((void)0)
#define OPT_STAT_ADD(name, n) ((void)0)
#define UOP_STAT_INC(opname, name) ((void)0)
#define UOP_PAIR_INC(uopcode, lastuop) ((void)0)
#define OPT_UNSUPPORTED_OPCODE(opname) ((void)0)
#define OPT_ERROR_IN_OPCODE(opname) ((void)0)
#define OPT_HIST(length, name) ((void)0)
#define RARE_EVENT_STAT_INC(name) ((void)0)

/* Things that rarely happen are counted in any build, up to a byte full, and mostly by those who might give up for them. */
#define RARE_EVENT_INTERP_INC(interp, name) \
    do { \
        PyInterpreterState *_where = (interp); \
        if (_where->rare_events.name < UINT8_MAX) { \
            FT_ATOMIC_STORE_UINT8_RELAXED(_where->rare_events.name, (uint8_t)(_where->rare_events.name + 1)); \
        } \
        RARE_EVENT_STAT_INC(name); \
    } while (0)
#define RARE_EVENT_INC(name) RARE_EVENT_INTERP_INC(PyInterpreterState_Get(), name)
