/* When nobody looks at freed memory any more: numbers that grow, and may run over. */
@begin
@types
@constants
@declarations

#define QSBR_LT(a, b) ((int64_t)((a) - (b)) < 0)
#define QSBR_LEQ(a, b) ((int64_t)((a) - (b)) <= 0)

static inline uint64_t _Py_qsbr_shared_current(struct _qsbr_shared *shared)
{
    return _Py_atomic_load_uint64_acquire(&shared->wr_seq);
}

/* The thread looks at nothing right now. */
static inline void _Py_qsbr_quiescent_state(struct _qsbr_thread_state *qsbr)
{
    _Py_atomic_store_uint64_release(&qsbr->seq, _Py_qsbr_shared_current(qsbr->shared));
}

static inline bool _Py_qbsr_goal_reached(struct _qsbr_thread_state *qsbr, uint64_t goal)
{
    return QSBR_LEQ(goal, _Py_atomic_load_uint64(&qsbr->shared->rd_seq));
}

/* Once for each time that somebody asked for it. */
static inline bool _Py_qsbr_should_process(struct _qsbr_thread_state *qsbr)
{
    bool should = qsbr->should_process;
    qsbr->should_process = false;
    return should;
}
