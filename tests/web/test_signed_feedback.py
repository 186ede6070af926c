"""A name written at the feedback station is linked to nobody, and is found all the same when its owner asks (FAULTS T40, E33)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from kiosk.commands import feedback as commands
from kiosk.domain.feedback import Feedback, is_signed_with, unsigned
from kiosk.kinds import FEEDBACK
from kiosk.tries import Tries

from .regulars import Studio, add_customer, book, visit

NAME, PHONE = "Zzyzx Quuxley", "+8613800772211"
MARKS = (("makeup", "content"),)


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    studio = Studio(tmp_path)
    yield studio
    studio.close()


def given(name: str, words: str = "") -> Feedback:
    at = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
    return Feedback(id=1, on=at.date(), at=at, device="lobby", faces=MARKS, words=words, name=name)


@pytest.mark.parametrize(
    "name", ["zzyzx  QUUXLEY", "Ｚｚｙｚｘ・Quuxley", "昆奎萤", "138 0077 2211", "+86 13800772211"]
)
def test_a_name_is_theirs_however_it_is_spelled_and_so_is_a_phone(name: str) -> None:
    assert is_signed_with(given(name), (NAME, "昆奎萤"), (PHONE,))


@pytest.mark.parametrize("name", ["", "Zzyzx", "2211", "—", "Emma Whitfield"])
def test_any_other_name_and_none_at_all_are_not_theirs(name: str) -> None:
    assert not is_signed_with(given(name), (NAME, "—"), (PHONE,))


def test_words_stay_unless_they_repeat_the_name() -> None:
    assert unsigned(given(NAME, "The stool is high.")) == given("", "The stool is high.")
    assert unsigned(given(NAME, "Yours, zzyzx quuxley")) == given("")


def say(studio: Studio, name: str, words: str) -> int:
    answer = studio.post("/feedback", role="lobby", actor="", words=words, name=name, **{"face-makeup": "content"})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return int(answer.get_json()["feedback"])


def test_the_desk_sees_them_before_erasing_and_then_the_name_is_gone_and_the_word_is_not(studio: Studio) -> None:
    key = add_customer(studio, NAME, phone=PHONE)
    theirs, others = say(studio, "zzyzx quuxley", "The stool is high."), say(studio, "Emma Whitfield", "Warm tea.")
    page = unescape(studio.page(f"/desk/customers/{key}"))
    assert "<b><bdi>zzyzx quuxley</bdi></b>" in page and "The stool is high." in page and "Emma" not in page
    held = studio.get(f"/customers/{key}/export.json", accept="application/json").get_json()
    assert [one["words"] for one in held["feedback_under_their_name"]] == ["The stool is high."]
    answer = studio.post(f"/customers/{key}/erasure", confirmation=str(key)).get_json()
    assert answer["unsigned"] == [theirs]
    left, other = studio.store.find(FEEDBACK, theirs), studio.store.find(FEEDBACK, others)
    assert left and (left.name, left.words, left.faces) == ("", "The stool is high.", MARKS)
    assert other and other.name == "Emma Whitfield"
    files = (file for file in (studio.folder / "data").rglob("*") if file.is_file())
    assert not any(b"zzyzx" in file.read_bytes().lower() for file in files)


def test_who_has_signed_nothing_sees_no_list(studio: Studio) -> None:
    key = add_customer(studio, NAME, phone=PHONE)
    say(studio, "Emma Whitfield", "Warm tea.")
    assert "feedback station" not in studio.page(f"/desk/customers/{key}")


def test_what_a_party_said_on_its_own_page_stands_in_its_customers_timeline_and_file(studio: Studio) -> None:
    key = add_customer(studio, NAME, phone=PHONE)
    stay = visit(studio, book(studio, 2040, key, party=(NAME,), phone=PHONE))
    studio.run("customer", commands.give, studio.settings, Tries(limit=9), MARKS, "Such kind hands.", stay)
    assert "Such kind hands." in studio.page(f"/desk/customers/{key}")
    held = studio.get(f"/customers/{key}/export.json", accept="application/json").get_json()
    assert [one["type"] for one in held["events"] if one["stream"] == "feedback-1"] == ["FeedbackGiven"]
