/* Small macros without a subject of their own. */
@begin
#if !defined(__cplusplus) && !defined(static_assert)
#  define static_assert _Static_assert
#endif
#ifndef _Py_ALIGNED_DEF
#  ifdef __cplusplus
#    define _Py_ALIGNED_DEF(N, T) alignas(N) alignas(T) T
#  else
#    define _Py_ALIGNED_DEF(N, T) _Alignas(N) _Alignas(T) T
#  endif
#endif

#define Py_MIN(x, y) (((x) > (y)) ? (y) : (x))
#define Py_MAX(x, y) (((x) > (y)) ? (x) : (y))
#define Py_ABS(x) ((x) < 0 ? -(x) : (x))
/* The absolute value as an unsigned T: the smallest number of a signed type has none of its own type. */
#define _Py_ABS_CAST(T, x) ((x) >= 0 ? ((T)(x)) : ((T)(((T) -((x) + 1)) + 1u)))
#define _Py_XSTRINGIFY(x) #x
#define Py_STRINGIFY(x) _Py_XSTRINGIFY(x)
#define Py_MEMBER_SIZE(type, member) sizeof(((type *)0)->member)
#define Py_CHARMASK(c) ((unsigned char)((c) & 0xff))

/* 0, or a compile error. */
#define Py_BUILD_ASSERT_EXPR(cond) (sizeof(char [1 - 2*!(cond)]) - 1)
#define Py_BUILD_ASSERT(cond) do { static_assert((cond), #cond); } while (0)

/* A pointer in the array's place does not compile where the compiler can tell. */
#if !defined(__cplusplus) && !defined(__STRICT_ANSI__)
#  define Py_ARRAY_LENGTH(array) \
    (sizeof(array) / sizeof((array)[0]) \
     + Py_BUILD_ASSERT_EXPR(!__builtin_types_compatible_p(__typeof__(array), __typeof__(&(array)[0]))))
#else
#  define Py_ARRAY_LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#endif

#define PyDoc_VAR(name) static const char name[]
#define PyDoc_STRVAR(name, str) PyDoc_VAR(name) = PyDoc_STR(str)
#ifdef WITH_DOC_STRINGS
#  define PyDoc_STR(str) str
#else
#  define PyDoc_STR(str) ""
#endif

/* `a` is a power of two. */
#define _Py_SIZE_ROUND_DOWN(n, a) ((size_t)(n) & ~(size_t)((a) - 1))
#define _Py_SIZE_ROUND_UP(n, a) (((size_t)(n) + (size_t)((a) - 1)) & ~(size_t)((a) - 1))
#define _Py_ALIGN_DOWN(p, a) ((void *)((uintptr_t)(p) & ~(uintptr_t)((a) - 1)))
#define _Py_ALIGN_UP(p, a) ((void *)(((uintptr_t)(p) + (uintptr_t)((a) - 1)) & ~(uintptr_t)((a) - 1)))
#define _Py_IS_ALIGNED(p, a) (!((uintptr_t)(p) & (uintptr_t)((a) - 1)))

#define Py_UNUSED(name) _unused_ ## name __attribute__((unused))
#ifdef Py_DEBUG
#  define Py_UNREACHABLE() Py_FatalError("code that was thought unreachable was reached")
#else
#  define Py_UNREACHABLE() __builtin_unreachable()
#endif
#define _Py_CONTAINER_OF(ptr, type, member) (type *)((char *)ptr - offsetof(type, member))
/* Keeps a macro that stands for a value from being assigned to. */
#define _Py_RVALUE(EXPR) ((void)0, (EXPR))
#define _Py_IS_TYPE_SIGNED(type) ((type)(-1) <= 0)

#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 >= 0x030e0000
#  define Py_PACK_FULL_VERSION _Py_PACK_FULL_VERSION
#  define Py_PACK_VERSION(X, Y) Py_PACK_FULL_VERSION(X, Y, 0, 0, 0)
#endif
