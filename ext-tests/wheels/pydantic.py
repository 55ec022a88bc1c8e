"""pydantic: PyO3's whole repertoire in pydantic_core: validators, serializers, errors, schemas."""

import datetime
import decimal
import enum
import json
import pickle
import re
import typing
import uuid
from typing import Annotated, Generic, Literal, Optional, TypeVar, Union

import pydantic
from pydantic import BaseModel, ConfigDict, Field, RootModel, TypeAdapter, ValidationError, computed_field, field_serializer, field_validator, model_validator


class Kind(enum.Enum):
    A = "a"
    B = 2


class Address(BaseModel):
    street: str = Field(min_length=2, pattern=r"^\w")
    code: Annotated[int, Field(ge=0, lt=100000, multiple_of=5)] = 5


class Cat(BaseModel):
    pet: Literal["cat"]
    lives: int = 9


class Dog(BaseModel):
    pet: Literal["dog"]
    good: bool = True


class Person(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True, extra="forbid", validate_assignment=True)
    name: str = Field(alias="Name", description="who")
    age: Optional[int] = None
    when: datetime.datetime = datetime.datetime(2026, 1, 2)
    span: datetime.timedelta = datetime.timedelta(0)
    money: decimal.Decimal = decimal.Decimal("1.50")
    id: uuid.UUID = uuid.UUID(int=5)
    kind: Kind = Kind.A
    tags: set[str] = set()
    addresses: list[Address] = []
    pets: dict[str, Annotated[Union[Cat, Dog], Field(discriminator="pet")]] = {}
    pair: tuple[int, str] = (1, "x")
    raw: bytes = b""
    union: Union[int, str, float] = 0

    @field_validator("name")
    @classmethod
    def capital(cls, value):
        if not value[:1].isupper():
            raise ValueError("wants a capital")
        return value

    @model_validator(mode="after")
    def check(self):
        assert self.age != 13, "thirteen"
        return self

    @field_serializer("tags")
    def in_order(self, tags):
        return sorted(tags)

    @computed_field
    @property
    def initial(self) -> str:
        return self.name[0]


p = Person.model_validate({
    "Name": "  Ada ", "age": "36", "when": "2026-11-21T20:05:38.25Z", "span": "P1DT2H", "money": "12.30", "id": "12345678-1234-5678-1234-567812345678", "kind": 2,
    "tags": ["b", "a", "b"], "addresses": [{"street": "Main"}, {"street": "Side", "code": "10"}], "pets": {"tom": {"pet": "cat"}, "rex": {"pet": "dog", "good": "no"}},
    "pair": ["3", "y"], "raw": "bytes", "union": "7",
})
print(repr(p))
print(p.model_dump(), p.model_dump_json(indent=1), p.model_dump(mode="json", by_alias=True, include={"name", "when", "kind", "span"}), sep="\n")
print(Person.model_validate_json(p.model_dump_json(by_alias=True, exclude={"initial"})) == p, p.model_copy(update={"age": 1}).age, p.model_fields_set == set(Person.model_fields), pickle.loads(pickle.dumps(Address(street="st"))))
print(json.dumps(Person.model_json_schema(), sort_keys=True))


def attempt(what, *args, **kwargs):
    try:
        print("no error:", what(*args, **kwargs))
    except ValidationError as e:
        print(e.title, e.error_count())
        for error in e.errors(include_url=False):
            print("  ", {k: (repr(v) if k == "ctx" else v) for k, v in error.items()})
        print(re.sub(r"https://\S+", "URL", str(e)))
    except Exception as e:
        print(type(e).__name__, re.sub(r"https://\S+", "URL", str(e)))


attempt(Person, Name="ada", age="x", when="never", money="1.2.3", id="no", kind="z", tags=3, addresses=[{"street": "-"}, {}, 5], pets={"x": {"pet": "cow"}, "y": {}}, pair=[1], extra=1, union=[])
attempt(Person)
attempt(Person, Name="A", age=13)
attempt(setattr, p, "age", "old")
attempt(setattr, p, "nope", 1)
attempt(Person.model_validate_json, '{"Name": "A", "age": }')
attempt(Address, street="x" * 3, code=100001)
attempt(Address, street="ok", code=7)

T = TypeVar("T")


class Box(BaseModel, Generic[T]):
    item: T
    more: list["Box[T]"] = []


print(Box[int](item="3", more=[{"item": 4}]), Box[int].__name__)
attempt(Box[int], item="x")


class Numbers(RootModel[list[int]]):
    pass


print(Numbers.model_validate_json("[1, 2]").root, Numbers([3]).model_dump_json())


class Movie(typing.TypedDict, total=False):
    title: typing.Required[str]
    year: int


for kind, value in [
    (list[int], ["1", 2.0]), (dict[int, float], {"1": "2.5"}), (Movie, {"title": "x", "year": "1999"}), (Movie, {}), (frozenset[int], [1, 1]), (typing.NamedTuple("N", [("a", int)]), ["5"]),
    (bool, "yes"), (int, "1.5"), (int, 10**30), (int, True), (float, "nan"), (str, 5), (datetime.date, "2026-11-21"), (datetime.time, "10:20"), (pydantic.HttpUrl, "http://Example.com/a?b=c"),
    (pydantic.SecretStr, "secret"), (typing.Callable, len), (type[int], bool), (typing.Any, 1j), (Literal["a", 1], 1), (Union[int, list[int]], ["x"]),
    (pydantic.PositiveInt, 0), (pydantic.conlist(int, min_length=2), [1]), (pydantic.Json[list[int]], "[1,2]"), (typing.Pattern, "["), (pydantic.StrictInt, "1"), (complex, "1+2j"),
]:
    attempt(TypeAdapter(kind).validate_python, value)
attempt(TypeAdapter(list[Address]).validate_json, b'[{"street": "ab"}, {"street": 1}]')
print(TypeAdapter(dict[str, datetime.timedelta]).dump_json({"d": datetime.timedelta(1.5)}), TypeAdapter(Union[Cat, Dog]).dump_python(Dog(pet="dog")))


@pydantic.validate_call
def add(a: int, /, b: int = 2, *args: float, c: str, **kw: bool) -> str:
    return f"{a} {b} {args} {c} {kw}"


print(add("1", "5", "2.5", c="x", flag="on"))
attempt(add, "x", d="maybe")


@pydantic.dataclasses.dataclass
class Data:
    x: int
    y: list[float] = Field(default_factory=list)


print(Data("3", ["1.5"]))
attempt(Data, "z")
attempt(TypeAdapter, object())
