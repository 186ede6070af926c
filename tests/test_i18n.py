"""Three languages: the right one for every header, and no sentence without its translation."""

import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from kiosk.i18n import LOCALES, called, choose_locale, marked, speaking
from kiosk.paths import TEMPLATES, TRANSLATIONS

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        ("zh-CN", "zh_Hans"),
        ("zh-TW", "zh_Hant"),
        ("zh-HK", "zh_Hant"),
        ("zh-MO", "zh_Hant"),
        ("zh-SG", "zh_Hans"),
        ("zh", "zh_Hans"),
        ("zh-Hant-CN", "zh_Hant"),
        ("zh-Hans-HK", "zh_Hans"),
        ("en-GB", "en"),
        ("fr", "en"),
        ("fr, zh-TW;q=0.5", "zh_Hant"),
        ("en;q=0.3, zh-CN;q=0.9", "zh_Hans"),
        ("", "en"),
        ("*", "en"),
        ("zh-CN;q=banana, en", "en"),
        (";;;,,,", "en"),
    ],
)
def test_each_header_gets_the_right_language(header: str, locale: str) -> None:
    assert choose_locale(header) == locale


def test_a_sentence_in_a_template_is_markup_and_what_fills_it_is_not() -> None:
    with speaking("en"):
        assert marked("%(name)s is on the way", name="<b>Mei</b>") == "&lt;b&gt;Mei&lt;/b&gt; is on the way"
        assert marked("%(count)d of <b>100 %%</b>", count=7) == "7 of <b>100 %</b>"
        assert marked("<b>100 %%</b>") == "<b>100 %</b>"
        with speaking("zh_Hans"):
            assert marked("late") != "late"
        assert marked("late") == "late"
        assert marked("") == ""


@pytest.mark.parametrize(
    ("locale", "names", "said"),
    [
        ("zh_Hans", ("White gown",), "白纱"),  # the folder writes it large, the catalogue small
        ("zh_Hans", ("Shoot A", "white gown"), "白纱"),
        ("en", ("白纱",), "white gown"),
        ("zh_Hant", ("汉服",), "漢服"),
        ("zh_Hans", ("On our roof", "我家楼顶"), "我家楼顶"),
        ("en", ("我家楼顶", "On our roof"), "On our roof"),
        ("en", ("White gown", "white gown"), "White gown"),
        ("zh_Hant", ("Shoot A",), "Shoot A"),
        ("en", (), ""),
    ],
)
def test_what_people_have_named_is_called_in_the_readers_language(
    locale: str, names: tuple[str, ...], said: str
) -> None:
    with speaking(locale):
        assert called(names, ()) == said


def test_a_language_we_do_not_speak_gets_the_studios_own() -> None:
    assert choose_locale("fr", ("zh_Hans", "en")) == "zh_Hans"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Every sentence that the code and the templates hold now."""
    pot = tmp_path_factory.mktemp("i18n") / "messages.pot"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract"),
            *("--mapping=babel.cfg", "--keywords=N_", f"--output={pot}", "."),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with pot.open("rb") as file:
        return read_po(file)


def catalogue(locale: str) -> Catalog:
    with (TRANSLATIONS / locale / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file)


@pytest.mark.parametrize("locale", [one for one in LOCALES if one != "en"])
def test_no_sentence_lacks_its_translation(template: Catalog, locale: str) -> None:
    translated = catalogue(locale)
    missing = []
    for message in template:
        if not message.id:
            continue
        own = translated.get(message.id)
        strings = texts(own.string) if own else []
        if not own or own.fuzzy or not strings or not all(strings):
            missing.append(message.id)
    assert not missing


@pytest.mark.parametrize("locale", [one for one in LOCALES if one != "en"])
def test_a_translation_has_the_same_slots(locale: str) -> None:
    wrong = []
    for message in catalogue(locale):
        ids = texts(message.id)
        needed = set() if len(ids) > 1 else slots(ids[0])  # “one party” may leave the number out
        wrong += [ids[0] for text in texts(message.string) if slots(text) - slots(ids[-1]) or needed - slots(text)]
    assert not [one for one in wrong if one]


def texts(value: object) -> list[str]:
    """One sentence, or all forms of a plural."""
    return [value] if isinstance(value, str) else [str(one) for one in value or ()]  # type: ignore[attr-defined]


def slots(text: str) -> set[str]:
    named = set(re.findall(r"%\((\w+)\)s", text))
    return named or {field for _, field, _, _ in string.Formatter().parse(text.replace("%%", "")) if field}


def untold(node: nodes.Node) -> Iterator[nodes.Getattr]:
    """Every party's title that a page says as it is written, not as its reader calls it."""
    if isinstance(node, nodes.Getattr):
        yield from [node] if node.attr == "title" else ()
    elif isinstance(node, nodes.CondExpr):
        yield from (one for branch in (node.expr1, node.expr2) if branch for one in untold(branch))
    elif isinstance(node, nodes.Call):  # what is handed to a macro is said there
        slots = node.kwargs if isinstance(node.node, nodes.Name) and node.node.name in ("_", "ngettext") else ()
        yield from (one for slot in slots for one in untold(slot))
    elif not (isinstance(node, nodes.Filter) and node.name in ("bdi", "named", "length")):
        yield from (one for child in node.iter_child_nodes() for one in untold(child))


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.relative_to(TEMPLATES).as_posix()
)
def test_who_has_no_name_yet_is_called_in_the_readers_language_everywhere(path: Path) -> None:
    page = Environment(extensions=["jinja2.ext.i18n"]).parse(path.read_text("utf-8"))
    said = [one for output in page.find_all(nodes.Output) for child in output.nodes for one in untold(child)]
    assert not [one.lineno for one in said if not (isinstance(one.node, nodes.Name) and one.node.name == "group")]


def test_no_template_joins_what_it_says_by_an_english_comma() -> None:
    """A comma is another sign in Chinese: two things that stand beside one another have a dot between them, or `_(", ")`."""
    joined = re.compile(r"""(?:\}\}|</\w+>|%\}), ?[<{]""")
    lines = [(file.name, line) for file in TEMPLATES.rglob("*.html") for line in file.read_text("utf-8").splitlines()]
    assert [one for one in lines if joined.search(one[1]) and "block title" not in one[1]] == []
