"""The kinds of things the house knows: where each is stored and whether the picture in memory carries it.

A kind's row holds the whole thing as JSON in `body`; its columns exist to find rows, never to hold what `body` lacks.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from .domain.booking import Booking
from .domain.calls import Call
from .domain.device import Device, Pairing
from .domain.staff import Staff
from .domain.visit import Visit

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

    @cached_property
    def upsert(self) -> str:
        names = [self.key, *self.columns, "body"]
        sets = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
        return (
            f"INSERT INTO {self.table} ({', '.join(names)}) VALUES ({', '.join(':' + name for name in names)}) "
            f"ON CONFLICT ({self.key}) DO UPDATE SET {sets}"
        )


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
    columns={"is_open": lambda call: call.taken_at is None},
    where="is_open",
    in_house=lambda call, today: call.taken_at is None,
)
KINDS: tuple[Kind[Any], ...] = (VISITS, BOOKINGS, STAFF, DEVICES, PAIRINGS, CALLS)
