"""The settings screen: one page per section, checked while one types, saved as a whole."""

import json
import secrets
from typing import Any

from flask import Blueprint, Response, jsonify, make_response, render_template, request
from pydantic import Field
from werkzeug.wrappers import Response as BaseResponse

from .. import badges
from ..badges import needs_badge
from ..commands import settings as commands
from ..domain.house_settings import SettingsRefused
from ..domain.refusals import Refusal
from ..domain.staff import ChangedMeanwhile
from ..floor import floor
from ..i18n import locale
from ..queries import settings as query
from ..refusing import sentence
from ..section_rows import Row, empty_row, rows_of
from ..sections import SECTIONS, Section, section_of
from ..web import TapForm, execute, open_to, respond, takes, tap, wants_json

bp = Blueprint("settings", __name__)

MOST_ROWS = 200


class SectionForm(TapForm):
    """`value` is the section whole, as JSON; a page sends its rows instead, as `0.name.en`, `0.target_minutes`, …"""

    value: Any = Field(default=None)


@bp.get("/desk/settings")
@open_to("desk")
def overview() -> str:
    """Every section, and which of them the desk has changed."""
    house, settings = floor().store.house, floor().settings
    sections = query.overview(house, settings)
    return render_template("settings/overview.html", sections=sections, badge=badges.shown())


@bp.get("/desk/settings/<section>")
@open_to("desk")
def section_page(section: str) -> Response:
    one = section_of(section)
    return _page(one, rows_of(one, floor().settings))


@bp.post("/settings/<section>/rows")
@open_to("desk")
def move_rows(section: str) -> Response:
    """A row more, one less, one up or down: the page with what is typed, nothing saved."""
    one, rows = section_of(section), _typed_rows()
    what, _, place = request.form.get("do", "").partition(".")
    if what == "add":
        rows.append(empty_row(one))
    elif place.isdecimal() and int(place) < len(rows):
        row = rows.pop(int(place))
        if what in ("up", "down"):
            rows.insert(max(0, int(place) + (1 if what == "down" else -1)), row)
    return _page(one, rows[:MOST_ROWS], is_typed=True)


@bp.post("/settings/<section>/check")
@open_to("desk")
def check(section: str) -> Response:
    """Would this work? `problems` by field; for cue cards also how they would be said."""
    one, rows, settings = section_of(section), _typed_rows(), floor().settings
    checked = query.check(one, rows, settings)
    return jsonify(ok=True, problems=checked.problems, preview=query.previews(one, rows, settings))


@bp.post("/settings/<section>")
@open_to("desk")
@needs_badge()
@takes(SectionForm)
def save(form: SectionForm, section: str) -> BaseResponse:
    """The section as it is from now on, here and on every screen."""
    one = section_of(section)
    if form.value is not None:
        return tap(form, commands.save, floor().base, section, json.dumps(form.value, ensure_ascii=False), form.version)
    return _saved(form, one, _typed_rows())


@bp.post("/settings/<section>/return")
@open_to("desk")
@needs_badge()
@takes(TapForm)
def give_back(form: TapForm, section: str) -> Response:
    """studio.toml decides about this section again."""
    return tap(form, commands.give_back, floor().base, section_of(section).name, form.version)


def _saved(form: SectionForm, section: Section, rows: list[Row]) -> BaseResponse:
    """The section as its page has it; refused, the page comes again with all that was typed."""
    checked = query.check(section, rows, floor().settings)
    if checked.problems:
        refusal = SettingsRefused(problems=[f"{name}: {text}" for name, text in checked.problems.items()])
        return _refused(section, rows, refusal, checked.problems)
    form.value = json.dumps(checked.value, ensure_ascii=False)
    answer = execute(form, commands.save, floor().base, section.name, form.value, form.version)
    if answer.status < 300 or wants_json():
        return respond(answer, form.back)
    return _page(section, rows, answer.content, is_typed=True)


def _typed_rows() -> list[Row]:
    """The rows of the form in the order in which they stand there."""
    rows: dict[str, Row] = {}
    for name, text in request.form.items():
        place, dot, field = name.partition(".")
        if dot and place.isdecimal():
            rows.setdefault(place, {})[field] = text.strip()
    return list(rows.values())[:MOST_ROWS]


def _refused(section: Section, rows: list[Row], refusal: Refusal, problems: dict[str, str]) -> Response:
    if wants_json():
        raise refusal
    said = {"code": refusal.code, "message": sentence(refusal, floor().store.house, locale()), "status": refusal.status}
    return _page(section, rows, said, problems, is_typed=True)


def _page(
    section: Section,
    rows: list[Row],
    refusal: dict[str, Any] | None = None,
    problems: dict[str, str] | None = None,
    is_typed: bool = False,
) -> Response:
    """`is_typed`: the rows are what somebody is writing, not what stands in the house."""
    house, settings = floor().store.house, floor().settings
    is_meanwhile = bool(refusal and refusal["code"] == ChangedMeanwhile.code)
    page = render_template(
        "settings/section.html",
        section=section,
        sections=SECTIONS.values(),
        rows=rows,
        titles=query.titles(section, rows),
        refusal=refusal,
        problems=problems or {},
        is_typed=is_typed,
        is_meanwhile=is_meanwhile,
        is_changed=query.is_changed(house, section.name),
        version=_version(section, is_typed, is_meanwhile),
        previews=query.previews(section, rows, settings),
        slots_of=query.slots_of,
        house_words={key: query.house_words(key) for key in section.keys} if section.name == "cue" else {},
        badge=badges.shown(),
        command_id=secrets.token_urlsafe(16),
    )
    return make_response(page, refusal["status"] if refusal else 200)


def _version(section: Section, is_typed: bool, is_meanwhile: bool) -> int:
    """What the form was opened on, as long as it is being written; once it was refused for that, what stands now."""
    opened_on = request.form.get("version", "")
    if is_typed and not is_meanwhile and opened_on.isdecimal():
        return int(opened_on)
    return query.version(floor().store.house, section.name)
