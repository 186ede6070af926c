"""Who is at this device: a PIN or a badge is shown, counts for a short while, and some views need it (FAULTS T04-T08).

    @bp.post("/devices/<device_id>/revocation")
    @open_to("desk")
    @needs_badge()
    @takes(TapForm)
    def revoke(form: TapForm, device_id: str) -> Response: ...

As long as no manager of the house has a badge, such views work for everyone at the device. From then on they are refused
with `badge_needed`, or, for a plain form, answered with a page that asks for the PIN or badge and sends the very same form
again: nothing that was typed is lost. Whoever has shown a badge is the actor of what follows (kiosk/web.py).

A tap that was answered, and whose answer was lost on the way, gets it again whoever is at the device now (I10): nothing is
done by that, and the view is not run.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Response, after_this_request, g, render_template, request

from . import pins
from .commands import badges as commands
from .domain import badge as rules
from .domain.device import Device
from .domain.refusals import Refusal
from .domain.staff import Staff
from .floor import floor
from .i18n import locale
from .kinds import BADGES
from .queries.faces import Face, face
from .refusing import sentence
from .transaction import CommandIdReused, Transaction, Writing, first_answer
from .web import BadRequest, TapForm, device, read, respond, wants_json, writing

View = TypeVar("View", bound=Callable[..., Any])

COOKIE = "hth_badge"
OWN_FIELDS = frozenset({"badge_staff", "badge_pin", "badge_code"})


def needs_badge(manager: bool = True) -> Callable[[View], View]:
    """A view that wants a badge on this device, with `manager` a manager's. Goes between `open_to` and `takes`."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(**path: Any) -> Any:
            try:
                g.badge = _admitted(manager)
            except Refusal as refusal:
                if (first := _first_answer(_form_of(view))) is not None:
                    return first
                if wants_json():
                    raise
                return _asking(refusal)
            return view(**path)

        return guarded  # type: ignore[return-value]

    return wrap


def shows_own_badge(view: View) -> View:
    """A view whose tap is somebody's own: on a shared station whoever has a PIN or badge shows it. Goes right above the view,
    below `takes`."""

    @wraps(view)
    def guarded(form: TapForm, **path: Any) -> Any:
        try:
            _ensure_own(form.actor or "")
        except Refusal as refusal:
            if (first := _first_answer(form)) is not None:
                return first
            if wants_json():
                raise
            return _asking(refusal, [face(floor().store.house, form.actor or "")])
        return view(form, **path)

    return guarded  # type: ignore[return-value]


def sharing(paired: Device) -> list[Staff]:
    """Who may tap their face on this station: the people of its stage, or of the house."""
    colleagues = floor().store.house.colleagues
    return [person for person in colleagues if not paired.stage or person.works_in(paired.stage)]


def _ensure_own(actor: str) -> None:
    paired = device()
    is_shared = paired.role == "station" and paired.staff is None and len(sharing(paired)) > 1
    badge = floor().store.find(BADGES, actor) if is_shared and actor else None
    if badge is None:
        return
    _show_what_came_along()
    shown_by = holder()
    if rules.has_to_show(is_shared, badge, actor, shown_by.id if shown_by else None):
        raise rules.OwnBadgeNeeded(actor=actor)


def holder() -> Staff | None:
    """Whose badge is on this device now; on somebody's own device it is always theirs."""
    paired = device()
    token = request.cookies.get(COOKIE, "")
    staff = g.get("shown_now") or paired.staff
    staff = staff or floor().sessions.holder(token, paired.id, floor().store.clock.now())
    person = floor().store.house.staff.get(staff or "")
    return None if person is None or person.has_left else person


def is_open() -> bool:
    """No manager has a badge: whoever is at the desk may do everything."""
    return not managers()


def managers() -> list[Face]:
    """Managers who have a PIN or a badge."""
    house = floor().store.house
    rows = floor().store.reader().execute("SELECT body FROM badge")
    having = {badge.staff for badge in (BADGES.adapter.validate_json(row["body"]) for row in rows) if badge.is_any}
    people = [person for person in house.staff.values() if person.id in having]
    return [face(house, person.id) for person in people if person.is_manager and not person.has_left]


def shown() -> dict[str, Any]:
    """What a page says about badges: whether the house works openly, whose badge is here, and who could show one."""
    having, person = managers(), holder()
    return {
        "is_open": not having,
        "holder": face(floor().store.house, person.id) if person else None,
        "is_manager": bool(person and person.is_manager),
        "managers": having,
    }


def show_pin(staff: str, pin: str) -> str:
    """Whose PIN it is; a scanner's text in the PIN's field is a badge too. Raises WrongBadge."""
    if rules.code_in(pin):
        return show_code(pin)
    store = floor().store
    if badge := store.find(BADGES, staff):
        rules.ensure_may_try(badge, store.clock.now())
    counted = _run(lambda tx: commands.begin_try(tx, staff))["pin_hash"]
    is_right = bool(floor().engine.run_native(pins.is_right, counted, pin))
    if counted is not None:
        _run(lambda tx: commands.end_try(tx, staff, is_right))
    if not is_right:
        raise rules.wrong(store.find(BADGES, staff))
    return _begin(staff)


def show_code(text: str) -> str:
    """Whose badge it is; `text` is what a scanner typed. Raises WrongBadge."""
    code = rules.code_in(text)
    staff = _run(lambda tx: commands.show_code(tx, code))["staff"] if code else None
    if staff is None:
        raise rules.wrong(None)
    return _begin(str(staff))


def end() -> None:
    """Nobody's badge is on this device any more."""
    floor().sessions.end(device().id)
    after_this_request(_without_cookie)


def _form_of(view: View) -> TapForm | None:
    """What was sent, if the view takes a tap and this is one."""
    try:
        form: type[TapForm] | None = getattr(view, "form", None)
        return read(form) if form else None
    except BadRequest:
        return None


def _first_answer(form: TapForm | None) -> Response | None:
    try:
        first = form and first_answer(floor().store.reader(), writing(form))
    except CommandIdReused:
        return None
    return respond(first, form.back) if form and first else None


def _admitted(manager: bool) -> str | None:
    """Who acts, None while the house works openly."""
    _show_what_came_along()
    person = holder()
    if not is_open():
        if person is None:
            raise rules.BadgeNeeded()
        if manager and not person.is_manager:
            raise rules.NotAManager(actor=person.id)
    return person.id if person else None


def _show_what_came_along() -> None:
    """Show the badge that came with a plain form, if one did."""
    if pin := request.form.get("badge_pin"):
        show_pin(request.form.get("badge_staff", ""), pin)
    elif code := request.form.get("badge_code"):
        show_code(code)


def _asking(refusal: Refusal, people: list[Face] | None = None) -> tuple[str, int]:
    """The page that asks one of `people`, or a manager, with everything that was sent in it. A file cannot be sent again by a
    page: it says so."""
    if request.method != "POST":
        return ask_again(refusal, request.full_path.rstrip("?"))
    fields = [(key, value) for key, value in request.form.items(multi=True) if key not in OWN_FIELDS]
    has_file = any(file.filename for file in request.files.values())
    return _ask(refusal, request.path, fields, "badge_", request.form.get("badge_staff", ""), has_file, people)


def ask_again(refusal: Refusal, back: str) -> tuple[str, int]:
    """The page that asks and then goes to `back`."""
    return _ask(refusal, "/badges/pin", [("command_id", ""), ("back", back)], "", request.form.get("staff", ""))


def _ask(
    refusal: Refusal,
    action: str,
    fields: list[tuple[str, str]],
    prefix: str,
    chosen: str,
    has_file: bool = False,
    people: list[Face] | None = None,
) -> tuple[str, int]:
    """`prefix` sets the badge's own fields apart from those of the form that waits."""
    is_first = isinstance(refusal, rules.BadgeNeeded | rules.OwnBadgeNeeded)
    page = render_template(
        "badge/ask.html",
        people=people or managers(),
        is_own=people is not None,
        chosen=chosen,
        said="" if is_first else sentence(refusal, floor().store.house, locale()),
        action=action,
        fields=fields,
        prefix=prefix,
        has_file=has_file,
    )
    return page, refusal.status


def _run(command: Callable[[Transaction], dict[str, Any]]) -> dict[str, Any]:
    """Without a command id: nothing of a try is kept, and each one counts."""
    writing = Writing(command_id=None, fingerprint="", actor="", device=device().id, locale=locale())
    return floor().store.execute(writing, command).content


def _begin(staff: str) -> str:
    token = floor().sessions.start(staff, device().id, floor().store.clock.now())
    g.shown_now = staff

    def remember(response: Response) -> Response:
        response.set_cookie(
            COOKIE, token, httponly=True, samesite="Strict", secure=request.is_secure, path=request.script_root or "/"
        )
        return response

    after_this_request(remember)
    return staff


def _without_cookie(response: Response) -> Response:
    response.delete_cookie(COOKIE, path=request.script_root or "/")
    return response
