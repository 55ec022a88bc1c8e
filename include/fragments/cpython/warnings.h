/* Warnings with all their particulars. */
@begin
@declarations
#define PyErr_Warn(category, msg) PyErr_WarnEx((category), (msg), 1)
