"""What can happen to a visit: facts in the past tense, never altered once recorded."""

from datetime import date, datetime
from typing import Generic, TypeVar

from ..records import dataclass
from .noting import Noted
from .sheet import RECEPTION, PlannedLeg

E_co = TypeVar("E_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitStarted:
    """The party is at the door, in the first hands (I1): `holder` is the host, or whoever covers for the host today. Some of
    a party that went their own way (`part_of`) begin where the others are, welcomed as they are."""

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
    customer: int | None = None
    needs: tuple[str, ...] = ()
    part_of: int | None = None
    stage: str = RECEPTION
    look: int = 0
    place: int = 0
    room: str | None = None
    is_greeted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalTaken:
    """Whose station rang is walking to the door now; custody changes only when they greet (A17)."""

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WishTold:
    """The one thing that would make today perfect, in the party's own words (A10, E02)."""

    wish: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyTold:
    """Who came along: people in all, children among them, and whether somebody needs short ways and no stairs."""

    size: int
    children: int = 0
    has_reduced_mobility: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateTold:
    plate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsTold:
    """The needs profile, chosen by pictures: keys of the studio's own list (B03)."""

    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionChecked:
    """The party looked at what was booked: `is_right`, or a colleague has something to change with them (A18): `changed` is
    one of 'time', 'people', 'looks', 'wishes' and 'other', or empty where they did not say."""

    is_right: bool
    changed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAnswered:
    """One use, one sentence, one answer (E20, complaint M). `wording` is the version of the sentence that they read; `name`
    what may stand on the public board, with a yes to that; `months` for how long a yes was asked, 0 being until it is taken
    back, None where nobody was told."""

    use: str
    is_given: bool
    wording: str
    name: str = ""
    months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentEndSettled:
    """A yes had ended, or was taken back, and `by` has seen to it that nothing is shown any more."""

    use: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyNamed:
    """A walk-in has told who they are, and so which `customer` they are; None where that stays as it was."""

    party: tuple[str, ...]
    customer: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HostFound:
    """A walk-in turned out to be `host`’s customer already (I3). `was`, whose turn it had been, stays as the deputy."""

    host: str
    was: str


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
    walker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffAccepted:
    """`receiver` has the party now: the one named on the offer, or a colleague of the same stage who took it. `since` is
    when that really was, where the tap came late; `has_read_wish` that the receiver picked the party's wish (B08). `room` is
    where a colleague took them to whose room is another one than the offer's."""

    giver: str
    receiver: str
    since: datetime | None = None
    assistant: str | None = None
    has_read_wish: bool = False
    room: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffPostponed:
    """“Ready in five minutes”: the offer stands, the giver keeps the party company until then."""

    by: str
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoffDeclined:
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyTakenOver:
    """Somebody forgot to tap: `by` has had the party since `since`, and says why (feature 10)."""

    by: str
    stage: str
    look: int
    place: int
    reason: str
    since: datetime
    is_off_plan: bool = False
    room: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRecalled:
    """The party is back with whoever gave it last, where it was before: the hand-off was a mistake."""

    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartySplit:
    """Some of the party go their own way for a while, as a visit of their own with hands of its own (I1)."""

    part: int
    names: tuple[str, ...]
    size: int
    children: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRejoined:
    """Recorded on both: the part ends, the party is whole again."""

    part: int
    into: int
    names: tuple[str, ...]
    size: int
    children: int = 0


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
    """The farewell list is done and the party is out of the door (I7). `left_out` are points that were not done, each
    with its reason; `selection_on` the day on which they come to choose."""

    by: str
    items: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    selection_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TapUndone:
    """The last tap is taken back within its ten seconds; `tap` is the type of the event that no longer counts."""

    tap: str


OfConsents = ConsentAnswered | ConsentEndSettled

Told = WishTold | CompanyTold | PlateTold | NeedsTold | SessionChecked | OfConsents | PartyNamed | HostFound

Quiet = Told | Noted
QUIET = frozenset(one.__name__ for one in Quiet.__args__)  # by the type that the log gives them

PassedOn = (
    HandoffOffered
    | HandoffAccepted
    | HandoffPostponed
    | HandoffDeclined
    | HandoffWithdrawn
    | PartyTakenOver
    | PartyRecalled
    | StageEntered
)

VisitEvent = (
    VisitStarted
    | Quiet
    | PassedOn
    | PartySplit
    | PartRejoined
    | ArrivalTaken
    | PartyGreeted
    | GatePassed
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
