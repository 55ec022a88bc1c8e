/* Blocks and scopes of names. */
@begin
typedef enum _block_type {
    FunctionBlock = 0,
    ClassBlock = 1,
    ModuleBlock = 2,
    AnnotationBlock = 3,
    TypeAliasBlock = 4,
    TypeParametersBlock = 5,
    TypeVariableBlock = 6,
} _Py_block_ty;
typedef enum _comprehension_type {
    NoComprehension = 0,
    ListComprehension = 1,
    DictComprehension = 2,
    SetComprehension = 3,
    GeneratorExpression = 4,
} _Py_comprehension_ty;
@types
@constants
#define DEF_PARAM 4
#define DEF_NONLOCAL 8
#define USE 16
#define DEF_FREE_CLASS 64
#define DEF_IMPORT 128
#define DEF_ANNOT 256
#define DEF_COMP_ITER 512
#define DEF_TYPE_PARAM 1024
#define DEF_COMP_CELL 2048
#define DEF_BOUND 134
#define SCOPE_MASK 15
#define SYMBOL_TO_SCOPE(S) (((S) >> SCOPE_OFFSET) & SCOPE_MASK)
@declarations

#define SRC_LOCATION_FROM_AST(n) \
    ((_Py_SourceLocation){ \
        .lineno = (n)->lineno, .end_lineno = (n)->end_lineno, \
        .col_offset = (n)->col_offset, .end_col_offset = (n)->end_col_offset})
