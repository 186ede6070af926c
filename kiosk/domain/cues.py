"""Cue cards: what to say to the colleague, and what to say to the party (REQUIREMENTS C42-C52, C58).

Sentences are catalogue entries with slots; every slot is filled from the visit, so no card ever shows an empty one. The
colleague's half is spoken in the house's language, the party's half in the party's own. A studio may say it in its own
words (`spoken`), with the slots that the card has and without the words that it must not say.
"""

import string
from collections.abc import Mapping
from dataclasses import replace

from ..records import dataclass
from .sheet import FAREWELL, LOOK_STAGES, MAKEUP, RECEPTION, REMOVAL, SALES_ROOM, STUDIO
from .visit import Visit
from .words import N_


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The studio's own sentence as (locale, text), for those languages that it gave; elsewhere the house's stay. A text
    whose locale is empty is spoken in every language."""

    house: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]


Sentence = str | OwnWords


@dataclass(frozen=True, slots=True)
class Cue:
    """Two halves, each one or two sentences. `key` names the card in the settings, `slots` are those that are always
    filled on it, `forbidden` what must not be said on it, in any language (C42, C51)."""

    to_colleague: tuple[Sentence, ...]
    to_party: tuple[Sentence, ...]
    key: str = ""
    slots: tuple[str, ...] = ("party", "receiver", "store")
    forbidden: tuple[str, ...] = ()


LOOK_SLOTS = ("party", "receiver", "store", "look", "place", "looks")
# “My friends” is said on the first leg; from then on they are friends of the store (C51).
FRIENDS = ("my friend", "我的朋友", "我朋友")
# A party must not hear that its host would rather rest (C42).
RESTING = ("rest", "day off", "休息", "放假", "请假", "請假")

WISH = N_("Their wish for today: “{wish}”")

FIRST = Cue(
    (N_("{receiver}, these are my friends: {party}. Please take good care of them."),),
    (N_("This is {receiver}, one of the best we have. If you need anything, call me anytime."),),
    key="first",
)
FIRST_SHOWN = Cue(
    (N_("{receiver}, these are my friends: {party}. They come to see their photos."),),
    (N_("This is {receiver}, who shows you your photos. I am close by all the time."),),
    key="first_shown",
)
TO_STUDIO = Cue(
    (N_("{receiver}, here are {party}, friends of {store}. Look {place} of {looks} is ready: {look}."),),
    (N_("This is {receiver}, who photographs you now. Everything you told me, I have passed on."),),
    key="to_studio",
    slots=LOOK_SLOTS,
    forbidden=FRIENDS,
)
TO_NEXT_LOOK = Cue(
    (N_("{receiver}, that look is done. Please help {party} into the next one: {look}, {place} of {looks}."),),
    (N_("{receiver} makes you ready for the next look. We see each other again in the studio."),),
    key="to_next_look",
    slots=LOOK_SLOTS,
    forbidden=FRIENDS,
)
TO_REMOVAL = Cue(
    (N_("{receiver}, the last look is done. Please take off makeup and hairpieces for {party}."),),
    (N_("That was the last picture, and you did wonderfully. {receiver} makes you comfortable now."),),
    key="to_removal",
    forbidden=FRIENDS,
)
TO_HOST = Cue(
    (N_("{receiver}, {party} are ready. Everything here is done."),),
    (N_("{receiver} tells you what comes next and brings you to the door. Thank you for today."),),
    key="to_host",
    forbidden=FRIENDS,
)
TO_SALES_ROOM = Cue(
    (N_("{receiver}, here are {party}. They come to see their photos."),),
    (N_("{receiver} shows you your photos now. Take all the time you like."),),
    key="to_sales_room",
    forbidden=FRIENDS,
)
ELSEWHERE = Cue(
    (N_("{receiver}, here are {party}, friends of {store}. Please look after them for a while."),),
    (N_("{receiver} looks after you here."),),
    key="elsewhere",
    forbidden=FRIENDS,
)
DEPUTY = Cue(
    (
        N_(
            "{receiver}, please look after {party} for me. I tell you everything about their day, and you read the brief."
        ),
    ),
    (
        N_(
            "Hello! {host} has something to take care of today and has told me everything. I am {receiver}, yours for today."
        ),
    ),
    key="deputy",
    slots=("party", "receiver", "host", "store"),
    forbidden=RESTING,
)
RECEIVER = Cue(
    (N_("Thank you, {giver}. I have them now."),),
    (N_("Hello! I am {receiver}. From here on I look after you."),),
    key="receiver",
    slots=("party", "receiver", "giver", "store"),
    forbidden=FRIENDS,
)
RECEIVERS = Cue(
    (N_("Thank you, {giver}. {assistant} and I have them now."),),
    (N_("Hello! I am {receiver}, and this is {assistant}. From here on we look after you."),),
    key="receivers",
    slots=("party", "receiver", "assistant", "giver", "store"),
    forbidden=FRIENDS,
)
CARDS: dict[str, Cue] = {
    card.key: card
    for card in (
        *(FIRST, FIRST_SHOWN, TO_STUDIO, TO_NEXT_LOOK, TO_REMOVAL),
        *(TO_HOST, TO_SALES_ROOM, ELSEWHERE, DEPUTY),
        *(RECEIVER, RECEIVERS),
    )
}


def cue(visit: Visit, stage: str, look: int) -> Cue:
    """The card for bringing this party to `stage`. “My friends” is said on the first leg only, and the wish is told to
    whoever makes or photographs a look."""
    card = _card(visit, stage, look)
    return with_wish(card) if visit.wish and stage in LOOK_STAGES else card


def introduction(visit: Visit) -> Cue | None:
    """What the present holder says on taking the party over, with whoever helps them (C48). None where the party came to
    nobody's hands yet, and between people who know each other from an earlier leg."""
    if len(visit.legs) < 2 or visit.legs[-2].holder == visit.holder:
        return None
    met = {name for leg in visit.legs[:-1] for name in (leg.holder, leg.assistant) if name}
    if visit.assistant and visit.assistant not in met:
        return RECEIVERS
    return None if visit.holder in met else RECEIVER


def with_wish(card: Cue) -> Cue:
    return replace(card, to_colleague=(*card.to_colleague, WISH))


def _card(visit: Visit, stage: str, look: int) -> Cue:
    if len(visit.legs) == 1 and visit.stage == RECEPTION and stage not in (FAREWELL, RECEPTION):
        return FIRST_SHOWN if stage == SALES_ROOM else FIRST
    if stage == STUDIO and look:
        return TO_STUDIO
    if stage == MAKEUP and visit.stage == STUDIO and look:
        return TO_NEXT_LOOK
    return {REMOVAL: TO_REMOVAL, FAREWELL: TO_HOST, SALES_ROOM: TO_SALES_ROOM}.get(stage, ELSEWHERE)


def without(card: Cue, unsaid: tuple[str, ...]) -> Cue:
    """The card with further words that must not be said on it."""
    words = (word.strip().casefold() for word in unsaid)
    return replace(card, forbidden=(*card.forbidden, *(word for word in words if word)))


def spoken(card: Cue, to_colleague: Mapping[str, str], to_party: Mapping[str, str]) -> Cue:
    """The card in the studio's own words, given by locale; the wish stays as the house says it."""
    base = CARDS[card.key]
    extra = card.to_colleague[len(base.to_colleague) :]
    return replace(
        card,
        to_colleague=(*_own(base.to_colleague, to_colleague), *extra),
        to_party=_own(base.to_party, to_party),
    )


def _own(house: tuple[Sentence, ...], texts: Mapping[str, str]) -> tuple[Sentence, ...]:
    given = tuple((locale, text) for locale, text in texts.items() if text)
    return (OwnWords(tuple(str(one) for one in house), given),) if given else house


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with a studio's own sentence: 'slot' (no such slot on this card), 'braces' (not readable), or
    'forbidden' (a word that this card must not say); `word` is the offender."""

    what: str
    word: str = ""


def mistake(card: Cue, text: str) -> Mistake | None:
    """The first thing that keeps `text` off this card. A slot is a bare name: nothing else is ever looked up."""
    try:
        parsed = list(string.Formatter().parse(text))
    except ValueError:
        return Mistake("braces")
    for _, name, spec, conversion in parsed:
        if name is not None and (name not in card.slots or spec or conversion):
            return Mistake("slot", name)
    folded = text.casefold()
    words = set("".join(sign if sign.isalnum() else " " for sign in folded).split())
    for word in card.forbidden:
        if (word in words) if word.isascii() and " " not in word else (word in folded):
            return Mistake("forbidden", word)
    return None
