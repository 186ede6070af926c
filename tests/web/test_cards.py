"""What stands on the cards of the station and the board (REQUIREMENTS B07, I4)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.commands import beside, visits

from .regulars import Studio, add_customer, book, visit
from .test_customers import text


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    studio = Studio(tmp_path)
    yield studio
    studio.close()


def test_b07_what_was_told_when_booking_stands_on_the_card_of_who_must_act_until_they_have_seen_it(
    studio: Studio,
) -> None:
    told: dict[str, Any] = {"looks": ("gown", "qipao"), "look_wishes": ("hair up", "red lips"), "taboos": "lilies"}
    number = book(studio, 2031, add_customer(studio, "Ms Chen"), **told)
    stay = int(studio.run("customer", visits.check_in, number, "en")["visit"])
    prepared = text(studio.page("/station/lin", "lin"))
    assert all(one in prepared for one in ("Please not lilies", "hair up Look 1", "red lips Look 2"))
    studio.run("mei", visits.pass_gate, studio.settings, stay, None)
    studio.run("mei", visits.offer_handoff, studio.settings, stay, "lin", "makeup")
    studio.run("lin", visits.accept_handoff, stay)
    studio.run("lin", beside.see_request, stay, 1)
    card = text(studio.page("/station/lin", "lin"))
    assert "Please not lilies seen by Lin" in card and "hair up Look 1 Seen" in card
    printed = text(studio.page(f"/visits/{stay}/sheet"))
    assert printed.count("hair up") == 1
    assert "For Makeup lilies" not in printed


def test_the_board_and_the_station_say_who_is_out_with_an_escort_and_the_board_whose_party_a_deputy_has(
    studio: Studio,
) -> None:
    number = book(studio, 2031, add_customer(studio, "Ms Chen"), host="anna", deputy="mei")
    stay = visit(studio, number, leave=False)
    assert "Mei for Anna" in text(studio.page("/board", "board"))
    studio.run("mei", visits.start_escort, stay, "phone")
    board, card = studio.page("/board", "board"), studio.page("/station/mei", "mei")
    out = text(card.split('class="escorting">')[1])
    assert "a phone call" in text(board.split(f'id="visit-{stay}"')[1].split("</li>")[0])
    assert out.startswith("Gone along: a phone call")
    since = int(studio.clock.moment.timestamp() * 1000)
    assert f'data-clock-since="{since}"' in card.split("Gone along")[1].split("</p>")[0]


def test_b07_a_request_can_be_for_one_look_where_there_are_several(studio: Studio) -> None:
    for number, looks in ((2031, ("gown", "qipao")), (2032, ("gown",))):
        party = (f"Ms {number}",)
        stay = visit(studio, book(studio, number, add_customer(studio, *party), party=party, looks=looks), leave=False)
        form = studio.page("/station/mei", "mei").split(f'action="/visits/{stay}/requests"')[1].split("</form>")[0]
        assert ('<select name="look"><option value="0">Every look</option>' in form) == (len(looks) > 1)
        assert ('<option value="2">Look 2</option>' in form) == (len(looks) > 1)
