"""`make screens`: a current picture of every screen, at its real size, from the demo studio; or only of some of them:
`python -m tests.screens DIR [SURFACE …]`."""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from kiosk.samples import LOOK_AGAIN_SECONDS

from .browser.conftest import FLAGS, chromium_path
from .browser.lobby.guest import SCANNER
from .screens_choosing import choosing
from .screens_day import full_and_cut_off, replay
from .screens_poses import poses
from .screens_readiness import readiness
from .screens_reveal import reveal
from .screens_wall import wall
from .serving import ROOT, Client, Server
from .web.party import page_of

LOBBY, TABLET, PHONE, WALL = (1280, 800), (820, 1180), (390, 844), (1920, 1080)
REMOTE, LAPTOP, WALL_4K = (1180, 820), (1440, 900), (3840, 2160)
LANGUAGES = {"": "en", ".zh": "zh_Hans", ".zh-Hant": "zh_Hant"}


class Album:
    """Takes pictures of the demo studio's screens."""

    def __init__(self, browser: Browser, server: Server, folder: Path) -> None:
        self.browser, self.server, self.folder = browser, server, folder
        folder.mkdir(parents=True, exist_ok=True)
        page = self.open("/demo", (1920, 1500))
        frames = page.eval_on_selector_all("iframe", "frames => frames.map(frame => frame.getAttribute('src'))")
        self.paths = {re.sub(r"/as/[^/]+/", "/", path): path for path in frames}
        page.close()

    def open(self, path: str, size: tuple[int, int], dark: bool = False, locale: str = "en") -> Page:
        page = self.browser.new_page(
            viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light"
        )
        page.goto(f"{self.server.address}{path}{'&' if '?' in path else '?'}lang={locale}")
        page.wait_for_timeout(900)
        return page

    def device(self, path: str) -> str:
        """The address of the demo frame whose device may open `path`."""
        home: str = next(own for own in self.paths if path.startswith(own))
        return str(self.paths[home]) + path.removeprefix(home)

    def keep(self, page: Page, name: str) -> None:
        is_photo = name.endswith("jpg")
        page.screenshot(path=self.folder / name, type="jpeg" if is_photo else "png", quality=86 if is_photo else None)
        print(name, flush=True)

    def take(self, path: str, name: str, size: tuple[int, int], dark: bool = False, languages: bool = True) -> None:
        stem, _, ending = name.partition(".")
        for mark, locale in LANGUAGES.items() if languages else (("", "en"),):
            page = self.open(self.device(path), size, dark, locale)
            self.keep(page, f"{stem}{mark}.{ending}")
            page.close()


def paint(server: Server) -> None:
    """A small session for the sales room, quickly."""
    command = [sys.executable, "-m", "kiosk.demo.painter", "--media", str(server.media), "--booking", "2018"]
    command += ["--kind", "wedding", "--count", "40", "--size", "2400x1600", "--seed", "2018", "--with-damaged"]
    subprocess.run(command, cwd=ROOT, check=True)


def lobby(album: Album) -> None:
    album.take("/lobby", "lobby-attract.jpg", LOBBY)
    page = album.open(album.device("/lobby"), LOBBY)
    page.mouse.click(LOBBY[0] * 0.7, LOBBY[1] * 0.4)
    page.locator("[data-step=language] h1").wait_for()
    page.wait_for_timeout(600)
    album.keep(page, "lobby-language.png")
    page.close()
    for mark, locale in LANGUAGES.items():
        page = album.open(album.device("/lobby"), LOBBY, locale=locale)
        page.locator(".btn.main").first.click()
        for digit in "43":
            page.keyboard.press(digit)
        page.wait_for_timeout(300)
        album.keep(page, f"lobby-find{mark}.png")
        for digit in "21":
            page.keyboard.press(digit)
        page.close()


def arrival(album: Album) -> None:
    """The whole way of one guest."""
    page = album.open(album.device("/lobby"), LOBBY)
    page.locator("[data-does=arrive] button").click()
    for digit in "4321":
        page.locator(f"[data-key='{digit}']").click()
    page.locator("#family-name").fill("Whitfield")
    album.keep(page, "lobby-name.png")
    page.locator("[data-does=find] button").click()
    page.get_by_text("Emma W.").wait_for()
    page.wait_for_timeout(400)
    album.keep(page, "lobby-confirm.png")
    page.locator("[data-does=check-in] button").click()
    arrived(album, page)
    page.close()


def arrived(album: Album, page: Page) -> None:
    """What is asked while somebody walks, and the way of the day."""
    while (asked := page.locator(".arrived [data-ask]:not([hidden])").get_attribute("data-ask")) != "next":
        page.wait_for_timeout(600)
        album.keep(page, f"lobby-{asked}.png")
        page.locator("[data-does=ask-next] button >> visible=true").click()
    page.wait_for_timeout(600)
    album.keep(page, "lobby-summoned.jpg")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.wait_for_timeout(300)
    album.keep(page, "lobby-summoned-phone.png")


def walk_in(album: Album) -> None:
    page = album.open(album.device("/lobby"), LOBBY)
    page.locator(".btn.main").first.click()
    page.locator("[data-does=just-looking] button >> visible=true").first.click()
    page.wait_for_timeout(600)
    album.keep(page, "lobby-just-looking.png")
    page.evaluate(SCANNER, "HTHD-PICK-ONE")  # a card of the scanner's: what there is to choose from is numbered
    album.keep(page, "lobby-by-card.png")
    page.close()


def stations(album: Album) -> None:
    album.take("/station/lin", "station.png", TABLET)
    album.take("/station/lin", "station-dark.png", TABLET, dark=True)
    album.take("/station/zhao", "station-studio.png", TABLET, languages=False)
    album.take("/station/mei", "station-phone.png", PHONE)
    album.take("/station/lin", "station-phone-dark.png", PHONE, dark=True)


def boards(album: Album) -> None:
    """A wall of either size, a phone, and the face for everybody."""
    for name, size in (("board.png", WALL), ("board-4k.jpg", WALL_4K), ("board-phone.png", PHONE)):
        album.take("/board", name, size)
    album.paths["/public"] = album.paths["/lobby"].replace("/lobby", "/board")
    album.take("/public", "board-public.png", WALL)
    album.take("/public", "board-public-phone.png", PHONE, languages=False)


def desk(album: Album) -> None:
    album.take("/desk", "desk-today.png", LAPTOP)
    album.take("/desk/lobby-card", "desk-lobby-card.png", LAPTOP, languages=False)
    page = album.open(album.paths["/desk"].replace("/desk", "/desk/devices"), LAPTOP)
    album.keep(page, "desk-devices.png")
    page.close()
    album.take("/desk/tools", "desk-tools.png", LAPTOP)


def bookings(album: Album) -> None:
    """The desk's bookings: a day, a week, the form of one with what clashes, its card, the search, an import looked at."""
    for path, name in (("/desk/bookings", "desk-bookings"), ("/desk/bookings/2041", "desk-booking")):
        album.take(path, f"{name}.png", LAPTOP)
    for path, name in (
        ("/desk/bookings?by=week", "desk-week"),
        ("/desk/bookings/2041/card", "desk-card"),
        ("/desk/search?q=chen", "desk-search"),
        ("/desk/import", "desk-import"),
    ):
        album.take(path, f"{name}.png", LAPTOP, languages=False)


def customers(album: Album) -> None:
    """Who is known, one of them with every contact, the brief at the desk and on a phone, the sheet for paper."""
    album.take("/desk/customers", "desk-customers.png", LAPTOP)
    page = album.open(album.device("/desk/customers?q=Whitfield"), LAPTOP)
    key = page.get_by_role("rowheader").filter(has_text="James").get_by_role("link").get_attribute("href")
    page.close()
    path = f"/desk/customers/{str(key).rpartition('/')[2]}"
    album.take(path, "desk-customer.png", LAPTOP)
    album.take(f"{path}/edit", "desk-customer-edit.png", LAPTOP, languages=False)
    album.take("/desk/bookings/2041/brief", "desk-brief.png", LAPTOP, languages=False)
    mine = album.paths["/station/mei"]
    for mark, locale in LANGUAGES.items():
        for name, size, address in (("brief-phone", PHONE, "2041/brief"), ("sheet", TABLET, "2031/sheet")):
            page = album.open(mine.replace("/station/mei", f"/bookings/{address}"), size, locale=locale)
            album.keep(page, f"{name}{mark}.png")
            page.close()


def evening(album: Album) -> None:
    """The day's numbers, and one party's way."""
    album.take("/desk/evening", "desk-evening.png", LAPTOP)
    page = album.open(album.device("/desk/replay"), LAPTOP)
    way = page.locator(".lanes a").first.get_attribute("href")
    page.close()
    page = album.open(str(way), (1100, 1000))
    album.keep(page, "journey.png")
    page.close()


def party(album: Album) -> None:
    """A party's own page, calling and heard; the feedback station; what the desk makes of both."""
    visits = album.server.device("desk").get("/visits")["visits"]
    path = page_of(album.server, next(one["id"] for one in visits if one["number"] == 2031))
    for mark, locale in LANGUAGES.items():
        for name, address in (("visit-page", path), ("visit-feedback", f"{path}/feedback")):
            page = album.open(address, PHONE, locale=locale)
            album.keep(page, f"{name}{mark}.png")
            page.close()
        feedback = album.open(album.paths["/lobby"].replace("/lobby", "/feedback"), LOBBY, locale=locale)
        feedback.locator("label[for=makeup-delighted]").click()
        album.keep(feedback, f"lobby-feedback{mark}.png")
        feedback.close()
    phone = Client(album.server)
    phone.tap(f"{path}/call")
    phone.tap(f"{path}/concerns", words="The dress pinches at the shoulder.")
    page = album.open(path, PHONE, dark=True)
    album.keep(page, "visit-page-calling.png")
    page.close()
    for name in ("concerns", "feedback"):
        album.take(f"/desk/{name}", f"desk-{name}.png", LAPTOP, languages=False)
    phone.tap(f"{path}/call/end")


def people_and_settings(album: Album) -> None:
    for path in ("people", "people/mei", "rota", "settings", "settings/stage", "settings/cue"):
        album.take(f"/desk/{path}", f"desk-{path.replace('/', '-')}.png", LAPTOP)


def pairing(album: Album) -> None:
    """A TV that shows its code, and the desk that lets it in."""
    tv = album.open("/pair/screen", WALL)
    album.keep(tv, "tv-code.png")
    desk = album.open(album.paths["/desk"].replace("/desk", "/desk/devices"), LAPTOP)
    desk.locator("#asking summary").click()
    album.keep(desk, "desk-authorise.png")
    for page in (tv, desk):
        page.close()


def samples(album: Album) -> None:
    """As if their people had agreed: some of the demo's painted photographs."""
    folder = album.server.media / "samples"
    folder.mkdir(exist_ok=True)
    for photo in sorted((album.server.media / "photos" / "2018").rglob("*.[jJ][pP][gG]"))[:3]:
        shutil.copy(photo, folder)
    time.sleep(LOOK_AGAIN_SECONDS)
    page = album.open(album.device("/presenter/samples"), REMOTE)
    page.locator("#picture").wait_for()
    album.keep(page, "presenter-samples.jpg")
    page.close()


def sales_room(album: Album) -> None:
    tv = album.open(album.device("/tv"), WALL)
    presenter = album.open(album.device("/presenter"), REMOTE)
    presenter.wait_for_timeout(1500)
    album.keep(presenter, "presenter-start.png")
    samples(album)
    presenter.get_by_text("2018").first.click()
    presenter.get_by_text("Anna").first.click()
    presenter.locator(".btn.main").last.click()
    presenter.wait_for_timeout(2500)
    album.keep(tv, "tv-title.png")
    for _ in range(4):
        presenter.keyboard.press("ArrowRight")
        presenter.wait_for_timeout(1500)
    album.keep(tv, "tv.jpg")
    album.keep(presenter, "presenter.jpg")
    for page in (tv, presenter):
        page.close()


HOUSE = (lobby, stations, boards, desk, bookings, customers, evening)
SALES = (pairing, sales_room, choosing, wall, reveal)
AFTERWARDS = (party, arrival, walk_in, people_and_settings, poses, readiness)  # these change what the others show


def main(folder: Path, *names: str) -> None:
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as data:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        with Server(Path(data), "eventlet", "demo", "--photos", "0", "--still") as server:
            paint(server)
            album = Album(browser, server, folder)
            page = album.open("/demo", (1920, 1500))
            page.wait_for_timeout(3000)
            if not names:
                album.keep(page, "demo.jpg")
            page.close()
            for surface in (*HOUSE, *SALES, *AFTERWARDS):
                if not names or surface.__name__ in names:
                    surface(album)
        for house in (full_and_cut_off, replay):
            if not names or house.__name__ in names:
                house(browser, folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screens"), *sys.argv[2:])
