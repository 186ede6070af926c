"""Which rooms have been made ready for the next party (D18)."""

from alembic import op

from kiosk.schema import metadata

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    metadata.create_all(op.get_bind())
