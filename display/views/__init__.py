"""The sales room over HTTP: the TV, the presenter's tablet, presentations and photos (docs/http.md)."""

from . import (
    choosing,
    photos,
    presentations,
    presenter,
    previews,
    readiness,
    reveal,
    samples,
    selection,
    tools,
    tv,
    wall,
)

BLUEPRINTS = (
    tv.bp,
    presenter.bp,
    presentations.bp,
    photos.bp,
    choosing.bp,
    selection.bp,
    tools.bp,
    previews.bp,
    readiness.bp,
    wall.bp,
    reveal.bp,
    samples.bp,
)
