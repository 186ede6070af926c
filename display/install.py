"""Puts the sales room into the app: its kinds, pages, screens, and the darkroom beside it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from flask import Flask

from kiosk.domain.device import Device
from kiosk.floor import Floor
from kiosk.keys import secret
from kiosk.transaction import Writing

from .commands import retire_albums
from .grants import Grants
from .intake import Intake
from .library import PHOTOS, RENDITIONS_FOLDER
from .queries.choosing import choosing_parts, closing_parts
from .queries.shows import presenting_parts, tv_parts
from .queries.start import presenter_parts
from .sales_room import SalesRoom
from .views import BLUEPRINTS

ALBUM_DAYS = 60

# For a device and whose screen it asks for: whose screen it gets, None for none.
Admission = Callable[[Device, str], str | None]


def install(app: Flask, floor: Floor) -> dict[str, Admission]:
    """Register pages and screens; returns who may join which screen over the socket. The store has to know `KINDS`."""
    life = timedelta(minutes=floor.settings.presentations.grant_minutes)
    sales = SalesRoom(floor, Grants(secret(floor.folder, "photos").encode(), life), Intake(floor))
    app.extensions["sales_room"] = sales
    floor.remembering.append(sales.bookings.clear)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    floor.live.add_screen("tv", lambda house, audience: tv_parts(sales, house, audience), speaks=True)
    floor.live.add_screen("presenter", lambda house, audience: presenter_parts(sales, house), speaks=True)
    floor.live.add_screen("presenting", lambda house, audience: presenting_parts(sales, house, audience), speaks=True)
    floor.live.add_screen("choosing", lambda house, audience: choosing_parts(sales, house, audience), speaks=True)
    floor.live.add_screen("closing", lambda house, audience: closing_parts(sales, house, audience), speaks=True)
    return {
        "tv": lambda device, who: device.room if device.role == "tv" else None,
        "presenter": lambda device, who: "" if device.role == "presenter" else None,
        "presenting": lambda device, who: who if device.role == "presenter" else None,
        "choosing": lambda device, who: who if device.role == "presenter" else None,
        "closing": lambda device, who: who if device.role == "presenter" else None,
    }


def start(app: Flask, floor: Floor) -> None:
    """Begin to take photos in; call once the server is about to serve."""
    _make_folders(floor.media)
    floor.store.execute(Writing.by_system(), lambda tx: retire_albums(tx, ALBUM_DAYS))
    app.extensions["sales_room"].intake.start()


def _make_folders(media: Path) -> None:
    """The folder to drop photos into, where there has never been one. A folder that was there before and is missing now
    is on a share that is not mounted: making it would hide that."""
    if not (media / RENDITIONS_FOLDER).exists():
        (media / PHOTOS).mkdir(parents=True, exist_ok=True)
        (media / RENDITIONS_FOLDER).mkdir()
