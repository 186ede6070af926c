"""What may be done with a party's names and pictures: each use is asked for on its own and stays no until it is yes; a yes
holds for as long as was asked, and every answer may be changed at any time (REQUIREMENTS E20, complaint M)."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, tzinfo

from ..records import dataclass
from . import refusals as r
from .booking import without_family_name
from .events import ConsentAnswered, ConsentEndSettled
from .staff import Staff
from .visit import Consent, Visit
from .words import N_

BOARD = "board"  # what the house itself does with a yes: a name on the public board,
SAMPLES = "samples"  # and pictures among the samples of lobby and presenter
LONGEST_NAME = 24


class StillGiven(r.Refusal):
    code, message = "still_given", N_("They still allow it.")


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked now, by use: the version of its sentence, and for how many months a yes to it holds, 0 being until it is
    taken back. A day ends at midnight in `zone`."""

    wordings: Mapping[str, str]
    months: Mapping[str, int]
    zone: tzinfo


def first_name(person: str) -> str:
    """The first name, as far as it can be told from the whole; empty where only a family name is certain."""
    return screen_name(without_family_name(person))


def screen_name(text: str) -> str:
    """A name as it may stand on the board: one short line without signs that cannot be seen."""
    plain = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    return re.sub(" +", " ", plain).strip()[:LONGEST_NAME].strip()


def holds_until(given_on: date, months: int) -> date | None:
    """The last day on which a yes of that day holds; None where it holds until it is taken back."""
    if not months:
        return None
    years, month = divmod(given_on.month - 1 + months, 12)
    year = given_on.year + years
    return date(year, month + 1, min(given_on.day, monthrange(year, month + 1)[1]))


def until(answer: Consent, terms: Terms) -> date | None:
    """The last day of a yes, for as long as was asked when it was given; where nobody was told, for as long as is asked now."""
    if not answer.is_given:
        return None
    months = terms.months.get(answer.use, 0) if answer.months is None else answer.months
    return holds_until(_day(answer, terms), months)


def is_over(answer: Consent, terms: Terms, today: date) -> bool:
    """Has this yes ended by itself?"""
    last = until(answer, terms)
    return last is not None and today > last


def standing(answers: Iterable[Consent], terms: Terms, today: date) -> dict[str, Consent]:
    """The answers, by use, to the sentences as they read now. A yes is to what was read, for as long as was read: where the
    words have changed since, or its time is over, nothing is answered, and what is not answered is no."""
    return {
        one.use: one for one in answers if one.wording == terms.wordings.get(one.use) and not is_over(one, terms, today)
    }


def on_board(visit: Visit, terms: Terms, today: date) -> str:
    """The name that the party wants beside its word on the public board; empty without its yes."""
    told = standing(visit.consents, terms, today).get(BOARD)
    return told.name if told and told.is_given else ""


def last_answers(visits: Iterable[Visit]) -> list[Consent]:
    """What a customer has answered last about each use, over all their visits."""
    answers = sorted((one for visit in visits for one in visit.consents), key=lambda one: one.at)
    return list({one.use: one for one in answers}.values())


def may_be_shown(visits: Iterable[Visit], terms: Terms, today: date) -> bool:
    """May pictures of this customer be among the samples now? The last word of all their visits counts, while it stands."""
    told = standing(last_answers(visits), terms, today).get(SAMPLES)
    return told is not None and told.is_given


def ended(answers: Iterable[Consent], terms: Terms, today: date) -> list[Consent]:
    """Of all that one customer ever answered, the last words that leave something to be taken down: a yes whose time is over,
    or a no to what had been allowed on an earlier day. A name on the board goes by itself."""
    by_use: dict[str, list[Consent]] = {}
    for one in sorted(answers, key=lambda one: one.at):
        by_use.setdefault(one.use, []).append(one)
    last = {use: told[-1] for use, told in by_use.items() if use != BOARD and told[-1].settled_by is None}
    return [
        one
        for use, one in last.items()
        if (is_over(one, terms, today) if one.is_given else _was_allowed(by_use[use], terms))
    ]


def _was_allowed(told: list[Consent], terms: Terms) -> bool:
    """Before the last of these, and long enough for a picture to have been shown."""
    *before, no = told
    given = [one.at for one in before if one.is_given and one.settled_by is None]
    moments = [*given, *([no.taken_back] if no.taken_back else [])]
    return any(moment.astimezone(terms.zone).date() < _day(no, terms) for moment in moments)


def _day(answer: Consent, terms: Terms) -> date:
    return answer.at.astimezone(terms.zone).date()


def answered(use: str, is_given: bool, wording: str, name: str, months: int | None = None) -> ConsentAnswered:
    """The answer as it is kept: a name and its time only with the yes that they are for."""
    shown = screen_name(name) if is_given and use == BOARD else ""
    return ConsentAnswered(use=use, is_given=is_given, wording=wording, name=shown, months=months if is_given else None)


def answer(visit: Visit, told: ConsentAnswered, terms: Terms, today: date) -> list[ConsentAnswered]:
    """A new answer, also long after the visit; the same one again is no news while it still holds."""
    known = next((one for one in visit.consents if one.use == told.use and not is_over(one, terms, today)), None)
    same = known and (known.is_given, known.wording, known.name) == (told.is_given, told.wording, told.name)
    return [] if same else [told]


def settled(visit: Visit, by: Staff, use: str, terms: Terms, today: date) -> list[ConsentEndSettled]:
    """Whoever took the pictures down says so; once more is no news."""
    known = next((one for one in visit.consents if one.use == use), None)
    if known is None or (known.is_given and not is_over(known, terms, today)):
        raise StillGiven()
    return [] if known.settled_by else [ConsentEndSettled(use=use, by=by.id)]
