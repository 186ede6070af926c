"""Photos are reached by nobody before the reveal, elsewhere than in the room, or after the end (I8, T20, T26)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import EnvironBuilder

from display.library import rendition_path
from kiosk.domain.customer import Customer
from kiosk.kinds import BOOKINGS, CUSTOMERS
from kiosk.transaction import Transaction, Writing

from .sales import SalesHouse, photo, sales_house

GRANT_SECONDS = 600
TRIES = 10_000


@pytest.fixture
def house(tmp_path: Path) -> Iterator[SalesHouse]:
    with sales_house(tmp_path) as house:
        house.drop(1, 2)
        house.drop(3, booking="2032")
        yield house


def fetch(house: SalesHouse, device: str, grant: str, path: str = "") -> tuple[int, bytes]:
    answer = house.client(device).get(path or f"/photos/2031/{photo(1)}/tv", query_string={"g": grant})
    return answer.status_code, answer.data


def refused(house: SalesHouse, device: str, grant: str, path: str = "") -> bytes:
    """The one answer; its bytes, to compare."""
    status, content = fetch(house, device, grant, path)
    assert status == 404
    return content


@pytest.mark.parametrize("device", ["tv", "presenter", "second"])
def test_the_rooms_tv_and_the_presenters_tablets_get_the_photo(house: SalesHouse, device: str) -> None:
    number = house.start()
    assert fetch(house, device, house.grant(device, number)) == (200, b"1 tv")


def test_a_photo_is_kept_by_no_cache(house: SalesHouse) -> None:
    grant = house.grant("tv", house.start())
    answer = house.client("tv").get(f"/photos/2031/{photo(1)}/thumb?g={grant}")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.mimetype == "image/jpeg"


def test_i8_nothing_can_be_reached_before_the_presentation_starts(house: SalesHouse) -> None:
    for device in ("tv", "presenter"):
        assert house.client(device).get("/presentations/1/grant").status_code == 404
        refused(house, device, "")
        refused(house, device, "1.9999999999.forged")


def test_every_refusal_looks_the_same(house: SalesHouse) -> None:
    grant, path = house.grant("tv", house.start()), f"/photos/2031/{photo(1)}"
    number, expiry, signature = grant.split(".")
    answers = {
        refused(house, device, *request)
        for device, request in (
            ("tv", (f"{number}.{expiry}.{signature[:-1]}{'A' if signature[-1] != 'A' else 'E'}",)),
            ("tv", (f"{number}.{int(expiry) + 1}.{signature}",)),
            ("tv", (f"{int(number) + 1}.{expiry}.{signature}",)),
            ("tv", (f"{number}.{expiry}.é",)),
            ("tv", ("",)),
            ("tv", ("." * 200,)),
            ("tv", (grant * 3,)),
            ("presenter", (grant,)),
            ("second", (grant,)),
            ("other-tv", (grant,)),
            ("desk", (grant,)),
            ("nobody", (grant,)),
            ("tv", (grant, f"{path}/original")),
            ("tv", (grant, f"{path}/tv4k")),
            ("tv", (grant, f"/photos/2031/{photo(9)}/tv")),
            ("tv", (grant, f"/photos/2031/{photo(3)}/tv")),
            ("tv", (grant, f"/photos/2032/{photo(3)}/tv")),
            ("tv", (grant, f"/photos/02031/{photo(1)}/tv")),
            ("tv", (grant, "/photos/2031/..%2F..%2Fstudio.toml/tv")),
        )
    }
    assert len(answers) == 1


def test_i8_a_grant_of_another_device_of_the_same_room_is_worth_nothing(house: SalesHouse) -> None:
    number = house.start()
    refused(house, "tv", house.grant("presenter", number))
    refused(house, "presenter", house.grant("tv", number))


def test_a_tv_of_another_room_is_given_no_grant(house: SalesHouse) -> None:
    number = house.start()
    assert house.client("other-tv").get(f"/presentations/{number}/grant").status_code == 404


def test_a_grant_of_one_party_opens_no_photo_of_another(house: SalesHouse) -> None:
    grant = house.grant("presenter", house.start())
    house.start(2032, room="sales-2")
    refused(house, "presenter", grant, f"/photos/2032/{photo(3)}/tv")


def test_a_grant_expires_and_a_new_one_goes_on(house: SalesHouse) -> None:
    number = house.start()
    grant = house.grant("tv", number)
    house.wait(GRANT_SECONDS - 2)
    assert fetch(house, "tv", grant)[0] == 200
    house.wait(3)
    refused(house, "tv", grant)
    assert fetch(house, "tv", house.grant("tv", number))[0] == 200


def test_i8_the_end_kills_every_grant_at_once_and_a_new_start_revives_none(house: SalesHouse) -> None:
    number = house.start()
    grants = {device: house.grant(device, number) for device in ("tv", "presenter")}
    house.tap(f"/presentations/{number}/end")
    house.start()
    for device, grant in grants.items():
        refused(house, device, grant)
        assert house.client(device).get(f"/presentations/{number}/grant").status_code == 404


def test_a_revoked_device_keeps_nothing(house: SalesHouse) -> None:
    grant = house.grant("tv", house.start())
    house.revoke("tv")
    refused(house, "tv", grant)


def test_a_photo_that_was_taken_away_is_not_shown_again(house: SalesHouse) -> None:
    grant = house.grant("tv", house.start())
    house.report({"type": "gone", "booking": "2031", "path": "2031/DSC_0001.jpg", "photo": photo(1)})
    assert rendition_path(house.media, "2031", photo(1), "tv").exists()
    refused(house, "tv", grant)


def test_t20_a_foreign_token_that_tries_ten_thousand_ids_finds_nothing_and_learns_nothing(house: SalesHouse) -> None:
    """The other room's TV, with a grant of its own that lives, asks for what runs here; two of the ids are right."""
    house.start()
    foreign = house.grant("other-tv", house.start(2032, room="sales-2"))
    assert fetch(house, "other-tv", foreign, f"/photos/2032/{photo(3)}/tv")[0] == 200
    cookie = [("Cookie", "hth_device=token-of-other-tv")]
    environ = EnvironBuilder(query_string=f"g={foreign}", headers=cookie).get_environ()
    heads, bodies = set[tuple[object, ...]](), set[bytes]()

    def start(status: str, headers: list[tuple[str, str]], *_: object) -> Callable[[bytes], object]:
        heads.add((status, *sorted(headers)))
        return bodies.add

    for number in range(TRIES):
        environ["PATH_INFO"] = f"/photos/2031/{photo(number)}/tv"
        bodies.add(b"".join(house.app.wsgi_app(dict(environ), start)))
    assert len(bodies) == len(heads) == 1
    assert next(iter(heads))[0] == "404 NOT FOUND"


def _next_booking(house: SalesHouse) -> None:
    """They come again: a booking of the same customer."""

    def put(tx: Transaction) -> dict[str, Any]:
        tx.put(CUSTOMERS, Customer(id=7, names=("Ms Chen", "Mr Li"), created_at=tx.now))
        before = tx.find(BOOKINGS, 2031)
        assert before
        tx.put(BOOKINGS, replace(before, customer=7))
        tx.put(BOOKINGS, replace(before, customer=7, number=2040, kind="shoot"))
        return {}

    house.store.execute(Writing.by_system(), put)


def test_i8_a35_the_brief_shows_what_they_signed_for_and_nothing_else_to_nobody_else(house: SalesHouse) -> None:
    _next_booking(house)
    show, path = house.start(), "/bookings/2040/brief/photos"
    assert house.tap(f"/presentations/{show}/marks", photo=photo(1), mark="pick")[0] == 201
    page = house.client("desk").get("/desk/bookings/2040/brief").text
    assert path not in page
    assert house.client("desk").get(f"{path}/{photo(1)}").status_code == 404
    signed = house.tap(
        f"/presentations/{show}/confirmation", signature="M10 20L30 40M50 60L70 80", picks=1, total_cents=0
    )
    assert signed[0] == 201, signed
    page = house.client("desk").get("/desk/bookings/2040/brief").text
    assert page.count(path) == 1 and f"{path}/{photo(1)}" in page
    answer = house.client("desk").get(f"{path}/{photo(1)}")
    assert (answer.status_code, answer.data, answer.headers["Cache-Control"]) == (200, b"1 thumb", "private, no-store")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
    for other in (photo(2), photo(3), "..", "x"):
        assert house.client("desk").get(f"{path}/{other}").status_code == 404
    assert house.client("desk").get(f"/bookings/2032/brief/photos/{photo(1)}").status_code == 404
    for device in ("tv", "presenter", "board"):
        assert house.client(device).get(f"{path}/{photo(1)}").status_code in (403, 404)
