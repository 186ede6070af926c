"""A day again, from the log: who was where in whose hands at any moment of it (CONTRACT GET /visits; features 8 and 10).

Only that day's visits are read, and of the log only their streams. What follows from a stream is kept until the stream goes
on or somebody is erased, so that a second look at a day costs little.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from .. import database, i18n
from ..belongings import entries_in
from ..config import Settings
from ..domain.events import QUIET, Recorded, VisitEvent
from ..domain.journey import LATE_TAP, TAKEOVER, Journey, Segment, Taking, journey, visible_moods
from ..domain.staff import Staff
from ..domain.visit import Leg, Mood, Visit
from ..domain.words import N_
from ..hours import hours, midnight
from ..house import House
from ..kinds import VISITS
from ..log import Entry
from ..records import dataclass
from ..speech import ESCORTS
from ..store import Store
from ..studio import label
from .faces import ms
from .log import VISIT_EVENTS, recorded
from .looking_after import patience
from .telling import Teller
from .visits import handoff_content

HALF_HOUR = timedelta(minutes=30)
MOST = 400  # visits whose history is kept


@dataclass(frozen=True, slots=True)
class Read:
    """One visit's stream and what follows from it; true as long as `stamp` is: its version, and how many events of the whole
    log have been emptied."""

    stamp: tuple[int, int]
    entries: tuple[Entry, ...]
    journey: Journey


_kept: WeakKeyDictionary[Store, dict[int, Read]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Told:
    """One visit with what its events tell; `moods` are those that the reader may see."""

    visit: Visit
    entries: tuple[Entry, ...]
    journey: Journey
    moods: tuple[Mood, ...]

    @property
    def walked(self) -> tuple[tuple[Leg, Taking], ...]:
        """The legs, each with how it began."""
        return tuple(zip(self.visit.legs, self.journey.takings, strict=True))


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the studio from `first` to `last`, which is now while it runs. `is_over` from closing time on; until then the
    parties' own words on how they feel stay hidden, and `closes` says when they come out."""

    on: date
    first: datetime
    last: datetime
    now: datetime
    closes: datetime
    is_today: bool
    is_over: bool
    told: tuple[Told, ...]


def read_day(store: Store, settings: Settings, on: date, reader: Staff | None) -> Day:
    """Everything about that day. Reads the file: run it outside the serving loop."""
    now, today = store.clock.now(), store.house.today
    opens, closes = hours(settings, on)
    is_over = on < today or now >= closes
    connection = store.reader()
    with _snapshot(connection):
        visits = list(_visits_on(connection, on, midnight(settings, on)))
        told = tuple(_told(store, visits, reader))
    ends = [one.visit.ended_at or now for one in told]
    first = min([opens, *(_first_of_day(one.visit, settings, on) for one in told), *([now] if on == today else [])])
    last = now if on == today else max([closes, *ends])
    first = _half_hour(first)
    last = min(max(last, first + HALF_HOUR), midnight(settings, on + timedelta(days=1)))
    return Day(on, first, last, now, closes, on == today, is_over, told)


def _half_hour(moment: datetime) -> datetime:
    return moment - timedelta(minutes=moment.minute % 30, seconds=moment.second, microseconds=moment.microsecond)


def _first_of_day(visit: Visit, settings: Settings, on: date) -> datetime:
    return max(visit.checked_in_at, midnight(settings, on))


@contextmanager
def _snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Rows and log of one and the same moment."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")


def _visits_on(connection: sqlite3.Connection, on: date, begins: datetime) -> Iterator[Visit]:
    """That day's visits, and those of the day before that went on into it."""
    sql = (
        "SELECT body FROM visit WHERE on_date = :on OR (on_date = :before AND "
        "(is_open OR datetime(json_extract(body, '$.ended_at')) >= datetime(:begins))) ORDER BY id"
    )
    days = {"on": on.isoformat(), "before": (on - timedelta(days=1)).isoformat(), "begins": begins.isoformat()}
    for row in connection.execute(sql, days):
        yield VISITS.adapter.validate_json(row["body"])


def _told(store: Store, visits: list[Visit], reader: Staff | None) -> Iterator[Told]:
    """In the order in which they came, the parts of a party right after it."""
    by_id = {visit.id: visit for visit in visits}
    read, untold_from = _read(store, visits), store.untold_from

    def place(visit: Visit) -> tuple[datetime, int, datetime]:
        whole = by_id.get(visit.part_of or visit.id, visit)
        return whole.checked_in_at, whole.id, visit.checked_in_at

    for visit in sorted(visits, key=place):
        one = read[visit.id]
        yield Told(visit, one.entries, one.journey, visible_moods(visit.moods, untold_from, reader))


def _read(store: Store, visits: list[Visit]) -> dict[int, Read]:
    """What is kept and still true, and the rest from the log."""
    connection, kept = store.reader(), _kept.setdefault(store, {})
    emptied = connection.execute("SELECT COUNT(*) FROM redaction").fetchone()[0]
    stamps = {visit.id: (visit.version, emptied) for visit in visits}
    found = {key: kept[key] for key, stamp in stamps.items() if key in kept and kept[key].stamp == stamp}
    streams: dict[str, list[Entry]] = {f"visit-{key}": [] for key in stamps if key not in found}
    for entry in entries_in(connection, streams):
        streams[entry.stream].append(entry)
    for stream, entries in streams.items():
        key = int(stream.removeprefix("visit-"))
        found[key] = Read(stamps[key], tuple(entries), _journey(entries))
    if len(kept) + len(streams) > MOST:
        kept.clear()
    kept.update(found)
    return found


def one_visit(store: Store, settings: Settings, visit_id: int, reader: Staff | None) -> tuple[Told, bool] | None:
    """A single visit with what its events tell, and whether its day is over. Reads the file."""
    connection = store.reader()
    with _snapshot(connection):
        row = database.one(connection, "SELECT body FROM visit WHERE id = :id", {"id": visit_id})
        if row is None:
            return None
        visit = VISITS.adapter.validate_json(row["body"])
        is_over = visit.on < store.house.today or store.clock.now() >= hours(settings, visit.on)[1]
        return next(_told(store, [visit], reader)), is_over


def _journey(entries: list[Entry]) -> Journey:
    history: list[Recorded[VisitEvent]] = [recorded(entry) for entry in entries if entry.type in VISIT_EVENTS]
    return journey(history)


def late_by(leg: Leg) -> int:
    """Whole seconds by which the leg was told late; 0 where that is within what is usual."""
    return leg.late_tap if leg.late_tap > LATE_TAP.total_seconds() else 0


# --- as scripts read it ------------------------------------------------------------------------------------------


def replayed(store: Store, settings: Settings, on: date, reader: Staff | None, locale: str) -> dict[str, Any]:
    """GET /desk/replay/<on>/moments: how every card stood from when until when, and what happened, in ms."""
    day = read_day(store, settings, on, reader)
    with i18n.speaking(locale):
        return {
            "on": on.isoformat(),
            "first": ms(day.first),
            "last": ms(day.last),
            "segments": [one for told in day.told for one in _segments(told, store.house, settings)],
            "moods": [
                {"visit": told.visit.id, "at": ms(mood.at), "mood": mood.mood}
                for told in day.told
                for mood in told.moods
            ],
            "moments": _moments(day, store.house, settings),
        }


def board_at(day: Day, house: House, settings: Settings, moment: datetime) -> list[dict[str, Any]]:
    """The cards as they stood then, as in `replayed`."""
    return [
        _segment(told, segment, house, settings)
        for told in day.told
        for segment in told.journey.segments
        if segment.holds_at(moment) and not segment.standing.has_left
    ]


def _segments(told: Told, house: House, settings: Settings) -> Iterator[dict[str, Any]]:
    late = {(leg.started_at, leg.holder): late_by(leg) for leg in told.visit.legs}
    for segment in told.journey.segments:
        if not segment.standing.has_left:
            standing = segment.standing
            yield _segment(told, segment, house, settings) | {
                "late_tap": late.get((standing.since, standing.holder), 0)
            }


def _segment(told: Told, segment: Segment, house: House, settings: Settings) -> dict[str, Any]:
    standing = segment.standing
    room = settings.room(standing.room)
    return {
        "visit": told.visit.id,
        "party": i18n.named(standing.title),
        "size": standing.size,
        "stage": standing.stage,
        "room": standing.room,
        "room_name": label(room.name) if room else "",
        "holder": standing.holder,
        "name": house.name_of(standing.holder),
        "look": standing.look,
        "looks": told.visit.looks,
        "off_plan": standing.is_off_plan,
        "note": _note(told.visit, segment, house),
        "handoff": handoff_content(standing.handoff),
        "from": ms(segment.start),
        "to": ms(segment.end) if segment.end else None,
        "since": ms(standing.since),
        "late_at": ms(standing.since + patience(settings, standing.stage, standing.is_greeted)[1]),
    }


def _note(visit: Visit, segment: Segment, house: House) -> str:
    """What stood beside the holder's name, as on the board."""
    standing = segment.standing
    if not standing.is_greeted:
        return i18n.gettext(N_("not greeted"))
    if standing.handoff:
        return i18n.gettext(N_("to %(name)s")) % {"name": house.name_of(standing.handoff.receiver)}
    if standing.escort:
        return i18n.gettext(ESCORTS.get(standing.escort, standing.escort))
    if standing.holder != visit.host and standing.holder == visit.deputy:
        return i18n.gettext(N_("for %(name)s")) % {"name": house.name_of(visit.host)}
    return ""


def _moments(day: Day, house: House, settings: Settings) -> list[dict[str, Any]]:
    """Everything that moved a card, and every upset face, in order: what happened, and its sort for the track's marks."""
    teller, found = Teller(settings, house.name_of), []
    for told in day.told:
        sorts = dict(marks(told))
        for entry in told.entries:
            moment = entry.moment
            sort = sorts.get(moment, "")
            if (entry.type in QUIET and sort != "upset") or not day.first <= moment <= day.last:
                continue
            if says := teller.tell(entry):
                who = house.name_of(entry.actor) if entry.actor in house.staff else ""
                about = {"at": ms(moment), "visit": told.visit.id, "party": i18n.named(told.visit.title), "sort": sort}
                found.append(about | {"who": who, "says": says})
    return sorted(found, key=lambda one: int(one["at"]))


def marks(told: Told) -> list[tuple[datetime, str]]:
    """What the track marks: who came, late takes, take-overs, upset faces."""
    found = [] if told.visit.part_of else [(told.visit.checked_in_at, "arrival")]
    for leg, taking in told.walked:
        if taking.how == TAKEOVER:
            found.append((taking.told_at, "takeover"))
        elif late_by(leg):
            found.append((taking.told_at, "late"))
    return [*found, *((mood.at, "upset") for mood in told.moods if mood.mood == "upset")]
