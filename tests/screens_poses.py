"""Pictures of what a waiting party picks, of a tablet in its hands, and of practising what to say."""

from typing import TYPE_CHECKING

from .serving import Client
from .web.party import page_of

if TYPE_CHECKING:
    from .screens import Album

TABLET, PHONE = (820, 1180), (390, 844)
PICKED = ("dance", "hand-in-hand", "quiet")


def poses(album: "Album") -> None:
    visits = album.server.device("desk").get("/visits")["visits"]
    visit = next(one["id"] for one in visits if one["number"] == 2031)
    path, lin = page_of(album.server, visit), album.paths["/station/lin"]
    Client(album.server).tap(f"{path}/poses", poses=PICKED)
    for locale, mark in (("en", ""), ("zh_Hans", ".zh"), ("zh_Hant", ".zh-Hant")):
        page = album.open(path, PHONE, locale=locale)
        page.locator(".picking summary").click()
        page.locator(".picking").scroll_into_view_if_needed()
        album.keep(page, f"visit-poses{mark}.png")
        page.close()
        for name, address in (("poses-tablet", f"/visits/{visit}/poses"), ("rehearsal", "/rehearsal?card=4")):
            page = album.open(lin.replace("/station/lin", address), TABLET, locale=locale)
            album.keep(page, f"{name}{mark}.png")
            page.close()
