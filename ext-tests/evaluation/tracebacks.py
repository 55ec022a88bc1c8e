def tbl(e):
    t = e.__traceback__; r = []
    while t: r.append((t.tb_frame.f_code.co_name, t.tb_lineno)); t = t.tb_next
    return r
def inner():
    yield 1
    raise KeyError("x")
def outer():
    yield from inner()
try: list(outer())
except KeyError as e: print(tbl(e))
o = outer(); next(o)
try: o.throw(ValueError("t"))
except ValueError as e: print(tbl(e))
class AI:
    def __aiter__(self): return self
    async def __anext__(self): raise ValueError("an")
async def af():
    async for x in AI(): pass
try: af().send(None)
except ValueError as e: print(tbl(e))
def rr():
    try: raise ValueError(1)
    except ValueError: raise
try: rr()
except ValueError as e: print(tbl(e))
def fin():
    try: raise ValueError(1)
    finally: len([])
try: fin()
except ValueError as e: print(tbl(e))
def wi():
    with CM(): raise ValueError(3)
class CM:
    def __enter__(self): pass
    def __exit__(self, *a): return False
try: wi()
except ValueError as e: print(tbl(e))
async def ae():
    try: await aw()
    finally: pass
async def aw(): raise TypeError
try: ae().send(None)
except TypeError as e: print(tbl(e))
def eg():
    try: raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* ValueError: pass
try: eg()
except ExceptionGroup as e: print(tbl(e), e.exceptions)
def eg2():
    try: raise ValueError(1)
    except* ValueError as e: print(type(e), e.exceptions); raise TypeError
try: eg2()
except BaseException as e: print(tbl(e), repr(e), repr(e.__context__))
def gen():
    try: yield 1
    finally: print("closed")
def early():
    for x in gen(): return x
print(early())
def stopgen():
    yield 1
    raise StopIteration(5)
try: list(stopgen())
except RuntimeError as e: print(e, repr(e.__cause__), tbl(e))
class It:
    def __iter__(self): return self
    def __next__(self): raise StopIteration
print(list(It()), [*It()])
