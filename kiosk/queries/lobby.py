"""Whose face the lobby shows, and how it greets."""

from datetime import datetime

from ..domain import duty
from ..domain.sheet import RECEPTION
from ..domain.words import N_
from ..house import House
from ..parts import Part
from .faces import Face, face


def helper(house: House) -> Face | None:
    """Who would come for “I'd rather talk to someone”: the freest of reception on duty."""
    person = duty.freest(RECEPTION, house.staff, house.present)
    return face(house, person.id) if person else None


def greeting(moment: datetime) -> str:
    """What one says at the door at this hour of the studio's day, as a msgid."""
    if 4 <= moment.hour < 12:
        return N_("Good morning.")
    return N_("Good afternoon.") if 12 <= moment.hour < 18 else N_("Good evening.")


def lobby_parts(house: House) -> list[Part]:
    """What the lobby shows live: for each party just arrived, by its word on the board, who is coming."""
    return []
