/* internal/pycore_hashtable.h, pycore_pyarena.h. */
#define Py_BUILD_CORE 1
#include "../check.h"
#include "internal/pycore_hashtable.h"
#include "internal/pycore_pyarena.h"

static const char one[] = "one", two[] = "two", three[] = "three";

static Py_uhash_t hash_text(const void *key)
{
    return *(const unsigned char *)key;
}

static int same_text(const void *a, const void *b)
{
    return strcmp(a, b) == 0;
}

static int keys_destroyed, values_destroyed, visits;

static void destroy_key(void *key) { keys_destroyed++; }
static void destroy_value(void *value) { values_destroyed++; }

static int visit(_Py_hashtable_t *table, const void *key, const void *value, void *stop_at)
{
    visits++;
    return visits == *(int *)stop_at ? 42 : 0;
}

static void by_address(void)
{
    _Py_hashtable_t *table = _Py_hashtable_new(_Py_hashtable_hash_ptr, _Py_hashtable_compare_direct);
    SHOW(table != NULL);
    SHOW(_Py_hashtable_len(table));
    SHOW(_Py_hashtable_set(table, one, (void *)1));
    SHOW(_Py_hashtable_set(table, two, (void *)2));
    SHOW(_Py_hashtable_len(table));
    SHOW((long)_Py_hashtable_get(table, one));
    SHOW((long)_Py_hashtable_get(table, two));
    SHOW((long)_Py_hashtable_get(table, three));
    SHOW((long)_Py_hashtable_steal(table, one));
    SHOW((long)_Py_hashtable_steal(table, one));
    SHOW(_Py_hashtable_len(table));
    SHOW(_Py_hashtable_compare_direct(one, one));
    SHOW(_Py_hashtable_compare_direct(one, two));
    SHOW(_Py_hashtable_hash_ptr((void *)0x120));
    SHOW(_Py_hashtable_size(table) > 100);
    DO(_Py_hashtable_clear(table));
    SHOW(_Py_hashtable_len(table));
    DO(_Py_hashtable_destroy(table));
}

static void by_content(void)
{
    int stop = 0;
    char key[] = "two";
    _Py_hashtable_t *table = _Py_hashtable_new_full(hash_text, same_text, destroy_key, destroy_value, NULL);
    SHOW(_Py_hashtable_set(table, one, (void *)1));
    SHOW(_Py_hashtable_set(table, two, (void *)2));
    SHOW(_Py_hashtable_set(table, three, (void *)3));
    SHOW((long)_Py_hashtable_get(table, key));
    SHOW(_Py_hashtable_foreach(table, visit, &stop));
    SHOW(visits);
    visits = 0, stop = 2;
    SHOW(_Py_hashtable_foreach(table, visit, &stop));
    SHOW(visits);
    SHOW((long)_Py_hashtable_steal(table, key));
    note("%d keys and %d values destroyed", keys_destroyed, values_destroyed);
    DO(_Py_hashtable_clear(table));
    note("%d keys and %d values destroyed", keys_destroyed, values_destroyed);
    SHOW(_Py_hashtable_set(table, one, (void *)1));
    DO(_Py_hashtable_destroy(table));
    note("%d keys and %d values destroyed", keys_destroyed, values_destroyed);
}

static int blocks;

static void *allocate(size_t size) { blocks++; return malloc(size); }
static void release(void *block) { blocks -= block != NULL; free(block); }

static void own_allocator(void)
{
    _Py_hashtable_allocator_t allocator = {allocate, release};
    _Py_hashtable_t *table =
        _Py_hashtable_new_full(_Py_hashtable_hash_ptr, _Py_hashtable_compare_direct, NULL, NULL, &allocator);
    SHOW(blocks > 0);
    int failures = 0, wrong = 0;
    for (long i = 1; i < 1000; i++) {
        failures += _Py_hashtable_set(table, (void *)(i * 16), (void *)i) != 0;
    }
    for (long i = 1; i < 1000; i++) {
        wrong += (long)_Py_hashtable_get(table, (void *)(i * 16)) != i;
    }
    note("%d failures, %d wrong", failures, wrong);
    SHOW(_Py_hashtable_len(table));
    DO(_Py_hashtable_destroy(table));
    SHOW(blocks);
}

static void arena(void)
{
    PyObject *object = made("['kept']");
    PyArena *memory = _PyArena_New();
    SHOW(memory != NULL);
    char *block = _PyArena_Malloc(memory, 100), *large = _PyArena_Malloc(memory, 1000000);
    SHOW(block != NULL && large != NULL && (uintptr_t)block % 8 == 0);
    memset(block, 1, 100), memset(large, 2, 1000000);
    Py_ssize_t count = Py_REFCNT(object);
    SHOW(_PyArena_Malloc(memory, 0) != NULL);
    SHOW(_PyArena_AddPyObject(memory, keep(object)));
    SHOW(Py_REFCNT(object) - count);
    DO(_PyArena_Free(memory));
    SHOW(Py_REFCNT(object) - count);
}

TESTS(hashtable, TEST(by_address), TEST(by_content), TEST(own_allocator), TEST(arena))
