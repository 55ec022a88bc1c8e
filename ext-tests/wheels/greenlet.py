"""greenlet: switching C stacks under the interpreter: its frames, exceptions, context variables, threads, tracing."""

import contextvars
import gc
import sys
import threading
import weakref

import greenlet
from greenlet import GreenletExit, getcurrent

log = []


def ping(n):
    for i in range(n):
        log.append(("ping", i, b.switch(i)))
    return "ping done"


def pong(first):
    got = first
    while True:
        log.append(("pong", got))
        got = a.switch(got * 10)


a, b = greenlet.greenlet(ping), greenlet.greenlet(pong)
print(a.switch(3), a.dead, bool(b), b.dead, log)
print(repr(a).split(" at ")[0], isinstance(getcurrent(), greenlet.greenlet), getcurrent().parent)


def fails():
    try:
        getcurrent().parent.switch("started")
    except ValueError as e:
        raise KeyError("second") from e
    finally:
        log.append("finally")


g = greenlet.greenlet(fails)
print(g.switch())
try:
    g.throw(ValueError, "first")
except KeyError as e:
    print(repr(e), repr(e.__cause__), [f.name for f in __import__("traceback").extract_tb(e.__traceback__)])
print(g.throw(GreenletExit("bye")) if not g.dead else "dead", log[-1])


def gen():
    g = getcurrent()
    for i in range(3):
        g.parent.switch(("item", i, yielded(i)))


def yielded(i):
    return [x for x in (lambda: (yield i))()]


g = greenlet.greenlet(gen)
print([g.switch() for _ in range(4)])


def deep(n):
    if n == 0:
        return getcurrent().parent.switch("bottom")
    return deep(n - 1) + 1


gs = [greenlet.greenlet(deep) for _ in range(30)]
print([g.switch(100 + i) for i, g in enumerate(gs)][0], sum(g.gr_frame.f_code.co_name == "deep" for g in gs), [g.switch(i) for i, g in enumerate(gs)][::7])
# each has its own exception being handled, and its own recursion


def handling(name):
    try:
        raise RuntimeError(name)
    except RuntimeError:
        getcurrent().parent.switch()
        return str(sys.exception())


gs = [greenlet.greenlet(handling) for _ in range(3)]
for g, name in zip(gs, "abc"):
    g.switch(name)
print(sys.exception(), [g.switch() for g in reversed(gs)])


def endless():
    endless()


try:
    greenlet.greenlet(endless).switch()
except RecursionError as e:
    print(type(e).__name__)

var = contextvars.ContextVar("var", default="unset")


def in_context(value):
    var.set(value)
    getcurrent().parent.switch()
    return var.get()


gs = [greenlet.greenlet(in_context) for _ in range(2)]
for g in gs:
    g.gr_context = contextvars.copy_context()
gs[0].switch("one"), gs[1].switch("two")
print(var.get(), gs[0].gr_context[var], gs[0].switch(), gs[1].switch())


def worker(out):
    main = getcurrent()
    g = greenlet.greenlet(lambda x: main.switch(x + 1) + 1)
    out.append((g.switch(1), g.switch(5), g.dead, main.parent))


out = []
threads = [threading.Thread(target=worker, args=(out,)) for _ in range(4)]
[t.start() for t in threads], [t.join() for t in threads]
print(out)
other = []
t = threading.Thread(target=lambda: other.append(greenlet.greenlet(lambda: None)))
t.start(), t.join()
try:
    other[0].switch()
except greenlet.error as e:
    print(type(e).__name__, e)


class Tracked:
    pass


def holder():
    local = Tracked()
    refs.append(weakref.ref(local))
    try:
        getcurrent().parent.switch()
    except GreenletExit:
        log.append("exit")
        raise


refs = []
g = greenlet.greenlet(holder)
g.switch()
print(refs[0]() is not None, end=" ")
del g
gc.collect()
print(refs[0](), log[-1])
events = []
old = greenlet.settrace(lambda event, args: events.append((event, len(args))))
greenlet.greenlet(lambda: None).switch()
greenlet.settrace(old)
print(events, greenlet.gettrace())


class Sub(greenlet.greenlet):
    def run(self, *args, **kwargs):
        return args, kwargs


print(Sub().switch(1, k=2), Sub(parent=getcurrent()).switch("x"))
chain = greenlet.greenlet(lambda: 1 / 0, parent=greenlet.greenlet(lambda x: "never"))
try:
    chain.switch()
except ZeroDivisionError as e:
    print(e)


def attempt(what, *args, **kwargs):
    try:
        print("no error:", what(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


attempt(setattr, a, "parent", 3)
attempt(setattr, Sub(), "parent", None)
attempt(greenlet.greenlet, 1, 2, 3)
attempt(greenlet.greenlet(3).switch)
attempt(getcurrent().throw, 3)
attempt(greenlet.greenlet().switch)
attempt(delattr, a, "gr_context")
attempt(setattr, Sub(), "gr_context", 1)
x = greenlet.greenlet(lambda: None)
attempt(setattr, x, "parent", x)
