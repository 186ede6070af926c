"""Samples in a folder called by a booking's number: shown only while that party's consent stands (B06, C02, E20)."""

import re
from datetime import timedelta

import pytest
from PIL import Image

from kiosk.keys import secret
from kiosk.passes import visit_code
from kiosk.watch import turn_day

from .desk import TEN, Desk, book

OWN = "1 house.jpg"


@pytest.fixture
def lobby(desk: Desk) -> Desk:
    """With two samples: the studio's own, and one of booking 2031."""
    folder = desk.floor.media / "samples"
    for file in (folder / OWN, folder / "2031" / "laughing.jpg"):
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (60, 40), "tan").save(file)
    return Desk(desk.app, "token-of-lobby")


@pytest.fixture
def customer(desk: Desk) -> int:
    return int(desk.tap("/customers", actor="mei", names=["Emma Whitfield"])[1]["customer"])


def visit_of(desk: Desk, number: int, customer: int | None = None) -> tuple[Desk, str]:
    """The party in the house, on its own page."""
    book(desk.floor, number, party=("Emma Whitfield",), customer=customer)
    visit = desk.tap("/visits", actor="mei", booking=number)[1]["visit"]
    return Desk(desk.app, "nobody's"), f"/v/{visit_code(secret(desk.floor.folder, 'visits'), visit)}/consents"


def shown(lobby: Desk) -> list[str]:
    """Addresses of the show; each of them has its picture."""
    found = re.findall(r'data-src="([^"]+)"', lobby.page("/lobby"))
    assert [lobby.client.get(address).status_code for address in found] == [200] * len(found)
    return found


def test_a_partys_picture_is_in_the_show_from_its_yes_until_its_no(desk: Desk, lobby: Desk, customer: int) -> None:
    own, consents = visit_of(desk, 2031, customer)
    assert len(shown(lobby)) == 1, "nobody was asked: no is the answer"
    assert own.tap(consents, use="marketing", is_given=True)[0] == 201
    assert len(shown(lobby)) == 1, "a yes to something else"
    assert own.tap(consents, use="samples", is_given=True)[0] == 201
    [house, theirs] = shown(lobby)
    assert own.tap(consents, use="samples", is_given=False)[0] == 201
    assert shown(lobby) == [house]
    assert lobby.client.get(theirs).status_code == 404


def test_a_screen_that_has_the_picture_hears_at_once_that_it_may_not_show_it_any_more(
    desk: Desk, lobby: Desk, customer: int
) -> None:
    own, consents = visit_of(desk, 2031, customer)
    own.tap(consents, use="samples", is_given=True)
    theirs = shown(lobby)[1]
    known = {"If-None-Match": lobby.client.get(theirs).headers["ETag"]}
    assert lobby.client.get(theirs, headers=known).status_code == 304
    own.tap(consents, use="samples", is_given=False)
    assert lobby.client.get(theirs, headers=known).status_code == 404


def test_with_the_end_of_the_consent_the_picture_goes_by_itself(desk: Desk, lobby: Desk, customer: int) -> None:
    own, consents = visit_of(desk, 2031, customer)
    own.tap(consents, use="samples", is_given=True)
    for days, pictures in ((731, 2), (732, 1)):
        desk.floor.store.clock.moment = TEN + timedelta(days=days)
        turn_day(desk.floor)
        assert len(shown(lobby)) == pictures


def test_the_last_word_of_any_visit_counts_also_for_an_earlier_ones_pictures(
    desk: Desk, lobby: Desk, customer: int
) -> None:
    own, consents = visit_of(desk, 2031, customer)
    own.tap(consents, use="samples", is_given=True)
    later, its_consents = visit_of(desk, 2040, customer)
    assert len(shown(lobby)) == 2
    later.tap(its_consents, use="samples", is_given=False)
    assert len(shown(lobby)) == 1


def test_a_booking_without_a_customer_speaks_for_itself(desk: Desk, lobby: Desk) -> None:
    own, consents = visit_of(desk, 2031)
    assert len(shown(lobby)) == 1
    own.tap(consents, use="samples", is_given=True)
    assert len(shown(lobby)) == 2


def test_a_number_that_is_no_booking_shows_nothing_and_other_folders_are_the_studios_own(
    desk: Desk, lobby: Desk
) -> None:
    folder = desk.floor.media / "samples"
    for name in ("9" * 15, "9" * 40, "2031 weddings", "٢٠٣١"):
        (folder / name).mkdir()
        Image.new("RGB", (60, 40), "tan").save(folder / name / "a.jpg")
    assert len(shown(lobby)) == 1 + 3
