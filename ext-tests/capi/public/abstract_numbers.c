/* abstract.h: PyNumber_. */
#include "../check.h"

static const char CLASSES[] =
    "class All:\n"
    "    def __init__(self, result): self.result = result\n"
    "    def __repr__(self): return f'All({self.result!r})'\n"
    "    def answer(self, *args):\n"
    "        if isinstance(self.result, Exception): raise self.result\n"
    "        return self.result\n"
    "    for name in ('add sub mul matmul truediv floordiv mod divmod pow lshift rshift and xor or'.split()):\n"
    "        for kind in '', 'r', 'i':\n"
    "            locals()[f'__{kind}{name}__'] = answer\n"
    "    for name in 'neg pos abs invert int float index'.split():\n"
    "        locals()[f'__{name}__'] = answer\n"
    "class Long(int): pass\n"
    "class Float(float): pass\n";

/* Each on numbers, on what has every method, on what fails, and on what has none. */
#define BINARY(function)              \
    CALL(function, a, b);             \
    CALL(function, b, all);           \
    CALL(function, all, a);           \
    CALL(function, fails, a);         \
    CALL(function, declines, bad);    \
    CALL(function, text, a)
#define UNARY(function)               \
    CALL(function, a);                \
    CALL(function, x);                \
    CALL(function, all);              \
    CALL(function, fails);            \
    CALL(function, text)
#define OPERANDS                                                                                                          \
    python(CLASSES);                                                                                                      \
    PyObject *a = made("1000"), *b = made("7"), *x = made("-2.5"), *all = made("All([1])"), *fails = made("All(KeyError(5))"); \
    PyObject *declines = made("All(NotImplemented)"), *text = made("'12'"), *set = made("{1, 2}"), *list = made("[1, 2]");        \
    (void)x, (void)set, (void)list, (void)declines

static void arithmetic(void)
{
    OPERANDS;
    BINARY(PyNumber_Add);
    BINARY(PyNumber_Subtract);
    BINARY(PyNumber_Multiply);
    BINARY(PyNumber_MatrixMultiply);
    BINARY(PyNumber_TrueDivide);
    BINARY(PyNumber_FloorDivide);
    BINARY(PyNumber_Remainder);
    BINARY(PyNumber_Divmod);
    BINARY(PyNumber_Lshift);
    BINARY(PyNumber_Rshift);
    BINARY(PyNumber_And);
    BINARY(PyNumber_Xor);
    BINARY(PyNumber_Or);
    CALL(PyNumber_Add, list, list);
    CALL(PyNumber_Add, list, a);
    CALL(PyNumber_Multiply, list, b);
    CALL(PyNumber_Multiply, b, list);
    CALL(PyNumber_Multiply, list, x);
    CALL(PyNumber_FloorDivide, x, made("0"));
    CALL(PyNumber_Lshift, a, made("-1"));
}

static void in_place(void)
{
    OPERANDS;
    BINARY(PyNumber_InPlaceAdd);
    BINARY(PyNumber_InPlaceSubtract);
    BINARY(PyNumber_InPlaceMultiply);
    BINARY(PyNumber_InPlaceMatrixMultiply);
    BINARY(PyNumber_InPlaceTrueDivide);
    BINARY(PyNumber_InPlaceFloorDivide);
    BINARY(PyNumber_InPlaceRemainder);
    BINARY(PyNumber_InPlaceLshift);
    BINARY(PyNumber_InPlaceRshift);
    BINARY(PyNumber_InPlaceAnd);
    BINARY(PyNumber_InPlaceXor);
    BINARY(PyNumber_InPlaceOr);
    SHOW(PyNumber_InPlaceAdd(list, text) == list);
    SHOW_LENT(list);
    SHOW(PyNumber_InPlaceMultiply(list, b) == list);
    SHOW(PyNumber_InPlaceOr(set, made("{3}")) == set);
    CALL(PyNumber_InPlaceAdd, list, a);
    CALL(PyNumber_InPlaceMultiply, list, x);
}

static void powers(void)
{
    OPERANDS;
    PyObject *modulus = made("13"), *zero = made("0"), *minus = made("-1");
    CALL(PyNumber_Power, a, b, modulus);
    CALL(PyNumber_Power, a, b, Py_None);
    CALL(PyNumber_Power, a, minus, Py_None);
    CALL(PyNumber_Power, a, b, zero);
    CALL(PyNumber_Power, x, b, modulus);
    CALL(PyNumber_Power, all, b, modulus);
    CALL(PyNumber_Power, fails, b, Py_None);
    CALL(PyNumber_Power, text, b, Py_None);
    CALL(PyNumber_Power, text, b, modulus);
    CALL(PyNumber_InPlacePower, a, b, modulus);
    CALL(PyNumber_InPlacePower, a, b, Py_None);
    CALL(PyNumber_InPlacePower, all, b, modulus);
    CALL(PyNumber_InPlacePower, text, b, Py_None);
    CALL(PyNumber_InPlacePower, text, b, modulus);
}

static void one_operand(void)
{
    OPERANDS;
    UNARY(PyNumber_Negative);
    UNARY(PyNumber_Positive);
    UNARY(PyNumber_Absolute);
    UNARY(PyNumber_Invert);
}

static void converting(void)
{
    OPERANDS;
    PyObject *index = made("All(5)"), *subclass = made("All(Long(5))"), *float_result = made("All(Float(2.5))"), *half = made("All(2.5)");
    PyObject *bytes = made("b' 12 '"), *wrong = made("b'x'"), *huge = made("10**400"), *nan = made("float('nan')"), *view = made("memoryview(b'12')");
    UNARY(PyNumber_Index);
    CALL(PyNumber_Index, index);
    CALL(PyNumber_Index, subclass);
    UNARY(PyNumber_Long);
    CALL(PyNumber_Long, index);
    CALL(PyNumber_Long, subclass);
    CALL(PyNumber_Long, bytes);
    CALL(PyNumber_Long, wrong);
    CALL(PyNumber_Long, nan);
    CALL(PyNumber_Long, view);
    UNARY(PyNumber_Float);
    CALL(PyNumber_Float, float_result);
    CALL(PyNumber_Float, half);
    CALL(PyNumber_Float, bytes);
    CALL(PyNumber_Float, wrong);
    CALL(PyNumber_Float, huge);
    CALL(PyNumber_Check, a);
    CALL(PyNumber_Check, x);
    CALL(PyNumber_Check, all);
    CALL(PyNumber_Check, text);
    CALL(PyIndex_Check, a);
    CALL(PyIndex_Check, x);
    CALL(PyIndex_Check, all);
}

static void sizes_and_bases(void)
{
    OPERANDS;
    PyObject *huge = made("2**80"), *minus = made("-2**80"), *error = PyExc_OverflowError;
    CALL(PyNumber_AsSsize_t, a, error);
    CALL(PyNumber_AsSsize_t, huge, error);
    CALL(PyNumber_AsSsize_t, huge, NULL);
    CALL(PyNumber_AsSsize_t, minus, NULL);
    CALL(PyNumber_AsSsize_t, x, error);
    CALL(PyNumber_AsSsize_t, fails, error);
    static const int bases[] = {2, 8, 10, 16, 3, 0};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(bases); i++) {
        note("base = %d", bases[i]);
        int base = bases[i];
        CALL(PyNumber_ToBase, a, base);
    }
    CALL(PyNumber_ToBase, x, 2);
    CALL(PyNumber_ToBase, Py_True, 16);
}

TESTS(abstract_numbers, TEST(arithmetic), TEST(in_place), TEST(powers), TEST(one_operand), TEST(converting), TEST(sizes_and_bases))
