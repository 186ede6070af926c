"""A selection: what a party has chosen of a booking's photos, against its package. Open over days if need be (several
presentations go on with the same one), then confirmed. Folded from its events; nothing in it is kept anywhere else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date, datetime
from typing import TypeVar

from kiosk.domain.events import Recorded
from kiosk.records import dataclass

from . import choices as c
from .renaming import renamed

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """`since` is the version at which the photo got this mark: picks have an order."""

    mark: str
    since: int
    uses: tuple[str, ...] = ()
    is_album: bool = True

    @property
    def products(self) -> tuple[str, ...]:
        """Keys of everything that a pick is for."""
        return (c.ALBUM, *self.uses) if self.is_album else self.uses


@dataclass(frozen=True, slots=True, kw_only=True)
class RetouchNote:
    id: int
    photo: str
    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoNote:
    words: str = ""
    is_star: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one tap changed, as it was before; None for what was not there. Undo puts it back."""

    version: int
    choices: tuple[tuple[str, Choice | None], ...] = ()
    retouches: tuple[tuple[int, RetouchNote | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    at: datetime
    by: str
    signature: str
    totals: c.Totals
    pickup_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """The last time that sidecars or copies were written since the customer signed."""

    what: str
    files: int
    at: datetime
    trouble: str = ""
    marks: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """`choices` by photo; `retouches` by their number, `notes` (staff only) by photo; `steps` is the way back, the latest
    tap last. `gone` are photos of which something is said here and whose files are gone. `touched_on` is the UTC date of the
    last change."""

    booking: int
    version: int
    touched_on: date
    products: tuple[c.Product, ...]
    choices: Mapping[str, Choice] = field(default_factory=dict)
    retouches: Mapping[int, RetouchNote] = field(default_factory=dict)
    notes: Mapping[str, PhotoNote] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    last_note: int = 0
    confirmation: Confirmation | None = None
    reopened_because: str = ""
    handed_over: tuple[HandOver, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def picks(self) -> tuple[str, ...]:
        """In the order in which they were picked; one whose file is gone can be neither made nor paid for."""
        return tuple(photo for photo in self._picked if photo not in self.gone)

    @property
    def put_away(self) -> tuple[str, ...]:
        return tuple(photo for photo, choice in self.choices.items() if choice.mark == c.PASS)

    @property
    def lost_picks(self) -> tuple[str, ...]:
        """Picked, and no longer in the folder."""
        return tuple(photo for photo in self._picked if photo in self.gone)

    @property
    def _picked(self) -> tuple[str, ...]:
        picked = [(choice.since, photo) for photo, choice in self.choices.items() if choice.mark == c.PICK]
        return tuple(photo for _, photo in sorted(picked))

    @property
    def photos(self) -> frozenset[str]:
        """Everything that anything is said of."""
        pinned = (note.photo for note in self.retouches.values())
        undone = (photo for step in self.steps for photo, _ in step.choices)
        return frozenset((*self.choices, *self.notes, *pinned, *undone))

    def mark_of(self, photo: str) -> str:
        choice = self.choices.get(photo)
        return choice.mark if choice else c.NONE

    def retouches_of(self, photo: str) -> tuple[RetouchNote, ...]:
        return tuple(note for _, note in sorted(self.retouches.items()) if note.photo == photo)

    def product(self, key: str) -> c.Product | None:
        return next((product for product in self.products if product.key == key), None)


def evolve(selection: Selection | None, recorded: Recorded[c.SelectionEvent]) -> Selection:
    """The selection after one more event."""
    event, version = recorded.event, recorded.version
    if isinstance(event, c.SelectionOpened):
        return Selection(booking=event.booking, version=version, touched_on=recorded.at.date(), products=event.products)
    assert selection is not None
    after = replace(selection, version=version, touched_on=recorded.at.date())
    match event:
        case c.TermsChanged():
            return replace(after, products=event.products)
        case c.PhotosMarked():
            return _marked(after, event)
        case c.ExtraAgreed():
            return after
        case c.MarksUndone():
            return _undone(after)
        case c.RetouchNoted():
            note = RetouchNote(id=event.note, photo=event.photo, x=event.x, y=event.y, words=event.words)
            return _retouched(replace(after, last_note=max(after.last_note, event.note)), event.note, note)
        case c.RetouchNoteRemoved():
            return _retouched(after, event.note, None)
        case c.PhotoNoted():
            note_kept = PhotoNote(words=event.words, is_star=event.is_star)
            kept = note_kept if event.words or event.is_star else None
            return replace(after, notes=_with(after.notes, ((event.photo, kept),)))
        case c.PhotoReplaced() | c.PhotosLeft() | c.PhotosReturned():
            return _followed(after, event)
        case c.SelectionConfirmed():
            return replace(after, confirmation=_signed(event, recorded), reopened_because="", handed_over=())
        case c.SelectionReopened():
            return replace(after, confirmation=None, reopened_because=event.reason)
        case c.SelectionHandedOver():
            others = tuple(one for one in after.handed_over if one.what != event.what)
            done = HandOver(
                what=event.what, files=event.files, at=recorded.at, trouble=event.trouble, marks=event.marks
            )
            return replace(after, handed_over=(*others, done))


def _marked(after: Selection, event: c.PhotosMarked) -> Selection:
    before = tuple((one.photo, after.choices.get(one.photo)) for one in event.marks)
    changed = [(one.photo, _choice(after, one)) for one in event.marks]
    step = Step(version=after.version, choices=before)
    return replace(after, choices=_with(after.choices, changed), steps=(*after.steps, step))


def _choice(after: Selection, one: c.Marked) -> Choice | None:
    if one.mark == c.NONE:
        return None
    before = after.choices.get(one.photo)
    since = before.since if before and before.mark == one.mark else after.version
    return Choice(mark=one.mark, since=since, uses=one.uses, is_album=one.is_album)


def _retouched(after: Selection, number: int, note: RetouchNote | None) -> Selection:
    step = Step(version=after.version, retouches=((number, after.retouches.get(number)),))
    return replace(after, retouches=_with(after.retouches, ((number, note),)), steps=(*after.steps, step))


def _undone(after: Selection) -> Selection:
    step = after.steps[-1]
    return replace(
        after,
        choices=_with(after.choices, step.choices),
        retouches=_with(after.retouches, step.retouches),
        steps=after.steps[:-1],
    )


def _followed(after: Selection, event: c.PhotoReplaced | c.PhotosLeft | c.PhotosReturned) -> Selection:
    match event:
        case c.PhotoReplaced():
            return renamed(after, event.former, event.photo)
        case c.PhotosLeft():
            return replace(after, gone=tuple(sorted({*after.gone, *event.photos})))
        case c.PhotosReturned():
            return replace(after, gone=tuple(photo for photo in after.gone if photo not in event.photos))


def _signed(event: c.SelectionConfirmed, recorded: Recorded[c.SelectionEvent]) -> Confirmation:
    return Confirmation(
        at=recorded.at,
        by=recorded.actor,
        signature=event.signature,
        totals=event.totals,
        pickup_on=event.pickup_on,
    )


def _with(things: Mapping[K, V], changes: Iterable[tuple[K, V | None]]) -> Mapping[K, V]:
    """A copy with the changes in it; None takes a thing out."""
    after = dict(things)
    for key, thing in changes:
        if thing is None:
            after.pop(key, None)
        else:
            after[key] = thing
    return after
