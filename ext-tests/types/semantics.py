"""Annotations, operator priority, subclasses of built-in types, super, attribute errors, special methods called by name."""
import gc
from types import SimpleNamespace, MappingProxyType, ModuleType
from weakref import ref
gc_collect = gc.collect
getsizeof = lambda o: o.__sizeof__()


def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
class A:
    x: int = 1
    y: "str"
print(A.__annotations__, A.__annotate__ is not None, A.__annotate__(1))
A.__annotations__={"z":1}; print(A.__annotations__, A.__annotate__)
del A.__annotations__; print(A.__annotations__)
def f():
    A.__annotate__=3
t(f)
A.__annotate__=lambda fmt: {"q":fmt}; print(A.__annotations__)
t(lambda: int.__annotations__); t(lambda: int.__annotate__); t(lambda: type.__annotations__)
def fn(a:int, *b:str, c:float=1, **d)->None: pass
print(fn.__annotations__)
fn.__annotations__=None; print(fn.__annotations__)
# binary operator priority
class P:
    def __add__(s,o): return "P.add"
    def __radd__(s,o): return "P.radd"
class C(P): pass
class D(P):
    def __radd__(s,o): return "D.radd"
print(P()+C(), P()+D(), C()+P(), D()+P())
class I(int):
    def __radd__(s,o): return "I.radd"
print(1+I(2), I(2)+1)
class I2(int): pass
print(1+I2(2))
# richcompare subclass priority
class R:
    def __eq__(s,o): return "R.eq"
class R2(R):
    def __eq__(s,o): return "R2.eq"
print(R()==R2(), R2()==R(), 1==R())
# inherit C slots
class L(list):
    def __iter__(s): return iter("xyz")
    def __len__(s): return 10
print(list(L([1])), len(L()), [*L([1])], tuple(L([2])))
class Dk(dict):
    def __getitem__(s,k): return "gi"
    def keys(s): return ["k"]
print(Dk(a=1)["a"], dict(Dk(a=1)), {**Dk(a=1)})
class T(tuple):
    def __new__(c,*a): return super().__new__(c,a)
print(T(1,2,3), T(1)+(2,), type(T(1)*2).__name__)
class Fl(float):
    def __repr__(s): return "Fl"
print(Fl(2), Fl(2)*2, [Fl(1)])
class S(str):
    def __eq__(s,o): return True
    __hash__=str.__hash__
d={S("a"):1}; print("a" in d, d.get("a"), d.get("b"))
class B(bytes): pass
print(B(b"ab"), B(b"x").__class__.__name__)
class Ex(Exception):
    def __str__(s): return "custom"
try: raise Ex(1)
except Exception as e: print(str(e), repr(e), e.args)
# multiple inheritance with builtins
class MI(dict, P): pass
print(MI(a=1)+1, MI.__mro__, MI.__base__)
class Mix: 
    def hi(s): return "hi"
class LM(Mix, list): pass
print(LM([1]).hi(), LM.__base__, LM([1,2]))
# super variations
class SA:
    def f(s): return ["SA"]
    @classmethod
    def c(cls): return ["SA.c", cls.__name__]
    @property
    def p(s): return "SA.p"
class SB(SA):
    def f(s): return super().f()+["SB"]
    @classmethod
    def c(cls): return super().c()+["SB.c"]
    @property
    def p(s): return super().p+"+SB.p"
class SC(SA):
    def f(s): return super().f()+["SC"]
class SD(SB,SC):
    def f(s): return super(SD,s).f()+["SD"]
print(SD().f(), SD.c(), SD().p, super(SB,SD).c())
s=super(SB,SD()); print(s, s.__thisclass__, s.__self_class__, type(s.__self__).__name__)
class Sup(SA):
    def f(s):
        def inner(): return super(Sup,s).f()
        return inner(), __class__.__name__, [super(Sup, s).f() for _ in range(1)]
print(Sup().f())
t(lambda: super(SB, SA()))
# __getattr__ and AttributeError in property
class GA:
    @property
    def p(s): raise AttributeError("inner")
    def __getattr__(s,n): return "ga:"+n
print(GA().p)
class GB:
    @property
    def p(s): raise AttributeError("inner")
t(lambda: GB().p)
print(hasattr(GB(),"p"), getattr(GB(),"p",7))
# name/obj of AttributeError
try: A().nope
except AttributeError as e: print(e.name, type(e.obj).__name__)
try: A.nope
except AttributeError as e: print(e.name, e.obj)
# instance dict sharing & del
class Sh:
    def __init__(s,a): s.a=a; s.b=2
xs=[Sh(i) for i in range(50)]
for x in xs[:10]: del x.a
for x in xs[5:]: x.c=3
print([getattr(x,"a",None) for x in xs][:12], xs[20].__dict__, xs[3].__dict__)
# class dict proxies
print(type(A.__dict__).__name__, "x" in A.__dict__, A.__dict__.get("x"), len(A.__dict__)>3)
def f(): A.__dict__["x"]=1
t(f)
t(lambda: A.__dict__|{"k":1} and 1)
# type() with kwargs & name mangling
class Mg:
    __p=1
    def __m(s): return s.__p
    def go(s): return s.__m()
print(Mg().go(), [k for k in Mg.__dict__ if "Mg" in k])
# __init_subclass__ / __class_getitem__ implicit classmethods
class Im:
    def __init_subclass__(cls): cls.tag="t"
    def __class_getitem__(cls,k): return k
    def __new__(cls): return object.__new__(cls)
class Im2(Im): pass
print(Im2.tag, Im2[3], type(Im.__dict__["__new__"]).__name__, type(Im.__dict__["__init_subclass__"]).__name__)
# callable instances & methods on builtins
print([].append.__call__(1), (5).__add__(6), "a".__len__(), int.__add__(1,2), str.join(",",["a","b"]), list.__len__([1,2]), object.__repr__(3)[:8])
print([1].__iter__().__next__(), (3).__lt__(4), "x".__contains__("x"), {}.__setitem__(1,2), [3].__getitem__(0), [1,2].__getitem__(slice(0,1)))
t(lambda: [].__getitem__("a")); t(lambda: (1).__pow__(2,3)); t(lambda: (1).__pow__()); t(lambda: [].__setitem__(1)); t(lambda: "a".__mul__("b"))
t(lambda: object().__setattr__("a",1)); t(lambda: object.__setattr__(A,"a",1)); t(lambda: type.__setattr__(int,"a",1)); t(lambda: object.__delattr__(A(),"zz"))
t(lambda: type.__call__(int,"5")); t(lambda: type.__call__(type,3)); t(lambda: int.__new__(bool,1)); t(lambda: object.__new__(list))
t(lambda: list.__init__([1],"ab")); t(lambda: list.__init__(3)); t(lambda: dict.__init__({},1))
t(lambda: iter([]).__next__()); t(lambda: [].__class__); t(lambda: A().__class__.__class__)
print(sorted_ok if False else "ok", int.__base__, bool.__bases__, type.__base__, object.__base__, object.__bases__)
import_err=None
def outer():
    def f(): return nonl
    t(f)
    nonl=1
    t(f)
outer()
def f():
    print(undefined_local)
    undefined_local=1
t(f); t(lambda: undefinedglobal)
class WithEnter:
    def __enter__(s): return s
def f():
    with WithEnter(): pass
t(f)
def f():
    for x in 3: pass
t(f)
def f(): a,b=1,2,3
t(f)
def f(): a,b,c=[1]
t(f)
def f(): a,b=3
t(f)
t(lambda: {1:2}[3]); t(lambda: [][0]); t(lambda: "a"[5]); t(lambda: {[]:1}); t(lambda: {{}})
t(lambda: f(1,2,3)); t(lambda: len(1,2)); t(lambda: print(*3)); t(lambda: print(**3)); t(lambda: f(**{1:2}))
