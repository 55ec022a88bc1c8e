/* Data that crosses from one interpreter to another. */
@begin
@types _PyXIData_t xid_newobjfunc xid_freefunc xidatafunc xidatafbfunc xidata_fallback_t _PyXIData_getdata_t
#include "pycore_crossinterp_data_registry.h"
@types
@constants
@declarations
