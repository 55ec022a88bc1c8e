"""Says which types the exported functions and data of the stock library have, from libabigail's dump: one line each, facts only.

Usage: abi_facts.py python3.14.abi > abi/signatures.tsv

A line has the symbol, `function` or `data`, what the machine sees (result first, then each parameter), and the declaration in C.
What the machine sees: `s4` a signed integer of four bytes, `u8` an unsigned one of eight, `e4` an enum, `f8` a double, `*T` a pointer to T, a struct,
union or function pointer (`fn`) by name, `void`, `...`.
"""
import sys
import xml.etree.ElementTree as tree

corpus = tree.parse(sys.argv[1]).getroot()
types = {}
for node in corpus.iter():
    if "id" in node.attrib and node.tag.endswith(("-decl", "-def", "-type")):
        types.setdefault(node.get("id"), node)
VOID = tree.Element("type-decl", name="void")

# Names of anonymous types whose typedef comes later, and words of the compiler's that C writes otherwise.
WORDS = {"short int": "short", "long int": "long", "long long int": "long long", "unsigned short int": "unsigned short",
         "unsigned long int": "unsigned long", "long long unsigned int": "unsigned long long", "short unsigned int": "unsigned short",
         "long unsigned int": "unsigned long", "_Bool": "bool"}
KEYWORD = {"class-decl": "struct", "union-decl": "union", "enum-decl": "enum"}


def typed(ident):
    return types.get(ident, VOID)


def join(base, inner):
    return base + ("" if not inner or inner.startswith("[") or base.endswith("*") else " ") + inner


def declare(node, inner):
    """The type in C, declaring `inner`."""
    kind = node.tag
    if kind == "pointer-type-def":
        to = typed(node.get("type-id"))
        if to.tag in ("function-type", "array-type-def"):
            return declare(to, f"(*{inner})")
        if to.get("name") == "__va_list_tag":
            return join("va_list", inner)
        return declare(to, "*" + inner)
    if kind == "qualified-type-def":
        words = " ".join(q for q in ("const", "volatile", "restrict") if node.get(q) == "yes")
        to = typed(node.get("type-id"))
        if to.tag == "pointer-type-def":
            return declare(to, f"{words}{' ' if inner[:1].isalpha() or inner[:1] == '_' else ''}{inner}")
        return join(words + " " + declare(to, ""), inner)
    if kind == "array-type-def":
        for part in node.iter("subrange"):
            length = part.get("length")
            inner += f"[{'' if length in ('infinite', 'unknown') else length}]"
        return declare(typed(node.get("type-id")), inner)
    if kind == "function-type" or kind == "function-decl":
        shown = [("..." if p.get("is-variadic") else declare(typed(p.get("type-id")), p.get("name") or "")) for p in node.iter("parameter")]
        result = node.find("return")
        return declare(typed(result.get("type-id")) if result is not None else VOID, f"{inner}({', '.join(shown) or 'void'})")
    name = node.get("name")
    if kind in KEYWORD:
        if name.startswith("__anonymous") or node.get("is-anonymous"):
            alias = typed(node.get("naming-typedef-id"))
            return join(alias.get("name") if alias is not VOID else "?", inner)
        return join(f"{KEYWORD[kind]} {name}", inner)
    return join(WORDS.get(name, name), inner)


def seen(node):
    """The type as the machine passes it."""
    kind = node.tag
    if kind == "pointer-type-def":
        return "*" + seen(typed(node.get("type-id")))
    if kind == "array-type-def":
        return "*" + seen(typed(node.get("type-id")))
    if kind in ("qualified-type-def", "typedef-decl"):
        return seen(typed(node.get("type-id")))
    if kind == "function-type":
        return "fn"
    if kind == "enum-decl":
        return "e4"
    name = node.get("name")
    if kind in KEYWORD:
        return name if not name.startswith("__anonymous") else declare(node, "")
    if name == "void":
        return name
    size = int(node.get("size-in-bits")) // 8
    word = "f" if name in ("float", "double", "long double") else "u" if "unsigned" in name or name == "_Bool" else "s"
    return f"{word}{size}"


rows = {}
for node in corpus.iter():
    symbol = node.get("elf-symbol-id")
    if not symbol or node.tag not in ("function-decl", "var-decl"):
        continue
    if node.tag == "function-decl":
        result = node.find("return")
        parts = [seen(typed(result.get("type-id"))) if result is not None else "void"]
        parts += ["..." if p.get("is-variadic") else seen(typed(p.get("type-id"))) for p in node.iter("parameter")]
        rows[symbol] = ("function", " ".join(parts), declare(node, node.get("name")))
    else:
        of = typed(node.get("type-id"))
        rows[symbol] = ("data", seen(of), declare(of, symbol))

print("# Types of what the stock library exports: made by tools/oracle/abi_facts.py from libabigail's dump; facts only")
print("# symbol\tkind\tresult and parameters as the machine passes them\tdeclaration")
for symbol, row in sorted(rows.items()):
    print(symbol, *row, sep="\t")
