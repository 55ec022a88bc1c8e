# Containers (builtins): every line is compared with what the reference prints (same name, .expected); run with PYTHONHASHSEED=0.
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


d = {}
for i in range(20): d[i] = str(i)
for i in range(0, 20, 3): del d[i]
t('d', lambda: d)
t('list', lambda: list(d))
t('rev', lambda: list(reversed(d)))
t('items', lambda: list(d.items()))
t('ritems', lambda: list(reversed(d.items())))
t('vals', lambda: list(d.values()))
t('pop', lambda: (d.pop(1), d.pop(99, None), d.popitem(), d))
t('pop!', lambda: d.pop(99))
t('sd', lambda: (d.setdefault(5, 1), d.setdefault('x', 1), d))
t('unhash', lambda: d[[]])
t('unhash2', lambda: {[]: 1})
t('or', lambda: {1: 2} | {3: 4, 1: 5})
t('or!', lambda: {1: 2} | 3)
def f():
    e = {1: 2}; e |= [(3, 4)]; return e
t('ior', f)
t('eq', lambda: ({1: 2, 3: 4} == {3: 4, 1: 2}, {1: 2} != {1: 3}, {1: 2} == 5))
t('fromkeys', lambda: dict.fromkeys('abc', 1))
t('fk2', lambda: dict.fromkeys({1: 2, 3: 4}))
t('fk3', lambda: dict.fromkeys({1, 2, 3}))
t('copy', lambda: d.copy())
t('dict()', lambda: dict([(1, 2), [3, 4]], a=5))
t('dict!', lambda: dict([1]))
t('dict!2', lambda: dict(['abc']))
t('dict!3', lambda: dict(1, 2))
t('upd', lambda: {}.update(1))
t('cls', lambda: {}.clear())
t('keys&', lambda: sorted({1: 2, 3: 4}.keys() & {3, 5}))
t('keys|', lambda: sorted({1: 2, 3: 4}.keys() | [3, 5]))
t('keys-', lambda: {1: 2, 3: 4}.keys() - [3, 5])
t('keys^', lambda: sorted({1: 2, 3: 4}.keys() ^ [3, 5]))
t('r-', lambda: {1, 2} - {1: 2}.keys())
t('items&', lambda: {1: 2, 3: 4}.items() & {(3, 4), 5})
t('items^', lambda: sorted({1: 2, 3: 4}.items() ^ {3: 4, 5: 6}.items()))
t('items^2', lambda: sorted({1: 2, 3: 4}.items() ^ {3: 5}.items()))
t('disj', lambda: ({1: 2}.keys().isdisjoint([2]), {1: 2}.items().isdisjoint([(1, 2)])))
t('cmp', lambda: ({1: 2}.keys() <= {1, 2}, {1: 2}.keys() == {1}, {1: 2}.keys() > set()))
t('cmp!', lambda: {1: 2}.keys() <= 5)
t('in', lambda: (1 in {1: 2}.keys(), (1, 2) in {1: 2}.items(), 2 in {1: 2}.values()))
t('mapping', lambda: {1: 2}.keys().mapping)
t('reprs', lambda: ({1: 2}.keys(), {1: 2}.values(), {1: 2}.items()))
def f():
    d = {1: 2}
    for k in d: d[k + 1] = 1
t('mut', f)
def f():
    d = {1: 2, 2: 3}
    for k in d: del d[k]; d[k + 5] = 1
t('mut2', f)
def f():
    d = {1: 2}; d[2] = d; return d
t('rec', f)
t('hash', lambda: hash({}))
t('sizes', lambda: [getsizeof(dict.fromkeys(range(n))) for n in (0, 1, 5, 6, 10, 11, 100, 1000, 50000)])
t('sizes2', lambda: [getsizeof(dict.fromkeys([str(x) for x in range(n)])) for n in (0, 1, 5, 6, 10, 11, 100, 1000)])
def f():
    l = []; out = []
    for i in range(100): l.append(i); out.append(getsizeof(l))
    return out
t('lsizes', f)
class A:
    def __init__(s): s.x = 1; s.y = 2
a = A()
t('inst', lambda: a.__dict__)
a.z = 3
t('inst2', lambda: (a.__dict__, a.z))
del a.x
t('inst3', lambda: a.__dict__)
a.__dict__['q'] = 5
t('inst4', lambda: a.q)
a.__dict__ = {'w': 1}
t('inst5', lambda: (a.w, a.__dict__))
t('inst6', lambda: a.y)
b = A()
for i in range(40): setattr(b, 'a%d' % i, i)
t('big', lambda: (len(b.__dict__), b.a39, b.x, list(b.__dict__)[:4]))
class K:
    def __init__(s, v): s.v = v
    def __hash__(s): return 1
    def __eq__(s, o): d2.clear(); return False
d2 = {}
def f():
    d2[K(1)] = 1
    d2[K(2)] = 2
    d2[K(3)] = 2
    return len(d2)
t('evil', f)
class D(dict):
    def __missing__(s, k): return ('missing', k)
t('missing', lambda: (D()[5], D({1: 2})[1]))
t('get', lambda: (D().get(5), {}.get(1, 2)))
t('kw', lambda: dict(**{'a': 1}))
t('redu', lambda: list(iter({1: 2}).__reduce__()[1]))
t('lh', lambda: iter({1: 2, 3: 4}).__length_hint__())
t('tuplehash', lambda: (hash((1, 2)), hash(()), hash((1, (2, 3)))))
t('tup', lambda: ((1, 2, 3)[::-1], (1, 2) + (3,), (1, 2) * 3, (1, 2, 3)[1], (1, 2, 2).count(2), (1, 2).index(2)))
t('tup!', lambda: (1, 2)[5])
t('tup!2', lambda: (1, 2)['a'])
t('tup!3', lambda: (1,) + [2])
t('tup!4', lambda: (1,).index(3))
t('tcmp', lambda: ((1, 2) < (1, 3), (1, 2) <= (1,), (1,) == (1,), (1,) != 5))
t('tcmp!', lambda: (1,) < 5)
t('tuple()', lambda: (tuple('abc'), tuple([1, 2]), tuple(range(3)), tuple()))
class T(tuple): pass
t('T', lambda: (T('ab'), T('ab') + (1,), T('ab')[:], type(T('ab')[:])))
l = list(range(10))
def f():
    m = l[:]; m[2:4] = 'abcdef'; m[::3] = [0] * len(m[::3]); del m[1]; del m[::2]; return m
t('slices', f)
def f():
    m = l[:]; m[::2] = [1]
t('slices!', f)
def f():
    m = [1, 2, 3]; m[1:2] = 5
t('slices!2', f)
t('l!', lambda: [][0])
t('l!2', lambda: [1]['a'])
t('l!3', lambda: [].pop())
t('l!4', lambda: [1].pop(5))
t('l!5', lambda: [1].remove(2))
t('l!6', lambda: [1].index(2))
t('l!7', lambda: [1] + (2,))
t('l!8', lambda: list(1, 2))
t('l!9', lambda: list(a=1))
def f():
    m = [1, 2]; m += 'ab'; m *= 2; m.insert(1, 9); m.insert(-1, 8); m.reverse(); m.extend(m); return m
t('lops', f)
t('lcmp', lambda: ([1, 2] < [1, 3], [1] == [1], [1, 2] > [1], [1] != [2]))
def f():
    m = [1]; m.append(m); return m
t('lrec', f)
t('sort', lambda: (sorted('hello world'), sorted([3, 1, 2], reverse=True), sorted([3, -1, 2], key=lambda x: -x)))
t('sort2', lambda: sorted([(1, 'b'), (1, 'a'), (0, 'z')]))
t('sort3', lambda: sorted([1.5, 0.5, -1.0]))
t('sort4', lambda: sorted([2**70, 1, -2**70]))
t('sort!', lambda: sorted([1, 'a']))
t('stab', lambda: sorted([(i * 7919 % 101, i) for i in range(300)], key=lambda x: x[0] % 10) == sorted([(i * 7919 % 101, i) for i in range(300)], key=lambda x: (x[0] % 10, x[1] * 0)))
def f():
    m = list(range(10, 0, -1))
    def key(x): m.append(1); return x
    m.sort(key=key)
t('sortmut', f)
t('itred', lambda: iter([1, 2]).__reduce__()[1:])
def f():
    it = iter([1, 2, 3]); next(it); it.__setstate__(0); return list(it)
t('itset', f)
t('lh2', lambda: (iter([1, 2]).__length_hint__(), reversed([1, 2]).__length_hint__()))
t('revl', lambda: list(reversed([1, 2, 3])))
t('slice', lambda: (slice(1, 2, 3), slice(5).indices(3), slice(None, None, -1).indices(5), hash(slice(1, 2)), slice(1) == slice(1)))
t('slice!', lambda: slice(1, 2, 0).indices(5))
t('slice!2', lambda: [1][1.5:])
t('ell', lambda: (..., type(...)))
