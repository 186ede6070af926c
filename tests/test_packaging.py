"""What is installed: locked packages, and a wheel that has everything it needs."""

import json
import re
import subprocess
import sys
import tarfile
import threading
import tomllib
import venv
import zipfile
from pathlib import Path
from urllib.request import urlopen

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
RUN, DEV = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
BUILD = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]


def locked(lock: Path) -> dict[str, str]:
    """Package name to the rest of its entry: version and hashes."""
    entries = re.findall(r"^([a-z0-9.-]+)==((?:.*\\\n)*.*)", lock.read_text(), re.MULTILINE)
    return dict(entries)


def version(entry: str) -> str:
    return entry.split()[0]


def source_files(folder: str) -> set[str]:
    files = (file for file in (ROOT / folder).rglob("*") if file.is_file())
    return {str(f.relative_to(ROOT)) for f in files if "__pycache__" not in f.parts and f.suffix != ".mo"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    return next(built.glob("*.whl"))


@pytest.mark.parametrize("lock", [RUN, DEV], ids=lambda path: path.name)
def test_a_lock_names_no_host(lock: Path) -> None:
    assert not re.findall(r"://|--\w*index\w*|--find-links|--trusted-host|^-", lock.read_text(), re.MULTILINE)


@pytest.mark.parametrize("lock", [RUN, DEV], ids=lambda path: path.name)
def test_every_locked_package_has_hashes(lock: Path) -> None:
    entries = locked(lock)
    pinned_lines = [line for line in lock.read_text().splitlines() if re.match(r"[A-Za-z0-9]", line)]
    assert len(entries) == len(pinned_lines) > 0
    assert [name for name, entry in entries.items() if "--hash=sha256:" not in entry] == []


def test_the_checks_run_on_the_servers_own_versions() -> None:
    assert locked(RUN).items() <= locked(DEV).items()


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        (RUN, [*PROJECT["dependencies"], *BUILD]),
        (DEV, PROJECT["optional-dependencies"]["dev"]),
    ],
    ids=["run", "dev"],
)
def test_a_lock_holds_what_the_project_asks_for(lock: Path, wanted: list[str]) -> None:
    entries = locked(lock)
    for requirement in map(Requirement, wanted):
        assert requirement.specifier.contains(version(entries[canonicalize_name(requirement.name)])), requirement


def test_the_wheel_has_every_file_of_the_packages(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    beside = {f"kiosk/{file}" for folder in ("templates", "static") for file in source_files(folder)}
    assert source_files("kiosk") | source_files("display") | beside <= inside


def test_the_wheel_has_compiled_translations(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    catalogues = {file for file in source_files("kiosk/translations") if file.endswith(".po")}
    assert catalogues
    assert {file.removesuffix(".po") + ".mo" for file in catalogues} <= inside


def test_the_wheel_has_nothing_but_the_packages(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert tops == {"kiosk", "display", f"hand_to_hand-{wheel.name.split('-')[1]}.dist-info"}


def test_the_sdist_has_nobodys_photographs(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = [name.split("/", 1)[1] for name in sdist.getnames()]
    assert [
        name for name in names if re.match(r"media/(photos|renditions)/|instance/|studio\.toml|\.venv/", name)
    ] == []


@pytest.mark.live
def test_the_installed_wheel_serves(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    pip = [str(tmp_path / "venv/bin/pip"), "--disable-pip-version-check", "--quiet", "install"]
    subprocess.run([*pip, "--require-hashes", "-r", str(RUN)], check=True, timeout=240)
    # Everything it asks for is there already: this resolves the wheel's own metadata and fetches nothing.
    subprocess.run([*pip, str(wheel)], check=True, timeout=60)

    command = [str(tmp_path / "venv/bin/hand-to-hand"), "serve", "--host", "127.0.0.1", "--port", "0"]
    folders = ["--data", str(tmp_path / "data"), "--media", str(tmp_path / "media")]
    with subprocess.Popen([*command, *folders], cwd=tmp_path, stdout=subprocess.PIPE, text=True) as server:
        deadline = threading.Timer(60, server.kill)
        deadline.start()
        try:
            address = serving_address(server)
            with urlopen(f"{address}/healthz", timeout=10) as answer:
                health = json.load(answer)
            with urlopen(f"{address}/static/any/css/tokens.css", timeout=10) as answer:
                assert b"--brass" in answer.read()
        finally:
            deadline.cancel()
            server.terminate()
    assert health["ok"] is True
    assert health["version"] == wheel.name.split("-")[1]


def serving_address(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    for line in server.stdout:
        if found := re.search(r"Hand to Hand is serving at (http://\S+)", line):
            return found[1].rstrip("/")
    raise AssertionError("the server ended without saying that it serves")
