"""The people of the house: their page at the desk, their portraits and their duty; and calls for one of them."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, Literal, TypeVar

from flask import Blueprint, Response, jsonify, make_response, render_template, request
from pydantic import Field
from werkzeug.wrappers import Response as BaseResponse

from .. import badges, portraits
from ..badges import needs_badge, shows_own_badge
from ..commands import people as commands
from ..commands import staff as keeping
from ..domain.device import Device
from ..domain.refusals import Refusal
from ..domain.staff import ChangedMeanwhile, Particulars, Staff, has_own_picture
from ..floor import floor
from ..i18n import locale
from ..known import known_person
from ..queries import people as query
from ..refusing import sentence
from ..studio import Language
from ..transaction import Answer
from ..web import (
    NotFound,
    TapForm,
    between_commas,
    current_device,
    device,
    execute,
    open_to,
    respond,
    takes,
    tap,
    wants_json,
)

bp = Blueprint("people", __name__)

View = TypeVar("View", bound=Callable[..., Any])

SEES_PORTRAITS = frozenset({"lobby", "station", "board", "desk", "presenter"})
LISTED = 400
BESIDE_A_FILE = 64 * 1024


class CallForm(TapForm):
    place: str = Field(default="", max_length=60)


class PersonForm(TapForm):
    """`skills` and `also` are written with commas between them."""

    name: str | None = Field(default=None, max_length=60)
    stages: tuple[str, ...] = Field(default=(), max_length=40)
    pronoun: Literal["she", "he", "they"] = "they"
    room: str | None = Field(default=None, max_length=32)
    languages: tuple[Language, ...] = ()
    skills: str | None = Field(default=None, max_length=LISTED)
    is_manager: bool = False
    also: str | None = Field(default=None, max_length=LISTED)

    def particulars(self) -> Particulars:
        return Particulars(
            name=" ".join((self.name or "").split()),
            stages=tuple(dict.fromkeys(self.stages)),
            pronoun=self.pronoun,
            room=self.room,
            languages=tuple(dict.fromkeys(self.languages)) or (floor().settings.studio.language,),
            skills=between_commas(self.skills),
            is_manager=self.is_manager,
            also=between_commas(self.also),
        )


def roomy(size: int) -> Callable[[View], View]:
    """A view whose posts may carry a file of that size. Goes before whatever reads the form."""

    def wrap(view: View) -> View:
        @wraps(view)
        def reading(**path: Any) -> Any:
            request.max_content_length = size + BESIDE_A_FILE
            return view(**path)

        return reading  # type: ignore[return-value]

    return wrap


@bp.get("/staff")
@open_to("station", "desk", "presenter")
def staff() -> Response:
    house = floor().store.house
    people = [
        {"id": p.id, "name": p.name, "stages": list(p.stages), "room": p.room, "on_duty": p.is_on_duty}
        for p in house.colleagues
    ]
    return jsonify(seq=house.seq, staff=people)


@bp.get("/desk/people")
@open_to("desk")
def people_page() -> str:
    """Everyone of the house, who is away, and who covers."""
    one = floor()
    return render_template(
        "people/people.html",
        people=query.people(one),
        away=query.absences(one),
        today=one.store.house.today,
        badge=badges.shown(),
    )


@bp.get("/desk/people/new")
@open_to("desk")
def new_person_page() -> str:
    return _person_page(None, PersonForm(command_id="new-page", languages=(floor().settings.studio.language,)))


@bp.get("/desk/people/<staff_id>")
@open_to("desk")
def person_page(staff_id: str) -> str:
    person = known_person(staff_id)
    return _person_page(person, _typed(person))


@bp.post("/staff")
@open_to("desk")
@needs_badge()
@takes(PersonForm)
def add_person(form: PersonForm) -> BaseResponse:
    """Somebody new comes to the house."""
    answer = execute(form, keeping.add_person, floor().settings, form.particulars())
    form.back = form.back or f"/desk/people/{answer.content.get('staff', '')}"
    return _saved(form, answer, None)


@bp.post("/staff/<staff_id>")
@open_to("desk")
@needs_badge()
@takes(PersonForm)
def edit_person(form: PersonForm, staff_id: str) -> BaseResponse:
    """What the house says of a person; refused with `changed_meanwhile` when somebody else was quicker."""
    answer = execute(form, keeping.edit_person, floor().settings, staff_id, form.particulars(), form.version)
    return _saved(form, answer, floor().store.house.staff.get(staff_id))


@bp.post("/staff/<staff_id>/leaving")
@open_to("desk")
@needs_badge()
@takes(TapForm)
def leave(form: TapForm, staff_id: str) -> BaseResponse:
    """They no longer work here; refused while a party is in their hands or would find nobody."""
    answer = execute(form, keeping.leave, floor().settings, staff_id)
    if answer.status < 300:
        floor().sessions.end_of(staff_id)
    return _on_page(form, answer, staff_id)


@bp.post("/staff/<staff_id>/return")
@open_to("desk")
@needs_badge()
@takes(TapForm)
def come_back(form: TapForm, staff_id: str) -> Response:
    return tap(form, keeping.come_back, staff_id)


@bp.post("/staff/<staff_id>/portrait")
@open_to("desk")
@roomy(portraits.LARGEST)
@needs_badge()
@takes(TapForm)
def set_portrait(form: TapForm, staff_id: str) -> Response:
    """A photograph (multipart, field `picture`, up to 8 MiB) becomes the person's portrait on every screen."""
    one = floor()
    known_person(staff_id)
    file = request.files.get("picture")
    picture: bytes = one.engine.run_native(portraits.made, file.read() if file else b"")
    name: str = one.engine.run_native(portraits.keep, one.folder, staff_id, picture)
    return tap(form, keeping.set_portrait, staff_id, name)


@bp.get("/staff/<staff_id>/portrait")
@open_to("anyone")
def portrait(staff_id: str) -> Response:
    """The person's own picture. `v` names its content, as the pages that show it have it, and opens it to guests' phones
    too; without it a paired screen is asked for."""
    person, file = floor().store.house.staff.get(staff_id), portraits.place(floor().folder, staff_id)
    if person is None or not has_own_picture(person) or not file.is_file():
        raise NotFound()
    is_named = request.args.get("v") == person.portrait
    if not is_named and not _sees_portraits(current_device()):
        raise NotFound()
    response = Response(file.read_bytes(), mimetype="image/jpeg")
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable" if is_named else "private, no-cache"
    return response


@bp.post("/staff/<staff_id>/duty")
@open_to("station", "desk")
@takes(TapForm)
def start_duty(form: TapForm, staff_id: str) -> Response:
    return tap(form, commands.start_duty, staff_id)


@bp.post("/staff/<staff_id>/duty/end")
@open_to("station", "desk")
@takes(TapForm)
@shows_own_badge
def end_duty(form: TapForm, staff_id: str) -> Response:
    return tap(form, commands.end_duty, staff_id)


@bp.post("/calls")
@open_to("lobby", "station", "desk")
@takes(CallForm)
def call_someone(form: CallForm) -> Response:
    place = form.place or device().name
    return tap(form, commands.call_someone, place, locale())


@bp.post("/calls/<int:call_id>/taking")
@open_to("station", "desk")
@takes(TapForm)
def take_call(form: TapForm, call_id: int) -> Response:
    return tap(form, commands.take_call, floor().settings, call_id)


@bp.post("/calls/<int:call_id>/end")
@open_to("station", "desk")
@takes(TapForm)
def answer_call(form: TapForm, call_id: int) -> Response:
    return tap(form, commands.answer_call, call_id)


def _sees_portraits(paired: Device | None) -> bool:
    return paired is not None and paired.role in SEES_PORTRAITS


def _typed(person: Staff) -> PersonForm:
    """The page's form as the house knows the person."""
    return PersonForm(
        command_id="as-it-stands",
        name=person.name,
        stages=person.stages,
        pronoun=person.pronoun,  # type: ignore[arg-type]
        room=person.room,
        languages=person.languages,  # type: ignore[arg-type]
        skills=", ".join(person.skills),
        is_manager=person.is_manager,
        also=", ".join(person.also),
    )


def page_with_refused_pin(staff_id: str, refusal: Refusal) -> Response:
    """The page that the new PIN was typed on, which says why it is none."""
    person = known_person(staff_id)
    said = sentence(refusal, floor().store.house, locale())
    return make_response(_person_page(person, _typed(person), refused_pin=said), refusal.status)


def _person_page(
    person: Staff | None, typed: PersonForm, refusal: dict[str, Any] | None = None, refused_pin: str = ""
) -> str:
    """`refusal` is why `typed` was not taken; what meanwhile stands in the house is then shown beside it."""
    one = floor()
    row = next((row for row in query.people(one) if person and row.staff.id == person.id), None)
    return render_template(
        "people/person.html",
        row=row,
        person=person,
        typed=typed,
        refusal=refusal,
        refused_pin=refused_pin,
        meanwhile=_typed(person) if person and refusal and refusal["code"] == ChangedMeanwhile.code else None,
        away=query.absences(one, person.id) if person else [],
        today=one.store.house.today,
        badge=badges.shown(),
        command_id=secrets.token_urlsafe(16),
    )


def _on_page(form: TapForm, answer: Answer, staff_id: str) -> BaseResponse:
    """A refusal is read beside the form that it answers."""
    if answer.status < 300 or wants_json():
        return respond(answer, form.back)
    person = known_person(staff_id)
    return make_response(_person_page(person, _typed(person), answer.content), answer.status)


def _saved(form: PersonForm, answer: Answer, person: Staff | None) -> BaseResponse:
    """Back to the list; a page whose form was refused keeps what was typed."""
    if answer.status < 300 or wants_json():
        return respond(answer, form.back)
    return make_response(_person_page(person, form, answer.content), answer.status)
