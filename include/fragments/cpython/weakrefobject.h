/* The struct of a weak reference. */
@begin
@types
@declarations
#define _PyWeakref_CAST(op) (assert(PyWeakref_Check(op)), _Py_CAST(PyWeakReference *, (op)))
/* Borrowed, or None: use PyWeakref_GetRef. */
Py_DEPRECATED(3.13) static inline PyObject *PyWeakref_GET_OBJECT(PyObject *ref_obj) {
    PyObject *obj = _PyWeakref_CAST(ref_obj)->wr_object;
    /* dead, or about to be: its count is 0 while finalisation runs */
    return obj != NULL && Py_REFCNT(obj) > 0 ? obj : Py_None;
}
#define PyWeakref_GET_OBJECT(ref) PyWeakref_GET_OBJECT(_PyObject_CAST(ref))
