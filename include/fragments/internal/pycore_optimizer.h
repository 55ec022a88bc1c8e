#include "pycore_structs.h"
#include "pycore_code.h"
