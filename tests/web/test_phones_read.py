"""A phone is read in groups wherever staff reads one, kept without them, and found whichever way it is typed."""

import html
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.kinds import BOOKINGS, CUSTOMERS

from .regulars import CHEN, NOON, WHITFIELD, Studio, add_customer, book
from .test_bookings import form_of

READ = "+86 138 0013 5678"


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    studio = Studio(tmp_path)
    key = add_customer(studio, "Ms Chen", phone=CHEN)
    add_customer(studio, "Chen Wei", phone=CHEN)
    add_customer(studio, "Emma Whitfield", phone=WHITFIELD)
    book(studio, 2031, key)
    book(studio, 2032, key, days=2, kind="selection")
    yield studio
    studio.close()


@pytest.mark.parametrize(
    "path",
    [
        "/desk/customers",
        "/desk/customers/1",
        "/desk/customers/1/edit",
        "/desk/customers/suggestions?q=Chen",
        "/desk/search?q=Chen",
        "/desk/bookings/2031",
        "/desk/bookings/new?customer=1",
        "/desk/readiness",
    ],
)
def test_whoever_reads_a_phone_reads_it_in_groups(studio: Studio, path: str) -> None:
    page = html.unescape(studio.page(path))
    assert READ in page and CHEN not in page


@pytest.mark.parametrize(
    "typed", [READ, CHEN, "138 0013 5678", "138-0013-5678", "0086 138 0013 5678", "１３８ ００１３ ５６７８"]
)
def test_a_phone_is_found_and_kept_whichever_way_it_is_typed(studio: Studio, typed: str) -> None:
    found = studio.get(f"/desk/search?q={typed.replace('+', '%2B')}").get_data(as_text=True)
    assert READ in html.unescape(found) and "Whitfield" not in found
    said = {"names": ["Ms Chen"], "phone": typed, "version": studio.store.find(CUSTOMERS, 1).version}
    assert studio.post("/customers/1", **said).status_code == 201
    assert studio.store.find(CUSTOMERS, 1).phone == CHEN


def test_a_form_sent_back_as_it_is_shown_changes_no_phone(studio: Studio) -> None:
    form = form_of(studio.page("/desk/bookings/2031"))
    assert form["phone"] == READ
    saved = studio.post("/bookings/2031", **{**form, "date": str(NOON.date()), "notes": "walks slowly"}, anyway="1")
    assert saved.status_code == 201, saved.get_data(as_text=True)
    kept = studio.store.find(BOOKINGS, 2031)
    assert (kept.phone, kept.notes) == (CHEN, "walks slowly")
