"""What there is to call: `F name parameters`, `T type`, and for a type `M type method parameters`, `A type attribute`."""

import re
import sys
import types

sys.dont_write_bytecode = True
import prelude

MODULES = """builtins itertools _operator _collections _functools _bisect _heapq _struct _random _json _csv _io _pickle _datetime
_codecs _string _sre _weakref _contextvars _abc _types _typing _statistics _tokenize _md5 _sha1 _sha2 _sha3 _blake2 array binascii cmath
math marshal time unicodedata zlib _ast _opcode _warnings gc types""".split()

#: What touches the outside, waits, or takes what only the compiler can make.
BANNED = set("""exit quit input breakpoint open help print __import__ copyright credits license exec open_code FileIO _exit sleep loads load
CodeType code enable disable freeze unfreeze set_debug set_threshold get_referrers get_referents get_objects callbacks
_reset_context _BlockingOnManager FunctionType function compile eval tzset set_garbage _clear_type_cache
clock_settime clock_settime_ns thread_time _filters_mutated_lock_held _acquire_lock _release_lock acquire_lock release_lock
IncrementalNewlineDecoder__ _remove_dead_weakref register register_error unregister _forget_codec _unregister_error
field_size_limit setrecursionlimit __build_class__ delattr__ __loader__ __spec__ Unpickler UnpicklingError dump""".split())

#: Of the many classes that are alike, those that stand for the others.
FEW = {
    "_ast": set("AST BinOp Name Constant Module List Call arguments FunctionDef Load".split()),
    "exceptions": set("""BaseException BaseExceptionGroup ExceptionGroup OSError StopIteration StopAsyncIteration SystemExit SyntaxError KeyError
        UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError ImportError NameError AttributeError MemoryError""".split()),
}

SKIPPED_METHODS = set("""__class__ __subclasshook__ __init_subclass__ mro register replace_code sleep __getattribute____ __sizeof____
acquire""".split())


def parameters(f):
    try:
        text = f.__text_signature__ or ""
    except Exception:
        return "-"
    names = re.findall(r"[(,]\s*\*{0,2}([a-z_]\w*)", text)
    names = [n for n in names if n not in ("self", "module", "type")]
    return ",".join(names) or "-"


def describe(name, t, seen):
    if t in seen:
        return
    seen.add(t)
    print("T", name)
    for attribute in sorted(dir(t)):
        if attribute in SKIPPED_METHODS:
            continue
        value = getattr(t, attribute, None)
        if callable(value):
            print("M", name, attribute, parameters(value))
        else:
            print("A", name, attribute)


def main():
    seen = {object}
    for module in MODULES:
        m = prelude.__dict__[module]
        for name in sorted(dir(m)):
            value = getattr(m, name)
            if name in BANNED or name.startswith("__"):
                continue
            kind = "exceptions" if isinstance(value, type) and issubclass(value, BaseException) else module
            if kind in FEW and name not in FEW[kind]:
                continue
            full = name if module == "builtins" else f"{module}.{name}"
            if isinstance(value, type):
                if issubclass(value, types.CodeType):
                    continue
                describe(full, value, seen)
                print("F", full, parameters(value))
            elif callable(value):
                print("F", full, parameters(value))
    for name, t in [("GEN", types.GeneratorType), ("CORO", types.CoroutineType), ("AGEN", types.AsyncGeneratorType),
                    ("FRAME", types.FrameType), ("TB", types.TracebackType), ("CELL", types.CellType),
                    ("FUNC", types.FunctionType), ("METHOD", types.MethodType), ("BUILTIN", types.BuiltinFunctionType),
                    ("MODULE", types.ModuleType), ("PROXY", types.MappingProxyType), ("ALIAS", types.GenericAlias),
                    ("UNION", types.UnionType), ("PATTERN", type(prelude.re.compile(""))),
                    ("MATCH", type(prelude.re.match("", ""))), ("CODE", types.CodeType),
                    ("KEYS", type({}.keys())), ("ITEMS", type({}.items())), ("VALUES", type({}.values())),
                    ("TEMPLATE", type(t"")), ("SCANNER", type(prelude.re.compile("").scanner(""))),
                    ("LOCALS", type(prelude.frame().f_locals))]:
        describe(name, t, seen)


main()
