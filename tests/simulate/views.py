"""A party, the house and the log as a program sees them, to be doctored by tests."""

from typing import Any

from kiosk.simulate.crew import View
from kiosk.simulate.day import Person, Temper
from kiosk.simulate.invariants import Look
from kiosk.simulate.taps import Answer, Sent, Tap

FRONT = ("reception", "farewell", "sales_room")
PEOPLE = {
    person.id: person
    for person in (
        Person(id="mei", stages=FRONT),
        Person(id="anna", stages=FRONT),
        Person(id="lin", stages=("makeup", "removal")),
        Person(id="jo", stages=("makeup", "removal")),
        Person(id="zhao", stages=("studio",)),
    )
}
PLAN = [("reception", 0), ("makeup", 1), ("studio", 1), ("removal", 1), ("farewell", 0)]


def leg(stage: str, holder: str, started_at: str, ended_at: str | None = None) -> dict[str, Any]:
    return {"stage": stage, "holder": holder, "look": 0, "started_at": started_at, "ended_at": ended_at}


def visit(**changes: Any) -> dict[str, Any]:
    """Ms Chen and Mr Li with Lin in makeup, as GET /visits/<id> shows them."""
    return {
        "id": 1,
        "number": 2031,
        "kind": "shoot",
        "part_of": None,
        "party": "Ms Chen & Mr Li",
        "size": 2,
        "stage": "makeup",
        "holder": "lin",
        "host": "mei",
        "deputy": None,
        "handoff": None,
        "version": 5,
        "greeted_at": "09:01",
        "gate_at": "09:10",
        "ended_at": None,
        "escort": None,
        "wish": "",
        "wish_answer": None,
        "plan": [{"stage": stage, "look": look} for stage, look in PLAN],
        "place": 1,
        "off_plan": False,
        "legs": [leg("reception", "mei", "09:00", "09:20"), leg("makeup", "lin", "09:20")],
        **changes,
    }


def offer(giver: str, receiver: str, stage: str) -> dict[str, Any]:
    return {"giver": giver, "receiver": receiver, "stage": stage, "offered_at": "09:30"}


def look(seq: int = 10, *visits: dict[str, Any], off_duty: str = "") -> Look:
    """The house with these parties in it."""
    shown = {one["id"]: one for one in visits or (visit(),)}
    staff = {key: {"id": key, "stages": list(one.stages), "on_duty": key != off_duty} for key, one in PEOPLE.items()}
    return Look(seq=seq, visits=shown, whole=shown, staff=staff)


def view(**changes: Any) -> View:
    """What Lin sees, unless `changes` (of the visit) say otherwise."""
    return View(visit=visit(**changes), people=PEOPLE, temper=Temper(parts=0.5))


def event(seq: int, type_: str, actor: str, command_id: str = "", stream: str = "visit-1") -> dict[str, Any]:
    return {"seq": seq, "stream": stream, "type": type_, "actor": actor, "command_id": command_id or f"tap-{seq}"}


def answered(
    path: str, command_id: str, actor: str = "lin", status: int = 201, body: bytes = b"{}", **fields: Any
) -> Sent:
    return Sent(Tap(path=path, actor=actor, fields=fields), command_id, answer=Answer(status, body))
