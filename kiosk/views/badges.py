"""Badges and absences of the people of the house."""

from flask import Blueprint

bp = Blueprint("badges", __name__)
