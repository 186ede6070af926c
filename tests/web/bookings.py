"""Bookings for a test's studio, brought in as an owner would: from a file."""

import io
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.__main__ import main

from ..serving import ZONE, Server

HEADER = "Booking,Start,Type,Customer,Partner,Phone,Package,Looks,Photos,Extra price,Host,Balance due,Notes"


def booking_line(number: int, *, minutes: int = 5, names: str = "Ms Chen,Mr Li", **fields: str) -> str:
    """One row, `minutes` from now in the studio's zone."""
    start = (datetime.now(ZONE) + timedelta(minutes=minutes)).strftime("%Y-%m-%d %H:%M")
    values = {"kind": "shoot", "phone": f"1380013{number:04d}", "looks": "2", "host": "Mei Wang", **fields}
    return f"{number},{start},{values['kind']},{names},{values['phone']},Classic,{values['looks']},30,68,{values['host']},4999,"


@contextmanager
def house_of(folder: Path, parties: int) -> Iterator[Server]:
    """A house with so many bookings of about now, numbered from 2031."""
    with Server(folder) as server:
        add_bookings(server, *(booking_line(2031 + place, names=f"Party {place},") for place in range(parties)))
        yield server


def add_bookings(server: Server, *lines: str) -> None:
    file: Path = server.folder / "bookings.csv"
    file.write_text("\n".join([HEADER, *lines]), "utf-8")
    server.set_the_clock()
    said = io.StringIO()
    with redirect_stdout(said):  # in this process: another one would take longer to start than to import
        status = main(["import", str(file), "--data", str(server.data)])
    assert (status, f"{len(lines)} new" in said.getvalue()) == (0, True), said.getvalue()
