"""The sales room over HTTP: the TV, the presenter's tablet, presentations and photos (docs/http.md)."""

from . import choosing, photos, presentations, presenter, selection, tv

BLUEPRINTS = (tv.bp, presenter.bp, presentations.bp, photos.bp, choosing.bp, selection.bp)
