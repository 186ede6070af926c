"""What the lobby shows: whose face, who comes and how far they are, what is asked meanwhile, and the way of the day."""

from datetime import date, datetime

from ..config import Settings
from ..domain import arrival, duty
from ..domain.booking import Booking
from ..domain.consent import BOARD, first_name, holds_until
from ..domain.sheet import RECEPTION, REMOVAL
from ..domain.visit import Visit
from ..domain.words import N_
from ..house import House
from ..kinds import CALLS
from ..parts import Part
from ..paths import STATIC
from ..records import dataclass
from ..studio import label
from .faces import Face, face
from .ways import look_name

NEED_ART = frozenset(file.stem.removeprefix("need-") for file in (STATIC / "art").glob("need-*.svg"))


@dataclass(frozen=True, slots=True)
class Coming:
    """Who comes to a party at the door, by its word on the board: `state` is 'telling' (the bells ring), 'walking'
    (somebody has said so) or 'greeted'. Nothing of the party stands here, so that any lobby may hear it (I9, I11)."""

    nickname: str
    who: Face
    state: str


@dataclass(frozen=True, slots=True)
class Taken:
    """Somebody rang at the lobby, and this colleague goes."""

    call: int
    who: Face


@dataclass(frozen=True, slots=True)
class Stretch:
    """One picture on the way of the day: a stage of the house, or a whole look with its makeup and its photographs."""

    stage: str
    look: int
    name: str


@dataclass(frozen=True, slots=True)
class Use:
    """One sentence to say yes or no to, with the version of its wording. A name may go with the yes to the public board.
    `until` is the last day of a yes that is given now; None where it holds until it is taken back."""

    key: str
    text: str
    wording: str
    is_named: bool
    until: date | None


@dataclass(frozen=True, slots=True)
class Need:
    """One answer of the needs profile; `has_art` where a picture of it is drawn."""

    key: str
    has_art: bool


@dataclass(frozen=True, slots=True)
class Arrived:
    """All that the screens after a check-in say and ask. No amounts, no phone, no notes of colleagues stand here. Without a
    `day` nothing is said of what comes next: whoever comes will (C40)."""

    coming: Coming
    package: str
    looks: int
    look_names: tuple[str, ...]
    requests: tuple[arrival.Request, ...]
    photos: int
    people: int
    questions: tuple[str, ...]
    uses: tuple[Use, ...]
    first_name: str
    needs: tuple[Need, ...]
    day: tuple[Stretch, ...]


def helper(house: House) -> Face | None:
    """Who would come for “I'd rather talk to someone”: the freest of reception on duty."""
    person = duty.freest(RECEPTION, house.staff, house.present)
    return face(house, person.id) if person else None


def team(house: House) -> tuple[Face, ...]:
    """Everyone on duty today, in the house's own order."""
    return tuple(face(house, person.id) for person in house.staff.values() if person.is_on_duty)


def greeting(moment: datetime) -> str:
    """What one says at the door at this hour of the studio's day, as a msgid."""
    if 4 <= moment.hour < 12:
        return N_("Good morning.")
    return N_("Good afternoon.") if 12 <= moment.hour < 18 else N_("Good evening.")


def lobby_parts(house: House) -> list[Part]:
    """What the lobby shows live: who is coming, to each party just arrived, by its word on the board, and to whoever called."""
    parties = [
        Part(
            f"coming-{visit.nickname.replace(' ', '-')}",
            "arrivals",
            visit.id,
            "lobby/_arrival.html",
            coming(house, visit),
        )
        for visit in house.present
        if visit.gate_at is None and visit.stage == RECEPTION
    ]
    return [*parties, *_taken_calls(house)]


def _taken_calls(house: House) -> list[Part]:
    """Who has taken a call of the lobby, for whoever called: only then somebody is said to be coming (I11)."""
    return [
        Part(
            f"taken-{call.id}",
            "taken-calls",
            call.id,
            "lobby/_taken_call.html",
            Taken(call.id, face(house, call.taken_by)),
        )
        for call in house.of(CALLS).values()
        if call.visit is None and call.taken_by
    ]


def coming(house: House, visit: Visit) -> Coming:
    if visit.greeted_at:
        return Coming(visit.nickname, face(house, visit.holder), "greeted")
    state = "walking" if visit.coming else "telling"
    return Coming(visit.nickname, face(house, visit.coming or visit.holder), state)


def arrived(house: House, settings: Settings, visit: Visit, booking: Booking) -> Arrived:
    """In the reader's language."""
    uses = tuple(
        Use(one.key, label(one.text), one.version, one.key == BOARD, holds_until(house.today, one.months))
        for one in settings.consents
    )
    needs = tuple(Need(item.key, item.key in NEED_ART) for item in settings.needs)
    return Arrived(
        coming=coming(house, visit),
        package=booking.package or "",
        looks=visit.looks,
        look_names=tuple(filter(None, visit.look_names)),
        requests=arrival.requests(booking),
        photos=booking.allowance or 0,
        people=visit.size,
        questions=() if booking.is_unready else arrival.questions(booking, bool(needs), tuple(use.key for use in uses)),
        uses=uses,
        first_name=first_name(visit.party[0]),
        needs=needs,
        day=() if booking.is_unready else _day(visit),
    )


def _day(visit: Visit) -> tuple[Stretch, ...]:
    """The plan after the welcome; the legs of one look are one picture."""
    stretches: list[Stretch] = []
    for leg in visit.plan[1:]:
        is_of_look = leg.look and leg.stage != REMOVAL
        name = look_name(visit, leg.look) if is_of_look else ""
        stretch = Stretch("look", leg.look, name) if is_of_look else Stretch(leg.stage, 0, "")
        if stretch not in stretches:
            stretches.append(stretch)
    return tuple(stretches)
