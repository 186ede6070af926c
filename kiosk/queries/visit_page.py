"""What a party sees of its own visit, and nothing else (REQUIREMENTS feature 7, A11, C47, E16, E21).

No other party, no photograph and no amount is in these models, so none can leave the server with them.
"""

from datetime import date
from functools import lru_cache
from pathlib import Path

from ..config import Settings
from ..domain import duty
from ..domain.calls import back_at
from ..domain.concern import Concern
from ..domain.consent import BOARD, first_name, holds_until, on_board, standing, until
from ..domain.mending import goes_on_as
from ..domain.moods import is_asked_after_first_look
from ..domain.visit import Became, Visit
from ..domain.wish import DID_WE, is_asked
from ..floor import Floor
from ..hours import clock
from ..house import House
from ..keys import secret
from ..network import for_others
from ..parts import Part
from ..passes import visit_code
from ..qr import svg
from ..records import dataclass
from .faces import Face, face, ms
from .history import Weeks, history
from .looking_after import people_of
from .outlook import Outlook, until_the_end, until_the_next
from .picture_path import Stop, stops
from .poses import picking
from .remembering import PerVisit
from .ways import look_name


@dataclass(frozen=True, slots=True)
class Now:
    """Where the party is and with whom. `moment` is one of 'telling' (at the door, nobody has said yet that they go),
    'arriving' (somebody has), 'walking', 'escort' and 'here'; `other` is who is told or comes to a party at the door, or to
    whom a walking one is brought by `holder`; `ready` when that colleague will be ready, HH:MM."""

    nickname: str
    moment: str
    stage: str
    room: str
    look: int
    look_name: str
    holder: Face
    other: Face | None
    assistant: Face | None
    escort: str
    ready: str
    outlook: Outlook | None


@dataclass(frozen=True, slots=True)
class Way:
    """The whole day as pictures, and when it ends."""

    stops: tuple[Stop, ...]
    end: Outlook | None


@dataclass(frozen=True, slots=True)
class Calling:
    """The call to the host: `state` is 'free', 'rings' or 'coming'. From `again_from` on it can be called anew. Without script a
    tap leads to `back`, or to where it was made."""

    code: str
    back: str
    whom: Face
    state: str
    who: Face | None
    again_from: int | None


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that was not right, as the party sees it taken care of."""

    code: str
    concern: int
    words: str
    step: str
    owner: Face
    taken_by: Face | None


@dataclass(frozen=True, slots=True)
class Switch:
    """One use of names or pictures, as the party has answered it; `name` is what stands, or would stand, on the board,
    `until` the last day of the yes that stands, or would; None for one that holds until it is taken back."""

    use: str
    is_given: bool
    is_named: bool
    name: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Switches:
    code: str
    nickname: str
    uses: tuple[Switch, ...]


@dataclass(frozen=True, slots=True)
class DidWe:
    """What became of their wish, asked as it was told; `became` is the answer so far."""

    code: str
    question: str
    wish: str
    became: Became | None


@lru_cache
def _key(folder: Path) -> str:
    return secret(folder, "visits")


@lru_cache(maxsize=4096)
def _code(folder: Path, visit_id: int) -> str:
    return visit_code(_key(folder), visit_id)


def visit_of(one: Floor, code: str) -> Visit | None:
    """The visit in the house whose page has this address; with the farewell the address dies."""
    visit = _known(one.store.house, one, code)
    return visit if visit and visit.ended_at is None else None


def visit_path(one: Floor, visit: Visit) -> str:
    """Where the page is, for whoever is on this server already."""
    return f"/v/{_code(one.folder, visit.id)}"


def visit_address(one: Floor, host: str, visit: Visit) -> str:
    """The page's address as the party's own phone has to ask for it, for a QR code; `host` is that of this request."""
    return f"http://{for_others(host)}{visit_path(one, visit)}"


def visit_qr(one: Floor, host: str, visit: Visit) -> str:
    """The address as an inline SVG (templates/_visit_qr.html shows it with its words)."""
    return svg(visit_address(one, host, visit))


def visit_parts(house: House, one: Floor, code: str) -> list[Part]:
    """The page's live pieces. A party that has left is told goodbye."""
    visit = _known(house, one, code)
    if visit is None:
        return []
    if visit.ended_at:
        return [Part("visit-goodbye", "now", 0, "visit/_goodbye.html", None)]
    mine = [one for one in house.concerns.values() if one.visit == visit.id and not one.is_noticed]
    return [
        *_drawn(house, history(one.store), visit),
        *_poses(one, visit, code),
        *_pulse(visit, code),
        *_did_we(visit, code),
        Part("visit-consents", "consents", 0, "visit/_consents.html", _switches(one, visit, code, house.today)),
        _call(house, one.settings, visit, code, f"/v/{code}"),
        *(
            Part(f"heard-{concern.id}", "heard", concern.id, "visit/_heard.html", _heard(house, concern, code))
            for concern in mine
        ),
    ]


def tablet_parts(house: House, one: Floor, visit_id: str) -> list[Part]:
    """What is live on a tablet in the party's hands (D21): the call. With the visit it is over."""
    visit = house.visits.get(int(visit_id)) if visit_id.isdecimal() else None
    if visit is None or visit.ended_at:
        return []
    return [_call(house, one.settings, visit, _code(one.folder, visit.id), "")]


def _poses(one: Floor, visit: Visit, code: str) -> list[Part]:
    """Pictures to pick, as long as there is a look to pick them for."""
    offered = picking(one.settings, visit, code)
    return [Part("visit-poses", "poses", 0, "visit/_poses.html", offered)] if offered else []


def _pulse(visit: Visit, code: str) -> list[Part]:
    """The question after the first look: it stands above everything else until it is answered."""
    return [Part("visit-pulse", "pulse", 0, "visit/_pulse.html", code)] if is_asked_after_first_look(visit) else []


def _did_we(visit: Visit, code: str) -> list[Part]:
    if not is_asked(visit):
        return []
    asked = DidWe(code, DID_WE, visit.wish, visit.became)
    return [Part("visit-did-we", "pulse", 1, "visit/_did_we.html", asked)]


def _switches(one: Floor, visit: Visit, code: str, today: date) -> Switches:
    terms = one.settings.consent_terms
    told = {use: answer for use, answer in standing(visit.consents, terms, today).items() if answer.is_given}
    uses = tuple(
        Switch(
            use=asked.key,
            is_given=asked.key in told,
            is_named=asked.key == BOARD,
            name=on_board(visit, terms, today) or first_name(visit.party[0]) if asked.key == BOARD else "",
            until=until(told[asked.key], terms) if asked.key in told else holds_until(today, asked.months),
        )
        for asked in one.settings.consents
    )
    return Switches(code, visit.nickname, uses)


def _known(house: House, one: Floor, code: str) -> Visit | None:
    """The visit with this page. A part that has come back to the others has theirs, at the same address."""
    visit = next((visit for visit in house.visits.values() if _code(one.folder, visit.id) == code), None)
    while visit and (whole := goes_on_as(visit)):
        visit = house.visits.get(whole)
    return visit


@PerVisit
def _drawn(house: House, past: Weeks, visit: Visit) -> tuple[Part, ...]:
    return (
        Part("visit-now", "now", 0, "visit/_now.html", _now(house, past, visit)),
        Part("visit-way", "way", 0, "visit/_way.html", Way(stops(house, visit), until_the_end(past, visit))),
        Part("visit-wish", "wish", 0, "visit/_wish.html", visit.wish),
    )


def _now(house: House, past: Weeks, visit: Visit) -> Now:
    offer = visit.handoff
    moment, holder, other = "here", visit.holder, None
    if visit.greeted_at is None:
        moment, other = ("arriving", visit.coming) if visit.coming else ("telling", visit.holder)
    elif offer:
        moment, holder, other = "walking", offer.walker or visit.holder, offer.receiver
    elif visit.escort:
        moment = "escort"
    look = offer.look if offer else visit.look
    ready = clock(offer.ready_at, past.zone) if offer and offer.ready_at else ""
    return Now(
        nickname=visit.nickname,
        moment=moment,
        stage=offer.stage if offer else visit.stage,
        room=(offer.room if offer else visit.room) or "",
        look=look,
        look_name=look_name(visit, look),
        holder=face(house, holder),
        other=face(house, other) if other else None,
        assistant=face(house, visit.assistant) if visit.assistant and moment == "here" else None,
        escort=visit.escort.kind if visit.escort else "",
        ready=ready,
        outlook=None if offer else until_the_next(past, visit),
    )


def _call(house: House, settings: Settings, visit: Visit, code: str, back: str) -> Part:
    return Part("visit-call", "call", 0, "visit/_call.html", _calling(house, settings, visit, code, back))


def _calling(house: House, settings: Settings, visit: Visit, code: str, back: str) -> Calling:
    call = house.call_of(visit.id)
    whom = duty.first_hands(visit.host, visit.deputy, house.staff, house.present) or visit.host
    if call is None:
        return Calling(code, back, face(house, whom), "free", None, None)
    if call.taken_by is None:
        return Calling(code, back, face(house, call.whom or whom), "rings", None, None)
    again_from = back_at(call, people_of(house, settings))
    if again_from is None:
        return Calling(code, back, face(house, call.whom or whom), "rings", None, None)
    return Calling(code, back, face(house, whom), "coming", face(house, call.taken_by), ms(again_from))


def _heard(house: House, concern: Concern, code: str) -> Heard:
    taken_by = face(house, concern.taken_by) if concern.taken_by else None
    owner = face(house, concern.whom or concern.owner)
    return Heard(code, concern.id, concern.words, concern.step, owner, taken_by)
