"""The house as it stands after one event: an immutable picture that every screen is drawn from.

The writer publishes a new picture after each commit; whoever holds one can read it at leisure, it never changes.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, TypeVar

from .domain import duty, presence
from .domain.absence import Absence
from .domain.booking import Booking
from .domain.calls import Call
from .domain.concern import Concern
from .domain.device import Device
from .domain.house_settings import Override
from .domain.rota import Turn
from .domain.staff import Staff
from .domain.visit import Visit
from .kinds import ABSENCES, BOOKINGS, CALLS, CONCERNS, DEVICES, OVERRIDES, STAFF, TURNS, VISITS, Kind
from .records import dataclass, replace

T = TypeVar("T")

NOTHING: Mapping[Any, Any] = {}
NEVER = datetime.min.replace(tzinfo=UTC)
Changes = dict[str, dict[Any, Any]]


@dataclass(frozen=True)
class House:
    """`seq` is the number of the last event in it; `today` the studio's date; `tables` the things by kind and key. What a party
    says of itself at `untold_from`, when the day last closed, or later is kept from whoever it rates."""

    seq: int
    today: date
    tables: Mapping[str, Mapping[Any, Any]] = field(default_factory=dict)
    by_token: Mapping[str, Device] = field(default_factory=dict)
    untold_from: datetime = NEVER

    def of(self, kind: Kind[T]) -> Mapping[Any, T]:
        return self.tables.get(kind.table, NOTHING)

    @property
    def visits(self) -> Mapping[int, Visit]:
        return self.of(VISITS)

    @property
    def bookings(self) -> Mapping[int, Booking]:
        return self.of(BOOKINGS)

    @property
    def staff(self) -> Mapping[str, Staff]:
        return self.of(STAFF)

    @property
    def devices(self) -> Mapping[str, Device]:
        return self.of(DEVICES)

    @cached_property
    def colleagues(self) -> tuple[Staff, ...]:
        """Everybody who works here, on duty or not, in the house's own order."""
        return tuple(person for person in self.staff.values() if not person.has_left)

    @property
    def lost(self) -> frozenset[str]:
        """Who cannot be rung: their own devices are silent."""
        return presence.unreachable(self.devices.values())

    @property
    def calls(self) -> Mapping[int, Call]:
        """Those that want somebody, and whose caller is still in the house."""
        return {key: call for key, call in self.of(CALLS).items() if call.wants_somebody and self._has(call.visit)}

    def call_of(self, visit_id: int) -> Call | None:
        """The call from this party's own page, ringing or taken, until it has ended."""
        return next((call for call in self.of(CALLS).values() if call.visit == visit_id), None)

    def caller(self, call: Call) -> str:
        """The party that calls, or where somebody stands who is not known yet."""
        visit = self.visits.get(call.visit) if call.visit else None
        return visit.title if visit else call.place

    @property
    def concerns(self) -> Mapping[int, Concern]:
        """Those still open."""
        return self.of(CONCERNS)

    @property
    def turns(self) -> Mapping[int, Turn]:
        """The rota's turns of today."""
        return self.of(TURNS)

    @property
    def absences(self) -> Mapping[int, Absence]:
        """Those of today and later."""
        return self.of(ABSENCES)

    @property
    def overrides(self) -> Mapping[str, Override]:
        return self.of(OVERRIDES)

    def is_away(self, staff_id: str, day: date) -> bool:
        return any(one.staff == staff_id and one.covers(day) for one in self.absences.values())

    @cached_property
    def present(self) -> tuple[Visit, ...]:
        """The parties in the house, in the order they came."""
        return tuple([visit for visit in self.visits.values() if visit.ended_at is None])

    def _has(self, visit_id: int | None) -> bool:
        visit = self.visits.get(visit_id) if visit_id is not None else None
        return visit_id is None or (visit is not None and visit.ended_at is None)

    def name_of(self, staff_id: str | None) -> str:
        """What the house calls this person; the id itself for someone no longer listed."""
        if staff_id is None:
            return ""
        person = self.staff.get(staff_id)
        return person.short if person else staff_id

    def suggestion(self, visit: Visit) -> duty.Suggestion | None:
        booking = self.bookings.get(visit.number)
        return duty.suggestion(visit, self.staff, self.present, booking.artists if booking else ())

    def device_for(self, token_hash: str) -> Device | None:
        """The living device with this token."""
        return self.by_token.get(token_hash)

    def after(self, seq: int, changes: Changes, kinds: Mapping[str, Kind[Any]]) -> "House":
        """The picture with `changes` in it; things that no longer belong to it are left out."""
        tables = dict(self.tables)
        for table, changed in changes.items():
            kind, things = kinds[table], dict(tables.get(table, {}))
            for key, thing in changed.items():
                if kind.in_house(thing, self.today):
                    things[key] = thing
                else:
                    things.pop(key, None)
            tables[table] = things
        house = replace(self, seq=seq, tables=tables)
        return house if DEVICES.table not in changes else replace(house, by_token=_living(house.devices))


def _living(devices: Mapping[str, Device]) -> dict[str, Device]:
    return {device.token_hash: device for device in devices.values() if device.revoked_at is None}


def picture(seq: int, today: date, tables: Mapping[str, Mapping[Any, Any]]) -> House:
    """The house from what the store has read."""
    house = House(seq=seq, today=today, tables=tables)
    return replace(house, by_token=_living(house.devices))
