"""The screens of simulated days, for tests/screens.py: forty parties in the house, and a whole day seen again."""

import tempfile
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext

from .serving import Client
from .simulated import HOURS, MANY, MOST, DayServer

WALL, WALL_4K, LAPTOP = (1920, 1080), (3840, 2160), (1440, 900)
LANGUAGES = {"": "en", ".zh": "zh_Hans", ".zh-Hant": "zh_Hant"}
CROWD_SEED, DAY_SEED, DAY_PARTIES = 1, 3, 14


def full_and_cut_off(browser: Browser, folder: Path) -> None:
    """A house with nobody in it; forty parties, on a wall of either size; and what a screen says when the server is gone."""
    with tempfile.TemporaryDirectory() as data, DayServer(Path(data)) as server:
        board = server.device("board")
        with closing(_context(browser, board, WALL)) as wall, closing(_context(browser, board, WALL_4K)) as larger:
            page = wall.new_page()
            page.goto(server.address + "/board")
            page.wait_for_timeout(800)
            page.screenshot(path=folder / "board-empty.png")
            server.play(parties=MANY, hours=HOURS, crowd=MOST, seed=CROWD_SEED)
            page.reload()  # the clock of this house has stood beside the page's
            page.wait_for_timeout(1500)
            page.screenshot(path=folder / "board-full.png")
            page_4k = larger.new_page()
            page_4k.goto(server.address + "/board")
            page_4k.wait_for_timeout(1500)
            page_4k.screenshot(path=folder / "board-full-4k.jpg", type="jpeg", quality=86)
            server.kill()
            page.wait_for_timeout(2500)
            page.screenshot(path=folder / "board-stale.png")


def replay(browser: Browser, folder: Path) -> None:
    """A day from its first party to its last, by the desk."""
    with tempfile.TemporaryDirectory() as data, DayServer(Path(data)) as server:
        server.play(parties=DAY_PARTIES, seed=DAY_SEED)
        with closing(_context(browser, server.device("desk"), LAPTOP)) as context:
            page = context.new_page()
            for mark, locale in LANGUAGES.items():
                page.goto(f"{server.address}/desk/replay?lang={locale}")
                page.locator("#at").focus()
                for _ in range(7):
                    page.keyboard.press("PageDown")  # when many are in the house
                page.wait_for_timeout(900)
                page.screenshot(path=folder / f"desk-replay{mark}.png")


def _context(browser: Browser, device: Client, size: tuple[int, int]) -> BrowserContext:
    name, _, value = device.cookie.partition("=")
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    context.add_cookies([{"name": name, "value": value, "url": device.server.address}])
    return context
