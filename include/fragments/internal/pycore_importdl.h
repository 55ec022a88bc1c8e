/* Loading extension modules. */
@begin
@omit _Py_ext_module_loader_result
@types
@constants
/* What an init function gave; `err` is NULL, or points to `_err`. */
struct _Py_ext_module_loader_result {
    PyModuleDef *def;
    PyObject *module;
    _Py_ext_module_kind kind;
    struct _Py_ext_module_loader_result_error {
        enum _Py_ext_module_loader_result_error_kind {
            _Py_ext_module_loader_result_EXCEPTION = 0,
            _Py_ext_module_loader_result_ERR_MISSING = 1,
            _Py_ext_module_loader_result_ERR_UNREPORTED_EXC = 2,
            _Py_ext_module_loader_result_ERR_UNINITIALIZED = 3,
            _Py_ext_module_loader_result_ERR_NONASCII_NOT_MULTIPHASE = 4,
            _Py_ext_module_loader_result_ERR_NOT_MODULE = 5,
            _Py_ext_module_loader_result_ERR_MISSING_DEF = 6,
        } kind;
        PyObject *exc;
    } *err, _err;
};
@declarations
