"""The way to a human (I12): someone at the lobby would rather talk to a person, and rings until a named person takes it."""

from dataclasses import dataclass
from datetime import datetime

from . import refusals as r
from .staff import Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    id: int
    place: str
    language: str
    raised_at: datetime
    device: str
    taken_by: str | None = None
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRaised:
    id: int
    place: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTaken:
    id: int
    by: str


class UnknownCall(r.Refusal):
    code, status = "unknown_call", 404


def take(call: Call, by: Staff) -> CallTaken:
    """The first to take a call goes; the second hears who is on the way."""
    if call.taken_by:
        raise r.CallTaken(holder=call.taken_by)
    return CallTaken(id=call.id, by=by.id)
