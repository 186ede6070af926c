"""The work flow sheet on paper."""

from flask import Blueprint

bp = Blueprint("sheets", __name__)
