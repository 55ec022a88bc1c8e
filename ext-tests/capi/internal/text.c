/* internal/pycore_bytesobject.h, pycore_unicodeobject.h, pycore_strhex.h. */
#define Py_BUILD_CORE 1
#include "../check.h"
#include "internal/pycore_bytesobject.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_strhex.h"
#include "internal/pycore_unicodeobject.h"

static void finding_bytes(void)
{
    SHOW(_PyBytes_Find("spam and spam", 13, "spam", 4, 0));
    SHOW(_PyBytes_Find("spam and spam", 13, "eggs", 4, 0));
    SHOW(_PyBytes_Find("spam and spam", 13, "spam", 4, 100));
    SHOW(_PyBytes_Find("spam", 4, "", 0, 3));
    SHOW(_PyBytes_ReverseFind("spam and spam", 13, "spam", 4, 5));
    SHOW(_PyBytes_ReverseFind("spam and spam", 13, "eggs", 4, 5));
    SHOW(_PyBytes_ReverseFind("spam", 4, "spam!", 5, 1));
    char to[8] = {0};
    DO(_PyBytes_Repeat(to, 7, "abc", 3));
    SHOW((char *)to);
    DO(_PyBytes_Repeat(to, 7, "z", 1));
    SHOW((char *)to);
}

static void escapes(void)
{
    int octal = 0;
    const char *at = NULL;
    Py_ssize_t used = 0;
#define BYTES_ESCAPE(text)                                                  \
    octal = 0, at = NULL;                                                   \
    SHOW(_PyBytes_DecodeEscape2(text, strlen(text), NULL, &octal, &at));     \
    note("  %d %s", octal, at == NULL ? "-" : at)
    BYTES_ESCAPE("a\\n\\x41\\101\\\\\\\n");
    BYTES_ESCAPE("\\q rest");
    BYTES_ESCAPE("\\477 rest");
    BYTES_ESCAPE("\\x4");
    BYTES_ESCAPE("end\\");
#define TEXT_ESCAPE(text)                                                                      \
    octal = 0, at = NULL;                                                                      \
    SHOW(_PyUnicode_DecodeUnicodeEscapeInternal2(text, strlen(text), NULL, NULL, &octal, &at));  \
    note("  %d %s", octal, at == NULL ? "-" : at)
    TEXT_ESCAPE("a\\n\\u20ac\\U0001f600\\x41");
    TEXT_ESCAPE("\\q rest");
    TEXT_ESCAPE("\\477 rest");
    TEXT_ESCAPE("\\u20a");
    TEXT_ESCAPE("\\N{EURO SIGN}");
    SHOW(_PyUnicode_DecodeUnicodeEscapeInternal2("\\u20", 4, "strict", &used, &octal, &at));
    SHOW(used);
    SHOW(_PyUnicode_DecodeUnicodeEscapeInternal2("\\u20!", 5, "replace", NULL, &octal, &at));
}

static void writing_bytes(void)
{
    _PyBytesWriter writer;
    DO(_PyBytesWriter_Init(&writer));
    char *at = _PyBytesWriter_Alloc(&writer, 3);
    SHOW(at != NULL);
    SHOW((at = _PyBytesWriter_WriteBytes(&writer, at, "abc", 3)) != NULL);
    SHOW((at = _PyBytesWriter_Prepare(&writer, at, 600)) != NULL);
    memset(at, 'x', 600);
    SHOW((at = _PyBytesWriter_Resize(&writer, at + 600, 2000)) != NULL);
    SHOW(_PyBytesWriter_Finish(&writer, at - 590));
    DO(_PyBytesWriter_Init(&writer));
    writer.use_bytearray = 1;
    at = _PyBytesWriter_Alloc(&writer, 3);
    at = _PyBytesWriter_WriteBytes(&writer, at, "abc", 3);
    SHOW(_PyBytesWriter_Finish(&writer, at));
    _PyBytesWriter_Init(&writer);
    at = _PyBytesWriter_Alloc(&writer, 3);
    SHOW(_PyBytesWriter_Finish(&writer, at));
    _PyBytesWriter_Init(&writer);
    at = _PyBytesWriter_Alloc(&writer, 3000);
    DO(_PyBytesWriter_Dealloc(&writer));
    SHOW((void *)writer.buffer);
}

static void hexadecimal(void)
{
    PyObject *colon = made("':'"), *two = made("'::'"), *bytes = made("b'-'"), *wide = made("'\\u20ac'");
    SHOW(_Py_strhex("\x01\xfe\x80", 3));
    SHOW(_Py_strhex("", 0));
    CALL(_Py_strhex_bytes_with_sep, "abcde", 5, colon, 2);
    CALL(_Py_strhex_bytes_with_sep, "abcde", 5, colon, -2);
    CALL(_Py_strhex_bytes_with_sep, "abcde", 5, bytes, 1);
    CALL(_Py_strhex_bytes_with_sep, "abcde", 5, two, 1);
    CALL(_Py_strhex_bytes_with_sep, "abcde", 5, wide, 1);
    CALL(_Py_strhex_bytes_with_sep, "abcde", 5, colon, 0);
}

static void strings(void)
{
    PyObject *ascii = made("'plain'"), *wide = made("'a\\u20ac\\U0001f600'"), *nul = made("'a\\0b'"), *surrogate = made("'\\ud800'");
    CALL(_PyUnicode_AsUTF8NoNUL, wide);
    CALL(_PyUnicode_AsUTF8NoNUL, nul);
    CALL(_PyUnicode_AsUTF8NoNUL, surrogate);
    CALL(_PyUnicode_AsUTF8String, wide, "strict");
    CALL(_PyUnicode_AsUTF8String, surrogate, "surrogatepass");
    CALL(_PyUnicode_AsUTF8String, surrogate, "strict");
    CALL(_PyUnicode_EncodeUTF16, wide, "strict", 0);
    CALL(_PyUnicode_EncodeUTF16, wide, "strict", 1);
    CALL(_PyUnicode_EncodeUTF16, surrogate, "replace", -1);
    CALL(_PyUnicode_EncodeUTF32, wide, "strict", -1);
    CALL(_PyUnicode_EncodeUTF32, surrogate, "strict", 0);
    CALL(_PyUnicode_Copy, wide);
    SHOW(_PyUnicode_Copy(ascii) == ascii);
    UNCHECKED;
    CALL(_PyUnicode_CheckConsistency, wide, 1);
    CALL(_PyUnicode_CheckConsistency, ascii, 0);
    UNCHECKED;
    CALL(_PyUnicode_Equal, ascii, made("'pla' + 'in'"));
    CALL(_PyUnicode_Equal, ascii, wide);
    UNCHECKED;
    CALL(_PyUnicode_EqualToASCIIString, ascii, "plain");
    CALL(_PyUnicode_EqualToASCIIString, ascii, "plainer");
    CALL(_PyUnicode_EqualToASCIIString, wide, "plain");
    UNCHECKED;
    CALL(_PyUnicode_ScanIdentifier, made("'name and more'"));
    CALL(_PyUnicode_ScanIdentifier, made("'1name'"));
    CALL(_PyUnicode_ScanIdentifier, made("'\\xe4\\u20ac'"));
    CALL(_PyUnicode_ScanIdentifier, made("''"));
    CALL(_PyUnicode_TransformDecimalAndSpaceToASCII, made("'\\u0663\\u2003x\\u20ac1'"));
    SHOW(_PyUnicode_TransformDecimalAndSpaceToASCII(ascii) == ascii);
}

static void joining(void)
{
    PyObject *items[] = {made("'a'"), made("'\\u20ac'"), made("'b'")}, *mixed[] = {items[0], made("5"), items[2]};
    CALL(_PyUnicode_JoinArray, made("', '"), (PyObject *const *)items, 3);
    CALL(_PyUnicode_JoinArray, made("', '"), (PyObject *const *)items, 1);
    CALL(_PyUnicode_JoinArray, made("', '"), (PyObject *const *)items, 0);
    CALL(_PyUnicode_JoinArray, made("', '"), (PyObject *const *)mixed, 3);
    CALL(_PyUnicode_JoinArray, made("b', '"), (PyObject *const *)items, 3);
}

static void interning(void)
{
    PyInterpreterState *interpreter = PyInterpreterState_Get();
    python("def fresh(n): return 'interned ' + n");
    PyObject *first = keep(made("fresh('a')")), *second = keep(made("fresh('a')"));
    DO(_PyUnicode_InternMortal(interpreter, &first));
    SHOW((int)PyUnicode_CHECK_INTERNED(first));
    DO(_PyUnicode_InternMortal(interpreter, &second));
    SHOW(first == second);
    PyObject *third = keep(made("fresh('b')"));
    DO(_PyUnicode_InternImmortal(interpreter, &third));
    SHOW((int)PyUnicode_CHECK_INTERNED(third) >= 2);
    SHOW(PyUnstable_IsImmortal(third));
    PyObject *fourth = keep(made("fresh('c')")), *subclass = keep(made("type('S', (str,), {})('d d')"));
    DO(_PyUnicode_InternInPlace(interpreter, &fourth));
    SHOW((int)PyUnicode_CHECK_INTERNED(fourth));
    DO(_PyUnicode_InternMortal(interpreter, &subclass));
    SHOW((int)PyUnicode_CHECK_INTERNED(subclass));
    DO(_PyUnicode_ExactDealloc(PyUnicode_FromString("nobody refers to it")));
}

TESTS(text, TEST(finding_bytes), TEST(escapes), TEST(writing_bytes), TEST(hexadecimal), TEST(strings), TEST(joining), TEST(interning))
