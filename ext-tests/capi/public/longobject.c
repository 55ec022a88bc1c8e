/* longobject.h, cpython/longobject.h and cpython/longintrepr.h. */
#include "../check.h"

static const char CLASSES[] =
    "class Index:\n"
    "    def __init__(self, result): self.result = result\n"
    "    def __index__(self):\n"
    "        if isinstance(self.result, Exception): raise self.result\n"
    "        return self.result\n"
    "class Sub(int): pass\n";

static const char *const NUMBERS[] = {"0", "-1", "1000", "2**31 - 1", "2**31", "-2**31 - 1", "2**32", "2**63 - 1", "2**63", "-2**63", "-2**63 - 1", "2**64 - 1",
                                      "2**64", "10**400", "True", "Sub(7)", "Index(8)", "Index(Sub(9))", "Index(KeyError(1))", "Index('a')", "2.5", "'12'"};

static void from_c(void)
{
    CALL(PyLong_FromLong, 0L);
    CALL(PyLong_FromLong, LONG_MIN);
    CALL(PyLong_FromLongLong, LLONG_MAX);
    CALL(PyLong_FromUnsignedLong, ULONG_MAX);
    CALL(PyLong_FromUnsignedLongLong, ULLONG_MAX);
    CALL(PyLong_FromSize_t, SIZE_MAX);
    CALL(PyLong_FromSsize_t, PY_SSIZE_T_MIN);
    CALL(PyLong_FromInt32, INT32_MIN);
    CALL(PyLong_FromInt64, INT64_MIN);
    CALL(PyLong_FromUInt32, UINT32_MAX);
    CALL(PyLong_FromUInt64, UINT64_MAX);
    CALL(PyLong_FromVoidPtr, NULL);
    CALL(PyLong_FromVoidPtr, (void *)(uintptr_t)255);
    static const double doubles[] = {0.0, -2.9, 1e30, 9007199254740993.0, Py_INFINITY, -Py_INFINITY, Py_NAN};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(doubles); i++) {
        double number = doubles[i];
        note("%g", number);
        CALL(PyLong_FromDouble, number);
    }
    SHOW(PyLong_GetInfo());
}

/* The conversions to C integers, of every sort of number. */
static void to_c(void)
{
    python(CLASSES);
    int overflow = 0;
    int32_t i32 = 0;
    int64_t i64 = 0;
    uint32_t u32 = 0;
    uint64_t u64 = 0;
    for (size_t i = 0; i < Py_ARRAY_LENGTH(NUMBERS); i++) {
        note("%s", NUMBERS[i]);
        PyObject *number = made(NUMBERS[i]);
        CALL(PyLong_AsLong, number);
        CALL(PyLong_AsLongAndOverflow, number, &overflow);
        CALL(PyLong_AsLongLong, number);
        CALL(PyLong_AsLongLongAndOverflow, number, &overflow);
        CALL(PyLong_AsInt, number);
        CALL(PyLong_AsSsize_t, number);
        CALL(PyLong_AsSize_t, number);
        CALL(PyLong_AsUnsignedLong, number);
        CALL(PyLong_AsUnsignedLongLong, number);
        CALL(PyLong_AsUnsignedLongMask, number);
        CALL(PyLong_AsUnsignedLongLongMask, number);
        CALL(PyLong_AsDouble, number);
        CALL(PyLong_AsVoidPtr, number);
        CALL(PyLong_AsInt32, number, &i32);
        CALL(PyLong_AsInt64, number, &i64);
        CALL(PyLong_AsUInt32, number, &u32);
        SHOW(u32);
        CALL(PyLong_AsUInt64, number, &u64);
    }
}

static void signs(void)
{
    python(CLASSES);
    static const char *const numbers[] = {"0", "1000", "-7", "-2**70", "2**70", "True", "Sub(-3)"};
    int sign = 5;
    for (size_t i = 0; i < Py_ARRAY_LENGTH(numbers); i++) {
        note("%s", numbers[i]);
        PyObject *number = made(numbers[i]);
        CALL(PyLong_GetSign, number, &sign);
        CALL(PyLong_IsNegative, number);
        CALL(PyLong_IsPositive, number);
        CALL(PyLong_IsZero, number);
        SHOW(_PyLong_Sign(number));
        SHOW(_PyLong_NumBits(number));
        SHOW(PyUnstable_Long_IsCompact((PyLongObject *)number));
        if (PyUnstable_Long_IsCompact((PyLongObject *)number)) {
            SHOW(PyUnstable_Long_CompactValue((PyLongObject *)number));
        }
    }
    /* Inline in the header: it is this file's own code that crashes, whatever the library. */
    UNCHECKED; ALONE(PyUnstable_Long_IsCompact(NULL));
    UNCHECKED; ALONE(PyUnstable_Long_CompactValue(NULL));
    UNCHECKED; ALONE(_PyLong_Sign(NULL));
    UNCHECKED; ALONE(_PyLong_NumBits(NULL));
}

static void texts(void)
{
    char *end = NULL;
    CALL(PyLong_FromString, " 12 ", &end, 10);
    CALL(PyLong_FromString, "0x1f rest", &end, 0);
    CALL(PyLong_FromString, "0x1f rest", NULL, 0);
    CALL(PyLong_FromString, "1_000", &end, 10);
    CALL(PyLong_FromString, "1__0", &end, 10);
    CALL(PyLong_FromString, "010", &end, 0);
    CALL(PyLong_FromString, "", &end, 10);
    CALL(PyLong_FromString, "zz", &end, 36);
    CALL(PyLong_FromString, "12", &end, 1);
    CALL(PyLong_FromString, "12", &end, 37);
    static const char *const numbers[] = {"' 12 '", "'1_0'", "'x'", "''", "'\\u0661\\u0662'", "'1\\0'", "'1' * 5000", "'\\ud800'"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(numbers); i++) {
        note("%s", numbers[i]);
        PyObject *text = made(numbers[i]);
        CALL(PyLong_FromUnicodeObject, text, 10);
        CALL(PyLong_FromUnicodeObject, text, 16);
    }
    static const char *const plain[] = {"12", " -12x", "0x1F", "010", "99999999999999999999", "", "-0x8000000000000000", "zz"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(plain); i++) {
        const char *text = plain[i];
        note("'%s'", text);
        SHOW(PyOS_strtol(text, &end, 0));
        SHOW(end - text);
        SHOW(PyOS_strtoul(text, &end, 0));
        SHOW(end - text);
        SHOW(PyOS_strtoul(text, NULL, 36));
        errno = 0;
    }
}

static void native_bytes(void)
{
    python(CLASSES);
    unsigned char bytes[20];
    static const int all_flags[] = {Py_ASNATIVEBYTES_DEFAULTS, Py_ASNATIVEBYTES_BIG_ENDIAN, Py_ASNATIVEBYTES_LITTLE_ENDIAN,
                                    Py_ASNATIVEBYTES_LITTLE_ENDIAN | Py_ASNATIVEBYTES_UNSIGNED_BUFFER, Py_ASNATIVEBYTES_REJECT_NEGATIVE,
                                    Py_ASNATIVEBYTES_ALLOW_INDEX};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(NUMBERS); i++) {
        PyObject *number = made(NUMBERS[i]);
        for (size_t j = 0; j < Py_ARRAY_LENGTH(all_flags); j++) {
            int flags = all_flags[j];
            note("%s, flags %d", NUMBERS[i], flags);
            memset(bytes, 0xee, sizeof bytes);
            SHOW(PyLong_AsNativeBytes(number, bytes, 8, flags));
            SHOW(PyBytes_FromStringAndSize((char *)bytes, 9));
            SHOW(PyLong_AsNativeBytes(number, NULL, 0, flags));
        }
    }
    UNCHECKED; ALONE(PyLong_AsNativeBytes(NULL, bytes, 8, -1));
    PyObject *number = made("-2");
    SHOW(PyLong_AsNativeBytes(number, bytes, 20, 1));
    SHOW(PyBytes_FromStringAndSize((char *)bytes, 20));
    SHOW(PyLong_AsNativeBytes(number, bytes, -1, 1));
    const unsigned char source[] = {0x80, 1, 2, 3, 4, 5, 6, 7, 0xff};
    for (int flags = 0; flags < 2; flags++) {
        note("flags %d", flags);
        SHOW(PyLong_FromNativeBytes(source, 1, flags));
        SHOW(PyLong_FromNativeBytes(source, 8, flags));
        SHOW(PyLong_FromNativeBytes(source, 9, flags));
        SHOW(PyLong_FromNativeBytes(source, 0, flags));
        SHOW(PyLong_FromUnsignedNativeBytes(source, 8, flags));
        SHOW(PyLong_FromUnsignedNativeBytes(source, 9, flags));
        ALONE(PyLong_FromNativeBytes(NULL, 9, flags));
        ALONE(PyLong_FromUnsignedNativeBytes(NULL, 9, flags));
    }
}

static void byte_arrays(void)
{
    unsigned char bytes[10] = {0};
    static const char *const numbers[] = {"0", "1000", "-1", "128", "2**64", "-2**63"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(numbers); i++) {
        PyLongObject *number = (PyLongObject *)made(numbers[i]);
        for (int is_signed = 0; is_signed < 2; is_signed++) {
            note("%s, %s", numbers[i], is_signed ? "signed" : "unsigned");
            SHOW(_PyLong_AsByteArray(number, bytes, 8, 1, is_signed, 1));
            SHOW(PyBytes_FromStringAndSize((char *)bytes, 8));
            SHOW(_PyLong_AsByteArray(number, bytes, 1, 0, is_signed, 1));
            SHOW(_PyLong_AsByteArray(number, bytes, 1, 0, is_signed, 0));
            SHOW(PyBytes_FromStringAndSize((char *)bytes, 1));
        }
    }
    const unsigned char source[] = {0x80, 1, 2, 3, 4, 5, 6, 7, 0xff};
    SHOW(_PyLong_FromByteArray(source, 9, 0, 0));
    SHOW(_PyLong_FromByteArray(source, 9, 1, 1));
    SHOW(_PyLong_FromByteArray(source, 0, 1, 1));
    PyObject *a = made("2**70 * 3"), *b = made("-2**65 * 9"), *zero = made("0");
    SHOW(_PyLong_GCD(a, b));
    SHOW(_PyLong_GCD(a, zero));
    SHOW(_PyLong_GCD(zero, zero));
    UNCHECKED; ALONE(_PyLong_GCD(NULL, a));
    UNCHECKED; ALONE(_PyLong_GCD(bad, a));
}

static void exports(void)
{
    const PyLongLayout *layout = PyLong_GetNativeLayout();
    SHOW(PyLong_GetNativeLayout() != NULL);
    note("%d bits in %d bytes, order %d, endianness %d", layout->bits_per_digit, layout->digit_size, layout->digits_order, layout->digit_endianness);
    static const char *const numbers[] = {"0", "-1000", "2**62", "2**64", "-2**100", "'text'", "True"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(numbers); i++) {
        PyObject *number = made(numbers[i]);
        PyLongExport export_long = {0};
        note("%s", numbers[i]);
        CALL(PyLong_Export, number, &export_long);
        if (PyLong_Check(number)) {
            note("%lld, negative %d, %zd digits, %s", (long long)export_long.value, export_long.negative, export_long.ndigits, export_long.digits ? "some" : "none");
            DO(PyLong_FreeExport(&export_long));
        }
    }
    void *digits = NULL;
    PyLongWriter *writer = PyLongWriter_Create(1, 3, &digits);
    for (int i = 0; i < 3; i++) {
        ((digit *)digits)[i] = (digit)(i + 1);
    }
    CALL(PyLongWriter_Finish, writer);
    writer = PyLongWriter_Create(0, 2, &digits);
    memset(digits, 0, 2 * sizeof(digit));
    SHOW(PyLongWriter_Finish(writer));
    SHOW(PyLongWriter_Create(0, 2, &digits) != NULL);
    SHOW(PyLongWriter_Create(0, 0, &digits));
    SHOW(PyLongWriter_Create(0, -1, &digits));
    DO(PyLongWriter_Discard(PyLongWriter_Create(0, 2, &digits)));
    DO(PyLongWriter_Discard(NULL));
    SHOW((PyObject *)_PyLong_Copy((PyLongObject *)made("-2**70")));
    SHOW((PyObject *)_PyLong_Copy((PyLongObject *)made("5")));
    digit source[] = {7, 0, 0};
    SHOW((PyObject *)_PyLong_FromDigits(1, 1, source));
    SHOW((PyObject *)_PyLong_FromDigits(0, 0, source));
    source[2] = 5;
    SHOW((PyObject *)_PyLong_FromDigits(0, 3, source));
    SHOW(_PyLong_New(3) != NULL);
}

TESTS(longobject, TEST(from_c), TEST(to_c), TEST(signs), TEST(texts), TEST(native_bytes), TEST(byte_arrays), TEST(exports))
