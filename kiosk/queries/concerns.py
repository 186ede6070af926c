"""What was not right: who answers for it, and how far it has come (REQUIREMENTS C20, B23, B29, E05)."""

from datetime import datetime, timedelta

from ..config import Settings
from ..domain.concern import Concern, back_at, may_read, rings_from
from ..domain.staff import Staff
from ..house import House
from ..kinds import BOOKINGS, CONCERNS, VISITS
from ..parts import Part
from ..records import dataclass
from ..store import Store
from .faces import Face, face, ms
from .looking_after import people_of

# How long a settled concern stands in the desk's list.
SETTLED_DAYS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Told:
    """One concern with its clock: who did each step, and the whole minutes from the raising to it; None is still to come.
    `untold` is who must not learn of it yet."""

    concern: Concern
    title: str
    owner: Face
    raised_by: Face | None
    taken_by: Face | None
    solved_by: Face | None
    told_by: Face | None
    untold: Face | None
    taken_after: int | None
    solved_after: int | None
    told_after: int | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A concern on a station or at the desk, from `shown_from` on. While its party is here it rings until it is taken, and
    from `back_at` on once more; the `title` of a party of earlier days is not in the picture. `untold` is whom the party's own
    word rates, who does not learn of it today."""

    concern: int
    actor: str
    number: int
    title: str
    stage: str
    words: str
    untold: Face | None
    owner: Face
    step: str
    since: int
    shown_from: int
    rings: bool
    taken_by: Face | None
    is_mine: bool
    back_at: int


def station_concerns(house: House, settings: Settings, me: Staff) -> list[Part]:
    """What waits for this person, and what they have taken on until the party has been told."""
    people = people_of(house, settings)
    parts = []
    for concern in house.concerns.values():
        back = back_at(concern, people, _is_here(house, concern))
        due = rings_from(concern, me, settings.lobby.ringing, people, back)
        if due and (me.is_on_duty or me.id == concern.taken_by):
            card = _card(house, concern, me.id, ms(due), back)
            parts.append(Part(f"concern-{concern.id}", "concerns", card.since // 1000, "station/_concern.html", card))
    return parts


def is_untold(house: House, stream: str) -> bool:
    """Is this the stream of a concern that somebody of the house must not learn of yet?"""
    name, _, key = stream.partition("-")
    concern = house.concerns.get(int(key)) if name == "concern" else None
    return concern is not None and concern.rated is not None


def desk_concerns(house: House, settings: Settings) -> list[Part]:
    """What nobody has taken yet, or is not settled though somebody did; the rest stands in the desk's list of concerns."""
    people = people_of(house, settings)
    parts = []
    for concern in (one for one in house.concerns.values() if may_read(one, None, house.untold_from)):
        back = back_at(concern, people, _is_here(house, concern))
        card = _card(house, concern, "", ms(back or concern.raised_at), back)
        parts.append(Part(f"concern-{concern.id}", "door", card.since // 1000, "desk/_concern.html", card))
    return parts


def _is_here(house: House, concern: Concern) -> bool:
    visit = house.visits.get(concern.visit)
    return visit is not None and visit.ended_at is None


def _card(house: House, concern: Concern, actor: str, shown_from: int, back: datetime | None) -> Card:
    visit, booking = house.visits.get(concern.visit), house.bookings.get(concern.number)
    known = visit or booking
    return Card(
        concern=concern.id,
        actor=actor,
        number=concern.number,
        title=known.title if known else "",
        stage=concern.stage,
        words=concern.words,
        untold=None if may_read(concern, None, house.untold_from) else _face(house, concern.rated),
        owner=face(house, concern.owner),
        step=concern.step,
        since=ms(concern.raised_at),
        shown_from=shown_from,
        rings=_is_here(house, concern) and not concern.is_noticed,  # the bell of the “upset” rings already
        taken_by=face(house, concern.taken_by) if back and concern.taken_by else None,
        is_mine=concern.taken_by == actor and back is not None,
        back_at=ms(back) if back else 0,
    )


def concerns_of(store: Store, customer_id: int) -> list[Concern]:
    """Everything that this customer was ever unhappy with and anybody may read of, newest first; a brief reads it out before
    they come again."""
    sql = "SELECT body FROM concern WHERE customer = :customer ORDER BY id DESC"
    return [one for one in _concerns(store, sql, customer=customer_id) if may_read(one, None, store.untold_from)]


def concerns_told(store: Store, now: datetime, reader: str | None) -> list[Told]:
    """The desk's list, as far as whoever's badge is there may read it: what is open, longest waiting first, then what was
    settled in the last weeks, newest first."""
    settled = _concerns(store, "SELECT body FROM concern WHERE NOT is_open ORDER BY id DESC LIMIT 200")
    recent = [one for one in settled if now - one.raised_at < SETTLED_DAYS]
    found = (*store.house.concerns.values(), *recent)
    return [told(store, concern, now) for concern in found if may_read(concern, reader, store.untold_from)]


def told(store: Store, concern: Concern, now: datetime) -> Told:
    house = store.house
    return Told(
        concern=concern,
        title=title_of(store, concern),
        owner=face(house, concern.owner),
        raised_by=face(house, concern.raised_by) if concern.raised_by in house.staff else None,
        taken_by=_face(house, concern.taken_by),
        solved_by=_face(house, concern.solved_by),
        told_by=_face(house, concern.told_by),
        untold=None if may_read(concern, None, store.untold_from) else _face(house, concern.rated),
        taken_after=_minutes(concern, concern.taken_at),
        solved_after=_minutes(concern, concern.solved_at),
        told_after=_minutes(concern, concern.told_at),
        is_late=concern.is_open and now > concern.due_at,
    )


def title_of(store: Store, concern: Concern) -> str:
    """The party as it is called now; an erased one by its booking's number."""
    known = store.find(VISITS, concern.visit) or store.find(BOOKINGS, concern.number)
    return known.title if known else str(concern.number)


def _concerns(store: Store, sql: str, **values: object) -> list[Concern]:
    return [CONCERNS.adapter.validate_json(row["body"]) for row in store.reader().execute(sql, values)]


def _face(house: House, staff_id: str | None) -> Face | None:
    return face(house, staff_id) if staff_id else None


def _minutes(concern: Concern, moment: datetime | None) -> int | None:
    return int((moment - concern.raised_at).total_seconds() // 60) if moment else None
