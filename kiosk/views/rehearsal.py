"""Practising the cue cards: no visit, no event, nothing to undo (REQUIREMENTS D14)."""

from flask import Blueprint, render_template, request

from ..floor import floor
from ..i18n import LOCALES, locale
from ..queries.rehearsal import practice
from ..web import device, open_to

bp = Blueprint("rehearsal", __name__)


@bp.get("/rehearsal")
@open_to("station", "desk")
def rehearse() -> str:
    house, asked = floor().store.house, request.args
    who = device().staff or asked.get("as", "")
    who = who if who in house.staff else ""
    party = asked.get("party", "")
    language = party if party in LOCALES else locale()
    card = practice(house, floor().settings, asked.get("card", 1, type=int), who, language)
    return render_template("rehearsal/rehearsal.html", m=card, who=who, language=language)
