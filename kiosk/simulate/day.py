"""A studio day as a seed draws it: who comes, when, for what and of what temper. Pure: the same seed is the same day.

Moments are seconds since the doors opened, in the day's own time.
"""

from collections.abc import Sequence
from random import Random

from ..records import dataclass

MINUTE, HOUR = 60.0, 3600.0
SLOT = 15 * MINUTE
MUCH_TOO_LATE = 20 * MINUTE
RECEPTION = "reception"

FAMILIES = (
    *(
        "Adler",
        "Baptiste",
        "Castellan",
        "Dahl",
        "Eriksen",
        "Farouk",
        "Giordano",
        "Hwang",
        "Ibarra",
        "Jansen",
        "Kowalska",
    ),
    *("Larsson", "Mbeki", "Nakamura", "Okafor", "Petrov", "Quispe", "Rahman", "Santos", "Toivonen", "Ueda", "Varga"),
    *("陈", "李", "王", "张", "欧阳", "赵", "林", "周"),
)
GIVEN = ("Ana", "Ben", "Clara", "David", "Elif", "Hugo", "Ines", "Jonas", "Kira", "Liam", "Mina", "Noel")
GIVEN_HAN = ("静", "明", "丽", "强", "小雨", "志远")
KINDS = ("shoot", "selection", "pickup", "enquiry")
WEIGHTS = (62, 16, 8, 14)
# Of so many one after the other, one surely walks in, one is much too late, one goes two ways; others may as well.
ROUND = 8
WALKS_IN, IS_LATE, GOES_TWO_WAYS = 0, 3, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the house, as GET /staff tells of them."""

    id: str
    stages: tuple[str, ...]
    is_on_duty: bool = True

    def works_in(self, stage: str) -> bool:
        return stage in self.stages


@dataclass(frozen=True, slots=True, kw_only=True)
class Temper:
    """`pace` stretches the time that everything takes (1 is usual); `wanders` and `parts` are the chances that the party
    wants an escort during a leg, or goes two ways after one."""

    pace: float = 1.0
    wanders: float = 0.1
    parts: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """`place` counts from 0. Who has no `host` walks in unannounced. `door` is the screen that checks them in."""

    place: int
    kind: str
    names: tuple[str, ...]
    family: str
    looks: int
    host: str
    due: float
    arrives_at: float
    door: str
    temper: Temper

    @property
    def is_walk_in(self) -> bool:
        return not self.host


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Somebody wants to go off duty for a while."""

    staff: str
    at: float
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """`away` is a host who is not there at all today, so that their parties need deputies (I4); None where the house has
    nobody to spare."""

    parties: tuple[Party, ...]
    breaks: tuple[Break, ...]
    away: str | None


def plan(seed: int, parties: int, people: Sequence[Person], hours: float = 8.0) -> Day:
    """The day of that seed for this house. Raises ValueError where nobody of reception is on duty."""
    dice = Random(seed)
    here = [person for person in people if person.is_on_duty]
    hosts = [person.id for person in here if person.works_in(RECEPTION)]
    if not hosts:
        raise ValueError("nobody of reception is on duty")
    away = dice.choice(hosts) if len(hosts) > 3 else None
    turns = [(seed + place) % ROUND for place in range(parties)]
    guests = tuple(_party(Random(f"{seed}/{place}"), place, turn, hosts, hours) for place, turn in enumerate(turns))
    breaks = tuple(_break(dice, person.id, hours) for person in here if person.id != away)
    return Day(parties=guests, breaks=breaks, away=away)


def _party(dice: Random, place: int, turn: int, hosts: list[str], hours: float) -> Party:
    kind = {WALKS_IN: "enquiry", GOES_TWO_WAYS: "shoot"}.get(turn) or dice.choices(KINDS, WEIGHTS)[0]
    family = dice.choice(FAMILIES)
    size = dice.choices((1, 2, 3, 4), (0 if turn == GOES_TWO_WAYS else 40, 40, 10, 10))[0]
    due = _due(dice, hours)
    is_walk_in = turn == WALKS_IN or (turn != IS_LATE and kind == "enquiry" and dice.random() < 0.7)
    return Party(
        place=place,
        kind=kind,
        names=tuple(_name(dice, family) for _ in range(size)),
        family=family,
        looks=dice.choices((1, 2, 3), (50, 35, 15))[0] if kind == "shoot" else 0,
        host="" if is_walk_in else dice.choice(hosts),
        due=due,
        arrives_at=due if is_walk_in else max(0.0, due + delay(dice, is_late=turn == IS_LATE)),
        door="lobby" if is_walk_in or dice.random() < 0.5 else "desk",
        temper=Temper(
            pace=dice.uniform(0.7, 1.5),
            wanders=dice.uniform(0.05, 0.3),
            parts=0.5 if turn == GOES_TWO_WAYS else _parts(dice, size),
        ),
    )


def _parts(dice: Random, size: int) -> float:
    return dice.uniform(0.06, 0.2) if size > 1 and dice.random() < 0.5 else 0.0


def _name(dice: Random, family: str) -> str:
    if family.isascii():
        return f"{dice.choice(GIVEN)} {family}"
    return family + dice.choice(GIVEN_HAN)


def _due(dice: Random, hours: float) -> float:
    """Whole quarters of an hour; the last hours belong to those who are in the house already."""
    last = max(SLOT, (hours - 2.5) * HOUR)
    return dice.randrange(int(last // SLOT) + 1) * SLOT


def delay(dice: Random, is_late: bool = False) -> float:
    """Most come about on time, some much too late."""
    if is_late or dice.random() < 0.05:
        return dice.uniform(MUCH_TOO_LATE, 45 * MINUTE)
    return dice.gauss(0, 6 * MINUTE)


def _break(dice: Random, staff: str, hours: float) -> Break:
    return Break(staff=staff, at=dice.uniform(1, max(2.0, hours - 2)) * HOUR, seconds=dice.uniform(15, 45) * MINUTE)
