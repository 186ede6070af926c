"""Puts the sales room into the app: its kinds, pages, screens, and the darkroom beside it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from flask import Flask

from kiosk.domain.device import Device
from kiosk.floor import Floor
from kiosk.house import House
from kiosk.keys import secret
from kiosk.live import Audience
from kiosk.parts import Part
from kiosk.queries.readiness import readiness_parts
from kiosk.transaction import Writing

from .attendant import Attendant
from .commands import retire_albums
from .grants import Grants
from .intake import Intake
from .library import PHOTOS, RENDITIONS_FOLDER
from .queries.awaited import awaited_parts, coming, progress_parts
from .queries.choosing import choosing_parts, closing_parts
from .queries.hearts import heart_parts, revealed_at
from .queries.private import preview_parts, private_parts
from .queries.reveal import reveal_parts
from .queries.samples import samples_parts
from .queries.shows import presenting_parts, tv_parts
from .queries.start import presenter_parts
from .queries.wall import calibration_parts
from .sales_room import SalesRoom
from .sentinel import Sentinel
from .views import BLUEPRINTS

ALBUM_DAYS = 60

# For a device and whose screen it asks for: whose screen it gets, None for none.
Admission = Callable[[Device, str], str | None]


def install(app: Flask, floor: Floor) -> dict[str, Admission]:
    """Register pages and screens; returns who may join which screen over the socket. The store has to know `KINDS`."""
    life = timedelta(minutes=floor.settings.presentations.grant_minutes)
    sales = SalesRoom(floor, Grants(secret(floor.folder, "photos").encode(), life), Intake(floor))
    app.extensions["sales_room"] = sales
    sales.sentinel = Sentinel(sales)
    floor.hearing.append(sales.sentinel.hear)
    floor.remembering.append(sales.bookings.clear)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    floor.live.add_screen("tv", lambda house, audience: tv_parts(sales, house, audience), speaks=True)
    floor.live.add_screen("presenter", lambda house, audience: presenter_parts(sales, house), speaks=True)
    floor.live.add_screen("presenting", lambda house, audience: _remote(sales, house, audience), speaks=True)
    floor.live.add_screen("choosing", lambda house, audience: choosing_parts(sales, house, audience), speaks=True)
    floor.live.add_screen("closing", lambda house, audience: closing_parts(sales, house, audience), speaks=True)
    floor.live.add_screen("previewing", lambda house, audience: preview_parts(sales, house, audience), speaks=True)
    floor.live.add_screen("hanging", lambda house, audience: presenting_parts(sales, house, audience), speaks=True)
    floor.live.add_screen("samples", samples_parts)
    floor.live.add_screen("calibration", calibration_parts)
    floor.live.add_screen("readiness", lambda house, audience: _readiness(sales, house))
    for screen in ("presenting", "choosing"):
        floor.live.add_to_screen(screen, lambda house, audience: progress_parts(sales, house, audience.who))
    floor.live.add_to_screen("station", lambda house, audience: awaited_parts(sales, house, audience.who))
    floor.live.add_screen("hearts", lambda house, audience: heart_parts(sales, house, audience.who))
    return {
        "tv": lambda device, who: device.room if device.role == "tv" else None,
        "presenter": lambda device, who: "" if device.role == "presenter" else None,
        "presenting": lambda device, who: who if device.role == "presenter" else None,
        "choosing": lambda device, who: who if device.role == "presenter" else None,
        "closing": lambda device, who: who if device.role == "presenter" else None,
        "previewing": lambda device, who: who if device.role == "presenter" else None,
        "hanging": lambda device, who: who if device.role == "presenter" else None,
        "samples": lambda device, who: who if device.role == "presenter" else None,
        "calibration": lambda device, who: who if device.role in ("presenter", "desk") else None,
        "readiness": lambda device, who: "" if device.role == "desk" else None,
    }


def _remote(sales: SalesRoom, house: House, audience: Audience) -> list[Part]:
    return private_parts(sales, house, audience) + reveal_parts(sales, house, audience)


def _readiness(sales: SalesRoom, house: House) -> list[Part]:
    return readiness_parts(house, sales.floor.settings, lambda number: coming(sales, house, number))


def is_heart_page(floor: Floor, code: str) -> bool:
    """Whether a running presentation's heart page has this address; no device is needed for it."""
    return revealed_at(floor, code) is not None


def start(app: Flask, floor: Floor) -> None:
    """Begin to take photos in; call once the server is about to serve."""
    _make_folders(floor.media)
    floor.store.execute(Writing.by_system(), lambda tx: retire_albums(tx, ALBUM_DAYS))
    app.extensions["sales_room"].intake.start()
    app.extensions["sales_room"].sentinel.start()
    Attendant(app.extensions["sales_room"]).start()


def _make_folders(media: Path) -> None:
    """The folder to drop photos into, where there has never been one. A folder that was there before and is missing now
    is on a share that is not mounted: making it would hide that."""
    if not (media / RENDITIONS_FOLDER).exists():
        (media / PHOTOS).mkdir(parents=True, exist_ok=True)
        (media / RENDITIONS_FOLDER).mkdir()
