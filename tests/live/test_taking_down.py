"""The desk's *Today* hears by itself that pictures are to be taken down, and that they are (REQUIREMENTS E20)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ..serving import Client, Listener, Server
from ..web.desk import Desk, book, opened
from ..web.party import page_of, shown


@pytest.fixture(params=("eventlet", "threading"))
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """Visit 1 came three days ago, and said yes to everything then."""
    with opened(tmp_path, moment=datetime.now(UTC) - timedelta(days=3)) as app:
        desk = Desk(app)
        book(desk.floor, 2031)
        visit = desk.tap("/visits", actor="mei", booking=2031)[1]["visit"]
        server = Server(tmp_path, request.param)
        for use in ("samples", "marketing"):
            own = Desk(app, "nobody's")
            assert own.tap(f"{page_of(server, visit)}/consents", use=use, is_given=True)[0] == 201
    with server:
        yield server


def next_line(screen: Listener) -> tuple[str, list[str]]:
    """The next news of the line: its text, or that it is gone."""
    while True:
        event, message = screen.heard.get(timeout=20)
        if event != "foreseen":
            continue
        found: list[Any] = [part["html"] for part in message["parts"] if part["id"] == "consents-due"]
        if found or "consents-due" in message["gone"]:
            return ("".join(found), message["gone"])


def test_a_desk_that_lies_open_hears_of_a_consent_that_was_taken_back_and_of_its_pictures_being_down(
    house: Server,
) -> None:
    desk, own = house.device("desk"), Client(house, "hth_device=none")
    assert "consents-due" not in shown(desk, "/desk")
    with desk.socket() as screen:
        screen.next("hello")
        assert own.tap(f"{page_of(house, 1)}/consents", use="samples", is_given=False)[0] == 201
        assert "1 consent has ended" in next_line(screen)[0]
        assert "consents-due" in shown(desk, "/desk")
        assert desk.tap("/visits/1/consents/end", actor="mei", use="samples")[0] == 201
        assert next_line(screen) == ("", ["consents-due"])
