"""Two numbers turn out to be one person: everything of both is found under the one that is kept, and can be taken along."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.kinds import BOOKINGS, CONCERNS
from kiosk.verify import problems

from .regulars import CHEN, WHITFIELD, Studio, add_customer, book, complain, regular, visit
from .test_customers import customer, text, timeline


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    studio = Studio(tmp_path)
    yield studio
    assert list(problems(studio.store.reader())) == []
    studio.close()


def test_two_numbers_of_one_person_are_brought_together_and_nothing_is_lost(studio: Studio) -> None:
    kept = regular(studio)
    gone = add_customer(studio, "Chen Wei", phone=WHITFIELD, host="anna", needs=("classic",))
    studio.post(f"/customers/{gone}/notes", text="Allergic to lilies", actor="anna")
    studio.post(f"/customers/{gone}/contacts", channel="call", outcome="reached", words="Asked about albums")
    studio.post(f"/customers/{gone}/dates", label="Birthday of the child", month=6, day=1)
    stay = visit(studio, book(studio, 2050, gone))
    complain(studio, stay, 2050, gone, "We waited too long")
    assert studio.post(f"/customers/{kept}/merger", gone=gone).status_code == 201
    whole = customer(studio, kept)
    assert {"Allergic to lilies", "Asked about albums"} <= {note.text for note in whole.notes}
    assert any("Chen Wei" in note.text and WHITFIELD in note.text for note in whole.notes)
    assert {special.label for special in whole.dates} >= {"Birthday of the child", "Wedding day"}
    assert whole.host == "mei" and {"classic", "retro"} <= set(whole.needs)
    assert studio.store.find(BOOKINGS, 2050).customer == kept
    assert {one.customer for one in (studio.store.find(CONCERNS, k) for k in (1, 2)) if one} == {kept}
    told = timeline(studio, kept)
    for one in (
        "Booking 2050 made",
        "Asked about albums",
        "We waited too long",
        f"customer {gone}",
        "Booking 2031 made",
    ):
        assert one in told


def test_the_old_number_leads_to_the_new_one(studio: Studio) -> None:
    first, second, third = (add_customer(studio, name, phone=CHEN) for name in ("Chen A", "Chen B", "Chen C"))
    studio.post(f"/customers/{second}/merger", gone=first)
    studio.post(f"/customers/{third}/merger", gone=second)
    answer = studio.get(f"/desk/customers/{first}")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/desk/customers/{third}")
    assert "Chen A" in timeline(studio, third) or "Brought together" in timeline(studio, third)


def test_bringing_together_twice_changes_nothing(studio: Studio) -> None:
    kept, gone = add_customer(studio, "Chen A", phone=CHEN), add_customer(studio, "Chen B", phone=CHEN)
    assert studio.post(f"/customers/{kept}/merger", gone=gone).status_code == 201
    before = (studio.store.house.seq, customer(studio, kept))
    assert studio.post(f"/customers/{kept}/merger", gone=gone).status_code == 201
    assert (studio.store.house.seq, customer(studio, kept)) == before


def test_a_party_in_the_house_keeps_its_number_while_it_is_brought_together(studio: Studio) -> None:
    kept, gone = add_customer(studio, "Chen A", phone=CHEN), add_customer(studio, "Chen B", phone=CHEN)
    stay = visit(studio, book(studio, 2050, gone), leave=False)
    assert studio.post(f"/customers/{kept}/merger", gone=gone).status_code == 201
    assert studio.store.house.visits[stay].number == 2050
    assert "in the house" in text(studio.page(f"/desk/customers/{kept}"))


def test_merged_and_erased_ones_are_not_merged_again(studio: Studio) -> None:
    one, other, third = (add_customer(studio, name) for name in ("Chen A", "Chen B", "Chen C"))
    assert studio.post(f"/customers/{one}/merger", gone=one).get_json()["code"] == "same_customer"
    assert studio.post(f"/customers/{one}/merger", gone=99).get_json()["code"] == "unknown_customer"
    studio.post(f"/customers/{one}/merger", gone=other)
    answer = studio.post(f"/customers/{third}/merger", gone=other).get_json()
    assert (answer["code"], answer["detail"]["kept"]) == ("customer_merged", one)
    assert studio.post(f"/customers/{other}/merger", gone=third).get_json()["code"] == "customer_merged"
    studio.post(f"/customers/{third}/erasure", confirmation=str(third))
    assert studio.post(f"/customers/{one}/merger", gone=third).get_json()["code"] == "customer_gone"
    assert studio.post(f"/customers/{third}/notes", text="x").get_json()["code"] == "customer_gone"


def test_the_export_has_everything_of_theirs_and_nothing_of_others(studio: Studio) -> None:
    key = regular(studio)
    gone = add_customer(studio, "Chen Wei", phone=CHEN)
    studio.post(f"/customers/{gone}/notes", text="Allergic to lilies")
    studio.post(f"/customers/{key}/merger", gone=gone)
    other = add_customer(studio, "Emma Whitfield", phone=WHITFIELD)
    studio.post(f"/customers/{other}/notes", text="of-the-other")
    visit(studio, book(studio, 2060, other, party=("Emma Whitfield",), phone=WHITFIELD))
    answer = studio.get(f"/customers/{key}/export.json", accept="application/json")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="customer-{key}.json"'
    held = answer.get_json()
    assert held["merged"] == [gone] and held["customer"]["names"] == ["Ms Chen", "Mr Li"]
    assert [one["number"] for one in held["bookings"]] == [1998, 2031]
    assert [one["number"] for one in held["visits"]] == [1998] and held["visits"][0]["plate"] == "沪A·12345"
    assert [one["solution"] for one in held["concerns"]] == ["Done again for free."]
    assert len(held["feedback"]) == 1
    streams = {entry["stream"] for entry in held["events"]}
    assert streams == {
        *(f"customer-{one}" for one in (key, gone)),
        *("booking-1998", "booking-2031", "visit-1", "concern-1", "feedback-1"),
    }
    for foreign in ("Emma", "of-the-other", "Whitfield", WHITFIELD, "2060"):
        assert foreign not in answer.get_data(as_text=True)
