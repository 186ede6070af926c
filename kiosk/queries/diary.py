"""The bookings by the studio's own days, however far ahead."""

import sqlite3
from datetime import date, timedelta, tzinfo

from ..config import Settings
from ..domain.absence import Need, needs_of
from ..domain.booking import Booking
from ..hours import day_of
from ..house import House
from ..kinds import BOOKINGS

DAY = timedelta(days=1)
END = date.max - DAY
Dated = list[tuple[date, Booking]]


def all_between(connection: sqlite3.Connection, first: date, last: date | None, zone: tzinfo) -> Dated:
    """Those from `first` to `last` (None: for ever) as the studio's calendar has them, earliest first; cancelled ones too."""
    # rows are found by the date in the zone they were written in, which may be a day beside the studio's
    asked = {"first": (first - DAY).isoformat(), "last": (min(last or END, END) + DAY).isoformat()}
    rows = connection.execute("SELECT body FROM booking WHERE on_date BETWEEN :first AND :last", asked)
    bookings = [BOOKINGS.adapter.validate_json(row["body"]) for row in rows]
    dated = [(day_of(one.starts_at, zone), one) for one in bookings]
    inside = [(day, one) for day, one in dated if first <= day and (last is None or day <= last)]
    return sorted(inside, key=lambda pair: (pair[1].starts_at, pair[1].number))


def bookings_between(connection: sqlite3.Connection, first: date, last: date | None, zone: tzinfo) -> Dated:
    """Those of them that stand."""
    return [(day, one) for day, one in all_between(connection, first, last, zone) if not one.is_cancelled]


def needs_between(
    house: House, connection: sqlite3.Connection, settings: Settings, staff: str, first: date, last: date
) -> list[Need]:
    """Whose bookings of these days want somebody else; parties that have been and gone want nobody."""
    gone = {visit.number for visit in house.visits.values() if visit.ended_at}
    dated = bookings_between(connection, first, last, settings.zone)
    return needs_of(staff, [(day, one) for day, one in dated if one.number not in gone], house.is_away)
