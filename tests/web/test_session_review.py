"""The session review at the door: what was booked, its looks as pictures, and nothing that others may not read (A18)."""

import re
from collections.abc import Iterator

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
