"""What the owner changed on the settings screen: laid over studio.toml, section by section (REQUIREMENTS D15)."""

import hashlib
import json

from ..records import dataclass
from . import refusals as r
from .words import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """One section of the settings as JSON text; it takes the place of that section of studio.toml. An empty `value` is no
    override any more: its `version` stays, so that an old page is known as such."""

    section: str
    value: str
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChanged:
    """`sections` have new values; every screen draws itself anew."""

    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWorded:
    """A consent has this wording from now on; the log keeps what a guest agreed to, whatever the settings say later."""

    key: str
    version: str
    text: str


class UnknownSection(r.Refusal):
    code, status, message = "unknown_section", 404, N_("There are no such settings.")


class SettingsRefused(r.Refusal):
    """`problems` are “field: sentence”, for programs; a page shows each at its field."""

    code, status, message = "settings_refused", 422, N_("Some of this does not work yet. Nothing was changed.")


class PartyThere(r.Refusal):
    code, message = "in_use", N_("“{name}” cannot be removed: {party} are there now.")


class ColleagueThere(r.Refusal):
    code, message = (
        "in_use",
        N_("“{name}” cannot be removed: {actor} works there. Change that on the people page first."),
    )


class DeviceThere(r.Refusal):
    code, message = "in_use", N_("“{name}” cannot be removed: the screen “{device}” belongs to it.")


class BookingThere(r.Refusal):
    code, message = "in_use", N_("“{name}” cannot be removed: booking {number} has it reserved.")


# The house's own sentences as they first were: guests have answered them by this name.
FIRST = "1"
_FIRST_WORDINGS = frozenset(("61c4cfa2", "2dbcd1bf", "5b86c592"))


def wording_version(text: str | dict[str, str]) -> str:
    """The version that names a wording: another text always has another one, the same text always the same."""
    canonical = json.dumps(text, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    version = hashlib.sha256(canonical.encode()).hexdigest()[:8]
    return FIRST if version in _FIRST_WORDINGS else version
