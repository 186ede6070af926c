"""One party goes hand to hand, on both engines, as scripted devices see it."""

from typing import Any

from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line


def test_a_party_goes_from_the_door_to_the_farewell(server: Server) -> None:
    add_bookings(server, booking_line(2031))
    station = server.device("station")
    visit = arrive(station, 2031)
    path = f"/visits/{visit}"
    assert shown(station, visit)["holder"] == "mei"
    tap(station, f"{path}/greeting", actor="mei")
    tap(station, f"{path}/gate", actor="mei")
    for giver, receiver, stage in (
        ("mei", "lin", "makeup"),
        ("lin", "zhao", "studio"),
        ("zhao", "lin", "makeup"),
        ("lin", "zhao", "studio"),
        ("zhao", "lin", "removal"),
        ("lin", "mei", "farewell"),
    ):
        tap(station, f"{path}/handoffs", actor=giver, receiver=receiver, stage=stage)
        assert shown(station, visit)["holder"] == giver
        assert shown(station, visit)["handoff"]["receiver"] == receiver
        tap(station, f"{path}/handoff/acceptance", actor=receiver)
        assert (shown(station, visit)["holder"], shown(station, visit)["stage"]) == (receiver, stage)
    tap(station, f"{path}/farewell", actor="mei", all=True)
    assert station.get(path)["ended_at"]
    assert server.run("verify-log").stdout.strip() == "The log is clean."


def test_i11_every_commit_is_heard_once_and_in_order(server: Server) -> None:
    add_bookings(server, booking_line(2031), booking_line(2032))
    station, board = server.device("station"), server.device("board")
    with board.socket() as screen:
        seq = screen.next("hello")["seq"]
        for number in (2031, 2032):
            visit = arrive(station, number)
            tap(station, f"/visits/{visit}/greeting", actor="mei")
        for _ in range(4):
            heard = screen.next("changed")
            assert heard["from"] == seq
            seq = heard["seq"]
        assert seq == station.get("/visits")["seq"]


def test_i11_what_is_pushed_is_what_the_page_shows(server: Server) -> None:
    add_bookings(server, booking_line(2031, names="Emma <b>Whitfield</b>,Li"))
    station, board = server.device("station"), server.device("board")
    with board.socket() as screen:
        screen.next("hello")
        arrive(station, 2031)
        heard = screen.next("changed")
        _, _, page = board.request("GET", "/board", headers={"Accept": "text/html"})
    assert {part["id"] for part in heard["parts"]} >= {"visit-1", "need-1", "count-reception"}
    for part in heard["parts"]:
        assert part["html"] in page.decode()
    assert b"<b>Whitfield" not in page and b"&lt;b&gt;Whitfield" in page


def arrive(station: Client, number: int) -> int:
    return int(tap(station, "/visits", actor="mei", booking=number)["visit"])


def tap(station: Client, path: str, **fields: Any) -> dict[str, Any]:
    status, answer = station.tap(path, **fields)
    assert status == 201, answer
    return answer


def shown(station: Client, visit: int) -> dict[str, Any]:
    visits: list[dict[str, Any]] = station.get("/visits")["visits"]
    return next(one for one in visits if one["id"] == visit)
