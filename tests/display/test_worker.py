"""A worker process and its job: the file that was asked for or none, whole renditions or none, limits that hold."""

import asyncio
import errno
import os
import signal
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PIL import Image

from display import worker
from display.jobs import Outcome
from display.library import PHOTOS
from display.pool import Worker

from ..crowd import crowded
from .pictures import jpeg, png, png_bomb, saved, scene
from .work import done, job_for, media_in

GIF_FRAME = b"\x2c\0\0\0\0\1\0\1\0\0\2\2\x44\1\0"


@pytest.fixture
def media(tmp_path: Path) -> Path:
    return media_in(tmp_path)


def renditions(media: Path) -> set[str]:
    return {file.name for file in (media / "renditions").rglob("*") if file.is_file()}


def test_a_photo_is_named_by_its_content_and_its_renditions_by_the_photo(media: Path) -> None:
    content = jpeg(scene(2400, 1600))
    outcome = done(media, job_for(media, content))
    assert (outcome.status, outcome.width, outcome.height) == ("done", 2400, 1600)
    assert outcome.renditions == ("thumb", "tv")
    assert outcome.photo == worker.photo_id(content)
    assert renditions(media) == {f"{outcome.photo}.thumb.jpg", f"{outcome.photo}.tv.jpg"}
    assert done(media, job_for(media, content, "copy.jpg")).photo == outcome.photo


def test_the_original_is_only_read(media: Path) -> None:
    job = job_for(media, jpeg())
    original = media / PHOTOS / job.real
    original.chmod(0o444)
    before = original.stat()
    done(media, job)
    assert (original.stat(), original.read_bytes()) == (before, jpeg())


def test_a_file_that_is_no_longer_the_one_meant_is_left_alone(media: Path) -> None:
    job = job_for(media, jpeg())
    job_for(media, jpeg(scene(seed=2)))
    assert done(media, job).status == "changed"
    (media / PHOTOS / job.real).unlink()
    assert done(media, job).status == "absent"
    assert renditions(media) == set()


def test_a_link_put_in_a_files_place_is_not_followed(media: Path, tmp_path: Path) -> None:
    job = job_for(media, jpeg())
    original = media / PHOTOS / job.real
    original.rename(tmp_path / "elsewhere.jpg")
    original.symlink_to(tmp_path / "elsewhere.jpg")
    assert done(media, job).status != "done"
    assert renditions(media) == set()


@pytest.mark.parametrize("keep", [0, 1, 300, 2_000, 10_000, -3])
def test_a_cut_off_file_is_incomplete_until_the_verdict_is_final(media: Path, keep: int) -> None:
    content = jpeg()[:keep]
    assert done(media, job_for(media, content)).status == "incomplete"
    outcome = done(media, job_for(media, content, is_final=True))
    assert (outcome.status, outcome.reason) == ("rejected", "incomplete")
    assert renditions(media) == set()


def test_a_zero_tail_is_never_ready(media: Path) -> None:
    content = jpeg()
    for part in range(10):
        half = content[: len(content) * part // 10].ljust(len(content), b"\0")
        assert done(media, job_for(media, half, is_final=True)).reason == "incomplete"


def test_a_full_disk_is_not_the_photos_fault_and_leaves_nothing_behind(
    media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert done(media, job_for(media, jpeg())).status == "full"
    assert renditions(media) == set()


T = TypeVar("T")


def run_in_worker(media: Path, use: Callable[[Worker], Awaitable[T]]) -> T:
    async def session() -> T:
        one = Worker(media)
        try:
            return await use(one)
        finally:
            await one.close()

    return asyncio.run(session())


def test_t15_hostile_files_are_dealt_with_soon_by_a_worker_that_stays_small(media: Path) -> None:
    hostile = {
        "pixels.png": (png_bomb(13_000, 13_000), "too_large"),
        "promises.png": (png_bomb(30_000, 30_000, rows=1), "too_large"),
        "film.jpg": (b"GIF89a" + b"\1\0\1\0\0\0\0" + GIF_FRAME * 100_000 + b";", "not_a_photo"),
        "film.webp": (saved(scene(8, 8), "WEBP", save_all=True, append_images=[scene(8, 8, 2)] * 5_000), None),
        "notes.png": (png_bomb(10, 10, notes=100_000), "too_hard"),
        "strip.png": (png(Image.new("L", (64_000, 1))), "not_a_photo"),
        "page.jpg": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n", "not_a_photo"),
    }

    async def send_all(one: Worker) -> tuple[dict[str, str | None], dict[str, float], float]:
        reasons, took_ms = {}, {}
        await one.run(job_for(media, jpeg(scene(60, 40)), "first.jpg"))
        for name, (content, _) in hostile.items():
            job = job_for(media, content, name, is_final=True)
            began = time.monotonic()
            reasons[name] = (await one.run(job)).reason
            took_ms[name] = (time.monotonic() - began) * 1000
        return reasons, took_ms, peak_mb(one)

    reasons, took_ms, peak = run_in_worker(media, send_all)
    assert reasons == {name: reason for name, (_, reason) in hostile.items()}
    assert max(took_ms.values()) <= crowded(1000), took_ms
    assert peak < 300


def peak_mb(one: Worker) -> float:
    """The most memory that the worker has held."""
    lines = Path(f"/proc/{one.pid}/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


def hundred_megapixels(is_progressive: bool = False) -> bytes:
    """As the largest cameras write them: noise, and edges where the pieces meet."""
    piece = Image.effect_noise((1456, 1092), 25).convert("RGB")
    picture = Image.new("RGB", (8 * piece.width, 8 * piece.height))
    for place in range(64):
        picture.paste(piece, (place % 8 * piece.width, place // 8 * piece.height))
    return jpeg(picture, quality=80, subsampling="4:2:0", progressive=is_progressive)


def test_f19_a_hundred_megapixels_are_shown_soon_by_a_worker_that_stays_small(media: Path) -> None:
    job = job_for(media, hundred_megapixels())
    assert job.size > 30_000_000

    async def run(one: Worker) -> tuple[Outcome, float, float]:
        await one.start()
        await one.run(job_for(media, jpeg(scene(60, 40)), "first.jpg"))  # an idle one waits for work, all loaded
        began = time.monotonic()
        outcome = await one.run(job)
        return outcome, (time.monotonic() - began) * 1000, peak_mb(one)

    outcome, took_ms, peak = run_in_worker(media, run)
    assert (outcome.status, outcome.width, outcome.height) == ("done", 11_648, 8_736)
    assert took_ms <= crowded(3000)
    assert peak <= 250


def test_f19_saved_in_passes_it_is_shown_too_and_takes_what_its_decoder_must_hold(media: Path) -> None:
    """docs/performance.md says why no less will do."""
    job = job_for(media, hundred_megapixels(is_progressive=True))

    async def run(one: Worker) -> tuple[Outcome, float]:
        return await one.run(job), peak_mb(one)

    outcome, peak = run_in_worker(media, run)
    assert (outcome.status, outcome.width, outcome.height) == ("done", 11_648, 8_736)
    assert peak <= 400


def test_a_worker_is_nice_and_limited(media: Path) -> None:
    async def look(one: Worker) -> tuple[int, str]:
        await one.run(job_for(media, jpeg(scene(60, 40))))
        assert one.pid
        return os.getpriority(os.PRIO_PROCESS, one.pid), Path(f"/proc/{one.pid}/limits").read_text(encoding="ascii")

    niceness, limits = run_in_worker(media, look)
    assert niceness >= 10
    assert str(1 << 30) in next(line for line in limits.splitlines() if line.startswith("Max address space"))


def test_a_photo_survives_its_worker(media: Path) -> None:
    """Killed while it waits for the job or in the middle of it: another worker does it."""

    async def kill_and_run(one: Worker) -> Outcome:
        await one.start()
        assert one.pid
        os.kill(one.pid, signal.SIGKILL)
        return await one.run(job_for(media, jpeg()))

    assert run_in_worker(media, kill_and_run).status == "done"


def test_a_photo_that_kills_every_worker_is_too_hard_and_the_next_one_is_fine(media: Path) -> None:
    async def kill_always(one: Worker) -> tuple[Outcome, Outcome]:
        hard = job_for(media, jpeg(scene(3000, 2000)), "hard.jpg")
        running = asyncio.create_task(one.run(hard))
        killed: set[int] = set()
        while not running.done():
            if one.pid and one.pid not in killed:
                killed.add(one.pid)
                os.kill(one.pid, signal.SIGKILL)
            await asyncio.sleep(0.01)
        return await running, await one.run(job_for(media, jpeg(), "easy.jpg"))

    hard, easy = run_in_worker(media, kill_always)
    assert (hard.status, hard.reason) == ("rejected", "too_hard")
    assert easy.status == "done"


def test_a_photo_that_uses_up_its_processor_seconds_is_too_hard(media: Path) -> None:
    async def run_out(one: Worker) -> Outcome:
        await one.start()
        assert one.pid
        pid = one.pid
        os.kill(pid, signal.SIGSTOP)  # it stands still until the job is in its hands
        running = asyncio.create_task(one.run(job_for(media, jpeg())))
        for _ in range(5):
            await asyncio.sleep(0)
        os.kill(pid, signal.SIGXCPU)  # what the kernel sends
        os.kill(pid, signal.SIGCONT)
        return await running

    outcome = run_in_worker(media, run_out)
    assert (outcome.status, outcome.reason) == ("rejected", "too_hard")


def test_a_worker_that_does_not_answer_is_replaced_and_the_photo_not_blamed(
    media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run(one: Worker) -> tuple[Outcome, Outcome]:
        monkeypatch.setattr("display.pool.WORK_SECONDS", 0.0)
        late = await one.run(job_for(media, jpeg(scene(3000, 2000))))
        monkeypatch.undo()
        return late, await one.run(job_for(media, jpeg()))

    late, next_one = run_in_worker(media, run)
    assert (late.status, next_one.status) == ("unavailable", "done")
