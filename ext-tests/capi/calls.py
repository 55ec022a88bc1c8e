# What calls.c does with good and bad arguments. The module's directory is the first argument.
import sys
sys.path.insert(0, sys.argv[1])
import calls, gc
def tr(f,*a,**k):
    try: print(f(*a,**k))
    except BaseException as e: print(type(e).__name__,e)
b=calls.Box([1],n=3); print(b.get(), b.n, b.d)
tr(calls.Box); tr(calls.Box,1,2); tr(calls.Box,1,m=2); tr(calls.Box,1,nn=2); tr(calls.Box,1,n='x')
tr(calls.fmt,'h\xe9'); tr(calls.fmt); tr(calls.fmt,b)if 0 else None
tr(calls.many,1,2,3.5,'abc',None,200,-5,1.25,1+2j,[],None,b'xyz',(4,5))
tr(calls.many,1,2,3.5,'abc',None,300,-5,1.25,1+2j,[],None,b'xyz',(4,5))
tr(calls.many,1,2,3.5,'abc',None,30,-5,1.25,1+2j,[],None,'xyz',(4,5))
tr(calls.many,1,2,3.5,'abc',None,30,-5,1.25,1+2j,[],None,b'xyz',(4,'5'))
tr(calls.many,1,2)
tr(calls.vec,1,2,a=3); tr(calls.err,[1]); tr(calls.call,lambda *a:a); tr(calls.gil)
print(calls.K,calls.S,calls.Error.__mro__,calls.cap,calls.vec.__text_signature__,calls.Box.__module__,calls.Error.__doc__)
x=calls.Box([]); x2=calls.Box([x]); del x,x2; print(gc.collect()>=0)
