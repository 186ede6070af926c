"""A data class of this program behaves as the standard library's, and is ready sooner."""

import copy
import dataclasses
import pickle
import re
from dataclasses import FrozenInstanceError, asdict, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import records
from kiosk.house import House
from kiosk.records import dataclass

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 0
    tags: tuple[str, ...] = ()
    seen: list[int] = field(default_factory=list, compare=False, repr=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    x: int
    y: int = 0
    tags: tuple[str, ...] = ()
    seen: list[int] = field(default_factory=list, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Point):
    name: str


@dataclass
class Open:
    total: int = 0

    def __post_init__(self) -> None:
        self.total += 1


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


@dataclass(frozen=True)
class Itself:
    inside: list[Any]

    def __hash__(self) -> int:
        return 7


points = st.tuples(st.integers(0, 2), st.integers(0, 2), st.lists(st.sampled_from(["a", "b"]), max_size=1).map(tuple))


@given(points, points)
def test_it_compares_hashes_and_shows_as_the_standard_librarys(one: Any, other: Any) -> None:
    assert (Point(*one) == Point(*other)) is (Theirs(*one) == Theirs(*other))
    assert (hash(Point(*one)) == hash(Point(*other))) is (hash(Theirs(*one)) == hash(Theirs(*other)))
    assert repr(Point(*one)) == repr(Theirs(*one)).replace("Theirs", "Point")
    assert asdict(Point(*one)) == asdict(Theirs(*one))


def test_what_is_frozen_stays_as_it_is() -> None:
    point = Point(1)
    with pytest.raises(FrozenInstanceError):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del point.x
    assert replace(point, x=2) == Point(2) and point == Point(1)
    with pytest.raises(TypeError):
        hash(Open())


@given(points, st.dictionaries(st.sampled_from(["x", "y"]), st.integers(0, 2)))
def test_replacing_gives_what_the_standard_librarys_gives(one: Any, changes: dict[str, Any]) -> None:
    before = replace(Point(*one), seen=[1])
    after = records.replace(before, **changes)
    assert after == replace(before, **changes) and after.seen is before.seen and before == Point(*one)
    assert type(records.replace(Named(1, name="n"), name="m")) is Named


def test_what_is_replaced_is_worked_out_anew_and_a_field_that_is_not_there_refused() -> None:
    house = House(seq=1, today=date(2026, 11, 22))
    assert house.present == ()
    assert "present" not in vars(records.replace(house, seq=2))
    assert records.replace(Open(1), total=4) == replace(Open(1), total=4) == Open(4)
    with pytest.raises(TypeError, match="z"):
        records.replace(Point(1), z=2)  # type: ignore[call-arg]


@pytest.mark.parametrize("thing", [Point(1, 2, ("a",)), Named(1, name="n"), Open(), Nothing(), Itself([1])], ids=repr)
def test_a_copy_and_a_parcel_of_it_are_equal_to_it(thing: object) -> None:
    assert copy.deepcopy(thing) == copy.copy(thing) == pickle.loads(pickle.dumps(thing)) == thing


def test_a_class_keeps_its_fields_defaults_order_and_own_methods() -> None:
    assert Named(1, name="n") == Named(x=1, y=0, tags=(), name="n") and Named(1, name="n") != Point(1)
    assert Point(1).seen is not Point(1).seen
    assert Open().total == 1 and Open(4) == Open(total=4) and Open() != Open(1)
    assert Nothing() == Nothing() and hash(Nothing()) == hash(Nothing()) and repr(Nothing()) == "Nothing()"
    assert hash(Itself([])) == 7
    match Point(3, 4):
        case Point(x, y):
            assert (x, y) == (3, 4)
    looped = Itself([])
    looped.inside.append(looped)
    assert repr(looped) == "Itself(inside=[...])"


def test_a_call_that_does_not_fit_is_refused_with_the_classs_name() -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match=r"Named.__init__\(\) missing 1 required keyword-only argument: 'name'"):
            Named(1)  # type: ignore[call-arg]


def test_nothing_is_written_for_a_class_before_one_is_made() -> None:
    @dataclass(frozen=True)
    class First:
        a: int

    @dataclass(frozen=True)
    class Second:
        a: int

    def method(cls: type) -> object:
        return vars(cls)["__init__"]

    assert method(First) is method(Second)
    assert First(1).a == 1
    assert method(First) is not method(Second)
    assert First(a=2).a == 2 and Second(3).a == 3


def test_every_data_class_of_the_program_is_one() -> None:
    files = [
        file for folder in ("kiosk", "display") for file in (ROOT / folder).rglob("*.py") if file.name != "records.py"
    ]
    theirs = re.compile(r"from dataclasses import .*\bdataclass\b|dataclasses\.dataclass")
    assert [file.name for file in files if theirs.search(file.read_text())] == []
    assert sum("records import dataclass" in file.read_text() for file in files) > 100
