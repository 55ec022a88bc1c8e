/* Hash tables of pointers. */
@begin
@types
@constants
@declarations

#define _Py_SLIST_HEAD(SLIST) ((SLIST)->head)
#define _Py_SLIST_ITEM_NEXT(ITEM) _Py_RVALUE(((_Py_slist_item_t *)(ITEM))->next)

static inline _Py_hashtable_entry_t *_Py_hashtable_get_entry(_Py_hashtable_t *ht, const void *key)
{
    return ht->get_entry_func(ht, key);
}
