/* Variables that mirror the configuration; PyConfig is the way to set it. */
@begin
#ifndef Py_LIMITED_API
@declarations
#endif
