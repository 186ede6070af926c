"""An import's table as the desk's page shows it: what is new, what changes and how, what was refused and why."""

from datetime import datetime
from typing import Any

from ..domain.phone import grouped
from ..floor import Floor
from ..money import amount
from ..records import dataclass

MOST_SHOWN = 300
OUTCOMES = ("refused", "new", "changed", "unchanged")


@dataclass(frozen=True, slots=True)
class Changed:
    """A field with its values as people read them; '' for none."""

    field: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Line:
    line: int
    label: str
    party: str
    when: str
    reason: str
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one outcome; at most `MOST_SHOWN` of `count`."""

    outcome: str
    count: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    groups: tuple[Group, ...]
    notes: tuple[Line, ...]
    counts: dict[str, int]

    @property
    def brings(self) -> int:
        return self.counts["new"] + self.counts["changed"]


def shown(table: dict[str, Any], one: Floor) -> Table:
    rows: dict[str, list[dict[str, Any]]] = {outcome: [] for outcome in OUTCOMES}
    for row in table["rows"]:
        rows[row["outcome"]].append(row)
    groups = (
        Group(outcome, len(found), tuple(_line(row, one) for row in found[:MOST_SHOWN]))
        for outcome, found in rows.items()
    )
    notes = tuple(_line(note, one) for note in table["notes"][:MOST_SHOWN])
    return Table(tuple(group for group in groups if group.count), notes, table["counts"])


def _line(row: dict[str, Any], one: Floor) -> Line:
    return Line(
        line=row["line"],
        label=row["label"],
        party=row.get("party", ""),
        when=_moment(row.get("starts_at"), one),
        reason=row["reason"],
        changes=tuple(
            Changed(change["field"], *(_spoken(change["field"], change[side], one) for side in ("was", "now")))
            for change in row.get("changes", ())
        ),
    )


def _spoken(field: str, value: Any, one: Floor) -> str:
    if value is None or value == "":
        return ""
    if field in ("starts_at", "ends_at"):
        return _moment(value, one)
    if field in ("extra_cents", "balance_cents"):
        return amount(int(value), one.settings.studio.currency)
    if field == "phone":
        return grouped(str(value))
    if field == "host_id":
        return one.store.house.name_of(value)
    return str(value)


def _moment(text: str | None, one: Floor) -> str:
    return datetime.fromisoformat(text).astimezone(one.settings.zone).strftime("%Y-%m-%d %H:%M") if text else ""
