"""Live parts: the small keyed pieces that every screen is made of.

A screen is a list of parts; each part is a template with a frozen model. The page that a GET returns and the
announcement that follows a commit contain the same parts from the same renderer, so a pushed screen and a reloaded one
are the same bytes. A part whose model has not changed is neither rendered nor sent again.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from flask import Flask
from jinja2 import Environment

from . import i18n
from .records import dataclass

REMEMBERED = 2048  # a full house in three languages is about half of that; a day's is many times more


@dataclass(frozen=True, slots=True)
class Part:
    """`id` is the element's HTML id, `into` the id of the list it stands in, `order` its place there (smaller first)."""

    id: str
    into: str
    order: int
    template: str
    model: Any


@lru_cache(maxsize=REMEMBERED, typed=True)
def same_part(id_: str, into: str, order: int, template: str, model: Any) -> Part:
    """A part that is worked out anew for every picture and seldom differs: the same object for the same content, so that
    nothing has to be compared."""
    return Part(id_, into, order, template, model)


Difference = tuple[list[Part], list[str]]


class Renderer:
    """Renders parts in the current locale, remembering what it rendered."""

    def __init__(self, app: Flask) -> None:
        self._environment: Environment = app.jinja_env
        self._html = lru_cache(maxsize=REMEMBERED)(self._render)

    def html(self, part: Part) -> str:
        return self._html(i18n.locale(), part)

    def _render(self, locale: str, part: Part) -> str:
        return self._environment.get_template(part.template).render(part=part, m=part.model).strip()

    def forget(self) -> None:
        """The studio's own words have changed: nothing rendered so far may be shown again."""
        self._html.cache_clear()

    def page(self, parts: Iterable[Part]) -> Mapping[str, str]:
        """All parts as HTML by the list they stand in, in order."""
        lists: dict[str, list[str]] = {}
        for part in sorted(parts, key=lambda part: part.order):
            lists.setdefault(part.into, []).append(self.html(part))
        return {into: "\n".join(pieces) for into, pieces in lists.items()}


def difference(before: Mapping[str, Part], after: Mapping[str, Part]) -> Difference:
    """Which parts have to be sent, and the ids of those that are gone."""
    fresh = [part for key, part in after.items() if (old := before.get(key)) is not part and old != part]
    return fresh, [key for key in before if key not in after]
