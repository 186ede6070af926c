"""A party changes what it has allowed, on its own page or by saying so to the desk: each answer a fact (E20, complaint M)."""

from typing import Any

from ..belongings import belongings_of
from ..config import Settings
from ..domain import arrival, consent
from ..domain import refusals as r
from ..domain.visit import Visit
from ..domain.words import N_
from ..records import dataclass
from ..transaction import Transaction
from ..tries import Tries
from .customers import living
from .tapping import acting
from .visit_page import here

Content = dict[str, Any]


class TooManyAnswers(r.Refusal):
    code, status, message = "too_many_answers", 429, N_("Thank you. That is enough for the moment.")


class NeverHere(r.Refusal):
    code, status, message = "never_here", 409, N_("They have not been here yet; they are asked when they come.")


@dataclass(frozen=True, slots=True)
class Said:
    """A yes or no to one use; with a yes to the board the name to show."""

    use: str
    is_given: bool
    name: str


def answer_as_party(tx: Transaction, tries: Tries, settings: Settings, visit_id: int, said: Said) -> Content:
    visit = here(tx, visit_id)
    if not tries.allow(f"consents-{visit_id}", tx.now):
        raise TooManyAnswers()
    return _answer(tx, settings, visit, said)


def answer_at_desk(tx: Transaction, settings: Settings, customer_id: int, said: Said) -> Content:
    """Kept with their latest visit, which may be over: a yes can be taken back for ever."""
    acting(tx)
    visits = belongings_of(tx.connection, living(tx, customer_id)).visits
    if not visits:
        raise NeverHere()
    latest = max(visits, key=lambda visit: visit.checked_in_at)
    return _answer(tx, settings, tx.visit(latest.id), said)


def _answer(tx: Transaction, settings: Settings, visit: Visit, said: Said) -> Content:
    """On the wording as it stands now: that is what they have just read."""
    asked = next((one for one in settings.consents if one.key == said.use), None)
    if asked is None:
        raise arrival.UnknownChoice(choice=said.use)
    told = consent.answered(asked.key, said.is_given, asked.version, said.name, asked.months)
    tx.record(visit, f"visit-{visit.id}", consent.answer(visit, told, settings.consent_terms, tx.house.today))
    return {"visit": visit.id}


def settle_end(tx: Transaction, settings: Settings, visit_id: int, use: str) -> Content:
    """What had been allowed is no more: whoever acts has taken the pictures down."""
    by, visit = acting(tx), tx.visit(visit_id)
    tx.record(visit, f"visit-{visit_id}", consent.settled(visit, by, use, settings.consent_terms, tx.house.today))
    return {"visit": visit_id}
