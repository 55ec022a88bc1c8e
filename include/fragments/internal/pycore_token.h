/* Tokens. */
@begin
@types
@constants
@declarations

#define ISTERMINAL(x) ((x) < NT_OFFSET)
#define ISNONTERMINAL(x) ((x) >= NT_OFFSET)
#define ISEOF(x) ((x) == ENDMARKER)
#define ISWHITESPACE(x) ((x) == ENDMARKER || (x) == NEWLINE || (x) == INDENT || (x) == DEDENT)
#define ISSTRINGLIT(x) \
    ((x) == STRING || (x) == FSTRING_START || (x) == FSTRING_MIDDLE || (x) == FSTRING_END \
     || (x) == TSTRING_START || (x) == TSTRING_MIDDLE || (x) == TSTRING_END)
