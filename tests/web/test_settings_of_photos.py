"""The words of the labels that go to the retoucher are the studio's, and none at all is a choice as well."""

from .desk import Desk
from .test_settings import opened_form, save


def test_a_label_that_is_emptied_stays_empty(desk: Desk) -> None:
    assert save(desk, "photos", **{"0__pick_label": "", "0__maybe_label": "黄色"}).status_code == 303
    typed = opened_form(desk, "photos")
    assert (typed["0.pick_label"], typed["0.maybe_label"]) == ("", "黄色")
    assert desk.floor.settings.photos.pick_label == ""
