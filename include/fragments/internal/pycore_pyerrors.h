/* Exceptions: what only the interpreter does with them. */
@begin
@types
@constants
@declarations
#define PyExc_IncompleteInputError ((PyObject *)&_PyExc_IncompleteInputError)
