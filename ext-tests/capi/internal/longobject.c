/* internal/pycore_long.h, pycore_complexobject.h, pycore_floatobject.h. */
#define Py_BUILD_CORE 1
#include "../check.h"
#include "internal/pycore_long.h"
#include "internal/pycore_complexobject.h"
#include "internal/pycore_floatobject.h"

#define AS_LONG(object) ((PyLongObject *)(object))

static void arithmetic(void)
{
    PyObject *big = made("10**30"), *small = made("1234567"), *negative = made("-10**20"), *zero = made("0");
    SHOW(_PyLong_Add(AS_LONG(big), AS_LONG(small)));
    SHOW(_PyLong_Add(AS_LONG(small), AS_LONG(zero)));
    SHOW(_PyLong_Subtract(AS_LONG(small), AS_LONG(big)));
    SHOW(_PyLong_Subtract(AS_LONG(negative), AS_LONG(negative)));
    SHOW(_PyLong_Multiply(AS_LONG(big), AS_LONG(negative)));
    SHOW(_PyLong_Multiply(AS_LONG(zero), AS_LONG(negative)));
    CALL(_PyLong_DivmodNear, big, small);
    CALL(_PyLong_DivmodNear, made("7"), made("2"));
    CALL(_PyLong_DivmodNear, made("-5"), made("2"));
    CALL(_PyLong_DivmodNear, small, zero);
    CALL(_PyLong_Lshift, small, 70);
    CALL(_PyLong_Lshift, negative, 1);
    CALL(_PyLong_Lshift, zero, INT64_MAX);
    CALL(_PyLong_Rshift, big, 40);
    CALL(_PyLong_Rshift, negative, 1000);
    CALL(_PyLong_Rshift, small, INT64_MAX);
}

static void texts(void)
{
    PyObject *big = made("-255 * 10**20"), *flag = made("True");
    CALL(_PyLong_Format, big, 10);
    CALL(_PyLong_Format, big, 2);
    CALL(_PyLong_Format, big, 8);
    CALL(_PyLong_Format, big, 16);
    CALL(_PyLong_Format, flag, 16);
}

static void fraction_and_exponent(void)
{
    int64_t exponent = 0;
    PyObject *numbers = made("[0, 1, -3, 10**30, 2**1000 - 1, -2**53 - 1]");
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(numbers); i++) {
        PyObject *number = PyList_GET_ITEM(numbers, i);
        SHOW_LENT(number);
        SHOW(_PyLong_Frexp(AS_LONG(number), &exponent));
        note("exponent %lld", (long long)exponent);
    }
}

#define CONVERT(function, type)                                                               \
    do {                                                                                      \
        type value = 0;                                                                       \
        PyObject *objects = made("[0, 200, -1, 2**8, 2**16, 2**32, 2**64, 1.5, 'x', True, Index()]"); \
        for (Py_ssize_t i = 0; i < PyList_GET_SIZE(objects); i++) {                           \
            PyObject *object = PyList_GET_ITEM(objects, i);                                   \
            value = 0;                                                                        \
            CALL(function, object, (void *)&value);                                           \
            note("  %llu", (unsigned long long)value);                                        \
        }                                                                                     \
    } while (0)

static void converters(void)
{
    python("class Index:\n    def __index__(self): return 77\n    def __repr__(self): return 'Index'");
    CONVERT(_PyLong_UnsignedShort_Converter, unsigned short);
    CONVERT(_PyLong_UnsignedInt_Converter, unsigned int);
    CONVERT(_PyLong_UnsignedLong_Converter, unsigned long);
    CONVERT(_PyLong_UnsignedLongLong_Converter, unsigned long long);
    CONVERT(_PyLong_Size_t_Converter, size_t);
    CONVERT(_PyLong_UInt8_Converter, uint8_t);
    CONVERT(_PyLong_UInt16_Converter, uint16_t);
    CONVERT(_PyLong_UInt32_Converter, uint32_t);
    CONVERT(_PyLong_UInt64_Converter, uint64_t);
}

static void complexes(void)
{
    Py_complex z = {1.5, -2.0}, infinite = {Py_INFINITY, 0.0}, zero = {0.0, -0.0};
    SHOW(_Py_cr_sum(z, 2.0));
    SHOW(_Py_cr_sum(zero, -0.0));
    SHOW(_Py_cr_diff(z, 0.5));
    SHOW(_Py_cr_diff(zero, 0.0));
    SHOW(_Py_rc_diff(1.0, z));
    SHOW(_Py_rc_diff(0.0, zero));
    SHOW(_Py_cr_prod(z, -3.0));
    SHOW(_Py_cr_prod(infinite, 0.0));
    SHOW(_Py_cr_quot(z, 2.0));
    SHOW(_Py_cr_quot(infinite, 2.0));
    SHOW(_Py_rc_quot(1.0, z));
    SHOW(_Py_rc_quot(1.0, infinite));
}

/* Both take what nobody refers to any more. */
static void freeing(void)
{
    PyObject *integer = PyLong_FromString("123456789012345678901234567890", NULL, 10);
    DO(_PyLong_ExactDealloc(integer));
    DO(_PyFloat_ExactDealloc(PyFloat_FromDouble(2.5)));
    SHOW(PyFloat_FromDouble(3.5));
    SHOW(PyLong_FromString("123456789012345678901234567890", NULL, 10));
}

TESTS(longobject, TEST(arithmetic), TEST(texts), TEST(fraction_and_exponent), TEST(converters), TEST(complexes), TEST(freeing))
