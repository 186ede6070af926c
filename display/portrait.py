"""A colleague's portrait: any photograph in, a square picture of the face out, upright, sRGB, without metadata; or a sample
for the lobby's show: the whole photograph, clean in the same way.

Run as `python -m display.portrait`, or `… sample`, once for each picture, because nothing that decodes a stranger's file runs
in the server: the file comes on stdin, the JPEG goes to stdout. Exit status 3: that is no usable picture.
"""

import io
import os
import resource
import sys

from PIL import Image, ImageOps

from .completeness import Completeness, completeness
from .renditions import SRGB_BYTES, Unusable, develop
from .worker import CPU_SECONDS, MEMORY_BYTES

SIDE = 512
QUALITY = 88
FACE_AT = (0.5, 0.22)  # where .face in static/css/base.css looks for the face
NOT_A_PICTURE = 3


def sample(data: bytes) -> bytes:
    """The picture as a JPEG that a tablet can show. Raises Unusable."""
    if completeness(data) is Completeness.HOSTILE:
        raise Unusable("too_hard")
    return develop(data, "portrait", {"tv"}).files["tv"]


def portrait(data: bytes) -> bytes:
    """The picture as a JPEG of `SIDE` by `SIDE` pixels. Raises Unusable."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(sample(data))) as image:
        square = ImageOps.fit(image, (SIDE, SIDE), Image.Resampling.LANCZOS, centering=FACE_AT)
    square.info = {}
    square.save(out, "JPEG", quality=QUALITY, icc_profile=SRGB_BYTES)
    return out.getvalue()


def main() -> int:
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        make = sample if sys.argv[1:] == ["sample"] else portrait
        picture = make(sys.stdin.buffer.read())
    except Unusable as error:
        print(error.reason, file=sys.stderr)
        return NOT_A_PICTURE
    sys.stdout.buffer.write(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main())
