"""The studio's calendar and clock: which day and hour a moment has there; when a day begins, opens and closes."""

from datetime import date, datetime, time, timedelta, tzinfo

from .config import Settings
from .studio import WEEKDAYS, Opening

USUALLY_OPENS = time(9)


def day_of(moment: datetime, zone: tzinfo) -> date:
    """The day that it is in the studio."""
    return moment.astimezone(zone).date()


def clock(moment: datetime, zone: tzinfo) -> str:
    """HH:MM on the studio's clocks."""
    return moment.astimezone(zone).strftime("%H:%M")


def midnight(settings: Settings, on: date) -> datetime:
    """When the day begins in the studio."""
    return at(settings, on, time(0))


def opening_on(settings: Settings, on: date) -> Opening | None:
    """The hours of that day of the week; None on a closed day."""
    return next((one for one in settings.opening if one.day == WEEKDAYS[on.weekday()]), None)


def open_hours(settings: Settings, on: date) -> tuple[datetime, datetime] | None:
    """When the studio opens and closes that day; None on a closed day."""
    opening = opening_on(settings, on)
    if opening is None:
        return None
    return at(settings, on, time.fromisoformat(opening.opens)), at(settings, on, time.fromisoformat(opening.closes))


def hours(settings: Settings, on: date) -> tuple[datetime, datetime]:
    """When the studio opens and closes that day; on a closed one the whole of it from the usual time on."""
    return open_hours(settings, on) or (at(settings, on, USUALLY_OPENS), midnight(settings, on + timedelta(days=1)))


def day_closed(settings: Settings, now: datetime) -> datetime:
    """When a day last closed: at closing time, and for those who were here after it, at midnight."""
    on = day_of(now, settings.zone)
    closes = hours(settings, on)[1]
    return closes if now >= closes else midnight(settings, on)


def at(settings: Settings, on: date, clock: time) -> datetime:
    return datetime.combine(on, clock, settings.zone)
