"""What is waiting for a worker, and who is next."""

from collections import deque
from enum import Enum

from kiosk.records import dataclass

from .settling import Arrival

MOST_ASKED = 8


class FourK(Enum):
    """When 4K renditions are made: ALWAYS once nothing small is waiting, IDLE once nothing has been arriving for a
    while and one at a time, NEVER not at all. But for NEVER, one that somebody looks at closely is made at once."""

    ALWAYS = "always"
    IDLE = "idle"
    NEVER = "never"


@dataclass(frozen=True)
class Enlargement:
    """A 4K rendition still to be made: of this photo, from the file at `path` (its key) or `real` (as spelled)."""

    booking: str
    photo: str
    real: str
    size: int
    mtime_ns: int


@dataclass(frozen=True)
class Likeness:
    """The hash still to be taken of a photo from before there were any, from its TV rendition."""

    booking: str
    photo: str


class Backlog:
    """Photos without thumb and TV rendition come before any 4K, and a small delivery before a large one, so that three
    photos for the party in the room never wait behind two thousand of yesterday's."""

    def __init__(self) -> None:
        self._arrivals: dict[str, deque[Arrival]] = {}
        self._new: deque[Enlargement] = deque()
        self._old: deque[Enlargement] = deque()
        self._asked: deque[Enlargement] = deque()
        self._enlarged: set[tuple[str, str]] = set()
        self._unhashed: dict[Likeness, None] = {}

    def __len__(self) -> int:
        return sum(map(len, self._arrivals.values()))

    def add(self, arrival: Arrival) -> None:
        self._arrivals.setdefault(arrival.file.booking, deque()).append(arrival)

    def enlarge(self, enlargement: Enlargement, is_new: bool) -> None:
        """Note a 4K rendition to make; those of new photos are made first. Each photo is noted once."""
        if (enlargement.booking, enlargement.photo) in self._enlarged:
            return
        self._enlarged.add((enlargement.booking, enlargement.photo))
        (self._new if is_new else self._old).append(enlargement)

    def ask(self, booking: str, photo: str) -> None:
        """Somebody looks closely at this photo: its 4K comes before all else, the latest asked first. Those asked long ago
        have their turn before the others that nobody has asked for."""
        for waiting in (self._asked, self._new, self._old):
            found = next((one for one in waiting if (one.booking, one.photo) == (booking, photo)), None)
            if found:
                waiting.remove(found)
                self._asked.appendleft(found)
                break
        while len(self._asked) > MOST_ASKED:
            self._new.appendleft(self._asked.pop())

    def liken(self, likeness: Likeness) -> None:
        """Note a hash to take."""
        self._unhashed[likeness] = None

    def next_likeness(self) -> Likeness | None:
        """In the order in which they were noted; each once."""
        likeness = next(iter(self._unhashed), None)
        if likeness:
            del self._unhashed[likeness]
        return likeness

    def postpone(self, enlargement: Enlargement) -> None:
        """Put back what could not be made now."""
        self._old.append(enlargement)

    def next_arrival(self) -> Arrival | None:
        if not self._arrivals:
            return None
        booking, waiting = min(self._arrivals.items(), key=lambda item: len(item[1]))
        arrival = waiting.popleft()
        if not waiting:
            del self._arrivals[booking]
        return arrival

    def next_asked(self) -> Enlargement | None:
        return self._asked.popleft() if self._asked else None

    def next_enlargement(self) -> Enlargement | None:
        waiting = self._asked or self._new or self._old
        return waiting.popleft() if waiting else None
