"""Our routes match like any others, and can still build their addresses for a library that asks."""

from flask import url_for

from kiosk.flasking import Kiosk


def test_an_address_is_built_when_somebody_asks_for_it() -> None:
    app = Kiosk("kiosk")
    app.add_url_rule("/visits/<int:visit>/gate", "gate", lambda visit: f"{visit}", methods=["POST"])
    assert app.test_client().post("/visits/7/gate").text == "7"
    with app.test_request_context():
        assert url_for("gate", visit=7) == "/visits/7/gate"
        assert url_for("gate", visit=7, back="board") == "/visits/7/gate?back=board"
