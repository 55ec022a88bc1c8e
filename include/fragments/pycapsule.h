/* A C pointer with a name, as an object. */
@begin
@types
@declarations
#define PyCapsule_CheckExact(op) Py_IS_TYPE((op), &PyCapsule_Type)
