"""Screens that should be alive and are not: a dead tablet shows nothing, so somebody has to be told elsewhere, and whoever's own
device it is cannot be rung there (FAULTS F12, F13)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from ..records import dataclass
from . import refusals as r
from .attention import managers, staggered
from .device import Device, UnknownDevice
from .left_to import People, is_anothers, left_until
from .sheet import RECEPTION
from .staff import Staff
from .words import N_

ALWAYS_ON = ("station", "board", "lobby", "tv")
# Reception hears of it at once, then whoever manages, then everybody who is here.
STEPS = tuple(timedelta(minutes=minutes) for minutes in (0, 2, 5))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceFellSilent:
    """Nothing has been heard of it since then, while the studio is open."""

    id: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceHeard:
    """It is back."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceTaken:
    """Somebody goes and looks."""

    id: str
    by: str


Presence = DeviceFellSilent | DeviceHeard


class NotSilent(r.Refusal):
    code, message = "not_silent", N_("That screen is back.")


@dataclass(frozen=True, slots=True)
class Watch:
    """What the server knows: when it last heard of whom, who is `connected`, since when it listens (its own start, or the
    studio's opening today; None while closed), and how long a silence is let pass."""

    heard: Mapping[str, datetime]
    connected: Collection[str]
    opened_at: datetime | None
    patience: timedelta


def changes(devices: Iterable[Device], watch: Watch, now: datetime) -> list[Presence]:
    """Which have fallen silent, and which are back. Of a screen that has never been heard of nothing is expected."""
    found: list[Presence] = []
    for device in devices:
        if device.revoked_at or device.role not in ALWAYS_ON:
            continue
        if device.id in watch.connected:
            found += [DeviceHeard(id=device.id)] if device.silent_since else []
        elif watch.opened_at and device.id in watch.heard:
            since = max(watch.heard[device.id], watch.opened_at)
            is_known = device.silent_since is not None and device.silent_since >= watch.opened_at
            found += (
                [DeviceFellSilent(id=device.id, since=since)] if not is_known and now - since >= watch.patience else []
            )
    return found


def changed(device: Device, event: Presence | SilenceTaken, at: datetime) -> Device:
    match event:
        case DeviceFellSilent(since=since):
            return replace(device, silent_since=since, silence_taken_by=None, silence_taken_at=None)
        case DeviceHeard():
            return replace(device, silent_since=None, silence_taken_by=None, silence_taken_at=None)
        case SilenceTaken(by=by):
            return replace(device, silence_taken_by=by, silence_taken_at=at)


def unreachable(devices: Iterable[Device]) -> frozenset[str]:
    """Who cannot be rung: everyone whose own devices are all silent. Who has none of their own is rung on the shared ones."""
    own = [one for one in devices if one.staff and one.role == "station" and one.revoked_at is None]
    alive = {one.staff for one in own if one.silent_since is None}
    return frozenset(one.staff for one in own if one.staff and one.staff not in alive)


def reaches(device: Device, staff: Mapping[str, Staff], lost: Collection[str]) -> tuple[tuple[str, datetime], ...]:
    """Who hears that a screen of the house is silent, and from when on; a phone in somebody's pocket may sleep."""
    if device.silent_since is None or device.revoked_at or device.staff:
        return ()
    here = [one.id for one in staff.values() if one.is_on_duty and not one.has_left]
    reception = [one for one in here if staff[one].works_in(RECEPTION)]
    return staggered(device.silent_since, (reception, managers(staff), here), STEPS, lost)


def back_at(device: Device, people: People) -> datetime | None:
    """When a silence that somebody went to look at is everybody's again; None: nobody is looking."""
    return left_until(device.silence_taken_by, device.silence_taken_at, people)


def take(device: Device | None, by: Staff, people: People, now: datetime) -> list[SilenceTaken]:
    """“I go and look.” The first one goes, the second hears who, as long as it is left to that one."""
    if device is None or device.revoked_at:
        raise UnknownDevice()
    if device.silent_since is None:
        raise NotSilent()
    until = back_at(device, people)
    if is_anothers(device.silence_taken_by, until, by.id, now):
        raise r.CallTaken(holder=device.silence_taken_by)
    is_looking = device.silence_taken_by == by.id and until is not None and now < until
    return [] if is_looking else [SilenceTaken(id=device.id, by=by.id)]
