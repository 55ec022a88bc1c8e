# What the reference prints is in the .txt beside this file; addresses are masked.
import sys
class E:
    def write(self, s): OUT.append(s)
    def flush(self): pass
OUT=[]
sys.stderr=E()
def show():
    print(repr(''.join(OUT).replace(__file__, 'FILE'))); OUT.clear()
from _weakref import ref
import _warnings, gc
class A:
    def __del__(self): raise ValueError('in del')
a=A(); del a; show()
class B: pass
def cb(r): raise KeyError('cb')
b=B(); w=ref(b,cb); del b; show()
_warnings.filters.insert(0,('default',None,DeprecationWarning,None,0))
def f(): _warnings.warn('dep', DeprecationWarning, stacklevel=2)
def g(): f()
g(); show()
g(); show()
_warnings.filters.insert(0,('always',None,DeprecationWarning,None,0))
f(); show(); f(); show()
_warnings.warn_explicit('msg', UserWarning, 'nofile.py', 33); show()
reg={}
_warnings.warn_explicit('msg', UserWarning, 'nofile.py', 33, registry=reg); show(); print(reg)
_warnings.warn_explicit('msg', UserWarning, 'nofile.py', 33, registry=reg); show()
_warnings.filters.insert(0,('once',None,UserWarning,None,0))
_warnings.warn_explicit('once', UserWarning, 'n.py', 1); show()
_warnings.warn_explicit('once', UserWarning, 'n.py', 2); show()
class H:
    def __call__(self, a): print('HOOK', type(a).__name__, a.exc_type, a.exc_value, a.err_msg.split(' at ')[0], a.object)
def gcb(p,i): raise OSError(p)
gc.callbacks.append(gcb); gc.collect(0); gc.callbacks.clear(); print(''.join(OUT).count('OSError'), ''.join(OUT).count('Exception ignored while calling GC callback')); OUT.clear()
class F:
    def __init__(self): raise TypeError('x')
try: raise F
except TypeError as e: print(e)
class G(Exception):
    def __new__(cls): return 3
try: raise G
except TypeError as e: print(str(e).replace('__main__.',''))
try: raise 3
except TypeError as e: print(e)
try: raise ValueError from 3
except TypeError as e: print(e)
