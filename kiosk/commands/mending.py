"""Taps for when the taps did not follow the people (features 1 and 10)."""

from typing import Any

from ..config import Settings
from ..domain import custody, mending
from ..domain.nicknames import free_nickname
from ..domain.sheet import RECEPTION
from ..kinds import VISITS
from ..transaction import Transaction
from .tapping import acting, gone_of, known_room, known_stage, moment_ago, on_visit, outcome, still

Content = dict[str, Any]


def postpone(tx: Transaction, visit_id: int, minutes: int, version: int | None = None) -> Content:
    return on_visit(tx, visit_id, version, lambda visit, by: custody.postpone(visit, by, minutes))


def decline(tx: Transaction, visit_id: int, reason: str, version: int | None = None) -> Content:
    return on_visit(tx, visit_id, version, lambda visit, by: custody.decline(visit, by, reason))


def take_over(
    tx: Transaction,
    settings: Settings,
    visit_id: int,
    stage: str,
    reason: str,
    minutes_ago: int,
    room: str | None = None,
    version: int | None = None,
) -> Content:
    """The party has been with whoever taps since `minutes_ago`."""
    known_stage(settings, stage)
    known_room(settings, room)
    since = moment_ago(tx, minutes_ago)
    return on_visit(
        tx, visit_id, version, lambda visit, by: mending.take_over(visit, by, stage, reason, since, tx.now, room)
    )


def recall(tx: Transaction, visit_id: int, reason: str, version: int | None = None) -> Content:
    return on_visit(tx, visit_id, version, lambda visit, by: mending.recall(visit, by, reason))


def split(tx: Transaction, visit_id: int, names: tuple[str, ...], size: int, version: int | None = None) -> Content:
    """Some of the party become a visit of their own, in the same hands until they are handed over."""
    visit, by = tx.visit(visit_id), acting(tx)
    part = tx.next_id(VISITS)
    events = mending.split(visit, by, part, names, size)
    still(tx, visit, version)
    nickname = free_nickname(part, {one.nickname for one in tx.house.present})
    begun = mending.part_of(visit, part, names, size, nickname, RECEPTION)
    along = mending.carried(visit, names, size)
    tx.record(visit, f"visit-{visit_id}", list(events))
    return {**outcome(tx.record(None, f"visit-{part}", [begun, *along])), "part_of": visit_id}


def rejoin(tx: Transaction, visit_id: int, part_id: int, version: int | None = None) -> Content:
    """Both histories say so: the part's ends, the party's goes on."""
    visit, part = tx.visit(visit_id), tx.visit(part_id)
    events = mending.rejoin(visit, part, acting(tx), gone_of(tx, part))
    still(tx, visit, version)
    tx.record(part, f"visit-{part_id}", list(events))
    back = mending.brought_back(visit, part)
    return outcome(tx.record(visit, f"visit-{visit_id}", [*events, *back]))
