"""A booking's album: its photos in the order in which they are shown, and what became of the files that came."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby, pairwise

from kiosk.records import dataclass

PROBLEMS_KEPT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """One picture of a booking. `look` is the name of its folder, else the number of the look, "" where neither is known;
    `taken_at` is the camera's own time as ISO 8601 text, with a zone only if the camera noted one; `dhash` as in likeness.py;
    `camera` and `camera_body` as in camera.py; these three are None for photos taken in before there were any."""

    booking: str
    id: str
    look: str
    taken_at: str | None
    name: str
    dhash: str | None = None
    is_upright: bool = False
    camera: str | None = None
    camera_body: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be read; `reason` is a key of library.REASONS."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Album:
    """Counts of a booking's files and the latest problems. `revision` grows whenever its photos or their order may have
    changed, `likeness` whenever photos have been hashed that were there already; `is_live` keeps it in the picture of
    the house."""

    booking: str
    changed_on: date
    ready: int = 0
    arriving: int = 0
    rejected: int = 0
    problems: tuple[Problem, ...] = ()
    revision: int = 0
    likeness: int = 0
    is_live: bool = True


def in_order(photos: Iterable[Photo]) -> tuple[Photo, ...]:
    """By look folder, then by the time they were taken, then by name; numbers in names count as numbers."""
    return tuple(sorted(photos, key=_place))


def _place(photo: Photo) -> tuple[object, ...]:
    return _natural(photo.look), photo.taken_at is None, photo.taken_at or "", _natural(photo.name), photo.id


def _natural(text: str) -> tuple[tuple[bool, int, str], ...]:
    """`look 10` after `look 2`."""
    pieces = re.split(r"(\d+)", text.casefold())
    return tuple((not piece.isdecimal(), int(piece) if piece.isdecimal() else 0, piece) for piece in pieces if piece)


@dataclass(frozen=True, slots=True)
class Shoot:
    """A stretch in the studio, as the sheet has it: of which look, from when to when; no end while it goes on."""

    look: int
    began: datetime
    ended: datetime | None


def sorted_by_shoots(photos: Sequence[Photo], shoots: Sequence[Shoot]) -> list[Photo]:
    """Where nobody has made folders, the look of each photo follows from when it was taken. A camera's clock is nobody's, so its
    first photo stands for the beginning of the first stretch; from there on, one look ends half-way through the pause before
    the next one. Photos without a time stay without a look."""
    shoots = sorted(shoots, key=lambda shoot: shoot.began)
    taken = {photo.id: _local(photo.taken_at) for photo in photos if photo.taken_at}
    if any(photo.look for photo in photos) or not taken or len({shoot.look for shoot in shoots}) < 2:
        return list(photos)
    first, began = min(taken.values()), shoots[0].began
    turns = [(later.look, _half_way(one, later) - began) for one, later in pairwise(shoots) if later.look != one.look]

    def look(photo: Photo) -> str:
        elapsed = taken[photo.id] - first
        return str(next((look for look, turn in reversed(turns) if elapsed >= turn), shoots[0].look))

    return [replace(photo, look=look(photo)) if photo.id in taken else photo for photo in photos]


def _half_way(one: Shoot, later: Shoot) -> datetime:
    ended = min(one.ended or later.began, later.began)
    return ended + (later.began - ended) / 2


def _local(taken_at: str) -> datetime:
    return datetime.fromisoformat(taken_at).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Look:
    """`number` counts from 1, 0 for photos that lie in no look's folder; `names` are what the booking and the folder call it."""

    number: int = 0
    names: tuple[str, ...] = ()


def by_look(photos: Iterable[Photo], booked: Sequence[str] = ()) -> list[tuple[Look, tuple[str, ...]]]:
    """Photos in order as runs of one look, with their ids. `booked` are the names of the booking's looks, "" without one."""
    runs = [(folder, tuple(photo.id for photo in run)) for folder, run in groupby(photos, key=lambda photo: photo.look)]
    numbers, is_told = _numbers([folder for folder, _ in runs if folder], len(booked))
    known = booked if is_told or len(numbers) == len(booked) else ()
    looks = []
    for folder, ids in runs:
        number = numbers.pop(0) if folder else 0
        named = known[number - 1] if 0 < number <= len(known) else booked[0] if len(runs) == len(booked) == 1 else ""
        looks.append((Look(number, tuple(filter(None, (named, _bare(folder))))), ids))
    return looks


def _numbers(folders: Sequence[str], booked: int) -> tuple[list[int], bool]:
    """Which look each folder is: by its own number, where each has one that can be; else they are counted, and none is told."""
    found = [re.match(r"\s*(?:look\s*)?(\d{1,3})(?!\d)", folder, re.IGNORECASE) for folder in folders]
    own = [int(number[1]) if number else 0 for number in found]
    is_told = len(set(own)) == len(own) and all(0 < number <= max(booked, len(own)) for number in own)
    return (own if is_told else list(range(1, len(own) + 1))), is_told


def _bare(look: str) -> str:
    """Without the number that only sorts the folders."""
    return re.sub(r"^\s*(look\s*)?\d{1,3}(?!\d)[\s._-]*", "", look, flags=re.IGNORECASE).strip()


def by_camera(photos: Iterable[Photo]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """By camera ("" where the file names none): the ids of its photos with the minute at which each was taken, by its own clock,
    "" where that is not known. Photos of which neither is known are left out."""
    found: dict[str, list[tuple[str, str]]] = {}
    for photo in photos:
        minute = f"{datetime.fromisoformat(photo.taken_at):%H:%M}" if photo.taken_at else ""
        if minute or photo.camera:
            found.setdefault(photo.camera or "", []).append((photo.id, minute))
    return tuple((camera, tuple(shots)) for camera, shots in found.items())


def shot_at(photos: Iterable[Photo]) -> datetime | None:
    """When the first photo was taken, by the camera's clock; None if no camera noted it."""
    times = sorted(photo.taken_at for photo in photos if photo.taken_at)
    return datetime.fromisoformat(times[0]).replace(tzinfo=None) if times else None


def searched_by(names: Iterable[str]) -> str:
    """Names as one types them into the search of a photo program: on one line and without their endings, for its catalogue may
    hold the RAW files of the same shots."""
    return ", ".join(dict.fromkeys(name.rpartition(".")[0] or name for name in names))
