/* import.h, cpython/import.h and marshal.h. */
#include "../check.h"
#include <marshal.h>
#include <unistd.h>

static void importing(void)
{
    PyObject *name = made("'_json'"), *missing = made("'no_such_module'"), *number = made("1000"), *globals = made("{'__name__': 'n', '__package__': ''}");
    PyObject *from = made("('scanner',)"), *empty = made("''"), *attribute = made("'scanstring'"), *no_attribute = made("'nothing'");
    CALL(PyImport_ImportModule, "_json");
    CALL(PyImport_ImportModule, "no_such_module");
    CALL(PyImport_ImportModule, "\xff");
    CALL(PyImport_ImportModuleNoBlock, "_json");
    CALL(PyImport_Import, name);
    CALL(PyImport_Import, missing);
    CALL(PyImport_ImportModuleLevel, "_json", NULL, NULL, NULL, 0);
    CALL(PyImport_ImportModuleLevel, "_json", globals, NULL, from, 0);
    CALL(PyImport_ImportModuleLevel, "json", globals, NULL, NULL, 1);
    CALL(PyImport_ImportModuleLevel, "json", NULL, NULL, NULL, -1);
    CALL(PyImport_ImportModuleLevelObject, name, NULL, NULL, NULL, 0);
    CALL(PyImport_ImportModuleLevelObject, number, NULL, NULL, NULL, 0);
    CALL(PyImport_ImportModuleLevelObject, empty, NULL, NULL, NULL, 0);
    SHOW(PyImport_ImportModuleAttr(name, attribute));
    SHOW(PyImport_ImportModuleAttr(name, no_attribute));
    SHOW(PyImport_ImportModuleAttr(missing, attribute));
    CALL(PyImport_ImportModuleAttrString, "_json", "scanstring");
    CALL(PyImport_ImportModuleAttrString, "_json", "nothing");
    PyObject *module = PyImport_ImportModule("_json");
    CALL(PyImport_ReloadModule, module);
    CALL(PyImport_ReloadModule, number);
    Py_DECREF(module);
}

static void modules(void)
{
    PyObject *name = made("'check_added'"), *other = made("'no_such_module'"), *number = made("1000");
    SHOW(PyImport_AddModuleRef("check_added"));
    LENT(PyImport_AddModule, "check_added");
    LENT(PyImport_AddModuleObject, name);
    CALL(PyImport_AddModuleRef, "check_added");
    CALL(PyImport_GetModule, name);
    CALL(PyImport_GetModule, other);
    CALL(PyImport_GetModule, number);
    SHOW(PyDict_GetItemString(PyImport_GetModuleDict(), "check_added") != NULL);
    SHOW(PyImport_GetMagicNumber());
    SHOW(PyImport_GetMagicTag());
}

static void executing(void)
{
    PyObject *code = made("compile('x = 5\\nf = __file__, __cached__ if \"__cached__\" in globals() else None', 'source.py', 'exec')"), *number = made("1000");
    PyObject *fails = made("compile('1 // 0', 'source.py', 'exec')"), *name = made("'check_executed'"), *path = made("'path.py'"), *cached = made("'path.pyc'");
    PyObject *removed = made("compile('import sys\\ndel sys.modules[__name__]', 'source.py', 'exec')");
    CALL(PyImport_ExecCodeModule, "check_executed", code);
    CALL(PyImport_ExecCodeModule, "check_failed", fails);
    SHOW(PyMapping_HasKeyString(PyImport_GetModuleDict(), "check_failed"));
    CALL(PyImport_ExecCodeModule, "check_removed", removed);
    CALL(PyImport_ExecCodeModuleEx, "check_executed", code, "path.py");
    CALL(PyImport_ExecCodeModuleWithPathnames, "check_executed", code, "path.py", "path.pyc");
    SHOW(PyImport_ImportModuleAttrString("check_executed", "f"));
    SHOW(PyImport_ExecCodeModuleWithPathnames("check_executed", code, NULL, "__pycache__/path.cpython-314.pyc"));
    SHOW(PyImport_ImportModuleAttrString("check_executed", "f"));
    CALL(PyImport_ExecCodeModuleObject, name, code, path, cached);
    SHOW(PyImport_ImportModuleAttrString("check_executed", "f"));
    (void)number;
}

static PyObject *init(void)
{
    return PyModule_New("check_builtin");
}

static void tables(void)
{
    PyObject *path = made("'/no/such/path'"), *number = made("1000"), *name = made("'__hello__'"), *missing = made("'no_such_module'");
    CALL(PyImport_GetImporter, path);
    SHOW(PyImport_ImportFrozenModule("no_such_module"));
    SHOW(PyImport_ImportFrozenModuleObject(missing));
    SHOW(PyImport_ImportFrozenModuleObject(number));
    SHOW(PyImport_ImportFrozenModuleObject(NULL));
    SHOW(PyImport_ImportFrozenModuleObject(name));
    struct _inittab tables[] = {{"check_builtin", init}, {NULL, NULL}};
    ALONE(PyImport_AppendInittab("check_builtin", init));
    ALONE(PyImport_ExtendInittab(tables));
}

static void marshalling(void)
{
    static const char *const objects[] = {"(1, 2.5, 'text', b'bytes', None, True, [1], {2: 3}, {4}, 2**70, 1j)", "slice(1, 2)", "[object()]", "compile('1', 'f', 'eval')"};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(objects); i++) {
        PyObject *o = made(objects[i]);
        note("%s", objects[i]);
        for (int version = 0; version <= 5; version++) {
            SHOW(PyMarshal_WriteObjectToString(o, version));
        }
    }
    ALONE(PyMarshal_WriteObjectToString(NULL, 4));
    SHOW(PyMarshal_ReadObjectFromString("i\5\0\0\0", 5));
    SHOW(PyMarshal_ReadObjectFromString("i\5\0", 3));
    SHOW(PyMarshal_ReadObjectFromString("", 0));
    SHOW(PyMarshal_ReadObjectFromString("?", 1));
    SHOW(PyMarshal_ReadObjectFromString("0", 1));
    FILE *file = tmpfile();
    PyObject *o = made("('written', 5)"), *unmarshallable = made("object()");
    DO(PyMarshal_WriteLongToFile(-1234567, file, 4));
    DO(PyMarshal_WriteLongToFile(0x12345678, file, 4));
    DO(PyMarshal_WriteObjectToFile(o, file, 4));
    DO(PyMarshal_WriteObjectToFile(o, file, 4));
    DO(PyMarshal_WriteObjectToFile(unmarshallable, file, 4));
    rewind(file);
    SHOW(PyMarshal_ReadLongFromFile(file));
    SHOW(PyMarshal_ReadShortFromFile(file));
    SHOW(PyMarshal_ReadShortFromFile(file));
    SHOW(PyMarshal_ReadObjectFromFile(file));
    SHOW(PyMarshal_ReadLastObjectFromFile(file));
    SHOW(PyMarshal_ReadLastObjectFromFile(file));
    SHOW(PyMarshal_ReadObjectFromFile(file));
    SHOW(PyMarshal_ReadLongFromFile(file));
    SHOW(PyMarshal_ReadShortFromFile(file));
    fclose(file);
}

TESTS(imports, TEST(importing), TEST(modules), TEST(executing), TEST(tables), TEST(marshalling))
