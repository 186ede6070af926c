"""What a TV says of its set, and the page on which the desk reads it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from display.condition import Condition, Engine, engine_of

from .sales import START, SalesHouse, sales_house

SETS = {
    "Mozilla/5.0 (Linux; NetCast; U) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/63.0 Safari/537.36": (
        "Chromium",
        63,
        "Linux",
    ),
    "Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/53.0 Safari/537.36": (
        "Chromium",
        53,
        "webOS",
    ),
    "Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.0) AppleWebKit/537.36 Version/6.0 Chrome/76.0 TV Safari/537.36": (
        "Chromium",
        76,
        "Tizen",
    ),
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 13_0) AppleWebKit/605.1.15 Version/16.1 Safari/605.1.15": (
        "Safari",
        16,
        "macOS",
    ),
    "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0": ("Firefox", 115, "Linux"),
    "": ("", 0, ""),
}


@pytest.fixture
def sales(tmp_path: Path) -> Iterator[SalesHouse]:
    with sales_house(tmp_path) as house:
        yield house


@pytest.mark.parametrize("header", SETS)
def test_a_sets_engine_is_told_by_its_own_name_and_not_by_whom_it_claims_to_be(header: str) -> None:
    assert engine_of(header) == Engine(*SETS[header])


def test_an_engine_from_before_the_show_is_named_too_old() -> None:
    assert engine_of("Chrome/62.0").is_too_old
    assert not engine_of("Chrome/63.0").is_too_old
    assert not engine_of("Firefox/52.0").is_too_old


def test_a_4k_panel_behind_a_1080p_plane_draws_no_4k() -> None:
    def drawn(width: int, height: int) -> bool:
        return Condition(START, Engine("Chromium", 120, ""), width, height, None, 0, 0, 0, True).draws_4k

    assert drawn(3840, 2160)
    assert not drawn(1920, 1080)
    assert not drawn(3840, 1080)


def test_the_desk_reads_what_the_tv_has_told(sales: SalesHouse) -> None:
    assert "It has not told anything" in page(sales) or "Not connected now." in page(sales)
    told: dict[str, Any] = {
        "width": 1920,
        "height": 1080,
        "memory_gb": 2,
        "holds": 23,
        "held_bytes": 9_400_000,
        "longest_ms": 31,
    }
    assert sales.tap("/tv/condition", "tv", **told)[0] == 200
    shown = page(sales)
    assert all(text in shown for text in ("1920 × 1080", "2.0 GB", "23 · 9.4 MB", "31 ms", "cannot keep the set awake"))


def test_a_condition_that_cannot_be_is_refused(sales: SalesHouse) -> None:
    status, answer = sales.tap("/tv/condition", "tv", width=0, height=1080, holds=0, held_bytes=0, longest_ms=-1)
    assert (status, answer["code"]) == (400, "bad_request")
    assert "1920" not in page(sales)


def page(sales: SalesHouse) -> str:
    return sales.client("desk").get("/desk/tools", headers={"Accept": "text/html"}).get_data(as_text=True)
