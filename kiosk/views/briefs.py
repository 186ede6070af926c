"""The host’s brief before arrival: at the desk, and on the stations of whoever will have the party."""

from flask import Blueprint, Response, g, render_template, request

from ..commands import briefs as commands
from ..domain.booking import Booking
from ..domain.device import Device
from ..domain.sheet import FAREWELL, RECEPTION, SALES_ROOM
from ..floor import floor
from ..known import known_booking
from ..queries.briefs import brief
from ..queries.faces import face
from ..web import TapForm, device, open_to, takes, tap

bp = Blueprint("briefs", __name__)

# Where hosts work; a tablet that stands anywhere else is looked at by everybody.
HOSTS_STAGES = (RECEPTION, FAREWELL, SALES_ROOM)


@bp.get("/desk/bookings/<int:number>/brief")
@open_to("desk")
def at_desk(number: int) -> str:
    me = request.args.get("me") or device().staff or ""
    shown, people = brief(floor(), known_booking(number), shows_money=True), floor().store.house.colleagues
    return render_template("brief/desk.html", m=shown, me=me, people=people, names=_names())


@bp.get("/bookings/<int:number>/brief")
@open_to("station", "desk")
def at_station(number: int) -> str:
    """The same page on a station, readable on a phone; `me` is whose station it was opened from."""
    booking, paired, house = known_booking(number), device(), floor().store.house
    me = paired.staff or request.args.get("me", "")
    shown = brief(floor(), booking, shows_money=_may_see_money(paired, booking, me))
    people = [person for person in house.colleagues if person.is_on_duty]
    person = face(house, me) if me in house.staff else None
    return render_template("brief/station.html", m=shown, me=me, person=person, people=people, names=_names())


@bp.post("/bookings/<int:number>/brief/readings")
@open_to("station", "desk")
@takes(TapForm)
def read(form: TapForm, number: int) -> Response:
    return tap(form, commands.read_brief, number)


def _names() -> dict[str, str]:
    return {person.id: person.short for person in floor().store.house.staff.values()}


def _may_see_money(paired: Device, booking: Booking, me: str) -> bool:
    """Only whoever answers for the booking: on their own phone, with their badge on the device, or with their face chosen on
    a tablet of the hosts' stages. When in doubt, nobody (I9)."""
    theirs = {booking.host, booking.deputy} - {None}
    if paired.role == "desk" or paired.staff in theirs or g.get("badge") in theirs:
        return True
    return paired.staff is None and paired.stage in HOSTS_STAGES and me in theirs
