"""How the simulation gets into a house: only where a day may be played, with screens and bookings of its own."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic_core import to_jsonable_python

from .. import control, database
from ..config import Settings
from ..intake.drafts import BookingDraft, ParsedFile
from ..records import dataclass
from .client import Lost, Tablet
from .day import Party, Person

NAME = "Simulated"
SOURCE = "simulated day"
OWN_FILE = "day.txt"  # a demo house has one (kiosk/demo/serve.py)
OTHERS = (
    "SELECT COUNT(*) FROM event WHERE type = 'BookingAdded' AND json_extract(body, '$.source') <> :source "
    "AND device NOT IN (SELECT id FROM device WHERE json_extract(body, '$.name') LIKE :name)"
)
SCREENS = "SELECT id FROM device WHERE NOT is_revoked AND json_extract(body, '$.name') LIKE :name"
TO_COME = "SELECT body FROM booking WHERE number NOT IN (SELECT number FROM visit)"
HIGHEST = "SELECT COALESCE(MAX(number), 2000) FROM booking"


class CannotPlay(Exception):
    """There is no house to play in; the message is one clear sentence."""


@dataclass(frozen=True)
class Door:
    """The way into one served house; `seq` is where its log stood before."""

    folder: Path
    settings: Settings
    address: str
    seq: int

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or "127.0.0.1"

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 80

    def screen(self, role: str) -> Tablet:
        """A freshly paired screen of that role."""
        asked = {"role": role, "name": f"{NAME} {role}", "stage": None, "room": None, "staff": None, "face": "staff"}
        _, answer = control.ask(self.folder, self.settings, "pairings", asked)
        tablet = Tablet(self.address)
        tablet.ask_until_answered("GET", f"/pair/{answer['code']}")
        return tablet

    def lock_out(self, devices: Iterable[str]) -> None:
        """These screens are no screens of the house any more."""
        for device in devices:
            control.ask(self.folder, self.settings, "revocations", {"device": device})

    def bring_in(self, parties: Sequence[Party], speed: float, began: datetime | None = None) -> dict[int, int]:
        """Book everyone who is announced, for a day that began then, or just now; the booking's number by the party's place."""
        reader = database.open_reader(self.folder / "house.sqlite3")
        first = int(reader.execute(HIGHEST).fetchone()[0]) + 1
        reader.close()
        announced = [party for party in parties if not party.is_walk_in]
        numbers = {party.place: first + count for count, party in enumerate(announced)}
        began = began or datetime.now(UTC)
        drafts = [_draft(party, numbers[party.place], began, speed) for party in announced]
        asked = {
            "parsed": to_jsonable_python(asdict(ParsedFile(drafts=tuple(drafts)))),
            "source": SOURCE,
            "dry_run": False,
        }
        _, table = control.ask(self.folder, self.settings, "imports", asked)
        if table["counts"]["new"] != len(drafts):
            reasons = {row["reason"] for row in table["rows"] if row["outcome"] != "new"}
            raise CannotPlay(f"The simulated bookings were not taken: {', '.join(map(str, reasons))}")
        return numbers


def find(folder: Path, settings: Settings, any_house: bool) -> Door:
    """The served house of that folder. Raises `CannotPlay` where nothing is served, or where a real studio works."""
    if not any_house and not is_for_play(folder):
        raise CannotPlay(
            f"{folder}: this house has bookings of its own, and a simulated day would stand among them for good; play in a "
            "demo (hand-to-hand demo) or in an empty data folder, or say --yes-really."
        )
    address = control.serving_address(folder)
    health = _health(address) if address else {}
    if not health.get("ok"):
        raise CannotPlay(f"{folder}: no server is serving this folder; start one first (hand-to-hand serve).")
    return Door(folder, settings, address, int(health["seq"]))


def _health(address: str) -> dict[str, Any]:
    tablet = Tablet(address)
    try:
        return tablet.ask("GET", "/healthz").content
    except Lost:
        return {}
    finally:
        tablet.close()


def is_for_play(folder: Path) -> bool:
    """A demo, a house without bookings, or one where only simulated days were played."""
    file = folder / "house.sqlite3"
    if (folder / OWN_FILE).exists() or not file.exists():
        return True
    reader = database.open_reader(file)
    try:
        others = reader.execute(OTHERS, {"source": SOURCE, "name": f"{NAME} %"}).fetchone()[0]
    finally:
        reader.close()
    return int(others) == 0


def screens(folder: Path) -> list[str]:
    """The simulation's own that are still paired."""
    reader = database.open_reader(folder / "house.sqlite3")
    try:
        return [row["id"] for row in reader.execute(SCREENS, {"name": f"{NAME} %"})]
    finally:
        reader.close()


def to_come(folder: Path, now: datetime, within: timedelta) -> list[dict[str, Any]]:
    """The bookings of about now that nobody has come for yet, as they are stored."""
    reader = database.open_reader(folder / "house.sqlite3")
    try:
        bookings = [json.loads(row["body"]) for row in reader.execute(TO_COME)]
    finally:
        reader.close()
    return [
        one
        for one in bookings
        if not one["is_cancelled"] and abs(datetime.fromisoformat(one["starts_at"]) - now) < within
    ]


def people(desk: Tablet) -> list[Person]:
    """Everyone of the house."""
    return [
        Person(id=one["id"], stages=tuple(one["stages"]), is_on_duty=bool(one["on_duty"]))
        for one in desk.get("/staff")["staff"]
    ]


def _draft(party: Party, number: int, began: datetime, speed: float) -> BookingDraft:
    return BookingDraft(
        line=party.place + 1,
        number=number,
        source_uid=f"{SOURCE}/{number}",
        starts_at=began + timedelta(seconds=party.due / speed),
        customers=party.names,
        kind=party.kind,
        phone=phone(number),
        looks=party.looks or None,
        host=party.host,
    )


def phone(number: int) -> str:
    return f"+86139{number:08d}"
