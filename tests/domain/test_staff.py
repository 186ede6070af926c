"""People come, change and leave; studio.toml and the desk do not fight over them."""

import pytest

from kiosk.domain import staff
from kiosk.domain.staff import CannotLeave, NameMissing, Particulars, Staff, StaffLeft, StillHost

from .cast import MEI


def test_who_holds_a_party_or_is_the_only_host_cannot_leave() -> None:
    with pytest.raises(CannotLeave):
        staff.leave(MEI, 1, ())
    with pytest.raises(StillHost) as refused:
        staff.leave(MEI, 0, (2031, 2040))
    assert refused.value.detail["numbers"] == "2031, 2040"
    assert staff.leave(MEI, 0, ()) == [StaffLeft(id="mei")]


def test_a_change_names_what_differs_and_counts_once() -> None:
    wanted = Particulars(name="Mei Wang", stages=MEI.stages, pronoun="she", skills=("newborns",))
    after, fields = staff.changed(MEI, wanted)
    assert (fields, after.version, after.skills) == (("skills",), 2, ("newborns",))
    assert staff.changed(after, wanted) == (after, ())


def test_nobody_is_without_a_name() -> None:
    with pytest.raises(NameMissing):
        staff.changed(MEI, Particulars(name=" "))


def test_studio_toml_says_nothing_about_who_is_here_or_of_pictures_taken_here() -> None:
    known = Staff(id="mei", name="Mei", stages=(), is_on_duty=False, has_left=True, portrait="ab12.jpg", version=4)
    listed = staff.listed(Staff(id="mei", name="Mei Wang", stages=("reception",), portrait="mei"), known)
    assert (listed.name, listed.is_on_duty, listed.has_left, listed.version) == ("Mei Wang", False, True, 5)
    assert listed.portrait == "ab12.jpg"


@pytest.mark.parametrize(
    ("wish", "taken", "found"),
    [("lin", {"mei"}, "lin"), ("lin", {"lin", "lin-2"}, "lin-3"), ("7up", set(), "p7up"), ("x" * 60, set(), "x" * 28)],
)
def test_an_id_is_speakable_and_nobody_elses(wish: str, taken: set[str], found: str) -> None:
    assert staff.free_id(wish, taken) == found
