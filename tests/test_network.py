"""What a QR code at the desk says has to be reachable from a phone."""

import pytest

from kiosk.network import for_others, own_address


@pytest.mark.parametrize("host", ["studio.lan:8080", "192.168.1.20:8080", "192.168.1.20", "[fe80::1]:8080"])
def test_an_address_of_the_network_stays(host: str) -> None:
    assert for_others(host) == host


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1:8080", "[::1]:8080"])
def test_a_loopback_name_becomes_the_machines_own_address(host: str) -> None:
    assert for_others(host) == f"{own_address()}:8080"
