"""Erasure on request: everything personal that the house holds of one customer is taken out of it, wherever it stands
(FAULTS T40); and what the house forgets by itself, the words on the mood line. What stays is what counts need: that somebody was
here, when, with whom of the house.

Rows are written anew without it. Entries of the log keep their place, their type and their hash, and lose the personal part
of their body; `redaction` remembers what is left of each, and one event seals that, so that `verify-log` tells an erasure
from a forgery. The photographs of a booking are the studio's own files and are not touched.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from . import database
from .belongings import Belongings, Shown, belongings_of, entries_in, signed_alike
from .domain.booking import Booking, digits, masked
from .domain.concern import Concern
from .domain.customer import EMPTY, Customer, CustomerErased, erased
from .domain.day import WordsForgotten
from .domain.feedback import Feedback, unsigned
from .domain.moods import WORDS_KEPT
from .domain.noting import MoodNoted, PartyMoodTapped
from .kinds import BOOKINGS, CONCERNS, CUSTOMERS, FEEDBACK, VISITS
from .log import COLUMNS, Entry, format_time, rest, seal
from .queries.log import folded
from .records import dataclass
from .spelling import has_han
from .transaction import Transaction

PARTY = [EMPTY]

# What of an event's body is personal, and what takes its place. The body stays a valid one of its type.
PERSONAL: dict[str, dict[str, Any]] = {
    "VisitStarted": {"party": PARTY, "wish": "", "notes": "", "needs": []},
    "WishTold": {"wish": ""},
    "WishAnswered": {"wish": "", "why": ""},
    "CompanyTold": {"children": 0, "has_reduced_mobility": False},
    "PlateTold": {"plate": ""},
    "NeedsTold": {"needs": []},
    "ConsentAnswered": {"name": ""},
    "PartyNamed": {"party": PARTY},
    "PartySplit": {"names": PARTY},
    "PartRejoined": {"names": []},
    "MoodNoted": {"word": ""},
    "PartyMoodTapped": {"word": ""},
    "RequestMade": {"words": ""},
    "LegLeftOut": {"reason": ""},
    "HandoffDeclined": {"reason": ""},
    "PartyTakenOver": {"reason": ""},
    "PartyRecalled": {"reason": ""},
    "VisitFinished": {"left_out": []},
    "BookingWasCancelled": {"reason": ""},
    "PresentationStarted": {"party": PARTY},
    "RetouchNoted": {"words": ""},
    "PhotoNoted": {"words": ""},
    "SelectionConfirmed": {"signature": ""},
    "SelectionReopened": {"reason": ""},
}
# The same in the rows that the sales room folds from its events.
PERSONAL_IN_ROWS: dict[str, Any] = {"party": PARTY, "words": "", "signature": "", "reopened_because": ""}
KEYS = {"presentation": "id", "selection": "booking"}
SHORTEST_WORD, SHORTEST_HAN = 3, 2  # shorter ones stand in half of all answers


@dataclass(frozen=True, slots=True)
class ErasedBefore:
    """A customer whose erasure a log tells of; `first` is the hash of the first event about them, which no other customer
    of any other log has."""

    customer: int
    first: str


def emptied(type_: str, body: str) -> str:
    """The body of an event of this type without what is personal in it."""
    content = json.loads(body)
    known = {field: value for field, value in PERSONAL.get(type_, {}).items() if field in content}
    return json.dumps({**content, **known}, ensure_ascii=False, separators=(",", ":")) if known else body


def erase(tx: Transaction, customer: Customer) -> CustomerErased:
    """Take everything personal of theirs out of the rows, the log and the answers, and record that it was done. The bytes
    are still in the file until it has been tidied (Store.tidy)."""
    theirs = belongings_of(tx.connection, customer)
    signed = signed_alike(tx.connection, theirs)
    entries = entries_in(tx.connection, theirs.streams)
    _empty_answers(tx.connection, entries, _words(theirs))
    left = [one for entry in entries if (one := _redact(tx.connection, entry))]
    _empty_rows(tx, theirs)
    for answer in signed:
        tx.put(FEEDBACK, unsigned(answer))
    event = CustomerErased(
        id=customer.id,
        events=tuple(one.seq for one in left),
        seal=seal(map(rest, left)),
        unsigned=tuple(answer.id for answer in signed),
    )
    tx.append(f"customer-{customer.id}", event)
    database.mark_untidy(tx.connection)
    return event


def forget_words(tx: Transaction) -> tuple[int, ...]:
    """Take the words typed beside a face long ago out of the log and out of their visits; the seqs that were emptied."""
    sql = (
        f"SELECT {', '.join(COLUMNS)} FROM event WHERE type IN (:noted, :tapped) AND at < :before "
        "AND seq NOT IN (SELECT seq FROM redaction) ORDER BY seq"
    )
    faces = {"noted": MoodNoted.__name__, "tapped": PartyMoodTapped.__name__}
    values = {**faces, "before": format_time(tx.now - WORDS_KEPT)}
    old = [Entry(**dict(row)) for row in tx.connection.execute(sql, values).fetchall()]
    left = [one for entry in old if (one := _redact(tx.connection, entry))]
    if left:
        for stream in sorted({one.stream for one in left}):
            tx.put(VISITS, folded(entries_in(tx.connection, [stream])))
        events = tuple(one.seq for one in left)
        tx.append("house", WordsForgotten(events=events, seal=seal(map(rest, left))))
        database.mark_untidy(tx.connection)
    return tuple(one.seq for one in left)


def _redact(connection: sqlite3.Connection, entry: Entry) -> Entry | None:
    """The entry as it stands from now on; None where there is nothing personal in it."""
    body = emptied(entry.type, entry.body)
    if json.loads(body) == json.loads(entry.body):
        return None
    left = replace(entry, body=body)
    connection.execute("INSERT INTO redaction (seq, hash) VALUES (:seq, :hash)", {"seq": left.seq, "hash": rest(left)})
    connection.execute("UPDATE event SET body = :body WHERE seq = :seq", {"seq": left.seq, "body": body})
    return left


def _empty_rows(tx: Transaction, theirs: Belongings) -> None:
    tx.put(CUSTOMERS, erased(theirs.customer, tx.now))
    for booking in theirs.bookings:
        tx.put(BOOKINGS, _empty_booking(booking))
    for visit in theirs.visits:
        tx.put(VISITS, folded(entries_in(tx.connection, [f"visit-{visit.id}"])))
    for concern in theirs.concerns:
        tx.put(CONCERNS, _empty_concern(concern))
    for answer in theirs.feedback:
        tx.put(FEEDBACK, _empty_feedback(answer))
    for shown in theirs.shown:
        _empty_shown(tx, shown)


def _empty_booking(booking: Booking) -> Booking:
    """Date, package, money and who worked on it stay: the books have to add up."""
    return replace(
        booking,
        party=(EMPTY,),
        phone=None,
        notes="",
        wish="",
        hope="",
        taboos="",
        look_wishes=(),
        occasion="",
        needs=(),
        readiness=replace(booking.readiness, items=()),
        version=booking.version + 1,
    )


def _empty_concern(concern: Concern) -> Concern:
    return replace(concern, words="", solution="")


def _empty_feedback(answer: Feedback) -> Feedback:
    return replace(answer, words="", name="")


def _empty_shown(tx: Transaction, shown: Shown) -> None:
    """Of a selection the marks and the totals stay; notes on photos that were nothing but words go altogether."""
    body = dict(_without_words(shown.body))
    if "notes" in body:
        body["notes"] = {photo: note for photo, note in body["notes"].items() if note["is_star"]}
    kind, text = tx.kind(shown.table), json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    if kind:
        tx.put(kind, kind.adapter.validate_json(text))
    else:  # a command line without a sales room works on the row alone
        sql = f"UPDATE {shown.table} SET body = :body WHERE {KEYS[shown.table]} = :key"
        tx.connection.execute(sql, {"body": text, "key": shown.key})


def _without_words(content: Any) -> Any:
    """JSON with whatever is personal in it replaced, however deep it lies."""
    if isinstance(content, list):
        return [_without_words(one) for one in content]
    if isinstance(content, dict):
        return {key: PERSONAL_IN_ROWS.get(key, _without_words(value)) for key, value in content.items()}
    return content


def _words(theirs: Belongings) -> frozenset[str]:
    """Words of theirs that an answer to a tap may have repeated, names as the lobby masks them included."""
    customer, bookings, visits = theirs.customer, theirs.bookings, theirs.visits
    words = {*theirs.names, *map(masked, theirs.names), *theirs.phones, *map(digits, theirs.phones), customer.say}
    words |= {note.text for note in customer.notes} | {special.label for special in customer.dates}
    words |= {word for one in bookings for word in (one.notes, one.wish, one.hope, one.taboos, one.occasion)}
    words |= {word for one in bookings for word in one.look_wishes}
    words |= {item.name for one in bookings for item in one.readiness.items}
    words |= {word for one in visits for word in (one.notes, one.wish, one.plate)}
    words |= {visit.became.why for visit in visits if visit.became}
    words |= {consent.name for one in visits for consent in one.consents}
    words |= {word for one in theirs.concerns for word in (one.words, one.solution)}
    words |= {answer.words for answer in theirs.feedback}
    return frozenset(word for word in words if len(word) >= (SHORTEST_HAN if has_han(word) else SHORTEST_WORD))


def _empty_answers(connection: sqlite3.Connection, entries: Iterable[Entry], words: frozenset[str]) -> None:
    """Answers kept for repeats of their taps, and any other that says a word of theirs, keep only their outcome."""
    taps = sorted({entry.command_id for entry in entries if entry.command_id})
    for tap in taps:
        for row in connection.execute("SELECT * FROM answer WHERE command_id = :tap", {"tap": tap}).fetchall():
            _empty_answer(connection, row)
    for word in sorted(words):
        like = {"like": f"%{_escaped(json.dumps(word, ensure_ascii=False)[1:-1])}%"}
        for row in connection.execute("SELECT * FROM answer WHERE body LIKE :like ESCAPE '!'", like).fetchall():
            _empty_answer(connection, row)


def _escaped(word: str) -> str:
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _empty_answer(connection: sqlite3.Connection, row: sqlite3.Row) -> None:
    content = json.loads(row["body"])
    kept = {key: content[key] for key in ("ok", "seq", "code", "status") if key in content}
    refused = {"message": "", "detail": {}} if "code" in kept else {}
    body = json.dumps({**kept, **refused}, separators=(",", ":"))
    connection.execute("UPDATE answer SET body = :body WHERE command_id = :id", {"body": body, "id": row["command_id"]})


def erased_before(file: Path) -> tuple[ErasedBefore, ...]:
    """Whom the house in this data file has erased, so that an older copy put in its place can forget them as well."""
    connection = database.open_reader(file)
    try:
        sql = (
            "SELECT one.hash AS first, gone.body AS body FROM event AS gone JOIN event AS one "
            "ON one.stream = gone.stream AND one.version = 1 WHERE gone.type = :type ORDER BY gone.seq"
        )
        rows = connection.execute(sql, {"type": CustomerErased.__name__}).fetchall()
    finally:
        connection.close()
    return tuple(ErasedBefore(json.loads(row["body"])["id"], row["first"]) for row in rows)


def erase_again(tx: Transaction, before: Iterable[ErasedBefore]) -> dict[str, Any]:
    """Erase those of them that this house still knows: a restored copy is older than their wish."""
    count = 0
    for one in before:
        customer = tx.find(CUSTOMERS, one.customer)
        sql = "SELECT hash FROM event WHERE stream = :stream AND version = 1"
        row = database.one(tx.connection, sql, {"stream": f"customer-{one.customer}"})
        if customer and customer.is_living and row and row["hash"] == one.first:
            erase(tx, customer)
            count += 1
    return {"erased": count}
