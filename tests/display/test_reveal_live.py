"""The reveal on a real server: what goes over the wire while hearts are given, and what is left after a kill."""

import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import socketio.exceptions

from display.queries.hearts import code_of

from ..browser.sales_room import Room, drop
from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line

PHOTOS = 6


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("studio")) as server:
        add_bookings(server, booking_line(2031))
        drop(server, 2031, PHOTOS)
        yield server


@pytest.fixture
def room(studio: Server) -> Iterator[Room]:
    room = Room(studio)
    room.start(photos=PHOTOS)
    yield room
    room.end()


class Phone(Client):
    """A partner's own phone: it knows the page's address and has a pass, and is no device of the house."""

    def __init__(self, room: Room) -> None:
        super().__init__(room.server)
        self.code = code_on(room)
        _, headers, _ = self.request("GET", f"/h/{self.code}", headers={"Accept": "text/html"})
        self.cookie = headers["Set-Cookie"].partition(";")[0]

    def love(self, photo: str, taps: int = 1) -> int:
        return self.tap(f"/h/{self.code}/hearts", photo=photo, taps=taps)[0]

    def page(self) -> str:
        return self.request("GET", f"/h/{self.code}", headers={"Accept": "text/html"})[2].decode()


def code_on(room: Room) -> str:
    """What the presenter holds out as a QR code."""
    return code_of(room.server.data, room.number)


def begin(room: Room, which: str = "first") -> None:
    room.tap_ok(f"/presentations/{room.number}/pass", which=which)


def end(room: Room, which: str = "first") -> None:
    room.tap_ok(f"/presentations/{room.number}/pass/end", which=which)


def test_nothing_goes_over_any_wire_while_hearts_are_given(room: Room) -> None:
    begin(room)
    chen, li = Phone(room), Phone(room)
    desk = room.server.device("desk")
    with (
        room.tablet.socket("presenting", who=str(room.number)) as presenter,
        room.tv.socket("tv", who="sales-1") as tv,
        li.socket("hearts", who=li.code) as other,
    ):
        for listener in (presenter, tv, other):
            listener.next("hello")
        while 'id="coming"' in page_of(room):
            presenter.next("changed")  # the darkroom says last of all that it has done
        before = page_of(room), li.page(), tapped(desk), room.tv.get("/tv/state")["show"]
        assert chen.love(room.slides[1]) == 201
        assert chen.love(room.slides[4]) == 201
        assert li.love(room.slides[1]) == 201
        after = page_of(room), chen_less(li.page()), tapped(desk), room.tv.get("/tv/state")["show"]
        assert (timeless(before[0]), before[2:]) == (timeless(after[0]), after[2:])
        assert room.slides[4] not in after[1]
        volume(room, 40)  # so that the sockets have something to say, and nothing was only late
        told_of = desk.get("/healthz")["seq"]
        for listener in (presenter, tv, other):
            while (message := listener.next("changed"))["seq"] < told_of:
                assert "of you" not in json.dumps(message)  # as in “both of you”: what a pass says when it has ended
            assert "of you" not in json.dumps(message)
        end(room)
        while "both of you" not in (told := json.dumps(presenter.next("changed")["parts"])):
            pass  # of the volume may be told twice: that it was changed, and that the TV heard of it
        assert "one of you" in told


def tapped(desk: Client) -> list[dict[str, Any]]:
    """The log without what the house notes by itself, which may come at any moment."""
    entries: list[dict[str, Any]] = desk.get("/events?after=0&limit=1000")["events"]
    return [entry for entry in entries if entry["actor"] not in ("sentinel", "darkroom", "system")]


def volume(room: Room, percent: int) -> None:
    room.tap_ok(f"/presentations/{room.number}/volume", percent=percent)


def page_of(room: Room) -> str:
    path = f"/presenter/{room.number}"
    return room.tablet.request("GET", path, headers={"Accept": "text/html"})[2].decode()


def timeless(page: str) -> str:
    """Without the present moment, and without how many photos the darkroom is still busy with."""
    return re.sub(r'data-(now|seq)="\d+"|<li id="coming".*?</li>', "", page, flags=re.DOTALL)


def chen_less(page: str) -> str:
    """A phone's page without the list of slides, which everybody has."""
    return re.sub(r"data-wall='[^']*'", "", page)


def test_a_phone_may_join_its_own_screen_and_no_other(room: Room) -> None:
    phone = Phone(room)
    for screen, who in (("presenting", str(room.number)), ("tv", "sales-1"), ("hearts", "a" * 26)):
        with pytest.raises(socketio.exceptions.ConnectionError), phone.socket(screen, who=who):
            pass
    with phone.socket("hearts", who=phone.code) as mine:
        mine.next("hello")
        begin(room)
        told = json.dumps(mine.next("changed"))
        assert room.slides[0] in told and "Chen" not in told and "/photos" not in told


def test_a_killed_server_comes_back_in_the_middle_of_the_pass_with_every_heart(room: Room) -> None:
    begin(room)
    chen, li = Phone(room), Phone(room)
    chen.love(room.slides[2])
    tap_id = uuid.uuid4().hex
    body = {"photo": room.slides[2], "taps": 1}
    assert li.tap(f"/h/{li.code}/hearts", tap_id, **body)[0] == 201
    before = room.tv.get("/tv/state")["show"]
    room.server.restart()
    assert room.tv.get("/tv/state")["show"] == before
    assert before["run"] == "first" and before["since"]
    assert li.tap(f"/h/{li.code}/hearts", tap_id, **body)[0] == 201
    end(room)
    begin(room, "second")
    assert [slide for _, run in room.tv.get("/tv/state")["looks"] for slide in run] == [room.slides[2]]
    shown = room.tv.get("/tv/state")["show"]
    room.server.restart()
    assert room.tv.get("/tv/state")["show"] == shown
