"""Something's not right: from the word to “they have been told”, with a name at every step (C20, B23, B29, E05)."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app import create_app
from kiosk.config import Settings
from kiosk.domain.concern import Concern
from kiosk.engine import ThreadingEngine
from kiosk.kinds import CONCERNS
from kiosk.queries.concerns import concerns_of
from kiosk.transaction import Transaction, Writing

from ..domain.cast import NINE
from ..serving import Client, Server
from .bookings import house_of
from .party import arrive, page_of, shown


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with house_of(tmp_path_factory.mktemp("house"), 11) as server:
        yield server


@pytest.fixture(scope="module")
def station(house: Server) -> Client:
    return house.device("station")


@pytest.fixture(scope="module")
def desk(house: Server) -> Client:
    return house.device("desk")


numbers = iter(range(2031, 2042))


@pytest.fixture
def visit(station: Client) -> int:
    return arrive(station, next(numbers))


def raised(device: Client, visit: int, words: str = "The room is cold.") -> str:
    """Lin raises it for the party in her hands; the concern's address."""
    status, answer = device.tap(f"/visits/{visit}/concerns", actor="lin", words=words)
    assert status == 201, answer
    return f"/concerns/{answer['concern']}"


def test_it_goes_from_raised_to_told_and_every_step_has_a_name(desk: Client, station: Client, visit: int) -> None:
    path = raised(station, visit)
    assert station.tap(f"{path}/taking", actor="mei")[0] == 201
    assert station.tap(f"{path}/solution", actor="bo", words="A heater was brought.")[0] == 201
    assert desk.tap(f"{path}/telling", actor="anna")[0] == 201
    page = shown(desk, path)
    clock = page[page.index("concern-clock") :]
    assert [clock.index(name) for name in ("Lin", "Mei", "Bo", "Anna")] == sorted(
        clock.index(name) for name in ("Lin", "Mei", "Bo", "Anna")
    )
    assert "Settled" in page and "A heater was brought." in page


def test_no_step_can_be_skipped(station: Client, visit: int) -> None:
    path = raised(station, visit)
    assert station.tap(f"{path}/solution", actor="mei", words="Done.")[1]["code"] == "concern_not_taken"
    assert station.tap(f"{path}/telling", actor="mei")[1]["code"] == "concern_not_solved"
    assert station.tap(f"{path}/taking", actor="mei")[0] == 201
    status, answer = station.tap(f"{path}/taking", actor="anna")
    assert (status, answer["message"]) == (409, "Mei is taking care of this already.")
    assert station.tap(f"{path}/telling", actor="mei")[1]["code"] == "concern_not_solved"


def test_somebody_has_to_act(station: Client, visit: int) -> None:
    assert station.tap(f"/visits/{visit}/concerns", words="It is cold.")[1]["code"] == "actor_missing"
    assert station.tap("/concerns/9999/taking", actor="mei")[1]["code"] == "unknown_concern"


def test_it_stands_at_the_hosts_station_and_at_the_desk_until_it_is_taken(
    desk: Client, station: Client, visit: int
) -> None:
    path = raised(station, visit, "Nobody knew of my wish.")
    assert "Nobody knew of my wish." in shown(station, "/station/mei")
    assert "Nobody knew of my wish." in shown(desk, "/desk")
    assert station.tap(f"{path}/taking", actor="lin")[0] == 201
    for page in (shown(station, "/station/mei"), shown(desk, "/desk")):
        card = re.search(r'data-from="(\d+)"(?:(?!</li>).)*Nobody knew of my wish', page, re.S)
        assert card and int(card[1]) > (time.time() + 9 * 60) * 1000, "it is not shown before it comes back"
    assert "Nobody knew of my wish." in shown(station, "/station/lin"), "with whoever took it until they are told"
    assert station.tap(f"{path}/solution", actor="lin", words="Read out together.")[0] == 201
    assert "They have been told" in shown(station, "/station/lin")
    assert station.tap(f"{path}/telling", actor="lin")[0] == 201
    assert "Nobody knew of my wish." not in shown(station, "/station/lin")


def test_an_upset_that_one_of_us_notes_opens_one_concern_and_is_read_out_at_the_farewell(
    house: Server, desk: Client, station: Client, visit: int
) -> None:
    def known() -> set[str]:
        return set(re.findall(r'id="concern-(\d+)"', shown(desk, "/desk")))

    before = known()
    for _ in range(2):
        assert station.tap(f"/visits/{visit}/moods", actor="lin", mood="upset", word="peculiar")[0] == 201
    (concern,) = known() - before
    assert f'id="concern-{concern}"' in shown(station, "/station/mei")
    assert f'id="heard-{concern}"' not in shown(Client(house), page_of(house, visit)), "they have told us nothing"
    assert station.tap(f"/visits/{visit}/handoffs", actor="lin", receiver="mei", stage="farewell")[0] == 201
    assert station.tap(f"/visits/{visit}/handoff/acceptance", actor="mei")[0] == 201
    assert f'<a href="../concerns/{concern}?as=mei">Not settled yet</a>' in shown(station, "/station/mei")


def test_it_is_not_the_public_boards_business(house: Server, station: Client, visit: int) -> None:
    raised(station, visit, "Casilda said so")
    assert "Casilda" not in shown(house.device("board", face="public"), "/board")


def test_every_step_works_as_a_plain_form_and_a_refusal_keeps_the_words(
    desk: Client, station: Client, visit: int
) -> None:
    assert 'name="words"' in shown(station, f"/visits/{visit}/concerns?as=lin")
    status, headers, _ = station.form(f"/visits/{visit}/concerns", actor="lin", words="Too loud.", back="/station/lin")
    assert (status, headers["Location"]) == (303, "/station/lin")
    path = re.findall(r"/concerns/\d+", shown(desk, "/desk/concerns").split("Too loud.")[0])[-1]
    status, _, content = desk.form(f"{path}/solution", actor="mei", words="Music turned down.")
    assert status == 409 and b"First one of us takes this on by name." in content
    assert desk.form(f"{path}/taking", actor="mei", back=path)[0] == 303
    status, _, content = desk.form(f"{path}/solution", actor="mei", words="  ")
    assert status == 422 and b"Please write in a few words what was done." in content
    status, _, content = desk.form(f"{path}/solution", actor="", words="Music turned down.")
    assert status == 422 and b"Music turned down.</textarea>" in content
    assert desk.form(f"{path}/solution", actor="mei", words="Music turned down.", back=path)[0] == 303
    assert desk.form(f"{path}/telling", actor="mei", back="/desk/concerns")[0] == 303
    assert "Settled" in shown(desk, path)


def test_the_desk_lists_what_is_open_before_what_is_settled(house: Server, desk: Client, station: Client) -> None:
    first, second = arrive(station, next(numbers)), arrive(station, next(numbers))
    settled = raised(station, first, "settled words")
    for step, fields in (("taking", {}), ("solution", {"words": "x"}), ("telling", {})):
        assert station.tap(f"{settled}/{step}", actor="mei", **fields)[0] == 201
    raised(station, second, "open words")
    assert Client(house).tap(f"{page_of(house, second)}/concerns", words="their own words")[0] == 201
    page = shown(desk, "/desk/concerns")
    assert page.index("open words") < page.index("their own words") < page.index("settled words")


def test_old_concerns_of_a_customer_come_back_newest_first(tmp_path: Path) -> None:
    app = create_app(Settings(), ThreadingEngine(), tmp_path / "data", tmp_path / "media")
    store = app.extensions["floor"].store

    def keep(tx: Transaction) -> dict[str, object]:
        for id_, customer in ((1, 7), (2, 8), (3, 7)):
            concern = Concern(
                id=id_,
                visit=id_,
                number=2000 + id_,
                customer=customer,
                stage="makeup",
                words=f"word {id_}",
                raised_by="customer",
                raised_at=NINE,
                owner="mei",
                told_at=NINE if id_ == 1 else None,
            )
            tx.put(CONCERNS, concern)
        return {}

    store.execute(Writing.by_system(), keep)
    assert [one.words for one in concerns_of(store, 7)] == ["word 3", "word 1"]
    assert concerns_of(store, 9) == []
    store.close()
