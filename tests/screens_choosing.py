"""The screens of choosing and signing, for tests/screens.py."""

from typing import TYPE_CHECKING

from playwright.sync_api import Page

if TYPE_CHECKING:
    from .screens import Album

TABLET = (1180, 820)
OTHERS = {".zh": "zh_Hans", ".zh-Hant": "zh_Hant"}


def choosing(album: "Album") -> None:
    """The presentation that the sales room's own pictures began, on to choosing and to the signature."""
    tablet = album.open(album.device("/presenter"), TABLET)
    tablet.locator("#running a").click()
    tablet.get_by_role("link", name="Choose").click()
    for key in "pxppm":
        tablet.locator("#next").click()
        tablet.keyboard.press(key)
        tablet.wait_for_timeout(900)
    in_each_language(album, tablet, "presenter-choosing.jpg")
    tablet.locator("#grid-open").click()
    tablet.wait_for_timeout(900)
    album.keep(tablet, "presenter-all.jpg")
    tablet.locator("#grid-close").click()
    side_by_side(album, tablet)
    tablet.get_by_role("link", name="Finish").click()
    tablet.wait_for_timeout(900)
    in_each_language(album, tablet, "presenter-signing.png")
    tablet.close()


def side_by_side(album: "Album", tablet: Page) -> None:
    tablet.locator("#beside").click()
    for place in (8, 12):
        tablet.locator("#thumbs [data-photo]").nth(place).click()
    tablet.locator("#compare-some").click()
    tablet.wait_for_timeout(1500)
    album.keep(tablet, "presenter-compare.jpg")
    tablet.locator("#alone").click()
    tablet.wait_for_timeout(900)


def in_each_language(album: "Album", tablet: Page, name: str) -> None:
    """What the tablet shows, in English and in the other languages; it is English again afterwards."""
    album.keep(tablet, name)
    stem, _, ending = name.partition(".")
    address = tablet.url.partition("?")[0]
    for mark, locale in (*OTHERS.items(), ("", "en")):
        tablet.goto(f"{address}?lang={locale}")
        tablet.wait_for_timeout(1500)
        if mark:
            album.keep(tablet, f"{stem}{mark}.{ending}")
