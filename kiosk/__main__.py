"""The command line: `hand-to-hand …`, or `python -m kiosk …` (docs/http.md, “Command line”)."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from . import __version__, cli
from .config import ConfigError
from .database import DatabaseError
from .domain.device import FACES, ROLES
from .store import AlreadyServing

Number = TypeVar("Number", int, float)


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 done, 1 refused with one sentence on stderr, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options) or 0)
    except (ConfigError, DatabaseError, AlreadyServing, cli.Refused) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hand-to-hand", description="In-studio kiosk, board and sales-room display.")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _serving(commands.add_parser("serve", help="serve the studio"), cli.serve, Path("instance"), Path("media"))
    demo_data = Path("instance/demo")
    demo = commands.add_parser("demo", help="serve a lively demo studio")
    _serving(demo, cli.demo, demo_data, demo_data / "media")
    demo.add_argument("--photos", type=int, default=300, help="photographs the demo's cameras take (default: 300)")
    demo.add_argument("--speed", type=_positive(float), default=1.0, help="how fast its day goes on (default: 1)")
    demo.add_argument("--still", action="store_true", help="its day stays at the moment it begins with")
    _importing(commands.add_parser("import", help="bring bookings in from a calendar or CSV file"))
    _pairing(commands.add_parser("pair", help="print a one-time address that pairs a screen"))
    _simulating(commands.add_parser("simulate", help="play a studio day against the running server"))
    unbadge = commands.add_parser("unbadge", help="take somebody's PIN and badge away")
    _data(unbadge)
    unbadge.add_argument("staff", metavar="STAFF")
    unbadge.set_defaults(run=cli.unbadge)
    for name, run, what in (
        ("verify-log", cli.verify_log, "prove that the log is whole and the screens show it"),
        ("doctor", cli.doctor, "check disk, clock, data and settings"),
    ):
        command = commands.add_parser(name, help=what)
        _data(command)
        command.set_defaults(run=run)
    backup = commands.add_parser("backup", help="copy the house while it is open")
    _data(backup)
    backup.add_argument("destination", type=Path)
    backup.set_defaults(run=cli.backup)
    restore = commands.add_parser("restore", help="put a backup in place, after checking it")
    _data(restore)
    restore.add_argument("source", type=Path)
    restore.set_defaults(run=cli.restore)
    return parser


def _data(parser: argparse.ArgumentParser, default: Path = Path("instance")) -> None:
    parser.add_argument("--data", type=Path, default=default, help=f"the data folder (default: {default})")


def _serving(parser: argparse.ArgumentParser, run: object, data: Path, media: Path) -> None:
    parser.add_argument("--host", help="address to listen on (default: all)")
    parser.add_argument("--port", type=int, help="port, 0 for any free one (default: 8080)")
    _data(parser, data)
    parser.add_argument("--media", type=Path, default=media, help=f"the photographs' folder (default: {media})")
    parser.add_argument("--async-mode", choices=("eventlet", "threading"))
    parser.set_defaults(run=run)


def _importing(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument("file", type=Path)
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
    parser.set_defaults(run=cli.import_file)


def _pairing(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument("--role", required=True, choices=ROLES)
    parser.add_argument("--stage", help="for a station: the stage it stands in")
    parser.add_argument("--room", help="for a presenter or TV: its room")
    parser.add_argument("--name", default="", help="what the desk calls this screen")
    parser.add_argument("--staff", help="for somebody's own phone: their staff id")
    parser.add_argument("--face", choices=FACES, default="staff", help="for a board: who may read it")
    parser.set_defaults(run=cli.pair)


def _simulating(parser: argparse.ArgumentParser) -> None:
    _data(parser)
    parser.add_argument("--parties", type=_positive(int), default=12, help="how many parties come (default: 12)")
    parser.add_argument(
        "--speed", type=_positive(float), default=60.0, help="times faster than the clock (default: 60)"
    )
    parser.add_argument("--seed", type=int, default=1, help="the same seed plans the same day (default: 1)")
    parser.add_argument("--screens", type=int, default=0, help="boards that listen and must miss nothing (default: 0)")
    parser.add_argument("--yes-really", action="store_true", help="also in a house with bookings of its own")
    parser.set_defaults(run=cli.simulate)


def _positive(kind: Callable[[str], Number]) -> Callable[[str], Number]:
    def number(text: str) -> Number:
        found = kind(text)
        if not found > 0:
            raise ValueError(text)
        return found

    number.__name__ = "positive number"
    return number


if __name__ == "__main__":
    sys.exit(main())
