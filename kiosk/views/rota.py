"""Whose turn it is."""

from flask import Blueprint

bp = Blueprint("rota", __name__)
