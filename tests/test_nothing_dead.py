"""Nothing is kept for a page that no longer asks for it: no style, no token, no icon, no export."""

import re
from pathlib import Path
from posixpath import dirname, join, normpath

ROOT = Path(__file__).parents[1]


def texts(folder: str, ending: str) -> dict[str, str]:
    """By path within the folder."""
    found = (ROOT / folder).rglob(f"*{ending}")
    return {path.relative_to(ROOT / folder).as_posix(): path.read_text("utf-8") for path in found}


STYLES, SCRIPTS, PAGES = texts("static/css", ".css"), texts("static/js", ".js"), texts("templates", ".html")
ICONS = PAGES.pop("_icons.html")
ASKED = "\n".join(
    [*PAGES.values(), *SCRIPTS.values(), *texts("kiosk", ".py").values(), *texts("display", ".py").values()]
)
WORDS = set(re.findall(r"[\w-]+", ASKED))
BEGUN = {*re.findall(r"(\w+)-(?:\{\{|\" \+)", ASKED), "mood", "face", "wish"}  # the latter are the evening's shares


def is_known(name: str) -> bool:
    """A word of some page, or one that is completed there: `is-{{ m.state }}`."""
    begun, _, completed = name.partition("-")
    return name in WORDS or (begun in BEGUN and completed in WORDS)


def named(style: str) -> set[str]:
    """The classes and ids that its selectors name."""
    bare = re.sub(r"/\*.*?\*/|\"[^\"]*\"|url\([^)]*\)", "", style, flags=re.DOTALL)
    selectors = [one for one in re.findall(r"([^{};]+)\{", bare) if not one.strip().startswith("@")]
    return set(re.findall(r"[.#]([a-z][\w-]*)", " ".join(selectors)))


def test_what_a_style_is_for_stands_on_some_page() -> None:
    assert not [(file, name) for file, style in STYLES.items() for name in sorted(named(style)) if not is_known(name)]


def test_every_token_is_used() -> None:
    styles = "\n".join([*STYLES.values(), *SCRIPTS.values()])
    assert not [name for name in set(re.findall(r"(--[\w-]+)\s*:", styles)) if f"var({name}" not in styles]


def test_every_icon_is_asked_for() -> None:
    assert not [name for name in re.findall(r'^  "([\w-]+)":', ICONS, re.MULTILINE) if f'"{name}"' not in ASKED]


def test_every_export_is_imported() -> None:
    wanted: set[tuple[str, str]] = set()
    for file, script in SCRIPTS.items():
        for what, path in re.findall(r'^import (?:(.+?) from )"(.+?)";', script, re.MULTILINE):
            whole = what.removeprefix("* as ")
            names = re.findall(rf"\b{whole}\.(\w+)", script) if whole != what else re.findall(r"[\w$]+", what)
            wanted |= {(normpath(join(dirname(file), path)), name) for name in names}
    exported = r"^export (?:async )?(?:function|const|let|class) ([\w$]+)"
    given = {(file, name) for file, script in SCRIPTS.items() for name in re.findall(exported, script, re.MULTILINE)}
    assert given <= wanted
