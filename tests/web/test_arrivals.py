"""The door over HTTP: kind screens, walk-ins, what a party tells, and who comes, live."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.config import Settings
from kiosk.domain.customer import Customer
from kiosk.domain.events import VisitFinished
from kiosk.kinds import CUSTOMERS
from kiosk.queries.station import Ring, station_parts
from kiosk.transaction import Transaction, Writing

from .doors import Studio, a_phone, open_doors

GONE = VisitFinished(by="mei", items=())
STEP = re.compile(r'data-fragment="(\w+)"')


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with open_doors(tmp_path_factory.mktemp("door")) as studio:
        yield studio


def looked_up(studio: Studio, number: int, locale: str = "en") -> str:
    status, html = studio.fragment("/lobby/lookups", locale, digits=str(number), name="Chen")
    assert status == 201
    return html


def test_a_cancelled_booking_is_met_kindly_and_a_person_is_called(tmp_path: Path) -> None:
    with open_doors(tmp_path) as studio:
        studio.expects(2101, is_cancelled=True)
        html = looked_up(studio, 2101)
        assert STEP.findall(html) == ["cancelled"]
        assert "put it right" in html and "Chen" not in html
        assert studio.calls() == ["Lobby"]


def test_the_wrong_day_is_told_with_the_right_one_and_a_person_is_called(tmp_path: Path) -> None:
    with open_doors(tmp_path) as studio:
        booking = studio.expects(2102, minutes=60 * 24 * 9)
        html = looked_up(studio, 2102)
        there = booking.starts_at.astimezone(Settings().zone)
        assert STEP.findall(html) == ["another_time"]
        assert there.strftime("%A, ") + str(there.day) in html and there.strftime("%H:%M") in html
        assert studio.calls() == ["Lobby"]
        assert "月" in looked_up(studio, 2102, "zh_Hans")
        assert studio.calls() == ["Lobby"]  # the same call keeps ringing


def test_who_is_here_already_hears_who_comes(tmp_path: Path) -> None:
    with open_doors(tmp_path) as studio:
        studio.expects(2103)
        studio.checks_in(2103)
        html = looked_up(studio, 2103)
        assert STEP.findall(html) == ["already_here"] and "We have rung for a colleague." in html
        assert studio.calls() == ["Lobby"]


def test_who_comes_back_after_the_farewell_meets_a_person_and_no_second_visit_begins(tmp_path: Path) -> None:
    with open_doors(tmp_path) as studio:
        studio.expects(2105)
        visit = studio.visit(studio.checks_in(2105)["visit"])
        studio.store.execute(
            Writing.by_system(),
            lambda tx: {"ended": bool(tx.record(tx.visit(visit.id), f"visit-{visit.id}", [GONE]))},
        )
        html = looked_up(studio, 2105)
        assert STEP.findall(html) == ["been_here"] and "Good to see you again." in html
        assert studio.calls() == ["Lobby"] and len(studio.events("VisitStarted")) == 1


def test_two_months_away_is_not_found_like_anything_unknown(studio: Studio) -> None:
    studio.expects(2104, minutes=60 * 24 * 70)
    assert studio.finds(2104)["found"] is False


@pytest.mark.parametrize(
    ("minutes", "timing", "words"),
    [(90, "early", "You are early"), (-60, "late", "Never mind the hour"), (0, "on_time", "From the welcome on")],
)
def test_a_guest_of_today_is_let_in_with_a_word_about_the_time(
    studio: Studio, minutes: int, timing: str, words: str
) -> None:
    number = 2110 + minutes // 30
    studio.expects(number, minutes=minutes)
    ticket = studio.finds(number)["ticket"]
    status, html = studio.fragment("/lobby/visits", ticket=ticket)
    assert (status, STEP.findall(html)) == (201, ["done"])
    assert words in html and "We are telling Mei." in html and "walking" not in html


@pytest.mark.parametrize(("kind", "words"), [("selection", "to see your photos"), ("pickup", "finished pictures")])
def test_who_comes_to_choose_or_to_fetch_checks_in_the_same_way(studio: Studio, kind: str, words: str) -> None:
    number = {"selection": 2120, "pickup": 2121}[kind]
    studio.expects(number, kind=kind)
    assert words in looked_up(studio, number)
    html = studio.fragment("/lobby/visits", ticket=studio.finds(number)["ticket"])[1]
    assert 'data-ask="plate"' in html and 'data-ask="wish"' not in html
    assert studio.store.house.present[-1].kind == kind


# ---- just looking


def test_a_walk_in_is_in_the_hands_of_whose_turn_it_is_and_it_is_said_why(studio: Studio) -> None:
    before = len(studio.events("TurnTaken"))
    status, content = studio.tap("/lobby/walk-ins", reason="wedding", source="friend")
    assert status == 201 and content["state"] == "arrived"
    visit = studio.visit(content["visit"])
    booking = studio.store.house.bookings[visit.number]
    assert (visit.kind, visit.host, visit.holder) == ("enquiry", content["holder"], content["holder"])
    assert (booking.occasion, booking.notes) == ("wedding", "Wedding pictures. Friends told us")
    turn = studio.events("TurnTaken")[before]
    assert (turn["staff"], turn["visit"]) == (visit.host, visit.id) and turn["why"]
    walked_in = studio.events("WalkedIn")[-1]
    assert (walked_in["reason"], walked_in["source"]) == ("wedding", "friend")


def test_the_next_walk_in_is_somebody_elses_turn(studio: Studio) -> None:
    hosts = [studio.tap("/lobby/walk-ins", reason="looking", source="passing")[1]["holder"] for _ in range(2)]
    assert len(set(hosts)) == 2


def test_c21_i3_a_walk_in_who_was_here_before_is_back_with_their_own_host_and_costs_nobody_a_turn(
    tmp_path: Path,
) -> None:
    with open_doors(tmp_path) as studio:
        _, content = studio.tap("/lobby/walk-ins", reason="looking", source="passing")
        taker, visit = content["holder"], content["visit"]
        owner = next(one for one in ("mei", "anna", "bo") if one != taker)
        customer = Customer(
            id=77, names=("Ms Park",), phone="+8613911110000", host=owner, created_at=studio.store.clock.now()
        )

        def known(tx: Transaction) -> dict[str, Any]:
            tx.put(CUSTOMERS, customer)
            return {}

        studio.store.execute(Writing.by_system(), known)
        named = {"party": "Ms Park", "phone": "13911110000", "actor": taker, "role": "desk"}
        assert studio.tap(f"/visits/{visit}/party", **named)[0] == 201
        now = studio.visit(visit)
        assert (now.host, now.deputy, now.holder) == (owner, taker, taker)
        assert studio.store.house.bookings[now.number].host == owner
        assert studio.tap(f"/visits/{visit}/greeting", role="station", actor=owner)[0] == 201
        assert studio.visit(visit).holder == owner
        assert studio.events("TurnReturned")[-1]["staff"] == taker
        assert studio.tap(f"/visits/{visit}/party", **named)[0] == 201
        assert len(studio.events("TurnReturned")) == 1


def test_a_walk_in_for_an_unknown_reason_is_refused(studio: Studio) -> None:
    before = studio.store.house.seq
    status, content = studio.tap("/lobby/walk-ins", reason="burglary", source="friend")
    assert (status, content["code"]) == (422, "unknown_choice")
    assert studio.store.house.seq == before


def test_with_nobody_on_the_rota_a_person_is_called(tmp_path: Path) -> None:
    with open_doors(tmp_path) as studio:
        for person in ("mei", "anna", "hua", "bo"):
            assert studio.tap(f"/staff/{person}/duty/end", role="desk", actor=person)[0] == 201
        status, content = studio.tap("/lobby/walk-ins", reason="portrait", source="online")
        assert (status, content["state"]) == (201, "called")
        assert studio.calls() == ["Lobby"] and not studio.store.house.present


def test_a_bored_child_cannot_fill_the_house(tmp_path: Path) -> None:
    with open_doors(tmp_path) as studio:
        states = [studio.tap("/lobby/walk-ins", reason="looking", source="passing")[0] for _ in range(14)]
        assert states == [201] * 12 + [429] * 2


# ---- what they tell


@pytest.fixture
def arrived(studio: Studio) -> tuple[int, str]:
    """A visit and the ticket to tell more of it."""
    number = 2200 + studio.store.house.seq
    studio.expects(number)
    content = studio.checks_in(number)
    return content["visit"], content["ticket"]


ANSWERS: list[tuple[dict[str, Any], str, Any]] = [
    ({"question": "session", "is_right": False}, "is_session_right", False),
    ({"question": "session", "changed": "people"}, "is_session_right", False),
    ({"question": "session", "changed": "people"}, "session_change", "people"),
    ({"question": "company", "size": 5, "children": 2, "has_reduced_mobility": True}, "children", 2),
    ({"question": "wish", "wish": " Take\ttime, 奶奶怕生！😊 "}, "wish", "Take time, 奶奶怕生！😊"),
    ({"question": "needs", "needs": ["retro", "retro", "album"]}, "needs", ("retro", "album")),
    ({"question": "plate", "plate": "京ａ·１２３４５"}, "plate", "京A·12345"),
]


@pytest.mark.parametrize(("answer", "field", "value"), ANSWERS, ids=lambda one: str(one)[:24])
def test_what_a_party_tells_stands_on_its_visit(
    studio: Studio, arrived: tuple[int, str], answer: dict[str, Any], field: str, value: object
) -> None:
    visit, ticket = arrived
    before = studio.visit(visit)
    status, content = studio.tap("/lobby/answers", ticket=ticket, **answer)
    assert status == 201, content
    after = studio.visit(visit)
    assert getattr(after, field) == value
    assert (after.holder, after.stage, after.greeted_at) == (before.holder, before.stage, None)


def test_a_consent_is_no_until_it_is_yes_and_keeps_the_wording_that_was_read(
    studio: Studio, arrived: tuple[int, str]
) -> None:
    visit, ticket = arrived
    assert studio.visit(visit).consents == ()
    for is_given in (True, False):  # the last word counts
        fields: dict[str, Any] = {"question": "consent", "use": "marketing", "is_given": is_given, "wording": "1"}
        assert studio.tap("/lobby/answers", ticket=ticket, **fields)[0] == 201
        assert studio.visit(visit).consents[-1].months == (24 if is_given else None)
    (consent,) = studio.visit(visit).consents
    assert (consent.use, consent.is_given, consent.wording) == ("marketing", False, "1")


REFUSED: list[tuple[dict[str, Any], int, str]] = [
    ({"question": "company", "size": 2, "children": 3}, 422, "odd_company"),
    ({"question": "company", "size": 0}, 400, "bad_request"),
    ({"question": "wish", "wish": "x" * 201}, 400, "bad_request"),
    ({"question": "wish"}, 400, "bad_request"),
    ({"question": "needs", "needs": ["moon"]}, 422, "unknown_choice"),
    ({"question": "plate", "plate": ""}, 400, "bad_request"),
    ({"question": "consent", "use": "passport", "is_given": True, "wording": "1"}, 422, "unknown_choice"),
    ({"question": "consent", "use": "board", "wording": "1"}, 400, "bad_request"),
    ({"question": "salary"}, 400, "bad_request"),
]


@pytest.mark.parametrize(("answer", "status", "code"), REFUSED, ids=lambda one: str(one)[:40])
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    studio: Studio, arrived: tuple[int, str], answer: dict[str, Any], status: int, code: str
) -> None:
    before = studio.store.house.seq
    got, content = studio.tap("/lobby/answers", ticket=arrived[1], **answer)
    assert (got, content["code"]) == (status, code)
    assert studio.store.house.seq == before


def test_a_ticket_is_for_one_screen_and_one_purpose(studio: Studio, arrived: tuple[int, str]) -> None:
    studio.expects(2199)
    for_finding = studio.finds(2199)["ticket"]
    phone = a_phone(studio)
    tries = [
        studio.tap("/lobby/answers", ticket=for_finding, question="plate", plate="A 1"),
        studio.tap("/lobby/answers", phone, ticket=arrived[1], question="plate", plate="A 1"),
        studio.tap("/lobby/answers", ticket="forged", question="plate", plate="A 1"),
        studio.tap("/lobby/visits", ticket=arrived[1]),
    ]
    assert [(status, content["code"]) for status, content in tries] == [(409, "ticket_expired")] * 4


def test_what_is_told_spoils_no_card_of_the_host(studio: Studio, arrived: tuple[int, str]) -> None:
    visit, ticket = arrived
    version = studio.visit(visit).version
    assert studio.tap("/lobby/answers", ticket=ticket, question="plate", plate="A 1")[0] == 201
    assert "car A 1" in studio.client("desk").get("/desk").text
    status, content = studio.tap(f"/visits/{visit}/arrival", role="station", actor="mei", version=version)
    assert status == 201, content


# ---- who comes


def test_who_comes_is_told_as_far_as_somebody_has_said_and_without_a_name_of_the_guests(
    studio: Studio, arrived: tuple[int, str]
) -> None:
    visit = studio.visit(arrived[0])

    def told() -> tuple[str, str]:
        page = studio.client().get("/lobby", headers={"Accept": "text/html"}).get_data(as_text=True)
        found = re.search(rf'data-nickname="{visit.nickname}" data-state="(\w+)" data-name="(\w+)"', page)
        assert found and "Chen" not in page
        return found[1], found[2]

    assert told() == ("telling", "Mei")
    assert studio.tap(f"/visits/{visit.id}/arrival", role="station", actor="anna")[0] == 201
    assert told() == ("walking", "Anna")
    assert studio.tap(f"/visits/{visit.id}/greeting", role="station", actor="anna")[0] == 201
    assert told() == ("greeted", "Anna")


# ---- the rings


def test_who_says_i_am_on_my_way_silences_the_bells_and_keeps_the_party_in_sight(
    studio: Studio, arrived: tuple[int, str]
) -> None:
    def ring(person: str) -> Ring:
        parts = {part.id: part.model for part in station_parts(studio.store.house, Settings(), person)}
        found = parts[f"ring-{arrived[0]}"]
        assert isinstance(found, Ring)
        return found

    at_once, later = ring("mei").shown_from, ring("anna").shown_from
    assert later - at_once == 120_000
    assert studio.tap(f"/visits/{arrived[0]}/arrival", role="station", actor="anna")[0] == 201
    assert ring("anna").shown_from == at_once and ring("anna").rings_from > later - 120_000
    assert ring("mei").rings_from >= at_once + timedelta(seconds=120) // timedelta(milliseconds=1)
    coming = ring("mei").coming
    assert coming and coming.name == "Anna"
