"""(j) A slow TV (FAULTS F17): a sixth of the processor, two megabits a second, thousands of slides to remember.

`python -m bench slow_tv [--slides 5000] [--steps 30] [--walk 1000]`. How soon a photo is on the glass that was fetched ahead, and
one that nobody could foresee: small, and sharp; whether the presenter is told meanwhile; and what the page's memory is after so
many slides as before them. The line is fast for the walk, or it would take hours; the processor stays slow.
"""

import argparse
import os
import random
import shutil
import tempfile
import time
from pathlib import Path
from urllib.parse import parse_qs

from PIL import Image, ImageChops
from playwright.sync_api import Browser, CDPSession, Page, Request, sync_playwright

from display.renditions import develop
from tests.browser.conftest import FLAGS, chromium_path
from tests.browser.sales_room import ON_GLASS, Room
from tests.browser.slow import slowed
from tests.display.pictures import jpeg, scene
from tests.serving import Server
from tests.web.bookings import add_bookings, booking_line

from .figures import machine, spread
from .tv import tv_page

BOOKING = 2031
DISTINCT = 8
FULL = 1920
LONGEST_MS = 60000
# Chromium keeps decoded pictures by how much memory there is: on a set, as little as a cheap phone's.
CHEAP = "--enable-low-end-device-mode"
HERE = """id => performance.getEntriesByType("resource").some(
    (one) => one.name.includes(`/${id}/tv?`) && one.responseEnd > 0)"""
SHARP = f"document.querySelector('.photo.is-front').naturalWidth === {FULL}"


def deliver(server: Server, slides: int) -> None:
    """So many small photos; taken in within minutes."""
    folder = server.media / "photos" / str(BOOKING)
    folder.mkdir(parents=True)
    picture = scene(96, 54)
    for place in range(slides):
        (folder / f"DSC_{place:05}.jpg").write_bytes(jpeg(picture, comment=b"%d" % place))


def make_heavy(server: Server) -> int:
    """Give them the copies of large photos; the bytes of the largest."""
    folder, largest = server.media / "renditions" / str(BOOKING), 0
    for number in range(DISTINCT):
        noise = Image.effect_noise((FULL, 1080), 12).convert("RGB")
        made = develop(jpeg(ImageChops.add(scene(FULL, 1080, number), noise, 1, -128)), "a.jpg", ("thumb", "tv")).files
        for name in ("thumb", "tv"):
            (folder / f".heavy-{number}.{name}").write_bytes(made[name])
            largest = max(largest, len(made[name]))
    for name in ("thumb", "tv"):
        for place, file in enumerate(sorted(folder.glob(f"*.{name}.jpg"))):
            heavy = folder / ".next"
            os.link(folder / f".heavy-{place % DISTINCT}.{name}", heavy)
            heavy.replace(file)
    return largest


class Set:
    """The TV's page, its presenter's taps, and what they cost."""

    def __init__(self, room: Room, page: Page, browser: Browser) -> None:
        self.room, self.page = room, page
        self.session: CDPSession = slowed(page)
        self._browser = browser.new_browser_cdp_session()
        self.holds, self.held_mb = 0, 0.0
        page.on("request", self._hear)

    def _hear(self, request: Request) -> None:
        if request.url.endswith("/tv/condition"):
            said = parse_qs(request.post_data or "")
            self.holds, self.held_mb = int(said["holds"][0]), int(said["held_bytes"][0]) / 1e6

    def show(self, place: int) -> float:
        """Milliseconds from the tap until the photo, small or sharp, is in front."""
        slide, began = self.room.slides[place], time.monotonic()
        self.room.show(place)
        self.page.wait_for_function(f"wanted => ({ON_GLASS}) === wanted", arg=slide, timeout=LONGEST_MS, polling=20)
        return (time.monotonic() - began) * 1000

    def become_sharp(self) -> None:
        self.page.wait_for_function(f"() => {SHARP}", timeout=LONGEST_MS, polling=20)

    def says(self) -> str:
        """What the presenter's tablet hears of it."""
        return str(self.room.tablet.get(f"/presentations/{self.room.number}/screen")["screen"])

    def hurry(self) -> None:
        unlimited = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        self.session.send("Network.emulateNetworkConditions", unlimited)

    def memory(self) -> str:
        self.session.send("HeapProfiler.collectGarbage")
        self.session.send("Performance.enable")
        figures = {one["name"]: one["value"] for one in self.session.send("Performance.getMetrics")["metrics"]}
        images = self.page.evaluate("[...document.images].filter((one) => one.hasAttribute('src')).length")
        resident = max(map(resident_mb, self._renderers()))
        heap = figures["JSHeapUsedSize"] / 1e6
        return f"heap {heap:.1f} MB, {figures['Nodes']:.0f} nodes, {images} images decoded, {resident:.0f} MB resident"

    def _renderers(self) -> list[int]:
        every = self._browser.send("SystemInfo.getProcessInfo")["processInfo"]
        return [one["id"] for one in every if one["type"] == "renderer"]


def resident_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def foreseen(tv: Set, steps: int) -> list[float]:
    """One after the other, each as soon as it has been fetched ahead."""
    tv.show(0)
    tv.become_sharp()
    taken = []
    for place in range(1, steps + 1):
        tv.page.wait_for_function(HERE, arg=tv.room.slides[place], timeout=LONGEST_MS)
        taken.append(tv.show(place))
    return taken


def unforeseen(tv: Set, steps: int) -> tuple[list[float], list[float], int]:
    """Somewhere else each time: until it is there, until it is sharp, and how often the presenter was told of the difference."""
    chance, there, sharp, told = random.Random(17), [], [], 0
    for _ in range(steps):
        began = time.monotonic()
        there.append(tv.show(chance.randrange(len(tv.room.slides))))
        told += tv.says() == "behind"
        tv.become_sharp()
        sharp.append((time.monotonic() - began) * 1000)
    return there, sharp, told


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--slides", type=int, default=5000)
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--walk", type=int, default=1000)
    options = parser.parse_args(arguments)
    print(machine())
    path = chromium_path()
    assert path, "Chromium is needed (Debian's package: chromium)"
    folder = Path(tempfile.mkdtemp(prefix="slow-tv-"))
    try:
        with Server(folder) as server, sync_playwright() as playwright:
            add_bookings(server, booking_line(BOOKING))
            deliver(server, options.slides)
            room = Room(server)
            room.start(BOOKING, photos=options.slides)
            print(f"{options.slides} slides, a photo for the TV {make_heavy(server) / 1e3:.0f} kB at most")
            browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, CHEAP])
            with tv_page(browser, room.tv, (FULL, 1080)) as page:
                report(Set(room, page, browser), options.steps, options.walk)
            browser.close()
    finally:
        shutil.rmtree(folder)


def report(tv: Set, steps: int, walk: int) -> None:
    print(f"fetched ahead → on the glass  {spread(foreseen(tv, steps))}", flush=True)
    there, sharp, told = unforeseen(tv, steps)
    print(f"not foreseen → on the glass   {spread(there)}")
    print(f"not foreseen → sharp          {spread(sharp)}")
    print(f"the presenter was told of {told} of {steps} that were not sharp yet", flush=True)
    tv.hurry()
    print(f"before the walk               {tv.memory()}", flush=True)
    last = len(tv.room.slides) - 1
    for number in range(walk):
        tv.show(min(number, last - number % 2))
        if number + 1 in (walk // 4, walk // 2, walk):
            print(f"after {number + 1} slides{'':<{16 - len(str(number + 1))}} {tv.memory()}", flush=True)
    print(f"photos in memory: {tv.holds}, {tv.held_mb:.1f} MB")


if __name__ == "__main__":
    main()
