"""Making a room ready for the next party."""

from typing import Any

from ..config import Settings
from ..domain import refusals as r
from ..domain import room as rules
from ..domain.room import RoomReadied, RoomState
from ..kinds import ROOM_STATES
from ..transaction import Transaction
from .tapping import acting, known_room

Content = dict[str, Any]


def make_ready(tx: Transaction, settings: Settings, room: str) -> Content:
    """Background, props and light stand; refused while somebody is in there."""
    known_room(settings, room)
    by = acting(tx)
    if rules.occupants(room, tx.house.present):
        raise r.RoomTaken()
    tx.append("rooms", RoomReadied(room=room, by=by.id))
    tx.put(ROOM_STATES, RoomState(room=room, by=by.id, ready_at=tx.now))
    return {"room": room}


def check_ready(tx: Transaction, settings: Settings, room: str | None) -> None:
    """Refuses to bring anybody into a room that the studio wants to be made ready first (D18)."""
    known = settings.room(room)
    if known is None or not known.must_be_ready:
        return
    if not rules.is_ready(tx.house.of(ROOM_STATES).get(known.key), known.key, tx.house.visits.values()):
        raise r.RoomNotReady()
