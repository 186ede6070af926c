"""What an import would do: each draft against the bookings the studio knows. Pure; the caller writes what is planned.

Planning again after the plan was carried out changes nothing and refuses the same rows.
"""

from collections.abc import Mapping
from dataclasses import field, fields, replace
from datetime import datetime
from typing import Any, Literal

from ..domain.booking import folded
from ..domain.words import N_
from ..records import dataclass
from .drafts import BookingDraft, ParsedFile, Refused, RowProblem
from .known import BookingFields, Known
from .rows import same_booking

Outcome = Literal["new", "changed", "unchanged"]
Value = int | str | bool | datetime | tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageTerms:
    """What the studio's catalogue says of a package: fills what the file leaves open when a booking gets this
    package."""

    name: str
    looks: int | None = None
    allowance: int | None = None
    extra_cents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """`after` is the booking as it will stand, None where there is nothing to store; `changes` names what differs
    from now as (old, new), and is empty unless the outcome is `changed`."""

    draft: BookingDraft
    outcome: Outcome
    changes: dict[str, tuple[Value, Value]] = field(default_factory=dict)
    host_id: str | None = None
    after: BookingFields | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """Both by line; `refused` holds the problems of the file and those that only show against the studio's bookings."""

    rows: tuple[PlannedRow, ...]
    refused: tuple[RowProblem, ...]


def key(name: str) -> str:
    """How names of hosts and packages are looked up: case, accents, spaces and punctuation do not matter."""
    return folded(name)


def plan_import(
    parsed: ParsedFile,
    existing: Mapping[int, BookingFields],
    existing_by_uid: Mapping[str, int],
    hosts: Mapping[str, str],
    packages: Mapping[str, PackageTerms],
) -> ImportPlan:
    """Match each draft by number, then by UID, then by its time with its phone or names, and say what follows.

    `existing` holds every booking that the file could mean, `hosts` maps the `key` of every accepted name to a staff
    id, `packages` the `key` of a name to its terms; an unknown package is taken as written. What a file does not say
    never overwrites anything. A cancelled row only cancels, and only what is known. Of two rows about one booking
    the first counts. A new booking without a number needs one from the caller that no row of the file has.
    """
    uids = frozenset(draft.source_uid for draft in parsed.drafts if draft.source_uid)
    planning = _Planning(Known(existing, existing_by_uid, uids), hosts, packages)
    rows: list[PlannedRow] = []
    refused = list(parsed.problems)
    for draft in planning.in_order(parsed.drafts):
        try:
            rows.append(planning.plan(draft))
        except Refused as problem:
            refused.append(problem.at(draft.line, str(draft.number or " & ".join(draft.customers)[:60])))
    return ImportPlan(
        rows=tuple(sorted(rows, key=lambda row: row.draft.line)),
        refused=tuple(sorted(refused, key=lambda problem: problem.line)),
    )


class _Planning:
    """One pass over a file."""

    def __init__(self, known: Known, hosts: Mapping[str, str], packages: Mapping[str, PackageTerms]) -> None:
        self._known = known
        self._hosts = hosts
        self._packages = packages

    def in_order(self, drafts: tuple[BookingDraft, ...]) -> list[BookingDraft]:
        """Rows that name a known booking first, so that none takes for its own what it only resembles; among the
        others, which are matched by what they say, the live before the cancelled and the clearer before the
        vaguer."""

        def rank(draft: BookingDraft) -> tuple[bool, ...]:
            is_unknown = self._known.by_identity(draft) is None
            return is_unknown, draft.cancelled is True, draft.phone is None, not draft.has_identity

        return sorted(drafts, key=rank)

    def plan(self, draft: BookingDraft) -> PlannedRow:
        """Raises `Refused` for a row that cannot be carried out."""
        host_id = None if draft.cancelled else self._host(draft)
        token = self._match(draft)
        if token is None:
            return self._plan_unknown(draft, host_id)
        before = self._known[token]
        self._claim(draft, token)
        after = replace(before, cancelled=True) if draft.cancelled else self._after(draft, before, host_id)
        self._known.change(token, after)
        changes = _changes(before, after)
        outcome: Outcome = "changed" if changes else "unchanged"
        return PlannedRow(draft=draft, outcome=outcome, changes=changes, host_id=after.host_id, after=after)

    def _plan_unknown(self, draft: BookingDraft, host_id: str | None) -> PlannedRow:
        if draft.cancelled:
            return PlannedRow(draft=draft, outcome="unchanged")
        blank = BookingFields(starts_at=draft.starts_at, customers=draft.customers, number=draft.number)
        after = self._after(draft, blank, host_id)
        self._known.add(after, draft.line)
        return PlannedRow(draft=draft, outcome="new", host_id=host_id, after=after)

    def _host(self, draft: BookingDraft) -> str | None:
        host_id = self._hosts.get(key(draft.host)) if draft.host else None
        if draft.host and host_id is None:
            raise Refused("unknown_host", N_("Nobody here is called “{host}”."), host=draft.host)
        return host_id

    def _match(self, draft: BookingDraft) -> int | None:
        """A cancellation of something unknown must not hit whoever comes at that time instead."""
        token = self._known.by_identity(draft)
        if token is None and not (draft.cancelled and draft.has_identity):
            token = self._known.by_content(draft)
        return token

    def _claim(self, draft: BookingDraft, token: int) -> None:
        """Refuse a row about a booking that an earlier row has spoken of, and one that would change a booking's
        number: it stands on paper and on the folder of its photos."""
        first = self._known.line_of(token)
        if first is not None:
            raise same_booking(first)
        self._known.claim(token, draft.line, is_cancelled=draft.cancelled is True)
        number = self._known[token].number
        if draft.number not in (None, number) and not draft.cancelled:
            raise Refused("known_as", N_("This booking is already here as {number}."), number=str(number))

    def _after(self, draft: BookingDraft, before: BookingFields, host_id: str | None) -> BookingFields:
        """`before` with everything that the draft says. A UID gives way to another only when it has left the
        calendar."""
        said: dict[str, Any] = {
            name: value for name in _SHARED if (value := getattr(draft, name)) not in (None, "", ())
        }
        if before.source_uid in self._known.uids_in_file:
            said.pop("source_uid", None)
        if host_id is not None:
            said["host_id"] = host_id
        terms = self._packages.get(key(draft.package)) if draft.package else None
        if terms:
            said["package"] = terms.name
            if key(before.package or "") != key(terms.name):
                said = {**_known_terms(terms), **said}
        return replace(before, **said)


_SHARED = tuple(each.name for each in fields(BookingFields) if each.name not in ("number", "host_id"))


def _known_terms(terms: PackageTerms) -> dict[str, int]:
    found = {"looks": terms.looks, "allowance": terms.allowance, "extra_cents": terms.extra_cents}
    return {name: value for name, value in found.items() if value is not None}


def _changes(before: BookingFields, after: BookingFields) -> dict[str, tuple[Value, Value]]:
    pairs = {each.name: (getattr(before, each.name), getattr(after, each.name)) for each in fields(BookingFields)}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
