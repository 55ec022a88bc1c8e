/* Lists. */
@begin
@types
@constants
@declarations

#define _PyList_ITEMS(op) _Py_RVALUE(_PyList_CAST(op)->ob_item)

/* Takes the reference over, also when it fails. */
static inline int _PyList_AppendTakeRef(PyListObject *self, PyObject *newitem)
{
    Py_ssize_t size = Py_SIZE(self);
    assert(newitem != NULL);
    if (size >= self->allocated) {
        return _PyList_AppendTakeRefListResize(self, newitem);
    }
    PyList_SET_ITEM(self, size, newitem);
    Py_SET_SIZE(self, size + 1);
    return 0;
}

/* What stands at the beginning, until the memory is full of it: each copy doubles what is there. */
static inline void _Py_memory_repeat(char *dest, Py_ssize_t len_dest, Py_ssize_t len_src)
{
    assert(len_src > 0);
    for (Py_ssize_t done = len_src; done < len_dest;) {
        Py_ssize_t more = done < len_dest - done ? done : len_dest - done;
        memcpy(dest + done, dest, (size_t)more);
        done += more;
    }
}
