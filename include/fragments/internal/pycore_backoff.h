/* Counters that wait longer each time: twelve bits count down, the four below say how far the next count begins. */
@begin
@types
@constants
@declarations

static inline bool is_unreachable_backoff_counter(_Py_BackoffCounter counter)
{
    return counter.value_and_backoff == UNREACHABLE_BACKOFF;
}

static inline _Py_BackoffCounter forge_backoff_counter(uint16_t counter)
{
    _Py_BackoffCounter made;
    made.value_and_backoff = counter;
    return made;
}

static inline _Py_BackoffCounter make_backoff_counter(uint16_t value, uint16_t backoff)
{
    assert(value >> 12 == 0 && backoff >> BACKOFF_BITS == 0);
    return forge_backoff_counter((uint16_t)(value << BACKOFF_BITS | backoff));
}

/* From the beginning, which lies twice as far as the last time until it is as far as it gets. */
static inline _Py_BackoffCounter restart_backoff_counter(_Py_BackoffCounter counter)
{
    uint16_t backoff = counter.value_and_backoff & ((1 << BACKOFF_BITS) - 1);
    if (backoff < MAX_BACKOFF) {
        backoff++;
    }
    return make_backoff_counter((uint16_t)((1 << backoff) - 1), backoff);
}

static inline _Py_BackoffCounter pause_backoff_counter(_Py_BackoffCounter counter)
{
    return forge_backoff_counter((uint16_t)(counter.value_and_backoff | 1 << BACKOFF_BITS));
}

static inline _Py_BackoffCounter advance_backoff_counter(_Py_BackoffCounter counter)
{
    return forge_backoff_counter((uint16_t)(counter.value_and_backoff - (1 << BACKOFF_BITS)));
}

/* At zero, whatever comes next; never if it is out of reach. */
static inline bool backoff_counter_triggers(_Py_BackoffCounter counter)
{
    return counter.value_and_backoff < UNREACHABLE_BACKOFF;
}

static inline _Py_BackoffCounter initial_jump_backoff_counter(void)
{
    return make_backoff_counter(JUMP_BACKWARD_INITIAL_VALUE, JUMP_BACKWARD_INITIAL_BACKOFF);
}

static inline _Py_BackoffCounter initial_temperature_backoff_counter(void)
{
    return make_backoff_counter(SIDE_EXIT_INITIAL_VALUE, SIDE_EXIT_INITIAL_BACKOFF);
}

static inline _Py_BackoffCounter initial_unreachable_backoff_counter(void)
{
    return forge_backoff_counter(UNREACHABLE_BACKOFF);
}
