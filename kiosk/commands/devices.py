"""Pairing: an invitation is made at the desk or on the server's own terminal, and used once by one browser."""

import hashlib
import hmac
import secrets
from dataclasses import replace
from typing import Any

from ..config import Settings
from ..domain.device import (
    CODE_ALPHABET,
    CODE_LENGTH,
    CODE_LIFE,
    Asking,
    AskingOver,
    Device,
    DevicePaired,
    DeviceRevoked,
    Pairing,
    PairingFailed,
    PairingInvited,
    UnknownDevice,
    normal_code,
)
from ..kinds import DEVICES, PAIRINGS
from ..transaction import Transaction
from .tapping import known_room, known_stage, staff_member

Content = dict[str, Any]


def new_code() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def code_for(key: str, command_id: str) -> str:
    """The code of one tap: a repeated tap shows the same invitation again, and still nothing of it is stored."""
    digest = int.from_bytes(hmac.digest(key.encode(), command_id.encode(), "sha256"))
    letters = []
    for _ in range(CODE_LENGTH):
        digest, letter = divmod(digest, len(CODE_ALPHABET))
        letters.append(CODE_ALPHABET[letter])
    return "".join(letters)


def new_token() -> str:
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """Codes and tokens are random, so a plain SHA-256 keeps them safe at rest."""
    return hashlib.sha256(secret.encode()).hexdigest()


def invite(tx: Transaction, settings: Settings, code: str, wanted: Pairing) -> Content:
    """Open a pairing for `code`, made by the caller so that it is never stored or logged."""
    _ensure_known(tx, settings, wanted)
    tx.append("devices", PairingInvited(role=wanted.role, name=wanted.name))
    tx.put(PAIRINGS, replace(wanted, code_hash=hashed(code), expires_at=tx.now + CODE_LIFE))
    return {"expires_at": (tx.now + CODE_LIFE).isoformat()}


def pair(tx: Transaction, code: str, token: str) -> Content:
    """Use an invitation: the browser with `token` becomes a device. A wrong code counts against every open invitation.

    The answer's `device` is None when the code was no good; the failure itself is recorded, so this is no refusal.
    """
    invitation = tx.house.of(PAIRINGS).get(hashed(normal_code(code)))
    if invitation is None or not invitation.is_open(tx.now):
        _count_wrong_try(tx)
        return {"device": None}
    tx.put(PAIRINGS, replace(invitation, used_at=tx.now))
    return _welcome(tx, invitation, hashed(token))


def let_in(tx: Transaction, settings: Settings, asking: Asking | None, wanted: Pairing) -> Content:
    """The screen that shows its code becomes the device that is `wanted`; its browser has had the token all along. Of two
    desks that let it in, the first one has."""
    if asking is None or tx.house.device_for(asking.token_hash):
        raise AskingOver()
    _ensure_known(tx, settings, wanted)
    return _welcome(tx, wanted, asking.token_hash)


def _ensure_known(tx: Transaction, settings: Settings, wanted: Pairing) -> None:
    if wanted.stage is not None:
        known_stage(settings, wanted.stage)
    known_room(settings, wanted.room)
    if wanted.staff is not None:
        staff_member(tx, wanted.staff)


def _welcome(tx: Transaction, wanted: Pairing, token_hash: str) -> Content:
    device = Device(
        id=f"d{secrets.token_hex(4)}",
        role=wanted.role,
        name=wanted.name,
        token_hash=token_hash,
        paired_at=tx.now,
        stage=wanted.stage,
        room=wanted.room,
        staff=wanted.staff,
        face=wanted.face,
    )
    tx.append("devices", DevicePaired(id=device.id, role=device.role, name=device.name))
    tx.put(DEVICES, device)
    return {"device": device.id, "role": device.role}


def _count_wrong_try(tx: Transaction) -> None:
    open_ones = [pairing for pairing in tx.house.of(PAIRINGS).values() if pairing.is_open(tx.now)]
    if open_ones:
        tx.append("devices", PairingFailed())
    for pairing in open_ones:
        tx.put(PAIRINGS, replace(pairing, wrong_tries=pairing.wrong_tries + 1))


def revoke(tx: Transaction, device_id: str) -> Content:
    """Lock a device out, at once and for good."""
    device = tx.house.devices.get(device_id)
    if device is None:
        raise UnknownDevice()
    if device.revoked_at is None:
        tx.append("devices", DeviceRevoked(id=device_id))
        tx.put(DEVICES, replace(device, revoked_at=tx.now))
    return {"device": device_id}
