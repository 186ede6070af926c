"""What hangs on the wall as the screens draw it, and how large the pixels of each TV are."""

from kiosk import i18n
from kiosk.config import Settings
from kiosk.domain.device import Device, Glass
from kiosk.domain.words import N_
from kiosk.house import House
from kiosk.live import Audience
from kiosk.parts import Part
from kiosk.queries.faces import ms
from kiosk.records import dataclass

from ..domain.calibration import first_card_px, largest_card_px
from ..domain.wall import Box, Hanging, printed, sizes, view_of

NOT_TRUE, SMALLER = N_("Not at true size"), N_("Shown at {percent} per cent of true size")
NOBODY = Glass(width_px=1920, height_px=1080)  # what a tablet draws where no TV has said how large it is

Corners = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The view on one TV (`device` "" where there is none): the window in mm, `percent` of true size or None where it is not
    calibrated, and the sentence that the TV owes its guests where it is not true size."""

    device: str
    window: Corners
    percent: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Wall:
    """`print` is x, y, width and height in mm of domain.wall; `crops` how much of this photo each size leaves out, in
    percent."""

    slide: str
    scene: str
    size: str
    frame: int
    mat: int
    finish: str
    is_far: bool
    print: Corners
    crops: tuple[tuple[str, int], ...]
    drawn: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class TvGlass:
    """As kiosk.domain.device.Glass; `card` is how wide the outline is drawn, until `until` (ms)."""

    device: str
    width: int
    height: int
    card: float | None
    until: int | None


@dataclass(frozen=True, slots=True)
class Adjusting:
    """A TV on the page that calibrates it; widths of the card in px, all None while it has never been on."""

    device: str
    name: str
    width: int | None
    height: int | None
    card: float | None
    first: float | None
    most: float | None
    calibrated_width_mm: int | None


def tvs_of(house: House, room: str) -> list[Device]:
    """The living TVs of a room, by name."""
    tvs = [one for one in house.devices.values() if one.role == "tv" and one.room == room and one.revoked_at is None]
    return sorted(tvs, key=lambda tv: (tv.name, tv.id))


def wall(house: House, settings: Settings, hanging: Hanging, room: str) -> Wall:
    """In the language that is being spoken, for the note on the TV."""
    tvs = [(tv.id, tv.glass) for tv in tvs_of(house, room) if tv.glass]
    offered = dict.fromkeys((*sizes(settings.presentations.wall_sizes), hanging.size))
    return Wall(
        slide=hanging.slide,
        scene=hanging.scene,
        size=hanging.size.key,
        frame=hanging.frame_mm,
        mat=hanging.mat_mm,
        finish=hanging.finish,
        is_far=hanging.is_far,
        print=_corners(printed(hanging)),
        crops=tuple((one.key, hanging.cropped(one)) for one in offered),
        drawn=tuple(_drawn(hanging, device, glass) for device, glass in tvs or [("", NOBODY)]),
    )


def _drawn(hanging: Hanging, device: str, glass: Glass) -> Drawn:
    view = view_of(hanging, glass.width_px, glass.height_px, glass.px_per_mm)
    note = {None: i18n.gettext(NOT_TRUE), 100: ""}.get(view.percent)
    told = i18n.gettext(SMALLER).format(percent=view.percent) if note is None else note
    return Drawn(device, _corners(view.window), view.percent, told)


def _corners(box: Box) -> Corners:
    return round(box.x, 4), round(box.y, 4), round(box.width, 4), round(box.height, 4)


def glasses(house: House, room: str) -> tuple[TvGlass, ...]:
    """Of the TVs of a room, those that have said how large they are."""
    return tuple(_glass(tv.id, tv.glass) for tv in tvs_of(house, room) if tv.glass)


def _glass(device: str, glass: Glass) -> TvGlass:
    until = ms(glass.card_until) if glass.card_until else None
    return TvGlass(device, glass.width_px, glass.height_px, glass.card_px, until)


def calibration_parts(house: House, audience: Audience) -> list[Part]:
    """The TVs of the room `audience.who`, to be calibrated."""
    tvs = enumerate(tvs_of(house, audience.who))
    return [Part(f"tv-{tv.id}", "tvs", place, "wall/_tv.html", _adjusting(tv)) for place, tv in tvs]


def _adjusting(tv: Device) -> Adjusting:
    glass = tv.glass
    if glass is None:
        return Adjusting(tv.id, tv.name, *(None,) * 6)
    known = round(glass.width_px / glass.px_per_mm) if glass.px_per_mm else None
    return Adjusting(
        device=tv.id,
        name=tv.name,
        width=glass.width_px,
        height=glass.height_px,
        card=glass.card_px,
        first=first_card_px(glass),
        most=largest_card_px(glass),
        calibrated_width_mm=known,
    )
