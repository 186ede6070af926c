"""The day again, over HTTP: what the board said then, what the evening counts, and what nobody may see yet."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from kiosk.app import create_app
from kiosk.clock import Clock
from kiosk.commands import erasing, mending, visits
from kiosk.commands.devices import hashed
from kiosk.config import Settings
from kiosk.domain.booking import Booking
from kiosk.domain.customer import Customer, CustomerAdded
from kiosk.domain.device import Device
from kiosk.domain.noting import MoodNoted, PartyMoodTapped
from kiosk.engine import ThreadingEngine
from kiosk.kinds import BOOKINGS, CUSTOMERS, DEVICES
from kiosk.transaction import Transaction, Writing

from ..serving import Client, Server
from .bookings import add_bookings, booking_line

CANARY = ("Zzyzx Quuxley",)
SAME = ("party", "stage", "room", "holder", "look", "looks")


class Played:
    """A day that is played, with what GET /visits said after each tap."""

    def __init__(self, house: Server) -> None:
        self.house = house
        add_bookings(house, booking_line(2031), booking_line(2032, names="Emma Whitfield,", phone="+447700904321"))
        self.desk, self.station = house.device("desk"), house.device("station")
        self.said: list[dict[str, Any]] = []

    def taps(self, path: str, actor: str, **fields: Any) -> dict[str, Any]:
        status, answer = self.station.tap(path, actor=actor, **fields)
        assert status == 201, answer
        self.said.append(self.desk.get("/visits"))
        return answer

    def arrives(self, number: int) -> str:
        path = f"/visits/{self.taps('/visits', 'mei', booking=number)['visit']}"
        self.taps(f"{path}/gate", "mei")
        return path

    def hands_over(self, path: str, giver: str, receiver: str, stage: str) -> None:
        self.taps(f"{path}/handoffs", giver, receiver=receiver, stage=stage)
        self.taps(f"{path}/handoff/acceptance", receiver)

    def day(self) -> dict[str, Any]:
        page = self.desk.request("GET", "/desk/replay", headers={"Accept": "text/html"})[2].decode()
        return dict(self.desk.get(page.split('data-replay="')[1].split('"')[0]))


@pytest.fixture
def played(house: Server) -> Iterator[Played]:
    yield Played(house)


def moments(desk: Client) -> dict[int, tuple[int, int]]:
    """Of each seq, from when until just before when it was the last, in ms."""
    events = desk.get("/events?after=0&limit=1000")["events"]
    at = [round(datetime.fromisoformat(one["at"]).timestamp() * 1000) for one in events]
    return {one["seq"]: span for one, span in zip(events, pairwise([*at, at[-1] + 1]), strict=True)}


def board_at(day: dict[str, Any], moment: int) -> dict[int, dict[str, Any]]:
    here = [one for one in day["segments"] if one["from"] <= moment and (one["to"] is None or moment < one["to"])]
    return {one["visit"]: one for one in here}


def test_the_replay_says_of_each_moment_what_the_board_said_then(played: Played) -> None:
    one = played.arrives(2031)
    played.hands_over(one, "mei", "lin", "makeup")
    other = played.arrives(2032)
    played.taps(f"{one}/parts", "lin", names=["Mr Li"])
    played.hands_over(one, "lin", "zhao", "studio")
    played.taps(f"{one}/undo", "zhao")
    played.taps(f"{one}/handoff/acceptance", "marco")
    played.taps(f"{one}/escort", "marco", kind="meal")
    played.taps(f"{one}/recall", "lin", reason="wrong party")
    played.taps(f"{other}/stage", "mei", stage="farewell")
    played.taps(f"{other}/farewell", "mei", all=True)
    day, left = played.day(), {int(other.rpartition("/")[2])}
    whens = moments(played.desk)
    compared = 0
    for said in played.said:
        first, end = whens[said["seq"]]
        if first == end:
            continue  # the next tap came within the same millisecond
        then = board_at(day, first)
        gone = left if said is played.said[-1] else set()
        assert set(then) == {visit["id"] for visit in said["visits"]} - gone
        for visit in said["visits"]:
            if visit["id"] not in gone:
                assert _as_read(then[visit["id"]], first) == _as_read(visit)
                compared += 1
    assert compared > 25


def _as_read(one: dict[str, Any], moment: int | None = None) -> dict[str, Any]:
    """A card of either source, in the words of GET /visits."""
    since, late = one["since"], one.get("late")
    if moment is not None:
        late = moment > one["late_at"]
    else:
        since = round(datetime.fromisoformat(since).timestamp() * 1000)
    return {**{key: one[key] for key in SAME}, "handoff": one["handoff"], "since": since, "late": late}


def test_a_tap_that_was_taken_back_is_not_shown_after_its_undoing(played: Played) -> None:
    one = played.arrives(2031)
    played.hands_over(one, "mei", "lin", "makeup")
    played.taps(f"{one}/undo", "lin")
    day = played.day()
    last = board_at(day, day["last"])[1]
    assert (last["holder"], last["stage"], last["note"]) == ("mei", "reception", "to Lin")
    assert [moment["sort"] for moment in day["moments"]].count("arrival") == 1
    assert "Took the last tap back" in [moment["says"] for moment in day["moments"]]


ZONE = Settings().zone
MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)
EVENING = datetime(2026, 11, 23, 18, 1, tzinfo=ZONE)


class SetClock(Clock):
    def __init__(self) -> None:
        super().__init__()
        self.moment = MORNING

    def now(self) -> datetime:
        return self.moment.astimezone(UTC)


class Inside:
    """The program in this process, on a day whose clock is put: one party in Lin's hands, and a desk and a station."""

    def __init__(self, folder: Path) -> None:
        self.clock = SetClock()
        self.app = create_app(Settings(), ThreadingEngine(), folder / "data", folder / "media", self.clock)
        self.store = self.app.extensions["floor"].store
        self.does(self._prepare)
        self.does(lambda tx: visits.check_in(tx, 2031, "en"))
        self.does(lambda tx: visits.pass_gate(tx, Settings(), 1, None), "mei")
        self.later(14)
        self.does(lambda tx: visits.offer_handoff(tx, Settings(), 1, "lin", "makeup"), "mei")
        self.does(lambda tx: visits.accept_handoff(tx, 1), "lin")

    def _prepare(self, tx: Transaction) -> dict[str, Any]:
        for role in ("desk", "station"):
            tx.put(DEVICES, Device(id=role, role=role, name=role, token_hash=hashed(role), paired_at=tx.now))
        tx.append("customer-1", CustomerAdded(id=1, source="desk"))
        tx.put(CUSTOMERS, Customer(id=1, names=CANARY))
        booking = Booking(
            number=2031, starts_at=tx.now, kind="shoot", party=CANARY, size=2, looks=("",), host="mei", customer=1
        )
        tx.put(BOOKINGS, booking)
        return {}

    def later(self, minutes: float) -> None:
        self.clock.moment += timedelta(minutes=minutes)

    def does(self, command: Any, actor: str = "mei") -> None:
        answer = self.store.execute(Writing.by_system(actor), command)
        assert answer.status == 201, answer.body

    def tells(self, *events: Any) -> None:
        def tell(tx: Transaction) -> dict[str, Any]:
            tx.record(tx.visit(1), "visit-1", list(events))
            return {}

        self.does(tell, "customer")

    def get(self, path: str, role: str = "desk") -> TestResponse:
        client = self.app.test_client()
        client.set_cookie("hth_device", role)
        return client.get(path, headers={"Accept": "text/html"})

    def page(self, path: str, role: str = "desk") -> str:
        answer = self.get(path, role)
        assert answer.status_code == 200, answer.text
        return answer.text

    def day(self) -> dict[str, Any]:
        return dict(json.loads(self.page("/desk/replay/2026-11-23/moments")))


@pytest.fixture
def inside(tmp_path: Path) -> Iterator[Inside]:
    one = Inside(tmp_path)
    yield one
    one.store.close()


def test_every_party_has_its_line_and_the_board_stands_beside_it_without_script(inside: Inside) -> None:
    inside.later(3)
    page = inside.page("/desk/replay")
    assert page.count('class="way"') == 1 and CANARY[0] in page
    assert page.count('class="then-card') == 2  # the party, and the script's pattern
    first = inside.day()["first"]
    assert inside.page(f"/desk/replay?on=2026-11-23&at={first}").count('class="then-card') == 1
    assert "Nobody was here that day." in inside.page("/desk/replay?on=2020-02-29")
    assert inside.page("/desk/replay?at=nonsense") and inside.page("/desk/replay?at=99999999999999")
    assert inside.get("/desk/replay?on=someday").status_code == 400


def test_a_journey_tells_who_how_long_and_how_it_ended(inside: Inside) -> None:
    inside.later(20)
    inside.tells(MoodNoted(mood="tired", by="lin", word="early train"))
    inside.does(lambda tx: mending.take_over(tx, Settings(), 1, "studio", "the tablet was dead", 0), "zhao")
    inside.later(45)
    inside.does(lambda tx: mending.split(tx, 1, (), 1), "zhao")
    page = inside.page("/visits/1/journey", "station")
    for words in (
        CANARY[0],
        "Lin",
        "Zhao",
        "taken over: the tablet was dead",
        "early train",
        "20 min",
        "on their own way",
    ):
        assert words in page, words
    assert "In Zhao’s hands now." in page and "longer" in page
    assert inside.get("/visits/99/journey").status_code == 404


def test_the_evening_of_an_empty_day_has_words_for_it(inside: Inside) -> None:
    page = inside.page("/desk/evening?on=2020-02-29")
    assert "Nobody was here." in page and "--" not in page.replace("<!--", "") and "None" not in page
    assert page.count("<small>none</small>") == 18  # six stages: stays, shares, waits


def test_the_guests_own_word_comes_out_when_the_day_closes(inside: Inside) -> None:
    inside.later(5)
    inside.tells(PartyMoodTapped(mood="upset", stage="makeup", rated="lin"))
    for moment, is_seen in ((inside.clock.moment, False), (EVENING, True)):
        inside.clock.moment = moment
        for path, role in (("/visits/1/journey", "station"), ("/visits/1/journey", "desk"), ("/desk/replay", "desk")):
            assert ("their own word" in inside.page(path, role)) is is_seen, (path, role, moment)
        assert [mood["mood"] for mood in inside.day()["moods"]] == (["upset"] if is_seen else [])
        assert ("upset" in [one["sort"] for one in inside.day()["moments"]]) is is_seen
        assert ("1 of them a guest’s own word" in inside.page("/desk/evening")) is is_seen


def test_the_evening_says_how_long_and_of_how_many(inside: Inside) -> None:
    inside.later(30)
    page = " ".join(inside.page("/desk/evening").split())
    makeup = page.split('<th scope="row">Makeup</th>')[1].split("</tr>")[0]
    assert ">30 min<" in makeup and "1 still running" in makeup
    assert "1 of 1" in page.split('<th scope="row">Reception</th>')[1].split("</tr>")[0]
    assert "none" in page.split('<th scope="row">Studio</th>')[1].split("</tr>")[0]


def test_a_late_tap_is_named_in_the_evening_and_counts_among_its_stages_taps(inside: Inside) -> None:
    inside.later(40)
    inside.does(lambda tx: visits.offer_handoff(tx, Settings(), 1, "zhao", "studio"), "lin")
    inside.later(12)
    inside.does(lambda tx: visits.accept_handoff(tx, 1, minutes_ago=11), "zhao")
    page = inside.page("/desk/evening")
    assert "Zhao had them in Studio" in page and "told 11 min late" in page
    assert [one["sort"] for one in inside.day()["moments"] if one["sort"] == "late"] == ["late"]
    assert "told 11 min late" in inside.page("/visits/1/journey", "station")
    taps = page.split("<caption>From the act to the tap</caption>")[1].split("</table>")[0]
    rows = dict(re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', taps, re.DOTALL))
    told = {stage: re.findall(r"<td[^>]*>([^<]*)<", row) for stage, row in rows.items()}
    assert told["Studio"] == ["11 min", "11 min", "1"]
    assert told["Makeup"] == ["under 1 min", "under 1 min", "1"]
    assert "Removal" not in told


def test_bodies_that_an_erasure_emptied_do_not_break_the_day(inside: Inside) -> None:
    inside.does(lambda tx: mending.take_over(tx, Settings(), 1, "farewell", CANARY[0], 0), "mei")
    inside.does(lambda tx: visits.see_off(tx, Settings(), 1, None), "mei")
    before = inside.day()
    assert CANARY[0] in json.dumps(before)
    inside.clock.moment = EVENING + timedelta(days=1)
    inside.does(lambda tx: erasing.erase(tx, Settings(), 1, "1"))
    after = inside.day()
    assert len(after["segments"]) == len(before["segments"])
    assert {segment["party"] for segment in after["segments"]} == {"—"}
    for path in ("/desk/replay?on=2026-11-23", "/desk/evening?on=2026-11-23", "/visits/1/journey"):
        assert CANARY[0] not in inside.page(path) + json.dumps(after)


def test_the_next_day_tells_the_same_of_yesterday(inside: Inside) -> None:
    inside.does(lambda tx: mending.take_over(tx, Settings(), 1, "farewell", "forgotten", 0), "mei")
    inside.does(lambda tx: visits.see_off(tx, Settings(), 1, None), "mei")
    before = inside.day()["segments"]
    inside.clock.moment += timedelta(days=1)
    inside.does(lambda tx: {})  # the first tap of a day turns the page
    assert inside.day()["segments"] == before
    assert "Nobody has been here today." in inside.page("/desk/replay")


def test_what_is_told_in_chinese_has_no_western_commas_or_full_stops_between_its_words(inside: Inside) -> None:
    inside.tells(MoodNoted(mood="tired", by="lin"), PartyMoodTapped(mood="glad", stage="makeup", rated="lin"))
    inside.clock.moment = EVENING
    client = inside.app.test_client()
    client.set_cookie("hth_device", "desk")
    for path in ("/visits/1/journey", "/desk/evening"):
        page = client.get(path, headers={"Accept": "text/html", "Accept-Language": "zh-CN"}).text
        lines = re.findall(r'<p class="(?:where|about|counts|n)">(.*?)(?:</p>|<a)', page, re.DOTALL)
        assert lines and not [line for line in lines if re.search(r"[,.](?:\s|$)", line.strip())], lines
