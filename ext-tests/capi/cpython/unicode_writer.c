/* cpython/unicodeobject.h: writers, and what is known of characters. */
#include "../check.h"

static void writers(void)
{
    PyObject *text = made("'t\\u20acxt'"), *list = made("['x']"), *fails = made("type('F', (), {'__str__': lambda s: 1 // 0, '__repr__': lambda s: 5})()"), *bytes = made("b'bytes'");
    PyUnicodeWriter *writer = PyUnicodeWriter_Create(0);
    Py_ssize_t consumed = 0;
    SHOW(PyUnicodeWriter_Create(10) != NULL);
    SHOW(PyUnicodeWriter_Create(-1));
    SHOW(PyUnicodeWriter_WriteChar(writer, 'c'));
    SHOW(PyUnicodeWriter_WriteChar(writer, 0x110000));
    SHOW(PyUnicodeWriter_WriteUTF8(writer, "\xc3\xa9", -1));
    SHOW(PyUnicodeWriter_WriteUTF8(writer, "\xc3\xa9", 1));
    SHOW(PyUnicodeWriter_WriteASCII(writer, "ascii", 3));
    SHOW(PyUnicodeWriter_WriteASCII(writer, "ascii", -1));
    SHOW(PyUnicodeWriter_WriteWideChar(writer, L"wide\x1f600", -1));
    SHOW(PyUnicodeWriter_WriteUCS4(writer, (Py_UCS4 *)U"four", 4));
    SHOW(PyUnicodeWriter_WriteUCS4(writer, (Py_UCS4 *)U"four", -1));
    SHOW(PyUnicodeWriter_WriteStr(writer, text));
    SHOW(PyUnicodeWriter_WriteStr(writer, list));
    SHOW(PyUnicodeWriter_WriteStr(writer, fails));
    SHOW(PyUnicodeWriter_WriteRepr(writer, text));
    SHOW(PyUnicodeWriter_WriteRepr(writer, fails));
    SHOW(PyUnicodeWriter_WriteRepr(writer, NULL));
    SHOW(PyUnicodeWriter_WriteSubstring(writer, text, 1, 3));
    SHOW(PyUnicodeWriter_WriteSubstring(writer, text, 3, 1));
    SHOW(PyUnicodeWriter_WriteSubstring(writer, text, 1, 100));
    SHOW(PyUnicodeWriter_WriteSubstring(writer, bytes, 0, 1));
    SHOW(PyUnicodeWriter_DecodeUTF8Stateful(writer, "ab\xe2\x82", 4, NULL, &consumed));
    SHOW(consumed);
    SHOW(PyUnicodeWriter_DecodeUTF8Stateful(writer, "\xff", 1, "replace", NULL));
    SHOW(PyUnicodeWriter_DecodeUTF8Stateful(writer, "\xff", 1, NULL, NULL));
    SHOW(PyUnicodeWriter_Format(writer, "%s %d", "format", 5));
    SHOW(PyUnicodeWriter_Format(writer, "%y"));
    ALONE(PyUnicodeWriter_WriteStr(writer, NULL));
    SHOW(PyUnicodeWriter_Finish(writer));
    SHOW(PyUnicodeWriter_Finish(PyUnicodeWriter_Create(0)));
    DO(PyUnicodeWriter_Discard(PyUnicodeWriter_Create(5)));
    DO(PyUnicodeWriter_Discard(NULL));
}

static void old_writers(void)
{
    PyObject *text = made("'t\\u20acxt'");
    _PyUnicodeWriter writer;
    DO(_PyUnicodeWriter_Init(&writer));
    SHOW(_PyUnicodeWriter_WriteChar(&writer, 'c'));
    SHOW(_PyUnicodeWriter_WriteASCIIString(&writer, "ascii", -1));
    SHOW(_PyUnicodeWriter_WriteASCIIString(&writer, "ascii", 2));
    SHOW(_PyUnicodeWriter_WriteLatin1String(&writer, "\xe9", 1));
    SHOW(_PyUnicodeWriter_WriteStr(&writer, text));
    SHOW(_PyUnicodeWriter_WriteSubstring(&writer, text, 1, 3));
    SHOW(_PyUnicodeWriter_PrepareInternal(&writer, 10, 0x1f600));
    SHOW(writer.kind);
    SHOW(_PyUnicodeWriter_PrepareKindInternal(&writer, 4));
    SHOW(_PyUnicodeWriter_Finish(&writer));
    _PyUnicodeWriter_Init(&writer);
    _PyUnicodeWriter_WriteASCIIString(&writer, "dropped", -1);
    DO(_PyUnicodeWriter_Dealloc(&writer));
    _PyUnicodeWriter_Init(&writer);
    writer.overallocate = 1;
    for (int i = 0; i < 100; i++) {
        _PyUnicodeWriter_WriteStr(&writer, text);
    }
    SHOW(PyUnicode_GetLength(_PyUnicodeWriter_Finish(&writer)));
}

static void characters(void)
{
    static const Py_UCS4 all[] = {'a', 'Z', '5', ' ', '\n', 0xe9, 0xdf, 0x1c5, 0x661, 0xb2, 0xbd, 0x2028, 0x20ac, 0x4e00, 0xd800, 0x1f600, 0x10ffff, 0x110000};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(all); i++) {
        Py_UCS4 c = all[i];
        note("%x", (unsigned)c);
        SHOW(_PyUnicode_IsAlpha(c));
        SHOW(_PyUnicode_IsDecimalDigit(c));
        SHOW(_PyUnicode_IsDigit(c));
        SHOW((_PyUnicode_IsLinebreak)(c));
        SHOW(_PyUnicode_IsLowercase(c));
        SHOW(_PyUnicode_IsNumeric(c));
        SHOW(_PyUnicode_IsPrintable(c));
        SHOW(_PyUnicode_IsTitlecase(c));
        SHOW(_PyUnicode_IsUppercase(c));
        SHOW((_PyUnicode_IsWhitespace)(c));
        SHOW(_PyUnicode_ToDecimalDigit(c));
        SHOW(_PyUnicode_ToDigit(c));
        SHOW(_PyUnicode_ToNumeric(c));
        SHOW(_PyUnicode_ToLowercase(c));
        SHOW(_PyUnicode_ToTitlecase(c));
        SHOW(_PyUnicode_ToUppercase(c));
    }
}

TESTS(unicode_writer, TEST(writers), TEST(old_writers), TEST(characters))
