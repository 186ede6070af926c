"""Static files: one folder name per build, so that browsers may keep them for ever; compressed once, kept in memory."""

import gzip
import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, abort, request

from .paths import STATIC

bp = Blueprint("assets", __name__)

KEEP = "public, max-age=31536000, immutable"
COMPRESSED = (".css", ".js", ".svg", ".json")


def build_id() -> str:
    """A short name for the present content of all static files."""
    digest = hashlib.sha256()
    for file in sorted(STATIC.rglob("*")):
        if file.is_file():
            digest.update(f"{file.relative_to(STATIC)}:{file.stat().st_size}:{file.stat().st_mtime_ns}".encode())
    return digest.hexdigest()[:10]


@bp.get("/static/<build>/<path:name>")
def asset(build: str, name: str) -> Response:
    """A static file. `css/tokens+base+board.css` is those three in one answer, in that order."""
    zipped = "gzip" in request.headers.get("Accept-Encoding", "") and name.endswith(COMPRESSED)
    content = _content(build, name, zipped)
    if content is None:
        abort(404)
    response = Response(content, mimetype=mimetypes.guess_type(name)[0] or "application/octet-stream")
    response.headers["Cache-Control"] = KEEP
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response


@lru_cache(maxsize=512)
def _content(build: str, name: str, zipped: bool) -> bytes | None:
    """`build` is part of the key, so that a new build is never answered with the old content."""
    folder, _, last = name.rpartition("/")
    stem, dot, ending = last.partition(".")
    pieces = []
    for one in stem.split("+"):
        file = _inside(f"{folder}/{one}{dot}{ending}")
        if file is None:
            return None
        pieces.append(file.read_bytes())
    content = b"\n".join(pieces)
    return gzip.compress(content, 9, mtime=0) if zipped else content


def _inside(name: str) -> Path | None:
    file = (STATIC / name).resolve()
    return file if file.is_file() and file.is_relative_to(STATIC.resolve()) else None
