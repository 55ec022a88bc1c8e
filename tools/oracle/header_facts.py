"""Writes abi/headers.tsv: what the stock headers declare, as facts (names, types, conditions), one line each.

Usage: python3 header_facts.py INCLUDE_DIR > abi/headers.tsv     (needs clang; INCLUDE_DIR is the stock .../include)

Every configuration that the headers know is compiled once; a line says in which of them its name is visible:
`3.N` = the limited API from that version on, `full` = only without Py_LIMITED_API, `core` = only with Py_BUILD_CORE;
`+gil` and `+ft` where only one of the two builds shows it.
"""
import json
import os
import re
import subprocess
import sys

include = sys.argv[1]
stock = os.path.join(include, "python3.14")
PUBLIC_EXTRA = ["structmember.h", "frameobject.h", "marshal.h", "opcode.h", "osdefs.h", "datetime.h", "errcode.h",
                "pystrtod.h", "dynamic_annotations.h", "cpython/pthread_stubs.h", "opcode_ids.h",
                "structseq.h", "fileutils.h", "pythread.h", "pyframe.h", "monitoring.h", "critical_section.h", "audit.h",
                "osmodule.h", "pymath.h", "compile.h", "genericaliasobject.h", "sysmodule.h", "traceback.h"]
SKIP = {"pycore_fileutils_windows.h", "pycore_emscripten_signal.h", "pycore_emscripten_trampoline.h",
        "pycore_pystats.h", "pycore_jit.h", "pycore_runtime_init.h", "pycore_runtime_init_generated.h",
        "pycore_blocks_output_buffer.h", "pycore_condvar.h", "pycore_obmalloc_init.h", "pycore_pymem_init.h",
        "pycore_bytes_methods.h", "pycore_crossinterp_data_registry.h"}
internal = sorted(f for f in os.listdir(os.path.join(stock, "internal")) if f.endswith(".h") and f not in SKIP)


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
            facts.pop(("macro", m[1]), None)

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


print("# What the stock 3.14 headers declare: made by tools/oracle/header_facts.py; facts only")
print("# header\tline\tkind\tname\tvisible\ttype\tparameters (macro: parameters, plain number)")
rows = []
for (kind, name), (head, line, text, configs, texts) in facts.items():
    rows.append((head, line, kind, name, visible(configs), text))
for row in sorted(rows):
    print("\t".join(map(str, row)))
