"""Samples on the TV (C02): one stands above whatever is presented, and what it covers is untouched. Nothing here can mark, count
or rate one: it is no slide."""

from .events import PlayPaused, PresentationEnded, PresentationEvent, SampleShown, SampleTakenAway, ScreenLit
from .presentation import Presentation
from .refusals import PresentationOver

NOBODYS = 0  # the booking of a showing of samples alone: of guests who have none yet


def show_sample(presentation: Presentation, sample: str, on_screen: str | None) -> list[PresentationEvent]:
    """Whoever shows a sample wants it to be seen, so the screen is lit; a play rests on the slide `on_screen`, so that no photo
    passes behind it unseen."""
    _still_open(presentation)
    events: list[PresentationEvent] = [ScreenLit()] if presentation.is_black else []
    if presentation.playing_since is not None and on_screen is not None:
        events.append(PlayPaused(slide=on_screen))
    if events or presentation.sample != sample:
        events.append(SampleShown(sample=sample))
    return events


def take_sample_away(presentation: Presentation) -> list[PresentationEvent]:
    """What stood there before comes back: before the reveal the title, never a photo (I8). A showing of samples alone is over."""
    _still_open(presentation)
    if presentation.sample is None:
        return []
    return [PresentationEnded()] if presentation.booking == NOBODYS else [SampleTakenAway()]


def gives_way(presentation: Presentation) -> bool:
    """Whether another showing may begin in its room: nobody's photos are being shown."""
    return presentation.booking == NOBODYS


def _still_open(presentation: Presentation) -> None:
    if not presentation.is_open:
        raise PresentationOver()
