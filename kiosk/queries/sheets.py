"""The work flow sheet as it stands on paper: who they are, look by look what is wished, and a line to sign for each leg
(REQUIREMENTS A21, C10, C28; feature 3)."""

from datetime import date

from ..belongings import living
from ..config import Settings
from ..domain.booking import Booking
from ..domain.sheet import LOOK_STAGES, PlannedLeg, planned_legs
from ..domain.visit import Became, Leg, Visit
from ..floor import Floor
from ..hours import clock, day_of
from ..house import House
from ..pronouncing import pronounced
from ..records import dataclass
from .faces import Face, face


@dataclass(frozen=True, slots=True)
class Signature:
    """Somebody who has had the party in this leg; `until` is '' while they still do."""

    who: Face
    assistant: Face | None
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Line:
    """One leg. `state` is 'open', 'now', 'done' or 'left_out' (with its `reason`, where one was given)."""

    stage: str
    state: str
    is_off_plan: bool = False
    signatures: tuple[Signature, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """The legs of one look with what is wished for it; `look` 0 for a leg without one."""

    look: int
    name: str
    dress: str
    wishes: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`visit` is None on the sheet of a booking whose party has not come yet. `requests` are those for the whole day, each
    with the stage that is to act on it."""

    number: int
    visit: int | None
    title: str
    say: str
    day: date
    time: str
    kind: str
    package: str
    allowance: int | None
    people: int
    children: int
    has_reduced_mobility: bool
    language: str
    occasion: str
    wish: str
    became: Became | None
    hope: str
    notes: str
    taboos: str
    requests: tuple[tuple[str, str], ...]
    needs: tuple[str, ...]
    host: Face | None
    deputy: Face | None
    artists: tuple[Face, ...]
    room: str
    locker: str
    blocks: tuple[Block, ...]


def sheet_of_visit(one: Floor, visit: Visit, booking: Booking) -> Sheet:
    """The sheet as it was walked so far."""
    wishes = {
        look: tuple(dict.fromkeys((*_wish(booking, look), *(r.words for r in visit.requests if r.look == look))))
        for look in range(1, len(visit.look_names) + 1)
    }
    blocks = _blocks(visit.look_names, booking.dresses, wishes, _walked(one.store.house, one.settings, visit))
    return _sheet(one, booking, visit, blocks)


def booked_as(visit: Visit) -> Booking:
    """What a visit says of its own booking, where the house has none of that number: its sheet stands all the same."""
    return Booking(
        number=visit.number,
        starts_at=visit.checked_in_at,
        kind=visit.kind,
        party=visit.party,
        looks=visit.look_names,
        host=visit.host,
        customer=visit.customer,
    )


def sheet_of_booking(one: Floor, booking: Booking) -> Sheet:
    """The sheet as it is planned."""
    looks = booking.looks or (("",) if booking.kind == "shoot" else ())
    lines = [(leg, Line(leg.stage, "open")) for leg in planned_legs(booking.kind, len(looks))]
    wishes = {look: _wish(booking, look) for look in range(1, len(looks) + 1)}
    return _sheet(one, booking, None, _blocks(looks, booking.dresses, wishes, lines))


def _wish(booking: Booking, look: int) -> tuple[str, ...]:
    """What they wished for this look when booking."""
    return tuple(wish.strip() for wish in booking.look_wishes[look - 1 : look] if wish.strip())


def _of_all_looks(visit: Visit) -> tuple[tuple[str, str], ...]:
    """What is asked on every look; what must not be has a line of its own."""
    return tuple((one.stage, one.words) for one in visit.requests if not one.look and not one.is_taboo)


def _sheet(one: Floor, booking: Booking, visit: Visit | None, blocks: tuple[Block, ...]) -> Sheet:
    house, settings = one.store.house, one.settings
    party = visit.party if visit else booking.party
    customer = living(one.store.reader(), booking.customer) if booking.customer else None
    deputy = visit.deputy if visit else booking.deputy
    host = visit.host if visit else booking.host
    needs = (*(visit.needs if visit else ()), *booking.needs, *(customer.needs if customer else ()))
    return Sheet(
        number=booking.number,
        visit=visit.id if visit else None,
        title=" & ".join(party),
        say=customer.say if customer and customer.say else ", ".join(filter(None, map(pronounced, party))),
        day=visit.on if visit else day_of(booking.starts_at, settings.zone),
        time=clock(booking.starts_at, settings.zone),
        kind=visit.kind if visit else booking.kind,
        package=booking.package or "",
        allowance=booking.allowance,
        people=(visit.size if visit else booking.size) or len(party),
        children=visit.children if visit else 0,
        has_reduced_mobility=bool(visit and visit.has_reduced_mobility),
        language=visit.language if visit else booking.language or "",
        occasion=booking.occasion,
        wish=visit.wish if visit else booking.wish,
        became=visit.became if visit else None,
        hope=booking.hope,
        notes=visit.notes if visit else booking.notes,
        taboos=booking.taboos,
        requests=_of_all_looks(visit) if visit else (),
        needs=tuple(dict.fromkeys(needs)),
        host=face(house, host) if host else None,
        deputy=face(house, deputy) if deputy else None,
        artists=tuple(face(house, one) for one in booking.artists),
        room=booking.room or "",
        locker=visit.locker if visit else "",
        blocks=blocks,
    )


def _blocks(
    looks: tuple[str, ...],
    dresses: tuple[str, ...],
    wishes: dict[int, tuple[str, ...]],
    lines: list[tuple[PlannedLeg, Line]],
) -> tuple[Block, ...]:
    """Legs in their order, those of one look that follow each other together; taking the makeup off belongs to none."""
    blocks: list[Block] = []
    for leg, line in lines:
        look = leg.look if leg.stage in LOOK_STAGES else 0
        if look and blocks and blocks[-1].look == look:
            last = blocks.pop()
            blocks.append(Block(look, last.name, last.dress, last.wishes, (*last.lines, line)))
            continue
        name = looks[look - 1] if 0 < look <= len(looks) else ""
        dress = dresses[look - 1] if 0 < look <= len(dresses) else ""
        blocks.append(Block(look, name, dress, wishes.get(look, ()), (line,)))
    return tuple(blocks)


def _walked(house: House, settings: Settings, visit: Visit) -> list[tuple[PlannedLeg, Line]]:
    """Every planned leg with who had the party in it, and what was walked off the plan where it happened."""
    lines: list[tuple[PlannedLeg, Line]] = []
    for place, planned in enumerate(visit.plan):
        here = [leg for leg in visit.legs if leg.place == place]
        on_plan = [leg for leg in here if leg.stage == planned.stage]
        beside = [leg for leg in here if leg.stage != planned.stage]
        lines.append((planned, _line(house, settings, visit, planned, place, on_plan)))
        for leg in beside:
            signed = (_signature(house, settings, leg),)
            walked = PlannedLeg(leg.stage, leg.look)
            lines.append((walked, Line(leg.stage, _state(visit, [leg]), is_off_plan=True, signatures=signed)))
    return lines


def _line(house: House, settings: Settings, visit: Visit, planned: PlannedLeg, place: int, legs: list[Leg]) -> Line:
    left_out = next((one for one in visit.left_out if (one.stage, one.look) == (planned.stage, planned.look)), None)
    if not legs:
        is_behind = place < visit.place or visit.ended_at is not None
        return Line(
            planned.stage, "left_out" if left_out or is_behind else "open", reason=left_out.reason if left_out else ""
        )
    return Line(planned.stage, _state(visit, legs), signatures=tuple(_signature(house, settings, leg) for leg in legs))


def _state(visit: Visit, legs: list[Leg]) -> str:
    return "now" if visit.ended_at is None and legs[-1] is visit.legs[-1] else "done"


def _signature(house: House, settings: Settings, leg: Leg) -> Signature:
    return Signature(
        who=face(house, leg.holder),
        assistant=face(house, leg.assistant) if leg.assistant else None,
        since=clock(leg.started_at, settings.zone),
        until=clock(leg.ended_at, settings.zone) if leg.ended_at else "",
    )
