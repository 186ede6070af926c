"""The settings screen."""

from flask import Blueprint

bp = Blueprint("settings", __name__)
