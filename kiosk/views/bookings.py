"""Bookings at the desk: create, edit, move, cancel."""

from flask import Blueprint

bp = Blueprint("bookings", __name__)
