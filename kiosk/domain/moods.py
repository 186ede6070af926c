"""Faces tapped about a party: which one a reader may see, which belongs to the present hand-off, and when the party is asked
for its own (feature 8; C62, E27, E28)."""

from datetime import datetime, timedelta

from .sheet import STUDIO
from .visit import Mood, Visit

TIRED, UPSET = "tired", "upset"
CUSTOMER = "customer"
# A word typed beside a face helps on the day; later it would be gossip. The faces stay: they are the mood line of the month.
WORDS_KEPT = timedelta(days=30)
LONGEST_WORD = 60  # letters: a word beside a face, not a report


def may_read(rated: str | None, reader: str | None, is_day_over: bool) -> bool:
    """Who may read what the party itself said of how it is, and when: whoever it rates not before the day closes (feature 8).
    Nobody knows who reads a screen that we all share: then there is no `reader`. What one of us says rates nobody."""
    return rated is None or is_day_over or (bool(reader) and reader != rated)


def seen_by(visit: Visit, reader: str, untold_from: datetime) -> Mood | None:
    """The last one that this reader may see. The party's own is kept from whoever it rates, if it was tapped at `untold_from`
    or later: when the day last closed."""
    seen = (one for one in reversed(visit.moods) if may_read(one.rated, reader, one.at < untold_from))
    return next(seen, None)


def of_this_leg(visit: Visit, reader: str, untold_from: datetime) -> Mood | None:
    """The last one since the present leg began. An older face says nothing of how they are at this hand-off."""
    last = seen_by(visit, reader, untold_from)
    return last if last and last.at >= visit.since else None


def upsets(visit: Visit) -> list[Mood]:
    """Every “upset” that still stands, the last one first."""
    return [mood for place, mood in enumerate(visit.moods, 1) if _stands(mood, visit.moods[place:])][::-1]


def _stands(upset: Mood, later: tuple[Mood, ...]) -> bool:
    return upset.mood == UPSET and not any(_ends(one, upset) for one in later)


def _ends(later: Mood, upset: Mood) -> bool:
    """A better face ends it. What the party said, whoever it rates cannot end, who does not know of it; and what one of us noted
    the party's own tap does not, or everybody would know of that tap."""
    if later.mood == UPSET:
        return False
    return later.by != upset.rated if upset.by == CUSTOMER else later.by != CUSTOMER


def opens_concern(visit: Visit, mood: str, by: str) -> bool:
    """The first “upset” of a leg wants more than a visit: something has to be done, and said at the farewell (feature 8). What
    one of us notes and what the party says itself are two concerns: of its own, whoever it rates must not learn."""
    told = (one for one in visit.moods if (one.by == CUSTOMER) == (by == CUSTOMER) and one.at >= visit.since)
    return mood == UPSET and all(one.mood != UPSET for one in told)


def is_asked_after_first_look(visit: Visit) -> bool:
    """Once the first look is photographed the party's own page asks how they are, until they have tapped a face (C62)."""
    first = next((leg for leg in visit.legs if leg.stage == STUDIO and leg.look and leg.ended_at), None)
    if visit.ended_at or first is None or first.ended_at is None:
        return False
    return not any(mood.by == CUSTOMER and mood.at >= first.ended_at for mood in visit.moods)
