/* What an index is. */
@begin
@types
@constants
@declarations

static inline int _PyIndex_Check(PyObject *obj)
{
    const PyNumberMethods *number = Py_TYPE(obj)->tp_as_number;
    return number != NULL && number->nb_index != NULL;
}
