"""A leg is two taps in all, on every leg of a whole day, by finger on the real screens (C43, C53)."""

from ..day import LEGS, Day
from ..serving import Server
from .conftest import Screens


def test_every_leg_of_a_whole_day_is_two_taps(house: Server, screens: Screens) -> None:
    day = Day(house, screens)
    day.play()
    legs = [f"{place} {stage}" for place, (stage, _) in enumerate(LEGS, 1)]
    assert {leg: day.taps[leg] for leg in legs} == dict.fromkeys(legs, 2)
    walked = [
        event
        for event in house.device("desk").get("/events?limit=1000")["events"]
        if event["type"] == "HandoffAccepted"
    ]
    assert len(walked) == len(LEGS)
    assert (day.taps["welcome"], day.taps["farewell"]) == (3, 2)
