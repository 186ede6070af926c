"""The studio's own music for a pass: audio files in media/music, in the order of their names, as they are found."""

from pathlib import Path

MUSIC = "music"
TYPES = {".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".wav": "audio/wav"}
# A TV holds a piece in memory, so that the music goes on while the server is away; a longer one is left out.
LONGEST_BYTES = 48 * 1024 * 1024
MOST_PIECES = 60


def pieces(media: Path) -> list[Path]:
    """Regular files only; without the folder there is none, and that is no error."""
    try:
        found = sorted((media / MUSIC).iterdir(), key=lambda file: file.name.casefold())
        return [file for file in found if _is_piece(file)][:MOST_PIECES]
    except OSError:
        return []


def _is_piece(file: Path) -> bool:
    if file.suffix.lower() not in TYPES or file.name.startswith(".") or file.is_symlink() or not file.is_file():
        return False
    return 0 < file.stat().st_size <= LONGEST_BYTES


def piece(media: Path, number: int) -> tuple[bytes, str] | None:
    """The content and the type of the piece with this number, counted from 0; None when it is not there."""
    found = pieces(media)
    if number >= len(found):
        return None
    try:
        return found[number].read_bytes(), TYPES[found[number].suffix.lower()]
    except OSError:
        return None
