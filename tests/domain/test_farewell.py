"""The list at the door asks for what belongs to the visit, for the date itself, and for the truth (I7, C57, C64)."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.domain import farewell
from kiosk.domain.visit import Request
from kiosk.studio import DEFAULT_FAREWELL, DEFAULT_GATE

from .cast import Walk, started

TODAY = date(2026, 11, 23)


def points(kind: str, part_of: int | None = None) -> tuple[str, ...]:
    return farewell.points_of(Walk(started(kind=kind, part_of=part_of)).visit, DEFAULT_FAREWELL)


def test_who_was_not_photographed_is_asked_for_no_date_and_no_sheet() -> None:
    assert "selection_date" in points("shoot")
    for kind in ("selection", "pickup", "enquiry"):
        assert "selection_date" not in points(kind) and "returned" not in points(kind)
        assert {"open_items", "apology", "seven_steps"} <= set(points(kind))
    assert farewell.points_of(Walk(started(kind="enquiry")).visit, DEFAULT_GATE) == ("seated",)
    assert "sheet" not in farewell.points_of(Walk(started(kind="pickup")).visit, DEFAULT_GATE)


def test_some_who_leave_before_the_others_agree_no_date() -> None:
    assert set(points("shoot")) - set(points("shoot", part_of=1)) == {"selection_date"}
    assert farewell.OTHERS_DO in farewell.reasons_for(Walk(started(part_of=1)).visit)
    assert farewell.OTHERS_DO not in farewell.reasons_for(Walk().visit)


def test_a_date_that_was_agreed_is_a_date_and_not_a_tick() -> None:
    with pytest.raises(farewell.DateMissing):
        farewell.agreed(("selection_date",), None, TODAY)
    with pytest.raises(farewell.DateGone):
        farewell.agreed(("selection_date",), date(2026, 11, 22), TODAY)
    assert farewell.agreed(("selection_date",), TODAY, TODAY) == TODAY
    assert farewell.agreed(("apology",), None, TODAY) is None


def test_what_nobody_has_seen_is_read_out() -> None:
    asked = Request(id=1, stage="studio", words="No flash", look=0)
    visit = replace(Walk().visit, requests=(asked, replace(asked, id=2, seen_by="zhao")))
    assert farewell.still_asked(visit) == (asked,)
