"""An answer about names and pictures does something and can be changed at any time (E20, complaint M)."""

import re
from datetime import timedelta

import pytest

from kiosk.keys import secret
from kiosk.passes import visit_code
from kiosk.watch import turn_day

from .desk import TEN, Desk, book


@pytest.fixture
def visit(desk: Desk) -> int:
    names = ("Emma Whitfield", "Tom Whitfield")
    customer = desk.tap("/customers", actor="mei", names=names)[1]["customer"]
    book(desk.floor, 2031, party=names, customer=customer)
    return int(desk.tap("/visits", actor="mei", booking=2031)[1]["visit"])


def phone(desk: Desk, visit: int) -> tuple[Desk, str]:
    path = f"/v/{visit_code(secret(desk.floor.folder, 'visits'), visit)}"
    return Desk(desk.app, "nobody's"), path


def board(desk: Desk) -> str:
    return Desk(desk.app, "token-of-lobby").page("/board")


def answers(desk: Desk) -> list[bool]:
    return [one["body"]["is_given"] for one in desk.events("ConsentAnswered")]


def test_the_public_board_shows_a_name_from_the_partys_yes_until_its_no(desk: Desk, visit: int) -> None:
    own, path = phone(desk, visit)
    assert "Emma" not in board(desk)
    assert own.tap(f"{path}/consents", use="board", is_given=True, name="Emma")[0] == 201
    assert "Emma" in board(desk) and "Whitfield" not in board(desk)
    assert own.tap(f"{path}/consents", use="board", is_given=False)[0] == 201
    assert "Emma" not in board(desk)
    assert answers(desk) == [True, False]


def test_the_page_has_a_switch_for_each_use_and_shows_how_it_stands(desk: Desk, visit: int) -> None:
    own, path = phone(desk, visit)
    page = own.page(path)
    assert re.findall(r'name="use" value="(\w+)"', page) == ["board", "samples", "marketing"]
    assert page.count("No, we do not.") == 3 and 'value="Emma"' in page
    own.tap(f"{path}/consents", use="samples", is_given=True)
    assert own.page(path).count("No, we do not.") == 2


def test_a_use_nobody_asks_about_is_refused_and_the_same_answer_is_no_news(desk: Desk, visit: int) -> None:
    own, path = phone(desk, visit)
    assert own.tap(f"{path}/consents", use="passport", is_given=True)[1]["code"] == "unknown_choice"
    for _ in range(2):
        assert own.tap(f"{path}/consents", use="samples", is_given=True)[0] == 201
    assert answers(desk) == [True]


def test_the_desk_takes_a_yes_back_after_the_visit_as_well(desk: Desk, visit: int) -> None:
    own, path = phone(desk, visit)
    own.tap(f"{path}/consents", use="marketing", is_given=True)
    assert desk.tap(f"/visits/{visit}/gate", actor="mei")[0] == 201
    assert desk.tap(f"/visits/{visit}/handoffs", actor="mei", receiver="anna", stage="farewell")[0] == 201
    assert desk.tap(f"/visits/{visit}/handoff/acceptance", actor="anna")[0] == 201
    assert desk.tap(f"/visits/{visit}/farewell", actor="anna", all=True)[0] == 201
    customer = desk.floor.store.house.visits[visit].customer
    card = f"/desk/customers/{customer}"
    assert "They said no" in desk.page(card)
    assert desk.tap(f"/customers/{customer}/consents", use="marketing", is_given=False)[1]["code"] == "actor_missing"
    assert desk.tap(f"/customers/{customer}/consents", actor="mei", use="marketing", is_given=False)[0] == 201
    assert "They said no" not in desk.page(card)
    assert answers(desk) == [True, False]
    assert desk.floor.store.house.visits[visit].ended_at


def test_a_yes_to_other_words_is_no_yes_and_the_timeline_keeps_the_words_that_were_read(desk: Desk, visit: int) -> None:
    own, path = phone(desk, visit)
    own.tap(f"{path}/consents", use="board", is_given=True, name="Emma")
    own.tap(f"{path}/consents", use="marketing", is_given=True)
    reword(desk, "Our posters may show you.")
    card = f"/desk/customers/{desk.floor.store.house.visits[visit].customer}"
    assert own.page(path).count("No, we do not.") == 2, "samples and marketing; the board's words are the same"
    assert "Emma" in board(desk)
    page = desk.page(card)
    assert page.count("not answered, so no") == 2
    assert "You may show some of our pictures on your pages and in print." in page
    own.tap(f"{path}/consents", use="marketing", is_given=True)
    reword(desk, "Our buses may show you.")
    page = desk.page(card)
    assert "Said yes: Our posters may show you." in page and "Said yes: Our buses may show you." not in page


def reword(desk: Desk, text: str) -> None:
    section = [{"key": one.key, "text": one.text, "version": one.version} for one in desk.floor.settings.consents]
    section[-1] |= {"text": {"en": text}}
    assert desk.tap("/settings/consent", actor="mei", value=section)[0] == 201


def test_a_consent_reworded_by_a_program_is_a_new_wording_without_its_saying_so(desk: Desk) -> None:
    section = [{"key": "samples", "text": {"en": "You may show all."}, "version": "1"}]
    assert desk.tap("/settings/consent", actor="mei", value=section)[0] == 201
    [asked] = desk.floor.settings.consents
    assert asked.version != "1"
    assert [event["body"]["version"] for event in desk.events("ConsentWorded")] == [asked.version]


def test_a_yes_says_until_when_it_holds_and_counts_no_longer_after_that_day(desk: Desk, visit: int) -> None:
    own, path = phone(desk, visit)
    customer = desk.floor.store.house.visits[visit].customer
    card = f"/desk/customers/{customer}"
    assert own.page(path).count("A yes would hold until 23 November 2028.") == 3
    own.tap(f"{path}/consents", use="board", is_given=True, name="Emma")
    own.tap(f"{path}/consents", use="samples", is_given=True)
    assert own.page(path).count("until 23 November 2028") == 3
    assert "until 2028-11-23" in desk.page(card)
    months = [{"key": one.key, "text": one.text, "months": 60} for one in desk.floor.settings.consents]
    assert desk.tap("/settings/consent", actor="mei", value=months)[0] == 201
    assert own.page(path).count("until 23 November 2028") == 2, "what was read holds; a new yes is for longer"
    the_day_is(desk, 731)
    assert "Emma" in board(desk) and "Consents that have ended" not in desk.page("/desk/customers")
    the_day_is(desk, 732)
    assert "Emma" not in board(desk)
    assert "ended on 2028-11-23, so no" in desk.page(card)


def test_what_has_ended_stands_at_the_desk_until_somebody_has_taken_it_down(desk: Desk, visit: int) -> None:
    own, path = phone(desk, visit)
    own.tap(f"{path}/consents", use="samples", is_given=True)
    own.tap(f"{path}/consents", use="marketing", is_given=True)
    customer = desk.floor.store.house.visits[visit].customer
    the_day_is(desk, 10)
    assert desk.tap(f"/visits/{visit}/consents/end", actor="mei", use="samples")[1]["code"] == "still_given"
    assert desk.tap(f"/customers/{customer}/consents", actor="mei", use="marketing", is_given=False)[0] == 201
    page = desk.page("/desk/customers")
    assert "Emma Whitfield &amp; Tom Whitfield" in page and "taken back on 2026-12-03" in page
    assert "on your pages and in print." in page and "pictures here in the studio." not in page
    the_day_is(desk, 732)
    assert "ended on 2028-11-23" in desk.page("/desk/customers")
    for use in ("samples", "marketing"):
        assert desk.tap(f"/visits/{visit}/consents/end", use=use)[1]["code"] == "actor_missing"
        assert desk.form(f"/visits/{visit}/consents/end", actor="mei", use=use).status_code == 303
    assert "Consents that have ended" not in desk.page("/desk/customers")
    assert [one["body"] for one in desk.events("ConsentEndSettled")] == [
        {"use": "samples", "by": "mei"},
        {"use": "marketing", "by": "mei"},
    ]
    assert "Took down what was shown by a consent that had ended" in desk.page(f"/desk/customers/{customer}")


def test_two_numbers_of_one_customer_count_as_one_and_who_is_erased_is_listed_no_more(desk: Desk, visit: int) -> None:
    own, path = phone(desk, visit)
    own.tap(f"{path}/consents", use="samples", is_given=True)
    first = desk.floor.store.house.visits[visit].customer
    second = desk.tap("/customers", actor="mei", names=("Emma Whitfield",))[1]["customer"]
    assert desk.tap(f"/customers/{second}/merger", actor="mei", gone=first)[0] == 201
    the_day_is(desk, 732)
    assert f'href="/desk/customers/{second}"><bdi>Emma Whitfield &amp; Tom' in desk.page("/desk/customers")
    for what, fields in (("gate", {}), ("stage", {"stage": "farewell"}), ("farewell", {"all": True})):
        assert desk.tap(f"/visits/{visit}/{what}", actor="mei", **fields)[0] == 201
    the_day_is(desk, 740)
    assert desk.tap(f"/customers/{second}/erasure", actor="mei", confirmation=str(second))[0] == 201
    assert "Consents that have ended" not in desk.page("/desk/customers")


def test_the_door_asks_for_as_long_as_the_studio_says(desk: Desk) -> None:
    book(desk.floor, 2032)
    kept = [{"key": one.key, "text": one.text, "months": 0} for one in desk.floor.settings.consents[1:]]
    assert desk.tap("/settings/consent", actor="mei", value=kept)[0] == 201
    visit = int(desk.tap("/visits", actor="mei", booking=2032)[1]["visit"])
    own, path = phone(desk, visit)
    assert "A yes would hold" not in own.page(path), "until it is taken back"
    own.tap(f"{path}/consents", use="samples", is_given=True)
    [told] = desk.events("ConsentAnswered")
    assert told["body"]["months"] == 0


def the_day_is(desk: Desk, days: int) -> None:
    """So many days after Monday, with the party still in the house."""
    desk.floor.store.clock.moment = TEN + timedelta(days=days)
    turn_day(desk.floor)


def test_today_counts_what_is_to_be_taken_down_and_leads_to_it(desk: Desk, visit: int) -> None:
    own, path = phone(desk, visit)
    own.tap(f"{path}/consents", use="samples", is_given=True)
    own.tap(f"{path}/consents", use="marketing", is_given=True)
    assert "to be taken down" not in desk.page("/desk")
    the_day_is(desk, 10)
    for use, told in (("samples", "1 consent has ended: its"), ("marketing", "2 consents have ended: their")):
        assert own.tap(f"{path}/consents", use=use, is_given=False)[0] == 201
        assert told in desk.page("/desk")
    for use in ("samples", "marketing"):
        assert desk.tap(f"/visits/{visit}/consents/end", actor="mei", use=use)[0] == 201
    assert "to be taken down" not in desk.page("/desk")
