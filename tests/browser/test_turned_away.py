"""Screens that missed what became of them while they were away, and one whose question nobody answers."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from ..link import Link, link_to
from ..serving import Client, Server
from ..web.bookings import booking_line
from ..web.party import arrive, page_of
from .conftest import Screens
from .sales_room import SIZE, Room, settled, shows, studio_with
from .test_live_screens import is_live

PHONE = (390, 844)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with studio_with(tmp_path_factory.mktemp("studio"), 6, booking_line(2032)) as server:
        yield server


def test_a_phone_that_was_away_at_the_farewell_reads_goodbye(studio: Server, screens: Screens) -> None:
    station = studio.device("station")
    visit = arrive(station, 2032)
    assert station.tap(f"/visits/{visit}/handoffs", actor="lin", receiver="mei", stage="farewell")[0] == 201
    assert station.tap(f"/visits/{visit}/handoff/acceptance", actor="mei")[0] == 201
    with link_to(studio.port) as link:
        phone = screens.open(Client(studio, "hth_device=none"), page_of(studio, visit), PHONE, address=link.address)
        is_live(phone)
        link.cut()
        assert station.tap(f"/visits/{visit}/farewell", actor="mei", all=True)[0] == 201
        link.heal()
        expect(phone.get_by_text("This page belongs to one visit and goes with it.")).to_be_visible()


def presented(screens: Screens, room: Room, link: Link) -> Page:
    """The room's TV with a photo on it, by a cable that can be cut."""
    tv = screens.open(room.tv, "/tv", SIZE, address=link.address)
    room.start()
    room.show(0)
    shows(tv, room.slides[0])
    return tv


def test_a_tv_that_was_locked_out_while_it_was_away_shows_a_code_again(
    studio: Server, room: Room, screens: Screens
) -> None:
    with link_to(studio.port) as link:
        tv = presented(screens, room, link)
        link.cut()
        desk = studio.device("desk")
        events = desk.get("/events?after=0&limit=1000")["events"]
        paired = [one["body"] for one in events if one["type"] == "DevicePaired" and one["body"]["role"] == "tv"]
        assert desk.tap(f"/devices/{paired[-1]['id']}/revocation")[0] == 201
        link.heal()
        expect(tv.locator(".code")).to_be_visible()


def test_a_tv_of_an_older_program_waits_for_the_end_before_it_loads_its_page_anew(
    studio: Server, room: Room, screens: Screens
) -> None:
    with link_to(studio.port) as link:
        tv = presented(screens, room, link)
        tv.evaluate("document.body.dataset.build = 'older'")
        link.cut()
        room.show(1)
        link.heal()
        shows(tv, room.slides[1])
        assert tv.evaluate("document.body.dataset.build") == "older"
        room.end()
        tv.wait_for_function("() => document.body.dataset.build !== 'older'")


def test_a_tv_that_gets_no_answer_asks_again(studio: Server, room: Room, screens: Screens) -> None:
    unanswered: list[Route] = []

    def hold(route: Route) -> None:
        unanswered.append(route)

    with link_to(studio.port) as link:
        tv = presented(screens, room, link)
        settled(tv)
        tv.route("**/tv/state", hold, times=1)
        link.cut()
        room.show(1)
        link.heal()
        shows(tv, room.slides[1])
    assert len(unanswered) == 1
