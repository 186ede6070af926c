"""Customers: one timeline of every contact."""

from flask import Blueprint

bp = Blueprint("customers", __name__)
