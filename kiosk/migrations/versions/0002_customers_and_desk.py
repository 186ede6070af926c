"""Customers, concerns, feedback, the rota, absences, badges and the owner's settings; redaction for erasure on request."""

import sqlalchemy as sa
from alembic import op

from kiosk.schema import metadata

revision = "0002"
down_revision = "0001"

APPEND_ONLY_UNLESS_REDACTED = """
CREATE TRIGGER event_is_append_only_UPDATE BEFORE UPDATE ON event
WHEN NOT EXISTS (SELECT 1 FROM redaction WHERE redaction.seq = OLD.seq)
  OR NEW.seq <> OLD.seq OR NEW.stream <> OLD.stream OR NEW.version <> OLD.version OR NEW.type <> OLD.type
  OR NEW.actor <> OLD.actor OR NEW.device <> OLD.device OR NEW.at <> OLD.at OR NEW.hash <> OLD.hash
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END
"""


def upgrade() -> None:
    """A file that 0001 has just made has the new tables already; an older one gets them here."""
    bind = op.get_bind()
    if "customer" not in {column["name"] for column in sa.inspect(bind).get_columns("booking")}:
        op.add_column("booking", sa.Column("customer", sa.Integer))
        op.create_index("ix_booking_customer", "booking", ["customer"])
        op.create_index("ix_visit_number", "visit", ["number"])
    metadata.create_all(bind)
    if bind.dialect.name == "sqlite":
        op.execute("DROP TRIGGER event_is_append_only_UPDATE")
        op.execute(APPEND_ONLY_UNLESS_REDACTED)
