"""Where a set puts what is added after something was discarded: the order of iteration shows it."""

import random

rng = random.Random(7)
for size in 3, 8, 30, 100, 400:
    s = set(range(0, size * 3, 3))
    seen = []
    for step in range(size * 4):
        n = rng.randrange(size * 6)
        if rng.random() < 0.5:
            s.discard(n)
        else:
            s.add(n)
        if step % size == 0:
            seen.append(hash(tuple(s)))
    print(size, len(s), list(s)[:12], seen[-3:])


class Same:
    """Equal hashes, compared by name: the search goes past deleted entries."""

    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return 5

    def __eq__(self, other):
        return self.name == other.name

    def __repr__(self):
        return self.name


s = {Same(n) for n in "abcde"}
s.discard(Same("b"))
s.discard(Same("d"))
s.add(Same("x"))
print(s, Same("x") in s, Same("b") in s)
s.add(Same("d"))
s.add(Same("y"))
print(s)
frozen = frozenset(s)
print(frozen, frozen == s, set(frozen) - {Same("a")})
