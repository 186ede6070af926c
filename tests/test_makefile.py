"""What the Makefile asks Debian for, on machines that lack one thing or another."""

import shutil
import subprocess
from pathlib import Path

import pytest

from .serving import ROOT

FONT = "fontconfig fonts-noto-cjk"


def machine(folder: Path, user: int, has_browser: bool, has_letters: bool) -> Path:
    """A folder for the front of the path: what is installed there answers, and apt-get only says what it was asked."""
    answers = {"id": str(user), "apt-get": "asked: $*", "fc-list": "Noto Sans CJK SC" if has_letters else ""}
    if has_browser:
        answers["chromium"] = ""
    for name, answer in answers.items():
        (folder / name).write_text(f'#!/bin/sh\n[ -z "{answer}" ] || echo "{answer}"\n')
        (folder / name).chmod(0o755)
    for name in ("bash", "sh", "cat", "cut", "sha256sum", "python3"):
        (folder / name).symlink_to(str(shutil.which(name)))
    return folder


def make(folder: Path) -> subprocess.CompletedProcess[str]:
    program = str(shutil.which("make"))
    path = {"PATH": str(folder)}
    return subprocess.run([program, "chromium"], cwd=ROOT, env=path, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("has_browser", "has_letters", "asked"),
    [(True, True, []), (True, False, [FONT]), (False, True, [f"chromium {FONT}"])],
)
def test_chinese_letters_are_looked_for_by_themselves(
    tmp_path: Path, has_browser: bool, has_letters: bool, asked: list[str]
) -> None:
    done = make(machine(tmp_path, 0, has_browser, has_letters))
    assert done.returncode == 0, done.stderr
    installed = [line for line in done.stdout.splitlines() if " install " in line]
    assert [line.partition("recommends ")[2] for line in installed] == asked


def test_whoever_may_not_install_is_told_the_one_line(tmp_path: Path) -> None:
    done = make(machine(tmp_path, 1000, True, False))
    assert done.returncode != 0
    assert f"Please run this once, then try again:  sudo apt-get install {FONT}\n" in done.stderr
    assert "asked:" not in done.stdout
