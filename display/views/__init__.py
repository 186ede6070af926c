"""The sales room over HTTP: the TV, the presenter's tablet, presentations and photos (docs/http.md)."""

from . import photos, presentations, presenter, tv

BLUEPRINTS = (tv.bp, presenter.bp, presentations.bp, photos.bp)
