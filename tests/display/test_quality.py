"""Nobody chooses from photos whose quality no named person answers for, unless the studio wants it so (B19, feature 6)."""

from kiosk.domain.readiness import QUALITY

from .sales import SalesHouse
from .test_readiness import book, look, stored


def asks_for_quality(house: SalesHouse, is_asked: bool) -> None:
    answer = house.tap("/settings/photos", "desk", value={"quality_check": is_asked})
    assert answer[0] == 201, answer


def test_the_quality_is_looked_over_by_a_named_person_and_anew_when_files_change(house: SalesHouse) -> None:
    book(house)
    assert house.tap("/bookings/2031/quality", "desk", revision=0)[1]["code"] == "nothing_to_look_over"
    assert look(house)[QUALITY] == (None, "nothing_to_look_over")
    house.drop(1, 2, 3)
    assert look(house)[QUALITY] == (False, "not_looked_over")
    seen = house.album().revision
    house.drop(4)
    look(house)
    status, answer = house.tap("/bookings/2031/quality", "desk", revision=seen)
    assert (status, answer["code"]) == (409, "other_photos")
    page = house.client("desk").get("/desk/readiness").get_data(as_text=True)
    assert "The quality is good" in page
    for _ in range(2):
        assert house.tap("/bookings/2031/quality", "desk", actor="anna", revision=seen + 1)[0] == 201
    assert look(house)[QUALITY] == (True, "looked_over")
    kept = stored(house).readiness.quality
    assert kept and (kept.by, kept.at) == ("anna", house.now)
    assert house.types("booking-2031").count("QualityLookedOver") == 1
    house.drop(5)
    assert look(house)[QUALITY] == (False, "look_over_again")
    assert next(check for check in stored(house).readiness.lacks if check.part == QUALITY).who


def test_a_studio_that_looks_over_nothing_is_not_asked_to(house: SalesHouse) -> None:
    asks_for_quality(house, False)
    book(house)
    house.drop(1, 2, 3)
    assert QUALITY not in look(house)
    asks_for_quality(house, True)
    assert look(house)[QUALITY] == (False, "not_looked_over")
