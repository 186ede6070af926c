"""The sales room on a real server with a real darkroom: photos come in, screens hear of it, and only those that may."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import socketio.exceptions

from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line
from .pictures import jpeg, scene


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("studio")) as server:
        add_bookings(server, booking_line(2031))
        yield server


@pytest.fixture(scope="module")
def tablet(studio: Server) -> Client:
    return studio.device("presenter", room="sales-1")


def drop(studio: Server, name: str, seed: int, booking: str = "2031") -> None:
    folder = studio.media / "photos" / booking
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(jpeg(scene(300, 200, seed)))


def start_page(tablet: Client) -> str:
    return tablet.request("GET", "/presenter", headers={"Accept": "text/html"})[2].decode()


def hears_of(tablet: Client, words: str) -> None:
    """The start page comes to say this, by announcements alone."""
    with tablet.socket("presenter") as listener:
        listener.next("hello")
        while words not in start_page(tablet):
            listener.next("changed", timeout=30)


def darkroom_of(studio: Server) -> int:
    """The process id of the server's darkroom."""
    assert studio.process
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                command = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if parent == studio.process.pid and b"display.darkroom" in command:
                return int(folder.name)
    return 0


def test_a_dropped_file_becomes_a_photo_that_can_be_shown(studio: Server, tablet: Client) -> None:
    drop(studio, "DSC_0001.jpg", 1)
    hears_of(tablet, "<b>1</b> photo ready")


def test_a_darkroom_that_dies_is_replaced(studio: Server, tablet: Client) -> None:
    hears_of(tablet, "photo ready")
    first = darkroom_of(studio)
    os.kill(first, signal.SIGKILL)
    drop(studio, "DSC_0002.jpg", 2)
    hears_of(tablet, "<b>2</b> photos ready")
    assert darkroom_of(studio) not in (0, first)


def test_a_restarted_server_knows_its_photos_and_takes_in_what_came_meanwhile(studio: Server, tablet: Client) -> None:
    hears_of(tablet, "<b>2</b> photos ready")
    studio.kill()
    drop(studio, "DSC_0003.jpg", 3)
    studio.start()
    assert "<b>2</b> photos ready" in start_page(tablet)
    hears_of(tablet, "<b>3</b> photos ready")


def test_only_the_rooms_own_tv_hears_what_is_shown_in_it(studio: Server, tablet: Client) -> None:
    tv, other = studio.device("tv", room="sales-1"), studio.device("tv", room="sales-2")
    with tv.socket(who="sales-2") as mine, other.socket(who="sales-1") as theirs:
        for listener in (mine, theirs):
            listener.next("hello")
        number = tablet.tap("/bookings/2031/presentations", actor="mei", room="sales-1")[1]["presentation"]
        assert "Ms Chen" in str(mine.next("changed")["parts"])
        assert theirs.next("changed")["parts"] == []
        tablet.tap(f"/presentations/{number}/end", actor="mei")
        assert "Ms Chen" not in str(mine.next("changed")["parts"])


@pytest.mark.parametrize("role", ["lobby", "station", "board", "desk", "tv"])
@pytest.mark.parametrize("screen", ["presenter", "presenting"])
def test_nobody_else_may_join_the_presenters_screens(studio: Server, role: str, screen: str) -> None:
    device = studio.device(role)
    with pytest.raises(socketio.exceptions.ConnectionError), device.socket(screen, who="1"):
        pass


@pytest.mark.parametrize("role", ["lobby", "station", "board", "desk", "presenter"])
def test_nobody_else_may_join_a_tvs_screen(studio: Server, role: str) -> None:
    device = studio.device(role)
    with pytest.raises(socketio.exceptions.ConnectionError), device.socket("tv", who="sales-1"):
        pass
