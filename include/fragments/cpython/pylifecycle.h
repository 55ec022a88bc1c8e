/* Starting and ending, in detail. */
@begin
@types
@constants
@declarations
#define _PyInterpreterConfig_INIT { \
    .use_main_obmalloc = 0, .allow_fork = 0, .allow_exec = 0, .allow_threads = 1, .allow_daemon_threads = 0, \
    .check_multi_interp_extensions = 1, .gil = PyInterpreterConfig_OWN_GIL, }
/* As the main interpreter is configured. */
#define _PyInterpreterConfig_LEGACY_INIT { \
    .use_main_obmalloc = 1, .allow_fork = 1, .allow_exec = 1, .allow_threads = 1, .allow_daemon_threads = 1, \
    .check_multi_interp_extensions = _PyInterpreterConfig_LEGACY_CHECK_MULTI_INTERP_EXTENSIONS, \
    .gil = PyInterpreterConfig_SHARED_GIL, }
