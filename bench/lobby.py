"""(f) A guest's finger on the lobby tablet → the next question painted, in a real Chromium, with 40 visits in the house as a
simulated day has left them and 30 boards live: idle, and while photographs are taken in.
`python -m bench lobby [--guests 50] [--boards 30]`.

Measured inside the page: from the click to the second animation frame after the step or the question has changed, from the
start to the fourth answered question. The floor, measured in the same page in the same run, is two animation frames.
"""

import argparse
import json
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS, chromium_path
from tests.browser.lobby.guest import NAME, Guest
from tests.serving import Server
from tests.simulated import crowd
from tests.web.bookings import add_bookings, booking_line

from .figures import machine, spread
from .shoot import DELIVERED, deliver, painted
from .tap import LOCALES, VISITS, Boards

# A step is drawn again while an answer is awaited: only another step or question than before counts.
WATCH = """() => {
    const asked = () => document.querySelector(".arrived [data-ask]:not([hidden])")?.dataset.ask;
    const place = () => `${document.getElementById("room").dataset.at} ${asked()}`;
    window.took = [];
    let tappedAt = null;
    let before = place();
    window.addEventListener("click", () => { tappedAt = performance.now(); }, { capture: true });
    window.painted = (began) => new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)));
    });
    new MutationObserver(async () => {
        if (tappedAt === null || place() === before) return;
        const began = tappedAt;
        tappedAt = null;
        before = place();
        window.took.push(await window.painted(began));
    }).observe(document.body, { subtree: true, childList: true, attributeFilter: ["data-at", "hidden"] });
}"""
STEPS = 4
ANSWERS = {
    "session": "[name=is_right][value=true]",
    "company": ".company-form .btn.main",
    "wish": ".wish .tile >> nth=1",
    "needs": ".needs-form .btn.main",
}
FIRST = 3001  # the simulated day has its bookings below
# As long as so many guests are at the tablet, one delivery of photographs is being taken in.
GUESTS_A_DELIVERY = 8


def one_guest(page: Page, server: Server, number: int) -> tuple[list[float], list[float]]:
    """The four steps of a booked guest and the first four answers in milliseconds, and the floor as often."""
    guest = Guest(page, server).come()
    page.evaluate(WATCH)
    guest.tap("[data-does=arrive] button")
    guest.sees("digits")
    guest.digits(f"{number:04d}")
    guest.sees("name")
    page.fill(NAME, "Chen")
    guest.tap("[data-does=find] button")
    guest.sees("confirm")
    guest.tap("[data-does=check-in] button")
    guest.sees("done")
    for place, (question, answer) in enumerate(ANSWERS.items(), STEPS):
        page.wait_for_function(f"() => window.took.length === {place}")
        guest.is_asked(question)
        guest.tap(answer)
    page.wait_for_function(f"() => window.took.length === {STEPS + len(ANSWERS)}")
    steps: list[float] = page.evaluate("window.took")
    floor = [float(page.evaluate("window.painted(performance.now())")) for _ in steps]
    return steps, floor


def measured(page: Page, server: Server, first: int, guests: int) -> tuple[list[float], list[float]]:
    steps: list[float] = []
    floor: list[float] = []
    for number in range(first, first + guests):
        mine, bare = one_guest(page, server, number)
        steps += mine
        floor += bare
    return steps, floor


def while_photos_come(
    page: Page, server: Server, photos: list[Path], first: int, guests: int
) -> tuple[list[float], list[float]]:
    steps: list[float] = []
    floor: list[float] = []
    left = 0
    for number in range(first, first + guests, GUESTS_A_DELIVERY):
        deliver(photos, server.media / "photos" / str(number))
        mine, bare = measured(page, server, number, min(GUESTS_A_DELIVERY, first + guests - number))
        left += DELIVERED - len(list((server.media / "renditions").glob(f"{number}/*.tv.jpg")))
        steps += mine
        floor += bare
    print(f"{left} photos were still to be taken in when the guests were through")
    return steps, floor


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--guests", type=int, default=50)
    parser.add_argument("--boards", type=int, default=30)
    options = parser.parse_args(arguments)
    print(machine())
    path = chromium_path()
    assert path, "Chromium is needed (Debian's package: chromium)"
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder)) as server, sync_playwright() as playwright:
        crowd(server, most=VISITS)
        add_bookings(server, *(booking_line(FIRST + i) for i in range(2 * options.guests + 2)))
        cookie = server.device("board").cookie
        share = [options.boards // 3 + (i < options.boards % 3) for i in range(3)]
        groups = [
            (count, json.dumps({"screen": "board", "locale": locale}), cookie)
            for count, locale in zip(share, LOCALES, strict=True)
        ]
        boards = Boards(server.port, groups)
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        context = browser.new_context(viewport={"width": 1280, "height": 800}, has_touch=True)
        name, _, value = server.device("lobby").cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": server.address}])
        page = context.new_page()
        measured(page, server, FIRST, 2)
        report("idle", *measured(page, server, FIRST + 2, options.guests))
        photos = painted(Path(folder) / "camera")
        report("taking photos in", *while_photos_come(page, server, photos, FIRST + 2 + options.guests, options.guests))
        boards.close()
        browser.close()


def report(when: str, steps: list[float], floor: list[float]) -> None:
    print(f"{when:<18}  tap → next screen  {spread(steps)}")
    print(f"{'':<18}  floor, two frames  {spread(floor)}")


if __name__ == "__main__":
    main()
