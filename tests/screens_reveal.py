"""The screens of the reveal, for tests/screens.py: both passes on the TV and the tablet, and the heart on two phones."""

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Page

from display.queries.hearts import code_of

if TYPE_CHECKING:
    from .screens import Album

TABLET, LENT, WALL, PHONE = (1180, 820), (820, 1180), (1920, 1080), (390, 844)


def reveal(album: "Album") -> None:
    """The presentation that the sales room's own pictures began, from its title through both passes."""
    tv, tablet = album.open(album.device("/tv"), WALL), album.open(album.device("/presenter"), TABLET)
    tablet.locator("#running a").click()
    tablet.wait_for_timeout(1500)
    album.keep(tablet, "reveal-begin.png")
    tablet.locator("[data-phones]").click()
    tablet.wait_for_timeout(900)
    album.keep(tablet, "reveal-code.png")
    tablet.keyboard.press("Escape")
    lent = album.open("/h", LENT)
    album.keep(lent, "heart-code.png")
    lent.close()
    phones = [heart_page(album, tablet, locale) for locale in ("en", "zh_Hans")]
    album.keep(phones[0], "heart-waiting.png")
    tablet.locator("[data-begin=first]").click()
    give_hearts(tablet, phones)
    album.keep(phones[0], "heart.png")
    album.keep(phones[1], "heart.zh.png")
    album.keep(tablet, "reveal-first.jpg")
    tablet.locator("[data-end-pass]").click()
    tablet.wait_for_timeout(1500)
    album.keep(tablet, "reveal-hearts.png")
    tablet.locator("[data-begin=second]").click()
    tv.wait_for_timeout(3000)
    album.keep(tv, "tv-together.jpg")
    tablet.locator("#next").click()
    tv.wait_for_timeout(3000)
    album.keep(tv, "tv-question.jpg")
    album.keep(tablet, "reveal-question.jpg")
    tablet.locator("[data-end-pass]").click()
    for page in (tv, tablet, *phones):
        page.close()


def heart_page(album: "Album", tablet: Page, locale: str) -> Page:
    number = int(re.findall(r"/presenter/(\d+)", tablet.url)[0])
    return album.open(f"/h/{code_of(album.server.data, number)}", PHONE, dark=True, locale=locale)


def give_hearts(tablet: Page, phones: list[Page]) -> None:
    """One photo that both love, and one that only the first does."""
    tablet.wait_for_timeout(2500)
    for phone in phones:
        phone.locator(".heart:visible").first.click()
    tablet.locator("#next").click()
    tablet.wait_for_timeout(2500)
    phones[0].locator(".heart:visible").first.click()
    tablet.wait_for_timeout(900)
