"""Customers at the desk: every contact on one timeline, nothing overwritten unseen, two records brought together."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.commands.bookings import keep
from kiosk.domain.booking import Booking
from kiosk.domain.customer import Customer
from kiosk.intake.values import MAX_NAME
from kiosk.kinds import BOOKINGS, CUSTOMERS
from kiosk.log import Entry
from kiosk.queries.log import VISIT_EVENTS
from kiosk.queries.telling import CHOSEN, SAID, Teller
from kiosk.transaction import Writing
from kiosk.verify import problems

from .regulars import CHEN, WHITFIELD, Studio, add_customer, book, regular, visit


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    studio = Studio(tmp_path)
    yield studio
    assert list(problems(studio.store.reader())) == []
    studio.close()


def customer(studio: Studio, key: int) -> Customer:
    found: Customer | None = studio.store.find(CUSTOMERS, key)
    assert found is not None
    return found


def text(html: str) -> str:
    """What a reader reads, spaces made single."""
    bare = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
    return " ".join(bare.replace("&amp;", "&").replace("&#39;", "'").split()).replace(" ,", ",")


def timeline(studio: Studio, key: int) -> str:
    page = studio.page(f"/desk/customers/{key}")
    return text(page[page.index('class="timeline"') : page.index('<aside class="side"')])


def test_whom_a_booking_takes_their_card_takes_too(studio: Studio) -> None:
    """One limit for names everywhere: a new phone number is no reason to write a long name anew."""
    names = tuple(f"{number:02} " + "Wolfeschlegelsteinhausenbergerdorff" * 5 for number in range(20))
    names = (names[0] + "x" * (MAX_NAME - len(names[0])), *names[1:])
    typed = {"date": "2026-12-24", "time": "10:00", "party": "\n".join(names), "phone": CHEN}
    booked = studio.post("/bookings", **typed).get_json()
    key = booked["customer"]
    assert customer(studio, key).names == names
    form = studio.page(f"/desk/customers/{key}/edit")
    assert f'maxlength="{MAX_NAME}"' in form
    answer = studio.post(f"/customers/{key}", names=[*names, ""], phone="+8613900139000")
    assert (answer.status_code, customer(studio, key).phone) == (201, "+8613900139000")
    lobby = studio.page("/lobby", "lobby")
    assert re.search(rf'id="family-name"[^>]*maxlength="{MAX_NAME}"', lobby)


@pytest.mark.parametrize(("source", "told"), [("demo", "Made"), ("bookings.csv", "Made by bookings.csv")])
def test_where_a_booking_came_from_is_told_in_words_or_not_at_all(studio: Studio, source: str, told: str) -> None:
    """A file has a name; the house's own ways to a booking are keys of the log."""
    booking = Booking(number=2050, starts_at=studio.clock.now(), kind="shoot", party=("Ms Chen",))
    studio.store.execute(Writing.by_system(), lambda tx: {"number": keep(tx, booking, None, source).number})
    page = text(studio.page("/desk/bookings/2050"))
    made = re.search(r"What happened \S+ \S+ (Made.*?) Cancel", page)
    assert made and made[1] == told


def test_every_contact_stands_on_one_timeline_newest_first(studio: Studio) -> None:
    told = timeline(studio, regular(studio))
    newest_first = [
        "Booking 2031 made",
        "Asked for Zhao again.",
        "Call: no answer",
        "Something was not right: Makeup The lipstick was too dark",
        "Arrived: Shoot",
        "Booking 1998 made",
        "Wants the old garden as a background.",
        "Known to the studio from here on",
    ]
    places = [told.index(one) for one in newest_first]
    assert places == sorted(places)


def test_the_taps_of_a_visit_are_told_in_their_order_and_together(studio: Studio) -> None:
    key = add_customer(studio, "Ms Chen", phone=CHEN)
    visit(studio, book(studio, 2031, key))
    told = timeline(studio, key)
    walked = ["Arrived: Shoot", "Greeted them", "Finished the welcome", "Set out with them: Makeup, Lin"]
    walked += ["Took them over from Mei", "Set out with them: Farewell, Mei", "Took them over from Lin", "Saw them off"]
    places = [told.index(one) for one in walked]
    assert places == sorted(places) and "Booking 2031 made" not in told[places[0] : places[-1]]


def test_every_event_of_a_visit_has_words() -> None:
    assert set(VISIT_EVENTS) - set(SAID) - set(CHOSEN) == set()


def test_an_emptied_event_is_told_without_what_was_in_it(studio: Studio) -> None:
    teller = Teller(studio.settings, studio.store.house.name_of)

    def told(type_: str, **body: Any) -> str:
        given = {
            "seq": 1,
            "stream": "visit-1",
            "version": 1,
            "actor": "mei",
            "device": "",
            "command_id": None,
            "at": "",
        }
        return teller.tell(Entry(type=type_, body=json.dumps(body), hash="", **given))  # type: ignore[arg-type]

    assert told("WishTold", wish="a comb") == "A wish for the day: “a comb”"
    assert told("WishTold", wish="") == "A wish for the day"
    assert told("PartyNamed", party=["—"]) == "Told their names"
    assert told("BookingWasCancelled", number=7, reason="ill") == "Booking 7 cancelled: Somebody is ill"
    assert told("BookingWasCancelled", number=7, reason="") == "Booking 7 cancelled"
    assert told("SlideShown", slide="x", since="y") == ""
    assert told("SomethingNew", x="y") == ""


def test_a_guests_own_word_on_how_they_feel_waits_for_the_evening(studio: Studio) -> None:
    from kiosk.domain.noting import PartyMoodTapped

    key = add_customer(studio, "Ms Chen", phone=CHEN)
    stay = visit(studio, book(studio, 2031, key), leave=False)
    felt = PartyMoodTapped(mood="upset", stage="makeup", rated="lin")
    studio.run("customer", lambda tx: tx.record(tx.visit(stay), f"visit-{stay}", [felt]) and {})
    assert "How they felt" not in timeline(studio, key)
    studio.clock.moment += timedelta(days=1)
    studio.run("system", lambda tx: {})
    assert "How they felt: upset" in timeline(studio, key)


def test_notes_have_their_author_and_their_day_and_pinned_ones_stay_at_the_top(studio: Studio) -> None:
    key = add_customer(studio, "Ms Chen")
    first = studio.post(f"/customers/{key}/notes", text="First", is_pinned="false").get_json()
    studio.clock.moment += timedelta(days=2)
    studio.post(f"/customers/{key}/notes", text="Second", actor="anna")
    assert studio.post(f"/customers/{key}/notes/{first['note']}/pin", is_pinned="true").status_code == 201
    page = studio.page(f"/desk/customers/{key}")
    notes = text(page[page.index('<ol class="notes">') :])
    assert notes.startswith("First At the top Mei · 2026-11-23") and "Second Anna · 2026-11-25" in notes


def test_a_removed_note_leaves_a_line_and_no_words(studio: Studio) -> None:
    key = add_customer(studio, "Ms Chen")
    note = studio.post(f"/customers/{key}/notes", text="Said in anger").get_json()["note"]
    assert studio.post(f"/customers/{key}/notes/{note}/removal").status_code == 201
    page = studio.page(f"/desk/customers/{key}")
    assert "Said in anger" not in page and "Removed a note" in text(page)
    gone = studio.post(f"/customers/{key}/notes/{note}/removal")
    assert (gone.status_code, gone.get_json()["code"]) == (404, "unknown_note")


def test_a_contact_by_hand_is_told_with_its_outcome(studio: Studio) -> None:
    key = add_customer(studio, "Ms Chen")
    given = {"channel": "message", "outcome": "left_word", "words": "Will call back on Friday."}
    assert studio.post(f"/customers/{key}/contacts", **given).status_code == 201
    assert "Message: left word Will call back on Friday." in timeline(studio, key)


def test_a_special_day_comes_up_on_its_day_and_can_be_taken_back(studio: Studio) -> None:
    key = add_customer(studio, "Ms Chen")
    assert studio.post(f"/customers/{key}/dates", label="Wedding day", month=11, day=23, year=2024).status_code == 201
    assert "Today: Wedding day" in text(studio.page(f"/desk/customers/{key}"))
    assert studio.post(f"/customers/{key}/dates", label="Never", month=2, day=30).get_json()["code"] == "no_such_day"
    version = customer(studio, key).version
    stale = studio.post(f"/customers/{key}/dates/0/removal", version=version - 1).get_json()
    assert stale["code"] == "stale_customer"
    assert studio.post(f"/customers/{key}/dates/0/removal", version=version).status_code == 201
    assert customer(studio, key).dates == ()


def test_what_is_written_down_is_kept_and_what_changed_is_told(studio: Studio) -> None:
    given: dict[str, Any] = {
        "names": ["Ms Chen", "Mr Li", ""],
        "phone": "138 0013 5678",
        "say": "Chén",
        "needs": ["retro"],
    }
    key = studio.post("/customers", host="mei", words="no lilies，cold water", **given).get_json()["customer"]
    chen = customer(studio, key)
    assert chen.names == ("Ms Chen", "Mr Li") and chen.phone == CHEN and chen.host == "mei"
    assert chen.needs == ("retro", "no lilies", "cold water")
    studio.post(f"/customers/{key}", version=chen.version, **{**given, "say": "Chen2"})
    assert customer(studio, key).say == "Chen2"
    assert "Changed: how to say the names" in timeline(studio, key)


def test_a_stale_form_is_refused_with_what_is_new_and_nothing_typed_is_lost(studio: Studio) -> None:
    key = add_customer(studio, "Ms Chen", phone=CHEN)
    seen = customer(studio, key).version
    studio.post(f"/customers/{key}", actor="anna", version=seen, names="Ms Chen", phone=WHITFIELD)
    given: dict[str, Any] = {"version": seen, "names": "Ms Chen-Li", "phone": CHEN, "say": "typed here"}
    answer = studio.post(f"/customers/{key}", **given).get_json()
    assert answer["code"] == "stale_customer" and answer["detail"]["fields"] == ["phone"]
    assert "Anna" in answer["message"] and customer(studio, key).say == ""
    page = studio.post(f"/customers/{key}", accept="text/html", **given)
    assert page.status_code == 409
    told = page.get_data(as_text=True)
    assert "Anna has changed this meanwhile" in text(told) and "phone +44 7700 904321" in text(told)
    assert 'value="typed here"' in told and 'value="Ms Chen-Li"' in told
    assert f'name="version" value="{seen + 1}"' in told


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"names": ""}, "name_missing"),
        ({"names": "Ms Chen", "phone": "call me"}, "phone"),
        ({"names": "Ms Chen", "phone": f"{CHEN}; {WHITFIELD}"}, "phone"),
        ({"names": "=1+1"}, "name"),
        ({"names": "Ms Chen", "actor": ""}, "actor_missing"),
        ({"names": "Ms Chen", "actor": "nobody"}, "unknown_staff"),
        ({"names": "Ms Chen", "host": "nobody"}, "unknown_staff"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_form_that_keeps_it(
    studio: Studio, given: dict[str, str], code: str
) -> None:
    answer = studio.post("/customers", say="kept", **given)
    assert answer.get_json()["code"] == code and "{" not in answer.get_json()["message"]
    page = studio.post("/customers", accept="text/html", say="kept", **given)
    assert page.status_code == answer.status_code
    assert 'value="kept"' in page.get_data(as_text=True) and 'role="alert"' in page.get_data(as_text=True)


def test_another_host_needs_a_reason_and_takes_over_what_is_booked_to_come(studio: Studio) -> None:
    key = add_customer(studio, "Ms Chen", phone=CHEN, host="mei")
    book(studio, 2031, key, days=3)
    book(studio, 1998, key, days=-300)
    refused = studio.post(f"/customers/{key}/host", host="anna").get_json()
    assert refused["code"] == "reason_missing" and "Mei" in refused["message"]
    assert studio.post(f"/customers/{key}/host", host="anna", reason="left").status_code == 201
    hosts = {number: studio.store.find(BOOKINGS, number).host for number in (2031, 1998)}
    assert hosts == {2031: "anna", 1998: "mei"} and customer(studio, key).host == "anna"
    assert "Host from here on: Anna (the one before has left)" in timeline(studio, key)
    assert studio.post(f"/customers/{key}/host", host="anna").status_code == 201


def test_i4_nobody_becomes_host_of_a_day_off_of_theirs_without_a_deputy(studio: Studio) -> None:
    key = add_customer(studio, "Ms Chen", phone=CHEN, host="mei")
    book(studio, 2031, key, days=3)
    day = studio.store.find(BOOKINGS, 2031).starts_at.date().isoformat()
    gone = studio.post("/absences", staff="anna", first=day, last=day, actor="mei")
    assert gone.status_code == 201, gone.get_data(as_text=True)
    refused = studio.post(f"/customers/{key}/host", host="anna", reason="left")
    assert (refused.status_code, refused.get_json()["code"]) == (409, "host_away")
    assert customer(studio, key).host == "mei" and studio.store.find(BOOKINGS, 2031).host == "mei"


def test_a_first_host_needs_no_reason(studio: Studio) -> None:
    key = add_customer(studio, "Ms Chen", host=None)
    assert studio.post(f"/customers/{key}/host", host="anna").status_code == 201


def test_who_moves_often_turns_amber_and_then_red(studio: Studio) -> None:
    """B14: the second change of date is a sign, the third a louder one."""
    from dataclasses import replace

    key = add_customer(studio, "Ms Chen")
    for changes, tone in ((1, ""), (2, "chip soon"), (3, "chip late")):
        counted = replace(customer(studio, key), moves=changes - 1, cancels=1)
        studio.run("system", lambda tx, counted=counted: tx.put(CUSTOMERS, counted) or {})
        page = studio.page(f"/desk/customers/{key}")
        assert [one for one in ("chip soon", "chip late") if one in page] == ([tone] if tone else [])


def test_the_same_phone_is_flagged_on_top_and_a_family_is_no_error(studio: Studio) -> None:
    one, other = add_customer(studio, "Ms Chen", phone=CHEN), add_customer(studio, "Chen Wei", phone=CHEN)
    add_customer(studio, "Emma Whitfield", phone=WHITFIELD)
    told = text(studio.page("/desk/customers"))
    assert told.index("perhaps the same person") < told.index("Emma Whitfield")
    assert f"Chen Wei, customer {other}, has the same phone" in text(studio.page(f"/desk/customers/{one}"))


def test_a_customer_is_found_by_name_pinyin_and_phone(studio: Studio) -> None:
    add_customer(studio, "欧阳娜娜", phone="+8613900001111")
    add_customer(studio, "Emma Whitfield", phone=WHITFIELD)
    for query in ("欧阳", "oynn", "ouyang", "1111"):
        told = text(studio.page(f"/desk/customers?q={query}"))
        assert "欧阳娜娜" in told and "Emma" not in told, query
    assert "Nobody is known under “zzz”" in text(studio.page("/desk/customers?q=zzz"))


def test_an_unknown_customer_is_said_to_be_unknown(studio: Studio) -> None:
    assert studio.get("/desk/customers/99").status_code == 404
    assert studio.post("/customers/99/notes", text="x").get_json()["code"] == "unknown_customer"


@pytest.mark.parametrize("locale", ["en", "zh_Hans", "zh_Hant"])
def test_money_stands_at_the_desk_and_the_pages_speak_every_language(studio: Studio, locale: str) -> None:
    key = regular(studio)
    for path in ("/desk/customers", f"/desk/customers/{key}", f"/desk/customers/{key}/edit"):
        page = studio.page(path, locale=locale)
        assert f'lang="{locale.replace("_", "-")}"' in page
    assert "4,999.00" in studio.page(f"/desk/customers/{key}", locale=locale)
