/* Integers: three bits of the tag are sign and permanence, the others count the digits. */
@begin
@types
@constants
@declarations

#define TAG_FROM_SIGN_AND_SIZE(sign, size) ((uintptr_t)(1 - (sign)) | ((uintptr_t)(size) << NON_SIZE_BITS))
#define _PY_IS_SMALL_INT(val) ((val) >= -_PY_NSMALLNEGINTS && (val) < _PY_NSMALLPOSINTS)
#define _PyLong_SMALL_INTS _Py_SINGLETON(small_ints)
#define _PyLong_DIGIT_INIT(val) \
    { \
        .ob_base = _PyObject_HEAD_INIT(&PyLong_Type), \
        .long_value = { \
            .lv_tag = TAG_FROM_SIGN_AND_SIZE((val) == 0 ? 0 : (val) < 0 ? -1 : 1, (val) == 0 ? 0 : 1) | IMMORTALITY_BIT_MASK, \
            .ob_digit = {(digit)((val) < 0 ? -(val) : (val))}, \
        }, \
    }

/* Borrowed. */
static inline PyObject *_PyLong_GetZero(void) { return (PyObject *)&_PyLong_SMALL_INTS[_PY_NSMALLNEGINTS]; }
static inline PyObject *_PyLong_GetOne(void) { return (PyObject *)&_PyLong_SMALL_INTS[_PY_NSMALLNEGINTS + 1]; }
static inline PyObject *_PyLong_FromUnsignedChar(unsigned char i)
{
    return (PyObject *)&_PyLong_SMALL_INTS[_PY_NSMALLNEGINTS + i];
}

static inline bool _PyLong_IsZero(const PyLongObject *op) { return (op->long_value.lv_tag & SIGN_MASK) == SIGN_ZERO; }
static inline bool _PyLong_IsNegative(const PyLongObject *op) { return (op->long_value.lv_tag & SIGN_MASK) == SIGN_NEGATIVE; }
static inline bool _PyLong_IsPositive(const PyLongObject *op) { return (op->long_value.lv_tag & SIGN_MASK) == 0; }
static inline bool _PyLong_IsSmallInt(const PyLongObject *op) { return (op->long_value.lv_tag & IMMORTALITY_BIT_MASK) != 0; }

static inline Py_ssize_t _PyLong_DigitCount(const PyLongObject *op)
{
    return (Py_ssize_t)(op->long_value.lv_tag >> NON_SIZE_BITS);
}

/* 1, 0 or -1. */
static inline int _PyLong_NonCompactSign(const PyLongObject *op)
{
    return 1 - (int)(op->long_value.lv_tag & SIGN_MASK);
}

static inline int _PyLong_CompactSign(const PyLongObject *op)
{
    assert(PyUnstable_Long_IsCompact(op));
    return _PyLong_NonCompactSign(op);
}

static inline Py_ssize_t _PyLong_SignedDigitCount(const PyLongObject *op)
{
    return _PyLong_NonCompactSign(op) * _PyLong_DigitCount(op);
}

static inline int _PyLong_BothAreCompact(const PyLongObject *a, const PyLongObject *b)
{
    return PyUnstable_Long_IsCompact(a) && PyUnstable_Long_IsCompact(b);
}

static inline int _PyLong_IsNonNegativeCompact(const PyLongObject *op)
{
    return !_PyLong_IsNegative(op) && PyUnstable_Long_IsCompact(op);
}

static inline int _PyLong_SameSign(const PyLongObject *a, const PyLongObject *b)
{
    return ((a->long_value.lv_tag ^ b->long_value.lv_tag) & SIGN_MASK) == 0;
}

static inline void _PyLong_SetSignAndDigitCount(PyLongObject *op, int sign, Py_ssize_t size)
{
    assert(-1 <= sign && sign <= 1 && size >= 0 && (sign != 0 || size == 0));
    op->long_value.lv_tag = TAG_FROM_SIGN_AND_SIZE(sign, size);
}

static inline void _PyLong_SetDigitCount(PyLongObject *op, Py_ssize_t size)
{
    assert(size >= 0);
    op->long_value.lv_tag = (op->long_value.lv_tag & SIGN_MASK) | (uintptr_t)size << NON_SIZE_BITS;
}

/* The sign is 0 or 2: what they have in common is that 2 less either is the other. */
static inline void _PyLong_FlipSign(PyLongObject *op)
{
    uintptr_t flipped = 2 - (op->long_value.lv_tag & SIGN_MASK);
    op->long_value.lv_tag = (op->long_value.lv_tag & NON_SIZE_MASK) | flipped;
}
