"""Rehearsal: every cue card as a situation to practise, without a guest (REQUIREMENTS D14).

The situations are those of a day that was never walked: the same rules that choose a card in the house choose it here, so
that what is practised is what the station will ask for.
"""

from datetime import UTC, date, datetime

from ..records import dataclass
from . import custody
from . import events as e
from .cues import CARDS, DEPUTY, RECEIVER, RECEIVERS, Cue, cue
from .evolution import evolve
from .sheet import FAREWELL, LOOK_STAGES, MAKEUP, RECEPTION, REMOVAL, SALES_ROOM, STUDIO, planned_legs
from .staff import Staff
from .visit import Visit

NEVER = datetime(2000, 1, 1, tzinfo=UTC)
LOOKS = ("white gown", "evening gown")
SHOOT = (MAKEUP, STUDIO, MAKEUP, STUDIO, REMOVAL, FAREWELL)
WAYS = (
    ("shoot", SHOOT),
    ("shoot", (MAKEUP, RECEPTION)),
    ("selection", (SALES_ROOM,)),
    ("shoot", (FAREWELL, SALES_ROOM)),
)


@dataclass(frozen=True, slots=True)
class Situation:
    """Bringing a party from `stage` to `to`, its leg number `leg` of the day; `is_loop` when it has been there before.
    A deputy at the door brings nobody anywhere: `is_deputy`; nor does whoever takes the party over there: `is_receiver`."""

    leg: int
    stage: str
    to: str
    look: int
    looks: int
    is_loop: bool
    is_deputy: bool
    cue: Cue
    is_receiver: bool = False


def situations() -> tuple[Situation, ...]:
    """Every card of the house once for each place where it is said, in the order of a day; the deputy's comes first."""
    deputys = Situation(0, RECEPTION, RECEPTION, 0, len(LOOKS), False, True, DEPUTY)
    found = [deputys, *(one for kind, way in WAYS for one in _walked(kind, way))]
    first: dict[tuple[str, int], Situation] = {}
    for one in found:
        first.setdefault((one.cue.key, one.look), one)
    said = {one.cue.key for one in first.values()} | {RECEIVER.key, RECEIVERS.key}
    rest = (Situation(0, "", "", 0, len(LOOKS), False, False, card) for key, card in CARDS.items() if key not in said)
    taking = (
        Situation(1, RECEPTION, MAKEUP, 1, len(LOOKS), False, False, card, True) for card in (RECEIVER, RECEIVERS)
    )
    return (*first.values(), *taking, *rest)


def _walked(kind: str, way: tuple[str, ...]) -> list[Situation]:
    """One practice party, brought along `way` with the house's own rules."""
    visit, found, been = _at_the_gate(kind), [], set[str]()
    for to in way:
        look = custody.leg_towards(visit, to)[0].look
        is_loop = to in been and to in LOOK_STAGES
        found.append(
            Situation(len(visit.legs), visit.stage, to, look, visit.looks, is_loop, False, cue(visit, to, look))
        )
        been.add(to)
        visit = _brought(visit, to)
    return found


def _at_the_gate(kind: str) -> Visit:
    host = _colleague(RECEPTION)
    looks = LOOKS if kind == "shoot" else ()
    began = e.VisitStarted(
        id=0,
        number=0,
        kind=kind,
        on=date(2000, 1, 1),
        party=("",),
        size=2,
        language="en",
        host=host.id,
        holder=host.id,
        nickname="",
        looks=looks,
        plan=planned_legs(kind, len(looks)),
        wish="*",
    )
    visit = _then(None, began, host)
    for event in custody.pass_gate(visit, host, (), ()):
        visit = _then(visit, event, host)
    return visit


def _brought(visit: Visit, to: str) -> Visit:
    giver, receiver = _colleague(visit.stage), _colleague(to)
    for event in custody.offer(visit, giver, receiver, to):
        visit = _then(visit, event, giver)
    for event in custody.accept(visit, receiver):
        visit = _then(visit, event, receiver)
    return visit


def _colleague(stage: str) -> Staff:
    return Staff(id=stage, name=stage, stages=(stage,))


def _then(visit: Visit | None, event: e.VisitEvent, by: Staff) -> Visit:
    version = visit.version + 1 if visit else 1
    return evolve(visit, e.Recorded(event=event, version=version, actor=by.id, at=NEVER))
