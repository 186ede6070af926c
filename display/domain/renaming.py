"""One photo in the place of another, wherever a selection or a presentation speaks of it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from .presentation import Presentation
    from .selection import RetouchNote, Selection, Step

T = TypeVar("T")


def renamed(selection: "Selection", former: str, photo: str) -> "Selection":
    """What was said of `former` is said of `photo`, also on the way back by undo."""
    retouches = {number: _pinned(note, former, photo) for number, note in selection.retouches.items()}
    return replace(
        selection,
        choices=_moved(selection.choices, former, photo),
        notes=_moved(selection.notes, former, photo),
        retouches=retouches,
        steps=tuple(_step(step, former, photo) for step in selection.steps),
        gone=tuple(sorted(_each(selection.gone, former, photo))),
    )


def _moved(things: Mapping[str, T], former: str, photo: str) -> Mapping[str, T]:
    return {photo if key == former else key: thing for key, thing in things.items()}


def _each(photos: Iterable[str], former: str, photo: str) -> tuple[str, ...]:
    return tuple(photo if one == former else one for one in photos)


def _pinned(note: "RetouchNote", former: str, photo: str) -> "RetouchNote":
    return replace(note, photo=photo) if note.photo == former else note


def _step(step: "Step", former: str, photo: str) -> "Step":
    choices = tuple((photo if one == former else one, choice) for one, choice in step.choices)
    retouches = tuple((number, note and _pinned(note, former, photo)) for number, note in step.retouches)
    return replace(step, choices=choices, retouches=retouches)


def shown_instead(presentation: "Presentation", former: str, slide: str) -> "Presentation":
    """The new picture stands where the former one stood, on the screen and in every run of slides."""

    def each(slides: tuple[str, ...]) -> tuple[str, ...]:
        return _each(slides, former, slide)

    def one(shown: str | None) -> str | None:
        return slide if shown == former else shown

    run, answer, hanging = presentation.run, presentation.answer, presentation.hanging
    if run:
        pairs = tuple((each((left,))[0], each((right,))[0]) for left, right in run.pairs)
        run = replace(run, pairs=pairs, slides=each(run.slides), long=each(run.long))
    return replace(
        presentation,
        slide=one(presentation.slide),
        compared=each(presentation.compared),
        hanging=replace(hanging, slide=slide) if hanging and hanging.slide == former else hanging,
        star=one(presentation.star),
        narrowed=each(presentation.narrowed),
        skipped=each(presentation.skipped),
        run=run,
        answer=replace(answer, together=each(answer.together), alone=each(answer.alone)) if answer else None,
        seen=each(presentation.seen),
    )
