/* Strings, bytes and buffers. */

#include "bench.h"

BENCH(PyUnicode_FromString, MAKE(PyUnicode_FromString("some words of text")));
BENCH(PyUnicode_FromStringAndSize, MAKE(PyUnicode_FromStringAndSize("some words of text", 18)));
BENCH(PyUnicode_FromStringAndSize_wide, MAKE(PyUnicode_FromStringAndSize("gr\xc3\xb6\xc3\x9f" "er als \xe2\x82\xac 5", 17)));
BENCH(PyUnicode_DecodeUTF8, MAKE(PyUnicode_DecodeUTF8("some words of text", 18, NULL)));
BENCH(PyUnicode_DecodeLatin1, MAKE(PyUnicode_DecodeLatin1("some words of text", 18, NULL)));
BENCH(PyUnicode_DecodeASCII, MAKE(PyUnicode_DecodeASCII("some words of text", 18, NULL)));
BENCH(PyUnicode_Decode, MAKE(PyUnicode_Decode("some words of text", 18, "utf-8", "strict")));
BENCH(PyUnicode_DecodeFSDefault, MAKE(PyUnicode_DecodeFSDefault("/usr/lib/python")));
BENCH(PyUnicode_FromFormat, MAKE(PyUnicode_FromFormat("%s has %d items", "list", 17)));
BENCH(PyUnicode_FromFormat_object, MAKE(PyUnicode_FromFormat("%U: %R", name, small)));
BENCH(PyUnicode_FromKindAndData, MAKE(PyUnicode_FromKindAndData(PyUnicode_2BYTE_KIND, u"wide text\u20ac", 10)));
BENCH(PyUnicode_FromWideChar, MAKE(PyUnicode_FromWideChar(L"some words", 10)));
BENCH(PyUnicode_FromOrdinal, MAKE(PyUnicode_FromOrdinal(0x20ac)));
BENCH(PyUnicode_FromObject, MAKE(PyUnicode_FromObject(text)));
BENCH(PyUnicode_New, MAKE(PyUnicode_New(20, 127)));
BENCH(PyUnicode_InternFromString, MAKE(PyUnicode_InternFromString("x")));
BENCH(PyUnicode_InternInPlace, {
    PyObject *word = PyUnicode_FromString("name");
    NEED(word);
    PyUnicode_InternInPlace(&word);
    Py_DECREF(word);
});
BENCH(PyUnicode_AsUTF8, KEEP(PyUnicode_AsUTF8(text)));
BENCH(PyUnicode_AsUTF8AndSize, {
    Py_ssize_t length;
    KEEP(PyUnicode_AsUTF8AndSize(wide, &length));
});
BENCH(PyUnicode_AsUTF8String, MAKE(PyUnicode_AsUTF8String(text)));
BENCH(PyUnicode_AsUTF8String_wide, MAKE(PyUnicode_AsUTF8String(wide)));
BENCH(PyUnicode_AsEncodedString, MAKE(PyUnicode_AsEncodedString(text, "utf-8", NULL)));
BENCH(PyUnicode_AsASCIIString, MAKE(PyUnicode_AsASCIIString(text)));
BENCH(PyUnicode_AsLatin1String, MAKE(PyUnicode_AsLatin1String(text)));
BENCH(PyUnicode_EncodeFSDefault, MAKE(PyUnicode_EncodeFSDefault(text)));
BENCH(PyUnicode_GetLength, KEEP(PyUnicode_GetLength(text)));
BENCH(PyUnicode_ReadChar, KEEP(PyUnicode_ReadChar(wide, 2)));
BENCH(PyUnicode_Concat, MAKE(PyUnicode_Concat(text, needle)));
BENCH(PyUnicode_Append, {
    PyObject *made = PyUnicode_FromString("some");
    PyUnicode_Append(&made, needle);
    NEED(made);
    Py_DECREF(made);
});
BENCH(PyUnicode_Join, MAKE(PyUnicode_Join(comma, words)));
BENCH(PyUnicode_Split, MAKE(PyUnicode_Split(text, NULL, -1)));
BENCH(PyUnicode_Splitlines, MAKE(PyUnicode_Splitlines(text, 0)));
BENCH(PyUnicode_Replace, MAKE(PyUnicode_Replace(text, needle, comma, -1)));
BENCH(PyUnicode_Find, KEEP(PyUnicode_Find(text, needle, 0, PY_SSIZE_T_MAX, 1)));
BENCH(PyUnicode_FindChar, KEEP(PyUnicode_FindChar(text, 'z', 0, PY_SSIZE_T_MAX, 1)));
BENCH(PyUnicode_Contains, KEEP(PyUnicode_Contains(text, needle)));
BENCH(PyUnicode_Tailmatch, KEEP(PyUnicode_Tailmatch(text, needle, 0, PY_SSIZE_T_MAX, -1)));
BENCH(PyUnicode_Substring, MAKE(PyUnicode_Substring(text, 2, 9)));
BENCH(PyUnicode_Format, MAKE(PyUnicode_Format(digits, empty_tuple)));
BENCH(PyUnicode_Compare, KEEP(PyUnicode_Compare(text, needle)));
BENCH(PyUnicode_CompareWithASCIIString, KEEP(PyUnicode_CompareWithASCIIString(name, "name")));
BENCH(PyUnicode_EqualToUTF8, KEEP(PyUnicode_EqualToUTF8(name, "name")));
BENCH(PyUnicode_RichCompare, MAKE(PyUnicode_RichCompare(text, needle, Py_LT)));
BENCH(PyUnicodeWriter, {
    PyUnicodeWriter *writer = PyUnicodeWriter_Create(0);
    NEED(writer);
    NEED(PyUnicodeWriter_WriteChar(writer, '<') == 0);
    NEED(PyUnicodeWriter_WriteUTF8(writer, "some words", 10) == 0);
    NEED(PyUnicodeWriter_WriteStr(writer, name) == 0);
    MAKE(PyUnicodeWriter_Finish(writer));
});

BENCH(PyBytes_FromString, MAKE(PyBytes_FromString("some words of text")));
BENCH(PyBytes_FromStringAndSize, MAKE(PyBytes_FromStringAndSize("some words of text", 18)));
BENCH(PyBytes_AsString, KEEP(PyBytes_AsString(bytes100)));
BENCH(PyBytes_AsStringAndSize, {
    char *start;
    Py_ssize_t length;
    NEED(PyBytes_AsStringAndSize(bytes100, &start, &length) == 0);
});
BENCH(PyBytes_Size, KEEP(PyBytes_Size(bytes100)));
BENCH(PyBytes_Concat, {
    PyObject *made = PyBytes_FromStringAndSize("some", 4);
    PyBytes_Concat(&made, bytes100);
    NEED(made);
    Py_DECREF(made);
});
BENCH(_PyBytes_Resize, {
    PyObject *made = PyBytes_FromStringAndSize(NULL, 100);
    NEED(made && _PyBytes_Resize(&made, 40) == 0);
    Py_DECREF(made);
});
BENCH(PyByteArray_FromStringAndSize, MAKE(PyByteArray_FromStringAndSize("some words of text", 18)));
BENCH(PyByteArray_AsString, KEEP(PyByteArray_AsString(bytearray100)));

BENCH(PyObject_CheckBuffer, KEEP(PyObject_CheckBuffer(bytes100)));
BENCH(PyObject_GetBuffer, {
    Py_buffer view;
    NEED(PyObject_GetBuffer(bytes100, &view, PyBUF_SIMPLE) == 0);
    PyBuffer_Release(&view);
});
BENCH(PyObject_GetBuffer_bytearray, {
    Py_buffer view;
    NEED(PyObject_GetBuffer(bytearray100, &view, PyBUF_FULL) == 0);
    PyBuffer_Release(&view);
});
BENCH(PyBuffer_FillInfo, {
    Py_buffer view;
    char place[4];
    NEED(PyBuffer_FillInfo(&view, NULL, place, 4, 0, PyBUF_FULL_RO) == 0);
    KEEP(PyBuffer_IsContiguous(&view, 'C'));
    PyBuffer_Release(&view);
});
BENCH(PyMemoryView_FromObject, MAKE(PyMemoryView_FromObject(bytes100)));
BENCH(PyMemoryView_FromMemory, {
    static char place[64];
    MAKE(PyMemoryView_FromMemory(place, 64, PyBUF_READ));
});
