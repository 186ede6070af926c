"""Who is there today: a host who is away, with deputies for their parties, and everyone back on duty when the day is over."""

from collections.abc import Iterable, Mapping
from datetime import date

from .day import RECEPTION, Person
from .delivery import Network
from .invariants import Shown
from .taps import Answer, Tap


def send_away(network: Network, staff: str, people: Iterable[Person], today: date) -> int | None:
    """Refused until each of their bookings has a deputy (I4), who reads the briefs. The absence’s id; None where the house
    wants a badge for it."""
    said = {"staff": staff, "first": today.isoformat(), "last": today.isoformat()}
    answer = _tap(network, "/absences", said)
    if answer and answer.code == "deputy_missing":
        numbers = str(answer.content["detail"].get("numbers", "")).split(",")
        deputy = next(one.id for one in people if one.works_in(RECEPTION) and one.is_on_duty and one.id != staff)
        answer = _tap(network, "/absences", {**said, "deputies": [f"{number.strip()}:{deputy}" for number in numbers]})
        for number in numbers if answer and answer.is_ok else ():
            network.plainly(Tap(path=f"/bookings/{number.strip()}/brief/readings", role="desk", actor=deputy))
    return int(answer.content["absence"]) if answer and answer.is_ok else None


def bring_back(network: Network, absence: int | None, before: Mapping[str, Shown], now: Mapping[str, Shown]) -> None:
    """The house has its people as it had them `before`."""
    if absence is not None:
        _tap(network, f"/absences/{absence}/cancellation", {})
    for staff, person in before.items():
        if person["on_duty"] and staff in now and not now[staff]["on_duty"]:
            _tap(network, f"/staff/{staff}/duty", {})


def _tap(network: Network, path: str, fields: Mapping[str, object]) -> Answer | None:
    return network.plainly(Tap(path=path, role="desk", fields=fields)).answer
