"""(g) A presenter's tap → the photo painted on the TV, and how smooth the cross-fades are, in a real Chromium at 1080p and 4K;
and how far apart two TVs of one room change. `python -m bench tv [--transitions 300] [--sizes 1920x1080 3840x2160]`.

Measured inside the page: when the layer of the wanted photo has come to the front, plus the next animation frame, against the
moment the POST left (one machine, one clock). A frame is dropped where more than 1.5 frames of 60 Hz lie between two
animation frames of a fade. The floor, in the same browser: a bare page that cross-fades the same photos with no server.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import FLAGS, chromium_path
from tests.browser.sales_room import Room
from tests.serving import ROOT, Client, Server
from tests.web.bookings import add_bookings, booking_line

from .figures import machine, percentile, spread

BOOKING = 2031
PHOTOS = 8
FRAME_MS = 1000 / 60
WARM = 6
WATCH = """() => {
    window.cameAt = {};
    window.frames = [];
    let before = 0;
    const frame = (now) => {
        if (before && document.querySelector(".is-back")) window.frames.push(now - before);
        before = now;
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    new MutationObserver((changes) => {
        for (const { target } of changes) {
            if (!target.picture || !target.classList.contains("is-front")) continue;
            const id = target.picture;
            if (window.cameAt[id]) continue;
            requestAnimationFrame(() => { window.cameAt[id] = performance.timeOrigin + performance.now(); });
        }
    }).observe(document.getElementById("screen"), { subtree: true, attributes: true, attributeFilter: ["class"] });
}"""
# Two images that fade into one another for as long, and the frames of it.
FLOOR = """async ([first, second, count, fade]) => {
    const images = [first, second].map((src) => Object.assign(new Image(), { src }));
    await Promise.all(images.map((image) => image.decode()));
    for (const image of images) {
        image.style.cssText = `position:fixed;top:0;left:0;width:100%;height:100%;object-fit:contain;`
            + `transition:opacity ${fade}ms`;
        document.body.append(image);
    }
    const frames = [];
    let before = 0;
    let isFading = false;
    const frame = (now) => { if (before && isFading) frames.push(now - before); before = now; requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
    for (let i = 0; i < count; i += 1) {
        isFading = true;
        images[1].style.opacity = i % 2;
        await new Promise((resolve) => setTimeout(resolve, fade + 80));
        isFading = false;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return frames;
}"""


def painted_photos(server: Server) -> None:
    command = [
        *(sys.executable, "-m", "kiosk.demo.painter", "--media", str(server.media), "--booking", str(BOOKING)),
        *("--kind", "wedding", "--count", str(PHOTOS), "--size", "6000x4000"),
    ]
    subprocess.run(command, cwd=ROOT, check=True)


@contextmanager
def tv_page(browser: Browser, tv: Client, size: tuple[int, int]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    name, _, value = tv.cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": tv.server.address}])
    page = context.new_page()
    page.goto(f"{tv.server.address}/tv")
    page.wait_for_function("() => document.querySelector('.is-front')")
    page.evaluate(WATCH)
    yield page
    context.close()


def transitions(room: Room, pages: list[Page], count: int) -> tuple[list[float], list[float]]:
    """Milliseconds from the tap to the first TV's paint, and between the first and the last TV, for each change. One photo after
    the other, as they are shown; the way back to the first one, which no set has fetched ahead, is not counted."""
    taken, apart = [], []
    for number in range(count):
        place = number % (len(room.slides) - 1) + 1
        if place == 1:
            kept = [page.evaluate("window.frames.length") for page in pages]
            changed(room, pages, room.slides[0])
            for page, frames in zip(pages, kept, strict=True):
                page.evaluate("count => { window.frames.length = count; }", frames)
        began, came = changed(room, pages, room.slides[place])
        taken.append(came[0] - began)
        apart.append(max(came) - min(came))
    return taken, apart


def changed(room: Room, pages: list[Page], slide: str) -> tuple[float, list[float]]:
    """When the tap left and when each TV painted the photo, in ms of the wall clock; returns when the fades are over."""
    for page in pages:
        page.evaluate("window.cameAt = {}")
    began = time.time() * 1000
    room.tap_ok(f"/presentations/{room.number}/slides", slide=slide)
    for page in pages:
        page.wait_for_function("id => window.cameAt[id]", arg=slide, polling=20)
    came = [float(page.evaluate("id => window.cameAt[id]", slide)) for page in pages]
    for page in pages:
        page.wait_for_function("() => !document.querySelector('.is-back')", polling=20)
    return began, came


def smoothness(frames: list[float]) -> str:
    dropped = sum(max(0, round(frame / FRAME_MS) - 1) for frame in frames if frame > 1.5 * FRAME_MS)
    long = sum(frame > 50 for frame in frames)
    share = dropped / max(1, dropped + len(frames))
    worst = f"longest {max(frames):.0f} ms, p99 {percentile(frames, 0.99):.0f} ms"
    return f"{share:.1%} dropped, {long} over 50 ms, {worst}, n={len(frames)}"


def floor(browser: Browser, server: Server, size: tuple[int, int], count: int) -> list[float]:
    """The same photos as files of the renditions, from disk."""
    files = sorted((server.media / "renditions").glob("*/*.tv.jpg"))
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.goto(files[0].parent.as_uri())
    page.evaluate("document.body.replaceChildren()")
    frames: list[float] = page.evaluate(FLOOR, [files[0].as_uri(), files[-1].as_uri(), count, 400])
    context.close()
    return frames


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--transitions", type=int, default=300)
    parser.add_argument("--sizes", nargs="+", default=["1920x1080", "3840x2160"])
    options = parser.parse_args(arguments)
    sizes = [(int(width), int(height)) for width, height in (size.split("x") for size in options.sizes)]
    print(machine())
    path = chromium_path()
    assert path, "Chromium is needed (Debian's package: chromium)"
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder)) as server, sync_playwright() as playwright:
        add_bookings(server, booking_line(BOOKING))
        painted_photos(server)
        room = Room(server)
        room.start(BOOKING, photos=PHOTOS)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for size in sizes:
            alone(browser, server, room, size, options.transitions)
        in_step(browser, room, max(20, options.transitions // 5))
        browser.close()


def alone(browser: Browser, server: Server, room: Room, size: tuple[int, int], count: int) -> None:
    with tv_page(browser, room.tv, size) as page:
        transitions(room, [page], WARM)
        if size[0] > 1920:
            made(server)
        page.evaluate("window.frames.length = 0")
        taken, _ = transitions(room, [page], count)
        frames: list[float] = page.evaluate("window.frames")
    name = f"{size[0]} × {size[1]}"
    print(f"{name:<12} tap → painted  {spread(taken)}")
    print(f"{'':<12} its fades      {smoothness(frames)}")
    print(f"{'':<12} floor's fades  {smoothness(floor(browser, server, size, max(5, count // 5)))}")


def made(server: Server) -> None:
    """Wait for the larger copies, which are made once a large screen has come."""
    for _ in range(600):
        if len(list((server.media / "renditions").glob("*/*.tv4k.jpg"))) == PHOTOS:
            return
        time.sleep(0.2)
    sys.exit("the 4K copies were not made within two minutes")


def in_step(browser: Browser, room: Room, count: int) -> None:
    other = room.server.device("tv", room="sales-1")
    with tv_page(browser, room.tv, (1920, 1080)) as one, tv_page(browser, other, (1920, 1080)) as two:
        transitions(room, [one, two], WARM)
        _, apart = transitions(room, [one, two], count)
    print(f"two TVs      apart          {spread(apart)}")


if __name__ == "__main__":
    main()
