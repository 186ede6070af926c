"""What the Makefile asks Debian for on machines that lack one thing or another, and that `make test` lets no failure pass."""

import os
import shutil
import subprocess
import sys
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


# Stands for the checks' tools: which of them fail, at the first try or at every one, is told by files beside them.
CHECK = """#!/bin/sh
case "$0 $*" in
  *mypy*) which=types ;;
  *--ignore=tests/browser/lobby*) which=browser ;;
  *tests/browser/lobby*) which=lobby ;;
  *) which=rest ;;
esac
echo "$which $*" >>"${0%/*}/asked"
[ ! -e "${0%/*}/$which-always" ] || exit 1
case "$*" in *--last-failed*) exit 0 ;; esac
[ ! -e "${0%/*}/$which-once" ]
"""


def checked(folder: Path, failing: str, **environment: str) -> tuple[int, list[str]]:
    """What `make test` comes to, and what it asked the tools."""
    for name in ("python", "mypy"):
        (folder / name).write_text(CHECK)
        (folder / name).chmod(0o755)
    if failing:
        (folder / failing).touch()
    known = [one for target in ("setup-dev", "chromium", "lint") for one in ("-o", target)]
    done = subprocess.run(
        ["make", "-f", str(ROOT / "Makefile"), *known, "test", f"BIN={folder}"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, (folder / "asked").read_text().splitlines()


@pytest.mark.parametrize("which", ["rest", "lobby", "browser", "types"])
def test_what_fails_at_every_try_fails_the_whole(tmp_path: Path, which: str) -> None:
    assert checked(tmp_path, f"{which}-always")[0] != 0


@pytest.mark.parametrize("failing", ["", "rest-once", "lobby-once", "browser-once"])
def test_what_fails_once_in_the_crowd_is_tried_again_alone(tmp_path: Path, failing: str) -> None:
    status, asked = checked(tmp_path, failing)
    assert status == 0
    assert sorted(line.split()[0] for line in asked) == sorted(
        ["browser", "lobby", "rest", "types", *filter(None, [failing.partition("-")[0]])]
    )


def test_where_everything_is_at_hand_nothing_may_be_skipped(tmp_path: Path) -> None:
    _, asked = checked(tmp_path, "", CI="true")
    told = ["-p tests.nothing_skipped" in line for line in asked if not line.startswith("types")]
    assert told == [True] * 3
    (tmp_path / "test_skipping.py").write_text("import pytest\n\ndef test_it(): pytest.skip('not today')\n")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_skipping.py"]
    codes = [
        subprocess.run(
            [*command, *more],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=False,
        ).returncode
        for more in ((), ("-p", "tests.nothing_skipped"))
    ]
    assert codes == [0, 1]
