"""Where guests park, in the studio's own words: at the door, on the party's page, on the booking's card (E13)."""

import pytest

from kiosk.keys import secret
from kiosk.passes import visit_code

from .desk import Desk, book

WORDS = {"en": "Behind the house, gate B.\nThe barrier knows <your plate>.", "zh_Hans": "请停在后院，B 门。"}


def pages(desk: Desk, language: str = "en") -> dict[str, str]:
    """All that a guest of booking 2031 may read."""
    lobby = Desk(desk.app, "token-of-lobby")
    found = lobby.tap("/lobby/lookups", digits="2031", name="Chen")[1]
    checked_in = lobby.client.post(
        f"/lobby/visits?lang={language}",
        data={"command_id": "a-check-in-by-finger", "ticket": found.get("ticket", "")},
        headers={"Accept": "text/html", "X-Fragment": "1", "X-Locale": language},
    )
    [visit] = desk.floor.store.house.visits
    own = f"/v/{visit_code(secret(desk.floor.folder, 'visits'), visit)}?lang={language}"
    return {
        "door": checked_in.text,
        "page": Desk(desk.app, "nobody's").page(own),
        "card": desk.page(f"/desk/bookings/2031/card?lang={language}"),
    }


def test_who_has_not_said_where_says_nothing(desk: Desk) -> None:
    book(desk.floor, 2031, phone="+8613800132031")
    for place, page in pages(desk).items():
        assert "Where to park" not in page, place


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_guests_read_where_to_park_in_their_language_at_the_door_on_their_page_and_on_their_card(
    desk: Desk, language: str
) -> None:
    assert desk.tap("/settings/lobby", actor="mei", value={"parking": WORDS})[0] == 201
    book(desk.floor, 2031, phone="+8613800132031")
    wanted = WORDS[language].replace("<", "&lt;").replace(">", "&gt;")
    found = pages(desk, language)
    for place, page in found.items():
        assert wanted in page, place
    question = found["door"].split('data-ask="plate"')[1].split("</section>")[0]
    assert wanted in question, "beside the question for the plate"


def test_the_owner_takes_it_back_by_leaving_it_empty(desk: Desk) -> None:
    assert desk.tap("/settings/lobby", actor="mei", value={"parking": WORDS})[0] == 201
    assert desk.tap("/settings/lobby", actor="mei", value={"parking": None})[0] == 201
    assert desk.floor.settings.lobby.parking is None
