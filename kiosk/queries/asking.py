"""Special requests on the way to whoever acts on them: on their card, and beforehand as something to prepare (B07)."""

from ..domain.requests import of_leg, to_prepare
from ..domain.staff import Staff
from ..domain.visit import Request, Visit
from ..house import House
from ..parts import Part
from ..records import dataclass
from .faces import ms


@dataclass(frozen=True, slots=True)
class Asked:
    """A special request of the party, or what must not be (`is_taboo`); `seen_by` names who has seen it, empty while nobody
    has."""

    id: int
    words: str
    look: int
    is_taboo: bool
    seen_by: str


@dataclass(frozen=True, slots=True)
class Preparing:
    """What a party in the house will ask of this person's stage: something may have to be fetched before they come."""

    visit: int
    actor: str
    title: str
    stage: str
    requests: tuple[Asked, ...]


def asked(house: House, visit: Visit, stage: str, look: int) -> tuple[Asked, ...]:
    """Those that this leg acts on, unseen first."""
    return tuple(_asked(house, one) for one in of_leg(visit, stage, look))


def _asked(house: House, one: Request) -> Asked:
    return Asked(one.id, one.words, one.look, one.is_taboo, house.name_of(one.seen_by))


def preparing_parts(house: House, me: Staff) -> list[Part]:
    parts = []
    for visit in house.present if me.is_on_duty else ():
        for stage in me.stages:
            waiting = tuple(_asked(house, one) for one in to_prepare(visit, stage))
            if waiting:
                model = Preparing(visit.id, me.id, visit.title, stage, waiting)
                since = ms(visit.checked_in_at) // 1000
                parts.append(
                    Part(f"preparing-{visit.id}-{stage}", "preparing", since, "station/_preparing.html", model)
                )
    return parts
