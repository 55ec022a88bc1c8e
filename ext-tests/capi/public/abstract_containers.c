/* abstract.h: PySequence_ and PyMapping_. */
#include "../check.h"

static const char CLASSES[] =
    "class Sequence:\n"
    "    def __len__(self): return 3\n"
    "    def __getitem__(self, i):\n"
    "        if isinstance(i, slice): return i\n"
    "        if i >= 3: raise IndexError(i)\n"
    "        return [i]\n"
    "    def __setitem__(self, i, v): raise ValueError((i, v))\n"
    "    def __delitem__(self, i): raise ValueError(i)\n"
    "class Mapping:\n"
    "    def __getitem__(self, k):\n"
    "        if k == 'fails': raise ValueError(k)\n"
    "        raise KeyError(k)\n"
    "    def keys(self): return ['k']\n"
    "    def values(self): return 5\n"
    "    def items(self): raise ValueError('items')\n"
    "class Dict(dict): pass\n";

static void sequence_sizes(void)
{
    python(CLASSES);
    PyObject *list = made("[1, 2]"), *dict = made("{1: 2}"), *sequence = made("Sequence()"), *number = made("1000");
    CALL(PySequence_Check, list);
    CALL(PySequence_Check, dict);
    CALL(PySequence_Check, sequence);
    CALL(PySequence_Check, number);
    CALL(PySequence_Size, list);
    CALL(PySequence_Size, sequence);
    CALL(PySequence_Size, dict);
    CALL(PySequence_Size, number);
#undef PySequence_Length
    CALL(PySequence_Length, list);
    CALL(PySequence_Length, dict);
}

static void sequence_arithmetic(void)
{
    python(CLASSES);
    PyObject *list = made("[1, 2]"), *tuple = made("(3,)"), *number = made("1000"), *text = made("'ab'"), *sequence = made("Sequence()");
    CALL(PySequence_Concat, list, list);
    CALL(PySequence_Concat, list, tuple);
    CALL(PySequence_Concat, number, list);
    CALL(PySequence_Concat, sequence, sequence);
    CALL(PySequence_Repeat, list, 2);
    CALL(PySequence_Repeat, text, -1);
    CALL(PySequence_Repeat, text, PY_SSIZE_T_MAX);
    CALL(PySequence_Repeat, number, 2);
    CALL(PySequence_Repeat, sequence, 2);
    CALL(PySequence_InPlaceConcat, list, tuple);
    CALL(PySequence_InPlaceConcat, tuple, list);
    CALL(PySequence_InPlaceConcat, number, list);
    CALL(PySequence_InPlaceRepeat, list, 2);
    CALL(PySequence_InPlaceRepeat, tuple, 2);
    CALL(PySequence_InPlaceRepeat, number, 2);
    SHOW_LENT(list);
}

static void sequence_items(void)
{
    python(CLASSES);
    PyObject *list = made("[['a'], ['b'], ['c']]"), *tuple = made("(1, 2)"), *number = made("1000"), *dict = made("{0: 1}");
    PyObject *sequence = made("Sequence()"), *item = made("['item']");
    CALL(PySequence_GetItem, list, 0);
    CALL(PySequence_GetItem, list, -1);
    CALL(PySequence_GetItem, list, 3);
    CALL(PySequence_GetItem, list, -4);
    CALL(PySequence_GetItem, sequence, -1);
    CALL(PySequence_GetItem, sequence, 5);
    CALL(PySequence_GetItem, dict, 0);
    CALL(PySequence_GetItem, number, 0);
    CALL(PySequence_SetItem, list, 0, item);
    CALL(PySequence_SetItem, list, -1, item);
    CALL(PySequence_SetItem, list, 3, item);
    CALL(PySequence_SetItem, sequence, -1, item);
    CALL(PySequence_SetItem, tuple, 0, item);
    CALL(PySequence_SetItem, dict, 0, item);
    CALL(PySequence_DelItem, list, -1);
    CALL(PySequence_DelItem, list, 2);
    CALL(PySequence_DelItem, sequence, -1);
    CALL(PySequence_DelItem, tuple, 0);
    CALL(PySequence_DelItem, dict, 0);
    SHOW_LENT(list);
}

static void sequence_slices(void)
{
    python(CLASSES);
    PyObject *list = made("[0, 1, 2, 3]"), *tuple = made("(1, 2)"), *number = made("1000"), *sequence = made("Sequence()");
    CALL(PySequence_GetSlice, list, 1, 3);
    CALL(PySequence_GetSlice, list, -2, 10);
    CALL(PySequence_GetSlice, sequence, -2, 10);
    CALL(PySequence_GetSlice, number, 0, 1);
    CALL(PySequence_SetSlice, list, 1, 3, tuple);
    CALL(PySequence_SetSlice, tuple, 1, 3, tuple);
    CALL(PySequence_SetSlice, number, 1, 3, tuple);
    CALL(PySequence_SetSlice, list, 1, 3, number);
    CALL(PySequence_DelSlice, list, -2, -1);
    CALL(PySequence_DelSlice, tuple, 0, 1);
    CALL(PySequence_DelSlice, number, 0, 1);
    SHOW_LENT(list);
}

static void searching(void)
{
    python(CLASSES);
    PyObject *list = made("[1000, 'a', 1000]"), *number = made("1000"), *absent = made("1001"), *sequence = made("Sequence()");
    PyObject *text = made("'text'"), *part = made("'ex'"), *endless = made("__import__('itertools').repeat(1000, 5)");
    CALL(PySequence_Count, list, number);
    CALL(PySequence_Count, sequence, number);
    CALL(PySequence_Count, number, number);
    CALL(PySequence_Count, endless, number);
    CALL(PySequence_Index, list, number);
    CALL(PySequence_Index, list, absent);
    CALL(PySequence_Index, number, number);
    CALL(PySequence_Contains, list, number);
    CALL(PySequence_Contains, list, absent);
    CALL(PySequence_Contains, text, part);
    CALL(PySequence_Contains, text, number);
    CALL(PySequence_Contains, number, number);
#undef PySequence_In
    CALL(PySequence_In, list, number);
    CALL(PySequence_In, number, number);
}

static void sequence_copies(void)
{
    python(CLASSES);
    PyObject *list = made("[[1], [2]]"), *tuple = made("([1], [2])"), *dict = made("{'k': 'v'}"), *number = made("1000"), *text = made("'ab'");
    CALL(PySequence_List, list);
    CALL(PySequence_List, dict);
    CALL(PySequence_List, number);
    CALL(PySequence_Tuple, list);
    CALL(PySequence_Tuple, text);
    CALL(PySequence_Tuple, number);
    SHOW(PySequence_Tuple(tuple) == tuple);
    SHOW(PySequence_Fast(list, "message") == list);
    SHOW(PySequence_Fast(tuple, "message") == tuple);
    CALL(PySequence_Fast, list, "message");
    CALL(PySequence_Fast, text, "message");
    CALL(PySequence_Fast, number, "message");
}

static void mappings(void)
{
    python(CLASSES);
    PyObject *dict = made("{'k': ['v']}"), *sub = made("Dict(k=1)"), *mapping = made("Mapping()"), *list = made("[1]"), *number = made("1000");
    CALL(PyMapping_Check, dict);
    CALL(PyMapping_Check, list);
    CALL(PyMapping_Check, mapping);
    CALL(PyMapping_Check, number);
    CALL(PyMapping_Size, dict);
    CALL(PyMapping_Size, list);
    CALL(PyMapping_Size, mapping);
    CALL(PyMapping_Size, number);
#undef PyMapping_Length
    CALL(PyMapping_Length, dict);
    CALL(PyMapping_Length, number);
    CALL(PyMapping_Keys, dict);
    CALL(PyMapping_Keys, sub);
    CALL(PyMapping_Keys, mapping);
    CALL(PyMapping_Keys, number);
    CALL(PyMapping_Values, dict);
    CALL(PyMapping_Values, mapping);
    CALL(PyMapping_Values, number);
    CALL(PyMapping_Items, dict);
    CALL(PyMapping_Items, mapping);
    CALL(PyMapping_Items, number);
}

/* Each with a key that is there, one that is not, one whose look-up fails, and on what is no mapping. */
static void mapping_items(void)
{
    python(CLASSES);
    PyObject *dict = made("{'k': ['v']}"), *mapping = made("Mapping()"), *list = made("[1]"), *number = made("1000"), *value = made("['new']");
    PyObject *key = made("'k'"), *absent = made("'absent'"), *fails = made("'fails'"), *unhashable = made("[]"), *found = NULL;
    CALL(PyMapping_GetItemString, dict, "k");
    CALL(PyMapping_GetItemString, dict, "absent");
    CALL(PyMapping_GetItemString, dict, "\xff");
    CALL(PyMapping_GetItemString, list, "k");
    CALL(PyMapping_GetOptionalItem, dict, key, &found);
    CALL(PyMapping_GetOptionalItem, dict, absent, &found);
    CALL(PyMapping_GetOptionalItem, dict, unhashable, &found);
    CALL(PyMapping_GetOptionalItem, mapping, absent, &found);
    CALL(PyMapping_GetOptionalItem, mapping, fails, &found);
    CALL(PyMapping_GetOptionalItem, number, key, &found);
    CALL(PyMapping_GetOptionalItemString, dict, "k", &found);
    CALL(PyMapping_GetOptionalItemString, mapping, "absent", &found);
    CALL(PyMapping_GetOptionalItemString, mapping, "fails", &found);
    CALL(PyMapping_GetOptionalItemString, number, "k", &found);
    CALL(PyMapping_HasKeyWithError, dict, key);
    CALL(PyMapping_HasKeyWithError, mapping, absent);
    CALL(PyMapping_HasKeyWithError, mapping, fails);
    CALL(PyMapping_HasKeyWithError, number, key);
    CALL(PyMapping_HasKeyStringWithError, dict, "k");
    CALL(PyMapping_HasKeyStringWithError, mapping, "absent");
    CALL(PyMapping_HasKeyStringWithError, mapping, "fails");
    CALL(PyMapping_SetItemString, dict, "new", value);
    CALL(PyMapping_SetItemString, list, "new", value);
    CALL(PyMapping_SetItemString, number, "new", value);
    SHOW_LENT(dict);
}

/* These two speak of errors in the unraisable hook. */
static void mapping_keys_in_silence(void)
{
    python(CLASSES);
    PyObject *dict = made("{'k': ['v']}"), *mapping = made("Mapping()"), *key = made("'k'"), *absent = made("'absent'"), *fails = made("'fails'");
    PyObject *number = made("1000");
    CALL(PyMapping_HasKey, dict, key);
    CALL(PyMapping_HasKey, mapping, absent);
    CALL(PyMapping_HasKey, mapping, fails);
    CALL(PyMapping_HasKey, number, key);
    CALL(PyMapping_HasKeyString, dict, "k");
    CALL(PyMapping_HasKeyString, mapping, "absent");
    CALL(PyMapping_HasKeyString, mapping, "fails");
}

TESTS(abstract_containers, TEST(sequence_sizes), TEST(sequence_arithmetic), TEST(sequence_items), TEST(sequence_slices), TEST(searching),
      TEST(sequence_copies), TEST(mappings), TEST(mapping_items), TEST(mapping_keys_in_silence))
