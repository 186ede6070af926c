"""A party's call and concern reach the host within a second, on both engines, and ring until they are taken (C47, feature 7)."""

import re
import statistics
import time
from typing import Any

from ..serving import Client, Listener, Server
from ..web.bookings import add_bookings, booking_line
from ..web.party import arrive, page_of

WITHIN = 1.0


def heard(listener: Listener, part: str) -> dict[str, Any]:
    """The next announcement with that part in it."""
    while True:
        message = listener.next("changed")
        if found := [one for one in message["parts"] if re.fullmatch(part, one["id"])]:
            return dict(found[0])


def test_a_call_is_at_the_hosts_station_within_a_second_and_the_answer_on_the_phone(server: Server) -> None:
    add_bookings(server, booking_line(2031))
    station, desk, phone = server.device("station"), server.device("desk"), Client(server)
    path = page_of(server, arrive(station, 2031))
    code = path.removeprefix("/v/")
    rings, answers, concerns = [], [], []
    with station.socket("station", "mei") as mei, desk.socket("desk") as front, phone.socket("visit", code) as own:
        for listener in (mei, front, own):
            listener.next("hello")
        for call in range(1, 6):
            began = time.monotonic()
            assert phone.tap(f"{path}/call")[0] == 201
            ring = heard(mei, f"call-{call}")
            rings.append(time.monotonic() - began)
            assert "data-ring" in ring["html"] and "Ms Chen &amp; Mr Li" in ring["html"]
            assert heard(front, f"call-{call}")["into"] == "door"
            assert "We are calling Mei" in heard(own, "visit-call")["html"]
            began = time.monotonic()
            assert station.tap(f"/calls/{call}/taking", actor="mei")[0] == 201
            assert "Mei is coming" in heard(own, "visit-call")["html"]
            answers.append(time.monotonic() - began)
            assert phone.tap(f"{path}/call/end")[0] == 201
            assert "Call my host" in heard(own, "visit-call")["html"]
            began = time.monotonic()
            assert phone.tap(f"{path}/concerns", words="It pinches.")[0] == 201
            assert "It pinches." in heard(mei, f"concern-{call}")["html"]
            concerns.append(time.monotonic() - began)
    for times in (rings, answers, concerns):
        assert statistics.median(times) < WITHIN, times


def test_an_upset_party_is_at_the_hosts_station_within_a_second_whoever_noticed(server: Server) -> None:
    add_bookings(server, booking_line(2031))
    station, phone = server.device("station"), Client(server)
    visit = arrive(station, 2031)
    path, times = page_of(server, visit), []
    with station.socket("station", "mei") as mei:
        mei.next("hello")
        for who, page, by in 3 * ((station, f"/visits/{visit}", {"actor": "lin"}), (phone, path, {})):
            began = time.monotonic()
            assert who.tap(f"{page}/moods", mood="upset", **by)[0] == 201
            bell = heard(mei, f"upset-{visit}")
            times.append(time.monotonic() - began)
            assert bell["into"] == "alarms" and "data-ring" in bell["html"]
            assert station.tap(f"/visits/{visit}/moods", actor="mei", mood="calm")[0] == 201
    for by_whom in (times[::2], times[1::2]):
        assert statistics.median(by_whom) < WITHIN, times


def test_what_rings_and_who_is_coming_outlive_a_restart(server: Server) -> None:
    add_bookings(server, booking_line(2031), booking_line(2032, names="Emma Whitfield,"))
    station, phone = server.device("station"), Client(server)
    rings, taken = (page_of(server, arrive(station, number)) for number in (2031, 2032))
    assert phone.tap(f"{rings}/call")[0] == phone.tap(f"{taken}/call")[0] == 201
    assert station.tap("/calls/2/taking", actor="anna")[0] == 201
    server.restart()
    assert "We are calling Mei" in seen(phone, rings)
    assert "Anna is coming" in seen(phone, taken)
    assert 'id="call-1"' in seen(station, "/station/mei")
    assert server.run("verify-log").stdout.strip() == "The log is clean."


def test_a_page_that_listens_hears_goodbye_when_its_party_leaves(server: Server) -> None:
    add_bookings(server, booking_line(2031))
    station, phone = server.device("station"), Client(server)
    visit = arrive(station, 2031)
    path = page_of(server, visit)
    with phone.socket("visit", path.removeprefix("/v/")) as own:
        own.next("hello")
        assert station.tap(f"/visits/{visit}/handoffs", actor="lin", receiver="mei", stage="farewell")[0] == 201
        assert station.tap(f"/visits/{visit}/handoff/acceptance", actor="mei")[0] == 201
        assert station.tap(f"/visits/{visit}/farewell", actor="mei", all=True)[0] == 201
        assert heard(own, "visit-goodbye")["into"] == "now"


def seen(client: Client, path: str) -> str:
    status, _, content = client.request("GET", path, headers={"Accept": "text/html"})
    assert status == 200
    return content.decode()
