/* Syntax trees: which node is which. */
@begin
typedef enum _expr_context {
    Load = 1,
    Store = 2,
    Del = 3,
} expr_context_ty;
typedef enum _boolop {
    And = 1,
    Or = 2,
} boolop_ty;
typedef enum _operator {
    Add = 1,
    Sub = 2,
    Mult = 3,
    MatMult = 4,
    Div = 5,
    Mod = 6,
    Pow = 7,
    LShift = 8,
    RShift = 9,
    BitOr = 10,
    BitXor = 11,
    BitAnd = 12,
    FloorDiv = 13,
} operator_ty;
typedef enum _unaryop {
    Invert = 1,
    Not = 2,
    UAdd = 3,
    USub = 4,
} unaryop_ty;
typedef enum _cmpop {
    Eq = 1,
    NotEq = 2,
    Lt = 3,
    LtE = 4,
    Gt = 5,
    GtE = 6,
    Is = 7,
    IsNot = 8,
    In = 9,
    NotIn = 10,
} cmpop_ty;
enum _mod_kind {
    Module_kind = 1,
    Interactive_kind = 2,
    Expression_kind = 3,
    FunctionType_kind = 4,
};
enum _stmt_kind {
    FunctionDef_kind = 1,
    AsyncFunctionDef_kind = 2,
    ClassDef_kind = 3,
    Return_kind = 4,
    Delete_kind = 5,
    Assign_kind = 6,
    TypeAlias_kind = 7,
    AugAssign_kind = 8,
    AnnAssign_kind = 9,
    For_kind = 10,
    AsyncFor_kind = 11,
    While_kind = 12,
    If_kind = 13,
    With_kind = 14,
    AsyncWith_kind = 15,
    Match_kind = 16,
    Raise_kind = 17,
    Try_kind = 18,
    TryStar_kind = 19,
    Assert_kind = 20,
    Import_kind = 21,
    ImportFrom_kind = 22,
    Global_kind = 23,
    Nonlocal_kind = 24,
    Expr_kind = 25,
    Pass_kind = 26,
    Break_kind = 27,
    Continue_kind = 28,
};
enum _expr_kind {
    BoolOp_kind = 1,
    NamedExpr_kind = 2,
    BinOp_kind = 3,
    UnaryOp_kind = 4,
    Lambda_kind = 5,
    IfExp_kind = 6,
    Dict_kind = 7,
    Set_kind = 8,
    ListComp_kind = 9,
    SetComp_kind = 10,
    DictComp_kind = 11,
    GeneratorExp_kind = 12,
    Await_kind = 13,
    Yield_kind = 14,
    YieldFrom_kind = 15,
    Compare_kind = 16,
    Call_kind = 17,
    FormattedValue_kind = 18,
    Interpolation_kind = 19,
    JoinedStr_kind = 20,
    TemplateStr_kind = 21,
    Constant_kind = 22,
    Attribute_kind = 23,
    Subscript_kind = 24,
    Starred_kind = 25,
    Name_kind = 26,
    List_kind = 27,
    Tuple_kind = 28,
    Slice_kind = 29,
};
enum _excepthandler_kind {
    ExceptHandler_kind = 1,
};
enum _pattern_kind {
    MatchValue_kind = 1,
    MatchSingleton_kind = 2,
    MatchSequence_kind = 3,
    MatchMapping_kind = 4,
    MatchClass_kind = 5,
    MatchStar_kind = 6,
    MatchAs_kind = 7,
    MatchOr_kind = 8,
};
enum _type_ignore_kind {
    TypeIgnore_kind = 1,
};
enum _type_param_kind {
    TypeVar_kind = 1,
    ParamSpec_kind = 2,
    TypeVarTuple_kind = 3,
};
@types
@constants
@declarations
