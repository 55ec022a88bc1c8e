/* Rings of nodes that lie in what they connect; the head is one of them. */
@begin
@types
@constants
@declarations

#define LLIST_INIT(head) {&head, &head}
#define llist_data(node, type, member) ((type *)((char *)(node) - offsetof(type, member)))
#define llist_for_each(node, head) for (node = (head)->next; node != (head); node = node->next)
/* The node may be taken out meanwhile. */
#define llist_for_each_safe(node, head) \
    for (struct llist_node *_following = (node = (head)->next, node->next); node != (head); \
         node = _following, _following = node->next)

static inline void llist_init(struct llist_node *head)
{
    head->next = head->prev = head;
}

static inline int llist_empty(struct llist_node *head)
{
    return head->next == head;
}

static inline void llist_insert_tail(struct llist_node *head, struct llist_node *node)
{
    struct llist_node *last = head->prev;
    node->prev = last;
    node->next = head;
    last->next = head->prev = node;
}

static inline void llist_remove(struct llist_node *node)
{
    node->next->prev = node->prev;
    node->prev->next = node->next;
    node->next = node->prev = NULL;
}

/* Moves all of the second ring to the end of the first. */
static inline void llist_concat(struct llist_node *head1, struct llist_node *head2)
{
    if (!llist_empty(head2)) {
        struct llist_node *last = head1->prev;
        last->next = head2->next;
        head2->next->prev = last;
        head1->prev = head2->prev;
        head2->prev->next = head1;
        llist_init(head2);
    }
}
