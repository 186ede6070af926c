"""The feedback station: a face per stage and a few words, at any time (REQUIREMENTS E33, complaint N)."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from ..records import dataclass
from . import refusals as r
from .booking import digits, folded
from .words import N_

FACES = ("delighted", "content", "unsure", "unhappy")
LONGEST = 500
LONGEST_NAME = 60
SHORTEST_NUMBER = 7  # shorter ones are no phone

# Nobody reads the questions and answers anew within the first; with the very same faces not within the second either.
FAST, FAST_ALIKE = timedelta(seconds=8), timedelta(seconds=20)
A_FEW = 3
MOST_A_MINUTE = 4
MINUTE = timedelta(minutes=1)
# What is older has no part in the burst that a new answer may belong to.
LOOK_BACK = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """`faces` are (stage, face) pairs; `visit` is None for a word at the lobby, which is anonymous unless somebody has
    written a `name` to it; `is_burst` marks what looks like a child's fingers: kept, shown apart, never counted."""

    id: int
    on: date
    at: datetime
    device: str
    faces: tuple[tuple[str, str], ...]
    words: str = ""
    visit: int | None = None
    is_burst: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackGiven:
    """Words and name stand in the row, so that they can be erased on request."""

    id: int
    faces: tuple[tuple[str, str], ...]
    visit: int | None
    is_burst: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BurstFound:
    """Answers that only now turn out to belong to a burst no longer count."""

    ids: tuple[int, ...]


class NothingSaid(r.Refusal):
    code, status, message = "nothing_said", 422, N_("Please touch a face, or write a few words.")


def is_signed_with(answer: Feedback, names: Iterable[str], phones: Iterable[str]) -> bool:
    """Is what was written as a name one of these, however it is spelled, or one of these phones? It may be somebody else's
    word all the same: at the station nobody is known."""
    name, number = folded(answer.name), digits(answer.name)
    is_phone = len(number) >= SHORTEST_NUMBER and any(digits(phone).endswith(number) for phone in phones)
    return bool(name) and (is_phone or name in {folded(one) for one in names})


def unsigned(answer: Feedback) -> Feedback:
    """Anonymous from now on: the faces count as before, and words stay unless they repeat the name."""
    repeats = folded(answer.name) in folded(answer.words)
    return replace(answer, name="", words="" if repeats else answer.words)


def in_bursts(answers: Sequence[Feedback]) -> frozenset[int]:
    """Ids of the answers of one device that came faster than a person can read: three or more in a quick row (each soon
    after the one before it, with the same faces a little less soon), or more than four within a minute."""
    row = sorted(answers, key=lambda answer: (answer.at, answer.id))
    return frozenset(answer.id for burst in (*_quick_rows(row), *_crowds(row)) for answer in burst)


def _quick_rows(row: Sequence[Feedback]) -> list[list[Feedback]]:
    rows: list[list[Feedback]] = [[answer] for answer in row[:1]]
    for before, after in pairwise(row):
        gap = after.at - before.at
        if gap < FAST or (gap < FAST_ALIKE and before.faces == after.faces):
            rows[-1].append(after)
        else:
            rows.append([after])
    return [one for one in rows if len(one) >= A_FEW]


def _crowds(row: Sequence[Feedback]) -> list[Sequence[Feedback]]:
    crowds: list[Sequence[Feedback]] = []
    for place, first in enumerate(row):
        within = [answer for answer in row[place:] if answer.at - first.at < MINUTE]
        if len(within) > MOST_A_MINUTE:
            crowds.append(within)
    return crowds


def counted(answers: Iterable[Feedback]) -> list[Feedback]:
    """What results are made of: no bursts, and of one visit only its last word."""
    last: dict[int | str, Feedback] = {}
    for answer in sorted(answers, key=lambda answer: (answer.at, answer.id)):
        if not answer.is_burst:
            last[answer.visit if answer.visit is not None else f"guest-{answer.id}"] = answer
    return list(last.values())


def tally(answers: Iterable[Feedback]) -> dict[str, dict[str, int]]:
    """How often each face was touched, by stage; a stage without any answer is not in it."""
    counts: dict[str, dict[str, int]] = {}
    for answer in answers:
        for stage, face in answer.faces:
            of_stage = counts.setdefault(stage, dict.fromkeys(FACES, 0))
            of_stage[face] += 1
    return counts
