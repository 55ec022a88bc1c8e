# What the reference prints is in the .txt beside this file; addresses are masked.
import _contextvars as contextvars
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, str(e))
v=contextvars.ContextVar('v'); w=contextvars.ContextVar('w',default=3)
for c in (contextvars.Context, contextvars.ContextVar, contextvars.Token): print(c.__name__, [k for k in c.__dict__ if k!='__doc__'], c.__text_signature__, c.__basicsize__, c.__module__)
t(lambda: contextvars.Context()); t(lambda: contextvars.Context(1)); t(lambda: contextvars.ContextVar()); t(lambda: contextvars.ContextVar(1)); t(lambda: contextvars.ContextVar('a',default=1)); t(lambda: v.get()); t(lambda: v.get(7)); t(lambda: w.get(9)); tok=v.set(1); t(lambda: tok); t(lambda: v.reset(tok)); t(lambda: v.reset(tok)); t(lambda: tok); t(lambda: v.reset(1)); t(lambda: tok.old_value); t(lambda: tok.var); t(lambda: contextvars.Token.MISSING); t(lambda: contextvars.Token()); 
tok=v.set(1); t(lambda: w.reset(tok)); t(lambda: contextvars.Context().run(lambda: v.reset(tok))); 
c=contextvars.copy_context(); t(lambda: c[v]); t(lambda: c[w]); t(lambda: c['a']); t(lambda: 'a' in c); t(lambda: v in c); t(lambda: len(c)); t(lambda: list(c)); t(lambda: c.get(w)); t(lambda: c.get('a')); t(lambda: c.run()); t(lambda: c.run(c.run, int)); t(lambda: c==c.copy()); t(lambda: c==1); t(lambda: hash(v)!=0); t(lambda: hash(c)); t(lambda: list(c.items())); t(lambda: hash(tok))
t(lambda: contextvars.ContextVar[int]); 
with v.set(5) as q: print(v.get(), q)
print(v.get()); t(lambda: v.name)
vs=[contextvars.ContextVar("n") for i in range(200)]
toks=[vs[i].set(i) for i in range(200)]
print([vs[i].get() for i in range(200)]==list(range(200)))
c=contextvars.copy_context(); print(len(c))
for i in range(199,-1,-1): vs[i].reset(toks[i])
print(len(contextvars.copy_context()), len(c), c[vs[7]])
def f():
    v.set('inner'); return v.get()
c=contextvars.copy_context(); print(c.run(f), c[v], v.get())
