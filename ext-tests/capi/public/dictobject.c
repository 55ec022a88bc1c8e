/* dictobject.h and cpython/dictobject.h. */
#include "../check.h"

static const char CLASSES[] =
    "class Fails:\n"
    "    def __hash__(self): return 1\n"
    "    def __eq__(self, other): raise ValueError('eq')\n"
    "    def __repr__(self): return 'Fails()'\n"
    "class Mapping:\n"
    "    def keys(self): return ['x', 'y']\n"
    "    def __getitem__(self, k): return k * 2\n"
    "class Broken:\n"
    "    def keys(self): raise KeyError('keys')\n"
    "class Dict(dict):\n"
    "    def __missing__(self, k): return 'missing'\n";

static void looking_up(void)
{
    python(CLASSES);
    PyObject *dict = made("{'k': ['v'], 1: ['one']}"), *key = made("'k'"), *absent = made("'absent'"), *unhashable = made("[]"), *list = made("[1]");
    PyObject *fails = made("Fails()"), *found = NULL, *one = made("1.0"), *sub = made("Dict()");
    LENT(PyDict_GetItem, dict, key);
    LENT(PyDict_GetItem, dict, one);
    LENT(PyDict_GetItem, dict, absent);
    LENT(PyDict_GetItem, sub, absent);
    LENT(PyDict_GetItem, list, key);
    LENT(PyDict_GetItemWithError, dict, key);
    LENT(PyDict_GetItemWithError, dict, absent);
    LENT(PyDict_GetItemWithError, dict, unhashable);
    LENT(PyDict_GetItemWithError, dict, fails);
    LENT(PyDict_GetItemWithError, list, key);
    CALL(PyDict_GetItemRef, dict, key, &found);
    CALL(PyDict_GetItemRef, dict, absent, &found);
    CALL(PyDict_GetItemRef, dict, unhashable, &found);
    CALL(PyDict_GetItemRef, dict, fails, &found);
    CALL(PyDict_GetItemRef, list, key, &found);
    LENT(PyDict_GetItemString, dict, "k");
    LENT(PyDict_GetItemString, dict, "absent");
    CALL(PyDict_GetItemStringRef, dict, "k", &found);
    CALL(PyDict_GetItemStringRef, dict, "absent", &found);
    CALL(PyDict_GetItemStringRef, dict, "\xff", &found);
    CALL(PyDict_GetItemStringRef, list, "k", &found);
    LENT(_PyDict_GetItemStringWithError, dict, "k");
    LENT(_PyDict_GetItemStringWithError, dict, "absent");
    LENT(_PyDict_GetItemStringWithError, dict, "\xff");
    Py_hash_t hash = PyObject_Hash(key);
    LENT(_PyDict_GetItem_KnownHash, dict, key, hash);
    LENT(_PyDict_GetItem_KnownHash, dict, key, hash + 1);
    LENT(_PyDict_GetItem_KnownHash, list, key, hash);
    CALL(PyDict_Contains, dict, key);
    CALL(PyDict_Contains, dict, absent);
    CALL(PyDict_Contains, dict, unhashable);
    CALL(PyDict_Contains, dict, fails);
    CALL(PyDict_ContainsString, dict, "k");
    CALL(PyDict_ContainsString, dict, "absent");
    CALL(PyDict_ContainsString, dict, "\xff");
    CALL(PyDict_Size, dict);
    CALL(PyDict_Size, list);
}

static void changing(void)
{
    python(CLASSES);
    PyObject *dict = made("{'k': ['v']}"), *key = made("('key', 1.5)"), *value = made("['value']"), *unhashable = made("[]"), *list = made("[1]");
    PyObject *absent = made("('absent', 1.5)"), *found = NULL, *deflt = made("['default']");
    SHOW(PyDict_New());
    SHOW(_PyDict_NewPresized(100));
    CALL(PyDict_SetItem, dict, key, value);
    CALL(PyDict_SetItem, dict, key, value);
    CALL(PyDict_SetItem, dict, unhashable, value);
    CALL(PyDict_SetItem, list, key, value);
    CALL(PyDict_SetItemString, dict, "text", value);
    CALL(PyDict_SetItemString, dict, "\xff", value);
    CALL(PyDict_SetItemString, list, "text", value);
    SHOW_LENT(dict);
    LENT(PyDict_SetDefault, dict, key, deflt);
    LENT(PyDict_SetDefault, dict, absent, deflt);
    LENT(PyDict_SetDefault, dict, unhashable, deflt);
    LENT(PyDict_SetDefault, list, key, deflt);
    CALL(PyDict_DelItem, dict, absent);
    CALL(PyDict_DelItem, dict, absent);
    CALL(PyDict_DelItem, dict, unhashable);
    CALL(PyDict_DelItem, list, absent);
    CALL(PyDict_SetDefaultRef, dict, key, deflt, &found);
    CALL(PyDict_SetDefaultRef, dict, absent, deflt, &found);
    CALL(PyDict_SetDefaultRef, dict, absent, deflt, NULL);
    CALL(PyDict_SetDefaultRef, dict, unhashable, deflt, &found);
    CALL(PyDict_SetDefaultRef, list, key, deflt, &found);
    CALL(PyDict_DelItemString, dict, "text");
    CALL(PyDict_DelItemString, dict, "text");
    CALL(PyDict_DelItemString, list, "text");
    CALL(PyDict_Pop, dict, absent, &found);
    CALL(PyDict_Pop, dict, absent, &found);
    CALL(PyDict_Pop, dict, absent, NULL);
    CALL(PyDict_Pop, dict, unhashable, &found);
    CALL(PyDict_Pop, list, key, &found);
    CALL(PyDict_PopString, dict, "k", &found);
    CALL(PyDict_PopString, dict, "k", &found);
    CALL(PyDict_PopString, list, "k", NULL);
    CALL(_PyDict_Pop, dict, key, deflt);
    CALL(_PyDict_Pop, dict, key, deflt);
    CALL(_PyDict_Pop, dict, key, NULL);
    SHOW_LENT(dict);
    PyDict_SetItem(dict, key, value);
    VOID(PyDict_Clear, dict);
    VOID(PyDict_Clear, list);
    SHOW_LENT(dict);
}

static void merging(void)
{
    python(CLASSES);
    PyObject *dict = made("{'k': 1}"), *other = made("{'k': 2, 'l': 3}"), *mapping = made("Mapping()"), *broken = made("Broken()"), *list = made("[1]");
    PyObject *pairs = made("[('a', 1), ['b', 2], 'cd']"), *triple = made("[(1, 2, 3)]"), *number = made("1000");
    CALL(PyDict_Merge, dict, other, 0);
    SHOW_LENT(dict);
    CALL(PyDict_Merge, dict, other, 1);
    SHOW_LENT(dict);
    CALL(PyDict_Merge, dict, mapping, 1);
    CALL(PyDict_Merge, dict, broken, 1);
    CALL(PyDict_Merge, dict, number, 1);
    CALL(PyDict_Merge, dict, dict, 1);
    CALL(PyDict_Merge, dict, other, 2);
    CALL(PyDict_Merge, list, other, 1);
    CALL(PyDict_Update, dict, other);
    CALL(PyDict_Update, dict, list);
    CALL(PyDict_Update, list, dict);
    CALL(PyDict_MergeFromSeq2, dict, pairs, 0);
    CALL(PyDict_MergeFromSeq2, dict, triple, 0);
    CALL(PyDict_MergeFromSeq2, dict, list, 0);
    CALL(PyDict_MergeFromSeq2, dict, number, 0);
    SHOW_LENT(dict);
}

static void copies(void)
{
    PyObject *dict = made("{'k': ['v'], 'l': 2}"), *list = made("[1]");
    CALL(PyDict_Copy, dict);
    CALL(PyDict_Copy, list);
    CALL(PyDict_Keys, dict);
    CALL(PyDict_Keys, list);
    CALL(PyDict_Values, dict);
    CALL(PyDict_Values, list);
    CALL(PyDict_Items, dict);
    CALL(PyDict_Items, list);
}

static void walking(void)
{
    PyObject *dict = made("{'k': ['v'], 'l': 2}"), *list = made("[1]"), *key = NULL, *value = NULL;
    Py_ssize_t place = 0;
    while (PyDict_Next(dict, &place, &key, &value)) {
        SHOW_LENT(key);
        SHOW_LENT(value);
    }
    place = 0;
    CALL(PyDict_Next, dict, &place, &key, &value);
    CALL(PyDict_Next, dict, &place, NULL, &value);
    CALL(PyDict_Next, dict, &place, &key, &value);
    place = -1;
    CALL(PyDict_Next, dict, &place, &key, &value);
    CALL(PyDict_Next, list, &place, &key, &value);
}

static void generic_dict(void)
{
    python("class Plain: pass\nclass Slots: __slots__ = 'x'");
    PyObject *plain = made("Plain()"), *slots = made("Slots()"), *value = made("{'a': 1}"), *list = made("[1]");
    CALL(PyObject_GenericGetDict, plain, NULL);
    CALL(PyObject_GenericGetDict, slots, NULL);
    CALL(PyObject_GenericSetDict, plain, value, NULL);
    CALL(PyObject_GenericGetDict, plain, NULL);
    CALL(PyObject_GenericSetDict, plain, list, NULL);
    CALL(PyObject_GenericSetDict, plain, NULL, NULL);
    CALL(PyObject_GenericSetDict, slots, value, NULL);
}

static int watched(PyDict_WatchEvent event, PyObject *dict, PyObject *key, PyObject *value)
{
    static const char *const names[] = {"added", "modified", "deleted", "cloned", "cleared", "deallocated"};
    note("  %s %s%s", names[event], key && PyUnicode_Check(key) ? PyUnicode_AsUTF8(key) : "-", value ? " with a value" : "");
    return 0;
}

static void watchers(void)
{
    PyObject *dict = made("{'k': 1}"), *list = made("[1]"), *other = made("{'m': 2}");
    int id = PyDict_AddWatcher(watched);
    SHOW(PyDict_AddWatcher(watched) == id + 1);
    SHOW(PyDict_ClearWatcher(id + 1));
    SHOW(PyDict_ClearWatcher(id + 1));
    SHOW(PyDict_ClearWatcher(-1));
    SHOW(PyDict_ClearWatcher(8));
    CALL(PyDict_Watch, id, dict);
    CALL(PyDict_Watch, id, list);
    CALL(PyDict_Watch, -1, dict);
    CALL(PyDict_Watch, 8, dict);
    SHOW(PyDict_SetItemString(dict, "l", other));
    SHOW(PyDict_SetItemString(dict, "l", list));
    SHOW(PyDict_DelItemString(dict, "l"));
    DO(PyDict_Clear(dict));
    SHOW(PyDict_Update(dict, other));
    CALL(PyDict_Unwatch, id, dict);
    CALL(PyDict_Unwatch, id, list);
    CALL(PyDict_Unwatch, -1, dict);
    SHOW(PyDict_SetItemString(dict, "l", other));
    PyDict_ClearWatcher(id);
}

TESTS(dictobject, TEST(looking_up), TEST(changing), TEST(merging), TEST(copies), TEST(walking), TEST(generic_dict), TEST(watchers))
