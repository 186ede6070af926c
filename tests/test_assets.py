"""What the browser loads beside our own pages: vendored files, fonts, shared styles and icons."""

import gzip
import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import Environment, FileSystemLoader
from PIL import Image

from kiosk import assets
from kiosk.paths import STATIC, TEMPLATES

from .art import DRAWINGS, size_of

CSS = sorted((STATIC / "css").glob("*.css"))
SCRIPTS = sorted((STATIC / "js").rglob("*.js"))


def recorded_hashes() -> dict[str, str]:
    table = re.findall(r"^\| (\S+) \| ([0-9a-f]{64}) \|$", (STATIC / "vendor/VENDORED.md").read_text(), re.MULTILINE)
    return dict(table)


def size(*fonts: str) -> int:
    return sum((STATIC / "fonts" / f"{font}.woff2").stat().st_size for font in fonts)


def declarations(css: str, selector: str) -> list[str]:
    block = css.split(f"{selector} {{", 1)[1].split("}", 1)[0]
    return [" ".join(line.split()) for line in block.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def icons() -> Any:
    loader = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    return loader.get_template("_icons.html").module


def test_every_vendored_file_is_the_one_recorded() -> None:
    vendored = [*STATIC.glob("vendor/*.js"), *STATIC.glob("fonts/*.woff2")]
    found = {str(file.relative_to(STATIC)): hashlib.sha256(file.read_bytes()).hexdigest() for file in vendored}
    assert found == recorded_hashes()


def test_a_vendored_script_carries_its_version_and_its_licence() -> None:
    for script in STATIC.glob("vendor/*.js"):
        name, version, _ = re.split(r"-(\d+\.\d+\.\d+)\.", script.name)
        assert version
        assert (script.parent / f"LICENSE-{name}.txt").is_file()


def test_the_fonts_of_a_wall_board_are_small() -> None:
    assert size("newsreader-digits") <= 3_000
    assert size("newsreader-digits", "newsreader-400", "hand-sans") <= 28_000


def test_our_subset_of_a_font_with_a_reserved_name_has_another_name() -> None:
    assert "Reserved Font Name ‘Source’" in (STATIC / "fonts/OFL-SourceSans3.txt").read_text()
    assert not [css.name for css in CSS if re.search(r'font-family: "Source', css.read_text())]


@pytest.mark.parametrize("css", CSS, ids=lambda path: path.name)
def test_styles_load_only_files_of_ours_that_exist(css: Path) -> None:
    for target in re.findall(r"url\(\"?([^\")]+)", css.read_text()):
        if target.startswith("#"):
            continue  # a filter of the page itself
        assert (css.parent / target).resolve().is_relative_to(STATIC)
        assert (css.parent / target).is_file()


def test_a_tone_that_follows_the_device_is_the_dark_tone() -> None:
    tokens = (STATIC / "css/tokens.css").read_text()
    assert declarations(tokens, '[data-tone="auto"]') == declarations(tokens, '[data-tone="dark"]')


def test_every_icon_that_a_template_asks_for_is_drawn(icons: Any) -> None:
    asked = {
        name
        for page in TEMPLATES.rglob("*.html")
        if page.name != "_icons.html"
        for name in re.findall(r"\bicon\(\s*[\"']([a-z-]+)[\"']", page.read_text())
    }
    assert asked <= set(icons.SHAPES)


def test_an_icon_is_silent_unless_it_stands_alone(icons: Any) -> None:
    assert 'aria-hidden="true"' in icons.icon("walk")
    alone = icons.icon("walk", label='Bring "them"', cls="big")
    assert 'class="icon big"' in alone
    assert 'role="img" aria-label="Bring &#34;them&#34;"' in alone
    assert "aria-hidden" not in alone


@pytest.fixture(scope="module")
def served() -> Any:
    app = Flask("served")
    app.register_blueprint(assets.bp)
    return app.test_client()


def test_several_modules_are_served_as_one_that_is_kept_for_ever(served: Any) -> None:
    answer = served.get("/static/any/js/screen+board.mjs", headers={"Accept-Encoding": "gzip"})
    assert answer.mimetype.endswith("/javascript")
    assert answer.headers["Cache-Control"] == assets.KEEP
    assert answer.headers["Content-Encoding"] == "gzip"
    script = gzip.decompress(answer.data).decode()
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    assert [script.count(f"const js_{name}_js = (() => {{") for name in ("live", "tap", "parts", "board")] == [1] * 4
    assert script.index("const js_live_js") < script.index("const js_board_js")


@pytest.mark.parametrize(
    "name", ["js/nothing.mjs", "js/screen+nothing.mjs", "js/../../hatch_build.py", "css/tokens+nothing.css", "x"]
)
def test_a_file_that_is_not_there_is_not_found(served: Any, name: str) -> None:
    assert served.get(f"/static/any/{name}").status_code == 404


def test_remarks_stay_at_home(served: Any) -> None:
    assert served.get("/static/any/css/tokens.css").text.lstrip().startswith("@font-face")
    assert served.get("/static/any/js/clock.js").text.lstrip().startswith("import {")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_what_looks_like_a_remark_is_not_within_a_text_of_several_lines(script: Path) -> None:
    content = script.read_bytes()
    assert not [
        found[0] for found in assets.REMARKS[".js"].finditer(content) if content[: found.start()].count(b"`") % 2
    ]


def size_of_picture(file: Path) -> tuple[int, int]:
    with Image.open(file) as picture:
        return picture.size


def test_every_drawing_has_its_picture_and_no_picture_is_left_behind() -> None:
    pictures = {file.stem: size_of_picture(file) for file in (STATIC / "art").glob("*.jpg")}
    assert pictures == {drawing.stem: size_of(drawing.read_text()) for drawing in DRAWINGS}
