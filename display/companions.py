"""What lies beside an original and belongs to it: the RAW of the same shot, which is not shown but is what a retoucher works
on, and the sidecar of either. Copied with it, byte for byte; a copy that somebody has worked on is left alone."""

import hashlib
import os
from collections.abc import Collection, Sequence
from pathlib import Path

from .folder import open_original
from .library import Kind, kind_of
from .sidecar import is_ours, laid_over, version

_BLOCK = 1 << 20
_SIDECAR = ".xmp"


def unfinished_name(name: str) -> str:
    """For a file while it is being written: hidden, and short, for `name` may be as long as a name can be."""
    return f".{hashlib.sha256(os.fsencode(name)).hexdigest()[:16]}.{os.getpid()}.tmp"


def beside(root: Path, real: str) -> list[str]:
    """Paths below `root` of the companions of the original `real`: regular files alone."""
    folder, _, name = real.rpartition("/")
    try:
        with os.scandir(root / folder) as entries:
            names = sorted(entry.name for entry in entries if entry.is_file(follow_symlinks=False))
    except FileNotFoundError:
        return []
    return [f"{folder}/{one}" for one in names if one != name and _stem(one) == _stem(name) and _belongs(one)]


def _stem(name: str) -> str:
    return os.path.splitext(name)[0].casefold()


def _belongs(name: str) -> bool:
    return kind_of(name) is Kind.RAW or name.casefold().endswith(_SIDECAR)


def copy(root: Path, folder: Path, originals: Sequence[str]) -> None:
    """Beside the copies of the `originals`, which are there already. Raises OSError."""
    for real in originals:
        for one in beside(root, real):
            target = folder / _below(one)
            if not target.exists() or (_is_overtaken(root, one, target) and not _is_same(root, one, target)):
                _copy(root, one, target)


def take_out(root: Path, folder: Path, real: str, kept: Collection[str]) -> None:
    """The companions of a copy that is no longer wanted, unless a kept one shares them or they have been worked on."""
    shared = {(original.rpartition("/")[0], _stem(original.rpartition("/")[2])) for original in kept}
    if (real.rpartition("/")[0], _stem(real.rpartition("/")[2])) in shared:
        return
    for one in beside(root, real):
        target = folder / _below(one)
        if (
            target.is_file()
            and not target.is_symlink()
            and (_is_sidecar_of_ours(target) or _is_same(root, one, target))
        ):
            target.unlink()


def _below(real: str) -> str:
    return real.split("/", 1)[1]


def _is_overtaken(root: Path, real: str, target: Path) -> bool:
    """Whether the copy `target` is an earlier state of the sidecar `real`: ours, or what ours has been laid over."""
    if _is_sidecar_of_ours(target):
        return True
    if not real.casefold().endswith(_SIDECAR) or not target.is_file() or target.is_symlink():
        return False
    with open(open_original(root, real), "rb") as file:
        return laid_over(file.read()) == version(target.read_bytes())


def _is_sidecar_of_ours(file: Path) -> bool:
    return (
        file.suffix.casefold() == _SIDECAR and file.is_file() and not file.is_symlink() and is_ours(file.read_bytes())
    )


def _is_same(root: Path, real: str, target: Path) -> bool:
    with open(open_original(root, real), "rb") as one, open(target, "rb") as other:
        if os.fstat(one.fileno()).st_size != os.fstat(other.fileno()).st_size:
            return False
        return hashlib.file_digest(one, "sha256").digest() == hashlib.file_digest(other, "sha256").digest()


def _copy(root: Path, real: str, target: Path) -> None:
    """Whole or not at all."""
    unfinished = target.with_name(unfinished_name(target.name))
    with open(open_original(root, real), "rb") as source:
        try:
            with open(unfinished, "wb") as copied:
                while block := source.read(_BLOCK):
                    copied.write(block)
                copied.flush()
                os.fsync(copied.fileno())
            os.replace(unfinished, target)
        finally:
            unfinished.unlink(missing_ok=True)
