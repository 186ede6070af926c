"""Choosing over HTTP: the presenter's taps on photos. Each names the photos it means (FAULTS F28)."""

from flask import Blueprint, Response, redirect, request
from pydantic import Field
from werkzeug.wrappers import Response as BaseResponse

from kiosk.floor import floor
from kiosk.i18n import locale
from kiosk.live import Audience
from kiosk.money import minor_units
from kiosk.queries.faces import face
from kiosk.web import TapForm, device, live_page, open_to, takes, tap

from .. import commands, commands_selection
from ..domain.choices import Marked
from ..domain.presentation import MOST_ZOOM, Zoom
from ..domain.terms import ALBUM_NAME
from ..kinds import PRESENTATIONS

bp = Blueprint("choosing", __name__)

PHOTO = r"^[0-9a-f]{16}$"


class MarkForm(TapForm):
    """`uses`: keys of products besides the album, with commas; `album` false: not for the album. `agreed_cents`: the price
    that was shown for this extra. `swap`: a pick whose place the photo takes."""

    photo: str = Field(pattern=PHOTO)
    mark: str = Field(pattern=r"^(pick|maybe|pass|none)$")
    uses: str | None = Field(default=None, pattern=r"^[a-z0-9-]{1,32}(,[a-z0-9-]{1,32}){0,9}$")
    album: bool = True
    agreed_cents: int | None = Field(default=None, ge=0)
    swap: str | None = Field(default=None, pattern=PHOTO)


class UndoForm(TapForm):
    """`step`: what is to be taken back, as the marks name it."""

    step: int = Field(ge=1)
    agreed_cents: int | None = Field(default=None, ge=0)


class ComparisonForm(TapForm):
    """Ids of two to four photos, with commas."""

    photos: str = Field(pattern=r"^[0-9a-f]{16}(,[0-9a-f]{16}){1,3}$")


class ZoomForm(TapForm):
    """As domain.events.SlideZoomed; `slide` is what stood on the screen."""

    scale: float = Field(ge=1, le=MOST_ZOOM)
    x: float = Field(ge=0, le=1)
    y: float = Field(ge=0, le=1)
    slide: str | None = Field(default=None, pattern=PHOTO)


class RetouchForm(TapForm):
    photo: str = Field(pattern=PHOTO)
    x: float = Field(ge=0, le=1)
    y: float = Field(ge=0, le=1)
    words: str = Field(min_length=1, max_length=300)


class NarrowingForm(TapForm):
    only: str = Field(pattern=r"^(picks|all)$")


class PhotoNoteForm(TapForm):
    """What is left out stays; `words` empty takes the note away only together with `is_cleared`."""

    photo: str = Field(pattern=PHOTO)
    words: str | None = Field(default=None, max_length=300)
    is_cleared: bool = False
    star: bool | None = None


@bp.get("/presenter/<int:presentation_id>/choosing")
@open_to("presenter")
def choose(presentation_id: int) -> BaseResponse:
    return _page("choosing", "choosing/choose.html", presentation_id)


@bp.get("/presenter/<int:presentation_id>/closing")
@open_to("presenter")
def close(presentation_id: int) -> BaseResponse:
    return _page("closing", "choosing/closing.html", presentation_id)


def _page(screen: str, template: str, presentation_id: int) -> BaseResponse:
    one = floor().store.house.of(PRESENTATIONS).get(presentation_id)
    if one is None:
        return redirect(f"{request.script_root}/presenter", 303)
    audience = Audience(screen, locale(), str(presentation_id))
    who = face(floor().store.house, one.presenter)
    digits = minor_units(floor().settings.studio.currency)
    beside = {"device": device(), "digits": digits, "album": ALBUM_NAME, "today": floor().store.house.today.isoformat()}
    return live_page(template, audience, presentation=one, presenter=who, **beside)


@bp.post("/presentations/<int:presentation_id>/marks")
@open_to("presenter")
@takes(MarkForm)
def mark(form: MarkForm, presentation_id: int) -> Response:
    uses = tuple(form.uses.split(",")) if form.uses else ()
    wanted = Marked(photo=form.photo, mark=form.mark, uses=uses, is_album=form.album)
    return tap(form, commands_selection.mark, floor().settings, presentation_id, wanted, form.agreed_cents, form.swap)


@bp.post("/presentations/<int:presentation_id>/marks/undo")
@open_to("presenter")
@takes(UndoForm)
def undo(form: UndoForm, presentation_id: int) -> Response:
    return tap(form, commands_selection.undo, floor().settings, presentation_id, form.step, form.agreed_cents)


@bp.post("/presentations/<int:presentation_id>/marks/package")
@open_to("presenter")
@takes(TapForm)
def stop_at_package(form: TapForm, presentation_id: int) -> Response:
    return tap(form, commands_selection.stop_at_package, floor().settings, presentation_id)


@bp.post("/presentations/<int:presentation_id>/comparison")
@open_to("presenter")
@takes(ComparisonForm)
def compare(form: ComparisonForm, presentation_id: int) -> Response:
    return tap(form, commands.compare, presentation_id, tuple(form.photos.split(",")))


@bp.post("/presentations/<int:presentation_id>/zoom")
@open_to("presenter")
@takes(ZoomForm)
def zoom(form: ZoomForm, presentation_id: int) -> Response:
    return tap(form, commands.zoom, presentation_id, Zoom(form.scale, form.x, form.y), form.slide)


@bp.post("/presentations/<int:presentation_id>/narrowing")
@open_to("presenter")
@takes(NarrowingForm)
def narrow(form: NarrowingForm, presentation_id: int) -> Response:
    return tap(form, commands_selection.narrow, presentation_id, form.only)


@bp.post("/presentations/<int:presentation_id>/retouches")
@open_to("presenter")
@takes(RetouchForm)
def note_retouch(form: RetouchForm, presentation_id: int) -> Response:
    spot = (form.x, form.y)
    return tap(form, commands_selection.note_retouch, floor().settings, presentation_id, form.photo, spot, form.words)


@bp.post("/presentations/<int:presentation_id>/retouches/<int:note>/removal")
@open_to("presenter")
@takes(TapForm)
def remove_retouch(form: TapForm, presentation_id: int, note: int) -> Response:
    return tap(form, commands_selection.remove_retouch, floor().settings, presentation_id, note)


@bp.post("/bookings/<int:number>/photo-notes")
@open_to("presenter")
@takes(PhotoNoteForm)
def note_photo(form: PhotoNoteForm, number: int) -> Response:
    words = "" if form.is_cleared else form.words
    return tap(form, commands_selection.note_photo, floor().settings, number, form.photo, words, form.star)
