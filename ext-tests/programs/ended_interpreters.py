"""The end of interpreters: what it leaves behind, and finalisers that run after the modules that they call have been let go of."""
import sys
import _interpreters

LATE = '''
import array, collections, copyreg, functools, io, itertools, os, re, socket, struct, time
import _csv, _datetime, _pickle, _thread, _warnings, pyexpat, zlib
import xml.etree.ElementTree as tree

class Other:
    pass

calls = [
    lambda stat=os.stat: stat("/"),
    os.uname,
    os.times,
    lambda get=os.sched_getparam: get(0),
    time.localtime,
    lambda dumps=_pickle.dumps, what=Other: [dumps([b"x", what(), print, 1.5], protocol) for protocol in range(6)],
    lambda loads=_pickle.loads: loads(b"\\x80\\x02\\x82\\x07."),
    lambda loads=_pickle.loads: loads(b""),
    lambda pickler=_pickle.Pickler, io=io.BytesIO: pickler(io()).memo.copy(),
    lambda unpickler=_pickle.Unpickler, io=io.BytesIO: unpickler(io()).memo.copy(),
    lambda zone=_datetime.timezone, delta=_datetime.timedelta: [repr(zone(delta(0))), str(zone.utc), zone.utc is zone(delta(0))],
    lambda now=_datetime.datetime.now, zone=_datetime.timezone.utc: now(zone).isoformat(),
    lambda today=_datetime.date.today: today().isocalendar(),
    _csv.list_dialects,
    lambda register=_csv.register_dialect: register("late", delimiter=";"),
    lambda reader=_csv.reader: list(reader(["a,b"])),
    lambda writer=_csv.writer, io=io.StringIO: writer(io()).writerow([1, 2]),
    lambda make=zlib.compressobj: make().flush(),
    lambda make=zlib.decompressobj: make().flush(),
    lambda p=re.compile("a(b)"): [p.match("ab").groups(), p.sub("x", "ab"), p.scanner("ab").match()],
    lambda s=struct.Struct("i"): [s.pack(1), s.iter_unpack(s.pack(1))],
    lambda make=struct.Struct: make("i").pack(1),
    lambda make=array.array: iter(make("i", [1])),
    lambda make=collections.deque: make([1]).copy(),
    lambda tee=itertools.tee, group=itertools.groupby: [tee([1]), list(group([1]))],
    lambda key=functools.cmp_to_key: key(print)(1),
    lambda cache=functools.lru_cache: cache(1)(abs)(1),
    _thread.allocate_lock,
    lambda scan=os.scandir: list(scan("/")),
    lambda make=socket.socketpair: [end.close() for end in make()],
    lambda make=io.IncrementalNewlineDecoder: make(None, True).decode("a\\r\\n"),
    lambda make=pyexpat.ParserCreate: make().Parse(b"<a/>", True),
    lambda make=tree.Element, sub=tree.SubElement: sub(make("a"), "b"),
    lambda parse=tree.XML: parse("<a><b/></a>"),
]

def groups(x, group=ExceptionGroup, error=ValueError):
    try:
        raise group("late", [error(x)])
    except* error:
        assert not x
calls.append(lambda f=groups: f(1))

class Late:
    def __init__(self, said):
        self.said = said
    def __call__(self, x):
        return "Other"
    def __del__(self, calls=calls, write=os.write, Exception=Exception):
        for call in calls:
            try:
                call()
            except Exception:
                pass
        write(1, self.said)

if PLACE == "filters":
    _warnings.filters.append(("ignore", None, Late(f"{WHERE}, in the filters of warnings: done\\n".encode()), None, 0))
elif PLACE == "table":
    copyreg.dispatch_table[Other] = Late(f"{WHERE}, in a table of _pickle's: done\\n".encode())
else:
    # Only ours collects it, and says nothing.
    late = Late(b"")
    late.itself = late
    _warnings.filters.append(("ignore", None, late, None, 0))
'''


def run(code, kind):
    interpreter = _interpreters.create(kind)
    failed = _interpreters.exec(interpreter, code)
    if failed:
        print(failed)
    _interpreters.destroy(interpreter)


# Those that share the memory of this one count here.
for code in "pass", "import asyncio, datetime, decimal, json, re, socket, typing":
    for _ in range(2):
        run(code, "legacy")
    before = sys.getallocatedblocks()
    for _ in range(3):
        run(code, "legacy")
    left = (sys.getallocatedblocks() - before) / 3
    print(code, "leaves nothing" if left < 2 else f"leaves {left} blocks")

for kind in "legacy", "isolated":
    for place in "filters", "table", "cycle":
        sys.stdout.flush()
        run(f"WHERE, PLACE = {kind!r}, {place!r}\n" + LATE, kind)
sys.stdout.flush()
names = {"__name__": "late", "WHERE": "main", "PLACE": "filters"}
exec(LATE, names)
names["PLACE"] = "cycle"
exec(LATE, names)
