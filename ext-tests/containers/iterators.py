# Containers (iterators): every line is compared with what the reference prints (same name, .expected); run with PYTHONHASHSEED=0.
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
s = set(range(20)); s -= {3, 4}; s.add('x')
t('set', lambda: (len(s), sorted(x for x in s if isinstance(x, int))))
t('order', lambda: list(set(range(0, 1000, 7)))[:30])
t('order2', lambda: list({5, 100, 3, 8, 16, 24, 32, 40}))
t('ops', lambda: ({1, 2} | {3}, {1, 2} & {2, 3}, {1, 2} - {2}, {1, 2} ^ {2, 3}))
t('ops!', lambda: {1} | [1])
t('union', lambda: ({1}.union([2], (3,)), {1}.intersection([1, 2]), {1, 2}.difference([1]), {1}.symmetric_difference([2])))
def f():
    a = {1, 2, 3}; a |= {4}; a &= {1, 4, 5}; a ^= {1, 9}; a -= {9}; return a
t('iops', f)
t('frz', lambda: (frozenset([1, 2]), hash(frozenset([1, 2, 3])), hash(frozenset()), frozenset('ab') == set('ab')))
t('cmp', lambda: ({1} < {1, 2}, {1} <= {1}, {1} > set(), {1} >= {2}, {1} == {1}, {1} != {2}))
t('rm!', lambda: {1}.remove(2))
t('rm!2', lambda: {1}.remove([]))
t('in', lambda: ({1} in {frozenset([1])}, 1 in {1}))
t('pop', lambda: {1}.pop())
t('pop!', lambda: set().pop())
t('sub', lambda: ({1}.issubset([1, 2]), {1, 2}.issuperset([1]), {1}.isdisjoint([2])))
t('sz', lambda: [getsizeof(set(range(n))) for n in (0, 4, 5, 10, 20, 100, 1000)])
t('unh', lambda: {[]})
t('repr', lambda: (set(), frozenset(), {1}, frozenset({1})))
class S(set): pass
t('S', lambda: (S([1]), S([1]) | {2}, S([1]).copy(), type(S().union())))
t('new!', lambda: set(1, 2)); t('new!2', lambda: set(a=1)); t('new!3', lambda: frozenset(1))
def f():
    a = {1}
    for x in a: a.add(x + 1)
t('mut', f)
t('lh', lambda: iter({1, 2}).__length_hint__())
t('hash!', lambda: hash(set()))
r = range(10)
t('r', lambda: (list(r), list(range(5, 0, -2)), r[3], r[2:5], r[::-1], len(r), 5 in r, 10 in r, 5.0 in r, r.index(3), r.count(3), list(reversed(r)), range(0) == range(5, 5), hash(range(3)), hash(range(0))))
t('r2', lambda: (range(10**20), len(range(10**20, 10**20 + 5)), list(range(10**20, 10**20 + 3)), range(10**30)[10**25], list(reversed(range(10**20, 10**20 + 3))), list(range(2**63 - 3, 2**63 + 1))))
for bad in (lambda: r[10], lambda: range(1, 2, 0), lambda: range(), lambda: range(1.5), lambda: r['a'], lambda: len(range(10**30)), lambda: r.index(11), lambda: range(1, 2, 3, 4), lambda: r < r): t('r!', bad)
t('rit', lambda: (iter(r).__length_hint__(), iter(r).__reduce__()[1:], iter(range(10**30)).__reduce__()[1:]))
t('enum', lambda: (list(enumerate('ab')), list(enumerate('ab', 5)), list(enumerate('ab', 2**63 - 1)), list(enumerate(iterable='a', start=2))))
for bad in (lambda: enumerate(), lambda: enumerate(1), lambda: enumerate([], 'a'), lambda: enumerate([1], foo=3), lambda: enumerate([], 1, 2), lambda: enumerate(start=1)): t('enum!', bad)
t('rev', lambda: (list(reversed('abc')), list(reversed((1, 2))), reversed((1, 2)).__length_hint__(), reversed((1, 2)).__reduce__()[1:]))
class N: __reversed__ = None
for bad in (lambda: reversed(1), lambda: reversed({1}), lambda: reversed(a=1), lambda: reversed(), lambda: reversed(N())): t('rev!', bad)
t('zip', lambda: (list(zip('ab', [1, 2, 3])), list(zip()), list(zip('a')), list(zip('ab', 'cd', strict=True))))
for bad in (lambda: list(zip([1], [2, 3], strict=True)), lambda: list(zip([1, 2], [2], strict=True)), lambda: list(zip([1], [2], [3, 4], strict=True)), lambda: list(zip([1, 2], [2, 3], [3], strict=True)), lambda: zip([1], a=2), lambda: zip(1)): t('zip!', bad)
t('map', lambda: (list(map(len, ['a', 'bb'])), list(map(lambda a, b: a + b, [1, 2], [3, 4, 5])), list(map(lambda *a: a, [1], [2], [3]))))
for bad in (lambda: map(), lambda: map(1), lambda: list(map(lambda a, b: a, [1], [2, 3], strict=True)), lambda: map(len, [], foo=1)): t('map!', bad)
t('filter', lambda: (list(filter(None, [0, 1, 2])), list(filter(lambda x: x > 1, [0, 1, 2]))))
for bad in (lambda: filter(1), lambda: filter(None, [], a=1)): t('filter!', bad)
class G:
    def __getitem__(s, i):
        if i > 3: raise IndexError
        return i
t('seqiter', lambda: (list(iter(G())), iter(G()).__reduce__()[2]))
it = imp('itertools')
t('chain', lambda: (list(it.chain('ab', [1])), list(it.chain.from_iterable(['ab', 'c'])), list(it.chain())))
for bad in (lambda: it.chain(a=1), lambda: list(it.chain(1))): t('chain!', bad)
t('acc', lambda: (list(it.accumulate([1, 2, 3])), list(it.accumulate([1, 2, 3], lambda a, b: a * b)), list(it.accumulate([1, 2], initial=5)), list(it.accumulate([]))))
t('bat', lambda: (list(it.batched('abcde', 2)), list(it.batched('abcd', 2, strict=True))))
for bad in (lambda: it.batched('a', 0), lambda: list(it.batched('abc', 2, strict=True)), lambda: it.batched('a')): t('bat!', bad)
t('comb', lambda: (list(it.combinations('abcd', 2)), list(it.combinations('ab', 3)), list(it.combinations('ab', 0)), list(it.combinations_with_replacement('abc', 2)), list(it.combinations_with_replacement('', 2)), list(it.combinations_with_replacement('', 0))))
t('perm', lambda: (list(it.permutations('abc')), list(it.permutations('abcd', 2)), list(it.permutations('ab', 3)), list(it.permutations('', 0))))
t('prod', lambda: (list(it.product('ab', [1, 2])), list(it.product('ab', repeat=2)), list(it.product()), list(it.product('a', [])), list(it.product('ab', repeat=0))))
for bad in (lambda: it.permutations('a', -1), lambda: it.permutations('a', 'b'), lambda: it.combinations('a', -1), lambda: it.product('a', repeat=-1), lambda: it.product('a', x=1)): t('comb!', bad)
t('csz', lambda: (it.combinations(range(4), 2).__sizeof__(), it.permutations(range(4), 2).__sizeof__(), it.product('ab', repeat=2).__sizeof__(), it.combinations_with_replacement('abc', 2).__sizeof__()))
t('compress', lambda: list(it.compress('abcdef', [1, 0, 1, 0, 1, 1])))
t('count', lambda: (repr(it.count(1, 2)), repr(it.count(1.5)), repr(it.count(1)), [next(c) for c in [it.count(2**63 - 2)] for _ in range(4)], [next(c) for c in [it.count(1, -2)] for _ in range(3)], repr(it.count(10**30))))
t('count!', lambda: it.count('a'))
t('cycle', lambda: list(it.islice(it.cycle('abc'), 8)))
t('dw', lambda: (list(it.dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.filterfalse(None, [0, 1])), list(it.filterfalse(lambda x: x, [0, 1]))))
t('gb', lambda: ([(k, list(g)) for k, g in it.groupby('aaabbc')], [(k, list(g)) for k, g in it.groupby([1, 3, 2, 4, 5], lambda x: x % 2)], [k for k, g in it.groupby('aaabbc')], [list(g) for k, g in list(it.groupby('aab'))]))
t('isl', lambda: (list(it.islice('abcdef', 2)), list(it.islice('abcdef', 2, 4)), list(it.islice('abcdef', 1, None, 2)), list(it.islice('abc', None)), list(it.islice('abc', 0))))
for bad in ([1],), ([1], -1), ([1], 'a'), ([1], 1, 'a'), ([1], 0, 1, 0), ([1], 1, 2, 3, 4), ([1], -1, None), ([1], 'a', 1), ([1], 0, -5): t('isl!', lambda: it.islice(*bad))
t('pw', lambda: (list(it.pairwise('abcd')), list(it.pairwise('a'))))
t('rep', lambda: (list(it.repeat(1, 3)), repr(it.repeat(1)), repr(it.repeat(1, 2)), it.repeat(1, 3).__length_hint__(), repr(it.repeat(1, times=-1))))
for bad in (lambda: it.repeat(1).__length_hint__(), lambda: it.repeat(1, 'a'), lambda: it.repeat(), lambda: it.repeat(1, x=3)): t('rep!', bad)
t('sm', lambda: list(it.starmap(pow, [(2, 3), [3, 2]])))
def f():
    a, b, c = it.tee(iter(range(200)), 3)
    x = [next(a) for _ in range(150)]
    return x[-1], list(b)[-1], list(a)[:2], list(c)[:2]
t('tee', f); t('tee!', lambda: it.tee([], -1)); t('tee0', lambda: it.tee([], 0))
t('zl', lambda: (list(it.zip_longest('ab', 'cdef', 'g')), list(it.zip_longest('ab', 'c', fillvalue=0)), list(it.zip_longest())))
t('zl!', lambda: it.zip_longest('a', x=1))
