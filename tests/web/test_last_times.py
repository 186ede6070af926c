"""A complaint comes back on the station of the stage where it was, and nowhere else (REQUIREMENTS B29)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.commands import visits
from kiosk.keys import secret
from kiosk.passes import visit_code
from kiosk.queries.complaints import complaints

from .regulars import Studio, regular

WORDS = "The lipstick was too dark, and nobody listened."


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    one = Studio(tmp_path)
    yield one
    one.close()


def come_again(studio: Studio) -> int:
    """Ms Chen and Mr Li are in the house once more."""
    regular(studio)
    visit: int = studio.run("mei", visits.check_in, 2031, "en")["visit"]
    assert studio.post(f"/visits/{visit}/gate", "station").status_code == 201
    return visit


def brought_to(studio: Studio, visit: int, receiver: str, stage: str) -> None:
    answer = studio.post(f"/visits/{visit}/handoffs", "station", receiver=receiver, stage=stage)
    assert answer.status_code == 201, answer.text


def test_whoever_has_them_where_it_was_reads_it_and_nobody_else(studio: Studio) -> None:
    visit = come_again(studio)
    assert WORDS not in studio.page("/station/mei", "station")  # the host has it in the brief
    brought_to(studio, visit, "lin", "makeup")
    on_the_way = studio.page("/station/lin", "station")
    assert f"Last time: “{WORDS}”" in on_the_way and "solved" in on_the_way and "2025-11-24" in on_the_way
    assert studio.post(f"/visits/{visit}/handoff/acceptance", "station", actor="lin").status_code == 201
    assert f"Last time: “{WORDS}”" in studio.page("/station/lin", "station")
    brought_by_lin = studio.post(f"/visits/{visit}/handoffs", "station", actor="lin", receiver="zhao", stage="studio")
    assert brought_by_lin.status_code == 201
    assert WORDS not in studio.page("/station/zhao", "station")


def test_no_screen_that_guests_see_has_a_word_of_it(studio: Studio) -> None:
    visit = come_again(studio)
    brought_to(studio, visit, "lin", "makeup")
    code = visit_code(secret(studio.folder / "data", "visits"), visit)
    for path, role in (("/board", "lobby"), ("/board", "board"), ("/lobby", "lobby"), (f"/v/{code}", "lobby")):
        assert WORDS not in studio.page(path, role), path
    assert WORDS not in studio.get("/tv", "tv").get_data(as_text=True)


def test_it_is_read_from_the_file_once_and_not_with_every_tap(studio: Studio) -> None:
    visit = come_again(studio)
    first = complaints(studio.store, studio.store.house)
    assert [one.words for found in first.values() for one in found] == [WORDS]
    brought_to(studio, visit, "lin", "makeup")
    assert complaints(studio.store, studio.store.house) is first
