"""The bookings by the studio's own days, however far ahead."""

import sqlite3
from datetime import date, timedelta, tzinfo

from ..domain.booking import Booking
from ..hours import day_of
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
