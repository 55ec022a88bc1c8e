/* _PyAST_Compile: trees built by hand in an arena, with structs of pycore_ast.h, and the code objects that they become. */
#define Py_BUILD_CORE
#include "../check.h"
#include "pycore_ast.h"
#include "pycore_compile.h"
#include "pycore_pyarena.h"

/* The stock library keeps its own constructors to itself. */
#define _Py_asdl_stmt_seq_new made_stmts
#define _Py_asdl_expr_seq_new made_exprs
#define _Py_asdl_arg_seq_new made_args
#define _Py_asdl_comprehension_seq_new made_comprehensions
#define _Py_asdl_identifier_seq_new made_identifiers
#define _Py_asdl_int_seq_new made_ints
#define _Py_asdl_alias_seq_new made_aliases
static GENERATE_ASDL_SEQ_CONSTRUCTOR(stmt, stmt_ty)
static GENERATE_ASDL_SEQ_CONSTRUCTOR(expr, expr_ty)
static GENERATE_ASDL_SEQ_CONSTRUCTOR(arg, arg_ty)
static GENERATE_ASDL_SEQ_CONSTRUCTOR(comprehension, comprehension_ty)
static GENERATE_ASDL_SEQ_CONSTRUCTOR(identifier, identifier)
static GENERATE_ASDL_SEQ_CONSTRUCTOR(int, int)
static GENERATE_ASDL_SEQ_CONSTRUCTOR(alias, alias_ty)

static PyArena *arena;
static int line;

#define NODE(type) ((type##_ty)memset(_PyArena_Malloc(arena, sizeof(struct _##type)), 0, sizeof(struct _##type)))
#define PLACED(node) ((node)->lineno = (node)->end_lineno = line, (node)->end_col_offset = 5, (node))

static PyObject *name_of(const char *text)
{
    PyObject *name = PyUnicode_InternFromString(text);
    _PyArena_AddPyObject(arena, name);
    return name;
}

static expr_ty expr(enum _expr_kind kind)
{
    expr_ty e = NODE(expr);
    e->kind = kind;
    return PLACED(e);
}

static stmt_ty stmt(enum _stmt_kind kind)
{
    stmt_ty s = NODE(stmt);
    line++;
    s->kind = kind;
    return PLACED(s);
}

static expr_ty constant_of(PyObject *value)
{
    expr_ty e = expr(Constant_kind);
    e->v.Constant.value = value;
    return e;
}

static expr_ty named(const char *text, expr_context_ty context)
{
    expr_ty e = expr(Name_kind);
    e->v.Name.id = name_of(text);
    e->v.Name.ctx = context;
    return e;
}

static expr_ty binary(expr_ty left, operator_ty op, expr_ty right)
{
    expr_ty e = expr(BinOp_kind);
    e->v.BinOp.left = left;
    e->v.BinOp.op = op;
    e->v.BinOp.right = right;
    return e;
}

static asdl_expr_seq *exprs(int n, expr_ty a, expr_ty b, expr_ty c)
{
    asdl_expr_seq *s = made_exprs(n, arena);
    expr_ty all[] = {a, b, c};
    for (int i = 0; i < n; i++) {
        asdl_seq_SET(s, i, all[i]);
    }
    return s;
}

static asdl_stmt_seq *stmts(int n, stmt_ty a, stmt_ty b, stmt_ty c)
{
    asdl_stmt_seq *s = made_stmts(n, arena);
    stmt_ty all[] = {a, b, c};
    for (int i = 0; i < n; i++) {
        asdl_seq_SET(s, i, all[i]);
    }
    return s;
}

static mod_ty module(asdl_stmt_seq *body)
{
    mod_ty m = NODE(mod);
    m->kind = Module_kind;
    m->v.Module.body = body;
    return m;
}

static mod_ty expression(expr_ty body)
{
    mod_ty m = NODE(mod);
    m->kind = Expression_kind;
    m->v.Expression.body = body;
    return m;
}

/* x = VALUE */
static stmt_ty assignment(const char *to, expr_ty value)
{
    stmt_ty s = stmt(Assign_kind);
    s->v.Assign.targets = exprs(1, named(to, Store), NULL, NULL);
    s->v.Assign.value = value;
    return s;
}

static expr_ty call(const char *function, expr_ty argument)
{
    expr_ty e = expr(Call_kind);
    e->v.Call.func = named(function, Load);
    e->v.Call.args = exprs(1, argument, NULL, NULL);
    return e;
}

/* def twice(number): "doc"; return number * 2 */
static stmt_ty function(void)
{
    stmt_ty f = stmt(FunctionDef_kind), doc = stmt(Expr_kind), back = stmt(Return_kind);
    arguments_ty args = NODE(arguments);
    arg_ty number = NODE(arg);
    number->arg = name_of("number");
    PLACED(number);
    args->args = made_args(1, arena);
    asdl_seq_SET(args->args, 0, number);
    doc->v.Expr.value = constant_of(made("'doc'"));
    back->v.Return.value = binary(named("number", Load), Mult, constant_of(made("2")));
    f->v.FunctionDef.name = name_of("twice");
    f->v.FunctionDef.args = args;
    f->v.FunctionDef.body = stmts(2, doc, back, NULL);
    return f;
}

/* [twice(i) for i in (1, 2.5, 'a') if 0 < i <= x] */
static expr_ty comprehension(void)
{
    expr_ty e = expr(ListComp_kind), test = expr(Compare_kind), from = expr(Tuple_kind);
    comprehension_ty c = NODE(comprehension);
    test->v.Compare.left = constant_of(made("0"));
    test->v.Compare.ops = made_ints(2, arena);
    asdl_seq_SET(test->v.Compare.ops, 0, Lt);
    asdl_seq_SET(test->v.Compare.ops, 1, LtE);
    test->v.Compare.comparators = exprs(2, named("i", Load), named("x", Load), NULL);
    from->v.Tuple.elts = exprs(3, constant_of(made("1")), constant_of(made("2.5")), constant_of(made("'a'")));
    from->v.Tuple.ctx = Load;
    c->target = named("i", Store);
    c->iter = from;
    c->ifs = exprs(1, test, NULL, NULL);
    e->v.ListComp.elt = call("twice", named("i", Load));
    e->v.ListComp.generators = made_comprehensions(1, arena);
    asdl_seq_SET(e->v.ListComp.generators, 0, c);
    return e;
}

static PyObject *show(mod_ty tree, int optimize)
{
    PyCompilerFlags flags = _PyCompilerFlags_INIT;
    PyObject *code = (PyObject *)_PyAST_Compile(tree, made("'<tree>'"), &flags, optimize, arena);
    PyObject *shown;
    if (code == NULL) {
        return NULL;
    }
    shown = PyObject_CallOneArg(made("shown"), code);
    Py_DECREF(code);
    return shown;
}

static void begin(void)
{
    arena = _PyArena_New();
    line = 0;
    python("def shown(code):\n"
           "    return [code.co_name, code.co_code.hex(), [shown(c) if hasattr(c, 'co_code') else c for c in code.co_consts], code.co_names,\n"
           "            code.co_varnames, code.co_filename, code.co_flags, code.co_stacksize, list(code.co_lines())[-3:], code.co_exceptiontable.hex()]\n");
}

static void end(void)
{
    _PyArena_Free(arena);
}

static void good(void)
{
    begin();
    SHOW(show(module(stmts(0, NULL, NULL, NULL)), 0));
    SHOW(show(module(NULL), 0));
    line = 0;
    SHOW(show(module(stmts(3, function(), assignment("x", binary(constant_of(made("2")), Pow, constant_of(made("10")))),
                          assignment("y", comprehension()))), 0));
    line = 0;
    SHOW(show(module(stmts(1, function(), NULL, NULL)), 2));
    line = 1;
    SHOW(show(expression(call("len", constant_of(made("(1, 'two', b'three', 4j, None, True, ...)")))), -1));
    mod_ty interactive = NODE(mod);
    interactive->kind = Interactive_kind;
    interactive->v.Interactive.body = stmts(2, assignment("x", constant_of(made("10**30"))), stmt(Pass_kind), NULL);
    SHOW(show(interactive, 0));
    stmt_ty import = stmt(ImportFrom_kind);
    alias_ty one = NODE(alias);
    one->name = name_of("annotations");
    import->v.ImportFrom.module = name_of("__future__");
    import->v.ImportFrom.names = made_aliases(1, arena);
    asdl_seq_SET(import->v.ImportFrom.names, 0, one);
    PLACED(one);
    SHOW(show(module(stmts(1, import, NULL, NULL)), 0));
    end();
}

/* What is no program: a SyntaxError under both. */
static void wrong(void)
{
    begin();
    SHOW(show(module(stmts(1, stmt(Break_kind), NULL, NULL)), 0));
    stmt_ty back = stmt(Return_kind);
    SHOW(show(module(stmts(1, back, NULL, NULL)), 0));
    end();
}

/* Only the kind of error: the message says how much stack there was. */
static const char *refused(mod_ty tree)
{
    PyObject *code = show(tree, 0);
    const char *kind = code != NULL ? "compiled" : Py_TYPE(PyErr_GetRaisedException())->tp_name;
    return kind;
}

/* What is no tree: the stock library looks at nothing. */
static void no_tree(void)
{
    begin();
    stmt_ty lacking = stmt(Assign_kind);
    UNCHECKED; ALONE(show(NULL, 0));
    UNCHECKED; ALONE(show(module(stmts(1, NULL, NULL, NULL)), 0));
    UNCHECKED; ALONE(show(module(stmts(1, lacking, NULL, NULL)), 0));
    UNCHECKED; ALONE(show(expression(NULL), 0));
    UNCHECKED; ALONE(show(expression(binary(constant_of(made("1")), 77, constant_of(made("2")))), 0));
    expr_ty unknown = expr(77);
    UNCHECKED; ALONE(show(expression(unknown), 0));
    UNCHECKED; ALONE(show(expression(constant_of(NULL)), 0));
    UNCHECKED; ALONE(show(expression(constant_of(made("[]"))), 0));
    asdl_expr_seq *negative = made_exprs(1, arena);
    negative->size = -5;
    expr_ty tuple = expr(Tuple_kind);
    tuple->v.Tuple.elts = negative;
    tuple->v.Tuple.ctx = Load;
    UNCHECKED; ALONE(show(expression(tuple), 0));
    expr_ty deep = constant_of(made("1"));
    for (int i = 0; i < 300000; i++) {
        deep = binary(deep, Add, named("x", Load));
    }
    UNCHECKED; ALONE(refused(expression(deep)));
    end();
}

TESTS(trees, TEST(good), TEST(wrong), TEST(no_tree))
