"""The house's conventions, guarded: imports point inward, files fit a sitting, pages keep the content policy."""

import ast
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PYTHON = sorted(path for top in ("kiosk", "display") for path in (ROOT / top).rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))
VERSIONS = {path.relative_to(ROOT).as_posix() for path in (ROOT / "kiosk" / "migrations" / "versions").glob("*.py")}

ONLY_IN = {
    "eventlet": {"kiosk/engine.py", "kiosk/broadcast.py"},
    "flask_socketio": {"kiosk/live.py"},
    "socketio": {"kiosk/broadcast.py"},
    "engineio": {"kiosk/broadcast.py"},
    "PIL": {"display/renditions.py", "display/portrait.py", "kiosk/demo/painter.py"},
    "sqlalchemy": {"kiosk/schema.py", "kiosk/migrations/env.py", *VERSIONS},
    "alembic": {"kiosk/migrate.py", "kiosk/migrations/env.py", *VERSIONS},
}
LONGEST, GLANCE = 320, 10


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def imported(path: Path) -> set[str]:
    """Absolute names of everything a file imports, wherever in it."""
    package = list(path.relative_to(ROOT).with_suffix("").parts[:-1])
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            found |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return found


def offenders(paths: Iterable[Path], is_wrong: Callable[[Path], object]) -> list[str]:
    return [name(path) for path in paths if is_wrong(path)]


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_known_where_it_belongs_and_nowhere_else(library: str) -> None:
    users = offenders(PYTHON, lambda path: any(one.split(".")[0] == library for one in imported(path)))
    assert set(users) <= ONLY_IN[library]


def test_the_domain_imports_nothing_but_itself() -> None:
    domain = [path for path in PYTHON if "/domain/" in name(path)]
    ours = ("kiosk", "display")
    outside = {"flask", "sqlite3", "pydantic", "time", "os"}
    known = (".domain", "kiosk.records")  # the latter is how its facts are written, and knows nothing
    assert not offenders(
        domain, lambda path: [m for m in imported(path) if m.startswith(ours) and not any(k in m for k in known)]
    )
    assert not offenders(domain, lambda path: {one.split(".")[0] for one in imported(path)} & outside)


def test_the_floor_does_not_know_the_display() -> None:
    floor = [path for path in PYTHON if name(path).startswith("kiosk/")]
    users = offenders(floor, lambda path: any(one.split(".")[0] == "display" for one in imported(path)))
    assert set(users) <= {"kiosk/app.py", "kiosk/serving.py"}


def test_views_are_imported_by_the_composition_root_only() -> None:
    users = offenders(PYTHON, lambda path: any(re.match(r"(kiosk|display)\.views", one) for one in imported(path)))
    assert {user for user in users if "/views" not in user} <= {"kiosk/app.py", "display/install.py"}


def test_a_file_fits_a_sitting() -> None:
    tests = sorted((ROOT / "tests").rglob("*.py"))
    assert not offenders([*PYTHON, *tests], lambda path: len(path.read_text("utf-8").splitlines()) > LONGEST)


def lines(function: ast.FunctionDef) -> int:
    """Of its body, without the docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_a_view_is_read_at_a_glance() -> None:
    """It reads the request, has one thing done, and answers; what is more belongs to a form, a query or a command."""
    views = [
        (name(path), one)
        for path in PYTHON
        if "/views/" in name(path)
        for one in ast.parse(path.read_text("utf-8")).body
        if isinstance(one, ast.FunctionDef) and any("bp." in ast.unparse(by) for by in one.decorator_list)
    ]
    assert len(views) > 200
    assert not [(where, one.name, lines(one)) for where, one in views if lines(one) > GLANCE]


def test_a_template_keeps_the_content_policy() -> None:
    inline = r"\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<style|<script(?![^>]*\bsrc=)"
    assert not offenders(TEMPLATES, lambda path: re.search(inline, path.read_text("utf-8")))


def test_a_link_begins_at_its_pages_root() -> None:
    """A part is drawn for many pages and knows no root: what it leads to is opened by script, and says so."""
    bare = r'<a\b(?![^>]*\bdata-open\b)[^>]*\bhref="/(?!as/)'
    assert not offenders(TEMPLATES, lambda path: re.search(bare, path.read_text("utf-8")))


def test_a_script_never_builds_markup_from_text() -> None:
    """Only parts.js does, from the server's own parts and through a template element."""
    markup = r"innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|eval\("
    assert offenders(SCRIPTS, lambda path: re.search(markup, path.read_text("utf-8"))) == ["static/js/parts.js"]


def test_a_script_uses_nothing_that_plain_http_lacks() -> None:
    lacking = r"randomUUID|crypto\.subtle|navigator\.clipboard|navigator\.locks"
    assert not offenders(SCRIPTS, lambda path: re.search(lacking, path.read_text("utf-8")))


def test_nothing_comes_from_another_host() -> None:
    pages = [*TEMPLATES, *SCRIPTS, *STYLES]
    elsewhere = r"https?://(?!www\.w3\.org/2000/svg)"
    assert not offenders(pages, lambda path: re.search(elsewhere, path.read_text("utf-8")))


def test_colours_come_from_the_tokens() -> None:
    """A screen that cannot depend on them (the TV's neutral grey, the nicknames) names its own as custom properties."""
    bare = r"(?m)^(?!.*--[\w-]+:\s*#).*#[0-9a-fA-F]{3,8}\b"
    sheets = [path for path in STYLES if path.name != "tokens.css"]
    assert not offenders(sheets, lambda path: re.search(bare, path.read_text("utf-8")))
