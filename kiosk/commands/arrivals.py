"""What a party tells while somebody walks to them: each answer a fact of its own, none of them needed."""

from dataclasses import replace
from typing import Any

from .. import tickets
from ..config import Settings
from ..domain import arrival
from ..domain.events import ConsentAnswered, NeedsTold, Told
from ..transaction import Transaction
from .lobby import TELLING_SECONDS, Door, TicketExpired

Content = dict[str, Any]


def tell(tx: Transaction, door: Door, ticket: str, told: Told) -> Content:
    """Record one answer on the visit that this device's ticket names; it touches nobody's card and no undo."""
    visit_id = tickets.unseal(door.tickets, tickets.TELLING, ticket, tx.writing.device, TELLING_SECONDS)
    if visit_id is None:
        raise TicketExpired()
    _known(door.settings, told)
    if isinstance(told, ConsentAnswered) and told.is_given:
        told = replace(told, months=door.settings.consent_terms.months[told.use])
    visit = tx.visit(visit_id)
    visit = tx.record(visit, f"visit-{visit_id}", arrival.tell(visit, told))
    return {"visit": visit.id, "version": visit.version}


def _known(settings: Settings, told: Told) -> None:
    """Only answers of the studio's own lists. A wording is kept as it was read, even if it has changed meanwhile."""
    if isinstance(told, NeedsTold):
        given, known = set(told.needs), {item.key for item in settings.needs}
    elif isinstance(told, ConsentAnswered):
        given, known = {told.use}, {consent.key for consent in settings.consents}
    else:
        return
    if given - known:
        raise arrival.UnknownChoice(choice=min(given - known))
