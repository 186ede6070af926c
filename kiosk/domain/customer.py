"""A customer: a person the studio keeps a history of, across all visits (REQUIREMENTS A04, A09, B21, D01)."""

from dataclasses import replace
from datetime import date, datetime

from ..records import dataclass
from .refusals import Refusal
from .words import N_

EMPTY = "—"
PROMISE = "promise"
CHANNELS = ("call", "message", "talk")
OUTCOMES = ("reached", "no_answer", "left_word", "moved", "cancelled")
HOST_REASONS = ("left", "asked", "language", "other")
MANY_CHANGES, TOO_MANY_CHANGES = 2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What somebody of the house wants remembered. `id` is the seq of the event that tells of it, so that notes of two
    customers can be brought together without one taking the other's place. `kind` is '' or PROMISE: what we promised (C37)."""

    id: int
    text: str
    by: str
    at: datetime
    is_pinned: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDate:
    """A birthday, a wedding day: comes back every year; `year` is the first one, where it is known."""

    label: str
    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """`phone` is E.164 or None; `say` tells how the names are spoken; `host` answers for them for good (I3); `needs` are keys
    of the studio's list or the house's own words; `moves` and `cancels` count what happened to their bookings (B14). One
    that was merged or erased is kept as an empty shell."""

    id: int
    names: tuple[str, ...]
    phone: str | None = None
    say: str = ""
    language: str | None = None
    host: str | None = None
    channel: str = ""
    notes: tuple[Note, ...] = ()
    dates: tuple[SpecialDate, ...] = ()
    needs: tuple[str, ...] = ()
    moves: int = 0
    cancels: int = 0
    version: int = 1
    created_at: datetime | None = None
    merged_into: int | None = None
    erased_at: datetime | None = None

    @property
    def title(self) -> str:
        return " & ".join(self.names)

    @property
    def is_living(self) -> bool:
        return self.merged_into is None and self.erased_at is None

    @property
    def remembered(self) -> tuple[Note, ...]:
        """The notes as they are read: pinned ones first, then the newest."""
        return tuple(sorted(self.notes, key=lambda note: (note.is_pinned, note.at, note.id), reverse=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What the desk writes down of a customer in one go."""

    names: tuple[str, ...]
    phone: str | None = None
    say: str = ""
    language: str | None = None
    channel: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerAdded:
    id: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerChanged:
    """`fields` names what changed; the values stand in the row."""

    id: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HostChanged:
    """Another host answers for the customer from now on, and why (I3). `reason` is one of `HOST_REASONS`."""

    id: int
    was: str | None
    host: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten:
    """The words themselves stand in the customer's row, so that they can be erased on request."""

    id: int
    note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePinned:
    id: int
    note: int
    is_pinned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRemoved:
    id: int
    note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRecorded:
    """A call, a message or a talk that no tap of a visit tells of. `channel` and `outcome` are keys."""

    id: int
    channel: str
    outcome: str
    note: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomersMerged:
    """`gone` was the same person as `kept`; every event of both stays where it is and is read as one timeline."""

    kept: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerErased:
    """Everything personal was erased on request; `events` are the seqs whose bodies were emptied of it, `seal` is over what
    is left of them, so that nobody can alter that unseen either (FAULTS T28, T40). `unsigned` are words at the feedback
    station that carried a name of theirs and lost it."""

    id: int
    events: tuple[int, ...]
    seal: str = ""
    unsigned: tuple[int, ...] = ()


CustomerEvent = (
    CustomerAdded
    | CustomerChanged
    | HostChanged
    | NoteWritten
    | NotePinned
    | NoteRemoved
    | ContactRecorded
    | CustomersMerged
    | CustomerErased
)


class UnknownCustomer(Refusal):
    code, status, message = "unknown_customer", 404, N_("There is no customer {customer}.")


class CustomerGone(Refusal):
    code, status = "customer_gone", 410
    message = N_("What the studio knew of customer {customer} was erased on request.")


class CustomerIsMerged(Refusal):
    code, message = "customer_merged", N_("Customer {customer} is kept under number {kept} now.")


class StaleCustomer(Refusal):
    """`fields` are what has changed since; `actor` who did it last."""

    code, message = "stale_customer", N_("{actor} has changed this meanwhile. Look at what is new, then save again.")


class SeveralCustomers(Refusal):
    """`customers` are the numbers of everybody with this phone, `names` what they are called."""

    code, message = "several_customers", N_("This phone number is one that we know. Which of them is it?")


class NameMissing(Refusal):
    code, status, message = "name_missing", 422, N_("A customer needs a name.")


class NoSuchDay(Refusal):
    code, status, message = "no_such_day", 422, N_("There is no such day in any year.")


class UnknownNote(Refusal):
    code, status, message = "unknown_note", 404, N_("This note is no longer there.")


class ReasonMissing(Refusal):
    code, status = "reason_missing", 422
    message = N_("{host} is their host for good. Say why somebody else takes over.")


class SameCustomer(Refusal):
    code, status, message = "same_customer", 422, N_("These are not two customers.")


class NotConfirmed(Refusal):
    code, status = "not_confirmed", 422
    message = N_("Type the customer’s number, {customer}, to say that you mean it.")


class StillHere(Refusal):
    code, message = "still_here", N_("They are in the house just now. Erase what we know once they have left.")


class BookedAhead(Refusal):
    code, message = "booked_ahead", N_("Booking {number} is still to come. Cancel it first.")


def changed(customer: Customer, particulars: Particulars) -> tuple[Customer, tuple[str, ...]]:
    """The customer with these particulars, and the names of the fields that differ."""
    if not particulars.names:
        raise NameMissing()
    wanted = {name: getattr(particulars, name) for name in Particulars.__dataclass_fields__}
    fields = tuple(name for name, value in wanted.items() if getattr(customer, name) != value)
    return (replace(customer, **wanted, version=customer.version + 1), fields) if fields else (customer, ())


def restless(customer: Customer) -> str:
    """'soon' or 'late' for one who moved or cancelled often (B14)."""
    changes = customer.moves + customer.cancels
    return "late" if changes >= TOO_MANY_CHANGES else "soon" if changes >= MANY_CHANGES else ""


def special_date(label: str, month: int, day: int, year: int | None = None) -> SpecialDate:
    """A day that exists in some year, the twenty-ninth of February included."""
    try:
        date(year or 2000, month, day)
    except ValueError as error:
        raise NoSuchDay() from error
    return SpecialDate(label=label, month=month, day=day, year=year)


def days_until(special: SpecialDate, today: date) -> int:
    """Days to its next return, 0 on the day itself. Outside leap years the last of February is the day."""
    this_year = _in_year(special, today.year)
    return ((this_year if this_year >= today else _in_year(special, today.year + 1)) - today).days


def _in_year(special: SpecialDate, year: int) -> date:
    try:
        return date(year, special.month, special.day)
    except ValueError:
        return date(year, 2, 28)


def erased(customer: Customer, now: datetime) -> Customer:
    """The shell that stays, so that counts and numbers still add up."""
    return Customer(
        id=customer.id,
        names=(EMPTY,),
        moves=customer.moves,
        cancels=customer.cancels,
        version=customer.version + 1,
        created_at=customer.created_at,
        erased_at=now,
    )
