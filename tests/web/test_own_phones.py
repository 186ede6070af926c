"""A guest's own phone as a lobby, and the tablet's sample show, which is for nobody's phone."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

from kiosk import samples

from .doors import Studio, a_phone, open_doors


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with open_doors(tmp_path_factory.mktemp("phones")) as studio:
        yield studio


def test_a_phone_that_scanned_the_lobbys_code_checks_in_by_itself(studio: Studio) -> None:
    studio.expects(2301)
    phone = a_phone(studio)
    page = phone.get("/lobby", headers={"Accept": "text/html", "Accept-Language": "zh-TW"}).get_data(as_text=True)
    assert 'lang="zh-Hant"' in page and 'class="qr"' not in page
    content = studio.checks_in(2301, phone)
    assert studio.visit(content["visit"]).holder == "mei"
    assert studio.tap("/calls", phone)[0] == 201


@pytest.mark.parametrize("invited", ["forged", "IiI.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb"])
def test_an_old_or_forged_invitation_opens_nothing(studio: Studio, invited: str) -> None:
    client = studio.client("")
    answer = client.get(f"/arrive/{invited}", headers={"Accept": "text/html"})
    assert answer.status_code == 410 and "Set-Cookie" not in answer.headers
    assert "scan the one on the tablet" in answer.get_data(as_text=True)
    assert client.get("/lobby", headers={"Accept": "application/json"}).status_code == 401


def test_a_guests_phone_sees_nothing_of_the_staff(studio: Studio) -> None:
    phone = a_phone(studio)
    for path in ("/desk", "/station", "/visits", "/events", "/presenter"):
        assert phone.get(path, headers={"Accept": "application/json"}).status_code == 403


def test_the_tablets_code_leads_to_an_invitation(studio: Studio) -> None:
    page = studio.client().get("/lobby", headers={"Accept": "text/html"}).get_data(as_text=True)
    assert 'class="qr"' in page  # what it says is read back in the browser's test


# ---- the sample show

JPEG = b"\xff\xd8\xff\xe0" + bytes(2000)


def shown(studio: Studio) -> list[str]:
    samples_of_now = samples.Samples(studio.media).look()
    return [f"{one.path.parent.name}/{one.path.name}" for one in samples_of_now]


def test_only_pictures_whose_people_agreed_are_shown(tmp_path: Path) -> None:
    with open_doors(tmp_path) as studio:
        folder = studio.media / "samples"
        for name in ("a.jpg", "b.jpg", "c.jpg", "weddings/d.jpg", "withdrawn/e.jpg", ".hidden.jpg"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(JPEG)
        (folder / "b.no-consent").touch()
        (folder / "c.jpg.no-consent").touch()
        (folder / "letter.jpg").write_bytes(b"Dear Sir")
        (folder / "huge.jpg").write_bytes(JPEG + bytes(samples.LARGEST))
        (folder / "link.jpg").symlink_to("/etc/hostname")
        assert shown(studio) == ["samples/a.jpg", "weddings/d.jpg"]


def photograph(kind: str = "JPEG") -> bytes:
    """Lying on its side, taken by a named camera at somebody's home."""
    exif = Image.Exif()
    exif[Base.Orientation], exif[Base.Make] = 6, "Canary camera"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSAreaInformation] = "Canary street"
    notes = PngInfo()
    notes.add_text("Comment", "Canary words")
    out = BytesIO()
    said = {"comment": b"Canary words"} if kind == "JPEG" else {"pnginfo": notes}
    Image.new("RGB", (300, 200), "tan").save(out, kind, exif=exif, **said)
    return out.getvalue() + b"Canary behind the end"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_sample_tells_nothing_but_its_picture(tmp_path: Path, kind: str) -> None:
    """No place, no camera, no words: the bytes of the file itself never leave the house (T14, T18)."""
    with open_doors(tmp_path) as studio:
        file = studio.media / "samples" / "a.jpg"
        file.parent.mkdir(parents=True)
        file.write_bytes(photograph(kind))
        assert b"Canary" in file.read_bytes()
        tablet = studio.client()
        page = tablet.get("/lobby", headers={"Accept": "text/html"}).get_data(as_text=True)
        answer = tablet.get(re.findall(r'data-src="([^"]+)"', page)[0]).get_data()
        assert b"Canary" not in answer
        with Image.open(BytesIO(answer)) as picture:
            assert picture.size == (200, 300)  # upright, although nothing tells it to be turned any more
            assert not picture.getexif() and "comment" not in picture.info


def test_a_sample_that_cannot_be_shown_is_not_there(tmp_path: Path) -> None:
    with open_doors(tmp_path) as studio:
        (studio.media / "samples").mkdir(parents=True)
        (studio.media / "samples" / "a.jpg").write_bytes(JPEG)
        tablet = studio.client()
        page = tablet.get("/lobby", headers={"Accept": "text/html"}).get_data(as_text=True)
        assert tablet.get(re.findall(r'data-src="([^"]+)"', page)[0]).status_code == 404


def test_a_sample_is_named_by_a_key_and_goes_to_the_tablet_only(tmp_path: Path) -> None:
    with open_doors(tmp_path) as studio:
        file = studio.media / "samples" / "a.jpg"
        file.parent.mkdir(parents=True)
        file.write_bytes(photograph())
        tablet = studio.client()
        page = tablet.get("/lobby", headers={"Accept": "text/html"}).get_data(as_text=True)
        (address,) = re.findall(r'data-src="([^"]+)"', page)
        assert "a.jpg" not in page
        answer = tablet.get(address)
        assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
        assert tablet.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
        assert a_phone(studio).get(address).status_code == 404
        for wrong in ("a.jpg", "..%2fa.jpg", "0" * 20):
            assert tablet.get(f"/lobby/samples/{wrong}").status_code == 404
        file.unlink()
        assert tablet.get(address).status_code == 404


# ---- the same samples, gone through by hand


def on_the_presenters_tablet(studio: Studio) -> list[str]:
    page = studio.client("presenter").get("/presenter/samples", headers={"Accept": "text/html"})
    return re.findall(r'data-src="([^"]+)"', page.get_data(as_text=True))


def test_the_presenter_shows_what_the_lobby_may_show_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(samples, "LOOK_AGAIN_SECONDS", 0)
    with open_doors(tmp_path) as studio:
        folder = studio.media / "samples"
        folder.mkdir(parents=True)
        assert on_the_presenters_tablet(studio) == []
        for name in ("a.jpg", "b.jpg"):
            (folder / name).write_bytes(photograph())
        (folder / "b.no-consent").touch()
        (address,) = on_the_presenters_tablet(studio)
        presenter = studio.client("presenter")
        answer = presenter.get(address)
        assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
        assert b"Canary" not in answer.get_data()
        assert presenter.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
        assert studio.client("lobby").get(address).status_code == 403
        assert a_phone(studio).get(address).status_code == 403
        (folder / "a.no-consent").touch()
        assert presenter.get(address).status_code == 404
        assert on_the_presenters_tablet(studio) == []
