"""Photos that an older version took in have no hash: they get one in idle time, from their TV rendition, in the worker."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from display import worker
from display.backlog import Backlog, Likeness
from display.commands import retire_albums
from display.domain.likeness import distance
from display.jobs import Job
from display.kinds import ALBUMS
from display.library import rendition_path
from display.renditions import develop
from kiosk.transaction import Writing

from .pictures import jpeg, png_bomb, scene
from .process import QUICK, Studio, drop
from .sales import SalesHouse, photo, sales_house

SAME, NEAR = "00000000000000ff", "00000000000000fc"
IDLE_SECONDS = 20.0


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SalesHouse]:
    with sales_house(tmp_path) as house:
        taken = ("2026-11-22T10:00:00", "2026-11-22T10:00:01", "2026-11-22T10:05:00")
        house.report(*(house.ready(number, taken_at=at) for number, at in enumerate(taken, start=1)))
        yield house


def likeness(number: int, dhash: str) -> dict[str, str]:
    return {"type": "likeness", "booking": "2031", "photo": photo(number), "dhash": dhash}


def test_photos_from_before_are_hashed_when_it_is_quiet_and_no_original_is_opened(studio: Studio) -> None:
    folder = studio.booking()
    taken_in = drop(folder, "a.jpg", "b.jpg")
    with studio.darkroom(*QUICK) as darkroom:
        darkroom.await_line(type="arriving", booking="2031", count=0)
    known = studio.hashes()
    assert set(known) == set(taken_in) and all(known.values())
    studio.forget_hashes()
    for name in ("a.jpg", "b.jpg"):  # whoever opened one would find no photo in it
        before = (folder / name).stat()
        (folder / name).write_bytes(b"x" * before.st_size)
        os.utime(folder / name, ns=(before.st_atime_ns, before.st_mtime_ns))
    with studio.darkroom(*QUICK) as darkroom:
        for _ in taken_in:
            darkroom.await_line(type="likeness", seconds=IDLE_SECONDS)
        assert darkroom.of_type("ready", "rejected", "gone") == []
    assert all(distance(str(known[one]), str(anew)) <= 2 for one, anew in studio.hashes().items())


def test_the_hash_of_a_rendition_is_that_of_its_photo(tmp_path: Path) -> None:
    developed = develop(jpeg(scene(2400, 1600)), "a.jpg", ("thumb", "tv"))
    worker.store({rendition_path(tmp_path, "2031", photo(1), "tv"): developed.files["tv"]})
    outcome = worker.work(tmp_path, Job.of_likeness("2031", photo(1)), lambda: None)
    assert (outcome.status, outcome.photo, outcome.renditions) == ("done", photo(1), ())
    assert distance(outcome.dhash or "", developed.dhash) <= 2


def test_a_rendition_that_is_gone_or_broken_costs_nothing_else(tmp_path: Path) -> None:
    job = Job.of_likeness("2031", photo(1))
    assert worker.work(tmp_path, job, lambda: None).status == "absent"
    for content in (b"", b"text", png_bomb(30_000, 30_000)):
        worker.store({rendition_path(tmp_path, "2031", photo(1), "tv"): content})
        assert worker.work(tmp_path, job, lambda: None).status == "rejected"


def test_each_is_hashed_once_in_the_order_in_which_they_were_found() -> None:
    backlog = Backlog()
    for number in (2, 1, 2):
        backlog.liken(Likeness("2031", photo(number)))
    assert [one.photo for one in iter(backlog.next_likeness, None)] == [photo(2), photo(1)]


def test_what_looks_alike_is_found_from_then_on_and_nobody_has_to_look_through_it_again(house: SalesHouse) -> None:
    assert house.tap("/bookings/2031/preview", revision=house.album().revision)[0] == 201
    assert house.sales.photos(2031).groups == ()
    house.report(likeness(1, SAME), likeness(2, NEAR), likeness(3, SAME))
    assert house.sales.photos(2031).groups == ((photo(1), photo(2)),)
    assert house.tap("/bookings/2031/preview", revision=house.album().revision)[0] == 201
    assert house.types("booking-2031").count("PhotosPreviewed") == 1


def test_an_album_that_has_left_the_picture_stays_out_of_it(house: SalesHouse) -> None:
    house.store.execute(Writing.by_system(), lambda tx: retire_albums(tx, -1))
    assert "2031" not in house.store.house.of(ALBUMS)
    house.report(likeness(1, SAME))
    assert "2031" not in house.store.house.of(ALBUMS)
