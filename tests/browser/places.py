"""Places in the browser that outlive their test, as a tablet outlives its guest."""

import signal
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from ..serving import Client

# All of a context's pages of one site in one process: a page whose process begins with it costs twice as much.
SHARED_PROCESS = "--process-per-site"
SITE = "http://127.0.0.1/"  # whatever a server's port
CLOSES_WITHIN = 5  # seconds


def closes(thing: Page | BrowserContext) -> bool:
    """Close it, if that is to be had: Chromium forgets it where a page goes elsewhere at that moment, and never answers. What
    was to be tested there has been; such a context must not be used again."""
    left = signal.alarm(CLOSES_WITHIN)  # tests/conftest.py raises TimeoutError
    try:
        thing.close()
    except TimeoutError:
        return False
    finally:
        signal.alarm(left)
    return True


class Place:
    """A context with a page that keeps its process alive. Every page that a test sees is a new one."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.options = repr(options)
        self.context = browser.new_context(**options)
        self._first = self.context.new_page()
        self._first.route(SITE, lambda route: route.fulfill(content_type="text/html", body=""))
        self._first.goto(SITE)
        self._stored = self.context.new_cdp_session(self._first)
        self._visited: set[str] = set()

    def pair(self, device: Client) -> None:
        """Whoever opens a page here is that device."""
        name, _, value = device.cookie.partition("=")
        self.context.add_cookies([{"name": name, "value": value, "url": device.server.address}])
        self._visited.add(device.server.address)

    @property
    def is_open(self) -> bool:
        return not self._first.is_closed()

    def clear(self) -> bool:
        """Nothing stays of whoever was here: no page, no cookie, nothing stored. False where a page would not go."""
        if not all(closes(page) for page in self.context.pages if page is not self._first):
            return False
        self.context.clear_cookies()
        for origin in self._visited:
            self._stored.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        self._visited.clear()
        return True


class Places:
    """Those of a whole session; one that is free is taken again."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self._free: dict[str, list[Place]] = {}

    def take(self, **options: Any) -> Place:
        free = self._free.get(repr(options))
        return free.pop() if free else Place(self.browser, **options)

    def give_back(self, place: Place) -> None:
        if place.is_open and place.clear():
            self._free.setdefault(place.options, []).append(place)
