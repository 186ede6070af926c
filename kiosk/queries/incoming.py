"""Hand-offs on their way to a station: how they are first, then the wish, which the receiver picks among three (features 8
and 9, B08)."""

from datetime import timedelta

from ..config import Settings
from ..domain.moods import of_this_leg, seen_by
from ..domain.sheet import LOOK_STAGES, STUDIO
from ..domain.staff import Staff
from ..domain.visit import Visit
from ..domain.words import N_
from ..hours import clock
from ..house import House
from ..parts import Part
from ..records import dataclass
from .asking import Asked, asked
from .complaints import Complaints, LastTime, last_times
from .faces import Face, face, ms
from .poses import PoseShown, picked_for
from .ways import look_name

COLLEAGUES_AFTER = timedelta(seconds=60)  # at once where the receiver's own device is silent
LATE_MINUTES = (2, 5, 10, 20, 30)
OTHER_WISHES = (
    N_("That we look like ourselves."),
    N_("One picture of my hands and hers."),
    N_("That nobody has to say cheese."),
    N_("A picture my father will keep on his desk."),
    N_("That the little one laughs."),
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A hand-off on its way to me, or to my stage when the colleague named cannot take it. `wishes` are the party's own and
    two others to pick from, empty where it need not be read back; `late` are (minutes, from when on that can be
    said) for whoever taps after the fact; `mood` is the last face tapped about them, with the `mood_word` beside it if any,
    at `mood_at`: at this hand-off (`is_mood_new`), or earlier. It rings, softly, from `rings_from` on; None is not at all."""

    visit: int
    version: int
    actor: str
    title: str
    language: str
    giver: Face
    receiver: Face
    is_mine: bool
    stage: str
    look: int
    looks: int
    look_name: str
    mood: str
    mood_word: str
    mood_at: str
    is_mood_new: bool
    wish: str
    wishes: tuple[str, ...]
    notes: str
    locker: str
    poses: tuple[PoseShown, ...]
    requests: tuple[Asked, ...]
    last_times: tuple[LastTime, ...]
    offered_at: int
    assistants: tuple[Face, ...]
    late: tuple[tuple[int, int], ...]
    shown_from: int
    rings_from: int | None
    ready_at: int | None


def incoming_parts(house: House, settings: Settings, me: Staff, old: Complaints) -> list[Part]:
    parts = []
    for visit in house.present if me.is_on_duty else ():
        offer = visit.handoff
        if offer is None or offer.giver == me.id or not me.works_in(offer.stage):
            continue
        one = _incoming(house, settings, visit, me, old)
        parts.append(Part(f"incoming-{visit.id}", "incoming", one.offered_at // 1000, "station/_incoming.html", one))
    return parts


def _incoming(house: House, settings: Settings, visit: Visit, me: Staff, old: Complaints) -> Incoming:
    offer = visit.handoff
    assert offer is not None
    is_mine = offer.receiver == me.id
    mood = seen_by(visit, me.id, house.untold_from)
    is_first = is_mine or offer.receiver in house.lost
    return Incoming(
        visit=visit.id,
        version=visit.version,
        actor=me.id,
        title=visit.title,
        language=visit.language,
        giver=face(house, offer.walker or offer.giver),
        receiver=face(house, offer.receiver),
        is_mine=is_mine,
        stage=offer.stage,
        look=offer.look,
        looks=visit.looks,
        look_name=look_name(visit, offer.look),
        mood=mood.mood if mood else "",
        mood_word=mood.word if mood else "",
        mood_at=clock(mood.at, settings.zone) if mood else "",
        is_mood_new=of_this_leg(visit, me.id, house.untold_from) is not None,
        wish=visit.wish,
        wishes=wishes_for(visit, offer.stage),
        notes=visit.notes,
        locker=visit.locker,
        poses=picked_for(visit, offer.look) if offer.stage == STUDIO else (),
        requests=asked(house, visit, offer.stage, offer.look),
        last_times=last_times(house, settings, old, visit, me.id, (offer.stage, offer.offered_at)),
        offered_at=ms(offer.offered_at),
        assistants=_assistants(house, offer.stage, me),
        late=tuple((minutes, ms(offer.offered_at + timedelta(minutes=minutes))) for minutes in LATE_MINUTES),
        shown_from=ms(offer.offered_at if is_first else offer.offered_at + COLLEAGUES_AFTER),
        rings_from=ms(offer.ready_at or offer.offered_at) if is_first else None,
        ready_at=ms(offer.ready_at) if offer.ready_at else None,
    )


def _assistants(house: House, stage: str, me: Staff) -> tuple[Face, ...]:
    """Who could help the receiver there and is introduced with them (C48)."""
    others = (one for one in house.staff.values() if one.is_on_duty and one.works_in(stage) and one.id != me.id)
    return tuple(face(house, one.id) for one in others)


def wishes_for(visit: Visit, stage: str) -> tuple[str, ...]:
    """The party's wish among two others, at a place that cannot be learnt by heart; nothing where no wish was told or the
    stage does not act on it. The same for the same hand-off, so that no screen shuffles under the finger."""
    if not visit.wish or stage not in LOOK_STAGES:
        return ()
    seed = visit.id * 7 + len(visit.legs)
    others = [wish for wish in OTHER_WISHES if wish != visit.wish]
    decoys = [others[seed % len(others)], others[(seed + 1) % len(others)]]
    decoys.insert(seed % 3, visit.wish)
    return tuple(decoys)
