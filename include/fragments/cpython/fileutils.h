/* Opening and closing files from C. */
@begin
@declarations
Py_DEPRECATED(3.14) static inline FILE *_Py_fopen_obj(PyObject *path, const char *mode) {
    return Py_fopen(path, mode);
}
