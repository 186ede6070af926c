"""What a station shows beside the parties in hand: alerts that reach this person, and the host's guests in other hands
(features 8 and 10; C29, C30, A19). All of it names moments; the screen compares them with the clock."""

from datetime import datetime, time, timedelta

from ..config import Settings
from ..domain import attention, duty, quiet
from ..domain.attention import Alert, CareTimes, Pace
from ..domain.left_to import People
from ..domain.moods import UPSET, seen_by, upsets
from ..domain.sheet import STUDIO
from ..domain.staff import Staff
from ..domain.visit import Visit
from ..house import House
from ..parts import Part
from ..records import dataclass
from .faces import Face, face, ms
from .history import NOTHING, Weeks

OPEN_END = 2**53 - 1


def patience(settings: Settings, stage: str, is_greeted: bool) -> tuple[timedelta, timedelta]:
    """After how long a stay turns amber, and red: by the stage's own target, but at the door as the bells ring on, to the deputy
    and then to everyone (A17)."""
    if not is_greeted:
        return settings.lobby.ringing.deputy, settings.lobby.ringing.everyone
    target = settings.stage(stage) or settings.stages[0]
    return timedelta(seconds=target.soon_seconds), timedelta(seconds=target.target_seconds)


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alert as this person sees it, from `shown_from` on. `taken_by` has said that they see to it: to themselves it is
    silent until `back_at`, to everybody else it is not shown before. `word` is what was typed beside an upset face."""

    kind: str
    visit: int
    actor: str
    title: str
    word: str
    stage: str
    holder: Face
    receiver: Face | None
    since: int
    began: str
    shown_from: int
    is_holder: bool
    taken_by: Face | None
    is_mine: bool
    back_at: int
    usual_minutes: int


@dataclass(frozen=True, slots=True)
class Due:
    """Something to offer, between two moments."""

    kind: str
    due_at: int
    until: int


@dataclass(frozen=True, slots=True)
class Guest:
    """One of the host's parties in somebody else's hands; `mood` is the last face tapped about them that the host may see, with
    the word beside it if any."""

    visit: int
    actor: str
    title: str
    stage: str
    holder: Face
    mood: str
    mood_word: str
    since: int
    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """One of my parties while I am off duty, in the hands of `holder`; `by` answers for it."""

    title: str
    stage: str
    holder: Face
    by: Face


@dataclass(frozen=True, slots=True)
class Hello:
    """A party that the studio's owner has not met yet, and where they are."""

    visit: int
    actor: str
    title: str
    stage: str
    room: str | None
    holder: Face


@dataclass(frozen=True, slots=True)
class Shoots:
    """The places where a shoot goes on, and whether it is mine: what rings is not heard there."""

    places: tuple[str, ...]
    is_mine: bool


def shoots_part(house: House, settings: Settings, me: Staff) -> Part:
    rooms = [room.key for room in settings.rooms if room.stage == STUDIO]
    shoots = Shoots(quiet.places(house.present, rooms), quiet.is_shooting(house.present, me.id))
    return Part("shoots", "shooting", 0, "station/_shoots.html", shoots)


def pace(settings: Settings, visit: Visit, past: Weeks = NOTHING) -> Pace:
    """The usual time of the stage a party is in, and whom its going on reaches when. What is usual the studio's own last weeks
    tell; while they are too few, its target stands for it."""
    stage = settings.stage(visit.stage) or settings.stages[0]
    care = settings.care
    host, manager = timedelta(minutes=care.still_host_minutes), timedelta(minutes=care.still_manager_minutes)
    usual = timedelta(seconds=past.usual(stage.key) or stage.target_seconds)
    return Pace(usual, care.still_factor, (timedelta(0), host, host, manager))


def care_times(house: House, settings: Settings) -> CareTimes:
    """The studio's care clock for today."""
    care = settings.care

    def at(text: str) -> datetime:
        return datetime.combine(house.today, time.fromisoformat(text), settings.zone)

    return CareTimes(
        water=timedelta(minutes=care.water_minutes),
        rest=timedelta(minutes=care.rest_minutes),
        visit=timedelta(minutes=care.visit_minutes),
        meals=tuple((at(meal.opens), at(meal.closes)) for meal in care.meals),
    )


def people_of(house: House, settings: Settings) -> People:
    return People(house.staff, house.lost, settings.care.patience)


def alarm_parts(house: House, settings: Settings, me: Staff, past: Weeks = NOTHING) -> list[Part]:
    """Alerts that reach me now or later; one that somebody else sees to comes later, should it not be settled by then."""
    if not me.is_on_duty:
        return []
    people = people_of(house, settings)
    parts = []
    for visit in house.present:
        usual = pace(settings, visit, past)
        for alert in attention.alerts(visit, people, usual):
            from_ = alert.from_(me.id)
            if from_ is None:
                continue
            alarm = _alarm(house, usual, visit, alert, me, from_)
            parts.append(
                Part(f"{alert.kind}-{visit.id}", "alarms", alarm.shown_from // 1000, "station/_alarm.html", alarm)
            )
    return parts


def _alarm(house: House, pace: Pace, visit: Visit, alert: Alert, me: Staff, from_: datetime) -> Alarm:
    return Alarm(
        kind=alert.kind,
        visit=visit.id,
        actor=me.id,
        title=visit.title,
        word=upsets(visit)[0].word if alert.kind == UPSET else "",
        stage=visit.stage,
        holder=face(house, visit.holder),
        receiver=face(house, visit.handoff.receiver) if visit.handoff else None,
        since=ms(alert.since),
        began=alert.since.isoformat(),
        shown_from=ms(from_),
        is_holder=visit.holder == me.id,
        taken_by=face(house, alert.taken_by) if alert.taken_by else None,
        is_mine=alert.taken_by == me.id,
        back_at=ms(alert.back_at) if alert.back_at else 0,
        usual_minutes=int(pace.usual.total_seconds()) // 60,
    )


def dues(house: House, settings: Settings, visit: Visit, reader: str) -> tuple[Due, ...]:
    """What this party may need, each between its two moments."""
    is_busy = any(one.holder == reader for one in house.present)
    found = attention.cares(visit, care_times(house, settings), house.untold_from, reader, is_busy)
    return tuple(Due(one.kind, ms(one.due_at), ms(one.until) if one.until else OPEN_END) for one in found)


def guest_parts(house: House, settings: Settings, me: Staff) -> list[Part]:
    """The host's parties that are in somebody else's hands, longest first."""
    theirs = [
        visit
        for visit in house.present
        if me.id in (visit.host, visit.deputy) and visit.holder != me.id and visit.greeted_at
    ]
    return [
        Part(
            f"guest-{visit.id}",
            "guests",
            ms(visit.since) // 1000,
            "station/_guest.html",
            guest(house, settings, visit, me),
        )
        for visit in theirs
    ]


def covered_parts(house: House, me: Staff) -> list[Part]:
    """For whoever is off duty: who has taken over which of their parties (I4)."""
    answers = {} if me.is_on_duty else duty.stand_ins(me.id, house.staff, house.present)
    parts = []
    for visit_id, by in answers.items():
        visit = house.visits[visit_id]
        covered = Covered(visit.title, visit.stage, face(house, visit.holder), face(house, by))
        parts.append(Part(f"covered-{visit_id}", "covered", ms(visit.since) // 1000, "station/_covered.html", covered))
    return parts


def guest(house: House, settings: Settings, visit: Visit, me: Staff) -> Guest:
    mood = seen_by(visit, me.id, house.untold_from)
    return Guest(
        visit=visit.id,
        actor=me.id,
        title=visit.title,
        stage=visit.stage,
        holder=face(house, visit.holder),
        mood=mood.mood if mood else "",
        mood_word=mood.word if mood else "",
        since=ms(visit.since),
        dues=dues(house, settings, visit, me.id),
    )


def hello_parts(house: House, me: Staff) -> list[Part]:
    """For whoever manages the studio: parties in the house that they have not met yet (A19)."""
    if not me.is_manager or not me.is_on_duty:
        return []
    unmet = [
        visit
        for visit in house.present
        if visit.greeted_at
        and visit.owner_greeted_at is None
        and visit.part_of is None
        and me.id not in (visit.host, visit.holder)
    ]
    return [
        Part(f"hello-{visit.id}", "hellos", ms(visit.since) // 1000, "station/_hello.html", _hello(house, visit, me))
        for visit in unmet
    ]


def _hello(house: House, visit: Visit, me: Staff) -> Hello:
    return Hello(visit.id, me.id, visit.title, visit.stage, visit.room, face(house, visit.holder))
