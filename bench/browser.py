"""(a, in a browser) A finger on one screen → repainted on another, with five real Chromium screens open, idle and while
photographs are taken in. `python -m bench browser [--taps 40]`.

Measured from the moment the POST leaves to two animation frames after the board's DOM has changed.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS, chromium_path
from tests.serving import ROOT, Server
from tests.web.bookings import add_bookings, booking_line

from .figures import machine, spread

WATCH = """() => {
    window.painted = [];
    new MutationObserver(() => requestAnimationFrame(() => requestAnimationFrame(
        () => window.painted.push(performance.timeOrigin + performance.now())
    ))).observe(document.querySelector("#stage-reception"), {childList: true, subtree: true, attributes: true,
        attributeFilter: ["data-order", "class"], characterData: false});
}"""


def measured(board: Page, server: Server, taps: int) -> list[float]:
    desk = server.device("desk")
    figures = []
    for i in range(taps):
        board.evaluate("window.painted.length = 0")
        path = "escort" if i % 2 == 0 else "escort/return"
        began = time.time() * 1000
        status, _ = desk.tap(f"/visits/1/{path}", actor="mei", **({"kind": "meal"} if i % 2 == 0 else {}))
        assert status == 201
        board.wait_for_function("() => window.painted.length > 0", polling=5)
        figures.append(board.evaluate("window.painted[0]") - began)
        board.wait_for_timeout(80)
    return figures


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--taps", type=int, default=40)
    options = parser.parse_args(arguments)
    print(machine())
    path = chromium_path()
    assert path, "Chromium is needed (Debian's package: chromium)"
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder)) as server, sync_playwright() as playwright:
        add_bookings(server, *(booking_line(2031 + i) for i in range(20)))
        desk = server.device("desk")
        for i in range(20):
            desk.tap("/visits", actor="mei", booking=2031 + i)
        desk.tap("/visits/1/gate", actor="mei")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        pages = []
        for role, address in (
            ("board", "/board"),
            ("station", "/station/lin"),
            ("station", "/station/mei"),
            ("desk", "/desk"),
            ("board", "/board"),
        ):
            name, _, value = server.device(role).cookie.partition("=")
            context = browser.new_context(viewport={"width": 1280, "height": 800})
            context.add_cookies([{"name": name, "value": value, "url": server.address}])
            page = context.new_page()
            page.goto(server.address + address)
            pages.append(page)
        pages[0].evaluate(WATCH)
        measured(pages[0], server, 4)
        print(f"idle                {spread(measured(pages[0], server, options.taps))}")
        painter = subprocess.Popen(
            [
                *(sys.executable, "-m", "kiosk.demo.painter", "--media", str(server.media), "--booking", "2031"),
                *("--kind", "wedding", "--count", "60", "--size", "6000x4000"),
            ],
            cwd=ROOT,
        )
        while not list((server.media / "photos").glob("2031/*/*.JPG")):
            time.sleep(0.2)
        print(f"taking photos in    {spread(measured(pages[0], server, options.taps))}")
        painter.kill()
        painter.wait()
        browser.close()


if __name__ == "__main__":
    main()
