"""Hand to hand: who may pass a party on, who may take it, and what that records (REQUIREMENTS I1-I7, C43-C57).

Every rule takes the visit as it stands and returns the events that follow, or raises the refusal that says why not.
"""

from collections.abc import Collection
from datetime import date, datetime

from . import events as e
from . import refusals as r
from .sheet import FAREWELL, RECEPTION, PlannedLeg
from .staff import Staff
from .visit import UNDO_WINDOW, Visit


def take_arrival(visit: Visit, by: Staff) -> list[e.VisitEvent]:
    """“I am on my way.” The bells fall silent; the party hears who is walking to them. The first one goes."""
    in_house(visit)
    if visit.greeted_at:
        raise r.AlreadyGreeted(actor=visit.holder)
    if visit.coming and visit.coming != by.id:
        raise r.CallTaken(holder=visit.coming)
    _can_welcome(visit, by)
    return [e.ArrivalTaken(by=by.id)]


def greet(visit: Visit, by: Staff, must_read: bool = False) -> list[e.VisitEvent]:
    """The host says hello. Whoever covers takes the party over by greeting it, so that one named person has it (I1).
    `must_read`: they stand in for a host who is away, and have not read the brief yet (I4, C41)."""
    in_house(visit)
    if visit.greeted_at:
        raise r.AlreadyGreeted(actor=visit.holder)
    _can_welcome(visit, by)
    _has_read(visit, must_read)
    return [e.PartyGreeted(by=by.id)]


def pass_gate(
    visit: Visit, by: Staff, items: tuple[str, ...], required: tuple[str, ...], must_read: bool = False
) -> list[e.VisitEvent]:
    """Finish the welcome (I5). A party that has been seated and given tea has been greeted, so that is recorded too."""
    held_by(visit, by)
    if visit.gate_at:
        raise r.GateAlreadyPassed()
    if not visit.greeted_at:
        _has_read(visit, must_read)
    _complete(items, required)
    greeting: list[e.VisitEvent] = [] if visit.greeted_at else [e.PartyGreeted(by=by.id)]
    return [*greeting, e.GatePassed(by=by.id, items=items)]


def _has_read(visit: Visit, must_read: bool) -> None:
    if must_read:
        raise r.BriefUnread(host=visit.host, number=visit.number)


def offer(
    visit: Visit,
    giver: Staff,
    receiver: Staff,
    stage: str,
    room: str | None = None,
    walker: Staff | None = None,
    escorts: Collection[str] = (),
) -> list[e.VisitEvent]:
    """The giver sets out to bring the party to `receiver`, and stays responsible until it is accepted (I2, C43), also where
    somebody else is the `walker`: the leg's assistant, or whoever works in one of the stages in `escorts` (C49)."""
    held_by(visit, giver)
    none_offered(visit)
    if not visit.gate_at:
        raise r.GateNotPassed()
    if receiver.id == giver.id:
        raise r.ToOneself(actor=giver.id)
    can_receive(receiver, stage)
    if walker and not may_walk(visit, walker, escorts):
        raise r.NotAnEscort(actor=walker.id)
    leg, place, is_off_plan = leg_towards(visit, stage)
    return [
        e.HandoffOffered(
            giver=giver.id,
            receiver=receiver.id,
            stage=stage,
            look=leg.look,
            place=place,
            is_off_plan=is_off_plan,
            room=room or receiver.room,
            walker=walker.id if walker and walker.id != giver.id else None,
        )
    ]


def may_walk(visit: Visit, person: Staff, escorts: Collection[str]) -> bool:
    """May this person walk the party on from where it is? Without `escorts` its own stage's people may."""
    return person.id == visit.assistant or any(person.works_in(stage) for stage in escorts or (visit.stage,))


def accept(
    visit: Visit,
    by: Staff,
    since: datetime | None = None,
    assistant: Staff | None = None,
    wish: str | None = None,
    named: Staff | None = None,
) -> list[e.VisitEvent]:
    """“I have them.” The named receiver or a colleague of that stage; the first acceptance wins, the second hears who (I2).

    A tap that comes late says `since` when (never before the offer, feature 10); `wish` is the one that the receiver picked
    among three (B08), which a program may leave out: the card goes on saying that it is unread. A room that was merely the
    `named` receiver's gives way to that of a colleague who takes them."""
    in_house(visit)
    if visit.handoff is None:
        raise r.AlreadyTaken(holder=visit.holder) if visit.last_tap == "HandoffAccepted" else r.NothingOffered()
    if by.id == visit.handoff.giver:
        raise r.OwnOffer(actor=by.id)
    can_receive(by, visit.handoff.stage)
    if assistant:
        can_assist(assistant, visit.handoff.stage, by.id)
    if wish is not None and wish != visit.wish:
        raise r.WrongWish()
    return [
        e.HandoffAccepted(
            giver=visit.handoff.giver,
            receiver=by.id,
            since=since,
            assistant=assistant.id if assistant else None,
            has_read_wish=wish is not None,
            room=by.room if named and by.id != named.id and visit.handoff.room == named.room else None,
        )
    ]


def postpone(visit: Visit, by: Staff, minutes: int) -> list[e.VisitEvent]:
    """“Ready in five minutes.” The offer stands and the giver keeps the party company."""
    _for_receiver(visit, by)
    return [e.HandoffPostponed(by=by.id, minutes=minutes)]


def decline(visit: Visit, by: Staff, reason: str) -> list[e.VisitEvent]:
    """The receiver cannot take them at all; the giver hears why and simply keeps holding."""
    _for_receiver(visit, by)
    if not reason.strip():
        raise r.ReasonMissing()
    return [e.HandoffDeclined(by=by.id, reason=reason.strip())]


def withdraw(visit: Visit, by: Staff) -> list[e.VisitEvent]:
    """The giver takes the offer back and simply keeps holding."""
    held_by(visit, by)
    if visit.handoff is None:
        raise r.NothingOffered()
    return [e.HandoffWithdrawn(giver=by.id)]


def enter_stage(visit: Visit, by: Staff, stage: str, room: str | None = None) -> list[e.VisitEvent]:
    """The holder brings the party on without handing it over, as a host does on the way to the sales room."""
    held_by(visit, by)
    none_offered(visit)
    if not visit.gate_at:
        raise r.GateNotPassed()
    if stage == visit.stage:
        raise r.AlreadyThere()
    can_receive(by, stage)
    leg, place, is_off_plan = leg_towards(visit, stage)
    room = room or by.room
    return [e.StageEntered(holder=by.id, stage=stage, look=leg.look, place=place, is_off_plan=is_off_plan, room=room)]


def start_escort(visit: Visit, by: Staff, kind: str) -> list[e.VisitEvent]:
    held_by(visit, by)
    if visit.escort:
        raise r.AlreadyEscorting()
    return [e.EscortStarted(kind=kind)]


def end_escort(visit: Visit, by: Staff) -> list[e.VisitEvent]:
    held_by(visit, by)
    if visit.escort is None:
        raise r.NotEscorting()
    return [e.EscortEnded()]


def see_off(
    visit: Visit,
    by: Staff,
    items: tuple[str, ...],
    required: tuple[str, ...],
    left_out: tuple[tuple[str, str], ...] = (),
    gone: Collection[int] = (),
    selection_on: date | None = None,
) -> list[e.VisitEvent]:
    """The farewell, signed by the host or the deputy (C31), with nothing on the list left open (I7). A point that was not
    done needs a reason in `left_out` (C57). Parts of the party that have been seen off on their own are `gone`: nobody
    waits for them."""
    held_by(visit, by)
    none_elsewhere(visit, gone)
    none_offered(visit)
    if by.id not in _welcomers(visit) and not by.works_in(FAREWELL):
        raise r.NotWelcoming(actor=by.id)
    reasons = tuple((item, reason.strip()) for item, reason in left_out if item not in items)
    if not all(reason for _, reason in reasons):
        raise r.ReasonMissing()
    _complete((*items, *(item for item, _ in reasons)), required)
    return [e.VisitFinished(by=by.id, items=items, left_out=reasons, selection_on=selection_on)]


def undo(
    visit: Visit, by: Staff, now: datetime, off_duty: Collection[str] = (), here: Collection[Visit] = ()
) -> list[e.VisitEvent]:
    """Take back one's own last tap within ten seconds, as long as nothing newer has happened, whoever then has the party
    again has not gone off duty meanwhile (I4), and a party that had left still has its place among those `here` (I1)."""
    if visit.before is None or visit.last_at is None or visit.last_actor != by.id or now - visit.last_at > UNDO_WINDOW:
        raise r.NothingToUndo()
    if visit.before.holder in off_duty:
        raise r.OffDuty(receiver=visit.before.holder)
    if visit.ended_at:
        _can_come_back(visit, here)
    return [e.TapUndone(tap=visit.last_tap)]


def _can_come_back(visit: Visit, here: Collection[Visit]) -> None:
    """A party is in the house once, and a part of one only along with the others, to whom it returns."""
    if visit.part_of is not None and visit.part_of not in {one.id for one in here}:
        raise r.OthersGone()
    again = next((one for one in here if visit.part_of is None and one.number == visit.number), None)
    if again:
        raise r.HereAgain(holder=again.holder)


def leg_towards(visit: Visit, stage: str) -> tuple[PlannedLeg, int, bool]:
    """Which planned leg a move to `stage` walks: (leg, its place on the plan, is it off plan).

    The next planned leg with that stage counts, even when legs before it are skipped. Coming back from an excursion
    resumes the leg that was left. A stage that the rest of the plan does not know keeps place and look.
    """
    if visit.is_off_plan and visit.plan[visit.place].stage == stage:
        return visit.plan[visit.place], visit.place, False
    for place in range(visit.place + 1, len(visit.plan)):
        if visit.plan[place].stage == stage:
            return visit.plan[place], place, place != visit.place + 1
    return PlannedLeg(stage, visit.look), visit.place, True


def _welcomers(visit: Visit) -> set[str | None]:
    return {visit.host, visit.deputy}


def _can_welcome(visit: Visit, by: Staff) -> None:
    if by.id not in _welcomers(visit) and not by.works_in(RECEPTION):
        raise r.NotWelcoming(actor=by.id)
    if not by.is_on_duty:
        raise r.OffDuty(receiver=by.id)


def in_house(visit: Visit) -> None:
    """Refuses for a party that has left."""
    if visit.ended_at:
        raise r.VisitEnded()


def _for_receiver(visit: Visit, by: Staff) -> None:
    in_house(visit)
    if visit.handoff is None:
        raise r.NothingOffered()
    if by.id != visit.handoff.receiver and not by.works_in(visit.handoff.stage):
        raise r.NotTheReceiver(receiver=visit.handoff.receiver)
    if by.id == visit.handoff.giver:
        raise r.OwnOffer(actor=by.id)


def none_elsewhere(visit: Visit, gone: Collection[int]) -> None:
    """Refuses while a part of the party is still in the house on its own."""
    if set(visit.parts) - set(gone):
        raise r.PartsElsewhere()


def none_offered(visit: Visit) -> None:
    """Refuses while the party is already being brought to somebody."""
    if visit.handoff:
        raise r.HandoffPending(giver=visit.handoff.giver, receiver=visit.handoff.receiver)


def held_by(visit: Visit, by: Staff) -> None:
    """Refuses for anybody but the holder."""
    in_house(visit)
    if visit.holder != by.id:
        raise r.NotHolder(holder=visit.holder)


def can_receive(receiver: Staff, stage: str) -> None:
    """Refuses for whoever is not here, or not of that stage."""
    if not receiver.is_on_duty:
        raise r.OffDuty(receiver=receiver.id)
    if not receiver.works_in(stage):
        raise r.NotTheirStage(receiver=receiver.id)


def can_assist(assistant: Staff, stage: str, holder: str) -> None:
    """Whoever is introduced along with the holder is another one of that stage, and here (C48)."""
    if assistant.id == holder:
        raise r.ToOneself(actor=holder)
    can_receive(assistant, stage)


def _complete(items: tuple[str, ...], required: tuple[str, ...]) -> None:
    missing = [item for item in required if item not in items]
    if missing:
        raise r.ChecklistIncomplete(missing=missing)
