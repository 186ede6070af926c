"""Booking files brought in by the browser, with a preview."""

from flask import Blueprint

bp = Blueprint("imports", __name__)
