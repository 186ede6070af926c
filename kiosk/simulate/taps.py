"""A tap, what is sent for it, and what came back. Pure."""

import json
import re
from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import Any

from ..records import dataclass

# Answers that tell of a mistake on either side, never of a rule of the house.
FAULTS = frozenset({"bad_request", "not_found", "not_paired", "wrong_role", "wrong_host", "wrong_origin", "fault"})
CHECK_INS = frozenset({"visits", "lobby/visits", "lobby/walk-ins"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """One finger on one screen. `after` is how many seconds of the day pass before it; `rivals` are colleagues who tap the
    same at the same moment; `role` is the kind of screen, `screen` which one of them (None: any)."""

    path: str
    actor: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    role: str = "station"
    after: float = 0.0
    screen: int | None = None
    rivals: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """What is tapped, whoever it is about: `handoff/acceptance`, `duty/end`, `visits` for a check-in at the desk."""
        noun, *rest = [part for part in self.path.split("/") if part and not part.isdecimal()]
        if noun == "staff":
            rest = rest[1:]  # whose duty it is
        return "/".join(rest if rest and noun in ("visits", "staff") else (noun, *rest))

    @property
    def visit(self) -> int | None:
        """The visit that it is about; None for a check-in and for anything else."""
        found = re.match(r"/visits/(\d+)/", self.path)
        return int(found[1]) if found else None


@dataclass(frozen=True)
class Answer:
    """`seconds` is how long the person waited for it."""

    status: int
    body: bytes
    seconds: float = 0.0

    @property
    def is_ok(self) -> bool:
        return self.status < 300

    @cached_property
    def content(self) -> dict[str, Any]:
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def code(self) -> str:
        """The refusal's code; empty for what was done."""
        return "" if self.is_ok else str(self.content.get("code", self.status))

    @property
    def is_final(self) -> bool:
        """A repeat would get the same again. What the disk did not take was not answered, only put off."""
        return self.status != 503 and self.code != "fault"


@dataclass(slots=True)
class Sent:
    """A tap on its way: `answer` is None as long as nobody knows whether it arrived."""

    tap: Tap
    command_id: str
    answer: Answer | None = None
    tries: int = 0

    @property
    def body(self) -> bytes:
        """The very same bytes at every try."""
        said = {"command_id": self.command_id, **self.tap.fields}
        return json.dumps({**said, "actor": self.tap.actor} if self.tap.actor else said).encode()

    @property
    def may_have_happened(self) -> bool:
        return self.answer is None or self.answer.is_ok
