"""The session review at the door: what was booked, its looks as pictures, and nothing that others may not read (A18)."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from .doors import Studio, open_doors

LOOK = (
    r'<dd>(?:<img class="look" src="[^"]*(look-\w+).jpg" alt="">|<span class="dot">.*?</span>) <span>(.+?)</span></dd>'
)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with open_doors(tmp_path_factory.mktemp("door")) as studio:
        yield studio


def reviewed(studio: Studio, number: int) -> str:
    html = studio.fragment("/lobby/visits", ticket=studio.finds(number)["ticket"])[1]
    return html.partition('data-ask="session"')[2].partition("</section>")[0]


def test_the_check_in_shows_what_was_booked_and_no_amount(studio: Studio) -> None:
    studio.expects(2122)
    html = reviewed(studio, 2122)
    assert re.findall(r"<dd[^>]*>([^<]+)</dd>", html) == ["Classic", "2", "30", "2"]
    for canary in ("4999", "Chen", "1380013", "2122"):
        assert canary not in re.sub(r'name="ticket" value="[^"]*"', "", html)


def test_each_look_has_its_picture_where_its_name_says_which(studio: Studio) -> None:
    studio.expects(2123, looks=("white gown", "beach"))
    assert re.findall(LOOK, reviewed(studio, 2123)) == [("look-white", "white gown"), ("", "beach")]


ASKED = r"<dt>(.*?)</dt><dd>(.*?)</dd>"


def test_what_they_asked_for_when_booking_is_shown_and_what_colleagues_noted_is_not(studio: Studio) -> None:
    told: dict[str, Any] = {
        "look_wishes": ("veil in the wind", ""),
        "hope": "Calm <b>and</b> slow",
        "taboos": "no scent",
        "wish": "a comb",
    }
    studio.expects(2124, **told, notes="mother-in-law pays", extra_cents=6800, occasion="second wedding")
    html = reviewed(studio, 2124)
    asked = re.findall(ASKED, html.partition('<details class="requests">')[2].partition("</details>")[0])
    assert [(label, re.sub("</?bdi>", "", words)) for label, words in asked] == [
        ("white gown", "veil in the wind"),
        ("Your wish", "a comb"),
        ("What you hope for", "Calm &lt;b&gt;and&lt;/b&gt; slow"),
        ("Please not", "no scent"),
    ]
    assert 'form="session-answer" name="changed" value="wishes"' in html
    for canary in ("mother-in-law", "second wedding", "6800", "68.00", "4999"):
        assert canary not in html


def test_who_asked_for_nothing_sees_no_empty_list(studio: Studio) -> None:
    studio.expects(2125)
    html = reviewed(studio, 2125)
    assert "requests" not in html and "wishes" not in html


def test_other_wishes_are_told_like_any_other_change(studio: Studio) -> None:
    studio.expects(2126)
    ticket = studio.checks_in(2126)["ticket"]
    assert studio.tap("/lobby/answers", ticket=ticket, question="session", changed="wishes")[0] == 201
    assert studio.events("SessionChecked")[-1] == {"is_right": False, "changed": "wishes"}
