# loops, classes, exceptions, generators
def fib(n):
    if n < 2: return n
    return fib(n-1) + fib(n-2)
print(fib(20))
s = 0
for i in range(1000):
    s += i * 2
print(s)
class A:
    x = 5
    def __init__(self, v): self.v = v
    def get(self): return self.v + self.x
    @property
    def p(self): return self.v * 2
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def st(a): return a
    def __repr__(self): return f"A({self.v!r})"
    def __getitem__(self, i): return i + self.v
class B(A):
    def get(self): return super().get() + 1
for i in range(60):
    a = A(i); b = B(i)
    r = (a.get(), b.get(), a.p, b.p, A.c(), b.c(), a.st(3), a[2])
print(r, a, b)
def g(n):
    for i in range(n):
        x = yield i
        if x: print("got", x)
    return "done"
print(list(g(5)))
gg = g(3); print(next(gg), gg.send("hi"), next(gg))
try: next(gg)
except StopIteration as e: print("stop", e.value)
def h():
    r = yield from g(2)
    print("r", r)
    yield 10
print(list(h()))
try:
    try: 1/0
    except ZeroDivisionError as e:
        raise ValueError("x") from e
    finally: print("fin")
except ValueError as e:
    print(repr(e), repr(e.__cause__), repr(e.__context__))
def ff():
    try: return 1
    finally: print("f")
print(ff())
class CM:
    def __enter__(self): print("enter"); return self
    def __exit__(self, *a): print("exit", a[0]); return True
with CM() as c: raise KeyError("k")
print([x*y for x in range(3) for y in range(3) if x != y], {x: x*x for x in range(4)}, {1,2,3} == {3,2,1})
a, *b, c = range(6); print(a, b, c)
print(*[1,2], *(3,4), *"ab")
def kw(a, b=1, *args, c, d=2, **k): return (a,b,args,c,d,k)
print(kw(1, c=3), kw(1,2,3,4,c=5,e=6), kw(**{'a':1,'c':2}))
for bad in ["kw()", "kw(1)", "kw(1,c=1,a=2)", "fib()", "fib(1,2)", "fib(n=1,m=2)", "fib(nn=1)", "(lambda x,/:x)(x=1)", "(lambda a,b,c:0)()", "(lambda *,a,b:0)()", "(lambda a,b=1:0)(1,2,3)","(lambda a,*,b:0)(1,2,b=3)"]:
    try: exec(bad, {'kw':kw,'fib':fib})
    except TypeError as e: print(bad, e)
match {"a":1,"b":[1,2,3]}:
    case {"a": 1, "b":[x,*y], **rest}: print(x,y,rest)
class P:
    __match_args__=("x","y")
    def __init__(self,x,y): self.x=x; self.y=y
match P(1,2):
    case P(0,_): print("no")
    case P(x=1,y=z): print("z",z)
match 5:
    case int(n) if n>3: print("int",n)
x = 10
def outer():
    x = 1
    def inner():
        nonlocal x
        x += 1
        return x
    return inner
f = outer(); print(f(), f())
try: print(undefined_name)
except NameError as e: print(e, e.name)
def ub():
    print(q); q = 1
try: ub()
except UnboundLocalError as e: print(e)
d = {}
try: d['missing']
except KeyError as e: print("KeyError", e)
def deco(fn):
    def w(*a, **k): return ("w", fn(*a, **k))
    return w
@deco
def dd(a, b=3): return a+b
print(dd(1), dd(1, b=5))
print(f"{3.14159:.2f} {'x':>5} {5!r} {[1]!s}")
lst = [3,1,2]; lst.append(4); lst[0] = 9; del lst[1]; print(lst, lst[1:], lst[-1])
print(1 < 2 < 3, not 5, 5 in [5], 5 not in [5], None is None)
i = 0
while True:
    i += 1
    if i == 3: continue
    if i > 5: break
else: print("no")
print(i)
try:
    raise ExceptionGroup("eg", [ValueError(1), TypeError(2), KeyError(3)])
except* ValueError as e: print("V", e.exceptions)
except* TypeError as e: print("T", e.exceptions)
except* KeyError as e: print("K", e.exceptions)
