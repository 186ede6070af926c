"""The bookings the studio knows, as an import looks them up, and which row of the file has already spoken of which."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from .drafts import BookingDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingFields:
    """What an import can know of a booking; units as in `BookingDraft`, `host_id` a staff id. `number` is None only
    for a new booking that the caller has yet to give one."""

    starts_at: datetime
    customers: tuple[str, ...]
    number: int | None = None
    source_uid: str | None = None
    ends_at: datetime | None = None
    kind: str = "shoot"
    phone: str | None = None
    package: str | None = None
    looks: int | None = None
    allowance: int | None = None
    extra_cents: int | None = None
    host_id: str | None = None
    balance_cents: int | None = None
    notes: str = ""
    cancelled: bool = False


class Known:
    """Bookings under tokens: their number, or a negative count for those that this import adds."""

    def __init__(self, existing: Mapping[int, BookingFields], by_uid: Mapping[str, int]) -> None:
        self._bookings: dict[int, BookingFields] = {}
        self._by_number: dict[int, int] = {}
        self._by_uid: dict[str, int] = {uid: number for uid, number in by_uid.items() if number in existing}
        self._by_content: defaultdict[tuple[object, datetime], set[int]] = defaultdict(set)
        self._lines: dict[int, int] = {}
        for number, booking in existing.items():
            self.put(number, booking)
            self._by_number[number] = number

    def __getitem__(self, token: int) -> BookingFields:
        return self._bookings[token]

    def add(self, booking: BookingFields, line: int) -> None:
        """A new booking, spoken of by the row in that line."""
        token = -len(self._bookings) - 1
        self.put(token, booking)
        self.claim(token, line)
        if booking.number is not None:
            self._by_number[booking.number] = token

    def put(self, token: int, booking: BookingFields) -> None:
        self._bookings[token] = booking
        for content in (booking.phone, booking.customers):
            self._by_content[content, booking.starts_at].add(token)
        if booking.source_uid:
            self._by_uid.setdefault(booking.source_uid, token)

    def claim(self, token: int, line: int) -> None:
        self._lines.setdefault(token, line)

    def line_of(self, token: int) -> int | None:
        """The line of the row that has spoken of this booking."""
        return self._lines.get(token)

    def by_identity(self, draft: BookingDraft) -> int | None:
        """The booking with the draft's number, else with its UID."""
        if draft.number in self._by_number:
            return self._by_number[draft.number]
        return self._by_uid.get(draft.source_uid) if draft.source_uid else None

    def by_content(self, draft: BookingDraft) -> int | None:
        """The booking at the same time with the same phone, else with the same names. A draft with a number of its
        own means another booking unless both are the same. What this file cancels is over: a live row at its time
        was booked anew. Of several, one that nobody has spoken of and that is not cancelled."""
        contents: Iterable[object] = (draft.phone, draft.customers) if draft.phone else (draft.customers,)
        tokens = {token for content in contents for token in self._by_content[content, draft.starts_at]}
        return min(
            filter(lambda token: self._means(draft, token), tokens),
            key=lambda token: self._rank(draft, token),
            default=None,
        )

    def _means(self, draft: BookingDraft, token: int) -> bool:
        booking = self._bookings[token]
        same_phone = draft.phone is not None and booking.phone == draft.phone
        same_names = booking.customers == draft.customers
        is_same = same_phone and same_names if draft.number is not None else same_phone or same_names
        is_gone = booking.cancelled and token in self._lines and not draft.cancelled
        return booking.starts_at == draft.starts_at and is_same and not is_gone

    def _rank(self, draft: BookingDraft, token: int) -> tuple[bool | int, ...]:
        booking = self._bookings[token]
        same_phone, same_names = booking.phone == draft.phone, booking.customers == draft.customers
        return self._lines.get(token, 0), booking.cancelled, not (same_phone and same_names), not same_phone, token
