"""Unguessable words: each tells one thing to whoever holds it, for as long as it should."""

from datetime import UTC, datetime, timedelta

import time_machine

from kiosk import passes
from kiosk.domain.device import CODE_ALPHABET

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_every_visit_has_an_address_of_its_own_and_another_house_another() -> None:
    codes = {passes.visit_code("key", visit) for visit in range(2000)}
    assert len(codes) == 2000
    assert {len(code) for code in codes} == {26}
    assert passes.visit_code("other key", 1) not in codes


def test_a_bookings_code_can_be_read_aloud() -> None:
    codes = [passes.booking_code("key", number) for number in range(2000, 4000)]
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 8 and set(code) <= set(CODE_ALPHABET) for code in codes)


def test_a_scanned_invitation_gives_each_phone_a_pass_of_its_own() -> None:
    invited = passes.invitation("key")
    one, two = (passes.new_pass("key", invited) for _ in range(2))
    assert one and two
    devices = [passes.guest("key", given) for given in (one, two)]
    assert [device and device.role for device in devices] == ["lobby", "lobby"]
    assert devices[0] and devices[1] and devices[0].id != devices[1].id


def test_a_pass_ends_after_half_an_hour_and_none_can_be_made_up() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        given = passes.new_pass("key", passes.invitation("key"))
        assert given and passes.guest("key", given)
        clock.move_to(NOW + timedelta(seconds=passes.GUEST_SECONDS + 2))
        assert passes.guest("key", given) is None
        assert passes.new_pass("key", given) is None  # a pass is no invitation
    for forged in ("", "x", given + "x", passes.invitation("key")):
        assert passes.guest("key", forged) is None
    assert passes.new_pass("other key", passes.invitation("key")) is None
