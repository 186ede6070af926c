"""A sales room for browser tests: a TV, a presenter's tablet, and a party whose photos are ready."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image
from playwright.sync_api import Page

from ..serving import Server
from ..web.bookings import add_bookings, booking_line

if TYPE_CHECKING:  # its fixtures make rooms of ours
    from .conftest import Screens

# Photos of one colour each, all of them this bright in green: a darker frame is neither a photo nor a mixture of two.
GREEN = 200
COLOURS = [(230, GREEN, 40), (40, GREEN, 230), (230, GREEN, 230), (40, GREEN, 40), (140, GREEN, 250), (250, GREEN, 140)]
GROUND = 0x1E
SIZE = (960, 540)
ON_GLASS = "document.querySelector('.layer.is-front') ? (document.querySelector('.layer.is-front').picture || " + (
    "document.querySelector('.layer.is-front').dataset.layer) : ''"
)


def drop(server: Server, number: int, count: int, first: int = 0) -> None:
    folder = server.media / "photos" / str(number)
    folder.mkdir(parents=True, exist_ok=True)
    for place in range(first, first + count):
        out = io.BytesIO()
        Image.new("RGB", SIZE, COLOURS[place % len(COLOURS)]).save(out, "JPEG", quality=95, comment=b"%d" % place)
        (folder / f"DSC_{place:04d}.jpg").write_bytes(out.getvalue())


@contextmanager
def studio_with(folder: Path, photos: int, *others: str, settings: str = "") -> Iterator[Server]:
    """A studio in which party 2031 has so many photos, with the lines of other bookings; `settings` are its studio.toml."""
    server = Server(folder)
    if settings:
        (server.data / "studio.toml").write_text(settings)
    with server:
        add_bookings(server, booking_line(2031), *others)
        drop(server, 2031, photos)
        yield server


class Room:
    """A sales room with a TV and a presenter's tablet, and a party whose photos are ready."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.tv = server.device("tv", room="sales-1")
        self.tablet = server.device("presenter", room="sales-1")
        self.number = 0
        self.slides: list[str] = []

    def start(self, booking: int = 2031, photos: int = 6) -> int:
        """Start as soon as so many photos are ready."""
        with self.tablet.socket("presenter") as listener:
            while f"<b>{photos}</b> photos ready" not in self._start_page():
                listener.next("changed", timeout=30)
        self.number = self.tap_ok(f"/bookings/{booking}/presentations", room="sales-1")["presentation"]
        self.slides = [slide for _, run in self.tv.get("/tv/state")["looks"] for slide in run]
        assert len(self.slides) == photos
        return self.number

    def _start_page(self) -> str:
        return self.tablet.request("GET", "/presenter", headers={"Accept": "text/html"})[2].decode()

    def tap_ok(self, path: str, **fields: Any) -> dict[str, Any]:
        status, answer = self.tablet.tap(path, actor="mei", **fields)
        assert status == 201, answer
        return answer

    def show(self, place: int) -> None:
        self.tap_ok(f"/presentations/{self.number}/slides", slide=self.slides[place])

    def play(self, place: int) -> None:
        self.tap_ok(f"/presentations/{self.number}/playing", slide=self.slides[place])

    def end(self) -> None:
        """End what runs, if anything does."""
        if self.number:
            self.tablet.tap(f"/presentations/{self.number}/end", actor="mei")


def open_tv(screens: "Screens", room: Room) -> Page:
    return screens.open(room.tv, "/tv", SIZE)


def reaches(page: Page, slides: list[str], within_ms: float = 30000) -> None:
    """The glass holds one of those: a show that plays on may be further than the test has looked."""
    page.wait_for_function(f"wanted => wanted.includes({ON_GLASS})", arg=slides, timeout=within_ms)


def shows(page: Page, what: str, within_ms: float = 30000) -> None:
    page.wait_for_function(f"wanted => ({ON_GLASS}) === wanted", arg=what, timeout=within_ms)


def settled(page: Page) -> None:
    page.wait_for_function("() => !document.querySelector('.layer.is-back')")
