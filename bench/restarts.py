"""(h) The TV through restarts and reloads: is there ever a black, torn or error frame, and how soon is it back?

`python -m bench restarts [--restarts 1000] [--reloads 200]`. A photo is on the TV; the server is killed with SIGKILL and
started again, the next photo is asked for; every frame that the page paints meanwhile is looked at. The photos are plain and
bright, so a frame that is dark anywhere is a flash. On a reload the page itself is gone: it may be dark until the photo is
back, but nothing else may be seen.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS, Screens, chromium_path
from tests.browser.film import filmed
from tests.browser.sales_room import GREEN, GROUND, Room, drop, open_tv, settled, shows
from tests.serving import Server
from tests.web.bookings import add_bookings, booking_line

from .figures import machine, spread

BOOKING, PHOTOS, NOISE = 2031, 6, 12
TOLD_EVERY = 50  # restarts: a thousand take an hour

Frame = tuple[tuple[int, ...], ...]  # the darkest and the brightest value of red, green and blue


Run = tuple[float, int, list[Frame]]  # seconds until it was back, frames painted, those among them that are wrong


def is_photo(frame: Frame) -> bool:
    """Nowhere darker than a photo; a small light mark that tells that the server is away may stand on it."""
    return frame[1][0] >= GREEN - NOISE


def is_photo_or_dark(frame: Frame) -> bool:
    return is_photo(frame) or frame[1][1] <= GROUND + NOISE


def restarted(room: Room, tv: Page, slide: int) -> float:
    """Seconds from the first answer of the new server until the TV shows the photo asked for then."""
    room.server.kill()
    room.server.start()
    began = time.monotonic()
    room.show(slide)
    shows(tv, room.slides[slide], within_ms=15000)
    settled(tv)
    return time.monotonic() - began


def reloaded(room: Room, tv: Page, slide: int) -> float:
    began = time.monotonic()
    tv.reload()
    shows(tv, room.slides[slide], within_ms=15000)
    settled(tv)
    return time.monotonic() - began


def watched(tv: Page, act: Callable[[], float], is_calm: Callable[[Frame], bool]) -> Run:
    """What `act` says, how many frames were painted meanwhile, and those that should not have been."""
    with filmed(tv) as film:
        took = act()
    return took, len(film), [frame for frame in film.extremes() if not is_calm(frame)]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--restarts", type=int, default=1000)
    parser.add_argument("--reloads", type=int, default=200)
    options = parser.parse_args(arguments)
    print(machine())
    path = chromium_path()
    assert path, "Chromium is needed (Debian's package: chromium)"
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder)) as server, sync_playwright() as playwright:
        add_bookings(server, booking_line(BOOKING))
        drop(server, BOOKING, PHOTOS)
        room = Room(server)
        screens = Screens(playwright.chromium.launch(executable_path=path, args=FLAGS))
        tv = open_tv(screens, room)
        room.start(BOOKING, PHOTOS)
        room.show(0)
        shows(tv, room.slides[0])
        settled(tv)
        every: list[Run] = []
        for n in range(1, options.restarts + 1):
            every.append(watched(tv, lambda: restarted(room, tv, n % PHOTOS), is_photo))  # noqa: B023
            if n % TOLD_EVERY == 0 or n == options.restarts:
                report("restarts", every)
        last = options.restarts % PHOTOS
        runs = [watched(tv, lambda: reloaded(room, tv, last), is_photo_or_dark) for _ in range(options.reloads)]
        report("reloads", runs)
        print(f"errors of the page: {len(screens.errors)}")
        screens.close()


def report(what: str, runs: list[Run]) -> None:
    if not runs:
        return
    frames, wrong = sum(count for _, count, _ in runs), [frame for _, _, bad in runs for frame in bad]
    print(
        f"{len(runs)} {what}: {len(wrong)} wrong frames of {frames}; back after {spread([run[0] for run in runs], 's')}",
        flush=True,
    )
    for frame in wrong[:3]:
        print(f"  {frame}")


if __name__ == "__main__":
    main()
