"""The kinds of things the house knows: where each is stored and whether the picture in memory carries it.

A kind's row holds the whole thing as JSON in `body`; its columns exist to find rows, never to hold what `body` lacks.
"""

from collections.abc import Callable
from dataclasses import field
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from .domain.absence import Absence
from .domain.badge import Badge
from .domain.booking import Booking
from .domain.calls import Call
from .domain.concern import Concern
from .domain.customer import Customer
from .domain.device import Device, Pairing
from .domain.feedback import Feedback
from .domain.house_settings import Override
from .domain.room import RoomState
from .domain.rota import Turn
from .domain.staff import Staff
from .domain.visit import Visit
from .records import dataclass

T = TypeVar("T")


@dataclass(frozen=True)
class Kind(Generic[T]):
    """`key` names the attribute and column that identify a thing; `columns` are computed for look-ups; `in_house` says
    whether the picture carries it on a given day, `where` the same in SQL (parameters :today, :from_day, :to_day)."""

    table: str
    type: type[T]
    key: str
    columns: dict[str, Callable[[T], Any]] = field(default_factory=dict)
    where: str = "1=1"
    in_house: Callable[[T, date], bool] = lambda thing, today: True

    @cached_property
    def adapter(self) -> TypeAdapter[T]:
        return TypeAdapter(self.type)

    def key_of(self, thing: T) -> Any:
        return getattr(thing, self.key)

    def row(self, thing: T) -> dict[str, Any]:
        values = {name: column(thing) for name, column in self.columns.items()}
        return {self.key: self.key_of(thing), **values, "body": self.adapter.dump_json(thing).decode()}

    def keeping(self, known: T | None, thing: T) -> str:
        """SQL that keeps `thing`'s row; `known` is what the row holds, as far as somebody remembers. Only columns that have
        changed are set: of each that is named SQLite writes the index anew, and a tap changes hardly any."""
        changed = [name for name, column in self.columns.items() if known is None or column(known) != column(thing)]
        return _upsert(self.table, (self.key, *self.columns, "body"), (*changed, "body"))


@cache
def _upsert(table: str, names: tuple[str, ...], changed: tuple[str, ...]) -> str:
    sets = ", ".join(f"{name} = excluded.{name}" for name in changed)
    values = ", ".join(f":{name}" for name in names)
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values}) ON CONFLICT ({names[0]}) DO UPDATE SET {sets}"


def _near(booking: Booking, today: date) -> bool:
    return abs(booking.starts_at.date() - today) <= timedelta(days=2)


VISITS = Kind(
    table="visit",
    type=Visit,
    key="id",
    columns={
        "number": lambda visit: visit.number,
        "on_date": lambda visit: visit.on.isoformat(),
        "is_open": lambda visit: visit.ended_at is None,
        "version": lambda visit: visit.version,
    },
    where="is_open OR on_date = :today",
    in_house=lambda visit, today: visit.ended_at is None or visit.on == today,
)
BOOKINGS = Kind(
    table="booking",
    type=Booking,
    key="number",
    columns={
        "on_date": lambda booking: booking.starts_at.date().isoformat(),
        "source_uid": lambda booking: booking.source_uid,
        "phone": lambda booking: booking.phone,
        "customer": lambda booking: booking.customer,
    },
    where="on_date BETWEEN :from_day AND :to_day",
    in_house=_near,
)
STAFF = Kind(table="staff", type=Staff, key="id")
DEVICES = Kind(
    table="device",
    type=Device,
    key="id",
    columns={
        "token_hash": lambda device: device.token_hash,
        "is_revoked": lambda device: device.revoked_at is not None,
    },
)
PAIRINGS = Kind(
    table="pairing",
    type=Pairing,
    key="code_hash",
    columns={"is_open": lambda pairing: pairing.used_at is None},
    where="is_open",
    in_house=lambda pairing, today: pairing.used_at is None,
)
CALLS = Kind(
    table="call",
    type=Call,
    key="id",
    columns={"is_open": lambda call: call.is_open},
    where="is_open",
    in_house=lambda call, today: call.is_open,
)


def _never(thing: object, today: date) -> bool:
    """Looked up when needed, never carried by the picture."""
    return False


CUSTOMERS = Kind(
    table="customer",
    type=Customer,
    key="id",
    columns={"phone": lambda customer: customer.phone, "is_living": lambda customer: customer.is_living},
    where="1=0",
    in_house=_never,
)
CONCERNS = Kind(
    table="concern",
    type=Concern,
    key="id",
    columns={
        "visit": lambda concern: concern.visit,
        "customer": lambda concern: concern.customer,
        "is_open": lambda concern: concern.is_open,
    },
    where="is_open",
    in_house=lambda concern, today: concern.is_open,
)
FEEDBACK = Kind(
    table="feedback",
    type=Feedback,
    key="id",
    columns={"on_date": lambda feedback: feedback.on.isoformat(), "visit": lambda feedback: feedback.visit},
    where="1=0",
    in_house=_never,
)
TURNS = Kind(
    table="turn",
    type=Turn,
    key="id",
    columns={"on_date": lambda turn: turn.on.isoformat()},
    where="on_date = :today",
    in_house=lambda turn, today: turn.on == today,
)
ABSENCES = Kind(
    table="absence",
    type=Absence,
    key="id",
    columns={"last_date": lambda absence: absence.last.isoformat()},
    where="last_date >= :today",
    in_house=lambda absence, today: absence.last >= today,
)
BADGES = Kind(
    table="badge",
    type=Badge,
    key="staff",
    columns={"code_hash": lambda badge: badge.code_hash},
    where="1=0",
    in_house=_never,
)
ROOM_STATES = Kind(table="room_state", type=RoomState, key="room")
OVERRIDES = Kind(table="override", type=Override, key="section")
KINDS: tuple[Kind[Any], ...] = (
    *(VISITS, BOOKINGS, STAFF, DEVICES, PAIRINGS, CALLS),
    *(CUSTOMERS, CONCERNS, FEEDBACK, TURNS, ABSENCES, BADGES, OVERRIDES, ROOM_STATES),
)
