/* Windows of curses for other extensions: import_curses() first, in each C file that uses it. */
#if defined(HAVE_NCURSESW_NCURSES_H)
#  include <ncursesw/ncurses.h>
#elif defined(HAVE_NCURSES_H)
#  include <ncurses.h>
#else
#  include <curses.h>
#endif
@begin
#define PyCurses_API_pointers 4
typedef struct PyCursesWindowObject {
    PyObject_HEAD
    WINDOW *win;
    char *encoding;
    struct PyCursesWindowObject *orig;
} PyCursesWindowObject;
#define PyCurses_CAPSULE_NAME "_curses._C_API"
#ifndef CURSES_MODULE
static void **PyCurses_API;
#  define PyCursesWindow_Type (*_PyType_CAST(PyCurses_API[0]))
#  define PyCursesSetupTermCalled { if (!((int (*)(void))PyCurses_API[1])()) return NULL; }
#  define PyCursesInitialised { if (!((int (*)(void))PyCurses_API[2])()) return NULL; }
#  define PyCursesInitialisedColor { if (!((int (*)(void))PyCurses_API[3])()) return NULL; }
#  define PyCursesWindow_Check(v) Py_IS_TYPE((v), &PyCursesWindow_Type)
#  define import_curses() PyCurses_API = (void **)PyCapsule_Import(PyCurses_CAPSULE_NAME, 1)
#endif
