/* What check.h promises: calls made, in children where they may crash, and printed a line each. */
#define _GNU_SOURCE
#include "check.h"
#include <ctype.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_ARGUMENTS 8
#define SECONDS_ALLOWED 20
/* How a child ends that has come to its end. */
#define FINISHED 77

const char check_done[] = "done";
PyObject *bad;

static struct {
    const char *function, *arguments;
    int spoilt; /* the argument that is replaced, or -1 */
    const char *replacement;
    struct {
        PyObject *object; /* NULL where the argument is no object */
        Py_ssize_t count;
        char kind; /* of what stands at `place`, or 0 */
        const void *place;
    } watched[MOST_ARGUMENTS];
    int watching;
    PyObject *exception;
    char result[2000];
    char ignored[1000]; /* what the unraisable hook was told */
    bool is_first, in_child;
    bool undefined; /* the stock library does not check its arguments */
} call;

static PyObject *names, *objects;
static bool is_stock, next_is_undefined;

/* Objects of a test. */

PyObject *made(const char *expression)
{
    PyObject *object = PyRun_String(expression, Py_eval_input, names, names);
    if (object == NULL || PyList_Append(objects, object) < 0) {
        PyErr_Print();
        printf("no object: %s\n", expression);
        exit(1);
    }
    Py_DECREF(object);
    return object;
}

void python(const char *statements)
{
    PyObject *result = PyRun_String(statements, Py_file_input, names, names);
    if (result == NULL) {
        PyErr_Print();
        printf("not run: %s\n", statements);
        exit(1);
    }
    Py_DECREF(result);
}

PyObject *keep(PyObject *object)
{
    return Py_NewRef(object);
}

void note(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    vprintf(format, values);
    va_end(values);
    putchar('\n');
}

/* Text. */

/* `text` in ASCII, without newlines, and no more of it than fits. */
static void put(char *to, size_t size, const char *text)
{
    size_t used = 0;
    for (; *text != '\0' && used + 5 < size; text++) {
        if (*text == '\n') {
            to[used++] = '\\';
            to[used++] = 'n';
        }
        else if ((unsigned char)*text >= 0x80) {
            used += (size_t)sprintf(to + used, "\\x%02x", (unsigned char)*text);
        }
        else {
            to[used++] = *text;
        }
    }
    strcpy(to + used, *text == '\0' ? "" : "...");
}

/* What stands behind the place in C's source that SystemError messages begin with. */
static const char *without_place(const char *message)
{
    const char *place = strstr(message, ".c:");
    if (place == NULL || !isdigit((unsigned char)place[3])) {
        return message;
    }
    const char *behind = strstr(place, ": ");
    return behind == NULL ? message : behind + 2;
}

static bool speaks_for_itself(PyObject *value)
{
    return value == Py_None || PyUnicode_CheckExact(value) || PyLong_CheckExact(value) || PyBool_Check(value) ||
           PyFloat_CheckExact(value) || PyBytes_CheckExact(value) || PyTuple_CheckExact(value) ||
           PyList_CheckExact(value) || PyDict_CheckExact(value);
}

/* The argument `index` of the call as the source has it. */
static void argument_text(int index, char *to, size_t size)
{
    int depth = 0, at = 0;
    char quote = 0;
    size_t used = 0;
    for (const char *p = call.arguments; *p != '\0'; p++) {
        if (quote) {
            if (*p == '\\' && p[1] != '\0' && at == index && used + 2 < size) {
                to[used++] = *p++;
            }
            else if (*p == '\\' && p[1] != '\0') {
                p++;
            }
            else if (*p == quote) {
                quote = 0;
            }
        }
        else if (*p == '"' || *p == '\'') {
            quote = *p;
        }
        else if (*p == '(' || *p == '{' || *p == '[') {
            depth++;
        }
        else if (*p == ')' || *p == '}' || *p == ']') {
            depth--;
        }
        else if (*p == ',' && depth == 0) {
            at++;
            continue;
        }
        if (at == index && used + 1 < size && !(used == 0 && *p == ' ')) {
            to[used++] = *p;
        }
    }
    to[used] = '\0';
}

static void print_call(void)
{
    if (call.arguments == NULL) {
        printf("%s -> ", call.function);
        return;
    }
    printf("%s(", call.function);
    char text[500];
    for (int i = 0;; i++) {
        argument_text(i, text, sizeof text);
        if (text[0] == '\0') {
            break;
        }
        printf("%s%s", i ? ", " : "", i == call.spoilt ? call.replacement : text);
    }
    printf(") -> ");
}

/* Results. The exception goes aside first, so that what is called to print does not see it. */

static void take_exception(void)
{
    call.exception = PyErr_GetRaisedException();
}

static void put_object(PyObject *value)
{
    if (value == NULL) {
        strcpy(call.result, "NULL");
        return;
    }
    PyObject *text = PyObject_ASCII(value);
    const char *utf8 = text ? PyUnicode_AsUTF8(text) : NULL;
    if (utf8 == NULL) {
        PyErr_Clear();
        utf8 = "(no text)";
    }
    char shown[600];
    put(shown, sizeof shown, utf8);
    if (speaks_for_itself(value)) {
        strcpy(call.result, shown);
    }
    else {
        snprintf(call.result, sizeof call.result, "%s: %s", Py_TYPE(value)->tp_name, shown);
    }
    Py_XDECREF(text);
}

void check_new(PyObject *value)
{
    take_exception();
    put_object(value);
    Py_XDECREF(value);
}

void check_lent(PyObject *value)
{
    take_exception();
    put_object(value);
}

#define SHOWER(name, type, format)                                      \
    void name(type value)                                               \
    {                                                                   \
        take_exception();                                               \
        snprintf(call.result, sizeof call.result, format, value);       \
    }
SHOWER(check_int, int, "%d")
SHOWER(check_signed, long long, "%lld")
SHOWER(check_unsigned, unsigned long long, "%llu")
SHOWER(check_double, double, "%.17g")

void check_complex(Py_complex value)
{
    take_exception();
    snprintf(call.result, sizeof call.result, "(%.17g, %.17g)", value.real, value.imag);
}

void check_string(const char *value)
{
    take_exception();
    char shown[600];
    put(shown, sizeof shown, value == NULL ? "NULL" : value);
    snprintf(call.result, sizeof call.result, value == NULL ? "%s" : "\"%s\"", shown);
}

void check_wide(const wchar_t *value)
{
    take_exception();
    if (value == NULL) {
        strcpy(call.result, "NULL");
        return;
    }
    PyObject *text = PyUnicode_FromWideChar(value, -1);
    put_object(text);
    Py_XDECREF(text);
}

void check_status(PyStatus value)
{
    take_exception();
    if (PyStatus_IsExit(value)) {
        snprintf(call.result, sizeof call.result, "exit %d", value.exitcode);
    }
    else if (PyStatus_IsError(value)) {
        snprintf(call.result, sizeof call.result, "error in %s: %s", value.func ? value.func : "NULL", value.err_msg);
    }
    else {
        strcpy(call.result, "ok");
    }
}

void check_pointer(const void *value)
{
    take_exception();
    strcpy(call.result, value == check_done ? check_done : value == NULL ? "NULL" : "pointer");
}

static void print_exception(void)
{
    if (call.exception == NULL) {
        return;
    }
    PyObject *text = PyObject_Str(call.exception);
    const char *utf8 = text ? PyUnicode_AsUTF8(text) : NULL;
    char shown[600];
    put(shown, sizeof shown, utf8 ? without_place(utf8) : "(no text)");
    printf("%s%s: %s", call.result[0] ? ", " : "", Py_TYPE(call.exception)->tp_name, shown);
    Py_XDECREF(text);
    PyErr_Clear();
    Py_CLEAR(call.exception);
}

/* What stands where arguments point. */
static void print_places(void)
{
    for (int i = 0; i < call.watching; i++) {
        const void *place = call.watched[i].place;
        if (call.watched[i].kind == 0 || place == NULL) {
            continue;
        }
        char text[200];
        argument_text(i, text, sizeof text);
        printf(", %s = ", text[0] == '&' ? text + 1 : text);
        switch (call.watched[i].kind) {
        case 'O':
            put_object(*(PyObject *const *)place);
            printf("%s", call.result);
            break;
        case 'i': printf("%d", *(const int *)place); break;
        case 'l': printf("%ld", *(const long *)place); break;
        case 'u': printf("%lu", *(const unsigned long *)place); break;
        case 'd': printf("%.17g", *(const double *)place); break;
        case 's': printf("%s", *(const char *const *)place ? *(const char *const *)place : "NULL"); break;
        }
    }
}

/* sys.unraisablehook: what it is told becomes a part of the call's line. */
static PyObject *unraisable(PyObject *self, PyObject *told)
{
    PyObject *value = PyObject_GetAttrString(told, "exc_value"), *message = PyObject_GetAttrString(told, "err_msg");
    PyObject *text = value && message ? PyUnicode_FromFormat("; ignored %T: %S (%S)", value, value, message) : NULL;
    if (text != NULL) {
        const char *utf8 = PyUnicode_AsUTF8(text);
        size_t used = strlen(call.ignored);
        put(call.ignored + used, sizeof call.ignored - used, utf8 ? utf8 : "(no text)");
    }
    Py_XDECREF(value);
    Py_XDECREF(message);
    Py_XDECREF(text);
    if (PyErr_Occurred()) {
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyMethodDef unraisable_definition = {"unraisable", unraisable, METH_O, NULL};

static void print_counts(void)
{
    bool some = false;
    for (int i = 0; i < call.watching; i++) {
        if (call.watched[i].object == NULL || i == call.spoilt) {
            continue;
        }
        Py_ssize_t change = Py_REFCNT(call.watched[i].object) - call.watched[i].count;
        if (change != 0) {
            char text[200];
            argument_text(i, text, sizeof text);
            printf("%s%s %+zd", some ? ", " : "  [", text, change);
            some = true;
        }
    }
    printf(some ? "]\n" : "\n");
}

/* Calls. */

void check_undefined(void)
{
    next_is_undefined = true;
}

/* Arguments are spoilt in the first call of each function only. */
static bool is_first_call(const char *function)
{
    static const char *seen[2000];
    static int count;
    for (int i = 0; i < count; i++) {
        if (strcmp(seen[i], function) == 0) {
            return false;
        }
    }
    if (count < 2000) {
        seen[count++] = function;
    }
    return true;
}

void check_begin(const char *function, const char *arguments)
{
    call.function = function;
    call.arguments = arguments;
    call.spoilt = -1;
    call.watching = 0;
    call.undefined = next_is_undefined && is_stock;
    next_is_undefined = false;
    call.is_first = arguments != NULL && is_first_call(function);
}

void check_watch(PyObject *argument, char kind, const void *place)
{
    int i = call.watching++;
    call.watched[i].object = argument;
    call.watched[i].kind = kind;
    call.watched[i].place = place;
}

void check_call(void)
{
    call.spoilt = call.in_child ? call.spoilt : -1;
    call.exception = NULL;
    call.result[0] = '\0';
    call.ignored[0] = '\0';
    for (int i = 0; i < call.watching; i++) {
        PyObject *o = call.watched[i].object;
        call.watched[i].count = o == NULL ? 0 : Py_REFCNT(o);
    }
    PyErr_Clear();
}

void check_end(void)
{
    print_call();
    printf("%s", call.result);
    print_exception();
    print_places();
    printf("%s", call.ignored);
    print_counts();
    if (call.in_child) {
        fflush(stdout);
        _exit(FINISHED);
    }
}

/* How a child ended that did not come to its end. */
static void print_end(int status, const char *said)
{
    print_call();
    const char *fatal = strstr(said, "Fatal Python error: ");
    if (fatal != NULL && WIFSIGNALED(status)) {
        printf("%.*s\n", (int)(strchrnul(fatal, '\n') - fatal), fatal);
    }
    else if (WIFSIGNALED(status)) {
        printf("%s\n", WTERMSIG(status) == SIGALRM ? "hangs" : "crashes");
    }
    else {
        char shown[600];
        put(shown, sizeof shown, said);
        *strstr(strcat(shown, "\\n"), "\\n") = '\0'; /* its first line */
        printf("exits with %d, having said '%s'\n", WEXITSTATUS(status), shown);
    }
}

/* True in a child, whose output we print when it has ended. */
static bool in_child(void)
{
    int ends[2];
    fflush(stdout);
    if (pipe(ends) < 0) {
        perror("pipe");
        exit(1);
    }
    pid_t pid = fork();
    if (pid == 0) {
        call.in_child = true;
        dup2(ends[1], 1);
        dup2(ends[1], 2);
        close(ends[0]);
        close(ends[1]);
        alarm(SECONDS_ALLOWED);
        check_call();
        return true;
    }
    close(ends[1]);
    char said[4000];
    size_t used = 0;
    for (;;) {
        ssize_t n = read(ends[0], said + used, sizeof said - 1 - used);
        if (n <= 0) {
            break;
        }
        used += (size_t)n;
    }
    said[used] = '\0';
    close(ends[0]);
    int status;
    waitpid(pid, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == FINISHED) {
        /* What went to stderr or stdout before is not compared. */
        said[used - 1] = '\0';
        const char *before = strrchr(said, '\n');
        puts(before == NULL ? said : before + 1);
    }
    else {
        print_end(status, said);
    }
    return false;
}

bool check_child(int index, const char *replacement)
{
    if (!call.is_first) {
        return false;
    }
    call.spoilt = index;
    call.replacement = replacement;
    if (call.undefined && replacement[0] == 'b') {
        print_end(SIGSEGV, "");
        return false;
    }
    return in_child();
}

bool check_alone(void)
{
    if (call.undefined) {
        print_end(SIGSEGV, "");
        return false;
    }
    return in_child();
}

/* A module whose import runs its tests. */

static void run_tests(const check_test *tests, const char *only)
{
    for (const check_test *test = tests; test->name != NULL; test++) {
        if (only != NULL && strcmp(only, test->name) != 0) {
            continue;
        }
        names = Py_BuildValue("{s:N}", "__builtins__", PyEval_GetFrameBuiltins());
        objects = PyList_New(0);
        bad = made("object()");
        printf("== %s\n", test->name);
        test->run();
        Py_CLEAR(objects);
        Py_CLEAR(names);
        fflush(stdout);
    }
}

PyObject *check_module(PyModuleDef *definition, const check_test *tests)
{
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    setvbuf(stdout, NULL, _IOLBF, 0);
    PyObject *module = PyModule_Create(definition);
    is_stock = getenv("CHECK_STOCK") != NULL;
    PyObject *hook = PyCFunction_New(&unraisable_definition, NULL);
    if (module != NULL && PySys_SetObject("unraisablehook", hook) == 0) {
        run_tests(tests, getenv("CHECK_ONLY"));
    }
    Py_XDECREF(hook);
    return module;
}
