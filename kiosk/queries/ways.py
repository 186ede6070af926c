"""Ways on: where a party can go next, with whom, and what to say there (REQUIREMENTS C43, C46, C53)."""

from ..config import Settings
from ..domain import cues, duty
from ..domain.cues import DEPUTY, Cue, cue, spoken, without
from ..domain.custody import leg_towards
from ..domain.visit import Visit
from ..house import House
from ..records import dataclass
from .faces import Face, face


@dataclass(frozen=True, slots=True)
class Choice:
    """One way on: a stage with the colleague who would receive the party. `receiver` is None when nobody of that stage
    is on duty, and the holder where they simply go on themselves. `cue` has its slots in `slots`."""

    stage: str
    look: int
    receiver: Face | None
    room: str | None
    in_hand: int
    is_self: bool
    cue: Cue
    slots: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Hello:
    """What somebody says on meeting a party: a deputy whom it does not expect (C42), and what the host said to them the day
    before; or whoever takes it over, to the party and to whoever brought it (C48)."""

    cue: Cue
    slots: tuple[tuple[str, str], ...]


def hello(house: House, settings: Settings, visit: Visit, me: str) -> Hello | None:
    """None for the host themselves, and once the party has been greeted."""
    if visit.greeted_at or me == visit.host:
        return None
    return deputys_card(house, settings, visit.title, visit.host, me)


def deputys_card(house: House, settings: Settings, party: str, host: str, deputy: str) -> Hello:
    slots = {
        "party": party,
        "host": house.name_of(host),
        "receiver": house.name_of(deputy),
        "store": settings.studio.name,
    }
    return Hello(in_own_words(settings, DEPUTY), tuple(slots.items()))


def introduction(house: House, settings: Settings, visit: Visit) -> Hello | None:
    """What whoever has just taken the party over says, to them and to whoever brought them; None where they have met."""
    card = cues.introduction(visit)
    if card is None:
        return None
    slots = {
        "party": visit.title,
        "giver": house.name_of(visit.legs[-2].holder),
        "receiver": house.name_of(visit.holder),
        "assistant": house.name_of(visit.assistant),
        "store": settings.studio.name,
    }
    return Hello(in_own_words(settings, card), tuple(slots.items()))


def next_way(house: House, settings: Settings, visit: Visit) -> Choice | None:
    """The next step of the plan with the colleague it would go to; None while there is nothing to choose."""
    if visit.handoff or visit.gate_at is None:
        return None
    suggested = house.suggestion(visit)
    return way(house, settings, visit, suggested.stage, suggested.receiver) if suggested else None


def other_ways(house: House, settings: Settings, visit: Visit, next_: Choice | None) -> tuple[Choice, ...]:
    """Every other stage and colleague on duty, planned stage first."""
    if visit.gate_at is None:
        return ()
    taken = (next_.stage, next_.receiver.id if next_.receiver else None) if next_ else None
    stages = sorted(settings.stages, key=lambda stage: next_ is None or stage.key != next_.stage)
    return tuple(
        way(house, settings, visit, stage.key, person.id)
        for stage in stages
        for person in house.staff.values()
        if person.is_on_duty
        and person.works_in(stage.key)
        and (stage.key, person.id) not in (taken, (visit.stage, visit.holder))
    )


def way(house: House, settings: Settings, visit: Visit, stage: str, receiver: str | None) -> Choice:
    leg, _, _ = leg_towards(visit, stage)
    person = house.staff.get(receiver) if receiver else None
    slots = {
        "party": visit.title,
        "receiver": person.short if person else "",
        "store": settings.studio.name,
        "look": look_name(visit, leg.look),
        "place": str(leg.look),
        "looks": str(visit.looks),
        "wish": visit.wish,
    }
    return Choice(
        stage=stage,
        look=leg.look,
        receiver=face(house, receiver) if receiver else None,
        room=person.room if person else None,
        in_hand=duty.in_hand((other for other in house.present if other.id != visit.id), receiver) if receiver else 0,
        is_self=receiver == visit.holder,
        cue=in_own_words(settings, cue(visit, stage, leg.look)),
        slots=tuple(slots.items()),
    )


def in_own_words(settings: Settings, card: Cue) -> Cue:
    """The card as this studio says it (REQUIREMENTS D15)."""
    own = settings.cues.get(card.key)
    return spoken(without(card, own.unsaid), own.colleague, own.party) if own else card


def look_name(visit: Visit, look: int) -> str:
    return visit.look_names[look - 1] if 0 < look <= len(visit.look_names) else ""
