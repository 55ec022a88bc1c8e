/* pybuffer.h, memoryobject.h and cpython/picklebufobject.h. */
#include "../check.h"

static void asking(void)
{
    static const char *const objects[] = {"b'bytes'", "bytearray(b'array')", "memoryview(b'abcdef')[::2]", "'text'", "__import__('array').array('i', [1, 2])"};
    static const int kinds[] = {PyBUF_SIMPLE, PyBUF_WRITABLE, PyBUF_FORMAT, PyBUF_ND, PyBUF_STRIDES, PyBUF_C_CONTIGUOUS, PyBUF_F_CONTIGUOUS, PyBUF_ANY_CONTIGUOUS,
                                PyBUF_FULL, PyBUF_FULL_RO, PyBUF_READ, PyBUF_WRITE};
    for (size_t i = 0; i < Py_ARRAY_LENGTH(objects) - 1; i++) {
        PyObject *o = made(objects[i]);
        CALL(PyObject_CheckBuffer, o);
        for (size_t j = 0; j < Py_ARRAY_LENGTH(kinds); j++) {
            int kind = kinds[j];
            Py_buffer view = {0};
            note("%s, flags %d", objects[i], kind);
            SHOW(PyObject_GetBuffer(o, &view, kind));
            if (view.obj != NULL) {
                note("%zd bytes of %zd, readonly %d, format %s, ndim %d, shape %zd, strides %zd", view.len, view.itemsize, view.readonly, view.format ? view.format : "NULL",
                     view.ndim, view.shape ? view.shape[0] : -1, view.strides ? view.strides[0] : -1);
            }
            DO(PyBuffer_Release(&view));
            SHOW(view.obj);
        }
    }
    Py_buffer view = {0};
    ALONE(PyObject_GetBuffer(NULL, &view, PyBUF_SIMPLE));
    PyObject *bytes = made("b'bytes'"), *array = made("bytearray(b'12345')");
    ALONE(PyObject_GetBuffer(bytes, NULL, PyBUF_SIMPLE));
    DO(PyBuffer_Release(&view));
    SHOW(PyObject_GetBuffer(array, &view, PyBUF_WRITABLE));
    SHOW((Py_REFCNT(array)));
    PyBuffer_Release(&view);
    SHOW((Py_REFCNT(array)));
    CALL(PyObject_CopyData, array, bytes);
    SHOW_LENT(array);
    CALL(PyObject_CopyData, bytes, array);
}

static void arrangements(void)
{
    Py_buffer view = {0};
    char memory[24] = "abcdefghijklmnopqrstuvw", to[24] = {0};
    Py_ssize_t shape[] = {2, 3}, strides[] = {4, 1}, indices[] = {1, 2};
    view = (Py_buffer){.buf = memory, .len = 6, .itemsize = 1, .ndim = 2, .format = "B", .shape = shape, .strides = strides};
    static const char orders[] = "CFA?";
    for (int i = 0; i < 4; i++) {
        char order = orders[i];
        note("order %c", order);
        SHOW(PyBuffer_IsContiguous(&view, order));
        memset(to, 0, sizeof to);
        SHOW(PyBuffer_ToContiguous(to, &view, 6, order));
        SHOW((char *)to);
        DO(PyBuffer_FillContiguousStrides(2, shape, strides, 2, order));
        SHOW(PyTuple_Pack(2, PyLong_FromSsize_t(strides[0]), PyLong_FromSsize_t(strides[1])));
        strides[0] = 4;
        strides[1] = 1;
    }
    SHOW(PyBuffer_ToContiguous(to, &view, 5, 'C'));
    SHOW((char *)PyBuffer_GetPointer(&view, indices) - memory);
    SHOW(PyBuffer_FromContiguous(&view, "123456", 6, 'C'));
    SHOW((char *)memory);
    SHOW(PyBuffer_FromContiguous(&view, "123456", 6, 'F'));
    SHOW((char *)memory);
    ALONE(PyBuffer_IsContiguous(NULL, 'C'));
    CALL(PyBuffer_SizeFromFormat, "i");
    CALL(PyBuffer_SizeFromFormat, "2d");
    CALL(PyBuffer_SizeFromFormat, "!");
    CALL(PyBuffer_SizeFromFormat, "?!");
}

static void filling(void)
{
    PyObject *owner = made("['owner']");
    char memory[10] = "memory";
    Py_buffer view = {0};
    SHOW(PyBuffer_FillInfo(&view, owner, memory, 6, 0, PyBUF_FULL));
    SHOW(view.len);
    SHOW((const char *)view.format);
    SHOW(Py_REFCNT(owner));
    DO(PyBuffer_Release(&view));
    SHOW(Py_REFCNT(owner));
    SHOW(PyBuffer_FillInfo(&view, NULL, memory, 6, 1, PyBUF_SIMPLE));
    SHOW(view.obj);
    SHOW(PyBuffer_FillInfo(&view, owner, memory, 6, 1, PyBUF_WRITABLE));
    SHOW(view.obj);
    SHOW(PyBuffer_FillInfo(NULL, owner, memory, 6, 1, PyBUF_SIMPLE));
    SHOW(PyBuffer_FillInfo(&view, owner, memory, 6, 1, PyBUF_READ));
}

static void views(void)
{
    PyObject *bytes = made("b'bytes'"), *text = made("'text'"), *strided = made("memoryview(b'abcdef')[::2]"), *array = made("bytearray(b'array')");
    PyObject *strided_array = made("memoryview(bytearray(b'abcdef'))[::2]");
    char memory[10] = "memory";
    SHOW(PyObject_CallMethod(PyMemoryView_FromObject(bytes), "tobytes", NULL));
    SHOW(PyMemoryView_FromObject(text));
    ALONE(PyMemoryView_FromObject(NULL));
    SHOW(PyObject_CallMethod(PyMemoryView_FromMemory(memory, 6, PyBUF_READ), "tobytes", NULL));
    SHOW(PyObject_GetAttrString(PyMemoryView_FromMemory(memory, 6, PyBUF_READ), "readonly"));
    SHOW(PyObject_GetAttrString(PyMemoryView_FromMemory(memory, 6, PyBUF_WRITE), "readonly"));
    Py_ssize_t shape[] = {3}, strides[] = {2};
    Py_buffer view = {.buf = memory, .len = 3, .itemsize = 1, .ndim = 1, .format = "B", .shape = shape, .strides = strides};
    SHOW(PyObject_CallMethod(PyMemoryView_FromBuffer(&view), "tobytes", NULL));
    view.buf = NULL;
    SHOW(PyMemoryView_FromBuffer(&view));
    SHOW(PyObject_CallMethod(PyMemoryView_GetContiguous(bytes, PyBUF_READ, 'C'), "tobytes", NULL));
    SHOW(PyObject_CallMethod(PyMemoryView_GetContiguous(strided, PyBUF_READ, 'C'), "tobytes", NULL));
    SHOW(PyMemoryView_GetContiguous(bytes, PyBUF_WRITE, 'C'));
    SHOW(PyMemoryView_GetContiguous(strided_array, PyBUF_WRITE, 'C'));
    SHOW(PyMemoryView_GetContiguous(array, PyBUF_WRITE, 'F') != NULL);
    SHOW(PyMemoryView_GetContiguous(text, PyBUF_READ, 'C'));
}

static void pickle_buffers(void)
{
    PyObject *bytes = made("b'bytes'"), *text = made("'text'"), *buffer = PyPickleBuffer_FromObject(bytes);
    SHOW(PyPickleBuffer_FromObject(bytes) != NULL);
    SHOW(PyPickleBuffer_FromObject(text));
    ALONE(PyPickleBuffer_FromObject(NULL));
    SHOW(PyPickleBuffer_GetBuffer(buffer)->len);
    SHOW(PyPickleBuffer_GetBuffer(bytes));
    SHOW(PyPickleBuffer_Release(buffer));
    SHOW(PyPickleBuffer_Release(buffer));
    SHOW(PyPickleBuffer_GetBuffer(buffer));
    SHOW(PyPickleBuffer_Release(bytes));
    Py_DECREF(buffer);
}

TESTS(buffers, TEST(asking), TEST(arrangements), TEST(filling), TEST(views), TEST(pickle_buffers))
