"""Files that are numbered anew while somebody looks at them: the darkroom at work, and what the server makes of its words."""

from pathlib import Path

from display.intake import TAKEN

from .process import QUICK, Running, Studio, drop
from .sales import SalesHouse, sales_house

NAMES = ("DSC_0001.jpg", "DSC_0002.jpg", "DSC_0003.jpg", "DSC_0004.jpg")
LATER = ("DSC_0002.jpg", "DSC_0003.jpg", "DSC_0004.jpg", "DSC_0005.jpg")


def pass_on(darkroom: Running, house: SalesHouse, ends_with: set[str]) -> None:
    """Line by line, as the slowest server would take them, until each of these has been said."""
    while ends_with:
        line = darkroom.await_that(lambda line: line["type"] in TAKEN, 20.0, str(ends_with))
        house.report(line)
        said = f"arriving {line['count']}" if line["type"] == "arriving" else line["type"]
        ends_with -= {said}


def test_no_photo_leaves_while_files_are_numbered_anew(tmp_path: Path) -> None:
    with Studio(tmp_path / "studio") as studio, sales_house(tmp_path / "house") as house:
        folder = studio.booking()
        photos = drop(folder, *NAMES)
        with studio.darkroom(*QUICK) as darkroom:
            pass_on(darkroom, house, {"arriving 0"})
            for name, later in reversed(list(zip(NAMES, LATER, strict=True))):
                (folder / name).rename(folder / later)
            pass_on(darkroom, house, {"arriving 0", "gone"})
        assert "PhotosGone" not in house.types("photos-2031")
        assert [photo.id for photo in house.sales.photos(2031).ordered] == photos
        assert [photo.name for photo in house.sales.photos(2031).ordered] == list(LATER)
