"""The demo house's last weeks: visits that tell how long things take, what guests touched, and two concerns of theirs."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from ..domain import custody
from ..domain.concern import Concern, ConcernRaised, ConcernSolved, ConcernTaken, CustomerTold
from ..domain.events import VisitEvent, VisitStarted
from ..domain.feedback import FACES, Feedback, FeedbackGiven
from ..domain.sheet import planned_legs
from ..domain.staff import Staff
from ..domain.visit import Visit
from ..kinds import CONCERNS, FEEDBACK
from ..transaction import Transaction

PARTIES = ("Ms Ito", "Mr Novak", "Ms Silva", "The Fields", "Ms Baptiste", "Mr Kaur", "Ms Lund", "The Moreaus")
HANDS = {"makeup": ("lin", "jo", "noor"), "studio": ("zhao", "marco"), "removal": ("tess",), "farewell": ("mei",)}
# Minutes of one stay: the shortest, the usual, the longest.
MINUTES = {
    "reception": (8, 12, 20),
    "makeup": (22, 34, 55),
    "studio": (20, 30, 50),
    "removal": (10, 15, 24),
    "farewell": (4, 7, 12),
}
WORDS = (
    "Tea and a hand on the shoulder. Thank you.",
    "The stool at the mirror is high for me.",
    "We laughed a lot.",
    "",
)


def play(tx: Transaction) -> dict[str, Any]:
    """One shoot a working day for six weeks, in one go; the clock of the transaction goes with it."""
    chance, now, today = Random(60), tx.now, tx.house.today
    for place, days_ago in enumerate(days for days in range(42, 0, -1) if days % 7):
        visit = _visit(tx, chance, place + 1, now - timedelta(days=days_ago), today - timedelta(days=days_ago))
        _feedback(tx, chance, place + 1, visit)
        if place in (9, 30):
            _concern(tx, 1 if place == 9 else 2, visit, is_told=place == 9)
    tx.now = now
    return {}


def _visit(tx: Transaction, chance: Random, id_: int, start: datetime, on: date) -> Visit:
    looks = chance.choice((("",), ("", ""), ("", "", "")))
    tx.now, temper = start, chance.uniform(0.85, 1.25)
    started = VisitStarted(
        id=id_,
        number=1900 + id_,
        kind="shoot",
        on=on,
        party=(chance.choice(PARTIES),),
        size=2,
        language="en",
        host="mei",
        holder="mei",
        nickname="heron",
        looks=looks,
        plan=planned_legs("shoot", len(looks)),
    )
    visit = tx.record(None, f"visit-{id_}", [started], "customer")
    visit = _then(tx, visit, custody.greet(visit, tx.house.staff["mei"]), "mei")
    visit = _then(tx, visit, custody.pass_gate(visit, tx.house.staff["mei"], (), ()), "mei")
    for leg in visit.plan[1:]:
        visit = _brought(
            tx, visit, leg.stage, tx.house.staff[chance.choice(HANDS[leg.stage])], _stay(chance, visit, temper)
        )
    tx.now += _stay(chance, visit, temper)
    return _then(tx, visit, custody.see_off(visit, tx.house.staff["mei"], (), ()), "mei")


def _stay(chance: Random, visit: Visit, temper: float) -> timedelta:
    short, usual, long = MINUTES[visit.stage]
    return timedelta(minutes=temper * chance.triangular(short, long, usual))


def _brought(tx: Transaction, visit: Visit, stage: str, receiver: Staff, after: timedelta) -> Visit:
    giver = tx.house.staff[visit.holder]
    tx.now += after
    visit = _then(tx, visit, custody.offer(visit, giver, receiver, stage), giver.id)
    return _then(tx, visit, custody.accept(visit, receiver), receiver.id)


def _then(tx: Transaction, visit: Visit, events: list[VisitEvent], actor: str) -> Visit:
    return tx.record(visit, f"visit-{visit.id}", events, actor)


def _feedback(tx: Transaction, chance: Random, id_: int, visit: Visit) -> None:
    stages = ("reception", "makeup", "studio", "farewell")
    faces = tuple((stage, chance.choices(FACES, (6, 5, 2, 1))[0]) for stage in stages)
    words = chance.choice(WORDS)
    answer = Feedback(id=id_, on=visit.on, at=tx.now, device="demo-lobby", faces=faces, words=words)
    tx.append(f"feedback-{id_}", FeedbackGiven(id=id_, faces=faces, visit=None, is_burst=False), "customer")
    tx.put(FEEDBACK, answer)


def _concern(tx: Transaction, id_: int, visit: Visit, is_told: bool) -> None:
    raised, steps = tx.now, _steps(id_, is_told)
    tx.append(f"concern-{id_}", ConcernRaised(id=id_, visit=visit.id, stage="makeup"), "customer")
    for event in steps:
        tx.append(f"concern-{id_}", event, "mei")
    concern = Concern(
        id=id_,
        visit=visit.id,
        number=visit.number,
        customer=None,
        stage="makeup",
        words="We waited in the corridor and nobody told us why.",
        raised_by="customer",
        raised_at=raised,
        owner="mei",
        taken_by="mei",
        taken_at=raised + timedelta(minutes=4),
        solved_by="mei",
        solved_at=raised + timedelta(hours=3),
        solution="Makeup now says before the break how long it will be.",
        told_by="mei" if is_told else None,
        told_at=raised + timedelta(hours=20) if is_told else None,
    )
    tx.put(CONCERNS, concern)


def _steps(id_: int, is_told: bool) -> Iterator[object]:
    yield ConcernTaken(id=id_, by="mei")
    yield ConcernSolved(id=id_, by="mei")
    if is_told:
        yield CustomerTold(id=id_, by="mei")
