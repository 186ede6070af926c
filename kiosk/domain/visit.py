"""A visit is a fold over its events. That a party is in exactly one named person's hands holds by construction (I1):
`holder` is a name, never empty; which events change it stands in evolution.py."""

from datetime import date, datetime, timedelta

from ..records import dataclass
from .sheet import STUDIO, PlannedLeg

UNDO_WINDOW = timedelta(seconds=10)
WITH_PARTY, SENT, IN_PRODUCTION = "with_party", "sent", "in_production"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handoff:
    """A party on its way: offered, not yet accepted. The giver still holds (I2), even where an assistant, the `walker`, goes
    along with the party (C49). `ready_at` is when the receiver said they can take them."""

    giver: str
    receiver: str
    stage: str
    look: int
    place: int
    is_off_plan: bool
    room: str | None
    offered_at: datetime
    walker: str | None = None
    ready_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One walked stretch: one stage with one holder. The last one has no end while the party is in the house. `late_tap` is
    how many seconds after the fact it was told (feature 10)."""

    stage: str
    holder: str
    look: int
    started_at: datetime
    ended_at: datetime | None = None
    place: int = 0
    room: str | None = None
    is_off_plan: bool = False
    assistant: str | None = None
    late_tap: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Escort:
    kind: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One use of the pictures or names, answered on a given wording; with a yes to the board the `name` to show there.
    `months` is for how long a yes was asked, None where nobody was told; `taken_back` when the yes had been given that a
    no takes back. Once it has ended, `settled_by` has seen to it that nothing is shown any more."""

    use: str
    is_given: bool
    wording: str
    at: datetime
    name: str = ""
    months: int | None = None
    taken_back: datetime | None = None
    settled_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """A face tapped about the party. `by` is a staff id, or `customer`: then `rated` is who had them (feature 8)."""

    mood: str
    at: datetime
    by: str
    stage: str
    word: str = ""
    rated: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A special request on its way to the stage that must act (B07)."""

    id: int
    stage: str
    words: str
    look: int
    is_taboo: bool = False
    seen_by: str | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """What became of the wish, in the party's own judgement: `answer` is 'yes', 'partly' or 'no' (E02). `by` is a staff id, or
    `customer` where the party tapped it itself."""

    answer: str
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Who sees to an alert about this party; `since` tells which one."""

    kind: str
    since: datetime
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A line of the sheet that was not done, and why (feature 3)."""

    stage: str
    look: int
    reason: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Where the paper is: with the party, or on its way to production, or there (C28, C54)."""

    place: str = WITH_PARTY
    by: str | None = None
    at: datetime | None = None
    is_early: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One stay in the studio on one day. `since` is when the present leg began, `place` its index on the plan. `wish_read_by`
    are those who have picked the party's present wish among others (B08), `became` what came of that wish. `before` is the
    state that an undo brings back."""

    id: int
    number: int
    kind: str
    on: date
    party: tuple[str, ...]
    size: int
    language: str
    host: str
    deputy: str | None
    holder: str
    nickname: str
    look_names: tuple[str, ...]
    plan: tuple[PlannedLeg, ...]
    wish: str
    notes: str
    stage: str
    room: str | None
    look: int
    place: int
    is_off_plan: bool
    since: datetime
    checked_in_at: datetime
    version: int
    legs: tuple[Leg, ...]
    customer: int | None = None
    children: int = 0
    has_reduced_mobility: bool = False
    plate: str = ""
    needs: tuple[str, ...] = ()
    is_session_right: bool | None = None
    session_change: str = ""
    wish_read_by: tuple[str, ...] = ()
    became: Became | None = None
    consents: tuple[Consent, ...] = ()
    coming: str | None = None
    coming_at: datetime | None = None
    part_of: int | None = None
    parts: tuple[int, ...] = ()
    moods: tuple[Mood, ...] = ()
    cares: tuple[tuple[str, datetime], ...] = ()
    locker: str = ""
    visited_at: datetime | None = None
    owner_greeted_at: datetime | None = None
    confirmed_at: datetime | None = None
    requests: tuple[Request, ...] = ()
    poses: tuple[str, ...] = ()
    poses_look: int = 0
    left_out: tuple[LeftOut, ...] = ()
    sheet: Sheet = Sheet()
    taken: tuple[Taken, ...] = ()
    recalled_at: datetime | None = None
    greeted_at: datetime | None = None
    gate_at: datetime | None = None
    handoff: Handoff | None = None
    escort: Escort | None = None
    ended_at: datetime | None = None
    selection_on: date | None = None
    last_tap: str = ""
    last_actor: str = ""
    last_at: datetime | None = None
    before: "Visit | None" = None

    @property
    def title(self) -> str:
        return " & ".join(self.party)

    @property
    def looks(self) -> int:
        return len(self.look_names)

    @property
    def assistant(self) -> str | None:
        """Who helps the holder in the present leg."""
        return self.legs[-1].assistant

    @property
    def is_beside_plan(self) -> bool:
        """Is the party in another stage than the one where the plan has it? It goes on with the leg that was left."""
        return self.plan[self.place].stage != self.stage

    @property
    def ahead(self) -> tuple[PlannedLeg, ...]:
        """The planned legs still to be walked, one that was left for another stage among them."""
        return self.plan[self.place if self.is_beside_plan else self.place + 1 :]

    @property
    def has_more_looks(self) -> bool:
        """Does the rest of the plan photograph another look?"""
        return any(leg.stage == STUDIO for leg in self.plan[self.place + 1 :])
