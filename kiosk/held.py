"""Files that were read and wait for somebody's word: in memory, for ten minutes, under a name that nobody can guess."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from .intake.drafts import ParsedFile
from .records import dataclass

KEPT_FOR = timedelta(minutes=10)
MOST = 8


@dataclass
class Held:
    """`result` is the import's table once it has been carried out."""

    name: str
    parsed: ParsedFile
    since: datetime
    result: dict[str, Any] | None = None


class HeldFiles:
    """The newest few; older ones are forgotten."""

    def __init__(self) -> None:
        self._files: dict[str, Held] = {}

    def hold(self, name: str, parsed: ParsedFile, now: datetime) -> str:
        self._forget(now)
        key = secrets.token_urlsafe(12)
        self._files[key] = Held(name, parsed, now)
        return key

    def find(self, key: str, now: datetime) -> Held | None:
        self._forget(now)
        return self._files.get(key)

    def _forget(self, now: datetime) -> None:
        fresh = {key: held for key, held in self._files.items() if now - held.since < KEPT_FOR}
        self._files = dict(list(fresh.items())[-MOST:])
