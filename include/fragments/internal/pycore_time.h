/* Time. */
@begin
@types
@constants
@declarations

#define _PYTIME_FROMSECONDS(seconds) ((PyTime_t)(seconds) * (1000 * 1000 * 1000))
