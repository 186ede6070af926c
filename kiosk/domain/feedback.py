"""The feedback station: a face per stage and a few words, at any time (REQUIREMENTS E33, complaint N)."""

from dataclasses import dataclass
from datetime import date, datetime

FACES = ("delighted", "content", "unsure", "unhappy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """`faces` are (stage, face) pairs; `visit` is None for an anonymous word; `is_burst` marks what looks like a child's
    fingers: kept, shown apart, never counted."""

    id: int
    on: date
    at: datetime
    device: str
    faces: tuple[tuple[str, str], ...]
    words: str = ""
    visit: int | None = None
    is_burst: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackGiven:
    """The words stand in the row, so that they can be erased on request."""

    id: int
    faces: tuple[tuple[str, str], ...]
    visit: int | None
    is_burst: bool
