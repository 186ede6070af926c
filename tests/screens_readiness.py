"""The screens of readiness, for tests/screens.py: the desk's page and the look through the photos before the day."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .screens import Album

TABLET, LAPTOP = (1180, 820), (1440, 900)


def readiness(album: "Album") -> None:
    album.take("/desk/readiness", "desk-readiness.png", LAPTOP)
    tablet = album.open(album.device("/presenter/previews/2018"), TABLET)
    tablet.locator("#who").select_option("anna")
    tablet.wait_for_timeout(1500)
    tablet.locator("#star").click()
    tablet.locator("#note").fill("Pause here. She has not seen this one yet.")
    tablet.locator("#next").click()
    tablet.wait_for_timeout(900)
    tablet.locator("#back").click()
    tablet.wait_for_timeout(1200)
    album.keep(tablet, "presenter-preview.jpg")
    tablet.close()
