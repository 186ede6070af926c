"""A selection for tests of the rules: taps on it as commands would make them, and the log they leave."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from display.domain import choices as c
from display.domain import choosing
from display.domain.meter import swap_for
from display.domain.selection import Selection, evolve
from kiosk.domain.events import Recorded

AT = datetime(2026, 11, 22, 6, tzinfo=UTC)
ALBUM = c.Product(key="album", name="Album", allowance=3, extra_cents=6800)
WALL = c.Product(key="product-1", name="Wall picture", allowance=1, extra_cents=48000)


class Chooser:
    """Carries out what the rules decide, and remembers every event."""

    def __init__(self, *products: c.Product, groups: Sequence[Sequence[str]] = ()) -> None:
        self.log: list[Recorded[c.SelectionEvent]] = []
        self.groups = groups
        self.selection = self._carry_out(c.SelectionOpened(booking=2031, products=products or (ALBUM,)))

    def _carry_out(self, event: c.SelectionEvent) -> Selection:
        version = len(self.log) + 1
        at = AT + timedelta(seconds=version)
        recorded: Recorded[c.SelectionEvent] = Recorded(event=event, version=version, actor="mei", at=at)
        self.log.append(recorded)
        self.selection = evolve(None if version == 1 else self.selection, recorded)
        return self.selection

    def do(self, events: Sequence[c.SelectionEvent]) -> list[c.SelectionEvent]:
        for event in events:
            self._carry_out(event)
        return list(events)

    def offer(self, photo: str, product: str = c.ALBUM) -> str | None:
        return swap_for(self.selection, photo, product, self.groups)

    def mark(
        self,
        photo: str,
        mark: str = c.PICK,
        agreed: int | None = None,
        uses: tuple[str, ...] = (),
        is_album: bool = True,
    ) -> list[c.SelectionEvent]:
        wanted = (c.Marked(photo=photo, mark=mark, uses=uses, is_album=is_album),)
        return self.do(choosing.mark(self.selection, wanted, agreed, self.offer))

    def pick(self, *photos: str) -> None:
        for photo in photos:
            self.mark(photo)

    def undo(self, agreed: int | None = None) -> list[c.SelectionEvent]:
        return self.do(choosing.undo(self.selection, self.selection.steps[-1].version, agreed, self.offer))

    def marks(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        return {photo: (choice.mark, choice.products) for photo, choice in self.selection.choices.items()}

    def refolded(self) -> Selection:
        selection = None
        for recorded in self.log:
            selection = evolve(selection, recorded)
        assert selection is not None
        return selection


def pick_for(photo: str, *uses: str, is_album: bool = True) -> c.Marked:
    return c.Marked(photo=photo, mark=c.PICK, uses=uses, is_album=is_album)
