"""Which photos look alike: the frames of one burst, of which a party keeps one or two. Pure; hashes come from the darkroom
(display/renditions.py, a 64-bit difference hash).

Two photos of one look are alike when they were taken within WITHIN_SECONDS of each other and their hashes differ in at
most MOST_BITS of 64 places. Measured on 330 frames of the demo studio's sessions: frames of one burst differ in 0 to 9 places
(median 1) and follow each other within 0.7 s; one set-up and the next in 7 to 42 (median 27), 15 s apart or more. Any two
others may by chance be as near as 1, so neither number would do alone.

And on 26 photos of real cameras with 16 next frames of each (`python -m bench likeness`): 12 places find 95 % of the frames, 10
found 92 %; no frames of two scenes are nearer than 14. What is missed is mostly a frame that moved by 4 % of its width.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from .album import Photo

MOST_BITS = 12
WITHIN_SECONDS = 4.0
UNDER_WAY = 4  # bursts at one moment: more cameras are not turned on one party


def distance(one: str, other: str) -> int:
    """In how many of 64 places two hashes (16 hexadecimal digits each) differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def groups(photos: Iterable[Photo]) -> tuple[tuple[str, ...], ...]:
    """Photos that look alike, two or more together, in the order they were taken. Each is compared with the last ones of the
    bursts that are under way: a pose may slowly turn, and two cameras may take turns. Photos of two cameras are never
    joined, for their clocks tell nothing of each other. A photo without hash or time stands alone."""
    known = [photo for photo in photos if photo.dhash and photo.taken_at]
    known.sort(key=lambda photo: (photo.look, _seconds(photo), photo.name, photo.id))
    found: list[list[str]] = []
    for _, run in groupby(known, key=lambda photo: photo.look):
        found += _chains(list(run))
    return tuple(tuple(chain) for chain in found if len(chain) > 1)


def _chains(run: Sequence[Photo]) -> list[list[str]]:
    chains: list[list[Photo]] = []
    for photo in run:
        near = [chain for chain in chains[-UNDER_WAY:] if are_alike(chain[-1], photo)]
        if near:
            min(near, key=lambda chain: _bits(chain[-1], photo)).append(photo)
        else:
            chains.append([photo])
    return [[photo.id for photo in chain] for chain in chains]


def _bits(one: Photo, other: Photo) -> int:
    assert one.dhash and other.dhash
    return distance(one.dhash, other.dhash)


def are_alike(one: Photo, other: Photo) -> bool:
    """Both with hash and time."""
    is_near = abs(_seconds(one) - _seconds(other)) <= WITHIN_SECONDS
    return is_near and not _are_of_two_cameras(one, other) and _bits(one, other) <= MOST_BITS


def _are_of_two_cameras(one: Photo, other: Photo) -> bool:
    """As far as both files say so."""
    pairs = (one.camera, other.camera), (one.camera_body, other.camera_body)
    return any(mine and theirs and mine != theirs for mine, theirs in pairs)


def _seconds(photo: Photo) -> float:
    """On one camera's own clock; a zone that only some photos note is left out."""
    moment = datetime.fromisoformat(photo.taken_at or "")
    return (moment.replace(tzinfo=None) - datetime(2000, 1, 1)).total_seconds()  # noqa: DTZ001
