"""Every frame that a page paints, as its compositor paints it."""

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from PIL import Image
from playwright.sync_api import Error, Page


class Film:
    """Frames in order. `spread` of a frame is how far its pixels differ from one another, over all channels."""

    def __init__(self) -> None:
        self._frames: list[bytes] = []

    def add(self, frame: str) -> None:
        self._frames.append(base64.b64decode(frame))

    def __len__(self) -> int:
        return len(self._frames)

    def extremes(self) -> list[tuple[tuple[int, int], ...]]:
        """For each frame the darkest and brightest value of red, green and blue."""
        found = []
        for frame in self._frames:
            image = Image.open(io.BytesIO(frame)).convert("RGB")
            found.append(tuple((int(low), int(high)) for low, high in image.getextrema()))  # type: ignore[misc]
        return found


@contextmanager
def filmed(page: Page) -> Iterator[Film]:
    """Film the page while the block runs. Frames arrive while Playwright waits for something."""
    film = Film()
    session = page.context.new_cdp_session(page)

    def take(event: dict[str, Any]) -> None:
        film.add(event["data"])
        with suppress(Error):  # the last frames come when the filming is over
            session.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    session.on("Page.screencastFrame", take)
    session.send("Page.startScreencast", {"format": "png", "everyNthFrame": 1})
    yield film
    page.wait_for_timeout(100)
    session.send("Page.stopScreencast")
    session.detach()
