# Every kind of event of an Expat parser, what a raising handler leaves in the traceback, and what bad arguments give.
import pyexpat
import traceback

DOCUMENT = b"""<?xml version="1.0" standalone="no"?>
<!DOCTYPE r SYSTEM "x" [ <!ELEMENT r (#PCDATA|s)*> <!ATTLIST r a CDATA #IMPLIED> <!NOTATION n SYSTEM "nn">
<!ENTITY u SYSTEM "uu" NDATA n> <!ENTITY e SYSTEM "ee"> <!ENTITY i "int"> ]>
<r a="1">text<!-- c --><?pi d?><![CDATA[cd]]>&e;<s/>&i;</r>"""
OTHERS = {
    "SkippedEntityHandler": b'<!DOCTYPE r SYSTEM "x"><r>&zz;</r>',
    "DefaultHandler": b"<a>x&amp;</a>",
}
names = [n for n in dir(pyexpat.XMLParserType) if n.endswith("Handler") or n == "DefaultHandlerExpand"]

for name in names:
    parser = pyexpat.ParserCreate(namespace_separator=" ")
    seen = []

    def handler(*args):
        seen.append(args)
        return 1

    setattr(parser, name, handler)
    document = OTHERS.get(name, DOCUMENT)
    if "Namespace" in name:
        document = b"<r xmlns:q='z'/>"
    print(name, parser.Parse(document, True), seen)

    def handler(*args):
        raise KeyError(name)

    parser = pyexpat.ParserCreate(namespace_separator=" ")
    setattr(parser, name, handler)
    try:
        parser.Parse(document, True)
    except KeyError as e:
        print([(f.filename.rpartition("/")[2], f.name) for f in traceback.extract_tb(e.__traceback__)])
    print(getattr(parser, name))

# Text that is gathered. (A handler that ends the gathering crashes the stock library, so none does here.)
for size in (3, 8, 1 << 16):
    parser = pyexpat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = size
    texts = []

    def text(t):
        texts.append(t)

    parser.CharacterDataHandler = text
    parser.Parse(b"<a>one&amp;two\nthree<b/>four</a>", True)
    print(size, texts)

p = pyexpat.ParserCreate()
for case in (
    "pyexpat.ParserCreate(1)", 'pyexpat.ParserCreate("a", "bb")', 'pyexpat.ParserCreate("a\\0b")', "pyexpat.ParserCreate(intern=1)",
    "pyexpat.ErrorString(3)", "pyexpat.ErrorString(300)", "p.Parse(1)", "p.Parse()", "p.ParseFile(1)", "p.SetBase(1)", "p.buffer_size",
    'setattr(p, "buffer_size", "x")', 'setattr(p, "buffer_size", 0)', 'setattr(p, "buffer_size", 1 << 40)',
    'setattr(p, "buffer_size", 1 << 80)', 'delattr(p, "buffer_text")', 'delattr(p, "StartElementHandler")', "p.foo",
    'setattr(p, "foo", 1)', "p.UseForeignDTD()", "p.SetParamEntityParsing(2)", 'p.ExternalEntityParserCreate("a", "b", "c")',
    "p.ExternalEntityParserCreate(1)", "type(p)()", "p.GetBase()", "p.GetInputContext()",
    'pyexpat.ParserCreate("zz").Parse(b"<a/>", 1)', 'pyexpat.ParserCreate("utf-16be").Parse(b"<a/>", 1)',
    "pyexpat.ParserCreate().Parse(b\"<?xml version='1.0' encoding='cp1252'?><a/>\", 1)",
    "pyexpat.ParserCreate().Parse(\"<?xml version='1.0' encoding='none'?><a/>\", 1)", 'pyexpat.ParserCreate().Parse("\\ud800")',
    'pyexpat.ParserCreate().Parse("<a><b></a>", True)', 'pyexpat.ParserCreate().Parse("", True)',
):
    try:
        print(case, "->", eval(case))
    except BaseException as e:
        print(case, "->", type(e), e, getattr(e, "code", None), getattr(e, "lineno", None), getattr(e, "offset", None))
