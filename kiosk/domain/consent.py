"""What may be done with a party's names and pictures: each use is asked for on its own and stays no until it is yes; every
answer may be changed at any time (REQUIREMENTS E20, complaint M)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from .booking import without_family_name
from .events import ConsentAnswered
from .visit import Consent, Visit

BOARD = "board"  # the one use that the house itself makes: a name on the public board
LONGEST_NAME = 24


def first_name(person: str) -> str:
    """The first name, as far as it can be told from the whole; empty where only a family name is certain."""
    return screen_name(without_family_name(person))


def screen_name(text: str) -> str:
    """A name as it may stand on the board: one short line without signs that cannot be seen."""
    plain = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    return re.sub(" +", " ", plain).strip()[:LONGEST_NAME].strip()


def standing(answers: Iterable[Consent], wordings: Mapping[str, str]) -> dict[str, Consent]:
    """The answers, by use, to the sentences as they read now. A yes is to what was read: where the words have changed
    since, nothing is answered, and what is not answered is no."""
    return {one.use: one for one in answers if one.wording == wordings.get(one.use)}


def on_board(visit: Visit, wordings: Mapping[str, str]) -> str:
    """The name that the party wants beside its word on the public board; empty without its yes."""
    told = standing(visit.consents, wordings).get(BOARD)
    return told.name if told and told.is_given else ""


def last_answers(visits: Iterable[Visit]) -> list[Consent]:
    """What a customer has answered last about each use, over all their visits."""
    answers = sorted((one for visit in visits for one in visit.consents), key=lambda one: one.at)
    return list({one.use: one for one in answers}.values())


def answered(use: str, is_given: bool, wording: str, name: str) -> ConsentAnswered:
    """The answer as it is kept: a name only with the yes that it is for."""
    shown = screen_name(name) if is_given and use == BOARD else ""
    return ConsentAnswered(use=use, is_given=is_given, wording=wording, name=shown)


def answer(visit: Visit, told: ConsentAnswered) -> list[ConsentAnswered]:
    """A new answer, also long after the visit; the same one again is no news."""
    known = next((one for one in visit.consents if one.use == told.use), None)
    same = known and (known.is_given, known.wording, known.name) == (told.is_given, told.wording, told.name)
    return [] if same else [told]
