/* What exists once for all, or once for each interpreter. */
@begin
@types
@constants
@declarations

#define _Py_GLOBAL_OBJECT(NAME) _PyRuntime.static_objects.NAME
#define _Py_SINGLETON(NAME) _Py_GLOBAL_OBJECT(singletons.NAME)
#define _Py_INTERP_CACHED_OBJECT(interp, NAME) (interp)->cached_objects.NAME
#define _Py_INTERP_STATIC_OBJECT(interp, NAME) (interp)->static_objects.NAME
#define _Py_INTERP_SINGLETON(interp, NAME) _Py_INTERP_STATIC_OBJECT(interp, singletons.NAME)
