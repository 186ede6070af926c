"""When the studio's day begins, when it opens and when it closes."""

from datetime import date, datetime, time, timedelta

from .config import Settings
from .studio import WEEKDAYS

USUAL_HOURS = (time(9), time(18))


def midnight(settings: Settings, on: date) -> datetime:
    """When the day begins in the studio."""
    return at(settings, on, time(0))


def is_open_on(settings: Settings, on: date) -> bool:
    """A day without hours is closed."""
    return any(one.day == WEEKDAYS[on.weekday()] for one in settings.opening)


def hours(settings: Settings, on: date) -> tuple[datetime, datetime]:
    """When the studio opens and closes that day; on a day without hours, the whole of it from the usual time on."""
    opening = next((one for one in settings.opening if one.day == WEEKDAYS[on.weekday()]), None)
    if opening is None:
        return at(settings, on, USUAL_HOURS[0]), midnight(settings, on + timedelta(days=1))
    return at(settings, on, time.fromisoformat(opening.opens)), at(settings, on, time.fromisoformat(opening.closes))


def day_closed(settings: Settings, now: datetime) -> datetime:
    """When a day last closed: at closing time, and for those who were here after it, at midnight."""
    on = now.astimezone(settings.zone).date()
    closes = hours(settings, on)[1]
    return closes if now >= closes else midnight(settings, on)


def at(settings: Settings, on: date, clock: time) -> datetime:
    return datetime.combine(on, clock, settings.zone)
