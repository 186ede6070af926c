"""Photographs that a house takes in while something else is measured."""

import subprocess
import sys
from pathlib import Path

from tests.serving import ROOT

DELIVERED = 60


def painted(folder: Path) -> list[Path]:
    """Photographs of 24 megapixels, painted beforehand: a camera's work is not the server's."""
    what = ("--booking", "2001", "--kind", "wedding", "--count", "6", "--size", "6000x4000")
    command = [sys.executable, "-m", "kiosk.demo.painter", "--media", str(folder), *what]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return sorted((folder / "photos").glob("2001/*/*.JPG"))


def deliver(photos: list[Path], folder: Path) -> None:
    """Drop so many at once, each another file by a comment at its beginning."""
    folder.mkdir(parents=True)
    for number in range(DELIVERED):
        data, comment = photos[number % len(photos)].read_bytes(), f"{folder.name}{number:04}".encode()
        (folder / f"DSC_{number:04}.JPG").write_bytes(
            data[:2] + b"\xff\xfe\x00" + bytes([2 + len(comment)]) + comment + data[2:]
        )
