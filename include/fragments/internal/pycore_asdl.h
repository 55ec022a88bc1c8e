/* Sequences of nodes: a size, a pointer to the elements, and the elements, which live in an arena. */
@begin
@types
@constants
@declarations

#define _ASDL_SEQ_HEAD Py_ssize_t size; void **elements;

/* Defines `_Py_asdl_NAME_seq_new(size, arena)`; the elements are zero at first. The stock library exports none of these. */
#define GENERATE_ASDL_SEQ_CONSTRUCTOR(NAME, TYPE) \
    asdl_##NAME##_seq *_Py_asdl_##NAME##_seq_new(Py_ssize_t size, PyArena *arena) \
    { \
        const size_t head = offsetof(asdl_##NAME##_seq, typed_elements); \
        size_t needed = sizeof(asdl_##NAME##_seq); \
        asdl_##NAME##_seq *made; \
        if (size < 0 || (size_t)size > (PY_SSIZE_T_MAX - head) / sizeof(void *)) { \
            PyErr_NoMemory(); \
            return NULL; \
        } \
        if (head + (size_t)size * sizeof(TYPE) > needed) { \
            needed = head + (size_t)size * sizeof(TYPE); \
        } \
        made = (asdl_##NAME##_seq *)_PyArena_Malloc(arena, needed); \
        if (made != NULL) { \
            memset(made, 0, needed); \
            made->size = size; \
            made->elements = (void **)made->typed_elements; \
        } \
        return made; \
    }

#define asdl_seq_LEN(S) _Py_RVALUE((S) != NULL ? (S)->size : 0)
#define asdl_seq_GET(S, I) _Py_RVALUE((S)->typed_elements[I])
#define asdl_seq_GET_UNTYPED(S, I) _Py_RVALUE((S)->elements[I])
#define asdl_seq_SET(S, I, V) _Py_RVALUE((S)->typed_elements[I] = (V))
#define asdl_seq_SET_UNTYPED(S, I, V) _Py_RVALUE((S)->elements[I] = (V))
