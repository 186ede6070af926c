"""What the darkroom asks of a worker, and what comes back: one JSON line each way."""

import json
from dataclasses import asdict

from kiosk.records import dataclass


@dataclass(frozen=True)
class Job:
    """Make the `wanted` renditions of the file `real` (its path below `photos/`, as the system spells it).

    The job is void when the file's size and modification time are no longer these, or when its content is no longer
    that of `photo` (None: not known yet). `is_final`: judge doubtful and damaged files now rather than wait for more.
    Where nothing is `wanted`, the hash of `photo` is, from its TV rendition, and no original is opened.
    """

    real: str
    booking: str
    size: int
    mtime_ns: int
    wanted: tuple[str, ...]
    is_final: bool = False
    photo: str | None = None

    @classmethod
    def of_likeness(cls, booking: str, photo: str) -> "Job":
        return cls("", booking, 0, 0, (), photo=photo)

    def to_json(self) -> bytes:
        return json.dumps(asdict(self)).encode("ascii") + b"\n"

    @classmethod
    def from_json(cls, line: bytes) -> "Job":
        fields = json.loads(line)
        return cls(**{**fields, "wanted": tuple(fields["wanted"])})


@dataclass(frozen=True)
class Outcome:
    """How a job ended. `status`:

    read         not an end yet: the file has been read, what follows is the worker's own doing
    done         renditions written; `photo`, `width`, `height` (upright pixels), `taken_at`, `camera`, `camera_body`,
                 `renditions` and `dhash` are set; of a job that wants none, `photo` and `dhash`
    rejected     `reason` (a key of `library.REASONS`) says why
    incomplete   cut off, or still changing
    changed, absent      not the version that was asked for
    unavailable, full    the share or the disk does not let us; nothing is said about the photo
    """

    status: str
    photo: str | None = None
    width: int = 0
    height: int = 0
    taken_at: str | None = None
    renditions: tuple[str, ...] = ()
    dhash: str | None = None
    reason: str | None = None
    detail: str = ""
    camera: str | None = None
    camera_body: str | None = None

    def to_json(self) -> bytes:
        return json.dumps(asdict(self)).encode("ascii") + b"\n"

    @classmethod
    def from_json(cls, line: bytes) -> "Outcome":
        fields = json.loads(line)
        return cls(**{**fields, "renditions": tuple(fields["renditions"])})
