"""Devices: how a tablet, phone or TV becomes known to the server (FAULTS T01-T03)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from ..records import dataclass
from . import refusals as r
from .words import N_

ROLES = ("lobby", "station", "board", "desk", "presenter", "tv")
FACES = ("staff", "public")
CODE_ALPHABET = "BCDFGHJKLMNPQRSTVWXZ"
CODE_LENGTH = 8
CODE_LIFE = timedelta(minutes=10)
WRONG_TRIES = 5
CLOCK_TOLERANCE = timedelta(minutes=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glass:
    """A TV's picture as its page measures it, in CSS pixels. `px_per_mm` is known once somebody has held a bank card to it
    at this very size; until `card_until` the outline of a card is shown there, `card_px` wide."""

    width_px: int
    height_px: int
    px_per_mm: float | None = None
    card_px: float | None = None
    card_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """One paired browser. `role` decides what it may see and do; `face` is which board it shows, `staff` whose own
    phone it is, `glass` how large a TV's pixels are. The token itself is never stored, only its hash."""

    id: str
    role: str
    name: str
    token_hash: str
    paired_at: datetime
    stage: str | None = None
    room: str | None = None
    staff: str | None = None
    face: str = "staff"
    revoked_at: datetime | None = None
    silent_since: datetime | None = None
    silence_taken_by: str | None = None
    silence_taken_at: datetime | None = None
    glass: Glass | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """An invitation: a one-time code for one device of one role. It burns after five wrong tries by anyone."""

    code_hash: str
    role: str
    name: str
    expires_at: datetime
    stage: str | None = None
    room: str | None = None
    staff: str | None = None
    face: str = "staff"
    wrong_tries: int = 0
    used_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        return self.used_at is None and self.wrong_tries < WRONG_TRIES and now < self.expires_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A screen without a keyboard that shows `code` and waits until the desk lets it in. Only its own browser has the token
    of this hash; `address` is where it stands in the studio's network."""

    code: str
    token_hash: str
    address: str
    since: datetime

    def is_open(self, now: datetime) -> bool:
        return self.since <= now < self.since + CODE_LIFE


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingInvited:
    role: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingFailed:
    """A wrong or dead code was tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DevicePaired:
    id: str
    role: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceRevoked:
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassMeasured:
    """A TV says how large its picture is, in CSS pixels; what was calibrated at another size holds no longer."""

    id: str
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BankCardShown:
    """Somebody holds a bank card to the TV, and its outline is drawn so wide."""

    id: str
    width_px: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BankCardTakenAway:
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TvCalibrated:
    """The card fitted: from here on so many pixels are a millimetre, as long as the picture has this size."""

    id: str
    px_per_mm: float
    width_px: int
    height_px: int


class PairingRefused(r.Refusal):
    """Unknown, used, expired and burnt codes look alike: a guesser learns nothing."""

    code, status = "pairing_refused", 404
    message = N_("This code is not valid. Codes work once and for ten minutes; ask the front desk for a new one.")


class AskingOver(r.Refusal):
    """Its ten minutes are over, or it has been let in already."""

    code, status = "asking_over", 409
    message = N_("No screen shows this code any more. Look at the screen: it shows a new one by itself.")


class TooManyAsking(r.Refusal):
    code, status = "too_many_asking", 429
    message = N_(
        "Too many codes have been asked for from here. A new one comes in a few minutes; if none ever stays, this browser "
        "keeps no cookies and cannot be paired."
    )


class UnknownDevice(r.Refusal):
    code, status, message = "unknown_device", 404, N_("There is no such device.")


def clocks_astray(ahead: Mapping[str, timedelta]) -> dict[str, timedelta]:
    """Of the devices' own clocks those that are wrong by more than two minutes (FAULTS F09). No screen goes by them."""
    return {device: by for device, by in ahead.items() if abs(by) > CLOCK_TOLERANCE}


def normal_code(text: str) -> str:
    """A code as typed by a person: case, spaces and dashes do not matter."""
    return "".join(char for char in text.upper() if char.isalnum())
