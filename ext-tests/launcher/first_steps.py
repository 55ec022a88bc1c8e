import json, re
class Point:
    def __init__(self, x, y): self.x, self.y = x, y
    def __repr__(self): return f"Point({self.x!r}, {self.y!r})"
def gen(n):
    for i in range(n):
        yield i * i
print(Point(1, "b"), list(gen(5)), {k: v for k, v in zip("ab", (1, 2))})
print(json.dumps({"a": [1, 2.5, None]}), re.findall(r"\d+", "a1b22"))
try:
    1 / 0
except ZeroDivisionError as e:
    print(type(e).__name__, e)
match [1, 2, 3]:
    case [a, *rest]: print(a, rest)
print(2 ** 100, 0.1 + 0.2, "%5.2f|%s" % (3.14159, "x"), sorted("hello"))
