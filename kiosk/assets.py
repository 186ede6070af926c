"""Static files: one folder name per build, so that browsers may keep them for ever; compressed once, kept in memory."""

import gzip
import hashlib
import mimetypes
import re
from functools import lru_cache

from flask import Blueprint, Response, abort, request

from .modules import joined
from .paths import STATIC

bp = Blueprint("assets", __name__)

KEEP = "public, max-age=31536000, immutable"
# For whoever reads the files, not for the wall: a seventh of a page's scripts and styles. A script's are whole lines.
REMARKS = {".css": re.compile(rb"/\*.*?\*/\n?", re.DOTALL), ".js": re.compile(rb"^[ \t]*//.*\n", re.MULTILINE)}
COMPRESSED = (".css", ".js", ".mjs", ".svg", ".json")


def build_id() -> str:
    """A short name for the present content of all static files."""
    digest = hashlib.sha256()
    for file in sorted(STATIC.rglob("*")):
        if file.is_file():
            digest.update(f"{file.relative_to(STATIC)}:{file.stat().st_size}:{file.stat().st_mtime_ns}".encode())
    return digest.hexdigest()[:10]


@bp.get("/static/<build>/<path:name>")
def asset(build: str, name: str) -> Response:
    """A static file. `css/tokens+base+board.css` is those three in one answer, in that order; `js/screen+board.mjs` is those two
    modules with all that they import."""
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
    folder, _, rest = name.partition("/")
    stem, dot, ending = rest.partition(".")
    try:
        if ending == "mjs":
            modules = [f"{folder}/{one}.js" for one in stem.split("+")]
            content = joined(modules, lambda file: _read(file).decode()).encode()
        else:
            content = b"\n".join(_read(f"{folder}/{one}{dot}{ending}") for one in stem.split("+"))
    except FileNotFoundError:
        return None
    return gzip.compress(content, 9, mtime=0) if zipped else content


def _read(name: str) -> bytes:
    """One file of ours, without its remarks. Raises `FileNotFoundError`, also for whatever lies outside."""
    file = (STATIC / name).resolve()
    if not (file.is_file() and file.is_relative_to(STATIC.resolve())):
        raise FileNotFoundError(name)
    remark = REMARKS.get(file.suffix)
    return remark.sub(b"", file.read_bytes()) if remark else file.read_bytes()
