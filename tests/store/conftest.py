"""A store of its own for each test, with a clock that can be put."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.clock import Clock
from kiosk.commands.people import list_staff
from kiosk.config import Settings
from kiosk.domain.booking import Booking
from kiosk.engine import ThreadingEngine
from kiosk.kinds import BOOKINGS
from kiosk.store import Store
from kiosk.transaction import Transaction, Writing

SETTINGS = Settings()


class SetClock(Clock):
    def __init__(self, moment: datetime) -> None:
        super().__init__()
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 11, 23, 1, 0, tzinfo=UTC))


def open_store(folder: Path, clock: Clock) -> Store:
    return Store(folder, ThreadingEngine(), clock, lambda now: now.astimezone(SETTINGS.zone).date())


@pytest.fixture
def store(tmp_path: Path, clock: SetClock) -> Iterator[Store]:
    store = open_store(tmp_path, clock)
    store.execute(Writing.by_system(), lambda tx: list_staff(tx, SETTINGS))
    store.execute(Writing.by_system(), lambda tx: _book(tx, clock.moment))
    yield store
    store.close()


def _book(tx: Transaction, at: datetime) -> dict[str, object]:
    for number, names in ((2031, ("Ms Chen", "Mr Li")), (2032, ("Okafor family",))):
        tx.put(BOOKINGS, Booking(number=number, starts_at=at, kind="shoot", party=names, looks=("", ""), host="mei"))
    return {}


def as_(actor: str, command_id: str | None = None, fingerprint: str = "f") -> Writing:
    return Writing(command_id=command_id, fingerprint=fingerprint, actor=actor, device="d1", locale="en")
