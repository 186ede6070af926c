"""Erasure in the store: the log stays whole, a forgery does not pass for an erasure, not a byte is left (FAULTS T28, T40)."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk import database
from kiosk.commands import customers, erasing, visits
from kiosk.domain import booking as bookings
from kiosk.domain import concern as concerns
from kiosk.domain import events as e
from kiosk.domain import feedback as answers
from kiosk.domain.booking import Booking
from kiosk.domain.concern import Concern
from kiosk.domain.customer import Customer, Particulars
from kiosk.domain.feedback import Feedback
from kiosk.domain.readiness import Item, Readiness
from kiosk.erasure import ErasedBefore, erase_again, erased_before
from kiosk.kinds import BOOKINGS, CONCERNS, CUSTOMERS, FEEDBACK, VISITS
from kiosk.log import COLUMNS, Entry, rest
from kiosk.store import Store
from kiosk.transaction import Transaction, Writing
from kiosk.verify import problems

from .conftest import SETTINGS, SetClock, as_, open_store

CANARIES = {
    "name": "Zzyzx Quuxley",
    "phone": "+8613800772211",
    "note": "peculiar-note",
    "wish": "peculiar-wish",
    "plate": "沪A·QX772",
    "hope": "peculiar-hope",
    "occasion": "peculiar-occasion",
    "concern": "peculiar-concern",
    "feedback": "peculiar-feedback",
    "contact": "peculiar-contact",
    "date": "peculiar-date",
    "say": "peculiar-say",
    "thing": "peculiar-thing",
}


def do(store: Store, command: Any, *arguments: Any, tap: str | None = None) -> dict[str, Any]:
    answer = store.execute(as_("mei", tap), lambda tx: command(tx, *arguments))
    assert answer.status == 201, answer.body
    return answer.content


def plant(store: Store, number: int = 2040) -> int:
    """A customer with a booking, a visit that is over, a concern and an answer to the survey: canaries in all of them."""
    known = Particulars(names=(CANARIES["name"],), phone=CANARIES["phone"], say=CANARIES["say"], needs=("retro",))
    customer = do(store, customers.add, known, "mei", tap="tap-of-the-form")["customer"]
    do(store, customers.write_note, customer, CANARIES["note"], True)
    do(store, customers.record_contact, customer, "call", "reached", CANARIES["contact"])
    do(store, customers.add_date, customer, CANARIES["date"], 2, 29, None)
    store.execute(Writing.by_system(), lambda tx: book(tx, number, customer))
    visit = do(store, visits.check_in, number, "en")["visit"]
    told = [e.PlateTold(plate=CANARIES["plate"]), e.WishTold(wish=CANARIES["wish"] + "-told")]
    store.execute(as_("customer"), lambda tx: _tell(tx, visit, told))
    store.execute(Writing.by_system(), lambda tx: _complain(tx, visit, number, customer))
    return int(customer)


def book(tx: Transaction, number: int, customer: int) -> dict[str, Any]:
    booking = Booking(
        number=number,
        starts_at=tx.now,
        kind="shoot",
        party=(CANARIES["name"],),
        phone=CANARIES["phone"],
        notes=CANARIES["note"],
        wish=CANARIES["wish"],
        hope=CANARIES["hope"],
        occasion=CANARIES["occasion"],
        readiness=Readiness(items=(Item(id=1, name=CANARIES["thing"]),)),
        balance_cents=4999,
        host="mei",
        customer=customer,
    )
    tx.append(f"booking-{number}", bookings.BookingAdded(number=number, source="desk"))
    tx.put(BOOKINGS, booking)
    return {}


def _tell(tx: Transaction, visit: int, told: list[Any]) -> dict[str, Any]:
    tx.record(tx.visit(visit), f"visit-{visit}", told)
    return {}


def _complain(tx: Transaction, visit: int, number: int, customer: int) -> dict[str, Any]:
    tx.append("concern-1", concerns.ConcernRaised(id=1, visit=visit, stage="makeup"))
    words, at = CANARIES["concern"], tx.now
    raised = {"stage": "makeup", "raised_by": "customer", "raised_at": at, "owner": "mei"}
    tx.put(CONCERNS, Concern(id=1, visit=visit, number=number, customer=customer, words=words, **raised))  # type: ignore[arg-type]
    faces = (("makeup", "content"),)
    tx.append("feedback-1", answers.FeedbackGiven(id=1, faces=faces, visit=visit, is_burst=False))
    tx.put(
        FEEDBACK, Feedback(id=1, on=at.date(), at=at, device="d1", faces=faces, words=CANARIES["feedback"], visit=visit)
    )
    return {}


def see_off(store: Store, clock: SetClock) -> None:
    """Everyone leaves, and a day passes: nothing is to come any more."""
    for visit in list(store.house.present):
        do(store, visits.greet, visit.id)
        do(store, visits.pass_gate, SETTINGS, visit.id, None)
        do(store, visits.enter_stage, SETTINGS, visit.id, "farewell", None)
        do(store, visits.see_off, SETTINGS, visit.id, None)
    clock.moment += timedelta(days=1)


def everything_under(folder: Path) -> bytes:
    return b"\0".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def found(folder: Path) -> set[str]:
    """Which canaries stand in any byte of any file below `folder`."""
    content = everything_under(folder)
    return {name for name, canary in CANARIES.items() if canary.encode() in content}


def complaints(store: Store) -> list[str]:
    return list(problems(store.reader()))


@pytest.fixture
def erased(store: Store, clock: SetClock) -> Iterator[tuple[Store, int]]:
    """A store in which a customer was planted and erased."""
    customer = plant(store)
    see_off(store, clock)
    do(store, erasing.erase, SETTINGS, customer, str(customer))
    yield store, customer


def test_not_one_of_twelve_canaries_is_left_in_any_byte(store: Store, clock: SetClock, tmp_path: Path) -> None:
    customer = plant(store)
    see_off(store, clock)
    assert found(tmp_path) == set(CANARIES)
    do(store, erasing.erase, SETTINGS, customer, str(customer))
    assert store.tidy()
    assert found(tmp_path) == set()
    assert complaints(store) == []


def test_the_picture_follows(store: Store, clock: SetClock) -> None:
    customer = plant(store)
    see_off(store, clock)
    do(store, erasing.erase, SETTINGS, customer, str(customer))
    told = repr((store.house, store.find(CUSTOMERS, customer), store.find(VISITS, 1), store.find(BOOKINGS, 2040)))
    assert {name for name, canary in CANARIES.items() if canary in told} == set()
    assert store.find(BOOKINGS, 2040).balance_cents == 4999  # type: ignore[union-attr]
    assert store.find(VISITS, 1).party == ("—",)  # type: ignore[union-attr]


def test_a_restart_shows_the_same_house(erased: tuple[Store, int], tmp_path: Path, clock: SetClock) -> None:
    store, customer = erased
    before = (store.house, store.find(CUSTOMERS, customer))
    store.close()
    again = open_store(tmp_path, clock)
    assert (again.house.bookings, again.find(CUSTOMERS, customer)) == (before[0].bookings, before[1])
    assert again.tidy() and not found(tmp_path)  # what was left to tidy was tidied at the start
    assert complaints(again) == []
    again.close()
    store.__init__(tmp_path, store.engine, clock, lambda now: now.date())  # type: ignore[misc]


def test_a_power_cut_before_the_tidying_is_made_up_for_at_the_next_start(
    erased: tuple[Store, int], tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, clock: SetClock
) -> None:
    store, _ = erased
    cut = tmp_path_factory.mktemp("cut")
    for file in tmp_path.glob("house.sqlite3*"):
        shutil.copy(file, cut)
    assert database.is_untidy(store.reader()) and found(cut)
    open_store(cut, clock).close()
    assert found(cut) == set()


def test_who_is_not_erased_keeps_every_word(store: Store, clock: SetClock) -> None:
    other = do(store, customers.add, Particulars(names=("Emma Whitfield",), phone="+447700904321"), None)["customer"]
    before = store.find(CUSTOMERS, other)
    customer = plant(store)
    see_off(store, clock)
    do(store, erasing.erase, SETTINGS, customer, str(customer))
    assert store.find(CUSTOMERS, other) == before


def test_the_log_tells_an_erasure_from_a_forgery(erased: tuple[Store, int]) -> None:
    store, _ = erased
    assert complaints(store) == []
    forge(store, "UPDATE event SET body = replace(body, '\"mei\"', '\"anna\"') WHERE type = 'VisitStarted'")
    assert [one for one in complaints(store) if "hash" in one]


def test_a_forger_who_also_alters_what_is_left_does_not_pass(erased: tuple[Store, int]) -> None:
    store, _ = erased
    seq = store.reader().execute("SELECT seq FROM event WHERE type = 'VisitStarted'").fetchone()["seq"]
    forge(store, f"UPDATE event SET body = replace(body, '\"mei\"', '\"anna\"') WHERE seq = {seq}")
    row = store.reader().execute(f"SELECT {', '.join(COLUMNS)} FROM event WHERE seq = {seq}").fetchone()
    forge(store, f"UPDATE redaction SET hash = '{rest(Entry(**dict(row)))}' WHERE seq = {seq}")
    assert [one for one in complaints(store) if "not what was left" in one]


def test_emptying_without_an_erasure_that_says_so_is_found(store: Store, clock: SetClock) -> None:
    plant(store)
    seq = store.reader().execute("SELECT seq FROM event WHERE type = 'WishTold'").fetchone()["seq"]
    with pytest.raises(sqlite3.DatabaseError, match="append-only"):
        forge(store, f'UPDATE event SET body = \'{{"wish":""}}\' WHERE seq = {seq}')
    forge(store, f"INSERT INTO redaction (seq, hash) VALUES ({seq}, 'anything')")
    forge(store, f'UPDATE event SET body = \'{{"wish":""}}\' WHERE seq = {seq}')
    assert [one for one in complaints(store) if f"event {seq}" in one]


def test_an_emptied_entry_can_change_nothing_but_its_body(erased: tuple[Store, int]) -> None:
    store, _ = erased
    seq = store.reader().execute("SELECT seq FROM redaction").fetchone()["seq"]
    for change in ("at = 'x'", "type = 'x'", "hash = 'x'", "stream = 'x'", "version = 99"):
        with pytest.raises(sqlite3.DatabaseError, match="append-only"):
            forge(store, f"UPDATE event SET {change} WHERE seq = {seq}")
    with pytest.raises(sqlite3.DatabaseError, match="append-only"):
        forge(store, f"DELETE FROM event WHERE seq = {seq}")


def forge(store: Store, sql: str) -> None:
    with closing(sqlite3.connect(store.file)) as connection, connection:
        connection.execute(sql)


def test_a_restored_older_copy_forgets_them_as_well(store: Store, clock: SetClock, tmp_path_factory: Any) -> None:
    customer = plant(store)
    see_off(store, clock)
    older = tmp_path_factory.mktemp("older")
    copy = sqlite3.connect(older / "house.sqlite3")
    store.reader().backup(copy)
    copy.close()
    do(store, erasing.erase, SETTINGS, customer, str(customer))
    again = open_store(older, clock)
    gone = erased_before(store.file)
    assert [one.customer for one in gone] == [customer]
    assert again.execute(Writing.by_system(), lambda tx: erase_again(tx, gone)).content["erased"] == 1
    assert again.execute(Writing.by_system(), lambda tx: erase_again(tx, gone)).content["erased"] == 0
    assert again.tidy() and found(older) == set() and complaints(again) == []
    again.close()


def test_a_stranger_under_the_same_number_in_another_copy_is_left_alone(store: Store, tmp_path_factory: Any) -> None:
    stranger = do(store, customers.add, Particulars(names=("Emma Whitfield",)), None)["customer"]
    before = [ErasedBefore(stranger, "0" * 64)]
    assert store.execute(Writing.by_system(), lambda tx: erase_again(tx, before)).content["erased"] == 0
    assert store.find(CUSTOMERS, stranger).names == ("Emma Whitfield",)  # type: ignore[union-attr]


def test_erasing_is_refused_while_they_are_here_or_still_booked(store: Store, clock: SetClock) -> None:
    customer = plant(store)

    def refusal(confirmation: str = "") -> str:
        writing = as_("mei")
        answer = store.execute(writing, lambda tx: erasing.erase(tx, SETTINGS, customer, confirmation or str(customer)))
        return str(answer.content["code"])

    assert refusal() == "still_here"
    see_off(store, clock)
    assert refusal("999") == "not_confirmed"
    clock.moment -= timedelta(days=30)
    store.execute(Writing.by_system(), lambda tx: book(tx, 2041, customer))
    assert refusal() == "booked_ahead"


def test_the_words_of_one_who_was_merged_go_too(store: Store, clock: SetClock, tmp_path: Path) -> None:
    kept = do(store, customers.add, Particulars(names=("Zz Quuxley",)), "mei")["customer"]
    gone = plant(store)
    do(store, customers.merge, kept, gone)
    see_off(store, clock)
    assert found(tmp_path) == set(CANARIES)
    do(store, erasing.erase, SETTINGS, kept, str(kept))
    assert store.tidy() and found(tmp_path) == set() and complaints(store) == []


def test_a_customer_who_never_was_is_refused(store: Store) -> None:
    answer = store.execute(as_("mei"), lambda tx: erasing.erase(tx, SETTINGS, 77, "77"))
    assert answer.content["code"] == "unknown_customer"
    assert store.find(CUSTOMERS, 77) is None and Customer(id=1, names=()).is_living
