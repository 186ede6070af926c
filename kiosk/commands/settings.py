"""The owner's settings: a section is replaced as a whole, or given back to studio.toml (REQUIREMENTS D15)."""

import json
from typing import Any

from pydantic import ValidationError

from .. import i18n
from ..config import Settings, overlaid
from ..domain import house_settings as rules
from ..domain.house_settings import ConsentWorded, Override, SettingsChanged
from ..domain.refusals import Refusal
from ..domain.staff import ChangedMeanwhile
from ..house import House
from ..kinds import OVERRIDES
from ..records import dataclass
from ..studio import Words, label
from ..transaction import Transaction

Content = dict[str, Any]


def save(tx: Transaction, base: Settings, section: str, value: str, version: int | None = None) -> Content:
    """`value` is the section as JSON, `base` what studio.toml says. Refused when it does not work, when something that is in
    use would be gone, or when somebody else was quicker (`version` is the one that the page showed)."""
    return _change(tx, base, section, value, version)


def give_back(tx: Transaction, base: Settings, section: str, version: int | None = None) -> Content:
    """studio.toml decides again."""
    return _change(tx, base, section, "", version)


def _change(tx: Transaction, base: Settings, section: str, value: str, version: int | None) -> Content:
    known = tx.house.overrides.get(section)
    before_version = known.version if known else 0
    if version is not None and version != before_version:
        raise ChangedMeanwhile(version=before_version)
    overrides = {one.section: one.value for one in tx.house.overrides.values()}
    before = _laid(base, overrides)
    after = _laid(base, {**overrides, section: value})
    with i18n.speaking(tx.writing.locale):
        _ensure_free(tx, before, after)
    if after != before or value != (known.value if known else ""):
        for consent in after.consents:
            if all((one.key, one.version) != (consent.key, consent.version) for one in before.consents):
                text = json.dumps(consent.text, ensure_ascii=False)
                tx.append("settings", ConsentWorded(key=consent.key, version=consent.version, text=text))
        tx.append("settings", SettingsChanged(sections=(section,)))
        before_version += 1
        tx.put(OVERRIDES, Override(section=section, value=value, version=before_version))
    return {"section": section, "version": before_version}


def _laid(base: Settings, overrides: dict[str, str]) -> Settings:
    try:
        return overlaid(base, overrides)
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(str(part) for part in problem["loc"])
        raise rules.SettingsRefused(problems=[f"{where}: {problem['msg']}"]) from error


@dataclass(frozen=True, slots=True)
class Gone:
    """A stage or room that would no longer be there."""

    key: str
    name: Words


def _ensure_free(tx: Transaction, before: Settings, after: Settings) -> None:
    stages = {one.key for one in after.stages}
    rooms = {one.key for one in after.rooms}
    for stage in before.stages:
        if stage.key not in stages and (refusal := stage_in_use(tx.house, Gone(stage.key, stage.name))):
            raise refusal
    for room in before.rooms:
        if room.key not in rooms and (refusal := room_in_use(tx.house, Gone(room.key, room.name))):
            raise refusal


def stage_in_use(house: House, gone: Gone) -> Refusal | None:
    """What keeps a stage: a party there or on its way, a screen that stands in it, somebody who works in it."""
    name = label(gone.name)
    for visit in house.present:
        if visit.stage == gone.key or (visit.handoff and visit.handoff.stage == gone.key):
            return rules.PartyThere(name=name, party=visit.title)
    for device in house.devices.values():
        if device.stage == gone.key and device.revoked_at is None:
            return rules.DeviceThere(name=name, device=device.name)
    for person in house.staff.values():
        if gone.key in person.stages and not person.has_left:
            return rules.ColleagueThere(name=name, actor=person.id)
    return None


def room_in_use(house: House, gone: Gone) -> Refusal | None:
    """What keeps a room: a party there or on its way, a screen in it, somebody whose room it is, a coming booking."""
    name = label(gone.name)
    for visit in house.present:
        if visit.room == gone.key or (visit.handoff and visit.handoff.room == gone.key):
            return rules.PartyThere(name=name, party=visit.title)
    for device in house.devices.values():
        if device.room == gone.key and device.revoked_at is None:
            return rules.DeviceThere(name=name, device=device.name)
    for person in house.staff.values():
        if person.room == gone.key and not person.has_left:
            return rules.ColleagueThere(name=name, actor=person.id)
    for booking in house.bookings.values():
        if booking.room == gone.key and not booking.is_cancelled:
            return rules.BookingThere(name=name, number=booking.number)
    return None
