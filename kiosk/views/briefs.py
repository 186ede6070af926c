"""The host’s brief before arrival."""

from flask import Blueprint

bp = Blueprint("briefs", __name__)
