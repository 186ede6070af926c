"""Flask without two things that cost time and that nothing here needs."""

from collections.abc import Callable, MutableMapping
from typing import Any

from flask import Flask
from flask.templating import Environment
from werkzeug.routing import Rule

Build = Callable[..., Any]


class Words(Environment):
    """Jinja's environment with the globals of a template as one dictionary. The library's own chain of two is asked for
    every name of every import, which took most of the time that a part's rendering took."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


class Route(Rule):
    """A rule that is only matched. Werkzeug also compiles, at start, two functions that build its address: half a
    millisecond a route, two hundred routes. Here they are compiled when somebody first builds one."""

    def _compile_builder(self, append_unknown: bool = True) -> Build:
        compiled: list[Build] = []

        def build(rule: Rule, **values: Any) -> Any:
            if not compiled:
                compiled.append(super(Route, self)._compile_builder(append_unknown))
            return compiled[0](rule, **values)

        return build


class Kiosk(Flask):
    jinja_environment = Words
    url_rule_class = Route
