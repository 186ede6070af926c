"""A cue card to practise, with the house's own names and words in it (REQUIREMENTS D14)."""

from .. import i18n
from ..config import Settings
from ..domain import rehearsal as rules
from ..domain.cues import Cue
from ..domain.rehearsal import Situation
from ..domain.sheet import RECEPTION
from ..domain.words import N_
from ..house import House
from ..records import dataclass
from .faces import Face, face
from .settings import EXAMPLE
from .ways import in_own_words

WISH = N_("One picture in which all of us laugh")
Slots = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Practice:
    """Card number `place` of `all`. The colleague's half is filled in the reader's language (`slots`), the party's in its own
    (`theirs`); `unsaid` are words that must not be said on it."""

    place: int
    all: int
    situation: Situation
    look_name: str
    cue: Cue
    giver: Face | None
    receiver: Face
    party: str
    slots: Slots
    theirs: Slots
    unsaid: tuple[str, ...]


def practice(house: House, settings: Settings, place: int, who: str, language: str) -> Practice:
    """The card at `place`, counted from 1 and round again after the last; `who` practises, `language` is the party's."""
    all_ = rules.situations()
    place = (place - 1) % len(all_) + 1
    one = all_[place - 1]
    host = _somebody(house, RECEPTION, who)
    mine = RECEPTION if one.is_deputy else one.to if one.is_receiver else one.stage
    me = who if who in house.staff else _somebody(house, mine, host)
    giver, receiver = (host, me) if one.is_deputy or one.is_receiver else (me, _somebody(house, one.to, me))
    look = rules.LOOKS[one.look - 1] if one.look else ""
    ours, theirs = (_slots(settings, house, locale, one, receiver, host, look) for locale in (i18n.locale(), language))
    card = in_own_words(settings, one.cue)
    return Practice(
        place=place,
        all=len(all_),
        situation=one,
        look_name=look,
        cue=card,
        giver=face(house, giver),
        receiver=face(house, receiver),
        party=dict(ours)["party"],
        slots=ours,
        theirs=theirs,
        unsaid=card.forbidden,
    )


def _somebody(house: House, stage: str, but: str) -> str:
    """A colleague who could be meant; whether they are here today does not matter for practising."""
    able = [one.id for one in house.staff.values() if one.works_in(stage) and not one.has_left and one.id != but]
    return next(iter(able), but)


def _slots(settings: Settings, house: House, locale: str, one: Situation, receiver: str, host: str, look: str) -> Slots:
    guests = EXAMPLE["party"]
    with i18n.speaking(locale):
        slots = {
            "party": i18n.gettext(guests),
            "receiver": house.name_of(receiver),
            "host": house.name_of(host),
            "giver": house.name_of(host),
            "assistant": house.name_of(_somebody(house, one.to, receiver)),
            "store": settings.studio.name,
            "look": look,
            "place": str(one.look),
            "looks": str(one.looks),
            "wish": i18n.gettext(WISH),
        }
    return tuple(slots.items())
