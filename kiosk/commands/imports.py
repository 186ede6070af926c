"""Bookings from a file: planned against what the studio knows, and carried out in the same transaction."""

import sqlite3
from collections import Counter
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from .. import i18n
from ..config import Settings
from ..domain.booking import Booking
from ..domain.missing import is_uncovered
from ..domain.words import N_
from ..hours import day_of
from ..house import House
from ..intake.drafts import ParsedFile, RowNote, RowProblem
from ..intake.known import BookingFields
from ..intake.plan import ImportPlan, PackageTerms, PlannedRow, key, plan_import
from ..kinds import BOOKINGS
from ..transaction import Transaction
from .bookings import FIRST_NUMBER, keep

Content = dict[str, Any]

_UNCOVERED = N_("{host} is away on that day. Choose a deputy for this booking.")


def import_bookings(tx: Transaction, settings: Settings, parsed: ParsedFile, source: str, dry_run: bool) -> Content:
    """The import's table, row by row; with `dry_run` nothing is stored. Importing the same file twice changes nothing."""
    known = known_bookings(tx.connection)
    plan = planned(known, tx.house, settings, parsed)
    if not dry_run:
        _carry_out(tx, plan, known, source)
    with i18n.speaking(tx.writing.locale):
        return table(plan, parsed, uncovered(plan, known, tx.house, settings))


def planned(known: dict[int, Booking], house: House, settings: Settings, parsed: ParsedFile) -> ImportPlan:
    """What the file would do to the `known` bookings."""
    return plan_import(
        parsed,
        {number: _fields(booking) for number, booking in known.items()},
        {booking.source_uid: number for number, booking in known.items() if booking.source_uid},
        _hosts(house, settings),
        package_terms(settings),
    )


def known_bookings(connection: sqlite3.Connection) -> dict[int, Booking]:
    """Every booking of the studio, by number."""
    bookings = (BOOKINGS.adapter.validate_json(row["body"]) for row in connection.execute("SELECT body FROM booking"))
    return {booking.number: booking for booking in bookings}


def package_terms(settings: Settings) -> dict[str, PackageTerms]:
    """What the studio's packages say where a file or a form leaves it open, by the `key` of their names."""
    return {
        key(one.name): PackageTerms(
            name=one.name, looks=one.looks, allowance=one.allowance, extra_cents=one.extra_cents
        )
        for one in settings.packages
    }


def _hosts(house: House, settings: Settings) -> dict[str, str]:
    """Every spelling under which a file may name someone of the house."""
    here = {
        key(name): one.id for one in house.staff.values() if not one.has_left for name in (one.id, one.name, *one.also)
    }
    return {**here, **{key(name): one.id for one in settings.people for name in (one.id, one.name, *one.also)}}


def _carry_out(tx: Transaction, plan: ImportPlan, known: dict[int, Booking], source: str) -> None:
    numbers = {row.draft.number for row in plan.rows if row.draft.number} | set(known)
    free = max(numbers, default=FIRST_NUMBER - 1) + 1
    for row in plan.rows:
        if row.after is None or row.outcome == "unchanged":
            continue
        number = row.after.number
        if number is None:
            number, free = free, free + 1
        before = known.get(number)
        keep(tx, _booking(number, row.after, before), before, source)


def _fields(booking: Booking) -> BookingFields:
    return BookingFields(
        number=booking.number,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        customers=booking.party,
        source_uid=booking.source_uid,
        kind=booking.kind,
        phone=booking.phone,
        package=booking.package,
        looks=len(booking.looks) or None,
        allowance=booking.allowance,
        extra_cents=booking.extra_cents,
        host_id=booking.host,
        balance_cents=booking.balance_cents,
        notes=booking.notes,
        cancelled=booking.is_cancelled,
    )


def _booking(number: int, after: BookingFields, before: Booking | None) -> Booking:
    base = before or Booking(number=number, starts_at=after.starts_at, kind=after.kind, party=after.customers)
    looks = base.looks if len(base.looks) == after.looks else ("",) * (after.looks or 0)
    return replace(
        base,
        starts_at=after.starts_at,
        ends_at=after.ends_at,
        party=after.customers,
        source_uid=after.source_uid,
        kind=after.kind,
        phone=after.phone,
        package=after.package,
        looks=looks,
        allowance=after.allowance,
        extra_cents=after.extra_cents,
        host=after.host_id,
        balance_cents=after.balance_cents,
        notes=after.notes,
        is_cancelled=after.cancelled,
    )


def uncovered(plan: ImportPlan, known: dict[int, Booking], house: House, settings: Settings) -> tuple[RowNote, ...]:
    """Whose host is away that day with nobody standing in. A file cannot name a deputy, so the row is brought in and told
    (C41)."""
    notes = []
    for row in plan.rows:
        if row.after is None:
            continue
        booking = _booking(row.after.number or 0, row.after, known.get(row.after.number or 0))
        if booking.host and is_uncovered(booking, partial(_is_away, house, settings, booking)):
            label = str(row.after.number or booking.title[:60])
            host = {"host": house.name_of(booking.host)}
            notes.append(RowNote(line=row.draft.line, code="host_away", message=_UNCOVERED, detail=host, label=label))
    return tuple(notes)


def _is_away(house: House, settings: Settings, booking: Booking, staff: str) -> bool:
    return house.is_away(staff, day_of(booking.starts_at, settings.zone))


def table(plan: ImportPlan, parsed: ParsedFile, more: tuple[RowNote, ...] = ()) -> Content:
    """The plan in the reader's language, as JSON can carry it: rows by line, a sentence for each that was refused. `more`
    notes come from what the house knows."""
    rows = sorted([*map(_row, plan.rows), *map(_refused, plan.refused)], key=lambda row: row["line"])
    counts = Counter(row["outcome"] for row in rows)
    return {
        "counts": {outcome: counts[outcome] for outcome in ("new", "changed", "unchanged", "refused")},
        "rows": rows,
        "notes": [
            {"line": note.line, "label": note.label, "reason": _sentence(note)} for note in (*more, *parsed.notes)
        ],
    }


def _row(row: PlannedRow) -> dict[str, Any]:
    label = row.draft.number or (row.after.number if row.after else None)
    starts_at = row.after.starts_at if row.after else row.draft.starts_at
    return {
        "line": row.draft.line,
        "outcome": row.outcome,
        "label": str(label or " & ".join(row.draft.customers)),
        "party": " & ".join(row.after.customers if row.after else row.draft.customers),
        "starts_at": starts_at.isoformat(),
        "reason": ", ".join(row.changes),
        "changes": [
            {"field": name, "was": _plain(was), "now": _plain(now)} for name, (was, now) in row.changes.items()
        ],
    }


def _plain(value: object) -> object:
    """A value as JSON can carry it."""
    if isinstance(value, datetime):
        return value.isoformat()
    return " & ".join(map(str, value)) if isinstance(value, tuple) else value


def _refused(problem: RowProblem) -> dict[str, Any]:
    return {
        "line": problem.line,
        "outcome": "refused",
        "label": problem.label,
        "party": "",
        "code": problem.code,
        "reason": _sentence(problem),
    }


def _sentence(told: RowProblem | RowNote) -> str:
    return i18n.gettext(told.message).format(**told.detail)
