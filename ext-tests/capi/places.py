# Instance dicts by address, of every kind of object that has one or none. The module's directory is the first argument.
import sys
sys.path.insert(0, sys.argv[1])
import places


class Inline:
    def __init__(self):
        self.a, self.b = 1, 2


class Slots:
    __slots__ = "x"


class Long(int):
    pass


class Error(Exception):
    pass


class Sub(places.Managed):
    pass


def function():
    pass


inline = Inline()
print(places.dict_pointer(inline), places.dict_pointer(inline) is inline.__dict__)
places.dict_pointer(inline)["c"] = 3
print(inline.c, inline.__dict__)
inline.__dict__ = {"d": 4}
print(places.dict_pointer(inline))
print(places.dict_pointer(Slots()), places.dict_pointer(None), places.dict_pointer(7))
for make in (Long, Error, Sub, places.Managed):
    o = make()
    print(make.__name__, places.dict_pointer(o))
    o.x = 1
    print(places.dict_pointer(o), o.__dict__ is places.dict_pointer(o))
    o.__dict__ = {"y": 2}
    print(places.dict_pointer(o), o.y)
print(places.dict_pointer(function))
function.x = 1
print(places.dict_pointer(function), places.dict_pointer(places) is vars(places))
print(places.arena())
