"""What the camera says of a photo, from the words in its file: which camera it is, under a name that people can read; a mark that
keeps two bodies of one model apart; and when the photo was taken. Pure.

A serial number is the owner's, and with it a photo found anywhere could be traced back to this studio. So it never leaves the
worker: what is kept are 16 bits of a hash that is salted with the booking, too few to tell a serial from, and of no use beside
another booking's.
"""

import hashlib
import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

LONGEST_NAME = 60
LONGEST_READ = 200
MARK_BYTES = 2
# What a maker calls its company, not its cameras.
COMPANY = frozenset(
    "corporation corp corp. co co. co., co.,ltd co.,ltd. ltd ltd. company company, inc inc. gmbh ag imaging optical computer "
    "electric electronics global".split()
)


def camera_name(make: object, model: object) -> str | None:
    """`Canon EOS R5`; None where the file names neither. "NIKON CORPORATION" and "NIKON D70" are a NIKON D70."""
    maker, type_name = _words(make), _words(model)
    known = {word.casefold() for word in type_name}
    brand = [word for word in maker if word.casefold() not in COMPANY] or maker
    is_said = any(word.casefold() in known for word in brand)
    words = type_name if is_said else brand + type_name
    return " ".join(words)[:LONGEST_NAME].strip() or None


def body_mark(booking: str, serial: object) -> str | None:
    """Differs between two bodies of a booking (but for one pair in 65,536); None where the camera does not number itself."""
    text = " ".join(_words(serial))
    if not text.strip("0 "):
        return None
    salted = f"{booking}\0{text}".encode()
    return hashlib.blake2b(salted, digest_size=MARK_BYTES).hexdigest()


def moment(at: object, offset: object, fraction: object) -> str | None:
    """EXIF's date, offset and split second as ISO 8601; without a zone when the camera noted none."""
    try:
        moment = datetime.strptime(str(at).strip("\0 "), "%Y:%m:%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    digits = re.match(r"\d{1,6}", str(fraction))
    if digits:
        moment += timedelta(microseconds=int(digits[0].ljust(6, "0")))
    zone = re.match(r"([+-])(\d\d):(\d\d)", str(offset))
    if not zone:
        return moment.replace(tzinfo=None).isoformat()
    minutes = int(zone[2]) * 60 + int(zone[3])
    if minutes >= 24 * 60:
        return moment.replace(tzinfo=None).isoformat()
    return moment.replace(tzinfo=timezone(timedelta(minutes=-minutes if zone[1] == "-" else minutes))).isoformat()


def _words(value: object) -> list[str]:
    """Text as far as its first NUL, without what no screen can show: control and bidi characters."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if not isinstance(value, str):
        return []
    text = value[:LONGEST_READ].partition("\0")[0]
    return "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in text).split()
