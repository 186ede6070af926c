"""Old complaints on the card of whoever can do better now: “Last time: …” (REQUIREMENTS B29)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from weakref import WeakKeyDictionary

from ..config import Settings
from ..domain.concern import Concern, may_read, resurfacing
from ..domain.visit import Visit
from ..hours import day_of
from ..house import House
from ..kinds import CONCERNS
from ..records import dataclass
from ..store import Store

MOST = 3  # a card is no file

Complaints = Mapping[int, tuple[Concern, ...]]
NOTHING: Complaints = {}


@dataclass(frozen=True, slots=True)
class LastTime:
    """What was not right in this stage: the words (none where they only tapped), the day, and whether it was solved.
    `is_today` is a complaint of this very visit."""

    words: str
    on: date
    is_solved: bool
    is_today: bool


@dataclass(frozen=True, slots=True)
class _Read:
    concerns: Mapping[int, Concern]
    customers: frozenset[int]
    complaints: Complaints


_known: WeakKeyDictionary[Store, _Read] = WeakKeyDictionary()


def complaints(store: Store, house: House) -> Complaints:
    """By customer, for those in the house; read again only when they or any concern have changed."""
    customers = frozenset(customer for visit in house.present if (customer := customer_of(house, visit)))
    kept = _known.get(store)
    if kept is None or kept.concerns is not house.concerns or kept.customers != customers:
        kept = _known[store] = _Read(house.concerns, customers, _read(store, customers))
    return kept.complaints


def last_times(
    house: House, settings: Settings, found: Complaints, visit: Visit, reader: str, leg: tuple[str, datetime]
) -> tuple[LastTime, ...]:
    """For `reader`'s card of one party in, or on its way to, the stage of `leg`, with when it comes there."""
    theirs = found.get(customer_of(house, visit) or 0, ())
    readable = (one for one in theirs if may_read(one, reader, house.untold_from))
    return tuple(_shown(settings, visit, one) for one in resurfacing(readable, *leg)[:MOST])


def customer_of(house: House, visit: Visit) -> int | None:
    """As the booking has it, where it is at hand: customers are merged while their parties are here."""
    booking = house.bookings.get(visit.number)
    return (booking.customer if booking else None) or visit.customer


def _shown(settings: Settings, visit: Visit, concern: Concern) -> LastTime:
    on = day_of(concern.raised_at, settings.zone)
    return LastTime(concern.words, on, concern.solved_at is not None, concern.visit == visit.id)


def _read(store: Store, customers: Iterable[int]) -> Complaints:
    keys = sorted(customers)
    places = ", ".join("?" * len(keys))
    rows = store.reader().execute(f"SELECT body FROM concern WHERE customer IN ({places}) ORDER BY id", keys)
    found: dict[int, tuple[Concern, ...]] = {}
    for concern in (CONCERNS.adapter.validate_json(row["body"]) for row in rows):
        if concern.customer:
            found[concern.customer] = (*found.get(concern.customer, ()), concern)
    return found
