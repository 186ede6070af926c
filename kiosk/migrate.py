"""`python -m kiosk.migrate FILE`: bring a data file to the newest schema (Alembic)."""

import sys

from alembic import command
from alembic.config import Config

from .paths import MIGRATIONS


def migrate(file: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("sqlalchemy.url", f"sqlite:///{file}")
    command.upgrade(config, "head")


if __name__ == "__main__":
    migrate(sys.argv[1])
