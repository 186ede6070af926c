"""One party in my hands, as the station draws it: how they are, what they need, where the sheet is, the one next step
(REQUIREMENTS A01, C43-C53)."""

from datetime import timedelta

from ..config import Settings
from ..domain import brief
from ..domain.custody import may_walk
from ..domain.farewell import points_of
from ..domain.mending import unnamed
from ..domain.moods import of_this_leg
from ..domain.paper import has_sheet, is_due
from ..domain.sheet import FAREWELL
from ..domain.staff import Staff
from ..domain.visit import UNDO_WINDOW, WITH_PARTY, Visit
from ..domain.wish import is_unread
from ..house import House
from ..records import dataclass
from .asking import Asked, asked
from .complaints import NOTHING, Complaints, LastTime, last_times
from .faces import Face, face, ms
from .farewell import Farewell, farewell
from .incoming import wishes_for
from .looking_after import Due, dues, patience
from .poses import PoseShown, picked_now, picking
from .ways import Choice, Hello, hello, introduction, look_name, next_way, other_ways, way

BEFORE_ALL = 10**10  # seconds: later than any moment of ours
INTRODUCED_FOR = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Step:
    """One leg of the sheet as the station draws it: `state` is 'done', 'skipped', 'now' or 'next'."""

    stage: str
    look: int
    state: str


@dataclass(frozen=True, slots=True)
class InHand:
    visit: int
    title: str


@dataclass(frozen=True, slots=True)
class Mine:
    """A party in my hands. `moment` is what the screen asks for: 'greet', 'gate', 'bring', 'offered' or 'farewell'; `must_read`
    says that I stand in for their host and have not read the brief; `wishes` are theirs and two others, while I have not
    picked it among them; `since` is when the present leg began, `here_since` when they came; `mood` is how they are in this
    leg, empty until somebody has said so."""

    visit: int
    version: int
    actor: str
    title: str
    names: tuple[str, ...]
    children: int
    has_reduced_mobility: bool
    wants_change: bool
    change: str
    plate: str
    locker: str
    language: str
    number: int
    stage: str
    look: int
    looks: int
    look_name: str
    host: Face
    wish: str
    wishes: tuple[str, ...]
    notes: str
    poses: tuple[PoseShown, ...]
    can_pick: bool
    here_since: int
    since: int
    soon_at: int
    late_at: int
    target_minutes: int
    moment: str
    must_read: bool
    hello: Hello | None
    introduction: Hello | None
    introduced_by: Face | None
    introduced_until: int
    mood: str
    dues: tuple[Due, ...]
    requests: tuple[Asked, ...]
    last_times: tuple[LastTime, ...]
    sheet: str
    assistant: Face | None
    assistants: tuple[Face, ...]
    walkers: tuple[Face, ...]
    parts: tuple[InHand, ...]
    part_of: int | None
    is_recalled: bool
    can_split: bool
    unnamed: int
    size: int
    left_out: tuple[Step, ...]
    steps: tuple[Step, ...]
    next: Choice | None
    others: tuple[Choice, ...]
    offered_to: Face | None
    offered_at: int | None
    offered_cue: Choice | None
    checklist: tuple[str, ...]
    farewell: Farewell | None
    escort: str
    escort_since: int | None
    undo_until: int | None
    undo_tap: str


def place_of(visit: Visit) -> int:
    """Among several parties whoever was called back comes first, then whoever has been there longest (feature 10)."""
    return ms(visit.since) // 1000 - (BEFORE_ALL if visit.recalled_at else 0)


def mine(house: House, settings: Settings, visit: Visit, me: Staff, old: Complaints = NOTHING) -> Mine:
    """One party in my hands, with the next step preselected."""
    soon, late = patience(settings, visit.stage, visit.greeted_at is not None)
    next_ = next_way(house, settings, visit)
    until, mood = undo_until(visit, me), of_this_leg(visit, me.id, house.untold_from)
    return Mine(
        visit=visit.id,
        version=visit.version,
        actor=me.id,
        title=visit.title,
        names=visit.party,
        children=visit.children,
        has_reduced_mobility=visit.has_reduced_mobility,
        wants_change=visit.is_session_right is False,
        change=visit.session_change,
        plate=visit.plate,
        locker=visit.locker,
        language=visit.language,
        number=visit.number,
        stage=visit.stage,
        look=visit.look,
        looks=visit.looks,
        look_name=look_name(visit, visit.look),
        host=face(house, visit.host),
        wish=visit.wish,
        wishes=wishes_for(visit, visit.stage) if is_unread(visit) else (),
        notes=visit.notes,
        poses=picked_now(visit),
        can_pick=visit.handoff is None and picking(settings, visit) is not None,
        here_since=ms(visit.checked_in_at),
        since=ms(visit.since),
        soon_at=ms(visit.since + soon),
        late_at=ms(visit.since + late),
        target_minutes=max(1, round(late / timedelta(minutes=1))),
        moment=_moment(visit),
        must_read=must_read(house, visit, me.id),
        hello=hello(house, settings, visit, me.id),
        introduction=introduction(house, settings, visit),
        introduced_by=face(house, visit.legs[-2].holder) if len(visit.legs) > 1 else None,
        introduced_until=ms(visit.since + INTRODUCED_FOR),
        mood=mood.mood if mood else "",
        dues=dues(house, settings, visit, me.id),
        requests=asked(house, visit, visit.stage, visit.look),
        last_times=last_times(house, settings, old, visit, me.id, (visit.stage, visit.since)),
        sheet=_sheet(visit),
        assistant=face(house, visit.assistant) if visit.assistant else None,
        assistants=_assistants(house, visit),
        walkers=_walkers(house, settings, visit, next_),
        parts=tuple(InHand(one.id, one.title) for one in house.present if one.id in visit.parts),
        part_of=visit.part_of,
        is_recalled=visit.recalled_at is not None,
        can_split=visit.gate_at is not None and visit.size > 1 and not visit.handoff,
        unnamed=unnamed(visit),
        size=visit.size,
        left_out=_to_leave_out(visit),
        steps=_steps(visit),
        next=next_,
        others=() if visit.handoff else other_ways(house, settings, visit, next_),
        offered_to=face(house, visit.handoff.receiver) if visit.handoff else None,
        offered_at=ms(visit.handoff.offered_at) if visit.handoff else None,
        offered_cue=way(house, settings, visit, visit.handoff.stage, visit.handoff.receiver) if visit.handoff else None,
        checklist=points_of(visit, settings.gate),
        farewell=farewell(house, settings, visit, me) if _moment(visit) == "farewell" else None,
        escort=visit.escort.kind if visit.escort else "",
        escort_since=ms(visit.escort.since) if visit.escort else None,
        undo_until=until,
        undo_tap=visit.last_tap if until else "",
    )


def must_read(house: House, visit: Visit, me: str) -> bool:
    """Once they have been greeted it is too late to ask for it."""
    booking = house.bookings.get(visit.number)
    return visit.greeted_at is None and brief.must_read(booking, me, lambda staff: house.is_away(staff, house.today))


def _sheet(visit: Visit) -> str:
    """What there is to do with the sheet: `due` (send it now), `early` (it could be sent, too early), or where it is."""
    if not has_sheet(visit) or visit.gate_at is None:
        return ""
    if visit.sheet.place != WITH_PARTY:
        return visit.sheet.place
    return "due" if is_due(visit) else "early"


def _assistants(house: House, visit: Visit) -> tuple[Face, ...]:
    """Who could help in this leg: colleagues of the same stage who are here."""
    return tuple(
        face(house, one.id)
        for one in house.staff.values()
        if one.is_on_duty and one.works_in(visit.stage) and one.id not in (visit.holder, visit.assistant)
    )


def _walkers(house: House, settings: Settings, visit: Visit, next_: Choice | None) -> tuple[Face, ...]:
    """Who could walk them on in the holder's place, to the colleague who receives them (C49)."""
    if next_ is None or next_.receiver is None or next_.is_self:
        return ()
    escorts = settings.escorts(visit.stage)
    return tuple(
        face(house, one.id)
        for one in house.staff.values()
        if one.is_on_duty and one.id not in (visit.holder, next_.receiver.id) and may_walk(visit, one, escorts)
    )


def _to_leave_out(visit: Visit) -> tuple[Step, ...]:
    """Legs still to come that the sheet may say were not done, each with its reason."""
    told = {(one.stage, one.look) for one in visit.left_out}
    ahead = visit.plan[visit.place + 1 :]
    return tuple(Step(leg.stage, leg.look, "next") for leg in ahead if (leg.stage, leg.look) not in told)


def _moment(visit: Visit) -> str:
    if visit.greeted_at is None:
        return "greet"
    if visit.gate_at is None:
        return "gate"
    if visit.handoff:
        return "offered"
    return "farewell" if visit.stage == FAREWELL else "bring"


def _steps(visit: Visit) -> tuple[Step, ...]:
    """The sheet as it was really walked: legs passed over are told from legs done, and an excursion off the plan stands
    before the leg that it interrupts."""
    walked = {(leg.stage, leg.look) for leg in visit.legs}
    behind = visit.plan[: visit.place]
    return (
        *(Step(leg.stage, leg.look, "done" if (leg.stage, leg.look) in walked else "skipped") for leg in behind),
        Step(visit.stage, visit.look, "now"),
        *(Step(leg.stage, leg.look, "next") for leg in visit.ahead),
    )


def undo_until(visit: Visit, me: Staff) -> int | None:
    """Until when this person can take back the visit's last tap; None when it is not theirs to take back."""
    if visit.before is None or visit.last_at is None or visit.last_actor != me.id:
        return None
    return ms(visit.last_at + UNDO_WINDOW)
