"""The rota as everyone may read it: whose turn it is, why, and what became of today's turns (C21, complaint O)."""

from ..config import Settings
from ..domain import rota
from ..domain.rota import Candidate, Turn
from ..hours import clock
from ..house import House
from ..parts import Part
from ..records import dataclass
from .faces import Face, face, ms


@dataclass(frozen=True, slots=True)
class Next:
    """Whose turn it is; nobody's when nobody of reception is on duty."""

    row: "Row | None"


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody of the rota. `why` are the keys of what speaks for them; `last_at` in ms is None before their first turn."""

    place: int
    face: Face
    in_hand: int
    turns: int
    last_at: int | None
    is_skipped: bool
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """One turn of today, with the party it brought or the reason why it was skipped; `host` is whose customer they were
    already, where the turn was given back."""

    face: Face
    time: str
    is_taken: bool
    title: str
    reason: str
    host: str


def next_turn(house: House) -> Next:
    rows = _rows(house)
    return Next(rows[0] if rows else None)


def rota_parts(house: House, settings: Settings) -> list[Part]:
    rows = _rows(house)
    return [
        Part("rota-next", "next", 0, "rota/_next.html", Next(rows[0] if rows else None)),
        *(Part(f"rota-{row.face.id}", "order", row.place, "rota/_row.html", row) for row in rows),
        *(
            Part(f"turn-{turn.id}", "turns", -turn.id, "rota/_turn.html", _past(house, settings, turn))
            for turn in house.turns.values()
        ),
    ]


def _rows(house: House) -> list[Row]:
    order = rota.order(house.staff, house.turns.values(), house.present)
    return [_row(house, place, one) for place, one in enumerate(order, 1)]


def _row(house: House, place: int, one: Candidate) -> Row:
    last_at = ms(one.last_at) if one.last_at else None
    return Row(place, face(house, one.staff), one.in_hand, one.turns, last_at, one.skips > 0, one.why)


def _past(house: House, settings: Settings, turn: Turn) -> Past:
    visit = house.visits.get(turn.visit) if turn.visit else None
    return Past(
        face=face(house, turn.staff),
        time=clock(turn.at, settings.zone),
        is_taken=turn.outcome == "taken",
        title=visit.title if visit else "",
        reason=turn.reason,
        host=house.name_of(visit.host) if visit and turn.outcome == "returned" else "",
    )
