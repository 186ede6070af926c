"""What stands over the slides of a presentation, and which events leave it there: a photo that hangs on the wall, the
studio's star, a sample."""

from dataclasses import replace
from typing import TYPE_CHECKING

from .events import (
    HeartsCounted,
    PresentationEvent,
    SampleShown,
    SampleTakenAway,
    ScreenBlackened,
    ScreenLit,
    SlideReplaced,
    SlideZoomed,
    StarShown,
    VolumeSet,
)

if TYPE_CHECKING:
    from .presentation import Presentation

# A sample outlasts these only, and what hangs on the wall outlasts a sample too.
BESIDE_A_SAMPLE = (ScreenBlackened, ScreenLit, HeartsCounted, VolumeSet, SlideReplaced)
BESIDE_THE_SCREEN = (*BESIDE_A_SAMPLE, SampleShown, SampleTakenAway)
BESIDE_THE_STAR = (*BESIDE_THE_SCREEN, SlideZoomed)


def adorned(one: "Presentation", event: PresentationEvent) -> "Presentation":
    """With what the event leaves, or puts, over the slides."""
    hanging = one.hanging if isinstance(event, BESIDE_THE_SCREEN) else None
    star = one.star if isinstance(event, BESIDE_THE_STAR) else None
    sample = one.sample if isinstance(event, BESIDE_A_SAMPLE) else None
    star = event.slide if isinstance(event, StarShown) else star
    sample = event.sample if isinstance(event, SampleShown) else sample
    return replace(one, hanging=hanging, star=star, sample=sample)
