"""Paints the demo studio's photographs, as files a camera would have written.

    python -m kiosk.demo.painter --media MEDIA --booking 2031 --seed 7 [--kind wedding] [--count 240] [--pace 2]

Files appear in MEDIA/photos/<booking>/<look>/ under a dot name first and are then renamed, so the intake only ever
meets whole ones. What is already there is left alone: a stopped painter goes on where it was.
"""

import argparse
import io
import math
import os
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageFilter

from . import camera
from .drawing.vector import Colour, Drawing, Gradient, Outlines, Shape
from .scenes import Picture, compose
from .shots import DAMAGED_NUMBER, LOOKS, SENSOR, Shot, painting_order, plan

__all__ = ["Shot", "paint", "paint_session", "plan", "write_photo"]

QUALITY = 90
AT_ONCE = 40
_WORK_SHARE = 0.5
_RAMP = 24

_Box = tuple[int, int, int, int]


def paint(shot: Shot, size: tuple[int, int] = SENSOR) -> Image.Image:
    """The shot as the sensor stores it: size pixels, lying, in YCbCr; EXIF orientation stands an upright one up."""
    picture = compose(shot)
    long = round(max(size) * _WORK_SHARE)
    short = round(min(size) * _WORK_SHARE)
    work = (short, long) if shot.is_upright else (long, short)
    scale = long / max(picture.width, picture.height)
    canvas = _soft_layer(picture.backdrop, work, scale, 0.25, (128, 128, 128)).copy()
    rasterise(canvas, picture.subject, scale)
    canvas = ImageChops.multiply(canvas, _soft_layer(picture.shade, work, scale, 0.125, (255, 255, 255)))
    canvas = ImageChops.screen(canvas, _soft_layer(picture.glow, work, scale, 0.125, (0, 0, 0)))
    canvas = _grained(canvas, shot.number)
    if shot.is_upright:
        canvas = canvas.transpose(Image.Transpose.ROTATE_90 if shot.orientation == 6 else Image.Transpose.ROTATE_270)
    if shot.is_adobe_rgb:
        canvas = _in_adobe_rgb(canvas)
    return _enlarged(canvas, size, _breath(canvas.size, picture))


def _enlarged(canvas: Image.Image, size: tuple[int, int], box: tuple[float, float, float, float]) -> Image.Image:
    """To the sensor's size, as YCbCr: the file halves the colour planes again, so only the light is worth smoothing."""
    light, blue, red = canvas.convert("YCbCr").split()
    planes = (
        light.resize(size, Image.Resampling.BICUBIC, box=box),
        blue.resize(size, Image.Resampling.NEAREST, box=box),
        red.resize(size, Image.Resampling.NEAREST, box=box),
    )
    return Image.merge("YCbCr", planes)


def _breath(size: tuple[int, int], picture: Picture) -> tuple[float, float, float, float]:
    """The part of the canvas this frame keeps: the camera is held by a hand."""
    width, height = size
    edge = 0.005
    dx, dy = picture.shift
    return (width * (edge + dx), height * (edge + dy), width * (1 - edge + dx), height * (1 - edge + dy))


@lru_cache(maxsize=3)
def _soft_layer(drawing: Drawing, size: tuple[int, int], scale: float, share: float, ground: Colour) -> Image.Image:
    """A layer without hard edges, painted small and enlarged; the frames of a burst find it in the cache."""
    small = Image.new("RGB", (math.ceil(size[0] * share), math.ceil(size[1] * share)), ground)
    rasterise(small, drawing, scale * share)
    return small.resize(size, Image.Resampling.BILINEAR)


@lru_cache(maxsize=1)
def _grain(size: tuple[int, int]) -> Image.Image:
    tile = Image.effect_noise((512, 512), 6)
    grain = Image.new("L", size)
    turns = [tile, tile.transpose(Image.Transpose.ROTATE_90), tile.transpose(Image.Transpose.FLIP_LEFT_RIGHT)]
    for row, y in enumerate(range(0, size[1], 512)):
        for column, x in enumerate(range(0, size[0], 512)):
            grain.paste(turns[(row + 2 * column) % 3], (x, y))
    return Image.merge("RGB", (grain, grain, grain))


def _grained(canvas: Image.Image, number: int) -> Image.Image:
    grain = ImageChops.offset(_grain(canvas.size), number * 137 % 509, number * 71 % 503)
    return ImageChops.add(canvas, grain, 1, -128)


def _in_adobe_rgb(canvas: Image.Image) -> Image.Image:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(camera.adobe_rgb_profile()))
    converted = ImageCms.profileToProfile(canvas, ImageCms.createProfile("sRGB"), profile)
    assert converted is not None
    return converted


def rasterise(canvas: Image.Image, drawing: Drawing, scale: float) -> None:
    """Paint the shapes onto the canvas in order; scale is pixels per unit of the drawing."""
    for shape in drawing:
        _paint_shape(canvas, shape, scale)


def _paint_shape(canvas: Image.Image, shape: Shape, scale: float) -> None:
    whole = _bounds(shape, scale)
    box = (max(whole[0], 0), max(whole[1], 0), min(whole[2], canvas.width), min(whole[3], canvas.height))
    if box[0] >= box[2] or box[1] >= box[3]:
        return
    mask = _mask(shape.outlines, box, scale, shape.blur * scale)
    if shape.clip is not None:
        mask = ImageChops.multiply(mask, _mask(shape.clip, box, scale, 0.0))
    if shape.opacity < 1:
        mask = mask.point([round(i * shape.opacity) for i in range(256)])
    if not isinstance(shape.paint, Gradient):
        canvas.paste(shape.paint, box, mask)
        return
    colours, alpha = _ramp(shape.paint)
    part = _part_of_ramp(box, whole)
    if any(stop[2] < 1 for stop in shape.paint.stops):
        mask = ImageChops.multiply(mask, alpha.resize(mask.size, Image.Resampling.BILINEAR, box=part))
    canvas.paste(colours.resize(mask.size, Image.Resampling.BILINEAR, box=part), box, mask)


def _bounds(shape: Shape, scale: float) -> _Box:
    xs = [point[0] for outline in shape.outlines for point in outline]
    ys = [point[1] for outline in shape.outlines for point in outline]
    pad = shape.blur * scale * 2.5 + 1
    return (
        math.floor(min(xs) * scale - pad),
        math.floor(min(ys) * scale - pad),
        math.ceil(max(xs) * scale + pad),
        math.ceil(max(ys) * scale + pad),
    )


def _part_of_ramp(box: _Box, whole: _Box) -> tuple[float, float, float, float]:
    width, height = whole[2] - whole[0], whole[3] - whole[1]
    return (
        (box[0] - whole[0]) / width * _RAMP,
        (box[1] - whole[1]) / height * _RAMP,
        (box[2] - whole[0]) / width * _RAMP,
        (box[3] - whole[1]) / height * _RAMP,
    )


def _mask(outlines: Outlines, box: _Box, scale: float, blur: float) -> Image.Image:
    """Where the outlines cover the box. A hard edge is drawn doubled and averaged; a soft one needs few pixels."""
    fineness = 2.0 if blur < 1.5 else min(1.0, 3.0 / blur)
    margin = 0 if blur < 1.5 else math.ceil(blur * 2.5)
    width, height = box[2] - box[0], box[3] - box[1]
    drawn = Image.new("L", (math.ceil((width + 2 * margin) * fineness), math.ceil((height + 2 * margin) * fineness)))
    pen = ImageDraw.Draw(drawn)
    k, dx, dy = scale * fineness, (margin - box[0]) * fineness, (margin - box[1]) * fineness
    for outline in outlines:
        pen.polygon([(x * k + dx, y * k + dy) for x, y in outline], fill=255)
    if blur < 1.5:
        return drawn.reduce(2)
    soft = drawn.filter(ImageFilter.GaussianBlur(blur * fineness))
    inner = (margin * fineness, margin * fineness, (margin + width) * fineness, (margin + height) * fineness)
    return soft.resize((width, height), Image.Resampling.BILINEAR, box=inner)


@lru_cache(maxsize=1024)
def _ramp(gradient: Gradient) -> tuple[Image.Image, Image.Image]:
    """A gradient over the unit square, small: its colours and its alpha."""
    colours: list[Colour] = []
    alphas: list[int] = []
    x0, y0, x1, y1 = gradient.axis
    length = (x1 - x0) ** 2 + (y1 - y0) ** 2
    for j in range(_RAMP):
        for i in range(_RAMP):
            u, v = (i + 0.5) / _RAMP - x0, (j + 0.5) / _RAMP - y0
            along = math.hypot(u / x1, v / y1) if gradient.radial else (u * (x1 - x0) + v * (y1 - y0)) / length
            colour, alpha = _between_stops(gradient, along)
            colours.append(colour)
            alphas.append(round(alpha * 255))
    return _filled("RGB", colours), _filled("L", alphas)


def _filled(mode: str, pixels: Sequence[Colour] | Sequence[int]) -> Image.Image:
    image = Image.new(mode, (_RAMP, _RAMP))
    image.putdata(pixels)
    return image


def _between_stops(gradient: Gradient, along: float) -> tuple[Colour, float]:
    before = gradient.stops[0]
    for stop in gradient.stops:
        if along <= stop[0]:
            share = 0.0 if stop[0] == before[0] else (along - before[0]) / (stop[0] - before[0])
            share = max(0.0, share)
            r, g, b = (round(p + (q - p) * share) for p, q in zip(before[1], stop[1], strict=True))
            return (r, g, b), before[2] + (stop[2] - before[2]) * share
        before = stop
    return before[1], before[2]


def write_photo(shot: Shot, folder: Path, size: tuple[int, int] = SENSOR) -> Path:
    """Paint a shot into its look's folder under the booking's folder and return where it now is."""
    target = folder / shot.folder / shot.file_name
    _put(target, _developed(shot, size))
    return target


def _developed(shot: Shot, size: tuple[int, int]) -> bytes:
    profile = camera.adobe_rgb_profile() if shot.is_adobe_rgb else None
    buffer = io.BytesIO()
    paint(shot, size).save(buffer, "JPEG", quality=QUALITY, exif=_exif(shot).tobytes(), icc_profile=profile)
    return buffer.getvalue()


def _exif(shot: Shot) -> Image.Exif:
    exif = Image.Exif()
    exif.update(camera.main_tags(shot))
    exif.get_ifd(camera.EXIF_FOLDER).update(camera.exposure_tags(shot))
    if shot.place is not None:
        exif.get_ifd(camera.GPS_FOLDER).update(camera.place_tags(*shot.place, shot.taken_at))
    return exif


def _put(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    growing = target.with_name(f".{target.name}.part")
    growing.write_bytes(data)
    growing.replace(target)


def paint_session(
    shots: Sequence[Shot],
    folder: Path,
    size: tuple[int, int] = SENSOR,
    pace_seconds: float = 0.0,
    at_once: int = AT_ONCE,
) -> int:
    """Write all photos that are not there yet, the first few at once and the rest at a pace; returns how many."""
    painted = 0
    for position, shot in enumerate(painting_order(shots, at_once)):
        if (folder / shot.folder / shot.file_name).exists():
            continue
        started = time.monotonic()
        write_photo(shot, folder, size)
        painted += 1
        if position >= at_once:
            time.sleep(max(0.0, pace_seconds - (time.monotonic() - started)))
    return painted


def write_damaged(shots: Sequence[Shot], folder: Path, size: tuple[int, int] = SENSOR) -> Path:
    """A card pulled too early: the first part of an otherwise good photo, DSC_0999.JPG in the last look."""
    shot = shots[-1]
    target = folder / shot.folder / f"DSC_{DAMAGED_NUMBER:04d}.JPG"
    if not target.exists():
        whole = _developed(shot, size)
        _put(target, whole[: round(len(whole) * 0.58)])
    return target


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options(arguments)
    folder = options.media / "photos" / options.booking
    shots = plan(options.kind, options.seed, options.count, options.begins_at)
    early = painting_order(shots, AT_ONCE)[:AT_ONCE]
    painted = paint_session(early, folder, options.size)
    if options.with_damaged:
        write_damaged(shots, folder, options.size)
    painted += paint_session(shots, folder, options.size, options.pace)
    print(f"{painted} photos painted, {len(shots)} in {folder}")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m kiosk.demo.painter", description="Paint a demo session's photographs."
    )
    parser.add_argument(
        "--media", type=Path, required=True, help="the media folder; photos go to photos/<booking> in it"
    )
    parser.add_argument("--booking", required=True, help="booking number")
    parser.add_argument("--kind", choices=sorted(LOOKS), default="wedding", help="what is photographed")
    parser.add_argument("--seed", type=int, default=1, help="the same seed paints the same session")
    parser.add_argument("--count", type=int, default=240, help="photos in the whole session")
    parser.add_argument("--pace", type=float, default=0.0, help=f"seconds per photo after the first {AT_ONCE}")
    parser.add_argument("--size", type=_size, default=SENSOR, help="pixels of the sensor, such as 6000x4000")
    parser.add_argument(
        "--begins-at", type=datetime.fromisoformat, default=_this_morning(), help="when the session began"
    )
    parser.add_argument("--with-damaged", action="store_true", help="leave one damaged file among them")
    return parser.parse_args(arguments)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


def _this_morning() -> datetime:
    return datetime.now().replace(hour=10, minute=12, second=31, microsecond=0)


if __name__ == "__main__":
    os.nice(19)
    sys.exit(main())
