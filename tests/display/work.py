"""One job for the worker's own function, on a folder of our own."""

from pathlib import Path

from display import worker
from display.jobs import Job, Outcome
from display.library import PHOTOS


def media_in(folder: Path) -> Path:
    (folder / PHOTOS / "2031").mkdir(parents=True)
    return folder


def job_for(media: Path, content: bytes, name: str = "a.jpg", is_final: bool = False) -> Job:
    """A job for this content, which then lies in the folder under that name."""
    file = media / PHOTOS / "2031" / name
    file.write_bytes(content)
    found = file.stat()
    return Job(f"2031/{name}", "2031", found.st_size, found.st_mtime_ns, ("thumb", "tv"), is_final)


def done(media: Path, job: Job) -> Outcome:
    return worker.work(media, job, lambda: None)
