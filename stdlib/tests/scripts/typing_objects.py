# What the reference prints is in the .txt beside this file; addresses are masked.
def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, str(e))
from _types import GenericAlias, UnionType
u=int|str
print(type(u), u, int|None, hash(int|str)==hash(str|int), int|str==str|int, u.__args__)
t(lambda: UnionType()); t(lambda: isinstance(1,int|list[int])); t(lambda: issubclass(1,int|str)); t(lambda: (int|str)[int]); t(lambda: u.__name__); t(lambda: u.__foo__); t(lambda: u.__parameters__); t(lambda: u.__origin__); t(lambda:setattr(u,'x',1)); t(lambda: int|1); t(lambda: u.__copy__()); t(lambda: UnionType[int,str]); t(lambda: UnionType[()]); t(lambda: type('X',(u,),{})); t(lambda: int|int); t(lambda: u|None|list[int]); t(lambda: u.__mro_entries__(()))
l=list[int]
t(lambda: l|None); t(lambda: list[int]()); t(lambda: list[int].x); t(lambda: list[int][str]); t(lambda: isinstance([],list[int])); t(lambda: issubclass(list,list[int])); print(*list[int]); t(lambda: l.__reduce__()); t(lambda: next(iter(l)).__reduce__()[1:]); t(lambda: type(iter(l)));t(lambda: GenericAlias(list)); t(lambda: GenericAlias(list,a=1)); t(lambda: l==list[int]); t(lambda: dict[int,str]); t(lambda: list[1:2]); t(lambda: list[...]); t(lambda: list[[int,str]]); t(lambda: tuple[()]); t(lambda: tuple[int,...]); t(lambda: l.__class__); t(lambda: l.__module__); t(lambda: l.__unpacked__); t(lambda: l.__typing_unpacked_tuple_args__); t(lambda: next(iter(tuple[int])).__typing_unpacked_tuple_args__); t(lambda: l.__origin__); t(lambda: l.append); t(lambda: l.__args__); t(lambda: type('X',(l,),{}).__mro__); t(lambda: l.__mro_entries__(()))
A=type('A',(),{'__class_getitem__':classmethod(GenericAlias) if 0 else None})
x=5
a=t'a{x}b{x!r:>5}{x=}'
print(a, a.strings, a.values, type(a)); print(list(a)); t(lambda: a+a); t(lambda: a+'x'); t(lambda: a+1)
T=type(a); I=type(a.interpolations[0])
t(lambda: T('a','b')); t(lambda: T(1)); t(lambda: T('a', I(1), I(2))); t(lambda: T(x=1)); t(lambda: I()); t(lambda: I(1,2)); t(lambda: I(1,'x','q')); t(lambda: I(1,'x','r',3)); t(lambda: I(1,'x','r','y').__reduce__()); t(lambda: I(1,'x',1)); t(lambda: T[int]); t(lambda: setattr(a,'strings',1)); t(lambda: type('X',(T,),{})); t(lambda: t''.strings); t(lambda: I.__match_args__); t(lambda: I(1,x=3))
type X[T1:int, U:(int,str)=int, *V=*tuple[int], **W=[]] = dict[T1,U]
t(lambda: X); t(lambda: X.__type_params__); t(lambda: X.__value__); U=X.__type_params__; t(lambda: [p.__bound__ for p in U[:1]]); t(lambda: U[1].__constraints__); t(lambda: U[1].__default__); t(lambda: U[0].__default__); t(lambda: [p.has_default() for p in U]); t(lambda: X.__module__); t(lambda: X[int]); t(lambda: U[0].evaluate_bound(1))
def gf[Q](x: Q) -> Q: return x
t(lambda: gf.__type_params__); t(lambda: gf.__type_params__[0].__infer_variance__)
import _typing
TV=_typing.TypeVar
t(lambda: TV('T')); t(lambda: TV('T',covariant=True)); t(lambda: TV('T',int)); t(lambda: TV('T',covariant=True,contravariant=True)); t(lambda: TV()); t(lambda: TV(1)); t(lambda: TV('T').__module__); t(lambda: TV('T',x=1)); tv=TV('T'); t(lambda: setattr(tv,'z',1)); t(lambda: tv.z); t(lambda: list[tv].__parameters__); t(lambda: dict[str,list[tv]].__parameters__); t(lambda: _typing.NoDefault); t(lambda: _typing.ParamSpec('P').args); t(lambda: _typing.TypeVarTuple('Ts')); t(lambda: _typing.TypeAliasType('A',int)); t(lambda: _typing.TypeAliasType('A',int,type_params=(tv,)).__type_params__); t(lambda: _typing.Generic.__dict__.keys()); t(lambda: list[tv][int] if 0 else 0)
for c in (TV,_typing.ParamSpec,_typing.TypeVarTuple,_typing.ParamSpecArgs,_typing.TypeAliasType,type(_typing.NoDefault),_typing.Generic): print(c.__name__, sorted_(c) if 0 else [k for k in c.__dict__ if k!='__doc__'], c.__basicsize__, c.__flags__&0x3ffff)
