"""The sentinel on a real server: a truncated file, a photo that comes, a booking that is brought in. The desk hears of each
within one look, by itself, and the task is on the right person's station (I6; feature 6, C34)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line
from .pictures import jpeg, scene

TOMORROW = 24 * 60


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("ready")) as server:
        line = booking_line(2031, minutes=TOMORROW, kind="selection", looks="0").replace(",30,68,", ",2,68,")
        add_bookings(server, line)
        yield server


def page(device: Client, path: str) -> str:
    return device.request("GET", path, headers={"Accept": "text/html"})[2].decode()


def hears_of(device: Client, screen: str, path: str, words: str, who: str = "") -> None:
    """The page comes to say this, by announcements alone."""
    with device.socket(screen, who) as listener:
        listener.next("hello")
        while words not in page(device, path):
            listener.next("changed", timeout=60)


def file_of(studio: Server, name: str) -> Path:
    folder = studio.media / "photos" / "2031"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name


def test_i6_a_truncated_photo_is_seen_named_and_mended_without_anybody_asking(studio: Server) -> None:
    desk, station = studio.device("desk"), studio.device("station", staff="marco")
    hears_of(desk, "readiness", "/desk/readiness", "0 of 2 photos are there")
    whole = jpeg(scene(600, 400, 2))
    file_of(studio, "one.jpg").write_bytes(jpeg(scene(600, 400, 1)))
    file_of(studio, "two.jpg").write_bytes(whole[: len(whole) // 2])
    hears_of(desk, "readiness", "/desk/readiness", "1 of 2 photos can be opened, 1 cannot")
    assert "up to Marco" in page(desk, "/desk/readiness")
    hears_of(station, "station", "/station/marco", "1 of 2 photos can be opened, 1 cannot", who="marco")
    assert desk.tap("/bookings/2031/call", actor="mei")[1]["code"] == "not_ready"
    file_of(studio, "two.jpg").write_bytes(whole)
    hears_of(desk, "readiness", "/desk/readiness", "2 photos, 2 in the package")
    assert "All 2 are made for the TV" in page(desk, "/desk/readiness")
    assert "task-2031" not in page(station, "/station/marco")


def test_a_restart_finds_what_was_found_and_asks_nobody_twice(studio: Server) -> None:
    desk = studio.device("desk")
    before = [one for one in desk.get("/events?limit=1000")["events"] if one["type"] == "ReadinessSeen"]
    studio.restart()
    hears_of(desk, "readiness", "/desk/readiness", "2 photos, 2 in the package")
    add_bookings(studio, booking_line(2032, minutes=TOMORROW, kind="pickup", looks="0"))
    hears_of(desk, "readiness", "/desk/readiness", "Nobody has written down yet what there is to pick up")
    after = [one for one in desk.get("/events?limit=1000")["events"] if one["type"] == "ReadinessSeen"]
    assert [one["body"]["number"] for one in after[len(before) :]] == [2032]
