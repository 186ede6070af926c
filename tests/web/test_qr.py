"""What we print for a camera is read back by one."""

import re
import subprocess
import sys

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from kiosk import qr

ADDRESSES = ("http://192.168.1.20:8080/pair/BCDFGHJK", "http://studio.lan/v/" + "x" * 200, "欢迎光临")
SCALE = 6


def drawn(svg: str) -> Image.Image:
    """The SVG as a browser would paint it: its two paths consist of rectangles only."""
    side = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])  # type: ignore[index]
    image = Image.new("L", (side * SCALE, side * SCALE), 128)
    pen = ImageDraw.Draw(image)
    for fill, path in re.findall(r'<path fill="(#\w+)" d="([^"]+)"/>', svg):
        for rectangle in re.findall(r"M(\d+) (\d+)h(\d+)v(\d+)h-\d+z", path):
            x, y, width, height = (int(number) * SCALE for number in rectangle)
            pen.rectangle((x, y, x + width - 1, y + height - 1), fill=fill)
    return image


def read(image: Image.Image) -> str:
    found = zxingcpp.read_barcodes(image, try_invert=False)
    assert len(found) == 1
    return str(found[0].text)


@pytest.mark.parametrize("text", ADDRESSES)
def test_a_camera_reads_the_code_on_the_page(text: str) -> None:
    assert read(drawn(qr.svg(text))) == text


@pytest.mark.parametrize("text", ADDRESSES)
def test_a_camera_reads_the_code_in_a_dark_terminal(text: str) -> None:
    lines = qr.terminal(text).split("\n")
    image = Image.new("L", (len(lines[0]) * SCALE, len(lines) * 2 * SCALE), "black")
    pen = ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        for column, sign in enumerate(line):
            for half, drawing in enumerate(("▀█", "▄█")):
                if sign in drawing:
                    x, y = column * SCALE, (2 * row + half) * SCALE
                    pen.rectangle((x, y, x + SCALE - 1, y + SCALE - 1), fill="white")
    assert read(image) == text


def test_the_page_keeps_the_strict_content_security_policy() -> None:
    svg = qr.svg(ADDRESSES[0])
    assert "style" not in svg
    assert "data:" not in svg


def test_a_server_that_draws_no_code_does_not_load_pillow() -> None:
    program = "import sys, kiosk.qr; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
