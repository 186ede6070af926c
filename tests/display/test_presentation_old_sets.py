"""The TV's page runs on sets from 2019 on: what they do not know is not in it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .sales import SalesHouse, sales_house

STATIC = Path(__file__).parents[2] / "static"
SCRIPTS = (
    *("tv.js", "tv-screen.js", "timeline.js", "grants.js", "pictures.js", "zoom.js"),
    *(
        "in-time.js",
        "tv-link.js",
        "tv-motion.js",
        "tv-music.js",
        "tv-tools.js",
        "wall-scene.js",
        "tv-wall.js",
        "tv-star.js",
        "tv-keys.js",
        "tv-sharpen.js",
        "tv-small.js",
        "tv-sample.js",
    ),
)
NEWER_SYNTAX = (
    r"\?\.(?!\d)",
    r"\?\?",
    r"(?:\|\||&&)=",
    r"\basync\b",
    r"\bawait\b",
    r"\{\s*\.\.\.",
    r",\s*\.\.\.\w+\s*\}",
    r"\bimport\b",
    r"\bexport\b",
    r"\bcatch\s*\{",
    r"\bclass\s+\w",  # of which only the fields are newer
    r"\*\*",
    r"\b\d+(?:_\d|n\b)",
    r"\(\?<",
)
NEWER_CALLS = (
    r"\.(?:flatMap|flat|at|replaceAll|matchAll|trimStart|trimEnd|findLast|findLastIndex|toSorted|toReversed|toSpliced)\(",
    r"\.(?:replaceChildren|toggleAttribute|moveBefore|checkVisibility|getAnimations|animate|requestSubmit|showModal)\(",
    r"Object\.(?:fromEntries|hasOwn|groupBy)",
    r"Promise\.(?:allSettled|any|withResolvers|try)",
    r"\b(?:globalThis|queueMicrotask|structuredClone|reportError|BigInt|WeakRef|ResizeObserver)\b",
    r"AbortSignal\.|Intl\.(?:ListFormat|RelativeTimeFormat|DisplayNames)",
    r"(?<!\? )new AbortController",  # only where it is known
)
NEWER_STYLES = (
    r"(?<!grid-)\bgap\s*:",
    r"\binset\s*:",
    r"(?:margin|padding|border|inset)-(?:inline|block)",
    r"scroll-(?:margin|padding)",
    r"aspect-ratio",
    r"(?:backdrop-filter|accent-color)\s*:",
    r"(?<![\w-])(?:translate|rotate|scale)\s*:",
    r":(?:has|is|where)\(",
    r":focus-visible",
    r":not\([^)]*,",
    r"place-(?:items|content|self)\s*:",
    r"display\s*:\s*contents",
    r"overflow[\w-]*\s*:\s*(?:anywhere|clip)",
    r"color-mix\(|conic-gradient\(|\benv\(|\brgba?\([^)]*/",
    r"\b(?:min|max|clamp|round)\(",
    r"\d(?:[dsl]v[hw]|cq[whib]|lh)\b",
    r"@(?:layer|container|property|scope)\b|@media[^{]*[<>]",
    r"(?:^|[{};])\s*&",
)


def code(text: str) -> str:
    """Without comments and strings."""
    return re.sub(r"//[^\n]*|/\*.*?\*/|\"[^\"\n]*\"", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("name", (*SCRIPTS, "pair-screen.js"))
@pytest.mark.parametrize("pattern", (*NEWER_SYNTAX, *NEWER_CALLS))
def test_a_tv_script_keeps_to_what_old_sets_know(name: str, pattern: str) -> None:
    assert not re.search(pattern, code((STATIC / "js" / name).read_text("utf-8")))


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SalesHouse]:
    with sales_house(tmp_path_factory.mktemp("house")) as house:
        yield house


def page_of(house: SalesHouse, path: str, device: str) -> str:
    answer = house.client(device).get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    return answer.text


# The curtain, a TV without a room, and the code of a TV that nobody has paired.
@pytest.mark.parametrize(("path", "device"), [("/tv", "tv"), ("/tv", "homeless-tv"), ("/pair/screen", "nobody")])
def test_whatever_a_tvs_page_loads_of_styles_keeps_to_what_old_sets_know(
    house: SalesHouse, path: str, device: str
) -> None:
    if device == "homeless-tv":
        house.change_device("other-tv", room=None)
        device = "other-tv"
    loaded = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page_of(house, path, device))
    assert loaded
    for address in loaded:
        sheet = house.client(device).get(address).text
        assert not [found[0] for pattern in NEWER_STYLES if (found := re.search(pattern, code(sheet)))]


def test_the_tv_page_loads_no_modules_and_only_these_scripts(house: SalesHouse) -> None:
    page = page_of(house, "/tv", "tv")
    assert 'type="module"' not in page
    (loaded,) = re.findall(r'src="[^"]+/js/([\w+-]+)\.js"', page)
    assert sorted(f"{name}.js" for name in loaded.split("+")) == sorted(SCRIPTS)
