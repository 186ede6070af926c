"""Photos that were damaged on their way: each is shown or named soon, and none costs a process or another photo (FAULTS F18)."""

import asyncio
import os
import random
from pathlib import Path

import pytest

from display.pool import Worker

from ..crowd import crowded
from .pictures import jpeg, png, saved, scene, two_pictures
from .process import Line, Running, Studio
from .raws import tiff_raw
from .work import job_for, media_in

FILES = int(os.environ.get("MUTATED", "60"))
AT_ONCE = 60
FLAGGED_WITHIN_MS = 5000
OFFSETS = 50
HEAD_BYTES = 4000
# Neither is a verdict on a file: a worker died of it, or was not allowed to look.
NO_VERDICTS = {"too_hard", "unreadable", None}

ORIGINALS = {
    ".jpg": jpeg(scene(600, 400)),
    ".jpeg": jpeg(scene(600, 400), progressive=True),
    ".mpo": two_pictures(),
    ".png": png(scene(300, 200)),
    ".webp": saved(scene(600, 400), "WEBP"),
    ".tif": saved(scene(300, 200), "TIFF"),
    ".tiff": saved(scene(300, 200), "TIFF", compression="tiff_lzw"),
    ".nef": tiff_raw(jpeg(scene(1200, 800))),
}


def mutated(number: int) -> tuple[str, bytes]:
    """A name and a content: cut off, with wrong bits, with a tail of zeros, or under another format's name."""
    chance = random.Random(number)
    ending, original = chance.choice(list(ORIGINALS.items()))
    data = bytearray(original)
    cut = len(data) * (number % OFFSETS) // OFFSETS
    match number % 4:
        case 0:
            del data[cut:]
        case 1:
            for _ in range(chance.randrange(1, 40)):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        case 2:
            data[cut:] = bytes(len(data) - cut)
        case _:
            ending = chance.choice([other for other in ORIGINALS if other != ending])
            data += b"%d" % number
    return f"{number:05}{ending}", bytes(data)


def verdicts(darkroom: Running, names: set[str]) -> dict[str, Line]:
    found: dict[str, Line] = {}
    while names - found.keys():
        line = darkroom.await_that(
            lambda line: line["type"] in ("ready", "rejected"), 60, f"{names - found.keys()} told"
        )
        found[line["name"]] = line
    return found


def test_f18_damaged_files_are_named_soon_and_cost_nobody_anything(studio: Studio) -> None:
    folder, longest = studio.booking(), 0.0
    with studio.darkroom("--four-k", "never", "--workers", "2") as darkroom:
        (folder / "first.jpg").write_bytes(jpeg())
        verdicts(darkroom, {"first.jpg"})
        workers = darkroom.workers()
        for first in range(0, FILES, AT_ONCE):
            files = dict(map(mutated, range(first, min(first + AT_ONCE, FILES))))
            files[f"whole-{first}.jpg"] = jpeg(comment=b"%d" % first)
            for name, data in files.items():
                (folder / name).write_bytes(data)
            found = verdicts(darkroom, set(files))
            assert found[f"whole-{first}.jpg"]["type"] == "ready"
            for name, line in found.items():
                assert line["type"] == "ready" or line["reason"] not in NO_VERDICTS, line
                longest = max(longest, line["heard_at"] - (folder / name).stat().st_mtime)
            assert {name: (folder / name).read_bytes() for name in files} == files
            assert longest * 1000 <= crowded(FLAGGED_WITHIN_MS), longest
        assert darkroom.workers() == workers, "a file has ended its worker"
        assert len(darkroom.of_type("rejected")) > FILES / 3
    print(f"{FILES} damaged files, the slowest verdict after {longest:.1f} s")


@pytest.mark.sample
def test_f18_a_phones_damaged_files_end_no_worker_either(samples: Path, tmp_path: Path) -> None:
    """HEIC, which another library decodes: cut off, or wrong in its head, where all it says of itself stands."""
    originals = [file.read_bytes() for file in sorted((samples / "photos" / "heic").iterdir())]
    media = media_in(tmp_path)

    async def send_all() -> None:
        worker = Worker(media)
        await worker.start()
        begun_as = worker.pid
        for number in range(max(8, FILES // 20)):
            chance, data = random.Random(number), bytearray(originals[number % len(originals)])
            if number % 4 == 0:
                del data[len(data) * (number % OFFSETS) // OFFSETS :]
            for _ in range(chance.randrange(1, 20) if data else 0):
                data[chance.randrange(min(HEAD_BYTES, len(data)))] = chance.randrange(256)
            outcome = await worker.run(job_for(media, bytes(data), f"{number}.heic", is_final=True))
            assert outcome.status == "done" or outcome.reason not in NO_VERDICTS, outcome
            assert worker.pid == begun_as, number
        await worker.close()

    asyncio.run(send_all())
