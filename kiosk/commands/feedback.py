"""The feedback station: what a guest touched, kept; what a child's fingers touched, kept apart."""

from dataclasses import replace
from typing import Any

from ..config import Settings
from ..domain import feedback as rules
from ..domain import refusals as r
from ..domain.arrival import plain_line
from ..domain.feedback import BurstFound, Feedback, FeedbackGiven, NothingSaid
from ..domain.words import N_
from ..hours import day_of
from ..kinds import FEEDBACK
from ..transaction import Transaction
from ..tries import Tries

Content = dict[str, Any]
Faces = tuple[tuple[str, str], ...]


class TooMuchFeedback(r.Refusal):
    code, status, message = "too_much_feedback", 429, N_("Thank you. That is enough for the moment.")


def give(
    tx: Transaction,
    settings: Settings,
    tries: Tries,
    faces: Faces,
    words: str,
    visit_id: int | None = None,
    name: str = "",
) -> Content:
    """Keep one answer; a `name` only if somebody wrote it to their word. `faces` of stages or moods that this studio does
    not know are left out."""
    faces = tuple((stage, one) for stage, one in faces if settings.stage(stage) and one in rules.FACES)
    if not faces and not words:
        raise NothingSaid()
    device = f"visit-{visit_id}" if visit_id else tx.writing.device
    if not tries.allow(device, tx.now):
        raise TooMuchFeedback()
    on = day_of(tx.now, settings.zone)
    id_ = tx.next_id(FEEDBACK)
    answer = Feedback(
        id=id_, on=on, at=tx.now, device=device, faces=faces, words=words, visit=visit_id, name=plain_line(name)
    )
    before = _lately(tx, answer)
    bursts = rules.in_bursts([*before, answer])
    answer = replace(answer, is_burst=id_ in bursts)
    given = FeedbackGiven(id=id_, faces=faces, visit=visit_id, is_burst=answer.is_burst)
    tx.append(f"feedback-{id_}", given)
    tx.put(FEEDBACK, answer)
    _set_apart(tx, [one for one in before if one.id in bursts and not one.is_burst])
    return {"feedback": id_}


def _set_apart(tx: Transaction, found: list[Feedback]) -> None:
    if not found:
        return
    tx.append("feedback", BurstFound(ids=tuple(one.id for one in found)))
    for one in found:
        tx.put(FEEDBACK, replace(one, is_burst=True))


def _lately(tx: Transaction, answer: Feedback) -> list[Feedback]:
    """The device's answers that could belong to the same burst."""
    rows = tx.connection.execute("SELECT body FROM feedback WHERE on_date = :on", {"on": answer.on.isoformat()})
    answers = [FEEDBACK.adapter.validate_json(row["body"]) for row in rows]
    return [one for one in answers if one.device == answer.device and answer.at - one.at < rules.LOOK_BACK]
