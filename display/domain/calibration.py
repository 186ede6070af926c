"""How a TV learns the size of its own pixels: a bank card is held to the screen, and its outline is made to fit."""

from dataclasses import replace
from datetime import datetime, timedelta

from kiosk.domain.device import Glass

from . import refusals as r
from .wall import CARD_HEIGHT_MM, CARD_WIDTH_MM, GUESSED_WIDTH_MM, px_per_mm

CARD_LIFE = timedelta(minutes=5)  # nobody leaves the outline on the screen by walking away
SMALLEST_CARD_PX = 30.0
STEP_PX = 0.5  # of a pixel of CSS: what an eye can still tell on a screen of 4K


def measured(glass: Glass | None, width_px: int, height_px: int) -> Glass:
    """The same while the size is the same; at another size a millimetre is another number of pixels."""
    if glass and (glass.width_px, glass.height_px) == (width_px, height_px):
        return glass
    return Glass(width_px=width_px, height_px=height_px)


def first_card_px(glass: Glass) -> float:
    """Where adjusting begins: where it was left, as it was calibrated, or as on a set of 55 inches."""
    guess = CARD_WIDTH_MM * (glass.px_per_mm or glass.width_px / GUESSED_WIDTH_MM)
    return glass.card_px or round(guess / STEP_PX) * STEP_PX


def largest_card_px(glass: Glass) -> float:
    """The whole card stays on the screen."""
    return 0.9 * min(glass.width_px, glass.height_px * CARD_WIDTH_MM / CARD_HEIGHT_MM)


def shown(glass: Glass | None, card_px: float, now: datetime) -> Glass:
    """A card's outline so wide, for some minutes."""
    return replace(_fitting(glass, card_px), card_px=card_px, card_until=now + CARD_LIFE)


def taken_away(glass: Glass) -> Glass:
    return replace(glass, card_px=None, card_until=None)


def fitted(glass: Glass | None, card_px: float) -> Glass:
    """The outline and the card were one."""
    return replace(taken_away(_fitting(glass, card_px)), px_per_mm=px_per_mm(card_px))


def _fitting(glass: Glass | None, card_px: float) -> Glass:
    if glass is None:
        raise r.TvNotMeasured()
    if not SMALLEST_CARD_PX <= card_px <= largest_card_px(glass):
        raise r.NoCardSoLarge()
    return glass
