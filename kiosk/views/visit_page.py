"""The visit page: a party’s own window on the day."""

from flask import Blueprint

bp = Blueprint("visit_page", __name__)
