"""A studio with bookings for every guest of these tests, and a paired tablet for each test."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Playwright

from ...serving import Client, Server
from ...web.bookings import add_bookings, booking_line
from ..conftest import launched
from ..places import SHARED_PROCESS, Places
from .guest import Guest

ON_BOTH_ENGINES = pytest.mark.parametrize("studio", ["eventlet", "threading"], indirect=True)
IMPATIENT = "[lobby]\nidle_seconds = 7\nwarning_seconds = 5\n"
ASKING = "[lobby]\nidle_seconds = 5\nwarning_seconds = 120\n"
TELLING = """[lobby.parking]
en = "In the yard behind the house, through the gate on Linden Street; the barrier knows your plate once you have told us."
zh_Hans = "请从椴树街的大门进入，停在后院；告诉我们车牌后，道闸会自动识别。"
zh_Hant = "請從椴樹街的大門進入，停在後院；告訴我們車牌後，道閘會自動識別。"
"""
EXPECTED = ("Failed to load resource", "WebSocket connection")  # refusals and a server that is away are answers too


@contextmanager
def open_studio(folder: Path, *lines: str, settings: str = "", engine: str = "eventlet") -> Iterator[Server]:
    """A served studio with these bookings."""
    server = Server(folder, engine)
    (server.data / "studio.toml").write_text(settings, "utf-8")
    with server:
        add_bookings(server, *lines)
        yield server


class Houses:
    """One studio for each engine that was asked for, open until the last test."""

    def __init__(self, tmp_path_factory: pytest.TempPathFactory, *lines: str, settings: str = "") -> None:
        self.folder = tmp_path_factory.mktemp("houses")
        self.lines, self.settings = lines, settings
        self.open = ExitStack()
        self.served: dict[str, Server] = {}

    def on(self, engine: str) -> Server:
        if engine not in self.served:
            studio = open_studio(self.folder / engine, *self.lines, settings=self.settings, engine=engine)
            self.served[engine] = self.open.enter_context(studio)
        return self.served[engine]


@pytest.fixture(scope="session")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Houses]:
    """Phones end in the booking's number; 7001 and 7002 are alike, 2091 comes next week, 2092 is early, 2093 comes to fetch,
    2094 to choose."""
    couples = [booking_line(number) for number in range(2001, 2080)]
    others = [
        booking_line(2091, minutes=7 * 24 * 60),
        booking_line(2092, minutes=60),
        booking_line(2093, kind="pickup", looks="0"),
        booking_line(2094, kind="selection", looks="0"),
    ]
    alike = [booking_line(7001, names="Ms Chen,", phone="13800137777"), booking_line(7002, phone="13900137777")]
    chinese = [booking_line(2101, names="陈晓明,李娜"), booking_line(2102, names="欧阳娜娜,")]
    houses = Houses(tmp_path_factory, *couples, *others, *alike, *chinese, settings=TELLING)
    with houses.open:
        yield houses


@pytest.fixture
def studio(request: pytest.FixtureRequest, houses: Houses) -> Server:
    """On eventlet, or as `ON_BOTH_ENGINES` says."""
    return houses.on(getattr(request, "param", "eventlet"))


@pytest.fixture(scope="session")
def impatient_houses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Houses]:
    """Studios whose lobby does not wait long; their guests are those nobody may hear of afterwards."""
    canaries = [booking_line(number, names="Casilda Quillfeather,") for number in range(8640, 8660)]
    houses = Houses(tmp_path_factory, *canaries, settings=IMPATIENT)
    with houses.open:
        yield houses


@pytest.fixture
def impatient(impatient_houses: Houses) -> Server:
    return impatient_houses.on("eventlet")


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A studio whose lobby soon asks whether its guest is still there, and has time for the answer."""
    with open_studio(tmp_path_factory.mktemp("asking"), booking_line(2001), settings=ASKING) as server:
        yield server


@pytest.fixture
def desk(studio: Server) -> Client:
    return studio.device("desk")


def paired(browser: Browser, server: Server, **options: object) -> BrowserContext:
    """A tablet of its own, paired as a lobby, with an empty page."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "has_touch": True, **options})  # type: ignore[arg-type]
    name, _, value = server.device("lobby", name="Lobby").cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": server.address}])
    context.new_page()
    return context


@pytest.fixture(scope="session")
def places(playwright: Playwright) -> Places:
    return Places(launched(playwright, SHARED_PROCESS))


@pytest.fixture
def tablet(places: Places, studio: Server) -> Iterator[BrowserContext]:
    place = places.take(viewport={"width": 1280, "height": 800}, has_touch=True)
    place.pair(studio.device("lobby", name="Lobby"))
    yield place.context
    places.give_back(place)


@pytest.fixture
def guest(tablet: BrowserContext, studio: Server) -> Iterator[Guest]:
    """The first guest of the day; the page may not complain about anything while they are there."""
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(EXPECTED):
            complaints.append(message.text)

    page = tablet.new_page()
    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield Guest(page, studio).come()
    assert complaints == []
