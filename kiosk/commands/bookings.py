"""Bookings in: a parsed file is planned against what the studio knows, and carried out in the same transaction."""

from collections import Counter
from dataclasses import replace
from typing import Any

from ..config import Settings
from ..domain.booking import Booking, BookingAdded, BookingChanged
from ..i18n import gettext
from ..intake.drafts import ParsedFile, RowProblem
from ..intake.known import BookingFields
from ..intake.plan import ImportPlan, PlannedRow, key, plan_import
from ..kinds import BOOKINGS
from ..transaction import Transaction

Content = dict[str, Any]

FIRST_NUMBER = 2001


def import_bookings(tx: Transaction, settings: Settings, parsed: ParsedFile, source: str, dry_run: bool) -> Content:
    """The import's table, row by row; with `dry_run` nothing is stored. Importing the same file twice changes nothing."""
    known = _known(tx)
    plan = plan_import(
        parsed,
        {number: _fields(booking) for number, booking in known.items()},
        {booking.source_uid: number for number, booking in known.items() if booking.source_uid},
        _hosts(settings),
        {},
    )
    if not dry_run:
        _carry_out(tx, plan, known, source)
    return _table(plan)


def _known(tx: Transaction) -> dict[int, Booking]:
    rows = tx.connection.execute("SELECT body FROM booking")
    bookings = [BOOKINGS.adapter.validate_json(row["body"]) for row in rows]
    return {booking.number: booking for booking in bookings}


def _hosts(settings: Settings) -> dict[str, str]:
    """Every spelling under which a file may name someone of the house."""
    return {key(name): person.id for person in settings.people for name in (person.id, person.name, *person.also)}


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
        tx.put(BOOKINGS, _booking(number, row.after, before))
        if before is None:
            tx.append(f"booking-{number}", BookingAdded(number=number, source=source))
        else:
            changed = BookingChanged(number=number, fields=tuple(row.changes), source=source)
            tx.append(f"booking-{number}", changed)


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


def _table(plan: ImportPlan) -> Content:
    rows = sorted([*map(_row, plan.rows), *map(_refused, plan.refused)], key=lambda row: row["line"])
    counts = Counter(row["outcome"] for row in rows)
    return {
        "counts": {outcome: counts[outcome] for outcome in ("new", "changed", "unchanged", "refused")},
        "rows": rows,
    }


def _row(row: PlannedRow) -> dict[str, Any]:
    label = row.draft.number or (row.after.number if row.after else None)
    return {
        "line": row.draft.line,
        "outcome": row.outcome,
        "label": str(label or " & ".join(row.draft.customers)),
        "party": " & ".join(row.draft.customers),
        "reason": ", ".join(row.changes),
    }


def _refused(problem: RowProblem) -> dict[str, Any]:
    return {
        "line": problem.line,
        "outcome": "refused",
        "label": problem.label,
        "party": "",
        "code": problem.code,
        "reason": gettext(problem.message).format(**problem.detail),
    }
