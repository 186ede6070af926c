"""Real Chromium, from Debian's package, on the real server."""

import shutil
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from ..serving import PATIENCE, Client, Server
from .places import closes
from .sales_room import Room

# On a crowded machine; what has to be quick says so itself (tests/crowd.py).
expect.set_options(timeout=PATIENCE * 1000)

# A browser's own suggestions under the address line are two more pages for every window that a test opens. (The last list
# given counts, so what Playwright would switch off stands here too.)
NOT_WANTED = (
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,SpareRendererForSitePerProcess,"
    "HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,PaintHolding,MediaRouter,OptimizationHints,LensOverlay,"
    "DestroyProfileOnBrowserClose,ThirdPartyStoragePartitioning,NetworkTimeServiceQuerying,PreconnectToSearch"
)
FLAGS = [
    f"--disable-features={NOT_WANTED}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]


# For the journeys that each kind of screen is there for.
ON_BOTH_ENGINES = pytest.mark.parametrize("house", ["eventlet", "threading"], indirect=True)


def chromium_path() -> str | None:
    """Debian's Chromium. (Its build without windows costs half as much, but sets Chinese in other widths.)"""
    return shutil.which("chromium")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Browser:
    return launched(playwright)


def launched(playwright: Playwright, *flags: str) -> Browser:
    path = chromium_path()
    if path is None:
        pytest.skip("Chromium is not installed (Debian's package: chromium)")
    return playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])


def becomes(read: Callable[[], Any], wanted: Any) -> None:
    """What is read is that, soon: a screen may be about to change, and a tap on its way."""
    until = time.monotonic() + PATIENCE
    while (found := read()) != wanted and time.monotonic() < until:
        time.sleep(0.05)
    assert found == wanted


class Screens:
    """Pages of paired devices, each in a browser context of its own. A page that logs an error fails its test."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.errors: list[str] = []

    def open(
        self, device: Client, path: str, size: tuple[int, int] = (1280, 800), address: str = "", locale: str = "en-GB"
    ) -> Page:
        context = self.browser.new_context(viewport={"width": size[0], "height": size[1]}, locale=locale)
        self.contexts.append(context)
        name, _, value = device.cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": device.server.address}])
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto((address or device.server.address) + path)
        return page

    def close(self) -> None:
        for context in self.contexts:
            closes(context)


@pytest.fixture
def screens(chromium: Browser) -> Iterator[Screens]:
    screens = Screens(chromium)
    yield screens
    screens.close()
    assert screens.errors == []


@pytest.fixture
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """On eventlet, or as `ON_BOTH_ENGINES` says."""
    with Server(tmp_path_factory.mktemp("house"), getattr(request, "param", "eventlet")) as server:
        yield server


@pytest.fixture
def room(studio: Server) -> Iterator[Room]:
    """A sales room of the module's own `studio`; what runs in it ends with the test."""
    room = Room(studio)
    yield room
    room.end()
