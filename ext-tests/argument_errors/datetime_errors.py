"""Wrong calls of `datetime`'s types and what they answer, and some right ones beside them, call by call.

Prints one line a call; `datetime_errors.expected` beside it was written by the reference and is compared whole.
"""

import datetime
import itertools
from datetime import date, time, timedelta, timezone, tzinfo

dt = datetime.datetime
utc = timezone.utc
D = date(2024, 2, 29)
M = dt(2024, 2, 29, 12, 30)
A = dt(2024, 2, 29, 12, 30, tzinfo=utc)
T = time(12, 30)
L = timedelta(1, 2, 3)


class Zone(tzinfo):
    """Answers what it was given."""

    def __init__(self, offset=None, dst=None, name=None):
        self.answers = offset, dst, name

    def utcoffset(self, moment):
        return self.answers[0]

    def dst(self, moment):
        return self.answers[1]

    def tzname(self, moment):
        return self.answers[2]


class Index:
    def __index__(self):
        return 5


CALLS = r"""
date()
date(1)
date(1,2)
date(1,2,3,4)
date('a',2,3)
date(1.0,2,3)
date(None,2,3)
date(Index(),Index(),Index())
date(1,2,day='x')
date(1,2,dya=3)
date(1,2,3,day=3)
date(year=1,month=2)
date(0,1,1)
date(2024,13,1)
date(2024,2,30)
date(1<<40,1,1)
date(b'\x07\xe8\x02\x1d')
date(b'\x07\xe8\x0d\x1d')
date('\x07\xe8\x02\x1d')
date(b'abc')
date.fromtimestamp()
date.fromtimestamp(1,2)
date.fromtimestamp('x')
date.fromtimestamp(None)
date.fromtimestamp(timestamp=1)
date.fromtimestamp(1e300)
date.fromtimestamp(float('nan'))
date.fromordinal()
date.fromordinal(0)
date.fromordinal(-1)
date.fromordinal(10**7)
date.fromordinal('x')
date.fromordinal(1.5)
date.fromordinal(1<<40)
date.fromordinal(1,2)
date.fromisoformat()
date.fromisoformat(1)
date.fromisoformat('')
date.fromisoformat('2024-02-30')
date.fromisoformat('2024-2-3')
date.fromisoformat('2024-W54-1')
date.fromisoformat('2024-W01-8')
date.fromisoformat('2024-W01-0')
date.fromisoformat('20240229')
date.fromisoformat('2024W011')
date.fromisoformat('2024-02-29T')
date.fromisoformat('\ud800')
date.fromisocalendar()
date.fromisocalendar(2024)
date.fromisocalendar(2024,1)
date.fromisocalendar(2024,54,1)
date.fromisocalendar(2024,53,1)
date.fromisocalendar(2024,1,8)
date.fromisocalendar(0,1,1)
date.fromisocalendar('a',1,1)
date.fromisocalendar(1<<40,1,1)
date.fromisocalendar(2024,1<<40,1)
date.fromisocalendar(2024,week=1,dya=1)
date.strptime()
date.strptime(1,2)
date.strptime('2024','%Y')
date.strptime('x','%Y')
date.strptime('2024 x','%Y')
date.today(1)
D.replace(1,2,3,4)
D.replace('x')
D.replace(month=13)
D.replace(yaer=1)
D.strftime()
D.strftime(1)
D.strftime(fmt='%Y')
D.strftime(format='%Y')
D.strftime('%')
D.strftime('%Y\x00%m')
D.strftime('\ud800')
D.__format__()
D.__format__(1)
D.__format__('')
D.isoformat(1)
D.timetuple(1)
D.isocalendar(1)
D.__reduce__(1)
D.__reduce_ex__()
D+1
D-1
D-'x'
D+D
D-M
M-D
D+timedelta.max
D-timedelta.max
D<1
D<M
M<D
D==M
D.year=1
del D.year
D.x=1
date.year=1
date.min=1
hash(D)==hash(M)
dt()
dt(1)
dt(1,2)
dt(2024,1,1,24)
dt(2024,1,1,0,60)
dt(2024,1,1,0,0,60)
dt(2024,1,1,0,0,0,1000000)
dt(2024,1,1,0,0,0,0,1)
dt(2024,1,1,tzinfo=1)
dt(2024,1,1,fold=2)
dt(2024,1,1,fold='x')
dt(2024,1,1,0,0,0,0,None,0)
dt(2024,1,1,0,0,0,0,None,0,0)
dt(2024,1,1,1.5)
dt(2024,1,1,huor=1)
dt(b'\x07\xe8\x02\x1d\x00\x00\x00\x00\x00\x00')
dt(b'\x07\xe8\x02\x1d\x00\x00\x00\x00\x00\x00',1)
dt(b'\x07\xe8\x02\x1d\x00\x00\x00\x00\x00\x00',utc)
dt(b'\x07\xe8\x02\x1d\x00\x00\x00\x00\x00\x00',None,1)
dt(b'\x07\xe8\x0e\x1d\x00\x00\x00\x00\x00\x00')
dt.now(1)
dt.now(utc,1)
dt.now(zt=1)
dt.now(tz='x')
dt.utcnow(1)
dt.today(1)
dt.fromtimestamp()
dt.fromtimestamp('x')
dt.fromtimestamp(1,2)
dt.fromtimestamp(1,utc,3)
dt.fromtimestamp(1,zt=1)
dt.fromtimestamp(timestamp=1,tz=utc)
dt.fromtimestamp(1e300)
dt.fromtimestamp(1e14,utc)
dt.fromtimestamp(float('nan'))
dt.fromtimestamp(float('inf'),utc)
dt.utcfromtimestamp()
dt.utcfromtimestamp('x')
dt.utcfromtimestamp(1e300)
dt.strptime()
dt.strptime('a')
dt.strptime(1,'a')
dt.strptime('a',1)
dt.strptime('a','a','a')
dt.strptime('2024-01','%Y')
dt.strptime('a','%Q')
dt.combine()
dt.combine(D)
dt.combine(1,T)
dt.combine(D,1)
dt.combine(D,T,1)
dt.combine(D,T,utc,1)
dt.combine(D,T,tzinof=1)
dt.combine(date=D,time=T)
dt.fromisoformat(1)
dt.fromisoformat('')
dt.fromisoformat('2024-02-29T25:00')
dt.fromisoformat('2024-02-29T24:00')
dt.fromisoformat('2024-02-29T24:01')
dt.fromisoformat('2024-02-29T12:60')
dt.fromisoformat('2024-02-29T12:30:')
dt.fromisoformat('2024-02-29T12:30:00+24:00')
dt.fromisoformat('2024-02-29T12:30:00+2')
dt.fromisoformat('2024-02-29T12:30:00.1234567+02')
dt.fromisoformat('2024-02-29T12:30:00-00:00')
dt.fromisoformat('2024-02-29T123')
dt.fromisoformat('2024-02-29T1230Zx')
dt.fromisoformat('2024-02-29\ud80012:30')
M.replace(tzinfo=1)
M.replace(fold=2)
M.replace(hour=24)
M.replace(1,2,3,4,5,6,7,None,0)
M.replace(hoor=1)
M.isoformat(1)
M.isoformat('ab')
M.isoformat('T','x')
M.isoformat('T',1)
M.isoformat(sep='T',timespec='hours',x=1)
M.isoformat('\ud800')
M.isoformat(sep='',timespec='auto')
M.astimezone(1)
M.astimezone(utc,1)
M.astimezone(zt=1)
M.ctime(1)
M.timestamp(1)
M.utctimetuple(1)
M.date(1)
M.time(1)
M.timetz(1)
M.utcoffset(1)
M+1
M-1
M-A
A-M
M+M
M<A
A<M
M==A
M<1
M+timedelta.max
M-timedelta.max
M.hour=1
time(24)
time(0,60)
time(0,0,60)
time(0,0,0,1000000)
time(-1)
time('a')
time(1.5)
time(1,2,3,4,5)
time(1,2,3,4,None,0)
time(1,2,3,4,None,0,0)
time(tzinfo=1)
time(fold=2)
time(fold='x')
time(huor=1)
time(b'\x00\x00\x00\x00\x00\x00')
time(b'\x00\x00\x00\x00\x00\x00',1)
time(b'\x18\x00\x00\x00\x00\x00')
time.fromisoformat()
time.fromisoformat(1)
time.fromisoformat('')
time.fromisoformat('T')
time.fromisoformat('25:00')
time.fromisoformat('24:00')
time.fromisoformat('12:3')
time.fromisoformat('12:30+25:00')
time.fromisoformat('12:30:00.')
time.fromisoformat('T12:30Z')
time.strptime('x','%H')
time.strptime('12','%H')
time.strptime()
T.replace(24)
T.replace(1,2,3,4,None,0)
T.replace(tzinfo=1)
T.replace(x=1)
T.isoformat(1)
T.isoformat('x')
T.isoformat(timespec='minutes',x=1)
T.strftime()
T.strftime(1)
T.strftime('%Z%z')
T.__format__(1)
T.utcoffset(1)
T+1
T-T
T<1
T<time(1,tzinfo=utc)
T==time(1,tzinfo=utc)
T.hour=1
repr(time(1,2,3,4,utc,fold=1))
repr(dt(1,2,3,4,5,6,7,utc,fold=1))
timedelta('x')
timedelta(1,2,3,4,5,6,7,8)
timedelta(dyas=1)
timedelta(1,days=1)
timedelta(None)
timedelta(days=[])
timedelta(seconds='x')
timedelta(weeks=1j)
timedelta(1e20)
timedelta(1<<100)
timedelta(float('nan'))
timedelta(float('inf'))
timedelta(days=999999999,hours=24)
timedelta(days=-1000000000)
L*'x'
L*1.5
L*float('nan')
L*float('inf')
L*(1<<100)
L/0
L/0.0
L/'x'
L/L
L//0
L//timedelta(0)
L//1.5
L%1
L%timedelta(0)
divmod(L,1)
divmod(L,timedelta(0))
L+1
1-L
L<1
L==1
-timedelta.max-timedelta.resolution
abs(timedelta.min)
timedelta.max+timedelta.resolution
L.days=1
L.total_seconds(1)
L.__reduce__(1)
timedelta.__new__()
timedelta.__new__(int)
timezone()
timezone(1)
timezone(L,1)
timezone(L)
timezone(timedelta(hours=1),'a','b')
timezone(timedelta(hours=1),None)
timezone(timedelta(hours=1),name=None)
timezone(timedelta(hours=1),nmae='x')
timezone(offset=timedelta(hours=24))
timezone(-timedelta(hours=24))
timezone(timedelta(0,0,1))
utc.utcoffset()
utc.utcoffset(1)
utc.utcoffset(None)
utc.tzname(1)
utc.dst(1)
utc.fromutc(1)
utc.fromutc(None)
utc.fromutc(M)
utc.fromutc(A)
utc<utc
utc.x=1
type('Z',(timezone,),{})
tzinfo().utcoffset(1)
tzinfo().utcoffset()
tzinfo().tzname(M)
tzinfo().dst(M)
tzinfo().fromutc(1)
tzinfo().fromutc(M)
tzinfo(1)
tzinfo(x=1)
dt(2024,1,1,tzinfo=tzinfo()).utcoffset()
dt(2024,1,1,tzinfo=tzinfo()).isoformat()
dt(2024,1,1,tzinfo=Zone(1)).utcoffset()
dt(2024,1,1,tzinfo=Zone('x')).isoformat()
dt(2024,1,1,tzinfo=Zone(timedelta(1))).utcoffset()
dt(2024,1,1,tzinfo=Zone(timedelta(-1))).utcoffset()
dt(2024,1,1,tzinfo=Zone(L)).utcoffset()
dt(2024,1,1,tzinfo=Zone(timedelta(0,1),1)).dst()
dt(2024,1,1,tzinfo=Zone(timedelta(0,1),L)).dst()
dt(2024,1,1,tzinfo=Zone(None,None,1)).tzname()
dt(2024,1,1,tzinfo=Zone(None,None,b'x')).strftime('%Z')
dt(2024,1,1,tzinfo=Zone(1)).strftime('%z')
dt(2024,1,1,tzinfo=Zone(timedelta(0,1,5))).strftime('%z %:z')
dt(2024,1,1,tzinfo=Zone()).fromutc
Zone(timedelta(0,3600)).fromutc(dt(2024,1,1,tzinfo=Zone()))
Zone().fromutc(1)
(lambda z: z.fromutc(dt(2024,1,1,tzinfo=z)))(Zone())
(lambda z: z.fromutc(dt(2024,1,1,tzinfo=z)))(Zone(timedelta(0,3600)))
(lambda z: z.fromutc(dt(2024,1,1,tzinfo=z)))(Zone(timedelta(0,3600),timedelta(0,60)))
time(1,tzinfo=Zone(1)).utcoffset()
time(1,tzinfo=Zone(timedelta(1))).isoformat()
time(1,tzinfo=Zone(None,1)).dst()
time(1,tzinfo=Zone(None,None,1)).tzname()
A.astimezone(Zone())
A.astimezone(Zone(1))
A.astimezone(tzinfo())
hash(dt(2024,1,1,tzinfo=Zone(1)))
hash(time(1,tzinfo=Zone(1)))
D.isocalendar().foo
D.isocalendar()[3]
D.isocalendar().__reduce__()
type(D.isocalendar())()
type(D.isocalendar())(1,2,3)
dt.__new__()
date.__new__(dt,2024,1,1)
date.__reduce_ex__(D,'x')
D.__reduce_ex__(2)
M.__reduce_ex__(2)
M.__reduce_ex__(3)
T.__reduce_ex__(3)
T.__reduce_ex__('x')
tzinfo.__reduce__(utc)
utc.__getinitargs__(1)
datetime.UTC is utc
datetime.MINYEAR,datetime.MAXYEAR
"""


def attempt(call):
    """What a call answers, or its exception; assignments are statements."""
    try:
        if "=1" in call and "(" not in call or call.startswith("del "):
            exec(call)
            return "done"
        return repr(eval(call))
    except Exception as e:
        return f"{type(e).__name__}: {e}"


import warnings

warnings.simplefilter("ignore")
for call in filter(None, CALLS.splitlines()):
    answer = attempt(call)
    if call in ("date.today(1)",) or "0x" in answer:
        answer = answer.split(" at 0x")[0]
    print(call, "->", ascii(answer))

# A wrong value in the place of each argument.
MAKERS = {
    "date": (date, (2024, 2, 29)),
    "datetime": (dt, (2024, 2, 29, 1, 2, 3, 4)),
    "time": (time, (1, 2, 3, 4)),
    "timedelta": (timedelta, (1, 2, 3, 4, 5, 6, 7)),
    "fromisocalendar": (date.fromisocalendar, (2024, 1, 1)),
}
for (name, (make, right)), wrong in itertools.product(MAKERS.items(), ("x", None, 1.5, 1 << 70, -(1 << 70), b"", [], -1, 99, Index())):
    for i in range(len(right)):
        arguments = (*right[:i], wrong, *right[i + 1 :])
        try:
            answer = repr(make(*arguments))
        except Exception as e:
            answer = f"{type(e).__name__}: {e}"
        shown = wrong if type(wrong) is not Index else "Index()"
        print(f"{name} {i} {shown!r} -> {answer}")
