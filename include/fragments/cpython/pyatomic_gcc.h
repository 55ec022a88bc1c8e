/* The atomics by the compiler's own: one macro an operation, one line a type. */
@begin
#define _PY_ATOMIC_ADD(NAME, TYPE) \
    static inline TYPE _Py_atomic_add_##NAME(TYPE *obj, TYPE value) { \
        return __atomic_fetch_add(obj, value, __ATOMIC_SEQ_CST); \
    }
#define _PY_ATOMIC_BITS(NAME, TYPE) \
    static inline TYPE _Py_atomic_and_##NAME(TYPE *obj, TYPE value) { \
        return __atomic_fetch_and(obj, value, __ATOMIC_SEQ_CST); \
    } \
    static inline TYPE _Py_atomic_or_##NAME(TYPE *obj, TYPE value) { \
        return __atomic_fetch_or(obj, value, __ATOMIC_SEQ_CST); \
    }
/* Also compare_exchange (which leaves in *expected what it found) and sequentially consistent load and store. */
#define _PY_ATOMIC_EXCHANGE(NAME, TYPE) \
    static inline TYPE _Py_atomic_exchange_##NAME(TYPE *obj, TYPE value) { \
        return __atomic_exchange_n(obj, value, __ATOMIC_SEQ_CST); \
    } \
    static inline int _Py_atomic_compare_exchange_##NAME(TYPE *obj, TYPE *expected, TYPE desired) { \
        return __atomic_compare_exchange_n(obj, expected, desired, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); \
    } \
    static inline TYPE _Py_atomic_load_##NAME(const TYPE *obj) { \
        return __atomic_load_n(obj, __ATOMIC_SEQ_CST); \
    } \
    static inline void _Py_atomic_store_##NAME(TYPE *obj, TYPE value) { \
        __atomic_store_n(obj, value, __ATOMIC_SEQ_CST); \
    }
#define _PY_ATOMIC_RELAXED(NAME, TYPE) \
    static inline TYPE _Py_atomic_load_##NAME##_relaxed(const TYPE *obj) { \
        TYPE value; \
        __atomic_load(obj, &value, __ATOMIC_RELAXED); \
        return value; \
    } \
    static inline void _Py_atomic_store_##NAME##_relaxed(TYPE *obj, TYPE value) { \
        __atomic_store(obj, &value, __ATOMIC_RELAXED); \
    }
#define _PY_ATOMIC_ACQUIRE(NAME, TYPE) \
    static inline TYPE _Py_atomic_load_##NAME##_acquire(const TYPE *obj) { \
        return __atomic_load_n(obj, __ATOMIC_ACQUIRE); \
    }
#define _PY_ATOMIC_RELEASE(NAME, TYPE) \
    static inline void _Py_atomic_store_##NAME##_release(TYPE *obj, TYPE value) { \
        __atomic_store_n(obj, value, __ATOMIC_RELEASE); \
    }

#define _PY_ATOMIC_INTEGER(NAME, TYPE) \
    _PY_ATOMIC_ADD(NAME, TYPE) _PY_ATOMIC_EXCHANGE(NAME, TYPE) _PY_ATOMIC_RELAXED(NAME, TYPE)
_PY_ATOMIC_INTEGER(int, int)
_PY_ATOMIC_INTEGER(int8, int8_t)
_PY_ATOMIC_INTEGER(int16, int16_t)
_PY_ATOMIC_INTEGER(int32, int32_t)
_PY_ATOMIC_INTEGER(int64, int64_t)
_PY_ATOMIC_INTEGER(intptr, intptr_t)
_PY_ATOMIC_INTEGER(uint, unsigned int)
_PY_ATOMIC_INTEGER(uint8, uint8_t)
_PY_ATOMIC_INTEGER(uint16, uint16_t)
_PY_ATOMIC_INTEGER(uint32, uint32_t)
_PY_ATOMIC_INTEGER(uint64, uint64_t)
_PY_ATOMIC_INTEGER(uintptr, uintptr_t)
_PY_ATOMIC_INTEGER(ssize, Py_ssize_t)
_PY_ATOMIC_BITS(uint8, uint8_t)
_PY_ATOMIC_BITS(uint16, uint16_t)
_PY_ATOMIC_BITS(uint32, uint32_t)
_PY_ATOMIC_BITS(uint64, uint64_t)
_PY_ATOMIC_BITS(uintptr, uintptr_t)
_PY_ATOMIC_RELAXED(char, char)
_PY_ATOMIC_RELAXED(uchar, unsigned char)
_PY_ATOMIC_RELAXED(short, short)
_PY_ATOMIC_RELAXED(ushort, unsigned short)
_PY_ATOMIC_RELAXED(long, long)
_PY_ATOMIC_RELAXED(ullong, unsigned long long)
_PY_ATOMIC_RELAXED(llong, long long)
_PY_ATOMIC_RELAXED(float, float)
_PY_ATOMIC_RELAXED(double, double)
_PY_ATOMIC_ACQUIRE(uintptr, uintptr_t)
_PY_ATOMIC_ACQUIRE(int, int)
_PY_ATOMIC_ACQUIRE(uint32, uint32_t)
_PY_ATOMIC_ACQUIRE(uint64, uint64_t)
_PY_ATOMIC_ACQUIRE(ssize, Py_ssize_t)
_PY_ATOMIC_RELEASE(uintptr, uintptr_t)
_PY_ATOMIC_RELEASE(int, int)
_PY_ATOMIC_RELEASE(uint, unsigned int)
_PY_ATOMIC_RELEASE(uint32, uint32_t)
_PY_ATOMIC_RELEASE(uint64, uint64_t)
_PY_ATOMIC_RELEASE(ssize, Py_ssize_t)
#undef _PY_ATOMIC_ADD
#undef _PY_ATOMIC_BITS
#undef _PY_ATOMIC_EXCHANGE
#undef _PY_ATOMIC_RELAXED
#undef _PY_ATOMIC_ACQUIRE
#undef _PY_ATOMIC_RELEASE
#undef _PY_ATOMIC_INTEGER

/* A pointer of any type: `obj` is where it lies. */
static inline void *_Py_atomic_exchange_ptr(void *obj, void *value) {
    return __atomic_exchange_n((void **)obj, value, __ATOMIC_SEQ_CST);
}
static inline int _Py_atomic_compare_exchange_ptr(void *obj, void *expected, void *desired) {
    return __atomic_compare_exchange_n((void **)obj, (void **)expected, desired, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}
static inline void *_Py_atomic_load_ptr(const void *obj) {
    return __atomic_load_n((void *const *)obj, __ATOMIC_SEQ_CST);
}
static inline void *_Py_atomic_load_ptr_relaxed(const void *obj) {
    return __atomic_load_n((void *const *)obj, __ATOMIC_RELAXED);
}
static inline void *_Py_atomic_load_ptr_acquire(const void *obj) {
    return __atomic_load_n((void *const *)obj, __ATOMIC_ACQUIRE);
}
static inline void _Py_atomic_store_ptr(void *obj, void *value) {
    __atomic_store_n((void **)obj, value, __ATOMIC_SEQ_CST);
}
static inline void _Py_atomic_store_ptr_relaxed(void *obj, void *value) {
    __atomic_store_n((void **)obj, value, __ATOMIC_RELAXED);
}
static inline void _Py_atomic_store_ptr_release(void *obj, void *value) {
    __atomic_store_n((void **)obj, value, __ATOMIC_RELEASE);
}

static inline void _Py_atomic_fence_seq_cst(void) {
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
}
static inline void _Py_atomic_fence_acquire(void) {
    __atomic_thread_fence(__ATOMIC_ACQUIRE);
}
static inline void _Py_atomic_fence_release(void) {
    __atomic_thread_fence(__ATOMIC_RELEASE);
}
