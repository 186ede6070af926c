"""Albums: the order of the slides, their looks, and the line below the title."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from display.domain.album import Look, Photo, Shoot, by_look, in_order, shot_at, sorted_by_shoots
from display.titles import title_line


def taken(name: str, look: str = "", at: str | None = None) -> Photo:
    return Photo(booking="2031", id=name, look=look, taken_at=at, name=name)


def names(*photos: Photo) -> list[str]:
    return [photo.name for photo in in_order(photos)]


def test_looks_come_one_after_another_by_their_folders_numbers() -> None:
    assert names(taken("c", "10 Qipao"), taken("b", "2 Evening"), taken("a", "1 White")) == ["a", "b", "c"]


def test_within_a_look_the_camera_clock_counts_before_the_name() -> None:
    late, early = taken("a", at="2026-11-08T10:05:00"), taken("b", at="2026-11-08T10:04:59.50")
    assert names(late, early) == ["b", "a"]


def test_without_a_camera_clock_names_count_and_their_numbers_as_numbers() -> None:
    assert names(taken("DSC_10"), taken("DSC_9"), taken("dsc_1")) == ["dsc_1", "DSC_9", "DSC_10"]


@given(st.lists(st.text(max_size=6), unique=True), st.randoms())
def test_any_names_have_one_order(texts: list[str], chance) -> None:  # type: ignore[no-untyped-def]
    photos = [taken(text, look=text[:1]) for text in texts]
    shuffled = list(photos)
    chance.shuffle(shuffled)
    assert in_order(photos) == in_order(shuffled)


def test_a_look_is_called_what_its_folder_says_without_the_number_that_sorts_it() -> None:
    photos = in_order([taken("a", "1 White gown"), taken("b", "02_Evening"), taken("c", "look 3"), taken("d", "Qipao")])
    called = [(look.names, ids) for look, ids in by_look(photos)]
    assert called == [(("White gown",), ("a",)), (("Evening",), ("b",)), ((), ("c",)), (("Qipao",), ("d",))]


@pytest.mark.parametrize(
    ("folders", "looks"),
    [
        (("2 Evening", "3"), [Look(2, ("b", "Evening")), Look(3, ("c",))]),  # of the first one nothing has come yet
        (("Evening", "Qipao", "White"), [Look(1, ("a", "Evening")), Look(2, ("b", "Qipao")), Look(3, ("c", "White"))]),
        (("Evening", "Qipao"), [Look(1, ("Evening",)), Look(2, ("Qipao",))]),  # which of three they are is told nowhere
        (("", "1 White"), [Look(), Look(1, ("a", "White"))]),
        (("2024-10-12 gown", "7"), [Look(1), Look(2, ("2024-10-12 gown",))]),
    ],
)
def test_a_folders_own_number_says_which_of_the_booked_looks_it_is(folders: tuple[str, ...], looks: list[Look]) -> None:
    photos = in_order(taken(folder or "loose", folder) for folder in folders)
    assert sorted((look for look, _ in by_look(photos, ("a", "b", "c"))), key=lambda look: look.number) == looks


def test_a_party_of_one_look_needs_no_folder_for_its_name() -> None:
    assert by_look([taken("a")], ("white gown",)) == [(Look(0, ("white gown",)), ("a",))]


def test_the_shoot_was_when_the_first_photo_was_taken_by_the_cameras_own_clock() -> None:
    photos = [taken("a", at="2026-11-08T10:05:00+08:00"), taken("b", at="2026-11-08T09:58:00"), taken("c")]
    assert shot_at(photos) == datetime(2026, 11, 8, 9, 58)
    assert shot_at([taken("c")]) is None


@pytest.mark.parametrize(
    ("looks", "at", "line"),
    [
        (3, datetime(2026, 11, 8, 9), "Three looks, one November morning"),
        (1, datetime(2026, 2, 8, 15), "One look, one February afternoon"),
        (12, datetime(2026, 7, 8, 19), "12 looks, one July evening"),
        (0, datetime(2026, 11, 8, 9), "One November morning"),
        (3, None, "Three looks"),
        (0, None, ""),
    ],
)
def test_the_title_says_as_much_as_is_known(looks: int, at: datetime | None, line: str) -> None:
    assert title_line(looks, at) == line


NINE = datetime(2026, 11, 22, 9)
# By the sheet: look 1 from 9:00 to 9:40, look 2 from 10:20 to 11:00, look 1 once more from 11:10.
SHOOTS = [
    Shoot(1, NINE, NINE + timedelta(minutes=40)),
    Shoot(2, NINE + timedelta(minutes=80), NINE + timedelta(minutes=120)),
    Shoot(1, NINE + timedelta(minutes=130), None),
]


def shot(name: str, minutes: float, clock: timedelta = timedelta()) -> Photo:
    return taken(name, at=(NINE + clock + timedelta(minutes=minutes)).isoformat())


def looks(photos: list[Photo]) -> dict[str, str]:
    return {photo.name: photo.look for photo in photos}


@given(
    clock=st.timedeltas(timedelta(days=-400), timedelta(days=400)), begins=st.floats(0, 15), changes=st.floats(0, 15)
)
def test_without_folders_looks_follow_the_sheet_whatever_the_cameras_clock_says(
    clock: timedelta, begins: float, changes: float
) -> None:
    photos = [shot("a", begins, clock), shot("b", 38, clock), shot("c", 80 + changes, clock), shot("d", 141, clock)]
    assert looks(sorted_by_shoots(photos, SHOOTS)) == {"a": "1", "b": "1", "c": "2", "d": "1"}


def test_folders_go_before_the_clock_and_one_look_needs_no_name() -> None:
    in_folders = [taken("a", "White", NINE.isoformat()), taken("b", at=NINE.isoformat())]
    assert sorted_by_shoots(in_folders, SHOOTS) == in_folders
    loose = [shot("a", 0), shot("b", 90)]
    assert looks(sorted_by_shoots(loose, SHOOTS[:1])) == looks(sorted_by_shoots(loose, [])) == {"a": "", "b": ""}
    assert looks(sorted_by_shoots([*loose, taken("c")], SHOOTS)) == {"a": "1", "b": "2", "c": ""}
    assert sorted_by_shoots([], SHOOTS) == []
