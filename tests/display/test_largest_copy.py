"""A photo that is looked at closely gets its largest copy at once (F21): from the TV's request to the darkroom's ear."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from display.library import rendition_path

from .sales import SalesHouse, photo, sales_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SalesHouse]:
    with sales_house(tmp_path) as house:
        house.drop(1, 2)
        yield house


@pytest.fixture
def wishes(house: SalesHouse, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    heard: list[tuple[str, str]] = []
    monkeypatch.setattr(house.sales.intake, "want", lambda booking, photo: heard.append((booking, photo)))
    return heard


def fetch(house: SalesHouse, grant: str, number: int, rendition: str, device: str = "tv") -> int:
    path = f"/photos/2031/{photo(number)}/{rendition}?g={grant}&wanted=1"
    return house.client(device).get(path).status_code


def test_f21_the_largest_copy_that_is_wanted_and_not_there_is_asked_for(
    house: SalesHouse, wishes: list[tuple[str, str]]
) -> None:
    grant = house.grant("tv", house.start())
    assert fetch(house, grant, 2, "tv4k") == 404
    assert wishes == [("2031", photo(2))]
    rendition_path(house.media, "2031", photo(2), "tv4k").write_bytes(b"large")
    assert fetch(house, grant, 2, "tv4k") == 200
    assert len(wishes) == 1


def test_only_who_may_see_a_photo_may_ask_for_it_and_fetching_ahead_asks_for_nothing(
    house: SalesHouse, wishes: list[tuple[str, str]]
) -> None:
    grant = house.grant("tv", house.start())
    assert fetch(house, grant, 2, "tv4k", "other-tv") == 404
    assert fetch(house, grant, 9, "tv4k") == 404
    assert fetch(house, grant, 2, "tv8k") == 404
    assert house.client("tv").get(f"/photos/2031/{photo(2)}/tv4k?g={grant}").status_code == 404
    assert wishes == []


def test_a_wish_is_one_line_to_the_darkroom_and_waits_for_nothing(house: SalesHouse) -> None:
    intake = house.sales.intake
    intake.want("2031", photo(1))  # none runs yet
    read, write = os.pipe()
    os.set_blocking(write, False)
    with os.fdopen(read, "rb") as reader, os.fdopen(write, "wb", buffering=0) as writer:
        intake._process = cast("subprocess.Popen[bytes]", SimpleNamespace(stdin=writer, terminate=lambda: None))
        intake.want("2031", photo(1))
        assert reader.readline() == b'{"booking": "2031", "photo": "0000000000000001"}\n'
        for _ in range(5000):  # a darkroom that hears nothing holds nobody up
            intake.want("2031", photo(1))
    intake.want("2031", photo(1))  # it has ended
    intake._process = None
