"""Worker processes as the darkroom sees them: give one a job, await its outcome, replace it when it dies or hangs."""

import asyncio
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

from .jobs import Job, Outcome

# Reading waits for the disk or the network, so it may take long and is no fault of the photo. Nor is waiting for a busy
# processor: what is too hard is told by the processor seconds that a worker allows itself (display/worker.py).
READ_SECONDS = 60.0
WORK_SECONDS = 30.0
_PROJECT = Path(__file__).parents[1]


class _Died(Exception):
    """The worker ended in the middle of a job."""


class _Hung(Exception):
    """The worker did not answer in time."""


class Worker:
    """One worker process at a time, started when needed."""

    def __init__(self, media: Path) -> None:
        self._media = media
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    async def run(self, job: Job) -> Outcome:
        """Do a job. A worker that is killed from outside gets a second try; a photo that kills it twice, or uses up its
        processor seconds, is rejected as too hard."""
        for _ in range(2):
            try:
                return await self._attempt(job)
            except _Hung:
                return Outcome("unavailable", detail="no answer in time")
            except _Died as death:
                if death.args[0] == -signal.SIGXCPU:
                    break
        return Outcome("rejected", reason="too_hard")

    async def start(self) -> asyncio.subprocess.Process:
        """The running process; started ahead of the first job, because importing an image library takes a while."""
        if self._process is None or self._process.returncode is not None:
            path = os.pathsep.join(filter(None, [str(_PROJECT), os.environ.get("PYTHONPATH")]))
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "display.worker", str(self._media)),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                env={**os.environ, "PYTHONPATH": path},
            )
        return self._process

    async def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._process:
            await self._buried(self._process)

    async def _attempt(self, job: Job) -> Outcome:
        process = await self.start()
        assert process.stdin and process.stdout
        try:
            process.stdin.write(job.to_json())
            await process.stdin.drain()
        except ConnectionError:
            raise _Died(await self._buried(process, has_died=True)) from None
        outcome = await self._answer(process, READ_SECONDS)
        return outcome if outcome.status != "read" else await self._answer(process, WORK_SECONDS)

    async def _answer(self, process: asyncio.subprocess.Process, seconds: float) -> Outcome:
        assert process.stdout
        try:
            line = await asyncio.wait_for(process.stdout.readline(), seconds)
        except TimeoutError:
            await self._buried(process)
            raise _Hung from None
        if not line.endswith(b"\n"):
            raise _Died(await self._buried(process, has_died=True))
        return Outcome.from_json(line)

    async def _buried(self, process: asyncio.subprocess.Process, has_died: bool = False) -> int | None:
        """End the process and forget it. Its exit status, or None when the kernel still holds it (a dead share). One that
        has died by itself is not killed as well: that would take its status from whoever waits for it."""
        self._process = None
        if not has_died and process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
        try:
            return await asyncio.wait_for(process.wait(), 1)
        except TimeoutError:
            return await self._buried(process) if has_died else None
