# What the reference prints is in the .txt beside this file; addresses are masked.
# stress: resurrection, exceptions with cycles, weak callbacks creating garbage, nested groups
import gc
from _weakref import ref
class N:
    pass
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, str(e))
# exception <-> frame cycles
def mk():
    try: raise ValueError
    except ValueError as e: x=e
    return ref(N())
for i in range(100): mk()
print(gc.collect()>=0)
# generator in cycle, suspended with finally
def g(l):
    try:
        l.append(g2)
        yield 1
    finally: out.append('fin')
out=[]
g2=None
l=[]; gg=g(l); next(gg); l.append(gg); n=N(); n.g=gg; n.l=l; l.append(n); del gg,n,l
gc.collect(); print(out)
# __del__ raising in cycle collecting others
class D:
    def __init__(self): self.me=self
    def __del__(self): cnt.append(1)
cnt=[]
for i in range(1000): D()
gc.collect(); print(len(cnt))
# finalizer called once after resurrection
class R:
    def __del__(self): keep.append(self); calls.append(1)
keep=[]; calls=[]
r=R(); r.me=r; del r; gc.collect(); keep[0].me=keep[0]; keep.clear(); gc.collect(); print(len(calls), len(keep))
# weakref callback that makes new garbage and collects
def cb(r): x=N(); x.me=x; gc.collect()
a=N(); a.me=a; w=ref(a,cb); del a; gc.collect(); print(w())
# dict/set/tuple cycles
d={}; d['d']=d; s=[d]; t1=(s,); s.append(t1); wr=ref(N()); n=N(); n.s=s; wn=ref(n); s.append(n); del d,s,t1,n; gc.collect(); print(wn())
# class cycles
def mkc():
    class X: pass
    return ref(X)
w=mkc(); print(w() is not None); gc.collect(); print(w())
# deep nesting dealloc
x=None
for i in range(200000): x=[x]
del x
x=None
for i in range(100000):
    n=N(); n.x=x; x=n
del x,n
x=()
for i in range(100000): x=(x,)
del x
e=None
for i in range(5000):
    e2=ValueError(i); e2.__context__=e; e=e2
del e,e2
print('done')
# closures
def mkcl():
    def f(): return f
    return ref(f)
w=mkcl(); gc.collect(); print(w())
gc.collect(); b=len(gc.get_objects())
for i in range(50):
    try: raise ExceptionGroup('a',[ValueError(i),ExceptionGroup('b',[TypeError(i)])])
    except* ValueError as e: pass
    except* TypeError as e: pass
gc.collect(); print(abs(len(gc.get_objects())-b)<10)
