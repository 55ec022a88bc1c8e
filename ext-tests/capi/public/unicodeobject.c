/* unicodeobject.h and cpython/unicodeobject.h: strings themselves. Codecs are in unicode_codecs.c, writers and characters in unicode_writer.c. */
#include "../check.h"

static const char CLASSES[] = "class Sub(str): pass\nclass Fails:\n    def __str__(self): raise KeyError('str')\n";

static void making(void)
{
    CALL(PyUnicode_FromString, "t\xc3\xa9xt");
    CALL(PyUnicode_FromString, "\xff");
    CALL(PyUnicode_InternFromString, "interned_by_check");
    SHOW(PyUnicode_FromStringAndSize("te\0xt", 5));
    SHOW(PyUnicode_FromStringAndSize("text", 0));
    SHOW(PyUnicode_FromStringAndSize("text", -1));
    SHOW(PyUnicode_FromStringAndSize(NULL, 0));
    ALONE(PyUnicode_FromStringAndSize(NULL, 5));
    SHOW(PyUnicode_FromStringAndSize("\xc3", 1));
    CALL(PyUnicode_FromOrdinal, 0x20ac);
    CALL(PyUnicode_FromOrdinal, 0x110000);
    CALL(PyUnicode_FromOrdinal, -1);
    SHOW(PyUnicode_FromWideChar(L"wide \x20ac", -1));
    SHOW(PyUnicode_FromWideChar(L"wide", 2));
    SHOW(PyUnicode_FromWideChar(NULL, 0));
    ALONE(PyUnicode_FromWideChar(NULL, -1));
    SHOW(PyUnicode_FromKindAndData(1, "t\xe9xt", 4));
    SHOW(PyUnicode_FromKindAndData(2, u"\x20ac!", 2));
    SHOW(PyUnicode_FromKindAndData(4, U"\x1f600!", 2));
    SHOW(PyUnicode_FromKindAndData(3, "text", 1));
    SHOW(PyUnicode_FromKindAndData(1, "text", -1));
    SHOW(PyUnicode_New(0, 127));
    SHOW(PyUnicode_GetLength(PyUnicode_New(5, 127)));
    SHOW(PyUnicode_New(5, 0x110000));
    SHOW(PyUnicode_New(-1, 127));
    SHOW(PyUnicode_New(PY_SSIZE_T_MAX, 127));
    python(CLASSES);
    PyObject *sub = made("Sub('sub')"), *text = made("'te' + 'xt'"), *number = made("1000");
    SHOW(PyObject_Type(PyUnicode_FromObject(sub)));
    CALL(PyUnicode_FromObject, text);
    CALL(PyUnicode_FromObject, number);
    static _Py_Identifier identifier = {"identifier", -1};
    SHOW_LENT(_PyUnicode_FromId(&identifier));
    PyObject *interned = PyUnicode_FromString("interned_by_check");
    PyUnicode_InternInPlace(&interned);
    PyObject *same = PyUnicode_InternFromString("interned_by_check");
    note("PyUnicode_InternInPlace(&interned) -> %s", interned == same ? "the same" : "another");
    Py_DECREF(interned);
    Py_DECREF(same);
}

static PyObject *from_va(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    PyObject *result = PyUnicode_FromFormatV(format, values);
    va_end(values);
    return result;
}

static void formats(void)
{
    PyObject *text = made("'t\\u00e9xt'"), *list = made("['x']");
    SHOW(PyUnicode_FromFormat("%d %5d %-5d| %05d %i %u %x %X %o", -5, 42, 42, 42, 7, 8u, 255, 255, 8));
    SHOW(PyUnicode_FromFormat("%ld %lu %lld %llu %zd %zu %td %jd", -1L, 1UL, -2LL, 2ULL, (Py_ssize_t)-3, (size_t)3, (ptrdiff_t)-4, (intmax_t)-5));
    SHOW(PyUnicode_FromFormat("%s|%10s|%-10s|%.2s|%c|%%", "text", "right", "left", "cut off", 0x20ac));
    SHOW(PyUnicode_FromFormat("%ls|%.2ls", L"wide", L"cut off"));
    SHOW(PyUnicode_FromFormat("%U|%S|%R|%A|%V|%V", text, list, text, text, text, "unused", NULL, "used"));
    SHOW(PyUnicode_FromFormat("%T|%#T|%N|%#N", list, list, &PyList_Type, &PyList_Type));
    SHOW(PyUnicode_FromFormat("%p", (void *)0x123456));
    SHOW(PyUnicode_FromFormat("%s", "\xff\xc3\xa9"));
    SHOW(PyUnicode_FromFormat("%y %s", "x"));
    SHOW(PyUnicode_FromFormat("%"));
    SHOW(PyUnicode_FromFormat("\xff"));
    SHOW(PyUnicode_FromFormat("%c", 0x110000));
    SHOW(PyUnicode_FromFormat("%10R|%.2R", text, text));
    SHOW(PyUnicode_FromFormat("%99999999999999999999d", 5));
    ALONE(PyUnicode_FromFormat(NULL));
    SHOW(from_va("%s %d", "va", 5));
    note("PyUnicode_FromFormatV(format, values) -> seen");
}

static void contents(void)
{
    PyObject *text = made("'t\\u20acxt'"), *bytes = made("b'bytes'"), *lone = made("'\\ud800'");
    Py_ssize_t size = 0;
    Py_UCS4 buffer[10] = {0};
    wchar_t wide[10] = {0};
    CALL(PyUnicode_GetLength, text);
    CALL(PyUnicode_GetLength, bytes);
    CALL(PyUnicode_ReadChar, text, 1);
    CALL(PyUnicode_ReadChar, text, 4);
    CALL(PyUnicode_ReadChar, text, -1);
    CALL(PyUnicode_AsUTF8, text);
    CALL(PyUnicode_AsUTF8, lone);
    CALL(PyUnicode_AsUTF8, bytes);
    CALL(PyUnicode_AsUTF8AndSize, text, &size);
    CALL(PyUnicode_AsUTF8AndSize, lone, &size);
    SHOW(PyUnicode_AsUCS4(text, buffer, 10, 1) == buffer);
    SHOW(buffer[1]);
    SHOW(PyUnicode_AsUCS4(text, buffer, 4, 1));
    SHOW(PyUnicode_AsUCS4(text, buffer, 4, 0) == buffer);
    UNCHECKED; ALONE(PyUnicode_AsUCS4(bytes, buffer, 10, 1));
    ALONE(PyUnicode_AsUCS4(NULL, buffer, 10, 1));
    CALL(PyUnicode_AsUCS4Copy, text);
    SHOW(PyUnicode_AsWideChar(text, wide, 10));
    SHOW((wchar_t *)wide);
    SHOW(PyUnicode_AsWideChar(text, wide, 2));
    SHOW(PyUnicode_AsWideChar(text, NULL, 0));
    SHOW(PyUnicode_AsWideChar(bytes, wide, 10));
    ALONE(PyUnicode_AsWideChar(NULL, wide, 10));
    CALL(PyUnicode_AsWideCharString, text, &size);
    CALL(PyUnicode_AsWideCharString, text, NULL);
    SHOW(PyUnicode_AsWideCharString(made("'a\\0b'"), NULL));
    SHOW((PyUnicode_KIND)(text));
    SHOW((PyUnicode_DATA)(text) != NULL);
    CALL(PyUnicode_IsIdentifier, text);
    SHOW(PyUnicode_IsIdentifier(made("'name'")));
    SHOW(PyUnicode_IsIdentifier(made("''")));
}

static void writing(void)
{
    PyObject *text = PyUnicode_New(5, 0x20ac), *shared = made("'shared'"), *bytes = made("b'bytes'");
    SHOW(PyUnicode_Fill(text, 0, 5, 'a'));
    SHOW(PyUnicode_Fill(text, 1, 100, 0x20ac));
    SHOW(PyUnicode_Fill(text, 0, 1, 0x1f600));
    SHOW(PyUnicode_Fill(text, 9, 1, 'b'));
    SHOW(PyUnicode_Fill(bytes, 0, 1, 'b'));
    SHOW_LENT(text);
    SHOW(PyUnicode_WriteChar(text, 0, 'w'));
    SHOW(PyUnicode_WriteChar(text, 5, 'w'));
    SHOW(PyUnicode_WriteChar(text, 0, 0x1f600));
    SHOW(PyUnicode_WriteChar(shared, 0, 'w'));
    SHOW(PyUnicode_WriteChar(bytes, 0, 'w'));
    ALONE(PyUnicode_WriteChar(NULL, 0, 'w'));
    Py_DECREF(text);
    text = PyUnicode_New(5, 0x20ac);
    PyUnicode_Fill(text, 0, 5, 'a');
    SHOW(PyUnicode_CopyCharacters(text, 1, shared, 0, 3));
    SHOW(PyUnicode_CopyCharacters(text, 1, shared, 0, 100));
    SHOW(PyUnicode_CopyCharacters(text, 1, shared, 9, 1));
    SHOW(PyUnicode_CopyCharacters(text, 1, shared, 0, -1));
    SHOW(PyUnicode_CopyCharacters(text, 1, bytes, 0, 1));
    SHOW(PyUnicode_CopyCharacters(shared, 0, text, 0, 1));
    Py_DECREF(text);
    text = PyUnicode_New(5, 127);
    PyUnicode_Fill(text, 0, 5, 'a');
    CALL(PyUnicode_Resize, &text, 3);
    SHOW(PyUnicode_GetLength(text));
    SHOW(PyUnicode_Resize(&text, 8));
    SHOW(PyUnicode_GetLength(text));
    SHOW(PyUnicode_Resize(&text, -1));
    SHOW(PyUnicode_Resize(&bytes, 3));
    SHOW(PyUnicode_Resize(&text, 0));
    Py_DECREF(text);
}

static void joining(void)
{
    PyObject *left = made("'left'"), *right = made("'r\\u20acght'"), *bytes = made("b'bytes'"), *parts = made("['a', 'b', 'c']"), *mixed = made("['a', 5]"), *number = made("5.5");
    CALL(PyUnicode_Concat, left, right);
    CALL(PyUnicode_Concat, left, bytes);
    CALL(PyUnicode_Concat, bytes, left);
    PyObject *sum = keep(left);
    VOID(PyUnicode_Append, &sum, right);
    VOID(PyUnicode_Append, &sum, bytes);
    sum = keep(left);
    DO(PyUnicode_AppendAndDel(&sum, keep(right)));
    SHOW(sum);
    sum = keep(left);
    DO(PyUnicode_AppendAndDel(&sum, NULL));
    SHOW_LENT(sum);
    CALL(PyUnicode_Join, left, parts);
    CALL(PyUnicode_Join, NULL, parts);
    CALL(PyUnicode_Join, left, mixed);
    CALL(PyUnicode_Join, left, number);
    CALL(PyUnicode_Join, bytes, parts);
    PyObject *format = made("'%s and %d'"), *args = made("('a', 5)"), *one = made("('a',)");
    CALL(PyUnicode_Format, format, args);
    CALL(PyUnicode_Format, format, one);
    CALL(PyUnicode_Format, bytes, args);
}

static void splitting(void)
{
    PyObject *text = made("'a,b,,c'"), *comma = made("','"), *empty = made("''"), *bytes = made("b','"), *lines = made("'one\\ntwo\\r\\nthree'"), *spaces = made("' a  b '");
    CALL(PyUnicode_Split, text, comma, -1);
    CALL(PyUnicode_Split, text, comma, 1);
    CALL(PyUnicode_Split, spaces, NULL, -1);
    CALL(PyUnicode_Split, text, empty, -1);
    CALL(PyUnicode_Split, text, bytes, -1);
    CALL(PyUnicode_RSplit, text, comma, 1);
    CALL(PyUnicode_RSplit, spaces, NULL, 1);
    CALL(PyUnicode_RSplit, text, empty, -1);
    CALL(PyUnicode_Splitlines, lines, 0);
    CALL(PyUnicode_Splitlines, lines, 1);
    CALL(PyUnicode_Partition, text, comma);
    CALL(PyUnicode_Partition, text, empty);
    CALL(PyUnicode_RPartition, text, comma);
    CALL(PyUnicode_RPartition, text, empty);
    UNCHECKED; CALL(PyUnicode_Substring, text, 1, 3);
    CALL(PyUnicode_Substring, text, 3, 1);
    CALL(PyUnicode_Substring, text, 1, 100);
    CALL(PyUnicode_Substring, text, -1, 3);
}

static void searching(void)
{
    PyObject *text = made("'abcabc'"), *part = made("'bc'"), *absent = made("'x\\u20ac'"), *bytes = made("b'bc'"), *empty = made("''"), *new = made("'N'");
    CALL(PyUnicode_Contains, text, part);
    CALL(PyUnicode_Contains, text, absent);
    CALL(PyUnicode_Contains, text, bytes);
    CALL(PyUnicode_Count, text, part, 0, 100);
    CALL(PyUnicode_Count, text, part, -3, -1);
    CALL(PyUnicode_Count, text, empty, 0, 6);
    CALL(PyUnicode_Find, text, part, 0, 100, 1);
    CALL(PyUnicode_Find, text, part, 0, 100, -1);
    CALL(PyUnicode_Find, text, absent, 0, 100, 1);
    CALL(PyUnicode_Find, text, bytes, 0, 100, 1);
    SHOW(PyUnicode_FindChar(text, 'c', 0, 100, 1));
    SHOW(PyUnicode_FindChar(text, 'c', 0, 100, -1));
    SHOW(PyUnicode_FindChar(text, 0x20ac, 0, 100, 1));
    SHOW(PyUnicode_FindChar(text, 'c', -2, 100, 1));
    CALL(PyUnicode_Tailmatch, text, part, 0, 100, 1);
    CALL(PyUnicode_Tailmatch, text, part, 0, 100, -1);
    CALL(PyUnicode_Tailmatch, text, bytes, 0, 100, -1);
    CALL(PyUnicode_Replace, text, part, new, -1);
    CALL(PyUnicode_Replace, text, part, new, 1);
    CALL(PyUnicode_Replace, text, empty, new, -1);
    CALL(PyUnicode_Replace, text, part, bytes, -1);
}

static void comparing(void)
{
    python(CLASSES);
    PyObject *a = made("'abc'"), *b = made("'abd'"), *wide = made("'ab\\u20ac'"), *sub = made("Sub('abc')"), *bytes = made("b'abc'");
    CALL(PyUnicode_Compare, a, b);
    CALL(PyUnicode_Compare, a, sub);
    CALL(PyUnicode_Compare, a, bytes);
    SHOW(PyUnicode_CompareWithASCIIString(a, "abc"));
    SHOW(PyUnicode_CompareWithASCIIString(a, "ab"));
    SHOW(PyUnicode_CompareWithASCIIString(wide, "abc"));
    UNCHECKED; ALONE(PyUnicode_CompareWithASCIIString(NULL, "abc"));
    CALL(PyUnicode_Equal, a, sub);
    CALL(PyUnicode_Equal, a, b);
    CALL(PyUnicode_Equal, a, bytes);
    SHOW(PyUnicode_EqualToUTF8(wide, "ab\xe2\x82\xac"));
    SHOW(PyUnicode_EqualToUTF8(a, "ab"));
    SHOW(PyUnicode_EqualToUTF8AndSize(a, "abcd", 3));
    SHOW(PyUnicode_EqualToUTF8AndSize(a, "abcd", 4));
    UNCHECKED; ALONE(PyUnicode_EqualToUTF8(NULL, "abc"));
    for (int operation = Py_LT; operation <= Py_GE; operation++) {
        CALL(PyUnicode_RichCompare, a, b, operation);
        CALL(PyUnicode_RichCompare, a, bytes, operation);
    }
}

static void translating(void)
{
    PyObject *text = made("'abc'"), *table = made("{97: 'A', 98: None, 99: 0x20ac}"), *wrong = made("{97: 'A', 98: 2.5}"), *fails = made("type('T', (), {'__getitem__': lambda s, k: 1 // 0})()");
    PyObject *bytes = made("b'abc'");
    CALL(PyUnicode_Translate, text, table, NULL);
    CALL(PyUnicode_Translate, text, wrong, NULL);
    CALL(PyUnicode_Translate, text, fails, NULL);
    CALL(PyUnicode_Translate, bytes, table, NULL);
    CALL(PyUnicode_Translate, text, table, "ignore");
}

TESTS(unicodeobject, TEST(making), TEST(formats), TEST(contents), TEST(writing), TEST(joining), TEST(splitting), TEST(searching), TEST(comparing), TEST(translating))
