"""One party's whole day by finger, from the check-in to the farewell, on the house's real screens.

`python -m tests.day FILE.png` plays it and puts its moments side by side into one strip; the test counts the taps of each leg.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from .browser.conftest import FLAGS, Screens, chromium_path
from .serving import Server
from .web.bookings import add_bookings, booking_line

SIZE = (540, 860)
LEGS = (
    *(("makeup", 1), ("studio", 1), ("makeup", 2), ("studio", 2)),
    *(("removal", 2), ("farewell", 0)),
)
Keep = Callable[[Page, str], None]


class Day:
    """Plays it. `taps` counts what fingers did, by leg; `keep` hears of every moment worth a picture."""

    def __init__(self, server: Server, screens: Screens, keep: Keep = lambda page, name: None) -> None:
        self.server, self.screens, self.keep = server, screens, keep
        self.taps: dict[str, int] = {}
        self.pages: dict[str, Page] = {}
        self.visit = 0
        add_bookings(server, booking_line(2031))

    def play(self) -> None:
        self._arrive()
        self._welcome()
        for place, (stage, _) in enumerate(LEGS, 1):
            self._bring(f"{place} {stage}", stage)
        self._see_off()

    def holder(self) -> str:
        return str(self._shown()["holder"])

    def _shown(self) -> dict[str, object]:
        found: dict[str, object] = self.pages["desk"].request.get(f"{self.server.address}/visits/{self.visit}").json()
        return found

    def _station(self, person: str) -> Page:
        if person not in self.pages:
            self.pages[person] = self.screens.open(self.server.device("station"), f"/station/{person}", SIZE)
        return self.pages[person]

    def _tap(self, page: Page, what: str, leg: str) -> None:
        """One finger, once; the screens follow by themselves."""
        button = page.locator(f"{what} >> visible=true").first
        button.scroll_into_view_if_needed()
        page.wait_for_timeout(
            600
        )  # a finger takes its time; a second tap at the same place within half a second is none
        button.click()
        self.taps[leg] = self.taps.get(leg, 0) + 1

    def _arrive(self) -> None:
        desk = self.server.device("desk")
        self.pages["desk"] = self.screens.open(desk, "/desk", (1280, 800))
        self._station("mei")
        self.visit = int(desk.tap("/visits", actor="mei", booking=2031)[1]["visit"])

    def _welcome(self) -> None:
        mei = self._station("mei")
        mei.wait_for_selector(f"#visit-{self.visit}")
        self.keep(mei, "at the door")
        self._tap(mei, f"#visit-{self.visit} form[action$='/greeting'] button", "welcome")
        gate = mei.locator(f"#visit-{self.visit} form[action$='/gate']")
        gate.wait_for()
        self.keep(mei, "the welcome")
        self._tap(mei, "[data-tick-all]", "welcome")
        self._tap(mei, f"#visit-{self.visit} .go button.main", "welcome")

    def _bring(self, leg: str, stage: str) -> None:
        """The giver's tap and the receiver's; nobody else touches anything."""
        giver = self._station(self.holder())
        offer = giver.locator(f"#visit-{self.visit} form[action$='/handoffs']:has(.bring)").first
        offer.wait_for()
        assert offer.locator("[name=stage]").input_value() == stage
        receiver = self._station(offer.locator("[name=receiver]").input_value())
        self.keep(giver, f"{stage}: bring")
        self._tap(giver, f"#visit-{self.visit} form[action$='/handoffs'] .bring", leg)
        expect(receiver.locator(f"#incoming-{self.visit}")).to_be_in_viewport(
            ratio=0.99
        )  # wherever the last leg left the page
        self.keep(receiver, f"{stage}: take")
        self._tap(receiver, f"#incoming-{self.visit} form[action$='/acceptance'] button", leg)
        receiver.wait_for_selector(f"#visit-{self.visit}")
        giver.locator(f"#visit-{self.visit}").wait_for(state="detached")

    def _see_off(self) -> None:
        host = self._station(self.holder())
        host.wait_for_selector(f"#visit-{self.visit} form[action$='/farewell']")
        self._tap(host, "[data-tick-all]", "farewell")
        host.locator(f"#visit-{self.visit} [name=selection_on]").fill("2099-01-01")
        self.keep(host, "the farewell")
        self._tap(host, f"#visit-{self.visit} .go button.main", "farewell")
        host.locator(f"#visit-{self.visit}").wait_for(state="detached")


def strip(pictures: list[Path], file: Path, browser_page: Page) -> None:
    """All pictures side by side, as one."""
    images = "".join(f'<img src="{picture.as_uri()}" width="270">' for picture in pictures)
    page_file = pictures[0].parent / "strip.html"
    page_file.write_text(
        f'<body style="margin:8px;display:grid;grid-template-columns:repeat(8,270px);gap:8px">{images}'
    )
    browser_page.goto(page_file.as_uri())
    browser_page.screenshot(path=file, full_page=True, type="jpeg" if file.suffix == ".jpg" else "png")


def main(file: Path) -> None:
    chromium = chromium_path()
    assert chromium, "Chromium is not installed (Debian's package: chromium)"
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        screens, pictures = Screens(browser), list[Path]()

        def keep(page: Page, name: str) -> None:
            page.wait_for_timeout(500)
            pictures.append(Path(folder) / f"{len(pictures):02}.png")
            page.screenshot(path=pictures[-1])

        day = Day(server, screens, keep)
        day.play()
        strip(pictures, file, browser.new_page(viewport={"width": 2240, "height": 900}))
        print(f"{file}: {len(pictures)} moments; taps by leg: {day.taps}")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
