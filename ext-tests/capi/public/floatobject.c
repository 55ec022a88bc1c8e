/* floatobject.h, complexobject.h, boolobject.h, with their cpython/ halves. */
#include "../check.h"

static const char CLASSES[] =
    "class Number:\n"
    "    def __init__(self, result): self.result = result\n"
    "    def answer(self):\n"
    "        if isinstance(self.result, Exception): raise self.result\n"
    "        return self.result\n"
    "class Float(Number): __float__ = Number.answer\n"
    "class Index(Number): __index__ = Number.answer\n"
    "class Complex(Number): __complex__ = Number.answer\n"
    "class SubFloat(float): pass\n"
    "class SubComplex(complex): pass\n";

static void floats(void)
{
    python(CLASSES);
    CALL(PyFloat_FromDouble, 2.5);
    CALL(PyFloat_FromDouble, -0.0);
    SHOW(PyFloat_GetMax());
    SHOW(PyFloat_GetMin());
    SHOW(PyFloat_GetInfo());
    static const char *const numbers[] = {"2.5", "1000", "10**400", "True", "SubFloat(1.5)", "Float(3.5)", "Float(SubFloat(3.5))", "Float(3)",
                                          "Float(KeyError(1))", "Index(7)", "Index('a')", "'2.5'", "1j", "None"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(numbers); i++) {
        note("%s", numbers[i]);
        PyObject *number = made(numbers[i]);
        CALL(PyFloat_AsDouble, number);
    }
    static const char *const texts[] = {"' 2.5 '", "'1_000.5'", "'nan'", "'-inf'", "'1e400'", "''", "'x'", "'1__0'", "b'2.5'", "bytearray(b'7')",
                                        "memoryview(b'8')", "'\\u0664.5'", "'1\\0'", "2.5", "[]"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(texts); i++) {
        note("%s", texts[i]);
        PyObject *text = made(texts[i]);
        CALL(PyFloat_FromString, text);
    }
}

static void packing(void)
{
    static const double numbers[] = {0.0, -0.0, 1.0, -2.5, 65504.0, 65520.0, 1e30, 1e300, 5e-324, 6e-8, Py_INFINITY, -Py_INFINITY, Py_NAN};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(numbers); i++) {
        double number = numbers[i];
        for (int little = 0; little < 2; little++) {
            char bytes[8] = {0};
            note("%g, %s endian", number, little ? "little" : "big");
            SHOW(PyFloat_Pack2(number, bytes, little));
            SHOW(PyFloat_Unpack2(bytes, little));
            SHOW(PyBytes_FromStringAndSize(bytes, 2));
            SHOW(PyFloat_Pack4(number, bytes, little));
            SHOW(PyFloat_Unpack4(bytes, little));
            SHOW(PyBytes_FromStringAndSize(bytes, 4));
            SHOW(PyFloat_Pack8(number, bytes, little));
            SHOW(PyFloat_Unpack8(bytes, little));
            SHOW(PyBytes_FromStringAndSize(bytes, 8));
        }
    }
}

static void complexes(void)
{
    python(CLASSES);
    Py_complex value = {1.5, -2};
    CALL(PyComplex_FromDoubles, 1.5, -2.0);
    CALL(PyComplex_FromDoubles, -0.0, -0.0);
    CALL(PyComplex_FromCComplex, value);
    static const char *const numbers[] = {"1.5-2j", "2.5", "1000", "10**400", "SubComplex(1j)", "Complex(3+4j)", "Complex(SubComplex(3+4j))",
                                          "Complex(3)", "Complex(KeyError(1))", "Float(3.5)", "Float('a')", "Index(7)", "'1j'", "None"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(numbers); i++) {
        note("%s", numbers[i]);
        PyObject *number = made(numbers[i]);
        CALL(PyComplex_RealAsDouble, number);
        CALL(PyComplex_ImagAsDouble, number);
        CALL(PyComplex_AsCComplex, number);
    }
}

static void complex_arithmetic(void)
{
    static const Py_complex numbers[] = {{0, 0}, {1, 2}, {-3, 0.5}, {1e300, 1e300}, {Py_INFINITY, 1}};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(numbers); i++) {
        Py_complex a = numbers[i], b = numbers[(i + 1) % Py_ARRAY_LENGTH(numbers)];
        errno = 0;
        SHOW(_Py_c_sum(a, b));
        SHOW(_Py_c_diff(a, b));
        SHOW(_Py_c_neg(a));
        SHOW(_Py_c_prod(a, b));
        SHOW(_Py_c_quot(b, a));
        SHOW(errno);
        errno = 0;
        SHOW(_Py_c_pow(a, b));
        SHOW(errno);
        errno = 0;
        SHOW(_Py_c_abs(a));
        SHOW(errno);
    }
}

static void booleans(void)
{
    PyObject *number = made("1");
    CALL(PyBool_FromLong, 0);
    CALL(PyBool_FromLong, 1);
    CALL(PyBool_FromLong, -7);
    CALL(Py_IsTrue, Py_True);
    CALL(Py_IsTrue, Py_False);
    CALL(Py_IsTrue, number);
    CALL(Py_IsFalse, Py_False);
    CALL(Py_IsFalse, Py_True);
}

TESTS(floatobject, TEST(floats), TEST(packing), TEST(complexes), TEST(complex_arithmetic), TEST(booleans))
