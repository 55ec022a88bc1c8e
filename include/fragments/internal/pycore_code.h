/* Instructions, their caches, and the tables of a code object. */
@begin
@types
@constants
@declarations

static inline _Py_CODEUNIT _py_make_codeunit(uint8_t opcode, uint8_t oparg)
{
    _Py_CODEUNIT unit;
    unit.op.code = opcode;
    unit.op.arg = oparg;
    return unit;
}

static inline void _py_set_opcode(_Py_CODEUNIT *word, uint8_t opcode)
{
    word->op.code = opcode;
}

#define _Py_MAKE_CODEUNIT(opcode, oparg) _py_make_codeunit((opcode), (oparg))
#define _Py_SET_OPCODE(word, opcode) _py_set_opcode(&(word), (opcode))
#define _Py_OPCODE(word) ((word).op.code)
#define _Py_OPARG(word) ((word).op.arg)
#define _PyCode_CODE(CO) ((_Py_CODEUNIT *)(CO)->co_code_adaptive)
#define _PyCode_NBYTES(CO) (Py_SIZE(CO) * (Py_ssize_t)sizeof(_Py_CODEUNIT))
#define _PyCode_HAS_EXECUTORS(CODE) ((CODE)->co_executors != NULL)
#define _PyCode_HAS_INSTRUMENTATION(CODE) ((CODE)->_co_instrumentation_version > 0)
/* How many words a cache of this type takes. */
#define CACHE_ENTRIES(cache) (sizeof(cache) / sizeof(_Py_CODEUNIT))
/* The bit of a comparison's outcome, by the two that say less and greater. */
#define COMPARISON_BIT(x, y) (1 << (2 * ((x) >= (y)) + ((x) <= (y))))

static inline _PyLocals_Kind _PyLocals_GetKind(PyObject *kinds, int i)
{
    assert(PyBytes_Check(kinds) && 0 <= i && i < PyBytes_GET_SIZE(kinds));
    return (_PyLocals_Kind)PyBytes_AS_STRING(kinds)[i];
}

static inline void _PyLocals_SetKind(PyObject *kinds, int i, _PyLocals_Kind kind)
{
    assert(PyBytes_Check(kinds) && 0 <= i && i < PyBytes_GET_SIZE(kinds));
    PyBytes_AS_STRING(kinds)[i] = (char)kind;
}

/* What is longer than a word lies across several, on no boundary of its own. */
static inline void write_u32(uint16_t *p, uint32_t val) { memcpy(p, &val, sizeof val); }
static inline void write_u64(uint16_t *p, uint64_t val) { memcpy(p, &val, sizeof val); }
static inline void write_ptr(uint16_t *p, void *val) { memcpy(p, &val, sizeof val); }
static inline uint16_t read_u16(uint16_t *p) { return *p; }
static inline uint32_t read_u32(uint16_t *p) { uint32_t val; memcpy(&val, p, sizeof val); return val; }
static inline uint64_t read_u64(uint16_t *p) { uint64_t val; memcpy(&val, p, sizeof val); return val; }
static inline PyObject *read_obj(uint16_t *p) { PyObject *val; memcpy(&val, p, sizeof val); return val; }

static inline _Py_BackoffCounter adaptive_counter_bits(uint16_t value, uint16_t backoff)
{
    return make_backoff_counter(value, backoff);
}

static inline _Py_BackoffCounter adaptive_counter_warmup(void)
{
    return make_backoff_counter(ADAPTIVE_WARMUP_VALUE, ADAPTIVE_WARMUP_BACKOFF);
}

static inline _Py_BackoffCounter adaptive_counter_cooldown(void)
{
    return make_backoff_counter(ADAPTIVE_COOLDOWN_VALUE, ADAPTIVE_COOLDOWN_BACKOFF);
}

static inline _Py_BackoffCounter adaptive_counter_backoff(_Py_BackoffCounter counter)
{
    return restart_backoff_counter(counter);
}

/* Numbers of the table of exceptions: six bits a byte, the highest first; 64 says that more follow. */
static inline unsigned char *parse_varint(unsigned char *p, int *result)
{
    int value = 0;
    for (;;) {
        unsigned char byte = *p++;
        value = value << 6 | (byte & 63);
        if ((byte & 64) == 0) {
            *result = value;
            return p;
        }
    }
}

/* Numbers of the table of positions: six bits a byte, the lowest first. The length in bytes. */
static inline int write_varint(uint8_t *ptr, unsigned int val)
{
    int n = 0;
    for (; val > 63; val >>= 6) {
        ptr[n++] = (uint8_t)(64 | (val & 63));
    }
    ptr[n++] = (uint8_t)val;
    return n;
}

/* With the sign in the lowest bit. */
static inline int write_signed_varint(uint8_t *ptr, int val)
{
    unsigned int magnitude = val < 0 ? 0 - (unsigned int)val : (unsigned int)val;
    return write_varint(ptr, magnitude << 1 | (val < 0));
}

static inline int write_location_entry_start(uint8_t *ptr, int code, int length)
{
    assert((code & 15) == code);
    *ptr = (uint8_t)(128 | code << 3 | (length - 1));
    return 1;
}
