"""The screens of what hangs at true size, for tests/screens.py."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .screens import Album

TABLET, TV = (1180, 820), (1920, 1080)
HANGING = (("living", "40x60", "oak"), ("bedroom", "60x90", "white"), ("hallway", "50x75", "black"))


def wall(album: "Album") -> None:
    """The TV is calibrated, then a photo of the running presentation hangs in every room, close by and from afar."""
    tv = album.open(album.device("/tv"), TV)
    tablet = album.open(album.paths["/presenter"].replace("/presenter", "/rooms/sales-1/calibration"), TABLET)
    tablet.get_by_role("button", name="Show the card’s outline").click()
    tablet.wait_for_timeout(900)
    album.keep(tablet, "presenter-calibration.png")
    album.keep(tv, "tv-card.png")
    tablet.get_by_role("button", name="It fits").click()
    tablet.goto(f"{album.server.address}{album.device('/presenter')}")
    tablet.locator("#running a").click()
    tablet.get_by_role("link", name="On the wall").click()
    tablet.locator("#next").click()
    tablet.get_by_role("button", name="Hang it on the wall").click()
    for scene, size, colour in HANGING:
        for value in (size, scene, colour):
            tablet.locator(f"[data-value='{value}']").click()
        for name, kind in (("Close by", "near"), ("The whole room", "far")):
            tablet.get_by_role("button", name=name).click()
            tablet.wait_for_timeout(1500)
            album.keep(tv, f"tv-wall-{scene}-{kind}.jpg")
    album.keep(tablet, "presenter-wall.jpg")
    tablet.get_by_role("button", name="Take it down").click()
    tablet.wait_for_timeout(600)
    for page in (tablet, tv):
        page.close()
