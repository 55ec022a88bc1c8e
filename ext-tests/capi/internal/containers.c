/* internal/pycore_dict.h, pycore_list.h, pycore_setobject.h, pycore_tuple.h. */
#define Py_BUILD_CORE 1
#include "../check.h"
#include "internal/pycore_dict.h"
#include "internal/pycore_list.h"
#include "internal/pycore_setobject.h"
#include "internal/pycore_stackref.h"
#include "internal/pycore_tuple.h"

#define AS_DICT(object) ((PyDictObject *)(object))
#define AS_LIST(object) ((PyListObject *)(object))
#define AS_SET(object) ((PySetObject *)(object))

static int always(PyObject *value, void *answer)
{
    return *(int *)answer;
}

static void dict_items_by_hash(void)
{
    PyObject *dict = made("{'a': 1.5, 'b': 2.5}"), *a = made("'a'"), *c = made("'c'"), *value = made("['value']");
    PyObject *tuple = made("(1, 2)"), *found = NULL;
    Py_hash_t hash_a = PyObject_Hash(a), hash_c = PyObject_Hash(c);
    CALL(_PyDict_SetItem_KnownHash, dict, c, value, hash_c);
    CALL(_PyDict_SetItem_KnownHash, tuple, c, value, hash_c);
    SHOW(_PyDict_SetItem_KnownHash_LockHeld(AS_DICT(dict), a, value, hash_a));
    SHOW_LENT(dict);
    SHOW(_PyDict_GetItemRef_KnownHash_LockHeld(AS_DICT(dict), a, hash_a, &found));
    SHOW(found);
    SHOW(_PyDict_GetItemRef_KnownHash_LockHeld(AS_DICT(dict), value, 5, &found));
    SHOW(found);
    CALL(_PyDict_DelItem_KnownHash, dict, a, hash_a);
    CALL(_PyDict_DelItem_KnownHash, dict, a, hash_a);
    CALL(_PyDict_DelItem_KnownHash, tuple, a, hash_a);
    SHOW_LENT(dict);
    SHOW(_PyDict_SetItem_Take2(AS_DICT(dict), keep(a), keep(value)));
    SHOW_LENT(dict);
    SHOW(_PyDict_SetItem_Take2(AS_DICT(dict), keep(value), keep(a)));
}

static void dict_items_if(void)
{
    PyObject *dict = made("{'a': 1.5, 'b': 2.5}"), *a = made("'a'"), *list = made("[]");
    int answer = 0;
    SHOW(_PyDict_DelItemIf(dict, a, always, &answer));
    answer = -1;
    SHOW(_PyDict_DelItemIf(dict, a, always, &answer));
    PyErr_Clear();
    answer = 1;
    SHOW(_PyDict_DelItemIf(dict, a, always, &answer));
    SHOW(_PyDict_DelItemIf(dict, a, always, &answer));
    SHOW(_PyDict_DelItemIf(dict, list, always, &answer));
    SHOW_LENT(dict);
}

static void dict_making_and_merging(void)
{
    PyObject *keys[] = {made("'x'"), made("'y'"), made("'x'")}, *values[] = {made("1.5"), made("2.5"), made("3.5")};
    PyObject *pairs[] = {keys[0], values[0], keys[1], values[1]}, *list = made("[]");
    SHOW(_PyDict_FromItems(keys, 1, values, 1, 3));
    SHOW(_PyDict_FromItems(pairs, 2, pairs + 1, 2, 2));
    SHOW(_PyDict_FromItems(NULL, 1, NULL, 1, 0));
    SHOW(_PyDict_FromItems(&list, 1, values, 1, 1));
    PyObject *to = made("{'a': 1, 'b': 2}"), *from = made("{'b': 3, 'c': 4}"), *number = made("5.5");
    CALL(_PyDict_MergeEx, to, from, 0);
    SHOW_LENT(to);
    CALL(_PyDict_MergeEx, to, from, 2);
    CALL(_PyDict_MergeEx, to, from, 1);
    SHOW_LENT(to);
    CALL(_PyDict_MergeEx, to, number, 1);
    SHOW(_PyDict_SizeOf(AS_DICT(to)) == PyLong_AsSsize_t(PyObject_CallMethod(to, "__sizeof__", NULL)));
    SHOW(_PyDict_SizeOf(AS_DICT(made("dict.fromkeys(range(1000))"))));
    SHOW(_PyDict_SizeOf(AS_DICT(made("{}"))));
}

static void dict_globals(void)
{
    PyObject *globals = made("{'g': 'global'}"), *builtins = made("{'b': 'builtin', 'g': 'hidden'}"), *list = made("[]");
    _PyStackRef found = {PyStackRef_NULL_BITS};
    SHOW(_PyDict_LoadGlobal(AS_DICT(globals), AS_DICT(builtins), made("'g'")));
    SHOW(_PyDict_LoadGlobal(AS_DICT(globals), AS_DICT(builtins), made("'b'")));
    SHOW(_PyDict_LoadGlobal(AS_DICT(globals), AS_DICT(builtins), made("'n'")));
    SHOW(_PyDict_LoadGlobal(AS_DICT(globals), AS_DICT(builtins), list));
    DO(_PyDict_LoadGlobalStackRef(AS_DICT(globals), AS_DICT(builtins), made("'b'"), &found));
    SHOW((found.bits & 1) == 0);
    SHOW((PyObject *)found.bits);
    DO(_PyDict_LoadGlobalStackRef(AS_DICT(globals), AS_DICT(builtins), made("'n'"), &found));
    SHOW(found.bits == PyStackRef_NULL_BITS);
}

static PyDict_WatchEvent event;
static PyObject *told_key, *told_value;

static int watch(PyDict_WatchEvent what, PyObject *dict, PyObject *key, PyObject *value)
{
    event = what, told_key = key, told_value = value;
    return 0;
}

static void dict_watchers(void)
{
    PyObject *dict = made("{}"), *key = made("'key'"), *value = made("'value'");
    int id = PyDict_AddWatcher(watch);
    DO(_PyDict_SendEvent(1 << id, PyDict_EVENT_MODIFIED, AS_DICT(dict), key, value));
    SHOW((int)event);
    SHOW_LENT(told_key);
    SHOW_LENT(told_value);
    DO(_PyDict_SendEvent(0, PyDict_EVENT_CLEARED, AS_DICT(dict), NULL, NULL));
    SHOW((int)event);
    SHOW(PyDict_ClearWatcher(id));
}

static void lists(void)
{
    PyObject *list = made("[1.5]"), *tuple = made("(2.5, 3.5)"), *number = made("7.5");
    SHOW(_PyList_AppendTakeRefListResize(AS_LIST(list), keep(number)));
    SHOW_LENT(list);
    SHOW(_PyList_Extend(AS_LIST(list), tuple));
    SHOW(_PyList_Extend(AS_LIST(list), number));
    SHOW_LENT(list);
    UNCHECKED;
    CALL(_PyList_SliceSubscript, list, made("slice(None, None, -1)"));
    CALL(_PyList_SliceSubscript, list, made("slice(1, 100)"));
    CALL(_PyList_SliceSubscript, list, made("slice(0, 2, 0)"));
    CALL(_PyList_SliceSubscript, list, made("slice('a', 2)"));
    SHOW(_PyList_AsTupleAndClear(AS_LIST(list)));
    SHOW(_PyList_AsTupleAndClear(AS_LIST(list)));
    SHOW_LENT(list);
}

static void from_the_stack(void)
{
    PyObject *a = made("'a b'"), *b = made("2.5");
    _PyStackRef refs[2];
    for (int i = 0; i < 2; i++) {
        refs[0].bits = (uintptr_t)keep(a);
        refs[1].bits = (uintptr_t)keep(b);
        if (i == 0) {
            SHOW(_PyList_FromStackRefStealOnSuccess(refs, 2));
        }
        else {
            SHOW(_PyTuple_FromStackRefStealOnSuccess(refs, 2));
        }
    }
    SHOW(_PyList_FromStackRefStealOnSuccess(refs, 0));
    SHOW(_PyTuple_FromStackRefStealOnSuccess(refs, 0));
    PyObject *items[] = {keep(a), keep(b)};
    SHOW(_PyTuple_FromArray(items, 2));
    SHOW(_PyTuple_FromArraySteal(items, 2));
    SHOW(_PyTuple_FromArray(items, 0));
    SHOW(_PyTuple_FromArraySteal(items, 0));
}

static void sets(void)
{
    PyObject *set = made("{1.5}"), *frozen = made("frozenset([2.5])"), *list = made("[]"), *key = NULL;
    Py_ssize_t at = 0;
    Py_hash_t hash = 0;
    SHOW(_PySet_AddTakeRef(AS_SET(set), keep(made("2.5"))));
    SHOW(_PySet_AddTakeRef(AS_SET(set), keep(list)));
    SHOW(_PySet_Contains(AS_SET(set), made("1.5")));
    SHOW(_PySet_Contains(AS_SET(set), made("3.5")));
    SHOW(_PySet_Contains(AS_SET(set), list));
    SHOW(_PySet_Contains(AS_SET(made("{frozenset([1])}")), made("{1}")));
    CALL(_PySet_Update, set, frozen);
    CALL(_PySet_Update, set, made("[2.5]"));
    CALL(_PySet_Update, set, made("5"));
    CALL(_PySet_Update, frozen, set);
    SHOW_LENT(made("1")), PySet_Clear(set);
    SHOW(_PySet_NextEntry(set, &at, &key, &hash));
    SHOW(PySet_Add(set, made("'one'")));
    at = 0;
    SHOW(_PySet_NextEntry(set, &at, &key, &hash));
    SHOW_LENT(key);
    SHOW(hash == PyObject_Hash(key));
    SHOW(_PySet_NextEntry(set, &at, &key, &hash));
    at = 0;
    SHOW(_PySet_NextEntryRef(set, &at, &key, &hash));
    SHOW(key);
    SHOW(_PySet_NextEntryRef(set, &at, &key, &hash));
    SHOW(_PySet_NextEntry(list, &at, &key, &hash));
    SHOW(_PySet_NextEntryRef(list, &at, &key, &hash));
}

TESTS(containers, TEST(dict_items_by_hash), TEST(dict_items_if), TEST(dict_making_and_merging), TEST(dict_globals),
      TEST(dict_watchers), TEST(lists), TEST(from_the_stack), TEST(sets))
