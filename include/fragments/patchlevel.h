/* The version that these headers are of. */
@begin
/* Five numbers as the one that PY_VERSION_HEX is. */
#define _Py_PACK_FULL_VERSION(X, Y, Z, LEVEL, SERIAL) ( \
    (((X) & 0xff) << 24) | (((Y) & 0xff) << 16) | (((Z) & 0xff) << 8) | (((LEVEL) & 0xf) << 4) | (((SERIAL) & 0xf) << 0))
@constants
