"""The station: what comes to me, what is in my hands, and the one next step (REQUIREMENTS A01, C43-C53)."""

from ..config import Settings
from ..domain import calls, duty
from ..domain.staff import Staff
from ..domain.visit import Visit
from ..house import House
from ..parts import Part
from ..records import dataclass
from .asking import preparing_parts
from .briefs import briefs_parts
from .complaints import NOTHING, Complaints
from .concerns import station_concerns
from .elsewhere import elsewhere_parts, given_parts
from .faces import Face, face, ms
from .history import NOTHING as NO_WEEKS
from .history import Weeks
from .incoming import incoming_parts
from .looking_after import alarm_parts, covered_parts, guest_parts, hello_parts, people_of, shoots_part
from .party import InHand, mine, must_read, place_of, undo_until
from .readiness import lacks_of, task_parts
from .rooms import station_room
from .silence import silent_parts


@dataclass(frozen=True, slots=True)
class Ring:
    """Someone waits for a person: a party not yet greeted, somebody at the lobby (`call`), or a party that calls its host
    from its own page (`host`). Shown from `shown_from` on; rings then, or from `rings_from` where that is later: who is
    `coming` sees the party all the while. `taken_by` went to a party that called, and it rings again from `back_at` on.
    `lacks` are parts of what they come for that are not ready, `to_read` the booking whose brief I have to read before I greet
    them."""

    kind: str
    id: int
    version: int
    actor: str
    title: str
    holder: Face | None
    place: str
    language: str
    since: int
    shown_from: int
    is_mine: bool
    rings_from: int = 0
    coming: Face | None = None
    lacks: tuple[str, ...] = ()
    to_read: int | None = None
    taken_by: Face | None = None
    back_at: int = 0


@dataclass(frozen=True, slots=True)
class Hands:
    """Everyone with me at once, where that is more than one party; the party held longest comes first."""

    parties: tuple[InHand, ...]


@dataclass(frozen=True, slots=True)
class Undo:
    """A tap that has taken the party out of my hands and can still be undone."""

    visit: int
    actor: str
    title: str
    tap: str
    until: int


def station_parts(
    house: House, settings: Settings, staff_id: str, old: Complaints = NOTHING, past: Weeks = NO_WEEKS
) -> list[Part]:
    """Everything on one person's station, incoming first; `old` are earlier complaints, by customer, and `past` tells how long
    stays take here."""
    me = house.staff.get(staff_id)
    if me is None:
        return []
    held = sorted((visit for visit in house.present if visit.holder == me.id), key=place_of)
    return [
        shoots_part(house, settings, me),
        *covered_parts(house, me),
        *_rings(house, settings, me),
        *_calls(house, settings, me),
        *station_concerns(house, settings, me),
        *incoming_parts(house, settings, me, old),
        *alarm_parts(house, settings, me, past),
        *silent_parts(house, settings, me),
        *task_parts(house, settings, me),
        *station_room(house, settings, me),
        *_hands(held),
        *briefs_parts(house, settings, me),
        *(_mine(house, settings, visit, me, old) for visit in held),
        *_undos(house, me),
        *preparing_parts(house, me),
        *guest_parts(house, settings, me),
        *hello_parts(house, me),
        *given_parts(house, settings, me),
        *elsewhere_parts(house, me),
    ]


def _rings(house: House, settings: Settings, me: Staff) -> list[Part]:
    parts = []
    for visit in house.present:
        lacks = lacks_of(house, visit)
        from_ = duty.rings_from(visit, me, settings.lobby.ringing, bool(lacks), house.lost)
        if from_ and (me.is_on_duty or visit.holder == me.id):
            is_on_my_way = visit.coming == me.id and visit.holder != me.id
            ring = Ring(
                kind="arrival",
                id=visit.id,
                version=visit.version,
                actor=me.id,
                title=visit.title,
                holder=face(house, visit.holder),
                place="",
                language=visit.language,
                since=ms(visit.checked_in_at),
                shown_from=ms(visit.checked_in_at if is_on_my_way else from_),
                is_mine=visit.holder == me.id,
                rings_from=ms(from_),
                coming=face(house, visit.coming) if visit.coming else None,
                lacks=lacks,
                to_read=visit.number if must_read(house, visit, me.id) else None,
            )
            parts.append(Part(f"ring-{visit.id}", "rings", ms(from_) // 1000, "station/_ring.html", ring))
    return parts


def _calls(house: House, settings: Settings, me: Staff) -> list[Part]:
    people = people_of(house, settings)
    parts = []
    for call in house.calls.values():
        back = calls.back_at(call, people)
        due = calls.rings_from(call, me, settings.lobby.ringing, people, back)
        if due and me.is_on_duty:
            is_going = back is not None and call.taken_by == me.id
            ring = Ring(
                kind="host" if call.visit else "call",
                id=call.id,
                version=0,
                actor=me.id,
                title=house.caller(call),
                holder=None,
                place="" if call.visit else call.place,
                language=call.language,
                since=ms(call.raised_at),
                shown_from=ms(due),
                is_mine=is_going,
                rings_from=ms(back if is_going and back else due),
                taken_by=face(house, call.taken_by) if back and call.taken_by else None,
                back_at=ms(back) if back else 0,
            )
            parts.append(Part(f"call-{call.id}", "rings", ms(due) // 1000, "station/_ring.html", ring))
    return parts


def _hands(held: list[Visit]) -> list[Part]:
    if len(held) < 2:
        return []
    hands = Hands(tuple(InHand(visit.id, visit.title) for visit in held))
    return [Part("in-hand", "hands", 0, "station/_hands.html", hands)]


def _mine(house: House, settings: Settings, visit: Visit, me: Staff, old: Complaints) -> Part:
    return Part(
        f"visit-{visit.id}", "mine", place_of(visit), "station/_mine.html", mine(house, settings, visit, me, old)
    )


def _undos(house: House, me: Staff) -> list[Part]:
    """Taps of mine on parties that I no longer hold: an acceptance is the receiver's to undo, a farewell the host's."""
    parts = []
    for visit in house.visits.values():
        until = undo_until(visit, me)
        if until and (visit.holder != me.id or visit.ended_at):
            undo = Undo(visit.id, me.id, visit.title, visit.last_tap, until)
            parts.append(Part(f"undo-{visit.id}", "undos", until // 1000, "station/_undo.html", undo))
    return parts
