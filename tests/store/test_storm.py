"""Taps that are lost, overtake each other and arrive again and again lead where the same taps lead once, in order (I10, I1;
FAULTS G7, F10, F12). `python -m bench storm` does it a hundred thousand times."""

import os
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from kiosk.simulate.taps import Sent, Tap
from kiosk.verify import problems

from ..storm import ANYTHING, FIRST, STAFF, STAGES, House, Storm, house, told_once

TAPS = int(os.environ.get("STORM", "600"))
BOOKINGS = 3


def test_i10_a_storm_ends_where_the_serial_model_ends(tmp_path: Path) -> None:
    with house(tmp_path / "storm", TAPS // 10 + 20) as stormy, house(tmp_path / "calm", TAPS // 10 + 20) as calm:
        storm = Storm(stormy, TAPS)
        storm.blow()
        stormy.restart()
        assert len(stormy.heard) == TAPS
        assert [*storm.problems, *stormy.differences(), *problems(stormy.store.reader())] == []
        assert list(told_once(stormy.heard, stormy, calm)) == []
        assert min(storm.ways.values()) > TAPS // 20 and storm.codes[""] > TAPS // 3


people = st.sampled_from(sorted(STAFF))
some = st.integers(1, BOOKINGS)


class AnyOrder(RuleBasedStateMachine):
    """Taps are made, and arrive never, once or often, in whatever order, through restarts; the house says what the model says."""

    taps = Bundle("taps")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.house = House(Path(self.folder.name), BOOKINGS)
        self.made = 0

    def make(self, path: str, actor: str, **fields: object) -> Sent:
        self.made += 1
        return Sent(Tap(path=path, actor=actor, fields=fields), f"{self.made:08d}")

    @rule(target=taps, number=some)
    def somebody_comes(self, number: int) -> Sent:
        return self.make("/visits", "mei", booking=FIRST + number - 1)

    @rule(target=taps, visit=some, kind=st.sampled_from(ANYTHING), by=people, to=people, stage=st.sampled_from(STAGES))
    def somebody_taps(self, visit: int, kind: str, by: str, to: str, stage: str) -> Sent:
        return self.make(f"/visits/{visit}/{kind}", by, receiver=to, stage=stage)

    @rule(target=taps, visit=some, kind=st.sampled_from(ANYTHING), stage=st.sampled_from(STAGES))
    def whoever_may_taps(self, visit: int, kind: str, stage: str) -> Sent:
        """The same, but by who has the party now or is to have it."""
        found = self.house.store.house.visits.get(visit)
        offer = found.handoff if found else None
        by = offer.receiver if offer and kind == "handoff/acceptance" else found.holder if found else "mei"
        able = [person for person in STAFF if stage in STAFF[person].stages and person != by]
        return self.make(f"/visits/{visit}/{kind}", by, receiver=able[0], stage=stage)

    @rule(sent=taps, times=st.integers(1, 3))
    def it_arrives(self, sent: Sent, times: int) -> None:
        answers = {self.house.hear(sent) for _ in range(times)}
        assert answers == {sent.answer}

    @rule(seconds=st.integers(0, 20))
    def time_passes(self, seconds: int) -> None:
        self.house.clock.moment += timedelta(seconds=seconds)

    @rule()
    def the_server_restarts(self) -> None:
        self.house.restart()

    @invariant()
    def the_house_is_where_the_model_is(self) -> None:
        assert self.house.differences() == []

    @invariant()
    def every_party_is_in_somebodys_hands(self) -> None:
        assert all(visit.holder in STAFF for visit in self.house.store.house.present)

    def teardown(self) -> None:
        assert list(problems(self.house.store.reader())) == []
        self.house.store.close()
        self.folder.cleanup()


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(
    max_examples=int(os.environ.get("ORDERS", "15")), stateful_step_count=40, deadline=None
)
