"""What a photo looks like (its difference hash), and the selection that a party makes of a booking's photos."""

import sqlalchemy as sa
from alembic import op

from kiosk.schema import metadata

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """A file that 0001 has just made has both already; an older one gets them here. Photos taken in before have no hash."""
    bind = op.get_bind()
    if "dhash" not in {column["name"] for column in sa.inspect(bind).get_columns("photo")}:
        op.add_column("photo", sa.Column("dhash", sa.Text))
    metadata.create_all(bind)
