"""The darkroom: a process beside the server that turns dropped files into photos.

    python -m display.darkroom --media MEDIA --db DBFILE [--workers N] [--four-k always|idle|never] [--patience SECONDS]

It hears JSON lines on stdin (`booking`, `photo`: a photo whose 4K rendition somebody wants now) and speaks them on stdout. It
ends when its stdin closes, so that it never outlives the server. It keeps nothing of
its own: what is done is what the server wrote into the table `photo_file`. Lines, by `type`:

    ready        booking, photo, path, name, size, mtime_ns, width, height, taken_at, camera, camera_body, look,
                 renditions, dhash, replaces, is_moving (what the path was known for is arriving under another one)
    rejected     booking, path, name, size, mtime_ns, reason (a key of library.REASONS), detail, is_moving
    gone         booking, path, photo (null for a file that had been rejected), is_moving
    four_k       booking, photo
    likeness     booking, photo, dhash: of a photo from before there were hashes
    arriving     booking, count
    stray        name: something in `photos/` that is no booking's folder
    unreachable  since (UTC): the folder cannot be read; reachable once it can again
    full         the disk is full; nothing is lost, work is tried again
    beat         waiting: about once a second
"""

import argparse
import asyncio
import json
import os
import signal
import sqlite3
import sys
import threading
import traceback
from pathlib import Path
from typing import NoReturn

from .backlog import FourK
from .lab import BEAT_SECONDS, Lab, Options, Wish, log
from .ledger import SqliteKnown
from .settling import Known

PATIENCE_SECONDS = 4.0
# How long the tasks and workers may take to end before they are left behind.
GOODBYE_SECONDS = 2.0


def options_from(arguments: list[str] | None = None) -> Options:
    """The command line; 0 workers means one for each processor this process may use."""
    parser = argparse.ArgumentParser(prog="python -m display.darkroom")
    parser.add_argument("--media", type=Path, required=True)
    parser.add_argument("--db", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=0)
    parser.add_argument("--four-k", type=FourK, default=FourK.IDLE, choices=list(FourK), metavar="always|idle|never")
    parser.add_argument("--patience", type=float, default=PATIENCE_SECONDS)
    given = parser.parse_args(arguments)
    workers = given.workers or len(os.sched_getaffinity(0))
    return Options(given.media, given.db, workers, given.four_k, given.patience)


async def _serve(options: Options) -> None:
    """Work until told to stop, and leave the process."""
    loop = asyncio.get_running_loop()
    stopped, wishes = asyncio.Event(), asyncio.Queue[Wish]()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    threading.Thread(target=_listen, args=(loop, wishes, stopped), daemon=True).start()
    work = asyncio.create_task(_work(options, wishes))
    await asyncio.wait({work, asyncio.create_task(stopped.wait())}, return_when=asyncio.FIRST_COMPLETED)
    failure = work.exception() if work.done() else None
    work.cancel()
    await asyncio.wait({work}, timeout=GOODBYE_SECONDS)
    _leave(failure)


async def _work(options: Options, wishes: "asyncio.Queue[Wish]") -> None:
    lab = Lab(options, await _known(options.db), wishes)
    try:
        await lab.run()
    finally:
        await lab.close()


async def _known(db: Path) -> Known:
    """The server's table, once it is there."""
    while True:
        try:
            return SqliteKnown(db)
        except sqlite3.Error as error:
            log(f"waiting for the database: {error}")
            await asyncio.sleep(BEAT_SECONDS)


def _listen(loop: asyncio.AbstractEventLoop, wishes: "asyncio.Queue[Wish]", stopped: asyncio.Event) -> None:
    """The server's wishes, until it has gone."""
    try:
        for line in sys.stdin.buffer:
            wish = json.loads(line)
            loop.call_soon_threadsafe(wishes.put_nowait, (wish["booking"], wish["photo"]))
    finally:
        loop.call_soon_threadsafe(stopped.set)


def _leave(failure: BaseException | None) -> NoReturn:
    """End at once: a look may hang on a dead share in its thread, and an ordinary exit would wait for it. Workers that
    are still there end when their stdin closes."""
    is_failure = failure is not None and not isinstance(failure, BrokenPipeError)  # that one says the server is gone
    if is_failure:
        traceback.print_exception(failure)
    sys.stderr.flush()
    os._exit(int(is_failure))


def main() -> None:
    asyncio.run(_serve(options_from()))


if __name__ == "__main__":
    main()
