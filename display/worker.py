"""A worker process: reads jobs from stdin, answers on stdout, with limits that a hostile photo cannot get past.

Started by display/pool.py as `python -m display.worker MEDIA`; ends when its stdin closes.
"""

import errno
import hashlib
import os
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from .camera import body_mark
from .completeness import Completeness, completeness
from .folder import NotRegular, open_original
from .jobs import Job, Outcome
from .library import PHOTOS, RENDITIONS, Kind, kind_of, rendition_path
from .raw import Preview, preview_in
from .renditions import Unusable, develop

MEMORY_BYTES = 1 << 30
CPU_SECONDS = 20
# No file within the pixel budgets is larger, and a worker must hold it in memory.
FILE_BYTES = 400_000_000
# The kernel's choice in an emergency: a worker is replaced in a second, the server is not.
OOM_SCORE = "600"

# Said of a file that is still being copied as well.
MAY_STILL_COME = ("incomplete", "damaged", "raw_unsupported")

_DISK_FULL = {errno.ENOSPC, errno.EDQUOT}


class _Void(Exception):
    """The file is not the one the job was about."""


def main(media: Path) -> None:
    """Work until stdin closes. Only answers go to the real stdout; whatever a library prints goes to stderr."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    _limit_process()
    for line in sys.stdin.buffer:
        job = Job.from_json(line)
        _limit_cpu()
        outcome = work(media, job, lambda: answers.write(Outcome("read").to_json()))
        answers.write(outcome.to_json())


def _limit_process() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is the server's to handle
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(OOM_SCORE)


def _limit_cpu() -> None:
    """The limit counts a process's whole life, so it is moved along with each job."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (until if hard == resource.RLIM_INFINITY else min(until, hard), hard))


def work(media: Path, job: Job, announce_read: Callable[[], object]) -> Outcome:
    """Do one job. `announce_read` is called once the file is in memory: from there on, time is the worker's own."""
    if not job.wanted:
        return _hashed_anew(media, job)
    try:
        data = _read(media / PHOTOS, job)
    except _Void:
        return Outcome("changed")
    except NotRegular:
        return Outcome("rejected", reason="not_a_file")
    except (FileNotFoundError, NotADirectoryError):
        return Outcome("absent")
    except PermissionError:
        return Outcome("rejected", reason="unreadable")
    except MemoryError:
        return Outcome("rejected", reason="too_large", detail=f"{job.size} bytes")
    except OSError as error:
        return Outcome("unavailable", detail=str(error.strerror))
    announce_read()
    try:
        return _developed(media, job, data)
    except Unusable as error:
        if error.reason in MAY_STILL_COME and not job.is_final:
            return Outcome("incomplete", detail=error.detail)
        return Outcome("rejected", reason=error.reason, detail=error.detail)


def _hashed_anew(media: Path, job: Job) -> Outcome:
    assert job.photo
    try:
        rendition = rendition_path(media, job.booking, job.photo, "tv").read_bytes()
        dhash = develop(rendition, "", ("thumb",)).dhash
    except OSError as error:
        return Outcome("absent", detail=str(error.strerror))
    except Unusable as error:
        return Outcome("rejected", reason=error.reason, detail=error.detail)
    return Outcome("done", job.photo, dhash=dhash)


def _read(photos: Path, job: Job) -> bytes:
    """The file's content. Raises _Void unless it is, before and after reading, the version the job names."""
    with open(open_original(photos, job.real), "rb") as file:
        if job.size > FILE_BYTES:
            raise MemoryError
        _check_version(file.fileno(), job)
        data = file.read(job.size + 1)
        _check_version(file.fileno(), job)
    if len(data) != job.size:
        raise _Void
    return data


def _check_version(descriptor: int, job: Job) -> None:
    found = os.fstat(descriptor)
    if (found.st_size, found.st_mtime_ns) != (job.size, job.mtime_ns):
        raise _Void


def _developed(media: Path, job: Job, data: bytes) -> Outcome:
    seen = _seen(job, data)
    photo = photo_id(data)
    if job.photo not in (None, photo):
        return Outcome("changed")
    developed = develop(seen.picture, job.real, job.wanted, seen.tiff)
    try:
        store({rendition_path(media, job.booking, photo, name): file for name, file in developed.files.items()})
    except OSError as error:
        status = "full" if error.errno in _DISK_FULL else "unavailable"
        return Outcome(status, detail=f"cannot write renditions: {error.strerror}")
    made = tuple(name for name in RENDITIONS if name in developed.files)
    return Outcome(
        "done",
        photo,
        developed.width,
        developed.height,
        developed.taken_at,
        made,
        developed.dhash,
        camera=developed.camera,
        camera_body=body_mark(job.booking, developed.serial),
    )


def _seen(job: Job, data: bytes) -> Preview:
    """A photo as it is, a RAW by the preview in it. Raises Unusable where either is not there wholly."""
    is_raw = kind_of(job.real.rpartition("/")[2]) is Kind.RAW
    seen = preview_in(data) if is_raw else Preview(data)
    if is_raw and not seen.picture:
        raise Unusable("raw_unsupported")
    if not seen.is_whole and not job.is_final:
        raise Unusable("incomplete")
    for content in (data, seen.picture) if is_raw else (data,):
        verdict = completeness(content)
        if verdict is Completeness.HOSTILE:
            raise Unusable("too_hard", "built to be expensive")
        if verdict is Completeness.CUT or (verdict is Completeness.DOUBTFUL and not job.is_final):
            raise Unusable("incomplete")
    return seen


def photo_id(data: bytes) -> str:
    """A photo's identity is its content: the first 16 digits of what `sha256sum` prints for the file."""
    return hashlib.sha256(data).hexdigest()[:16]


def store(files: dict[Path, bytes]) -> None:
    """Write files of one folder so that each is either whole or not there, also after a power cut."""
    folder = next(iter(files)).parent
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        _write_whole(path, content)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write_whole(path: Path, content: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with open(unfinished, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


if __name__ == "__main__":
    with suppress(BrokenPipeError):  # the darkroom is gone
        main(Path(sys.argv[1]))
