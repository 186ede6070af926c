"""The bookings the studio knows, as an import looks them up, and which row of the file has already spoken of which."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime

from ..records import dataclass
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

    def __init__(
        self, existing: Mapping[int, BookingFields], by_uid: Mapping[str, int], uids_in_file: frozenset[str]
    ) -> None:
        self.uids_in_file = uids_in_file
        self._bookings: dict[int, BookingFields] = {}
        self._by_number: dict[int, int] = {}
        self._by_uid: dict[str, int] = {uid: number for uid, number in by_uid.items() if number in existing}
        self._by_content: defaultdict[tuple[object, datetime], set[int]] = defaultdict(set)
        self._lines: dict[int, int] = {}
        self._called_off: set[int] = set()
        for number, booking in existing.items():
            self._put(number, booking)

    def __getitem__(self, token: int) -> BookingFields:
        return self._bookings[token]

    def add(self, booking: BookingFields, line: int) -> None:
        """A new booking, told by the row in that line."""
        token = -len(self._bookings) - 1
        self.claim(token, line)
        self._put(token, booking)

    def change(self, token: int, booking: BookingFields) -> None:
        """How the booking stands after the row that claimed it."""
        self._put(token, booking)

    def claim(self, token: int, line: int, is_cancelled: bool = False) -> None:
        """The row in that line speaks of this booking."""
        self._lines[token] = line
        if is_cancelled:
            self._called_off.add(token)

    def line_of(self, token: int) -> int | None:
        """The line of the row that has spoken of this booking."""
        return self._lines.get(token)

    def _put(self, token: int, booking: BookingFields) -> None:
        self._bookings[token] = booking
        for content in (booking.phone, booking.customers):
            self._by_content[content, booking.starts_at].add(token)
        if booking.number is not None:
            self._by_number[booking.number] = token
        if booking.source_uid:
            self._by_uid.setdefault(booking.source_uid, token)

    def by_identity(self, draft: BookingDraft) -> int | None:
        """The booking with the draft's number, else with its UID."""
        if draft.number in self._by_number:
            return self._by_number[draft.number]
        return self._by_uid.get(draft.source_uid) if draft.source_uid else None

    def by_content(self, draft: BookingDraft) -> int | None:
        """The booking at the same time with the same phone or, if the draft has none, with the same names; of
        several the most alike. A draft with a number of its own means another booking unless phone and names are
        both the same. Two events of one calendar are two bookings, and a live row at the time of what this file
        calls off is one made anew."""
        found = self._by_content[draft.phone or draft.customers, draft.starts_at]
        return min((token for token in found if self._means(draft, token)), key=self._difference(draft), default=None)

    def _means(self, draft: BookingDraft, token: int) -> bool:
        booking = self._bookings[token]
        same_phone = draft.phone is not None and booking.phone == draft.phone
        same_names = booking.customers == draft.customers
        is_same = same_names if draft.phone is None else same_phone
        if draft.number is not None:
            is_same = same_phone and same_names
        is_gone = token in self._called_off and not draft.cancelled
        is_other_event = draft.source_uid is not None and booking.source_uid in self.uids_in_file
        return booking.starts_at == draft.starts_at and is_same and not is_gone and not is_other_event

    def _difference(self, draft: BookingDraft) -> Callable[[int], tuple[bool | int, ...]]:
        def difference(token: int) -> tuple[bool | int, ...]:
            booking = self._bookings[token]
            is_otherwise = booking.cancelled != bool(draft.cancelled)
            return is_otherwise, booking.customers != draft.customers, token in self._lines, token < 0, abs(token)

        return difference
