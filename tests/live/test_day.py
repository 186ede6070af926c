"""One party goes hand to hand, on both engines, as scripted devices see it."""

from html.parser import HTMLParser
from typing import Any

from ..serving import Client, Server
from ..web.bookings import add_bookings, booking_line

EMPTY = frozenset("area base br col embed hr img input link meta source track wbr".split())
FORESEEN = "delays-of-"


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


def test_i11_a_screen_that_only_listened_shows_what_one_shows_that_was_loaded_now(server: Server) -> None:
    add_bookings(server, booking_line(2031), booking_line(2032, names="Emma Whitfield,"))
    station, desk, board = server.device("station"), server.device("desk"), server.device("board")
    screens = [
        Screen(station, "station", "mei"),
        Screen(station, "station", "lin"),
        Screen(desk, "desk"),
        Screen(board, "board"),
    ]
    first, second = arrive(station, 2031), arrive(station, 2032)
    for visit, taps in (
        (first, ("greeting mei", "gate mei", "handoffs mei lin makeup", "handoff/acceptance lin", "moods lin")),
        (second, ("gate mei", "handoffs mei lin makeup", "handoff/withdrawal mei", "escort mei", "escort/return mei")),
        (first, ("handoffs lin mei farewell", "handoff/acceptance mei", "farewell mei")),
    ):
        for one in taps:
            path, actor, *way = one.split()
            fields = {"mood": "upset"} if path == "moods" else {"kind": "meal"} if path == "escort" else {}
            fields |= dict(zip(("receiver", "stage"), way, strict=False))
            told = tap(
                station,
                f"/visits/{visit}/{path}",
                actor=actor,
                **fields,
                **({"all": True} if path == "farewell" else {}),
            )
            for screen in screens:
                screen.listens_until(told["seq"])
                screen.shows_what_is_true()
    for screen in screens:
        screen.socket.close()


class Screen:
    """Applies what it hears and fetches nothing. What is foreseen comes in its own time, into a list of its own."""

    def __init__(self, device: Client, name: str, who: str = "") -> None:
        self.device, self.path = device, f"/{name}/{who}".rstrip("/")
        self._open = device.socket(name, who)
        self.socket = self._open.__enter__()
        self.seq = self.socket.next("hello")["seq"]
        self.shown = self.page().live

    def listens_until(self, seq: int) -> None:
        for heard in self.socket.until(seq) if self.seq < seq else ():
            assert heard["from"] == self.seq
            self.seq = heard["seq"]
            self.shown |= {part["id"]: part["html"] for part in heard["parts"]}
            for gone in heard["gone"]:
                self.shown.pop(gone, None)

    def shows_what_is_true(self) -> None:
        page = self.page()
        assert set(page.live) == set(self.shown), self.path
        assert [key for key, html in self.shown.items() if html not in page.text] == [], self.path

    def page(self) -> "Page":
        return Page(self.device.request("GET", self.path, headers={"Accept": "text/html"})[2].decode())


class Page(HTMLParser):
    """`live` has the ids of what stands in the page's lists."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text, self.live = text, dict[str, str]()
        self._open: list[bool] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if self._open and self._open[-1]:
            self.live[str(known["id"])] = ""
        if tag not in EMPTY:
            self._open.append("data-list" in known and not str(known["id"]).startswith(FORESEEN))

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY:
            self._open.pop()


def arrive(station: Client, number: int) -> int:
    return int(tap(station, "/visits", actor="mei", booking=number)["visit"])


def tap(station: Client, path: str, **fields: Any) -> dict[str, Any]:
    status, answer = station.tap(path, **fields)
    assert status == 201, answer
    return answer


def shown(station: Client, visit: int) -> dict[str, Any]:
    visits: list[dict[str, Any]] = station.get("/visits")["visits"]
    return next(one for one in visits if one["id"] == visit)
