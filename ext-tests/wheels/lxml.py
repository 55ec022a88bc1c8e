"""lxml: trees, XPath, XSLT, schemas, objectify, incremental parsing, HTML, errors."""

import io

from lxml import builder, etree, html, objectify
from lxml.html import diff

TEXT = b"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE r [<!ENTITY e "entity"><!ELEMENT r ANY>]>
<r xmlns:n="urn:n" a="1"><!-- c --><?pi x?><n:k b="&lt;">t&e;</n:k>tail<k>\xc3\xa9</k><k/></r>"""
root = etree.fromstring(TEXT)
print(root.tag, dict(root.attrib), len(root), [c.tag if isinstance(c.tag, str) else c for c in root], root[2].text, root[2].tail, root.nsmap, root.getroottree().docinfo.doctype)
print(etree.tostring(root), etree.tostring(root, encoding="unicode", pretty_print=True), etree.tostring(root, method="text", encoding="utf-8"))
print(etree.tostring(root, method="c14n"), etree.tostring(root, encoding="iso-8859-1", xml_declaration=True, standalone=True))
print(root.xpath("//k/text()"), root.xpath("count(//*)"), root.xpath("//n:k/@b", namespaces={"n": "urn:n"}), root.xpath("string(.)"), root.xpath("$v + 1", v=2), root.xpath("boolean(//none)"))
found = root.xpath("//k/text()")[0]
print(found.getparent().tag, found.is_text, type(found).__mro__[1].__name__)
print(root.find("k").text, root.findall(".//{urn:n}k"), root.findtext("k"), [e.tag for e in root.iter("k", "{urn:n}k")], root.getroottree().getpath(root[4]), list(root.itertext()))


def double(context, nodes):
    return [n.text * 2 for n in nodes if n.text] and nodes[0].text * 2


etree.FunctionNamespace("urn:f")["double"] = double
print(root.xpath("f:double(//k)", namespaces={"f": "urn:f"}), etree.XPath("//k[re:test(., '\u00e9')]", namespaces={"re": "http://exslt.org/regular-expressions"})(root))
E = builder.ElementMaker(namespace="urn:x", nsmap={None: "urn:x"})
made = E.doc(E.p("one", E.b("two"), "three", id="p1"), E.p())
made[1].append(made[0][0])
made.insert(0, etree.Comment("x"))
made[1].addnext(etree.Element("new", {"k": "v"}))
etree.SubElement(made, "{urn:x}sub").text = "\u20ac"
made[-1].set("{urn:n}q", "1")
print(etree.tostring(made), made.index(made[-1]), [e.tag for e in made[-1].itersiblings(preceding=True)], etree.tostring(made, encoding="unicode"))
etree.indent(made)
print(etree.tostring(made, encoding="unicode"))
made.remove(made[0])
del made[0]
etree.strip_tags(made, "{urn:x}b")
etree.cleanup_namespaces(made)
print(etree.tostring(made), made[::2], made.attrib.items())

style = etree.XML("""<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:ext" exclude-result-prefixes="f">
<xsl:param name="p" select="'none'"/><xsl:template match="/"><out p="{$p}"><xsl:for-each select="//k"><xsl:sort select="." order="descending"/>
<i><xsl:value-of select="f:twice(string(.))"/></i></xsl:for-each><xsl:message>said</xsl:message></out></xsl:template></xsl:stylesheet>""")
transform = etree.XSLT(style, extensions={("urn:ext", "twice"): lambda c, s: s + s})
result = transform(root, p=etree.XSLT.strparam("it's"))
print(str(result), transform.error_log.last_error.message)
schema = etree.XMLSchema(etree.XML("""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:complexType><xs:sequence>
<xs:element name="b" type="xs:int" maxOccurs="2"/></xs:sequence></xs:complexType></xs:element></xs:schema>"""))
for text in ["<a><b>1</b></a>", "<a><b>x</b></a>", "<a/>"]:
    tree = etree.fromstring(text)
    print(schema.validate(tree), [(e.line, e.type_name, e.message) for e in schema.error_log])
relaxng = etree.RelaxNG(etree.XML('<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><zeroOrMore><element name="b"><text/></element></zeroOrMore></element>'))
dtd = etree.DTD(io.StringIO("<!ELEMENT a (b*)><!ELEMENT b EMPTY><!ATTLIST b c CDATA #REQUIRED>"))
print(relaxng.validate(etree.XML("<a><b/>t</a>")), relaxng.validate(etree.XML("<a><b/></a>")), dtd.validate(etree.XML("<a><b/></a>")), dtd.error_log.filter_from_errors()[0].message, [e.name for e in dtd.elements()])

for event, e in etree.iterparse(io.BytesIO(b"<r xmlns:p='u'><a>1</a><b><a>2</a></b></r>"), events=("start", "end", "start-ns"), tag=None):
    print(event, e if isinstance(e, tuple) else (e.tag, e.text), end=" ")
print()
pull = etree.XMLPullParser(["end"])
for piece in [b"<r><a>", b"x</a", b"><b/></r>"]:
    pull.feed(piece)
    print([(ev, el.tag) for ev, el in pull.read_events()], end=" ")


class Target:
    def __init__(self):
        self.seen = []

    def start(self, tag, attrib):
        self.seen.append(("start", tag, dict(attrib)))

    def data(self, data):
        self.seen.append(data)

    def end(self, tag):
        self.seen.append(("end", tag))

    def close(self):
        return self.seen


print(etree.fromstring("<a x='1'>t<b/></a>", etree.XMLParser(target=Target())))


class Resolver(etree.Resolver):
    def resolve(self, url, public, context):
        return self.resolve_string("<!ENTITY ext 'resolved'>", context)


class Honk(etree.ElementBase):
    TAG = "honk"

    @property
    def loud(self):
        return (self.text or "").upper()


parser = etree.XMLParser(load_dtd=True, resolve_entities=True)
parser.resolvers.add(Resolver())
print(etree.fromstring("<!DOCTYPE r SYSTEM 'x.dtd'><r>&ext;</r>", parser).text)
parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=Honk))
print(etree.fromstring("<x>quiet</x>", parser).loud, Honk("me").loud, etree.tostring(Honk("me")))
out = io.BytesIO()
with etree.xmlfile(out, encoding="utf-8") as xf, xf.element("root", a="1"):
    xf.write("text <", etree.Element("child"))
print(out.getvalue())
o = objectify.fromstring("<r><n>5</n><f>2.5</f><s>str</s><s>two</s><b>true</b><e/></r>")
o.new = [1, 2]
o.n += 3
print(o.n + 1, o.f * 2, [str(s) for s in o.s], o.b, o.e.pyval, objectify.dump(o), o.countchildren(), hasattr(o, "nope"))
page = html.fromstring("<html><body><p class=x>Hi <b>there<p>two<a href='rel?a=1&b=2'>l</a><form action=/go><input name=q value=1><select name=s><option selected>o</select></form>")
page.make_links_absolute("http://host/base/")
print(html.tostring(page), list(page.iterlinks()), page.forms[0].form_values(), page.text_content(), [e.tag for e in page.find_class("x")])
print(html.document_fromstring("<p>a&nbsp;&eacute;<br>").xpath("//p/text()"), diff.htmldiff("<p>old text</p>", "<p>new text</p>"))


def attempt(what, *args, **kwargs):
    try:
        print("no error:", what(*args, **kwargs))
    except Exception as e:
        log = [(x.line, x.column, x.type_name) for x in e.error_log] if getattr(e, "error_log", None) else ""
        print(type(e).__name__, e, log)


for bad in ["<a>", "<a></b>", "", "<a b=1/>", "&x;", "<a>\x01</a>", b"<?xml version='1.0' encoding='nope'?><a/>", "<?xml version='1.0' encoding='utf-8'?><a/>", 3]:
    attempt(etree.fromstring, bad)
attempt(root.xpath, "//[")
attempt(root.xpath, "n:x")
attempt(root.xpath, "f:fail()", namespaces={"f": "urn:f"})
attempt(etree.Element, "a b")
attempt(root.set, "a", "\x00")
attempt(setattr, root, "text", 3)
attempt(root.append, "x")
attempt(root.__getitem__, 99)
attempt(etree.XSLT, root)
attempt(schema.assertValid, etree.XML("<a/>"))
attempt(etree.parse, "/nonexistent.xml")
attempt(etree.fromstring, "<a><b></a>", etree.XMLParser(recover=True))
attempt(etree.tostring, root, encoding="latin-1")
attempt(etree.XMLParser, no_such=1)
