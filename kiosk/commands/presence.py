"""What is recorded of screens that fall silent and come back, and who goes and looks."""

from collections.abc import Sequence
from typing import Any

from ..config import Settings
from ..domain import presence as rules
from ..domain.left_to import People
from ..kinds import DEVICES
from ..transaction import Transaction
from .tapping import acting

Content = dict[str, Any]


def record(tx: Transaction, found: Sequence[rules.Presence | rules.SilenceTaken]) -> Content:
    for event in found:
        device = tx.house.devices.get(event.id)
        if device is not None:
            tx.append("devices", event)
            tx.put(DEVICES, rules.changed(device, event, tx.now))
    return {}


def take(tx: Transaction, settings: Settings, device_id: str) -> Content:
    """“I go and look.” The bell falls silent for everybody else, for a while."""
    people = People(tx.house.staff, patience=settings.care.patience)
    record(tx, rules.take(tx.house.devices.get(device_id), acting(tx), people, tx.now))
    return {"device": device_id}
