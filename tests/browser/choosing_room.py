"""A sales room in which a party chooses: bursts that look alike, a package that is soon full, and a tablet with a finger."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Page

from ..serving import Client, Server
from ..web.bookings import HEADER, booking_line
from .conftest import Screens
from .sales_room import Room

TABLET, SMALL_TABLET = (1180, 820), (1024, 768)
BEGAN = datetime(2026, 11, 22, 10, 0, 0)
PRICE = 6800
STUDIO = """
[[package]]
name = "Classic"
looks = 2
products = ["Album 30 x 30", "Wall picture: 1, 480"]
"""


@contextmanager
def choosing_studio(folder: Path, bursts: Sequence[int], bookings: Sequence[int] = (2031,)) -> Iterator[Server]:
    """A studio in which each booking holds two photos, and has these bursts, ready to be shown."""
    server = Server(folder)
    (server.data / "studio.toml").write_text(STUDIO)
    with server:
        furnish(server, *((number, 2) for number in bookings))
        for number in bookings:
            drop_session(server, number, bursts)
        all_ready(server, len(bookings), sum(bursts))
        yield server


def furnish(server: Server, *bookings: tuple[int, int]) -> None:
    """Bookings with their allowance of photos, each at 68 for one more."""
    lines = [booking_line(number).replace(",30,68,", f",{allowance},68,") for number, allowance in bookings]
    file = server.folder / "chosen.csv"
    file.write_text("\n".join([HEADER, *lines]), "utf-8")
    done = server.run("import", str(file))
    assert f"{len(lines)} new" in done.stdout, (done.stdout, done.stderr)


def frame(place: int, burst: int, at: datetime, size: tuple[int, int] = (720, 480)) -> bytes:
    """Frames of one burst are nearly the same; those of two are not."""
    picture = Image.new("RGB", size, (230 - 25 * (burst % 5), 200, 60 + 30 * (burst % 6)))
    pen = ImageDraw.Draw(picture)
    for n in range(7):
        left = (burst * 131 + n * 97) % size[0]
        top = (burst * 89 + n * 61) % size[1]
        pen.ellipse((left + place % 3, top, left + 170, top + 130), fill=(40 * n, 90, 250 - 35 * n))
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Canon", "Canon EOS R5"
    exif.get_ifd(0x8769)[0x9003] = f"{at:%Y:%m:%d %H:%M:%S}"
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=92, exif=exif, comment=b"%d" % place)
    return out.getvalue()


def drop_session(server: Server, number: int, bursts: Sequence[int]) -> None:
    """Two looks; each burst has so many frames, a minute after the one before."""
    place = 0
    for burst, length in enumerate(bursts):
        look = "1 White gown" if burst < (len(bursts) + 1) // 2 else "2 Evening gown"
        folder = server.media / "photos" / str(number) / look
        folder.mkdir(parents=True, exist_ok=True)
        for _ in range(length):
            place += 1
            (folder / f"DSC_{place:04d}.jpg").write_bytes(frame(place, burst, BEGAN + timedelta(minutes=burst)))


def all_ready(server: Server, albums: int, photos: int) -> None:
    """Wait until so many albums have so many photos each."""
    tablet = server.device("presenter")
    with tablet.socket("presenter") as listener:
        while _start_page(tablet).count(f"<b>{photos}</b> photos ready") < albums:
            listener.next("changed", timeout=60)


def _start_page(tablet: Client) -> str:
    return tablet.request("GET", "/presenter", headers={"Accept": "text/html"})[2].decode()


def open_tablet(
    screens: Screens, room: Room, page: str = "choosing", size: tuple[int, int] = TABLET, locale: str = "en-GB"
) -> Page:
    """The presenter's tablet, touched with a finger."""
    context = screens.browser.new_context(viewport={"width": size[0], "height": size[1]}, locale=locale, has_touch=True)
    screens.contexts.append(context)
    name, _, value = room.tablet.cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": room.server.address}])
    tablet = context.new_page()
    tablet.on("pageerror", lambda error: screens.errors.append(str(error)))
    tablet.goto(f"{room.server.address}/presenter/{room.number}/{page}")
    return tablet


def selection(room: Room, booking: int = 2031) -> dict[str, Any]:
    found: dict[str, Any] = room.tablet.get(f"/bookings/{booking}/selection")
    return found


def picks(room: Room, booking: int = 2031) -> list[str]:
    return [pick["photo"] for pick in selection(room, booking)["picks"]]


def begin_anew(room: Room, booking: int = 2031) -> None:
    """Open, and nothing marked: what an earlier test has left is taken back."""
    room.tap_ok(f"/bookings/{booking}/selection/reopening", reason="from the beginning")
    found = selection(room, booking)
    for photo in (*picks(room, booking), *found["maybe"], *found["passed"]):
        room.tap_ok(f"/presentations/{room.number}/marks", photo=photo, mark="none")
