"""Cue cards: what to say to the colleague, and what to say to the party (REQUIREMENTS C42-C52, C58).

Sentences are catalogue entries with slots; every slot is filled from the visit, so no card ever shows an empty one. The
colleague's half is spoken in the house's language, the party's half in the party's own.
"""

from dataclasses import dataclass

from .sheet import FAREWELL, MAKEUP, RECEPTION, REMOVAL, SALES_ROOM, STUDIO
from .visit import Visit
from .words import N_


@dataclass(frozen=True, slots=True)
class Cue:
    """Two halves, each one or two sentences with the slots party, receiver, store, look, next_look, place, looks, wish."""

    to_colleague: tuple[str, ...]
    to_party: tuple[str, ...]


WISH = N_("Their wish for today: “{wish}”")

FIRST = Cue(
    (N_("{receiver}, these are my friends: {party}. Please take good care of them."),),
    (N_("This is {receiver}, one of the best we have. If you need anything, call me anytime."),),
)
FIRST_SHOWN = Cue(
    (N_("{receiver}, these are my friends: {party}. They come to see their photos."),),
    (N_("This is {receiver}, who shows you your photos. I am close by all the time."),),
)
TO_STUDIO = Cue(
    (N_("{receiver}, here are {party}, friends of {store}. Look {place} of {looks} is ready: {look}."),),
    (N_("This is {receiver}, who photographs you now. Everything you told me, I have passed on."),),
)
TO_NEXT_LOOK = Cue(
    (N_("{receiver}, that look is done. Please help {party} into the next one: {look}, {place} of {looks}."),),
    (N_("{receiver} makes you ready for the next look. We see each other again in the studio."),),
)
TO_REMOVAL = Cue(
    (N_("{receiver}, the last look is done. Please take off makeup and hairpieces for {party}."),),
    (N_("That was the last picture, and you did wonderfully. {receiver} makes you comfortable now."),),
)
TO_HOST = Cue(
    (N_("{receiver}, {party} are ready. Everything here is done."),),
    (N_("{receiver} tells you what comes next and brings you to the door. Thank you for today."),),
)
TO_SALES_ROOM = Cue(
    (N_("{receiver}, here are {party}. They come to see their photos."),),
    (N_("{receiver} shows you your photos now. Take all the time you like."),),
)
ELSEWHERE = Cue(
    (N_("{receiver}, here are {party}, friends of {store}. Please look after them for a while."),),
    (N_("{receiver} looks after you here."),),
)


def cue(visit: Visit, stage: str, look: int) -> Cue:
    """The card for bringing this party to `stage`. “My friends” is said on the first leg only, and the wish is told to
    whoever makes or photographs a look."""
    card = _card(visit, stage, look)
    if visit.wish and stage in (MAKEUP, STUDIO):
        return Cue((*card.to_colleague, WISH), card.to_party)
    return card


def _card(visit: Visit, stage: str, look: int) -> Cue:
    if len(visit.legs) == 1 and visit.stage == RECEPTION and stage not in (FAREWELL, RECEPTION):
        return FIRST_SHOWN if stage == SALES_ROOM else FIRST
    if stage == STUDIO and look:
        return TO_STUDIO
    if stage == MAKEUP and visit.stage == STUDIO and look:
        return TO_NEXT_LOOK
    return {REMOVAL: TO_REMOVAL, FAREWELL: TO_HOST, SALES_ROOM: TO_SALES_ROOM}.get(stage, ELSEWHERE)
