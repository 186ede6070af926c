"""What can happen to a visit: facts in the past tense, never altered once recorded."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from .sheet import PlannedLeg

E_co = TypeVar("E_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitStarted:
    """The party is at the door, in the first hands (I1): `holder` is the host, or whoever covers for the host today."""

    id: int
    number: int
    kind: str
    on: date
    party: tuple[str, ...]
    size: int
    language: str
    host: str
    holder: str
    nickname: str
    looks: tuple[str, ...]
    plan: tuple[PlannedLeg, ...]
    deputy: str | None = None
    wish: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyGreeted:
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GatePassed:
    """The reception gate: seated, tea, package checked, payment looked at, belongings, sheet issued (I5, C27)."""

    by: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffOffered:
    """`giver` walks the party to `receiver`; `place` is the leg's index on the plan, kept when walking off plan."""

    giver: str
    receiver: str
    stage: str
    look: int
    place: int
    is_off_plan: bool = False
    room: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffAccepted:
    """`receiver` has the party now: the one named on the offer, or a colleague of the same stage who took it."""

    giver: str
    receiver: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffWithdrawn:
    giver: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageEntered:
    """The holder brings the party to another stage in their own hands: a new leg without a hand-off."""

    holder: str
    stage: str
    look: int
    place: int
    is_off_plan: bool = False
    room: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EscortStarted:
    """The holder goes along outside the stage (restroom, meal, phone); custody stays (C44)."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EscortEnded:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFinished:
    """The farewell list is done and the party is out of the door (I7)."""

    by: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TapUndone:
    """The last tap is taken back within its ten seconds; `tap` is the type of the event that no longer counts."""

    tap: str


VisitEvent = (
    VisitStarted
    | PartyGreeted
    | GatePassed
    | HandoffOffered
    | HandoffAccepted
    | HandoffWithdrawn
    | StageEntered
    | EscortStarted
    | EscortEnded
    | VisitFinished
    | TapUndone
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded(Generic[E_co]):
    """An event as the log holds it: who did it, when, and its number within its stream (1, 2, 3, …)."""

    event: E_co
    version: int
    actor: str
    at: datetime
