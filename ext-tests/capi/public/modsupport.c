/* modsupport.h: parsing of arguments, and building of values. What modsupport.h has for modules is in moduleobject.c. */
#include "../check.h"

static long long integer;
static double number;
static Py_complex complex_number;
static const char *text, *text2;
static Py_ssize_t size;
static PyObject *object, *object2;
static Py_buffer buffer;
static int truth;
static unsigned char byte;
static short short_integer;
static unsigned short unsigned_short;
static unsigned unsigned_integer;
static char character;

/* Every format unit, with what it takes and what it does not. */
static void units(void)
{
    static const char *const values[] = {"5", "-1", "2**70", "2.5", "'text'", "'te\\0xt'", "b'bytes'", "b'c'", "'\\u20ac'", "bytearray(b'array')", "None", "True", "(1, 2)", "1j", "[]"};
    static const struct { const char *format; void *place; } units[] = {
        {"b", &byte}, {"B", &byte}, {"h", &short_integer}, {"H", &unsigned_short}, {"i", &integer}, {"I", &unsigned_integer}, {"l", &integer}, {"k", &integer},
        {"L", &integer}, {"K", &integer}, {"n", &size}, {"c", &character}, {"C", &integer}, {"f", &number}, {"d", &number}, {"D", &complex_number}, {"p", &truth},
        {"s", &text}, {"z", &text}, {"y", &text}, {"O", &object}, {"S", &object}, {"U", &object}, {"Y", &object},
    };
    for (size_t i = 0; i < Py_ARRAY_LENGTH(units); i++) {
        const char *format = units[i].format;
        void *place = units[i].place;
        for (size_t j = 0; j < Py_ARRAY_LENGTH(values); j++) {
            PyObject *value = made(values[j]);
            note("%s of %s", format, values[j]);
            integer = 0;
            SHOW(PyArg_Parse(value, format, place));
        }
    }
    for (size_t j = 0; j < Py_ARRAY_LENGTH(values); j++) {
        PyObject *value = made(values[j]);
        note("with a size, of %s", values[j]);
        SHOW(PyArg_Parse(value, "s#", &text, &size));
        SHOW(PyArg_Parse(value, "z#", &text, &size));
        SHOW(PyArg_Parse(value, "y#", &text, &size));
        memset(&buffer, 0, sizeof buffer);
        SHOW(PyArg_Parse(value, "s*", &buffer));
        PyBuffer_Release(&buffer);
        SHOW(PyArg_Parse(value, "z*", &buffer));
        PyBuffer_Release(&buffer);
        SHOW(PyArg_Parse(value, "y*", &buffer));
        PyBuffer_Release(&buffer);
        SHOW(PyArg_Parse(value, "w*", &buffer));
        PyBuffer_Release(&buffer);
        SHOW(PyArg_Parse(value, "O!", &PyLong_Type, &object));
        char *encoded = NULL;
        SHOW(PyArg_Parse(value, "es", "utf-8", &encoded));
        PyMem_Free(encoded);
        encoded = NULL;
        SHOW(PyArg_Parse(value, "et#", "ascii", &encoded, &size));
        PyMem_Free(encoded);
        SHOW(PyArg_Parse(value, "(ii)", &integer, &truth));
    }
}

static int convert(PyObject *value, void *place)
{
    if (!PyLong_Check(value)) {
        PyErr_SetString(PyExc_ValueError, "from the converter");
        return 0;
    }
    *(PyObject **)place = value;
    return 1;
}

static void tuples(void)
{
    PyObject *two = made("(1, 'a')"), *three = made("(1, 'a', [])"), *none = made("()"), *nested = made("(1, (2, 3))"), *list = made("[1]"), *wrong = made("('a', 1)");
    int a = 0, b = 0, c = 0;
    SHOW(PyArg_ParseTuple(two, "is", &a, &text));
    SHOW(PyArg_ParseTuple(two, "is:function", &a, &text));
    SHOW(PyArg_ParseTuple(three, "is:function", &a, &text));
    SHOW(PyArg_ParseTuple(none, "is:function", &a, &text));
    SHOW(PyArg_ParseTuple(none, "i|s:function", &a, &text));
    SHOW(PyArg_ParseTuple(none, "|is:function", &a, &text));
    SHOW(PyArg_ParseTuple(three, "i|s", &a, &text));
    SHOW(PyArg_ParseTuple(three, ":function"));
    SHOW(PyArg_ParseTuple(wrong, "is:function", &a, &text));
    SHOW(PyArg_ParseTuple(wrong, "is;the whole message", &a, &text));
    SHOW(PyArg_ParseTuple(nested, "i(ii)", &a, &b, &c));
    SHOW(a + b + c);
    SHOW(PyArg_ParseTuple(two, "i(ii)", &a, &b, &c));
    SHOW(PyArg_ParseTuple(three, "OO&O", &object, convert, &object2, &object));
    SHOW(PyArg_ParseTuple(list, "i", &a));
    SHOW(PyArg_ParseTuple(two, "i?", &a));
    UNCHECKED; ALONE(PyArg_ParseTuple(two, "i(", &a));
    ALONE(PyArg_ParseTuple(NULL, "i", &a));
    SHOW(PyArg_UnpackTuple(two, "name", 1, 2, &object, &object2));
    SHOW_LENT(object2);
    SHOW(PyArg_UnpackTuple(two, "name", 2, 2, &object, &object2));
    SHOW(PyArg_UnpackTuple(three, "name", 1, 2, &object, &object2));
    SHOW(PyArg_UnpackTuple(none, "name", 1, 2, &object, &object2));
    SHOW(PyArg_UnpackTuple(none, NULL, 1, 1, &object));
    SHOW(PyArg_UnpackTuple(list, "name", 1, 2, &object, &object2));
}

static void keywords(void)
{
    PyObject *one = made("(1,)"), *three = made("(1, 2, 3)"), *none = made("()"), *b = made("{'b': 2}"), *both = made("{'a': 1, 'b': 2}"), *c = made("{'c': 3}"), *odd = made("{1: 2}");
    PyObject *near = made("{'bb': 3}"), *list = made("[1]");
    static char *names[] = {"a", "b", NULL}, *positional[] = {"", "b", NULL};
    int x = 0, y = 0;
    SHOW(PyArg_ParseTupleAndKeywords(one, b, "ii:function", names, &x, &y));
    SHOW(y);
    SHOW(PyArg_ParseTupleAndKeywords(one, NULL, "ii:function", names, &x, &y));
    SHOW(PyArg_ParseTupleAndKeywords(none, both, "ii:function", names, &x, &y));
    SHOW(PyArg_ParseTupleAndKeywords(one, both, "ii:function", names, &x, &y));
    SHOW(PyArg_ParseTupleAndKeywords(three, NULL, "ii:function", names, &x, &y));
    SHOW(PyArg_ParseTupleAndKeywords(one, c, "i|i:function", names, &x, &y));
    SHOW(PyArg_ParseTupleAndKeywords(one, near, "i|i:function", names, &x, &y));
    SHOW(PyArg_ParseTupleAndKeywords(one, odd, "i|i:function", names, &x, &y));
    SHOW(PyArg_ParseTupleAndKeywords(three, NULL, "i|$i:function", names, &x, &y));
    SHOW(PyArg_ParseTupleAndKeywords(one, b, "i|$i:function", names, &x, &y));
    SHOW(PyArg_ParseTupleAndKeywords(none, both, "ii:function", positional, &x, &y));
    SHOW(PyArg_ParseTupleAndKeywords(none, b, "ii:function", positional, &x, &y));
    SHOW(PyArg_ParseTupleAndKeywords(one, b, "iii:function", names, &x, &y));
    SHOW(PyArg_ParseTupleAndKeywords(one, list, "ii", names, &x, &y));
    ALONE(PyArg_ParseTupleAndKeywords(NULL, b, "ii", names, &x, &y));
    ALONE(PyArg_ParseTupleAndKeywords(one, b, NULL, names, &x, &y));
    ALONE(PyArg_ParseTupleAndKeywords(one, b, "ii", NULL, &x, &y));
    CALL(PyArg_ValidateKeywordArguments, b);
    CALL(PyArg_ValidateKeywordArguments, odd);
    CALL(PyArg_ValidateKeywordArguments, list);
    static const char *const fast_names[] = {"a", "b", NULL};
    static _PyArg_Parser parser = {.format = "ii:function", .keywords = fast_names};
    SHOW(_PyArg_ParseTupleAndKeywordsFast(one, b, &parser, &x, &y));
    SHOW(_PyArg_ParseTupleAndKeywordsFast(one, c, &parser, &x, &y));
    SHOW(_PyArg_ParseTupleAndKeywordsFast(one, NULL, &parser, &x, &y));
}

static int parse_va(PyObject *args, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    int result = PyArg_VaParse(args, format, values);
    va_end(values);
    return result;
}
static int parse_keywords_va(PyObject *args, PyObject *kwargs, const char *format, char *const *names, ...)
{
    va_list values;
    va_start(values, names);
    int result = PyArg_VaParseTupleAndKeywords(args, kwargs, format, names, values);
    va_end(values);
    return result;
}
static PyObject *build_va(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    PyObject *result = Py_VaBuildValue(format, values);
    va_end(values);
    return result;
}

static void va_lists(void)
{
    PyObject *two = made("(1, 2)"), *one = made("(1,)"), *b = made("{'b': 2}");
    char *names[] = {"a", "b", NULL};
    int x = 0, y = 0;
    note("PyArg_VaParse(two, \"ii\", values) -> %d", parse_va(two, "ii", &x, &y));
    SHOW(parse_va(one, "ii:function", &x, &y));
    note("PyArg_VaParseTupleAndKeywords(one, b, \"ii\", names, values) -> %d", parse_keywords_va(one, b, "ii", names, &x, &y));
    SHOW(parse_keywords_va(one, NULL, "ii:function", names, &x, &y));
    SHOW(build_va("(is)", 5, "va"));
    note("Py_VaBuildValue(\"(is)\", values) -> seen");
}

static PyObject *made_by(void *what)
{
    return PyUnicode_FromString(what);
}

static void building(void)
{
    PyObject *list = made("['x']");
    Py_complex c = {1, 2};
    SHOW(Py_BuildValue(""));
    SHOW(Py_BuildValue("i", 5));
    SHOW(Py_BuildValue("bhiBHIlkLKn", 1, 2, 3, 4, 5, 6u, 7L, 8UL, 9LL, 10ULL, (Py_ssize_t)11));
    SHOW(Py_BuildValue("fdD", 1.5, 2.5, &c));
    SHOW(Py_BuildValue("cC", 'c', 0x20ac));
    SHOW(Py_BuildValue("p", 5));
    SHOW(Py_BuildValue("szyU", "text", "z", "bytes", "unicode"));
    SHOW(Py_BuildValue("szyU", NULL, NULL, NULL, NULL));
    SHOW(Py_BuildValue("s#z#y#", "text", (Py_ssize_t)2, "text", (Py_ssize_t)3, "text", (Py_ssize_t)1));
    SHOW(Py_BuildValue("u", L"wide"));
    SHOW(Py_BuildValue("s", "\xff"));
    SHOW(Py_BuildValue("OS", list, list));
    SHOW(Py_BuildValue("N", keep(list)));
    SHOW(Py_BuildValue("O&", made_by, "converted"));
    SHOW(Py_BuildValue("(i)[ii]{s:i,i:s}", 1, 2, 3, "k", 4, 5, "v"));
    SHOW(Py_BuildValue("()[]{}"));
    SHOW(Py_BuildValue("(((i)))", 1));
    SHOW(Py_BuildValue("i i,i:i\t", 1, 2, 3, 4));
    SHOW(Py_BuildValue("O", NULL));
    SHOW(Py_BuildValue("(O)", NULL));
    SHOW(Py_BuildValue("{s}", "odd"));
    SHOW(Py_BuildValue("(i", 1));
    SHOW(Py_BuildValue("[i)", 1));
    SHOW(Py_BuildValue("?"));
    SHOW(Py_BuildValue("{O:i}", list, 1));
    SHOW(Py_REFCNT(list));
}

TESTS(modsupport, TEST(units), TEST(tuples), TEST(keywords), TEST(va_lists), TEST(building))
