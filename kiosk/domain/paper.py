"""The work flow sheet as a thing of its own: where it is, and what stands on it (feature 3, trap 6, C28, C54)."""

from . import noting as n
from . import refusals as r
from .custody import can_assist, in_house
from .sheet import STUDIO
from .staff import Staff
from .visit import SENT, WITH_PARTY, Visit


def name_assistant(visit: Visit, by: Staff, assistant: Staff | None) -> list[n.Noted]:
    """Who helps the holder in this leg, or nobody any more (C48). The holder says so, or somebody of that stage: an assistant
    may walk the party on."""
    in_house(visit)
    if by.id != visit.holder and not by.works_in(visit.stage):
        raise r.NotHolder(holder=visit.holder)
    if assistant:
        can_assist(assistant, visit.stage, visit.holder)
    return [n.AssistantNamed(assistant=assistant.id if assistant else None)]


def leave_out(visit: Visit, by: Staff, stage: str, look: int, reason: str) -> list[n.Noted]:
    """A planned leg will not be walked, and the sheet says why."""
    if not reason.strip():
        raise r.ReasonMissing()
    if (stage, look) not in {(leg.stage, leg.look) for leg in visit.plan}:
        raise r.UnknownStage(stage=stage)
    return [n.LegLeftOut(stage=stage, look=look, reason=reason.strip(), by=by.id)]


def send(visit: Visit, by: Staff) -> list[n.Noted]:
    """The sheet goes to production. While looks are still to come that is too early: allowed, and shown as a warning."""
    if visit.holder != by.id:
        raise r.NotHolder(holder=visit.holder)
    _with_sheet(visit)
    if visit.sheet.place != WITH_PARTY:
        raise r.SheetElsewhere()
    return [n.SheetSent(by=by.id, is_early=visit.has_more_looks)]


def can_be_received(visit: Visit) -> bool:
    """Once the party has left, a sheet that nobody said to have sent may have come to production all the same."""
    has_left = visit.sheet.place == WITH_PARTY and visit.ended_at is not None
    return has_sheet(visit) and (visit.sheet.place == SENT or has_left)


def receive(visit: Visit, by: Staff) -> list[n.Noted]:
    """Production has the sheet: from here on the selection can become ready (I6)."""
    _with_sheet(visit)
    if not can_be_received(visit):
        raise r.SheetElsewhere()
    return [n.SheetReceived(by=by.id)]


def bring_back(visit: Visit, by: Staff) -> list[n.Noted]:
    """The sheet is with the party again."""
    if visit.sheet.place == WITH_PARTY:
        raise r.SheetElsewhere()
    return [n.SheetReturned(by=by.id)]


def has_sheet(visit: Visit) -> bool:
    return visit.kind == "shoot" and visit.part_of is None


def _with_sheet(visit: Visit) -> None:
    if not has_sheet(visit):
        raise r.NoSheet()


def is_due(visit: Visit) -> bool:
    """Should the sheet part from the party now? After the last look, before makeup comes off (C54). Some who went another way
    have none of their own."""
    is_shot = any(leg.stage == STUDIO for leg in visit.legs)
    return has_sheet(visit) and is_shot and not visit.has_more_looks and visit.sheet.place == WITH_PARTY
