/* Strings that exist once for all. */
@begin
@types
@constants
@declarations

#define STRUCT_FOR_ASCII_STR(LITERAL) struct { PyASCIIObject _ascii; uint8_t _data[sizeof(LITERAL)]; }
#define STRUCT_FOR_STR(NAME, LITERAL) STRUCT_FOR_ASCII_STR(LITERAL) _py_##NAME;
#define STRUCT_FOR_ID(NAME) STRUCT_FOR_ASCII_STR(#NAME) _py_##NAME;
#define _Py_DECLARE_STR(name, str)
#define _Py_STR(NAME) (_Py_SINGLETON(strings.literals._py_##NAME._ascii.ob_base))
#define _Py_ID(NAME) (_Py_SINGLETON(strings.identifiers._py_##NAME._ascii.ob_base))
/* Those of one character: below 128 by themselves, the others behind. */
#define _Py_LATIN1_CHR(CH) \
    ((CH) < 128 ? (PyObject *)&_Py_SINGLETON(strings).ascii[CH] : (PyObject *)&_Py_SINGLETON(strings).latin1[(CH) - 128])
