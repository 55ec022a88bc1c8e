/* internal/pycore_fileutils.h. */
#define Py_BUILD_CORE 1
#include "../check.h"
#include <locale.h>
#include "internal/pycore_fileutils.h"
#include <fcntl.h>
#include <unistd.h>

static const char *path(void)
{
    static char text[60];
    snprintf(text, sizeof text, "/tmp/check-capi-%d", (int)getpid());
    return text;
}

static int inheritable(int fd)
{
    return (fcntl(fd, F_GETFD) & FD_CLOEXEC) == 0;
}

static void descriptors(void)
{
    struct stat status;
    close(open(path(), O_CREAT | O_RDWR, 0600));
    int fd = _Py_open(path(), O_RDWR), works = -1;
    SHOW(fd >= 0);
    SHOW(_Py_open("/no/such/file", O_RDONLY));
    SHOW(_Py_open_noraise("/no/such/file", O_RDONLY));
    int second = _Py_open_noraise(path(), O_RDONLY);
    SHOW(second >= 0);
    SHOW(inheritable(fd));
    SHOW(_Py_set_inheritable(fd, 1, NULL));
    SHOW(inheritable(fd));
    SHOW(_Py_set_inheritable(fd, 0, &works));
    SHOW(_Py_set_inheritable_async_safe(fd, 1, NULL));
    SHOW(inheritable(fd));
    SHOW(_Py_set_inheritable(-1, 1, NULL));
    SHOW(_Py_set_inheritable_async_safe(-1, 1, NULL));
    SHOW(_Py_write(fd, "twelve bytes", 12));
    SHOW(_Py_write_noraise(fd, "!", 1));
    SHOW(_Py_write(-1, "x", 1));
    SHOW(_Py_write_noraise(-1, "x", 1));
    SHOW(_Py_fstat(fd, &status));
    SHOW((long)status.st_size);
    SHOW(_Py_fstat(-1, &status));
    SHOW(_Py_fstat_noraise(fd, &status));
    SHOW(_Py_fstat_noraise(-1, &status));
    PyObject *name = PyUnicode_FromString(path());
    SHOW(_Py_stat(name, &status));
    SHOW((long)status.st_size);
    Py_SETREF(name, PyUnicode_FromString("/no/such/file"));
    SHOW(_Py_stat(name, &status));
    Py_DECREF(name);
    SHOW(_Py_IsValidFD(fd));
    SHOW(_Py_IsValidFD(-1));
    SHOW(_Py_IsValidFD(9999));
    int copy = _Py_dup(fd);
    SHOW(copy >= 0 && copy != fd);
    SHOW(inheritable(copy));
    SHOW(_Py_dup(-1));
    DO(_Py_closerange(copy, copy));
    SHOW(_Py_IsValidFD(copy));
    close(fd), close(second);
    SHOW(_Py_IsValidFD(fd));
    unlink(path());
}

static void descriptor_arguments(void)
{
    int fd = -5;
    python("class WithDescriptor:\n    def fileno(self): return 7\n    def __repr__(self): return 'WithDescriptor'");
    CALL(_PyLong_FileDescriptor_Converter, made("3"), (void *)&fd);
    SHOW(fd);
    CALL(_PyLong_FileDescriptor_Converter, made("WithDescriptor()"), (void *)&fd);
    SHOW(fd);
    CALL(_PyLong_FileDescriptor_Converter, made("-1"), (void *)&fd);
    CALL(_PyLong_FileDescriptor_Converter, made("'x'"), (void *)&fd);
    CALL(_PyLong_FileDescriptor_Converter, made("2**40"), (void *)&fd);
}

static void locales(void)
{
    wchar_t *wide = NULL;
    char *narrow = NULL;
    size_t at = 0;
    const char *reason = NULL;
    SHOW(_Py_DecodeLocaleEx("a\xc3\xa4", &wide, &at, &reason, 0, _Py_ERROR_STRICT));
    SHOW((wchar_t *)wide);
    SHOW(at);
    PyMem_RawFree(wide);
    SHOW(_Py_DecodeLocaleEx("a\xff", &wide, &at, &reason, 0, _Py_ERROR_STRICT));
    SHOW(at);
    SHOW((char *)reason);
    SHOW(_Py_DecodeLocaleEx("a\xff", &wide, &at, &reason, 0, _Py_ERROR_SURROGATEESCAPE));
    SHOW((int)wide[1]);
    PyMem_RawFree(wide);
    SHOW(_Py_DecodeLocaleEx("a", &wide, &at, &reason, 0, _Py_ERROR_IGNORE));
    SHOW(_Py_EncodeLocaleEx(L"a\u20ac", &narrow, &at, &reason, 0, _Py_ERROR_STRICT));
    SHOW((char *)narrow);
    PyMem_Free(narrow);
    SHOW(_Py_EncodeLocaleEx(L"a\xdcff", &narrow, &at, &reason, 0, _Py_ERROR_STRICT));
    SHOW(at);
    SHOW((char *)reason);
    SHOW(_Py_EncodeLocaleEx(L"a\xdcff", &narrow, &at, &reason, 1, _Py_ERROR_SURROGATEESCAPE));
    SHOW((int)(unsigned char)narrow[1]);
    PyMem_RawFree(narrow);
    static const int handlers[] = {_Py_ERROR_STRICT, _Py_ERROR_SURROGATEESCAPE, _Py_ERROR_SURROGATEPASS};
    static const char *const locales[] = {"C", "C.UTF-8"};
    for (int i = 0; i < 12; i++) {
        int current = i & 1, handler = handlers[i / 2 % 3];
        note("%s, %d, %d", setlocale(LC_CTYPE, locales[i / 6]), current, handler);
        SHOW(_Py_DecodeLocaleEx("a\xc3\xa4\xed\xa0\x80", &wide, &at, &reason, current, handler));
        SHOW(at);
        SHOW(_Py_EncodeLocaleEx(L"a\u00e4", &narrow, &at, &reason, current, handler));
        SHOW(_Py_EncodeLocaleEx(L"a\xdcff", &narrow, &at, &reason, current, handler));
    }
    SHOW((int)_Py_GetErrorHandler("strict"));
    SHOW((int)_Py_GetErrorHandler(NULL));
    SHOW((int)_Py_GetErrorHandler("surrogateescape"));
    SHOW((int)_Py_GetErrorHandler("replace"));
    SHOW((int)_Py_GetErrorHandler("ignore"));
    SHOW((int)_Py_GetErrorHandler("backslashreplace"));
    SHOW((int)_Py_GetErrorHandler("surrogatepass"));
    SHOW((int)_Py_GetErrorHandler("xmlcharrefreplace"));
    SHOW((int)_Py_GetErrorHandler("unheard of"));
}

static void paths(void)
{
    const wchar_t *texts[] = {L"/a/b/../c", L"a/./b//c", L"../../a", L"/..", L"//a/b", L"///a", L"", L".", L"a/..", L"./a/../../b"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        wchar_t text[40];
        wcscpy(text, texts[i]);
        SHOW(_Py_normpath(text, -1));
        wcscpy(text, texts[i]);
        SHOW(_Py_normpath(text, (Py_ssize_t)wcslen(text)));
    }
}

static void lines(void)
{
    FILE *file = fopen(path(), "w+");
    char line[20];
    size_t size = 0;
    fputs("one\r\ntwo\rthree\nand a line that is longer than the room", file);
    rewind(file);
    for (int i = 0; i < 4; i++) {
        SHOW(_Py_UniversalNewlineFgetsWithSize(line, sizeof line, file, NULL, &size));
        SHOW(size);
    }
    fclose(file);
    unlink(path());
}

TESTS(files, TEST(descriptors), TEST(descriptor_arguments), TEST(locales), TEST(paths), TEST(lines))
