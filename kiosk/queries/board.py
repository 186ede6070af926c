"""The board: columns are stages, cards are parties (REQUIREMENTS I1, I11, B18, E06; public face: I9, E20)."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from unicodedata import east_asian_width

from ..config import Settings
from ..domain import attention
from ..domain.attention import Pace
from ..domain.calls import Call, back_at
from ..domain.consent import on_board
from ..domain.moods import CUSTOMER, UPSET
from ..domain.paper import has_sheet
from ..domain.visit import SENT, Visit
from ..house import House
from ..parts import Part, same_part
from ..records import dataclass
from .desk_rows import late_today
from .faces import Face, face, ms
from .history import NOTHING, Weeks
from .late_starts import what_matters
from .looking_after import pace, patience, people_of
from .party import place_of
from .remembering import PerVisit, WhileSame
from .rooms import board_rooms


@dataclass(frozen=True, slots=True)
class Card:
    """One party on the staff face. Moments are in ms; `note` is one of '', 'not_greeted', 'to', 'deputy', 'escort'. `mood` is
    the last face a colleague tapped, never the party's own; `sheet` tells where the paper is, of those who have one. From
    `quiet_from` on the card admits that nobody has tapped since `heard_at`, which may be since they came (`is_unheard`;
    feature 10). Its title `is_long` where it wants two lines."""

    visit: int
    title: str
    is_long: bool
    holder: Face
    note: str
    to: str
    look: int
    looks: int
    since: int
    soon_at: int
    late_at: int
    target_minutes: int
    room: str
    offered_at: int | None
    is_off_plan: bool
    escort: str
    mood: str
    sheet: str
    part_size: int
    is_recalled: bool
    heard_at: int
    is_unheard: bool
    quiet_from: int


ONE_LINE = 18


@dataclass(frozen=True, slots=True)
class Need:
    """Why someone is needed now, and from when: `reason` is one of `URGENCY`. Until `back_at` `taken_by` sees to it."""

    visit: int
    title: str
    holder: Face | None
    to: str
    stage: str
    reason: str
    since: int
    shown_from: int
    target_minutes: int = 0
    taken_by: Face | None = None
    back_at: int = 0


# Who waits for a person comes before a party that is merely late, however long that has been so (I12).
URGENCY = ("call", "not_greeted", "upset", "offered", "sheet", "late")
ALERT = {"upset": UPSET, "offered": attention.OFFERED, "sheet": attention.SHEET, "late": attention.STILL}


@dataclass(frozen=True, slots=True)
class Totals:
    parties: int
    people: int


@dataclass(frozen=True, slots=True)
class Delay:
    """The stay that is meant to begin at `due_at` will begin `minutes` later at least; told from `shown_from` on. `who` is short,
    for the head of a column."""

    who: str
    due_at: int
    minutes: int
    shown_from: int


@dataclass(frozen=True, slots=True)
class PublicCard:
    """One party as anyone in the lobby may see it: a word and a colour, and who is with them. Nothing else is in here,
    so nothing else can leave the server; `name` only if the party has said that it may stand there, and as it said."""

    visit: int
    nickname: str
    name: str
    holder: Face
    is_arriving: bool


def staff_parts(house: House, settings: Settings, past: Weeks = NOTHING) -> list[Part]:
    present = house.present
    parts = [same_part("board-totals", "totals", 0, "board/_totals.html", _totals(present))]
    for shown in _staff_parts_of.of_all(house, _given(settings, past), present):
        parts += shown
    counts = Counter([visit.stage for visit in present])
    for stage in settings.stages:
        place = f"count-of-{stage.key}"
        parts.append(same_part(f"count-{stage.key}", place, 0, "board/_count.html", counts[stage.key]))
    for call in house.calls.values():
        parts.append(_need_part(f"call-{call.id}", _call_need(house, settings, call)))
    away = tuple([person.short for person in house.staff.values() if not person.is_on_duty and not person.has_left])
    return [*parts, same_part("board-away", "away", 0, "board/_away.html", away)]


Given = tuple[Settings, Weeks]
_last_given: list[Given] = []


def _given(settings: Settings, past: Weeks) -> Given:
    """The same object while neither has changed, so that cards are remembered."""
    if not _last_given or _last_given[0][0] is not settings or _last_given[0][1] is not past:
        _last_given[:] = [(settings, past)]
    return _last_given[0]


@PerVisit
def _staff_parts_of(house: House, given: Given, visit: Visit) -> tuple[Part, Part]:
    settings, past = given
    usual = pace(settings, visit, past)
    card = _card(house, settings, visit, usual)
    shown = Part(f"visit-{visit.id}", f"stage-{visit.stage}", place_of(visit), "board/_card.html", card)
    return shown, _need_part(f"need-{visit.id}", _need(house, settings, visit, usual))


def _call_need(house: House, settings: Settings, call: Call) -> Need:
    raised, back = ms(call.raised_at), back_at(call, people_of(house, settings))
    need = Need(call.id, house.caller(call), None, "", "", "call", raised, raised)
    taken_by = face(house, call.taken_by) if back and call.taken_by else None
    return replace(need, taken_by=taken_by, back_at=ms(back)) if back else need


def _need_part(id_: str, need: Need) -> Part:
    order = URGENCY.index(need.reason) * 10**10 + need.shown_from // 1000
    return Part(id_, "needs", order, "board/_need.html", need)


def _delay_parts(house: House, settings: Settings) -> list[Part]:
    """Which starts will be late in which stage, the latest first; the column's head shows one (D07, D23)."""
    parts = []
    for number, late in late_today(house, settings).items():
        delay = Delay(next(iter(house.bookings[number].party), ""), late.due_at, late.minutes, late.shown_from)
        order = (late.shown_from or late.due_at) // 1000 - late.minutes * 10**9
        parts.append(Part(f"delay-{number}", f"delays-of-{late.stage}", order, "board/_delay.html", delay))
    return parts


delay_parts = WhileSame(what_matters, _delay_parts)


def foreseen_parts(house: House, settings: Settings) -> list[Part]:
    """What today's pace tells of what comes: until when rooms are taken, which starts will be late."""
    return [*board_rooms(house, settings), *delay_parts(house, settings)]


def public_parts(house: House, settings: Settings) -> list[Part]:
    return _public_part_of.of_all(house, settings, house.present)


@PerVisit
def _public_part_of(house: House, settings: Settings, visit: Visit) -> Part:
    card = PublicCard(
        visit.id,
        visit.nickname,
        on_board(visit, settings.consent_terms, house.today),
        face(house, visit.holder),
        visit.greeted_at is None,
    )
    since = ms(visit.since) // 1000
    return Part(f"party-{visit.id}", f"stage-{visit.stage}", since, "board/_public_card.html", card)


def _totals(present: tuple[Visit, ...]) -> Totals:
    parties = sum([visit.part_of is None for visit in present])
    return Totals(parties, sum([visit.size for visit in present]))


def _card(house: House, settings: Settings, visit: Visit, usual: Pace) -> Card:
    since = ms(visit.since)
    stage = settings.stage(visit.stage) or settings.stages[0]
    soon, late = patience(settings, visit.stage, visit.greeted_at is not None)
    note, to = _note(house, visit)
    title, heard_at = visit.title, attention.heard_at(visit)
    return Card(
        visit=visit.id,
        title=title,
        is_long=_width(title) > ONE_LINE,
        holder=face(house, visit.holder),
        note=note,
        to=to,
        look=visit.look,
        looks=visit.looks,
        since=since,
        soon_at=ms(visit.since + soon),
        late_at=ms(visit.since + late),
        target_minutes=stage.target_minutes,
        room=visit.room or "",
        offered_at=ms(visit.handoff.offered_at) if visit.handoff else None,
        is_off_plan=visit.is_off_plan,
        escort=visit.escort.kind if visit.escort else "",
        mood=_mood(visit),
        sheet="" if not has_sheet(visit) else "early" if _is_early(visit) else visit.sheet.place,
        part_size=visit.size if visit.part_of else 0,
        is_recalled=visit.recalled_at is not None,
        heard_at=ms(heard_at),
        is_unheard=heard_at - visit.since < attention.RESTLESS,
        quiet_from=ms(attention.stale_from(visit, usual)),
    )


def _width(text: str) -> int:
    """In letters; one of Chinese, Japanese or Korean is as wide as two."""
    return sum([2 if east_asian_width(letter) in "WF" else 1 for letter in text])


def _mood(visit: Visit) -> str:
    return next((one.mood for one in reversed(visit.moods) if one.by != CUSTOMER), "")


def _is_early(visit: Visit) -> bool:
    return visit.sheet.is_early and visit.sheet.place == SENT


def _note(house: House, visit: Visit) -> tuple[str, str]:
    if visit.greeted_at is None:
        return "not_greeted", house.name_of(visit.coming)
    if visit.handoff:
        return "to", house.name_of(visit.handoff.receiver)
    if visit.escort:
        return "escort", ""
    if visit.holder != visit.host and visit.holder == visit.deputy:
        return "deputy", house.name_of(visit.host)
    return "", ""


def _need(house: House, settings: Settings, visit: Visit, usual: Pace) -> Need:
    """The first reason that applies; a party that is merely not late yet is a need from the moment it will be."""
    stage = settings.stage(visit.stage) or settings.stages[0]
    late_from = visit.since + timedelta(seconds=stage.target_seconds)
    people = people_of(house, settings)
    upset = attention.noted_upset(visit, people)
    if visit.greeted_at is None:
        reason, since, shown_from = "not_greeted", visit.checked_in_at, visit.checked_in_at
    elif upset:
        reason, since, shown_from = "upset", upset.since, upset.since
    elif _is_early(visit):
        reason, since = "sheet", visit.sheet.at or visit.since
        shown_from = since
    elif visit.handoff:
        reason, since = "offered", visit.handoff.offered_at
        shown_from = since + settings.lobby.ringing.deputy / 2
    else:
        reason, since, shown_from = "late", visit.since, late_from
    alerts = (upset,) if upset else attention.alerts(visit, people, usual)
    taken = next((one for one in alerts if one.kind == ALERT.get(reason) and one.taken_by), None)
    return Need(
        visit=visit.id,
        title=visit.title,
        holder=face(house, visit.holder),
        to=house.name_of(visit.handoff.receiver if visit.handoff else visit.coming),
        stage=visit.stage,
        reason=reason,
        since=ms(since),
        shown_from=ms(shown_from),
        target_minutes=stage.target_minutes,
        taken_by=face(house, taken.taken_by) if taken and taken.taken_by else None,
        back_at=ms(taken.back_at) if taken and taken.back_at else 0,
    )
