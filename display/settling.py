"""From "a file is there" to "its photo is ready": what is known, what is arriving, what to say about it. No I/O.

A file is worked on once it has been still: the same size and modification time for SETTLE_SECONDS. If it turns out to
be cut off, it is looked at once more when it has been still for the patience given, and only then turned away.

Two files with the same content are one photo: both are reported ready with the same photo id, and a booking's slides
are the distinct photos of its files. So a photo leaves only with its last file.
"""

import math
from collections.abc import Mapping
from dataclasses import field
from typing import Any, Protocol

from kiosk.records import dataclass

from .folder import Sighting, Version
from .jobs import Outcome
from .library import Kind

# Short, because completeness.py and a full decode judge what stillness cannot.
SETTLE_SECONDS = 0.8
# A file rewritten in place holds a mixture of two photos that only time can tell from a whole one.
REWRITE_SECONDS = 2.0
# A card reader may copy a RAW some seconds before the photo that belongs to it, and beside that one it is not shown. As long as
# the patience with a cut-off file, so that the first look at a RAW is the last one and names what is wrong in time (F18).
RAW_SECONDS = 4.0
# A moved file is missing for a moment before it is found elsewhere.
ABSENT_SECONDS = 3.0
# After a share or a disk refused to work: how long to leave it alone.
RETRY_SECONDS = 5.0
# Verdicts that another server, another version of it or other permissions may not share: tried once more at each start.
RECONSIDERED = {"heic_unsupported", "raw_unsupported", "too_hard", "unreadable"}

Line = dict[str, Any]


@dataclass(frozen=True)
class KnownFile:
    """A row of the table `photo_file`: what was said about a path, and about which version of it; and whether its photo has its
    hash, which those have not that an older version of the server took in."""

    photo: str | None
    size: int
    mtime_ns: int
    state: str
    reason: str | None
    is_hashed: bool = field(default=True, compare=False)

    @property
    def version(self) -> Version:
        return (self.size, self.mtime_ns)


class Known(Protocol):
    """What the server has written down so far."""

    def bookings(self) -> set[str]:
        """Bookings with at least one file."""

    def files(self, booking: str) -> Mapping[str, KnownFile]:
        """The booking's files by path key."""


@dataclass(eq=False)
class Arrival:
    """One version of a file on its way. `since`: monotonic time from which it has been still; `before`: what had been
    said about the path."""

    file: Sighting
    since: float
    before: KnownFile | None
    in_work: bool = False
    seen_cut: bool = False
    retry_at: float = 0.0

    def due_at(self, patience: float) -> float:
        """Monotonic time from which it may be worked on; never while it is."""
        if self.in_work:
            return math.inf
        is_rewritten = self.before is not None and self.before.state == "ready"
        settle = REWRITE_SECONDS if is_rewritten else SETTLE_SECONDS
        if self.file.kind is Kind.RAW:
            settle = RAW_SECONDS
        return max(self.retry_at, self.since + (max(settle, patience) if self.seen_cut else settle))

    @property
    def counts(self) -> bool:
        """A second look at a known verdict is no arrival."""
        return self.before is None or self.before.version != self.file.version


@dataclass(frozen=True)
class Moment:
    """When a look took place: monotonic seconds, wall clock in nanoseconds, and the look before it."""

    now: float
    wall_ns: int
    previous: float


class Arrivals:
    """The arriving files of all bookings. Feed it what each look found; it says what to report and what to work on."""

    def __init__(self, patience: float) -> None:
        """`patience`: seconds for which a cut-off file may stand still before it is turned away."""
        self._patience = patience
        self._arriving: dict[str, dict[str, Arrival]] = {}
        self._said: dict[str, KnownFile | None] = {}
        self._absent_since: dict[str, float] = {}
        self._counts: dict[str, int] = {}

    def bookings(self) -> set[str]:
        """Bookings to look at again soon: something is arriving or may be gone."""
        return set(self._arriving) | {path.split("/", 1)[0] for path in self._absent_since}

    def reconcile(
        self, booking: str, files: Mapping[str, Sighting], known: Mapping[str, KnownFile], moment: Moment
    ) -> list[Line]:
        """Compare what is there with what is known; report what is gone."""
        arriving = self._arriving.setdefault(booking, {})
        for path in arriving.keys() - files.keys():
            del arriving[path]
        for path, file in files.items():
            self._absent_since.pop(path, None)
            before = self._told(path, known)
            if before and before.version == file.version and self._stands(path, before):
                arriving.pop(path, None)
            else:
                self._follow(arriving, file, before, moment)
        if not arriving:
            del self._arriving[booking]
        return [self._gone(booking, path, known) for path in self._missing(files, known, moment.now)]

    def forget(self, path: str) -> None:
        """Treat a path as new although the server knows it: its renditions are lost."""
        self._said[path] = None

    def due(self, now: float) -> list[Arrival]:
        """Files that have been still for long enough to be worked on, in the order of their names."""
        return [
            arrival
            for arriving in self._arriving.values()
            for _, arrival in sorted(arriving.items())
            if arrival.due_at(self._patience) <= now
        ]

    def next_due(self) -> float:
        """Monotonic time at which the next file may be due; infinity when none is waiting."""
        every = (arrival for arriving in self._arriving.values() for arrival in arriving.values())
        return min((arrival.due_at(self._patience) for arrival in every), default=math.inf)

    def is_current(self, arrival: Arrival) -> bool:
        """Whether the file is still there in the version this arrival is about."""
        return self._arriving.get(arrival.file.booking, {}).get(arrival.file.path) is arrival

    def is_final(self, arrival: Arrival, now: float) -> bool:
        """Whether the next verdict on this file stands, because it has been still for so long."""
        return now - arrival.since >= self._patience

    def conclude(self, arrival: Arrival, outcome: Outcome, now: float) -> list[Line]:
        """What to report after work on a file; nothing when the file has changed or left in the meantime."""
        if not self.is_current(arrival):
            return []
        file = arrival.file
        arriving = self._arriving[file.booking]
        arrival.in_work = False
        if outcome.status == "incomplete":
            arrival.seen_cut = True
            return []
        if outcome.status not in ("done", "rejected"):
            arrival.retry_at = now + (1.0 if outcome.status in ("changed", "absent") else RETRY_SECONDS)
            return []
        del arriving[file.path]
        if not arriving:
            del self._arriving[file.booking]
        is_ready = outcome.status == "done"
        said = KnownFile(outcome.photo, *file.version, "ready" if is_ready else "rejected", outcome.reason)
        self._said[file.path] = said
        if not is_ready and said == arrival.before:
            return []
        line = _ready(arrival, outcome) if is_ready else _rejected(file, outcome)
        return [{**line, "is_moving": self._is_moving(file.booking, arrival.before)}]

    def counted(self) -> list[Line]:
        """How many files are arriving, for each booking where that changed since it was last said."""
        counts = {
            booking: sum(arrival.counts for arrival in arriving.values())
            for booking, arriving in self._arriving.items()
        }
        changed = [
            booking for booking in counts | self._counts if counts.get(booking, 0) != self._counts.get(booking, 0)
        ]
        self._counts = counts
        return [{"type": "arriving", "booking": booking, "count": counts.get(booking, 0)} for booking in changed]

    def _told(self, path: str, known: Mapping[str, KnownFile]) -> KnownFile | None:
        """What was last said about a path. The server's table may lag behind what was said in this life."""
        row = known.get(path)
        if path not in self._said:
            return row
        if self._said[path] == row and (row is None or row.reason not in RECONSIDERED):
            del self._said[path]
            return row
        return self._said[path]

    def _stands(self, path: str, told: KnownFile) -> bool:
        return path in self._said or told.reason not in RECONSIDERED

    def _follow(self, arriving: dict[str, Arrival], file: Sighting, before: KnownFile | None, moment: Moment) -> None:
        earlier = arriving.get(file.path)
        if earlier and earlier.file.version == file.version:
            return
        # The file's own clock says how long it has been still, but where a change was seen, not longer ago than the
        # look before; ctime because a copy may set an old mtime before it is finished.
        still = (moment.wall_ns - max(file.mtime_ns, file.ctime_ns)) / 1e9
        if earlier:
            still = min(still, moment.now - moment.previous)
        arriving[file.path] = Arrival(file, moment.now - max(0.0, still), before)

    def _missing(self, files: Mapping[str, Sighting], known: Mapping[str, KnownFile], now: float) -> list[str]:
        missing = [path for path in known.keys() - files.keys() if self._told(path, known)]
        return sorted(path for path in missing if now - self._absent_since.setdefault(path, now) >= ABSENT_SECONDS)

    def _gone(self, booking: str, path: str, known: Mapping[str, KnownFile]) -> Line:
        told = self._told(path, known)
        self._said[path] = None
        self._absent_since.pop(path, None)
        photo, is_moving = told.photo if told else None, self._is_moving(booking, told)
        return {"type": "gone", "booking": booking, "path": path, "photo": photo, "is_moving": is_moving}

    def _is_moving(self, booking: str, before: KnownFile | None) -> bool:
        """Whether what a path was known for is arriving under another one: a file that is renamed keeps size and time."""
        every = self._arriving.get(booking, {}).values()
        return before is not None and any(arrival.file.version == before.version for arrival in every)


def turned_away(file: Sighting) -> str | None:
    """The reason to turn a file away without opening it."""
    if not file.is_regular:
        return "not_a_file"
    return "not_a_photo" if file.kind is Kind.FOREIGN else None


def _ready(arrival: Arrival, outcome: Outcome) -> Line:
    file, before = arrival.file, arrival.before
    return {
        "type": "ready",
        "booking": file.booking,
        "photo": outcome.photo,
        "path": file.path,
        "name": file.name,
        "size": file.size,
        "mtime_ns": file.mtime_ns,
        "width": outcome.width,
        "height": outcome.height,
        "taken_at": outcome.taken_at,
        "camera": outcome.camera,
        "camera_body": outcome.camera_body,
        "look": file.look,
        "renditions": list(outcome.renditions),
        "dhash": outcome.dhash,
        "replaces": before.photo if before and before.photo != outcome.photo else None,
    }


def _rejected(file: Sighting, outcome: Outcome) -> Line:
    return {
        "type": "rejected",
        "booking": file.booking,
        "path": file.path,
        "name": file.name,
        "size": file.size,
        "mtime_ns": file.mtime_ns,
        "reason": outcome.reason,
        "detail": outcome.detail,
    }
