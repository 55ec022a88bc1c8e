/* objimpl.h, pymem.h and their cpython/ halves: memory, and the collector of garbage. */
#include "../check.h"

static void *round_trip(void *memory, size_t size)
{
    if (memory != NULL) {
        memset(memory, 7, size);
    }
    return memory;
}

static bool is_zero(char *memory, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (memory[i] != 0) {
            return false;
        }
    }
    return true;
}

/* The three families of functions behave alike. */
#define FAMILY(Malloc, Calloc, Realloc, Free)                                   \
    do {                                                                        \
        char *memory = round_trip(Malloc(100), 100);                            \
        SHOW((void *)memory);                                                   \
        memory = Realloc(memory, 1000);                                         \
        SHOW((int)memory[99]);                                                  \
        DO(Free(memory));                                                       \
        memory = Calloc(10, 10);                                                \
        SHOW(is_zero(memory, 100));                                             \
        DO(Free(memory));                                                       \
        DO(Free(NULL));                                                         \
        DO(Free(round_trip(Malloc(0), 0)));                                     \
        DO(Free(Calloc(0, 0)));                                                 \
        DO(Free(Realloc(NULL, 10)));                                            \
        SHOW((void *)Malloc((size_t)PY_SSIZE_T_MAX + 1));                       \
        SHOW((void *)Calloc((size_t)PY_SSIZE_T_MAX, 2));                        \
        SHOW((void *)Realloc(NULL, (size_t)PY_SSIZE_T_MAX + 1));                \
    } while (0)

static void memory(void)
{
    FAMILY(PyMem_Malloc, PyMem_Calloc, PyMem_Realloc, PyMem_Free);
    FAMILY(PyMem_RawMalloc, PyMem_RawCalloc, PyMem_RawRealloc, PyMem_RawFree);
    FAMILY(PyObject_Malloc, PyObject_Calloc, PyObject_Realloc, PyObject_Free);
}

static int allocations;
static void *counting_malloc(void *context, size_t size)
{
    allocations++;
    PyMemAllocatorEx *old = context;
    return old->malloc(old->ctx, size);
}
static void *counting_calloc(void *context, size_t count, size_t size)
{
    allocations++;
    PyMemAllocatorEx *old = context;
    return old->calloc(old->ctx, count, size);
}
static void *counting_realloc(void *context, void *memory, size_t size)
{
    PyMemAllocatorEx *old = context;
    return old->realloc(old->ctx, memory, size);
}
static void counting_free(void *context, void *memory)
{
    PyMemAllocatorEx *old = context;
    old->free(old->ctx, memory);
}

static void allocators(void)
{
    PyMemAllocatorEx old[3], counting;
    for (int domain = PYMEM_DOMAIN_RAW; domain <= PYMEM_DOMAIN_OBJ; domain++) {
        note("domain %d", domain);
        DO(PyMem_GetAllocator(domain, &old[domain]));
        counting = (PyMemAllocatorEx){&old[domain], counting_malloc, counting_calloc, counting_realloc, counting_free};
        PyMem_SetAllocator(domain, &counting);
        allocations = 0;
        void *block = domain == PYMEM_DOMAIN_RAW ? PyMem_RawMalloc(5) : domain == PYMEM_DOMAIN_MEM ? PyMem_Malloc(5) : PyObject_Malloc(5);
        int counted = allocations;
        domain == PYMEM_DOMAIN_RAW ? PyMem_RawFree(block) : domain == PYMEM_DOMAIN_MEM ? PyMem_Free(block) : PyObject_Free(block);
        PyMem_SetAllocator(domain, &old[domain]);
        note("PyMem_SetAllocator(domain, &counting) -> %d allocation counted", counted);
    }
    PyObjectArenaAllocator arena;
    DO(PyObject_GetArenaAllocator(&arena));
    SHOW(arena.alloc != NULL && arena.free != NULL);
    DO(PyObject_SetArenaAllocator(&arena));
    ALONE_DO(PyMem_SetupDebugHooks());
}

static void collecting(void)
{
    python("class Cycle:\n    def __init__(self): self.me = self");
    PyObject *class = made("Cycle"), *list = made("[1]"), *number = made("1000"), *plain = made("Cycle()");
    PyGC_Collect();
    SHOW(PyGC_IsEnabled());
    SHOW(PyGC_Disable());
    SHOW(PyGC_Disable());
    SHOW(PyGC_IsEnabled());
    Py_DECREF(PyObject_CallNoArgs(class));
    SHOW(PyGC_Collect() > 0);
    SHOW(PyGC_Collect());
    SHOW(PyGC_Enable());
    SHOW(PyGC_Enable());
    SHOW(PyObject_IS_GC(list));
    SHOW(PyObject_IS_GC(number));
    CALL(PyObject_GC_IsTracked, list);
    CALL(PyObject_GC_IsTracked, number);
    CALL(PyObject_GC_IsFinalized, plain);
    DO(PyObject_GC_UnTrack(list));
    SHOW(PyObject_GC_IsTracked(list));
    DO(PyObject_GC_UnTrack(list));
    DO(PyObject_GC_Track(list));
    SHOW(PyObject_GC_IsTracked(list));
    ALONE_DO(PyObject_GC_Track(list));
    SHOW(PyType_SUPPORTS_WEAKREFS(&PyLong_Type));
    SHOW(PyType_SUPPORTS_WEAKREFS(Py_TYPE(plain)));
    SHOW(*PyObject_GET_WEAKREFS_LISTPTR(plain));
}

static int visits;
static int visit_object(PyObject *object, void *argument)
{
    visits += object == argument;
    return visits == 0;
}

static void visiting(void)
{
    PyObject *list = made("[1]");
    DO(PyUnstable_GC_VisitObjects(visit_object, list));
    SHOW(visits);
}

static void making(void)
{
    PyObject *type = made("type('T', (), {'__slots__': ()})");
    PyTypeObject *plain = (PyTypeObject *)type, *gc = (PyTypeObject *)made("type('G', (list,), {'__repr__': lambda s: 'G()'})");
    PyObject *memory = PyObject_Malloc(sizeof(PyObject));
    SHOW(PyObject_Init(memory, plain) == memory);
    SHOW(Py_TYPE(memory) == plain);
    Py_DECREF(type);
    PyObject_Free(memory);
    PyVarObject *variable = PyObject_Malloc(sizeof(PyVarObject) + 8);
    SHOW(PyObject_InitVar(variable, &PyTuple_Type, 1) == variable);
    SHOW(Py_SIZE(variable));
    PyObject_Free(variable);
    SHOW(PyObject_Init(NULL, plain));
    SHOW(PyObject_InitVar(NULL, &PyLong_Type, 1));
    PyObject *o = _PyObject_New(plain);
    SHOW(_PyObject_New(plain) != NULL);
    SHOW(Py_TYPE(o) == plain);
    Py_DECREF(o);
    SHOW(_PyObject_NewVar(&PyTuple_Type, 3) != NULL);
    UNCHECKED; ALONE(_PyObject_NewVar(&PyLong_Type, PY_SSIZE_T_MAX));
    PyObject *tracked = _PyObject_GC_New(gc);
    SHOW(_PyObject_GC_New(gc) != NULL);
    SHOW(PyObject_GC_IsTracked(tracked));
    PyVarObject *tuple = _PyObject_GC_NewVar(&PyTuple_Type, 2);
    SHOW(Py_SIZE(tuple));
    tuple = _PyObject_GC_Resize(tuple, 5);
    note("_PyObject_GC_Resize(tuple, 5) -> %zd", Py_SIZE(tuple));
    DO(PyObject_GC_Del(tuple));
    UNCHECKED; ALONE(_PyObject_GC_NewVar(&PyTuple_Type, PY_SSIZE_T_MAX));
    ALONE(_PyObject_GC_NewVar(&PyTuple_Type, -1));
    PyObject *extra = PyUnstable_Object_GC_NewWithExtraData(gc, 100);
    SHOW(PyUnstable_Object_GC_NewWithExtraData(gc, 100) != NULL);
    SHOW(is_zero((char *)extra + gc->tp_basicsize, 100));
    UNCHECKED; ALONE(PyUnstable_Object_GC_NewWithExtraData(gc, SIZE_MAX));
}

TESTS(objimpl, TEST(memory), TEST(allocators), TEST(collecting), TEST(visiting), TEST(making))
