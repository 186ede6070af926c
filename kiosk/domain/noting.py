"""What is noted beside a party on its way: moods, care, requests, the sheet's lines. None of it moves the party, so none of
it makes a card stale or spoils anybody's undo (REQUIREMENTS B07, C28-C30, D21, E08, E27)."""

from datetime import datetime

from ..records import dataclass

MOODS = ("glad", "calm", "tired", "upset")
CARES = ("water", "meal", "rest")
PRODUCTION = "production"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoodNoted:
    """The giver's word on how the party is, for whoever receives them (E27)."""

    mood: str
    by: str
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyMoodTapped:
    """The party's own face, and its `word` beside it. `rated` had them then and sees neither before the day closes
    (feature 8)."""

    mood: str
    stage: str
    rated: str
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CareGiven:
    """Water, a meal, a rest: the care clock of that kind begins anew (C29, E08)."""

    kind: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LockerAssigned:
    locker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HostVisited:
    """The host looked in on the party in somebody else's hands (C30)."""

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerGreeted:
    """The studio's owner has said hello (A19)."""

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMade:
    """A special request, for the stage that must act on it (B07). `id` counts within the visit; `look` 0 is every look. The
    words of a taboo name what must not be."""

    id: int
    stage: str
    words: str
    look: int = 0
    is_taboo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSeen:
    id: int
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWithdrawn:
    """The booking no longer asks for it."""

    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PosesPicked:
    """What the waiting party would like to try in `look`; keys of the studio's pose cards (D21). 0 is whichever comes."""

    poses: tuple[str, ...]
    look: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WishReadBack:
    """The holder has picked the party's wish among others, after having taken them without it (B08)."""

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WishAnswered:
    """“Did we?”, asked with the wish as it was told: yes, partly or no (E02). `by` is who of us noted what the party said at
    the farewell, or `customer` for its own tap; `why` the one word about it, if any."""

    wish: str
    answer: str
    by: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputyNamed:
    """The host, or who stood in for them, has gone off duty while the party is with a colleague: `deputy` answers for it
    meanwhile (I4), and the host stays its host (I3)."""

    deputy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderConfirmed:
    """“Still with me”: the answer to a leg that runs long (feature 10)."""

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantNamed:
    """Who helps the holder in this leg and is introduced with them (C48)."""

    assistant: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LegLeftOut:
    """A planned leg that was not walked, and why: the sheet's line says so (feature 3)."""

    stage: str
    look: int
    reason: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSent:
    """The sheet leaves the party for production: on purpose after the last look, else too early (C54, trap 6)."""

    by: str
    is_early: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReceived:
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReturned:
    """Back with the party: it had been sent too early."""

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertTaken:
    """Somebody sees to it: this bell falls silent for everyone else. `since` is the alert that was meant."""

    kind: str
    since: datetime
    by: str


OnPaper = AssistantNamed | LegLeftOut | SheetSent | SheetReceived | SheetReturned

OfWishes = RequestMade | RequestSeen | RequestWithdrawn | WishReadBack | WishAnswered

Noted = (
    OnPaper
    | OfWishes
    | MoodNoted
    | PartyMoodTapped
    | CareGiven
    | LockerAssigned
    | HostVisited
    | OwnerGreeted
    | PosesPicked
    | DeputyNamed
    | HolderConfirmed
    | AlertTaken
)
