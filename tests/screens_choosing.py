"""The screens of choosing and signing, for tests/screens.py."""

from typing import TYPE_CHECKING

from playwright.sync_api import Page

if TYPE_CHECKING:
    from .screens import Album

TABLET, A4 = (1180, 820), (794, 1123)
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
    duel(album, tablet)
    side_by_side(album, tablet)
    tablet.get_by_role("link", name="Finish").click()
    tablet.wait_for_timeout(900)
    in_each_language(album, tablet, "presenter-signing.png")
    signed_sheet(album, tablet)
    tablet.close()


def duel(album: "Album", tablet: Page) -> None:
    """Two of those that lie on one another, until one stays."""
    tablet.locator("#grid-open").click()
    tablet.locator("#thumbs .is-stack [data-photo]").first.click()
    tablet.locator("#duel").click()
    tablet.wait_for_timeout(1500)
    album.keep(tablet, "presenter-duel.jpg")
    tablet.locator("#alone").click()
    tablet.wait_for_timeout(900)


def signed_sheet(album: "Album", tablet: Page) -> None:
    """What is signed, on paper; then open again, as the pictures that follow find it."""
    tablet.locator("#pad").scroll_into_view_if_needed()
    pad = tablet.locator("#pad").bounding_box()
    assert pad
    tablet.mouse.move(pad["x"] + 0.2 * pad["width"], pad["y"] + 0.7 * pad["height"])
    tablet.mouse.down()
    for x, y in ((0.3, 0.2), (0.4, 0.8), (0.55, 0.3), (0.75, 0.6)):
        tablet.mouse.move(pad["x"] + x * pad["width"], pad["y"] + y * pad["height"], steps=8)
    tablet.mouse.up()
    tablet.locator("#sign-now").click()
    tablet.locator("#signed").wait_for()
    home = album.paths["/presenter"].replace("/presenter", "/bookings/2018/selection/sheet")
    for mark, locale in {"": "en", **OTHERS}.items():
        sheet = album.open(home, A4, locale=locale)
        sheet.wait_for_timeout(1500)
        album.keep(sheet, f"selection-sheet{mark}.jpg")
        sheet.close()
    tablet.locator("#reason").fill("Grandmother wants one too")
    tablet.get_by_role("button", name="Open again").click()
    tablet.locator("#sign-now").wait_for()


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
