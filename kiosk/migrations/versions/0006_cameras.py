"""Which camera took a photo."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

NEW = ("camera", "camera_body")


def upgrade() -> None:
    """A file that 0001 has just made has both already. Photos taken in before have none."""
    there = {column["name"] for column in sa.inspect(op.get_bind()).get_columns("photo")}
    for name in NEW:
        if name not in there:
            op.add_column("photo", sa.Column(name, sa.Text))
