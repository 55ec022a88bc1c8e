/* Integers, floats, and arithmetic on objects. */

#include "bench.h"

BENCH(PyLong_FromLong_small, MAKE(PyLong_FromLong(7)));
BENCH(PyLong_FromLong, MAKE(PyLong_FromLong(1234567)));
BENCH(PyLong_FromLongLong, MAKE(PyLong_FromLongLong(1LL << 40)));
BENCH(PyLong_FromSsize_t, MAKE(PyLong_FromSsize_t(100000)));
BENCH(PyLong_FromSize_t, MAKE(PyLong_FromSize_t(100000)));
BENCH(PyLong_FromUnsignedLongLong, MAKE(PyLong_FromUnsignedLongLong(1ULL << 63)));
BENCH(PyLong_FromDouble, MAKE(PyLong_FromDouble(12345.5)));
BENCH(PyLong_FromString, MAKE(PyLong_FromString("123456", NULL, 10)));
BENCH(PyLong_FromVoidPtr, MAKE(PyLong_FromVoidPtr(&loops)));
BENCH(PyLong_AsLong, KEEP(PyLong_AsLong(small)));
BENCH(PyLong_AsLong_index, KEEP(PyLong_AsLong(Py_True)));
BENCH(PyLong_AsInt, KEEP(PyLong_AsInt(small)));
BENCH(PyLong_AsLongLong, KEEP(PyLong_AsLongLong(other_small)));
BENCH(PyLong_AsSsize_t, KEEP(PyLong_AsSsize_t(other_small)));
BENCH(PyLong_AsSize_t, KEEP(PyLong_AsSize_t(other_small)));
BENCH(PyLong_AsUnsignedLong, KEEP(PyLong_AsUnsignedLong(other_small)));
BENCH(PyLong_AsUnsignedLongLongMask, KEEP(PyLong_AsUnsignedLongLongMask(large)));
BENCH(PyLong_AsLongAndOverflow, {
    int overflow;
    KEEP(PyLong_AsLongAndOverflow(large, &overflow));
});
BENCH(PyLong_AsDouble, KEEP(PyLong_AsDouble(other_small)));
BENCH(PyFloat_FromDouble, MAKE(PyFloat_FromDouble(2.5)));
BENCH(PyFloat_AsDouble, KEEP(PyFloat_AsDouble(real)));
BENCH(PyFloat_AsDouble_int, KEEP(PyFloat_AsDouble(small)));
BENCH(PyFloat_FromString, MAKE(PyFloat_FromString(digits)));
BENCH(PyBool_FromLong, MAKE(PyBool_FromLong(loops & 1)));
BENCH(PyComplex_FromDoubles, MAKE(PyComplex_FromDoubles(1.5, 2.5)));

BENCH(PyNumber_Add, MAKE(PyNumber_Add(small, other_small)));
BENCH(PyNumber_Add_float, MAKE(PyNumber_Add(real, other_real)));
BENCH(PyNumber_Subtract, MAKE(PyNumber_Subtract(other_small, small)));
BENCH(PyNumber_Multiply, MAKE(PyNumber_Multiply(small, other_small)));
BENCH(PyNumber_Multiply_large, MAKE(PyNumber_Multiply(large, large)));
BENCH(PyNumber_TrueDivide, MAKE(PyNumber_TrueDivide(other_small, small)));
BENCH(PyNumber_FloorDivide, MAKE(PyNumber_FloorDivide(other_small, small)));
BENCH(PyNumber_Remainder, MAKE(PyNumber_Remainder(other_small, small)));
BENCH(PyNumber_And, MAKE(PyNumber_And(small, other_small)));
BENCH(PyNumber_Lshift, MAKE(PyNumber_Lshift(other_small, small)));
BENCH(PyNumber_InPlaceAdd, MAKE(PyNumber_InPlaceAdd(small, other_small)));
BENCH(PyNumber_Negative, MAKE(PyNumber_Negative(other_small)));
BENCH(PyNumber_Index, MAKE(PyNumber_Index(small)));
BENCH(PyNumber_Long, MAKE(PyNumber_Long(real)));
BENCH(PyNumber_Float, MAKE(PyNumber_Float(small)));
BENCH(PyNumber_AsSsize_t, KEEP(PyNumber_AsSsize_t(small, NULL)));
BENCH(PyNumber_Check, KEEP(PyNumber_Check(real)));
BENCH(PyIndex_Check, KEEP(PyIndex_Check(real)));
