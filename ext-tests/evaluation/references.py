live = 0
class T:
    def __init__(self):
        global live
        live += 1
    def __del__(self):
        global live
        live -= 1
    def m(self, a): return a
    def __getitem__(self, k): return k
    def __enter__(self): return self
    def __exit__(self, *a): return True
    @property
    def p(self): return T()
def f(a, b=None, *c, d=None, **e): return a
def g(a):
    yield a
    yield T()
def chk(n): print(n, live)
def t1():
    for i in range(100): f(T(), T(), T(), d=T(), e=T())
t1(); chk("call")
def t2():
    for i in range(100): f(*[T(), T()], **{'d': T()})
t2(); chk("ex")
def t3():
    for i in range(100):
        for x in g(T()): pass
        y = g(T()); next(y)
t3(); chk("gen")
def t4():
    for i in range(100):
        try: f(T(), T(), zz=1, b=T())
        except TypeError: pass
        try: len(T(), T())
        except TypeError: pass
        try: g(T(), T())
        except TypeError: pass
t4(); chk("err")
def t5():
    for i in range(100):
        o = T(); o.m(T()); T().m(T()); o[T()]; o.p; T.m(o, T()); m = o.m; m(T()); m(a=T())
        o.x = T(); o.x = T(); o.x; o.__dict__
t5(); chk("meth")
def t6():
    for i in range(100):
        with T() as a, T() as b: raise ValueError(T())
        try: raise ValueError(T())
        except ValueError as e: pass
        try:
            try: raise ValueError(T())
            finally: T()
        except ValueError: pass
t6(); chk("exc")
def t7():
    for i in range(100):
        a, b, *c = [T(), T(), T(), T()]
        a, b = (T(), T())
        try: a, b = [T(), T(), T()]
        except ValueError: pass
        [T(), T()]; {T(): T()}; {T()}; (T(),); [x for x in [T()]]; {1: T(), **{2: T()}}
        d = {}; d[1] = T(); d[1] = T(); del d[1]
        l = [T()]; l[0] = T(); l.append(T()); l += [T()]; l[0:1] = [T()]; l[0]; l[0:1]
        isinstance(T(), T); f"{T()}"[:2]
        T() is T(); T() == T(); not T(); T() in [T()]; T() if T() else T()
t7(); chk("cont")
def t8():
    for i in range(100):
        x = T()
        def inner(y=T()): return x, y
        inner()
        lambda: x
        class Q: z = T()
        Q().z
t8(); chk("clos")
async def aw(a): return a
async def ag(a):
    yield a
    yield T()
async def t9():
    for i in range(50):
        await aw(T())
        async for x in ag(T()): pass
        [y async for y in ag(T())]
        q = ag(T()); await q.asend(None); await q.aclose()
try: t9().send(None)
except StopIteration: pass
chk("async")
def t10():
    for i in range(100):
        x = g(T()); next(x)
        try: x.throw(ValueError(T()))
        except ValueError: pass
        x = g(T()); next(x); x.close()
        x = g(T())
        def yf(): r = yield from g(T())
        list(yf())
        fr = __import__("sys")._getframe(); fr.f_locals['x']; fr.f_locals['x'] = T()
        fr = None
t10(); chk("more")
def t11(n):
    a = T()
    if n: return t11(n-1)
    raise ValueError
for i in range(50):
    try: t11(20)
    except ValueError: pass
chk("unwind")
def t12():
    for i in range(100):
        match [T(), T()]:
            case [a, T() as b]: pass
        match {"k": T()}:
            case {"k": v}: pass
t12(); chk("match")
