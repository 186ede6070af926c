"""Staff: everyone who can hold a party, from the day they come to the day they leave."""

from collections.abc import Sequence
from dataclasses import replace

from ..records import dataclass
from . import refusals as r
from .words import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """One person of the house. `id` is a short speakable slug (`lin`), `stages` the keys of the stages they work in,
    `also` other spellings of the name that calendars use. `has_left` keeps the name of someone who no longer works here;
    `listed` is the fingerprint of what studio.toml said of them when that was last applied, `version` counts changes.
    A `portrait` with a dot in it is a picture of the studio's own, any other one of the drawn faces."""

    id: str
    name: str
    stages: tuple[str, ...]
    pronoun: str = "they"
    portrait: str | None = None
    room: str | None = None
    languages: tuple[str, ...] = ("en",)
    is_on_duty: bool = True
    skills: tuple[str, ...] = ()
    is_manager: bool = False
    has_left: bool = False
    listed: str = ""
    also: tuple[str, ...] = ()
    version: int = 1

    @property
    def short(self) -> str:
        """What the house calls them: the first word of a name in Latin letters, the whole of any other."""
        first, _, _ = self.name.partition(" ")
        return first if first.isascii() else self.name

    def works_in(self, stage: str) -> bool:
        return stage in self.stages


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffListed:
    """The person stands in studio.toml, new or with changed particulars."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAdded:
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffChanged:
    """`fields` names what changed at the desk; the values stand in the row."""

    id: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLeft:
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffReturned:
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyStarted:
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyEnded:
    id: str


class NameMissing(r.Refusal):
    code, status, message = "name_missing", 422, N_("Everyone here has a name. Please write it.")


class ChangedMeanwhile(r.Refusal):
    code = "changed_meanwhile"
    message = N_("Somebody has changed this meanwhile. Look at what stands there now, then save yours again.")


class CannotLeave(r.Refusal):
    code, message = "holds_party", N_("{actor} has a party in hand and cannot leave the house before handing it over.")


class StillHost(r.Refusal):
    code = "still_host"
    message = N_("{actor} is still the host of {numbers}. Give each of these bookings another host or a deputy first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What the desk may write of a person."""

    name: str
    stages: tuple[str, ...] = ()
    pronoun: str = "they"
    room: str | None = None
    languages: tuple[str, ...] = ("en",)
    skills: tuple[str, ...] = ()
    is_manager: bool = False
    also: tuple[str, ...] = ()


def changed(person: Staff, wanted: Particulars) -> tuple[Staff, tuple[str, ...]]:
    """The person with these particulars, and the names of those that differ."""
    if not wanted.name.strip():
        raise NameMissing()
    fields = {name: getattr(wanted, name) for name in Particulars.__dataclass_fields__}
    names = tuple(name for name, value in fields.items() if getattr(person, name) != value)
    return (replace(person, **fields, version=person.version + 1), names) if names else (person, ())


def listed(person: Staff, known: Staff | None) -> Staff:
    """Somebody of studio.toml as they stand in the house from now on. Whether they are here, and a picture that was taken
    here, are the house's own to say."""
    if known is None:
        return person
    portrait = known.portrait if has_own_picture(known) else person.portrait
    here = {"is_on_duty": known.is_on_duty, "has_left": known.has_left, "version": known.version + 1}
    return replace(person, portrait=portrait, **here)  # type: ignore[arg-type]


def has_own_picture(person: Staff) -> bool:
    return person.portrait is not None and "." in person.portrait


def leave(person: Staff, in_hand: int, numbers: Sequence[int]) -> list[StaffLeft]:
    """Someone stops working here. `numbers` are the coming bookings that nobody else would greet (I1, I4)."""
    if in_hand:
        raise CannotLeave(actor=person.id)
    if numbers:
        raise StillHost(actor=person.id, numbers=", ".join(map(str, numbers)))
    return [] if person.has_left else [StaffLeft(id=person.id)]


def free_id(wish: str, taken: set[str]) -> str:
    """A speakable id that nobody has: `wish`, else `wish-2`, `wish-3`, …"""
    stem = wish[:28] if wish[:1].isalpha() else f"p{wish}"[:28]
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found
