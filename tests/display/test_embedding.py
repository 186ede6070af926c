"""The rating is inside the copy of a chosen JPEG, and nothing of the picture is touched."""

import hashlib
from io import BytesIO

import pytest
from PIL import Image

from display.domain.selection import RetouchNote
from display.embedding import embedded, photo_in

from .sales import SalesHouse
from .test_handover import LOOK, fingerprints, hand, hand_copies, original
from .test_ratings import LIGHTROOM, SAID, every
from .test_selection_taps import STROKES

PHOTO = "0123456789abcdef"
NOTE = RetouchNote(id=1, photo="a", x=0.5, y=0.25, words="<hair> & 发丝")
LABELS = {"pick": "Green"}
NAME = b"http://ns.adobe.com/xap/1.0/\0"


def jpeg(colour: str = "red", **options: object) -> bytes:
    file = BytesIO()
    exif = Image.Exif()
    exif[271] = "Camera & Sons"
    Image.new("RGB", (64, 48), colour).save(file, "JPEG", exif=exif, **options)
    return file.getvalue()


def segment(content: bytes) -> bytes:
    return b"\xff\xe1" + (len(content) + 2).to_bytes(2, "big") + content


def with_segments(file: bytes, *contents: bytes) -> bytes:
    """Behind what is the camera's."""
    end = 4 + int.from_bytes(file[4:6], "big")  # the first segment after the start
    return file[:end] + b"".join(segment(one) for one in contents) + file[end:]


def put_in(file: bytes) -> bytes:
    found = embedded(file, PHOTO, "pick", [NOTE], LABELS)
    assert found is not None
    return found


def packet(file: bytes) -> bytes:
    with Image.open(BytesIO(file)) as image:
        return bytes(image.info["xmp"])


def test_a_program_reads_the_rating_and_the_picture_is_the_same_to_the_byte() -> None:
    before = jpeg()
    after = put_in(before)
    with Image.open(BytesIO(after)) as image:
        image.load()
        assert image.getexif()[271] == "Camera & Sons"
    assert (every(packet(after), "xmp:Rating"), every(packet(after), "xmp:Label")) == (["5"], ["Green"])
    assert every(packet(after), "photoshop:Instructions") == [SAID]
    assert after[after.index(b"\xff\xda") :] == before[before.index(b"\xff\xda") :]
    start = after.index(NAME) - 4
    length = int.from_bytes(after[start + 2 : start + 4], "big") + 2
    assert after[:start] + after[start + length :] == before


def test_what_another_program_says_inside_stays_and_its_extended_packet_too() -> None:
    extended = b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 32 + bytes(8) + b"<more/>"
    before = with_segments(jpeg(), NAME + LIGHTROOM.encode(), extended)
    after = put_in(before)
    assert every(packet(after), "xmp:Rating") == ["5"] and every(packet(after), "crs:HasSettings") == ["True"]
    assert segment(extended) in after and after.count(NAME) == 1


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"a.jpg" * 50,
        b"\xff\xd8",
        b"\xff\xd8\xff\xe1\xff\xff",
        b"\xff\xd8\xff\xe1\x00\x00",
        jpeg()[:200],
        with_segments(jpeg(), NAME + b"<broken"),
        with_segments(jpeg(), NAME + LIGHTROOM.encode(), NAME + LIGHTROOM.encode()),
        with_segments(jpeg(), NAME + LIGHTROOM.encode().replace(b"+0.35", b"9" * 64200)),
        jpeg()[:2] + b"\xff\xe2\x00\x10MPF\0II*\0\x08\0\0\0\0\0" + jpeg()[2:],
    ],
)
def test_where_it_would_not_be_safe_nothing_is_put_in(file: bytes) -> None:
    assert embedded(file, PHOTO, "pick", [], LABELS) is None
    assert photo_in(file) == ""


def test_our_copy_is_known_until_somebody_works_on_it() -> None:
    ours = put_in(jpeg())
    assert photo_in(ours) == PHOTO
    assert photo_in(ours[:-3] + b"\0" + ours[-2:]) == "" == photo_in(ours.replace(b">5<", b">4<"))
    assert photo_in(ours.replace(b"Camera & Sons", b"Camera & Dads")) == ""


def test_the_copies_carry_the_rating_the_originals_do_not_and_a_new_note_reaches_the_copy(house: SalesHouse) -> None:
    a, b = jpeg(), jpeg("blue")
    picks = [original(house, "a.jpg", a), original(house, "b.jpg", b)]
    show = house.start()

    def choose(*photos: str) -> None:
        for photo in photos:
            house.tap(f"/presentations/{show}/marks", photo=photo, mark="pick")
        signed = house.tap(f"/presentations/{show}/confirmation", signature=STROKES, picks=len(photos), total_cents=0)
        assert signed[0] == 201, signed

    choose(*picks)
    before = fingerprints(house.media / "photos")
    hand_copies(house)
    folder = house.media / "chosen" / "2031" / LOOK
    first = (folder / "a.jpg").read_bytes()
    assert every(packet(first), "xmp:Rating") == ["5"] and first != a and fingerprints(house.media / "photos") == before
    hand_copies(house)
    assert (folder / "a.jpg").read_bytes() == first
    house.tap("/bookings/2031/selection/reopening", reason="another one")
    house.tap(f"/presentations/{show}/retouches", photo=picks[0], x=0.5, y=0.25, words="the veil")
    house.tap(f"/presentations/{show}/marks", photo=picks[1], mark="pass")
    choose(picks[0])
    hand_copies(house)
    assert [file.name for file in sorted(folder.iterdir())] == ["a.jpg"]
    assert b"the veil" in (folder / "a.jpg").read_bytes()
    (folder / "a.jpg").write_bytes(put_in(a).replace(b">5<", b">4<"))
    assert hand(house, "copies")[1]["code"] == "copies_in_the_way"
    assert hashlib.sha256(a).hexdigest()[:16] == picks[0]
