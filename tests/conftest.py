"""Fixtures every test may use: the real server in its own process, and the folder of sample files where there is one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from .serving import Server

SHARED = Path(__file__).parents[2] / "shared"


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


@pytest.fixture
def samples() -> Path:
    """The folder `shared` beside the project, with real camera and booking files."""
    if not SHARED.is_dir():
        pytest.skip("the folder `shared` with sample files is not beside the project")
    return SHARED
