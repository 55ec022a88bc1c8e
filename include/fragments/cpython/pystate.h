/* The thread state, and evaluating frames in place of the library. */
@begin
@types
@constants
@declarations
static inline PyThreadState *_PyThreadState_UncheckedGet(void) {
    return PyThreadState_GetUnchecked();
}
