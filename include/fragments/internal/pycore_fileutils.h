#include <sys/stat.h>
@begin
@types
/* Windows alone has a struct of its own. */
#define _Py_stat_struct stat
@constants
@declarations

#define DECODE_LOCALE_ERR(NAME, LEN) \
    ((LEN) == (size_t)-2 ? _PyStatus_ERR("cannot decode " NAME) : _PyStatus_NO_MEMORY())
#define _PyIsSelectable_fd(FD) ((FD) < FD_SETSIZE)
#define _Py_BEGIN_SUPPRESS_IPH
#define _Py_END_SUPPRESS_IPH
