"""The ballot box of the reveal (feature 4)."""

from alembic import op

from kiosk.schema import metadata

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    metadata.create_all(op.get_bind())
