"""PyYAML: libyaml's parser and emitter against the ones in Python, loaders, dumpers, errors."""

import datetime

import yaml
import yaml._yaml

print("libyaml:", yaml.__with_libyaml__, isinstance(yaml._yaml.get_version(), tuple))
TEXT = """
# a document with a bit of everything
name: &who "Ada \\u263a"
list: [1, 0x1F, 0o17, 1_000, 1.5e3, .inf, true, no, ~, null]
dates: {day: 2026-11-21, moment: 2026-11-21T20:05:38.25Z}
literal: |
  two
    lines
folded: >-
  one
  line
again: *who
set: !!set {a, b}
pairs: !!pairs [a: 1, a: 2]
ordered: !!omap [x: 1, y: 2]
binary: !!binary aGVsbG8=
merged:
  <<: {left: 1, right: 2}
  right: 3
? [complex, key]
: value
"""
for loader in [yaml.SafeLoader, yaml.CSafeLoader]:
    try:
        print(loader.__name__, yaml.load(TEXT, loader))
    except yaml.YAMLError as e:
        print(loader.__name__, type(e).__name__, str(e).replace("\n", " / "))
TEXT = TEXT.replace("[complex, key]", "!!python/tuple [complex, key]")
one, other = (yaml.load(TEXT, loader) for loader in [yaml.FullLoader, yaml.CFullLoader])
print(str(one) == str(other), other)

data = {
    "text": "two\nlines", "quote": "'\"", "unicode": "é\u20ac\U0001f600", "empty": ["", None, [], {}], "n": [1, -2.5, True, 10**20],
    "day": datetime.date(2026, 1, 2), "nested": {"a": {"b": {"c": [[1], [2, [3]]]}}}, "bytes": b"\x00\xff", "long": "word " * 30,
}
shared = [1]
data["shared"] = [shared, shared]
for options in [{}, {"default_flow_style": True, "width": 60}, {"indent": 4, "sort_keys": False, "allow_unicode": True, "explicit_start": True}]:
    texts = [yaml.dump(data, Dumper=d, **options) for d in [yaml.SafeDumper, yaml.CSafeDumper]]
    print(texts[1], "same:", texts[0] == texts[1])
    print(yaml.load(texts[1], yaml.CSafeLoader) == data)


class Point(yaml.YAMLObject):
    yaml_tag = "!Point"
    yaml_loader = yaml.CSafeLoader
    yaml_dumper = yaml.CSafeDumper

    def __init__(self, x, y):
        self.x, self.y = x, y


text = yaml.dump([Point(1, 2), {"p": Point("a", None)}], Dumper=yaml.CSafeDumper)
print(text, [vars(p) for p in yaml.load("- !Point {x: 3, y: 4}", yaml.CSafeLoader)])
print([str(t) for t in yaml.scan("a: [b, 'c']", Loader=yaml.CLoader)])
print([str(e) for e in yaml.parse("&a !t x: *a", Loader=yaml.CLoader)])
print(yaml.compose("a: [1]", Loader=yaml.CLoader))
print(yaml.emit(yaml.parse("{a: 1, b: [x, y]}", Loader=yaml.CLoader), Dumper=yaml.CDumper))
print(list(yaml.load_all("a\n---\n- b\n...\n---\nc: d\n", yaml.CSafeLoader)))
print(yaml.dump(complex(1, 2), Dumper=yaml.CDumper), yaml.dump(dict, Dumper=yaml.CDumper))
for bad in ["a: [1, 2", "a: b: c", "\ttab", "*nobody", "!!python/object/apply:os.system [true]", "a: \x01", "%BAD\n---", "{a: 1}}"]:
    try:
        print(yaml.load(bad, yaml.CSafeLoader))
    except yaml.YAMLError as e:
        print(type(e).__name__, "|", str(e).replace("\n", " / "))
try:
    yaml.dump(object, Dumper=yaml.CSafeDumper)
except yaml.YAMLError as e:
    print(type(e).__name__, e)
