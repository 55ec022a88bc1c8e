/* descrobject.h, cpython/descrobject.h, genericaliasobject.h and iterobject.h. */
#include "../check.h"
#include <structmember.h>

static PyObject *method(PyObject *self, PyObject *argument)
{
    return PyTuple_Pack(2, self, argument);
}

static PyObject *get(PyObject *self, void *closure)
{
    return PyTuple_Pack(2, self, closure == NULL ? Py_None : (PyObject *)closure);
}

static int set(PyObject *self, PyObject *value, void *closure)
{
    PyErr_Format(PyExc_ValueError, "%s", value == NULL ? "deleted" : "set");
    return -1;
}

static PyMethodDef method_definition = {"method", method, METH_O, "method($self, argument, /)\n--\n\nDoc."};
static PyMethodDef class_method_definition = {"class_method", method, METH_O | METH_CLASS, NULL};
static PyMethodDef wrong_definition = {"wrong", method, METH_O | METH_NOARGS, NULL};
static PyGetSetDef getset_definition = {"getset", get, set, "Doc.", NULL};
static PyGetSetDef read_only_definition = {"read_only", get, NULL, NULL, NULL};
static PyMemberDef member_definition = {"member", Py_T_PYSSIZET, 0, Py_READONLY, "Doc."};

static void descriptors(void)
{
    PyObject *list = made("[1, 2]"), *number = made("1000"), *type = (PyObject *)&PyList_Type;
    PyObject *descriptor = PyDescr_NewMethod(&PyList_Type, &method_definition);
    CALL(PyDescr_NewMethod, &PyList_Type, &method_definition);
    CALL(PyDescr_NewMethod, &PyList_Type, &wrong_definition);
    SHOW(PyObject_CallFunctionObjArgs(descriptor, list, number, NULL));
    SHOW(PyObject_CallFunctionObjArgs(descriptor, number, number, NULL));
    SHOW(PyObject_GetAttrString(descriptor, "__text_signature__"));
    CALL(PyDescr_IsData, descriptor);
    Py_DECREF(descriptor);
    descriptor = PyDescr_NewClassMethod(&PyList_Type, &class_method_definition);
    CALL(PyDescr_NewClassMethod, &PyList_Type, &class_method_definition);
    SHOW(PyObject_CallFunctionObjArgs(descriptor, type, number, NULL));
    Py_DECREF(descriptor);
    descriptor = PyDescr_NewGetSet(&PyList_Type, &getset_definition);
    CALL(PyDescr_NewGetSet, &PyList_Type, &getset_definition);
    SHOW(Py_TYPE(descriptor)->tp_descr_get(descriptor, list, type));
    SHOW(Py_TYPE(descriptor)->tp_descr_set(descriptor, list, number));
    SHOW(Py_TYPE(descriptor)->tp_descr_set(descriptor, list, NULL));
    CALL(PyDescr_IsData, descriptor);
    CALL(PyDescr_IsData, number);
    Py_DECREF(descriptor);
    descriptor = PyDescr_NewGetSet(&PyList_Type, &read_only_definition);
    SHOW(Py_TYPE(descriptor)->tp_descr_set(descriptor, list, number));
    Py_DECREF(descriptor);
    descriptor = PyDescr_NewMember(&PyList_Type, &member_definition);
    CALL(PyDescr_NewMember, &PyList_Type, &member_definition);
    SHOW(Py_TYPE(descriptor)->tp_descr_set(descriptor, list, number));
    Py_DECREF(descriptor);
    PyObject *wrapper = made("list.__len__"), *wrapped = PyWrapper_New(wrapper, list);
    CALL(PyObject_CallNoArgs, wrapped);
    SHOW(PyWrapper_New(wrapper, list) != NULL);
    Py_DECREF(wrapped);
    struct wrapperbase *base = ((PyWrapperDescrObject *)wrapper)->d_base;
    SHOW(PyDescr_NewWrapper(&PyList_Type, base, (void *)PyList_Type.tp_as_sequence->sq_length));
}

static struct {
    PyObject_HEAD
    char c;
    signed char byte;
    unsigned char unsigned_byte;
    short short_;
    unsigned short unsigned_short;
    int int_;
    unsigned unsigned_int;
    long long_;
    unsigned long unsigned_long;
    long long long_long;
    unsigned long long unsigned_long_long;
    Py_ssize_t size;
    float float_;
    double double_;
    char bool_;
    const char *string;
    char in_place[8];
    PyObject *object;
    PyObject *object_ex;
} place = {PyObject_HEAD_INIT(&PyBaseObject_Type)};
#define MEMBER(name, type) {#name, type, (char *)&place.name - (char *)&place, 0, NULL}
static PyMemberDef members[] = {
    MEMBER(c, Py_T_CHAR), MEMBER(byte, Py_T_BYTE), MEMBER(unsigned_byte, Py_T_UBYTE), MEMBER(short_, Py_T_SHORT), MEMBER(unsigned_short, Py_T_USHORT),
    MEMBER(int_, Py_T_INT), MEMBER(unsigned_int, Py_T_UINT), MEMBER(long_, Py_T_LONG), MEMBER(unsigned_long, Py_T_ULONG), MEMBER(long_long, Py_T_LONGLONG),
    MEMBER(unsigned_long_long, Py_T_ULONGLONG), MEMBER(size, Py_T_PYSSIZET), MEMBER(float_, Py_T_FLOAT), MEMBER(double_, Py_T_DOUBLE),
    MEMBER(bool_, Py_T_BOOL), MEMBER(string, Py_T_STRING), MEMBER(in_place, Py_T_STRING_INPLACE), MEMBER(object, _Py_T_OBJECT),
    MEMBER(object_ex, Py_T_OBJECT_EX), MEMBER(object, _Py_T_NONE), MEMBER(object, 99),
};

static void structure_members(void)
{
    static const char *const texts[] = {"1000", "-1", "'x'", "2.5", "True", "2**70", "-2**70", "300", "None"};
    char *address = (char *)&place;
    for (size_t i = 0; i < Py_ARRAY_LENGTH(members); i++) {
        note("%s", members[i].name);
        PyMemberDef *member = &members[i];
        SHOW(PyMember_GetOne(address, member));
        for (size_t j = 0; j < Py_ARRAY_LENGTH(texts); j++) {
            PyObject *value = made(texts[j]);
            SHOW(PyMember_SetOne(address, member, value));
        }
        SHOW(PyMember_GetOne(address, member));
        SHOW(PyMember_SetOne(address, member, NULL));
        SHOW(PyMember_SetOne(address, member, NULL));
    }
    PyMemberDef relative = {"relative", Py_T_INT, 0, Py_RELATIVE_OFFSET, NULL}, read_only = {"read_only", Py_T_INT, 0, Py_READONLY, NULL};
    SHOW(PyMember_GetOne(address, &relative));
    SHOW(PyMember_SetOne(address, &relative, Py_None));
    SHOW(PyMember_SetOne(address, &read_only, Py_None));
}

static void proxies(void)
{
    python("class Mapping:\n    def __getitem__(self, k): return k\n    def __repr__(self): return 'Mapping()'");
    PyObject *dict = made("{1: 2}"), *mapping = made("Mapping()"), *list = made("[1]"), *number = made("1000");
    CALL(PyDictProxy_New, dict);
    CALL(PyDictProxy_New, mapping);
    CALL(PyDictProxy_New, list);
    CALL(PyDictProxy_New, number);
}

static void aliases_and_iterators(void)
{
    PyObject *type = (PyObject *)&PyList_Type, *args = made("(int, str)"), *number = made("1000"), *list = made("[['x']]"), *f = made("iter([1, 2, 3]).__next__");
    CALL(Py_GenericAlias, type, args);
    CALL(Py_GenericAlias, type, type);
    CALL(Py_GenericAlias, number, number);
    PyObject *iterator = PySeqIter_New(list);
    CALL(PySeqIter_New, number);
    SHOW(PySeqIter_New(list) != NULL);
    CALL(PyIter_Next, iterator);
    CALL(PyIter_Next, iterator);
    Py_DECREF(iterator);
    PyObject *two = made("2"), *calls = PyCallIter_New(f, two);
    SHOW(PyCallIter_New(f, two) != NULL);
    CALL(PyCallIter_New, number, two);
    CALL(PyIter_Next, calls);
    CALL(PyIter_Next, calls);
    CALL(PyIter_Next, calls);
    Py_DECREF(calls);
}

TESTS(descrobject, TEST(descriptors), TEST(structure_members), TEST(proxies), TEST(aliases_and_iterators))
