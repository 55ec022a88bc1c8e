# What the reference prints is in the .txt beside this file; addresses are masked.
import gc, _weakref
from _weakref import ref, proxy, getweakrefcount, getweakrefs, ReferenceType
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, str(e))
class A:
    def __init__(self): self.x=1
    def m(self): return 'm'
    def __len__(self): return 3
    def __getitem__(self,k): return k
    def __iter__(self): return iter([1,2])
    def __add__(self,o): return ('add',o)
    def __bytes__(self): return b'x'
    def __contains__(self,k): return k==5
a=A(); r=ref(a); print(r() is a, ref(a) is r, getweakrefcount(a), getweakrefs(a)==[r])
r2=ref(a, lambda r: print('cb2', r())); r3=ref(a, lambda r: print('cb3', r()))
p=proxy(a); print(p.x, p.m(), len(p), p[4], list(p), p+1, 5 in p, 6 in p, type(p), bytes(p), p==a, proxy(a) is p)
p.y=9; print(a.y)
t(lambda: hash(r)==hash(a)); t(lambda: r==ref(a)); t(lambda: r<r2); t(lambda: ref(1)); t(lambda: ref()); t(lambda: ref(a,None,3)); t(lambda: r(1)); t(lambda: ref[int]); t(lambda: r.__callback__); t(lambda: r2.__callback__ is not None)
R=type('R',(ref,),{})
rr=R(a); print(R(a) is rr, type(rr), getweakrefcount(a), rr.__dict__)
print(r)
del a
print(r(), r, p.__class__ if 0 else 0)
t(lambda: p.x); t(lambda: repr(p)); t(lambda: hash(r)); t(lambda: str(p))
f=lambda: 3
cp=proxy(f); print(cp(), type(cp))
d={'k': ref(A())}
_weakref._remove_dead_weakref(d,'k'); print(d)
# gc
class N: pass
def cyc(n):
    for i in range(n):
        x=N(); x.me=x
gc.collect(); cyc(10); print(gc.collect()); print(gc.collect())
class D:
    def __del__(self): print('del', self.w(), self.w2())
x=D(); x.me=x; x.w=ref(x); x.w2=ref(x, lambda r: print('no'))
o=ref(x, lambda r: print('outer cb', r()))
del x; print(gc.collect())
print(o())
L=[]
class Res:
    def __del__(self): L.append(self)
x=Res(); x.me=x; del x; print(gc.collect(), len(L)); L[0].me=None; L.clear(); print(gc.collect())
print(gc.get_threshold(), gc.isenabled()); gc.disable(); print(gc.isenabled()); gc.enable()
l=[]; print(gc.is_tracked(l), gc.is_tracked(1), gc.is_tracked({}), gc.is_finalized(l))
print(gc.get_referents([1,2,[]])); ll=[]; q=[ll]; print(q in gc.get_referrers(ll))
t(lambda: gc.collect(3)); t(lambda: gc.get_objects(3));  t(lambda: gc.get_objects('a')); t(lambda: gc.set_threshold(5)); t(lambda: gc.get_threshold()); gc.set_threshold(2000,10,10)
def cb(phase, info): print(phase, info)
gc.callbacks.append(cb); gc.collect(1); gc.callbacks.clear()
a=N(); b=N(); a.b=b; b.a=a; wa=ref(a); wb=ref(b); del a,b; print(wa() is not None); gc.collect(); print(wa(), wb())
# many objects trigger automatic collection
wr=[]
for i in range(30000):
    x=N(); x.me=x
    if i<5: wr.append(ref(x))
del x
print([w() for w in wr])
gc.freeze(); print(gc.get_freeze_count()>0); gc.unfreeze(); print(gc.get_freeze_count())
gen=(i for i in [1]); next(gen); gen2=[gen]; del gen, gen2; gc.collect()
gc.set_debug(gc.DEBUG_SAVEALL); x=N(); x.me=x; del x; gc.collect(); print(len(gc.garbage)>0); gc.garbage.clear(); gc.set_debug(0)
def outer():
    def inner(): return inner
    return ref(inner)
w=outer(); gc.collect(); print(w())
