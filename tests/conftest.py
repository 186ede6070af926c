"""Fixtures every test may use: the real server in its own process, and the folder of sample files where there is one."""

import faulthandler
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from .serving import Server

SHARED = Path(__file__).parents[2] / "shared"
LONGEST_SECONDS = 240  # five times the longest test
Server.forks = True
LENGTHENED_BY = ("KILLS", "STORM", "ORDERS", "MUTATED", "SLOW_COPIES")


@pytest.fixture(autouse=True)
def _ends() -> Iterator[None]:
    """A test that waits for ever fails, and the others run: a browser that hangs answers no call of its driver."""

    def give_up(*_: object) -> None:
        raise TimeoutError(f"nothing for {LONGEST_SECONDS} seconds")

    signal.signal(signal.SIGALRM, give_up)
    is_lengthened = any(name in os.environ for name in LENGTHENED_BY)
    if is_lengthened:
        faulthandler.cancel_dump_traceback_later()  # pyproject.toml's limit, which ends the whole run
    signal.alarm(0 if is_lengthened else LONGEST_SECONDS)
    yield
    signal.alarm(0)


@pytest.fixture(params=["eventlet", "threading"])
def engine(request: pytest.FixtureRequest) -> str:
    """Both engines; a test that takes this runs on each."""
    return str(request.param)


@pytest.fixture
def server(tmp_path: Path, engine: str) -> Iterator[Server]:
    """A fresh studio, served on each engine."""
    with Server(tmp_path, engine) as server:
        yield server


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Server]:
    """A fresh studio on the default engine."""
    with Server(tmp_path) as server:
        yield server


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder `shared` beside the project, with real camera and booking files."""
    if not SHARED.is_dir():
        pytest.skip("the folder `shared` with sample files is not beside the project")
    return SHARED
