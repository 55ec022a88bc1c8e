/* codecs.h. */
#include "../check.h"

static void encodings(void)
{
    PyObject *text = made("'t\\u00e9xt'"), *bytes = made("b't\\xc3\\xa9xt'"), *number = made("1000");
    CALL(PyCodec_Encode, text, "utf-8", NULL);
    CALL(PyCodec_Encode, text, "ascii", "ignore");
    CALL(PyCodec_Encode, text, "ascii", "strict");
    CALL(PyCodec_Encode, text, "unheard-of", NULL);
    CALL(PyCodec_Encode, number, "utf-8", NULL);
    CALL(PyCodec_Encode, bytes, "rot13", NULL);
    CALL(PyCodec_Encode, text, "rot13", NULL);
    CALL(PyCodec_Decode, bytes, "utf-8", NULL);
    CALL(PyCodec_Decode, bytes, "ascii", "replace");
    CALL(PyCodec_Decode, bytes, "ascii", NULL);
    CALL(PyCodec_Decode, bytes, "hex", NULL);
    CALL(PyCodec_Decode, number, "utf-8", NULL);
    CALL(PyCodec_KnownEncoding, "UTF-8");
    CALL(PyCodec_KnownEncoding, "unheard-of");
    SHOW(PyCodec_Encoder("utf-8") != NULL);
    CALL(PyCodec_Encoder, "unheard-of");
    SHOW(PyCodec_Decoder("utf-8") != NULL);
    CALL(PyCodec_Decoder, "unheard-of");
}

static void streams(void)
{
    PyObject *stream = made("__import__('io').BytesIO(b'bytes')");
    SHOW(PyCodec_IncrementalEncoder("utf-8", "strict") != NULL);
    SHOW(PyCodec_IncrementalEncoder("utf-8", NULL) != NULL);
    SHOW(PyCodec_IncrementalEncoder("unheard-of", NULL));
    ALONE(PyCodec_IncrementalEncoder(NULL, NULL));
    SHOW(PyCodec_IncrementalDecoder("utf-8", "strict") != NULL);
    SHOW(PyCodec_IncrementalDecoder("unheard-of", NULL));
    ALONE(PyCodec_IncrementalDecoder(NULL, NULL));
    SHOW(PyCodec_StreamReader("utf-8", stream, "strict") != NULL);
    SHOW(PyCodec_StreamReader("unheard-of", stream, NULL));
    ALONE(PyCodec_StreamReader(NULL, stream, NULL));
    ALONE(PyCodec_StreamReader("utf-8", NULL, NULL) != NULL);
    SHOW(PyCodec_StreamWriter("utf-8", stream, "strict") != NULL);
    SHOW(PyCodec_StreamWriter("unheard-of", stream, NULL));
    ALONE(PyCodec_StreamWriter(NULL, stream, NULL));
}

static void registering(void)
{
    python("def search(name): return (1, 2, 3, 4) if name == 'mine' else None\ndef handler(e): return ('?', e.end)");
    PyObject *search = made("search"), *number = made("1000"), *handler = made("handler"), *text = made("'t\\u00e9xt'");
    CALL(PyCodec_Register, search);
    CALL(PyCodec_Register, number);
    CALL(PyCodec_KnownEncoding, "mine");
    CALL(PyCodec_Encoder, "mine");
    CALL(PyCodec_Unregister, search);
    CALL(PyCodec_Unregister, number);
    CALL(PyCodec_KnownEncoding, "mine");
    CALL(PyCodec_RegisterError, "mine", handler);
    CALL(PyCodec_RegisterError, "mine", number);
    SHOW(PyCodec_LookupError("mine") == handler);
    CALL(PyCodec_Encode, text, "ascii", "mine");
    CALL(PyCodec_LookupError, "unheard-of");
    SHOW(PyCodec_LookupError(NULL) == PyCodec_LookupError("strict"));
}

static void handlers(void)
{
    static const char *const errors[] = {"UnicodeEncodeError('ascii', 'a\\u20ac\\U0001f600\\udc80b', 1, 4, 'reason')",
                                         "UnicodeDecodeError('utf-8', b'a\\xff\\xfeb', 1, 3, 'reason')",
                                         "UnicodeTranslateError('a\\u20acb', 1, 2, 'reason')", "UnicodeEncodeError('ascii', 'ab', 5, 1, 'reason')",
                                         "ValueError('plain')", "'text'"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(errors); i++) {
        note("%s", errors[i]);
        PyObject *error = made(errors[i]);
        CALL(PyCodec_StrictErrors, error);
        CALL(PyCodec_IgnoreErrors, error);
        CALL(PyCodec_ReplaceErrors, error);
        CALL(PyCodec_XMLCharRefReplaceErrors, error);
        CALL(PyCodec_BackslashReplaceErrors, error);
        CALL(PyCodec_NameReplaceErrors, error);
    }
}

TESTS(codec_registry, TEST(encodings), TEST(streams), TEST(registering), TEST(handlers))
