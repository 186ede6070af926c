"""What is noted beside a party on its way; none of it moves them."""

from datetime import datetime
from typing import Any

from ..config import Settings
from ..domain import mending, paper
from ..domain import noting as n
from ..domain import poses as rules
from ..domain import refusals as r
from ..domain import wish as wishes
from ..domain.arrival import plain_line
from ..domain.attention import take
from ..domain.left_to import People
from ..domain.moods import CUSTOMER, opens_concern
from ..domain.visit import Visit
from ..transaction import Transaction
from .raising import raised
from .tapping import known_stage, on_visit, staff_member

Content = dict[str, Any]


def _note(tx: Transaction, visit_id: int, event: n.Noted) -> Content:
    return on_visit(tx, visit_id, None, lambda visit, by: _of_present(visit, event))


def _of_present(visit: Visit, event: n.Noted) -> list[n.Noted]:
    if visit.ended_at:
        raise r.VisitEnded()
    return [event]


def note_mood(tx: Transaction, visit_id: int, mood: str, word: str) -> Content:
    visit = tx.visit(visit_id)
    answer = _note(tx, visit_id, n.MoodNoted(mood=mood, by=tx.writing.actor, word=plain_line(word)))
    if opens_concern(visit, mood, tx.writing.actor):
        raised(tx, visit, "", tx.writing.actor, is_noticed=True)  # the word is forgotten sooner than a concern
    return answer


def give_care(tx: Transaction, visit_id: int, kind: str) -> Content:
    return _note(tx, visit_id, n.CareGiven(kind=kind, by=tx.writing.actor))


def assign_locker(tx: Transaction, visit_id: int, locker: str) -> Content:
    return _note(tx, visit_id, n.LockerAssigned(locker=locker))


def host_visited(tx: Transaction, visit_id: int) -> Content:
    return _note(tx, visit_id, n.HostVisited(by=tx.writing.actor))


def owner_greeted(tx: Transaction, visit_id: int) -> Content:
    return _note(tx, visit_id, n.OwnerGreeted(by=tx.writing.actor))


def make_request(tx: Transaction, settings: Settings, visit_id: int, stage: str, words: str, look: int) -> Content:
    known_stage(settings, stage)
    number = max((request.id for request in tx.visit(visit_id).requests), default=0) + 1
    return _note(tx, visit_id, n.RequestMade(id=number, stage=stage, words=words, look=look))


def see_request(tx: Transaction, visit_id: int, request: int) -> Content:
    if request not in {one.id for one in tx.visit(visit_id).requests}:
        raise r.UnknownRequest()
    return _note(tx, visit_id, n.RequestSeen(id=request, by=tx.writing.actor))


def pick_poses(tx: Transaction, settings: Settings, visit_id: int, poses: tuple[str, ...]) -> Content:
    """By the waiting party itself, on its own page or on a tablet handed to it, or by whoever sits with them."""
    visit = tx.visit(visit_id)
    known = {pose.key for pose in settings.poses}
    tx.record(visit, f"visit-{visit_id}", rules.pick(visit, poses, known), tx.writing.actor or CUSTOMER)
    return {"visit": visit_id}


def read_wish(tx: Transaction, visit_id: int, wish: str) -> Content:
    return on_visit(tx, visit_id, None, lambda visit, by: wishes.read_back(visit, by, wish))


def answer_wish(tx: Transaction, visit_id: int, wish: str, answer: str, why: str) -> Content:
    """What the party said at the farewell when it was asked what became of its wish (E02)."""
    why = plain_line(why)
    return on_visit(tx, visit_id, None, lambda visit, by: wishes.answered(visit, by, wish, answer, why))


def confirm_holder(tx: Transaction, visit_id: int) -> Content:
    return on_visit(tx, visit_id, None, mending.confirm)


def name_assistant(tx: Transaction, visit_id: int, assistant: str | None) -> Content:
    helper = staff_member(tx, assistant) if assistant else None
    return on_visit(tx, visit_id, None, lambda visit, by: paper.name_assistant(visit, by, helper))


def leave_out(tx: Transaction, visit_id: int, stage: str, look: int, reason: str) -> Content:
    return on_visit(tx, visit_id, None, lambda visit, by: paper.leave_out(visit, by, stage, look, reason))


def send_sheet(tx: Transaction, visit_id: int) -> Content:
    return on_visit(tx, visit_id, None, paper.send)


def receive_sheet(tx: Transaction, visit_id: int, receiver: str = "") -> Content:
    """By whoever taps, or by a `receiver` of production who has no screen at hand."""
    return on_visit(
        tx, visit_id, None, lambda visit, by: paper.receive(visit, staff_member(tx, receiver) if receiver else by)
    )


def bring_sheet_back(tx: Transaction, visit_id: int) -> Content:
    return on_visit(tx, visit_id, None, paper.bring_back)


def take_alert(tx: Transaction, settings: Settings, visit_id: int, kind: str, since: datetime) -> Content:
    people = People(tx.house.staff, patience=settings.care.patience)
    return on_visit(tx, visit_id, None, lambda visit, by: take(visit, by, kind, since, people, tx.now))
