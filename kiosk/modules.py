"""Several modules, and all that they import, as one (docs/adr/0022).

What a browser does by a request for each file is done here by a replacement for each line: a module becomes a function that is
called at once and returns what it exports. Of the language's imports and exports this knows the forms that `static/js` uses.
"""

import re
from collections.abc import Callable, Iterable
from posixpath import dirname, join, normpath

IMPORT = re.compile(r'^import (?:(.+?) from )?"(.+?)";$', re.MULTILINE)
DECLARED = re.compile(r"^export (?=(?:(?:async )?function|class|const) ([\w$]+))", re.MULTILINE)
CHANGING = re.compile(r"^export let ([\w$]+)", re.MULTILINE)
LISTED = re.compile(r"\bexport ?\{([\w$, ]+)\};?$", re.MULTILINE)
UNKNOWN = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


class Unjoinable(ValueError):
    """A circle of imports, or a form that is not known here; the message names the file."""


def joined(names: Iterable[str], read: Callable[[str], str]) -> str:
    """One module that does what `names` do, loaded one after the other: every file once, what is imported before who imports it.
    `read` gives the text of a file by its path from one common root. Raises `Unjoinable`."""
    graph = _Graph(read)
    for name in names:
        graph.add(name)
    return "\n".join([f"let {', '.join(graph.changing)};" if graph.changing else "", *graph.scopes.values()])


class _Graph:
    def __init__(self, read: Callable[[str], str]) -> None:
        self.read = read
        self.begun: set[str] = set()
        self.scopes: dict[str, str] = {}
        # What is exported as `let` stands outside of all scopes, for whoever imports it has to see it change.
        self.changing: dict[str, str] = {}

    def add(self, file: str) -> None:
        if file in self.scopes:
            return
        if file in self.begun:
            raise Unjoinable(f"{file} imports itself by way of others")
        self.begun.add(file)
        body = IMPORT.sub(lambda found: self._bound(file, *found.groups()), self.read(file))
        for name in CHANGING.findall(body):
            if name in self.changing:
                raise Unjoinable(f"{file} and {self.changing[name]} both export a changing {name}")
            self.changing[name] = file
        given = [*DECLARED.findall(body), *(name for names in LISTED.findall(body) for name in _split(names))]
        given += [f"get {name}() {{ return {name}; }}" for name in CHANGING.findall(body)]
        body = LISTED.sub("", CHANGING.sub(r"\1", DECLARED.sub("", body)))
        if unknown := UNKNOWN.search(body):
            raise Unjoinable(f"{file}: {unknown[0]}")
        self.scopes[file] = f"const {_scope(file)} = (() => {{\n{body}\nreturn {{ {', '.join(given)} }};\n}})();"

    def _bound(self, importer: str, what: str | None, path: str) -> str:
        """The line that stands for one import: its names, bound to what the other file's scope returned."""
        file = normpath(join(dirname(importer), path))
        self.add(file)
        if what is None:
            return ""
        if what.startswith("* as "):
            return f"const {what.removeprefix('* as ')} = {_scope(file)};"
        names = [name for name in _split(what.strip("{ }")) if self.changing.get(name) != file]
        return f"const {{ {', '.join(names).replace(' as ', ': ')} }} = {_scope(file)};"


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",")]


def _scope(file: str) -> str:
    return re.sub(r"\W", "_", file)
