"""Erased on request, everywhere: the whole program with every kind of trace a customer leaves (FAULTS T40)."""

import shutil
import sqlite3
import subprocess
import sys
import typing
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from display.commands import record
from display.domain import choices
from display.domain.events import PresentationEnded, PresentationStarted
from display.domain.selection import Selection, evolve
from display.kinds import PRESENTATIONS, SELECTIONS
from kiosk.belongings import entries_in
from kiosk.domain.events import Recorded
from kiosk.kinds import BOOKINGS, CUSTOMERS
from kiosk.log import Entry
from kiosk.transaction import Transaction
from kiosk.verify import problems

from ..serving import ROOT
from .regulars import NOON, Studio, add_customer, book, complain, visit

NAMES = ("Zzyzx Quuxley", "昆奎萤", "萤昆")
PHONE = "+8613800772211"
SECRETS: tuple[str, ...] = (
    "peculiar-note",
    "peculiar-wish",
    "peculiar-hope",
    "peculiar-taboo",
    "peculiar-look-wish",
    "peculiar-occasion",
    "peculiar-concern",
    "peculiar-contact",
)
SECRETS += ("peculiar-answer", "peculiar-date", "peculiar-say", "peculiar-like", "沪A·12345", "grandmother’s comb")
SECRETS += ("peculiar-retouch", "peculiar-remark", "M1 2 L3 4peculiar", "peculiar-reason")
CANARIES = (*NAMES, "Quuxley", PHONE, "13800772211", *SECRETS)


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    studio = Studio(tmp_path)
    yield studio
    assert list(problems(studio.store.reader())) == []
    studio.close()


def plant(studio: Studio) -> int:
    """Somebody who was written down, called, booked, looked up at the door, was here, complained and saw their photos."""
    key = add_customer(studio, *NAMES, phone=PHONE, say="peculiar-say", needs=("peculiar-like",))
    studio.post(f"/customers/{key}/notes", text="peculiar-note")
    studio.post(f"/customers/{key}/contacts", channel="call", outcome="reached", words="peculiar-contact")
    studio.post(f"/customers/{key}/dates", label="peculiar-date", month=2, day=29)
    told: dict[str, Any] = {
        "notes": "peculiar-note",
        "hope": "peculiar-hope",
        "taboos": "peculiar-taboo",
        "look_wishes": ("peculiar-look-wish",),
        "occasion": "peculiar-occasion",
        "wish": "peculiar-wish",
    }
    book(studio, 2040, key, party=NAMES, phone=PHONE, **told)
    found = studio.post("/lobby/lookups", role="lobby", digits="2211", name="Quuxley", actor="")
    assert found.get_json()["found"], found.get_json()
    stay = visit(studio, 2040)
    complain(studio, stay, 2040, key, "peculiar-concern", "peculiar-answer")
    studio.run("anna", _show_photos)
    studio.run("anna", _choose)
    for place, name in enumerate(
        NAMES
    ):  # a file brought in again that changed nothing: no event of theirs has this tap
        studio.run("mei", lambda tx, name: {"rows": [{"party": name}]}, name, tap=f"again-{place}")
    studio.clock.moment = NOON + timedelta(days=1)
    studio.run("system", lambda tx: {})
    return key


def _show_photos(tx: Transaction) -> dict[str, Any]:
    started = PresentationStarted(
        id=tx.next_id(PRESENTATIONS),
        booking=2040,
        room="sales-1",
        presenter="anna",
        party=NAMES,
        looks=2,
        shot_at=None,
        language="en",
        dwell_seconds=5.0,
    )
    record(tx, record(tx, None, [started]), [PresentationEnded()])
    return {}


CHOSEN: tuple[Any, ...] = (
    choices.SelectionOpened(booking=2040, products=()),
    choices.PhotosMarked(marks=(choices.Marked(photo="a", mark="pick"),)),
    choices.RetouchNoted(note=1, photo="a", x=0.5, y=0.5, words="peculiar-retouch"),
    choices.PhotoNoted(photo="a", words="peculiar-remark", is_star=False),
    choices.PhotoNoted(photo="b", words="peculiar-remark", is_star=True),
    choices.SelectionConfirmed(
        signature="M1 2 L3 4peculiar",
        totals=choices.Totals(picks=1, by_look=(), by_product=(), total_cents=0),
        pickup_on=None,
    ),
    choices.SelectionReopened(reason="peculiar-reason"),
)


def _choose(tx: Transaction) -> dict[str, Any]:
    for event in CHOSEN:
        tx.append("selection-2040", event)
    tx.put(SELECTIONS, _folded(entries_in(tx.connection, ["selection-2040"])))
    return {}


def _folded(entries: list[Entry]) -> Selection:
    """The selection as the sales room makes it from its events."""
    types = {one.__name__: TypeAdapter(one) for one in typing.get_args(choices.SelectionEvent)}
    selection: Selection | None = None
    for entry in entries:
        event = types[entry.type].validate_json(entry.body)
        told = Recorded(event=event, version=entry.version, actor=entry.actor, at=entry.moment)
        selection = evolve(selection, told)
    assert selection is not None
    return selection


def under(folder: Path) -> bytes:
    return b"\0".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def left(folder: Path) -> list[str]:
    """The canaries that stand in any byte of any file below the folder."""
    content = under(folder)
    return [canary for canary in CANARIES if canary.encode() in content]


def test_not_a_byte_of_them_is_left_once_the_desk_was_answered(studio: Studio) -> None:
    key = plant(studio)
    assert left(studio.folder / "data") == list(CANARIES)
    answer = studio.post(f"/customers/{key}/erasure", confirmation=str(key))
    assert answer.status_code == 201 and answer.get_json()["events"] > 0
    assert left(studio.folder / "data") == []


def test_a_selection_keeps_its_marks_and_is_still_what_its_events_make(studio: Studio) -> None:
    key = plant(studio)
    studio.post(f"/customers/{key}/erasure", confirmation=str(key))
    kept = studio.store.find(SELECTIONS, 2040)
    assert kept and kept.picks == ("a",) and set(kept.notes) == {"b"}
    assert kept == _folded(entries_in(studio.store.reader(), ["selection-2040"]))


def test_no_page_and_no_answer_says_a_word_of_them(studio: Studio) -> None:
    key = plant(studio)
    studio.get("/desk/customers?q=Quuxley")  # the search has them in mind
    studio.post(f"/customers/{key}/erasure", confirmation=str(key))
    paths = ["/desk", "/desk/customers", "/desk/customers?q=Quuxley", f"/desk/customers/{key}", "/events?limit=1000"]
    paths += ["/visits?on=2026-11-23", "/board", "/bookings/2040/sheet", "/visits/1/sheet", "/bookings/2040/brief"]
    for path in (*paths, f"/customers/{key}/export.json", "/presenter"):
        role = "presenter" if path == "/presenter" else "desk"
        told = studio.get(path, role).get_data(as_text=True).replace("q=Quuxley", "").replace("“Quuxley”", "")
        told = told.replace('value="Quuxley"', "")
        assert [canary for canary in CANARIES if canary in told] == [], path


def test_the_page_says_that_they_were_erased_and_the_counts_stay(studio: Studio) -> None:
    key = plant(studio)
    studio.post(f"/customers/{key}/erasure", confirmation=str(key))
    assert f"Customer {key} was erased on request." in studio.page(f"/desk/customers/{key}")
    kept = studio.store.find(BOOKINGS, 2040)
    assert kept and (kept.package, kept.balance_cents, kept.host) == ("Wedding Classic", 499900, "mei")
    assert studio.get(f"/desk/customers/{key}/edit").status_code == 410


@pytest.mark.parametrize("typed", ["", "no", "99"])
def test_their_number_has_to_be_typed(studio: Studio, typed: str) -> None:
    key = plant(studio)
    answer = studio.post(f"/customers/{key}/erasure", accept="text/html", confirmation=typed)
    assert answer.status_code == 422
    assert f"Type the customer’s number, {key}, to say that you mean it." in answer.get_data(as_text=True)
    assert studio.store.find(CUSTOMERS, key).names == NAMES


def test_while_they_are_here_or_booked_ahead_they_stay(studio: Studio) -> None:
    key = add_customer(studio, *NAMES, phone=PHONE)
    book(studio, 2040, key, party=NAMES)

    def refused() -> str:
        return str(studio.post(f"/customers/{key}/erasure", confirmation=str(key)).get_json()["code"])

    assert refused() == "booked_ahead"
    visit(studio, 2040, leave=False)
    assert refused() == "still_here"


def test_what_was_cancelled_is_not_to_come(studio: Studio) -> None:
    key = add_customer(studio, *NAMES, phone=PHONE)
    book(studio, 2040, key, days=7, party=NAMES, is_cancelled=True)
    assert studio.post(f"/customers/{key}/erasure", confirmation=str(key)).status_code == 201


def test_a_repeated_tap_gets_the_first_answer(studio: Studio) -> None:
    key = plant(studio)
    given = {"confirmation": str(key), "command_id": "erase-them-once"}
    first = studio.post(f"/customers/{key}/erasure", **given)
    again = studio.post(f"/customers/{key}/erasure", **given)
    assert (again.status_code, again.get_json()) == (first.status_code, first.get_json())
    other = studio.post(f"/customers/{key}/erasure", confirmation=str(key)).get_json()
    assert other["code"] == "customer_gone"


def test_a_large_file_is_tidied_by_night(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    key = plant(studio)
    monkeypatch.setattr("kiosk.store.TIDY_AT_ONCE", 1)
    assert studio.post(f"/customers/{key}/erasure", confirmation=str(key)).status_code == 201
    assert not studio.store.tidy() and left(studio.folder / "data")
    assert studio.store.tidy(at_any_size=True) and left(studio.folder / "data") == []


def test_a_reader_in_the_way_only_delays_it(studio: Studio) -> None:
    """Somebody else's long read keeps the old pages: the file says so, and the next try finishes it."""
    key = plant(studio)
    reader = sqlite3.connect(studio.store.file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT COUNT(*) FROM event").fetchone()
    assert studio.post(f"/customers/{key}/erasure", confirmation=str(key)).status_code == 201
    assert not studio.store.find(CUSTOMERS, key).is_living
    reader.close()
    assert studio.store.tidy() and left(studio.folder / "data") == []


def test_a_restored_copy_forgets_them_too(studio: Studio, tmp_path: Path) -> None:
    """A backup from before their wish is put back: whom the house had erased, it erases once more."""
    key = plant(studio)
    backup = tmp_path / "before.sqlite3"
    copy = sqlite3.connect(backup)
    studio.store.reader().backup(copy)
    copy.close()
    studio.post(f"/customers/{key}/erasure", confirmation=str(key))
    studio.close()
    data = studio.folder / "data"
    command = [sys.executable, "-W", "ignore", "-m", "kiosk", "restore", str(backup), "--data", str(data)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "erased in it as well: 1." in done.stdout, done.stdout + done.stderr
    assert left(data) == []
    shutil.rmtree(tmp_path / "again", ignore_errors=True)
    (tmp_path / "again").mkdir()
    studio.__init__(tmp_path / "again")  # type: ignore[misc]


def test_a_file_that_comes_in_again_brings_nobody_back(studio: Studio) -> None:
    """The studio's own calendar still has the name: an import leaves erased bookings as they are."""
    from kiosk.commands.bookings import keep

    key = plant(studio)
    before = studio.store.find(BOOKINGS, 2040)
    studio.post(f"/customers/{key}/erasure", confirmation=str(key))
    assert before is not None

    def bring_back(tx: Transaction) -> dict[str, Any]:
        shell = tx.find(BOOKINGS, 2040)
        keep(tx, replace(before, version=shell.version if shell else 1), shell, "calendar.ics")
        return {}

    studio.run("system", bring_back)
    assert studio.store.find(BOOKINGS, 2040).party == ("—",)
