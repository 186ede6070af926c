"""A walk-in tells who they are: known by their phone, or a customer of ours from now on (REQUIREMENTS A06, D01, B29)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk import i18n
from kiosk.commands import concerns, naming, visits
from kiosk.commands.bookings import keep
from kiosk.domain.booking import Booking
from kiosk.domain.customer import Customer
from kiosk.kinds import CONCERNS, CUSTOMERS
from kiosk.queries.briefs import brief
from kiosk.transaction import Transaction

from .regulars import CHEN, Studio


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    one = Studio(tmp_path)
    yield one
    one.close()


def booked(studio: Studio, number: int, **fields: Any) -> Booking:
    values = {"kind": "shoot", "party": ("Ms Chen",), "phone": CHEN, "host": "mei", **fields}
    booking = Booking(number=number, starts_at=studio.clock.now(), **values)
    studio.run("system", lambda tx: {"customer": keep(tx, booking, None, "desk").customer})
    found: Booking = studio.store.house.bookings[number]
    return found


def walked_in(studio: Studio, number: int) -> int:
    booked(studio, number, party=("Walk-in",), phone=None, kind="enquiry")
    visit: int = studio.run("mei", visits.check_in, number, "en")["visit"]
    return visit


def known(studio: Studio, *names: str) -> int:
    def put(tx: Transaction) -> dict[str, Any]:
        customer = Customer(id=tx.next_id(CUSTOMERS), names=names, phone=CHEN, created_at=tx.now)
        tx.put(CUSTOMERS, customer)
        return {"customer": customer.id}

    number: int = studio.run("system", put)["customer"]
    return number


def named(studio: Studio, visit: int, **fields: Any) -> dict[str, Any]:
    answer = studio.post(f"/visits/{visit}/party", party="Ms Chen", **fields)
    content: dict[str, Any] = answer.get_json()
    return content


def customer_on(studio: Studio, visit: int) -> int | None:
    found: int | None = studio.store.house.visits[visit].customer
    return found


@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("board", "/board"),
        ("desk", "/desk"),
        ("desk", "/desk/bookings"),
        ("desk", "/desk/search?q=2031"),
        ("mei", "/station/mei"),
    ],
)
def test_who_has_told_no_name_is_called_in_the_readers_language(studio: Studio, role: str, path: str) -> None:
    walked_in(studio, 2031)
    for locale, name in (("en", "Walk-in"), ("zh_Hans", "未预约客人"), ("zh_Hant", "未預約客人")):
        page = studio.page(path, role, locale=locale)
        assert f"<bdi>{name}</bdi>" in page, locale
        assert locale == "en" or "Walk-in" not in page


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/desk", 'aria-label="{check_in}"'),
        ("/desk/bookings/3001", "<title>{name}, "),
        ("/desk/bookings/3001/brief", "{name}, "),
        ("/bookings/3001/brief", "{name}</title>"),
        ("/bookings/3001/sheet", "<title>3001 {name}</title>"),
        ("/bookings/3001/selection/sheet", "{name}</title>"),
        ("/visits/{visit}/journey", "<title>{name}, "),
        ("/visits/{visit}/concerns", ": {name}</title>"),
        ("/concerns/{concern}", ": {name}</title>"),
        ("/desk/replay", "{name}</title>"),
        ("/desk/replay/2026-11-23/moments", '"party":"{name}"'),
        ("/desk/concerns", "<bdi>{name}</bdi>"),
    ],
)
@pytest.mark.parametrize(("locale", "name"), [("en", "Walk-in"), ("zh_Hans", "未预约客人"), ("zh_Hant", "未預約客人")])
def test_titles_and_labels_call_them_so_as_well(studio: Studio, locale: str, name: str, path: str, says: str) -> None:
    """Also what no eye sees: the window's name, what is read aloud, what stands at a pointer."""
    visit = walked_in(studio, 3001)
    booked(studio, 3002, party=("Walk-in",), phone=None)
    concern = studio.run("mei", concerns.raise_as_staff, visit, "Nobody offered tea.")["concern"]
    page = studio.page(path.format(visit=visit, concern=concern), locale=locale)
    with i18n.speaking(locale):
        check_in = i18n.gettext("Check in: %(party)s") % {"party": name}
    assert says.format(name=name, check_in=check_in) in page


def test_a_name_makes_a_customer_and_the_visit_is_theirs(studio: Studio) -> None:
    visit = walked_in(studio, 3001)
    assert customer_on(studio, visit) is None
    answer = named(studio, visit)
    assert answer["customer"] == customer_on(studio, visit)
    customer = studio.store.find(CUSTOMERS, answer["customer"])
    assert customer and customer.names == ("Ms Chen",)
    assert f"/desk/customers/{answer['customer']}" in studio.page("/desk/bookings/3001")


def test_who_was_here_before_is_known_by_the_phone(studio: Studio) -> None:
    before = known(studio, "Chen Jingyi")
    visit = walked_in(studio, 3001)
    assert named(studio, visit, phone="138 0013 5678")["customer"] == before
    assert customer_on(studio, visit) == before
    customer = studio.store.find(CUSTOMERS, before)
    assert customer and customer.names == ("Chen Jingyi",)


def test_of_several_with_one_phone_somebody_has_to_choose(studio: Studio) -> None:
    mother, daughter = known(studio, "Chen Jingyi"), known(studio, "Chen Xiaoyu")
    visit = walked_in(studio, 3001)
    asked = named(studio, visit, phone=CHEN)
    assert asked["code"] == "several_customers"
    assert asked["detail"] == {"customers": [str(mother), str(daughter)], "names": ["Chen Jingyi", "Chen Xiaoyu"]}
    assert named(studio, visit, phone=CHEN, customer=daughter)["customer"] == daughter
    other = walked_in(studio, 3002)
    assert named(studio, other, phone=CHEN, customer=naming.SOMEBODY_NEW)["customer"] not in (mother, daughter, None)
    assert named(studio, walked_in(studio, 3003), phone=CHEN, customer=4711)["code"] == "unknown_customer"


def test_a_phone_alone_makes_nobody_of_another_name_the_same_customer(studio: Studio) -> None:
    before = known(studio, "陈静怡")
    assert booked(studio, 2051, party=("Grandmother Sato",)).customer not in (before, None)
    assert booked(studio, 2052, party=("Ms Chen", "Mr Li")).customer == before, "the family name in another spelling"
    assert booked(studio, 2053, party=("Walk-in",)).customer == before, "nobody of another name"


def test_of_one_with_the_phone_and_another_name_somebody_is_asked_too(studio: Studio) -> None:
    before, visit = known(studio, "Akiko Sato"), walked_in(studio, 3001)
    assert named(studio, visit, phone=CHEN)["detail"] == {"customers": [str(before)], "names": ["Akiko Sato"]}
    assert named(studio, visit, phone=CHEN, customer=before)["customer"] == before


def test_a_phone_that_cannot_be_read_is_told(studio: Studio) -> None:
    assert named(studio, walked_in(studio, 3001), phone="twelve")["code"] == "phone"


def test_what_they_were_unhappy_with_before_they_had_a_name_is_read_in_their_next_brief(studio: Studio) -> None:
    visit = walked_in(studio, 3001)
    concern = studio.run("mei", concerns.raise_as_staff, visit, "Nobody offered tea.")["concern"]
    customer = named(studio, visit, phone=CHEN)["customer"]
    found = studio.store.find(CONCERNS, concern)
    assert found and found.customer == customer
    booking = booked(studio, 3005)
    assert [one.words for one in brief(studio.floor, booking, shows_money=False).concerns] == ["Nobody offered tea."]


def test_a_name_told_on_the_bookings_form_is_the_visits_too(studio: Studio) -> None:
    visit = walked_in(studio, 3001)
    now = studio.clock.now().astimezone(studio.settings.zone)
    fields = {
        "date": str(now.date()),
        "time": now.strftime("%H:%M"),
        "kind": "enquiry",
        "party": "Ms Chen",
        "host": "mei",
    }
    answer = studio.post("/bookings/3001", phone=CHEN, **fields).get_json()
    assert answer["customer"] == customer_on(studio, visit) is not None
