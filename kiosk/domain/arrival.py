"""The door from the customer's side: which booking is theirs, whether its time is now, and what they may tell while
somebody is on the way to them (REQUIREMENTS A06, A10, A18, B03, E13, E20; FAULTS T21-T22, T33)."""

import re
import unicodedata
from collections.abc import Iterable, Set
from datetime import date, datetime, timedelta, tzinfo

from ..records import dataclass
from . import events as e
from . import refusals as r
from .booking import Booking
from .device import CODE_ALPHABET
from .visit import Visit
from .words import N_

EXPECTED, HERE, BEEN_HERE = "expected", "here", "been_here"
CANCELLED, ANOTHER_TIME = "cancelled", "another_time"
EARLY, ON_TIME, LATE = "early", "on_time", "late"
# A guest of half past midnight who comes before the day has turned is a guest of tonight.
ACROSS_MIDNIGHT = timedelta(hours=2)
# Everybody is asked only what makes sense for what they came for.
QUESTIONS = {
    "shoot": ("session", "company", "wish", "needs", "consents", "plate"),
    "selection": ("company", "plate"),
    "pickup": ("plate",),
    "enquiry": ("needs", "plate"),
}
_CODE = re.compile(rf"(?:HTH[- ]?)?([{CODE_ALPHABET}]{{4}})[- ]?([{CODE_ALPHABET}]{{4}})")


class OddCompany(r.Refusal):
    code, status, message = "odd_company", 422, N_("There cannot be more children than people.")


class UnknownChoice(r.Refusal):
    code, status, message = "unknown_choice", 422, N_("That is not among the answers of this studio.")


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkedIn:
    """Somebody without a booking came; `reason` and `source` are keys of the studio's own lists (A07, D02)."""

    number: int
    visit: int
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Request:
    """Words of the party itself: `kind` is 'look', 'wish', 'hope' or 'taboo'; `look` counts from 1, 0 where it is for the day."""

    kind: str
    words: str
    look: int = 0


def booking_code_in(text: str) -> str | None:
    """The booking code that a scanner typed or a person wrote; case, full width, a space or dash in the middle and the
    leading “HTH-” do not matter. None for anything else."""
    found = _CODE.fullmatch(unicodedata.normalize("NFKC", text[:512]).strip().upper())
    return found[1] + found[2] if found else None


def is_today(starts_at: datetime, now: datetime, zone: tzinfo) -> bool:
    same_day = starts_at.astimezone(zone).date() == now.astimezone(zone).date()
    return same_day or abs(starts_at - now) <= ACROSS_MIDNIGHT


def standing(
    booking: Booking, visit: Visit | None, now: datetime, zone: tzinfo, early: timedelta, late: timedelta
) -> str:
    """What a guest who has proved this booking theirs may expect now. `visit` is the one of today for it, if any: who has
    been seen off does not begin anew by themselves, whatever brings them back. `early` and `late` bound how far from its
    time a booking may begin by itself."""
    if visit:
        return BEEN_HERE if visit.ended_at else HERE
    if booking.is_cancelled:
        return CANCELLED
    is_near = now - late <= booking.starts_at <= now + early
    return EXPECTED if is_near and is_today(booking.starts_at, now, zone) else ANOTHER_TIME


def timing(starts_at: datetime, now: datetime, early: timedelta, late: timedelta) -> str:
    """Whether a guest of today deserves a word about the time: `early` before it, `late` after it."""
    if starts_at - now > early:
        return EARLY
    return LATE if now - starts_at > late else ON_TIME


def theirs(fitting: Iterable[Booking], past: Set[int], now: datetime) -> Booking | None:
    """The booking that is meant, of all that fit what was typed: one customer's nearest that still holds, `past` being
    the numbers whose parties have been here already. None when the bookings are different people's (T21)."""
    bookings = list(fitting)
    if len({one.phone or f"#{one.number}" for one in bookings}) != 1:
        return None
    return min(bookings, key=lambda one: (one.is_cancelled, one.number in past, abs(one.starts_at - now)))


def questions(booking: Booking, has_needs: bool, uses: tuple[str, ...]) -> tuple[str, ...]:
    """What is asked while the host walks, in order, `consent-<use>` once for each use; never what is known from the
    booking already."""
    asked: list[str] = []
    for question in QUESTIONS.get(booking.kind, ()):
        if question == "consents":
            asked += [f"consent-{use}" for use in uses]
        elif not (question == "wish" and booking.wish) and not (
            question == "needs" and (booking.needs or not has_needs)
        ):
            asked.append(question)
    return tuple(asked)


def requests(booking: Booking) -> tuple[Request, ...]:
    """What the party asked for when booking, each on one line: for the looks in their order, for the day, and what is not to
    be done. Nothing that colleagues noted among themselves is among it."""
    of_looks = tuple(Request("look", plain_line(wish), look) for look, wish in enumerate(booking.look_wishes, 1))
    of_day = (("wish", booking.wish), ("hope", booking.hope), ("taboo", booking.taboos))
    every = (*of_looks, *(Request(kind, plain_line(words)) for kind, words in of_day))
    return tuple(one for one in every if one.words)


def tell(visit: Visit, told: e.Told) -> list[e.VisitEvent]:
    """A party in the house may tell what it likes; it moves nobody."""
    if visit.ended_at:
        raise r.VisitEnded()
    if isinstance(told, e.CompanyTold) and told.children > told.size:
        raise OddCompany()
    return [told]


def plain_line(text: str) -> str:
    """One line of somebody's own words: line ends, tabs and runs of spaces become one space, nothing else changes."""
    return " ".join(text.split())


def plate(text: str) -> str:
    """A number plate as it is written on a car."""
    return plain_line(unicodedata.normalize("NFKC", text)).upper()


def days_around(today: date, days: int) -> tuple[str, str]:
    """First and last date, ISO, of everything at most `days` from today."""
    return (today - timedelta(days=days)).isoformat(), (today + timedelta(days=days)).isoformat()
