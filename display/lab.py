"""The darkroom at work: looks into the folder, has photos developed by the workers, tells the server."""

import asyncio
import json
import os
import sqlite3
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from kiosk.records import dataclass

from .backlog import Backlog, Enlargement, FourK, Likeness
from .folder import Look, Sighting, Watch
from .jobs import Job, Outcome
from .library import RENDITIONS_FOLDER
from .pool import Worker
from .settling import RETRY_SECONDS, Arrival, Arrivals, Known, KnownFile, Line, Moment, turned_away

BEAT_SECONDS = 1.0
# Rest between two looks: while something is arriving, and otherwise; but so many times as long as the look took that
# a large library costs no more than a twentieth of a processor, and a fifth of one while a large delivery comes in.
ACTIVE_SECONDS, IDLE_SECONDS = 0.1, 0.5
REST_FACTOR, LEAST_REST_FACTOR = 20, 4
# A look that took this long waited for a share, not for a processor.
LONGEST_REST_SECONDS = 3.0
# A look that has not come back after this long hangs on a dead share.
HUNG_SECONDS = 5.0
# Quiet time before what can wait is done: 4K renditions, and the hashes of photos from before there were any.
QUIET_SECONDS = 5.0
FULL_SECONDS = 10.0


Wish = tuple[str, str]  # a booking and one of its photos, of which somebody wants the largest copy now


@dataclass(frozen=True)
class Options:
    """`workers`: processes at once. `patience`: seconds a cut-off file may stand still before it is turned away."""

    media: Path
    db: Path
    workers: int
    four_k: FourK
    patience: float


class Lab:
    """Looks, has photos developed, tells the server. Everything runs in one event loop but the looks: they have a
    thread of their own, because a dead network share may hold it for minutes."""

    def __init__(self, options: Options, known: Known, wishes: "asyncio.Queue[Wish]") -> None:
        self._options = options
        self._wishes = wishes
        self._known = known
        self._watch = Watch(options.media, known.bookings())
        self._arrivals = Arrivals(options.patience)
        self._backlog = Backlog()
        self._workers = [Worker(options.media) for _ in range(options.workers)]
        self._eyes = ThreadPoolExecutor(1, "eyes")
        self._work = asyncio.Condition()
        self._inspected: set[str] = set()
        self._strays: set[str] = set()
        self._unreachable_since: datetime | None = None
        self._last_small_work = time.monotonic()
        self._enlarging = 0
        self._is_hashing = False

    async def run(self) -> None:
        """Until cancelled."""
        await asyncio.gather(
            self._beat(), self._look_forever(), self._hear_wishes(), *map(self._work_forever, self._workers)
        )

    async def close(self) -> None:
        """End the workers; a rendition in the making is left out, never half."""
        await asyncio.gather(*(worker.close() for worker in self._workers))

    async def _beat(self) -> None:
        while True:
            say([{"type": "beat", "waiting": len(self._backlog)}])
            await asyncio.sleep(BEAT_SECONDS)
            async with self._work:
                self._work.notify_all()  # idle time for 4K may have come

    async def _hear_wishes(self) -> None:
        while True:
            self._backlog.ask(*await self._wishes.get())
            async with self._work:
                self._work.notify_all()

    async def _look_forever(self) -> None:
        previous = time.monotonic()
        while True:
            moment = Moment(time.monotonic(), time.time_ns(), previous)
            try:
                look, known = await self._looked(moment.now)
            except OSError as error:
                self._note_unreachable(str(error))
                await asyncio.sleep(BEAT_SECONDS)
                continue
            except sqlite3.Error as error:
                log(f"cannot read what is known: {error}")
                await asyncio.sleep(BEAT_SECONDS)
                continue
            self._note_reachable()
            previous = moment.now
            await self._digest(look, known, moment)
            now = time.monotonic()
            is_active = bool(self._arrivals.bookings())
            await asyncio.sleep(rest_after(now - moment.now, is_active, self._arrivals.next_due() - now))

    async def _looked(self, now: float) -> tuple[Look, dict[str, dict[str, KnownFile]]]:
        """One look and what is known of the bookings it listed. Says so when the look does not come back."""
        active = self._arrivals.bookings()
        task = asyncio.get_running_loop().run_in_executor(self._eyes, self._look, now, active)
        done, _ = await asyncio.wait({task}, timeout=HUNG_SECONDS)
        if not done:
            self._note_unreachable("a look does not come back")
        return await task

    def _look(self, now: float, active: set[str]) -> tuple[Look, dict[str, dict[str, KnownFile]]]:
        look = self._watch.look(now, active)
        return look, {booking: dict(self._known.files(booking)) for booking in look.listings}

    async def _digest(self, look: Look, known: dict[str, dict[str, KnownFile]], moment: Moment) -> None:
        say({"type": "stray", "name": name} for name in sorted(look.strays - self._strays))
        self._strays |= look.strays
        for booking, listing in look.listings.items():
            if booking not in self._inspected:
                self._inspected.add(booking)
                self._inspect(booking, listing.files, known[booking])
            say(self._arrivals.reconcile(booking, listing.files, known[booking], moment))
        for arrival in self._arrivals.due(moment.now):
            self._take_up(arrival, moment.now)
        say(self._arrivals.counted())
        async with self._work:
            self._work.notify_all()

    def _inspect(self, booking: str, files: dict[str, Sighting], known: dict[str, KnownFile]) -> None:
        """Once per booking: are the renditions of known photos still there? What is missing is made again."""
        made = rendition_names(self._options.media, booking)
        for path, row in known.items():
            file = files.get(path)
            if row.photo is None or row.state != "ready" or file is None or file.version != row.version:
                continue
            if not {f"{row.photo}.thumb.jpg", f"{row.photo}.tv.jpg"} <= made:
                self._arrivals.forget(path)
                continue
            if f"{row.photo}.tv4k.jpg" not in made:
                self._backlog.enlarge(Enlargement(booking, row.photo, file.real, *file.version), is_new=False)
            if not row.is_hashed:
                self._backlog.liken(Likeness(booking, row.photo))

    def _take_up(self, arrival: Arrival, now: float) -> None:
        arrival.in_work = True
        reason = turned_away(arrival.file)
        if reason:
            say(self._arrivals.conclude(arrival, Outcome("rejected", reason=reason), now))
        else:
            self._backlog.add(arrival)

    async def _work_forever(self, worker: Worker) -> None:
        async with self._work:
            await self._work.wait_for(lambda: self._inspected)
        await worker.start()  # ahead of the first photo, once there is a folder that it could come to
        while True:
            async with self._work:
                task = self._next()
                while task is None:
                    await self._work.wait()
                    task = self._next()
            if isinstance(task, Arrival):
                await self._develop(worker, task)
            elif isinstance(task, Likeness):
                await self._hash(worker, task)
            else:
                await self._enlarge(worker, task)

    def _next(self) -> Arrival | Enlargement | Likeness | None:
        if self._may_enlarge_asked() and (asked := self._backlog.next_asked()):
            return asked
        while arrival := self._backlog.next_arrival():
            if self._arrivals.is_current(arrival):
                return arrival
        if self._is_quiet() and not self._is_hashing and (likeness := self._backlog.next_likeness()):
            return likeness
        return self._backlog.next_enlargement() if self._may_enlarge() else None

    def _may_enlarge_asked(self) -> bool:
        """One worker always stays free for what arrives next, unless there is only one."""
        return self._options.four_k is not FourK.NEVER and self._enlarging < max(1, len(self._workers) - 1)

    def _may_enlarge(self) -> bool:
        if self._options.four_k is FourK.ALWAYS:
            return self._may_enlarge_asked()
        return self._options.four_k is FourK.IDLE and self._is_quiet() and self._enlarging == 0

    def _is_quiet(self) -> bool:
        return time.monotonic() - self._last_small_work > QUIET_SECONDS and not self._arrivals.bookings()

    async def _develop(self, worker: Worker, arrival: Arrival) -> None:
        file = arrival.file
        is_final = self._arrivals.is_final(arrival, time.monotonic())
        outcome = await worker.run(Job(file.real, file.booking, *file.version, ("thumb", "tv"), is_final))
        self._last_small_work = time.monotonic()
        lines = self._arrivals.conclude(arrival, outcome, self._last_small_work)
        say(lines)
        if lines and outcome.photo and "tv4k" not in outcome.renditions:
            self._backlog.enlarge(Enlargement(file.booking, outcome.photo, file.real, *file.version), is_new=True)
        if outcome.status in ("unavailable", "full"):
            await self._pause(outcome)

    async def _enlarge(self, worker: Worker, task: Enlargement) -> None:
        self._enlarging += 1
        outcome = await worker.run(
            Job(task.real, task.booking, task.size, task.mtime_ns, ("tv4k",), is_final=True, photo=task.photo)
        )
        self._enlarging -= 1
        if outcome.status == "done":
            say([{"type": "four_k", "booking": task.booking, "photo": task.photo}])
        elif outcome.status in ("unavailable", "full"):
            self._backlog.postpone(task)
            await self._pause(outcome)
            await asyncio.sleep(RETRY_SECONDS)

    async def _hash(self, worker: Worker, task: Likeness) -> None:
        """One at a time; one that cannot be had now is tried again at the next start."""
        self._is_hashing = True
        outcome = await worker.run(Job.of_likeness(task.booking, task.photo))
        self._is_hashing = False
        if outcome.status == "done":
            say([{"type": "likeness", "booking": task.booking, "photo": task.photo, "dhash": outcome.dhash}])

    async def _pause(self, outcome: Outcome) -> None:
        """The photo is not to blame: leave the disk or the share alone for a moment."""
        log(f"{outcome.status}: {outcome.detail}")
        if outcome.status == "full":
            say([{"type": "full"}])
            await asyncio.sleep(FULL_SECONDS)

    def _note_unreachable(self, why: str) -> None:
        if self._unreachable_since is None:
            log(f"photos are unreachable: {why}")
            self._unreachable_since = datetime.now(UTC)
            say([{"type": "unreachable", "since": self._unreachable_since.isoformat()}])

    def _note_reachable(self) -> None:
        if self._unreachable_since is not None:
            self._unreachable_since = None
            say([{"type": "reachable"}])


def rest_after(took: float, is_active: bool, due_in: float) -> float:
    """Seconds to rest after a look that took so many; no longer than until the next file has been still for long
    enough."""
    rest = max(ACTIVE_SECONDS if is_active else IDLE_SECONDS, took * REST_FACTOR)
    return min(rest, max(ACTIVE_SECONDS, took * LEAST_REST_FACTOR, due_in), LONGEST_REST_SECONDS)


def rendition_names(media: Path, booking: str) -> set[str]:
    """File names of the renditions there are. What a killed worker left unfinished is removed."""
    folder = media / RENDITIONS_FOLDER / booking
    try:
        names = set(os.listdir(folder))
    except FileNotFoundError:
        return set()
    for name in names:
        if name.endswith(".tmp"):
            (folder / name).unlink(missing_ok=True)
    return names


def say(lines: Iterable[Line]) -> None:
    """Tell the server. A full pipe makes us wait for it; a closed one ends us."""
    content = b"".join(json.dumps(line).encode("ascii") + b"\n" for line in lines)
    while content:
        content = content[os.write(1, content) :]


def log(sentence: str) -> None:
    print(f"darkroom: {sentence}", file=sys.stderr, flush=True)
