"""The house cast, for rules that need people."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from kiosk.domain.events import Recorded, VisitEvent, VisitStarted
from kiosk.domain.evolution import evolve
from kiosk.domain.sheet import planned_legs
from kiosk.domain.staff import Staff
from kiosk.domain.visit import Visit

FRONT = ("reception", "farewell", "sales_room")
MEI = Staff(id="mei", name="Mei Wang", stages=FRONT, pronoun="she")
ANNA = Staff(id="anna", name="Anna Brooks", stages=FRONT, pronoun="she")
LIN = Staff(id="lin", name="Lin", stages=("makeup", "removal"), pronoun="she", room="makeup-2")
JO = Staff(id="jo", name="Jo", stages=("makeup", "removal"), pronoun="she")
ZHAO = Staff(id="zhao", name="Zhao", stages=("studio",), pronoun="he")
MARCO = Staff(id="marco", name="Marco", stages=("studio",), pronoun="he")
CAST = {person.id: person for person in (MEI, ANNA, LIN, JO, ZHAO, MARCO)}
OFF_DUTY_LIN = replace(LIN, is_on_duty=False)

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LOOKS = ("white gown", "evening gown", "qipao")


def started(visit_id: int = 1, kind: str = "shoot", looks: tuple[str, ...] = LOOKS, **kwargs: object) -> VisitStarted:
    fields: dict[str, object] = {
        "id": visit_id,
        "number": 2030 + visit_id,
        "kind": kind,
        "on": date(2026, 11, 23),
        "party": ("Ms Chen", "Mr Li"),
        "size": 2,
        "language": "en",
        "host": "mei",
        "holder": "mei",
        "nickname": "heron",
        "looks": looks,
        "plan": planned_legs(kind, len(looks)),
        "wish": "One picture where my grandmother’s comb shows.",
        **kwargs,
    }
    return VisitStarted(**fields)  # type: ignore[arg-type]


def at(minutes: float) -> datetime:
    """Nine o'clock and some minutes."""
    return NINE + timedelta(minutes=minutes)


class Walk:
    """A visit and its history, walked event by event."""

    def __init__(self, event: VisitStarted | None = None, moment: datetime = NINE) -> None:
        self.visit: Visit
        self._fold(None, event or started(), "customer", moment)

    def then(self, events: Sequence[VisitEvent], actor: Staff, moment: datetime) -> "Walk":
        for event in events:
            self._fold(self.visit, event, actor.id, moment)
        return self

    def _fold(self, visit: Visit | None, event: VisitEvent, actor: str, moment: datetime) -> None:
        version = visit.version + 1 if visit else 1
        self.visit = evolve(visit, Recorded(event=event, version=version, actor=actor, at=moment))
