/* Unions of types. */
@begin
@types
@constants
@declarations

#define _PyUnion_Check(op) Py_IS_TYPE((op), &_PyUnion_Type)
#define _PyGenericAlias_Check(op) PyObject_TypeCheck((op), &Py_GenericAliasType)
