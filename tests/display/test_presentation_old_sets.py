"""The TV's page runs on sets from 2019 on: what they do not know is not in it."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
SCRIPTS = (
    *("tv.js", "tv-screen.js", "timeline.js", "grants.js", "pictures.js", "zoom.js"),
    *(
        "tv-link.js",
        "tv-motion.js",
        "tv-music.js",
        "tv-tools.js",
        "wall-scene.js",
        "tv-wall.js",
        "tv-star.js",
        "tv-keys.js",
    ),
)
NEWER_SYNTAX = (
    r"\?\.(?!\d)",
    r"\?\?",
    r"\basync\b",
    r"\bawait\b",
    r"\{\s*\.\.\.",
    r",\s*\.\.\.\w+\s*\}",
    r"\bimport\b",
    r"\bexport\b",
    r"\bcatch\s*\{",
    r"\*\*",
)
NEWER_CALLS = (
    r"\.flatMap\(",
    r"\.flat\(",
    r"\.at\(",
    r"\.replaceAll\(",
    r"Object\.fromEntries",
    r"\.replaceChildren\(",
)
NEWER_STYLES = (
    r"(?<![\w-])gap\s*:",
    r"\binset\s*:",
    r"aspect-ratio",
    r":has\(",
    r":is\(",
    r"\bmin\(",
    r"\bclamp\(",
    r"dvh\b",
)


def code(text: str) -> str:
    """Without comments and strings."""
    return re.sub(r"//[^\n]*|/\*.*?\*/|\"[^\"\n]*\"", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("name", SCRIPTS)
@pytest.mark.parametrize("pattern", (*NEWER_SYNTAX, *NEWER_CALLS))
def test_a_tv_script_keeps_to_what_old_sets_know(name: str, pattern: str) -> None:
    assert not re.search(pattern, code((STATIC / "js" / name).read_text("utf-8")))


@pytest.mark.parametrize("name", ["tv.css", "tv-wall.css", "tv-star.css"])
@pytest.mark.parametrize("pattern", NEWER_STYLES)
def test_the_tv_sheet_keeps_to_what_old_sets_know(name: str, pattern: str) -> None:
    assert not re.search(pattern, code((STATIC / "css" / name).read_text("utf-8")))


def test_the_tv_page_loads_no_modules_and_only_these_scripts() -> None:
    page = (STATIC.parent / "templates" / "tv" / "tv.html").read_text("utf-8")
    assert 'type="module"' not in page
    loaded = re.findall(r"asset\('js/([\w-]+\.js)'\)", page)
    assert sorted(loaded) == sorted(SCRIPTS)
