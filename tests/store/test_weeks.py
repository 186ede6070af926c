"""What the evening says of the weeks before it (REQUIREMENTS E06, E27)."""

from dataclasses import replace
from datetime import date, timedelta

from kiosk.domain.visit import Leg, Mood
from kiosk.kinds import VISITS
from kiosk.queries.weeks import Share, weeks
from kiosk.store import Store
from kiosk.transaction import Transaction

from ..domain.cast import Walk, at, started
from .conftest import SETTINGS, as_

ON = date(2026, 11, 23)
TARGET = next(stage for stage in SETTINGS.stages if stage.key == "makeup").target_minutes


def keep(store: Store, visit_id: int, days_ago: int, minutes: float, mood: str, part_of: int | None = None) -> None:
    """A party that was in makeup for so long on that day, and how it was."""
    walked = Walk(started(visit_id)).visit
    leg = Leg(stage="makeup", look=1, holder="lin", started_at=at(0), ended_at=at(minutes))
    moods = (Mood(mood=mood, at=at(1), by="lin", stage="makeup"),)
    day = ON - timedelta(days=days_ago)
    visit = replace(walked, on=day, legs=(leg,), moods=moods, ended_at=at(500), part_of=part_of)

    def put(tx: Transaction) -> dict[str, object]:
        tx.put(VISITS, visit)
        return {}

    store.execute(as_("mei"), put)


def test_each_week_has_its_share_within_the_target_and_the_weeks_have_their_faces(store: Store) -> None:
    keep(store, 101, 0, TARGET - 5, "glad")  # today's own word may still be hidden
    keep(store, 102, 1, TARGET - 5, "glad")
    keep(store, 103, 7, TARGET + 5, "tired")
    keep(store, 104, 8, TARGET - 5, "glad")
    keep(store, 105, 28, TARGET + 5, "calm")
    keep(store, 106, 29, TARGET - 5, "upset")  # five weeks ago
    keep(store, 107, 1, TARGET + 5, "upset", part_of=102)  # its whole is counted
    found = weeks(store, SETTINGS, ON)
    assert found.first == tuple(ON - timedelta(days=ago) for ago in (28, 21, 14, 7))
    (makeup,) = found.rows
    assert makeup.stage == "makeup"
    assert makeup.shares == (Share(0, 1), Share(0, 0), Share(1, 1), Share(1, 2))
    assert {mood: count for mood, count in makeup.moods.counts if count} == {"glad": 2, "tired": 1, "calm": 1}


def test_a_studio_of_one_day_has_no_weeks_before(store: Store) -> None:
    assert weeks(store, SETTINGS, ON).rows == ()
