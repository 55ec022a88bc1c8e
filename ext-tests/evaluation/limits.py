class A:
    def __init__(self, x):
        if x: raise ValueError
class D:
    def __init__(self, n): self.n = n; self.c = D(n+1)
def d(n):
    try: return d(n+1)
    except RecursionError: return n
a = d(0)
for i in range(3000):
    try: A(i & 1)
    except ValueError: pass
    try: A()
    except TypeError: pass
for i in range(30):
    try: D(0)
    except RecursionError: pass
def gg(n):
    if n: yield from gg(n-1)
    yield n
for i in range(200): list(gg(50)); x = gg(5); next(x); x.close()
class M:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i
    def __getattr__(self, n): return n
    def __call__(self, *a): return a
    def __iter__(self): return [1,2].__iter__()
    def __len__(self): return 0
    def __bool__(self): return False
    def __eq__(self, o): return True
    def __contains__(self, x): return True
    __hash__ = None
m = M()
for i in range(100):
    r = (m[1], m.foo, m(1), list(m), len(m), not m, m == 3, 5 in m)
    try: m[9]
    except IndexError: pass
    try: {m: 1}
    except TypeError as e: q = str(e)
print(r, q)
b = d(0)
print(a == b, a > 900)
