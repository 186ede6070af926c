"""What the darkroom reports becomes albums; and photos that come or go do not disturb a presentation."""

import pytest

from .sales import SalesHouse, photo


def rejected(name: str, reason: str = "damaged") -> dict[str, object]:
    size = {"size": 1, "mtime_ns": 1}
    return {"type": "rejected", "booking": "2031", "path": f"2031/{name}", "name": name, "reason": reason, **size}


def gone(name: str) -> dict[str, object]:
    return {"type": "gone", "booking": "2031", "path": f"2031/{name}", "photo": None}


def slides(house: SalesHouse) -> list[str]:
    return [slide for _, run in house.client("tv").get("/tv/state").get_json()["looks"] for slide in run]


def test_a_delivery_is_one_commit_with_one_event(house: SalesHouse) -> None:
    before = house.store.house.seq
    house.drop(*range(1, 201))
    assert house.store.house.seq == before + 1
    assert house.album().ready == 200


def test_the_same_content_under_two_names_is_one_photo_and_leaves_with_the_last(house: SalesHouse) -> None:
    house.report(house.ready(1, name="a.jpg"), house.ready(1, name="b.jpg"))
    assert house.album().ready == 1
    house.report(gone("a.jpg"))
    assert house.album().ready == 1
    house.report(gone("b.jpg"))
    assert house.album().ready == 0
    assert house.types("photos-2031") == ["PhotosReady", "PhotosGone"]


def test_a_photo_is_called_by_a_file_it_still_has(house: SalesHouse) -> None:
    house.report(house.ready(1, look="1 White", name="1.jpg"), house.ready(2, look="1 White", name="2.jpg"))
    house.report(house.ready(1, look="2 Evening", name="copy of 1.jpg"))
    house.report(gone("2 Evening/copy of 1.jpg"))
    (found,) = [one for one in house.sales.photos(2031).ordered if one.id == photo(1)]
    assert (found.look, found.name) == ("1 White", "1.jpg")


def test_a_file_that_was_rewritten_stands_for_its_new_photo_only(house: SalesHouse) -> None:
    house.report(house.ready(1, name="a.jpg"))
    house.report(house.ready(2, name="a.jpg"))
    house.start()
    assert slides(house) == [photo(2)]


def test_a_moved_file_keeps_its_photo_and_changes_its_look(house: SalesHouse) -> None:
    house.report(house.ready(1, name="a.jpg"), house.ready(2, look="1 White", name="b.jpg"))
    house.report(house.ready(1, look="2 Evening", name="a.jpg"))
    house.report(gone("a.jpg"))
    house.start()
    assert slides(house) == [photo(2), photo(1)]


def test_a_file_that_could_not_be_read_is_named_until_it_is_mended(house: SalesHouse) -> None:
    house.report(rejected("a.jpg"), rejected("b.jpg", "raw_unsupported"))
    assert house.album().rejected == 2
    assert {(one.name, one.reason) for one in house.album().problems} == {
        ("a.jpg", "damaged"),
        ("b.jpg", "raw_unsupported"),
    }
    house.report(house.ready(1, name="a.jpg"), gone("b.jpg"))
    assert (house.album().ready, house.album().rejected, house.album().problems) == (1, 0, ())


def test_arriving_files_are_counted_and_heard_of(house: SalesHouse) -> None:
    house.report({"type": "arriving", "booking": "2031", "count": 12})
    assert house.album().arriving == 12
    house.report(house.ready(1), {"type": "arriving", "booking": "2031", "count": 11})
    assert (house.album().ready, house.album().arriving) == (1, 11)
    assert house.types("photos-2031") == ["PhotosArriving", "PhotosReady"]


def test_a_lost_folder_is_recorded_and_so_is_its_return(house: SalesHouse) -> None:
    house.report({"type": "unreachable", "since": "2026-11-22T06:02:00+00:00"})
    house.report({"type": "reachable"})
    assert house.types("photos") == ["PhotoFolderLost", "PhotoFolderFound"]


def test_the_start_page_says_since_when_the_folder_is_lost(house: SalesHouse) -> None:
    house.sales.intake.health.hear({"type": "unreachable", "since": "2026-11-22T06:02:00+00:00"})
    house.sales.intake.health.hear({"type": "stray", "name": "Chen wedding"})
    page = house.client("presenter").get("/presenter").get_data(as_text=True)
    assert "not been reachable since 14:02" in page
    assert "“Chen wedding” in the photo folder belongs to no booking" in page


def test_photos_that_arrive_during_a_play_do_not_make_it_jump(house: SalesHouse) -> None:
    house.drop(10, 20, 30)
    number = house.start()
    house.tap(f"/presentations/{number}/playing", slide=photo(10))
    house.wait(7)
    house.drop(5, 15)
    one = house.presentation(number)
    assert one.slide == photo(20)
    assert (house.now - one.playing_since).total_seconds() == pytest.approx(2)


def test_a_slide_that_is_taken_away_gives_way_to_the_next(house: SalesHouse) -> None:
    house.drop(1, 2, 3)
    number = house.start()
    house.tap(f"/presentations/{number}/slides", slide=photo(2))
    house.report(gone("DSC_0002.jpg"))
    assert house.presentation(number).slide == photo(3)
    house.report(gone("DSC_0003.jpg"))
    assert house.presentation(number).slide == photo(1)


def test_a_larger_copy_changes_nothing_but_its_note(house: SalesHouse) -> None:
    house.drop(1)
    revision = house.album().revision
    house.report({"type": "four_k", "booking": "2031", "photo": photo(1)})
    assert house.album().revision == revision
