"""What the Makefile asks Debian for, on machines that lack one thing or another."""

import shutil
import subprocess
from pathlib import Path

import pytest

from .serving import ROOT

FONT = "fontconfig fonts-noto-cjk"
LIBRARY = "libatomic1"


def machine(folder: Path, user: int, has_browser: bool, has_letters: bool, has_library: bool = True) -> Path:
    """A folder for the front of the path: what is installed there answers, and apt-get only says what it was asked."""
    answers = {"id": str(user), "apt-get": "asked: $*", "fc-list": "Noto Sans CJK SC" if has_letters else ""}
    if has_browser:
        answers["chromium"] = ""
    if has_library:
        answers["playwright"] = "Version 1"
    for name, answer in answers.items():
        (folder / name).write_text(f'#!/bin/sh\n[ -z "{answer}" ] || echo "{answer}"\n')
        (folder / name).chmod(0o755)
    for name in ("bash", "sh", "cat", "cut", "sha256sum", "python3"):
        (folder / name).symlink_to(str(shutil.which(name)))
    return folder


def make(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(shutil.which("make")), "chromium", f"BIN={folder}", "INSTALLED_DEV="]
    path = {"PATH": str(folder)}
    return subprocess.run(command, cwd=ROOT, env=path, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("has_browser", "has_letters", "has_library", "asked"),
    [
        (True, True, True, []),
        (True, False, True, [FONT]),
        (False, True, True, [f"chromium {FONT} {LIBRARY}"]),
        (True, True, False, [LIBRARY]),
    ],
)
def test_what_the_browser_tests_need_is_looked_for_piece_by_piece(
    tmp_path: Path, has_browser: bool, has_letters: bool, has_library: bool, asked: list[str]
) -> None:
    done = make(machine(tmp_path, 0, has_browser, has_letters, has_library))
    assert done.returncode == 0, done.stderr
    installed = [line for line in done.stdout.splitlines() if " install " in line]
    assert [line.partition("recommends ")[2] for line in installed] == asked


def test_whoever_may_not_install_is_told_the_one_line(tmp_path: Path) -> None:
    done = make(machine(tmp_path, 1000, True, False))
    assert done.returncode != 0
    assert f"Please run this once, then try again:  sudo apt-get install {FONT}\n" in done.stderr
    assert "asked:" not in done.stdout
