"""The party's own “upset” is open until they have been told what was done, and whoever it rates learns of it nowhere before the
day closes: not on their station, not over the wire, not on a screen that we all share (feature 8, E28)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kiosk.app import create_app
from kiosk.clock import Clock
from kiosk.commands import visit_page, visits
from kiosk.commands.devices import hashed
from kiosk.config import Settings
from kiosk.domain.booking import Booking
from kiosk.domain.customer import Customer, CustomerAdded
from kiosk.domain.device import Device
from kiosk.engine import ThreadingEngine
from kiosk.kinds import BOOKINGS, CUSTOMERS, DEVICES
from kiosk.live import Audience
from kiosk.transaction import Transaction, Writing
from kiosk.tries import Tries
from kiosk.watch import turn_day

from ..serving import Client, Server
from .bookings import house_of
from .party import arrive, page_of, shown


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with house_of(tmp_path_factory.mktemp("house"), 4) as server:
        yield server


@pytest.fixture(scope="module")
def station(house: Server) -> Client:
    return house.device("station")


def newest(desk: Client) -> str:
    """The address of the concern that was raised last."""
    events = desk.get("/events?limit=1000")["events"]
    return f"/concerns/{[one['body']['id'] for one in events if one['type'] == 'ConcernRaised'][-1]}"


def told_of(text: str, visit: int, card: str) -> list[str]:
    """What of all that a screen was sent tells of the party's own upset."""
    return [sign for sign in (card, f"upset-{visit}", 'value="upset" aria-pressed="true"') if sign in text]


def test_the_host_hears_of_it_and_neither_whoever_is_rated_nor_a_shared_screen_does(
    house: Server, station: Client
) -> None:
    visit = arrive(station, 2031)
    page, desk, lins = page_of(house, visit), house.device("desk"), house.device("station", staff="lin")
    screens = [(lins, "station", "lin"), (house.device("board"), "board", ""), (desk, "desk", ""), (desk, "rota", "")]
    sockets = [client.socket(screen, who) for client, screen, who in screens]
    with station.socket("station", "mei") as mei:
        others = [socket.__enter__() for socket in sockets]
        for listener in (mei, *others):
            listener.next("hello")
        told = Client(house).tap(f"{page}/moods", mood="upset")[1]["seq"]
        path = newest(desk)
        card = f"concern-{path.rpartition('/')[2]}"
        heard = {part["id"]: part["html"] for message in mei.until(told) for part in message["parts"]}
        assert f"upset-{visit}" in heard and "Lin does not hear of it today." in heard[card]
        for step, words in (("taking", {}), ("solution", {"words": "A blanket."}), ("telling", {})):
            for listener in others:
                assert not told_of(str(listener.until(told)), visit, card)
            for client, address in (
                (lins, "/station/lin"),
                (house.device("board"), "/board"),
                (desk, "/desk"),
                (desk, "/desk/concerns"),
                (desk, "/desk/evening"),
            ):
                html = shown(client, address)
                assert not told_of(html, visit, card) and path not in html, address
            status, answer = station.tap(f"{path}/{step}", actor="mei", **words)
            assert status == 201, answer
            told = answer["seq"]
        for listener in others:
            assert not told_of(str(listener.until(told)), visit, card)
            listener.close()


def test_to_whoever_is_rated_it_is_a_concern_that_never_was(house: Server, station: Client) -> None:
    visit = arrive(station, 2032)
    assert Client(house).tap(f"{page_of(house, visit)}/moods", mood="upset")[0] == 201
    desk, lins, meis = house.device("desk"), house.device("station", staff="lin"), house.device("station", staff="mei")
    path = newest(desk)
    for words in ({}, {"words": "Nothing."}):
        for step in ("taking", "solution", "telling"):
            found = lins.tap(f"{path}/{step}", actor="lin", **words)
            assert found == lins.tap(f"/concerns/9999/{step}", actor="lin", **words)
    assert lins.request("GET", path)[0] == lins.request("GET", "/concerns/9999")[0] == 404
    assert lins.request("GET", f"{path}?as=mei")[0] == desk.request("GET", path)[0] == 404, "it is their own tablet"
    assert "Lin does not hear of it today." in shown(meis, path) and shown(station, f"{path}?as=anna")


def test_it_is_read_out_at_the_farewell_but_not_by_whoever_it_rates(house: Server, station: Client) -> None:
    visit = arrive(station, 2033)
    assert Client(house).tap(f"{page_of(house, visit)}/moods", mood="upset")[0] == 201
    first = newest(house.device("desk"))
    assert station.tap(f"/visits/{visit}/handoffs", actor="lin", receiver="mei", stage="farewell")[0] == 201
    assert station.tap(f"/visits/{visit}/handoff/acceptance", actor="mei")[0] == 201
    assert Client(house).tap(f"{page_of(house, visit)}/moods", mood="upset")[0] == 201
    second = newest(house.device("desk"))
    assert first != second
    page, card = shown(station, "/station/mei"), f'id="{second.removeprefix("/").replace("s/", "-")}"'
    assert f"..{first}?as=mei" in page and f"..{second}" not in page and card not in page
    assert card in shown(station, "/station/anna"), "past the host, to the manager"
    assert card not in shown(station, "/station/bo")


ZONE = Settings().zone
MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)
EVENING = datetime(2026, 11, 23, 18, 1, tzinfo=ZONE)


class SetClock(Clock):
    moment = MORNING

    def now(self) -> datetime:
        return self.moment.astimezone(UTC)


def test_when_the_day_closes_everybody_reads_of_it(tmp_path: Path) -> None:
    clock = SetClock()
    app = create_app(Settings(), ThreadingEngine(), tmp_path / "data", tmp_path / "media", clock)
    store = app.extensions["floor"].store

    def prepare(tx: Transaction) -> dict[str, object]:
        tx.put(DEVICES, Device(id="desk", role="desk", name="desk", token_hash=hashed("desk"), paired_at=tx.now))
        tx.append("customer-1", CustomerAdded(id=1, source="desk"))
        tx.put(CUSTOMERS, Customer(id=1, names=("Ms Chen",)))
        booking = Booking(
            number=2031, starts_at=tx.now, kind="shoot", party=("Ms Chen",), size=1, looks=("",), host="mei", customer=1
        )
        tx.put(BOOKINGS, booking)
        return visits.check_in(tx, 2031, "en")

    store.execute(Writing.by_system(), prepare)
    tries = Tries(limit=1, window=timedelta(hours=1))
    party = Writing.by_system("customer")
    store.execute(party, lambda tx: visit_page.tap_mood(tx, tries, 1, "upset", "cold hands"))
    client = app.test_client()
    client.set_cookie("hth_device", "desk")
    live, screen = app.extensions["floor"].live, Audience("desk", "en")
    for moment, is_told in ((MORNING, False), (EVENING, True)):
        clock.moment, before = moment, store.house.seq
        for _ in range(2):
            turn_day(app.extensions["floor"])
        assert store.house.seq == before + is_told, "one event, so that the screens show the picture of then"
        assert ("concern-1" in {part.id for part in live.parts(store.house, screen)}) is is_told
        assert ("cold hands" in client.get("/visits/1/journey", headers={"Accept": "text/html"}).text) is is_told
        listed, customer, evening = (
            client.get(path, headers={"Accept": "text/html"}).text
            for path in ("/desk/concerns", "/desk/customers/1", "/desk/evening")
        )
        assert ("Nobody was unhappy" not in listed) is is_told
        assert ("What was not right" in customer) is is_told
        assert ("Something was not right" in customer) is is_told
        reception = evening.split('<th scope="row">Reception</th>')[1].split("</tr>")[0]
        assert ('<td class="num">1</td>' in reception) is is_told
    store.close()
