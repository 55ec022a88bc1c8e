/* pyerrors.h: the attributes of exceptions. */
#include "../check.h"

static void of_all(void)
{
    python("def caught():\n    try: 1 // 0\n    except Exception as e: return e");
    PyObject *error = made("KeyError('a', 1)"), *cause = made("ValueError('cause')"), *number = made("1000"), *args = made("('new', 'args')"), *list = made("['x']");
    PyObject *with_traceback = made("caught()"), *traceback = made("caught().__traceback__");
    UNCHECKED; CALL(PyException_GetArgs, error);
    UNCHECKED; VOID(PyException_SetArgs, error, args);
    VOID(PyException_SetArgs, error, list);
    CALL(PyException_GetArgs, error);
    UNCHECKED; CALL(PyException_GetCause, error);
    UNCHECKED; VOID(PyException_SetCause, error, keep(cause));
    CALL(PyException_GetCause, error);
    DO(PyException_SetCause(error, NULL));
    CALL(PyException_GetCause, error);
    UNCHECKED; CALL(PyException_GetContext, error);
    UNCHECKED; VOID(PyException_SetContext, error, keep(cause));
    CALL(PyException_GetContext, error);
    DO(PyException_SetContext(error, NULL));
    UNCHECKED; CALL(PyException_GetTraceback, error);
    SHOW(PyException_GetTraceback(with_traceback) != NULL);
    UNCHECKED; CALL(PyException_SetTraceback, error, traceback);
    CALL(PyException_SetTraceback, error, Py_None);
    CALL(PyException_SetTraceback, error, number);
}

#define START_AND_END(Kind)                                  \
    CALL(Py##Kind##_GetStart, error, &place);                \
    CALL(Py##Kind##_GetEnd, error, &place);                  \
    CALL(Py##Kind##_SetStart, error, 2);                     \
    CALL(Py##Kind##_SetEnd, error, 3);                       \
    CALL(Py##Kind##_GetStart, error, &place);                \
    CALL(Py##Kind##_GetEnd, error, &place);                  \
    CALL(Py##Kind##_SetStart, error, 100);                   \
    CALL(Py##Kind##_SetEnd, error, -100);                    \
    CALL(Py##Kind##_GetStart, error, &place);                \
    CALL(Py##Kind##_GetEnd, error, &place);                  \
    CALL(Py##Kind##_GetObject, error);                       \
    CALL(Py##Kind##_GetReason, error);                       \
    CALL(Py##Kind##_SetReason, error, "new reason");         \
    CALL(Py##Kind##_GetReason, error)

static void of_unicode(void)
{
    PyObject *decode = made("UnicodeDecodeError('utf-8', b'bytes', 1, 2, 'reason')"), *encode = made("UnicodeEncodeError('ascii', 'text', 1, 2, 'reason')");
    PyObject *translate = made("UnicodeTranslateError('text', 1, 2, 'reason')"), *empty = made("UnicodeDecodeError.__new__(UnicodeDecodeError)"), *error = decode;
    PyObject *empty_encode = made("UnicodeEncodeError.__new__(UnicodeEncodeError)");
    Py_ssize_t place = 0;
    START_AND_END(UnicodeDecodeError);
    CALL(PyUnicodeDecodeError_GetEncoding, decode);
    UNCHECKED; ALONE(PyUnicodeDecodeError_GetEncoding(encode));
    CALL(PyUnicodeDecodeError_GetEncoding, empty);
    CALL(PyUnicodeDecodeError_GetObject, empty);
    CALL(PyUnicodeDecodeError_GetStart, empty, &place);
    error = encode;
    START_AND_END(UnicodeEncodeError);
    CALL(PyUnicodeEncodeError_GetEncoding, encode);
    UNCHECKED; ALONE(PyUnicodeEncodeError_GetEncoding(decode));
    CALL(PyUnicodeEncodeError_GetReason, empty_encode);
    error = translate;
    START_AND_END(UnicodeTranslateError);
    UNCHECKED; ALONE(PyUnicodeTranslateError_GetObject(encode));
    SHOW(PyUnicodeDecodeError_Create("utf-8", "by\0es", 5, 1, 2, "reason"));
    SHOW(PyUnicodeDecodeError_Create("utf-8", "bytes", 5, 10, -2, "reason"));
    ALONE(PyUnicodeDecodeError_Create(NULL, "bytes", 5, 1, 2, "reason"));
    ALONE(PyUnicodeDecodeError_Create("utf-8", "bytes", 5, 1, 2, NULL));
}

TESTS(exceptions, TEST(of_all), TEST(of_unicode))
