"""A guest’s own phone does what the lobby tablet does (docs/http.md)."""

from flask import Blueprint

bp = Blueprint("phones", __name__)
