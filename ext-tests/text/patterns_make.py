import re, re._parser, re._compiler, warnings
warnings.simplefilter('ignore')
from test.re_tests import tests
pats=[]
def add(p,s,flags=0):
    pats.append((p,s,flags))
for t in tests:
    add(t[0],t[1])
    if isinstance(t[0],str):
        try:
            add(t[0].encode(),t[1].encode())
        except Exception: pass
        add(t[0],t[1],re.I); add('(?=.*)'+t[0] if 0 else t[0],'x'+t[1]+'y'+t[1],re.M|re.S)
for p,s in [(r'(?:a|b)*c','ababab'*50+'c'),(r'(a+)+b','a'*18),(r'(\w+)\s(\w+)','hello world foo bar'),(r'(?P<x>a)(?P<y>b)?','ab a'),
  (r'[\u1234-\u2000\x00-\x7f]+','abc\u1300\U0001f600x'),(r'\w+','h\xe9llo w\xf6rld'),(r'(?i)\xe9+','\xc9\xe9E'),(r'(?>a+)ab','aaab'),(r'a++b','aaab'),(r'(?:ab)++c','ababc'),(r'(?:ab){2,3}+','abababab'),(r'a*+a','aaa'),
  (r'(?<=ab)c','abc'),(r'(?<!ab)c','abcxc'),(r'(a)?(?(1)b|c)','ab c'),(r'\bfoo\b','a foo b'),(r'\B',''),(r'\b',''),(r'^a$','b\na\nc'),(r'(?m)^a$','b\na\nc'),(r'a{2,}?','aaaa'),(r'(a|ab)(c|bcd)(d*)','abcd'),(r'(?s).*?x','a\nbx'),
  (r'x*','axb'),(r'(x)*?y','xxxy'),(r'(?:(a)|b)*','abab'),(r'(.)\1','aabbc'),(r'(?i)(.)\1','aAbB'),(r'[^a-c]+','abcdefabc'),(r'foo|bar|baz','xxbazbar'),(r'.','\U0001f600'),(r'[\U0001f600-\U0001f610]','x\U0001f605'),(r'abcabd','abcabcabd'*3),(r'(?:)*','a'),(r'(?:a?)*?$','aaa'),(r'(?:a?)*$','aab'),(r'((a)|(b))+?c','abc'),(r'\d+(?:\.\d*)?','x12.5y7'),(r'\Z','abc'),(r'(?:(?:x)*y)*z','xxyxyz'*3),(r'(?=(a+))a*b\1','abab aaaba')]:
    add(p,s); add(p,s,re.I); add(p,s,re.A)
print('_sre=__import__("_sre")')
print('''
def show(m):
    if m is None: return None
    return m.span(), m.groups(), m.lastindex, m.lastgroup, m.groupdict(), m.regs
def t(n, args, s):
    p=_sre.compile(*args)
    print(n, ascii(p.pattern), repr(p)[-30:], show(p.match(s)), show(p.search(s)), show(p.fullmatch(s)))
    e = b'' if isinstance(s,bytes) else ''
    print(n, ascii(p.findall(s)), ascii(p.split(s)), ascii(p.sub(e+s[:1], s)) , ascii(p.subn(lambda m: m.group()+m.group(), s, 2)))
    print(n, [m.span() for m in p.finditer(s)], show(p.search(s,1)), show(p.match(s,1,3)))
''')
n=0
for p,s,flags in pats:
    try: 
        pp=re._parser.parse(p,flags)
        code=re._compiler._code(pp, flags)
    except Exception: continue
    fl=flags|pp.state.flags
    gi=pp.state.groupdict; ig=[None]*pp.state.groups
    for k,i in gi.items(): ig[i]=k
    n+=1
    print('t(%d, (%s, %d, %r, %d, %r, %r), %s)'%(n,ascii(p),fl,[int(c) for c in code],pp.state.groups-1,gi,tuple(ig),ascii(s)))
