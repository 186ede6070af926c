"""One timeline of every contact with a customer, read from the log: calls and talks, bookings, visits with all their taps,
what was not right and what was done about it (REQUIREMENTS A04)."""

import json
import sqlite3
from datetime import datetime

from ..belongings import Belongings, entries_in
from ..config import Settings
from ..domain.concern import may_read
from ..domain.visit import Visit
from ..domain.words import N_
from ..house import House
from ..i18n import gettext
from ..log import Entry
from ..records import dataclass
from ..store import Store
from ..studio import Words
from .faces import Face, face
from .telling import Teller

OTHERS = {"customer": N_("The guests"), "system": N_("The house")}


@dataclass(frozen=True, slots=True)
class Moment:
    """One line: when, who, and what in plain words. `words` are free ones that stand in a row (a note, a complaint)."""

    seq: int
    at: datetime
    who: Face | None
    name: str
    what: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """A visit with its taps, oldest first; stands on the timeline where it began."""

    seq: int
    at: datetime
    visit: Visit
    moments: tuple[Moment, ...]


def wordings(reader: sqlite3.Connection) -> dict[tuple[str, str], Words]:
    """Every sentence of a consent that the settings ever had, by use and version."""
    rows = reader.execute(
        "SELECT body FROM event WHERE stream = 'settings' AND type = 'ConsentWorded' ORDER BY seq"
    ).fetchall()
    told = [json.loads(row["body"]) for row in rows]
    return {(one["key"], one["version"]): json.loads(one["text"]) for one in told}


def timeline(store: Store, settings: Settings, theirs: Belongings) -> list[Moment | Stay]:
    """Newest first."""
    house, teller = store.house, Teller(settings, store.house.name_of, wordings(store.reader()))
    words, untold_from = _free_words(theirs), store.untold_from
    unread = {f"concern-{concern.id}" for concern in theirs.concerns if not may_read(concern, None, untold_from)}
    alone: list[Moment | Stay] = []
    stays: dict[str, list[Moment]] = {f"visit-{visit.id}": [] for visit in theirs.visits}
    for entry in entries_in(store.reader(), theirs.streams):
        is_unread = entry.stream in unread or _is_for_nobody_yet(entry, untold_from)
        what = "" if is_unread else teller.tell(entry)
        if not what:
            continue
        moment = _moment(house, entry, what, words.get(_place(entry), ""))
        if entry.stream in stays:
            stays[entry.stream].append(moment)
        else:
            alone.append(moment)
    alone += [_stay(visit, told) for visit in theirs.visits if (told := stays[f"visit-{visit.id}"])]
    return sorted(alone, key=lambda one: one.seq, reverse=True)


def _stay(visit: Visit, told: list[Moment]) -> Stay:
    return Stay(told[0].seq, told[0].at, visit, tuple(told))


def _moment(house: House, entry: Entry, what: str, words: str) -> Moment:
    is_known = entry.actor in house.staff
    name = house.name_of(entry.actor) if is_known else gettext(OTHERS.get(entry.actor, entry.actor or OTHERS["system"]))
    return Moment(entry.seq, entry.moment, face(house, entry.actor) if is_known else None, name, what, words)


def _is_for_nobody_yet(entry: Entry, untold_from: datetime) -> bool:
    """A guest's own word on how they feel is not shown to whoever had them before the day closes (feature 8)."""
    return entry.type == "PartyMoodTapped" and entry.moment >= untold_from


def _place(entry: Entry) -> tuple[str, int]:
    """Which free words belong to this entry: by kind and id."""
    body = json.loads(entry.body)
    match entry.type:
        case "NoteWritten" | "ContactRecorded":
            return "note", body["note"] or 0
        case "ConcernRaised" | "ConcernSolved" | "FeedbackGiven":
            return entry.type, body["id"]
    return "", 0


def _free_words(theirs: Belongings) -> dict[tuple[str, int], str]:
    return {
        **{("note", note.id): note.text for note in theirs.customer.notes},
        **{("ConcernRaised", concern.id): concern.words for concern in theirs.concerns},
        **{("ConcernSolved", concern.id): concern.solution for concern in theirs.concerns},
        **{("FeedbackGiven", answer.id): answer.words for answer in theirs.feedback},
    }
