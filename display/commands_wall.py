"""The taps of the wall: hang a photo at its real size, and tell a TV how large its pixels are."""

from dataclasses import replace

from kiosk.commands.tapping import acting
from kiosk.config import Settings
from kiosk.domain.device import (
    BankCardShown,
    BankCardTakenAway,
    Device,
    Glass,
    GlassMeasured,
    TvCalibrated,
    UnknownDevice,
)
from kiosk.kinds import DEVICES
from kiosk.records import dataclass
from kiosk.transaction import Transaction

from . import photos
from .commands import Content, outcome, record
from .domain import calibration, wall
from .domain import presentation as rules
from .domain import refusals as r
from .domain.presentation import Presentation
from .domain.wall import Hanging
from .kinds import PRESENTATIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """As domain.wall.Hanging; `size` is a key of the settings' sizes."""

    slide: str
    size: str
    frame_mm: int
    mat_mm: int
    finish: str
    scene: str
    is_far: bool


def hang(tx: Transaction, settings: Settings, presentation_id: int, wish: Wish) -> Content:
    """The named photo on the wall, as large as that print really is."""
    acting(tx)
    one = tx.find(PRESENTATIONS, presentation_id)
    if one is None:
        raise r.UnknownPresentation()
    return outcome(record(tx, one, rules.hang(one, _hanging(tx, settings, one, wish))))


def _hanging(tx: Transaction, settings: Settings, one: Presentation, wish: Wish) -> Hanging:
    shape = photos.shape_of(tx.connection, str(one.booking), wish.slide)
    if shape is None:
        raise r.UnknownSlide()
    size = next((size for size in wall.sizes(settings.presentations.wall_sizes) if size.key == wish.size), None)
    if size is None:
        raise r.NoSuchPrint()
    return Hanging(
        slide=wish.slide,
        photo_width=shape[0],
        photo_height=shape[1],
        short_mm=size.short_mm,
        long_mm=size.long_mm,
        frame_mm=wish.frame_mm,
        mat_mm=wish.mat_mm,
        finish=wish.finish,
        scene=wish.scene,
        is_far=wish.is_far,
    )


def measure(tx: Transaction, device_id: str, width_px: int, height_px: int) -> Content:
    """What a TV says of its own picture; nothing is recorded while it says the same."""
    tv = _tv(tx, device_id)
    glass = calibration.measured(tv.glass, width_px, height_px)
    if glass is not tv.glass:
        tx.append("devices", GlassMeasured(id=tv.id, width_px=width_px, height_px=height_px))
        tx.put(DEVICES, replace(tv, glass=glass))
    return {"device": tv.id}


def show_card(tx: Transaction, device_id: str, card_px: float) -> Content:
    tv = _tv(tx, device_id)
    return _keep(tx, tv, calibration.shown(tv.glass, card_px, tx.now), BankCardShown(id=tv.id, width_px=card_px))


def take_card_away(tx: Transaction, device_id: str) -> Content:
    tv = _tv(tx, device_id)
    if tv.glass is None or tv.glass.card_px is None:
        return {"device": tv.id}
    return _keep(tx, tv, calibration.taken_away(tv.glass), BankCardTakenAway(id=tv.id))


def calibrate(tx: Transaction, device_id: str, card_px: float) -> Content:
    """The outline of that width and the card were one."""
    tv = _tv(tx, device_id)
    glass = calibration.fitted(tv.glass, card_px)
    size = {"width_px": glass.width_px, "height_px": glass.height_px}
    return _keep(tx, tv, glass, TvCalibrated(id=tv.id, px_per_mm=wall.px_per_mm(card_px), **size))


def _tv(tx: Transaction, device_id: str) -> Device:
    tv = tx.house.devices.get(device_id)
    if tv is None or tv.role != "tv" or tv.revoked_at is not None:
        raise UnknownDevice()
    return tv


def _keep(tx: Transaction, tv: Device, glass: Glass, event: object) -> Content:
    tx.append("devices", event)
    tx.put(DEVICES, replace(tv, glass=glass))
    return {"device": tv.id}
