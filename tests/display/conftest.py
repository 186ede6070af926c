"""A sales room in this process, and a darkroom in one of its own: each test has a new one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from .process import Studio
from .sales import SalesHouse, sales_house


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SalesHouse]:
    with sales_house(tmp_path) as house:
        yield house


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    with Studio(tmp_path) as studio:
        yield studio
