"""`python -m kiosk.migrate FILE`: bring a data file to the newest schema (Alembic).

`python -m kiosk.migrate --head` writes what the migrations come to into migrations/head.sql, from which new files are made;
run it after adding a migration (a test compares both).
"""

import sqlite3
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config

from .paths import MIGRATIONS


def migrate(file: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("sqlalchemy.url", f"sqlite:///{file}")
    command.upgrade(config, "head")


def head() -> str:
    """The statements that make a file as the migrations make it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "house.sqlite3"
        migrate(str(file))
        connection = sqlite3.connect(file)
        made = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type = 'trigger', type = 'index', name"
        statements = [f"{sql.strip()};" for (sql,) in connection.execute(made)]
        (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        connection.close()
    return "\n\n".join([*statements, f"INSERT INTO alembic_version (version_num) VALUES ('{version}');"]) + "\n"


if __name__ == "__main__":
    if sys.argv[1] == "--head":
        (MIGRATIONS / "head.sql").write_text(head(), "utf-8")
    else:
        migrate(sys.argv[1])
