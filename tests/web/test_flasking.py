"""What we took from Flask for speed is missed by nobody: addresses are still built, changed templates still seen."""

import sys
from pathlib import Path

import pytest
from flask import render_template, url_for

from kiosk.flasking import Compiled, Kiosk


@pytest.fixture(autouse=True)
def keeps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have told Python to keep nothing compiled."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def said(templates: Path) -> str:
    """A page as a freshly started server renders it."""
    app = Kiosk("kiosk", template_folder=str(templates))
    app.jinja_env.bytecode_cache = Compiled(templates)
    with app.app_context():
        return render_template("page.html")


def kept(templates: Path) -> list[Path]:
    return sorted(templates.glob("__pycache__/*"))


def test_an_address_is_built_when_somebody_asks_for_it() -> None:
    app = Kiosk("kiosk")
    app.add_url_rule("/visits/<int:visit>/gate", "gate", lambda visit: f"{visit}", methods=["POST"])
    assert app.test_client().post("/visits/7/gate").text == "7"
    with app.test_request_context():
        assert url_for("gate", visit=7) == "/visits/7/gate"
        assert url_for("gate", visit=7, back="board") == "/visits/7/gate?back=board"


def test_a_template_is_compiled_once_and_again_when_it_has_changed(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("Welcome, {{ 3 * 4 }}")
    assert said(tmp_path) == "Welcome, 12"
    [compiled] = kept(tmp_path)
    written = compiled.stat().st_ino
    assert said(tmp_path) == "Welcome, 12"
    assert [one.stat().st_ino for one in kept(tmp_path)] == [written]
    (tmp_path / "page.html").write_text("Goodbye, {{ 3 * 4 }}")
    assert said(tmp_path) == "Goodbye, 12"


def test_what_is_kept_of_a_template_may_be_torn_or_impossible_to_keep(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("Welcome")
    (tmp_path / "__pycache__").write_text("a file where the folder should be")
    assert said(tmp_path) == "Welcome"
    (tmp_path / "__pycache__").unlink()
    assert said(tmp_path) == "Welcome"
    [compiled] = kept(tmp_path)
    for torn in (b"", bytes(400), compiled.read_bytes()[:60]):
        compiled.write_bytes(torn)
        assert said(tmp_path) == "Welcome"
