/* Compiler and platform: integer types, attributes, casts. gcc and clang are the compilers that we know. */
#if !defined(__GNUC__)
#  error "gcc or clang is needed"
#endif

#ifdef __has_builtin
#  define _Py__has_builtin(x) __has_builtin(x)
#else
#  define _Py__has_builtin(x) 0
#endif
#ifdef __has_attribute
#  define _Py__has_attribute(x) __has_attribute(x)
#else
#  define _Py__has_attribute(x) 0
#endif

/* In C++ a cast that changes only the type, without the warnings about C's way of writing it. */
#ifdef __cplusplus
#  define _Py_STATIC_CAST(type, expr) static_cast<type>(expr)
#else
#  define _Py_STATIC_CAST(type, expr) ((type)(expr))
#endif
#define _Py_CAST(type, expr) ((type)(expr))
/* By way of `void (*)(void)`, the one function type that may be cast to any other without a warning. */
#define _Py_FUNC_CAST(T, func) _Py_CAST(T, _Py_CAST(void (*)(void), (func)))
#if defined(__cplusplus) && __cplusplus >= 201103L
#  define _Py_NULL nullptr
#else
#  define _Py_NULL NULL
#endif

/* A module of the standard library is part of the core. */
#if (defined(Py_BUILD_CORE_BUILTIN) || defined(Py_BUILD_CORE_MODULE)) && !defined(Py_BUILD_CORE)
#  define Py_BUILD_CORE
#endif

#ifndef HAVE_LONG_LONG
#  define HAVE_LONG_LONG 1
#endif
#define PY_LONG_LONG long long
#define PY_LLONG_MIN LLONG_MIN
#define PY_LLONG_MAX LLONG_MAX
#define PY_ULLONG_MAX ULLONG_MAX
#define PY_UINT32_T uint32_t
#define PY_UINT64_T uint64_t
#define PY_INT32_T int32_t
#define PY_INT64_T int64_t
#ifndef PYLONG_BITS_IN_DIGIT
#  define PYLONG_BITS_IN_DIGIT 30
#endif

@omit Py_ssize_t Py_hash_t Py_uhash_t
#include "exports.h"
@begin
typedef ssize_t Py_ssize_t;
typedef Py_ssize_t Py_hash_t;
typedef size_t Py_uhash_t;
#define PY_SSIZE_T_MAX SSIZE_MAX
#define PY_SSIZE_T_MIN (-PY_SSIZE_T_MAX-1)
#define SIZEOF_PY_HASH_T SIZEOF_SIZE_T
#define SIZEOF_PY_UHASH_T SIZEOF_SIZE_T
#define PY_SIZE_MAX SIZE_MAX
#ifndef PY_FORMAT_SIZE_T
#  define PY_FORMAT_SIZE_T "z"
#endif
#ifndef LONG_BIT
#  define LONG_BIT (8 * SIZEOF_LONG)
#endif
@types
@constants

#define Py_LOCAL(type) static type
#define Py_LOCAL_INLINE(type) static inline type
#if !defined(Py_LIMITED_API) || Py_LIMITED_API+0 < 0x030b0000
#  define Py_MEMCPY memcpy
#endif

/* gcc and clang shift the sign in. */
#define Py_ARITHMETIC_RIGHT_SHIFT(TYPE, I, J) ((I) >> (J))
#define Py_FORCE_EXPANSION(X) X
#ifdef Py_DEBUG
#  define Py_SAFE_DOWNCAST(VALUE, WIDE, NARROW) \
    (assert(_Py_STATIC_CAST(WIDE, _Py_STATIC_CAST(NARROW, (VALUE))) == (VALUE)), _Py_STATIC_CAST(NARROW, (VALUE)))
#else
#  define Py_SAFE_DOWNCAST(VALUE, WIDE, NARROW) _Py_STATIC_CAST(NARROW, (VALUE))
#endif

#define Py_DEPRECATED(VERSION_UNUSED) __attribute__((__deprecated__))
#ifdef Py_BUILD_CORE
#  define _Py_DEPRECATED_EXTERNALLY(version)
#else
#  define _Py_DEPRECATED_EXTERNALLY(version) Py_DEPRECATED(version)
#endif
#define _Py_COMP_DIAG_PUSH _Pragma("GCC diagnostic push")
#define _Py_COMP_DIAG_IGNORE_DEPR_DECLS _Pragma("GCC diagnostic ignored \"-Wdeprecated-declarations\"")
#define _Py_COMP_DIAG_POP _Pragma("GCC diagnostic pop")

#define _Py_HOT_FUNCTION __attribute__((hot))
#ifdef Py_DEBUG
#  define Py_ALWAYS_INLINE
#else
#  define Py_ALWAYS_INLINE __attribute__((always_inline))
#endif
#define Py_NO_INLINE __attribute__((noinline))
#define Py_GCC_ATTRIBUTE(x) __attribute__(x)
#define Py_ALIGNED(x) __attribute__((aligned(x)))
#ifndef Py_LL
#  define Py_LL(x) x##LL
#endif
#ifndef Py_ULL
#  define Py_ULL(x) Py_LL(x##U)
#endif
#define Py_VA_COPY va_copy
#ifndef WITH_THREAD
#  define WITH_THREAD
#endif
#ifdef Py_BUILD_CORE
#  define HAVE_THREAD_LOCAL 1
#  ifdef __cplusplus
#    define _Py_thread_local thread_local
#  else
#    define _Py_thread_local _Thread_local
#  endif
#endif
#ifndef _Py_NO_RETURN
#  define _Py_NO_RETURN __attribute__((__noreturn__))
#endif
#define _Py_TYPEOF(expr) __typeof__(expr)

#if _Py__has_attribute(no_sanitize_address)
#  define _Py_NO_SANITIZE_ADDRESS __attribute__((no_sanitize_address))
#else
#  define _Py_NO_SANITIZE_ADDRESS
#endif
#if _Py__has_attribute(no_sanitize_thread)
#  define _Py_NO_SANITIZE_THREAD __attribute__((no_sanitize_thread))
#else
#  define _Py_NO_SANITIZE_THREAD
#endif
#if _Py__has_attribute(no_sanitize_memory)
#  define _Py_NO_SANITIZE_MEMORY __attribute__((no_sanitize_memory))
#else
#  define _Py_NO_SANITIZE_MEMORY
#endif
#if _Py__has_attribute(no_sanitize_undefined)
#  define _Py_NO_SANITIZE_UNDEFINED __attribute__((no_sanitize_undefined))
#else
#  define _Py_NO_SANITIZE_UNDEFINED
#endif
#if defined(__SANITIZE_THREAD__) && !defined(_Py_THREAD_SANITIZER)
#  define _Py_THREAD_SANITIZER
#endif
#if defined(__SANITIZE_ADDRESS__) && !defined(_Py_ADDRESS_SANITIZER)
#  define _Py_ADDRESS_SANITIZER
#endif
#if _Py__has_attribute(fallthrough)
#  define _Py_FALLTHROUGH __attribute__((fallthrough))
#else
#  define _Py_FALLTHROUGH do { } while (0)
#endif
#if _Py__has_attribute(nonstring)
#  define _Py_NONSTRING __attribute__((nonstring))
#else
#  define _Py_NONSTRING
#endif
#ifndef PY_CXX_CONST
#  ifdef __cplusplus
#    define PY_CXX_CONST const
#  else
#    define PY_CXX_CONST
#  endif
#endif
@declarations
