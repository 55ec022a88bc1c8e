"""Messages and results of the object model's operations, one line each: types, descriptors, functions, modules."""
import gc
from types import SimpleNamespace, MappingProxyType, ModuleType
from weakref import ref
gc_collect = gc.collect
getsizeof = lambda o: o.__sizeof__()


def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)
class I(int): pass
class B0:
    def __repr__(self): return 3
t(lambda: repr(B0()))
class C:
    def __str__(self): return 3
    def __format__(self,x): return 3
    def __len__(self): return -1
    def __contains__(self,x): return 1/0
    __iter__=None
t(lambda: str(C()))
t(lambda: format(C()))
t(lambda: format(object(),"x"))
t(lambda: len(C()))
t(lambda: iter(C()))
t(lambda: (1)[2])
t(lambda: iter(4))
t(lambda: int[2])
t(lambda: C[2])
t(lambda: {}.fromkeys(C()))
t(lambda: 1<"a")
t(lambda: isinstance(1,2))
t(lambda: issubclass(1,2))
t(lambda: issubclass(int,2))
t(lambda: isinstance(1,(str,int)))
t(lambda: isinstance(1,int|str))
def f(): (1)[2]=3
t(f)
def f(): del (1)[2]
t(f)
def f(): (1).x=3
t(f)
def f(): object().x=3
t(f)
def f(): object().__class__=3
t(f)
def f(): object().__class__=int
t(f)
def f(): del object().x
t(f)
def f(): (1).real=4
t(f)
def f(): object().__hash__=3
t(f)
def f(): int.x=3
t(f)
def f(): del int.x
t(f)
t(lambda: object().x)
t(lambda: int.x)
t(lambda: object(3))
t(lambda: object.__new__(3))
t(lambda: object.__new__(int))
t(lambda: int.__new__(str))
t(lambda: object.__init__(3,4))
class D: pass
t(lambda: D(3))
t(lambda: (3)())
t(lambda: [].__getattribute__(3))
t(lambda: setattr(D(),3,3))
t(lambda: object.__lt__)
t(lambda: list.append)
t(lambda: list.append())
t(lambda: list.append(3))
t(lambda: list.append([]))
t(lambda: [].append())
t(lambda: [].append(x=3))
t(lambda: D.__dict__['__dict__'])
t(lambda: D.__dict__['__weakref__'])
t(lambda: "a" in C())
t(lambda: 3 in 3)
t(lambda: int.__add__(1))
t(lambda: int.__add__("a",1))
t(lambda: type.__dict__['__mro__'])
t(lambda: MappingProxyType())
t(lambda: MappingProxyType({}).get())
t(lambda: MappingProxyType({}).get(1,2,3))
t(lambda: MappingProxyType({1:2}).get(1,2))
t(lambda: MappingProxyType(1))
t(lambda: property().__get__(3))
class P:
    x=property()
    __slots__=('a','b')
t(lambda: P().x)
def f(): P().x=3
t(f)
t(lambda: P().a)
def f(): del P().a
t(f)
t(lambda: P.a)
t(lambda: P().zz)
def f(): P().zz=4
t(f)
def f():
    p=P(); p.a=3; p.b=[p]; return p.a
t(f)
t(lambda: P().__dict__)
t(lambda: type("X",(int,str),{}))
t(lambda: type("X",(bool,),{}))
t(lambda: type("X",(1,),{}))
t(lambda: type(1,(),{}))
t(lambda: type("X",1,{}))
t(lambda: type("X",(),1))
t(lambda: type())
t(lambda: type(1,2))
class M1(type): pass
class M2(type): pass
class A1(metaclass=M1): pass
class A2(metaclass=M2): pass
t(lambda: type("X",(A1,A2),{}))
class A: pass
class B(A): pass
t(lambda: type("X",(A,B),{}))
t(lambda: type("X",(A,A),{}))
t(lambda: type("X",(B,A),{}).__mro__)
t(lambda: type("X",(),{"__slots__":("a","a1"),"a":1}))
t(lambda: type("X",(),{"__slots__":(1,)}))
t(lambda: type("X",(),{"__slots__":("1a",)}))
t(lambda: type("X",(int,),{"__slots__":("a",)}))
t(lambda: type("X",(),{"__slots__":("__dict__","__dict__")}))
t(lambda: type("X",(),{"__slots__":("__weakref__","__weakref__")}))

t(lambda: type("X",(),{"__slots__":("__b","a")}).__slots__)
class S:
    __slots__=("__b","a","__dict__")
t(lambda: [k for k in S.__dict__ if not k.startswith("__")])
t(lambda: S().__dict__)
t(lambda: type("X",(),{"__qualname__":1}))
t(lambda: type("X",(),{"__qualname__":"Y.X"}).__qualname__)
t(lambda: type("X\0",(),{}))
class N:
    def __set_name__(self,o,n): print("set_name", n)
class O:
    a=N(); b=N()
class Sub:
    def __init_subclass__(cls, k=1): print("init_subclass", cls.__name__, k)
class Sub2(Sub,k=3): pass
t(lambda: type("X",(Sub,),{},k=4))
t(lambda: type("X",(),{},k=4))
t(lambda: type("X",(Sub,),{},z=4))
class E:
    def __set_name__(self,o,n): 1/0
t(lambda: type("X",(),{"e":E()}))
class Num:
    def __init__(s,v): s.v=v
    def __add__(s,o): return ("add",o)
    def __radd__(s,o): return ("radd",o)
    def __iadd__(s,o): return ("iadd",o)
    def __pow__(s,o,m=None): return ("pow",o,m)
    def __rpow__(s,o,m=None): return ("rpow",o,m)
    def __neg__(s): return "neg"
    def __bool__(s): return s.v
    def __eq__(s,o): return ("eq",o)
    def __call__(s,*a,**k): return a,k
    def __getitem__(s,k): return ("get",k)
    def __len__(s): return 7
    def __contains__(s,x): return x==3
    def __int__(s): return 42
    def __index__(s): return 2
    def __float__(s): return 1.5
    def __hash__(s): return 2**70
    def __iter__(s): return iter([1,2])
    def __enter__(s): return 5
    def __exit__(s,*a): return True
n=Num(True)
t(lambda: n+1); t(lambda: 1+n); t(lambda: n**2); t(lambda: 2**n); t(lambda: pow(n,1,2)); t(lambda: pow(1,n,2)); t(lambda: -n); t(lambda: bool(n)); t(lambda: bool(Num(3)))
t(lambda: n==3); t(lambda: n!=3); t(lambda: n(1,2,a=3)); t(lambda: n[4]); t(lambda: n[1:2]); t(lambda: len(n)); t(lambda: 3 in n); t(lambda: int(n)); t(lambda: float(n)); t(lambda: hash(n)); t(lambda: list(n)); t(lambda: [1,2,3][n]); t(lambda: ~n); t(lambda: n-1); t(lambda: n<1); t(lambda: 1-n)
def f():
    x=n; x+=4; return x
t(f)
class G:
    def __getattr__(s,n): return ("ga",n)
t(lambda: G().foo)
class G2:
    def __getattribute__(s,n): return ("gab",n)
t(lambda: G2().foo)
class G3:
    def __getattribute__(s,n): raise AttributeError("no")
    def __getattr__(s,n): return ("fallback",n)
t(lambda: G3().foo)
class G4:
    def __setattr__(s,n,v): print("sa",n,v)
    def __delattr__(s,n): print("da",n)
def f(): g=G4(); g.x=1; del g.x
t(f)
A.x=1
t(lambda: B.x)
A.__len__=lambda s: 5
t(lambda: len(B()))
del A.__len__
t(lambda: len(B()))
A.__call__=lambda s,*a: a
t(lambda: B()(1))
class Desc:
    def __get__(s,o,t): return ("dget", o is None, t.__name__)
    def __set__(s,o,v): print("dset", v)
    def __delete__(s,o): print("ddel")
class UD: d=Desc()
t(lambda: UD.d); t(lambda: UD().d)
def f(): u=UD(); u.d=3; del u.d
t(f)
class CM:
    @classmethod
    def c(cls,*a): return cls.__name__,a
    @staticmethod
    def s(*a): return a
    @property
    def p(self): "doc p"; return 9
    @p.setter
    def p(self,v): print("pset",v)
t(lambda: CM.c(1)); t(lambda: CM().c(1)); t(lambda: CM.s(1)); t(lambda: CM().s(1)); t(lambda: CM().p); t(lambda: CM.p.__doc__)
def f(): CM().p=4
t(f)
def f(): del CM().p
t(f)
t(lambda: CM.__dict__['c'].__func__.__name__); t(lambda: CM.p.__name__)
t(lambda: CM.__dict__['s'].__wrapped__.__name__)
t(lambda: super(B, B()).x); t(lambda: super(B).x); t(lambda: super(A, 1)); t(lambda: super()); t(lambda: super(1)); t(lambda: super(B,B()).zz)
class X1: pass
class X2: pass
x=X1(); x.q=1
x.__class__=X2
t(lambda: type(x).__name__); t(lambda: x.q)
class X3: __slots__=("a",)
def f(): x.__class__=X3
t(f)
class Y1(X1): pass
Y1.__bases__=(X2,)
t(lambda: Y1.__mro__)
def f(): Y1.__bases__=(int,)
t(f)
def f(): X2.__bases__=(Y1,)
t(f)
def f(): Y1.__bases__=()
t(f)
def f(): Y1.__name__=3
t(f)
Y1.__name__="ZZ"; t(lambda: Y1)
Y1.__qualname__="QQ"; t(lambda: Y1)
Y1.__module__="mm"; t(lambda: Y1)
t(lambda: X1.__subclasses__()); t(lambda: X2.__subclasses__())
t(lambda: type.__subclasses__(type)[:1] != 0)
t(lambda: int.__doc__ is None); t(lambda: X1.__doc__); t(lambda: type.mro(bool))
t(lambda: int.__text_signature__); t(lambda: list.append.__text_signature__); t(lambda: object.__init__.__text_signature__); t(lambda: object.__new__.__qualname__)
t(lambda: (1).__add__.__self__); t(lambda: (1).__add__.__qualname__); t(lambda: int.__add__.__objclass__); t(lambda: [].append.__qualname__); t(lambda: dict.fromkeys.__qualname__); t(lambda: len.__qualname__); t(lambda: len.__module__); t(lambda: [].append.__module__)
t(lambda: SimpleNamespace(a=1,b=[1])); t(lambda: SimpleNamespace({"a":2},b=3)); t(lambda: SimpleNamespace(a=1)==SimpleNamespace(a=1)); t(lambda: SimpleNamespace(1)); t(lambda: SimpleNamespace(1,2))
class MM(type):
    def mro(cls): return [cls, object]
class MA(metaclass=MM): pass
t(lambda: MA.__mro__)
class MC(type):
    def __call__(cls,*a): return ("called",a)
    @classmethod
    def __prepare__(m,n,b): return {"injected":1}
class MD(metaclass=MC): pass
t(lambda: MD(1,2)); t(lambda: MD.injected)
class Nn:
    def __new__(cls,*a): print("new",a); return super().__new__(cls)
    def __init__(self,*a): print("init",a)
t(lambda: type(Nn(1,2)).__name__)
class Ni:
    def __init__(self): return 3
t(lambda: Ni())
class Nx(int):
    def __new__(cls, v): return int.__new__(cls, v+1)
t(lambda: Nx(3)); t(lambda: Nx(3)+1)
class Le(list):
    def __getitem__(self,i): return "custom"
t(lambda: Le([1,2])[0]); t(lambda: Le([1,2])); 
def f():
    l=Le(); l.attr=3; return l.attr, l.__dict__
t(f)
class Del:
    def __del__(self): print("deleted")
def f(): d=Del(); del d
t(f)
def f():
    d=Del(); d.me=d; del d; gc_collect()
t(f)
r=None
def f():
    d=Del(); w=ref(d); print(w() is d); del d; return w()
t(f)
class Abs:
    __abstractmethods__=frozenset(["foo","bar"])
t(lambda: Abs())
def f():
    Abs.__abstractmethods__={"x"}; return Abs()
t(f)
t(lambda: int.__abstractmethods__)
t(lambda: X1.__flags__ & 0x80000000 ); t(lambda: int.__flags__); t(lambda: X1.__basicsize__); t(lambda: X1.__dictoffset__); t(lambda: X1.__weakrefoffset__); t(lambda: P.__basicsize__); t(lambda: P.__dictoffset__);t(lambda: type.__basicsize__);t(lambda: X1.__flags__);t(lambda: P.__flags__);t(lambda: type.__flags__);t(lambda: object.__flags__);t(lambda: list.__flags__);t(lambda: dict.__flags__);t(lambda: str.__flags__);t(lambda: Nx.__flags__);t(lambda: Le.__flags__); t(lambda: getsizeof(X1())); t(lambda: getsizeof(P())); t(lambda:getsizeof(1))
def g(a,b=2,*,c=3): "docg"
t(lambda: g.__defaults__); t(lambda: g.__kwdefaults__); t(lambda: g.__doc__); t(lambda: g.__name__); t(lambda: g.__code__.co_name); t(lambda: g.__globals__ is not None); t(lambda: g.__closure__); t(lambda: g.__annotations__); t(lambda: g.__module__); t(lambda: g.__type_params__)
def f(): g.__code__=1
t(f)
def f(): g.__defaults__=1
t(f)
def f(): g.__kwdefaults__=1
t(f)
def f(): g.__name__=1
t(f)
def f(): g.__annotations__=1
t(f)
def ann(a:int,b:str)->float: pass
t(lambda: ann.__annotations__)
class An:
    x:int
    y:str="a"
t(lambda: An.__annotations__)
t(lambda: g.__get__(3)); t(lambda: type(g.__get__(None,int)).__name__)
g.foo=1
t(lambda: g.__dict__); t(lambda: ann.foo)
t(lambda: type(g)(g.__code__, {})); t(lambda: type(g)()); t(lambda: type(g)(1,2)); 
m=ModuleType("mymod","d"); t(lambda: m.__doc__); t(lambda: m.foo); t(lambda: m.__dict__); m.bar=1; t(lambda: m.bar); 
m.__getattr__=lambda n: "dyn "+n
t(lambda: m.zzz); t(lambda: ModuleType()); t(lambda: ModuleType(1))
def cell():
    x=1
    def inner(): return x
    return inner
c=cell().__closure__[0]
t(lambda: c.cell_contents); t(lambda: type(c)().cell_contents); t(lambda: type(c)(3)==type(c)(3)); t(lambda: type(c)()<type(c)(3))
t(lambda: NotImplemented); t(lambda: bool(NotImplemented)); t(lambda: type(None)()); t(lambda: type(None)(1)); t(lambda: hash(None))
t(lambda: None.foo); t(lambda: type(NotImplemented)())
t(lambda: object() == object()); t(lambda: object().__eq__(1)); t(lambda: object().__ne__(1)); t(lambda: object().__init__()); t(lambda: object().__dir__()==dir(object()) or sorted)
t(lambda: dir(X1())==dir(X1)); t(lambda: [x for x in dir(x) if not x.startswith("_")])
t(lambda: X1.__dict__); 
t(lambda: object.__reduce_ex__); t(lambda: (1).__class__); t(lambda: X1().__format__("")[:10]); t(lambda: X1().__format__(3))
t(lambda: [].__class_getitem__); t(lambda: list[int]); t(lambda: type[int])
t(lambda: int|str); t(lambda: int|3)
