"""How fast photos become slides, beside plain Pillow and libvips doing the same work in the same run.

    python -m bench.ingest [--photos 6] [--rounds 5] [--workers 2] [--drop 2000] [--folder DIR]

Makes its own 24-megapixel, camera-like JPEGs in a temporary folder. The pipelines take turns, round by round, and the
median and the spread of the rounds are printed: on a shared machine only figures of one run can be compared.
libvips is measured if `pyvips` can be imported.
"""

import argparse
import asyncio
import importlib
import multiprocessing
import os
import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

from display.folder import Watch
from display.jobs import Job
from display.library import PHOTOS
from display.pool import Worker

from .drop import report_drop
from .photos import camera_photos, working_folder

TWO = ("thumb", "tv")
BOXES = {"thumb": (480, 480), "tv": (1920, 1080), "tv4k": (3840, 2160)}
Figures = dict[str, float]


def pillow(path: Path, out: Path, wanted: tuple[str, ...]) -> None:
    """Each rendition for itself, the way it is usually written."""
    for rendition in wanted:
        with Image.open(path) as image:
            image.load()
            image.thumbnail(BOXES[rendition], Image.Resampling.LANCZOS, reducing_gap=None)
            image.save(out / f"{path.stem}.{rendition}.pillow.jpg", quality=88)


def libvips(path: Path, out: Path, wanted: tuple[str, ...]) -> None:
    """libvips' own fast path: shrink while loading, then each smaller rendition from the larger one."""
    pyvips: Any = importlib.import_module("pyvips")
    picture = None
    for rendition in reversed(wanted):
        width, height = BOXES[rendition]
        if picture is None:
            pyvips.cache_set_max(0)
            picture = pyvips.Image.thumbnail(str(path), width, height=height, size="down").copy_memory()
        else:
            picture = picture.thumbnail_image(width, height=height, size="down")
        picture.write_to_file(str(out / f"{path.stem}.{rendition}.vips.jpg"), Q=88, keep="none")


def _timed(pipeline: Callable[[Path, Path, tuple[str, ...]], None], task: tuple[Path, Path, tuple[str, ...]]) -> float:
    """Processor seconds of one photo; runs in a pool process."""
    before = time.process_time()
    pipeline(*task)
    return time.process_time() - before


def run_pool(
    pipeline: Callable[[Path, Path, tuple[str, ...]], None], photos: list[Path], out: Path, processes: int
) -> Figures:
    """Both sets of renditions by a plain pool of processes."""
    figures: Figures = {}
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        pool.starmap(_timed, [(pipeline, (photos[0], out, TWO))] * processes)
        for label, wanted in (("two", TWO), ("three", tuple(BOXES))):
            began = time.perf_counter()
            seconds = pool.starmap(_timed, [(pipeline, (photo, out, wanted)) for photo in photos], chunksize=1)
            figures[f"{label} cpu"] = statistics.fmean(seconds)
            figures[f"{label} rate"] = len(photos) / (time.perf_counter() - began)
    return figures


async def run_ours(media: Path, photos: list[Path], processes: int) -> Figures:
    """The same through our workers: with content hash, completeness check and fsync; 4K in a second pass, as it is."""
    workers = [Worker(media) for _ in range(processes)]
    try:
        await _work(workers, photos[:1] * processes, TWO)
        used = _cpu_seconds(workers)
        began = time.perf_counter()
        await _work(workers, photos, TWO)
        after_two, two_took = _cpu_seconds(workers), time.perf_counter() - began
        await _work(workers, photos, ("tv4k",))
        after_three, three_took = _cpu_seconds(workers), time.perf_counter() - began
        return {
            "two cpu": (after_two - used) / len(photos),
            "two rate": len(photos) / two_took,
            "three cpu": (after_three - used) / len(photos),
            "three rate": len(photos) / three_took,
            "rss": max(_peak_mb(worker) for worker in workers),
        }
    finally:
        await asyncio.gather(*(worker.close() for worker in workers))


async def _work(workers: list[Worker], photos: list[Path], wanted: tuple[str, ...]) -> None:
    waiting = iter(photos)

    async def one(worker: Worker) -> None:
        for photo in waiting:
            found = photo.stat()
            booking = photo.parent.name
            job = Job(f"{booking}/{photo.name}", booking, found.st_size, found.st_mtime_ns, wanted, is_final=True)
            outcome = await worker.run(job)
            assert outcome.status == "done", outcome

    await asyncio.gather(*map(one, workers))


def _cpu_seconds(workers: list[Worker]) -> float:
    ticks = 0
    for worker in workers:
        fields = Path(f"/proc/{worker.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _peak_mb(worker: Worker) -> float:
    lines = Path(f"/proc/{worker.pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def report_pipelines(media: Path, photos: list[Path], rounds: int, processes: int) -> None:
    pipelines: dict[str, Callable[[], Figures]] = {
        "ours": lambda: asyncio.run(run_ours(media, photos, processes)),
        "Pillow": lambda: run_pool(pillow, photos, media, processes),
    }
    if _has_vips():
        pipelines["libvips"] = lambda: run_pool(libvips, photos, media, processes)
    else:
        print("libvips is NOT measured here. For the comparison: .venv/bin/python -m pip install 'pyvips[binary]'")
    results: dict[str, list[Figures]] = {name: [] for name in pipelines}
    for number in range(rounds):
        for name, run in pipelines.items():
            results[name].append(run())
            print(f"  round {number + 1}: {name} {results[name][-1]}")
    for label in ("two", "three"):
        title = "thumb + 1080p" if label == "two" else "thumb + 1080p + 4K"
        print(f"\n{title}, {processes} processes   CPU s a photo (spread)      photos a second (spread)   CPU / peer's")
        ours = statistics.median(figures[f"{label} cpu"] for figures in results["ours"])
        for name, figures in results.items():
            cpu, rate = ([one[f"{label} {what}"] for one in figures] for what in ("cpu", "rate"))
            ratio = "" if name == "ours" else f"ours / {name} = {ours / statistics.median(cpu):.2f}"
            print(f"  {name:10} {_spread(cpu):>40} {_spread(rate):>29}   {ratio}")
    print(f"\nlargest worker: {max(figures['rss'] for figures in results['ours']):.0f} MB")


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.3f} ({min(values):.3f}-{max(values):.3f})"


def _has_vips() -> bool:
    try:
        importlib.import_module("pyvips")
    except (ImportError, OSError):
        return False
    # One thread a process, like the others.
    os.environ["VIPS_CONCURRENCY"] = "1"
    return True


def report_looks(folder: Path) -> None:
    """What a look into the drop folder costs (display/folder.py)."""
    for bookings, files in ((1, 2_000), (1_000, 20)):
        media = folder / f"looks-{bookings}"
        for number in range(2_000, 2_000 + bookings):
            place = media / PHOTOS / str(number)
            place.mkdir(parents=True)
            for name in range(files):
                (place / f"DSC_{name:04}.JPG").touch()
            os.utime(place, (1, 1))
        watch = Watch(media, set())
        while len(watch.look(0.0).listings) > 1:
            pass
        quiet, delivering = _looks_ms(watch, set()), _looks_ms(watch, {"2000"})
        print(f"\na look at {bookings} bookings of {files} photos, ms: {quiet}; while one is delivered: {delivering}")
        shutil.rmtree(media)


def _looks_ms(watch: Watch, active: set[str]) -> str:
    took = []
    for _ in range(20):
        began = time.perf_counter()
        watch.look(1e6, active)
        took.append((time.perf_counter() - began) * 1000)
    return _spread(took)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.ingest", description=__doc__.splitlines()[0])
    parser.add_argument("--photos", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--drop", type=int, default=2000, help="photos in the delivery; 0 leaves this part out")
    parser.add_argument("--folder", type=Path, help="where to make the photos; a disk like the studio's")
    given = parser.parse_args(arguments)
    with working_folder(given.folder) as folder:
        place = folder / PHOTOS / "2031"
        place.mkdir(parents=True)
        photos = camera_photos(place, given.photos)
        megabytes = statistics.fmean(photo.stat().st_size for photo in photos) / 1e6
        print(f"{len(photos)} photos of 24 MP, {megabytes:.1f} MB each, {given.rounds} rounds")
        report_pipelines(folder, photos, given.rounds, given.workers)
        report_looks(folder)
        if given.drop:
            report_drop(folder / "drop", photos, given.drop, given.workers)


if __name__ == "__main__":
    main()
