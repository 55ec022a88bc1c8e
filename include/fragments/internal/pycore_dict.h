/* Dictionaries: what only the interpreter does with them. */
@begin
@types
@constants
#ifndef Py_GIL_DISABLED
/* As types are, in pycore_object.h. */
#  define _Py_INCREF_DICT Py_INCREF
#  define _Py_DECREF_DICT Py_DECREF
#  define _Py_INCREF_BUILTINS Py_INCREF
#  define _Py_DECREF_BUILTINS Py_DECREF
#else
/* The stock library counts these by thread; what is counted as always comes to the same. */
static inline void _Py_INCREF_DICT(PyObject *op) { Py_INCREF(op); }
static inline void _Py_DECREF_DICT(PyObject *op) { Py_DECREF(op); }
static inline void _Py_INCREF_BUILTINS(PyObject *op) { Py_INCREF(op); }
static inline void _Py_DECREF_BUILTINS(PyObject *op) { Py_DECREF(op); }
#endif
@declarations

#define DK_LOG_SIZE(dk) _Py_RVALUE((dk)->dk_log2_size)
#define DK_SIZE(dk) (((int64_t)1) << DK_LOG_SIZE(dk))
#define DK_IS_UNICODE(dk) ((dk)->dk_kind != DICT_KEYS_GENERAL)
#define _PyDict_HasSplitTable(d) ((d)->ma_values != NULL)

/* The entries lie behind the indices. */
static inline void *_DK_ENTRIES(PyDictKeysObject *dk)
{
    return dk->dk_indices + ((size_t)1 << dk->dk_log2_index_bytes);
}

static inline PyDictKeyEntry *DK_ENTRIES(PyDictKeysObject *dk)
{
    assert(!DK_IS_UNICODE(dk));
    return (PyDictKeyEntry *)_DK_ENTRIES(dk);
}

static inline PyDictUnicodeEntry *DK_UNICODE_ENTRIES(PyDictKeysObject *dk)
{
    assert(DK_IS_UNICODE(dk));
    return (PyDictUnicodeEntry *)_DK_ENTRIES(dk);
}

/* The order in which attributes came to an instance, behind its values. */
static inline uint8_t *get_insertion_order_array(PyDictValues *values)
{
    return (uint8_t *)&values->values[values->capacity];
}

static inline void _PyDictValues_AddToInsertionOrder(PyDictValues *values, Py_ssize_t ix)
{
    get_insertion_order_array(values)[values->size++] = (uint8_t)ix;
}

static inline size_t shared_keys_usable_size(PyDictKeysObject *keys)
{
    return (size_t)keys->dk_nentries + (size_t)keys->dk_usable;
}

/* What an instance keeps for values: four bytes before them, a byte of order for each, in whole words. */
static inline size_t _PyInlineValuesSize(PyTypeObject *tp)
{
    size_t capacity = shared_keys_usable_size(((PyHeapTypeObject *)tp)->ht_cached_keys);
    size_t bytes = sizeof(void *) + capacity * (sizeof(PyObject *) + 1);
    return (bytes + sizeof(PyObject *) - 1) / sizeof(PyObject *) * sizeof(PyObject *);
}

PyAPI_FUNC(void) _PyDict_SendEvent(int watchers, PyDict_WatchEvent event, PyDictObject *dict, PyObject *key, PyObject *value);

/* Tells those who watch the dictionary. */
static inline void
_PyDict_NotifyEvent(PyInterpreterState *interp, PyDict_WatchEvent event, PyDictObject *mp, PyObject *key, PyObject *value)
{
    int watchers = (int)(mp->_ma_watcher_tag & DICT_WATCHER_MASK);
    (void)interp;
    if (watchers != 0) {
        _PyDict_SendEvent(watchers, event, mp, key, value);
    }
}
