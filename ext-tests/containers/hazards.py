# Containers (hazards): every line is compared with what the reference prints (same name, .expected); run with PYTHONHASHSEED=0.
from importlib import import_module as imp


def getsizeof(o):
    return o.__sizeof__()


def t(name, f):
    try:
        r = f()
    except BaseException as e:
        print(name, '!', type(e).__name__, str(e))
    else:
        print(name, '=', repr(r))


class E:
    def __init__(s, f): s.f = f
    def __eq__(s, o): s.f(); return False
    def __hash__(s): return 7
    def __lt__(s, o): s.f(); return False
def f():
    l = []; l.extend([E(l.clear) for _ in range(5)]); return (5 in l, l)
t('lin', f)
def f():
    l = []; l.extend([E(l.clear) for _ in range(5)]); return l.index(5)
t('lidx', f)
def f():
    l = []; l.extend([E(l.clear) for _ in range(5)]); return l.count(5)
t('lcnt', f)
def f():
    l = []; l.extend([E(l.clear) for _ in range(5)]); l.remove(5)
t('lrm', f)
def f():
    l = []; m = [1, 2, 3]; l.extend([E(l.clear) for _ in range(3)]); return l == m
t('leq', f)
def f():
    l = []; l.extend([E(lambda: l.append(1)) for _ in range(5)]); l.sort()
t('lsort', f)
def f():
    l = []; l.extend([E(l.clear) for _ in range(5)]); l.sort(); return len(l)
t('lsort2', f)
def f():
    s = set(); s.add(E(s.clear)); s.add(E(s.clear)); s.add(E(s.clear)); return len(s)
t('sadd', f)
def f():
    s = set(); a = {E(s.clear)}; s |= {E(lambda: None)}; return len(s & a), len(s)
t('sand', f)
def f():
    d = {}; d[E(d.clear)] = 1; e = {E(lambda: None): 2}; d.update(e); return len(d)
t('dupd', f)
def f():
    e = {}
    e[E(lambda: None)] = 1
    d = {E(e.clear): 1}
    d.update(e); return len(d)
t('dupd2', f)
def f():
    d = {1: 2}
    class X:
        def __eq__(s, o): d.clear(); return True
    return d == {1: X()}
t('deq', f)
def f():
    d = {i: i for i in range(10)}
    class X:
        def __repr__(s): d.clear(); return 'X'
    d[3] = X(); return repr(d)
t('drepr', f)
def f():
    l = [1, 2, 3]
    class X:
        def __repr__(s): l.clear(); return 'X'
    l[0] = X(); return repr(l)
t('lrepr', f)
def f():
    l = list(range(10))
    class I:
        def __index__(s): l.clear(); return 3
    return l[I()]
t('lidx2', f)
def f():
    l = list(range(10))
    class I:
        def __index__(s): l.clear(); return 3
    l[I():5] = [1]; return l
t('lsl', f)
def f():
    l = list(range(10))
    class I:
        def __iter__(s): l.clear(); return iter([1, 2])
    l[2:5] = I(); return l
t('lsl2', f)
def f():
    l = [1, 2, 3]
    l[:] = l; l[1:1] = l; l.extend(l); return l
t('lself', f)
def f():
    l = []
    class D:
        def __del__(s): l.append(1)
    l[:] = [D() for _ in range(5)]; l.clear(); a = len(l); l[:] = [D(), D()]; del l[:]; return a, len(l)
t('ldel', f)
c = imp('_collections'); it = imp('itertools'); fn = imp('_functools')
def f():
    d = c.deque(); d.extend([E(d.clear) for _ in range(3)]); return 5 in d
t('dqin', f)
def f():
    d = c.deque(); d.extend([E(d.clear) for _ in range(3)]); d.remove(5)
t('dqrm', f)
def f():
    class I:
        def __init__(s): s.n = 0
        def __iter__(s): return s
        def __next__(s): s.n += 1; return next(tt[1])
    I2 = I(); tt.extend(it.tee(I2)); return next(tt[0])
tt = []
t('tee', f)
def f():
    z = zip(iter([1, 2, 3]), it.repeat(5)); a = next(z); b = next(z); return a, b
t('zip', f)
def f():
    out = []
    for p in zip('ab', 'cd'): out.append(p)
    return out
t('zip2', f)
def f():
    e = enumerate('abc'); x = next(e); y = next(e); return x, y
t('enum', f)
def f():
    out = {}
    for k, v in {1: 2, 3: 4}.items(): out[k] = v
    return out
t('it', f)
l = []
for i in range(100000): l = [l]
t('deep', lambda: len(l))
l = None
d = {}
for i in range(100000): d = {1: d}
d = None
tu = ()
for i in range(100000): tu = (tu,)
tu = None
t('deepdone', lambda: 1)
l = []
for i in range(100000): l = [l]
def f():
    a = 1
    b = 2
    x = [1, 2, 3] * 1000
    return len(x), x.count(1)
t('rep', f)
t('memerr', lambda: [1] * (2**62))
t('memerr2', lambda: (1,) * (2**62))
t('memerr3', lambda: [1, 2] * (2**62))
t('ovf', lambda: [1] * (2**64))
x = []
for i in range(300): x.append({i: [i]}); x[-1][-1] = x
x = None
def f():
    d = {}
    for i in range(1000): d['k%d' % i] = i
    for i in range(0, 1000, 2): del d['k%d' % i]
    for i in range(1000, 1500): d['k%d' % i] = i
    return len(d), d['k1'], list(d)[:2], list(d)[-1], sum(d.values())
t('dbig', f)
def f():
    d = {i: 0 for i in range(100000)}
    for i in range(100000): d[i] += 1
    return sum(d.values())
t('dbig2', f)
class Sub(str): pass
def f():
    d = {'a': 1}; d[Sub('a')] = 2; d[Sub('b')] = 3; return d, d['b'], d[Sub('a')], [type(k).__name__ for k in d]
t('substr', f)
class Q:
    pass
q = Q(); setattr(q, Sub('zz'), 1) if False else None
q.__dict__[Sub('m')] = 4
t('qd', lambda: (q.m, q.__dict__))
q2 = Q(); q2.__dict__[5] = 1
t('qd2', lambda: q2.__dict__)
class R:
    def __init__(s):
        s.a = 1; s.b = 2
r1 = R(); r2 = R(); r3 = R(); r2.c = 5; del r3.a; r3.a = 9
t('order', lambda: (r1.__dict__, r2.__dict__, r3.__dict__, list(r3.__dict__)))
dd = r3.__dict__; r3.zz = 1; dd['yy'] = 2; del r3
t('detach', lambda: dd)
dd2 = r1.__dict__.copy()
t('dcopy', lambda: (dd2, r1.__dict__ == dd2, r1.__dict__ is r1.__dict__))
r1.__dict__.clear()
t('iclear', lambda: r1.__dict__)
r1.n = 1
t('iclear2', lambda: r1.__dict__)
r2.__dict__.popitem()
t('ipop', lambda: (r2.__dict__, hasattr(r2, 'c')))
