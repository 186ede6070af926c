"""The bookings by the studio's own days, however far ahead."""

import sqlite3
from datetime import date, timedelta, tzinfo

from ..domain.booking import Booking
from ..kinds import BOOKINGS

DAY = timedelta(days=1)
END = date.max - DAY


def bookings_between(
    connection: sqlite3.Connection, first: date, last: date | None, zone: tzinfo
) -> list[tuple[date, Booking]]:
    """Those that stand, from `first` to `last` (None: for ever) as the studio's calendar has them, earliest first."""
    # rows are found by the date in the zone they were written in, which may be a day beside the studio's
    asked = {"first": (first - DAY).isoformat(), "last": (min(last or END, END) + DAY).isoformat()}
    rows = connection.execute("SELECT body FROM booking WHERE on_date BETWEEN :first AND :last", asked)
    bookings = [BOOKINGS.adapter.validate_json(row["body"]) for row in rows]
    dated = [(one.starts_at.astimezone(zone).date(), one) for one in bookings if not one.is_cancelled]
    inside = [(day, one) for day, one in dated if first <= day and (last is None or day <= last)]
    return sorted(inside, key=lambda pair: (pair[1].starts_at, pair[1].number))
