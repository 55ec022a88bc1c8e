/* bytesobject.h, cpython/bytesobject.h and bytearrayobject.h. */
#include "../check.h"

static const char CLASSES[] =
    "class Bytes:\n"
    "    def __init__(self, result): self.result = result\n"
    "    def __bytes__(self):\n"
    "        if isinstance(self.result, Exception): raise self.result\n"
    "        return self.result\n"
    "class Sub(bytes): pass\n"
    "class Array(bytearray): pass\n";

static void making(void)
{
    python(CLASSES);
    CALL(PyBytes_FromString, "text");
    CALL(PyBytes_FromString, "");
    CALL(PyBytes_FromString, "\xff");
    SHOW(PyBytes_FromStringAndSize("te\0xt", 5));
    SHOW(PyBytes_FromStringAndSize("t", 1));
    SHOW(PyBytes_FromStringAndSize("", 0));
    SHOW(PyBytes_FromStringAndSize("text", -1));
    ALONE(PyBytes_FromStringAndSize(NULL, 0));
    ALONE(PyBytes_Size(PyBytes_FromStringAndSize(NULL, 10)));
    ALONE(PyBytes_FromStringAndSize(NULL, PY_SSIZE_T_MAX));
    static const char *const sources[] = {"b'bytes'", "Sub(b'sub')", "bytearray(b'array')", "memoryview(b'view')", "[1, 2, 255]", "(0, 1)",
                                          "[256]", "[-1]", "['a']", "range(3)", "'text'", "7", "Bytes(b'made')", "Bytes(KeyError(1))", "{1}"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(sources); i++) {
        note("%s", sources[i]);
        PyObject *source = made(sources[i]);
        CALL(PyBytes_FromObject, source);
        CALL(PyByteArray_FromObject, source);
    }
}

static PyObject *from_va(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    PyObject *result = PyBytes_FromFormatV(format, values);
    va_end(values);
    return result;
}

static void formats(void)
{
    SHOW(PyBytes_FromFormat("%d|%5d|%i|%u|%x|%c|%s|%.3s|%%", -5, 42, 7, 8u, 255, 'c', "text", "abcdef"));
    SHOW(PyBytes_FromFormat("%ld|%lu|%zd|%zu", -5L, 5UL, (Py_ssize_t)-6, (size_t)6));
    SHOW(PyBytes_FromFormat("%p", (void *)16));
    SHOW(PyBytes_FromFormat("%c", 256));
    SHOW(PyBytes_FromFormat("%c", -1));
    SHOW(PyBytes_FromFormat("%y %s"));
    SHOW(PyBytes_FromFormat(""));
    ALONE(PyBytes_FromFormat(NULL));
#define PyBytes_FromFormatV from_va
    SHOW(PyBytes_FromFormatV("%s %d", "va", 3));
}

static void contents(void)
{
    python(CLASSES);
    PyObject *bytes = made("b'bytes'"), *zero = made("b'a\\0b'"), *text = made("'text'"), *sub = made("Sub(b'sub')");
    char *start = NULL;
    Py_ssize_t size = 0;
    CALL(PyBytes_Size, bytes);
    CALL(PyBytes_Size, text);
    CALL(PyBytes_AsString, bytes);
    CALL(PyBytes_AsString, sub);
    CALL(PyBytes_AsString, text);
    CALL(PyBytes_AsStringAndSize, bytes, &start, &size);
    CALL(PyBytes_AsStringAndSize, bytes, &start, NULL);
    CALL(PyBytes_AsStringAndSize, zero, &start, &size);
    CALL(PyBytes_AsStringAndSize, zero, &start, NULL);
    CALL(PyBytes_AsStringAndSize, text, &start, &size);
    ALONE(PyBytes_AsStringAndSize(bytes, NULL, NULL));
    PyObject *quotes = made("b'it\\'s'"), *both = made("b'it\\'s \"'"), *odd = made("b'\\t\\n\\\\\\x80'");
    CALL(PyBytes_Repr, quotes, 1);
    CALL(PyBytes_Repr, quotes, 0);
    CALL(PyBytes_Repr, both, 1);
    CALL(PyBytes_Repr, odd, 1);
}

static void joining(void)
{
    PyObject *left = PyBytes_FromString("left"), *right = made("b'right'"), *array = made("bytearray(b'array')"), *text = made("'text'");
    VOID(PyBytes_Concat, &left, right);
    SHOW_LENT(left);
    VOID(PyBytes_Concat, &left, array);
    SHOW_LENT(left);
    VOID(PyBytes_Concat, &left, text);
    SHOW_LENT(left);
    VOID(PyBytes_Concat, &left, right);
    left = PyBytes_FromString("left");
    VOID(PyBytes_ConcatAndDel, &left, keep(right));
    SHOW_LENT(left);
    VOID(PyBytes_ConcatAndDel, &left, keep(text));
    SHOW_LENT(left);
    PyObject *parts = made("[b'a', bytearray(b'b'), memoryview(b'c')]"), *mixed = made("[b'a', 'b']"), *number = made("1000");
    CALL(PyBytes_Join, right, parts);
    CALL(PyBytes_Join, right, mixed);
    CALL(PyBytes_Join, right, number);
    CALL(PyBytes_Join, text, parts);
}

static void resizing(void)
{
    PyObject *bytes = PyBytes_FromString("bytes");
    CALL(_PyBytes_Resize, &bytes, 3);
    CALL(_PyBytes_Resize, &bytes, 3);
    CALL(_PyBytes_Resize, &bytes, 0);
    SHOW(_PyBytes_Resize(&bytes, 1));
    PyBytes_AS_STRING(bytes)[0] = 'x';
    SHOW_LENT(bytes);
    CALL(_PyBytes_Resize, &bytes, -1);
    PyObject *shared = keep(keep(made("b'shared'")));
    CALL(_PyBytes_Resize, &shared, 2);
    PyObject *text = keep(made("'text'"));
    CALL(_PyBytes_Resize, &text, 2);
}

static void escapes(void)
{
    const char *source = "a\\n\\x41\\101\\\nb";
    CALL(PyBytes_DecodeEscape, source, 14, NULL, 0, NULL);
    CALL(PyBytes_DecodeEscape, "\\x4", 3, NULL, 0, NULL);
    CALL(PyBytes_DecodeEscape, "\\x4", 3, "strict", 0, NULL);
    CALL(PyBytes_DecodeEscape, "\\x4", 3, "replace", 0, NULL);
    CALL(PyBytes_DecodeEscape, "\\x4a\\xg", 7, "ignore", 0, NULL);
    CALL(PyBytes_DecodeEscape, "\\x4", 3, "unheard", 0, NULL);
    CALL(PyBytes_DecodeEscape, "a\\", 2, NULL, 0, NULL);
}

static void arrays(void)
{
    python(CLASSES);
    PyObject *array = made("bytearray(b'array')"), *sub = made("Array(b'sub')"), *bytes = made("b'bytes'"), *text = made("'text'");
    SHOW(PyByteArray_FromStringAndSize("te\0xt", 5));
    SHOW(PyByteArray_FromStringAndSize("", 0));
    SHOW(PyByteArray_FromStringAndSize("text", -1));
    ALONE(PyByteArray_Size(PyByteArray_FromStringAndSize(NULL, 10)));
    UNCHECKED; CALL(PyByteArray_Size, array);
    CALL(PyByteArray_Size, sub);
    UNCHECKED; ALONE(PyByteArray_Size(bytes));
    UNCHECKED; CALL(PyByteArray_AsString, array);
    CALL(PyByteArray_Concat, array, bytes);
    CALL(PyByteArray_Concat, bytes, array);
    CALL(PyByteArray_Concat, array, text);
    UNCHECKED; CALL(PyByteArray_Resize, array, 3);
    SHOW_LENT(array);
    CALL(PyByteArray_Resize, array, 3);
    CALL(PyByteArray_Resize, array, 0);
    CALL(PyByteArray_Resize, array, -1);
    SHOW(PyByteArray_Resize(array, 10));
    Py_buffer view;
    PyObject_GetBuffer(array, &view, PyBUF_SIMPLE);
    CALL(PyByteArray_Resize, array, 20);
    CALL(PyByteArray_Resize, array, 10);
    PyBuffer_Release(&view);
}

TESTS(bytesobject, TEST(making), TEST(formats), TEST(contents), TEST(joining), TEST(resizing), TEST(escapes), TEST(arrays))
