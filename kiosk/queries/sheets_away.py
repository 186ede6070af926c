"""Sheets that have left their party and that nobody in production has said to have yet (C54, feature 3)."""

from ..domain.visit import SENT
from ..house import House
from ..parts import Part
from ..records import dataclass
from .faces import Face, face, ms


@dataclass(frozen=True, slots=True)
class SheetAway:
    """`by` has sent it; while the party is here it may come back to them. `people` could have received it."""

    visit: int
    number: int
    title: str
    by: Face
    since: int
    is_early: bool
    is_here: bool
    people: tuple[Face, ...]


def sheet_parts(house: House) -> list[Part]:
    """Those of today, the one that has been on its way longest first; of earlier days the readiness page tells."""
    people = tuple(face(house, person.id) for person in house.colleagues)
    parts = []
    for visit in house.visits.values():
        if visit.sheet.place == SENT:
            since = ms(visit.sheet.at or visit.since)
            by = face(house, visit.sheet.by or visit.holder)
            is_here = visit.ended_at is None
            away = SheetAway(visit.id, visit.number, visit.title, by, since, visit.sheet.is_early, is_here, people)
            parts.append(Part(f"sheet-{visit.id}", "sheets", since // 1000, "desk/_sheet_away.html", away))
    return parts
