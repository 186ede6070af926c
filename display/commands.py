"""The taps of the sales room: start a presentation, choose slides, play, pause, black, end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from kiosk.commands.tapping import acting, known_booking, known_room
from kiosk.config import Settings
from kiosk.domain.booking import Booking
from kiosk.domain.events import Recorded
from kiosk.transaction import Transaction

from . import hearts, photos
from .domain import presentation as rules
from .domain import refusals as r
from .domain.album import Album, Photo, in_order, shot_at
from .domain.events import PresentationEvent, PresentationStarted
from .domain.presentation import Presentation, Zoom, evolve
from .domain.samples import gives_way
from .domain.timeline import cursor_at, played_from, shown, stepped
from .kinds import ALBUMS, PRESENTATIONS, SELECTIONS

Content = dict[str, Any]
KEYS = ("show", "play", "pause", "black", "light", "step", "play-from")


def start(tx: Transaction, settings: Settings, number: int, room: str) -> Content:
    """Show the party's title in the room; from here on its photos can be reached (I8). A second start of the same
    presentation is answered with the one that runs."""
    presenter = acting(tx)
    booking = known_booking(tx, number)
    known_room(settings, room)
    running = _running(tx, number, room)
    if running is not None:
        return outcome(running)
    slides = _slides(tx, number)
    for other in list(tx.house.of(PRESENTATIONS).values()):
        if other.room == room and gives_way(other):
            record(tx, other, rules.end(other))
    started = PresentationStarted(
        id=tx.next_id(PRESENTATIONS),
        booking=number,
        room=room,
        presenter=presenter.id,
        party=booking.party,
        looks=_looks(booking, slides),
        shot_at=shot_at(slides) or _booked_at(booking, settings),
        language=_language(tx, booking),
        dwell_seconds=settings.presentations.dwell_seconds,
    )
    _keep_live(tx, str(number))
    return outcome(record(tx, None, [started]))


def _running(tx: Transaction, number: int, room: str) -> Presentation | None:
    """The running presentation that is meant; raises when the room or the photos are taken by another one."""
    for other in tx.house.of(PRESENTATIONS).values():
        if gives_way(other):
            continue
        if other.room == room and other.booking == number:
            return other
        if other.room == room:
            raise r.RoomBusy(actor=other.presenter, party=other.title, presentation=other.id)
        if other.booking == number:
            raise r.AlreadyPresenting(actor=other.presenter, room=other.room, presentation=other.id)
    return None


def _slides(tx: Transaction, number: int) -> tuple[Photo, ...]:
    slides = in_order(photos.photos_of(tx.connection, str(number)))
    if not slides:
        album = tx.find(ALBUMS, str(number))
        arriving, rejected = (album.arriving, album.rejected) if album else (0, 0)
        raise r.PhotosNotReady(ready=0, arriving=arriving, rejected=rejected)
    return slides


def _looks(booking: Booking, slides: tuple[Photo, ...]) -> int:
    """As many as were booked (the photos of the last one may still be arriving), else as there are look folders."""
    return len(booking.looks) or len({photo.look for photo in slides if photo.look})


def _booked_at(booking: Booking, settings: Settings) -> datetime | None:
    """For photos without a camera's time; the booking of a selection says nothing about the day of the shoot."""
    if booking.kind != "shoot":
        return None
    return booking.starts_at.astimezone(settings.zone).replace(tzinfo=None)


def _language(tx: Transaction, booking: Booking) -> str | None:
    here = (visit.language for visit in tx.house.present if visit.number == booking.number)
    return next(here, booking.language)


def _keep_live(tx: Transaction, booking: str) -> None:
    album = tx.find(ALBUMS, booking)
    if album and not album.is_live:
        tx.put(ALBUMS, replace(album, is_live=True, changed_on=tx.house.today))


def show(tx: Transaction, presentation_id: int, slide: str) -> Content:
    return _tap(tx, presentation_id, slide, lambda one: rules.show(one, slide, tx.now))


def play(tx: Transaction, presentation_id: int, slide: str) -> Content:
    return _tap(tx, presentation_id, slide, lambda one: rules.play(one, slide, tx.now, _put_away(tx, one)))


def _put_away(tx: Transaction, one: Presentation) -> tuple[str, ...]:
    selection = tx.find(SELECTIONS, one.booking)
    return selection.put_away if selection else ()


def pause(tx: Transaction, presentation_id: int, slide: str) -> Content:
    return _tap(tx, presentation_id, slide, lambda one: rules.pause(one, slide))


def set_black(tx: Transaction, presentation_id: int, is_black: bool, slide: str | None = None) -> Content:
    """`slide` is what the presenter saw on the screen; without it the timeline says."""
    if not is_black:
        return _tap(tx, presentation_id, None, rules.light)
    return _tap(tx, presentation_id, slide, lambda one: rules.blacken(one, slide or on_screen(tx, one)))


def press(tx: Transaction, presentation_id: int, does: str, slide: str | None, by: int = 0) -> Content:
    """One of KEYS on the TV's own remote. It names its slide, as every tap on the presenter's does; what the party has put away
    is not known there, so it is here that a step and a play's beginning pass it over."""
    if does in ("black", "light"):
        return set_black(tx, presentation_id, does == "black", slide)
    if does == "step":
        return _tap(tx, presentation_id, slide, lambda one: _step(tx, one, slide, by))
    if does == "play-from":
        return _tap(tx, presentation_id, slide, lambda one: _play_from(tx, one, slide))
    if slide is None:
        raise r.UnknownSlide()
    return {"show": show, "play": play, "pause": pause}[does](tx, presentation_id, slide)


def _step(tx: Transaction, one: Presentation, slide: str | None, by: int) -> list[PresentationEvent]:
    to = stepped(one, _order(tx, one), slide, by, _put_away(tx, one))
    return [] if to is None or to == slide else rules.show(one, to, tx.now)


def _play_from(tx: Transaction, one: Presentation, slide: str | None) -> list[PresentationEvent]:
    put_away = _put_away(tx, one)
    first = played_from(one, _order(tx, one), slide, put_away)
    return rules.play(one, first, tx.now, put_away) if first else []


def compare(tx: Transaction, presentation_id: int, slides: tuple[str, ...]) -> Content:
    return _tap(tx, presentation_id, slides, lambda one: rules.compare(one, slides))


def zoom(tx: Transaction, presentation_id: int, to: Zoom, slide: str | None) -> Content:
    """`slide` is what the presenter saw on the screen; without it the timeline says."""
    return _tap(tx, presentation_id, slide, lambda one: rules.zoom(one, to, slide or on_screen(tx, one)))


def end(tx: Transaction, presentation_id: int) -> Content:
    """The TV goes dark and every photo address dies (T26); hearts that nobody opened are nobody's."""
    ended = _tap(tx, presentation_id, None, rules.end)
    hearts.empty(tx.connection, presentation_id)
    return ended


def retire_albums(tx: Transaction, days: int) -> Content:
    """Albums that have not changed for so many days leave the picture; whatever touches one again brings it back."""
    for album in list(tx.house.of(ALBUMS).values()):
        if (tx.house.today - album.changed_on).days > days and not _is_presented(tx, album):
            tx.put(ALBUMS, replace(album, is_live=False))
    return {}


def _is_presented(tx: Transaction, album: Album) -> bool:
    return any(str(one.booking) == album.booking for one in tx.house.of(PRESENTATIONS).values())


def _tap(
    tx: Transaction,
    presentation_id: int,
    slides: str | tuple[str, ...] | None,
    rule: Callable[[Presentation], list[PresentationEvent]],
) -> Content:
    """Somebody's tap on a presentation: load, decide, append. Slides have to be among its booking's photos."""
    acting(tx)
    one = tx.find(PRESENTATIONS, presentation_id)
    if one is None:
        raise r.UnknownPresentation()
    events = rule(one)
    named = (slides,) if isinstance(slides, str) else slides or ()
    if not all(photos.has_photo(tx.connection, str(one.booking), slide) for slide in named):
        raise r.UnknownSlide()
    return outcome(record(tx, one, events))


def on_screen(tx: Transaction, one: Presentation) -> str | None:
    """The slide that the TV shows now; None is the title."""
    return cursor_at(one, _order(tx, one), tx.now)


def _order(tx: Transaction, one: Presentation) -> list[str]:
    return shown(one, [photo.id for photo in in_order(photos.photos_of(tx.connection, str(one.booking)))])


def record(tx: Transaction, one: Presentation | None, events: list[PresentationEvent]) -> Presentation:
    """Append what a rule decided and keep the presentation as it then stands."""
    for event in events:
        number = event.id if isinstance(event, PresentationStarted) else one.id if one else 0
        version = one.version + 1 if one else 1
        entry = tx.append(f"presentation-{number}", event, version=version)
        one = evolve(one, Recorded(event=event, version=version, actor=entry.actor, at=entry.moment))
    assert one is not None
    if events:
        tx.put(PRESENTATIONS, one)
    return one


def outcome(one: Presentation) -> Content:
    return {"presentation": one.id, "version": one.version, "slide": one.slide}
