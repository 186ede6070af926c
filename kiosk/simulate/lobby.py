"""A guest at the lobby tablet: finds their booking, now and then only at the second try, and checks in."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from ..config import Settings
from .day import Party
from .delivery import Network
from .opening import phone
from .taps import Sent, Tap


class Lobby:
    """`numbers` are the bookings by the party's place."""

    def __init__(self, network: Network, numbers: dict[int, int], settings: Settings, dice: Random) -> None:
        self._network, self._numbers, self._settings, self._dice = network, numbers, settings, dice

    def check_in(self, party: Party, done: Callable[[Sent], None]) -> bool:
        """False where the tablet cannot help, so that a person does."""
        if party.is_walk_in:
            said = {"reason": self._settings.reasons[0].key, "source": self._settings.sources[0].key}
            self._network.carry(_tap(party, "walk-ins", **said), done)
            return True
        four, dice = phone(self._numbers[party.place])[-4:], self._dice
        if dice.random() < 0.1:
            self._look_up(party, four[::-1])
        if dice.random() < 0.05:
            self._network.plainly(replace(_tap(party, "lookups"), path="/calls"))
        ticket = self._look_up(party, four)
        if ticket is None:
            return False
        self._network.carry(_tap(party, "visits", ticket=ticket), done)
        return True

    def _look_up(self, party: Party, four: str) -> str | None:
        found = self._network.plainly(_tap(party, "lookups", digits=four, name=party.family)).answer
        return str(found.content["ticket"]) if found and found.is_ok and "ticket" in found.content else None


def _tap(party: Party, what: str, **fields: str) -> Tap:
    """At one and the same tablet: a ticket is good where it was drawn."""
    return Tap(path=f"/lobby/{what}", role="lobby", screen=party.place, fields=fields)
