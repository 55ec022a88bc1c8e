"""regex: a big C extension of the old school: pattern and match objects, scanners, fuzzy matching, callbacks."""

import pickle
import unicodedata

import regex

print(regex.findall(r"(?P<word>\w+)\s(?P=word)", "the the cat cat sat"), regex.split(r"(?V1)(?=[A-Z])", "oneTwoThree"))
m = regex.match(r"(?:(?P<k>\w)=(?P<v>\d+);)+", "a=1;b=22;c=333;")
print(m, m.captures("k"), m.captures("v"), m.spans("v"), m.capturesdict(), m.groupdict(), m.lastgroup, m.regs)
print(m.expand(r"\g<k>:\2"), m.expandf("{k[0]} {v[-1]}"), m.allcaptures(), m.detach_string(), m.string)
print(regex.sub(r"(\w+) (\w+)", r"\2 \1", "hello world foo bar", count=1), regex.subn(r"\d", lambda m: str(int(m[0]) * 2), "1a2b3"))
print(regex.subf(r"(\w+) (\w+)", "{0} => {2} {1}", "foo bar"), regex.escape("a.b*c", special_only=False))
for pattern, text in [
    (r"(?:cats|dogs){e<=2}", "cogs cat dox"), (r"(?b)(?:hello){i<=1,d<=1,s<=2,e<=3}", "say helo or jello"), (r"(?e)(?:dog){e<=1}", "cat and dig"),
]:
    m = regex.search(pattern, text)
    print(pattern, m, m and m.fuzzy_counts, m and m.fuzzy_changes)
print(regex.findall(r"\p{Lu}\p{Ll}+", "Éa Ωmega абв Где"), regex.findall(r"\p{Script=Greek}+", "abc αβγ def δε"), regex.findall(r"\X", "e\u0301a\U0001f468\u200d\U0001f469"))
print(regex.match(r"(?i)stra\u00dfe", "STRASSE"), regex.match(r"(?if)stra\u00dfe", "STRASSE"), regex.findall(r"[[a-z]--[aeiou]]+", "hello world", regex.V1))
print(regex.match(r"\((?:[^()]|(?R))*\)", "(a(b)(c(d)))x"), regex.match(r"(?|(a)|(b))\1", "bb"), regex.search(r"(?<=a+)b", "aaab"), regex.search(r"(?r)\d+", "12 34"))
print(regex.match(r"(?>a+)ab", "aaab"), regex.match(r"a++b", "aaab"), regex.search(r"foo\Kbar", "foobar"), regex.findall(r"..", "abcdef", overlapped=True))
print(regex.fullmatch(r"\L<names>", "bob", names=["alice", "bob"]), regex.match(r"(?P<n>a)(?(n)b|c)", "ab"), regex.match("abc", "ab", partial=True))
p = regex.compile(rb"(?a)\w+", regex.I)
print(p, p.flags, p.groups, p.findall(b"ab \xe9 cd"), p.scanner(b"x y").search(), pickle.loads(pickle.dumps(regex.compile("a(?P<x>b)"))).groupindex)
print([m.span() for m in regex.finditer(r"\b\w", "one two")], list(regex.splititer(",", "a,b,,c")), regex.match("a", "a", pos=0, endpos=1).endpos)
print(regex.compile("(a)(?P<n>b)?").match("a").groups("none"), regex.template if hasattr(regex, "template") else "no template")


def attempt(what, *args, **kwargs):
    try:
        print("no error:", what(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


for bad in ["(", "[", "a**", r"\p{nope}", "(?P<1>a)", r"\1", "(?z)", "a{2,1}", r"(?P=x)", "(?<=", "(?<n>a)(?<n", r"\N{NO SUCH}"]:
    attempt(regex.compile, bad)
attempt(regex.match, "a", b"a")
attempt(regex.match, 3, "a")
attempt(regex.search, r"(a+)+$", "a" * 40 + "b", timeout=0.0000001)
attempt(regex.sub, "a", r"\g<x>", "a")
attempt(regex.sub, "a", lambda m: 1 / 0, "a")
attempt(m.group, "nope")
letters = [chr(c) for c in range(0x250)]
print(sum(bool(regex.match(r"\p{L}", c)) != unicodedata.category(c).startswith("L") for c in letters))
text = "The quick brown fox jumps over the lazy dog. " * 200
print(len(regex.findall(r"\b(?=\w*o)\w+\b", text)), len(regex.sub(r"(\w)(\w*)", r"\2\1ay", text, concurrent=True)))
