"""Parties that are not in my hands: those I gave away last and could call back, and all others, should one of them be with me
although nobody tapped (feature 10)."""

from datetime import timedelta

from ..config import Settings
from ..domain import mending
from ..domain.staff import Staff
from ..domain.visit import UNDO_WINDOW, Visit
from ..house import House
from ..parts import Part
from ..records import dataclass
from .faces import Face, face, ms

RECALL_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Given:
    """A party that I handed over last; it can be called back until it goes on, or half an hour has passed. Until
    `settle_until` I stay with them, because the place is new to them (A20)."""

    visit: int
    version: int
    actor: str
    title: str
    holder: Face
    stage: str
    settle_until: int | None
    shown_from: int
    until: int


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A party in somebody else's hands, which may in truth be with me, in one of these `stages` of mine."""

    visit: int
    version: int
    actor: str
    title: str
    holder: Face
    stage: str
    stages: tuple[str, ...]


def given_parts(house: House, settings: Settings, me: Staff) -> list[Part]:
    return [
        Part(
            f"given-{visit.id}",
            "given",
            ms(visit.since) // 1000,
            "station/_given.html",
            _given(house, settings, visit, me),
        )
        for visit in house.present
        if _was_mine(visit, me)
    ]


def _was_mine(visit: Visit, me: Staff) -> bool:
    has_moved_on = visit.handoff is not None or len(visit.legs) < 2
    return not has_moved_on and visit.legs[-2].holder == me.id != visit.holder


def _given(house: House, settings: Settings, visit: Visit, me: Staff) -> Given:
    from_ = visit.last_at or visit.since
    return Given(
        visit=visit.id,
        version=visit.version,
        actor=me.id,
        title=visit.title,
        holder=face(house, visit.holder),
        stage=visit.stage,
        settle_until=_settle_until(settings, visit),
        shown_from=ms(from_ + UNDO_WINDOW),
        until=ms(from_ + RECALL_FOR),
    )


def _settle_until(settings: Settings, visit: Visit) -> int | None:
    stage = settings.stage(visit.stage)
    is_new = all(leg.stage != visit.stage for leg in visit.legs[:-1])
    if stage is None or not stage.settle_minutes or not is_new:
        return None
    return ms(visit.since + timedelta(minutes=stage.settle_minutes))


def elsewhere_parts(house: House, me: Staff) -> list[Part]:
    if not me.is_on_duty:
        return []
    return [
        Part(
            f"elsewhere-{visit.id}",
            "elsewhere",
            ms(visit.since) // 1000,
            "station/_elsewhere.html",
            _other(house, visit, me, stages),
        )
        for visit in house.present
        if (stages := mending.may_be_in(visit, me))
    ]


def _other(house: House, visit: Visit, me: Staff, stages: tuple[str, ...]) -> Elsewhere:
    return Elsewhere(
        visit=visit.id,
        version=visit.version,
        actor=me.id,
        title=visit.title,
        holder=face(house, visit.holder),
        stage=visit.stage,
        stages=stages,
    )
