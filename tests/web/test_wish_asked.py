"""What became of the wish: asked at the farewell, and told again where it helps (feature 9, E02)."""

from datetime import timedelta
from html import unescape
from typing import Any

from kiosk.keys import secret
from kiosk.passes import visit_code

from .desk import MONDAY, TEN, Desk, book

WISH = "One picture where my grandmother’s comb shows."
QUESTION = f"You wished: “{WISH}” Did we?"
DONE = ("selection_date", "returned", "comments", "open_items", "apology", "seven_steps")


class Farewell:
    """A party with a wish that Mei sees off."""

    def __init__(self, desk: Desk, wish: str = WISH) -> None:
        self.desk, self.station = desk, Desk(desk.app, "token-of-station")
        self.phone = Desk(desk.app, "nobody's")
        self.customer = desk.tap("/customers", actor="mei", names=("Ms Chen", "Mr Li"))[1]["customer"]
        book(desk.floor, 2031, customer=self.customer, wish=wish)
        self.taps("/visits", booking=2031)
        self.page = f"/v/{visit_code(secret(desk.floor.folder, 'visits'), 1)}"
        self.taps("/visits/1/gate")

    def taps(self, path: str, **fields: Any) -> None:
        status, answer = self.station.tap(path, actor="mei", **fields)
        assert status == 201, answer

    def begins(self) -> "Farewell":
        self.taps("/visits/1/stage", stage="farewell")
        return self

    def ends(self, **fields: Any) -> tuple[int, dict[str, Any]]:
        told = {"items": DONE, "selection_on": (MONDAY + timedelta(days=7)).isoformat(), **fields}
        return self.station.tap("/visits/1/farewell", actor="mei", **told)

    def shown(self) -> str:
        return unescape(self.station.page("/station/mei"))


def test_the_host_asks_it_word_for_word_and_cannot_forget_to(desk: Desk) -> None:
    party = Farewell(desk)
    assert QUESTION not in party.shown()
    assert QUESTION in party.begins().shown()
    assert party.ends()[1]["code"] == "checklist_incomplete"
    party.taps("/visits/1/wish/answer", wish=WISH, answer="partly", why="The comb  was behind the veil")
    assert 'value="partly" aria-pressed="true"' in party.shown()
    assert party.ends()[0] == 201
    [told] = desk.events("WishAnswered")
    assert told["body"] == {"wish": WISH, "answer": "partly", "by": "mei", "why": "The comb was behind the veil"}


def test_a_tick_is_no_answer(desk: Desk) -> None:
    party = Farewell(desk).begins()
    assert party.ends(items=(*DONE, "their_wish"))[1]["code"] == "checklist_incomplete"


def test_not_asking_has_a_reason_like_any_other_point(desk: Desk) -> None:
    party = Farewell(desk).begins()
    assert 'value="their_wish: They were in a hurry"' in party.shown()
    assert party.ends(reasons=["their_wish: They were in a hurry"])[0] == 201
    [told] = desk.events("VisitFinished")
    assert told["body"]["left_out"] == [["their_wish", "They were in a hurry"]]
    assert "Not done: What became of their wish. They were in a hurry" in unescape(desk.page("/visits/1/journey"))


def test_without_a_wish_nothing_is_asked(desk: Desk) -> None:
    party = Farewell(desk, wish="").begins()
    assert "did-we" not in party.shown() and "did-we" not in party.phone.page(party.page)
    assert party.ends()[0] == 201


def test_the_party_answers_on_its_own_page_once_the_farewell_has_begun(desk: Desk) -> None:
    party = Farewell(desk)
    told = {"wish": WISH, "answer": "no", "why": "It rained"}
    assert "did-we" not in party.phone.page(party.page)
    assert party.phone.tap(f"{party.page}/wish/answer", **told)[1]["code"] == "not_yet_asked"
    party.begins()
    assert QUESTION in unescape(party.phone.page(party.page))
    assert party.phone.tap(f"{party.page}/wish/answer", **told | {"wish": "x"})[1]["code"] == "wrong_wish"
    for _ in range(2):
        assert party.phone.tap(f"{party.page}/wish/answer", **told)[0] == 201
    assert [one["actor"] for one in desk.events("WishAnswered")] == ["customer"]
    assert "Thank you for telling us." in party.phone.page(party.page)
    assert "They have said so on their page." in party.shown() and "It rained" in party.shown()
    assert party.ends()[0] == 201
    assert party.phone.tap(f"{party.page}/wish/answer", **told)[0] == 404


def test_it_is_told_on_the_timeline_in_the_next_brief_on_the_paper_and_in_the_evening(desk: Desk) -> None:
    party = Farewell(desk).begins()
    before = desk.page("/desk/evening")
    assert "still to ask <b" in before and "wish kept" not in before
    party.taps("/visits/1/wish/answer", wish=WISH, answer="partly", why="Too dark")
    assert party.ends()[0] == 201
    card = unescape(desk.page(f"/desk/customers/{party.customer}"))
    assert f"What became of their wish, “{WISH}”: partly kept, because “Too dark”" in card
    book(desk.floor, 2032, day=30, customer=party.customer)
    brief = unescape(desk.page("/bookings/2032/brief"))
    assert "What became of that wish: partly kept" in brief and "Too dark" in brief
    assert "partly kept: <bdi>Too dark</bdi>" in desk.page("/visits/1/sheet")
    evening = unescape(desk.page("/desk/evening"))
    assert "0 of 1 wish kept" in evening and "because: <bdi>Too dark</bdi>" in evening


def test_the_evening_shows_the_wishes_of_a_stages_guests_beside_their_faces(desk: Desk) -> None:
    party = Farewell(desk).begins()
    party.taps("/visits/1/wish/answer", wish=WISH, answer="yes")
    faces = {"reception": "delighted", "makeup": "content"}
    lobby = Desk(desk.app, "token-of-lobby")
    assert lobby.tap("/feedback", faces=faces)[0] == 201
    evening = unescape(desk.page("/desk/evening"))
    assert evening.count("Wishes of those who were here:") == 1, "nobody with a wish was in makeup"
    assert "1 of 1 wish kept" in evening


def test_what_was_said_of_a_wish_is_handed_out_and_erased_with_it(desk: Desk) -> None:
    party = Farewell(desk).begins()
    party.taps("/visits/1/wish/answer", wish=WISH, answer="no", why="peculiar-why")
    assert party.ends()[0] == 201
    export = desk.client.get(f"/customers/{party.customer}/export.json").get_json()
    assert export["visits"][0]["became"]["why"] == "peculiar-why"
    desk.floor.store.clock.moment = TEN + timedelta(days=1)
    erasing = {"actor": "mei", "confirmation": str(party.customer)}
    assert desk.tap(f"/customers/{party.customer}/erasure", **erasing)[0] == 201
    [told] = desk.events("WishAnswered")
    assert told["body"] == {"wish": "", "answer": "no", "by": "mei", "why": ""}
    assert "peculiar-why" not in desk.page(f"/desk/evening?on={MONDAY}")
    assert "not kept <b" in desk.page(f"/desk/evening?on={MONDAY}")
