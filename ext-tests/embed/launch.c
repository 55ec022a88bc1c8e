/* The smallest launcher: python3.14 by whichever library the loader finds. (The stock executable has the library inside.) */
#include <Python.h>

int main(int argc, char **argv) {
    return Py_BytesMain(argc, argv);
}
