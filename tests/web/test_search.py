"""The desk finds anybody by name in any spelling, by digits of the phone, by number; also among tens of thousands."""

import time
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from kiosk.app import create_app
from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.domain.booking import Booking
from kiosk.domain.customer import Customer, CustomerErased
from kiosk.engine import ThreadingEngine
from kiosk.kinds import BOOKINGS, CUSTOMERS
from kiosk.queries.search import MOST, Finder, search
from kiosk.spelling import find_text, sounded, spellings
from kiosk.store import Store
from kiosk.transaction import Transaction, Writing

from ..serving import Client, Server

NOW = datetime.now().astimezone()


def booking(number: int, *party: str, phone: str | None = None, days: int = 0) -> Booking:
    return Booking(number=number, starts_at=NOW + timedelta(days=days), kind="shoot", party=party, phone=phone)


BOOKINGS_KNOWN = (
    booking(2031, "张三", "李四", phone="+8613800138001"),
    booking(2032, "張三", phone="+85261234567", days=-300),
    booking(2033, "Emma Whitfield", phone="+447700904321", days=3),
    booking(2034, "曾志伟", days=4),
    booking(2035, "José Ñandú", days=5),
    booking(2036, "吕布", days=6),
    booking(2037, "章珊", days=-400),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path, ThreadingEngine(), Clock(), lambda now: now.date())

    def fill(tx: Transaction) -> dict[str, object]:
        for one in BOOKINGS_KNOWN:
            tx.put(BOOKINGS, one)
        tx.put(CUSTOMERS, Customer(id=1, names=("张三",), phone="+8613800138001", created_at=NOW))
        return {}

    store.execute(Writing.by_system(), fill)
    return store


def numbers(store: Store, query: str) -> list[int]:
    return [one.number for one in Finder().search(store, query).bookings]


def test_a_phone_is_found_however_it_is_pasted(tmp_path: Path) -> None:
    app = create_app(Settings(), ThreadingEngine(), tmp_path / "a", tmp_path / "media")
    floor = app.extensions["floor"]
    floor.store.execute(Writing.by_system(), lambda tx: [tx.put(BOOKINGS, one) for one in BOOKINGS_KNOWN] and {})
    for query, number in (
        ("+44 (0)7700 904321", 2033),
        ("0044 7700-904321", 2033),
        ("＋４４　７７００　９０４３２１", 2033),
        ("Tel: +86 138 0013 8001", 2031),
        ("+86\u00a0138\u00a00013\u00a08001 转 12", 2031),
    ):
        assert [one.number for one in search(floor, query).bookings] == [number], query
    for query in ("+44 (0)7700 904322", "0000000", "+" * 100, "１" * 100):
        assert not search(floor, query).bookings, query
    floor.store.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("张三", [2031, 2032]),  # written so, then sounding so
        ("張三", [2032, 2031]),
        ("zs", [2031, 2032, 2037]),
        ("zhangsan", [2031, 2032]),
        ("Zhang San", [2031, 2032]),
        ("ZHANGSHAN", [2037]),
        ("李四 8001", [2031]),
        ("8001", [2031]),
        ("１３８００１３８００１", [2031]),
        ("+86 138-0013-8001", [2031]),
        ("07700904321", [2033]),
        ("2033", [2033]),
        ("whitfield", [2033]),
        ("ew", [2033]),
        ("zeng zhiwei", [2034]),
        ("jose nandu", [2035]),
        ("lubu", [2036]),
        ("lvbu", [2036]),
        ("nobody at all", []),
        ("", []),
        ("😀", []),
        ("%", []),
    ],
)
def test_whoever_is_meant_is_found(store: Store, query: str, found: list[int]) -> None:
    assert sorted(numbers(store, query)) == sorted(found)
    assert numbers(store, query)[:1] == found[:1]


def test_customers_are_found_beside_their_bookings(store: Store) -> None:
    found = Finder().search(store, "zhangsan")
    assert [one.id for one in found.customers] == [1] and len(found.bookings) == 2


def test_what_was_told_since_is_found_and_what_was_erased_is_not(store: Store) -> None:
    finder = Finder()
    assert not finder.search(store, "newman").bookings

    def add(tx: Transaction) -> dict[str, object]:
        tx.append("booking-2050", CustomerErased(id=0, events=()))
        tx.put(BOOKINGS, booking(2050, "Ms Newman"))
        tx.append("customer-1", CustomerErased(id=1, events=()))
        tx.put(CUSTOMERS, Customer(id=1, names=(), erased_at=tx.now))
        return {}

    store.execute(Writing.by_system(), add)
    assert [one.number for one in finder.search(store, "newman").bookings] == [2050]
    assert not finder.search(store, "zhangsan").customers


def test_thirty_thousand_bookings_are_looked_through_in_a_blink(store: Store) -> None:
    surnames, given = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华"

    def fill(tx: Transaction, first: int) -> dict[str, object]:
        for n in range(first, first + 3_000):
            name = surnames[n % 20] + given[n % 23] + given[n // 23 % 23]
            tx.put(BOOKINGS, booking(10_000 + n, name, phone=f"+86139{n:08d}", days=-3 - n % 900))
        return {}

    for first in range(0, 30_000, 3_000):
        store.execute(Writing.by_system(), partial(fill, first=first))
    finder = Finder()
    finder.search(store, "x")  # the first search of the day reads them all
    took = []
    for wanted in ("王伟", "李芳", "陈静"):  # the quickest counts, for the machine may be busy
        began = time.process_time()
        found = finder.search(store, wanted)
        took.append(time.process_time() - began)
    assert len(found.bookings) == MOST and found.more
    assert all("陈静" in one.party[0] for one in found.bookings)
    assert [one.starts_at for one in found.bookings] == sorted((one.starts_at for one in found.bookings), reverse=True)
    assert min(took) < 0.1


def test_names_are_folded_the_same_on_both_sides() -> None:
    assert spellings("欧阳娜娜") == ("欧阳娜娜", "ouyangnana", "oynn")
    assert sounded("歐陽") == "ouyang"
    assert find_text(("Emma Whitfield",), 2033, "+447700904321") == "emmawhitfield ew 2033 447700904321"


def test_the_page_and_the_script_ask_the_same(studio: Server, devices: dict[str, Client]) -> None:
    desk = devices["desk"]
    answer = desk.get("/desk/search?q=chen")
    assert 2031 in answer["bookings"] and answer["sounded"] == "chen"
    status, _, content = desk.request("GET", "/desk/search?q=2031", headers={"Accept": "text/html"})
    assert status == 200 and "Ms Chen" in content.decode()
    status, _, content = desk.request("GET", "/desk/search?q=%22%3E%3Cscript%3E", headers={"Accept": "text/html"})
    assert status == 200 and "<script>" not in content.decode().partition("</main>")[0].replace("<script src", "")


def test_a_row_of_the_day_carries_what_finds_it(studio: Server, devices: dict[str, Client]) -> None:
    _, _, content = devices["desk"].request("GET", "/desk", headers={"Accept": "text/html"})
    assert 'data-find="mschen mc mrli ml 2031 2031"' in content.decode()


def test_the_finder_of_one_studio_is_not_that_of_another(tmp_path: Path) -> None:
    apps = [create_app(Settings(), ThreadingEngine(), tmp_path / name, tmp_path / "media") for name in ("a", "b")]
    one, other = (app.extensions["floor"] for app in apps)
    one.store.execute(Writing.by_system(), lambda tx: tx.put(BOOKINGS, BOOKINGS_KNOWN[0]) or {})
    assert len(search(one, "张三").bookings) == 1 and not search(other, "张三").bookings
    for floor in (one, other):
        floor.store.close()
