/* A shared object without the function that an import looks for. */
int PyInit_something_else(void) { return 0; }
