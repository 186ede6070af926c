"""The darkroom never outlives the server, however that ends."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from .process import PROJECT, QUICK, Studio, drop, environment


def test_it_ends_with_the_server_and_takes_its_workers_along(studio: Studio) -> None:
    studio.booking()
    with studio.darkroom(*QUICK) as darkroom:
        darkroom.await_quiet()
        workers = darkroom.workers()
        assert len(workers) == 2
    assert darkroom.process.returncode == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)


def test_workers_start_when_there_is_a_folder_that_photos_could_come_to(studio: Studio) -> None:
    with studio.darkroom(*QUICK) as darkroom:
        darkroom.await_quiet()
        assert darkroom.workers() == []
        studio.booking()
        darkroom.await_quiet()
        assert len(darkroom.workers()) == 2


@pytest.mark.parametrize("has_table", [True, False], ids=["at work", "waiting for the database"])
def test_it_ends_when_the_server_is_killed_whatever_it_is_doing(tmp_path: Path, has_table: bool) -> None:
    """Both pipes break at once, in the middle of a delivery or before anything began."""
    with Studio(tmp_path, has_table) as studio:
        drop(studio.booking(), *(f"{number}.jpg" for number in range(8)))
        arguments: list[str | Path] = [
            sys.executable,
            "-m",
            "display.darkroom",
            "--media",
            studio.media,
            "--db",
            studio.db,
            *QUICK,
        ]
        server = (
            "import subprocess, sys, time\n"
            "one = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
            "print(one.pid, flush=True)\n"
            "print(one.stdout.readline(), flush=True)\n"
            "time.sleep(60)\n"
        )
        with subprocess.Popen(
            [sys.executable, "-c", server, *arguments], stdout=subprocess.PIPE, cwd=PROJECT, env=environment()
        ) as parent:
            assert parent.stdout
            pid = int(parent.stdout.readline())
            if has_table:
                parent.stdout.readline()
            parent.kill()
        assert has_ended(pid)


def has_ended(pid: int) -> bool:
    """Awaits the end of a process that is no child of ours."""
    for _ in range(200):
        try:
            if Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(") ")[2].startswith("Z"):
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.05)
    return False


def test_it_ends_when_told_to(studio: Studio) -> None:
    with studio.darkroom(*QUICK) as darkroom:
        darkroom.await_line(type="beat")
        darkroom.process.terminate()
        assert darkroom.process.wait(10) == 0
