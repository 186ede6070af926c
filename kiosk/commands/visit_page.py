"""What a party taps on its own page: call my host, never mind, a new wish. `customer` is who acts, whatever device it is."""

from typing import Any

from ..config import Settings
from ..domain import arrival, calls, duty
from ..domain import refusals as r
from ..domain import wish as wishes
from ..domain.calls import Call, CallRaised
from ..domain.events import WishTold
from ..domain.left_to import People
from ..domain.moods import CUSTOMER, opens_concern
from ..domain.noting import PartyMoodTapped
from ..domain.visit import Visit
from ..domain.words import N_
from ..kinds import CALLS
from ..transaction import Transaction
from ..tries import Tries
from . import beside, people
from .raising import raised_by_own_face

Content = dict[str, Any]


class TooManyCalls(r.Refusal):
    code, status = "too_many_calls", 429
    message = N_("You have called us often. Please speak to any of us; we are right here.")


class TooManyMoods(r.Refusal):
    code, status, message = "too_many_moods", 429, N_("Thank you. That is enough for the moment.")


def call_host(tx: Transaction, tries: Tries, settings: Settings, visit_id: int, language: str) -> Content:
    """The party would like its host to come (C47). A call that rings, or whose answer is on the way, stays the one call;
    one that was left to somebody for too long is raised anew."""
    visit = here(tx, visit_id)
    people.end_forgotten(tx)
    call = tx.house.call_of(visit_id)
    back = calls.back_at(call, People(tx.house.staff, patience=settings.care.patience)) if call else None
    if call and back and tx.now >= back:
        people.end(tx, call)
        call = None
    if call is None:
        if not tries.allow(f"call-{visit_id}", tx.now):
            raise TooManyCalls()
        call = _raise(tx, visit, language)
    return {"call": call.id, "taken_by": call.taken_by}


def _raise(tx: Transaction, visit: Visit, language: str) -> Call:
    whom = duty.first_hands(visit.host, visit.deputy, tx.house.staff, tx.house.present)
    call = Call(
        id=tx.next_id(CALLS),
        place="",
        language=language,
        raised_at=tx.now,
        device=tx.writing.device,
        visit=visit.id,
        whom=whom,
        deputy=visit.deputy if visit.deputy != whom else None,
    )
    raised = CallRaised(id=call.id, place="", language=language, visit=visit.id, whom=whom)
    tx.append(f"call-{call.id}", raised)
    tx.put(CALLS, call)
    return call


def end_call(tx: Transaction, visit_id: int) -> Content:
    """Whoever took the call is there, or nobody is needed any more. Without a call nothing happens."""
    here(tx, visit_id)
    call = tx.house.call_of(visit_id)
    if call:
        people.end(tx, call)
    return {"call": call.id if call else None}


def tap_mood(tx: Transaction, tries: Tries, visit_id: int, mood: str, word: str = "") -> Content:
    """How the party is: its own face, and a word beside it (feature 8). Whoever has it now is the one it rates, and sees neither
    before the day closes; “upset” reaches the host at once, and is open until they have been told what was done."""
    visit = here(tx, visit_id)
    if not tries.allow(f"mood-{visit_id}", tx.now):
        raise TooManyMoods()
    tapped = PartyMoodTapped(mood=mood, stage=visit.stage, rated=visit.holder, word=arrival.plain_line(word))
    tx.record(visit, f"visit-{visit_id}", [tapped])
    if opens_concern(visit, mood, CUSTOMER):
        raised_by_own_face(tx, visit)
    return {"visit": visit_id}


def pick_poses(tx: Transaction, tries: Tries, visit_id: int, settings: Settings, poses: tuple[str, ...]) -> Content:
    """What they would like to try in their next look (D21)."""
    here(tx, visit_id)
    if not tries.allow(f"poses-{visit_id}", tx.now):
        raise TooManyMoods()
    return beside.pick_poses(tx, settings, visit_id, poses)


def tell_wish(tx: Transaction, visit_id: int, wish: str) -> Content:
    """The one thing that would make today perfect, told anew; the same words again are no news."""
    visit = here(tx, visit_id)
    wish = arrival.plain_line(wish)
    if wish != visit.wish:
        tx.record(visit, f"visit-{visit_id}", arrival.tell(visit, WishTold(wish=wish)))
    return {"visit": visit_id}


def answer_wish(tx: Transaction, tries: Tries, visit_id: int, wish: str, answer: str, why: str) -> Content:
    """What became of it, in the party's own judgement, before its page says goodbye (E02)."""
    visit = here(tx, visit_id)
    told = wishes.answered(visit, None, wish, answer, arrival.plain_line(why))
    if told and not tries.allow(f"wish-{visit_id}", tx.now):
        raise TooManyMoods()
    tx.record(visit, f"visit-{visit_id}", told)
    return {"visit": visit_id}


def here(tx: Transaction, visit_id: int) -> Visit:
    visit = tx.visit(visit_id)
    if visit.ended_at:
        raise r.VisitEnded()
    return visit
