"""The line below the names on a TV's title: "Three looks, one November morning"."""

from datetime import datetime

from kiosk.i18n import N_, gettext

LOOKS = (
    "",
    N_("One look"),
    N_("Two looks"),
    N_("Three looks"),
    N_("Four looks"),
    N_("Five looks"),
    N_("Six looks"),
)
MORE_LOOKS = N_("{count} looks")
MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
MORNING, AFTERNOON, EVENING = N_("morning"), N_("afternoon"), N_("evening")
WHOLE = N_("{looks}, one {month} {time_of_day}")
WITHOUT_LOOKS = N_("One {month} {time_of_day}")


def title_line(looks: int, shot_at: datetime | None) -> str:
    """In the language being spoken; as much as is known, "" if that is nothing. `shot_at` is the studio's own time."""
    counted = gettext(LOOKS[looks]) if looks < len(LOOKS) else gettext(MORE_LOOKS).format(count=looks)
    if shot_at is None:
        return counted
    words = {"month": gettext(MONTHS[shot_at.month - 1]), "time_of_day": gettext(_time_of_day(shot_at.hour))}
    return gettext(WHOLE).format(looks=counted, **words) if looks else gettext(WITHOUT_LOOKS).format(**words)


def _time_of_day(hour: int) -> str:
    if hour < 12:
        return MORNING
    return AFTERNOON if hour < 18 else EVENING
