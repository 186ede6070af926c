"""Something’s not right: from raised to told."""

from flask import Blueprint

bp = Blueprint("concerns", __name__)
