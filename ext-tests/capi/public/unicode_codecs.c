/* unicodeobject.h: encoding and decoding. */
#include "../check.h"
#include <locale.h>

static void encoding(void)
{
    static const char *const texts[] = {"'plain'", "'t\\u00e9xt'", "'\\u20ac\\U0001f600'", "'lone \\ud800'", "''", "b'bytes'"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(texts); i++) {
        PyObject *text = made(texts[i]);
        note("%s", texts[i]);
        CALL(PyUnicode_AsUTF8String, text);
        CALL(PyUnicode_AsLatin1String, text);
        CALL(PyUnicode_AsASCIIString, text);
        CALL(PyUnicode_AsUTF16String, text);
        CALL(PyUnicode_AsUTF32String, text);
        CALL(PyUnicode_AsUnicodeEscapeString, text);
        CALL(PyUnicode_AsRawUnicodeEscapeString, text);
        CALL(PyUnicode_EncodeFSDefault, text);
        CALL(PyUnicode_EncodeLocale, text, NULL);
        CALL(PyUnicode_EncodeLocale, text, "surrogateescape");
        CALL(PyUnicode_AsEncodedString, text, "latin-1", NULL);
        CALL(PyUnicode_AsEncodedString, text, "ascii", "xmlcharrefreplace");
        CALL(PyUnicode_AsEncodedString, text, NULL, NULL);
        SHOW(PyUnicode_AsEncodedObject(text, "utf-8", NULL));
        SHOW(PyUnicode_AsEncodedUnicode(text, "rot13", NULL));
        SHOW(PyUnicode_AsDecodedObject(text, "rot13", NULL));
        SHOW(PyUnicode_AsDecodedUnicode(text, "rot13", NULL));
    }
    PyObject *text = made("'text'");
    SHOW(PyUnicode_AsEncodedString(text, "unheard-of", NULL));
    SHOW(PyUnicode_AsEncodedString(text, "hex", NULL));
    SHOW(PyUnicode_EncodeLocale(text, "unheard-of"));
    SHOW(PyUnicode_AsEncodedUnicode(text, "utf-8", NULL));
    SHOW(PyUnicode_GetDefaultEncoding());
}

#define BYTES(text) text, sizeof text - 1

static void decoding(void)
{
    CALL(PyUnicode_DecodeUTF8, BYTES("t\xc3\xa9xt\xff"), NULL);
    SHOW(PyUnicode_DecodeUTF8(BYTES("t\xc3\xa9xt\xff"), "replace"));
    SHOW(PyUnicode_DecodeUTF8(BYTES("t\xc3\xa9xt\xff"), "surrogateescape"));
    SHOW(PyUnicode_DecodeUTF8(BYTES("plain"), NULL));
    Py_ssize_t consumed = 0;
    SHOW(PyUnicode_DecodeUTF8Stateful(BYTES("ab\xe2\x82"), NULL, &consumed));
    SHOW(consumed);
    SHOW(PyUnicode_DecodeUTF8Stateful(BYTES("ab\xe2\x82"), NULL, NULL));
    SHOW(PyUnicode_DecodeLatin1(BYTES("t\xe9xt"), NULL));
    SHOW(PyUnicode_DecodeASCII(BYTES("plain"), NULL));
    SHOW(PyUnicode_DecodeASCII(BYTES("t\xe9xt"), NULL));
    SHOW(PyUnicode_DecodeASCII(BYTES("t\xe9xt"), "backslashreplace"));
    SHOW(PyUnicode_DecodeUTF7(BYTES("a+IKw-b"), NULL));
    SHOW(PyUnicode_DecodeUTF7(BYTES("a+IKw\xff"), NULL));
    SHOW(PyUnicode_DecodeUTF7Stateful(BYTES("a+IK"), NULL, &consumed));
    SHOW(consumed);
    int order = 0;
    SHOW(PyUnicode_DecodeUTF16(BYTES("\xff\xfe\xac\x20"), NULL, &order));
    SHOW(order);
    order = 1;
    SHOW(PyUnicode_DecodeUTF16(BYTES("\x20\xac"), NULL, &order));
    SHOW(PyUnicode_DecodeUTF16(BYTES("\xac\x20\x00"), NULL, NULL));
    order = -1;
    SHOW(PyUnicode_DecodeUTF16Stateful(BYTES("\xac\x20\x00"), NULL, &order, &consumed));
    SHOW(consumed);
    SHOW(PyUnicode_DecodeUTF32(BYTES("\x00\xf6\x01\x00"), NULL, &order));
    SHOW(PyUnicode_DecodeUTF32(BYTES("\x00\xf6\xff\x00"), NULL, &order));
    SHOW(PyUnicode_DecodeUTF32Stateful(BYTES("\x00\xf6\x01\x00\x01"), NULL, &order, &consumed));
    SHOW(consumed);
    SHOW(PyUnicode_DecodeUnicodeEscape(BYTES("a\\u20ac\\x41\\N{EURO SIGN}\\n"), NULL));
    SHOW(PyUnicode_DecodeUnicodeEscape(BYTES("a\\u20"), NULL));
    SHOW(PyUnicode_DecodeUnicodeEscape(BYTES("a\\u20"), "replace"));
    SHOW(PyUnicode_DecodeRawUnicodeEscape(BYTES("a\\u20ac\\x41"), NULL));
    SHOW(PyUnicode_DecodeRawUnicodeEscape(BYTES("a\\u20"), NULL));
    SHOW(PyUnicode_DecodeFSDefault("t\xc3\xa9xt\xff"));
    SHOW(PyUnicode_DecodeFSDefaultAndSize(BYTES("te\0xt")));
    SHOW(PyUnicode_DecodeLocale("t\xc3\xa9xt\xff", "surrogateescape"));
    SHOW(PyUnicode_DecodeLocale("t\xc3\xa9xt\xff", "strict"));
    SHOW(PyUnicode_DecodeLocale("text", "unheard-of"));
    SHOW(PyUnicode_DecodeLocale("t\xed\xa0\x80", "surrogatepass"));
    SHOW(PyUnicode_DecodeLocale("t\xc3", "strict"));
    setlocale(LC_CTYPE, "C");
    PyObject *latin = made("'t\\xe9xt'"), *escaped = made("'t\\udce9xt'");
    SHOW(PyUnicode_DecodeLocale("t\xe9xt", "strict"));
    SHOW(PyUnicode_DecodeLocale("t\xe9xt", "surrogateescape"));
    SHOW(PyUnicode_EncodeLocale(latin, "strict"));
    SHOW(PyUnicode_EncodeLocale(escaped, "strict"));
    SHOW(PyUnicode_EncodeLocale(escaped, "surrogateescape"));
    setlocale(LC_CTYPE, "C.UTF-8");
    SHOW(PyUnicode_DecodeLocaleAndSize("te\0xt", 5, NULL));
    SHOW(PyUnicode_DecodeLocaleAndSize("text", 2, NULL));
    SHOW(PyUnicode_Decode(BYTES("t\xe9xt"), "latin-1", NULL));
    SHOW(PyUnicode_Decode(BYTES("t\xe9xt"), NULL, NULL));
    SHOW(PyUnicode_Decode(BYTES("74657874"), "hex", NULL));
    SHOW(PyUnicode_Decode(BYTES("text"), "unheard-of", NULL));
    ALONE(PyUnicode_DecodeFSDefault(NULL));
    ALONE(PyUnicode_DecodeLocale(NULL, NULL));
}

static void from_objects(void)
{
    PyObject *bytes = made("b't\\xe9xt'"), *view = made("memoryview(b'view')"), *text = made("'text'"), *number = made("1000"), *empty = made("b''");
    CALL(PyUnicode_FromEncodedObject, bytes, "latin-1", NULL);
    CALL(PyUnicode_FromEncodedObject, bytes, "ascii", "replace");
    CALL(PyUnicode_FromEncodedObject, bytes, NULL, NULL);
    CALL(PyUnicode_FromEncodedObject, view, NULL, NULL);
    CALL(PyUnicode_FromEncodedObject, empty, "unheard-of", NULL);
    CALL(PyUnicode_FromEncodedObject, text, "utf-8", NULL);
    CALL(PyUnicode_FromEncodedObject, number, "utf-8", NULL);
}

static void character_maps(void)
{
    PyObject *text = made("'ab\\u20ac'"), *encode = made("{97: 65, 98: b'BB', 0x20ac: None}"), *decode = made("{97: 'A', 98: 0x20ac, 99: None}"), *table = made("'xyz' * 100");
    PyObject *map = made("''.join(map(chr, range(256)))"), *wrong = made("{97: 2.5}");
    CALL(PyUnicode_AsCharmapString, text, encode);
    CALL(PyUnicode_AsCharmapString, text, wrong);
    SHOW(PyUnicode_AsCharmapString(text, PyUnicode_BuildEncodingMap(map)));
    SHOW(PyUnicode_BuildEncodingMap(map) != NULL);
    SHOW(PyUnicode_BuildEncodingMap(text));
    ALONE(PyUnicode_BuildEncodingMap(NULL));
    SHOW(PyUnicode_DecodeCharmap("ab", 2, decode, NULL));
    SHOW(PyUnicode_DecodeCharmap("abc", 3, decode, NULL));
    SHOW(PyUnicode_DecodeCharmap("abc", 3, decode, "ignore"));
    SHOW(PyUnicode_DecodeCharmap("\1\2", 2, table, NULL));
    SHOW(PyUnicode_DecodeCharmap("t\xe9", 2, NULL, NULL));
    SHOW(PyUnicode_DecodeCharmap("a", 1, wrong, NULL));
}

static void converters(void)
{
    python("class Path:\n    def __init__(self, p): self.p = p\n    def __fspath__(self): return self.p");
    static const char *const texts[] = {"'t\\u00e9xt'", "b'bytes'", "Path('path')", "Path(b'path')", "'zero\\0'", "b'zero\\0'", "'\\ud800'", "5", "memoryview(b'view')"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(texts); i++) {
        PyObject *path = made(texts[i]), *found = NULL;
        note("%s", texts[i]);
        CALL(PyUnicode_FSConverter, path, &found);
        CALL(PyUnicode_FSDecoder, path, &found);
    }
    PyObject *found = PyBytes_FromString("found"), *text = PyUnicode_FromString("found");
    SHOW(PyUnicode_FSConverter(NULL, &found));
    SHOW(found);
    SHOW(PyUnicode_FSDecoder(NULL, &text));
    SHOW(text);
}

TESTS(unicode_codecs, TEST(encoding), TEST(decoding), TEST(from_objects), TEST(character_maps), TEST(converters))
