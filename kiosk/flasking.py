"""Flask without six things that cost time and that nothing here needs."""

import sys
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from pathlib import Path
from pickle import UnpicklingError
from typing import Any, TypeVar

from flask import Flask, Request
from flask.sessions import NullSession, SessionInterface
from flask.templating import Environment
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import MapAdapter, Rule

from . import __version__

Build = Callable[..., Any]
F = TypeVar("F", bound=Callable[..., Any])


class Words(Environment):
    """Jinja's environment with the globals of a template as one dictionary. The library's own chain of two is asked for
    every name of every import, which took most of the time that a part's rendering took."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


class Compiled(FileSystemBytecodeCache):
    """Templates compiled once, beside their sources, as Python keeps its own modules: 10 ms a template, of which the first
    pages after a restart need dozens. Where nothing may be written, or the disk is full, they are compiled each time."""

    def __init__(self, templates: Path) -> None:
        super().__init__(str(templates / "__pycache__"), f"{__version__}-%s.cache")

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError, EOFError, UnpicklingError):  # a power cut can tear it
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


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


class Sessionless(SessionInterface):
    """Who asks is told by a device's own token (kiosk/web.py). Nothing is signed, and nothing kept, in a cookie of Flask's."""

    nothing = NullSession()

    def open_session(self, app: Flask, request: Request) -> NullSession:
        return self.nothing


class Kiosk(Flask):
    jinja_environment = Words
    url_rule_class = Route
    session_interface: SessionInterface = Sessionless()

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """The library's looks for subdomains, which nobody here has, and works out the host twice (kiosk/guard.py has)."""
        if request is None:
            return super().create_url_adapter(request)
        return self.url_map.bind(
            request.host,
            request.root_path,
            url_scheme=request.scheme,
            default_method=request.method,
            path_info=request.path,
            query_args=request.query_string.decode("latin-1"),
        )

    def ensure_sync(self, func: F) -> F:
        """Nothing here is a coroutine; the library looks at every hook and view of every request anew."""
        return func
