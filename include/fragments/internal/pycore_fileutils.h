#include <sys/stat.h>
@begin
@types
/* Windows alone has a struct of its own. */
#define _Py_stat_struct stat
@constants
@declarations
