"""Bookings from a file, in the browser: looked at first, brought in on a second word."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request
from pydantic import Field, field_validator
from werkzeug.wrappers import Response as BaseResponse

from ..commands import imports as commands
from ..domain import refusals as r
from ..domain.words import N_
from ..floor import Floor, floor
from ..held import Held, HeldFiles
from ..i18n import gettext
from ..intake.columns import merged
from ..intake.drafts import ParsedFile, RowNote
from ..intake.parse import parse_file
from ..intake.plan import ImportPlan
from ..money import minor_units
from ..queries.import_table import shown
from ..web import TapForm, execute, open_to, respond, takes, wants_json

bp = Blueprint("imports", __name__)
files = HeldFiles()

LIMIT = 4 * 1024 * 1024
PASTED = "pasted.csv"


class NoFile(r.Refusal):
    code, status, message = "no_file", 422, N_("Choose a file first, or paste rows from a spreadsheet.")


class FileForgotten(r.Refusal):
    code, status = "file_forgotten", 404
    message = N_("This file was looked at too long ago. Please choose it once more; nothing was stored.")


class ColumnsWrong(r.Refusal):
    code = "import_columns"
    message = N_("The studio’s own column names (import.columns) cannot be used: {problem}.")


class FileForm(TapForm):
    """Besides `file`, in multipart: `rows`, pasted from a spreadsheet. What they hold is for the readers of files to judge."""

    rows: str | None = Field(default=None, max_length=LIMIT)

    @field_validator("*", mode="before")
    @classmethod
    def _is_text(cls, value: Any) -> Any:
        return value or None if isinstance(value, str) else value


@bp.before_request
def allow_files() -> None:
    if request.endpoint == "imports.look":
        request.max_content_length = request.max_form_memory_size = LIMIT


@bp.get("/desk/import")
@open_to("desk")
def ask() -> str:
    return render_template("desk/import.html", problem="")


@bp.post("/imports")
@open_to("desk")
@takes(FileForm)
def look(form: FileForm) -> BaseResponse:
    """Read the file and keep it for ten minutes; nothing is stored yet."""
    one, (name, data) = floor(), _sent(form)
    if not data and not wants_json():
        return make_response(render_template("desk/import.html", problem=gettext(NoFile.message)), NoFile.status)
    if not data:
        raise NoFile()
    parsed: ParsedFile = one.engine.run_native(_parse, one, name, data)
    key = files.hold(name, parsed, one.store.clock.now())
    if wants_json():
        return make_response({"ok": True, "import": key, **_table(one, parsed)}, 201)
    return redirect(f"{request.script_root}/desk/imports/{key}", 303)


@bp.get("/desk/imports/<key>")
@open_to("desk")
def show(key: str) -> str:
    one, held = floor(), _held(key)
    table = held.result or _table(one, held.parsed)
    return render_template("desk/imported.html", key=key, held=held, table=shown(table, one))


@bp.post("/imports/<key>")
@open_to("desk")
@takes(TapForm)
def bring_in(form: TapForm, key: str) -> Response:
    held = _held(key)
    answer = execute(form, commands.import_bookings, floor().settings, held.parsed, held.name, False)
    if answer.status < 300 and held.result is None:
        held.result = answer.content
    return respond(answer, f"{request.script_root}/desk/imports/{key}")


def _sent(form: FileForm) -> tuple[str, bytes]:
    """The file, else the rows that were pasted, with a name for it."""
    file = request.files.get("file")
    if file and file.filename:
        return file.filename[:120], file.read()
    return PASTED, (form.rows or "").encode("utf-8", "replace")


def _held(key: str) -> Held:
    held = files.find(key, floor().store.clock.now())
    if held is None:
        raise FileForgotten()
    return held


def _parse(one: Floor, name: str, data: bytes) -> ParsedFile:
    settings = one.settings
    try:
        columns = merged(settings.imports.columns)
    except ValueError as error:
        raise ColumnsWrong(problem=str(error)) from error
    return parse_file(
        name,
        data,
        zone=settings.zone,
        region=settings.imports.region,
        columns=columns,
        minor_units=minor_units(settings.studio.currency),
        around=datetime.now(settings.zone).date(),
    )


def _table(one: Floor, parsed: ParsedFile) -> commands.Content:
    plan, notes = one.engine.run_native(_plan, one, parsed)
    return commands.table(plan, parsed, notes)


def _plan(one: Floor, parsed: ParsedFile) -> tuple[ImportPlan, tuple[RowNote, ...]]:
    known, house = commands.known_bookings(one.store.reader()), one.store.house
    plan = commands.planned(known, house, one.settings, parsed)
    return plan, commands.uncovered(plan, known, house, one.settings)
