"""The studio's own looks in each language: written once in the settings, read wherever a look is named."""

import pytest

from kiosk import i18n
from kiosk.studio import LookName, look_words

from .desk import Desk, book
from .test_settings import fields_of, opened_form

MOON = {"en": "moonlight gown", "zh_Hans": "月光纱", "zh_Hant": "月光紗"}


@pytest.mark.parametrize(
    ("names", "locale", "said"),
    [
        (("月光纱",), "en", "moonlight gown"),
        (("Moonlight Gown",), "zh_Hant", "月光紗"),
        (("1 set", "月光紗"), "zh_Hans", "月光纱"),
        (("moon dance",), "zh_Hans", "moon dance"),
        (("white gown",), "zh_Hans", "白纱"),
        ((), "en", ""),
    ],
)
def test_a_look_is_called_as_the_studio_calls_it_in_the_readers_language(
    names: tuple[str, ...], locale: str, said: str
) -> None:
    own = look_words([LookName(key="moon", text=MOON), LookName(key="plain", text="white gown")])
    with i18n.speaking(locale):
        assert i18n.called(names, own) == said


def test_a_language_that_was_left_empty_hears_the_name_as_it_was_written() -> None:
    own = look_words([LookName(key="moon", text={"en": "moonlight gown", "zh_Hans": "月光纱"})])
    with i18n.speaking("zh_Hant"):
        assert i18n.called(("moonlight gown",), own) == "moonlight gown"


def test_a_look_named_at_the_desk_is_read_in_every_language_at_once(desk: Desk) -> None:
    book(desk.floor, 2031, looks=("月光纱", "自然光"))
    assert "moonlight gown" not in desk.page("/desk/bookings/2031/brief")
    form = fields_of(desk.form("/settings/look/rows", {**opened_form(desk, "look"), "do": "add"}).text)
    form |= {f"0.text.{locale}": text for locale, text in MOON.items()}
    assert desk.form("/settings/look", form).status_code == 303
    assert desk.events("SettingsChanged")[-1]["body"]["sections"] == ["look"]
    assert "moonlight gown" in desk.page("/desk/bookings/2031/brief")
    assert "月光紗" in desk.page("/desk/bookings/2031/brief?lang=zh_Hant")
