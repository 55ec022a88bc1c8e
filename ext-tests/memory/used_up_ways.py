"""Uses up the memory that `ulimit -v` leaves, in many ways, one after the other: each ends in a MemoryError, and the program goes on."""

import _csv, array, ast, binascii, collections, functools, gc, io, itertools, json, marshal, math, operator, pickle, re, struct
import sys, unicodedata, zlib

MIB = 1 << 20
text = "abc déf " * (MIB // 8)
plain = "abc def " * (MIB // 8)
data = plain.encode()
long = 3 ** 50_000
many = list(range(50_000))
list_source = "[" + "a,[]," * 10_000 + "]"
statements = "a = b\n" * 5000


def append():
    l = []
    while True:
        l.append(l)


def dictionary():
    d = {}
    for i in itertools.count():
        d[i] = i


def set_():
    s = set()
    for i in itertools.count():
        s.add(i)


def ordered():
    d = collections.OrderedDict()
    for i in itertools.count():
        d[i] = i


def deque():
    d = collections.deque()
    while True:
        d.append(1)


def instances():
    class C:
        pass

    l = []
    while True:
        c = C()
        c.a = l
        l.append(c)


def functions():
    l = []
    while True:
        l.append(lambda: l)


def text_doubled():
    s = "\U0001f600"
    while True:
        s += s


def bytes_doubled():
    s = b"x"
    while True:
        s += s


def bytearray_grown():
    b = bytearray()
    while True:
        b += data


def array_grown():
    a = array.array("q")
    while True:
        a.extend(a or [1])


def shifted():
    n = 1
    while True:
        n <<= n.bit_length() * 2


def written_bytes():
    f = io.BytesIO()
    while True:
        f.write(data)


def written_text():
    f = io.StringIO()
    while True:
        f.write(text)


def encoded_text():
    f = io.TextIOWrapper(io.BytesIO(), "utf-8")
    while True:
        f.write(text)


def keywords():
    d = {"k%d" % i: i for i in range(20_000)}
    l = []

    def f(**k):
        l.append(k)

    while True:
        f(**d)


def positional():
    l = []

    def f(*a):
        l.append(a)

    while True:
        f(*many)


def again(f):
    """Calls it until there is no memory for one more result; most of what there is goes to something else."""

    def ever():
        held = []
        try:
            while True:
                held.append(bytes(MIB // 4))
        except MemoryError:
            del held[-8:]
        while True:
            held.append(f())

    return ever


ways = {f.__name__: f for f in (
    append, dictionary, set_, ordered, deque, instances, functions,
    text_doubled, bytes_doubled, bytearray_grown, array_grown, shifted, written_bytes, written_text, encoded_text,
    keywords, positional)}
for name, f in {
    "str.split": lambda: plain.split(),
    "str.splitlines": lambda: plain.replace(" ", "\n").splitlines(),
    "str.replace": lambda: text.replace("a", "xyz"),
    "str.upper": lambda: text.upper(),
    "str.translate": lambda: text.translate({97: "xyz"}),
    "str.expandtabs": lambda: plain.replace("a", "\t").expandtabs(),
    "str.center": lambda: text.center(len(text) * 2),
    "str.join": lambda: ",".join([text] * 3),
    "str.format": lambda: "{0}{0}".format(text),
    "str %": lambda: "%s%r" % (text, text),
    "f-string": lambda: f"{text}{text!a}",
    "repr": lambda: repr(text),
    "ascii": lambda: ascii(text),
    "utf-8": lambda: text.encode(),
    "utf-16": lambda: text.encode("utf-16"),
    "utf-32": lambda: text.encode("utf-32"),
    "utf-7": lambda: text.encode("utf-7"),
    "latin-1": lambda: text.encode("latin-1"),
    "unicode_escape": lambda: text.encode("unicode_escape"),
    "raw_unicode_escape": lambda: text.encode("raw_unicode_escape"),
    "cp1252": lambda: text.encode("cp1252"),
    "bytes.decode": lambda: data.decode(),
    "bytes.decode utf-16": lambda: data.decode("utf-16"),
    "bytes.decode escapes": lambda: data.decode("unicode_escape"),
    "bytes.split": lambda: data.split(),
    "bytes.rsplit": lambda: data.rsplit(b"a"),
    "bytes.splitlines": lambda: data.replace(b" ", b"\n").splitlines(),
    "bytes.replace": lambda: data.replace(b"a", b"xyz"),
    "bytes.translate": lambda: data.translate(None, b"a"),
    "bytes.hex": lambda: data.hex(" "),
    "bytes.fromhex": lambda: bytes.fromhex(data.hex()),
    "bytes repr": lambda: repr(data),
    "bytes.join": lambda: b",".join([data] * 3),
    "bytes %": lambda: b"%s%r" % (data, data),
    "list *": lambda: many * 30,
    "sorted": lambda: sorted(many, key=str),
    "tuple": lambda: tuple(many),
    "frozenset": lambda: frozenset(many) | {-1},
    "dict.fromkeys": lambda: dict.fromkeys(many),
    "list repr": lambda: repr(many),
    "zip": lambda: list(zip(many, many)),
    "permutations": lambda: list(itertools.permutations(range(8))),
    "product": lambda: list(itertools.product(range(50), repeat=3)),
    "batched": lambda: list(itertools.batched(many, 3)),
    "int * int": lambda: long * long,
    "int //": lambda: (long * long) // (long + 1),
    "hex": lambda: hex(long),
    "int(text)": lambda: int(hex(long), 16),
    "int.to_bytes": lambda: long.to_bytes(100_000),
    "math.factorial": lambda: math.factorial(5000),
    "json.dumps": lambda: json.dumps(many),
    "json.dumps text": lambda: json.dumps(text),
    "json.loads": lambda: json.loads('"' + plain + '"'),
    "pickle.dumps": lambda: pickle.dumps(many),
    "pickle.dumps text": lambda: pickle.dumps(text),
    "pickle.loads": lambda: pickle.loads(pickle.dumps(many)),
    "marshal.dumps": lambda: marshal.dumps(many),
    "marshal.dumps text": lambda: marshal.dumps(text),
    "marshal.loads": lambda: marshal.loads(marshal.dumps(many)),
    "re.findall": lambda: re.findall("[a-c]+", text),
    "re.sub": lambda: re.sub("a", "xx", text),
    "re.split": lambda: re.split(" ", text),
    "re.escape": lambda: re.escape(text),
    "zlib.compress": lambda: zlib.compress(data, 0),
    "zlib.decompress": lambda: zlib.decompress(zlib.compress(data)),
    "base64": lambda: binascii.a2b_base64(binascii.b2a_base64(data)),
    "quoted-printable": lambda: binascii.b2a_qp(data),
    "normalize": lambda: unicodedata.normalize("NFD", text),
    "csv writer": lambda: (f := io.StringIO(), _csv.writer(f).writerow(many)),
    "struct.pack": lambda: struct.pack("%dx" % (8 * MIB)),
    "struct.unpack": lambda: struct.unpack("%dB" % MIB, data[:MIB]),
    "StringIO.readlines": lambda: io.StringIO(plain.replace(" ", "\n")).readlines(),
    "BytesIO.readlines": lambda: io.BytesIO(data.replace(b" ", b"\n")).readlines(),
    "BufferedReader.read": lambda: io.BufferedReader(io.BytesIO(data)).read(),
    "TextIOWrapper.read": lambda: io.TextIOWrapper(io.BytesIO(data), "utf-8").read(),
    "compile a list": lambda: compile(list_source, "x", "eval"),
    "compile statements": lambda: compile(statements, "x", "exec"),
    "compile a text": lambda: compile("x = '" + plain + "'", "x", "exec"),
    "ast.parse": lambda: ast.parse(statements[:6000]),
    "Counter": lambda: collections.Counter(many),
    "OrderedDict repr": lambda: repr(collections.OrderedDict.fromkeys(many)),
    "array from a list": lambda: array.array("q", many),
    "array to a list": lambda: array.array("b", data).tolist(),
    "itemgetter": lambda: operator.itemgetter(*many)(many),
    "memoryview.tolist": lambda: memoryview(data).tolist(),
    "memoryview.tobytes": lambda: memoryview(data)[::-1].tobytes(),
}.items():
    ways[name] = again(f)

for name, f in ways.items():
    if sys.argv[1:] and name not in sys.argv[1:]:
        continue
    said = "no error"
    try:
        f()
    except MemoryError:
        # Nothing is asked for here: what was made lives on until the exception goes.
        said = "MemoryError"
    gc.collect()
    print(f"{name}: {said}", flush=True)
