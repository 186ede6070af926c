"""The work flow sheet on paper, and the way from its QR code back to the party."""

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from ..domain.device import Device
from ..domain.visit import Visit
from ..floor import floor
from ..kinds import BOOKINGS
from ..known import known_booking, known_visit
from ..network import for_others
from ..qr import svg
from ..queries.sheets import Sheet, booked_as, sheet_of_booking, sheet_of_visit
from ..queries.visit_page import visit_address, visit_qr
from ..web import device, open_to

bp = Blueprint("sheets", __name__)


@bp.get("/visits/<int:visit_id>/sheet")
@open_to("station", "desk")
def of_visit(visit_id: int) -> str:
    return _paper(known_visit(visit_id))


@bp.get("/bookings/<int:number>/sheet")
@open_to("station", "desk")
def of_booking(number: int) -> str:
    """As planned; once the party is in the house, as walked so far."""
    here = _here(number)
    if here:
        return _paper(here)
    return _page(sheet_of_booking(floor(), known_booking(number)), f"/bookings/{number}/open")


@bp.get("/visits/<int:visit_id>/open")
@open_to("station", "desk")
def open_visit(visit_id: int) -> BaseResponse:
    """Where the sheet's QR code leads on a paired device: to the party, in whoever's hands it is."""
    return redirect(request.script_root + _way(device(), known_visit(visit_id)), 303)


@bp.get("/bookings/<int:number>/open")
@open_to("station", "desk")
def open_booking(number: int) -> BaseResponse:
    """The same for a sheet printed before the party came: until then it leads to the brief."""
    booking, here = known_booking(number), _here(number)
    if here:
        return redirect(request.script_root + _way(device(), here), 303)
    at_desk = f"/desk/bookings/{booking.number}/brief"
    way = at_desk if device().role == "desk" else f"/bookings/{booking.number}/brief"
    return redirect(request.script_root + way, 303)


def _paper(visit: Visit) -> str:
    one = floor()
    sheet = sheet_of_visit(one, visit, one.store.find(BOOKINGS, visit.number) or booked_as(visit))
    page = {"qr": visit_qr(one, request.host, visit), "address": visit_address(one, request.host, visit)}
    return _page(sheet, f"/visits/{visit.id}/open", page if visit.ended_at is None else None)


def _page(sheet: Sheet, way: str, guests: dict[str, str] | None = None) -> str:
    """`way` is the path that the QR code for the staff leads to, `guests` the code of the party's own page."""
    address = f"http://{for_others(request.host)}{way}"
    return render_template("sheet/sheet.html", m=sheet, qr=svg(address), guests=guests)


def _way(paired: Device, visit: Visit) -> str:
    """The desk finds the row, a shared station whoever holds the party; on their own phone a colleague finds the party where
    it is theirs to take or in their hands, else what the sheet says."""
    if paired.role == "desk":
        return f"/desk#booking-{visit.number}"
    if visit.ended_at:
        return f"/visits/{visit.id}/sheet"
    if not paired.staff or paired.staff == visit.holder:
        return f"/station/{visit.holder}#visit-{visit.id}"
    if visit.handoff and visit.handoff.receiver == paired.staff:
        return f"/station/{paired.staff}#incoming-{visit.id}"
    return f"/visits/{visit.id}/sheet"


def _here(number: int) -> Visit | None:
    return next((visit for visit in floor().store.house.present if visit.number == number), None)
