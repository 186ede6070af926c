"""The party's own page: theirs alone, honest about time, and always a way to a person (feature 7, C47, I8, I9, I12)."""

import json
import re
import time
import uuid
from collections.abc import Iterator

import pytest
from socketio.exceptions import ConnectionError as NotLetIn

from ..serving import Client, Server
from .bookings import add_bookings, booking_line
from .party import arrive, live_six_weeks, page_of, shown
from .test_qr import drawn, read

CANARIES = ("Zzyzx", "Quuxley", "Bystander", "13800772211", "peculiar-note", "543.21", "54321")
TAPS = ("call", "call/end", "concerns", "concerns/1/withdrawal", "wish", "feedback")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("house")) as server:
        add_bookings(server, *(booking_line(2031 + place) for place in range(30)))
        yield server


@pytest.fixture(scope="module")
def station(house: Server) -> Client:
    return house.device("station")


numbers = iter(range(2031, 2061))


@pytest.fixture
def visit(station: Client) -> int:
    """A party in makeup with Lin."""
    return arrive(station, next(numbers))


@pytest.fixture
def page(house: Server, visit: int) -> str:
    return page_of(house, visit)


@pytest.fixture
def phone(house: Server) -> Client:
    """Somebody's own phone: no device of the house."""
    return Client(house)


def station_of(station: Client, staff: str) -> str:
    return shown(station, f"/station/{staff}")


def events(house: Server, kind: str) -> list[dict[str, object]]:
    found = house.device("desk").get("/events?limit=1000")["events"]
    return [one for one in found if one["type"] == kind]


def test_the_page_says_where_they_are_with_whom_and_under_which_word(phone: Client, page: str) -> None:
    html = shown(phone, page)
    assert "Now with Lin" in html
    assert "Your word on the board" in html and re.search(r"nick-\w+", html)
    assert html.count('aria-current="step"') == 1
    assert "Welcome, with Mei" in html and "Home to Mei" in html


def test_on_the_way_it_says_who_walks_them_to_whom(phone: Client, station: Client, visit: int, page: str) -> None:
    assert station.tap(f"/visits/{visit}/handoffs", actor="lin", receiver="zhao", stage="studio")[0] == 201
    assert "Lin walks you to Zhao" in shown(phone, page)


def test_at_the_door_it_says_who_is_coming_only_once_somebody_has_said_so(
    house: Server, phone: Client, station: Client
) -> None:
    _, answer = station.tap("/visits", actor="mei", booking=next(numbers))
    path = page_of(house, answer["visit"])
    waiting = shown(phone, path)
    assert "We are telling Mei" in waiting and "is coming to you" not in waiting
    assert "Mei now" not in waiting and "Welcome, with Mei" not in waiting, "nobody is with them yet"
    assert station.tap(f"/visits/{answer['visit']}/arrival", actor="anna")[0] == 201
    assert "Anna is coming to you" in shown(phone, path)


def test_an_ended_page_and_one_that_never_was_are_the_same_to_the_byte(
    phone: Client, station: Client, visit: int, page: str
) -> None:
    assert station.tap(f"/visits/{visit}/handoffs", actor="lin", receiver="mei", stage="farewell")[0] == 201
    assert station.tap(f"/visits/{visit}/handoff/acceptance", actor="mei")[0] == 201
    assert station.tap(f"/visits/{visit}/farewell", actor="mei", all=True)[0] == 201
    never = "/v/aaaaaaaaaaaaaaaaaaaaaaaaaa"
    one, other = (re.sub(r'data-now="\d+"', "", shown(phone, path, 404)) for path in (page, never))
    assert one == other
    assert "Thank you for having been with us." in shown(phone, page, 404)
    for tap in TAPS:
        id_ = uuid.uuid4().hex
        ended, unknown = (phone.tap(f"{path}/{tap}", id_, words="x") for path in (page, never))
        assert ended == unknown and ended[0] == 404 and ended[1]["code"] == "page_over", tap


def test_nothing_private_reaches_the_page_not_even_on_the_wire(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Another party's names, anybody's phone, notes and money, and the address of a photograph never leave the server."""
    with Server(tmp_path_factory.mktemp("canaries")) as house:
        mine = booking_line(2031, phone="13800772211").replace("4999", "543.21") + "peculiar-note"
        other = booking_line(2032, names="Zzyzx Quuxley,Bystander")
        add_bookings(house, mine, other)
        station, phone = house.device("station"), Client(house)
        visit = arrive(station, 2031)
        path = page_of(house, visit)
        with phone.socket("visit", path.removeprefix("/v/")) as own, house.device("board").socket() as staff:
            for listener in (own, staff):
                listener.next("hello")
            arrive(station, 2032)
            phone.tap(f"{path}/call")
            phone.tap(f"{path}/concerns", words="cold")
            wire = [str(own.next("changed")) for _ in range(6)]
            assert "Zzyzx" in str(staff.next("changed"))
        texts = [*wire, shown(phone, path), shown(phone, f"{path}/feedback")]
        assert "Lin" in texts[-2]
        for canary in (*CANARIES, "/photos/", "/staff/"):
            assert not [text for text in texts if canary in text], canary


def test_the_socket_of_a_page_is_for_whoever_knows_its_address(house: Server, phone: Client, page: str) -> None:
    with phone.socket("visit", page.removeprefix("/v/")) as own:
        assert own.next("hello")["seq"]
    for screen, who in (("visit", "aaaaaaaaaaaaaaaaaaaaaaaaaa"), ("station", "mei"), ("board", "")):
        with pytest.raises(NotLetIn), phone.socket(screen, who):
            pass


@pytest.mark.parametrize("role", ["lobby", "board", "presenter", "tv"])
def test_the_pictures_in_a_partys_hands_are_live_for_staffs_tablets_alone(
    house: Server, station: Client, page: str, role: str
) -> None:
    with station.socket("poses", "1") as tablet:
        assert tablet.next("hello")["seq"]
    with pytest.raises(NotLetIn), house.device(role).socket("poses", "1"):
        pass


def test_a_call_rings_at_the_host_and_the_page_says_who_comes(phone: Client, station: Client, page: str) -> None:
    status, answer = phone.tap(f"{page}/call")
    assert status == 201
    ring = f'id="call-{answer["call"]}"'
    assert ring in station_of(station, "mei") and ring not in station_of(station, "lin")
    assert "We are calling Mei" in shown(phone, page)
    assert phone.tap(f"{page}/call")[1]["call"] == answer["call"], "what rings keeps ringing as one"
    assert station.tap(f"/calls/{answer['call']}/taking", actor="anna")[0] == 201
    back = re.search(rf'{ring}[^>]*data-from="(\d+)"', station_of(station, "mei"))
    assert back and int(back[1]) > (time.time() + 9 * 60) * 1000, "it is not shown before it comes back"
    assert "Anna is coming" in shown(phone, page)
    assert phone.tap(f"{page}/call/end")[0] == 201
    assert "Call my host" in shown(phone, page) and "is coming" not in shown(phone, page)


def test_whoever_went_says_that_they_were_there_and_it_is_over(phone: Client, station: Client, page: str) -> None:
    _, answer = phone.tap(f"{page}/call")
    path, ring = f"/calls/{answer['call']}", f'id="call-{answer["call"]}"'
    assert station.tap(f"{path}/taking", actor="anna")[0] == 201
    assert "I was with them" in station_of(station, "anna") and "I was with them" not in station_of(station, "mei")
    assert station.tap(f"{path}/end", actor="anna")[0] == station.tap(f"{path}/end", actor="anna")[0] == 201
    assert ring not in station_of(station, "anna") + station_of(station, "mei")
    assert "Anna is coming" not in shown(phone, page)
    assert station.tap("/calls/9999/end", actor="anna")[1]["code"] == "unknown_call"


def test_a_call_can_be_taken_back_and_then_nobody_goes(phone: Client, station: Client, page: str) -> None:
    _, answer = phone.tap(f"{page}/call")
    assert phone.tap(f"{page}/call/end")[0] == 201
    assert f'id="call-{answer["call"]}"' not in station_of(station, "mei")
    assert station.tap(f"/calls/{answer['call']}/taking", actor="mei")[1]["code"] == "call_over"


def test_the_desk_and_the_board_say_which_party_calls(house: Server, phone: Client, page: str) -> None:
    phone.tap(f"{page}/call")
    for role in ("desk", "board"):
        assert "Ms Chen &amp; Mr Li" in shown(house.device(role), f"/{role}")


def test_a_host_off_duty_is_not_called_but_whoever_covers(house: Server, phone: Client, station: Client) -> None:
    add_bookings(house, booking_line(2091, host="Hua Li"))
    assert station.tap("/staff/hua/duty/end", actor="hua")[0] == 201
    path = page_of(house, at_the_door(station, 2091))
    _, answer = phone.tap(f"{path}/call")
    stations = [staff for staff in ("mei", "anna", "bo", "hua") if _rings_now(station, staff, answer["call"])]
    assert len(stations) == 1 and stations != ["hua"]


def at_the_door(station: Client, number: int) -> int:
    status, answer = station.tap("/visits", actor="anna", booking=number)
    assert status == 201, answer
    return int(answer["visit"])


def _rings_now(station: Client, staff: str, call: int) -> bool:
    """Is the ring due at once at this person's station? Others get it with a later moment."""
    html = station_of(station, staff)
    found = re.search(rf'id="call-{call}".*?data-from="(\d+)".*?data-clock-since="(\d+)"', html, re.S)
    return bool(found) and found[1] == found[2]  # type: ignore[index]


def test_a_party_that_calls_all_the_time_is_asked_to_speak_to_anyone(phone: Client, page: str) -> None:
    for _ in range(10):
        assert phone.tap(f"{page}/call")[0] == phone.tap(f"{page}/call/end")[0] == 201
    status, answer = phone.tap(f"{page}/call")
    assert (status, answer["code"]) == (429, "too_many_calls")


def test_a_concern_reaches_the_host_and_the_page_sees_it_heard(phone: Client, station: Client, page: str) -> None:
    status, answer = phone.tap(f"{page}/concerns", words="The dress pinches.")
    assert status == 201
    assert "The dress pinches." in station_of(station, "mei")
    assert "We have heard you." in shown(phone, page)
    assert station.tap(f"/concerns/{answer['concern']}/taking", actor="mei")[0] == 201
    assert "Mei is taking care of it." in shown(phone, page)
    assert phone.tap(f"{page}/concerns/{answer['concern']}/withdrawal")[0] == 201
    assert "The dress pinches." not in shown(phone, page) + station_of(station, "mei")


def test_a_concern_needs_no_words_and_the_sixth_within_an_hour_needs_a_person(phone: Client, page: str) -> None:
    assert [phone.tap(f"{page}/concerns")[0] for _ in range(6)] == [201] * 5 + [429]


def test_words_have_an_end(phone: Client, page: str) -> None:
    assert phone.tap(f"{page}/concerns", words="x" * 501)[0] == 400
    assert phone.tap(f"{page}/wish", wish="x" * 301)[0] == 400


def test_a_party_cannot_withdraw_the_concern_of_another(
    house: Server, phone: Client, station: Client, page: str
) -> None:
    _, answer = phone.tap(f"{page}/concerns", words="mine")
    other = page_of(house, arrive(station, next(numbers)))
    status, refused = phone.tap(f"{other}/concerns/{answer['concern']}/withdrawal")
    assert (status, refused["code"]) == (404, "unknown_concern")


def test_whoever_a_tap_names_it_is_the_partys_own(house: Server, phone: Client, page: str) -> None:
    _, answer = phone.tap(f"{page}/concerns", actor="mei", words="forged")
    raised = [one for one in events(house, "ConcernRaised") if one["body"]["id"] == answer["concern"]]  # type: ignore[index]
    assert [one["actor"] for one in raised] == ["customer"]
    assert "forged" not in json.dumps(raised), "the words stand in the row, so that they can be erased"


def test_a_wish_told_on_the_phone_stands_on_the_station(house: Server, phone: Client, station: Client) -> None:
    path = page_of(house, arrive(station, next(numbers)))
    assert phone.tap(f"{path}/wish", wish="  One with\n the dog ")[0] == 201
    assert "“One with the dog”" in station_of(station, "lin")
    before = len(events(house, "WishTold"))
    assert phone.tap(f"{path}/wish", wish="One with the dog")[0] == 201
    assert len(events(house, "WishTold")) == before, "the same words are no news"


def test_a_tap_from_another_site_is_not_accepted(phone: Client, page: str) -> None:
    headers = {"Origin": "http://evil.example", "Content-Type": "application/x-www-form-urlencoded"}
    assert phone.request("POST", f"{page}/call", "command_id=12345678", headers)[0] == 403


def test_without_script_a_tap_is_a_form_that_comes_back(phone: Client, page: str) -> None:
    status, headers, _ = phone.form(f"{page}/call", back=page)
    assert (status, headers["Location"]) == (303, page)
    assert '<noscript><meta http-equiv="refresh"' in shown(phone, page)


def test_the_qr_code_holds_the_pages_address(house: Server, station: Client, visit: int, page: str) -> None:
    status, headers, content = station.request("GET", f"/visits/{visit}/page-code.svg")
    assert (status, headers["Content-Type"]) == (200, "image/svg+xml; charset=utf-8")
    assert content.startswith(b'<svg xmlns="http://www.w3.org/2000/svg"')
    assert read(drawn(content.decode())).endswith(f":{house.port}{page}")
    assert station.request("GET", "/visits/99999/page-code.svg")[0] == 404


def test_without_a_past_the_page_says_that_it_cannot_say(phone: Client, page: str) -> None:
    html = shown(phone, page)
    assert "We cannot say yet." in html and "data-low-at" not in html


def test_with_a_past_it_says_a_range_and_of_how_many_visits(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("past")
    live_six_weeks(folder)
    with Server(folder) as house:
        add_bookings(house, booking_line(2031))
        station = house.device("station")
        html = shown(Client(house), page_of(house, arrive(station, 2031)))
        low, high = (int(re.search(rf'data-{end}-at="(\d+)"', html)[1]) for end in ("low", "high"))  # type: ignore[index]
        assert 10 * 60000 < high - low < 60 * 60000
        assert "until about" in html and "from 36 visits" in html and "Your day ends at about" in html
        assert house.run("verify-log").stdout.strip() == "The log is clean."


def test_after_the_first_look_the_page_asks_once_how_they_are(
    phone: Client, station: Client, visit: int, page: str
) -> None:
    def bring(giver: str, receiver: str, stage: str) -> None:
        assert station.tap(f"/visits/{visit}/handoffs", actor=giver, receiver=receiver, stage=stage)[0] == 201
        assert station.tap(f"/visits/{visit}/handoff/acceptance", actor=receiver)[0] == 201

    bring("lin", "zhao", "studio")
    assert 'id="visit-pulse"' not in shown(phone, page)
    bring("zhao", "lin", "makeup")
    assert 'id="visit-pulse"' in shown(phone, page)
    assert phone.tap(f"{page}/moods", mood="glad")[0] == 201
    assert 'id="visit-pulse"' not in shown(phone, page)


def test_the_partys_own_face_reaches_the_host_and_never_whoever_it_rates(
    phone: Client, station: Client, visit: int, page: str
) -> None:
    assert phone.tap(f"{page}/moods", mood="upset", word="cold  hands")[0] == 201
    assert f'id="upset-{visit}"' in shown(station, "/station/mei") and "cold hands" in shown(station, "/station/mei")
    assert "cold hands" not in shown(station, "/station/lin") + shown(station, f"/visits/{visit}")
    assert phone.tap(f"{page}/moods", mood="upset", word="x" * 61)[1]["code"] == "bad_request"
    assert f'id="upset-{visit}"' not in shown(station, "/station/lin")
    assert 'value="upset" aria-pressed="true"' not in shown(station, "/station/lin")
    assert phone.tap(f"{page}/moods", mood="furious")[1]["code"] == "bad_request"
    answers = [phone.tap(f"{page}/moods", mood="calm")[0] for _ in range(20)]
    assert answers.count(201) == 19 and answers[-1] == 429
