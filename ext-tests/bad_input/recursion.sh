# Recursion without end: in Python, through C, in data, in the compiler. Tracebacks are cut to their ends.
exec 2>&1
run() { "$PYTHON" -c "$1" >"$TMP/out" 2>&1; echo "exit $?"; grep -c . "$TMP/out" | sed 's/^/lines: /'; tail -1 "$TMP/out"; }
run 'def f(): f()
f()'
run 'def f(): return f() + 1
f()'
run 'class C:
    def __repr__(self): return repr(self)
repr(C())'
run 'class C:
    def __getattr__(self, name): return getattr(self, name)
C().x'
run 'class C:
    def __eq__(self, other): return self == other
C() == 1'
short() { "$PYTHON" -c "$1" 2>&1 | tail -1; }
short 'x = []
for i in range(200_000): x = [x]
try: repr(x)
except RecursionError as e: print(type(e).__name__)'
short 'x = None
for i in range(500_000): x = (x,)
del x; print("gone")'
short 'x = iter(())
import itertools
for i in range(300_000): x = itertools.chain(x)
del x; print("gone")'
short 'try: compile("(" * 1000 + ")" * 1000, "", "eval")
except (SyntaxError, MemoryError, RecursionError) as e: print(type(e).__name__, e)'
short 'try: compile("-" * 100_000 + "1", "", "eval")
except (SyntaxError, MemoryError, RecursionError) as e: print(type(e).__name__)'
short 'try: eval("1" + "+1" * 100_000)
except (SyntaxError, MemoryError, RecursionError) as e: print(type(e).__name__)
else: print("fine")'
short 'x = 1
for i in range(100_000): x = type("T", (), {"y": x})
del x; print("gone")'
short 'def g():
    yield from g()
try: next(g())
except RecursionError as e: print(e)'
short 'class A(Exception): pass
e = None
for i in range(100_000):
    n = A(i); n.__context__ = e; e = n
del e, n; print("gone")'
