"""A thing's row: what is kept of it, and how little is written when little has changed."""

import sqlite3
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from kiosk.kinds import Kind
from kiosk.records import dataclass


@dataclass(frozen=True)
class Thing:
    id: int
    day: int
    is_open: bool
    word: str


THINGS = Kind(
    table="thing",
    type=Thing,
    key="id",
    columns={"day": lambda thing: thing.day, "is_open": lambda thing: thing.is_open},
)
things = st.builds(Thing, st.integers(1, 2), st.integers(1, 2), st.booleans(), st.sampled_from(["tea", "茶"]))


@given(st.lists(things))
def test_a_row_holds_the_last_of_what_was_put_and_its_columns_fit(puts: list[Thing]) -> None:
    known: dict[int, Thing] = {}
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE thing (id INTEGER PRIMARY KEY, day INTEGER, is_open INTEGER, body TEXT)")
        for thing in puts:
            connection.execute(THINGS.keeping(known.get(thing.id), thing), THINGS.row(thing))
            known[thing.id] = thing
        rows = connection.execute("SELECT id, day, is_open, body FROM thing").fetchall()
    for id_, day, is_open, body in rows:
        thing = known.pop(id_)
        assert (day, bool(is_open)) == (thing.day, thing.is_open) and THINGS.adapter.validate_json(body) == thing
    assert known == {}


def test_a_column_that_has_not_changed_is_not_set_for_its_index_would_be_written_anew() -> None:
    before, after = Thing(1, 1, True, "tea"), Thing(1, 1, False, "茶")
    assert THINGS.keeping(before, after).endswith("DO UPDATE SET is_open = excluded.is_open, body = excluded.body")
    assert THINGS.keeping(None, after).endswith(
        "SET day = excluded.day, is_open = excluded.is_open, body = excluded.body"
    )
