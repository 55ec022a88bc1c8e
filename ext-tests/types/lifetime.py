"""Lives of objects: deep structures, cycles, finalisers, weak references, instance dicts; iteration, metaclasses, type versions."""
import gc
from types import SimpleNamespace, MappingProxyType, ModuleType
from weakref import ref
gc_collect = gc.collect
getsizeof = lambda o: o.__sizeof__()


def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
# deep dealloc
l=None
for i in range(200000): l=(l,)
l=None
print("tuple chain ok")
class Node:
    __slots__=("n",)
    def __init__(s,n): s.n=n
l=None
for i in range(200000): l=Node(l)
l=None
print("slot chain ok")
class Node2:
    def __init__(s,n): s.n=n
l=None
for i in range(200000): l=Node2(l)
l=None
print("dict chain ok")
def rec(n): return rec(n+1)
t(lambda: rec(0))
class R:
    def __repr__(s): return repr(s)
t(lambda: repr(R()))
class EqR:
    def __eq__(s,o): return s==o
t(lambda: EqR()==EqR())
class Cyc: pass
for i in range(1000):
    a=Cyc(); b=Cyc(); a.b=b; b.a=a
gc_collect()
# class cycles
def mk():
    class T: 
        def m(self): return T
    return T().m()
for i in range(300): mk()
print(gc_collect() > 0)
# many attributes
class Big: pass
b=Big()
for i in range(100): setattr(b,"a%d"%i if False else "a"+str(i),i)
print(len(b.__dict__), b.a50)
for i in range(100): delattr(b,"a"+str(i))
print(b.__dict__)
class V:
    def __init__(s): s.x=1; s.y=2; s.z=3
v=V(); d=v.__dict__; d["w"]=4; print(v.w, d)
v.__dict__={"q":1}; print(v.q, v.__dict__); t(lambda: v.x)
def f(): v.__dict__=3
t(f)
def f(): del v.__dict__
t(f); t(lambda: v.__dict__)
# weakref & callbacks
out=[]
class W: pass
w=W(); r=ref(w, lambda r: out.append("cb")); del w; print(out, r())
# resurrect
class Res:
    def __del__(s): out.append(s)
x=Res(); del x; print(len(out)); out.clear()
# exceptions in del
class BadDel:
    def __del__(s): 1/0
x=BadDel(); 
# multiple inheritance, slots and dicts
class S1: __slots__=("a",)
class S2(S1): __slots__=("b",)
class S3(S2): pass
s=S3(); s.a=1; s.b=2; s.c=3; print(s.a,s.b,s.c,s.__dict__)
class Q1: __slots__=("a",)
class Q2: __slots__=("b",)
t(lambda: type("Q",(Q1,Q2),{}))
class E1(Exception):
    def __init__(s,a): s.a=a
try: raise E1(3)
except E1 as e: print(e.a, e.args, repr(e))
class L2(list): 
    def __init__(s,*a): super().__init__(*a); s.k=1
l=L2([3,1,2]); l.sort(); print(l, l.k)
class D2(dict):
    def __missing__(s,k): return k*2
print(D2()[4])
class Str2(str):
    def upper(s): return "UP"
print(Str2("abc").upper(), Str2("abc")+"d", type(Str2("x")+"y").__name__)
class It:
    def __init__(s): s.i=0
    def __iter__(s): return s
    def __next__(s):
        s.i+=1
        if s.i>3: raise StopIteration
        return s.i
print(list(It()), [*It()], tuple(It()), dict(zip(It(),It())))
class SeqP:
    def __getitem__(s,i):
        if i>2: raise IndexError
        return i*10
print(list(SeqP()), 20 in SeqP(), 5 in SeqP())
a,*bb=SeqP(); print(a,bb)
class Ctx:
    def __enter__(s): print("enter"); return 1
    def __exit__(s,*a): print("exit", a[0]); return True
with Ctx() as c: print(c); raise ValueError
# metaclass attribute lookups
class Meta(type):
    x=property(lambda c: "metax")
    def m(c): return c.__name__
    def __getattr__(c,n): return "meta:"+n
    def __len__(c): return 3
    def __iter__(c): return iter("abc")
    def __contains__(c,x): return x==1
    def __getitem__(c,i): return i
    def __instancecheck__(c,i): return i==5
    def __subclasscheck__(c,i): return i is int
class K(metaclass=Meta): x=3
print(K.x, K.m(), K.foo, len(K), list(K), 1 in K, K[5], isinstance(5,K), isinstance(6,K), issubclass(int,K))
# class_getitem
class CG:
    def __class_getitem__(c,i): return (c.__name__,i)
print(CG[3])
# comparisons reflected
class Cmp:
    def __lt__(s,o): return NotImplemented
    def __gt__(s,o): return "gt"
class Cmp2(Cmp):
    def __gt__(s,o): return "gt2"
print(1<Cmp(), Cmp()<Cmp2(), Cmp()>1)
t(lambda: Cmp()<1)
# format
class F:
    def __format__(s,spec): return "F["+spec+"]"
print(f"{F():abc} {F()!r:.3} {1:>5} {'x':^3}|")
# closures, defaults, kwonly
def mk(a,b=2,*args,c,d=4,**kw): return a,b,args,c,d,kw
t(lambda: mk(1,c=3)); t(lambda: mk(1,2,3,4,c=5,e=6)); t(lambda: mk(1)); t(lambda: mk(c=1)); t(lambda: mk(1,a=2,c=3)); t(lambda: mk(**{"a":1,"c":2,"z":3})); t(lambda: mk(*(1,2),**{"c":3}))
def po(a,/,b): return a,b
t(lambda: po(1,2)); t(lambda: po(a=1,b=2)); t(lambda: po(1)); t(lambda: po(1,2,3))
t(lambda: (lambda:1)(1)); t(lambda: (lambda x:1)()); t(lambda: (lambda x:1)(y=1))
# generators
def gen():
    try:
        x=yield 1; print("got",x); yield 2
    finally: print("fin")
g=gen(); print(next(g), g.send("hi")); del g
def g2(): 
    r=yield from gen(); return r
print(list(g2()))
# property inheritance
class PB:
    @property
    def v(self): return 1
class PC(PB):
    @PB.v.setter
    def v(self, x): print("set",x)
p=PC(); p.v=3; print(p.v)
# __set_name__ / descriptors in class namespace order
class Dd:
    def __get__(s,o,t=None): return 42
class He: d=Dd()
print(He().d, He.d)
h=He(); h.__dict__["d"]=1; print(h.d)
# bound method equality/hash
m=PB.v; print(h.__init__==h.__init__, hash([].append)==hash([].append) or True)
class Mth:
    def a(s): pass
x=Mth(); print(x.a==x.a, x.a is x.a, hash(x.a)==hash(x.a), x.a.__func__ is Mth.a, x.a.__self__ is x, x.a.__name__)
# type versions: modify and look again in a loop
class TV: 
    def m(s): return 1
o=TV(); tot=0
for i in range(100):
    tot+=o.m()
    if i==50: TV.m=lambda s: 2
print(tot)
for i in range(100):
    if i==50: o.m=lambda: 100
    tot+=o.m()
print(tot)
class BaseTV:
    z=1
class ChildTV(BaseTV): pass
def read(): return ChildTV.z
for i in range(100): read()
BaseTV.z=5; print(read())
ChildTV.z=6; print(read()); del ChildTV.z; print(read())
# deleting special method
class Sp:
    def __eq__(s,o): return True
t(lambda: hash(Sp()))
Sp.__hash__=lambda s: 5; print(hash(Sp()))
class Sp2(Sp): 
    def __eq__(s,o): return False
t(lambda: hash(Sp2()))
class Sp3(Sp): pass
print(hash(Sp3()))
# int subclasses and __index__
class Idx:
    def __index__(s): return 1
print([1,2][Idx()], "ab"[Idx():], range(5)[Idx()], [0]*Idx())
t(lambda: [0]*"a"); t(lambda: "a"+1); t(lambda: 1+"a"); t(lambda: [1]+(1,)); t(lambda: {}+{}); t(lambda: print >> 3)
t(lambda: -"a"); t(lambda: ~1.5); t(lambda: +[]); t(lambda: abs_)
t(lambda: 2**"a"); t(lambda: pow(2,3,"a")); t(lambda: divmod(1,"a")); t(lambda: 1@2); t(lambda: [1]*10**30)
def f(): 
    x="a"; x-=1
t(f)
def f():
    x=[1]; x+=5
t(f)
def f():
    x=1; x**="a"
t(f)
