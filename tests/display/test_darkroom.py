"""The darkroom as the server sees it: a real process, real files, and what it says about them."""

import os
import shutil
import signal
import time
from pathlib import Path

from display.library import RENDITIONS, rendition_path
from display.worker import photo_id

from .pictures import jpeg, scene
from .process import QUICK, Line, Running, Studio, drop


def await_ready(darkroom: Running, *names: str, seconds: float = 20.0) -> dict[str, Line]:
    """One ready line for each of these names."""
    found: dict[str, Line] = {}
    while set(found) < set(names):
        line = darkroom.await_that(lambda line: line["type"] in ("ready", "rejected"), seconds, f"{names} ready")
        assert line["type"] == "ready", line
        found[line["name"]] = line
    return found


def test_a_dropped_photo_is_counted_announced_and_shown(studio: Studio) -> None:
    with studio.darkroom(*QUICK) as darkroom:
        darkroom.await_line(type="beat")
        look = studio.booking() / "evening gown"
        look.mkdir()
        content = jpeg(scene(2400, 1600))
        (look / "DSC_0412.JPG").write_bytes(content)
        darkroom.await_line(type="arriving", booking="2031", count=1)
        line = darkroom.await_line(type="ready")
        darkroom.await_line(type="arriving", booking="2031", count=0)
    found = (look / "DSC_0412.JPG").stat()
    assert line.items() >= {
        "booking": "2031",
        "photo": photo_id(content),
        "path": "2031/evening gown/DSC_0412.JPG",
        "name": "DSC_0412.JPG",
        "look": "evening gown",
        "size": found.st_size,
        "mtime_ns": found.st_mtime_ns,
        "width": 2400,
        "height": 1600,
        "taken_at": None,
        "renditions": ["thumb", "tv"],
        "replaces": None,
    }.items()  # fmt: skip
    made = {name: rendition_path(studio.media, "2031", line["photo"], name).is_file() for name in RENDITIONS}
    assert made == {"thumb": True, "tv": True, "tv4k": False}


def test_a_cut_off_file_is_flagged_within_five_seconds_and_shown_when_the_rest_arrives(studio: Studio) -> None:
    with studio.darkroom(*QUICK, "--patience", "2") as darkroom:
        content = jpeg()
        (studio.booking() / "a.jpg").write_bytes(content[:-400])
        line = darkroom.await_line(type="rejected", seconds=10)
        assert (line["name"], line["reason"]) == ("a.jpg", "incomplete")
        with open(studio.booking() / "a.jpg", "ab") as file:
            file.write(content[-400:])
        assert await_ready(darkroom, "a.jpg")["a.jpg"]["photo"] == photo_id(content)


def test_what_is_no_photo_is_turned_away_by_name_and_the_rest_goes_on(studio: Studio) -> None:
    folder = studio.booking()
    (folder / "link.jpg").symlink_to("/etc/passwd")
    os.mkfifo(folder / "fifo.jpg")
    (folder / "DSC_1.NEF").write_bytes(b"MM\0*")
    (folder / "page.jpg").write_bytes(b"%PDF-1.7\n" * 100)
    (folder / "notes.txt").write_bytes(b"for the album")
    (folder / "a\nb\u202e.jpg").write_bytes(b"text that is no picture")
    (studio.photos / "Chen wedding").mkdir()
    drop(folder, "good.jpg")
    with studio.darkroom(*QUICK) as darkroom:
        darkroom.await_line(type="stray", name="Chen wedding")
        darkroom.await_line(type="arriving", booking="2031", count=0)
        darkroom.await_quiet()
        reasons = {line["name"]: line["reason"] for line in darkroom.of_type("rejected")}
        assert reasons == {
            "link.jpg": "not_a_file",
            "fifo.jpg": "not_a_file",
            "DSC_1.NEF": "raw_unsupported",
            "page.jpg": "not_a_photo",
            "a\ufffdb\ufffd.jpg": "not_a_photo",
        }
        assert [line["name"] for line in darkroom.of_type("ready")] == ["good.jpg"]
        assert len(darkroom.of_type("stray")) == 1


def test_the_same_picture_twice_is_one_slide_and_outlives_either_file(studio: Studio) -> None:
    folder = studio.booking()
    (photo,) = drop(folder, "a.jpg")
    shutil.copyfile(folder / "a.jpg", folder / "b.jpg")
    with studio.darkroom(*QUICK) as darkroom:
        lines = await_ready(darkroom, "a.jpg", "b.jpg")
        assert {line["photo"] for line in lines.values()} == {photo}
        assert studio.slides() == {photo}
        (folder / "a.jpg").unlink()
        darkroom.await_line(type="gone", path="2031/a.jpg", photo=photo)
        assert studio.slides() == {photo}


def test_a_photo_moved_into_a_look_stays_a_slide_all_the_while(studio: Studio) -> None:
    folder = studio.booking()
    drop(folder, "a.jpg")
    (folder / "gown").mkdir()
    with studio.darkroom(*QUICK) as darkroom:
        await_ready(darkroom, "a.jpg")
        (folder / "a.jpg").rename(folder / "gown" / "a.jpg")
        assert await_ready(darkroom, "a.jpg")["a.jpg"]["look"] == "gown"
        assert darkroom.of_type("gone") == []
        darkroom.await_line(type="gone", path="2031/a.jpg")


def test_workers_killed_in_the_middle_cost_no_photo(studio: Studio) -> None:
    names = [f"{number}.jpg" for number in range(6)]
    folder = studio.booking()
    with studio.darkroom(*QUICK) as darkroom:
        darkroom.await_quiet()
        photos = drop(folder, *names)
        darkroom.await_line(type="arriving", booking="2031", count=6)
        workers = darkroom.workers()
        assert len(workers) == 2
        for pid in workers:
            os.kill(pid, signal.SIGKILL)
        await_ready(darkroom, *names)
        assert studio.slides() == set(photos)


def test_a_darkroom_that_was_killed_goes_on_where_it_stopped(studio: Studio) -> None:
    names = [f"{number}.jpg" for number in range(16)]
    photos = drop(studio.booking(), *names)
    with studio.darkroom(*QUICK) as darkroom:
        for _ in range(4):
            darkroom.await_line(type="ready")
        darkroom.process.kill()
    first = darkroom.await_end()
    with studio.darkroom(*QUICK) as darkroom:
        darkroom.await_line(type="arriving", booking="2031", count=0)
        second = darkroom.of_type("ready")
    said = [line["path"] for line in first + second if line["type"] == "ready"]
    assert len(said) == len(set(said)) == 16, "nothing lost, nothing said twice"
    assert studio.slides() == set(photos)
    kept = {file.name for file in (studio.media / "renditions" / "2031").iterdir()}
    assert {f"{photo}.tv.jpg" for photo in photos} <= kept
    with studio.darkroom(*QUICK) as darkroom:
        assert darkroom.await_quiet() == []
    assert not [name for name in os.listdir(studio.media / "renditions" / "2031") if name.endswith(".tmp")]


def test_nothing_is_said_twice_while_the_server_does_not_write_it_down(studio: Studio) -> None:
    drop(studio.booking(), "a.jpg")
    (studio.booking() / "b.psd").write_bytes(b"x")
    with studio.darkroom(*QUICK, writes_down=False) as darkroom:
        darkroom.await_line(type="ready")
        darkroom.await_quiet()
        assert len(darkroom.of_type("ready", "rejected")) == 2


def test_lost_renditions_are_made_again(studio: Studio) -> None:
    (photo,) = drop(studio.booking(), "a.jpg")
    with studio.darkroom(*QUICK) as darkroom:
        await_ready(darkroom, "a.jpg")
    shutil.rmtree(studio.media / "renditions")
    with studio.darkroom(*QUICK) as darkroom:
        await_ready(darkroom, "a.jpg")
    assert rendition_path(studio.media, "2031", photo, "tv").is_file()


def test_4k_renditions_come_last_and_only_if_wanted(studio: Studio) -> None:
    contents = [jpeg(scene(2400, 1600, seed=seed)) for seed in range(3)]
    for number, content in enumerate(contents):
        (studio.booking() / f"{number}.jpg").write_bytes(content)
    with studio.darkroom(*QUICK) as darkroom:
        await_ready(darkroom, "0.jpg", "1.jpg", "2.jpg")
    with studio.darkroom("--four-k", "always", "--workers", "1") as darkroom:
        made = {darkroom.await_line(type="four_k", booking="2031")["photo"] for _ in contents}
        assert made == {photo_id(content) for content in contents}
        assert darkroom.of_type("ready") == []
    assert all(rendition_path(studio.media, "2031", photo, "tv4k").is_file() for photo in made)


def test_f21_a_4k_that_is_asked_for_is_made_at_once_and_before_the_others(studio: Studio) -> None:
    contents = [jpeg(scene(2400, 1600, seed=seed)) for seed in range(3)]
    for number, content in enumerate(contents):
        (studio.booking() / f"{number}.jpg").write_bytes(content)
    last = photo_id(contents[-1])
    with studio.darkroom(*QUICK) as darkroom:
        await_ready(darkroom, "0.jpg", "1.jpg", "2.jpg")
        darkroom.ask(last)
        darkroom.await_quiet()
        assert darkroom.of_type("four_k") == []  # never is never
    drop(studio.booking("2032"), "a.jpg")
    with studio.darkroom("--four-k", "idle", "--workers", "2") as darkroom:
        darkroom.await_line(type="arriving", booking="2032")  # what is to be made is known now
        darkroom.ask("0" * 16)  # nobody knows this one, and nothing comes of it
        darkroom.ask(last)
        order = [darkroom.await_line(type="four_k")["photo"] for _ in contents]
        assert order[0] == last and set(order) == {photo_id(content) for content in contents}
    assert rendition_path(studio.media, "2031", last, "tv4k").is_file()


def test_a_missing_folder_is_reported_and_recovers_by_itself(studio: Studio) -> None:
    drop(studio.booking(), "a.jpg")
    with studio.darkroom(*QUICK) as darkroom:
        await_ready(darkroom, "a.jpg")
        studio.photos.rename(studio.media / "unplugged")
        darkroom.await_line(type="unreachable")
        studio.photos.mkdir()
        darkroom.await_quiet()
        studio.photos.rmdir()
        (studio.media / "unplugged").rename(studio.photos)
        darkroom.await_line(type="reachable")
        drop(studio.booking(), "b.jpg", seed=7)
        await_ready(darkroom, "b.jpg")
        assert darkroom.of_type("gone") == []


def test_it_waits_for_a_database_that_is_not_there_yet(tmp_path: Path) -> None:
    with Studio(tmp_path, has_table=False) as studio:
        drop(studio.booking(), "a.jpg")
        with studio.darkroom(*QUICK) as darkroom:
            time.sleep(0.5)
            studio.make_table()
            await_ready(darkroom, "a.jpg")
