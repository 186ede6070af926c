"""The first house: the log, the answers, and a table per kind of thing."""

from alembic import op

from kiosk.schema import metadata

revision = "0001"
down_revision = None

APPEND_ONLY = """
CREATE TRIGGER event_is_append_only_{verb} BEFORE {verb} ON event
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
"""


def upgrade() -> None:
    bind = op.get_bind()
    metadata.create_all(bind)
    if bind.dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(APPEND_ONLY.format(verb=verb))
