/* Starts Python in each of many settings and lets it say where it believes to be. Usage: place CASES, or
   place --program FILE ARGUMENT... (runs a Python file that finds the library's getpath program in `code`)
   A line of CASES is "WORD VALUE" or "WORD NAME VALUE", values in percent encoding: `case NAME` begins a setting, which the other words
   describe (see `apply`); each is run in a process of its own. The library is meant not to find `encodings`, so that it prints its path
   configuration and gives up; one that starts all the same (ours, with the library that it carries) prints the same fields. */
#define _GNU_SOURCE
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <dlfcn.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* internal, but exported by both */
extern PyObject *_Py_GetConfigsAsDict(void);
extern PyObject *_Py_Get_Getpath_CodeObject(void);
/* of old */
extern void Py_SetPath(const wchar_t *);
extern void Py_SetProgramName(const wchar_t *);
extern void Py_SetPythonHome(const wchar_t *);
extern void _PyConfig_InitCompatConfig(PyConfig *);

static PyConfig config;
static int reads;

static void check(PyStatus status) {
    if (PyStatus_Exception(status)) {
        Py_ExitStatusException(status);
    }
}

static char *decoded(char *text) {
    char *to = text;
    for (char *from = text; *from; from++) {
        if (*from == '%' && from[1] && from[2]) {
            char digits[3] = {from[1], from[2], 0};
            *to++ = (char)strtol(digits, NULL, 16);
            from += 2;
        } else {
            *to++ = *from;
        }
    }
    *to = 0;
    return text;
}

static wchar_t **field(const char *name) {
    static const struct { const char *name; size_t offset; } fields[] = {
#define FIELD(name) {#name, offsetof(PyConfig, name)}
        FIELD(program_name), FIELD(executable), FIELD(base_executable), FIELD(prefix), FIELD(exec_prefix), FIELD(base_prefix),
        FIELD(base_exec_prefix), FIELD(home), FIELD(platlibdir), FIELD(stdlib_dir), FIELD(pythonpath_env),
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!strcmp(fields[i].name, name)) {
            return (wchar_t **)((char *)&config + fields[i].offset);
        }
    }
    fprintf(stderr, "place: no field %s\n", name);
    exit(2);
}

static void apply(char *line) {
    char *word = strtok(line, " "), *name = strtok(NULL, " "), *value = strtok(NULL, " ");
    if (!word) {
        return;
    }
    name = decoded(name ? name : strdup(""));
    value = decoded(value ? value : strdup(""));
    if (!strcmp(word, "case")) {
    } else if (!strcmp(word, "cwd")) { /* the directory to be in */
        if (chdir(name) != 0) {
            perror(name);
            exit(2);
        }
    } else if (!strcmp(word, "gone")) { /* a directory to be in that goes away */
        if (mkdir(name, 0700) != 0 || chdir(name) != 0 || rmdir(name) != 0) {
            perror(name);
            exit(2);
        }
    } else if (!strcmp(word, "env")) {
        setenv(name, value, 1);
    } else if (!strcmp(word, "early")) { /* what was said before there was a PyConfig */
        wchar_t *wide = Py_DecodeLocale(value, NULL);
        !strcmp(name, "path") ? Py_SetPath(wide) : !strcmp(name, "home") ? Py_SetPythonHome(wide) : Py_SetProgramName(wide);
    } else if (!strcmp(word, "init")) { /* what kind of configuration */
        !strcmp(name, "isolated") ? PyConfig_InitIsolatedConfig(&config)
                                  : !strcmp(name, "compat") ? _PyConfig_InitCompatConfig(&config) : PyConfig_InitPythonConfig(&config);
        config.site_import = 0;
    } else if (!strcmp(word, "set")) {
        check(PyConfig_SetBytesString(&config, field(name), value));
    } else if (!strcmp(word, "argument")) {
        wchar_t *wide = Py_DecodeLocale(name, NULL);
        check(PyWideStringList_Append(&config.argv, wide));
    } else if (!strcmp(word, "search")) {
        wchar_t *wide = Py_DecodeLocale(name, NULL);
        check(PyWideStringList_Append(&config.module_search_paths, wide));
        config.module_search_paths_set = 1;
    } else if (!strcmp(word, "no")) {
        *(!strcmp(name, "warnings") ? &config.pathconfig_warnings : &config.use_environment) = 0;
    } else if (!strcmp(word, "read")) { /* what PyConfig_Read does */
        reads = 1;
    } else if (!strcmp(word, "library")) { /* see `exec_case` */
    } else {
        fprintf(stderr, "place: what is %s?\n", word);
        exit(2);
    }
}

static void show(const char *label, PyObject *from, const char *key) {
    PyObject *value = PyDict_GetItemString(from, key);
    PyObject *number = value && PyLong_Check(value) ? PyNumber_Long(value) : NULL; /* none is a bool */
    PyObject *text = value && value != Py_None ? PyObject_ASCII(number ? number : value) : NULL;
    fprintf(stderr, "  %s = %s\n", label, text ? PyUnicode_AsUTF8(text) : "(not set)");
    Py_XDECREF(number);
    Py_XDECREF(text);
}

/* The fields in the order and form in which the library prints them when it gives up. */
static void show_all(void) {
    PyObject *all = _Py_GetConfigsAsDict();
    PyObject *from = all ? PyDict_GetItemString(all, "config") : NULL;
    if (!from) {
        PyErr_Print();
        exit(3);
    }
    fprintf(stderr, "Python path configuration:\n");
    show("PYTHONHOME", from, "home");
    show("PYTHONPATH", from, "pythonpath_env");
    show("program name", from, "program_name");
    show("isolated", from, "isolated");
    show("environment", from, "use_environment");
    show("user site", from, "user_site_directory");
    show("safe_path", from, "safe_path");
    show("import site", from, "site_import");
    show("is in build tree", from, "_is_python_build");
    show("stdlib dir", from, "stdlib_dir");
    show("sys.path[0]", from, "sys_path_0");
    static const char *const names[] = {"_base_executable", "base_prefix", "base_exec_prefix", "platlibdir", "executable", "prefix", "exec_prefix"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        PyObject *value = PySys_GetObject(names[i]);
        PyObject *text = value ? PyObject_ASCII(value) : NULL;
        fprintf(stderr, "  sys.%s = %s\n", names[i], text ? PyUnicode_AsUTF8(text) : "(not set)");
        Py_XDECREF(text);
    }
    PyObject *path = PySys_GetObject("path");
    fprintf(stderr, "  sys.path = [\n");
    for (Py_ssize_t i = 0; i < PyList_Size(path); i++) {
        PyObject *text = PyObject_ASCII(PyList_GetItem(path, i));
        fprintf(stderr, "    %s,\n", PyUnicode_AsUTF8(text));
        Py_DECREF(text);
    }
    fprintf(stderr, "  ]\nstarted\n");
    Py_DECREF(all);
}

static void show_field(const char *name) {
    wchar_t *value = *field(name);
    fprintf(stderr, "read %s: %ls\n", name, value ? value : L"(not set)");
}

static int one(char *text) {
    dup2(1, 2);
    setvbuf(stderr, NULL, _IONBF, 0);
    char *next;
    for (char *line = text; line; line = next) {
        next = strchr(line, '\n');
        if (next) {
            *next++ = 0;
        }
        apply(line);
    }
    if (reads) {
        check(PyConfig_Read(&config));
        static const char *const names[] = {"program_name", "executable", "base_executable", "prefix", "exec_prefix", "base_prefix",
                                            "base_exec_prefix", "home", "platlibdir", "stdlib_dir", "pythonpath_env"};
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            show_field(names[i]);
        }
        fprintf(stderr, "read module_search_paths: %d, %d\n", (int)config.module_search_paths.length, config.module_search_paths_set);
    }
    check(Py_InitializeFromConfig(&config));
    show_all();
    return 0;
}

/* In a process of its own, with nothing in its environment; where the case has `library DIRECTORY`, the library is linked to from there. */
static void exec_case(char *text, const char *library) {
    char link[PATH_MAX] = "", self[PATH_MAX] = "";
    char *asked = strstr(text, "\nlibrary ");
    if (readlink("/proc/self/exe", self, sizeof self - 1) < 0) {
        exit(2);
    }
    char *directory = NULL;
    if (asked) {
        directory = strdup(asked + 9);
        *strchrnul(directory, '\n') = 0;
        decoded(directory);
        snprintf(link, sizeof link, "%s/libpython3.14.so.1.0", directory);
        if (symlink(library, link) != 0) {
            perror(link);
            exit(2);
        }
    }
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        char path[PATH_MAX + 32] = "NOTHING=1", *arguments[] = {self, "--one", text, NULL}, *environment[] = {"LANG=C.UTF-8", path, NULL};
        if (directory) {
            snprintf(path, sizeof path, "LD_LIBRARY_PATH=%s", directory);
        } else if (getenv("LD_LIBRARY_PATH")) {
            snprintf(path, sizeof path, "LD_LIBRARY_PATH=%s", getenv("LD_LIBRARY_PATH"));
        }
        execve(self, arguments, environment);
        _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (directory) {
        unlink(link);
        free(directory);
    }
    printf("status %d\n", WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
}

static int program(int argc, char **argv) {
    PyConfig_InitPythonConfig(&config);
    config.site_import = config.use_environment = config.parse_argv = 0;
    check(PyConfig_SetBytesArgv(&config, argc, argv));
    check(Py_InitializeFromConfig(&config));
    PyObject *globals = PyModule_GetDict(PyImport_AddModule("__main__")), *code = _Py_Get_Getpath_CodeObject();
    FILE *file = fopen(argv[0], "r");
    if (!code || !file || PyDict_SetItemString(globals, "code", code) < 0 || !PyRun_File(file, argv[0], Py_file_input, globals, globals)) {
        PyErr_Print();
        return 1;
    }
    Py_DECREF(code);
    return Py_FinalizeEx();
}

int main(int argc, char **argv) {
    if (argc == 3 && !strcmp(argv[1], "--one")) {
        return one(argv[2]);
    }
    if (argc > 2 && !strcmp(argv[1], "--program")) {
        return program(argc - 2, argv + 2);
    }
    FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
    Dl_info info;
    char library[PATH_MAX];
    if (!file || !dladdr((void *)&Py_InitializeFromConfig, &info) || !realpath(info.dli_fname, library)) {
        fprintf(stderr, "usage: place CASES\n");
        return 2;
    }
    printf("library %s\n", library);
    char *text = calloc(1, 1 << 20), *line = NULL;
    size_t size = 0;
    for (int more = 1; more;) {
        more = getline(&line, &size, file) > 0;
        if ((!more || !strncmp(line, "case ", 5)) && *text) {
            char *name = strndup(text + 5, strcspn(text + 5, "\n"));
            printf("== %s\n", name);
            exec_case(text, library);
            free(name);
            *text = 0;
        }
        if (more) {
            strncat(text, line, (1 << 20) - 1 - strlen(text));
        }
    }
    return 0;
}
