/* Part of pycore_crossinterp.h, which has the types that this needs. */
#ifndef Py_INTERNAL_CROSSINTERP_H
#  error "include pycore_crossinterp.h, of which this is a part"
#endif
@begin
