"""A believable day in progress, played through the real commands with the clock set back (the cast of the house)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ..clock import Clock
from ..commands import people, visits
from ..config import Settings
from ..domain.booking import Booking, BookingAdded
from ..domain.words import N_
from ..kinds import BOOKINGS
from ..store import Store
from ..transaction import Transaction, Writing

WEDDING = (N_("white gown"), N_("evening gown"), N_("qipao"))
FAMILY = (N_("at home"), N_("in the garden"))
PORTRAIT = (N_("window light"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """One booking of the demo day and how far its party has come: `walk` is (staff, stage, minutes spent there) from the
    door on; `offered` is who they are being brought to right now, and where."""

    number: int
    party: tuple[str, ...]
    phone: str
    package: str
    looks: tuple[str, ...]
    host: str
    kind: str = "shoot"
    size: int = 0
    deputy: str | None = None
    language: str = "en"
    wish: str = ""
    notes: str = ""
    walk: tuple[tuple[str, str, float], ...] = ()
    is_greeted: bool = True
    has_passed_gate: bool = True
    offered: tuple[str, str, float] | None = None
    due_in: float = 0
    has_left: bool = False


GUESTS = (
    Guest(
        number=2031,
        party=("Ms Chen", "Mr Li"),
        phone="+8613800135678",
        package="Wedding Classic",
        looks=WEDDING,
        host="mei",
        wish="One picture where my grandmother’s comb shows.",
        notes="Comb is in locker 7. Lip darker than in the trial; she said so twice.",
        walk=(("mei", "reception", 14), ("lin", "makeup", 38), ("zhao", "studio", 31), ("lin", "makeup", 34)),
    ),
    Guest(
        number=2032,
        party=("Okafor family",),
        size=4,
        phone="+447700900123",
        package="Family portrait",
        looks=FAMILY,
        host="anna",
        wish="One calm picture of all four of us.",
        notes="Baby naps from eleven to twelve.",
        walk=(("anna", "reception", 11), ("noor", "makeup", 22), ("marco", "studio", 52)),
    ),
    Guest(
        number=2033,
        party=("Grandmother Sato",),
        phone="+819012345678",
        package="Portrait",
        looks=PORTRAIT,
        host="mei",
        wish="A portrait my grandchildren will like.",
        notes="Walks slowly, likes large print.",
        walk=(("mei", "reception", 11),),
        offered=("lin", "makeup", 0.7),
    ),
    Guest(
        number=2034,
        party=("Ms Dubois",),
        phone="+33612345678",
        package="Portrait",
        looks=PORTRAIT,
        host="mei",
        walk=(("mei", "reception", 2),),
        is_greeted=False,
        has_passed_gate=False,
    ),
    Guest(
        number=2035,
        party=("Mr Lindqvist", "Mrs Lindqvist"),
        phone="+46701234567",
        package="Anniversary",
        looks=PORTRAIT,
        host="hua",
        deputy="anna",
        walk=(("anna", "reception", 6),),
        has_passed_gate=False,
    ),
    Guest(
        number=2036,
        party=("Ms Park",),
        phone="+82101234567",
        package="Portrait",
        looks=("business", "evening gown"),
        host="bo",
        walk=(("bo", "reception", 9), ("jo", "makeup", 18)),
    ),
    Guest(
        number=2037,
        party=("Ms Haddad",),
        phone="+971501234567",
        package="Wedding Classic",
        looks=WEDDING,
        host="anna",
        wish="That my henna is seen.",
        walk=(("anna", "reception", 12), ("noor", "makeup", 9)),
    ),
    Guest(
        number=2038,
        party=("Ms Rossi", "Mr Tan"),
        phone="+393331234567",
        package="Wedding Classic",
        looks=WEDDING,
        host="mei",
        walk=(
            ("mei", "reception", 13),
            ("jo", "makeup", 41),
            ("zhao", "studio", 30),
            ("jo", "makeup", 26),
            ("zhao", "studio", 33),
            ("jo", "makeup", 24),
            ("zhao", "studio", 21),
        ),
    ),
    Guest(
        number=2039,
        party=("Ms Eriksen",),
        phone="+4791234567",
        package="Portrait",
        looks=("window light", "evening gown"),
        host="bo",
        walk=(
            ("bo", "reception", 10),
            ("tess", "makeup", 30),
            ("marco", "studio", 28),
            ("tess", "makeup", 20),
            ("marco", "studio", 25),
            ("tess", "removal", 16),
        ),
    ),
    Guest(
        number=2040,
        party=("The Adeyemis",),
        size=3,
        phone="+2348012345678",
        package="Family portrait",
        looks=PORTRAIT,
        host="mei",
        walk=(
            ("mei", "reception", 12),
            ("noor", "makeup", 25),
            ("marco", "studio", 35),
            ("tess", "removal", 14),
            ("mei", "farewell", 4),
        ),
    ),
    Guest(
        number=2018,
        party=("Ms Weber", "Mr Osei"),
        phone="+4915123456789",
        package="Wedding Classic",
        looks=WEDDING,
        host="anna",
        kind="selection",
        walk=(("anna", "reception", 8), ("anna", "sales_room", 41)),
    ),
    Guest(
        number=2019,
        party=("欧阳娜娜", "司马睿"),
        size=4,
        phone="+8615012345678",
        package="Family portrait",
        looks=FAMILY,
        host="bo",
        kind="selection",
        language="zh_Hans",
        walk=(("bo", "reception", 7), ("bo", "sales_room", 12)),
    ),
    Guest(
        number=2041,
        party=("Emma Whitfield", "James Okoro"),
        phone="+447700904321",
        package="Wedding Classic",
        looks=WEDDING,
        host="mei",
        due_in=10,
        wish="A picture with the rain outside.",
    ),
    Guest(
        number=2042,
        party=("陈静怡", "李伟"),
        phone="+8613800138001",
        package="婚纱套系 A",
        looks=WEDDING,
        host="anna",
        due_in=25,
        language="zh_Hans",
    ),
    Guest(
        number=2043,
        party=("林美玲", "陳志強"),
        phone="+85261234567",
        package="Wedding Classic",
        looks=WEDDING,
        host="bo",
        due_in=55,
        language="zh_Hant",
    ),
    Guest(
        number=2044,
        party=("Grace O’Connor",),
        phone="+12125550187",
        package="Portrait",
        looks=PORTRAIT,
        host="hua",
        due_in=85,
    ),
)

Step = tuple[datetime, str, Callable[[Transaction], dict[str, Any]]]


class SetClock(Clock):
    """A clock that stands where it is put."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = super().now()

    def now(self) -> datetime:
        return self.moment


def play(store: Store, settings: Settings) -> None:
    """Bring the whole day so far into an empty house, event by event, each at its own time."""
    real, clock = store.clock, SetClock()
    now = real.now()
    steps = sorted(
        (step for guest in GUESTS for step in (_booked(guest, now), *_walked(guest, now, settings))),
        key=lambda step: step[0],
    )
    store.clock = clock
    try:
        for moment, actor, command in steps:
            clock.moment = moment
            store.execute(Writing.by_system(actor), command)
        clock.moment = now
        store.execute(Writing.by_system("anna"), lambda tx: people.end_duty(tx, "hua"))
    finally:
        store.clock = real


def _booked(guest: Guest, now: datetime) -> Step:
    spent = sum(minutes for _, _, minutes in guest.walk)
    due = (now - timedelta(minutes=spent - guest.due_in)).replace(second=0, microsecond=0)
    booking = Booking(
        number=guest.number,
        starts_at=due - timedelta(minutes=due.minute % 5),
        kind=guest.kind,
        party=guest.party,
        size=guest.size,
        phone=guest.phone,
        package=guest.package,
        looks=guest.looks,
        allowance=30,
        extra_cents=6800,
        balance_cents=50000,
        host=guest.host,
        deputy=guest.deputy,
        notes=guest.notes,
        wish=guest.wish,
        language=guest.language,
    )

    def add(tx: Transaction) -> dict[str, Any]:
        tx.append(f"booking-{booking.number}", BookingAdded(number=booking.number, source="demo"))
        tx.put(BOOKINGS, booking)
        return {}

    return now - timedelta(hours=10), "system", add


def _walked(guest: Guest, now: datetime, settings: Settings) -> list[Step]:
    if not guest.walk:
        return []
    at = now - timedelta(minutes=sum(minutes for _, _, minutes in guest.walk))
    holder = guest.walk[0][0]
    steps: list[Step] = [(at, "customer", lambda tx: visits.check_in(tx, guest.number, guest.language))]
    if guest.is_greeted:
        steps.append((at + timedelta(seconds=50), holder, _on(guest, visits.greet)))
    if guest.has_passed_gate:
        after = at + timedelta(minutes=min(9.0, guest.walk[0][2] - 1))
        steps.append((after, holder, _on(guest, lambda tx, visit: visits.pass_gate(tx, settings, visit, None))))
    for (giver, _, minutes), (receiver, stage, _) in zip(guest.walk, guest.walk[1:], strict=False):
        at += timedelta(minutes=minutes)
        steps += _leg(guest, settings, at, giver, receiver, stage)
    if guest.offered:
        receiver, stage, minutes = guest.offered
        steps.append((now - timedelta(minutes=minutes), guest.walk[-1][0], _offer(guest, settings, receiver, stage)))
    return steps


def _leg(guest: Guest, settings: Settings, at: datetime, giver: str, receiver: str, stage: str) -> list[Step]:
    if giver == receiver:
        enter = _on(guest, lambda tx, visit: visits.enter_stage(tx, settings, visit, stage, None))
        return [(at, giver, enter)]
    offered = at - timedelta(seconds=45)
    return [
        (offered, giver, _offer(guest, settings, receiver, stage)),
        (at, receiver, _on(guest, visits.accept_handoff)),
    ]


def _offer(guest: Guest, settings: Settings, receiver: str, stage: str) -> Callable[[Transaction], dict[str, Any]]:
    return _on(guest, lambda tx, visit: visits.offer_handoff(tx, settings, visit, receiver, stage))


def _on(guest: Guest, command: Callable[[Transaction, int], dict[str, Any]]) -> Callable[[Transaction], dict[str, Any]]:
    """The command on this guest's open visit."""

    def run(tx: Transaction) -> dict[str, Any]:
        visit = next(visit for visit in tx.house.present if visit.number == guest.number)
        return command(tx, visit.id)

    return run
