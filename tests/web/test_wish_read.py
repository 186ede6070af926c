"""The wish on the card of whoever took the party without reading it (feature 9, B08)."""

from pathlib import Path

from .desk import Desk, book, opened

WISH = "One picture where my grandmother’s comb shows."


def test_a_wish_that_was_not_read_back_stands_on_the_holders_card_until_it_is(tmp_path: Path) -> None:
    with opened(tmp_path) as app:
        station = Desk(app, "token-of-station")
        book(station.floor, 2031, wish=WISH)
        for actor, what, fields in (
            ("mei", "", {"booking": 2031}),
            ("mei", "/1/gate", {}),
            ("mei", "/1/handoffs", {"receiver": "lin", "stage": "makeup"}),
            ("lin", "/1/handoff/acceptance", {}),
        ):
            assert station.tap(f"/visits{what}", actor=actor, **fields)[0] == 201
        assert "You have not read their wish back yet." in station.page("/station/lin")
        assert station.tap("/visits/1/wish/reading", actor="lin", wish="Nothing special")[1]["code"] == "wrong_wish"
        assert station.tap("/visits/1/wish/reading", actor="lin", wish=WISH)[0] == 201
        page = station.page("/station/lin")
        assert "You have not read their wish back yet." not in page and WISH in page
