"""What each command of the command line does."""

import argparse
import itertools
import os
import shutil
import sqlite3
import time
import unicodedata
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from pydantic_core import to_jsonable_python

from . import database, i18n, portraits, starting
from .config import Settings, load
from .house_file import first_settings


class Refused(Exception):
    """The command cannot be done; the message is one clear sentence."""


def _settings(options: argparse.Namespace) -> Settings:
    """The studio's settings; a first start writes a commented studio.toml to begin from."""
    first_settings(options.data)
    given = {key: getattr(options, key, None) for key in ("host", "port", "async_mode")}
    return load(options.data / "studio.toml", **given)


def serve(options: argparse.Namespace) -> None:
    starting.begin()
    from .serving import serve

    serve(_settings(options), options.data, options.media)


def demo(options: argparse.Namespace) -> None:
    starting.begin()
    from .demo import serve as demo
    from .serving import serve

    settings = demo.with_more_rooms(_settings(options))
    demo.fresh(options.data, settings)
    prepare = partial(demo.prepare, photos=options.photos, speed=None if options.still else options.speed)
    serve(settings, options.data, options.media, prepare, is_demo=True)


def _ask(folder: Path, settings: Settings, name: str, asked: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    from .control import ask  # it brings the whole server with it

    return ask(folder, settings, name, asked)


def import_file(options: argparse.Namespace) -> None:
    """Parse here, so that the server's screens never wait for it; plan and store in the server's one transaction."""
    from .intake.parse import parse_file

    settings = _settings(options)
    try:
        data = options.file.read_bytes()
    except OSError as error:
        raise Refused(f"{options.file}: {error.strerror}.") from error
    parsed = parse_file(
        options.file.name,
        data,
        zone=settings.zone,
        region=settings.imports.region,
        columns=_columns(options.data, settings),
        around=datetime.now(settings.zone).date(),
    )
    asked = {"parsed": to_jsonable_python(asdict(parsed)), "source": options.file.name, "dry_run": options.dry_run}
    with i18n.speaking(settings.studio.language):
        _, table = _ask(options.data, settings, "imports", asked)
    _print_table(table)
    if options.dry_run:
        print("Nothing was stored (--dry-run).")


def _columns(data: Path, settings: Settings) -> dict[str, tuple[str, ...]]:
    from .intake.columns import merged

    try:
        return dict(merged(settings.imports.columns))
    except ValueError as error:
        raise Refused(f"{data / 'studio.toml'}: import.columns: {error}") from error


def _print_table(table: dict[str, Any]) -> None:
    columns = ("line", "outcome", "label", "reason")
    rows = [{key: str(row[key]) for key in columns} for row in table["rows"]]
    widths = {key: max([len(key), *(_width(row[key]) for row in rows)]) for key in columns}
    for row in [{key: key for key in columns}, *rows]:
        print("  ".join(row[key] + " " * (widths[key] - _width(row[key])) for key in columns).rstrip())
    print(", ".join(f"{count} {outcome}" for outcome, count in table["counts"].items()))


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def pair(options: argparse.Namespace) -> None:
    from .network import address_for_others
    from .qr import terminal

    settings = _settings(options)
    asked = {key: getattr(options, key) for key in ("role", "stage", "room", "staff", "face")}
    address, answer = _ask(options.data, settings, "pairings", {**asked, "name": options.name or options.role})
    if not answer["ok"]:
        raise Refused(answer["message"])
    address = address or address_for_others(settings.server.host, settings.server.port)
    url = f"{address}/pair/{answer['code']}"
    print(terminal(url))
    print(url)
    print("This address works once, for ten minutes.")


def simulate(options: argparse.Namespace) -> None:
    """A day by a seed, against the running server, watched from outside."""
    from .simulate.opening import CannotPlay
    from .simulate.run import Wanted, run

    wanted = Wanted(
        parties=options.parties,
        speed=options.speed,
        seed=options.seed,
        screens=options.screens,
        any_house=options.yes_really,
    )
    try:
        report = run(options.data, _settings(options), wanted)
    except CannotPlay as error:
        raise Refused(str(error)) from error
    for line in report.lines():
        print(line)
    if not report.is_clean:
        raise Refused(report.sentence)


def unbadge(options: argparse.Namespace) -> None:
    """Somebody has neither PIN nor badge any more, so that a forgotten one keeps nobody out of their own house."""
    settings = _settings(options)
    _, answer = _ask(options.data, settings, "unbadge", {"staff": options.staff})
    if not answer["ok"]:
        raise Refused(answer["message"])
    print(f"{options.staff} has neither PIN nor badge now.")


def verify_log(options: argparse.Namespace) -> int:
    from .verify import problems

    count = 0
    for problem in problems(database.open_reader(_house_file(options.data))):
        print(problem)
        count += 1
    print("The log is clean." if not count else f"{count} problems found.")
    return 1 if count else 0


def backup(options: argparse.Namespace) -> None:
    """An online copy with the portraits in it, checked before it counts."""
    source = database.open_reader(_house_file(options.data))
    destination: Path = options.destination
    if destination.is_dir():
        destination = destination / time.strftime("house-%Y%m%d-%H%M%S.sqlite3")
    unfinished = destination.with_name(f".{destination.name}.part")
    copy = sqlite3.connect(unfinished)
    source.backup(copy)
    portraits.pack(options.data, copy)
    copy.execute("PRAGMA journal_mode = DELETE")  # one file, whatever reads it
    copy.close()
    _checked(unfinished)
    os.replace(unfinished, destination)
    print(f"Saved and checked: {destination}")


def restore(options: argparse.Namespace) -> None:
    """Put a backup in place of the house; what was there is kept beside it."""
    from .clock import Clock
    from .engine import ThreadingEngine
    from .store import Store

    if not options.source.is_file():
        raise Refused(f"{options.source}: there is no such backup.")
    _checked(options.source)
    options.data.mkdir(parents=True, exist_ok=True)
    Store(options.data, ThreadingEngine(), Clock(), lambda now: now.date()).close()  # nobody else may be serving it
    house = options.data / "house.sqlite3"
    kept = _free(options.data / time.strftime("house-before-restore-%Y%m%d-%H%M%S.sqlite3"))
    os.replace(house, kept)
    for leftover in ("-wal", "-shm"):
        (options.data / f"house.sqlite3{leftover}").unlink(missing_ok=True)
    with closing(sqlite3.connect(kept)) as before:
        portraits.pack(options.data, before)  # what is put away can be put back whole
    shutil.copyfile(options.source, house)
    with closing(sqlite3.connect(house)) as copy:
        portraits.unpack(copy, options.data)
    database.prepare(house)
    print(f"Restored. What was there before is kept as {kept.name}.")
    _erase_again(options.data, kept)


def _free(file: Path) -> Path:
    """This name, or the next one that nothing has: two restores of one second must not write over what the first put away."""
    names = (file.with_stem(f"{file.stem}-{number}") for number in itertools.count(2))
    return next(name for name in itertools.chain([file], names) if not name.exists())


def _erase_again(data: Path, before: Path) -> None:
    """Who was erased since the backup was made asked for it: their wish holds for the copy too (FAULTS T40)."""
    from .clock import Clock
    from .engine import ThreadingEngine
    from .erasure import erase_again, erased_before
    from .store import Store
    from .transaction import Writing

    gone = erased_before(before)
    if not gone:
        return
    store = Store(data, ThreadingEngine(), Clock(), lambda now: now.date())
    erased = store.execute(Writing.by_system(), lambda tx: erase_again(tx, gone)).content["erased"]
    store.tidy(at_any_size=True)
    store.close()
    print(f"Customers erased on request since that backup, erased in it as well: {erased}.")


def doctor(options: argparse.Namespace) -> int:
    from .doctor import findings

    settings = _settings(options)
    bad = 0
    for finding in findings(options.data, settings):
        print(f"{'ok  ' if finding.is_good else 'BAD '} {finding.what}")
        bad += not finding.is_good
    return 1 if bad else 0


def _house_file(data: Path) -> Path:
    file = data / "house.sqlite3"
    if not file.exists():
        raise Refused(f"{file}: there is no house here; is --data right?")
    return file


def _checked(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise Refused(f"{file}: is no whole data file ({error}).") from error
    if found != "ok":
        raise Refused(f"{file}: is damaged ({found}).")
