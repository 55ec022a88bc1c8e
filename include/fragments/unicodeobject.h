/* str and its codecs */
@begin
#define Py_USING_UNICODE
#define Py_UNICODE_WIDE
@types
@constants
@declarations
#define PyUnicode_Check(op) PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_UNICODE_SUBCLASS)
#define PyUnicode_CheckExact(op) Py_IS_TYPE((op), &PyUnicode_Type)
