"""One photo in, its renditions out: decode once, turn upright, shrink, convert to sRGB, encode without metadata.

Runs only in worker processes (display/worker.py): nothing here may be trusted to end in time or to leave memory alone.
"""

import io
import warnings
from collections.abc import Collection
from dataclasses import field

from PIL import Image, ImageChops, ImageCms, UnidentifiedImageError

from kiosk.records import dataclass

from .camera import camera_name, moment
from .completeness import compressed_span
from .icc import ADOBE_RGB
from .library import RENDITIONS

try:
    from pi_heif import register_heif_opener  # docs/adr/0020

    register_heif_opener(thumbnails=False)
    HAS_HEIC = True
except ImportError:
    HAS_HEIC = False

# Our own budgets below replace Pillow's, which warns at 89 megapixels: a size that cameras have.
Image.MAX_IMAGE_PIXELS = None

JPEG_PIXELS = 200_000_000  # decoded at a fraction of its size, so that memory stays bounded
OTHER_PIXELS = 50_000_000
LONGEST_SHAPE = 40  # long edge to short edge; wider panoramas than 20:1 have not been met
GROUND = (119, 119, 119)  # what shows through a transparent picture: perceptual middle grey, favours no colour

BOXES = {"thumb": (480, 480), "tv": (1920, 1080), "tv4k": (3840, 2160)}
# Measured on camera files: 96 is where a TV rendition reaches SSIM 0.99 against an uncompressed Lanczos reference.
QUALITY = {"thumb": 85, "tv": 96, "tv4k": 92}
# A TV rendition is what a customer decides by; the other two are seen small or made in idle time, where speed counts.
RESAMPLING = {
    "thumb": Image.Resampling.BICUBIC,
    "tv": Image.Resampling.LANCZOS,
    "tv4k": Image.Resampling.BICUBIC,
}
# A thumb is a third of what it is made from: halved first, at no cost that shows, it takes half the time.
REDUCING_GAP = {"thumb": 1.5}
# 4:2:0 is what a TV shows all day and decodes fastest. Not progressive: that doubles encoding and decoding time.
SAVE_OPTIONS = {"subsampling": "4:2:0", "progressive": False, "optimize": False}

HASHED = (9, 8)

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
SRGB_BYTES = SRGB.tobytes()
_PROFILE_MODES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class Unusable(Exception):
    """This file cannot become a slide. `reason` is a key of `library.REASONS`; `detail` is for the log."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class Developed:
    """A photo's renditions as JPEG bytes, with its upright size in pixels, when the camera says it was taken, which camera that
    was, and its difference hash (domain/likeness.py). `serial` is the camera's own number and stays in the worker."""

    width: int
    height: int
    taken_at: str | None
    dhash: str
    files: dict[str, bytes] = field(repr=False)
    camera: str | None = None
    serial: object = field(default=None, repr=False)


@dataclass(frozen=True)
class _Facts:
    orientation: int = 1
    is_adobe_rgb: bool = False
    taken_at: str | None = None
    camera: str | None = None
    serial: object = field(default=None, repr=False)


def develop(data: bytes, name: str, wanted: Collection[str], tiff: bytes = b"") -> Developed:
    """Decode `data` once and make the `wanted` renditions of it, never larger than the photo itself. A photo that fits
    a 1080p TV is its own 4K rendition, so that one comes along with "tv". `tiff`: where the camera's words on the photo are, if
    not in `data`. Raises Unusable."""
    # Broken metadata is common and harmless, and warnings would put it into the log.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _developed(data, name, wanted, tiff)


def _developed(data: bytes, name: str, wanted: Collection[str], tiff: bytes) -> Developed:
    image = _opened(data, name)
    _refuse_bomb(image, data)
    facts = _facts(image, tiff)
    full = image.size
    largest = max(wanted, key=RENDITIONS.index)
    box = _turned(BOXES[largest], facts.orientation)
    if image.format in ("JPEG", "MPO"):
        image.draft(None, _fitted(full, box))
        _decode(image, data)
    else:
        _decode(image, data)
        # Some formats are turned upright by their decoder.
        full, facts = image.size, _facts(image, tiff)
        box = _turned(BOXES[largest], facts.orientation)
    picture = _shrunk(_flattened(image), _fitted(full, box), largest)
    picture = _to_srgb(picture, image.info.get("icc_profile"), facts)
    if facts.orientation in _TURNS:
        picture = picture.transpose(_TURNS[facts.orientation])
    width, height = _turned(full, facts.orientation)
    files, dhash = _encode_all(picture, (width, height), wanted), difference_hash(picture)
    return Developed(width, height, facts.taken_at, dhash, files, facts.camera, facts.serial)


def difference_hash(picture: Image.Image) -> str:
    """Where in a 9 by 8 copy in grey a pixel is brighter than its right neighbour, row by row: 64 bits as 16 digits. Frames
    of one burst differ in a few of them, other pictures in half."""
    # In two steps: halving what is large costs a tenth of looking at every pixel, and changes no bit that matters.
    small = picture.convert("L").resize((HASHED[0] * 16, HASHED[1] * 16), Image.Resampling.BOX)
    pixels = small.resize(HASHED, Image.Resampling.BOX).tobytes()
    width, height = HASHED
    pairs = ((row * width + column, row * width + column + 1) for row in range(height) for column in range(width - 1))
    bits = "".join("1" if pixels[left] > pixels[right] else "0" for left, right in pairs)
    return f"{int(bits, 2):016x}"


def _opened(data: bytes, name: str) -> Image.Image:
    formats: tuple[str, ...] = ("JPEG", "PNG", "WEBP")
    if name.casefold().endswith((".tif", ".tiff")):
        formats += ("TIFF",)
    if data[4:8] == b"ftyp" and data[8:12] != b"avif":
        if not HAS_HEIC:
            raise Unusable("heic_unsupported")
        formats = ("HEIF",)
    try:
        return Image.open(io.BytesIO(data), formats=formats)
    except UnidentifiedImageError as error:
        # Pillow says the same of a foreign format and of a camera file with a broken header.
        raise Unusable("damaged" if data.startswith((b"\xff\xd8\xff", b"\x89PNG")) else "not_a_photo") from error
    except MemoryError as error:
        raise Unusable("too_large", "memory") from error
    except Exception as error:  # a hostile file can make a decoder raise anything; it may only cost that file
        raise Unusable("damaged", repr(error)) from error


def _refuse_bomb(image: Image.Image, data: bytes) -> None:
    """Refuse by the header, before a pixel is decoded (T15)."""
    width, height = image.size
    is_jpeg = image.format in ("JPEG", "MPO")
    if width * height > (JPEG_PIXELS if is_jpeg else OTHER_PIXELS):
        raise Unusable("too_large", f"{width}x{height}")
    if max(width, height) > LONGEST_SHAPE * min(width, height):
        raise Unusable("not_a_photo", f"{width}x{height}")
    # Every 8x8 block of a JPEG takes at least one bit: a header that promises more pixels than that is lying.
    if is_jpeg and len(data) * 8 < width * height / 64:
        raise Unusable("damaged", f"{width}x{height} in {len(data)} bytes")


def _facts(image: Image.Image, tiff: bytes) -> _Facts:
    try:
        exif = Image.Exif() if tiff else image.getexif()
        if tiff:
            exif.load(tiff)
        photo = exif.get_ifd(0x8769)
        orientation = exif.get(0x0112, 1)
        # DCF 2.0, 4.2: "R03" means Adobe RGB although no profile is embedded.
        is_adobe = str(exif.get_ifd(0xA005).get(1, "")).startswith("R03")
        taken_at = moment(photo.get(0x9003) or exif.get(0x0132), photo.get(0x9011), photo.get(0x9291))
        camera = camera_name(exif.get(0x010F), exif.get(0x0110))
        serial = photo.get(0xA431) or exif.get(0xC62F)
    except Exception:  # noqa: BLE001 (metadata breaks in more ways than decoders name; a viewable photo stays viewable)
        return _Facts()
    return _Facts(orientation if orientation in _TURNS else 1, is_adobe, taken_at, camera, serial)


def _decode(image: Image.Image, data: bytes) -> None:
    try:
        image.load()
        if _lacks_its_end(image, data):
            raise Unusable("damaged", "the picture ends before its last block")
    except MemoryError as error:
        raise Unusable("too_large", "memory") from error
    except Unusable:
        raise
    except Exception as error:  # see _opened
        raise Unusable("damaged", repr(error)) from error


def _lacks_its_end(image: Image.Image, data: bytes) -> bool:
    """Whether the decoder ran out of data and silently painted the rest of a JPEG middle grey.

    Only then would more data change the picture. So when the last corner is exactly that grey, a second decode with the
    compressed data repeated before its end marker tells a damaged photo from one that really is grey there.
    """
    width, height = image.size
    corner = image.crop((max(0, width - 4), max(0, height - 4), width, height))
    if image.format not in ("JPEG", "MPO") or image.mode not in ("L", "RGB") or set(corner.tobytes()) != {128}:
        return False
    span = compressed_span(data)
    if span is None:
        return True
    begin, end = span
    with Image.open(io.BytesIO(data[:end] + data[begin:end] + data[end:]), formats=("JPEG",)) as longer:
        longer.draft(None, image.size)
        return ImageChops.difference(image, longer.convert(image.mode)).getbbox() is not None


def _flattened(image: Image.Image) -> Image.Image:
    """The picture in one of the three modes that are shrunk and converted: L, RGB or CMYK; transparency on GROUND."""
    if image.mode in ("L", "RGB", "CMYK") and not image.has_transparency_data:
        return image
    if image.mode.startswith("I"):
        # 16-bit grey; converting as it is would clip it to white.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("F", "LAB", "HSV"):
        raise Unusable("not_a_photo", image.mode)
    if image.has_transparency_data:
        # No copy when it is RGBA already: 50 megapixels are 200 MB.
        layer = image if image.mode == "RGBA" else image.convert("RGBA")
        ground = Image.new("RGB", layer.size, GROUND)
        ground.paste(layer, mask=layer.getchannel("A"))
        return ground
    return image.convert("L" if image.mode == "1" else "RGB")


def _turned(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    return (size[1], size[0]) if orientation >= 5 else size


def _fitted(size: tuple[int, int], box: tuple[int, int]) -> tuple[int, int]:
    """The largest size of the same shape that fits the box; never larger than `size`."""
    scale = min(box[0] / size[0], box[1] / size[1], 1)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _shrunk(picture: Image.Image, size: tuple[int, int], rendition: str) -> Image.Image:
    if picture.size == size:
        return picture
    return picture.resize(size, RESAMPLING[rendition], reducing_gap=REDUCING_GAP.get(rendition))


def _to_srgb(picture: Image.Image, icc: bytes | None, facts: _Facts) -> Image.Image:
    """Convert to sRGB by the embedded profile; a broken or missing one means that it is sRGB already."""
    content = icc or (ADOBE_RGB if facts.is_adobe_rgb else None)
    converted = _converted(picture, content) if content else None
    return converted or (picture if picture.mode == "RGB" else picture.convert("RGB"))


def _converted(picture: Image.Image, profile_bytes: bytes) -> Image.Image | None:
    """The picture in sRGB; None when the profile is broken, of another kind than the picture, or changes nothing."""
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(profile_bytes))
        mode = _PROFILE_MODES[profile.profile.xcolor_space.strip()]
        if (mode == "CMYK") != (picture.mode == "CMYK"):
            return None
        transform = ImageCms.buildTransform(profile, SRGB, mode, "RGB")
        if mode == "RGB" and _changes_nothing(transform):
            return None
        return ImageCms.applyTransform(picture.convert(mode), transform)
    except (ImageCms.PyCMSError, KeyError, OSError, ValueError):
        return None


def _changes_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    """Most profiles are sRGB by some other name: trying 64 colours is cheaper than converting a million pixels."""
    steps = (0, 85, 170, 255)
    colours = bytes(value for red in steps for green in steps for blue in steps for value in (red, green, blue))
    probe = Image.frombytes("RGB", (64, 1), colours)
    changed = ImageCms.applyTransform(probe, transform)
    if changed is None:
        return False
    return all(band.getextrema()[1] <= 2 for band in ImageChops.difference(probe, changed).split())  # type: ignore[operator]


def _encode_all(picture: Image.Image, upright: tuple[int, int], wanted: Collection[str]) -> dict[str, bytes]:
    files = {}
    for rendition in reversed(RENDITIONS):
        if rendition in wanted:
            picture = _shrunk(picture, _fitted(upright, BOXES[rendition]), rendition)
            files[rendition] = _encoded(picture, rendition)
    if "tv" in files and _fitted(upright, BOXES["tv"]) == upright:
        files["tv4k"] = files["tv"]
    return files


def _encoded(picture: Image.Image, rendition: str) -> bytes:
    out = io.BytesIO()
    picture.info = {}
    picture.save(out, "JPEG", quality=QUALITY[rendition], icc_profile=SRGB_BYTES, **SAVE_OPTIONS)
    return out.getvalue()
