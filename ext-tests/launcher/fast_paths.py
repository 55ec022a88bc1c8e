# Where the interpreter takes a short way, the answer is that of the long way.

# Slices with plain bounds make no slice object.
for sequence in ([0, 1, 2, 3, 4], (0, 1, 2, 3, 4), "abcde", "äbcdé", "", [], ()):
    for low in (None, -9, -2, 0, 1, 3, 5, 9):
        for high in (None, -9, -2, 0, 1, 3, 5, 9, True, 10**30):
            assert sequence[low:high] == sequence[slice(low, high)], (sequence, low, high)
whole = (1, 2)
assert whole[:] is whole and whole[0:2] is whole

class Sub(list):
    def __getitem__(self, key):
        return ("seen", key)

class Index:
    def __index__(self):
        return 1

print(Sub()[1:2], [0, 1, 2][Index():], "abc"[:Index()])
try:
    [][1.5:]
except TypeError as e:
    print(e)

# Slice assignment, also from the list itself and with items whose end changes the list.
for low in (None, -2, 0, 2, 9):
    for high in (None, -1, 0, 2, 9):
        for new in ([], [7], [7, 8, 9, 10, 11, 12]):
            one, two = [0, 1, 2, 3], [0, 1, 2, 3]
            one[low:high] = new
            two[slice(low, high)] = tuple(new)
            assert one == two, (low, high, new)
own = [1, 2, 3]
own[1:2] = own
print(own)

class Clearing:
    def __del__(self):
        victim.clear()

victim = [Clearing(), Clearing(), 3]
victim[0:2] = [1]
print(victim)
try:
    own[0:1] = 5
except TypeError as e:
    print(e)

# Sets: keys that compare by code, equal hashes, changes during the search.
class Key:
    def __init__(self, name):
        self.name = name
    def __hash__(self):
        return 1
    def __eq__(self, other):
        if other.name == "change":
            many.clear()
        return self.name == other.name

many = {Key(str(i)) for i in range(20)}
print(len(many), Key("7") in many, Key("70") in many, many <= many | {Key("x")}, {Key("3")} <= many)
print(len(many - {Key("1"), Key("x")}), len(many & {Key("1"), Key("x")}))
try:
    Key("change") in many
except RuntimeError as e:
    print(e)
print(len(many))
numbers = set(range(100))
print(numbers - set(range(3, 200)), numbers & {5, 1000, 7.0}, {1, 2.0} <= numbers, {1, 2.5} <= numbers)

# Comparisons of ints without a bool in between.
print(min([3, 1, 2]), max({5, 9, 7}), min([10**20, 3, -(10**20)]), max([True, 0]), min([1.0, 1]), max([1, 1.0]))
try:
    min([])
except ValueError as e:
    print(e)
print(min([], default=4), max("b", "a", key=ord), min(iter([2, 1]), key=None))
try:
    min([1, "a"])
except TypeError as e:
    print(e)

# Numbers that are reused in place, and shared ones that must not be.
a = b = 1.5
c = a + 1.0
d = a * c - b / 2.0
print(a, b, c, d, a < c, a == b, c != d)
i = j = 10**6
k = i + 1
print(i, j, k, k - 1 == i, [i][0] + i, (i, k)[1] < j)
total = 0.0
for n in range(1000):
    total = total + n * 0.5 - 1.0
print(total)

# Concatenation of a sequence's subclass is not taken for addition of numbers.
class Row(list):
    pass

try:
    (3,) + Row([1, 2])
except TypeError as e:
    print(e)
