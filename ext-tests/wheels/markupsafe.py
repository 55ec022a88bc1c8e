"""MarkupSafe: escaping in C, and the string type that stays escaped."""

import markupsafe
from markupsafe import Markup, escape, escape_silent, soft_str
from markupsafe import _speedups

print("in C:", markupsafe._escape_inner is _speedups._escape_inner)
for text in ["plain", "<a href='x'>\"&\"</a>", "é<\u20ac>", "\U0001f600&", "", "x" * 20 + "<"]:
    print(repr(escape(text)), type(escape(text)).__name__)
print(escape(None), escape_silent(None), escape(3.5), soft_str(Markup("<b>")))


class Html:
    def __html__(self):
        return "<b>me</b>"

    def __html_format__(self, spec):
        return Markup("<i>{}</i>").format(spec)


print(escape(Html()), Markup("%s and %r") % ("<x>", "<y>"), Markup("{0} {1:bold}").format("<z>", Html()))
m = Markup("<em>Hello</em> ") + "<World>" * 2
print(m, "|", m.striptags(), "|", m.unescape(), "|", m.upper(), "|", m[1:5])
print(Markup("<br>").join(["<", Markup(">"), 1]), [type(p).__name__ for p in m.split(" ")])
print(Markup("a&amp;b &lt; &#39; &nbsp;|").unescape(), repr(Markup.escape("<")))
try:
    Markup("%d") % "<"
except ValueError as e:
    print(type(e).__name__, e)
try:
    _speedups._escape_inner(3)
except SystemError as e:
    print(type(e).__name__, e)
total = sum(len(escape("<" * n + "é" * (n % 7))) for n in range(2000))
print(total)
