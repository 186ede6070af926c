"""Customers with a past: bookings, visits that are over, notes, something that was not right."""

import tempfile
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from kiosk import database
from kiosk.app import create_app
from kiosk.commands import customers, visits
from kiosk.commands.devices import hashed
from kiosk.config import Settings
from kiosk.demo.day import SetClock
from kiosk.domain.booking import Booking, BookingAdded
from kiosk.domain.concern import Concern, ConcernRaised
from kiosk.domain.customer import Particulars
from kiosk.domain.device import ROLES, Device
from kiosk.domain.events import PlateTold, WishTold
from kiosk.domain.feedback import Feedback, FeedbackGiven
from kiosk.engine import ThreadingEngine
from kiosk.floor import Floor
from kiosk.kinds import BOOKINGS, CONCERNS, DEVICES, FEEDBACK
from kiosk.transaction import Transaction, Writing

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
CHEN, WHITFIELD = "+8613800135678", "+447700904321"


@cache
def _empty_house() -> bytes:
    """A data file of the present schema, made once: migrations are tested elsewhere."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "house.sqlite3"
        database.prepare(file)
        return file.read_bytes()


class Studio:
    """The whole program in this process, on a clock that stands where it is put, with a device of each role."""

    def __init__(self, folder: Path, settings: Settings | None = None) -> None:
        self.folder, self.clock = folder, SetClock()
        (folder / "data").mkdir(exist_ok=True)
        (folder / "data" / "house.sqlite3").write_bytes(_empty_house())
        self.clock.moment = NOON
        self.settings = settings or Settings()
        self.app: Flask = create_app(self.settings, ThreadingEngine(), folder / "data", folder / "media", self.clock)
        self.floor: Floor = self.app.extensions["floor"]
        self.store = self.floor.store
        self.run("system", _pair_all)

    def run(self, actor: str, command: Any, *arguments: Any, tap: str | None = None) -> dict[str, Any]:
        """A command as one of the house would give it."""
        writing = Writing(command_id=tap, fingerprint="", actor=actor, device="desk", locale="en")
        answer = self.store.execute(writing, lambda tx: command(tx, *arguments))
        assert answer.status == 201, answer.body
        content: dict[str, Any] = answer.content
        return content

    def get(self, path: str, role: str = "desk", accept: str = "text/html", locale: str = "en") -> TestResponse:
        client = self.app.test_client()
        client.set_cookie("hth_device", f"token-of-{role}")
        return client.get(path, headers={"Accept": accept, "X-Locale": locale})

    def page(self, path: str, role: str = "desk", locale: str = "en") -> str:
        """The page's HTML; it has to be there."""
        response = self.get(path, role, locale=locale)
        assert response.status_code == 200, (response.status_code, response.get_data(as_text=True))
        return response.get_data(as_text=True)

    def post(self, path: str, role: str = "desk", accept: str = "application/json", **fields: Any) -> TestResponse:
        client = self.app.test_client()
        client.set_cookie("hth_device", f"token-of-{role}")
        given = {"command_id": self._tap(accept), "actor": "mei", **fields}
        return client.post(path, data=given, headers={"Accept": accept})

    def _tap(self, accept: str) -> str:
        self._taps = getattr(self, "_taps", 0) + 1
        return "" if accept == "text/html" else f"tap-number-{self._taps:04d}"

    def close(self) -> None:
        self.store.close()


def _pair_all(tx: Transaction) -> dict[str, Any]:
    for role in ROLES:
        token = hashed(f"token-of-{role}")
        room: dict[str, Any] = {"room": "sales-1"} if role in ("presenter", "tv") else {}
        tx.put(DEVICES, Device(id=role, role=role, name=role, token_hash=token, paired_at=tx.now, **room))
    for staff in ("mei", "lin"):
        token = hashed(f"token-of-{staff}")
        tx.put(DEVICES, Device(id=staff, role="station", name=staff, token_hash=token, paired_at=tx.now, staff=staff))
    return {}


def add_customer(studio: Studio, *names: str, phone: str | None = None, host: str | None = "mei", **more: Any) -> int:
    known = Particulars(names=names, phone=phone, **more)
    return int(studio.run("mei", customers.add, known, host)["customer"])


def book(studio: Studio, number: int, customer: int, days: int = 0, **fields: Any) -> int:
    """A booking of theirs, `days` from the studio's clock."""
    wanted: dict[str, Any] = {
        "kind": "shoot",
        "party": ("Ms Chen", "Mr Li"),
        "size": 2,
        "phone": CHEN,
        "package": "Wedding Classic",
        "looks": ("white gown", "evening gown"),
        "balance_cents": 499900,
        "host": "mei",
        **fields,
    }

    def add(tx: Transaction) -> dict[str, Any]:
        tx.append(f"booking-{number}", BookingAdded(number=number, source="desk"))
        starts_at = tx.now + timedelta(days=days)
        tx.put(BOOKINGS, Booking(number=number, starts_at=starts_at, customer=customer, **wanted))
        return {}

    studio.run("system", add)
    return number


def visit(studio: Studio, number: int, leave: bool = True) -> int:
    """They come, tell a wish and a plate, walk a leg, and leave again."""
    key = int(studio.run("customer", visits.check_in, number, "en")["visit"])
    told = [WishTold(wish="One picture where my grandmother’s comb shows."), PlateTold(plate="沪A·12345")]

    def tell(tx: Transaction) -> dict[str, Any]:
        tx.record(tx.visit(key), f"visit-{key}", list(told))
        return {}

    studio.run("customer", tell)
    for minutes, actor, command, *arguments in (
        (1, "mei", visits.greet),
        (9, "mei", visits.pass_gate, studio.settings, key, None),
        (1, "mei", visits.offer_handoff, studio.settings, key, "lin", "makeup"),
        (1, "lin", visits.accept_handoff, key),
        (38, "lin", visits.offer_handoff, studio.settings, key, "mei", "farewell"),
        (1, "mei", visits.accept_handoff, key),
    ):
        studio.clock.moment += timedelta(minutes=minutes)
        studio.run(actor, command, *(arguments or (key,)))
    if leave:
        studio.clock.moment += timedelta(minutes=8)
        studio.run("mei", visits.see_off, studio.settings, key, None)
    return key


def complain(studio: Studio, visit_id: int, number: int, customer: int, words: str, answer: str = "") -> None:
    """Something that was not right in makeup, solved and told where there is an `answer`; and a word in the survey."""

    def raise_(tx: Transaction) -> dict[str, Any]:
        key = tx.next_id(CONCERNS)
        tx.append(f"concern-{key}", ConcernRaised(id=key, visit=visit_id, stage="makeup"))
        moments: dict[str, Any] = {"taken_at": tx.now, "solved_at": tx.now, "told_at": tx.now} if answer else {}
        concern = Concern(
            id=key,
            visit=visit_id,
            number=number,
            customer=customer,
            stage="makeup",
            words=words,
            raised_by="customer",
            raised_at=tx.now,
            owner="mei",
            solution=answer,
            **moments,
        )
        tx.put(CONCERNS, concern)
        faces = (("makeup", "unsure"),)
        survey = tx.next_id(FEEDBACK)
        tx.append(f"feedback-{survey}", FeedbackGiven(id=survey, faces=faces, visit=visit_id, is_burst=False))
        given = Feedback(id=survey, on=tx.house.today, at=tx.now, device="lobby", faces=faces, words="", visit=visit_id)
        tx.put(FEEDBACK, given)
        return {}

    studio.run("customer", raise_)


def regular(studio: Studio) -> int:
    """Ms Chen and Mr Li, who were here a year ago, were unhappy with something, and come again today."""
    studio.clock.moment = NOON - timedelta(days=364)
    known: dict[str, Any] = {"say": "Chén, Lǐ", "language": "en", "channel": "message", "needs": ("retro", "no lilies")}
    customer = add_customer(studio, "Ms Chen", "Mr Li", phone=CHEN, **known)
    studio.run("mei", customers.record_contact, customer, "call", "reached", "Wants the old garden as a background.")
    studio.run("mei", customers.write_note, customer, "Her mother must never be asked to climb stairs.", True)
    studio.run("anna", customers.add_date, customer, "Wedding day", 11, 23, 2024)
    studio.run("anna", customers.add_date, customer, "Birthday of Ms Chen", 12, 2, None)
    key = visit(studio, book(studio, 1998, customer, kind="shoot", balance_cents=0))
    complain(studio, key, 1998, customer, "The lipstick was too dark, and nobody listened.", "Done again for free.")
    studio.clock.moment = NOON - timedelta(days=3)
    studio.run("anna", customers.record_contact, customer, "call", "no_answer", "")
    studio.run("anna", customers.write_note, customer, "Asked for Zhao again.", False)
    more: dict[str, Any] = {
        "occasion": "Second wedding day",
        "hope": "Pictures that my mother will hang up.",
        "notes": "Comb in locker 7.",
    }
    more |= {"wish": "One picture where my grandmother’s comb shows.", "artists": ("lin", "zhao"), "room": "studio-1"}
    studio.clock.moment = NOON
    book(studio, 2031, customer, **more)
    return customer
