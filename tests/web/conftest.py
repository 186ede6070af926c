"""One studio for a whole module, for tests that ask much and change little; and a desk in this process, new for each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.device import ROLES

from ..serving import Client, Server
from .bookings import add_bookings, booking_line
from .desk import Desk, opened


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A served studio with two bookings of about now."""
    with Server(tmp_path_factory.mktemp("studio")) as server:
        add_bookings(server, booking_line(2031), booking_line(2032, names="Emma Whitfield,", phone="+447700904321"))
        yield server


@pytest.fixture(scope="module")
def devices(studio: Server) -> dict[str, Client]:
    """One paired device of each role, and one that is not paired at all."""
    rooms = {"presenter": {"room": "sales-1"}, "tv": {"room": "sales-1"}}
    paired = {role: studio.device(role, **rooms.get(role, {})) for role in ROLES}
    return {**paired, "unpaired": Client(studio)}


@pytest.fixture
def station(devices: dict[str, Client]) -> Client:
    return devices["station"]


@pytest.fixture(scope="module")
def visit(studio: Server, devices: dict[str, Client]) -> int:
    """Ms Chen and Mr Li have arrived; Mei has welcomed them and passed the gate."""
    status, answer = devices["desk"].tap("/visits", actor="mei", booking=2031)
    assert status == 201, answer
    assert devices["station"].tap(f"/visits/{answer['visit']}/gate", actor="mei")[0] == 201
    return int(answer["visit"])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with opened(tmp_path) as app:
        yield Desk(app)
