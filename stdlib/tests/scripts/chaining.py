# What the reference prints is in the .txt beside this file; addresses are masked.
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, str(e))
try:
    try: 1/0
    except Exception as e1: raise KeyError('a')
except KeyError as e2: print(repr(e2.__context__), e2.__cause__, e2.__suppress_context__, e2.__traceback__.tb_lineno, str(e2))
try:
    try: 1/0
    except Exception as e1: raise KeyError('a') from e1
except KeyError as e2: print(repr(e2.__context__), repr(e2.__cause__), e2.__suppress_context__)
a=ValueError('A'); b=ValueError('B')
try:
    try: raise a
    except ValueError:
        try: raise b
        except ValueError: raise a
except ValueError as x: print(x, x.__context__, x.__context__.__context__)
try: raise OSError
except* OSError as eg: print(repr(eg))
try:
    try: raise ExceptionGroup('g',[ValueError(1),TypeError(2),OSError(3)])
    except* ValueError as eg: print(repr(eg)); raise KeyError('k')
    except* TypeError as eg: print(repr(eg)); raise
except BaseExceptionGroup as g: print(repr(g), [repr(x) for x in g.exceptions], repr(g.__context__))
def gen():
    yield 1
    return 5
g=gen(); next(g)
try: next(g)
except StopIteration as e: print(e.value, e.args)
t(lambda: SystemExit(1,2).code); t(lambda: SystemExit().code); t(lambda: StopIteration().value)
def f():
    try: raise ValueError(1)
    finally: pass
try: f()
except ValueError as e:
    tb=e.__traceback__
    while tb: print(tb.tb_lineno, tb.tb_lasti, tb.tb_frame.f_code.co_name); tb=tb.tb_next
for c in (AttributeError,BaseException,BaseExceptionGroup,ExceptionGroup,ImportError,KeyError,NameError,OSError,StopIteration,SyntaxError,SystemExit,TypeError,UnicodeError,UnicodeDecodeError,TabError,MemoryError,BlockingIOError,EncodingWarning):
    print(c.__name__, c.__base__.__name__, c.__basicsize__, [k for k in c.__dict__ if k not in ("__doc__",)], c.__module__, c.__mro__)
def rec(n):
    return rec(n+1)
try: rec(0)
except RecursionError as e: print(e)
try: xyz
except NameError as e: print(e, e.name)
try: (1).foo
except AttributeError as e: print(e, e.name, e.obj)
def g2():
    def h(): raise TypeError('in h')
    try: h()
    except TypeError as e: return e
e=g2(); tb=e.__traceback__; print(tb.tb_next.tb_next, tb.tb_next.tb_lineno, tb.__dir__())
t(lambda: type(tb)(None, tb.tb_frame, 1, 2).tb_lineno)
t(lambda: type(tb)(1, tb.tb_frame, 1, 2)); t(lambda: type(tb)(None, 1, 1, 2))
try: tb.tb_next.tb_next=tb
except ValueError as e: print(e)
