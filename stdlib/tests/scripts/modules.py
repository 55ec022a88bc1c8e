# What the reference prints is in the .txt beside this file; addresses are masked.
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, str(e))
import _opcode
print(_opcode.get_intrinsic1_descs(), _opcode.get_intrinsic2_descs(), _opcode.get_nb_ops()[:40], _opcode.get_special_method_names(), _opcode.get_specialization_stats())
for f in ('has_arg','has_const','has_name','has_jump','has_free','has_local','has_exc','is_valid'):
    print(f, [i for i in range(270) if getattr(_opcode,f)(i)])
t(lambda: _opcode.stack_effect(1)); t(lambda: _opcode.stack_effect(82,3,jump=3)); t(lambda: _opcode.stack_effect(999)); t(lambda: _opcode.stack_effect(31,3)); t(lambda: _opcode.get_executor((lambda:0).__code__,0)); t(lambda: _opcode.get_executor(1,0)); 
import _suggestions
t(lambda: _suggestions._generate_suggestions(['abc','abd'],'abx')); t(lambda: _suggestions._generate_suggestions(('abc',),'abx')); t(lambda: _suggestions._generate_suggestions([1],'abx')); t(lambda: _suggestions._generate_suggestions(['noise','more_noise','a'*60,'bluch','blech','BLECH','Luch','eluch'],'bluch')); t(lambda: _suggestions._generate_suggestions(['pop','push','popleft'],'pops')); t(lambda: _suggestions._generate_suggestions(['xyz'],'abc'))
import atexit
t(lambda: atexit.register(1)); t(lambda: atexit.register()); f=lambda *a,**k: print('exit',a,k); atexit.register(f,1,x=2); atexit.register(print,'second'); print(atexit._ncallbacks()); atexit._run_exitfuncs(); print(atexit._ncallbacks()); atexit.register(f); atexit.unregister(f); print(atexit._ncallbacks())
import _stat
print(_stat.filemode(0o100644), _stat.filemode(0o41777), _stat.filemode(0o104755))
t(lambda: _stat.S_ISDIR('a')); t(lambda: _stat.S_IMODE(-1)); t(lambda: _stat.S_IMODE(1<<40)); t(lambda: _stat.S_ISREG(0o100644)); print([ (n,getattr(_stat,n)) for n in ('S_IFMT','S_IFDIR','UF_HIDDEN','SF_SETTABLE','ST_CTIME') if n!='S_IFMT'])
import errno; print(errno.errorcode, errno.EWOULDBLOCK)
import _abc
from _abc import *
class ABCMeta(type): pass
def mk(name, bases, ns):
    c=ABCMeta(name,bases,ns); _abc._abc_init(c); return c
ABCMeta.__instancecheck__=lambda c,i: _abc._abc_instancecheck(c,i)
ABCMeta.__subclasscheck__=lambda c,i: _abc._abc_subclasscheck(c,i)
def am(f): f.__isabstractmethod__=True; return f
A=mk('A',(),{'m':am(lambda s: 1)})
print(A.__abstractmethods__); t(lambda: A())
B=mk('B',(A,),{'m':lambda s:2}); print(B.__abstractmethods__, B().m(), isinstance(B(),A), issubclass(B,A), issubclass(int,A), issubclass(int,A))
t(lambda: _abc._abc_register(A,int)); print(issubclass(int,A), isinstance(3,A), isinstance('s',A)); t(lambda: _abc._abc_register(A,1)); t(lambda: _abc._abc_register(B,A)); t(lambda: issubclass(1,A))
d=_abc._get_dump(A); print([len(x) for x in d[:3]])
_abc._reset_caches(A); print([len(x) for x in _abc._get_dump(A)[:3]])
t(lambda: _abc._abc_instancecheck(3,3))
import _warnings
t(lambda: _warnings._release_lock()); _warnings._acquire_lock(); _warnings._acquire_lock(); _warnings._release_lock(); _warnings._release_lock(); t(lambda: _warnings.warn('x',3)); t(lambda: _warnings.warn('x', skip_file_prefixes=(1,))); t(lambda: _warnings.warn_explicit('m',UserWarning,'f',1,registry=3)); t(lambda: _warnings.warn()); 
_warnings.filters.insert(0,('error',None,UserWarning,None,0))
t(lambda: _warnings.warn('boom'))
_warnings.filters[0]=('foo',None,UserWarning,None,0)
t(lambda: _warnings.warn('boom2')); _warnings.filters[0]=3; t(lambda: _warnings.warn('boom3')); del _warnings.filters[0]
print(len(_warnings.filters), _warnings._defaultaction)
t(lambda: _warnings._filters_mutated_lock_held())
