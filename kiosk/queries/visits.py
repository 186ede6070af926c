"""Visits as programs read them; those of one day: today's from the picture, earlier ones from their rows."""

from datetime import date, datetime
from typing import Any

from ..config import Settings
from ..domain.visit import Handoff, Visit
from ..kinds import VISITS
from ..store import Store
from .looking_after import patience


def visits_on(store: Store, on: date) -> tuple[int, list[Visit]]:
    """The log's seq and the visits of that day; for today also whoever is still in the house since earlier."""
    house = store.house
    if on == house.today:
        return house.seq, list(house.visits.values())
    rows = store.reader().execute("SELECT body FROM visit WHERE on_date = :on ORDER BY id", {"on": on.isoformat()})
    return house.seq, [VISITS.adapter.validate_json(row["body"]) for row in rows]


def visit_content(visit: Visit, settings: Settings, now: datetime) -> dict[str, Any]:
    """One visit as GET /visits shows it (CONTRACT)."""
    _, late = patience(settings, visit.stage, visit.greeted_at is not None)
    return {
        "id": visit.id,
        "number": visit.number,
        "kind": visit.kind,
        "party": visit.title,
        "stage": visit.stage,
        "room": visit.room,
        "holder": visit.holder,
        "host": visit.host,
        "deputy": visit.deputy,
        "handoff": handoff_content(visit.handoff),
        "look": visit.look,
        "looks": visit.looks,
        "since": visit.since.isoformat(),
        "late": not visit.ended_at and now - visit.since > late,
        "version": visit.version,
    }


def handoff_content(offer: Handoff | None) -> dict[str, Any] | None:
    """A hand-off under way, as programs read it."""
    if offer is None:
        return None
    return {
        "giver": offer.giver,
        "receiver": offer.receiver,
        "stage": offer.stage,
        "offered_at": offer.offered_at.isoformat(),
    }


def whole_visit(visit: Visit, settings: Settings, now: datetime) -> dict[str, Any]:
    """One visit with everything its event stream says."""
    return {
        **visit_content(visit, settings, now),
        "part_of": visit.part_of,
        "names": list(visit.party),
        "size": visit.size,
        "wish": visit.wish,
        "wish_answer": visit.became.answer if visit.became else None,
        "language": visit.language,
        "checked_in_at": visit.checked_in_at.isoformat(),
        "greeted_at": visit.greeted_at.isoformat() if visit.greeted_at else None,
        "gate_at": visit.gate_at.isoformat() if visit.gate_at else None,
        "ended_at": visit.ended_at.isoformat() if visit.ended_at else None,
        "selection_on": visit.selection_on.isoformat() if visit.selection_on else None,
        "escort": visit.escort.kind if visit.escort else None,
        "plan": [{"stage": leg.stage, "look": leg.look} for leg in visit.plan],
        "place": visit.place,
        "off_plan": visit.is_off_plan,
        "legs": [
            {
                "stage": leg.stage,
                "holder": leg.holder,
                "look": leg.look,
                "started_at": leg.started_at.isoformat(),
                "ended_at": leg.ended_at.isoformat() if leg.ended_at else None,
            }
            for leg in visit.legs
        ],
    }
