"""Every cue card that this house can ever show, spoken in every language: no slot is empty, no word is forbidden (C42-C52).

The cards depend on the kind of visit, its number of looks and their names, its wish, the leg it is on (walked in order, one
makeup and one studio leg per look, then removal and home), the stage it is brought to, whether an escort is under way or some
of the party went another way, who receives it, and who covers for the host; and on what the party is called, if it has said
that. The occasion of a visit is on no card.
"""

import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import cast

import pytest

from kiosk.config import Settings
from kiosk.domain import cues, custody, mending
from kiosk.domain.cues import FRIENDS, RESTING, Cue, Sentence
from kiosk.domain.missing import WALK_IN
from kiosk.domain.sheet import KINDS, RECEPTION, planned_legs
from kiosk.domain.staff import Staff
from kiosk.domain.visit import Visit
from kiosk.house import House
from kiosk.i18n import LOCALES
from kiosk.kinds import STAFF
from kiosk.queries.ways import deputys_card, introduction, way

from ..domain.cast import ANNA, CAST, JO, LIN, LOOKS, MEI, Walk, at, started
from ..web.desk import opened

SETTINGS = Settings()
HOUSE = House(seq=1, today=date(2026, 11, 23), tables={STAFF.table: CAST})
STAGES = [stage.key for stage in SETTINGS.stages]
NAMES = ("", "white gown", "雪山婚纱")
WISHES = ("", "One picture where my grandmother’s comb shows.")
PARTIES = (("Ms Chen", "Mr Li"), ("欧阳娜娜",), (WALK_IN,))
MOST_LOOKS = 3

Slots = tuple[tuple[str, str], ...]
Say = Callable[[tuple[Sentence, ...], Slots, str], str]


@pytest.fixture(scope="module")
def say(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Say]:
    """As the templates say it."""
    with opened(tmp_path_factory.mktemp("house")) as app:
        yield cast(Say, app.jinja_env.globals["say"])


@dataclass(frozen=True)
class Moment:
    """A party at one place of its plan. `is_first` while nobody but the first hands has had it."""

    visit: Visit
    is_first: bool


def moments(kind: str, most_looks: int = MOST_LOOKS) -> Iterator[Moment]:
    """Every leg of every plan of this kind, with and without names of looks, wish, an escort under way, and those who went
    another way: they, and the rest."""
    for looks in range(1, most_looks + 1) if kind == "shoot" else (0,):
        for name, wish, party in product(NAMES if looks else ("",), WISHES, PARTIES):
            plan = planned_legs(kind, looks)
            walk = Walk(started(kind=kind, looks=(name,) * looks, plan=plan, wish=wish, party=party))
            walk.then(custody.pass_gate(walk.visit, MEI, (), ()), MEI, at(5))
            for place in range(len(plan)):
                if place:
                    _walk_to(walk, plan[place].stage, 10 * place)
                for visit in (walk.visit, _escorted(walk), *_parted(walk)):
                    yield Moment(visit, place == 0)


def _walk_to(walk: Walk, stage: str, minute: int) -> None:
    giver = CAST[walk.visit.holder]
    receiver = next(one for one in CAST.values() if one.works_in(stage) and one != giver)
    walk.then(custody.offer(walk.visit, giver, receiver, stage), giver, at(minute))
    walk.then(custody.accept(walk.visit, receiver), receiver, at(minute + 1))


def _escorted(walk: Walk) -> Visit:
    by, beside = CAST[walk.visit.holder], Walk()
    beside.visit = walk.visit
    return beside.then(custody.start_escort(walk.visit, by, "restroom"), by, at(500)).visit


def _parted(walk: Walk) -> tuple[Visit, Visit]:
    """One of the two goes another way, by name where there are two."""
    by, whole = CAST[walk.visit.holder], Walk()
    whole.visit = walk.visit
    names = walk.visit.party[1:]
    whole.then(mending.split(walk.visit, by, 9, names, 1), by, at(500))
    return Walk(mending.part_of(walk.visit, 9, names, 1, "teal", RECEPTION), at(500)).visit, whole.visit


def spoken(say: Say, card: Cue, slots: Slots) -> Iterator[str]:
    """Both halves in every language: a colleague and a party need not share one."""
    return (say(half, slots, locale) for locale, half in product(LOCALES, (card.to_colleague, card.to_party)))


def empty_slots(card: Cue, slots: Slots) -> set[str]:
    """Slots of the card that this visit does not fill; a look without a name has its word."""
    filled = {name for name, value in slots if value not in ("", "0")}
    used = {name for half in (card.to_colleague, card.to_party) for one in half for name in names(one)}
    return used - filled - {"look"}


def names(sentence: Sentence) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(str(sentence)) if name}


# Moments × ways on × languages × halves, by hand: on every leg the front has 6 ways on, makeup and removal 2 each, the studio 2.
# Whoever holds the party is none of them: 9 remain to a host, 10 beside an artist of makeup, 11 to a photographer.
WAYS = {"host": 9, "makeup": 10, "studio": 11}
SPOKEN = len(LOCALES) * 2
EACH = len(WISHES) * len(PARTIES) * 4  # all of them, on an escort, those who went another way, and the rest
COUNTED = {
    "shoot": EACH
    * len(NAMES)
    * SPOKEN
    * sum(
        2 * WAYS["host"] + (looks + 1) * WAYS["makeup"] + looks * WAYS["studio"] for looks in range(1, MOST_LOOKS + 1)
    ),
    "selection": EACH * SPOKEN * 3 * WAYS["host"],
    "pickup": EACH * SPOKEN * 3 * WAYS["host"],
    "enquiry": EACH * SPOKEN * 2 * WAYS["host"],
}


@pytest.mark.parametrize("kind", KINDS)
def test_no_card_of_any_leg_has_an_empty_slot_or_a_forbidden_word(kind: str, say: Say) -> None:
    heard = 0
    for moment in moments(kind):
        for stage, person in product(STAGES, CAST.values()):
            if not person.works_in(stage) or person.id == moment.visit.holder:
                continue
            choice = way(HOUSE, SETTINGS, moment.visit, stage, person.id)
            assert empty_slots(choice.cue, choice.slots) == set(), (moment.visit.plan, moment.visit.place, stage)
            for text in spoken(say, choice.cue, choice.slots):
                heard += 1
                assert_speakable(text, choice.cue.forbidden, moment.is_first)
    assert heard == COUNTED[kind]
    assert sum(COUNTED.values()) == 101_088


def assert_speakable(text: str, forbidden: tuple[str, ...], is_first: bool) -> None:
    assert text.strip() and not set("{}") & set(text), text
    assert WALK_IN not in text, text
    assert "  " not in text and " ," not in text and "“”" not in text, text
    assert cues.mistake(Cue((), (), forbidden=forbidden), text) is None, text
    assert is_first or not any(word in text.casefold() for word in FRIENDS), text


def test_no_deputys_card_has_an_empty_slot_or_says_that_the_host_would_rather_rest(say: Say) -> None:
    heard = 0
    for host, deputy, party in product(CAST, CAST, PARTIES):
        if host != deputy:
            hello = deputys_card(HOUSE, SETTINGS, " & ".join(party), host, deputy)
            assert empty_slots(hello.cue, hello.slots) == set()
            for text in spoken(say, hello.cue, hello.slots):
                heard += 1
                assert_speakable(text, RESTING, is_first=False)
    assert heard == len(CAST) * (len(CAST) - 1) * len(PARTIES) * SPOKEN == 540


def test_whoever_takes_a_party_over_says_who_they_are_and_who_helps_them(say: Say) -> None:
    heard = 0
    for kind, party in product(KINDS, PARTIES):
        for stage, receiver in product(STAGES, CAST.values()):
            helpers = [one for one in CAST.values() if one.works_in(stage) and one not in (receiver, MEI)]
            for assistant in (None, *helpers) if receiver.works_in(stage) and receiver != MEI else ():
                visit = _taken_over(kind, party, stage, receiver, assistant)
                hello = introduction(HOUSE, SETTINGS, visit)
                assert hello and hello.cue.key == ("receivers" if assistant else "receiver")
                assert empty_slots(hello.cue, hello.slots) == set()
                for text in spoken(say, hello.cue, hello.slots):
                    heard += 1
                    assert_speakable(text, FRIENDS, is_first=False)
    # Anna alone in her three stages; Lin or Jo alone or with the other one in two; Zhao or Marco the same in one.
    assert heard == len(KINDS) * len(PARTIES) * (3 + 2 * 2 * 2 + 2 * 2) * SPOKEN == 1_080


def _taken_over(kind: str, party: tuple[str, ...], stage: str, receiver: Staff, assistant: Staff | None) -> Visit:
    looks = LOOKS if kind == "shoot" else ()
    walk = Walk(started(kind=kind, looks=looks, plan=planned_legs(kind, len(looks)), party=party))
    walk.then(custody.pass_gate(walk.visit, MEI, (), ()), MEI, at(5))
    walk.then(custody.offer(walk.visit, MEI, receiver, stage), MEI, at(9))
    return walk.then(custody.accept(walk.visit, receiver, assistant=assistant), receiver, at(10)).visit


def test_every_card_of_the_house_is_shown_on_some_leg() -> None:
    shown = {deputys_card(HOUSE, SETTINGS, "Ms Chen", MEI.id, ANNA.id).cue.key}
    for kind in KINDS:
        for moment, stage in product(moments(kind, most_looks=2), STAGES):
            leg, _, _ = custody.leg_towards(moment.visit, stage)
            shown.add(cues.cue(moment.visit, stage, leg.look).key)
    for assistant in (None, JO):
        taken = introduction(HOUSE, SETTINGS, _taken_over("shoot", PARTIES[0], "makeup", LIN, assistant))
        assert taken
        shown.add(taken.cue.key)
    assert shown == set(cues.CARDS)
