"""The screens of choosing and signing, for tests/screens.py."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .screens import Album

TABLET = (1180, 820)


def choosing(album: "Album") -> None:
    """The presentation that the sales room's own pictures began, on to choosing and to the signature."""
    tablet = album.open(album.device("/presenter"), TABLET)
    tablet.locator("#running a").click()
    tablet.get_by_role("link", name="Choose").click()
    for key in "pxppm":
        tablet.locator("#next").click()
        tablet.keyboard.press(key)
        tablet.wait_for_timeout(900)
    album.keep(tablet, "presenter-choosing.jpg")
    tablet.locator("#grid-open").click()
    tablet.wait_for_timeout(900)
    album.keep(tablet, "presenter-all.jpg")
    tablet.locator("#grid-close").click()
    tablet.get_by_role("link", name="Finish").click()
    tablet.wait_for_timeout(900)
    album.keep(tablet, "presenter-signing.png")
    tablet.close()
