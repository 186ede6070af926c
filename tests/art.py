"""The drawings of docs/art as the pictures that screens show: `python -m tests.art`.

They are soft by blurs, and a browser that paints a blurred drawing at the size of a tablet takes a twentieth of a second each
time; a photograph of it takes none.
"""

import io
import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS, chromium_path

ROOT = Path(__file__).parents[1]
DRAWINGS = sorted((ROOT / "docs" / "art").glob("*.svg"))
PICTURES = ROOT / "static" / "art"
LONGER_SIDE, QUALITY = 1040, 88


def size_of(drawing: str) -> tuple[int, int]:
    """Width and height of the picture, in pixels."""
    found = re.search(r'viewBox="0 0 (\d+) (\d+)"', drawing)
    assert found, "a drawing begins at 0 0"
    width, height = int(found[1]), int(found[2])
    longer = max(width, height)
    return round(LONGER_SIDE * width / longer), round(LONGER_SIDE * height / longer)


def photograph(page: Page, drawing: Path) -> None:
    width, height = size_of(drawing.read_text())
    page.set_viewport_size({"width": width, "height": height})
    page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block; width: 100vw }}</style>{drawing.read_text()}")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.save(PICTURES / f"{drawing.stem}.jpg", quality=QUALITY, optimize=True)


def main() -> None:
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS).new_page()
        for drawing in DRAWINGS:
            photograph(page, drawing)


if __name__ == "__main__":
    main()
