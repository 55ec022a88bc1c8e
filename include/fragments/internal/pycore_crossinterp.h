/* Data that crosses from one interpreter to another. */
@begin
@types _PyXIData_t xid_newobjfunc xid_freefunc xidatafunc xidatafbfunc xidata_fallback_t _PyXIData_getdata_t
#include "pycore_crossinterp_data_registry.h"
@types
@constants
@declarations

#define _PyXIData_DATA(DATA) ((DATA)->data)
#define _PyXIData_OBJ(DATA) ((DATA)->obj)
#define _PyXIData_INTERPID(DATA) ((DATA)->interpid)
#define _PyXIData_SET_FREE(DATA, FUNC) ((DATA)->free = (FUNC))
#define _PyXIData_CHECK_FREE(DATA, FUNC) ((DATA)->free == (FUNC))
#define _PyXIData_SET_NEW_OBJECT(DATA, FUNC) ((DATA)->new_object = (FUNC))
#define _PyXIData_CHECK_NEW_OBJECT(DATA, FUNC) ((DATA)->new_object == (FUNC))
#define _PyXI_GET_GLOBAL_STATE(interp) (&(interp)->runtime->xi)
#define _PyXI_GET_STATE(interp) (&(interp)->xi)
