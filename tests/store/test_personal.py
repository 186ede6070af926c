"""Which text of which event is personal is decided for every one of them (FAULTS T40)."""

import dataclasses
import json
import typing

import pytest
from pydantic import TypeAdapter

from display.domain import choices
from display.domain import events as sales
from kiosk.domain import booking as bookings
from kiosk.domain import concern as concerns
from kiosk.domain import customer as c
from kiosk.domain import events as e
from kiosk.domain import feedback as answers
from kiosk.domain.booking import Booking
from kiosk.domain.concern import Concern
from kiosk.domain.feedback import Feedback
from kiosk.erasure import PERSONAL, emptied

# Every text in an event that is not personal, by what it means. A new field fails the test below: decide whether it is
# personal (then PERSONAL in kiosk/erasure.py empties it) or belongs here.
OF_THE_HOUSE = frozenset(
    (
        "kind language host holder nickname looks deputy stage room plan by giver receiver items tap walker assistant mood "
        "rated locker poses use wording source fields was slide slides presenter channel outcome faces seal device photo "
        "photos what answer changed trouble which pairs long together alone shown former skipped sample"
    ).split()
)
# A key of a list, not words: by event.
KEYS = {("HostChanged", "reason"), ("Arrangement", "reason")}


def _texts(event: type) -> set[str]:
    hints = typing.get_type_hints(event)
    return {field.name for field in dataclasses.fields(event) if "str" in str(hints[field.name])}


def test_of_every_text_in_an_event_it_is_decided_whether_it_is_personal() -> None:
    unions = (e.VisitEvent, c.CustomerEvent, sales.PresentationEvent, choices.SelectionEvent)
    events = [one for union in unions for one in typing.get_args(union)]
    for module in (bookings, concerns, answers):
        events += [one for one in vars(module).values() if _is_event(one, module.__name__)]
    undecided = {
        (event.__name__, name)
        for event in events
        for name in _texts(event) - OF_THE_HOUSE - set(PERSONAL.get(event.__name__, {}))
    }
    assert undecided - KEYS == set()


def _is_event(thing: object, module: str) -> bool:
    is_one = isinstance(thing, type) and dataclasses.is_dataclass(thing) and thing.__module__ == module
    return is_one and thing not in (Booking, Concern, Feedback, bookings.BriefReading)


@pytest.mark.parametrize("type_", PERSONAL)
def test_an_emptied_body_is_still_one_of_its_type(type_: str) -> None:
    known = {
        **vars(e),
        **vars(sales),
        **vars(choices),
        **vars(bookings),
        **{one.__name__: one for one in typing.get_args(e.VisitEvent)},
    }
    event = known[type_]
    fields = {field.name for field in dataclasses.fields(event)}
    assert set(PERSONAL[type_]) <= fields
    hints = typing.get_type_hints(event)
    for name, value in PERSONAL[type_].items():
        TypeAdapter(hints[name]).validate_json(json.dumps(value))
    body = json.dumps(dict.fromkeys(PERSONAL[type_], "x"))
    assert json.loads(emptied(type_, body)) == PERSONAL[type_]
    assert emptied(type_, emptied(type_, body)) == emptied(type_, body)
