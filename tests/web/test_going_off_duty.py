"""Whoever goes off duty leaves nobody without somebody who answers for them, and reads who it is (I4)."""

from ..serving import Server
from .bookings import add_bookings, booking_line
from .party import arrive, shown


def test_i4_whoever_goes_off_duty_reads_who_answers_for_their_guests(house: Server) -> None:
    add_bookings(house, booking_line(2031))
    station = house.device("station")
    visit = arrive(station, 2031)
    covered = f'id="covered-{visit}"'
    assert covered not in shown(station, "/station/mei")
    status, answer = station.tap("/staff/mei/duty/end", actor="mei")
    assert (status, answer["answers"]) == (201, {str(visit): "anna"})
    page = shown(station, "/station/mei")
    assert covered in page and "Anna answers for them while you are away." in page
    assert covered not in shown(station, "/station/anna")
    assert station.tap("/staff/mei/duty", actor="mei")[0] == 201
    assert covered not in shown(station, "/station/mei")
