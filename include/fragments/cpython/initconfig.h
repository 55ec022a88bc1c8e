/* Configuring an interpreter before it starts. */
@begin
#ifndef Py_LIMITED_API
@types
@constants
@declarations
#endif
