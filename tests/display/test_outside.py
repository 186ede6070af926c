"""Whatever lies in the drop folder under whatever name: nothing outside of it is opened, as the kernel says (FAULTS T17)."""

import ctypes
import os
from contextlib import closing
from pathlib import Path

from .pictures import jpeg
from .process import QUICK, Studio

OPENED, READ = 0x20, 0x1  # inotify(7)
ODD = (
    "..jpg",
    "...",
    "a\\..\\b.jpg",
    "C:\\x.jpg",
    "%2e%2e%2fx.jpg",
    "\u202egpj.x",
    "汉" * 60 + ".jpg",
    "CON.jpg",
    "📷 1.jpg",
    "a\nb.jpg",
)


class Seal:
    """Breaks when anything in these folders, or one of them, is opened or read by whomever."""

    def __init__(self, *folders: Path) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        self._descriptor = libc.inotify_init1(os.O_NONBLOCK)
        for folder in folders:
            assert libc.inotify_add_watch(self._descriptor, os.fsencode(folder), OPENED | READ) >= 0

    def is_broken(self) -> bool:
        try:
            return bool(os.read(self._descriptor, 65536))
        except BlockingIOError:
            return False

    def close(self) -> None:
        os.close(self._descriptor)


def test_t17_no_link_and_no_name_leads_out_of_the_folder(studio: Studio, tmp_path: Path) -> None:
    outside, inner = tmp_path / "elsewhere", tmp_path / "elsewhere" / "inner"
    inner.mkdir(parents=True)
    for folder in (outside, inner):
        (folder / "secret.jpg").write_bytes(jpeg())
    booking = studio.booking()
    (booking / "link.jpg").symlink_to(outside / "secret.jpg")
    (booking / "look").symlink_to(outside)
    (booking / "up.jpg").symlink_to("../../../elsewhere/inner/secret.jpg")
    (studio.photos / "2032").symlink_to(outside)
    for number, name in enumerate(ODD):
        (booking / name).write_bytes(jpeg(comment=b"%d" % number))
    with closing(Seal(outside, inner)) as seal:
        with studio.darkroom(*QUICK) as darkroom:
            darkroom.await_line(type="arriving", booking="2031", count=0)
            darkroom.await_quiet()
            shown = {line["path"] for line in darkroom.of_type("ready")}
        assert len(shown) == len([name for name in ODD if name.endswith(".jpg") and not name.startswith(".")])
        assert not seal.is_broken()
        (outside / "secret.jpg").read_bytes()
        assert seal.is_broken(), "it would tell"
