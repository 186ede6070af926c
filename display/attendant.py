"""What a sales room does by itself: it ends a pass whose last photo has had its time, and clears a TV that is left alone."""

import logging
from datetime import datetime, timedelta
from functools import partial

from kiosk.store import CannotSave
from kiosk.transaction import Writing

from . import commands_reveal as commands
from .domain.curtain import OPEN, curtain
from .domain.presentation import Presentation
from .domain.timeline import is_over
from .kinds import PRESENTATIONS, SELECTIONS
from .sales_room import SalesRoom

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
STILL_LEAVING = timedelta(seconds=5)  # so long the socket of a page that is gone may seem to be there
PRESENTERS = ("presenting", "choosing", "closing", "hanging")


class Attendant:
    """Looks at every open presentation once a second. What it remembers is no fact about the house: after a restart every
    tablet gets its time anew."""

    def __init__(self, sales: SalesRoom) -> None:
        self._sales = sales
        self._alone: dict[int, datetime] = {}
        self._chosen: dict[int, tuple[int, datetime]] = {}  # version of its selection, and since when it is that

    def start(self) -> None:
        self._sales.floor.engine.spawn(self._attend)

    def _attend(self) -> None:
        while True:
            self._sales.floor.engine.sleep(LOOK_SECONDS)
            try:
                self.look()
            except CannotSave:
                log.warning("a presentation could not be ended by itself; it is tried again")
            except Exception:  # whatever it was, a TV that nobody answers for is cleared in a second
                log.exception("the sales rooms could not be looked at")

    def look(self) -> None:
        """One look, at the store's own clock."""
        presentations = list(self._sales.floor.store.house.of(PRESENTATIONS).values())
        self._note_alone(presentations)
        self._note_chosen(presentations)
        for one in presentations:
            order = self._sales.slides(one).order
            now = self._sales.floor.store.clock.now()
            if one.run and is_over(one, order, now):
                self._do(partial(commands.end_if_over, presentation_id=one.id))
            else:
                self._watch(one, order, now)

    def _watch(self, one: Presentation, order: tuple[str, ...], now: datetime) -> None:
        idle = timedelta(minutes=self._sales.floor.settings.reveal.curtain_minutes)
        touched_at = self._touched_at(one)
        verdict = curtain(one, order, now, touched_at, self._alone.get(one.id), self._sales.left.get(one.id), idle)
        if verdict != OPEN:
            self._do(lambda tx: commands.draw_curtain(tx, one.id, one.version, verdict))

    def _note_alone(self, presentations: list[Presentation]) -> None:
        """Since when each presentation is without a presenter's tablet. Whoever has left and is there has come back, unless it
        is the page that was left, whose socket closes a moment later."""
        live, open_ones = self._sales.floor.live, {one.id for one in presentations}
        attended = {int(who) for who in live.joined(*PRESENTERS) if who.isdecimal()}
        attended |= {one.id for one in presentations if one.room in live.joined("samples")}
        now = self._sales.floor.store.clock.now()
        self._alone = {one: self._alone.get(one, now) for one in open_ones - attended}
        just_now = {one for one, at in self._sales.left.items() if now - at < STILL_LEAVING}
        gone = open_ones & (just_now | self._alone.keys())
        self._sales.left = {one: at for one, at in self._sales.left.items() if one in gone}

    def _note_chosen(self, presentations: list[Presentation]) -> None:
        """A mark or a note changes the selection, and nothing on the TV."""
        house, now = self._sales.floor.store.house, self._sales.floor.store.clock.now()
        chosen = {}
        for one in presentations:
            selection = house.of(SELECTIONS).get(one.booking)
            version = selection.version if selection else 0
            known = self._chosen.get(one.id)
            chosen[one.id] = known if known and known[0] == version else (version, now)
        self._chosen = chosen
        self._sales.hearted = {one: at for one, at in self._sales.hearted.items() if one in chosen}

    def _touched_at(self, one: Presentation) -> datetime:
        chosen_at = self._chosen[one.id][1]
        return max(chosen_at, self._sales.hearted.get(one.id, chosen_at))

    def _do(self, command: commands.Command) -> None:
        self._sales.floor.store.execute(Writing.by_system("curtain"), command)
