"""Says what a set of Python headers declares, as facts (names, types, conditions), one line each. Needs clang.

Usage: header_facts.py STOCK/include/python3.14 > abi/headers.tsv
       header_facts.py include --against abi/headers.tsv [--core]      differences; exit status 1 if there are any

Every configuration that the headers know is compiled once; a line says in which of them its name is visible:
`3.N` = the limited API from that version on, `full` = only without Py_LIMITED_API, `core` = only with Py_BUILD_CORE;
`+gil` and `+ft` where only one of the two builds shows it.
"""
import json
import os
import re
import subprocess
import sys

stock = os.path.abspath(sys.argv[1])
include = os.path.dirname(stock)
AGAINST = sys.argv[sys.argv.index("--against") + 1] if "--against" in sys.argv else None
CORE = not AGAINST or "--core" in sys.argv
PUBLIC_EXTRA = ["structmember.h", "frameobject.h", "marshal.h", "opcode.h", "osdefs.h", "datetime.h", "errcode.h",
                "pystrtod.h", "dynamic_annotations.h", "cpython/pthread_stubs.h", "opcode_ids.h",
                "structseq.h", "fileutils.h", "pythread.h", "pyframe.h", "monitoring.h", "critical_section.h", "audit.h",
                "osmodule.h", "pymath.h", "compile.h", "genericaliasobject.h", "sysmodule.h", "traceback.h"]
SKIP = {"pycore_fileutils_windows.h", "pycore_emscripten_signal.h", "pycore_emscripten_trampoline.h",
        "pycore_pystats.h", "pycore_jit.h", "pycore_runtime_init.h", "pycore_runtime_init_generated.h",
        "pycore_blocks_output_buffer.h", "pycore_condvar.h", "pycore_obmalloc_init.h", "pycore_pymem_init.h",
        "pycore_bytes_methods.h", "pycore_crossinterp_data_registry.h"}
internal = CORE and sorted(
    f for f in os.listdir(os.path.join(stock, "internal")) if f.endswith(".h") and f not in SKIP)


def configurations():
    for v in range(2, 15):
        yield f"3.{v}", [f"-DPy_LIMITED_API=0x03{v:02x}0000"], False
    yield "full+gil", [], False
    yield "core+gil", ["-DPy_BUILD_CORE"], True
    yield "full+ft", ["-DPy_GIL_DISABLED"], False
    yield "core+ft", ["-DPy_BUILD_CORE", "-DPy_GIL_DISABLED"], True


def source(core):
    text = "#include <Python.h>\n" + "".join(
        f'#include "{h}"\n' for h in PUBLIC_EXTRA if not h.startswith("cpython/pthread"))
    if core:
        text += "".join(f'#include "internal/{h}"\n' for h in internal)
    return text


def clang(flags, text, *more):
    command = ["clang", "-std=c11", "-I", stock, "-I", os.path.join(stock, "internal"), "-idirafter", include,
               *flags, *more, "-x", "c", "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    if done.returncode:
        sys.stderr.write(done.stderr[:600])
    return done.stdout


def header(path):
    path = os.path.normpath(path)
    return os.path.relpath(path, stock) if path.startswith(os.path.normpath(stock) + os.sep) else None


class Walker:
    """The AST dump leaves out file and line where they repeat: they are carried from node to node in print order."""

    def __init__(self):
        self.file, self.line = "", 0

    def see(self, loc):
        for part in ("spellingLoc", "expansionLoc"):
            if part in loc:
                self.see(loc[part])
        if "file" in loc:
            self.file = loc["file"]
        if "line" in loc:
            self.line = loc["line"]
        return self.file, self.line

    def location(self, node):
        """File and line of the node itself; walks every location below it too."""
        own = self.see(node.get("loc", {}))
        r = node.get("range", {})
        self.see(r.get("begin", {}))
        self.see(r.get("end", {}))
        for child in node.get("inner", []):
            self.location(child)
        return own


def function_text(node):
    kind = node["type"]["qualType"]
    result = kind[:kind.index("(")].strip() if "(" in kind else kind
    params = [p for p in node.get("inner", []) if p["kind"] == "ParmVarDecl"]
    shown = [p["type"]["qualType"] + (" @" + p["name"] if "name" in p else "") for p in params]
    if node.get("variadic"):
        shown.append("...")
    noreturn = "noreturn " if any("NoReturn" in c["kind"] or c["kind"] == "C11NoReturnAttr" for c in node.get("inner", [])) or "noreturn" in kind else ""
    return f"{noreturn}{kind.replace(' __attribute__((noreturn))', '')}\t" + ", ".join(shown)


def fields(record):
    """`name:type` of each field; nested records in braces, bit-fields with their width."""
    shown, nested = [], None
    for f in record.get("inner", []):
        if f["kind"] == "RecordDecl" and f.get("completeDefinition"):
            nested = f["tagUsed"] + "{" + fields(f) + "}"
        elif f["kind"] == "FieldDecl":
            kind = f["type"].get("desugaredQualType", f["type"]["qualType"])
            if nested and ("unnamed" in kind or "anonymous" in kind or "::" in kind):
                kind = nested
            if f.get("isBitfield"):
                width = next((c.get("value") or c.get("inner", [{}])[0].get("value") for c in f.get("inner", [])), "?")
                kind += f"/{width}"
            shown.append(f.get("name", "-") + ":" + kind)
    return "; ".join(shown)


facts = {}   # (kind, name) -> [header, line, text, set of configurations]


def note(kind, name, head, line, text, config):
    entry = facts.setdefault((kind, name), [head, line, text, set(), {}])
    entry[3].add(config)
    entry[4][config] = text


for config, flags, core in configurations():
    if core and not CORE:
        continue
    tree = json.loads(clang(flags, source(core), "-fsyntax-only", "-Xclang", "-ast-dump=json"))
    walker = Walker()
    for node in tree["inner"]:
        file, line = walker.location(node)
        head = header(file)
        name = node.get("name")
        if head is None or not name and node["kind"] != "EnumDecl":
            continue
        k = node["kind"]
        if k == "FunctionDecl":
            inline = any(c["kind"] == "CompoundStmt" for c in node.get("inner", []))
            note("inline" if inline else "function", name, head, line, function_text(node), config)
        elif k == "VarDecl":
            note("data", name, head, line, node["type"]["qualType"] + "\t", config)
        elif k == "TypedefDecl":
            note("typedef", name, head, line, node["type"]["qualType"] + "\t", config)
        elif k == "RecordDecl" and node.get("completeDefinition"):
            note(node["tagUsed"], name, head, line, "\t" + fields(node), config)
        elif k == "EnumDecl":
            for c in node.get("inner", []):
                if c["kind"] == "EnumConstantDecl":
                    note("enumerator", c["name"], head, line, (name or "") + "\t", config)
    file = ""
    for text in clang(flags, source(core), "-E", "-dD").splitlines():
        if m := re.match(r'# (\d+) "([^"]*)"', text):
            file, line = m[2], int(m[1]) - 1
            continue
        line += 1
        head = header(file)
        if head is None:
            continue
        if m := re.match(r"#define (\w+)(\([^)]*\))?\s*(.*)", text):
            # the body is a fact only where it is a plain number
            body = m[3].strip() if re.fullmatch(r"\(?-?(0[xX][0-9a-fA-F]+|\d+)[uUlL]*\)?", m[3].strip()) else ""
            note("macro", m[1], head, line, (m[2] or "").replace(" ", "") + "\t" + body, config)
        elif m := re.match(r"#undef (\w+)", text):
            if entry := facts.get(("macro", m[1])):
                entry[3].discard(config)

LIMITED = [f"3.{v}" for v in range(2, 15)]


def visible(configs):
    shown = [v for v in LIMITED if v in configs]
    gil = any(c.endswith("+gil") for c in configs) or shown and True
    ft = any(c.endswith("+ft") for c in configs)
    if shown:
        first = LIMITED.index(shown[0])
        text = shown[0] if shown == LIMITED[first:] else ",".join(shown)
        if "full+gil" not in configs:
            text += "+limited"
    elif any(c.startswith("full") for c in configs):
        text = "full"
    else:
        text = "core"
    if not shown and gil != ft:
        text += "+gil" if gil else "+ft"
    return text


rows = []
for (kind, name), (head, line, text, configs, texts) in facts.items():
    if not configs:
        continue   # undefined again wherever it was defined
    rows.append((head, line, kind, name, visible(configs), text))


def show():
    print("# What the stock 3.14 headers declare: made by tools/oracle/header_facts.py; facts only")
    print("# header\tline\tkind\tname\tvisible\ttype\tparameters (macro: parameters, plain number)")
    for row in sorted(rows):
        print("\t".join(map(str, row)))


PLAIN = {"size_t": "unsigned long", "Py_ssize_t": "long", "Py_hash_t": "long", "ssize_t": "long", "uint64_t": "unsigned long",
         "uintptr_t": "unsigned long", "int64_t": "long", "uint32_t": "unsigned int", "int32_t": "int", "intptr_t": "long",
         "uint16_t": "unsigned short", "uint8_t": "unsigned char", "Py_uhash_t": "unsigned long",
         "PyTime_t": "long", "Py_UCS4": "unsigned int", "Py_UCS1": "unsigned char", "Py_UCS2": "unsigned short",
         "digit": "unsigned int", "sdigit": "int", "PyThread_type_lock": "void *", "lenfunc": "Py_ssize_t (*)(PyObject *)"}


NAMES = {}   # the tag of a struct: its typedef


def plain(text):
    """A type without the names that only rename a number, and without its parameters' names."""
    text = re.sub(r" @\w+", "", text)
    text = re.sub(r"\b(struct|union|enum) (?=\w)", "", text)
    text = re.sub(r"[A-Za-z_]\w*", lambda m: NAMES.get(m[0]) or PLAIN.get(m[0], m[0]), text)
    return re.sub(r"\s+", "", text)


# Differences that are meant, with the reason.
MEANT = {
    ("typedef", "PyDictKeysObject"),   # named where it is first needed
    ("typedef", "_PyCFunctionFast"),   # our Rust alias is of the function, not of the other alias
    ("typedef", "_PyCFunctionFastWithKeywords"),
    ("macro", "__DYNAMIC_ANNOTATIONS_H__"),   # a guard
}


def compare():
    """Ours against the stock rows: what is missing, too much, or of another type."""
    theirs, exported = {}, set()
    for line in open(AGAINST):
        if not line.startswith("#"):
            head, _, kind, name, seen, ctype, detail = (line.rstrip("\n").split("\t") + ["", ""])[:7]
            theirs[kind, name] = (head, seen, ctype, detail)
            if kind == "typedef" and (m := re.fullmatch(r"(?:struct|union) (\w+)", ctype)) and m[1] != name:
                NAMES[m[1]] = name
    with open(os.path.join(os.path.dirname(AGAINST), "symbols-3.14.tsv")) as f:
        exported = {line.split("\t")[0] for line in f}
    ours = {(kind, name): (head, seen, *text.split("\t")) for head, _, kind, name, seen, text in rows}
    problems = []

    def wanted(kind, name, head, seen):
        if not CORE and (seen.startswith("core") or head.startswith("internal/")):
            return False
        if name.endswith("_H") or head == "pyconfig.h" or (kind, name) in MEANT:
            return False
        if head in ("cpython/pyatomic_msc.h", "cpython/pyatomic_std.h", "pymacconfig.h") or name.startswith("__atomic"):
            return False
        # not for anyone outside of the stock library's own source
        return kind not in ("function", "data") or name in exported or seen.endswith("+ft") and not head.startswith("internal/")

    for key, (head, seen, ctype, detail) in sorted(theirs.items(), key=lambda item: (item[1][0], item[0])):
        kind, name = key
        if not wanted(kind, name, head, seen):
            continue
        if key not in ours:
            problems.append(f"{head}: {kind} {name}: missing ({seen})")
            continue
        own_head, own_seen, own_type, own_detail = (*ours[key], "")[:4]
        if own_head != head:
            problems.append(f"{head}: {kind} {name}: stands in {own_head}")
        if own_seen != seen and not (not CORE and seen.startswith("full") and own_seen.startswith("full")):
            problems.append(f"{head}: {kind} {name}: visible in {own_seen}, stock in {seen}")
        if kind == "macro":
            if own_type.count(",") != ctype.count(",") or bool(own_type) != bool(ctype):
                problems.append(f"{head}: macro {name}{own_type}: stock has {name}{ctype}")
        elif kind not in ("enumerator",) and plain(own_type + "|" + own_detail) != plain(ctype + "|" + detail):
            problems.append(f"{head}: {kind} {name}: {own_type} {own_detail}\n      stock {ctype} {detail}")
    for (kind, name), (head, seen, *_) in sorted(ours.items()):
        if (kind, name) not in theirs and head != "pyconfig.h" and kind not in ("struct", "union") and not name.endswith("_H"):
            problems.append(f"{head}: {kind} {name}: the stock headers have no such name")
    # what is left out on purpose stands in a ledger, which must not list what is there
    with open(os.path.join(os.path.dirname(AGAINST), "headers-left-out.tsv")) as f:
        left_out = {"{}: {} {}".format(*line.split("\t")) for line in f if not line.startswith("#")} if CORE else set()
    named = {p: re.match(r"\S+: \w+ \w+", p) for p in problems}
    needed = {m[0] for m in named.values() if m}
    problems = [p for p in problems if not (named[p] and named[p][0] in left_out)]
    problems += [f"{line}: stands in headers-left-out.tsv, and is as in the stock headers" for line in sorted(left_out - needed)]
    print("\n".join(problems))
    print(f"{len(ours)} names compared, {len(problems)} differences", file=sys.stderr)
    return 1 if problems else 0


if AGAINST:
    sys.exit(compare())
show()
